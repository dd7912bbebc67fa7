"""The recovery sheet: the printed page with the code that opens a workspace when every passphrase is forgotten."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from vrp_desktop.calendar import british
from vrp_desktop.clock import london
from vrp_desktop.documents.document import Document
from vrp_desktop.documents.vocabulary import (
    Block,
    Bullets,
    Code,
    Facts,
    Heading,
    Note,
    NoteKind,
    Paragraph,
    Signatory,
    Signatures,
    Tone,
)

_GROUP = 4


def recovery_sheet(
    workspace_name: str, user_name: str, code: str, made_on: date, with_square: bool = False
) -> Document:
    """The sheet for one workspace.

    Args:
        workspace_name: The name that its users know it by.
        user_name: Who made the sheet.
        code: The recovery code, with or without separators.
        made_on: The day it was made.
        with_square: Whether a QR code of it is printed too; a telephone that reads it keeps a copy, so only if asked.
    """
    blocks: tuple[Block, ...] = (
        Paragraph("Keep this sheet as you would keep the key of a safe: it opens every record.", Tone.LEAD),
        Facts(
            (
                ("Workspace", workspace_name),
                ("Made by", user_name),
                ("Made on", british(made_on)),
            )
        ),
        Heading("The recovery code"),
        Code(groups_of(code), "Read it group by group. Capitals, spaces and hyphens do not matter.", with_square),
        *_instructions(),
        Signatures((Signatory("Put away by"),)),
    )
    return Document(
        title="Recovery sheet",
        blocks=blocks,
        made_at=datetime.combine(made_on, time(12), london()).astimezone(UTC),
        organisation="VRP Desktop",
        subject="Recovery code of a workspace",
        handling="Keep locked away; do not copy",
    )


def groups_of(code: str) -> tuple[str, ...]:
    """The groups of a code: its own where it has separators, else of four letters each."""
    parts = tuple(part for part in code.replace("-", " ").split() if part)
    if len(parts) > 1:
        return parts
    whole = parts[0] if parts else code
    return tuple(whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP))


def _instructions() -> list[Block]:
    return [
        Heading("Where to keep it", 2),
        Bullets(
            (
                "Print it now, put it in a sealed envelope, and sign across the flap.",
                "Lock it away in a place that two people know: a safe, or the fire-proof cabinet of your office. "
                "Never keep it with the laptop.",
                "Do not photograph it, scan it, send it or save it. Whoever has this sheet and the workspace can read "
                "the records of every child in it.",
            )
        ),
        Heading("When you need it", 2),
        Bullets(
            (
                "On the window that asks for the passphrase, choose \u201cUse the recovery code\u201d.",
                "Type the code above.",
                "Choose a new passphrase. The program then makes a new sheet; destroy this one.",
            ),
            numbered=True,
        ),
        Note(
            "If this sheet is lost, or may have been seen by someone who should not see it, make a new one in "
            "Settings, My passphrase. The old code then no longer opens "
            "the workspace. Without any passphrase and without "
            "this code nobody can open it, and the records are gone.",
            "If it is lost",
            NoteKind.WARNING,
        ),
    ]
