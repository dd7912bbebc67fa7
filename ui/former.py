"""Asking for the former workspace when a backup is restored, so that who was erased since stays erased."""

from __future__ import annotations

from pathlib import Path

from ui.messages import Messages
from ui.widgets.fields import Text

FORMER = Text(
    name="former",
    label="The former workspace's folder, or its list of erasures",
    limit=2000,
    help="So that whoever was erased after this backup stays erased. A list beside the backup is found by itself.",
)


def former_of(text: object) -> Path | None:
    """The path that was typed, if one was."""
    typed = str(text or "").strip()
    return Path(typed) if typed else None


def may_go_without(messages: Messages, former: Path | None) -> bool:
    """Whether to restore without the former workspace, once it is plain what that means."""
    return former is not None or messages.confirm(
        "Restore without the former workspace?",
        means="Children who were erased after this backup was made may come back with their names and notes, "
        "unless a list of erasures lies beside the backup. If the former folder, or its list “store.erased”, "
        "can still be read, go back and name it. If it is lost, erase those children again afterwards.",
        yes="Restore without it",
        no="Go back",
    )


def what_was_erased(number: int, is_foreign: bool) -> str:
    """What became of those who were erased since, in a sentence; empty where there is nothing to say."""
    if is_foreign:
        return "The list that was given is not of this workspace: nobody was erased by it."
    return f"{number} erased since the backup were erased again." if number else ""
