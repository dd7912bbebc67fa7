"""The tabs and dialogs of a sitting for the pictures of `look`. Nothing is written by any."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vrp_desktop.conferences import rules
from vrp_desktop.sitting.confirming import EMAIL, AddendumRow

if TYPE_CHECKING:
    from ui.conferences.page import ConferencesPage

_DEEDS = ("edit", "hold", "sheet", "cancel", "again", "action", "put_on", "item_new", "paper", "ask", "brief", "record")
_TABS = ("agenda", "brief", "requests")
_ADDENDUM = "The school was present until half past ten, not until the end; its decision on the second case stands."


class Scenes(QObject):
    """First a sitting to come with cases on its agenda, then one that was held."""

    def __init__(self, page: ConferencesPage) -> None:
        super().__init__(page)
        self._page = page

    def openers(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """Names and what opens them."""
        yield "plan", self._page.plan
        for tab in _TABS:
            yield f"with-cases-{tab}", partial(self._planned, tab)
        for deed in _DEEDS:
            yield deed, partial(self._page.ask, deed, "")
        for name in ("details", "item", "take_off", "answer", "carry"):
            yield name, getattr(self, f"_{name}")
        yield "held-record", self._held
        yield "confirm", partial(self._page.ask, "confirm", "")
        yield "confirmed", self._confirmed
        yield "addendum", partial(self._page.ask, "addendum", "")

    def _planned(self, tab: str) -> object:
        """The next sitting that has cases on its agenda, at a tab."""
        rows = [row for row in self._page.table.model.loaded() if row.cases and row.status == rules.PLANNED]
        return self._open(min(rows, key=lambda row: row.held_on).conference_id if rows else "", tab)

    def _held(self) -> object:
        """The last sitting that was held and had cases, at its record."""
        rows = [row for row in self._page.table.model.loaded() if row.decided and row.status == rules.HELD]
        return self._open(max(rows, key=lambda row: row.held_on).conference_id if rows else "", "record")

    def _open(self, conference_id: str, tab: str) -> object:
        if conference_id:
            self._page.conference.open_next_at(tab)
            self._page.open_at({"record": conference_id})
        return self._page

    def _confirmed(self) -> object:
        """How a confirmed record looks that was put right once."""
        if self._page.conference.sitting is not None:
            confirming, now = self._page.conference.confirming, self._page.desk.clock.now()
            addendum = AddendumRow("", "", _ADDENDUM, "Sam Example", now, is_correction=True)
            state = confirming.state
            if state is not None:
                confirming.show_state(
                    replace(
                        state, is_confirmed=True, how=EMAIL, confirmed_by="Sam Example", confirmed_at=now, hinders=(),
                        addenda=(addendum,),
                    )
                )  # fmt: skip
        return self._page

    def _details(self) -> None:
        attendance = self._page.conference.attendance
        if attendance is not None:
            attendance.editor.show_first_details()

    def _item(self) -> None:
        self._on_first_item("item")

    def _take_off(self) -> None:
        self._on_first_item("take_off")

    def _on_first_item(self, deed: str) -> None:
        record = self._page.conference.record
        for row in record.agenda[:1] if record is not None else ():
            self._page.ask(deed, row.item_id)

    def _answer(self) -> None:
        sitting = self._page.conference.sitting
        for row in sitting.requests[:1] if sitting is not None else ():
            self._page.ask("answer", row.request_id)

    def _carry(self) -> None:
        sitting = self._page.conference.sitting
        if sitting is not None and sitting.earlier:
            self._page.conference.actions_tab.earlier.view.go_to(0)
            self._page.ask("carry", "")
