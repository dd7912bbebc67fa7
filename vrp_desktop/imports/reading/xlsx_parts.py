"""The parts of an Excel workbook beside its sheets: the list of sheets, the shared texts, which styles are dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from vrp_desktop.imports.reading import refusals
from vrp_desktop.imports.reading.package import Package
from vrp_desktop.imports.reading.xml_stream import Attributes, attribute, is_true, local, scan

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SAID_ASIDE: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
# The built-in number formats that show days or times (ECMA-376 part 1, 18.8.30, and its East Asian variants).
_BUILT_IN_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook's own list names it; `member` is empty for a chart sheet."""

    name: str
    visible: bool
    member: str


@dataclass(slots=True)
class WorkbookEntries:
    """The list of sheets and the day from which the workbook counts."""

    sheets: list[SheetEntry] = field(default_factory=list)
    epoch_1904: bool = False


def read_entries(package: Package) -> WorkbookEntries:
    """The sheets in their order, with the package member that holds each."""
    targets = _worksheet_targets(package)
    found = WorkbookEntries()

    def start(name: str, attributes: Attributes) -> None:
        element = local(name)
        if element == "sheet":
            visible = attribute(attributes, "state", "visible") == "visible"
            member = targets.get(_relationship(attributes), "")
            found.sheets.append(SheetEntry(attribute(attributes, "name"), visible, member))
        elif element == "workbookPr":
            found.epoch_1904 = is_true(attribute(attributes, "date1904"))

    scan(package.chunks("xl/workbook.xml", package.limits.part_bytes), start)
    if not found.sheets:
        raise refusals.damaged()
    if len(found.sheets) > package.limits.sheets:
        raise refusals.too_large("This file has more sheets than can be looked through")
    return found


def _relationship(attributes: Attributes) -> str:
    return next((value for key, value in attributes.items() if key != "id" and local(key) == "id"), "")


def _worksheet_targets(package: Package) -> dict[str, str]:
    targets: dict[str, str] = {}

    def start(name: str, attributes: Attributes) -> None:
        if local(name) == "Relationship" and attribute(attributes, "Type").endswith("/worksheet"):
            target = attribute(attributes, "Target").replace("\\", "/")
            member = target.lstrip("/") if target.startswith(("/", "xl/")) else f"xl/{target}"
            if ".." in member or not package.has(member):
                raise refusals.damaged()
            targets[attribute(attributes, "Id")] = member

    scan(package.chunks("xl/_rels/workbook.xml.rels", package.limits.part_bytes), start)
    return targets


class SharedTexts:
    """The texts that cells point to by number; None where one is blank. Reading aids over a text are no part of it."""

    def __init__(self, package: Package) -> None:
        self.texts: list[str | None] = []
        self._limits = package.limits
        self._text = ""
        self._in_text = False
        self._in_reading = 0
        if package.has("xl/sharedStrings.xml"):
            chunks = package.chunks("xl/sharedStrings.xml", package.limits.shared_text_bytes)
            scan(chunks, self._start, self._end, self._characters)

    def _start(self, name: str, _: Attributes) -> None:
        element = local(name)
        if element == "t":
            self._in_text = not self._in_reading
        elif element == "rPh":
            self._in_reading += 1

    def _end(self, name: str) -> None:
        element = local(name)
        if element == "t":
            self._in_text = False
        elif element == "si":
            if len(self.texts) >= self._limits.shared_texts:
                raise refusals.too_many_cells()
            text = unescaped(self._text)
            self.texts.append(text if text and not text.isspace() else None)
            self._text = ""
        elif element == "rPh":
            self._in_reading -= 1

    def _characters(self, text: str) -> None:
        if self._in_text:
            self._text += text
            if len(self._text) > self._limits.cell_characters:
                raise refusals.too_large("This file holds a text longer than any cell may be")


def unescaped(text: str) -> str:
    """Excel writes signs that XML cannot hold as _x000D_."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def date_styles(package: Package) -> frozenset[str]:
    """The numbers of the cell styles that show a number as a day or a time."""
    formats: dict[str, bool] = {str(number): True for number in _BUILT_IN_DATES}
    styles: list[str] = []
    inside = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        element = local(name)
        if element == "numFmt":
            formats[attribute(attributes, "numFmtId")] = is_date_format(attribute(attributes, "formatCode"))
        elif element == "cellXfs":
            inside = True
        elif element == "xf" and inside:
            styles.append(attribute(attributes, "numFmtId"))

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and local(name) != "cellXfs"

    if package.has("xl/styles.xml"):
        scan(package.chunks("xl/styles.xml", package.limits.part_bytes), start, end)
    return _numbers_of(formats.get(number, False) for number in styles)


def _numbers_of(flags: Iterable[bool]) -> frozenset[str]:
    return frozenset(str(number) for number, is_date in enumerate(flags) if is_date)


def is_date_format(code: str) -> bool:
    """Whether a number format shows a day or a time: a d, m, y, h or s that is no text, colour or condition."""
    bare = _SAID_ASIDE.sub("", code.split(";", maxsplit=1)[0]).lower().replace("general", "")
    return any(sign in bare for sign in "dmyhs")
