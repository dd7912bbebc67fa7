"""Reading links between children, from one child's record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from db.links import PersonLink
from db.people import Person
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.people.ends import ends_of
from vrp_desktop.people.links.forms import LINK_TYPES
from vrp_desktop.people.links.sentences import label_of, sentence
from vrp_desktop.people.naming import End, View, end_on_screen
from vrp_desktop.people.timeline import TimelineEntry
from vrp_desktop.reference.lists import read_lists_of


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link with both its ends. Free text is blank for roles that do not read notes."""

    link_id: str
    version: int
    list_name: str
    kind: str
    one: End
    role: str | None
    other: End
    other_role: str | None
    occurrence: str
    happened_on: date | None
    from_on: date | None
    until_on: date | None
    source_agency: str | None
    told_on: date | None
    note: str = ""
    end_note: str = ""

    @property
    def began_on(self) -> date | None:
        """The first day on which it held; None where that is not known."""
        return self.happened_on or self.from_on

    def holds_on(self, day: date) -> bool:
        """Whether it held on a day. Where its beginning is not known it is taken to have held before."""
        return (self.began_on is None or self.began_on <= day) and (self.until_on is None or day <= self.until_on)

    def is_over(self, day: date) -> bool:
        """Whether the last day on which it held has come."""
        return self.until_on is not None and self.until_on <= day

    def is_from_other(self, person_id: str) -> bool:
        """Whether this is read from its second end."""
        return self.other.person_id == person_id

    def far_end(self, person_id: str) -> End:
        """The end that is not this child."""
        return self.one if self.is_from_other(person_id) else self.other


def links_of(read: Read, person_id: str) -> list[LinkRow]:
    """A child's links from both directions, those that hold first, newest first."""
    read.get(Person, person_id, "child or young person")
    either = or_(PersonLink.person_id == person_id, PersonLink.other_id == person_id)
    rows = link_rows(read, read.session.scalars(select(PersonLink).where(either)))
    return sorted(
        rows, key=lambda row: (not row.is_over(read.today), row.began_on or date.min, row.link_id), reverse=True
    )


def link_rows(read: Read, links: Iterable[PersonLink]) -> list[LinkRow]:
    """Mapped links as rows, with their ends as far as the reader sees them."""
    links, with_text = list(links), read.actor.may(Permission.SEE_NOTES)
    ends = ends_of(read, (end_id for link in links for end_id in (link.person_id, link.other_id)))
    return [
        LinkRow(
            link_id=link.id,
            version=link.version,
            list_name=LINK_TYPES,
            kind=link.kind,
            one=ends[link.person_id],
            role=link.role,
            other=ends[link.other_id],
            other_role=link.other_role,
            occurrence=link.occurrence if with_text else "",
            happened_on=link.happened_on,
            from_on=link.from_on,
            until_on=link.until_on,
            source_agency=link.source_agency,
            told_on=link.told_on,
            note=link.note if with_text else "",
            end_note=link.end_note if with_text else "",
        )
        for link in links
    ]


def links_timeline(read: Read, person_id: str) -> list[TimelineEntry]:
    """The links as entries of the child's timeline, on the day they began, or were told."""
    lists, entries = read_lists_of(read.session), []
    for row in links_of(read, person_id):
        on, turned = row.began_on or row.told_on, row.is_from_other(person_id)
        if on is not None:
            names = [end_on_screen(end, View.NAMES) for end in (row.one, row.other)]
            said = sentence(lists, row, *names, from_other=turned)
            heading = f"Link: {label_of(lists, row.kind, from_other=turned)}"
            entries.append(TimelineEntry(on, "person_link", row.link_id, heading, said, is_free_text=True))
    return entries
