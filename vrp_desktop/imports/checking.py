"""Whether a row can be taken, and what would be made of it: a child, a referral and its events."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import Final

from vrp_desktop.calendar import add_months
from vrp_desktop.imports.holds import Hold, HoldCode
from vrp_desktop.imports.reading.referrals import ReadRow, ReferralFields
from vrp_desktop.imports.reading.settings import BatchSettings, RowKind
from vrp_desktop.imports.words import Words
from vrp_desktop.panel.forms import EventForm
from vrp_desktop.people.forms import ESTIMATED, KNOWN, NOT_KNOWN, PersonForm

USUAL_IDENTIFIERS: Final = frozenset({"UPN", "LOCAL"})
"""NHS numbers and PNC IDs are kept only where an agreement switches them on."""

_OTHER_PLACE: Final = "The place is not one that this workspace uses; the batch's place is taken."
_OLDEST_BY_AGE: Final = 25
_SHORT, _CODE = 200, 40


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """A referral before its child is known."""

    place_code: str
    referred_on: date
    received_on: date | None
    sending_agency: str | None
    source: str | None
    reason: str
    sender_reference: str
    events: tuple[EventForm, ...]
    agreement: str | None


@dataclass(frozen=True, slots=True)
class GoodRow:
    """A row that nothing holds: the child that it names and the referral that it is."""

    person: PersonForm
    referral: ReferralFacts


@dataclass(frozen=True, slots=True)
class Checked:
    """A row after its check: good, or held for these reasons. `digest` is the same where the row is the same.

    `place` is the row's own place, else the batch's; whoever sees that place sees the row.
    `remark` says where the batch's place was taken because the row's own is none of the workspace's.
    """

    row: ReadRow
    digest: str
    good: GoodRow | None = None
    holds: tuple[Hold, ...] = ()
    remark: str = ""
    place: str | None = None


class Checker:
    """Checks the rows of one batch by one set of settings."""

    def __init__(
        self,
        settings: BatchSettings,
        words: Words,
        digest_key: str,
        *,
        places: frozenset[str] | None = None,
        identifiers: frozenset[str] = USUAL_IDENTIFIERS,
    ) -> None:
        self._settings = settings
        self._words = words
        self._key = bytes.fromhex(digest_key)
        self._places = places
        self._identifiers = identifiers
        self._batch_place = words.place(settings.place)
        seen = [place for place in words.places if places is None or place in places]
        self._usual_place = seen[0] if seen else None

    def check(self, row: ReadRow) -> Checked:
        """What holds the row, or what it is good for."""
        place = self._place_of(row.fields)
        holds = tuple(self._holds(row, place))
        if holds or place is None or row.fields.referred_on is None:
            return Checked(row, self._digest(row.digest), None, holds, place=place)
        good = GoodRow(self._person(row.fields, place), self._referral(row.fields, place, row.fields.referred_on))
        remark = _OTHER_PLACE if self._is_elsewhere(row.fields) else ""
        return Checked(row, self._digest(_plain(good, row.fields.place)), good, remark=remark, place=place)

    def _holds(self, row: ReadRow, place: str | None) -> Iterator[Hold]:
        for problem in row.held_because:
            yield Hold.of(problem)
        fields = row.fields
        if self._settings.rows is RowKind.EVENT and not row.is_held and self._named_on(fields) is None:
            yield Hold(HoldCode.NO_EVENT_DATE.value, "There is no day of the event.")
        if place is None:
            yield Hold(HoldCode.NO_PLACE.value, "There is no place that it can belong to.")
        elif self._places is not None and place not in self._places:
            yield Hold(HoldCode.NOT_YOUR_PLACE.value, "The row belongs to a place that is not one of yours.")

    def _place_of(self, fields: ReferralFields) -> str | None:
        """The row's own place, else the batch's, else the first that the workspace uses.

        A place that is none of the workspace's holds no row: it is where a child lives or what a sender calls a team.
        """
        return self._words.place(fields.place) or self._batch_place or self._usual_place

    def _is_elsewhere(self, fields: ReferralFields) -> bool:
        return bool(fields.place) and self._words.place(fields.place) is None

    def _person(self, fields: ReferralFields, place: str) -> PersonForm:
        born_on, basis = fields.born_on, KNOWN if fields.born_on else NOT_KNOWN
        if born_on is None and fields.age is not None and 0 < fields.age <= _OLDEST_BY_AGE:
            born_on, basis = _estimated_birth(fields.age, fields.referred_on), ESTIMATED
        numbers = {
            "UPN": fields.upn,
            "NHS": fields.nhs_number,
            "PNC": fields.pnc,
            "LOCAL": fields.person_reference,
        }
        return PersonForm(
            forenames=_one_line(fields.forenames),
            surname=_one_line(fields.surname),
            place_code=place,
            born_on=born_on,
            born_basis=basis,
            sex=fields.sex,
            ethnicity=fields.ethnicity,
            postcode=_cut(fields.postcode, _CODE),
            home_authority=self._words.code("places", fields.home_authority) or self._home_of(fields),
            school=_cut(fields.school, _SHORT),
            school_status=fields.school_status,
            send=fields.send,
            care_experience=fields.care_experience,
            identifiers={
                kind: value.strip()[:_CODE]
                for kind, value in numbers.items()
                if value and value.strip() and kind in self._identifiers
            },
        )

    def _home_of(self, fields: ReferralFields) -> str | None:
        """A place that is known but not used here is where the child lives."""
        return self._words.code("places", fields.place) if self._is_elsewhere(fields) else None

    def _referral(self, fields: ReferralFields, place: str, referred_on: date) -> ReferralFacts:
        settings, words = self._settings, self._words
        agreement = words.agreement(fields.agreement, settings.agreement)
        offence = words.code("offence_kinds", fields.offence)
        return ReferralFacts(
            place_code=place,
            referred_on=referred_on,
            received_on=fields.received_on,
            sending_agency=words.code("agencies", fields.sending_agency)
            or words.code("agencies", settings.sending_agency),
            source=words.code("identification_sources", fields.source)
            or words.code("identification_sources", settings.source),
            reason=self._reason(fields, agreement.words, "" if offence else fields.offence),
            sender_reference=fields.sender_reference.strip()[:_SHORT],
            events=self._events(fields, offence),
            agreement=agreement.code,
        )

    def _reason(self, fields: ReferralFields, agreement: str, offence: str) -> str:
        """The reason as sent, and below it what was sent besides and has no place of its own."""
        words = self._words
        source = "" if words.code("identification_sources", fields.source) else fields.source
        agency = "" if words.code("agencies", fields.sending_agency) else fields.sending_agency
        place = fields.place if self._is_elsewhere(fields) and not self._home_of(fields) else ""
        besides = (
            ("Known as", fields.known_as),
            ("Place", place),
            ("Offence", offence),
            ("Source", source),
            ("Agency", agency),
            ("Referrer", fields.referrer),
        )
        lines = [fields.reason, fields.notes, *(f"{label}: {said}" for label, said in besides if said), agreement]
        return "\n".join(line.strip() for line in lines if line.strip())

    def _events(self, fields: ReferralFields, offence: str | None) -> tuple[EventForm, ...]:
        named_on = self._named_on(fields)
        if named_on is None:
            return ()
        return (EventForm(named_on, fields.occurrence.strip()[:_SHORT], offence),)

    def _named_on(self, fields: ReferralFields) -> date | None:
        """In a list of events the row's one date is the event's; the batch's referral date never is."""
        if fields.event_on is not None or self._settings.rows is not RowKind.EVENT or fields.is_batch_date:
            return fields.event_on
        return fields.referred_on

    def _digest(self, said: str) -> str:
        """Keyed, so that it tells nothing once the cells are gone."""
        return hmac.digest(self._key, said.encode("utf-8", "surrogatepass"), "sha256").hex()


