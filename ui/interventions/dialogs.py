"""What is typed about interventions: the programme itself, a young person's referral and its next step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.agreements import AgreementChoice, agreement_field
from ui.desk import Desk
from ui.interventions.words import referable, status_words
from ui.signed_returns import name_signed
from ui.theme.tokens import Tone
from ui.widgets.choice_editors import ChooseEditor
from ui.widgets.fields import Check, Choose, Day, FormPart, Lines, Number, Option, Pick, Section, Several, Text
from ui.widgets.finding import PersonSearch, case_option, person_option
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.calendar import british
from vrp_desktop.drafts.commands import NEW
from vrp_desktop.interventions import rules
from vrp_desktop.interventions.commands import (
    add_intervention,
    edit_intervention,
    move_intervention_referral,
    refer_to_intervention,
    take_back_step,
)
from vrp_desktop.interventions.forms import InterventionForm, InterventionReferralForm
from vrp_desktop.interventions.rows import InterventionRecord, ReferralRecord
from vrp_desktop.interventions.telling import share_of
from vrp_desktop.panel.queries import cases_of
from vrp_desktop.panel.rows import CaseRow
from vrp_desktop.partnership.queries import SharingChoices, sharing_choices
from vrp_desktop.partnership.rules import GATEWAYS, warnings_of
from vrp_desktop.partnership.stops import Stop, stopped_by
from vrp_desktop.people.queries import PersonRow
from vrp_desktop.returns.counted import signed_returns_of_intervention


class Refer(FormDialog):
    """Refers somebody on file to a programme that counts people by name."""

    def __init__(
        self, desk: Desk, parent: QWidget, intervention: str = "", person: PersonRow | None = None, case_id: str = ""
    ) -> None:
        self._people = PersonSearch(desk)
        self._from_case = case_id
        self._person_id: str | None = None
        fields = (
            Pick(
                name="person_id",
                label="Child or young person",
                required=True,
                search=self._people.search,
                help="Somebody who is not on file yet is added on the page of children and young people.",
            ),
            Choose(
                name="intervention_code",
                label="Intervention",
                options=referable(desk, intervention),
                required=True,
            ),
            Day(name="referred_on", label="Referral date", required=True, latest=desk.today, half=True),
            Choose(
                name="place_code",
                label="Place",
                options=desk.shelf.options("places", desk.today),
                blank="The child's own place",
                half=True,
            ),
            Choose(name="case_id", label="From the panel case", blank="Not from a panel case"),
            Lines(
                name="safeguarding_reason",
                label="Why safeguarding asks for it all the same",
                lines=2,
                help="Only to keep the child safe. It stands in the share log and the audit.",
            ),
            Choose(
                name="gateway",
                label="Shared by which gateway",
                options=desk.shelf.options(GATEWAYS, desk.today),
                blank="None",
                half=True,
            ),
            agreement_field(half=True, help="To refer is to share: it stands in the share log."),
            Lines(name="share_reason", label="Why it is shared all the same", lines=2),
        )
        super().__init__(
            desk,
            "Refer to an intervention",
            fields,
            parent,
            yes="Refer",
            ems=(44, 0),
            draft=("programme referral", person.person_id if person else NEW),
        )
        self._people.setParent(self)
        self.form.set_values({"referred_on": desk.today, "intervention_code": intervention or None})
        if person is not None:
            self.form.offer({"person_id": person_option(desk, person)})
        self._show_cases([])
        self._asked: tuple[str, str] = ("", "")
        self.form.set_shown("safeguarding_reason", False)
        self._choices = SharingChoices((), frozenset())
        AgreementChoice(desk, self.form)
        desk.tasks.read(sharing_choices, done=self._on_choices, key="sharing-choices")
        self.form.edited.connect(self._follow)
        self._follow()

    def send(self, values: dict[str, Any]) -> None:
        self.write(
            refer_to_intervention,
            InterventionReferralForm(**{**values, "place_code": values["place_code"] or ""}),
        )

    def _follow(self) -> None:
        """The cases offered are the chosen child's, and what stops programmes or warns of sharing is said at once."""
        self._look_for_stop()
        self._say_what_warns()
        person_id = self.form.values()["person_id"]
        if person_id == self._person_id:
            return
        self._person_id = str(person_id) if person_id else None
        self._show_cases([])
        if self._person_id is not None:
            self.desk.tasks.read(cases_of, self._person_id, done=self._show_cases, key="cases")

    def _on_choices(self, found: SharingChoices) -> None:
        self._choices = found
        self._say_what_warns()

    def _say_what_warns(self) -> None:
        """The reason is asked for only where the share rests on nothing that carries it."""
        values: dict[str, Any] = self.form.values()
        row = self.desk.shelf.lists.entry("interventions", values["intervention_code"] or "")
        provider = str(row.extra.get("provider") or "") if row is not None else ""
        if not provider or values["referred_on"] is None:
            self.form.set_shown("share_reason", False)
            return
        form = InterventionReferralForm(**{**values, "place_code": "", "person_id": values["person_id"] or ""})
        agreements = {each.agreement_id: each for each in self._choices.agreements}
        lists = self.desk.shelf.lists
        warned = warnings_of(lists, share_of(lists, form, provider), agreements.get(form.agreement_id or ""))
        self.form.set_shown("share_reason", bool(warned))
        self.form.box("share_reason").set_help(" ".join(warned))

    def _look_for_stop(self) -> None:
        values = self.form.values()
        asked = (str(values["person_id"] or ""), str(values["case_id"] or ""))
        if asked != self._asked and asked[0]:
            self.desk.tasks.read(stopped_by, asked[0], asked[1] or None, done=self._on_stop, key="stop")
        self._asked = asked

    def _on_stop(self, stop: Stop | None) -> None:
        self.form.set_shown("safeguarding_reason", stop is not None)
        if stop is None:
            self.banner.hide()
            return
        said = f"Agreement to support: {stop.label.lower()} on {british(stop.since)}."
        self.banner.show_text(said, "Nobody is sent to a programme against it, unless safeguarding asks.", Tone.CAUTION)

    def _show_cases(self, cases: list[CaseRow]) -> None:
        editor = self.form.editor("case_id")
        if isinstance(editor, ChooseEditor):
            editor.set_options([_short_case(self.desk, case) for case in cases])
            if self._from_case in {case.case_id for case in cases}:
                self.form.offer({"case_id": self._from_case})
                self._from_case = ""
        self.form.set_shown("case_id", bool(cases))


