"""What is killed while files are kept and shown: their bytes carry a sequence that must be in no file outside."""

from __future__ import annotations

import os
import random
import tempfile
from datetime import date
from pathlib import Path
from zipfile import ZIP_STORED

from tests.kill.nursery import Acknowledge
from tests.support.kept_files import docx, pdf
from tests.support.making import Making
from tests.support.workspaces import STARTS_AT, open_workspace
from vrp_desktop.attachments.commands import add_attachment, open_attachment
from vrp_desktop.attachments.forms import AttachmentForm
from vrp_desktop.attachments.sniffing import ShownAs
from vrp_desktop.clock import FixedClock
from vrp_desktop.documents.file_text import file_text
from vrp_desktop.documents.preview import page_at_width, page_words

NEEDLE = "Qvorzintal"
FILES = 4


def home_of(folder: Path) -> Path:
    """The home and temporary folder of one run."""
    return folder.parent / f"{folder.name}-home"


def keep_and_show(folder: Path, seed: int, acknowledge: Acknowledge) -> None:
    """Files kept one after another, each opened and shown at once."""
    home = home_of(folder)
    home.mkdir(parents=True, exist_ok=True)
    for name in ("HOME", "TMPDIR", "TMP", "TEMP", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        os.environ[name] = str(home)
    tempfile.tempdir = None
    chance = random.Random(seed)
    clock = FixedClock(STARTS_AT)
    with open_workspace(folder, clock) as workspace:
        make = Making(workspace, clock)
        child = make.person()
        for number in range(FILES):
            content = _content(chance, number)
            form = AttachmentForm(f"{NEEDLE} {number}", date(2026, 9, 1), file_name=f"{NEEDLE}.pdf")
            file_id = make.do(add_attachment, ("person", child), form, content)
            acknowledge(f"kept {file_id} {len(content)}")
            opened = make.do(open_attachment, file_id)
            if opened.kind.shown_as is ShownAs.PAGES:
                page_at_width(opened.content, 0, 600)
                page_words(opened.content, 0)
            else:
                file_text(opened.content, opened.kind)
            acknowledge(f"shown {file_id}")


def _content(chance: random.Random, number: int) -> bytes:
    """A PDF, a Word document or a long text; each holds the sequence as it is."""
    match number % 3:
        case 0:
            return pdf(NEEDLE) + f"\n% {NEEDLE} {number}".encode()
        case 1:
            return docx(f"{NEEDLE} {number}", compression=ZIP_STORED, more={"docProps/app.xml": NEEDLE})
        case _:
            return f"{NEEDLE} {chance.random()} ".encode() * 40_000
