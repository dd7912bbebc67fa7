"""What changes a return while it is a draft: typed lines, confirmed nils, notes, and saying it is complete."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from sqlalchemy import select

from db.returns import NilConfirmation, QueryNote, TypedLine
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, RuleBroken, Stale
from vrp_desktop.returns.compute import Ask, compute
from vrp_desktop.returns.content import Grade
from vrp_desktop.returns.rows import COMPLETE, DRAFT, SIGNED, SUBMITTED, back_to_draft, refuse_blocked, row_for, tell_of
from vrp_desktop.returns.template import LineKind, LineSpec

Kept = TypeVar("Kept", TypedLine, QueryNote)


@dataclass(frozen=True, slots=True)
class TypedForm:
    """A typed line's value: a number (as text, so that pounds stay exact) or words, with its source."""

    line: str
    number: str | None = None
    text: str | None = None
    source: str = ""
    as_at: date | None = None


@command(Permission.PREPARE_RETURN)
def type_line(work: Work, ask: Ask, form: TypedForm, version: int = 0) -> None:
    """Type a line's value; an empty one takes it away again. `version` is that of the value seen, 0 where none was."""
    row = row_for(work, ask)
    back_to_draft(row)
    spec = next((line for line in ask.template.lines() if line.code == form.line), None)
    if spec is None or spec.kind is not LineKind.TYPED:
        raise Invalid({"line": "This line is not one that is typed."})
    number = _tidy_number(form.line, form.number) if spec.value_type in ("number", "money") else None
    text = (form.text or "").strip() or None if number is None else None
    if spec.value_type in ("number", "money") and text:
        raise Invalid({form.line: "Give a number."})
    statement = select(TypedLine).where(TypedLine.return_id == row.id, TypedLine.line == form.line)
    found = work.session.scalars(statement).one_or_none()
    _check_seen("typed_line", found, version, lambda row: {row.line: _typed_value(spec, row)})
    if number is None and text is None:
        if found is not None:
            work.session.delete(found)
    else:
        typed = found or work.add(TypedLine(id=work.new_id(), return_id=row.id, line=form.line))
        typed.number, typed.text, typed.source = number, text, form.source.strip()
        typed.as_at, typed.typed_by = form.as_at or work.today, work.actor.user_id
    tell_of(work, row)


@command(Permission.PREPARE_RETURN)
def confirm_nil(work: Work, ask: Ask, lines: Sequence[str]) -> None:
    """Confirm that these lines' noughts are true; who and when is kept (B4)."""
    row = row_for(work, ask)
    nought = {line.spec.code for line in compute(work.session, ask).lines if line.value == 0}
    if not set(lines) <= nought:
        raise RuleBroken("Only a line that is nought now can be confirmed as nil.", means="Nothing was changed.")
    confirmed = set(work.session.scalars(select(NilConfirmation.line).where(NilConfirmation.return_id == row.id)))
    for line in lines:
        if line not in confirmed:
            work.add(
                NilConfirmation(
                    id=work.new_id(),
                    return_id=row.id,
                    line=line,
                    confirmed_by=work.actor.user_id,
                    confirmed_at=work.now,
                )
            )
    back_to_draft(row)
    tell_of(work, row)


@command(Permission.PREPARE_RETURN)
def note_query(work: Work, ask: Ask, check_code: str, text: str, version: int = 0) -> None:
    """Answer a query with a note, which is printed; an empty one takes it away. `version` 0: there was none."""
    row = row_for(work, ask)
    back_to_draft(row)
    check = next((item for item in compute(work.session, ask).checks if item.code == check_code), None)
    if check is None or check.grade is not Grade.QUERY:
        raise RuleBroken("This query does not stand any more.", means="Nothing was changed.", do="Look again.")
    statement = select(QueryNote).where(QueryNote.return_id == row.id, QueryNote.check_code == check_code)
    found = work.session.scalars(statement).one_or_none()
    _check_seen("query_note", found, version, lambda _row: {})
    if not text.strip():
        if found is not None:
            work.session.delete(found)
    else:
        note = found or work.add(QueryNote(id=work.new_id(), return_id=row.id, check_code=check_code))
        note.text, note.written_by, note.written_at = text.strip(), work.actor.user_id, work.now
        note.answers = check.sentence
    tell_of(work, row)


@command(Permission.PREPARE_RETURN)
def complete_return(work: Work, ask: Ask) -> None:
    """Say that the return is complete and ready to sign. Errors and unanswered queries stand in the way."""
    row = row_for(work, ask)
    if row.state in (SIGNED, SUBMITTED):
        raise RuleBroken(
            "This return is signed and is not edited.",
            means="Nothing was changed.",
            do="Begin a correction: it becomes a new version.",
        )
    refuse_blocked(compute(work.session, ask))
    row.state, row.completed_at, row.completed_by = COMPLETE, work.now, work.actor.user_id
    tell_of(work, row)


@command(Permission.PREPARE_RETURN)
def reopen_return(work: Work, ask: Ask) -> None:
    """Take a completed return back to draft; a signed one is corrected by a new version instead."""
    row = row_for(work, ask)
    back_to_draft(row)
    tell_of(work, row)


@command(Permission.PREPARE_RETURN)
def begin_correction(work: Work, ask: Ask, reason: str) -> None:
    """Open a signed return for a new version; the signed one stays as it is, for ever."""
    row = row_for(work, ask)
    if row.state not in (SIGNED, SUBMITTED):
        raise RuleBroken("This return is not signed yet.", means="Nothing was changed.", do="Go on with the draft.")
    if not reason.strip():
        raise Invalid({"reason": "Say what is to be put right."})
    row.state, row.completed_at, row.completed_by = DRAFT, None, None
    for confirmed in work.session.scalars(select(NilConfirmation).where(NilConfirmation.return_id == row.id)):
        work.session.delete(confirmed)
    tell_of(work, row, reason)


def _check_seen(kind: str, row: Kept | None, version: int, values: Callable[[Kept], Mapping[str, object]]) -> None:
    """Refuse where someone else wrote, or took away, since the form saw it."""
    if row is None:
        if version:
            raise Stale(kind, "", {"version": 0, "text": "", "source": ""})
        return
    check_version(row, version, lambda: values(row))


def _typed_value(spec: LineSpec, row: TypedLine) -> object:
    if row.number is None:
        return row.text
    return Decimal(row.number) if spec.value_type == "money" else int(Decimal(row.number))


_NUMBER: Final = re.compile(r"^-?(\d{1,12}|\d{1,3}(,\d{3}){1,3})(\.\d{1,2})?$")


def _tidy_number(line: str, text: str | None) -> str | None:
    """A number as people in England write it: thousands by commas, at most two places; kept exact, as text."""
    said = (text or "").replace("£", "").strip()
    if not said:
        return None
    if _NUMBER.match(said) is None:
        raise Invalid({line: "Give a number, such as 1250 or 1,250.50."})
    return said.replace(",", "")
