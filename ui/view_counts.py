"""How many rows a saved view would show: the same questions that the lists ask, from the view's own filters."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from ui.widgets.columns import Question, question
from vrp_desktop.access.work import Read
from vrp_desktop.actions.queries import Show as Actions
from vrp_desktop.actions.queries import actions_count
from vrp_desktop.conferences.queries import WORK_LIST_LABELS as SITTING_LISTS
from vrp_desktop.conferences.queries import conferences_count
from vrp_desktop.interventions.queries import WORK_LIST_LABELS as PROGRAMME_LISTS
from vrp_desktop.interventions.queries import referrals_count
from vrp_desktop.panel.queries import cases_count
from vrp_desktop.panel.screening.queries import TO_SCREEN, screening_rows
from vrp_desktop.panel.work_lists import WORK_LIST_LABELS as PANEL_LISTS
from vrp_desktop.partnership.queries import shares_count
from vrp_desktop.people.queries import people_count
from vrp_desktop.rights.queries import Show as Requests
from vrp_desktop.rights.queries import requests
from vrp_desktop.safeguarding.queries import Show as Concerns
from vrp_desktop.safeguarding.queries import concerns_count
from vrp_desktop.views.queries import ViewRow

_Shows = TypeVar("_Shows", bound=StrEnum)
Filters = Mapping[str, str]
Place = str | None


def number_question(row: ViewRow, place: Place) -> Question | None:
    """What to ask for the number of a view's rows; None for lists whose rows are not counted apart."""
    ask = _LISTS.get(row.list_name)
    return ask(row.content.filters, place) if ask is not None else None


def numbers(read: Read, asked: Sequence[tuple[str, Question]]) -> dict[str, int]:
    """The numbers of several views, by their ids, as things stand at one moment."""
    return {view_id: one.query(read, *one.args, **one.kwargs) for view_id, one in asked}


def _many(read: Read, query: Callable[..., Sequence[Any]], *args: Any) -> int:
    """The number of rows of a list that is read whole."""
    return len(query(read, *args))


def _parts(code: str, lists: Container[str]) -> dict[str, str | None]:
    """The work list or the status of a filter's code; a work list that is no longer there is passed over."""
    kind, _, what = code.partition(":")
    is_list = kind == "list" and what in lists
    return {"work_list": what if is_list else None, "status": what if kind == "status" else None}


def _show(shows: type[_Shows], code: str | None, first: _Shows) -> _Shows:
    """The choice of a filter, or the first where there is none such any more."""
    return shows(code) if code in set(shows) else first


def _cases(filters: Filters, place: Place) -> Question:
    return question(cases_count, "", place=place, **_parts(filters.get("Which cases", ""), PANEL_LISTS))


def _referrals(filters: Filters, place: Place) -> Question:
    return question(referrals_count, "", place=place, **_parts(filters.get("Which referrals", ""), PROGRAMME_LISTS))


def _sittings(filters: Filters, place: Place) -> Question:
    forum = filters.get("Which forum") or None
    return question(
        conferences_count, "", place=place, forum=forum, **_parts(filters.get("Which sittings", ""), SITTING_LISTS)
    )


def _actions(filters: Filters, place: Place) -> Question:
    show = _show(Actions, filters.get("Which actions"), Actions.OPEN)
    return question(actions_count, "", show=show, agency=filters.get("Which agency") or None, place=place)


def _concerns(filters: Filters, place: Place) -> Question:
    show = _show(Concerns, filters.get("Which concerns"), Concerns.OPEN)
    return question(concerns_count, "", show=show, place=place)


def _people(_filters: Filters, place: Place) -> Question:
    return question(people_count, "", place=place)


def _requests(filters: Filters, place: Place) -> Question:
    return question(_many, requests, _show(Requests, filters.get("Which requests"), Requests.OPEN), place)


def _screening(filters: Filters, place: Place) -> Question:
    return question(_many, screening_rows, filters.get("Which children") or TO_SCREEN, place)


def _shares(filters: Filters, place: Place) -> Question:
    kind, _, month = filters.get("Which entries", "").partition(":")
    since = date.fromisoformat(month) if month else None
    return question(shares_count, "", place=place, only_warned=kind == "WARNED", month=since)


_LISTS: Final[Mapping[str, Callable[[Filters, Place], Question]]] = {
    "cases": _cases,
    "screening": _screening,
    "intervention_referrals": _referrals,
    "conferences": _sittings,
    "actions": _actions,
    "concerns": _concerns,
    "people": _people,
    "rights": _requests,
    "shares": _shares,
}
"""By the name under which a list keeps its views, and by the names of its filters."""
