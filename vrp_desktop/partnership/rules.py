"""What warns before information is shared, and whom a share reaches. No store, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from vrp_desktop.partnership.audience import Audience, may_reach
from vrp_desktop.people.forms import NO_RESTRICTION
from vrp_desktop.reference.editing import CONFIRMED
from vrp_desktop.reference.lists import ListEntry, Lists

GATEWAYS: Final = "legal_gateways"
_VOLUNTARY: Final = "vcse"
_AUTHORITIES: Final = frozenset({"specified", "relevant"})


class Warning(StrEnum):
    """What speaks against sharing, or asks for a reason. The value is the sentence."""

    NO_GATEWAY = "Neither a gateway nor an agreement is named."
    GATEWAY_NOT_IN_FORCE = "The gateway is not in force on that day, or the controller has not confirmed that it is."
    NEEDS_AGREEMENT = "This gateway rests on an agreement of the register, and none is named."
    AGREEMENT_NOT_IN_FORCE = "The agreement is not in force on that day."
    NOT_A_PARTY = "Not everyone it is shared with is a party to the agreement."
    HEALTH_OR_CARE = "The gateway may not carry information from a health or social care service."
    VOLUNTARY = "The gateway does not reach voluntary organisations."


@dataclass(frozen=True, slots=True)
class Agreement:
    """A sharing agreement of the register, as shares, imports and exports choose it."""

    agreement_id: str
    title: str
    reference: str
    parties: tuple[str, ...]
    gateways: tuple[str, ...]
    identifiers: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None
    settled_on: date | None = None

    @property
    def label(self) -> str:
        """Its name with its reference."""
        return f"{self.title} ({self.reference})" if self.reference else self.title

    def in_force_on(self, day: date) -> bool:
        """Whether anything may rest on it that day."""
        ends = [each for each in (self.ends_on, self.settled_on) if each is not None]
        return (self.starts_on is None or self.starts_on <= day) and all(day <= each for each in ends)


@dataclass(frozen=True, slots=True)
class ShareForm:
    """One item of information about a child that is, or was, shared.

    `agencies` are the codes of those it goes to; `named` are people by name; `about` is the record that writes the
    entry by itself. `reason` is asked where something warns; an emergency never waits for it.
    """

    person_id: str
    shared_on: date
    what: str
    kinds: tuple[str, ...] = ()
    source_agency: str | None = None
    agencies: tuple[str, ...] = ()
    to_family: bool = False
    named: str = ""
    gateway: str | None = None
    agreement_id: str | None = None
    purpose: str = ""
    restriction: str = NO_RESTRICTION
    is_emergency: bool = False
    reason: str = ""
    case_id: str | None = None
    about: tuple[str, str] = ("", "")


def warnings_of(lists: Lists, form: ShareForm, agreement: Agreement | None) -> tuple[Warning, ...]:
    """All that warns of a share. A gateway for emergencies, and a share marked as one, carry everything; what a
    family is told of its own needs no gateway.
    """
    gateway = lists.entry(GATEWAYS, form.gateway) if form.gateway else None
    if is_emergency(lists, form):
        return ()
    found = [
        *_of_gateway(gateway, form, has_agreement=agreement is not None),
        *_of_agreement(agreement, form),
        *_of_reach(lists, gateway, form, agreement),
    ]
    is_own = form.to_family and not form.agencies
    if gateway is None and agreement is None and not is_own:
        found.insert(0, Warning.NO_GATEWAY)
    return tuple(found)


def is_emergency(lists: Lists, form: ShareForm) -> bool:
    """Whether this is a safeguarding or emergency disclosure, which is never refused."""
    gateway = lists.entry(GATEWAYS, form.gateway) if form.gateway else None
    return form.is_emergency or (gateway is not None and gateway.extra.get("emergency") is True)


def kept_from(lists: Lists, form: ShareForm, providers: Iterable[str] = ()) -> tuple[Audience, ...]:
    """Those whom the share would reach although its restrictions keep it from them."""
    reached = []
    if provider_codes(lists, form.agencies, providers):
        reached.append(Audience.PROVIDER)
    if form.to_family:
        reached.append(Audience.FAMILY)
    return tuple(each for each in reached if not may_reach(lists, form.restriction, each))


def provider_codes(lists: Lists, agencies: Sequence[str], providers: Iterable[str] = ()) -> tuple[str, ...]:
    """Those of the agencies that are providers: the voluntary sector, and whoever else gives a programme.

    An authority that the duty names sits on the panel, also where it gives a programme itself.
    """
    given = {code for code in providers if _kind(lists, code) not in _AUTHORITIES}
    return tuple(code for code in agencies if code in given or _is_voluntary(lists, code))


def _of_gateway(gateway: ListEntry | None, form: ShareForm, *, has_agreement: bool) -> Iterable[Warning]:
    if gateway is None:
        return
    unconfirmed = gateway.extra.get("confirm_in_force") is True and gateway.mark != CONFIRMED
    if unconfirmed or not gateway.holds_on(form.shared_on):
        yield Warning.GATEWAY_NOT_IN_FORCE
    if gateway.extra.get("needs_reference") is True and not has_agreement:
        yield Warning.NEEDS_AGREEMENT


def _of_agreement(agreement: Agreement | None, form: ShareForm) -> Iterable[Warning]:
    if agreement is None:
        return
    if not agreement.in_force_on(form.shared_on):
        yield Warning.AGREEMENT_NOT_IN_FORCE
    if not set(form.agencies) <= set(agreement.parties):
        yield Warning.NOT_A_PARTY


def _of_reach(
    lists: Lists, gateway: ListEntry | None, form: ShareForm, agreement: Agreement | None
) -> Iterable[Warning]:
    """What the gateway may not carry; where none is named, those of the agreement stand for it."""
    resting_on = [gateway] if gateway is not None else _gateways_of(lists, agreement)
    if not resting_on:
        return
    if _is_health_or_care(lists, form) and not _any(resting_on, "health_or_care"):
        yield Warning.HEALTH_OR_CARE
    voluntary = [code for code in form.agencies if _is_voluntary(lists, code)]
    covered = set(agreement.parties) if agreement is not None else set()
    if set(voluntary) - covered and not _any(resting_on, "voluntary"):
        yield Warning.VOLUNTARY


def _gateways_of(lists: Lists, agreement: Agreement | None) -> list[ListEntry]:
    codes = agreement.gateways if agreement is not None else ()
    return [entry for code in codes if (entry := lists.entry(GATEWAYS, code)) is not None]


def _any(entries: Sequence[ListEntry], key: str) -> bool:
    return any(entry.extra.get(key) is True for entry in entries)


def _is_health_or_care(lists: Lists, form: ShareForm) -> bool:
    """What came from a health or care service, or is of such a kind."""
    source = lists.entry("agencies", form.source_agency) if form.source_agency else None
    kinds = [entry for code in form.kinds if (entry := lists.entry("information_kinds", code)) is not None]
    return _any([*kinds, *([source] if source is not None else [])], "health_or_care")


def _is_voluntary(lists: Lists, code: str) -> bool:
    return _kind(lists, code) == _VOLUNTARY


def _kind(lists: Lists, code: str) -> str:
    entry = lists.entry("agencies", code)
    return str(entry.extra.get("kind", "")) if entry is not None else ""
