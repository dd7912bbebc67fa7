"""Links and those at their ends in words, as the view allows."""

from __future__ import annotations

from dataclasses import replace

from ui.desk import Desk
from vrp_desktop.people.links.queries import LinkRow
from vrp_desktop.people.links.sentences import sentence
from vrp_desktop.people.naming import End, Standing, View, end_on_screen


def link_sentence(desk: Desk, row: LinkRow, person_id: str, view: View | None = None) -> str:
    """A link as one end's record reads it; an occurrence's number is free text."""
    mode = desk.view.mode if view is None else view
    one, other = end_on_screen(row.one, mode), end_on_screen(row.other, mode)
    shown = row if mode is View.NAMES else replace(row, occurrence="")
    return sentence(desk.shelf.lists, shown, one, other, from_other=row.is_from_other(person_id))


def is_alleged(desk: Desk, row: LinkRow) -> bool:
    """Whether the link is said and not established."""
    entry = desk.shelf.lists.entry(row.list_name, row.kind)
    return bool(entry and entry.extra.get("alleged"))


def node_words(end: End, view: View) -> tuple[str, str]:
    """The two lines of a box: who, and the code; or why there is no more than a code."""
    if end.standing is Standing.ERASED:
        return "Record erased", end.words.code
    if end.standing is Standing.ELSEWHERE:
        return end.words.code, "in another place"
    said = end_on_screen(end, view)
    head = said.removesuffix(end.words.code).strip()
    return (head, end.words.code) if head else (end.words.code, "")
