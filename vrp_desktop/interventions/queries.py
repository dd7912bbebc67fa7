"""Reading interventions: the list, referrals and their chase list, one record, providers' totals, the timeline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from db.interventions import InterventionReferral, InterventionStatus, ProviderTotal
from db.people import Person, PersonName
from db.reference import Intervention
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import Quarter, age_on
from vrp_desktop.errors import NotFound
from vrp_desktop.interventions import rules
from vrp_desktop.interventions.forms import InterventionForm, ProviderTotalForm
from vrp_desktop.interventions.rows import (
    InterventionRecord,
    InterventionRow,
    ReferralRecord,
    ReferralRow,
    StepRow,
    TotalRow,
)
from vrp_desktop.panel.rhythm import Clock, Rhythm
from vrp_desktop.people.concerns import has_open_concern
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.queries import matching_people, typed_parameters
from vrp_desktop.people.timeline import TimelineEntry
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.reference.steps import next_codes
from vrp_desktop.search.folding import fold
from vrp_desktop.work_list import WorkList

UNANSWERED = "UNANSWERED"
TAKING_PART = "TAKING_PART"
_LISTS = (
    (UNANSWERED, "No answer from the provider", "Sent to a provider: ask, and record its answer."),
    (TAKING_PART, "Taking part now", "In an intervention: record how it ends."),
)
WORK_LIST_LABELS = {code: label for code, label, _ in _LISTS}


def interventions_list(read: Read, typed: str = "", *, on: date | None = None) -> list[InterventionRow]:
    """The programmes with their numbers of referrals in the reader's places; with `on` only those that run then."""
    numbers = _numbers(read)
    rows = read.session.scalars(select(Intervention).order_by(Intervention.position, Intervention.label))
    wanted = fold(typed).split()
    return [
        _intervention_row(row, numbers.get(row.code, {}))
        for row in rows
        if all(word in fold(f"{row.label} {row.provider}") for word in wanted) and (on is None or _runs(row, on))
    ]


def intervention_record(read: Read, code: str) -> InterventionRecord:
    """One programme whole; raises NotFound."""
    row = read.session.get(Intervention, code)
    if row is None:
        raise NotFound("This intervention is not in the workspace.", do="Go back to the list.")
    extra = row.extra or {}
    form = InterventionForm(
        label=row.label,
        provider=row.provider,
        meaning=row.meaning,
        delivery_models=tuple(extra.get("delivery_models", ())),
        tier=extra.get("tier", ""),
        youngest=extra.get("youngest"),
        oldest=extra.get("oldest"),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        counts_people_by_name=bool(extra.get("counts_people_by_name", True)),
        panel_may_refer=bool(extra.get("panel_may_refer", False)),
        unit=extra.get("unit", InterventionForm("").unit),
    )
    listed = _intervention_row(row, _numbers(read).get(code, {}))
    return InterventionRecord(row.code, row.version, row.origin, row.mark, form, listed)


def referrals_page(
    read: Read,
    typed: str = "",
    *,
    intervention: str | None = None,
    status: str | None = None,
    work_list: str | None = None,
    place: str | None = None,
    offset: int = 0,
    limit: int = 200,
) -> list[ReferralRow]:
    """One page of the referrals, newest first, within the reader's places."""
    statement = _filtered(_columns(), read, typed, intervention, status, work_list, place)
    page = statement.order_by(InterventionReferral.referred_on.desc(), InterventionReferral.id)
    found = read.session.execute(page.offset(offset).limit(limit), typed_parameters(read, typed))
    clock = _answer_clock(read)
    return [_row(row, read.today, clock) for row in found]


def referrals_count(
    read: Read,
    typed: str = "",
    *,
    intervention: str | None = None,
    status: str | None = None,
    work_list: str | None = None,
    place: str | None = None,
) -> int:
    """How many referrals the list holds."""
    base: Select[Any] = select(func.count()).select_from(InterventionReferral)
    base = base.join(Person, Person.id == InterventionReferral.person_id)
    statement = _filtered(base, read, typed, intervention, status, work_list, place)
    return read.session.scalar(statement, typed_parameters(read, typed)) or 0


def chase_list(read: Read, place: str | None = None) -> list[ReferralRow]:
    """Referrals sent 10 days ago or more that the provider has not answered, the longest wait first (M6)."""
    statement = _filtered(_columns(), read, "", None, None, UNANSWERED, place)
    ordered = statement.order_by(InterventionReferral.referred_on, InterventionReferral.id)
    clock = _answer_clock(read)
    return [_row(row, read.today, clock) for row in read.session.execute(ordered)]


