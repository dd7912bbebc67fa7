"""What is known of each child who waits to be screened, by the same rules that count it in the return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, or_, select

from db.panel import EligibilityAnswer, PanelCase, Referral
from db.people import Person, PersonName
from db.screening import ScreeningDeed, ScreeningEffect
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import age_on
from vrp_desktop.figures.figure import Figure, Window
from vrp_desktop.figures.run import Explained, why_records
from vrp_desktop.panel import rules
from vrp_desktop.panel.answering import answers_of
from vrp_desktop.panel.conditions import PARTNER_FACTS, is_repeat
from vrp_desktop.panel.figures import ELIGIBILITY, ELIGIBLE, REFERRALS
from vrp_desktop.people.concerns import has_open_concern
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.reference.reminders import NOT_FOR_PANEL_SHOWN, amount_of

FACTS = (*PARTNER_FACTS, "LIVES_IN_AREA")
TO_SCREEN, ACCEPTED, NOT_FOR_PANEL = "TO_SCREEN", "ACCEPTED", "NOT_FOR_PANEL"
"""How long a case that was not for the panel stays in sight here."""
_AT_MOST = 2000
_SCREENING = Figure(
    code="SCREENING",
    label="Screening",
    unit=ELIGIBLE.unit,
    source=REFERRALS,
    conditions=(*ELIGIBILITY, is_repeat()),
)
_EVENTS, _REPEAT = "trigger_events", "repeat"


@dataclass(frozen=True, slots=True)
class FactState:
    """Where one partner check stands: answered (with what was found), asked, or not asked at all."""

    answer: str | None = None
    finding: str | None = None
    agency_code: str | None = None
    on: date | None = None
    service: str = ""
    note: str = ""

    @property
    def is_answered(self) -> bool:
        return self.answer is not None and self.answer != "NOT_YET_ANSWERED"


@dataclass(frozen=True, slots=True)
class ScreeningRow:
    """One child who waits, with all that is known so far. `is_eligible` is None where something is not known."""

    case_id: str
    code: str
    person_id: str
    words: PersonWords
    age: int | None
    place_code: str
    status: str
    status_on: date
    source: str | None
    referred_on: date
    waiting_days: int
    events: int
    facts: Mapping[str, FactState]
    is_eligible: bool | None
    failed: tuple[str, ...]
    missing: tuple[str, ...]
    has_need: bool
    unmet_need: str
    is_repeat: bool
    redirect_reason: str | None
    has_concern: bool = False


@dataclass(frozen=True, slots=True)
class LastMark:
    """The reader's own last marking that can be taken back."""

    deed_id: str
    mark: str
    cases: int


def screening_rows(read: Read, which: str = TO_SCREEN, place: str | None = None) -> list[ScreeningRow]:
    """The children who wait, the longest wait first, within the reader's places."""
    found = read.session.execute(_filtered(read, which, place)).all()
    window = Window(date(1900, 1, 1), read.today, read.today)
    explained = why_records(read.session, _SCREENING, window, [row.referral_id for row in found])
    answers = answers_of(read, [row.id for row in found])
    return [_row(read, row, explained.get(row.referral_id), answers.get(row.id, ())) for row in found]


def last_mark(read: Read) -> LastMark | None:
    """What Undo would take back now."""
    mine = select(ScreeningDeed).where(ScreeningDeed.made_by == read.actor.user_id, ScreeningDeed.undone_at.is_(None))
    deed = read.session.scalars(mine.order_by(ScreeningDeed.made_at.desc(), ScreeningDeed.id.desc()).limit(1)).first()
    if deed is None:
        return None
    cases = select(func.count(ScreeningEffect.case_id.distinct())).where(ScreeningEffect.deed_id == deed.id)
    return LastMark(deed.id, deed.mark, read.session.scalar(cases) or 0)


