"""What is typed of a referral and its trigger events, and how either is put right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.panel.support_dialogs import correction
from ui.signed_returns import name_signed
from ui.widgets.fields import Choose, Day, FormPart, Lines, Pick, Section, Text
from ui.widgets.finding import PersonSearch, person_option
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.calendar import british
from vrp_desktop.panel.correcting import correct_event, remove_event, restore_suspect_status
from vrp_desktop.panel.forms import EventForm, ReferralForm
from vrp_desktop.panel.referring import (
    add_referral,
    add_trigger_event,
    edit_referral,
    remove_suspect_status,
    withdraw_referral,
)
from vrp_desktop.panel.rows import CaseRecord, EventRow, ReferralRow
from vrp_desktop.people.queries import PersonRow
from vrp_desktop.returns.counted import signed_returns_of_referral

_NAMES: Final = (
    "place_code", "referred_on", "received_on", "sending_agency", "source", "sender_reference", "reason",
)  # fmt: skip
_EVENTS: Final = (1, 2)


class NewReferral(FormDialog):
    """A referral into the panel, for someone on file."""

    def __init__(self, desk: Desk, parent: QWidget, person: PersonRow | None = None) -> None:
        self._people = PersonSearch(desk)
        parts: list[FormPart] = [
            Pick(name="person_id", label="Child or young person", required=True, search=self._people.search),
            *_about(desk),
            Section(
                "Trigger events",
                "The days on which the child was named as suspect, where that is the route. The case takes more.",
            ),
        ]
        for number in _EVENTS:
            parts += _event_parts(desk, f"_{number}")
        super().__init__(
            desk,
            "New referral",
            parts,
            parent,
            yes="Add referral",
            ems=(46, 34),
            draft=("referral", person.person_id if person else "new"),
        )
        self._people.setParent(self)
        values: dict[str, object] = {"referred_on": desk.today, "place_code": desk.view.place or ""}
        if person is not None:
            values |= {"person_id": person_option(desk, person), "place_code": person.place_code}
        self.form.put(values)

    def send(self, values: dict[str, Any]) -> None:
        events = tuple(
            EventForm(values[f"named_on_{n}"], values[f"occurrence_{n}"], values[f"offence_kind_{n}"])
            for n in _EVENTS
            if values[f"named_on_{n}"]
        )
        self.write(add_referral, _form(values, values["person_id"], events))


class EditReferral(FormDialog):
    """A referral put right: its days, who sent it, how the child was identified, the panel's place, the words."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord) -> None:
        referral = record.referral
        super().__init__(
            desk,
            "Correct the referral",
            [*_about(desk, referral), *correction("why")],
            parent,
            intro="The case follows: its first day and its place. Trigger events are put right on the case.",
            values={name: getattr(referral, name) for name in _NAMES},
            yes="Correct",
            ems=(46, 34),
            draft=("referral-correct", referral.referral_id),
            version=referral.version,
        )
        self._record = record
        name_signed(self, signed_returns_of_referral, referral.referral_id)

    def send(self, values: dict[str, Any]) -> None:
        referral = self._record.referral
        form = _form(values, self._record.person_id, ())
        self.write(edit_referral, referral.referral_id, referral.version, form, values["why"])


class EditEvent(FormDialog):
    """A trigger event: another one, or one that is put right."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord, kept: EventRow | None = None) -> None:
        parts = _event_parts(desk, kept=kept, required=True)
        values: dict[str, object] = {}
        if kept is not None:
            parts += correction()
            values = {name: getattr(kept, name) for name in ("named_on", "occurrence", "offence_kind")}
        super().__init__(
            desk,
            "Add a trigger event" if kept is None else "Correct the trigger event",
            parts,
            parent,
            intro="Two crimes of one occurrence are one event.",
            values=values,
            yes="Add event" if kept is None else "Correct",
            version=kept.version if kept else None,
        )
        self._referral_id, self._kept = record.referral.referral_id, kept
        name_signed(self, signed_returns_of_referral, self._referral_id)

    def send(self, values: dict[str, Any]) -> None:
        reason = values.pop("reason", "")
        form = EventForm(**values)
        if self._kept is None:
            self.write(add_trigger_event, self._referral_id, form)
        else:
            self.write(correct_event, self._kept.event_id, self._kept.version, form, reason)


class RemoveEvent(FormDialog):
    """A trigger event that is another child's, or was typed twice."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord, event: EventRow) -> None:
        fields = (Text(name="reason", label="Why it is taken off", required=True),)
        intro = (
            "For one that is another child's, or was typed twice. Where the police took the child off as a suspect, "
        )
        intro += "choose “Status removed” instead."
        title = f"Take off the event of {british(event.named_on)}"
        super().__init__(desk, title, fields, parent, intro=intro, yes="Take off")
        self._event = event
        name_signed(self, signed_returns_of_referral, record.referral.referral_id)

    def send(self, values: dict[str, Any]) -> None:
        self.write(remove_event, self._event.event_id, self._event.version, values["reason"])


