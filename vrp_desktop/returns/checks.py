"""The checks that run with the return: errors block signing, queries need a fix or a note that is printed (M9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, distinct, func, or_, select
from sqlalchemy.orm import Session

from db.imports import ImportRow
from db.panel import EligibilityAnswer, PanelCase, PanelDecision, Referral
from db.people import Person
from db.returns import QuarterlyReturn, QueryNote
from vrp_desktop.figures.figure import END, Condition, Figure, Unit
from vrp_desktop.figures.run import count
from vrp_desktop.panel import figures as panel
from vrp_desktop.returns.content import CheckResult, Grade, Line, PlaceSupply, RecordRef, State
from vrp_desktop.returns.template import LineKind

if TYPE_CHECKING:
    from vrp_desktop.returns.compute import Ask


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that records may break: a figure that counts those which do. `{n}` in the sentence is how many."""

    figure: Figure
    grade: Grade
    sentence: str
    line: str
    field: str


def _breaks(code: str, test: ColumnElement[Any], sentence: str) -> Condition:
    return Condition(code=code, test=test, passed=sentence, failed="This rule is kept.")


def _check(base: Figure, code: str, test: ColumnElement[Any], grade: Grade, sentence: str, field: str) -> Check:
    broken = replace(
        base,
        code=f"CHECK_{code}",
        label=sentence,
        unit=Unit.REFERRALS,
        conditions=(*base.conditions, _breaks("broken", test, sentence)),
        breakdowns=(),
        measure=None,
    )
    return Check(broken, grade, sentence, base.code, field)


_UNANSWERED = (
    select(func.count(distinct(EligibilityAnswer.fact)))
    .where(EligibilityAnswer.case_id == PanelCase.id, EligibilityAnswer.answered_on <= END)
    .correlate(PanelCase)
    .scalar_subquery()
)

CHECKS = (
    _check(
        panel.DISCUSSED,
        "DECIDED_BEFORE_REFERRED",
        PanelDecision.decided_on < Referral.referred_on,
        Grade.ERROR,
        "{n} decided on before the referral date: mend one of the two dates.",
        "decided_on",
    ),
    _check(
        panel.DISCUSSED,
        "NO_RATIONALE",
        func.trim(PanelDecision.rationale) == "",
        Grade.ERROR,
        "{n} decided on without reasons written down.",
        "rationale",
    ),
    _check(
        panel.IDENTIFIED,
        "NO_BIRTH_DATE",
        Person.born_on.is_(None),
        Grade.QUERY,
        "{n} identified without a date of birth: their age is not known, so they are not counted as eligible.",
        "born_on",
    ),
    _check(
        panel.IDENTIFIED,
        "NO_SOURCE",
        or_(Referral.source.is_(None), Referral.source == ""),
        Grade.QUERY,
        "{n} referred without saying how the child was identified.",
        "source",
    ),
    _check(
        panel.IDENTIFIED,
        "NO_ETHNICITY",
        panel.REFERRED_CHILDREN.dimensions["ethnicity"].is_(None),
        Grade.QUERY,
        "{n} identified with a blank ethnicity: ask, or say not asked, not known or refused.",
        "ethnicity",
    ),
    _check(
        panel.DISCUSSED,
        "CHECKS_UNANSWERED",
        and_(_UNANSWERED < 6),
        Grade.QUERY,
        "{n} discussed before every eligibility check was answered.",
        "eligibility",
    ),
)


def run_checks(
    session: Session, ask: Ask, lines: Sequence[Line], supply: Sequence[PlaceSupply], is_comparable: bool
) -> tuple[CheckResult, ...]:
    """Every check that found something, errors first, with the note that answers it where one is written."""
    notes = _notes(session, ask)
    found = [
        *_record_checks(session, ask),
        *_line_checks(lines),
        *_held_rows(session, ask),
        *_supply_checks(supply),
        *(_change_checks(ask, lines) if is_comparable else ()),
    ]
    noted = [_with_note(item, notes) for item in found]
    return tuple(sorted(noted, key=lambda item: (item.grade is not Grade.ERROR, item.code)))


