"""What was found in the file: its kind, where the list is, what is left out, and the top of the sheet as it came."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.desk import Desk
from ui.imports.asking import Outline, top_of
from ui.imports.words import KINDS, rows_of, size_of
from ui.theme.tokens import Tone
from ui.widgets.columns import Column
from ui.widgets.table_model import RowModel
from ui.widgets.table_view import TableView
from ui.widgets.text import clear, column, label
from vrp_desktop.imports.reading.box import column_letters
from vrp_desktop.imports.reading.sheets import Sheet, Workbook

TopRow = tuple[int, tuple[str, ...]]


class FoundCard(QFrame):
    """Fills itself anew for each outline. `where` is the sheet and the row of headings that were found."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.where: tuple[str, int] | None = None
        self.setProperty("kind", "card")
        self._inside = column(desk.theme, "tight", "normal")
        self.setLayout(self._inside)

    @property
    def words(self) -> str:
        """All that it says."""
        return " ".join(each.text() for each in self.findChildren(QLabel) if each.isVisibleTo(self))

    def show_found(self, workbook: Workbook, found: Outline) -> None:
        """Say what was found, and what is left out."""
        table = found.listed.table
        self.where = table.sheet, table.header_row
        is_open = self._desk.view.text("x") == "x"
        on = f" on the sheet {table.sheet}" if len(workbook.sheets) > 1 and is_open else ""
        headings = f"headings in row {table.header_row}"
        self._say(f"{rows_of(len(table.rows))} found{on}", f"{_file_words(workbook)}, {headings}.")
        for sentence in (
            _others(workbook, table.sheet, is_open),
            " ".join(table.left_out.sentences()),
            *workbook.warnings,
            *workbook.remarks,
        ):
            if sentence:
                self._inside.addWidget(label(sentence, wrap=True))

    def show_nothing(self, workbook: Workbook, name: str | None) -> Sheet | None:
        """No list was found; returns the sheet to look at, so that its headings can be pointed at."""
        self.where = None
        sheet = workbook.sheet(name) if name else None
        sheet = sheet or next((each for each in workbook.sheets if each.visible), None)
        self._say("No list found yet", f"{_file_words(workbook)}.")
        is_open = self._desk.view.text("x") == "x"
        others = _others(workbook, sheet.name if sheet is not None else "", is_open)
        if others:
            self._inside.addWidget(label(others, wrap=True))
        return sheet

    def _say(self, heading: str, words: str) -> None:
        clear(self._inside)
        self._inside.addWidget(label(heading, "heading", wrap=True))
        self._inside.addWidget(label(words, "muted", wrap=True))


class SheetTop(QWidget):
    """The first rows of a sheet, with the row of headings marked."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("kind", "clear")
        self._inside = column(desk.theme, "tight")
        self.setLayout(self._inside)

    def show_sheet(self, sheet: Sheet | None, header_row: int | None) -> None:
        """Show the top of a sheet."""
        clear(self._inside)
        if sheet is None:
            return
        rows = top_of(sheet, header_row)
        wide = max((len(texts) for _, texts in rows), default=0)
        columns = [Column("row", "Row", _marked(header_row), ems=7, tone=_tone(header_row))]
        columns += [_letter(self._desk.view.text, place) for place in range(wide)]
        self._inside.addWidget(label("The top of the sheet as it came", "label"))
        model = RowModel(columns, self)
        model.set_all(rows)
        view = TableView(self._desk.theme, model, "The top of the sheet")
        each, head = view.verticalHeader().defaultSectionSize(), view.horizontalHeader().sizeHint().height()
        bar = view.horizontalScrollBar().sizeHint().height()
        view.setFixedHeight(max(1, len(rows)) * each + head + bar + 2 * view.frameWidth())
        self._inside.addWidget(view)


def _marked(header_row: int | None) -> Callable[[TopRow], str]:
    return lambda row: f"{row[0]} headings" if row[0] == header_row else str(row[0])


def _tone(header_row: int | None) -> Callable[[TopRow], Tone | None]:
    return lambda row: Tone.INFO if row[0] == header_row else None


def _letter(shown: Callable[[str], str], place: int) -> Column:
    def text(row: TopRow) -> str:
        return shown(row[1][place]) if place < len(row[1]) else ""

    return Column(f"c{place}", column_letters(place + 1), text, ems=8.5)


def _file_words(workbook: Workbook) -> str:
    return f"{KINDS[workbook.kind.value]}, {size_of(workbook.size)}"


def _others(workbook: Workbook, name: str, with_names: bool) -> str:
    """The sheets that are not read, the hidden ones named as such. A sheet's name may be a child's."""
    names = [each.name if each.visible else f"{each.name} (hidden)" for each in workbook.sheets if each.name != name]
    if not names:
        return ""
    what = "Another sheet is" if len(names) == 1 else f"{len(names)} other sheets are"
    return f"{what} not read: {', '.join(names)}." if with_names else f"{what} not read."