def work_lists(read: Read, place: str | None = None) -> list[WorkList]:
    """The work lists with their numbers, for Home; each number opens its list."""
    return [
        WorkList(code, label, clears, referrals_count(read, work_list=code, place=place))
        for code, label, clears in _LISTS
    ]


def referrals_of(read: Read, person_id: str) -> list[ReferralRow]:
    """One person's referrals, newest first, within the reader's places."""
    statement = _filtered(_columns(), read, "", None, None, None, None)
    mine = statement.where(InterventionReferral.person_id == person_id)
    ordered = mine.order_by(InterventionReferral.referred_on.desc(), InterventionReferral.id.desc())
    clock = _answer_clock(read)
    return [_row(row, read.today, clock) for row in read.session.execute(ordered)]


def referral_record(read: Read, referral_id: str) -> ReferralRecord:
    """One referral whole; reasons are left out for roles that may not read notes."""
    referral = read.get(InterventionReferral, referral_id, "intervention referral")
    lists = read_lists_of(read.session)
    row = read.session.execute(_columns().where(InterventionReferral.id == referral_id)).one()
    following = select(InterventionReferral.id).where(InterventionReferral.previous_id == referral_id)
    entry = lists.entry("interventions", referral.intervention_code)
    extra = entry.extra if entry else {}
    return ReferralRecord(
        row=_row(row, read.today, _answer_clock(read)),
        version=referral.version,
        case_id=referral.case_id,
        previous_id=referral.previous_id,
        next_id=read.session.scalar(following.limit(1)),
        next_statuses=next_codes(lists, rules.STATUSES, referral.status),
        is_outside_ages=_is_outside(extra.get("youngest"), extra.get("oldest"), row.born_on, referral.referred_on),
        steps=steps_of(read, referral_id),
    )


def steps_of(read: Read, referral_id: str) -> tuple[StepRow, ...]:
    """The dated steps of a referral, oldest first."""
    read.get(InterventionReferral, referral_id, "intervention referral")
    hide = not read.actor.may(Permission.SEE_NOTES)
    statement = select(InterventionStatus).where(InterventionStatus.intervention_referral_id == referral_id)
    ordered = statement.order_by(InterventionStatus.reached_on, InterventionStatus.id)
    return tuple(StepRow(s.status, s.reached_on, "" if hide else s.reason) for s in read.session.scalars(ordered))


def provider_totals(
    read: Read, *, intervention: str | None = None, quarter: Quarter | None = None, place: str | None = None
) -> list[TotalRow]:
    """Providers' totals that touch a quarter, newest period first; a replaced total is marked as such."""
    statement = select(ProviderTotal)
    if read.actor.places is not None:
        statement = statement.where(ProviderTotal.place_code.in_(sorted(read.actor.places)))
    if intervention is not None:
        statement = statement.where(ProviderTotal.intervention_code == intervention)
    if place is not None:
        statement = statement.where(ProviderTotal.place_code == place)
    if quarter is not None:
        statement = statement.where(
            ProviderTotal.period_start <= quarter.end, ProviderTotal.period_end >= quarter.start
        )
    rows = read.session.scalars(
        statement.order_by(ProviderTotal.period_start.desc(), ProviderTotal.reported_on.desc(), ProviderTotal.id.desc())
    )
    return list(_marked(rows))


def interventions_timeline(read: Read, person_id: str) -> list[TimelineEntry]:
    """A person's steps in interventions, as entries of the timeline."""
    lists = read_lists_of(read.session)
    found: list[TimelineEntry] = []
    for row in referrals_of(read, person_id):
        name = lists.label("interventions", row.intervention_code)
        for step in steps_of(read, row.referral_id):
            words = "Referred" if step.status == rules.RECEIVED else lists.label(rules.STATUSES, step.status)
            found.append(
                TimelineEntry(
                    step.reached_on,
                    "intervention_referral",
                    row.referral_id,
                    f"{words}: {name}",
                    step.reason,
                    is_free_text=bool(step.reason),
                )
            )
    return found


def _columns() -> Select[*tuple[Any, ...]]:
    return (
        select(
            InterventionReferral.id,
            InterventionReferral.person_id,
            InterventionReferral.place_code,
            InterventionReferral.intervention_code,
            InterventionReferral.referred_on,
            InterventionReferral.status,
            InterventionReferral.status_on,
            Person.code.label("person_code"),
            Person.born_on,
            PersonName.forenames,
            PersonName.surname,
            has_open_concern(InterventionReferral.person_id).label("has_concern"),
        )
        .select_from(InterventionReferral)
        .join(Person, Person.id == InterventionReferral.person_id)
        .outerjoin(PersonName, (PersonName.person_id == Person.id) & (PersonName.kind == "CURRENT"))
    )


