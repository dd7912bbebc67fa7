"""Merging two records of one child, and undoing it any day: both originals are kept (B18).

The record that was merged stays whole under a pointer and leaves lists, matching and figures; everything that hung on
it moves to the one that carries on, with a note of each move. Undoing moves back exactly what came, restores what was
chosen over, and leaves with the other what was added since, unless someone says that a later record goes too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import delete, select
from sqlalchemy.orm.attributes import flag_modified

from db.merging import MergeMove, PersonMerge
from db.people import Person
from db.people import PersonProfile as Profile
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.people.around.finding import take_along
from vrp_desktop.people.filing import entries_follow, file_person, form_on_file, unfile_person
from vrp_desktop.people.fingerprint import fingerprint_of
from vrp_desktop.people.forms import PROFILE_FIELDS, PersonForm
from vrp_desktop.people.living import kept_person
from vrp_desktop.people.references import MOVES, Reference, hanging_on, moving, names_both, staying
from vrp_desktop.people.writing import keep_apart, take_notes_along, write_identifiers, write_names, write_profile

IDENTIFIER: Final = "identifier:"
"""Before the kind of an identifier, where it is chosen like a field."""

CHOSEN_TOGETHER: Final[dict[str, tuple[str, ...]]] = {
    "name": ("forenames", "surname"),
    "born_on": ("born_on", "born_basis"),
    "place": ("place_code",),
    **{name: (name,) for name in PROFILE_FIELDS},
}
"""What is chosen, and the fields of the form that go with it."""


@dataclass(frozen=True, slots=True)
class MergeForm:
    """Which record carries on, which is merged into it, what is taken from the merged one, and why they are one."""

    kept_id: str
    kept_version: int
    merged_id: str
    merged_version: int
    reason: str
    taken: tuple[str, ...] = ()


def chosen_form(kept: PersonForm, merged: PersonForm, taken: Iterable[str]) -> PersonForm:
    """The details that carry on: those of the one, but for what is taken from the other; gaps are filled from it."""
    taken = set(taken)
    values: dict[str, Any] = {}
    for name, together in CHOSEN_TOGETHER.items():
        if name in taken:
            values |= {field: getattr(merged, field) for field in together}
    kinds = {kind for kind in merged.identifiers if kind not in kept.identifiers or IDENTIFIER + kind in taken}
    identifiers = {**kept.identifiers, **{kind: merged.identifiers[kind] for kind in kinds}}
    return replace(kept, identifiers=identifiers, **values)


@command(Permission.EDIT_PEOPLE)
def merge_people(work: Work, form: MergeForm) -> str:
    """Merge one record into another; returns the merge's id. Whoever merges sees the places of both."""
    kept, merged = kept_person(work, form.kept_id), kept_person(work, form.merged_id)
    _check_merge(work, form, kept, merged)
    before = form_on_file(work.session, kept)
    after = chosen_form(before, form_on_file(work.session, merged), form.taken)
    merge = PersonMerge(
        id=work.new_id(),
        person_id=kept.id,
        merged_id=merged.id,
        reason=form.reason.strip(),
        merged_at=work.now,
        merged_by=work.actor.user_id,
        details=_details(work, kept, before, after),
    )
    work.add(merge)
    work.session.flush()
    stay = staying(work.session, merged.id, kept.id)
    for reference in moving():
        ids = [one for one in reference.ids_of(work.session, merged.id) if one not in stay.get(reference.name, ())]
        _let_name(work, reference, ids, merged.id, kept.id)
        moved = {"merge_id": merge.id, "kind": reference.table.name, "naming": reference.column.name}
        work.bulk(MergeMove, [{**moved, "record_id": record_id} for record_id in ids])
    _point(work, merged, kept)
    _follow_place(work, kept.id, after.place_code)
    _write_details(work, kept, after)
    flag_modified(merged, "merged_into_id")
    unfile_person(work, merged.id)
    file_person(work, kept)
    work.changed("person", kept.id)
    work.changed("person", merged.id)
    work.names("person", kept.id, kept.place_code, form.reason.strip())
    return merge.id


@command(Permission.EDIT_PEOPLE)
def undo_merge(work: Work, merge_id: str, reason: str, also: Sequence[tuple[str, str]] = ()) -> str:
    """Take a merge apart, any day; returns the id of the child who stands alone again.

    `also` names records added to the one that carried on since (table, id) that go with the other child.
    """
    merge, merged, carries_on = _check_undoing(work, merge_id, reason)
    back = _what_goes_back(work, merge, carries_on.id, also)
    for reference in moving():
        ids = sorted(back.get(reference.name, ()))
        _let_name(work, reference, ids, carries_on.id, merged.id)
        _forget_later_moves(work, merge, reference, ids)
    merge.undone_at, merge.undone_by, merge.undone_reason = work.now, work.actor.user_id, reason.strip()
    _restore_details(work, merge)
    _let_later_merges_know(work, merge)
    merge.details = None
    work.session.flush()
    _point_back(work, merged, carries_on)
    _follow_place(work, merged.id, merged.place_code)
    keep_apart(work, merge.person_id, merged.id)
    flag_modified(merged, "merged_into_id")
    flag_modified(carries_on, "place_code")
    for person in (merged, carries_on):
        file_person(work, person)
        work.changed("person", person.id)
    work.names("person", carries_on.id, carries_on.place_code, reason.strip())
    return merged.id


