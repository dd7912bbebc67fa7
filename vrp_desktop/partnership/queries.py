"""Reading the share log and the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select, true

from db.access import UserAccount, WorkspaceFact
from db.partnership import RegisterEntry, ShareEntry
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import add_months
from vrp_desktop.partnership import register
from vrp_desktop.partnership.commands import REMINDERS
from vrp_desktop.partnership.register import Deadline, RegisterForm
from vrp_desktop.partnership.rules import Agreement, ShareForm, Warning
from vrp_desktop.partnership.sharing import as_agreement, provider_agencies
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.queries import matching_people, person_words, typed_parameters
from vrp_desktop.people.timeline import TimelineEntry
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.search.folding import fold

_NOBODY = PersonWords("", "", "", "")


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One entry of the share log. Free text is left out for roles that may not read notes."""

    share_id: str
    version: int
    words: PersonWords
    place_code: str
    form: ShareForm
    agreement: str
    warnings: tuple[Warning, ...]
    recorded_by: str
    recorded_at: datetime
    withdrawn_on: date | None
    withdrawn_note: str

    @property
    def person_id(self) -> str:
        return self.form.person_id

    @property
    def restriction(self) -> str:
        return self.form.restriction

    def recipients(self, lists: Lists, named: str) -> str:
        """With whom, in words; `named` is the names as the view shows them."""
        agencies = [lists.label("agencies", code) for code in self.form.agencies]
        return ", ".join(filter(None, [*agencies, "Child or family" if self.form.to_family else "", named]))


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One paper of the register."""

    entry_id: str
    version: int
    form: RegisterForm
    deadline: Deadline | None
    is_due: bool

    @property
    def label(self) -> str:
        """Its name with its reference."""
        return f"{self.form.title} ({self.form.reference})" if self.form.reference else self.form.title


@dataclass(frozen=True, slots=True)
class SharingChoices:
    """What the form of a share, an import or an export offers."""

    agreements: tuple[Agreement, ...]
    providers: frozenset[str]


def shares_page(
    read: Read,
    typed: str = "",
    *,
    place: str | None = None,
    only_warned: bool = False,
    month: date | None = None,
    offset: int = 0,
    limit: int = 200,
) -> list[ShareRow]:
    """One page of the log, newest first: all, those of one month, or those that rest on a reason alone (M7)."""
    statement = _filtered(_columns(), read, typed, place, only_warned, month)
    ordered = statement.order_by(ShareEntry.shared_on.desc(), ShareEntry.id.desc()).offset(offset).limit(limit)
    return _rows(read, ordered, typed)


def shares_count(
    read: Read, typed: str = "", *, place: str | None = None, only_warned: bool = False, month: date | None = None
) -> int:
    """How many the page's list holds."""
    counted = select(func.count()).select_from(ShareEntry)
    statement = _filtered(counted, read, typed, place, only_warned, month)
    return read.session.scalar(statement, typed_parameters(read, typed)) or 0


def shares_of(read: Read, person_id: str, case_id: str | None = None) -> list[ShareRow]:
    """What was shared about a child, or in one case, newest first."""
    mine = _columns().where(ShareEntry.person_id == person_id, *_in_places(read))
    if case_id is not None:
        mine = mine.where(ShareEntry.case_id == case_id)
    return _rows(read, mine.order_by(ShareEntry.shared_on.desc(), ShareEntry.id.desc()))


def share_record(read: Read, share_id: str) -> ShareRow:
    """One entry; raises NotFound."""
    read.get(ShareEntry, share_id, "entry of the share log")
    return _rows(read, _columns().where(ShareEntry.id == share_id))[0]


def sharing_timeline(read: Read, person_id: str) -> list[TimelineEntry]:
    """What was shared, as entries of the child's timeline; each carries its own restrictions."""
    lists = read_lists_of(read.session)
    return [
        TimelineEntry(
            row.form.shared_on,
            "share_entry",
            row.share_id,
            f"Shared with {row.recipients(lists, '') or 'someone named'}",
            row.form.what,
            is_free_text=True,
            restriction=row.form.restriction,
        )
        for row in shares_of(read, person_id)
        if row.withdrawn_on is None
    ]


def warned_months(read: Read, place: str | None = None) -> dict[date, int]:
    """The months in which something was shared on a reason alone, newest first, with how many (M7)."""
    statement = _filtered(select(ShareEntry.shared_on), read, "", place, True, None)
    found: dict[date, int] = {}
    for day in sorted(read.session.scalars(statement), reverse=True):
        month = day.replace(day=1)
        found[month] = found.get(month, 0) + 1
    return found


def register_rows(read: Read) -> list[RegisterRow]:
    """Every paper, by kind and name; those no longer needed last."""
    lists, remind = read_lists_of(read.session), reminder_days(read)
    positions = {code: entry.position for code, entry in lists.entries.get(register.KINDS, {}).items()}
    rows = [_register_row(row, read.today, remind) for row in read.session.scalars(select(RegisterEntry))]
    return sorted(
        rows, key=lambda r: (r.form.settled_on is not None, positions.get(r.form.kind, 0), r.form.title.casefold())
    )


