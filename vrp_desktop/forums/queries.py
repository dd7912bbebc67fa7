"""Reading forums: the list with what comes next, and one whole with its seats and how often they were filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from db.conferences import Conference
from db.forums import ForumMember
from db.forums import ForumRules as RulesRow
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.errors import NotFound
from vrp_desktop.forums.came import Came, Count
from vrp_desktop.forums.forms import MemberForm
from vrp_desktop.forums.rules import SRO, ForumRules, member_kind, shipped_rules
from vrp_desktop.forums.standing import core_on, rules_of_row, rules_on
from vrp_desktop.reference.lists import ListEntry, Lists, read_lists_of

_TOOK_PLACE = ("HELD", "NOT_QUORATE")


@dataclass(frozen=True, slots=True)
class ForumRow:
    """One forum of the list. `agencies` are those with a seat, or that the reference list expects."""

    forum_code: str
    place_code: str | None
    kind: str
    rhythm: str
    agencies: int
    core: int
    last_on: date | None
    next_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One seat. `came` of `sittings` is the agency's attendance over the seat's last year, `came_self` its holder's.

    A seat without an id is one that the reference list expects and nobody has named yet.
    """

    member_id: str
    version: int
    form: MemberForm
    ends_on: date | None
    deputy_for: str
    came: int
    came_self: int
    sittings: int

    @property
    def is_sro(self) -> bool:
        return self.form.role == SRO

    @property
    def agency_code(self) -> str:
        return self.form.agency_code


@dataclass(frozen=True, slots=True)
class ForumRecord:
    """A forum whole: the rules in force and those of other days, its seats now and before."""

    row: ForumRow
    rules: ForumRules
    other_rules: tuple[ForumRules, ...]
    core: tuple[str, ...]
    members: tuple[MemberRow, ...]
    former: tuple[MemberRow, ...]


def forums_list(read: Read, *, place: str | None = None, with_ended: bool = True) -> list[ForumRow]:
    """Every forum within the reader's places, in the order of the list; ended ones last."""
    lists = read_lists_of(read.session)
    entries = [entry for entry in lists.entries["forums"].values() if _is_seen(read, entry, place)]
    entries.sort(key=lambda entry: (not entry.holds_on(read.today), entry.position, entry.label))
    days = _days(read)
    return [_row(read, lists, entry, days) for entry in entries if with_ended or entry.holds_on(read.today)]


def forum_record(read: Read, forum_code: str) -> ForumRecord:
    """One forum; `NotFound` where it does not sit for one of the reader's places."""
    lists = read_lists_of(read.session)
    entry = lists.entry("forums", forum_code)
    if entry is None or not _is_seen(read, entry, None):
        raise NotFound("This forum is not in the workspace, or not in your places.", do="Go back to the list.")
    rules = rules_on(read.session, lists, forum_code, _day_of(read, entry))
    core = core_on(read.session, lists, forum_code, _day_of(read, entry))
    members = _members(read, lists, entry, core)
    now = tuple(one for one in members if one.ends_on is None or one.ends_on >= read.today)
    return ForumRecord(
        row=_row(read, lists, entry, _days(read)),
        rules=rules,
        other_rules=_other_rules(read, entry, rules),
        core=core,
        members=now,
        former=tuple(one for one in members if one not in now),
    )


def _is_seen(read: Read, entry: ListEntry, place: str | None) -> bool:
    own = entry.extra.get("place") or None
    if own is not None and not read.actor.sees_place(own):
        return False
    return place is None or own is None or own == place


def _day_of(read: Read, entry: ListEntry) -> date:
    """Today; the last day of a forum that has ended."""
    return min(read.today, entry.ends_on) if entry.ends_on else read.today


