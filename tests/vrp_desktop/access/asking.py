"""Every query of the program, what it is asked, and all that it answers."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import itertools
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy import inspect as mapped

import vrp_desktop
from db.audit import AuditEvent
from db.base import Base
from tests.corpus.builders import csv_bytes
from tests.support.sides import DAY, HOME, HOME_WORD, QUARTER, Side, Stage
from tests.vrp_desktop.documents.reading import page_texts
from vrp_desktop.access.work import Read
from vrp_desktop.actions.follow_through import Part
from vrp_desktop.actions.queries import Show
from vrp_desktop.chronology.story import Narrowing
from vrp_desktop.exports.names import Passage
from vrp_desktop.imports.partner_checks.reading import SaidRow
from vrp_desktop.imports.reading.settings import BatchSettings
from vrp_desktop.imports.reading.workbook import read_workbook
from vrp_desktop.partnership.audience import Audience
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.retention.figures import RULES
from vrp_desktop.returns.catalogue import FIGURES
from vrp_desktop.workspace.queries import reference_lists

INNER: Final = {
    "vrp_desktop.people.likely.candidates_like": "matching compares with children of every place, and tells no one",
    "vrp_desktop.people.likely.candidates": "as above",
    "vrp_desktop.chronology.names.names_around": "a name must be struck from a copy, wherever its bearer lives",
    "vrp_desktop.imports.queries.already_taken": "whoever has the very file may know that it was taken in",
    "vrp_desktop.people.ends.ends_of": "tells the code of a child elsewhere, as links do, and no name",
    "vrp_desktop.people.queries.person_words": "names those whom its caller has found within the reader's places",
    "vrp_desktop.conferences.series_queries.proposals_of": "of a series that its caller has been given",
    "vrp_desktop.rights.recipients.recipients_of": "tells agencies of a request that its caller has been given",
    "vrp_desktop.sitting.forum.frame_of": "of a sitting that its caller has been given",
    "vrp_desktop.sitting.queries.seats_of": "as above",
    "vrp_desktop.sitting.confirming.chair_user": "as above",
    "vrp_desktop.sitting.confirming.record_of": "as above",
    "vrp_desktop.sitting.kept.kept_record": "as above",
    "vrp_desktop.sitting.kept.is_as_kept": "as above",
    "vrp_desktop.sitting.recording.record_now": "kept whole when confirmed; printed for who may read notes alone",
    "vrp_desktop.rights.running.running_of": "of requests that its caller has been given",
    "vrp_desktop.rights.running.stops_of": "as above",
    "vrp_desktop.people.likely.said_of": "words for a likeness",
    "vrp_desktop.search.index.holds_words": "conditions, not records",
    "vrp_desktop.search.index.not_by_name_alone": "as above",
    "vrp_desktop.workspace.prepared.answer_of": "numbers made ready for Home",
    "vrp_desktop.workspace.prepared.days_missing": "as above",
    "vrp_desktop.workspace.prepared.prepare": "as above",
    "vrp_desktop.safeguarding.seeing.seen": "conditions, not records",
    "vrp_desktop.exports.names.known_names": "a name must not leave for being another place's; it is never shown",
    "vrp_desktop.imports.planning.digests_on_file": "a row of a list is one of another place's too; told as such alone",
    "vrp_desktop.letters.fields.field_values": "fills a letter about a case that its caller has already been given",
    "vrp_desktop.people.links.queries.link_rows": "reads links that its caller has already been given",
    "vrp_desktop.panel.answering.answers_of": "rows for the rules of a case that its caller has already been given",
    "vrp_desktop.documents.verifying.verify_pdf": "says of a file whether it is what was signed: whoever has it has it",
    "vrp_desktop.returns.verifying.verify_phrase": "says no more than stands on the page that bears the phrase",
    "vrp_desktop.returns.verifying.filed_pdf": "compared with a file that its caller holds",
    "vrp_desktop.returns.publishing.published_content": "another form of a return that its caller has been given",
    "vrp_desktop.returns.queries.audience_of": "as above",
    "vrp_desktop.imports.listing.checker_for": "rules, not records",
    "vrp_desktop.panel.work_lists.conditions_of": "rules, not records",
    "vrp_desktop.retention.due.window_of": "days, not records",
    "vrp_desktop.people.queries.typed_parameters": "words, not records",
    "vrp_desktop.practice.showing.fullest_case": "finds a case to draw a picture of, in practice workspaces alone",
    "vrp_desktop.practice.showing.most_linked": "finds a child to draw a picture of, in practice workspaces alone",
}
"""Functions that are handed a Read and look beyond its reader's places on purpose, and why."""

