"""The rules of marks: which answers or which result one stands for, and why a case cannot be given it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.panel import EligibilityAnswer, PanelCase
from vrp_desktop.calendar import british
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.panel import answering, checks, rules
from vrp_desktop.panel.forms import CheckForm
from vrp_desktop.panel.screening.forms import MARKS, MarkForm
from vrp_desktop.reference.lists import ListEntry, Lists

FOUND, ASKED, ACCEPT, REDIRECT = "found", "asked", "accept", "redirect"
SCREENABLE = (rules.IDENTIFIED, rules.PARTNER_CHECKS)


def entry_of(lists: Lists, mark: str) -> ListEntry:
    """The mark's entry; raises `Invalid` where there is none."""
    entry = lists.entry(MARKS, mark)
    if entry is None:
        raise Invalid({"mark": "Choose the mark."})
    return entry


def facts_of_agency(lists: Lists, agency_code: str | None) -> tuple[str, ...]:
    """The partner facts that an agency is asked about a child, in order."""
    found = lists.entries.get("eligibility_facts", {}).values()
    asked = [e for e in found if e.extra.get("kind") == "partner_check" and e.extra.get("agency") == agency_code]
    return tuple(e.code for e in sorted(asked, key=lambda e: e.position))


def agencies_asked(lists: Lists) -> tuple[str, ...]:
    """The agencies that are asked about any partner fact, in the order of the facts."""
    found = sorted(lists.entries.get("eligibility_facts", {}).values(), key=lambda e: e.position)
    agencies = [str(e.extra["agency"]) for e in found if e.extra.get("kind") == "partner_check" and "agency" in e.extra]
    return tuple(dict.fromkeys(agencies))


def check_mark(lists: Lists, form: MarkForm, today: date) -> None:
    """Refuse what is wrong with a mark for any case: no source, no fact, no reason, a day that has not come."""
    entry = entry_of(lists, form.mark)
    kind = entry.extra.get("kind")
    wrong: dict[str, str] = {}
    if form.on > today:
        wrong["on"] = "That day is in the future."
    if kind in (FOUND, ASKED) and not form.agency_code:
        wrong["agency_code"] = "Choose the agency that said so." if kind == FOUND else "Choose the agency."
    elif kind in (FOUND, ASKED) and not facts_of(lists, form):
        wrong["agency_code" if not entry.extra.get("facts") else "facts"] = (
            "This agency is asked nothing about a child." if not entry.extra.get("facts") else "Choose which."
        )
    checks.raise_if(wrong)
    if kind == REDIRECT:
        checks.check_redirect(lists, form.redirect, form.note)


def facts_of(lists: Lists, form: MarkForm) -> tuple[str, ...]:
    """The facts that a mark answers: of its own those that were chosen, else all that the agency is asked."""
    own = tuple(str(code) for code in entry_of(lists, form.mark).extra.get("facts", ()))
    if not own:
        return facts_of_agency(lists, form.agency_code)
    return own if len(own) == 1 else tuple(code for code in own if code in form.facts)


def answers_for(
    lists: Lists, form: MarkForm, case: PanelCase, on_file: Sequence[EligibilityAnswer], today: date
) -> list[CheckForm]:
    """The answers that a mark gives one case, checked; what is on file already is left out."""
    entry = entry_of(lists, form.mark)
    if case.status == rules.CLOSED:
        raise RuleBroken("The case is closed.")
    wanted = [_answer(entry, form, fact) for fact in facts_of(lists, form)]
    fresh = [answer for answer in wanted if not _is_on_file(answer, on_file)]
    if not fresh:
        raise RuleBroken("This is on file already, from the same agency.")
    for answer in fresh:
        checks.check_answer(lists, answer, today)
        if case.status == rules.IDENTIFIED:
            rules.check_step(lists, case.status, rules.PARTNER_CHECKS, case.status_on, case.status_on, today)
    return fresh


def check_screen(lists: Lists, case: PanelCase, on: date, today: date) -> None:
    """Refuse to screen a case that is past screening, or on a day before its last step."""
    if case.status not in SCREENABLE:
        raise RuleBroken(f"It is past screening: “{lists.label(rules.STATUSES, case.status)}”.")
    rules.check_step(lists, case.status, rules.SCREENED, case.status_on, on, today)


def said_by(lists: Lists, form: MarkForm) -> str:
    """The note on a case that is not for the panel: who said so, and what was written besides."""
    if not form.agency_code:
        return form.note.strip()
    said = f"Said by {lists.label('agencies', form.agency_code)}, {british(form.on)}."
    return f"{said} {form.note.strip()}".strip()


def _answer(entry: ListEntry, form: MarkForm, fact: str) -> CheckForm:
    is_asked = entry.extra.get("kind") == ASKED
    return CheckForm(
        fact=fact,
        answer=str(entry.extra["answer"]),
        agency_code=form.agency_code,
        asked_on=form.on if is_asked else None,
        answered_on=None if is_asked else form.on,
        service=form.service,
        note=form.note,
        finding=entry.extra.get("finding"),
    )


def _is_on_file(answer: CheckForm, on_file: Sequence[EligibilityAnswer]) -> bool:
    if answer.answer == answering.NOT_YET_ANSWERED:
        return any(row.fact == answer.fact and row.agency_code == answer.agency_code for row in on_file)
    return answering.same_answer(on_file, answer) is not None
