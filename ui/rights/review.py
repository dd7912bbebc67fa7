"""The review of an own copy: each item released, redacted or withheld with its reason; nothing leaves undecided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.preview import PreviewDialog
from ui.receipts import ReceiptDialog, save
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable
from ui.widgets.fields import Choose, FormPart, Lines, Option
from ui.widgets.filter_box import FilterBox
from ui.widgets.flow import FlowLayout
from ui.widgets.form_dialog import FormDialog
from ui.widgets.states import States
from ui.widgets.text import column, label, push_button
from vrp_desktop.calendar import british_short
from vrp_desktop.documents.own_copy import HEADS, OwnCopy, Reviewed, own_copy, own_copy_review
from vrp_desktop.errors import KnownError
from vrp_desktop.exports.names import Passage
from vrp_desktop.exports.own_copy import PDF, PURPOSE, XLSX, ZIP, give_own_copy
from vrp_desktop.reference.lists import ListEntry
from vrp_desktop.rights.commands import accept_proposals, decide_items
from vrp_desktop.rights.forms import REASONS, REDACT, RELEASE, WITHHOLD
from vrp_desktop.rights.queries import RequestRow

_WORDS: Final = {RELEASE: "Released", REDACT: "Redacted", WITHHOLD: "Withheld"}
_PROPOSED: Final = {RELEASE: "Release?", REDACT: "Redact?", WITHHOLD: "Withhold?", "": "Read it first"}
_TONES: Final = {RELEASE: Tone.GOOD, REDACT: Tone.CAUTION, WITHHOLD: Tone.DANGER, "": Tone.NEUTRAL}
_LEAVES: Final = {RELEASE: "it is held.", WITHHOLD: "not given.", "": "not decided; read the file first."}
_ALL, _OPEN, _KEPT, _FLAGGED = "", "OPEN", "KEPT", "FLAGGED"
_SHOWN: Final = (
    ("All items", _ALL),
    ("Not decided", _OPEN),
    ("To be looked at", _FLAGGED),
    ("Not given whole", _KEPT),
)
_FORMS: Final = (
    Option(PDF, "PDF, to be read"),
    Option(XLSX, "Excel workbook, for another system"),
    Option(ZIP, "Both, with the files that are released, in one ZIP"),
)


class ReviewPart(QWidget):
    """The items of one request with what is proposed for each; what is chosen is decided together."""

    given = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("kind", "clear")
        self.request: RequestRow | None = None
        self.items: Sequence[Reviewed] = ()
        self._made: OwnCopy | None = None
        self._ending = ""
        inside = QWidget()
        inside.setProperty("kind", "clear")
        self.body: QVBoxLayout = column(desk.theme, "normal")
        inside.setLayout(self.body)
        self.states = States(desk.theme, inside)
        self.states.show_empty("No copy is under review", "Open a request for a copy, and choose “Review the copy”.")
        self.banner = Banner(desk.theme)
        self.banner.hide()
        self.said = label("", "muted", wrap=True)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.said)
        self._line = FlowLayout(desk.theme)
        for words, icon, kind, slot in (
            ("Release", "", "", self.release),
            ("Redact", "", "", self.redact),
            ("Withhold", "", "", self.withhold),
            ("As proposed", "", "", self.accept_chosen),
            ("All as proposed", "", "", self.accept_all),
            ("Show the pages", "eye", "", self.show_pages),
            ("Give the copy", "export", "primary", self.give),
        ):
            button = push_button(desk.theme, words, icon, kind)
            button.clicked.connect(slot)
            self._line.addWidget(button)
        self.body.addLayout(self._line)
        self.table = self._table()
        self.box = FilterBox(desk.theme, "Which items", _SHOWN)
        self.table.add_filter(self.box)
        self.box.activated.connect(self._on_filter)
        self.body.addWidget(self.table, 1)
        self.before, self.after = label("", wrap=True, selectable=True), label("", wrap=True, selectable=True)
        self.body.addWidget(self.before)
        self.body.addWidget(self.after)
        self.table.chosen.connect(self._on_chosen)
        outer = column(desk.theme, "snug")
        outer.addWidget(self.states)
        self.setLayout(outer)

    def review(self, request: RequestRow) -> None:
        """Show the items of a request."""
        if self.request is None or self.request.request_id != request.request_id:
            self.states.show_loading()
            self.box.choose(_ALL)
        self.request = request
        self.fetch()

    def fetch(self, *_what: object) -> None:
        """Read the items as they are decided now."""
        if self.request is not None:
            asked = self.request.request_id
            self.desk.tasks.read(own_copy_review, asked, done=self._show, failed=self.show_failure, key="items")

    def show_failure(self, error: KnownError) -> None:
        """Tell a known error above the items."""
        self.states.show_content()
        self.banner.show_error(error)

    def release(self) -> None:
        """Release what is chosen."""
        self._write(decide_items, self._chosen(), RELEASE)

    def redact(self) -> None:
        """Redact what is chosen."""
        self._ask(REDACT)

    def withhold(self) -> None:
        """Withhold what is chosen."""
        self._ask(WITHHOLD)

    def accept_chosen(self) -> None:
        """Decide what is chosen as proposed."""
        self._write(accept_proposals, self._chosen())

    def accept_all(self) -> None:
        """Decide as proposed all that nobody decided yet."""
        open_ones = [one for one in self.items if not one.decided.decision and one.decided.item.proposal]
        kept = sum(one.decided.item.proposal != RELEASE for one in open_ones)
        if open_ones and self.desk.messages.confirm(
            f"Decide {len(open_ones):,} items as proposed?",
            means=f"{kept:,} of them are redacted or withheld; what must be read first stays undecided. "
            "The proposals go by rules: read the copy through before you give it.",
            yes="Decide them",
        ):
            self._write(accept_proposals, [one.decided.item.key for one in open_ones])

    def show_pages(self) -> None:
        """The pages as they would be."""
        self._compose(self._on_preview)

    def give(self) -> None:
        """Ask for whom it is, and give it; refused while an item is undecided."""
        self._compose(self._on_copy)

    def _compose(self, done: Callable[[OwnCopy], None]) -> None:
        if self.request is not None:
            asked = self.request.request_id
            self.desk.tasks.read(own_copy, asked, done=done, failed=self.show_failure, key="own_copy")

    def _table(self) -> DataTable:
        text = self.desk.view.text
        columns = (
            Column("part", "Part", lambda r: r.decided.item.section, ems=10),
            Column("day", "Day", lambda r: british_short(r.decided.item.on), ems=6.5),
            Column("what", "What", lambda r: text(r.decided.item.heading), ems=12),
            Column("words", "Words", lambda r: text(r.decided.item.text), ems=20, stretch=True),
            Column("flags", "Why look", lambda r: ", ".join(r.decided.item.flags), ems=10),
            Column("fate", "Decision", _fate, ems=8.5, tone=_tone),
            Column("reason", "Exemption", self._reason, ems=11, hidden=True),
        )
        table = DataTable(
            self.desk, "items", columns, key="own-copy", row_id=lambda r: str(r.decided.item.key), unit="item"
        )
        table.set_empty("No such item", "Choose another filter to see more.", icon="filter")
        return table

    def _reason(self, one: Reviewed) -> str:
        code = one.decided.reason if one.decided.decision else one.decided.item.reason
        return self.desk.shelf.label(REASONS, code) if code else ""

    def _chosen(self) -> list[str]:
        return [one.decided.item.key for one in self.table.view.chosen_rows()]

    def _ask(self, decision: str) -> None:
        chosen: list[Reviewed] = self.table.view.chosen_rows()
        if chosen and self.request is not None:
            dialog = ReasonDialog(self.desk, self, self.request, chosen, decision)
            dialog.saved.connect(self.fetch)
            dialog.open()

    def _write(self, command: Any, keys: list[str], *more: str) -> None:
        if keys and self.request is not None:
            self.desk.tasks.write(
                command, self.request.request_id, keys, *more, done=self.fetch, failed=self.show_failure
            )

    def _show(self, items: Sequence[Reviewed]) -> None:
        self.banner.hide()
        self.items = items
        left = sum(not one.decided.decision for one in items)
        kept = sum(one.decided.decision in (REDACT, WITHHOLD) for one in items)
        words = f"{left:,} of {len(items):,} items are not decided." if left else "Every item is decided."
        code = self.request.code if self.request is not None else ""
        self.said.setText(f"{code}: {words} {kept:,} are redacted or withheld.")
        self.states.show_content()
        self._fill()

    def _fill(self) -> None:
        self.table.show_rows([one for one in self.items if _is_shown(one, self.box.code)])
        if self.table.total and self.table.current() is None:
            self.table.view.go_to(0)
        self._on_chosen(self.table.current())

    def _on_filter(self, _at: int) -> None:
        self._fill()

    def _on_chosen(self, one: Reviewed | None) -> None:
        text = self.desk.view.text
        if one is None:
            self.before.setText("Choose an item to read it whole.")
            self.after.setText("")
            return
        item = one.decided.item
        self.before.setText(f"Held: {text(item.heading)}. {text(item.text)}")
        fate, why = one.decided.decision or item.proposal, self._reason(one)
        leaves = f"{text(one.heading)}. {text(one.text)}" if fate == REDACT else _LEAVES[fate]
        self.after.setText(f"Leaves as: {leaves}" + (f" ({why})" if why and fate != RELEASE else ""))

    def _on_preview(self, made: OwnCopy) -> None:
        PreviewDialog(self.desk, self, f"Own copy for {made.code}", made.pdf).open()

    def _on_copy(self, made: OwnCopy) -> None:
        if self.request is None:
            return
        self._made = made
        dialog = ReceiptDialog(
            self.desk,
            self,
            f"Own copy for {made.code}",
            forms=_FORMS,
            fields=HEADS,
            rows=len(made.lines),
            yes="Give the copy",
            deed=give_own_copy,
            about=(self.request.request_id,),
            passages=[Passage("Own copy", f"{one.what}. {one.words}") for one in made.lines],
            near=[made.person_id],
            allowed=made.own_names,
            can_replace=False,
        )
        dialog.form.set_values({"purpose": PURPOSE, "recipient": self.request.asked_by, "form": PDF})
        dialog.agreed.connect(self._on_agreed)
        dialog.handed_out.connect(self._on_handed_out)
        dialog.open()

    def _on_agreed(self, _receipt: object, values: dict[str, Any]) -> None:
        self._ending = str(values.get("form") or PDF).lower()

    def _on_handed_out(self, content: bytes) -> None:
        if self._made is not None:
            save(self.desk, f"own-copy-{self._made.code}.{self._ending}", content)
            self.given.emit(self._made.code)


class ReasonDialog(FormDialog):
    """Why items are not released whole, by an exemption that fits whoever asks."""

    def __init__(
        self, desk: Desk, parent: QWidget, request: RequestRow, items: Sequence[Reviewed], decision: str
    ) -> None:
        reasons = [
            Option(entry.code, entry.label, entry.meaning)
            for entry in desk.shelf.lists.choices(REASONS, desk.today)
            if _fits(entry, request.capacity)
        ]
        proposed = {one.decided.reason or one.decided.item.reason for one in items}
        parts: list[FormPart] = [Choose(name="reason", label="By which exemption", options=reasons, required=True)]
        if decision == REDACT:
            parts.append(
                Lines(
                    name="strike",
                    label="Strike out as well",
                    lines=3,
                    help="The names of others on file become codes by themselves. One more word or name on each line.",
                )
            )
        many = "1 item" if len(items) == 1 else f"{len(items):,} items"
        title = f"{'Redact' if decision == REDACT else 'Withhold'} {many}"
        strike = items[0].decided.strike if len(items) == 1 else ""
        values = {"reason": proposed.pop() if len(proposed) == 1 else None, "strike": strike}
        super().__init__(desk, title, parts, parent, values=values, ems=(38, 0))
        self._request, self._decision = request, decision
        self._keys = [one.decided.item.key for one in items]

    def send(self, values: dict[str, Any]) -> None:
        strike = values.get("strike", "")
        self.write(decide_items, self._request.request_id, self._keys, self._decision, values["reason"], strike)


def _fits(entry: ListEntry, capacity: str) -> bool:
    capacities = entry.extra.get("capacities")
    return not capacities or capacity in capacities


def _fate(one: Reviewed) -> str:
    return _WORDS.get(one.decided.decision) or _PROPOSED[one.decided.item.proposal]


def _tone(one: Reviewed) -> Tone:
    return _TONES[one.decided.decision] if one.decided.decision else Tone.NEUTRAL


def _is_shown(one: Reviewed, code: str) -> bool:
    fate = one.decided.decision or one.decided.item.proposal
    if code == _OPEN:
        return not one.decided.decision
    if code == _FLAGGED:
        return bool(one.decided.item.flags)
    return fate in (REDACT, WITHHOLD) if code == _KEPT else True
