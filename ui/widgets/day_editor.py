"""A day: typed as people write it, or picked from a calendar that opens on demand."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.editors import Editor
from ui.widgets.fields import Day
from ui.widgets.text import icon_button, row
from vrp_desktop.calendar import british, parse_british_date


def short_day(day: date | None) -> str:
    """A day as it is typed: 04/03/2012."""
    return "" if day is None else f"{day:%d/%m/%Y}"


class DayEditor(Editor):
    """A line for the date and a button for the calendar; Alt+Down opens it too."""

    def __init__(self, theme: Theme, field: Day, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._field = field
        self._line = QLineEdit()
        self._line.setPlaceholderText("dd/mm/yyyy")
        self._line.setMaxLength(30)
        self._line.textEdited.connect(self.edited)
        self._line.editingFinished.connect(self._on_finished)
        self._button = icon_button(theme, "calendar", f"Open a calendar for {field.label}")
        self._button.clicked.connect(self._open)
        inside = row(theme, "tight")
        inside.addWidget(self._line, 1)
        inside.addWidget(self._button)
        self.setLayout(inside)
        self._watch(self._line)

    def value(self) -> date | None:
        return None if self.partial() else self._read()

    def set_value(self, value: object) -> None:
        self._line.setText(short_day(value) if isinstance(value, date) else "")

    def partial(self) -> str:
        if self.is_empty():
            return ""
        try:
            day = parse_british_date(self._line.text())
        except ValueError as error:
            return str(error)
        if self._field.latest is not None and day > self._field.latest:
            return f"This day is after {british(self._field.latest)}."
        if self._field.earliest is not None and day < self._field.earliest:
            return f"This day is before {british(self._field.earliest)}."
        return ""

    def draft(self) -> object:
        return self._line.text()

    def put_draft(self, kept: object) -> None:
        self._line.setText(str(kept or ""))

    def is_empty(self) -> bool:
        return not self._line.text().strip()

    def set_read_only(self, read_only: bool) -> None:
        self._line.setReadOnly(read_only)
        self._button.setVisible(not read_only)

    def target(self) -> QLineEdit:
        return self._line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._open()
            return
        super().keyPressEvent(event)

    def _read(self) -> date | None:
        try:
            return parse_british_date(self._line.text())
        except ValueError:
            return None

    def _on_finished(self) -> None:
        day = self._read()
        if day is not None and self._line.text() != short_day(day):
            self._line.setText(short_day(day))

    def _open(self) -> None:
        if self._line.isReadOnly():
            return
        popup = CalendarPopup(self._theme, self._field, self._read(), self)
        popup.calendar.activated.connect(self._on_picked)
        popup.calendar.clicked.connect(self._on_picked)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        popup.calendar.setFocus()

    def _on_picked(self, picked: QDate) -> None:
        self._line.setText(short_day(date(picked.year(), picked.month(), picked.day())))
        self.edited.emit()
        popup = self.findChild(CalendarPopup)
        if popup is not None:
            popup.close()
        self._line.setFocus()


class CalendarPopup(QFrame):
    """A calendar below its field, freed when it closes."""

    def __init__(self, theme: Theme, field: Day, day: date | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "card")
        self.calendar = QCalendarWidget()
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setGridVisible(False)
        self.calendar.setAccessibleName(f"Calendar for {field.label}")
        if field.latest is not None:
            self.calendar.setMaximumDate(_qt_day(field.latest))
        if field.earliest is not None:
            self.calendar.setMinimumDate(_qt_day(field.earliest))
        shown = day or field.latest
        if shown is not None:
            self.calendar.setSelectedDate(_qt_day(shown))
        inside = QVBoxLayout()
        around = theme.space("tight")
        inside.setContentsMargins(around, around, around, around)
        inside.addWidget(self.calendar)
        self.setLayout(inside)


def _qt_day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
