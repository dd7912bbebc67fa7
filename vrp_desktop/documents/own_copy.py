"""A child's own copy: all that is held about it in plain words, as decided item by item, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sqlalchemy import select

from db.partnership import RegisterEntry, ShareEntry
from db.rights import RightsRequest
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import british
from vrp_desktop.chronology.names import Around, names_around
from vrp_desktop.documents.document import Document, Printed, render
from vrp_desktop.documents.redaction import Redaction
from vrp_desktop.documents.timeline_pdf import MARKING
from vrp_desktop.documents.vocabulary import (
    Align,
    Block,
    Column,
    Facts,
    Heading,
    Note,
    NoteKind,
    Paragraph,
    Row,
    Table,
    Text,
)
from vrp_desktop.errors import RuleBroken
from vrp_desktop.exports.sheets import Sheet
from vrp_desktop.people.naming import full_name
from vrp_desktop.people.queries import person_words
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.rights.forms import REASONS, REDACT, RELEASE, WITHHOLD
from vrp_desktop.rights.items import FILE
from vrp_desktop.rights.queries import Decided, own_copy_items

HANDLING: Final = "This is your own copy. Keep it safe: it tells about you, and may name others."
WITHHELD: Final = "Not given"
HEADS: Final = ("Part", "Day", "What", "Words", "Why not whole")
_RIGHTS: Final = (
    "You may ask for what is wrong to be put right, for what is no longer needed to be erased, and object to what is "
    "done with it. If you are not content with this copy, tell us; you may also complain to the Information "
    "Commissioner (ico.org.uk, 0303 123 1113) or ask a court."
)
_HOW: Final = (
    "Each part lists what the record says, oldest first. Where something is not given, or not given whole, the last "
    "column says why. A code such as A-7K3M9Q stands for another person: the same person has the same code everywhere."
)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An item with what was decided, and how it leaves by that, or by what is proposed while nothing is decided."""

    decided: Decided
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One item as it leaves."""

    section: str
    day: str
    what: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """The copy as PDF and as a sheet, and the ids of the files that are given with it."""

    code: str
    person_id: str
    pdf: bytes
    sheet: Sheet
    lines: tuple[OwnLine, ...]
    files: tuple[str, ...]
    own_names: tuple[str, ...]


def own_copy_review(read: Read, request_id: str) -> list[Reviewed]:
    """The items, each as it would leave."""
    items = own_copy_items(read, request_id)
    around = names_around(read, read.get(RightsRequest, request_id, "request").person_id)
    found = []
    for one in items:
        fate = one.decision or one.item.proposal
        said = _redaction(around, one) if fate == REDACT else _same
        leaves = ("", "") if fate == WITHHOLD else (said(one.item.heading), said(one.item.text))
        found.append(Reviewed(one, *leaves))
    return found


def own_copy(read: Read, request_id: str, area: str = "") -> OwnCopy:
    """The copy of a request; refused while an item is undecided, or while it is not sure who asks."""
    read.actor.need(Permission.EXPORT)
    request, items = read.get(RightsRequest, request_id, "request"), own_copy_items(read, request_id)
    _need_ready(request, items)
    lists, around = read_lists_of(read.session), names_around(read, request.person_id)
    words = person_words(read, [request.person_id])[request.person_id]
    lines = [_line(one, around, lists) for one in items]
    document = Document(
        title=f"What is held about {words.code}",
        subtitle=full_name(words.forenames, words.surname),
        blocks=(*_front(read, request, lists, lines), *_sections(lines), *_files(items), *_back(lists)),
        made_at=read.now,
        organisation=area,
        subject="Own copy",
        author=area,
        marking=MARKING,
        handling=HANDLING,
        printed=Printed(read.actor.full_name, read.now),
    )
    rows = [(one.section, one.day, one.what, one.words, one.reason) for one in lines]
    files = tuple(one.item.record_id for one in items if one.item.table == FILE and one.decision == RELEASE)
    names = tuple(full_name(one.forenames, one.surname) for one in around.child)
    sheet = Sheet("Own copy", HEADS, rows)
    return OwnCopy(request.code, request.person_id, render(document), sheet, tuple(lines), files, names)


def _need_ready(request: RightsRequest, items: Sequence[Decided]) -> None:
    undecided = sum(not one.decision for one in items)
    if undecided:
        raise RuleBroken(
            f"{undecided:,} of {len(items):,} items are not decided.",
            means="Nothing leaves undecided; no copy was made.",
            do="Release, redact or withhold each of them first.",
        )
    if request.identity_on is None:
        raise RuleBroken(
            "It was not made sure who asks.",
            means="A copy in the wrong hands harms the child; none was made.",
            do="Record how it was made sure, under Identity.",
        )


def _same(text: str) -> str:
    return text


def _redaction(around: Around, one: Decided) -> Callable[[str], str]:
    """Codes for family and friends; those who are named in their work stand as they are (Schedule 2, paragraph 17)."""
    return Redaction(around.family_and_friends, one.strike.splitlines()).of


def _line(one: Decided, around: Around, lists: Lists) -> OwnLine:
    item, reason = one.item, lists.label(REASONS, one.reason) if one.reason else ""
    day = british(item.on)
    if one.decision == WITHHOLD:
        return OwnLine(item.section, day, WITHHELD, "", reason)
    said = _redaction(around, one) if one.decision == REDACT else _same
    return OwnLine(item.section, day, said(item.heading), said(item.text), reason)


def _front(read: Read, request: RightsRequest, lists: Lists, lines: Sequence[OwnLine]) -> list[Block]:
    kept = sum(bool(one.reason) for one in lines)
    many = f"{len(lines):,}, of which {kept:,} not whole" if kept else f"{len(lines):,}, all whole"
    sent, shared = _whence_and_whither(read, request.person_id, lists)
    facts: list[tuple[str, Text]] = [
        ("Request", f"{request.code}, received {british(request.received_on)}"),
        ("Who holds it", _controllers(read) or "The partnership named above"),
        ("What for", "To offer you help early, and to keep you and others safe"),
        ("Where it came from", sent or "Not recorded"),
        ("Whom it was shared with", shared or "Nobody outside the panel"),
        ("Entries", many),
    ]
    return [Facts(tuple(facts)), Paragraph(_HOW), Note(_RIGHTS, "Your rights", NoteKind.NOTE)]


def _controllers(read: Read) -> str:
    papers = select(RegisterEntry).where(RegisterEntry.kind == "CONTROLLER", RegisterEntry.settled_on.is_(None))
    rows = read.session.scalars(papers.order_by(RegisterEntry.title))
    return "; ".join(", ".join(filter(None, (row.title, row.contact))) for row in rows)


def _whence_and_whither(read: Read, person_id: str, lists: Lists) -> tuple[str, str]:
    """The agencies that sent something, and those that were given something."""
    mine = select(ShareEntry).where(ShareEntry.person_id == person_id, ShareEntry.withdrawn_on.is_(None))
    rows = list(read.session.scalars(mine))
    sources = {row.source_agency for row in rows if row.source_agency} | _referrers(read, person_id)
    shared = {str(code) for row in rows for code in row.agencies}
    return _labels(lists, sources), _labels(lists, shared)


def _referrers(read: Read, person_id: str) -> set[str]:
    from db.panel import Referral

    mine = select(Referral.sending_agency).where(Referral.person_id == person_id)
    return {code for code in read.session.scalars(mine) if code}


def _labels(lists: Lists, codes: set[str]) -> str:
    return ", ".join(sorted(lists.label("agencies", code) for code in codes))


def _sections(lines: Sequence[OwnLine]) -> list[Block]:
    columns = (
        Column("Day", Align.LEFT, 0.15),
        Column("What", Align.LEFT, 0.25, names_row=True),
        Column("Words", Align.LEFT, 0.4),
        Column("Why not whole", Align.LEFT, 0.2),
    )
    blocks: list[Block] = []
    for part, group in groupby(lines, key=lambda one: one.section):
        rows = tuple(Row((one.day, one.what, one.words, one.reason)) for one in group)
        blocks += [Heading(part), Table(columns, rows)]
    return blocks


def _files(items: Sequence[Decided]) -> list[Block]:
    many = sum(one.item.table == FILE and one.decision == RELEASE for one in items)
    if not many:
        return []
    words = "1 file is given" if many == 1 else f"{many:,} files are given"
    return [Paragraph(f"{words} together with this copy, numbered in the order of the entries above.")]


def _back(lists: Lists) -> list[Block]:
    """What each exemption that the last column names means, and how long records are kept."""
    reasons = sorted(lists.entries.get(REASONS, {}).values(), key=lambda entry: entry.position)
    rules = sorted(lists.entries.get("retention_rules", {}).values(), key=lambda entry: entry.position)
    head = (Column("Words", Align.LEFT, 0.3, names_row=True), Column("Meaning", Align.LEFT, 0.7))
    return [
        Heading("Why something is not given"),
        Table(head, tuple(Row((entry.label, entry.meaning)) for entry in reasons)),
        Heading("How long it is kept"),
        Table(head, tuple(Row((entry.label, entry.meaning)) for entry in rules)),
    ]
