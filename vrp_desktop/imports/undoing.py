"""Taking a whole batch back: all that it made goes, but for what was changed since or counted in a signed return."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import delete, or_, select

from db.imports import ImportBatch, ImportRow
from db.panel import CaseStatus, PanelCase, Referral, SupportAgreement, TriggerEvent
from db.people import DistinctPair, LikelyPair, MatchKey, Person, PersonIdentifier, PersonName, PersonProfile
from db.search import SearchEntry
from vrp_desktop.access.work import Work
from vrp_desktop.errors import NotPermitted, RuleBroken
from vrp_desktop.imports.holds import RowState
from vrp_desktop.imports.lasting import Reasons, find_reasons
from vrp_desktop.imports.pasted_sources import forget_sources
from vrp_desktop.imports.results import Kept, TakenBack

_AT_ONCE: Final = 500
_GONE: Final[dict[str, Any]] = {
    "state": RowState.TAKEN_BACK.value,
    "cells": None,
    "person_id": None,
    "referral_id": None,
    "likely_id": None,
    "made_person": False,
}
"""What a row says whose records went; it points to none of them."""


@dataclass(slots=True)
class Footprint:
    """All that a batch made: its referrals with their cases and children, and the children that are new."""

    cases: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    new_people: set[str] = field(default_factory=set)


def take_back(work: Work, batch_id: str) -> TakenBack:
    """Remove what a batch made."""
    batch = work.get(ImportBatch, batch_id, "batch")
    if batch.taken_back_at is not None:
        raise RuleBroken("This batch was taken back already.", means="Nothing was changed.")
    _need_places(work, batch_id)
    made = footprint(work, batch_id)
    reasons = find_reasons(work, batch_id, made.cases, made.people, made.new_people)
    kept = _kept(made, reasons)
    stays = {one.record_id for one in kept}
    referrals = sorted(set(made.cases) - stays)
    people = sorted(made.new_people - stays)
    _remove(work, made, referrals, people)
    rows = _let_batch_go(work, batch_id)
    batch.taken_back_at = work.now
    work.names("import_batch", batch_id)
    return TakenBack(len(referrals), len(people), rows, tuple(kept))


def _remove(work: Work, made: Footprint, referrals: Sequence[str], people: Sequence[str]) -> None:
    """Remove referrals and children some at a time, telling how far it is."""
    done, total = 0, len(referrals) + len(people)
    for some in _slices(referrals):
        work.bulk_set(ImportRow, "referral_id", some, **_GONE)
        _remove_referrals(work, some, [made.cases[one] for one in some])
        done += len(some)
        _tell(work, done, total)
    for some in _slices(people):
        work.bulk_set(ImportRow, "person_id", some, **_GONE)
        work.bulk_set(ImportRow, "likely_id", some, likely_id=None)
        _remove_people(work, some)
        done += len(some)
        _tell(work, done, total)


def _let_batch_go(work: Work, batch_id: str) -> int:
    """The batch's rows that wait, or made nothing that stays, are taken back; returns how many rows it had."""
    waiting = (RowState.HELD.value, RowState.SET_ASIDE.value, RowState.ON_FILE.value)
    rows = select(ImportRow.id).where(ImportRow.batch_id == batch_id)
    work.bulk_set(ImportRow, "id", list(work.session.scalars(rows.where(ImportRow.state.in_(waiting)))), **_GONE)
    return len(work.session.scalars(rows).all())


def footprint(work: Work, batch_id: str) -> Footprint:
    """What a batch made and is still there."""
    made = Footprint()
    referrals = (
        select(Referral.id, Referral.person_id, PanelCase.id)
        .outerjoin(PanelCase, PanelCase.referral_id == Referral.id)
        .where(Referral.batch_id == batch_id)
    )
    for referral_id, person_id, case_id in work.session.execute(referrals):
        made.cases[referral_id] = case_id or ""
        made.people[referral_id] = person_id
    new = select(ImportRow.person_id).where(ImportRow.batch_id == batch_id, ImportRow.made_person.is_(True))
    made.new_people = {person_id for person_id in work.session.scalars(new) if person_id}
    return made


def _need_places(work: Work, batch_id: str) -> None:
    """A batch goes as a whole, so whoever takes it back must see every row and every referral of it."""
    rows = select(ImportRow.place_code).where(ImportRow.batch_id == batch_id).distinct()
    referrals = select(Referral.place_code).where(Referral.batch_id == batch_id).distinct()
    places = {*work.session.scalars(rows), *work.session.scalars(referrals)}
    if not all(work.actor.sees_place(place) for place in places):
        raise NotPermitted(
            "Some rows of this batch belong to places that are not yours.",
            means="Nothing was changed.",
            do="Ask a manager of the whole area to take the batch back.",
        )


def _kept(made: Footprint, reasons: Reasons) -> list[Kept]:
    """The records that stay: a child stays with any of its referrals that does."""
    kept = [
        Kept("referral", referral_id, made.people[referral_id], reason)
        for referral_id, reason in sorted(reasons.referrals.items())
    ]
    with_referral = {one.person_id for one in kept}
    for person_id in sorted(made.new_people):
        reason = reasons.people.get(person_id)
        if reason is None and person_id in with_referral:
            reason = "A referral of this child stays."
        if reason is not None:
            kept.append(Kept("person", person_id, person_id, reason))
    return kept


def _remove_referrals(work: Work, referrals: Sequence[str], cases: Sequence[str]) -> None:
    forget_sources(work, referrals)
    work.bulk_remove(SupportAgreement, "case_id", cases)
    work.bulk_remove(CaseStatus, "case_id", cases)
    work.bulk_remove(PanelCase, "referral_id", referrals)
    work.bulk_remove(TriggerEvent, "referral_id", referrals)
    work.bulk_remove(Referral, "id", referrals)
    _forget(work, SearchEntry.record_id, cases)


def _remove_people(work: Work, people: Sequence[str]) -> None:
    for kind in (PersonName, PersonProfile, PersonIdentifier, MatchKey):
        work.bulk_remove(kind, "person_id", people)
    either = or_(DistinctPair.first_id.in_(people), DistinctPair.second_id.in_(people))
    for pair in work.session.scalars(select(DistinctPair).where(either)):
        work.session.delete(pair)
    _forget(work, LikelyPair.first_id, people)
    _forget(work, LikelyPair.second_id, people)
    work.bulk_remove(Person, "id", people)
    _forget(work, SearchEntry.person_id, people)


def _forget(work: Work, column: Any, values: Sequence[str]) -> None:
    """Let records be found, or held to be alike, no more."""
    chosen = delete(column.class_).where(column.in_(values))
    work.session.execute(chosen.execution_options(synchronize_session=False))


def _slices(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]


def _tell(work: Work, done: int, total: int) -> None:
    if work.progress is not None:
        work.progress(done, total)
