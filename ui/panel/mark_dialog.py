"""Marking children: who said so, on which day, and for some marks which service or why. Enter agrees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.fields import Choose, Day, FormPart, Lines, Option, Radio, Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.panel.screening import marks
from vrp_desktop.panel.screening.commands import mark_cases
from vrp_desktop.panel.screening.forms import MarkForm
from vrp_desktop.reference.lists import ListEntry


class MarkDialog(FormDialog):
    """One mark for some children. What was said the last time stands there; `sending` brings what is said now."""

    sending = Signal(object)

    def __init__(
        self, desk: Desk, parent: QWidget, entry: ListEntry, case_ids: Sequence[str], last: MarkForm | None
    ) -> None:
        many = len(case_ids)
        yes = "Mark 1 child" if many == 1 else f"Mark {many} children"
        super().__init__(
            desk,
            entry.label,
            _parts(desk, entry),
            parent,
            intro=entry.meaning,
            values=_values(desk, entry, last),
            yes=yes,
            ems=(38, 0),
            draft=(f"mark {entry.code}", case_ids[0] if many == 1 else "many"),
        )
        self.yes_button.setDefault(True)
        self._entry = entry
        self._case_ids = tuple(case_ids)

    def send(self, values: dict[str, Any]) -> None:
        facts = (values["facts"],) if values.get("facts") else ()
        form = MarkForm(
            mark=self._entry.code,
            on=values["on"],
            agency_code=values.get("agency_code"),
            facts=facts,
            redirect=values.get("redirect"),
            service=values.get("service") or "",
            note=values.get("note") or "",
        )
        self.sending.emit(form)
        self.write(mark_cases, self._case_ids, form)


def _parts(desk: Desk, entry: ListEntry) -> list[FormPart]:
    today, kind = desk.today, entry.extra.get("kind")
    parts: list[FormPart] = []
    facts = [str(code) for code in entry.extra.get("facts", ())]
    if len(facts) > 1:
        options = [Option(code, desk.shelf.label("eligibility_facts", code)) for code in facts]
        parts.append(Radio(name="facts", label="Which", options=options, required=True))
    if kind == marks.REDIRECT:
        reasons = desk.shelf.options("redirect_reasons", today)
        parts.append(Choose(name="redirect", label="Why it is not for the panel", options=reasons, required=True))
    if kind != marks.ACCEPT:
        parts.append(
            Choose(
                name="agency_code",
                label="Asked of" if kind == marks.ASKED else "Who said so",
                options=_agencies(desk, entry),
                required=kind != marks.REDIRECT,
                half=True,
            )
        )
    words = "Asked on" if kind == marks.ASKED else ("Day" if kind == marks.ACCEPT else "On which day")
    parts.append(Day(name="on", label=words, required=True, latest=today, half=True))
    if kind == marks.FOUND and entry.extra.get("finding") == "OPEN":
        parts.append(Text(name="service", label="Which service", half=True))
    if kind != marks.ACCEPT:
        parts.append(Lines(name="note", label="Note", lines=2))
    return parts


def _agencies(desk: Desk, entry: ListEntry) -> tuple[Option, ...]:
    """Only agencies that are asked about children, where the mark answers all that an agency is asked."""
    every = desk.shelf.options("agencies", desk.today)
    if entry.extra.get("facts") or entry.extra.get("kind") == marks.REDIRECT:
        return every
    asked = marks.agencies_asked(desk.shelf.lists)
    return tuple(option for option in every if option.code in asked)


def _values(desk: Desk, entry: ListEntry, last: MarkForm | None) -> dict[str, object]:
    facts = [str(code) for code in entry.extra.get("facts", ())]
    values: dict[str, object] = {"on": desk.today}
    if last is not None:
        values |= {"agency_code": last.agency_code, "on": last.on, "redirect": last.redirect}
        values |= {"facts": last.facts[0] if last.facts else None}
    elif facts:
        fact = desk.shelf.lists.entry("eligibility_facts", facts[0])
        values |= {"agency_code": fact.extra.get("agency") if fact is not None else None}
        values |= {"facts": facts[0]} if len(facts) > 1 else {}
    names = {getattr(part, "name", "") for part in _parts(desk, entry)}
    return {name: value for name, value in values.items() if name in names}
