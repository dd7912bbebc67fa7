"""What each row of a check list would do: fill checks, change nothing, or be held with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from db.panel import EligibilityAnswer, PanelCase
from vrp_desktop.access.work import Read
from vrp_desktop.errors import Invalid
from vrp_desktop.imports.partner_checks.reading import SaidRow
from vrp_desktop.panel import answering, checks, rules
from vrp_desktop.panel.asking import choices_for, facts_asked
from vrp_desktop.panel.forms import CheckForm
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.search.folding import fold

NOT_ASKED = "not asked"
_LOOSE = {
    "open": ("YES", "OPEN"),
    "yes": ("YES", "OPEN"),
    "closed": ("NO", "CLOSED"),
    "known before": ("NO", "CLOSED"),
    "no": ("NO", "NOTHING_KNOWN"),
    "none": ("NO", "NOTHING_KNOWN"),
    "not known to us": ("NO", "NOTHING_KNOWN"),
    "nothing": ("NO", "NOTHING_KNOWN"),
    "do not know": ("NOT_KNOWN", None),
    "not known": ("NOT_KNOWN", None),
}
"""What people write instead of choosing from the list."""


class Verdict(StrEnum):
    """What becomes of a row."""

    FILLS = "FILLS"
    UNCHANGED = "UNCHANGED"
    EMPTY = "EMPTY"
    HELD = "HELD"

    @property
    def words(self) -> str:
        """The verdict for people."""
        return {
            Verdict.FILLS: "Fills the checks",
            Verdict.UNCHANGED: "On file already",
            Verdict.EMPTY: "No answer yet",
            Verdict.HELD: "Held",
        }[self]


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """One row: what it would do, with the answers that it brings, or why it is held."""

    number: int
    case_code: str
    case_id: str
    verdict: Verdict
    reason: str = ""
    answers: tuple[CheckForm, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckPreview:
    """The whole list for one agency, before anything is written."""

    agency_code: str
    rows: tuple[RowVerdict, ...]

    def count(self, verdict: Verdict) -> int:
        """How many rows have this verdict."""
        return sum(row.verdict is verdict for row in self.rows)

    @property
    def answers(self) -> int:
        """How many answers would be written."""
        return sum(len(row.answers) for row in self.rows)


def agency_named(read: Read, names: Sequence[str]) -> str | None:
    """The one agency that a list names; None where it names none, or several."""
    lists = read_lists_of(read.session)
    found = {_agency(lists, name) for name in names}
    return found.pop() if len(found) == 1 else None


def check_preview(read: Read, said: Sequence[SaidRow], agency_code: str, given_on: date) -> CheckPreview:
    """Every row's verdict. `given_on` is the day of answers that name none."""
    lists = read_lists_of(read.session)
    codes = [row.case_code for row in said]
    found = read.session.scalars(select(PanelCase).where(PanelCase.code.in_(codes)))
    cases = {case.code: case for case in found if read.actor.sees_place(case.place_code)}
    on_file = answering.answers_of(read, [case.id for case in cases.values()])
    judge = _Judge(lists, agency_code, given_on, read.today, cases, on_file)
    rows = tuple(judge.row(row, codes.index(row.case_code) != at) for at, row in enumerate(said))
    return CheckPreview(agency_code, rows)


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges row after row by the same lists and the same records."""

    lists: Lists
    agency_code: str
    given_on: date
    today: date
    cases: Mapping[str, PanelCase]
    on_file: Mapping[str, Sequence[EligibilityAnswer]]

    def row(self, said: SaidRow, is_again: bool) -> RowVerdict:
        """One row's verdict."""
        case = self.cases.get(said.case_code)
        held = RowVerdict(said.number, said.case_code, case.id if case else "", Verdict.HELD)
        reason = self._why_held(said, case, is_again)
        if reason or case is None:
            return replace(held, reason=reason)
        try:
            wanted = [self._answer(said, fact, text) for fact, text in said.answers.items() if not _is_open(text)]
        except ValueError as error:
            return replace(held, reason=str(error))
        except Invalid as error:
            return replace(held, reason=" ".join(error.fields.values()))
        if not wanted:
            return replace(held, verdict=Verdict.EMPTY)
        fresh = tuple(form for form in wanted if not self._is_known(case, form, said.day))
        return replace(held, verdict=Verdict.FILLS if fresh else Verdict.UNCHANGED, answers=fresh)

    def _why_held(self, said: SaidRow, case: PanelCase | None, is_again: bool) -> str:
        if case is None:
            return f"No case has the code {said.case_code}." if said.case_code else "The row has no case code."
        if is_again:
            return "This case stands on the list twice; the first row counts."
        if said.agency and _agency(self.lists, said.agency) != self.agency_code:
            return f"It was asked of another agency: {said.agency}."
        if case.status == rules.CLOSED:
            return "The case is closed."
        return f"“{said.day_fault}” is not a day." if said.day_fault else ""

    def _answer(self, said: SaidRow, fact: str, text: str) -> CheckForm:
        label = self.lists.label("eligibility_facts", fact)
        if fact not in facts_asked(self.lists, self.agency_code):
            agency = self.lists.label("agencies", self.agency_code)
            raise ValueError(f"{agency} is not asked this: {label}.")
        answer, finding = self._meant(fact, text)
        is_open = answer == "YES" and finding is not None
        form = CheckForm(
            fact=fact,
            answer=answer,
            agency_code=self.agency_code,
            answered_on=said.day or self.given_on,
            service=said.service if is_open else "",
            note=said.note,
            finding=finding,
            lead_professional=said.lead if is_open else "",
        )
        checks.check_answer(self.lists, form, self.today)
        return form

    def _meant(self, fact: str, text: str) -> tuple[str, str | None]:
        offered = choices_for(self.lists, fact)
        by_words = {fold(words): meant for words, meant in offered.items()}
        meant = by_words.get(fold(text)) or _LOOSE.get(fold(text))
        if meant is None:
            question = self.lists.label("eligibility_facts", fact)
            raise ValueError(f"“{text[:60]}” is no answer to: {question}. Use: {', '.join(offered)}.")
        answer, finding = meant
        return (answer, finding) if meant in offered.values() else (answer, None)

    def _is_known(self, case: PanelCase, form: CheckForm, day: date | None) -> bool:
        """Whether this agency's newest answer says the same; an answer without a day says nothing of its day."""
        mine = [
            row
            for row in self.on_file.get(case.id, ())
            if row.fact == form.fact and row.agency_code == form.agency_code and row.answered_on is not None
        ]
        last = max(mine, key=lambda row: (row.answered_on or date.min, row.id), default=None)
        if last is None:
            return False
        is_same_day = day is None or last.answered_on == day
        return (last.answer, last.finding) == (form.answer, form.finding) and is_same_day


def _agency(lists: Lists, name: str) -> str | None:
    wanted = fold(name)
    for entry in lists.entries.get("agencies", {}).values():
        words = (entry.label, entry.code, *entry.extra.get("aliases", ()))
        if wanted in {fold(str(word)) for word in words}:
            return entry.code
    return None


def _is_open(text: str) -> bool:
    return fold(text) in ("", fold(NOT_ASKED)) or not any(sign.isalnum() for sign in text)