def _with_note(item: CheckResult, notes: dict[str, QueryNote]) -> CheckResult:
    """A note answers the query as it stood: when the facts change, so does the sentence, and the note is asked anew."""
    note = notes.get(item.code)
    if note is None:
        return item
    stands = item.grade is Grade.QUERY and note.answers == item.sentence
    return replace(item, note=note.text if stands else "", note_version=note.version)


def _record_checks(session: Session, ask: Ask) -> Iterator[CheckResult]:
    codes = {spec.figure: spec.code for spec in ask.template.lines() if spec.figure}
    for check in CHECKS:
        broken = count(session, check.figure, ask.window(), ask.places).evidence
        if broken:
            yield CheckResult(
                code=check.figure.code,
                grade=check.grade,
                sentence=check.sentence.format(n=len(broken)),
                line=codes.get(check.line, ""),
                field=check.field,
                records=tuple(RecordRef(check.figure.source.kind, item.record_id, item.person_id) for item in broken),
            )


def _line_checks(lines: Sequence[Line]) -> Iterator[CheckResult]:
    for line in lines:
        spec = line.spec
        if line.state is State.NIL_TO_CONFIRM:
            sentence = f"{spec.number} {spec.label} is nil: confirm that this is true."
            yield CheckResult(f"NIL_{spec.code}", Grade.ERROR, sentence, spec.code)
        if spec.kind is LineKind.TYPED and spec.is_required and line.state is State.UNKNOWN:
            sentence = f"{spec.number} {spec.label} is not filled in."
            yield CheckResult(f"MISSING_{spec.code}", Grade.ERROR, sentence, spec.code)
        # Behind a median stand bands of its records, whose sum is not the median.
        for name, cells in line.breakdowns.items() if spec.kind is not LineKind.DERIVED else ():
            if sum(n or 0 for n in cells.values()) != line.value:
                sentence = f"{spec.number} {spec.label}: the parts by {name.replace('_', ' ')} do not add up."
                yield CheckResult(f"SUM_{spec.code}_{name}", Grade.ERROR, sentence, spec.code)


def _change_checks(ask: Ask, lines: Sequence[Line]) -> Iterator[CheckResult]:
    """More than 25 per cent and more than 5 against the last quarter; from nought only the second test (M15)."""
    for line in lines:
        now, before = line.value, line.last_quarter
        if line.spec.kind is LineKind.DERIVED or not isinstance(now, int) or not isinstance(before, int):
            continue
        change = abs(now - before)
        is_large = before == 0 or change * 100 > ask.template.change_per_cent * before
        if change > ask.template.change_least and is_large:
            sentence = f"{line.spec.number} {line.spec.label} went from {before} to {now}: confirm or explain."
            yield CheckResult(f"CHANGE_{line.spec.code}", Grade.QUERY, sentence, line.spec.code)


def _held_rows(session: Session, ask: Ask) -> Iterator[CheckResult]:
    waiting = select(func.count()).select_from(ImportRow).where(ImportRow.state == "HELD")
    if ask.places is not None:
        waiting = waiting.where(ImportRow.place_code.in_(ask.places))
    held = session.scalar(waiting) or 0
    if held:
        yield CheckResult(
            "HELD_ROWS", Grade.QUERY, f"{held} rows of spreadsheets still wait on the intake desk.", field="imports"
        )


def _supply_checks(supply: Sequence[PlaceSupply]) -> Iterator[CheckResult]:
    for place in supply:
        if place.quarter == 0:
            sentence = f"{place.label} has no referral in the quarter: is its data in?"
            yield CheckResult(f"SUPPLY_{place.place_code}", Grade.QUERY, sentence)


def _notes(session: Session, ask: Ask) -> dict[str, QueryNote]:
    statement = (
        select(QueryNote)
        .join(QuarterlyReturn, QuarterlyReturn.id == QueryNote.return_id)
        .where(
            QuarterlyReturn.template == ask.template.code,
            QuarterlyReturn.quarter == ask.quarter.code,
            QuarterlyReturn.scope == ask.scope,
        )
    )
    return {note.check_code: note for note in session.scalars(statement)}