def _filtered(
    statement: Select[*tuple[Any, ...]],
    read: Read,
    typed: str,
    intervention: str | None,
    status: str | None,
    work_list: str | None,
    place: str | None,
) -> Select[*tuple[Any, ...]]:
    limits: list[ColumnElement[bool]] = []
    if read.actor.places is not None:
        limits.append(InterventionReferral.place_code.in_(sorted(read.actor.places)))
    if place is not None:
        limits.append(InterventionReferral.place_code == place)
    if intervention is not None:
        limits.append(InterventionReferral.intervention_code == intervention)
    if status is not None:
        limits.append(InterventionReferral.status == status)
    if work_list is not None:
        limits += _work_list(read, work_list)
    if fold(typed):
        limits.append(or_(Person.code == typed.strip().upper(), matching_people(read)))
    return statement.where(*limits)


def _work_list(read: Read, code: str) -> list[ColumnElement[bool]]:
    if code == UNANSWERED:
        rhythm = Rhythm.of(read_lists_of(read.session))
        waited = rhythm.waited_since_at("PROVIDER_ANSWER", read.today, InterventionReferral.place_code)
        return [
            InterventionReferral.status.in_(rules.AWAITING_PROVIDER),
            InterventionReferral.referred_on <= waited,
        ]
    return [InterventionReferral.status == rules.STARTED]


def _answer_clock(read: Read) -> Clock:
    return Rhythm.of(read_lists_of(read.session)).clock("PROVIDER_ANSWER")


def _row(row: Any, today: date, clock: Clock) -> ReferralRow:
    waiting = (today - row.referred_on).days if row.status in rules.AWAITING_PROVIDER else None
    return ReferralRow(
        referral_id=row.id,
        person_id=row.person_id,
        words=PersonWords(row.person_id, row.person_code, row.forenames or "", row.surname or ""),
        place_code=row.place_code,
        intervention_code=row.intervention_code,
        referred_on=row.referred_on,
        status=row.status,
        status_on=row.status_on,
        days_waiting=waiting,
        is_chased=waiting is not None and waiting >= clock.amount_at(row.place_code),
        has_concern=bool(row.has_concern),
    )


def _numbers(read: Read) -> dict[str, dict[str, int]]:
    """How many referrals of each intervention stand at each status."""
    statement = select(InterventionReferral.intervention_code, InterventionReferral.status, func.count())
    if read.actor.places is not None:
        statement = statement.where(InterventionReferral.place_code.in_(sorted(read.actor.places)))
    found: dict[str, dict[str, int]] = {}
    grouped = statement.group_by(InterventionReferral.intervention_code, InterventionReferral.status)
    for code, status, number in read.session.execute(grouped):
        found.setdefault(code, {})[status] = number
    return found


def _intervention_row(row: Intervention, numbers: dict[str, int]) -> InterventionRow:
    extra = row.extra or {}
    ended = sum(numbers.get(status, 0) for status in rules.ENDED)
    taking_part = numbers.get(rules.STARTED, 0)
    return InterventionRow(
        code=row.code,
        label=row.label,
        provider=row.provider,
        delivery_models=tuple(extra.get("delivery_models", ())),
        tier=extra.get("tier", ""),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        is_by_name=bool(extra.get("counts_people_by_name", True)),
        panel_may_refer=bool(extra.get("panel_may_refer", False)),
        origin=row.origin,
        waiting=sum(numbers.values()) - ended - taking_part,
        taking_part=taking_part,
        ended=ended,
    )


def _runs(row: Intervention, day: date) -> bool:
    return (row.starts_on is None or row.starts_on <= day) and (row.ends_on is None or day <= row.ends_on)


def _is_outside(youngest: int | None, oldest: int | None, born_on: date | None, day: date) -> bool:
    if born_on is None:
        return False
    age = age_on(born_on, day)
    return (youngest is not None and age < youngest) or (oldest is not None and age > oldest)


def _marked(rows: Iterable[ProviderTotal]) -> Iterable[TotalRow]:
    """Newest report first, so that any later one of the same period and group is a replaced one."""
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        form = ProviderTotalForm(**{name: getattr(row, name) for name in ProviderTotalForm.__slots__})
        key = (form.period_start, form.period_end, *form.group)
        yield TotalRow(row.id, row.version, form, key in seen)
        seen.add(key)
