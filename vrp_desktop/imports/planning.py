"""What becomes of each row, worked out before anything is written; the preview and the taking in share it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Final, Protocol

from sqlalchemy import select

from db.imports import ImportRow
from vrp_desktop.access.work import Read
from vrp_desktop.imports.checking import Checked, Checker
from vrp_desktop.imports.holds import SETTLED, Hold, HoldCode, RowState
from vrp_desktop.imports.matching import Likely, Match, Matcher, Wanted
from vrp_desktop.imports.reading.referrals import ReadRow
from vrp_desktop.imports.reading.settings import RowKind
from vrp_desktop.search.folding import fold_name

CHUNK: Final = 1_000
_DIGESTS_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Planned:
    """A row with its verdict. `referral_id` is shared by the event rows that make one referral."""

    checked: Checked
    state: RowState
    holds: tuple[Hold, ...] = ()
    likely: Likely | None = None
    person_id: str | None = None
    referral_id: str | None = None
    makes_person: bool = False
    makes_referral: bool = False
    referred_on: date | None = None
    wanted: Wanted | None = None

    @property
    def row(self) -> ReadRow:
        return self.checked.row


@dataclass(frozen=True, slots=True)
class Known:
    """A row that was taken before: the child and the referral made of it."""

    person_id: str | None
    referral_id: str | None


@dataclass(slots=True)
class _Group:
    """The referral that the event rows of one child make together."""

    referral_id: str
    was_on_file: bool


class Ids(Protocol):
    """Gives the ids of what is planned: real ones, or stand-ins where nothing will be written."""

    def next(self) -> str: ...


class StandIns:
    """Numbers in place of ids, for a preview."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> str:
        """An id that stands for something in this plan only."""
        self._last += 1
        return f"new:{self._last}"


@dataclass(slots=True)
class Planner:
    """Plans a list chunk by chunk, in the order of its rows."""

    read: Read
    checker: Checker
    kind: RowKind
    ids: Ids
    matcher: Matcher
    latest: dict[tuple[str, date], date] = field(default_factory=dict)
    _same: dict[str, Known] = field(default_factory=dict)
    _groups: dict[str, _Group] = field(default_factory=dict)

    def plan(self, rows: Iterable[ReadRow]) -> Iterator[list[Planned]]:
        """The verdicts, a chunk at a time; between two chunks the first may be written."""
        source = iter(rows)
        while chunk := [self.checker.check(row) for row in islice(source, CHUNK)]:
            yield self.plan_chunk(chunk)

    def plan_chunk(self, chunk: Sequence[Checked]) -> list[Planned]:
        """The verdicts of some rows."""
        self._same |= digests_on_file(self.read, [row.digest for row in chunk])
        wanted = [
            Matcher.wanted(row.good.person.candidate()) if row.good and row.digest not in self._same else None
            for row in chunk
        ]
        self.matcher.load([one for one in wanted if one is not None])
        return [self._plan_row(row, one) for row, one in zip(chunk, wanted, strict=True)]

    def _plan_row(self, row: Checked, wanted: Wanted | None) -> Planned:
        known = self._same.get(row.digest)
        if known is not None:
            return Planned(row, RowState.ON_FILE, person_id=known.person_id, referral_id=known.referral_id)
        if wanted is None:
            return Planned(row, RowState.HELD, row.holds)
        planned = self._decide(row, wanted, self.matcher.match(wanted))
        if planned.state is not RowState.HELD:
            self._same[row.digest] = Known(planned.person_id, planned.referral_id)
        return planned

    def _decide(self, row: Checked, wanted: Wanted, match: Match) -> Planned:
        if len(match.exact) == 1:
            return self._join(row, match.exact[0])
        if match.exact:
            said = "Several children on file have this name and date of birth."
            return _held(row, HoldCode.SEVERAL_ON_FILE, said, Likely(match.exact[0], 100, (said,)))
        if match.likely:
            best = match.likely[0]
            return _held(row, HoldCode.LIKELY_DUPLICATE, likely_sentence(best), best)
        return self._take(row, wanted)

    def _join(self, row: Checked, person_id: str) -> Planned:
        if not self._sees(person_id):
            said = "This child may be on file in a place that is not one of yours."
            return Planned(row, RowState.HELD, (Hold(HoldCode.OTHER_PLACE.value, said),))
        group = self._groups.get(person_id) if self.kind is RowKind.EVENT else None
        if group is not None:
            state = RowState.JOINED if group.was_on_file else RowState.TAKEN
            return Planned(row, state, person_id=person_id, referral_id=group.referral_id)
        return self._with_referral(row, RowState.JOINED, person_id)

    def _take(self, row: Checked, wanted: Wanted) -> Planned:
        person_id = self.ids.next()
        self.matcher.add(person_id, wanted)
        return self._with_referral(row, RowState.TAKEN, person_id, wanted)

    def _with_referral(self, row: Checked, state: RowState, person_id: str, wanted: Wanted | None = None) -> Planned:
        referral_id = self.ids.next()
        if self.kind is RowKind.EVENT:
            self._groups[person_id] = _Group(referral_id, wanted is None)
        return Planned(
            row,
            state,
            person_id=person_id,
            referral_id=referral_id,
            makes_person=wanted is not None,
            makes_referral=True,
            referred_on=self._referred_on(row),
            wanted=wanted,
        )

    def _referred_on(self, row: Checked) -> date | None:
        """A referral made of several events is dated by the last of its rows."""
        if row.good is None:
            return None
        own = row.good.referral.referred_on
        key = event_key(row)
        return max(own, self.latest.get(key, own)) if key else own

    def _sees(self, person_id: str) -> bool:
        place = self.matcher.place_of(person_id)
        return place is None or self.read.actor.sees_place(place)


def event_key(row: Checked) -> tuple[str, date] | None:
    """Rows with one key name one child exactly."""
    if row.good is None or row.good.person.born_on is None:
        return None
    person = row.good.person
    return fold_name(person.forenames, person.surname), row.good.person.born_on


def latest_dates(checker: Checker, rows: Iterable[ReadRow]) -> dict[tuple[str, date], date]:
    """The last referral date among the rows of each child, where the rows of one child make one referral."""
    latest: dict[tuple[str, date], date] = {}
    for row in rows:
        checked = checker.check(row)
        key = event_key(checked)
        if key is not None and checked.good is not None:
            day = checked.good.referral.referred_on
            latest[key] = max(day, latest.get(key, day))
    return latest


def digests_on_file(read: Read, digests: Sequence[str]) -> dict[str, Known]:
    """Which of these rows were taken before, as they are or after being mended, and have not been taken back."""
    found: dict[str, Known] = {}
    for column in (ImportRow.sent_digest, ImportRow.row_digest):
        statement = select(column, ImportRow.person_id, ImportRow.referral_id).where(ImportRow.state.in_(SETTLED))
        for start in range(0, len(digests), _DIGESTS_AT_ONCE):
            chosen = statement.where(column.in_(digests[start : start + _DIGESTS_AT_ONCE]))
            for digest, person_id, referral_id in read.session.execute(chosen):
                found[str(digest)] = Known(person_id, referral_id)
    return found


def likely_sentence(likely: Likely) -> str:
    """Why a row waits, without repeating anything of the child."""
    return " ".join(["It may be of a child on file.", *likely.reasons])


def _held(row: Checked, code: HoldCode, sentence: str, likely: Likely) -> Planned:
    return Planned(row, RowState.HELD, (Hold(code.value, sentence),), likely)
