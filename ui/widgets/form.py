"""The one form of the program: label, control, help and error for each field, drafts, and keeping what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from ui.theme.theme import Theme
from ui.widgets.choice_editors import ChooseEditor, PickEditor, RadioEditor, SeveralEditor
from ui.widgets.day_editor import DayEditor
from ui.widgets.editors import CheckEditor, Editor, LinesEditor, NumberEditor, TextEditor
from ui.widgets.field_box import FieldBox, SectionHead
from ui.widgets.fields import (
    Check,
    Choose,
    Day,
    Field,
    FormPart,
    Lines,
    Number,
    Numbers,
    Own,
    Pick,
    Radio,
    Section,
    Several,
    Text,
)
from ui.widgets.number_grid import NumberGrid
from vrp_desktop.errors import Invalid
from vrp_desktop.people.naming import names_kept_back

DRAFT_AFTER_MS = 700
_TWO_COLUMNS_FROM = 38
_KEPT_BACK = "[restricted] stands for a name that you cannot read. Leave it where it stands, and the name stays."
_LEAVE_IT = "Leave [restricted] where it stands, or open that record on a reason first."


class Form(QWidget):
    """Made from fields. Fill it with `set_values`, ask for `values`, show `Invalid` with `show_invalid`."""

    edited = Signal()

    def __init__(self, theme: Theme, parts: Sequence[FormPart], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts = tuple(parts)
        self._boxes: dict[str, FieldBox] = {}
        self._clean: dict[str, object] = {}
        self._keep: Callable[[dict[str, object]], None] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DRAFT_AFTER_MS)
        self._soon.timeout.connect(self.keep_draft)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space("wide"))
        self._grid.setVerticalSpacing(theme.space("normal"))
        self._columns = 0
        self._absent: set[str] = set()
        self._rows: list[tuple[QWidget, bool]] = []
        self._make()
        self.setLayout(self._grid)
        self._arrange(1)
        self._clean = self.values()

    def values(self) -> dict[str, object]:
        """What stands in the form, by field."""
        return {name: box.editor.value() for name, box in self._boxes.items()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show values; the form counts as unchanged afterwards."""
        self.put(values)
        self._clean = self.values()
        self._soon.stop()
        self.set_errors({})
        self._say_what_is_kept_back()

    def put(self, values: Mapping[str, object]) -> None:
        """Show values that count as changes, such as a draft's."""
        for name, value in values.items():
            if name in self._boxes:
                self._boxes[name].editor.set_value(value)

    def offer(self, values: Mapping[str, object]) -> None:
        """Show values that follow from the record: nobody typed them, so they are no change."""
        self.put(values)
        self._clean |= {name: self._boxes[name].editor.value() for name in values if name in self._boxes}

    def first_values(self) -> dict[str, object]:
        """What was shown at first."""
        return dict(self._clean)

    def fields(self) -> tuple[Field, ...]:
        """The fields without the headings between them."""
        return tuple(part for part in self._parts if not isinstance(part, Section))

    def editor(self, name: str) -> Editor:
        """The control of a field."""
        return self._boxes[name].editor

    def box(self, name: str) -> FieldBox:
        """A field's whole box: to hide it or to change its help."""
        return self._boxes[name]

    def set_shown(self, name: str, shown: bool) -> None:
        """Show or hide a field that depends on another; a hidden one is not checked."""
        self._boxes[name].setVisible(shown)
        if (name in self._absent) is shown:
            (self._absent.discard if shown else self._absent.add)(name)
            self._set_out()

    def is_dirty(self) -> bool:
        """Whether anything differs from what was shown at first."""
        return self.values() != self._clean or any(box.editor.partial() for box in self._boxes.values())

    def changed_values(self) -> dict[str, object]:
        """Only what differs from what was shown at first."""
        return {name: value for name, value in self.values().items() if value != self._clean.get(name)}

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Put a sentence under each field named, take it from the others, and go to the first."""
        for name, box in self._boxes.items():
            box.set_error(errors.get(name, ""))
        first = next((box for name, box in self._boxes.items() if name in errors), None)
        if first is not None:
            first.editor.target().setFocus()
            _bring_into_sight(first)

    def show_invalid(self, error: Invalid) -> dict[str, str]:
        """Show an error's fields; returns the sentences that belong to no field here."""
        self.set_errors(error.fields)
        return {name: text for name, text in error.fields.items() if name not in self._boxes}

    def check(self) -> bool:
        """Whether all required fields are given and all typing can be read; shows what is not."""
        shown = {name: box for name, box in self._boxes.items() if not box.isHidden()}
        errors = {name: fault for name, box in shown.items() if (fault := box.fault() or self._lost(name))}
        self.set_errors(errors)
        return not errors

    def withhold(self, on: bool) -> None:
        """Keep free text that is set from now on out of sight, as outside the view of names."""
        for box in self._boxes.values():
            box.editor.withhold(on)

    def set_read_only(self, read_only: bool) -> None:
        """Let the whole form be read but not changed."""
        for box in self._boxes.values():
            box.editor.set_read_only(read_only or box.field.read_only)

    def focus_first(self) -> None:
        """Put the cursor in the first field that can be filled."""
        for box in self._boxes.values():
            if not box.field.read_only and not box.isHidden():
                box.editor.target().setFocus()
                return

    def draft(self) -> dict[str, object]:
        """What stands in the form as JSON can hold it, also what cannot be read yet."""
        return {name: box.editor.draft() for name, box in self._boxes.items()}

    def put_draft(self, kept: Mapping[str, object]) -> None:
        """Show a draft; it counts as a change."""
        for name, value in kept.items():
            if name in self._boxes:
                self._boxes[name].editor.put_draft(value)

    def keep_drafts(self, keep: Callable[[dict[str, object]], None]) -> None:
        """Name the bound method that keeps what `draft` gives; it is called at most a second after typing."""
        self._keep = keep

    def keep_draft(self) -> None:
        """Keep what is typed now, if anything is: also called before locking."""
        self._soon.stop()
        if self._keep is not None and self.is_dirty():
            self._keep(self.draft())

    def arrange_for(self, width: int) -> None:
        """Set the fields out in one column or two, as there is room."""
        self._arrange(2 if width >= self._theme.em(_TWO_COLUMNS_FROM) else 1)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for one column, whatever the columns are now; else two columns could never become one."""
        return QSize(self._theme.em(12), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange_for(self.width())

    def _say_what_is_kept_back(self) -> None:
        """A text that names somebody whose record is closed is shown without the name, which must not get lost."""
        for name, box in self._boxes.items():
            if _kept_back(self._clean.get(name)):
                box.set_warning(_KEPT_BACK)
            elif box.warning == _KEPT_BACK:
                box.set_warning("")

    def _lost(self, name: str) -> str:
        kept = _kept_back(self._clean.get(name))
        return _LEAVE_IT if kept and _kept_back(self._boxes[name].editor.value()) != kept else ""

    def _make(self) -> None:
        for part in self._parts:
            if isinstance(part, Section):
                self._rows.append((SectionHead(self._theme, part), False))
                continue
            editor = make_editor(self._theme, part)
            editor.set_read_only(part.read_only)
            box = FieldBox(self._theme, part, editor)
            editor.edited.connect(self._on_edited)
            self._boxes[part.name] = box
            self._rows.append((box, part.half))

    def _arrange(self, columns: int) -> None:
        if columns != self._columns:
            self._columns = columns
            self._set_out()

    def _set_out(self) -> None:
        """Put every part in its cell; a half that is hidden leaves no hole beside the next."""
        columns = self._columns
        line, at = 0, 0
        for widget, is_half in self._rows:
            if is_half and columns == 2 and isinstance(widget, FieldBox) and widget.field.name in self._absent:
                self._grid.removeWidget(widget)
                continue
            if columns == 1 or not is_half:
                line, at = line + (at > 0), 0
                self._grid.addWidget(widget, line, 0, 1, columns)
                line += 1
                continue
            self._grid.addWidget(widget, line, at)
            line, at = (line, 1) if at == 0 else (line + 1, 0)
        for place in range(2):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)

    def _on_edited(self) -> None:
        if self._keep is not None and not self._soon.isActive():
            self._soon.start()
        self.edited.emit()


def _kept_back(value: object) -> int:
    return names_kept_back(value) if isinstance(value, str) else 0


def _bring_into_sight(box: QWidget) -> None:
    """Scroll to a field: what is wrong may lie below what is seen."""
    above = box.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(box)
        above = above.parentWidget()


def make_editor(theme: Theme, field: Field) -> Editor:
    """The control for a field."""
    match field:
        case Text():
            return TextEditor(field)
        case Lines():
            return LinesEditor(theme, field)
        case Day():
            return DayEditor(theme, field)
        case Choose():
            return ChooseEditor(field)
        case Radio():
            return RadioEditor(theme, field)
        case Several():
            return SeveralEditor(theme, field)
        case Number():
            return NumberEditor(theme, field)
        case Check():
            return CheckEditor(field)
        case Pick():
            return PickEditor(field)
        case Numbers():
            return NumberGrid(theme, field)
        case Own():
            return field.make()
        case _:
            raise TypeError(f"no control for {type(field).__name__}")