def _estimated_birth(age: int, referred_on: date | None) -> date | None:
    """The middle of the year in which someone of this age on the referral date was born."""
    return add_months(referred_on, -12 * age - 6) + timedelta(days=1) if referred_on else None


def _one_line(name: str) -> str:
    return " ".join(name.split())[:_SHORT].strip()


def _cut(text: str | None, most: int) -> str | None:
    return (text or "").strip()[:most].strip() or None


_PERSON_VALUES: Final = attrgetter(
    *(name for name in PersonForm.__slots__ if name not in ("place_code", "identifiers", "former_names"))
)
_REFERRAL_VALUES: Final = attrgetter(
    *(name for name in ReferralFacts.__slots__ if name not in ("place_code", "agreement", "events"))
)


def _plain(good: GoodRow, place: str) -> str:
    """What makes a row the same as another: the child, the referral with its date and who sent it, and the event.

    A place or an agreement set for the batch does not make it another row; one that it names itself does.
    """
    person, referral = good.person, good.referral
    values = [
        *_PERSON_VALUES(person),
        *(part for pair in sorted(person.identifiers.items()) for part in pair),
        "\x1e",
        place,
        *_REFERRAL_VALUES(referral),
        *(part for event in referral.events for part in (event.named_on, event.occurrence, event.offence_kind)),
    ]
    return "\x1f".join(["" if value is None else str(value) for value in values])