def _filtered(read: Read, which: str, place: str | None) -> Select[*tuple[Any, ...]]:
    statement = (
        select(
            PanelCase.id,
            PanelCase.code,
            PanelCase.person_id,
            PanelCase.referral_id,
            PanelCase.place_code,
            PanelCase.status,
            PanelCase.status_on,
            PanelCase.unmet_need,
            (func.trim(PanelCase.unmet_need) != "").label("has_need"),
            has_open_concern(PanelCase.person_id).label("has_concern"),
            PanelCase.redirect_reason,
            Referral.referred_on,
            Referral.received_on,
            Referral.source,
            Person.code.label("person_code"),
            Person.born_on,
            PersonName.forenames,
            PersonName.surname,
        )
        .join(Referral, Referral.id == PanelCase.referral_id)
        .join(Person, Person.id == PanelCase.person_id)
        .outerjoin(PersonName, (PersonName.person_id == Person.id) & (PersonName.kind == "CURRENT"))
        .where(*_which(read, which))
    )
    if read.actor.places is not None:
        statement = statement.where(PanelCase.place_code.in_(sorted(read.actor.places)))
    if place is not None:
        statement = statement.where(PanelCase.place_code == place)
    return statement.order_by(Referral.referred_on, PanelCase.id).limit(_AT_MOST)


def _which(read: Read, which: str) -> list[Any]:
    if which == ACCEPTED:
        return [PanelCase.status == rules.SCREENED]
    if which == NOT_FOR_PANEL:
        shown_for = amount_of(read_lists_of(read.session), NOT_FOR_PANEL_SHOWN)
        return [
            PanelCase.status == rules.CLOSED,
            PanelCase.closed_on >= read.today - timedelta(days=shown_for),
            or_(PanelCase.closure_reason == "NOT_FOR_PANEL", PanelCase.redirect_reason.is_not(None)),
        ]
    return [PanelCase.status.in_((rules.IDENTIFIED, rules.PARTNER_CHECKS))]


def _row(read: Read, row: Any, explained: Explained | None, answers: Sequence[EligibilityAnswer]) -> ScreeningRow:
    outcomes = {item.condition.code: item for item in explained.outcomes} if explained is not None else {}
    eligibility = [item for code, item in outcomes.items() if code != _REPEAT]
    failed = tuple(item.condition.code for item in eligibility if item.holds is False)
    missing = tuple(item.condition.code for item in eligibility if item.holds is None)
    events = outcomes[_EVENTS].values.get("events") if _EVENTS in outcomes else 0
    return ScreeningRow(
        case_id=row.id,
        code=row.code,
        person_id=row.person_id,
        words=PersonWords(row.person_id, row.person_code, row.forenames or "", row.surname or ""),
        age=age_on(row.born_on, row.referred_on) if row.born_on else None,
        place_code=row.place_code,
        status=row.status,
        status_on=row.status_on,
        source=row.source,
        referred_on=row.referred_on,
        waiting_days=(read.today - (row.received_on or row.referred_on)).days,
        events=int(events or 0),
        facts={fact: _state(fact, answers, read.actor.may(Permission.SEE_NOTES)) for fact in FACTS},
        is_eligible=False if failed else (None if missing else True),
        failed=failed,
        missing=missing,
        has_need=bool(row.has_need),
        unmet_need=row.unmet_need if read.actor.may(Permission.SEE_NOTES) else "",
        is_repeat=_REPEAT in outcomes and outcomes[_REPEAT].holds is True,
        redirect_reason=row.redirect_reason,
        has_concern=bool(row.has_concern),
    )


def _state(fact: str, answers: Sequence[EligibilityAnswer], with_text: bool) -> FactState:
    """The newest answer to a fact, or else the newest question."""
    about = [row for row in answers if row.fact == fact]
    answered = [row for row in about if row.answered_on is not None]
    if answered:
        last = max(answered, key=lambda row: (row.answered_on or date.min, row.id))
        return _stands(last, last.finding, last.answered_on, with_text)
    if about:
        last = max(about, key=lambda row: (row.asked_on or date.min, row.id))
        return _stands(last, None, last.asked_on, with_text)
    return FactState()


def _stands(row: EligibilityAnswer, finding: str | None, on: date | None, with_text: bool) -> FactState:
    service, note = (row.service, row.note) if with_text else ("", "")
    return FactState(row.answer, finding, row.agency_code, on, service, note)
