"""Someone else saved first: theirs and yours side by side, field by field, and nothing is overwritten in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.desk import Desk
from ui.widgets.compare import LEFT, RIGHT, Compare, Pair
from ui.widgets.dialog import Dialog
from ui.widgets.field_words import as_value, words_of
from ui.widgets.fields import Field, Pick
from ui.widgets.form import Form
from ui.widgets.text import push_button, row
from vrp_desktop.access.audit_queries import LastChange, last_change
from vrp_desktop.calendar import british
from vrp_desktop.clock import london
from vrp_desktop.errors import KnownError, Stale

THEIRS, YOURS = "Theirs", "Yours"


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two edits of one record: what stood when the form was opened, what they saved, and what stands in the form."""

    fields: Sequence[Field]
    before: Mapping[str, object]
    theirs: Mapping[str, object]
    yours: Mapping[str, object]

    def pairs(self) -> tuple[Pair, ...]:
        """The fields that differ; what you did not touch is theirs unless you say otherwise."""
        return tuple(
            Pair(
                field.name,
                field.label,
                words_of(field, self.theirs[field.name]),
                words_of(field, self.yours.get(field.name)),
                chosen=LEFT if self._is_untouched(field) else RIGHT,
            )
            for field in self.fields
            if field.name in self.theirs and not isinstance(field, Pick) and self._differs(field)
        )

    def taken(self, chosen: Mapping[str, str]) -> dict[str, object]:
        """What goes into the form of theirs."""
        names = {name for name, side in chosen.items() if side == LEFT}
        return {field.name: as_value(field, self.theirs[field.name]) for field in self.fields if field.name in names}

    def _differs(self, field: Field) -> bool:
        return words_of(field, self.theirs[field.name]) != words_of(field, self.yours.get(field.name))

    def _is_untouched(self, field: Field) -> bool:
        return self.yours.get(field.name) == self.before.get(field.name)


class StaleDialog(Dialog):
    """`settled` brings, for each field that differs, the side that was chosen; closing it changes nothing."""

    settled = Signal(object)

    def __init__(self, desk: Desk, pairs: Sequence[Pair], who: LastChange | None, parent: QWidget) -> None:
        self._compare: Compare | None = None
        super().__init__(
            desk.theme,
            "Someone else saved this first",
            parent,
            intro=f"{_who(who)} {_what_next(pairs)}",
            yes="Save what is chosen" if pairs else "Save mine all the same",
            no="Go back",
            ems=(48, 0),
        )
        if pairs:
            self._compare = Compare(desk.theme, THEIRS, YOURS, pairs, choosing=True)
            self.body.addLayout(self._all_at_once(desk))
            self.body.addWidget(self._compare)

    def submit(self) -> None:
        self.settled.emit(self._compare.chosen() if self._compare is not None else {})
        self.accept()

    def _all_at_once(self, desk: Desk) -> QHBoxLayout:
        line = row(desk.theme, "snug")
        for words, slot in (("Take all of theirs", self._on_theirs), ("Keep all of mine", self._on_yours)):
            button = push_button(desk.theme, words)
            button.clicked.connect(slot)
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _on_theirs(self) -> None:
        if self._compare is not None:
            self._compare.choose_all(LEFT)

    def _on_yours(self) -> None:
        if self._compare is not None:
            self._compare.choose_all(RIGHT)


class StaleMeeting(QObject):
    """Lets a form's own edit meet one that was saved first; `settled` brings their version to save against."""

    settled = Signal(int)

    def __init__(self, desk: Desk, form: Form, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._form, self._window = desk, form, parent
        self._theirs: Mapping[str, object] = {}
        self._version = 0

    def meet(self, error: Stale, theirs: Mapping[str, object]) -> None:
        """Ask what is kept. `theirs` goes by field; nothing in it where the deed has no field to compare."""
        found = error.theirs.get("version")
        self._theirs, self._version = theirs, found if isinstance(found, int) else 0
        kind, record_id = error.kind, error.record_id
        self._desk.tasks.read(last_change, kind, record_id, done=self._on_known, failed=self._on_unknown)

    def _meeting(self) -> Meeting:
        return Meeting(self._form.fields(), self._form.first_values(), self._theirs, self._form.values())

    def _on_unknown(self, _error: KnownError) -> None:
        self._on_known(None)

    def _on_known(self, who: LastChange | None) -> None:
        dialog = StaleDialog(self._desk, self._meeting().pairs(), who, self._window)
        dialog.settled.connect(self._on_settled)
        dialog.open()

    def _on_settled(self, chosen: Mapping[str, str]) -> None:
        self._form.put(self._meeting().taken(chosen))
        self.settled.emit(self._version)


def _who(who: LastChange | None) -> str:
    if who is None:
        return "Someone else saved this record after you opened it."
    at = who.at.astimezone(london())
    return f"{who.user_name} saved this record on {british(at.date())} at {at:%H:%M}, after you opened it."


def _what_next(pairs: Sequence[Pair]) -> str:
    if pairs:
        return "Nothing is lost: choose what is kept, field by field. What you did not touch is theirs."
    return "Nothing that you typed stands in the way of it. Look at the record first, or save yours all the same."
