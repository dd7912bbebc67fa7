"""Rows on their way into the store: gathered by table, written in the order in which tables lean on one another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from db.actions import Action, ActionStep
from db.around import Contact, ContactWay
from db.base import Base
from db.conferences import AgendaItem, Attendance, Conference
from db.interventions import InterventionReferral, InterventionStatus, ProviderTotal
from db.links import PersonLink
from db.panel import (
    CaseContact,
    CaseReview,
    CaseStatus,
    EligibilityAnswer,
    FurtherReferral,
    PanelCase,
    PanelDecision,
    Referral,
    SupportAgreement,
    ToldAboutPanel,
    TriggerEvent,
)
from db.people import MatchKey, Note, Person, PersonIdentifier, PersonName, PersonProfile
from vrp_desktop.access.work import Work
from vrp_desktop.search import index

_ORDER: Final[tuple[type[Base], ...]] = (
    Conference,
    Attendance,
    ProviderTotal,
    Person,
    PersonName,
    PersonProfile,
    PersonIdentifier,
    MatchKey,
    Note,
    Contact,
    ContactWay,
    PersonLink,
    Referral,
    TriggerEvent,
    PanelCase,
    CaseStatus,
    CaseContact,
    EligibilityAnswer,
    PanelDecision,
    FurtherReferral,
    SupportAgreement,
    ToldAboutPanel,
    CaseReview,
    InterventionReferral,
    InterventionStatus,
    Action,
    ActionStep,
    AgendaItem,
)

_IDS_AT_ONCE: Final = 1024


@dataclass(frozen=True, slots=True)
class Written:
    """A child that is in the store: what a link to it needs to know."""

    person_id: str
    place: str
    entered_on: date


@dataclass(slots=True)
class Register:
    """What later rows must know of earlier ones: codes given out, sittings by day, agendas and children so far."""

    fingerprint_key: str
    codes: set[str] = field(default_factory=set)
    sittings: dict[tuple[str, date], str] = field(default_factory=dict)
    positions: Counter[str] = field(default_factory=Counter)
    children: dict[int, Written] = field(default_factory=dict)


class Ledger:
    """The rows of one transaction."""

    def __init__(self, work: Work, register: Register) -> None:
        self._work = work
        self._rows: dict[type[Base], list[dict[str, Any]]] = {kind: [] for kind in _ORDER}
        self._found: list[dict[str, Any]] = []
        self._ids: list[str] = []
        self.register = register
        self.user_id = work.actor.user_id

    def add(self, kind: type[Base], /, **values: Any) -> str:
        """Take in a row with a new id; returns the id."""
        row_id = self._new_id()
        self._rows[kind].append({"id": row_id, **values})
        return row_id

    def _new_id(self) -> str:
        if not self._ids:
            self._ids = self._work.ids.new_ids(self._work.now, _IDS_AT_ONCE)[::-1]
        return self._ids.pop()

    def add_keys(self, person_id: str, keys: set[str]) -> None:
        """Take in the keys by which likely duplicates are found."""
        self._rows[MatchKey] += [{"key": key, "person_id": person_id} for key in sorted(keys)]

    def find_by(self, kind: str, record_id: str, words: list[str], person_id: str | None, place: str | None) -> None:
        """Let a record be found by these words."""
        self._found.append(index.row(kind, record_id, words, person_id=person_id, place_code=place))

    def code(self, prefix: str) -> str:
        """A code that no other record has."""
        while (code := self._work.new_code(prefix)) in self.register.codes:
            continue
        self.register.codes.add(code)
        return code

    def position(self, sitting_id: str) -> int:
        """The next number on an agenda."""
        self.register.positions[sitting_id] += 1
        return self.register.positions[sitting_id]

    def write(self) -> None:
        """Insert everything, audited in bulk."""
        for kind, rows in self._rows.items():
            self._work.bulk(kind, rows)
        index.bulk_rows(self._found, self._work.session)