PEOPLE: Final = ("person", "twin", "other", "merged", "merged_into", "due", "proposed", "moved")
CASES: Final = ("case", "new_case", "marked_case", "listed_case", "waiting_case")
IDS: Final[dict[str, tuple[str, ...]]] = {
    "person_id": PEOPLE,
    "one_id": PEOPLE[:3],
    "other_id": PEOPLE[1:3],
    "case_id": CASES,
    "conference_id": ("planned", "held", "later", "cancelled", "live", "ended", "confirmed"),
    "action_id": ("action", "own_action"),
    "attachment_id": ("attachment", "moved_file"),
    "merge_id": ("merge",),
    "concern_id": ("concern", "ended_concern"),
    "share_id": ("share",),
    "referral_id": ("referral", "new_referral", "intervention", "going"),
    "batch_id": ("batch",),
    "row_id": ("bad_row", "likely_row"),
    "version_id": ("return_version",),
    "request_id": ("request", "stopped", "disputed", "answered"),
    "series_id": ("series",),
    "item_id": ("agenda_item", "business", "live_item"),
}
"""Which records of a side are asked for, by the name of the parameter."""
KINDS: Final[dict[str, tuple[str, ...]]] = {
    "person": IDS["person_id"],
    "panel_case": IDS["case_id"],
    "conference": IDS["conference_id"],
    "safeguarding_concern": ("concern", "ended_concern", "running_concern"),
    "referral": IDS["referral_id"],
    "action": IDS["action_id"],
    "note": ("note",),
    "rights_request": IDS["request_id"],
    "share_entry": IDS["share_id"],
}
"""And by the kind that is asked for beside the id."""


def every_query() -> dict[str, Callable[..., Any]]:
    """Every public function of the program that is handed a `Read` and nothing more."""
    found: dict[str, Callable[..., Any]] = {}
    for info in pkgutil.walk_packages(vrp_desktop.__path__, "vrp_desktop."):
        module = importlib.import_module(info.name)
        for name, thing in vars(module).items():
            if name.startswith("_") or not inspect.isfunction(thing) or thing.__module__ != info.name:
                continue
            first = next(iter(inspect.signature(thing).parameters.values()), None)
            if first is not None and first.annotation == "Read":
                found[f"{info.name}.{name}"] = thing
    return found


def texts_of(answer: Any) -> Iterator[str]:
    """Every text in what a query answers, however deep."""
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, bytes):
        yield " ".join(page_texts(answer)) if answer.startswith(b"%PDF") else answer.decode("latin-1")
    elif isinstance(answer, Base):
        yield from texts_of([getattr(answer, one.key) for one in mapped(type(answer)).column_attrs])
    elif dataclasses.is_dataclass(answer) and not isinstance(answer, type):
        yield from texts_of([getattr(answer, field.name) for field in dataclasses.fields(answer)])
    elif isinstance(answer, Mapping):
        yield from texts_of([*answer.keys(), *answer.values()])
    elif isinstance(answer, Sequence | set | frozenset | Iterator):
        for part in answer:
            yield from texts_of(part)


def asked(stage: Stage, function: Callable[..., Any], side: Side) -> Iterator[dict[str, Any]]:
    """The ways in which a query is asked about a side: each required parameter, with each record it may mean."""
    choices: dict[str, list[Any]] = {}
    if {"kind", "record_id"} <= set(inspect.signature(function).parameters):
        yield from _records(stage, function, side)
        return
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        if parameter.default is inspect.Parameter.empty and parameter.kind is not parameter.VAR_KEYWORD:
            choices[parameter.name] = list(_values(stage, parameter, side))
        elif parameter.name in ("batch_id", "case_id") and parameter.name in side.ids:
            choices[parameter.name] = [parameter.default, side.ids[parameter.name.removesuffix("_id")]]
    for values in itertools.product(*choices.values()):
        yield dict(zip(choices, values, strict=True))


def _records(stage: Stage, function: Callable[..., Any], side: Side) -> Iterator[dict[str, Any]]:
    """A record by its kind and id: each of the kinds that the lists above know."""
    for kind, names in KINDS.items():
        for name in names:
            if name in side.ids:
                yield {"kind": kind, "record_id": side.ids[name]}


