"""Lines with labels ("Name: …", "DOB – …"), as forms and e-mails have them, read by the headings of lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from vrp_desktop.imports.reading.fields import Field
from vrp_desktop.imports.reading.headings import CORE, read_heading

_LINE: Final = re.compile(r"^\s*[-•*·]?\s*\**([A-Za-z][^:=\n]{0,70}?)\**\s*(?::|=|\s[–—-]\s|\t)\s*\**\s*(.*)$")
_LEAST: Final = 0.7
_RUNS_ON: Final = frozenset({Field.REASON, Field.NOTES, Field.ADDRESS})
_BEGINS: Final = frozenset({Field.FULL_NAME, Field.FORENAMES, Field.SURNAME})
_MOST_ROWS: Final = 500


@dataclass(slots=True)
class Labelled:
    """One child's labelled lines: field, its words and how sure the label is; and all the lines it was read from."""

    values: dict[Field, tuple[str, float]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    """The lines that no label explains."""


def read_labelled(lines: Sequence[str]) -> list[Labelled]:
    """The labelled lines, in blocks: a name that comes again begins another child."""
    blocks = [Labelled()]
    waiting: Field | None = None
    for line in lines:
        label, value = _split(line)
        guess = read_heading(label) if label else None
        if guess is not None and guess.field is not None and guess.confidence >= _LEAST:
            if guess.field in _BEGINS and guess.field in blocks[-1].values and len(blocks) < _MOST_ROWS:
                blocks.append(Labelled())
            if value and guess.field not in blocks[-1].values:
                blocks[-1].values[guess.field] = (value, guess.confidence)
            waiting = guess.field if not value or guess.field in _RUNS_ON else None
        elif waiting is not None and line.strip() and not label:
            waiting = _go_on(blocks[-1], waiting, line.strip())
        else:
            blocks[-1].other.append(line)
            waiting = waiting if not line.strip() and waiting not in _RUNS_ON else None
        blocks[-1].lines.append(line)
    return [block for block in blocks if block.values]


def is_sure(confidence: float) -> bool:
    """Whether a label names its field as partners usually write it."""
    return confidence >= CORE


def _go_on(block: Labelled, waiting: Field, words: str) -> Field | None:
    """A line below a label: its words, or more of them where a field runs over lines."""
    before, sure = block.values.get(waiting, ("", _LEAST + 0.1))
    block.values[waiting] = (f"{before}\n{words}".strip(), sure)
    return waiting if waiting in _RUNS_ON else None


def _split(line: str) -> tuple[str, str]:
    found = _LINE.match(line[:2_000])
    if found is None:
        return "", ""
    return " ".join(found[1].split()), found[2].strip().strip("*").strip()
