"""What is typed about forums: rules from a day on, seats, series, and why a proposed day is skipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.agreements import AgreementChoice, agreement_field
from ui.desk import Desk
from ui.widgets.fields import Check, Choose, Day, FormPart, Lines, Number, Option, Section, Several, Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.access.queries import UserRow, users
from vrp_desktop.conferences.series import SeriesForm
from vrp_desktop.conferences.series_commands import add_series, edit_series
from vrp_desktop.conferences.series_queries import SeriesRow
from vrp_desktop.forums.commands import add_member, edit_member, end_member, set_rules
from vrp_desktop.forums.forms import MemberForm
from vrp_desktop.forums.queries import ForumRecord, MemberRow
from vrp_desktop.forums.rules import (
    MARKINGS,
    MEMBER,
    MEMBER_KINDS,
    MEMBER_ROLES,
    MODES,
    RECORDS,
    RHYTHMS,
    ForumRules,
)

_GROUPS = 3
"""Groups of agencies of which one each must be there; more than any published quorum has."""


class EditRules(FormDialog):
    """The rules of a forum from a day on; what held before stays with the sittings of its time."""

    def __init__(self, desk: Desk, parent: QWidget, record: ForumRecord) -> None:
        self._rules = record.rules
        super().__init__(
            desk,
            "Rules from a day on",
            _rules_parts(desk, record.rules),
            parent,
            intro=f"{desk.shelf.label('forums', record.row.forum_code)}. Sittings before that day keep their rules.",
            ems=(54, 38),
            values=_rules_values(record.rules, desk.today),
            draft=("forum_rules", record.row.forum_code),
            version=record.rules.version,
        )
        AgreementChoice(desk, self.form, record.rules.agreement_id)

    def send(self, values: dict[str, Any]) -> None:
        groups = tuple(tuple(values.pop(f"group_{number}")) for number in range(_GROUPS))
        values["in_person_every"] = values["in_person_every"] or None
        rules = replace(self._rules, **values, quorum=tuple(group for group in groups if group))
        self.write(set_rules, self._rules.version, rules)


class EditMember(FormDialog):
    """A seat of an agency, or a deputy for one."""

    def __init__(self, desk: Desk, parent: QWidget, record: ForumRecord, row: MemberRow | None = None) -> None:
        seats = tuple(
            Option(one.member_id, _seat_words(desk, one))
            for one in record.members
            if one.member_id and not one.form.deputy_of and (row is None or one.member_id != row.member_id)
        )
        kept = row if row is not None and row.member_id else None
        super().__init__(
            desk,
            "Edit the member" if kept else "Add a member",
            _member_parts(desk, seats, row),
            parent,
            intro=desk.shelf.label("forums", record.row.forum_code),
            yes="Save" if kept else "Add",
            ems=(46, 0),
            values=_member_values(row.form) if row else {"starts_on": desk.today, "role": MEMBER},
            draft=("forum_member", kept.member_id if kept else f"new:{record.row.forum_code}"),
            version=kept.version if kept else None,
        )
        self._forum_code, self._kept = record.row.forum_code, kept
        self._user_id = row.form.user_id if row else None
        desk.tasks.read(users, done=self._on_users, key="users to choose")

    def send(self, values: dict[str, Any]) -> None:
        form = MemberForm(**{**values, "kind": values["kind"] or "", "role": values["role"] or MEMBER})
        if self._kept is None:
            self.write(add_member, self._forum_code, form)
        else:
            self.write(edit_member, self._kept.member_id, self._kept.version, form)

    def _on_users(self, found: list[UserRow]) -> None:
        """Those who work here now; who has left stays only where the seat names them."""
        here = [one for one in found if not one.has_left or one.user_id == self._user_id]
        editor = self.form.editor("user_id")
        editor.set_options([Option(one.user_id, self.desk.view.text(one.full_name)) for one in here])  # type: ignore[attr-defined]


class EndMember(FormDialog):
    """The last day of a seat."""

    def __init__(self, desk: Desk, parent: QWidget, row: MemberRow) -> None:
        fields = (Day(name="ends_on", label="Last day", required=True, earliest=row.form.starts_on),)
        intro = f"{_seat_words(desk, row)}. Deputies for this seat end with it; earlier sittings keep their record."
        super().__init__(
            desk, "End the seat", fields, parent, intro=intro, yes="End", ems=(38, 0), values={"ends_on": desk.today}
        )
        self._row = row

    def send(self, values: dict[str, Any]) -> None:
        self.write(end_member, self._row.member_id, self._row.version, values["ends_on"])


class EditSeries(FormDialog):
    """A series: when it begins, how often, and what each sitting is planned with."""

    def __init__(self, desk: Desk, parent: QWidget, record: ForumRecord, row: SeriesRow | None = None) -> None:
        form = row.form if row else _usual_series(desk, record)
        super().__init__(
            desk,
            "Edit the series" if row else "A series of sittings",
            _series_parts(desk, record, form),
            parent,
            intro=f"{desk.shelf.label('forums', record.row.forum_code)}. Days are proposed, never planned by "
            "themselves; weekends and England's bank holidays are stepped over.",
            yes="Save" if row else "Propose days",
            ems=(46, 0),
            values={name: getattr(form, name) for name in form.__slots__},
            draft=("series", row.series_id if row else f"new:{record.row.forum_code}"),
            version=row.version if row else None,
        )
        self._row, self._forum = row, record.row

    def send(self, values: dict[str, Any]) -> None:
        if self._forum.place_code:
            values["place_code"] = self._forum.place_code
        form = SeriesForm(forum_code=self._forum.forum_code, **values)
        if self._row is None:
            self.write(add_series, form)
        else:
            self.write(edit_series, self._row.series_id, self._row.version, form)


def _rules_values(rules: ForumRules, today: date) -> dict[str, object]:
    names = ("needs_chair", "rhythm", "in_person_every", "hosts_rotate", "mode", "starts", "minutes", "item_minutes")
    values = {name: getattr(rules, name) for name in (*names, "marking", "records", "gateway", "purpose")}
    groups = {f"group_{at}": rules.quorum[at] if at < len(rules.quorum) else () for at in range(_GROUPS)}
    own_day = rules.starts_on if rules.rules_id else None
    return {**values, **groups, "statement": rules.opening, "starts_on": own_day or today}


def _rules_parts(desk: Desk, rules: ForumRules) -> list[FormPart]:
    shelf, today = desk.shelf, desk.today
    agencies = shelf.options("agencies", today)
    groups = [
        Several(name=f"group_{at}", label="And one of" if at else "One of", options=agencies, half=True)
        for at in range(_GROUPS)
    ]
    return [
        Day(name="starts_on", label="These rules hold from", required=True, half=True),
        Section("Sittings"),
        Choose(name="rhythm", label="How often", options=shelf.options(RHYTHMS, today), required=True, half=True),
        Choose(name="mode", label="Usually", options=shelf.options(MODES, today), blank="Not said", half=True),
        Text(name="starts", label="Begins at", placeholder="10:00", half=True),
        Number(name="minutes", label="Length", unit="minutes", most=1440, half=True),
        Number(name="in_person_every", label="One in person in every so many", most=12, half=True),
        Number(name="item_minutes", label="For each item", unit="minutes", most=240, half=True),
        Check(name="hosts_rotate", label="In person at a different specified authority each time"),
        Section("Quorum", "One agency of each group must be there."),
        Check(name="needs_chair", label="The chair must be there"),
        *groups,
        Section("Record and marking"),
        Choose(
            name="records",
            label="What its record holds",
            options=shelf.options(RECORDS, today),
            required=True,
            half=True,
        ),
        Choose(name="marking", label="Marking", options=shelf.options(MARKINGS, today), required=True, half=True),
        Lines(name="statement", label="Opening statement", lines=5, limit=2_000, help="Read out when a sitting opens."),
        Section("Sharing at its sittings", "What the share log writes of what agencies tell here."),
        agreement_field(half=True),
        Choose(
            name="gateway",
            label="Legal gateway",
            options=shelf.options("legal_gateways", today, rules.gateway),
            blank="None",
            half=True,
        ),
        Text(name="purpose", label="Purpose"),
    ]


def _member_parts(desk: Desk, seats: tuple[Option, ...], row: MemberRow | None) -> list[FormPart]:
    shelf, today = desk.shelf, desk.today
    code = row.form.agency_code if row else None
    return [
        Choose(
            name="agency_code", label="Agency", options=shelf.options("agencies", today, code), required=True, half=True
        ),
        Choose(
            name="kind",
            label="To the duty",
            options=shelf.options(MEMBER_KINDS, today),
            blank="As the list of agencies says",
            half=True,
        ),
        Text(name="name", label="Name", half=True, help="May be left empty until somebody is named."),
        Text(name="post", label="Post", half=True),
        Choose(
            name="user_id",
            label="Uses this program as",
            options=(),
            blank="No user here",
            help="A user who chairs confirms the record of a sitting with their own passphrase.",
        ),
        Choose(name="role", label="Is", options=shelf.options(MEMBER_ROLES, today), required=True, half=True),
        Choose(name="deputy_of", label="Deputy for", options=seats, blank="Nobody: a seat of their own", half=True),
        Text(name="email", label="E-mail", half=True, placeholder="name@agency.gov.uk"),
        Day(name="starts_on", label="From", required=True, half=True),
        Check(name="is_core", label="Core member: the agency is expected every time"),
        Lines(name="note", label="Note", lines=2),
    ]


def _member_values(form: MemberForm) -> dict[str, object]:
    return {name: getattr(form, name) for name in form.__slots__}


def _seat_words(desk: Desk, row: MemberRow) -> str:
    agency = desk.shelf.label("agencies", row.agency_code)
    name = desk.view.text(row.form.name)
    return f"{name}, {agency}" if name else agency


def _usual_series(desk: Desk, record: ForumRecord) -> SeriesForm:
    rules, row = record.rules, record.row
    first = row.next_on or desk.today
    return SeriesForm(row.forum_code, first, rules.rhythm, row.place_code, None, rules.starts, rules.minutes)


def _series_parts(desk: Desk, record: ForumRecord, form: SeriesForm) -> list[FormPart]:
    shelf, today = desk.shelf, desk.today
    places = [
        option for option in shelf.options("places", today, form.place_code) if desk.actor.sees_place(option.code)
    ]
    parts: list[FormPart] = [
        Day(name="first_on", label="First day", required=True, half=True, help="Sets the weekday too."),
        Choose(name="rhythm", label="How often", options=shelf.options(RHYTHMS, today), required=True, half=True),
        Text(name="starts", label="Begins at", placeholder="10:00", half=True),
        Number(name="minutes", label="Length", unit="minutes", most=1440, half=True),
        Choose(name="mode", label="Usually", options=shelf.options(MODES, today), blank="As the rules say", half=True),
        Day(name="ends_on", label="Last day", half=True, help="May be left empty."),
        Text(name="venue", label="Venue", half=True),
        Text(name="chair", label="Chair", half=True),
        Choose(
            name="chair_agency",
            label="The chair's agency",
            options=shelf.options("agencies", today, form.chair_agency),
            half=True,
        ),
    ]
    if not record.row.place_code:
        blank = "The whole area" if desk.actor.places is None else ""
        parts.append(Choose(name="place_code", label="Place", options=places, blank=blank, half=True))
    return parts
