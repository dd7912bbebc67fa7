"""Who is linked to a child within one step or two, for the associates picture (B24); drawing is the screen's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from db.around import Contact
from db.links import PersonLink
from db.people import Person
from vrp_desktop.access.work import Read
from vrp_desktop.people.ends import ends_of
from vrp_desktop.people.links.queries import LinkRow, link_rows
from vrp_desktop.people.links.sentences import RELATIONSHIPS
from vrp_desktop.people.naming import End

MOST_STEPS = 2


@dataclass(frozen=True, slots=True)
class Picture:
    """All links within two steps of a child, on any day; `seen_on` narrows it to what held on one."""

    centre: End
    links: tuple[LinkRow, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which something began or ended, in order."""
        found = {day for link in self.links for day in (link.began_on, link.until_on) if day is not None}
        return tuple(sorted(found))

    def seen_on(self, day: date, steps: int) -> Seen:
        """Who is reached in so many steps by links that held on the day, and those links."""
        held = [link for link in self.links if link.holds_on(day)]
        reached: dict[str, tuple[End, int]] = {self.centre.person_id: (self.centre, 0)}
        for step in range(1, steps + 1):
            edge = {person_id for person_id, (end, at) in reached.items() if at == step - 1 and (at == 0 or end.opens)}
            for link in held:
                for near, far in ((link.one, link.other), (link.other, link.one)):
                    if near.person_id in edge and far.person_id not in reached:
                        reached[far.person_id] = (far, step)
        shown = tuple(link for link in held if _joins(link, reached))
        return Seen(tuple((end, at) for end, at in reached.values()), shown)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the picture shows of one day: each person with the steps from the centre, and the links between them."""

    people: tuple[tuple[End, int], ...]
    links: tuple[LinkRow, ...]


def associates(read: Read, person_id: str) -> Picture:
    """Everybody within two steps. Beyond someone in another place, or erased, nothing is followed."""
    read.get(Person, person_id, "child or young person")
    rows: dict[str, LinkRow] = {}
    edge, looked = {person_id}, set[str]()
    for _ in range(MOST_STEPS):
        found = _links_at(read, edge)
        looked |= edge
        rows |= {row.link_id: row for row in found}
        far = {end.person_id for row in found for end in (row.one, row.other) if end.opens}
        edge = far - looked
    # Links among those who are reached last are part of the picture too.
    reached = {end.person_id for row in rows.values() for end in (row.one, row.other)}
    rows |= {row.link_id: row for row in _links_at(read, edge) if _joins(row, reached)}
    ordered = sorted(rows.values(), key=lambda row: (row.began_on or date.min, row.link_id))
    return Picture(ends_of(read, [person_id])[person_id], tuple(ordered))


def _joins(link: LinkRow, people: Iterable[str]) -> bool:
    return link.one.person_id in people and link.other.person_id in people


def _links_at(read: Read, ids: Iterable[str]) -> list[LinkRow]:
    """The links of these people, and the people around them who are on file themselves."""
    wanted = sorted(ids)
    if not wanted:
        return []
    links = select(PersonLink).where(or_(PersonLink.person_id.in_(wanted), PersonLink.other_id.in_(wanted)))
    return [*link_rows(read, read.session.scalars(links)), *_around(read, wanted)]


def _around(read: Read, ids: list[str]) -> list[LinkRow]:
    statement = select(Contact).where(
        Contact.other_id.is_not(None), or_(Contact.person_id.in_(ids), Contact.other_id.in_(ids))
    )
    contacts = list(read.session.scalars(statement))
    ends = ends_of(read, (end_id for each in contacts for end_id in (each.person_id, each.other_id or "")))
    return [
        LinkRow(
            link_id=each.id,
            version=each.version,
            list_name=RELATIONSHIPS,
            kind=each.relationship,
            one=ends[each.person_id],
            role=None,
            other=ends[each.other_id or ""],
            other_role=None,
            occurrence="",
            happened_on=None,
            from_on=each.from_on,
            until_on=each.until_on,
            source_agency=each.source_agency,
            told_on=each.told_on,
        )
        for each in contacts
    ]
