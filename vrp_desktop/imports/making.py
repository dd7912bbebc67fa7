"""The rows that a new child and a referral are made of, exactly as `add_person` and `add_referral` make them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from db.base import Base
from db.panel import CaseStatus, PanelCase, Referral, SupportAgreement, TriggerEvent
from db.people import FOR_EVER, FROM_BIRTH, MatchKey, Person, PersonIdentifier, PersonName, PersonProfile
from vrp_desktop.imports.checking import ReferralFacts
from vrp_desktop.panel import rules
from vrp_desktop.panel.forms import EventForm
from vrp_desktop.people.fingerprint import fingerprint
from vrp_desktop.people.forms import KNOWN, PROFILE_FIELDS, PersonForm, index_words
from vrp_desktop.search import index
from vrp_desktop.search.folding import fold_name

IN_ORDER: Final[tuple[type[Base], ...]] = (
    Person,
    PersonName,
    PersonProfile,
    PersonIdentifier,
    MatchKey,
    Referral,
    TriggerEvent,
    PanelCase,
    CaseStatus,
    SupportAgreement,
)
"""The tables in an order in which no row points to one that is not there yet."""

HOW_AGREEMENT_CAME: Final = "Sent with the referral"


@dataclass(slots=True)
class Made:
    """What some rows make, by table, and what it is found by."""

    rows: dict[type[Base], list[dict[str, Any]]] = field(default_factory=lambda: {kind: [] for kind in IN_ORDER})
    entries: list[dict[str, Any]] = field(default_factory=list)


def add_child(
    made: Made,
    person_id: str,
    form: PersonForm,
    keys: Iterable[str],
    *,
    code: str,
    ids: Iterable[str],
    entered_at: Any,
    fingerprint_key: str,
) -> None:
    """What `people.commands.add_person` makes of a form."""
    fresh = iter(ids)
    certain = form.born_on is not None and form.born_basis == KNOWN
    made.rows[Person].append(
        {
            "id": person_id,
            "code": code,
            "place_code": form.place_code,
            "born_on": form.born_on,
            "born_basis": form.born_basis,
            "entered_at": entered_at,
            "fingerprint": fingerprint(fingerprint_key, form) if certain else None,
        }
    )
    made.rows[PersonName].append(
        {
            "id": next(fresh),
            "person_id": person_id,
            "kind": "CURRENT",
            "forenames": form.forenames,
            "surname": form.surname,
            "folded": fold_name(form.forenames, form.surname),
        }
    )
    profile = {name: getattr(form, name) for name in PROFILE_FIELDS}
    made.rows[PersonProfile].append(
        {"id": next(fresh), "person_id": person_id, "from_on": FROM_BIRTH, "until_on": FOR_EVER, **profile}
    )
    for kind, value in form.identifiers.items():
        made.rows[PersonIdentifier].append({"id": next(fresh), "person_id": person_id, "kind": kind, "value": value})
    made.rows[MatchKey] += [{"key": key, "person_id": person_id} for key in sorted(keys)]
    words = index_words(form, code)
    made.entries.append(index.row("person", person_id, words, person_id=person_id, place_code=form.place_code))


def add_referral(
    made: Made,
    referral_id: str,
    person_id: str,
    facts: ReferralFacts,
    *,
    referred_on: date,
    batch_id: str,
    code: str,
    ids: Iterable[str],
    entered_at: Any,
) -> None:
    """What `panel.referring.add_referral` makes of a form, but for its trigger events."""
    fresh = iter(ids)
    case_id = next(fresh)
    whose: Mapping[str, Any] = {"person_id": person_id, "place_code": facts.place_code}
    made.rows[Referral].append(
        {
            "id": referral_id,
            **whose,
            "referred_on": referred_on,
            "received_on": facts.received_on,
            "sending_agency": facts.sending_agency,
            "source": facts.source,
            "reason": facts.reason,
            "sender_reference": facts.sender_reference,
            "batch_id": batch_id,
            "entered_at": entered_at,
        }
    )
    made.rows[PanelCase].append(
        {
            "id": case_id,
            "code": code,
            "referral_id": referral_id,
            **whose,
            "status": rules.IDENTIFIED,
            "status_on": referred_on,
        }
    )
    made.rows[CaseStatus].append(
        {
            "id": next(fresh),
            "case_id": case_id,
            "person_id": person_id,
            "status": rules.IDENTIFIED,
            "reached_on": referred_on,
            "note": "",
        }
    )
    if facts.agreement:
        made.rows[SupportAgreement].append(
            {
                "id": next(fresh),
                "case_id": case_id,
                "person_id": person_id,
                "answer": facts.agreement,
                "answered_on": referred_on,
                "asked_by": "",
                "method": HOW_AGREEMENT_CAME,
                "note": HOW_AGREEMENT_CAME,
            }
        )
    made.entries.append(index.row("panel_case", case_id, [code, facts.reason], **whose))


def add_event(made: Made, event_id: str, referral_id: str, person_id: str, event: EventForm) -> None:
    """What `panel.referring.add_referral` makes of one trigger event."""
    made.rows[TriggerEvent].append(
        {
            "id": event_id,
            "referral_id": referral_id,
            "person_id": person_id,
            "named_on": event.named_on,
            "occurrence": event.occurrence,
            "offence_kind": event.offence_kind,
        }
    )