def standing_merge_of(work: Work, person_id: str) -> PersonMerge | None:
    """The merge under which a record is kept, where there is one."""
    standing = select(PersonMerge).where(PersonMerge.merged_id == person_id, PersonMerge.undone_at.is_(None))
    return work.session.scalars(standing).one_or_none()


def _check_merge(work: Work, form: MergeForm, kept: Person, merged: Person) -> None:
    if kept.id == merged.id:
        raise Invalid({"merged_id": "Choose another record: this is the same one."})
    if not form.reason.strip():
        raise Invalid({"reason": "Say why these two records are of one child."})
    check_version(kept, form.kept_version)
    check_version(merged, form.merged_version)
    table = names_both(work.session, kept.id, merged.id)
    if table:
        raise RuleBroken(
            "A record on file links these two with each other as two children.",
            means="Nothing was changed.",
            do="Put that right first: the link stands on either child's record.",
        )


def _check_undoing(work: Work, merge_id: str, reason: str) -> tuple[PersonMerge, Person, Person]:
    merge = work.get(PersonMerge, merge_id, "merge")
    merged = work.get(Person, merge.merged_id, "child or young person")
    if merge.undone_at is not None or merged.merged_into_id is None:
        raise RuleBroken("This merge was undone already.", means="Nothing was changed.")
    carries_on = work.get(Person, merged.merged_into_id, "child or young person")
    if carries_on.erased_at is not None or merged.erased_at is not None:
        raise RuleBroken("These records were erased.", means="Nothing was changed: there is nothing to take apart.")
    if not reason.strip():
        raise Invalid({"reason": "Say why the merge is undone."})
    return merge, merged, carries_on


def _let_name(work: Work, reference: Reference, ids: Sequence[str], from_id: str, to_id: str) -> None:
    """Let rows name another child: also where they say that they are about the child itself."""
    if not ids:
        return
    name, table = reference.column.name, reference.table
    work.bulk_set(reference.kind, "id", ids, **{name: to_id})
    if name != "person_id":
        return
    entries_follow(work, table.name, ids, to_id)
    if "about_id" in table.c:
        own = select(table.c.id).where(reference.column == to_id, table.c.about_id == from_id)
        work.bulk_set(reference.kind, "id", sorted(set(work.session.scalars(own)) & set(ids)), about_id=to_id)


def _follow_place(work: Work, person_id: str, place_code: str) -> None:
    """What is led by the child is read and found in the child's place."""
    take_notes_along(work, person_id, place_code)
    take_along(work.session, person_id, place_code)


def _what_goes_back(
    work: Work, merge: PersonMerge, carries_on: str, also: Sequence[tuple[str, str]]
) -> dict[str, set[str]]:
    """What came by this merge and is still there, what was chosen besides, and all that hangs on either."""
    chosen: dict[str, set[str]] = {}
    for name, ids in moved_by(work, merge.id).items():
        chosen.setdefault(name.partition(".")[0], set()).update(ids)
    for kind, record_id in also:
        if f"{kind}.person_id" not in MOVES:
            raise Invalid({"also": "Choose records of the list."})
        chosen.setdefault(kind, set()).add(record_id)
    # By table, not by column: the two ends of a link may have changed places since.
    still = {
        reference.name: set(reference.ids_of(work.session, carries_on)) & chosen[reference.table.name]
        for reference in moving()
        if reference.table.name in chosen
    }
    return hanging_on(work.session, carries_on, still)


def moved_by(work: Any, merge_id: str) -> dict[str, set[str]]:
    """The ids of what a merge moved, by the column that named the child."""
    found: dict[str, set[str]] = {}
    statement = select(MergeMove.kind, MergeMove.naming, MergeMove.record_id).where(MergeMove.merge_id == merge_id)
    for kind, naming, record_id in work.session.execute(statement):
        found.setdefault(f"{kind}.{naming}", set()).add(record_id)
    return found


def _forget_later_moves(work: Work, merge: PersonMerge, reference: Reference, ids: Sequence[str]) -> None:
    """What goes back has no more to do with later merges of the one that carried on."""
    for start in range(0, len(ids), 500):
        mine = delete(MergeMove).where(
            MergeMove.merge_id > merge.id,
            MergeMove.kind == reference.table.name,
            MergeMove.naming == reference.column.name,
            MergeMove.record_id.in_(ids[start : start + 500]),
        )
        work.session.execute(mine.execution_options(synchronize_session=False))


def _point(work: Work, merged: Person, kept: Person) -> None:
    """The merged record, and all that were merged into it before, lead to the one that carries on."""
    merged.merged_into_id = kept.id
    for earlier in work.session.scalars(select(Person).where(Person.merged_into_id == merged.id)):
        earlier.merged_into_id = kept.id
    work.session.flush()


