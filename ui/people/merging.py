"""Two records of one child: choosing the other one, merging side by side, and undoing a merge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.desk import Desk
from ui.people.sides import pairs_of
from ui.signed_returns import SignedReturns
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.compare import RIGHT, Compare
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Lines, Option, Several, Text
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import card, clear, column, label, push_button, row
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import british
from vrp_desktop.clock import london_day
from vrp_desktop.people.likely import find_likely
from vrp_desktop.people.merge_queries import (
    LaterRecord,
    MergePreview,
    MovedKind,
    UndoPreview,
    merge_preview,
    one_of,
    undo_preview,
)
from vrp_desktop.people.merging import MergeForm, merge_people, undo_merge
from vrp_desktop.people.queries import PersonRecord, PersonRow, people_page
from vrp_desktop.returns.counted import SignedReturn, signed_returns_of_people

_SHOWN = 8


def merge_facts(read: Read, one_id: str, other_id: str) -> tuple[MergePreview, list[SignedReturn]]:
    """All that the dialog says before a merge, in one read."""
    return merge_preview(read, one_id, other_id), signed_returns_of_people(read, [one_id, other_id])


def undo_facts(read: Read, merge_id: str) -> tuple[UndoPreview, list[SignedReturn]]:
    """All that the dialog says before a merge is undone, in one read."""
    preview = undo_preview(read, merge_id)
    people = [preview.kept.person_id, preview.merged.person_id]
    return preview, signed_returns_of_people(read, people)


class ChooseOther(Dialog):
    """Whom a record is to be merged with: those who are alike come first, anyone else by a search."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget, record: PersonRecord) -> None:
        super().__init__(
            desk.theme,
            "Find the other record",
            parent,
            intro="Two records of one child are looked at side by side before anything is merged.",
            yes="",
            ems=(36, 24),
        )
        self.desk = desk
        self._record = record
        self.form = Form(desk.theme, [Text(name="typed", label="Name or code", placeholder="Type to search")])
        self.form.edited.connect(self._on_edited)
        self._said = label("", "muted", wrap=True)
        self._results = column(desk.theme, "snug")
        self.body.addWidget(self.form)
        self.body.addWidget(self._said)
        self.body.addLayout(self._results)
        self.body.addStretch(1)
        self._on_edited()

    def _on_edited(self) -> None:
        typed = str(self.form.values()["typed"] or "").strip()
        if typed:
            self.desk.tasks.read(people_page, typed, limit=_SHOWN + 1, done=self._show_found, key="other")
        else:
            record = self._record
            self.desk.tasks.read(find_likely, record.form, record.person_id, done=self._show_likely, key="other")

    def _show_likely(self, found: Sequence[Any]) -> None:
        self._show([one.row for one in found], "These are alike.", "Nobody else on file is alike. Search above.")

    def _show_found(self, found: Sequence[PersonRow]) -> None:
        self._show(found, "Found by what you typed.", "Nobody is found by this.")

    def _show(self, rows: Sequence[PersonRow], words: str, none: str) -> None:
        clear(self._results)
        others = [one for one in rows if one.person_id != self._record.person_id][:_SHOWN]
        self._said.setText(words if others else none)
        for one in others:
            self._results.addWidget(self._card(one))

    def _card(self, one: PersonRow) -> QFrame:
        made, inside = card(self.desk.theme)
        line = row(self.desk.theme, "snug")
        born = british(one.born_on) if one.born_on else "date of birth not known"
        place = self.desk.shelf.label("places", one.place_code)
        words = f"{self.desk.view.name(one.words)} · {one.words.code} · {born} · {place}"
        line.addWidget(label(words, wrap=True), 1)
        look = push_button(self.desk.theme, "Side by side")
        look.setProperty("person", one.person_id)
        look.setAccessibleName(f"Look at {one.words.code} side by side")
        look.clicked.connect(self._on_look)
        line.addWidget(look)
        inside.addLayout(line)
        return made

    def _on_look(self) -> None:
        button = self.sender()
        if button is not None:
            self.chosen.emit(str(button.property("person")))
            self.accept()


