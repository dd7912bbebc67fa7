"""What is typed about retention: keeping a record back, a legal hold and its end, the period of a rule."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.fields import Choose, Day, Lines, Number, Option, Pick, Radio, Text
from ui.widgets.finding import PersonSearch
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.drafts.commands import NEW
from vrp_desktop.retention.commands import change_period, keep_back, lift_hold, place_hold
from vrp_desktop.retention.forms import HoldForm
from vrp_desktop.retention.queries import HoldRow, ItemRow, RuleRow

CHILD, PLACE, EVERYTHING = "child", "place", "everything"


class KeepBack(FormDialog):
    """Keeps one proposed record until a day."""

    def __init__(self, desk: Desk, parent: QWidget, item: ItemRow) -> None:
        tomorrow = desk.today + timedelta(days=1)
        parts = (
            Day(
                name="keep_until",
                label="Keep until",
                required=True,
                earliest=tomorrow,
                help="On that day it falls due again.",
                half=True,
            ),
            Lines(name="reason", label="Why it is kept", required=True, lines=4),
        )
        super().__init__(
            desk,
            "Keep this record",
            parts,
            parent,
            yes="Keep it",
            draft=("kept back", item.item_id),
            version=item.version,
        )
        self._item = item

    def send(self, values: dict[str, Any]) -> None:
        self.write(keep_back, self._item.item_id, self._item.version, values["reason"], values["keep_until"])


class NewHold(FormDialog):
    """Places a legal hold: while it stands, nothing that it covers can be erased by any way."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._people = PersonSearch(desk)
        scopes = [Option(CHILD, "One child"), Option(PLACE, "A place")]
        if desk.actor.places is None:
            scopes.append(Option(EVERYTHING, "Everything"))
        places = [option for option in desk.shelf.options("places", desk.today) if desk.actor.sees_place(option.code)]
        parts = (
            Radio(name="scope", label="What is held", options=scopes, required=True),
            Pick(
                name="person_id",
                label="Child or young person",
                search=self._people.search,
                placeholder="Type a name or a code",
                required=True,
            ),
            Choose(name="place_code", label="Place", options=places, required=True),
            Text(
                name="authority",
                label="Who ordered it",
                required=True,
                placeholder="Court, coroner, public inquiry, the controller",
            ),
            Lines(name="reason", label="What it is for", required=True, lines=3),
            Day(
                name="review_on",
                label="Look at it again on",
                earliest=desk.today + timedelta(days=1),
                help="Home reminds on that day. The hold stands until it is lifted.",
                half=True,
            ),
        )
        super().__init__(
            desk,
            "New legal hold",
            parts,
            parent,
            yes="Place the hold",
            values={"scope": CHILD},
            draft=("legal hold", NEW),
        )
        self._people.setParent(self)
        self.form.edited.connect(self._follow)
        self._follow()

    def send(self, values: dict[str, Any]) -> None:
        scope = values["scope"]
        self.write(
            place_hold,
            HoldForm(
                authority=values["authority"],
                reason=values["reason"],
                person_id=values["person_id"] if scope == CHILD else None,
                place_code=values["place_code"] if scope == PLACE else None,
                review_on=values["review_on"],
            ),
        )

    def _follow(self) -> None:
        scope = self.form.values()["scope"]
        self.form.set_shown("person_id", scope == CHILD)
        self.form.set_shown("place_code", scope == PLACE)


class LiftHold(FormDialog):
    """Lifts a hold."""

    def __init__(self, desk: Desk, parent: QWidget, hold: HoldRow) -> None:
        parts = (Lines(name="reason", label="Why it is lifted, and who agreed", required=True, lines=3),)
        super().__init__(
            desk,
            "Lift the hold",
            parts,
            parent,
            intro="The records that it covered may then be proposed and erased again.",
            yes="Lift the hold",
            draft=("hold lifted", hold.hold_id),
            version=hold.version,
        )
        self._hold = hold

    def send(self, values: dict[str, Any]) -> None:
        self.write(lift_hold, self._hold.hold_id, self._hold.version, values["reason"])


class ChangePeriod(FormDialog):
    """Changes how long a rule keeps names."""

    def __init__(self, desk: Desk, parent: QWidget, rule: RuleRow) -> None:
        parts = (
            Number(name="days", label="Days after the last event", required=True, most=36_525, unit="days", half=True),
            Lines(
                name="reason", label="Why", required=True, lines=3, help="For instance the schedule that asks for it."
            ),
        )
        super().__init__(
            desk,
            f"Period: {rule.label}",
            parts,
            parent,
            values={"days": rule.days},
            draft=("period", rule.rule),
            version=rule.version,
        )
        self._rule = rule

    def send(self, values: dict[str, Any]) -> None:
        self.write(change_period, self._rule.rule, self._rule.version, values["days"], values["reason"])