def _point_back(work: Work, merged: Person, carries_on: Person) -> None:
    """The record stands alone again, with all that were merged into it by merges that still stand."""
    merged.merged_into_id = None
    standing = dict(
        iter(
            work.session.execute(
                select(PersonMerge.merged_id, PersonMerge.person_id).where(PersonMerge.undone_at.is_(None))
            )
        )
    )
    for other in work.session.scalars(select(Person).where(Person.merged_into_id == carries_on.id)):
        above = other.id
        while above in standing and above != merged.id:
            above = standing[above]
        if above == merged.id:
            other.merged_into_id = merged.id
    work.session.flush()


def _details(work: Work, kept: Person, before: PersonForm, after: PersonForm) -> dict[str, Any]:
    newest = select(Profile.id).where(Profile.person_id == kept.id).order_by(Profile.from_on.desc()).limit(1)
    return {"before": _kept(before), "after": _kept(after), "profile": work.session.scalar(newest)}


def _kept(form: PersonForm) -> dict[str, Any]:
    values = {field.name: getattr(form, field.name) for field in fields(form)}
    values["born_on"] = form.born_on.isoformat() if form.born_on else None
    return values | {"identifiers": dict(form.identifiers), "former_names": [list(name) for name in form.former_names]}


def _unkept(values: Mapping[str, Any]) -> PersonForm:
    born = values["born_on"]
    former = tuple((first, last) for first, last in values["former_names"])
    return PersonForm(**{**values, "born_on": date.fromisoformat(born) if born else None, "former_names": former})


def _write_details(work: Work, person: Person, form: PersonForm) -> None:
    """Put right who a child is, as the form of a record would."""
    is_other = (form.forenames, form.surname, form.born_on) != _named(work, person)
    person.born_on, person.born_basis, person.place_code = form.born_on, form.born_basis, form.place_code
    if is_other:
        person.fingerprint = fingerprint_of(work.session, form)
    flag_modified(person, "place_code")
    write_names(work, person.id, form)
    write_profile(work, person.id, form, None)
    write_identifiers(work, person.id, form)
    work.session.flush()


def _named(work: Work, person: Person) -> tuple[str, str, date | None]:
    form = form_on_file(work.session, person)
    return form.forenames, form.surname, form.born_on


def _restore_details(work: Work, merge: PersonMerge) -> None:
    """What was chosen over comes back, but for what someone has changed since."""
    if merge.details is None:
        return
    before, after = _unkept(merge.details["before"]), _unkept(merge.details["after"])
    person = work.session.get_one(Person, merge.person_id)
    now = form_on_file(work.session, person)
    was_place = person.place_code
    values = {
        field: getattr(before if _stands(now, after, together) else now, field)
        for name, together in CHOSEN_TOGETHER.items()
        for field in together
        if name not in PROFILE_FIELDS
    }
    identifiers = {
        kind: value
        for kind in {*before.identifiers, *now.identifiers}
        if (value := _identifier_before(kind, before, after, now))
    }
    _restore_profiles(work, person.id, merge.details["profile"], before, after)
    work.session.flush()
    restored = replace(form_on_file(work.session, person), identifiers=identifiers, **values)
    _write_details(work, person, restored)
    if was_place != person.place_code:
        _follow_place(work, person.id, person.place_code)


def _let_later_merges_know(work: Work, merge: PersonMerge) -> None:
    """Later merges of the same child must not bring back, one day, what this one had chosen."""
    if merge.details is None:
        return
    before, after = merge.details["before"], merge.details["after"]
    later = select(PersonMerge).where(
        PersonMerge.person_id == merge.person_id, PersonMerge.id > merge.id, PersonMerge.undone_at.is_(None)
    )
    for other in work.session.scalars(later):
        if other.details is not None:
            theirs = dict(other.details["before"])
            for name, value in theirs.items():
                if value == after[name]:
                    theirs[name] = before[name]
            other.details = {**other.details, "before": theirs}


def _stands(now: PersonForm, after: PersonForm, together: Sequence[str]) -> bool:
    """Whether what the merge chose is still on file."""
    return all(getattr(now, field) == getattr(after, field) for field in together)


def _identifier_before(kind: str, before: PersonForm, after: PersonForm, now: PersonForm) -> str:
    is_as_merged = now.identifiers.get(kind) == after.identifiers.get(kind)
    return (before if is_as_merged else now).identifiers.get(kind, "")


def _restore_profiles(
    work: Work, person_id: str, profile_id: str | None, before: PersonForm, after: PersonForm
) -> None:
    """The attributes from the day of the merge's profile on: each that still reads as chosen reads as before."""
    first = work.session.get(Profile, profile_id) if profile_id else None
    if first is None:
        return
    later = select(Profile).where(Profile.person_id == person_id, Profile.from_on >= first.from_on)
    for row in work.session.scalars(later):
        for name in PROFILE_FIELDS:
            if getattr(row, name) == getattr(after, name):
                setattr(row, name, getattr(before, name))
