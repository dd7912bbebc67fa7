"""Writing the share log from any deed: a plain function that other rooms call inside their own command."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from db.panel import PanelCase
from db.partnership import RegisterEntry, ShareEntry
from db.people import Person
from db.reference import Intervention
from vrp_desktop.access.work import Read, Work
from vrp_desktop.errors import Invalid
from vrp_desktop.partnership.audience import Audience
from vrp_desktop.partnership.rules import Agreement, ShareForm, Warning, is_emergency, kept_from, warnings_of
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.search import index

_AUDIENCES = {Audience.PROVIDER: "a provider", Audience.FAMILY: "the child or family"}


def log_share(work: Work, form: ShareForm) -> str:
    """Write that something was shared; returns the entry's id.

    Where something warns and no reason is given it is refused, with the warnings under `reason`; what its restrictions
    keep from a recipient is refused too. An emergency is never refused. The caller has checked the permission.
    """
    emergency = is_emergency(read_lists_of(work.session), form)
    person = work.get(Person, form.person_id, "child or young person", even_restricted=emergency)
    warnings = checked(work, form)
    row = ShareEntry(
        id=work.new_id(),
        person_id=person.id,
        place_code=place_of_case(work, person.id, form.case_id) if form.case_id else person.place_code,
        recorded_by=work.actor.user_id,
        recorded_at=work.now,
        about_kind=form.about[0],
        about_id=form.about[1],
    )
    write(row, form, warnings, emergency=emergency)
    work.add(row)
    put_in_index(work, row)
    return row.id


def checked(work: Work, form: ShareForm) -> tuple[Warning, ...]:
    """What warns of the share; raises `Invalid` where it cannot be written as it is."""
    lists = read_lists_of(work.session)
    emergency = is_emergency(lists, form)
    wrong = _wrong(work, lists, form)
    warnings = warnings_of(lists, form, agreement_of(work, form.agreement_id))
    if (kept := kept_from(lists, form, provider_agencies(work))) and not emergency:
        whom = " and ".join(_AUDIENCES[each] for each in kept)
        wrong["restriction"] = f"This is marked so that it must not reach {whom}, and it would."
    if warnings and not form.reason.strip() and not emergency:
        wrong["reason"] = " ".join(["Say why it is shared all the same:", *warnings])
    if wrong:
        raise Invalid(wrong)
    return warnings


def write(row: ShareEntry, form: ShareForm, warnings: tuple[Warning, ...], *, emergency: bool) -> None:
    """Put what the form says into the row."""
    values: dict[str, Any] = {name: getattr(form, name) for name in ShareForm.__slots__ if name != "about"}
    values |= {name: values[name].strip() for name in ("what", "named", "purpose", "reason")}
    values |= {name: list(values[name]) for name in ("kinds", "agencies")}
    values["is_emergency"] = emergency
    values["warnings"], values["is_warned"] = [warning.name for warning in warnings], bool(warnings)
    for name, value in values.items():
        setattr(row, name, value)


def put_in_index(work: Work, row: ShareEntry) -> None:
    """Let the entry be found by what was shared and why: by those who read notes, who are all of the panel's side."""
    words = [row.what, row.purpose, row.named, row.reason]
    index.put(work.session, "share_entry", row.id, words, person_id=row.person_id, place_code=row.place_code)


def agreement_of(read: Read, agreement_id: str | None) -> Agreement | None:
    """An agreement of the register, or None."""
    row = read.session.get(RegisterEntry, agreement_id) if agreement_id else None
    return None if row is None else as_agreement(row)


def as_agreement(row: RegisterEntry) -> Agreement:
    """A register entry as shares see it."""
    return Agreement(
        row.id,
        row.title,
        row.reference,
        tuple(row.parties),
        tuple(row.gateways),
        tuple(row.identifiers),
        row.starts_on,
        row.ends_on,
        row.settled_on,
    )


def provider_agencies(read: Read) -> frozenset[str]:
    """The agencies that give a programme."""
    return frozenset(code for code in read.session.scalars(select(Intervention.provider)) if code)


def _wrong(work: Work, lists: Lists, form: ShareForm) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if not form.what.strip():
        wrong["what"] = "Say what was shared."
    if not (form.agencies or form.to_family or form.named.strip()):
        wrong["agencies"] = "Say with whom it was shared."
    if form.shared_on > work.today:
        wrong["shared_on"] = "That day is in the future."
    if unknown := [code for code in form.agencies if lists.entry("agencies", code) is None]:
        wrong["agencies"] = f"These are not agencies of the list: {', '.join(unknown)}."
    if form.agreement_id and agreement_of(work, form.agreement_id) is None:
        wrong["agreement_id"] = "This agreement is not in the register."
    return wrong


def place_of_case(work: Work, person_id: str, case_id: str) -> str:
    """The place of the case that a share names; refused where it is another child's, or not in the actor's places."""
    # Whether the child may be worked on was asked already.
    case = work.get(PanelCase, case_id, "panel case", even_restricted=True)
    if case.person_id != person_id:
        raise Invalid({"case_id": "This panel case is another child's."})
    return case.place_code