def _days(read: Read) -> Mapping[str, tuple[date | None, date | None]]:
    """The last sitting that was held and the next that is planned, by forum."""
    held = select(Conference.forum_code, func.max(Conference.held_on)).where(Conference.status.in_(_TOOK_PLACE))
    ahead = select(Conference.forum_code, func.min(Conference.held_on)).where(
        Conference.status == "PLANNED", Conference.held_on >= read.today
    )
    last: dict[str, date] = {row[0]: row[1] for row in read.session.execute(held.group_by(Conference.forum_code))}
    coming: dict[str, date] = {row[0]: row[1] for row in read.session.execute(ahead.group_by(Conference.forum_code))}
    return {code: (last.get(code), coming.get(code)) for code in {*last, *coming}}


def _row(read: Read, lists: Lists, entry: ListEntry, days: Mapping[str, tuple[date | None, date | None]]) -> ForumRow:
    day = _day_of(read, entry)
    core = core_on(read.session, lists, entry.code, day)
    seated = read.session.scalars(
        select(ForumMember.agency_code).where(
            ForumMember.forum_code == entry.code, or_(ForumMember.ends_on.is_(None), ForumMember.ends_on >= day)
        )
    )
    last_on, next_on = days.get(entry.code, (None, None))
    return ForumRow(
        forum_code=entry.code,
        place_code=entry.extra.get("place") or None,
        kind=str(entry.extra.get("kind", "")),
        rhythm=rules_on(read.session, lists, entry.code, day).rhythm,
        agencies=len({*seated, *core}),
        core=len(core),
        last_on=last_on,
        next_on=next_on,
        ends_on=entry.ends_on,
    )


def _other_rules(read: Read, entry: ListEntry, now: ForumRules) -> tuple[ForumRules, ...]:
    """The rules of other days, latest first; those of the reference list last."""
    statement = select(RulesRow).where(RulesRow.forum_code == entry.code).order_by(RulesRow.starts_on.desc())
    found = [rules_of_row(row) for row in read.session.scalars(statement)]
    shipped = shipped_rules(entry)
    return tuple(one for one in (*found, shipped) if one.rules_id != now.rules_id)


def _members(read: Read, lists: Lists, entry: ListEntry, core: Sequence[str]) -> list[MemberRow]:
    rows = list(read.session.scalars(select(ForumMember).where(ForumMember.forum_code == entry.code)))
    day = _day_of(read, entry)
    came = Came(read, lists, entry.code, day)
    counted = {row.id: came.by(row.agency_code, row.name, row.starts_on, row.ends_on or day) for row in rows}
    names = {row.id: row.name or lists.label("agencies", row.agency_code) for row in rows}
    hide = not read.actor.may(Permission.SEE_NOTES)
    made = [
        MemberRow(
            member_id=row.id,
            version=row.version,
            form=_form(row, hide=hide),
            ends_on=row.ends_on,
            deputy_for=names.get(row.deputy_of or "", ""),
            came=counted[row.id].came,
            came_self=counted[row.id].came_self,
            sittings=counted[row.id].sittings,
        )
        for row in rows
    ]
    if not rows:
        made = [_expected(lists, entry, code, came.by(code, "", date.min, day)) for code in core]
    order = {code: at for at, code in enumerate(core)}
    made.sort(key=lambda one: (order.get(one.agency_code, len(order)), one.agency_code, bool(one.form.deputy_of)))
    return made


def _expected(lists: Lists, entry: ListEntry, agency_code: str, count: Count) -> MemberRow:
    form = MemberForm(agency_code, entry.starts_on or date.min, is_core=True, kind=member_kind(lists, agency_code))
    return MemberRow("", 0, form, None, "", count.came, 0, count.sittings)


def _form(row: ForumMember, *, hide: bool) -> MemberForm:
    return MemberForm(
        agency_code=row.agency_code,
        starts_on=row.starts_on,
        name=row.name,
        role=row.role,
        is_core=row.is_core,
        post=row.post,
        email=row.email,
        deputy_of=row.deputy_of,
        kind=row.kind,
        note="" if hide else row.note,
        user_id=row.user_id,
    )
