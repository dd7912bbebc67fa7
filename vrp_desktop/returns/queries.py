"""Reading returns: the page, the records behind a figure, the nearly counted, *why not counted*, what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import undefer

from db.access import UserAccount
from db.people import Person
from db.returns import (
    QuarterlyReturn,
    ReturnDocument,
    ReturnEvidence,
    ReturnSignature,
    ReturnSubmission,
    ReturnVersion,
)
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import Quarter
from vrp_desktop.errors import NotFound, NotPermitted
from vrp_desktop.figures.figure import Figure
from vrp_desktop.figures.run import Evidence, Explained, count, nearly_counted, number, pages_of, why
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.queries import person_words
from vrp_desktop.people.sentences import sentence
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.returns.bridge import Difference, differences
from vrp_desktop.returns.catalogue import FIGURES, figure
from vrp_desktop.returns.compute import AREA, Ask, compute, label_of, return_row
from vrp_desktop.returns.content import Audience, ReturnContent
from vrp_desktop.returns.frozen import Signed, newest_version, thaw
from vrp_desktop.returns.publishing import published_content
from vrp_desktop.returns.template import LineKind, LineSpec, all_templates, template_for


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A signed version of a return."""

    version_id: str
    number: int
    signed_at: datetime
    signed_by: str
    digest: str
    reason: str
    documents: tuple[tuple[str, str, datetime], ...]
    signatures: tuple[tuple[str, str, datetime], ...]
    submissions: tuple[tuple[date, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """All that the page of one return shows. `content` is live; `signed` is the newest version, where there is one."""

    ask: Ask
    content: ReturnContent
    state: str
    due_on: date
    completed_by: str
    signed: Signed | None
    versions: tuple[VersionRow, ...]
    differences: tuple[Difference, ...]
    sign_refusal: str


@dataclass(frozen=True, slots=True)
class BehindRow:
    """A record behind a figure: who or what, its day, its dimensions in words; `words` None where it is no person.

    `page` is the kind and id of the record on whose page it is looked at; `measure` the number taken for a median.
    """

    unit_id: str
    record_id: str
    record_kind: str
    person_id: str | None
    words: PersonWords | None
    counted_on: date | None
    dimensions: tuple[tuple[str, str], ...]
    missing: str = ""
    page: tuple[str, str] = ("", "")
    measure: float | None = None


@dataclass(frozen=True, slots=True)
class ShareBehind:
    """The records behind a rate: those that count, and the others of which they are a part."""

    counted: tuple[BehindRow, ...]
    others: tuple[BehindRow, ...]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A counted line's value in one quarter."""

    quarter: Quarter
    value: int


@dataclass(frozen=True, slots=True)
class WhyRow:
    """One line of the return for one child: counted, or the sentences of what fails, first failure first."""

    line: LineSpec
    is_counted: bool
    sentences: tuple[str, ...]
    all_sentences: tuple[tuple[bool | None, str], ...]


@dataclass(frozen=True, slots=True)
class DueReturn:
    """A return on Home: which quarter, how it stands, when it is due."""

    quarter: Quarter
    state: str
    due_on: date
    days_left: int


def ask_for(read: Read, quarter: Quarter, place_code: str | None, as_at: date | None = None) -> Ask:
    """Which return is asked for; refuses what lies outside the reader's places."""
    _need_place(read, place_code)
    return Ask(template_for(quarter), quarter, place_code, as_at or read.today)


def _need_place(read: Read, place_code: str | None) -> None:
    if not read.actor.sees_place(place_code):
        raise NotPermitted(
            "This return covers places that are not yours.",
            do="Choose one of your places.",
        )


def live_content(read: Read, quarter: Quarter, place_code: str | None, as_at: date | None = None) -> ReturnContent:
    """The return as the records stand now."""
    return compute(read.session, ask_for(read, quarter, place_code, as_at))


def signed_version(read: Read, quarter: Quarter, place_code: str | None) -> Signed | None:
    """The newest signed version, as it was frozen, or None."""
    ask = ask_for(read, quarter, place_code)
    row = return_row(read.session, ask)
    version = newest_version(read.session, row.id) if row else None
    return thaw(version) if version else None


def signed_evidence(read: Read, quarter: Quarter, place_code: str | None) -> dict[str, tuple[str, ...]]:
    """The unit ids that the newest signed version counted, by line."""
    ask = ask_for(read, quarter, place_code)
    row = return_row(read.session, ask)
    version = newest_version(read.session, row.id) if row else None
    if version is None:
        return {}
    found: dict[str, list[str]] = {}
    statement = select(ReturnEvidence.line, ReturnEvidence.unit_id)
    statement = statement.where(ReturnEvidence.version_id == version.id, ReturnEvidence.span == "Q")
    for line, unit_id in read.session.execute(statement.order_by(ReturnEvidence.id)):
        found.setdefault(line, []).append(unit_id)
    return {line: tuple(units) for line, units in found.items()}


def return_page(read: Read, quarter: Quarter, place_code: str | None) -> ReturnPage:
    """All that the page of one return shows."""
    ask = ask_for(read, quarter, place_code)
    content = compute(read.session, ask)
    row = return_row(read.session, ask)
    newest = newest_version(read.session, row.id) if row else None
    state = row.state if row else "DRAFT"
    return ReturnPage(
        ask=ask,
        content=content,
        state=state,
        due_on=due_on(ask),
        completed_by=_user_name(read, row.completed_by if row else None),
        signed=thaw(newest) if newest else None,
        versions=_versions(read, row.id) if row else (),
        differences=tuple(differences(read.session, newest, content)) if newest else (),
        sign_refusal=_sign_refusal(read, ask, state, content),
    )


def records_behind(read: Read, ask: Ask, line_code: str, *, of_year: bool = False) -> list[BehindRow]:
    """The records behind a counted line, in the order in which they were counted."""
    _need_place(read, ask.place_code)
    spec = ask.template.line(line_code)
    if spec.kind is not LineKind.COUNTED and not spec.figure:
        return []
    item = figure(spec.figure)
    window = ask.year_window() if of_year else ask.window(spec)
    evidence = count(read.session, item, window, ask.places).evidence
    return behind_rows(read, item, evidence)


def share_behind(read: Read, ask: Ask, line_code: str) -> ShareBehind:
    """The records behind a rate of two counted lines: its parts, told apart; nothing behind one of typed lines."""
    parts = [ask.template.line(code) for code in ask.template.line(line_code).parts]
    if len(parts) != 2 or any(part.kind is not LineKind.COUNTED for part in parts):
        return ShareBehind((), ())
    counted, whole = (records_behind(read, ask, part.code) for part in parts)
    units = {row.unit_id for row in counted}
    return ShareBehind(tuple(counted), tuple(row for row in whole if row.unit_id not in units))


def nearly_behind(read: Read, ask: Ask, line_code: str) -> list[BehindRow]:
    """The records that miss a counted line by one test only, with the sentence of that test."""
    _need_place(read, ask.place_code)
    spec = ask.template.line(line_code)
    if not spec.figure:
        return []
    item = figure(spec.figure)
    found = nearly_counted(read.session, item, ask.window(spec), ask.places)
    lists = read_lists_of(read.session)
    missing = {e.record_id: sentence(e.failures[0], lists) for e in found}
    return [replace(row, missing=missing[row.record_id]) for row in behind_rows(read, item, found)]


def behind_rows(read: Read, item: Figure, found: Sequence[Evidence | Explained]) -> list[BehindRow]:
    """Records of a figure as they are shown: whom they are about, and on whose page each is looked at."""
    lists = read_lists_of(read.session)
    names = person_words(read, [e.person_id for e in found if e.person_id])
    pages = pages_of(read.session, item.source, [e.record_id for e in found])
    return [
        BehindRow(
            unit_id=e.unit_id,
            record_id=e.record_id,
            record_kind=item.source.kind,
            person_id=e.person_id,
            words=names.get(e.person_id or ""),
            counted_on=e.counted_on,
            dimensions=_dimension_words(lists, e) if isinstance(e, Evidence) else (),
            page=pages.get(e.record_id, (item.source.kind, e.record_id)),
            measure=e.measure if isinstance(e, Evidence) else None,
        )
        for e in found
    ]


def _dimension_words(lists: Lists, item: Evidence) -> tuple[tuple[str, str], ...]:
    return tuple((name, label_of(lists, name, code)) for name, code in item.dimensions.items())


def trend(read: Read, ask: Ask, line_code: str, quarters_back: int = 8) -> list[TrendPoint]:
    """A counted line over the quarters that a form with this line ships for, oldest first, up to the quarter asked."""
    _need_place(read, ask.place_code)
    spec = ask.template.line(line_code)
    if not spec.figure:
        return []
    points: list[TrendPoint] = []
    asked: Ask | None = ask
    while asked is not None and len(points) < quarters_back:
        if any(line.code == line_code for line in asked.template.lines()):
            points.append(
                TrendPoint(asked.quarter, number(read.session, figure(spec.figure), asked.window(spec), ask.places))
            )
        asked = asked.previous()
    return points[::-1]


def why_not_counted(read: Read, quarter: Quarter, place_code: str | None, person_id: str) -> list[WhyRow]:
    """Every counted line about people, for one child: counted, or what fails, fewest failures first (B3)."""
    ask = ask_for(read, quarter, place_code)
    lists = read_lists_of(read.session)
    elsewhere = _counted_with(read, person_id)
    rows = []
    for spec in ask.template.lines():
        if spec.kind is LineKind.COUNTED and figure(spec.figure).source.person_id is not None:
            found = why(read.session, figure(spec.figure), ask.window(spec), person_id, ask.places)
            rows.append(_why_row(spec, found, lists, elsewhere))
    return rows


def _counted_with(read: Read, person_id: str) -> str:
    """What is said of a record that was merged into another: it has nothing of its own any more."""
    person = read.session.get(Person, person_id)
    if person is None or person.merged_into_id is None:
        return ""
    code = person_words(read, [person.merged_into_id])[person.merged_into_id].code
    return f"This record was merged into {code}: whatever is counted of this child is counted there."


def returns_due(read: Read, place_code: str | None = None) -> list[DueReturn]:
    """The quarters whose return is still to be submitted, oldest first, and the present one."""
    states: dict[str, str] = {}
    statement = select(QuarterlyReturn).where(QuarterlyReturn.scope == (place_code or AREA))
    for row in read.session.scalars(statement):
        states[row.quarter] = row.state
    now = Quarter.of(read.today)
    found = []
    for template in all_templates():
        for part in (1, 2, 3, 4):
            quarter = Quarter(template.year_start, part)
            state = states.get(quarter.code, "DRAFT")
            begun_or_recent = quarter.code in states or quarter >= now.previous()
            if quarter <= now and state != "SUBMITTED" and begun_or_recent:
                due = template.due[part]
                found.append(DueReturn(quarter, state, due, (due - read.today).days))
    return found


def due_on(ask: Ask) -> date:
    """The day the return is due."""
    return ask.template.due.get(ask.quarter.number, ask.quarter.end + timedelta(days=31))


def quarters(read: Read) -> list[Quarter]:
    """The quarters that a form ships for, up to the present one, newest first."""
    now = Quarter.of(read.today)
    found = [Quarter(template.year_start, number) for template in all_templates() for number in (1, 2, 3, 4)]
    return sorted((quarter for quarter in found if quarter <= now), reverse=True)


@command(Permission.EXPORT)
def document(read: Read, document_id: str) -> bytes:
    """The bytes of a filed document: the signed PDF, or the scan of a page signed in ink."""
    row = read.session.get(ReturnDocument, document_id, options=[undefer(ReturnDocument.content)])
    version = read.session.get(ReturnVersion, row.version_id) if row is not None else None
    owner = read.session.get(QuarterlyReturn, version.return_id) if version is not None else None
    if row is None or owner is None or not read.actor.sees_place(owner.place_code):
        raise NotFound("This document is not in the workspace, or not of your places.")
    return row.content


def audience_of(read: Read, content: ReturnContent, quarter: Quarter, audience: Audience) -> ReturnContent:
    """The content for an audience."""
    return content if audience is Audience.FUNDER else published_content(read, content, quarter)


def _why_row(spec: LineSpec, found: Sequence[Explained], lists: Lists, elsewhere: str = "") -> WhyRow:
    if not found:
        none = elsewhere or FIGURES[spec.figure].source.no_record
        return WhyRow(spec, False, (none,), ((False, none),))
    best = found[0]
    everything = tuple((outcome.holds, sentence(outcome, lists)) for outcome in best.outcomes)
    return WhyRow(spec, best.is_counted, tuple(sentence(f, lists) for f in best.failures), everything)


def _versions(read: Read, return_id: str) -> tuple[VersionRow, ...]:
    statement = select(ReturnVersion).where(ReturnVersion.return_id == return_id)
    rows = read.session.scalars(statement.order_by(ReturnVersion.number.desc())).all()
    return tuple(_version_row(read, row) for row in rows)


def _version_row(read: Read, row: ReturnVersion) -> VersionRow:
    documents = read.session.scalars(select(ReturnDocument).where(ReturnDocument.version_id == row.id))
    signatures = read.session.scalars(select(ReturnSignature).where(ReturnSignature.version_id == row.id))
    submissions = read.session.scalars(select(ReturnSubmission).where(ReturnSubmission.version_id == row.id))
    return VersionRow(
        version_id=row.id,
        number=row.number,
        signed_at=row.signed_at,
        signed_by=_user_name(read, row.signed_by),
        digest=row.digest,
        reason=row.reason,
        documents=tuple((d.id, d.kind, d.filed_at) for d in documents),
        signatures=tuple((s.role, s.name, s.signed_at) for s in signatures),
        submissions=tuple((s.submitted_on, s.channel, s.recipient, s.receipt) for s in submissions),
    )


def _user_name(read: Read, user_id: str | None) -> str:
    user = read.session.get(UserAccount, user_id) if user_id else None
    return user.full_name if user else ""


def _sign_refusal(read: Read, ask: Ask, state: str, content: ReturnContent) -> str:
    """Why the return cannot be signed now, in one sentence; empty where it can (M9, M10)."""
    if not read.actor.may(Permission.SIGN_RETURN):
        return f"The role {read.actor.role.label} does not sign returns."
    if read.today <= ask.quarter.end:
        return f"The quarter ends on {ask.quarter.end:%d/%m/%Y}: a return is signed after that."
    if content.blocking:
        return f"{len(content.blocking)} checks stand in the way; the first: {content.blocking[0].sentence}"
    if state == "DRAFT":
        return "Complete the return first."
    if state in ("SIGNED", "SUBMITTED"):
        return "This return is signed. To put it right, begin a correction."
    return ""
