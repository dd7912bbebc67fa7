"""Every query of the program, asked about what was planted, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import Parameter, getmembers, isfunction, signature
from pkgutil import walk_packages
from typing import Any

from sqlalchemy import select

import vrp_desktop
from db.actions import Action
from db.attachments import Attachment
from db.imports import ImportRow
from db.people import Person
from tests.support.making import Making
from tests.support.planting import DAY, QUARTER, Planted
from vrp_desktop.access.work import Read
from vrp_desktop.errors import KnownError

THE_TRUTH_FOR_RULES = {"candidates", "candidates_like", "names_around", "known_names"}
"""What rules must know of everybody, and nothing shows: matching, and striking names out."""
ONES_OWN = {"drafts", "draft_of"}
"""What the reader types is the reader's own."""


def queries() -> Iterator[Callable[..., Any]]:
    """Every public function of the work floor that is handed a read first."""
    for found in walk_packages(vrp_desktop.__path__, "vrp_desktop."):
        if ".practice" in found.name or found.name.endswith("__main__"):
            continue
        for name, function in getmembers(import_module(found.name), isfunction):
            is_own = function.__module__ == found.name and name not in THE_TRUTH_FOR_RULES | ONES_OWN
            if is_own and not name.startswith("_") and _first_is_a_read(function):
                yield function


def _first_is_a_read(function: Callable[..., Any]) -> bool:
    return next((each.annotation for each in signature(function).parameters.values()), "") == "Read"


def asked(function: Callable[..., Any], known: dict[str, Any]) -> dict[str, Any] | None:
    """The arguments by their names; None where one is not known here."""
    found = {}
    for name, parameter in list(signature(function).parameters.items())[1:]:
        if parameter.default is Parameter.empty:
            if name not in known:
                return None
            found[name] = known[name]
    return found


def everything_read(make: Making, known: dict[str, Any]) -> dict[str, str]:
    """What each query says, by its name; what it refuses is said in the refusal."""
    said: dict[str, str] = {}
    for function in queries():
        arguments = asked(function, known)
        if arguments is None:
            continue
        try:
            said[function.__name__] = repr(make.see(function, **arguments))
        except KnownError as error:
            said[function.__name__] = str(error)
    return said


def record_ids(make: Making, planted: Planted) -> dict[str, Any]:
    def ids(read: Read) -> dict[str, Any]:
        of = planted.person_id
        kit = read.session.scalar(select(Person.id).where(Person.id != of, Person.merged_into_id.is_(None)))
        return {
            "kit": kit,
            "action_id": read.session.scalar(select(Action.id).where(Action.person_id == of)),
            "attachment_id": read.session.scalar(select(Attachment.id).where(Attachment.person_id == of)),
            "row_id": read.session.scalar(select(ImportRow.id).where(ImportRow.likely_id == of)),
        }

    found = make.workspace.read(ids)
    base = {
        "person_id": planted.person_id,
        "case_id": planted.case_id,
        "batch_id": planted.batch_id,
        "person_ids": [planted.person_id],
        "ids": [planted.person_id],
        "quarter": QUARTER,
        "place_code": None,
        "day": DAY,
        "month": "2026-10",
        "seq": 1,
    }
    return base | found