class RemoveStatus(FormDialog):
    """Suspect status removed: the referral is withdrawn and its case closes."""

    def __init__(self, desk: Desk, parent: QWidget, event: EventRow, referral_id: str) -> None:
        fields = (
            Day(name="on", label="Removed on", required=True, latest=desk.today, half=True),
            Text(name="reason", label="What we were told", required=True),
        )
        intro = (
            "This withdraws the referral, closes its case, and takes both out of figures that are not signed. "
            "A signed return lists the change."
        )
        title = f"Suspect status removed, event of {british(event.named_on)}"
        super().__init__(desk, title, fields, parent, intro=intro, yes="Remove and withdraw", values={"on": desk.today})
        self._event_id = event.event_id
        name_signed(self, signed_returns_of_referral, referral_id)

    def send(self, values: dict[str, Any]) -> None:
        self.write(remove_suspect_status, self._event_id, values["on"], values["reason"])


class RestoreStatus(FormDialog):
    """Suspect status was not removed after all."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord, event: EventRow) -> None:
        fields = (Text(name="reason", label="What we were told", required=True),)
        intro = (
            "The event stands again and the referral counts. The case stays closed until you reopen it. If the record "
            "was proposed to be erased, keep it back under Retention."
        )
        title = f"Not removed after all, event of {british(event.named_on)}"
        super().__init__(desk, title, fields, parent, intro=intro, yes="It stands")
        self._event = event
        name_signed(self, signed_returns_of_referral, record.referral.referral_id)

    def send(self, values: dict[str, Any]) -> None:
        self.write(restore_suspect_status, self._event.event_id, self._event.version, values["reason"])


class Withdraw(FormDialog):
    """A referral made in error, or a duplicate."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord) -> None:
        fields = (
            Day(name="on", label="Day", required=True, latest=desk.today, half=True),
            Text(name="reason", label="Why it is withdrawn", required=True),
        )
        intro = "A referral made in error, or a duplicate: it leaves the figures and its case closes."
        super().__init__(
            desk, "Withdraw the referral", fields, parent, intro=intro, yes="Withdraw", values={"on": desk.today}
        )
        self._referral = record.referral
        name_signed(self, signed_returns_of_referral, record.referral.referral_id)

    def send(self, values: dict[str, Any]) -> None:
        referral = self._referral
        self.write(
            withdraw_referral,
            referral.referral_id,
            referral.version,
            values["on"],
            "ERROR_OR_DUPLICATE",
            values["reason"],
        )


def _about(desk: Desk, kept: ReferralRow | None = None) -> list[FormPart]:
    """What a referral is asked for, besides whom it is about."""
    shelf, today = desk.shelf, desk.today
    place, sender, source = (kept.place_code, kept.sending_agency, kept.source) if kept else (None, None, None)
    return [
        Choose(
            name="place_code",
            label="Panel's place",
            options=shelf.options("places", today, place),
            required=True,
            half=True,
        ),
        Choose(name="sending_agency", label="Sent by", options=shelf.options("agencies", today, sender), half=True),
        Day(name="referred_on", label="Referral date", required=True, latest=today, half=True),
        Day(
            name="received_on",
            label="Came to us on",
            latest=today,
            half=True,
            help="From here the checks have their time.",
        ),
        Choose(
            name="source",
            label="How the child was identified",
            options=shelf.options("identification_sources", today, source),
            half=True,
        ),
        Text(name="sender_reference", label="Their reference", half=True),
        Lines(name="reason", label="Reason for the referral", lines=4),
    ]


def _event_parts(desk: Desk, end: str = "", *, kept: EventRow | None = None, required: bool = False) -> list[FormPart]:
    kinds = desk.shelf.options("offence_kinds", desk.today, kept.offence_kind if kept else None)
    return [
        Day(name=f"named_on{end}", label="Named as suspect on", latest=desk.today, required=required, half=True),
        Choose(name=f"offence_kind{end}", label="Kind", options=kinds, blank="Not said", half=True),
        Text(name=f"occurrence{end}", label="Occurrence", placeholder="Their reference for what happened"),
    ]


def _form(values: dict[str, Any], person_id: str, events: Sequence[EventForm]) -> ReferralForm:
    return ReferralForm(person_id=person_id, events=tuple(events), **{name: values[name] for name in _NAMES})