def register_due(read: Read) -> list[RegisterRow]:
    """The papers that somebody must look at, the nearest first."""
    due = [row for row in register_rows(read) if row.is_due]
    return sorted(due, key=lambda row: row.deadline.days_left if row.deadline else 0)


def reminder_days(read: Read) -> tuple[int, ...]:
    """How many days before an end or a review somebody is reminded."""
    fact = read.session.get(WorkspaceFact, REMINDERS)
    return tuple(int(day) for day in fact.value) if fact is not None else register.REMIND_DAYS


def sharing_choices(read: Read) -> SharingChoices:
    """The agreements that are in force today, and the agencies that give a programme."""
    return SharingChoices(tuple(a for a in agreements(read) if a.in_force_on(read.today)), provider_agencies(read))


def agreements(read: Read) -> tuple[Agreement, ...]:
    """Every sharing agreement of the register, by name."""
    rows = read.session.scalars(
        select(RegisterEntry).where(RegisterEntry.kind == register.AGREEMENT).order_by(RegisterEntry.title)
    )
    return tuple(as_agreement(row) for row in rows)


def notice_words(read: Read) -> tuple[str, ...]:
    """The privacy notices in force today, as *told about the panel* keeps them; those for children first."""
    rows = [row.form for row in register_rows(read) if row.form.kind == register.NOTICE]
    current = [form for form in rows if _holds(form, read.today)]
    current.sort(key=lambda form: (form.child_friendly != "YES", form.title))
    return tuple(f"{form.title}, version {form.notice_version}"[:200] for form in current)


def _holds(form: RegisterForm, today: date) -> bool:
    ends = [day for day in (form.ends_on, form.settled_on) if day is not None]
    return (form.starts_on is None or form.starts_on <= today) and all(today <= day for day in ends)


def _register_row(row: RegisterEntry, today: date, remind: Sequence[int]) -> RegisterRow:
    values: dict[str, Any] = {}
    for name in RegisterForm.__slots__:
        value = getattr(row, name)
        values[name] = tuple(value) if isinstance(value, list) else value
    form = RegisterForm(**values)
    found = register.deadline(row.ends_on, row.review_on, row.settled_on, today)
    return RegisterRow(row.id, row.version, form, found, register.is_due(found, remind))


def _columns() -> Select[*tuple[Any, ...]]:
    return (
        select(ShareEntry, UserAccount.full_name, RegisterEntry.title)
        .join(UserAccount, UserAccount.id == ShareEntry.recorded_by)
        .outerjoin(RegisterEntry, RegisterEntry.id == ShareEntry.agreement_id)
    )


def _in_places(read: Read) -> list[Any]:
    return [] if read.actor.places is None else [ShareEntry.place_code.in_(sorted(read.actor.places))]


def _filtered(statement: Any, read: Read, typed: str, place: str | None, only_warned: bool, month: date | None) -> Any:
    conditions = _in_places(read)
    if place:
        conditions.append(ShareEntry.place_code == place)
    if only_warned:
        conditions += [ShareEntry.is_warned, ShareEntry.withdrawn_on.is_(None)]
    if month is not None:
        conditions += [ShareEntry.shared_on >= month, ShareEntry.shared_on < add_months(month, 1)]
    if fold(typed):
        from db.people import Person

        statement = statement.join(Person, Person.id == ShareEntry.person_id)
        conditions.append(matching_people(read))
    return statement.where(*(conditions or [true()]))


def _rows(read: Read, statement: Any, typed: str = "") -> list[ShareRow]:
    found = list(read.session.execute(statement, typed_parameters(read, typed)))
    people = person_words(read, sorted({row.person_id for row, *_ in found}))
    return [_share_row(read, people, *each) for each in found]


def _share_row(
    read: Read, people: Mapping[str, PersonWords], row: ShareEntry, recorded_by: str, agreement: str | None
) -> ShareRow:
    may_read = read.actor.may(Permission.SEE_NOTES)

    def text(said: str) -> str:
        return said if may_read else ""

    form = ShareForm(
        person_id=row.person_id,
        shared_on=row.shared_on,
        what=text(row.what),
        kinds=tuple(row.kinds),
        source_agency=row.source_agency,
        agencies=tuple(row.agencies),
        to_family=row.to_family,
        named=text(row.named),
        gateway=row.gateway,
        agreement_id=row.agreement_id,
        purpose=text(row.purpose),
        restriction=row.restriction,
        is_emergency=row.is_emergency,
        reason=text(row.reason),
        case_id=row.case_id,
        about=(row.about_kind, row.about_id),
    )
    return ShareRow(
        share_id=row.id,
        version=row.version,
        words=people.get(row.person_id, _NOBODY),
        place_code=row.place_code,
        form=form,
        agreement=agreement or "",
        warnings=tuple(Warning[name] for name in row.warnings if name in Warning.__members__),
        recorded_by=recorded_by,
        recorded_at=row.recorded_at,
        withdrawn_on=row.withdrawn_on,
        withdrawn_note=text(row.withdrawn_note),
    )
