"""What a box says and offers: values, so that they can be made and tested without a window."""

from __future__ import annotations

from dataclasses import dataclass

from ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a box."""

    key: str
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What a box says and offers."""

    what: str
    means: str
    do: str
    choices: tuple[Choice, ...]
    tone: Tone = Tone.INFO
    default: str = ""