class MergeDialog(FormDialog):
    """Signed returns first, then both records side by side, what would move, and why they are of one child."""

    def __init__(self, desk: Desk, parent: QWidget, one_id: str, other_id: str) -> None:
        reason = Lines(name="reason", label="Why these are of one child", required=True, lines=2)
        super().__init__(
            desk,
            "Merge two records",
            [reason],
            parent,
            intro="Both records are kept. The merge can be undone on any day, and gives back what it moved.",
            yes="Merge",
            ems=(52, 34),
        )
        self._kept_id, self._merged_id = one_id, other_id
        self._preview: MergePreview | None = None
        self._compare: Compare | None = None
        self._signed = SignedReturns(desk)
        self._doubt = Banner(desk.theme)
        self._sides = column(desk.theme, "normal")
        self._moves = label("", wrap=True)
        self._swap = push_button(desk.theme, "The other record carries on", "compare")
        self._swap.clicked.connect(self._on_swap)
        self._swap.hide()
        for at, part in enumerate((self._signed, self._doubt)):
            self.body.insertWidget(at, part)
        self.body.insertLayout(2, self._sides)
        self.body.insertWidget(3, self._moves)
        self.add_button(self._swap)
        self.set_busy(True)
        desk.tasks.read(merge_facts, one_id, other_id, done=self._show, failed=self.show_failure)

    def send(self, values: dict[str, Any]) -> None:
        if self._preview is None or self._compare is None:
            return
        kept, merged = self._sides_of(self._preview)
        taken = tuple(name for name, side in self._compare.chosen().items() if side == RIGHT)
        form = MergeForm(
            kept.person_id, kept.version, merged.person_id, merged.version, str(values["reason"] or ""), taken
        )
        self.write(merge_people, form)

    def _show(self, found: tuple[MergePreview, list[SignedReturn]]) -> None:
        self._preview, signed = found
        self.set_busy(False)
        self._swap.show()
        self._signed.show_returns(signed)
        self._show_doubt(self._preview)
        self._show_sides()

    def _show_doubt(self, preview: MergePreview) -> None:
        said = []
        if preview.was_said_apart:
            said.append("Someone has said that these two are not the same.")
        if preview.is_linked:
            said.append("A record links these two with each other: put that right before they are merged.")
        if preview.sittings:
            days = ", ".join(british(day) for day in preview.sittings)
            said.append(
                f"Both have a case on the agenda of the sitting on {days}. Both cases stay there: withdraw the "
                "referral that was made twice."
            )
        if said:
            self._doubt.show_text("Look again", " ".join(said), Tone.CAUTION)

    def _show_sides(self) -> None:
        if self._preview is None:
            return
        kept, merged = self._sides_of(self._preview)
        clear(self._sides)
        self._sides.addWidget(label("Choose for each difference which of the two carries on.", "muted", wrap=True))
        left, right = f"Carries on: {kept.words.code}", f"Is merged into it: {merged.words.code}"
        self._compare = Compare(self.desk.theme, left, right, pairs_of(self.desk, kept, merged), choosing=True)
        self._sides.addWidget(self._compare)
        moves = self._preview.moves[merged.person_id]
        self._moves.setText(f"{_moved(moves, merged.words.code)} {self._stays(self._preview, merged)}".strip())

    def _stays(self, preview: MergePreview, merged: PersonRecord) -> str:
        stays = preview.staying[merged.person_id]
        if not stays:
            return ""
        return (
            f"{stays} of {merged.words.code}'s own contact details stay with that record, since the other child has "
            "its own: copy across what still holds."
        )

    def _sides_of(self, preview: MergePreview) -> tuple[PersonRecord, PersonRecord]:
        both = {preview.one.person_id: preview.one, preview.other.person_id: preview.other}
        return both[self._kept_id], both[self._merged_id]

    def _on_swap(self) -> None:
        self._kept_id, self._merged_id = self._merged_id, self._kept_id
        self._show_sides()


class UndoMerge(FormDialog):
    """What goes back, what came later and with whom it goes, and why the two are not one child after all."""

    def __init__(self, desk: Desk, parent: QWidget, found: tuple[UndoPreview, list[SignedReturn]]) -> None:
        self._preview, signed = found
        later = tuple(Option(f"{one.kind}/{one.record_id}", _later_words(one)) for one in self._preview.later)
        code = self._preview.merged.code
        reason = Lines(name="reason", label="Why these are two children", required=True, lines=2)
        goes = Several(
            name="also",
            label=f"Added since: tick what belongs to {code}",
            options=later,
            help=f"What is not ticked stays with {self._preview.kept.code}.",
        )
        super().__init__(
            desk,
            "Undo the merge",
            [goes, reason] if later else [reason],
            parent,
            intro=f"{code} stands alone again, with its own name and details.",
            yes="Undo the merge",
            ems=(42, 0),
        )
        banner = SignedReturns(desk)
        banner.show_returns(signed)
        self.body.insertWidget(0, banner)
        words = _moved(self._preview.moves, self._preview.kept.code, f"back to {code}")
        self.body.insertWidget(1, label(words, wrap=True))

    def send(self, values: dict[str, Any]) -> None:
        also = tuple(tuple(code.split("/", 1)) for code in values.get("also") or ())
        self.write(undo_merge, self._preview.merge_id, str(values["reason"] or ""), also)


def _moved(moves: Sequence[MovedKind], code: str, whither: str = "") -> str:
    if not moves:
        return f"Nothing hangs on {code} that would move."
    return f"From {code} moves {whither}: ".replace(" :", ":") + ", ".join(moved.words for moved in moves) + "."


def _later_words(one: LaterRecord) -> str:
    words = one_of(one.kind).capitalize()
    on = f" of {british(one.on)}" if one.on else ""
    return f"{words} {one.code}{on}, entered on {british(london_day(one.made_at))}".replace("  ", " ")
