"""What the command line writes out: each file whole or not at all, and none without its receipt."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vrp_desktop.errors import Invalid, KnownError

if TYPE_CHECKING:
    from vrp_desktop.exports.names import Passage
    from vrp_desktop.workspace.workspace import Workspace

STANDARD_OUTPUT: Final = Path("-")


def check_outs(outs: Sequence[Path]) -> None:
    """Refuse, before any work is done, what cannot be written to, and two results for one file."""
    from db.files import check_place_of
    from vrp_desktop.workspace.messages import plain_words

    for number, out in enumerate(outs):
        if out in outs[:number]:
            raise KnownError(
                f"Two results would go to {out}.", means="Nothing was written.", do="Give each a file of its own."
            )
        if out != STANDARD_OUTPUT:
            with plain_words():
                check_place_of(out)


def send_out(
    workspace: Workspace,
    out: Path,
    content: bytes,
    what: str,
    purpose: str,
    rows: int = 0,
    passages: Sequence[Passage] = (),
) -> None:
    """Look its text through for names, leave the receipt, then write to the file, or to the standard output for "-".

    Nobody is there to choose, so names are left and told beside the result.
    """
    from vrp_desktop.exports.commands import ReceiptForm, record_export
    from vrp_desktop.exports.names import find_names

    form = out.suffix.removeprefix(".").upper() or "JSON"
    recipient = f"{workspace.actor.full_name}, who ran the command"
    names = len(workspace.read(find_names, passages))
    receipt = ReceiptForm(what, form[:40], purpose, recipient, rows=rows, names_found=names, names_kept=names)
    workspace.write(record_export, receipt, content)
    if names:
        found = "One name may stand" if names == 1 else f"{names:,} names may stand"
        print(f"{found} in its text: read it through before it leaves.", file=sys.stderr)
    _write(out, content)


def _write(out: Path, content: bytes) -> None:
    """A device or a pipe is written to as it is: a file put in its place would end it for every other program."""
    from db.files import file_problems, write_atomically
    from vrp_desktop.workspace.messages import plain_words

    if out == STANDARD_OUTPUT:
        _print(content)
        return
    with plain_words(), file_problems(out):
        target = out.resolve()
        if not target.exists() or target.is_file():
            write_atomically(target, content)
            return
        with out.open("wb") as stream:
            stream.write(content)


def _print(content: bytes) -> None:
    """To the standard output, as bytes where it takes them: a PDF is no text."""
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        print(content.decode())
        return
    sys.stdout.flush()
    raw.write(content + b"\n" * content.startswith(b"{"))
    raw.flush()


def tell(out: Path) -> None:
    """Say what was written, beside the result and not within it."""
    if out != STANDARD_OUTPUT:
        print(f"Wrote {out}.", file=sys.stderr)


def known_place(workspace: Workspace, code: str | None) -> str | None:
    """The place that was named, where the workspace has it."""
    from vrp_desktop.reference.lists import read_lists_of

    if code is None:
        return None
    lists = workspace.read(lambda read: read_lists_of(read.session))
    entry = lists.entry("places", code.upper())
    if entry is None:
        known = [place.code for place in lists.entries["places"].values() if place.in_use]
        raise Invalid({"place": f"Use one of these: {', '.join(sorted(known))}."}, f"There is no place “{code}”.")
    return entry.code
