"""From a template and the record's fields to the words of a letter; what the record does not say is not made up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from vrp_desktop.documents.document import Document
from vrp_desktop.documents.vocabulary import Block, Bullets, Heading, Paragraph, Space, Tone
from vrp_desktop.letters.fields import FIELDS
from vrp_desktop.letters.templates import Template, To

_FIELD: Final = re.compile(r"\{\{\s*([a-z_]+)(\??)\s*\}\}")
_BRACES: Final = re.compile(r"\{\{|\}\}")


class Kind(StrEnum):
    """What a part of a letter is."""

    HEADING = "HEADING"
    PARAGRAPH = "PARAGRAPH"
    BULLET = "BULLET"


@dataclass(frozen=True, slots=True)
class Part:
    """One heading, paragraph or point."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter's words. `missing` are the fields that the record says nothing of: without them it is not sent."""

    subject: str
    parts: tuple[Part, ...]
    missing: tuple[str, ...]
    used: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it as plain text."""
        marks = {Kind.HEADING: "", Kind.PARAGRAPH: "", Kind.BULLET: "•  "}
        return "\n\n".join(f"{marks[part.kind]}{part.text}" for part in self.parts)


def compose(template: Template, values: Mapping[str, str]) -> Composed:
    """Fill a template. A paragraph with an optional field (`{{field?}}`) that is missing is left out whole."""
    parts: list[Part] = []
    missing: dict[str, None] = {}
    used: dict[str, None] = {}
    for piece in (template.subject, *re.split(r"\n\s*\n", template.body.strip())):
        for kind, text in _parts_of(piece):
            filled = _filled(text, values, missing, used)
            if filled is not None:
                parts.append(Part(kind, filled))
    return Composed(parts[0].text, tuple(parts[1:]), tuple(missing), tuple(used))


def problems_of(template: Template) -> list[str]:
    """What is wrong with a template's words: fields that do not exist, or that its reader may not be told."""
    found = []
    text = f"{template.subject}\n{template.body}"
    for name, _ in dict.fromkeys(_FIELD.findall(text)):
        if name not in FIELDS:
            found.append(f"There is no field “{name}”.")
        elif template.audience not in FIELDS[name].audiences:
            found.append(f"{FIELDS[name].label.capitalize()} is not for this reader.")
    if _BRACES.search(_FIELD.sub("", text)):
        found.append("A field stands in two pairs of braces, such as {{case_code}}.")
    return found


def letter_document(
    composed: Composed, template: Template, *, area: str, made_at: datetime, sent_on: date, recipient: str
) -> Document:
    """The letter as a document. A family's has no official marking; each says who it is from."""
    # A family's letter is set larger: a child reads it too.
    tone = Tone.LEAD if template.audience is To.FAMILY else Tone.BODY
    blocks: list[Block] = [Paragraph(f"{sent_on.day} {sent_on:%B %Y}", tone)]
    if recipient:
        blocks.append(Paragraph(f"To: {recipient}", tone))
    blocks.append(Space(0.5))
    points: list[str] = []
    for part in composed.parts:
        if part.kind is Kind.BULLET:
            points.append(part.text)
            continue
        if points:
            blocks.append(Bullets(tuple(points)))
            points = []
        is_heading = part.kind is Kind.HEADING
        blocks.append(Heading(part.text, in_contents=False) if is_heading else Paragraph(part.text, tone))
    if points:
        blocks.append(Bullets(tuple(points)))
    return Document(
        title=composed.subject,
        blocks=tuple(blocks),
        made_at=made_at,
        organisation=area,
        subject="Letter",
        author=area,
        marking=template.marking,
        handling="For the referrer alone" if template.audience is To.REFERRER else "",
    )


def _parts_of(piece: str) -> list[tuple[Kind, str]]:
    """The parts of a paragraph of a template: a heading, points, or running text with its line breaks."""
    lines = [line.strip() for line in piece.strip().splitlines()]
    if lines and all(line.startswith("- ") for line in lines):
        return [(Kind.BULLET, line[2:]) for line in lines]
    if len(lines) == 1 and lines[0].startswith("# "):
        return [(Kind.HEADING, lines[0][2:])]
    return [(Kind.PARAGRAPH, "\n".join(lines))]


def _filled(text: str, values: Mapping[str, str], missing: dict[str, None], used: dict[str, None]) -> str | None:
    names = _FIELD.findall(text)
    if any(mark and name not in values for name, mark in names):
        return None
    missing.update(dict.fromkeys(name for name, _ in names if name not in values))
    used.update(dict.fromkeys(name for name, _ in names if name in values))
    return _FIELD.sub(lambda found: values.get(found[1], "…"), text)
