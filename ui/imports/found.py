"""What was found in the file: its kind, where the list is, what is left out, and the top of the sheet as it came."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from ui.desk import Desk
from ui.imports.asking import Outline, top_of
from ui.imports.words import KINDS, rows_of, size_of
from ui.theme.tokens import Tone
from ui.widgets.columns import Column
from ui.widgets.facts import facts
from ui.widgets.short_table import ShortTable
from ui.widgets.text import clear, column, label
from vrp_desktop.imports.reading.box import column_letters
from vrp_desktop.imports.reading.sheets import Sheet, Workbook


class FoundCard(QFrame):
    """Fills itself anew for each outline. `where` is the sheet and the row of headings that were found."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.where: tuple[str, int] | None = None
        self.setProperty("kind", "card")
        self._inside = column(desk.theme, "normal", "normal")
        self.setLayout(self._inside)

    def show_found(self, workbook: Workbook, found: Outline) -> None:
        """Say what was found."""
        table = found.listed.table
        self.where = table.sheet, table.header_row
        self._begin(f"{rows_of(len(table.rows))} found")
        sheet = workbook.sheet(table.sheet)
        pairs = [("File", _file_words(workbook))]
        if len(workbook.sheets) > 1:
            pairs.append(("Sheet", self._desk.view.text(table.sheet)))
        pairs.append(("Headings", f"In row {table.header_row}"))
        self._inside.addWidget(facts(self._desk, [*pairs, *_others(workbook, sheet)]))
        for sentence in (*table.left_out.sentences(), *workbook.remarks):
            self._inside.addWidget(label(sentence, wrap=True))
        if sheet is not None:
            self._add_top(sheet, table.header_row)

    def show_sheet(self, workbook: Workbook, name: str | None) -> None:
        """No list was found: show the sheet, so that its headings can be pointed at."""
        self.where = None
        self._begin("No list found yet")
        sheet = workbook.sheet(name) if name else None
        sheet = sheet or next((each for each in workbook.sheets if each.visible), None)
        self._inside.addWidget(facts(self._desk, [("File", _file_words(workbook)), *_others(workbook, sheet)]))
        if sheet is not None:
            self._add_top(sheet, None)

    def _begin(self, heading: str) -> None:
        clear(self._inside)
        self._inside.addWidget(label(heading, "heading", wrap=True))

    def _add_top(self, sheet: Sheet, header_row: int | None) -> None:
        rows = top_of(sheet, header_row)
        wide = max((len(texts) for _, texts in rows), default=0)
        view = self._desk.view
        columns = [
            Column(
                "row",
                "Row",
                lambda r: f"{r[0]} headings" if r[0] == header_row else str(r[0]),
                ems=7,
                tone=lambda r: Tone.INFO if r[0] == header_row else None,
            )
        ]
        columns += [_letter(view.text, place) for place in range(wide)]
        self._inside.addWidget(label("The top of the sheet as it came", "label"))
        top = ShortTable(self._desk, "the top of the sheet", columns, row_id=lambda r: str(r[0]), in_order=True)
        top.show_rows(rows)
        self._inside.addWidget(top)


def _letter(shown: object, place: int) -> Column:
    def text(row: tuple[int, tuple[str, ...]]) -> str:
        words = row[1][place] if place < len(row[1]) else ""
        return str(shown(words)) if callable(shown) else words

    return Column(f"c{place}", column_letters(place + 1), text, ems=6)


def _file_words(workbook: Workbook) -> str:
    return f"{KINDS[workbook.kind.value]}, {size_of(workbook.size)}"


def _others(workbook: Workbook, sheet: Sheet | None) -> list[tuple[str, str]]:
    """The sheets that are not read, each kind with its names."""
    shown = [each.name for each in workbook.sheets if each.visible and each is not sheet]
    hidden = [each.name for each in workbook.sheets if not each.visible]
    pairs = []
    if shown:
        pairs.append(("Other sheets", ", ".join(shown)))
    if hidden:
        pairs.append(("Hidden sheets", f"{', '.join(hidden)}: not read"))
    return pairs