def _values(stage: Stage, parameter: inspect.Parameter, side: Side) -> Iterable[Any]:
    name, kind = parameter.name, str(parameter.annotation)
    people = [side.ids[one] for one in PEOPLE if one in side.ids]
    cases = [side.ids[one] for one in CASES if one in side.ids]
    if name in IDS:
        return [side.ids[one] for one in IDS[name] if one in side.ids]
    if name in ("person_ids", "ids"):
        return [[*people, *(side.ids[one] for one in IDS["conference_id"] if one in side.ids)]]
    known: dict[str, Callable[[], list[Any]]] = {
        "typed": lambda: ["", side.word, side.text, side.ids.get("signed_phrase", "0" * 16)],
        "case_ids": lambda: [cases],
        "quarter": lambda: [QUARTER],
        "place_code": lambda: [side.place or None],
        "ask": lambda: [stage.ask(side)] if side.place else [],
        "line_code": lambda: ["YFPP_REFERRALS", "YFPP_REPEAT_RATE"],
        "item": lambda: [FIGURES["YFPP_REFERRALS"]],
        "found": lambda: [()],
        "form": lambda: [
            PersonForm("Tam", side.word, HOME, date(2012, 3, 4), "KNOWN") if kind == "PersonForm" else "note"
        ],
        "start": lambda: [date(2026, 9, 1)],
        "end": lambda: [date(2027, 6, 1)],
        "until": lambda: [date(2027, 6, 1)],
        "forum_code": lambda: [side.forum],
        "month": lambda: ["2026-11"],
        "capacity": lambda: ["CHILD"],
        "list_name": lambda: ["people"],
        "view_id": lambda: ["none"],
        "figure_code": lambda: ["ATTENDANCE", "ON_TIME", "LEAD"],
        "part": lambda: [Part.OPEN, Part.CAME_DUE, Part.EXPECTED],
        "of_year": lambda: [True],
        "show": lambda: list(Show),
        "place": lambda: [None, side.place or None],
        "text": lambda: [side.word],
        "day": lambda: [date(2026, 9, 30)],
        "rule": lambda: list(RULES),
        "agency_code": lambda: ["YOUTH_JUSTICE"],
        "agreement_id": lambda: [stage.home.ids["paper"]],
        "audience": lambda: [Audience.PANEL],
        "by": lambda: [Narrowing()],
        "redacted": lambda: [False, True],
        "code": lambda: ["MENTORING", "FAMILY_PANEL"],
        "digest": lambda: [side.ids.get("digest", "")],
        "document_id": lambda: [side.ids[one] for one in ("document",) if one in side.ids],
        "record_id": lambda: list(dict.fromkeys(side.ids.values())),
        "lists": lambda: [stage.make.see(reference_lists)],
        "names": lambda: [["Youth justice"]],
        "passages": lambda: [[Passage("Words", f"{HOME_WORD} and nobody else")]],
        "said": lambda: (
            [[SaidRow(1, side.ids["new_code"], "", {}, DAY, "", "", "", "")]] if "new_code" in side.ids else []
        ),
        "given_on": lambda: [DAY],
        "sender": lambda: ["Harbour Police"],
        "seq": lambda: stage.make.see(_events, side),
        "settings": lambda: [BatchSettings(sender="Harbour Police", place=HOME)],
        "workbook": lambda: [read_workbook(csv_bytes(_rows(side)), "list.csv")],
    }
    return known[name]()


def _events(read: Read, side: Side) -> list[int]:
    """An event of each deed on each kind of record in the place."""
    mine = select(func.max(AuditEvent.seq)).where(func.coalesce(AuditEvent.place_code, "") == side.place)
    return list(read.session.scalars(mine.group_by(AuditEvent.deed, AuditEvent.kind)))


def _child(side: Side) -> PersonForm:
    return PersonForm(f"Tam {side.word}", "Madeup", HOME, date(2012, 3, 4), "KNOWN")


def _rows(side: Side) -> list[tuple[str, ...]]:
    """A list with a child of the side, as someone of another place might be sent it."""
    head = ("Surname", "Forename", "Date of birth", "Referral date")
    return [head, ("Madeup", f"Tam {side.word}", "04/03/2012", "01/09/2026")]


_OWN_COPY: Final = "who answers for a child's own data reads what is held"
OWN_BUSINESS: Final = {
    "vrp_desktop.rights.items.items_of": _OWN_COPY,
    "vrp_desktop.rights.queries.requests": _OWN_COPY,
    "vrp_desktop.rights.queries.requests_about": _OWN_COPY,
    "vrp_desktop.rights.queries.request_record": _OWN_COPY,
    "vrp_desktop.retention.queries.hold_rows": "data protection places and lifts holds, and says why",
    "vrp_desktop.rights.holdings.holdings": _OWN_COPY,
    **dict.fromkeys(
        (
            "vrp_desktop.actions.inner.action_of",
            "vrp_desktop.conferences.items.item_row",
            "vrp_desktop.conferences.sittings.sitting_of",
            "vrp_desktop.safeguarding.seeing.seen_concern",
            "vrp_desktop.sitting.doing.item_at",
        ),
        "hands a command its mapped row",
    ),
}
"""Queries whose text is for who may not read notes."""

FOR_EVERYBODY: Final = {"vrp_desktop.retention.queries.hold_rows": "a hold on everything is everybody's to know"}
"""Queries that tell those who are limited of what is of the whole area."""