class MoveReferral(FormDialog):
    """The next step of a referral, with its day, and the reason where the step asks for one."""

    def __init__(self, desk: Desk, parent: QWidget, record: ReferralRecord, status: str) -> None:
        is_needed = rules.needs_reason(desk.shelf.lists, status)
        fields = (
            Day(name="on", label="Day", required=True, latest=desk.today, half=True),
            Lines(name="reason", label="Why" if is_needed else "Note", required=is_needed, lines=3),
        )
        entry = desk.shelf.lists.entry(rules.STATUSES, status)
        super().__init__(
            desk,
            status_words(desk, status),
            fields,
            parent,
            intro=entry.meaning if entry else "",
            yes="Record",
            ems=(36, 0),
            values={"on": desk.today},
            draft=(f"programme step {status}", record.row.referral_id),
            version=record.version,
        )
        self._record, self._status = record, status

    def send(self, values: dict[str, Any]) -> None:
        row = self._record.row
        self.write(
            move_intervention_referral,
            row.referral_id,
            self._record.version,
            self._status,
            values["on"],
            values["reason"],
        )


class TakeBack(FormDialog):
    """Takes back the last step, made in error."""

    def __init__(self, desk: Desk, parent: QWidget, record: ReferralRecord) -> None:
        last = record.steps[-1]
        words = f"“{status_words(desk, last.status)}” of {british(last.reached_on)} is taken back."
        fields = (Text(name="reason", label="Why it is put right", required=True),)
        super().__init__(
            desk,
            "Take back the last step",
            fields,
            parent,
            intro=words,
            yes="Take back",
            ems=(36, 0),
            draft=("programme step back", record.row.referral_id),
            version=record.version,
        )
        self._record = record
        name_signed(self, signed_returns_of_intervention, record.row.referral_id)

    def send(self, values: dict[str, Any]) -> None:
        self.write(take_back_step, self._record.row.referral_id, self._record.version, values["reason"])


class EditIntervention(FormDialog):
    """A programme of this workspace: a new one, or one on the list."""

    def __init__(self, desk: Desk, parent: QWidget, record: InterventionRecord | None = None) -> None:
        form = record.form if record else InterventionForm("")
        is_shipped = record is not None and record.origin != "LOCAL"
        intro = (
            "It came with the program. Once you save it, it is yours: no update overwrites it." if is_shipped else ""
        )
        super().__init__(
            desk,
            "Edit the intervention" if record else "New intervention",
            _fields(desk, form),
            parent,
            intro=intro,
            yes="Save" if record else "Add intervention",
            ems=(48, 36),
            values=_values(form),
            draft=("intervention", record.code if record else "new"),
            version=record.version if record else None,
        )
        self._record, self._unit = record, form.unit

    def send(self, values: dict[str, Any]) -> None:
        form = InterventionForm(
            **{**values, "provider": values["provider"] or "", "tier": values["tier"] or "", "unit": self._unit}
        )
        if self._record is None:
            self.write(add_intervention, form)
        else:
            self.write(edit_intervention, self._record.code, self._record.version, form)


def _fields(desk: Desk, form: InterventionForm) -> list[FormPart]:
    shelf, today = desk.shelf, desk.today
    return [
        Text(name="label", label="Name", required=True),
        Lines(name="meaning", label="What it is, in a sentence", lines=2),
        Choose(
            name="provider",
            label="Provider",
            options=shelf.options("agencies", today, form.provider or None),
            blank="Not known yet",
            half=True,
        ),
        Choose(name="tier", label="Tier", options=shelf.options("prevention_tiers", today), half=True),
        Several(name="delivery_models", label="Delivery models", options=shelf.options("delivery_models", today)),
        Section("For whom and when"),
        Number(name="youngest", label="From age", most=120, half=True),
        Number(name="oldest", label="To age", most=120, half=True),
        Day(name="starts_on", label="Runs from", half=True),
        Day(name="ends_on", label="Until", half=True, help="Left empty while it goes on."),
        Section("How it is counted"),
        Check(
            name="counts_people_by_name",
            label="People are referred and counted by name",
            help="Without the tick the provider sends totals for a quarter, without names.",
        ),
        Check(name="panel_may_refer", label="The panel may refer to it"),
    ]


def _values(form: InterventionForm) -> Mapping[str, object]:
    values: dict[str, object] = {name: getattr(form, name) for name in form.__slots__ if name != "unit"}
    return values | {"provider": form.provider or None, "tier": form.tier or None}


def _short_case(desk: Desk, case: CaseRow) -> Option:
    """A case without the name: the child is chosen already."""
    words = case_option(desk, case).label.partition(" · ")[2]
    return Option(case.case_id, words)
