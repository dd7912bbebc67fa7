"""A first look through an Excel workbook's XML: sheets, hidden rows, merged cells, and what reading would cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vrp_desktop.imports.reading import refusals
from vrp_desktop.imports.reading.box import Box, column_number
from vrp_desktop.imports.reading.limits import Limits
from vrp_desktop.imports.reading.package import Package
from vrp_desktop.imports.reading.sheets import Merge
from vrp_desktop.imports.reading.watch import Watch
from vrp_desktop.imports.reading.xml_stream import Attributes, attribute, is_true, local, scan

_MERGES_KEPT = 10_000
_DIGITS = "0123456789"
_CONTENTS = frozenset({"v", "is", "f", "t"})


@dataclass(slots=True)
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
            target = attribute(attributes, "Target")
            member = target.lstrip("/") if target.startswith(("/", "xl/")) else f"xl/{target}"
            # A path that climbs is resolved differently by different programs.
            if ".." in member or not package.has(member):
                raise refusals.damaged()
            targets[attribute(attributes, "Id")] = member

    scan(package.chunks("xl/_rels/workbook.xml.rels", package.limits.part_bytes), start)
    return targets


def check_shared_parts(package: Package) -> None:
    """The parts that are read whole, shared texts and styles, must be of a size that fits."""
    limits = package.limits
    texts = 0

    def start(name: str, _: Attributes) -> None:
        nonlocal texts
        if local(name) == "si":
            texts += 1
            if texts > limits.shared_texts:
                raise refusals.too_many_cells()

    if package.has("xl/sharedStrings.xml"):
        scan(package.chunks("xl/sharedStrings.xml", limits.shared_text_bytes), start)
    if package.has("xl/styles.xml"):
        scan(package.chunks("xl/styles.xml", limits.part_bytes), _ignore)


def _ignore(_name: str, _attributes: Attributes) -> None:
    return


class SheetScan:
    """One worksheet's hidden rows, merged ranges and filled rectangle, found as its XML goes by.

    Cells that are only coloured span nothing: whole formatted columns are common and harmless.
    """

    def __init__(self, limits: Limits) -> None:
        self.box = Box(limits)
        self.hidden_rows: set[int] = set()
        self.merged: list[Merge] = []
        self._columns: dict[str, int] = {}
        self._row = 0
        self._row_text = ""
        self._hidden = False
        self._column = 0
        self._pending = False
        self._first = 0
        self._last = 0
        self._count = 0

    def run(self, package: Package, member: str, watch: Watch) -> None:
        """Read the member through; raises the plain message if it would not fit."""
        scan(self._watched(package, member, watch), self._start)
        self._close_row()
        self.box.check()

    def _watched(self, package: Package, member: str, watch: Watch) -> Iterator[bytes]:
        seen = 0
        expected = max(package.packed_size(member) * 8, 1)
        for chunk in package.chunks(member, package.limits.unpacked_bytes):
            seen += len(chunk)
            watch.step(seen / (seen + expected) if seen > expected else seen / expected * 0.5)
            yield chunk

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._cell(attributes.get("r"))
        elif name in _CONTENTS:
            if self._pending:
                self._filled()
        else:
            self._other(local(name), attributes)

    def _other(self, element: str, attributes: Attributes) -> None:
        if element == "row":
            self._open_row(attributes)
        elif element == "c":
            self._cell(attribute(attributes, "r") or None)
        elif element == "mergeCell":
            self._merge(attribute(attributes, "ref"))
        elif element in _CONTENTS and self._pending:
            self._filled()

    def _open_row(self, attributes: Attributes) -> None:
        self._close_row()
        text = attribute(attributes, "r")
        if text and not (text.isascii() and text.isdigit() and len(text) <= 7):
            raise refusals.damaged()
        self._row = int(text) if text else self._row + 1
        self._row_text = str(self._row)
        self._hidden = is_true(attribute(attributes, "hidden")) or attribute(attributes, "ht") == "0"
        self._column = 0

    def _cell(self, reference: str | None) -> None:
        self._pending = True
        if reference is None:
            self._column += 1
            return
        letters = reference.rstrip(_DIGITS)
        column = self._columns.get(letters)
        if column is None:
            column = column_number(letters)
            if not column:
                raise refusals.damaged()
            self._columns[letters] = column
        # A cell whose own row differs from the row around it would escape the count.
        if reference[len(letters) :] != self._row_text:
            self._stray_row(reference[len(letters) :])
        self._column = column

    def _stray_row(self, text: str) -> None:
        if not text or len(text) > 7:
            raise refusals.damaged()
        self._close_row()
        self._row = int(text)
        self._row_text = text

    def _filled(self) -> None:
        self._pending = False
        self._count += 1
        column = self._column
        if not self._first or column < self._first:
            self._first = column
        if column > self._last:
            self._last = column

    def _close_row(self) -> None:
        self._pending = False
        if not self._count:
            return
        self.box.row(self._row, self._first, self._last, self._count)
        if self._hidden:
            self.hidden_rows.add(self._row)
        self._first = self._last = self._count = 0

    def _merge(self, reference: str) -> None:
        if len(self.merged) >= _MERGES_KEPT:
            return
        corners = [_corner(part) for part in reference.split(":")]
        if len(corners) == 2 and all(row and column for row, column in corners):
            (first_row, first_column), (last_row, last_column) = corners
            self.merged.append(Merge(first_row, first_column, last_row, last_column))


def _corner(text: str) -> tuple[int, int]:
    letters = text.replace("$", "").rstrip(_DIGITS)
    digits = text.replace("$", "")[len(letters) :]
    return (int(digits) if 0 < len(digits) <= 7 else 0), column_number(letters)
