"""What changes the share log and the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from db.access import WorkspaceFact
from db.partnership import RegisterEntry, ShareEntry
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.partnership import register, sharing
from vrp_desktop.partnership.register import RegisterForm
from vrp_desktop.partnership.rules import ShareForm, is_emergency
from vrp_desktop.people.living import kept_person
from vrp_desktop.reference.lists import read_lists_of

REMINDERS = "register_reminders"


@command(Permission.SHARE)
def record_share(work: Work, form: ShareForm) -> str:
    """Record that something about a child was shared; returns the entry's id. The audit keeps the reason."""
    kept_person(work, form.person_id)
    share_id = sharing.log_share(work, form)
    work.changed("person", form.person_id)
    work.names("share_entry", share_id, work.session.get_one(ShareEntry, share_id).place_code, form.reason.strip())
    return share_id


@command(Permission.SHARE)
def mend_share(work: Work, share_id: str, version: int, form: ShareForm, why: str) -> None:
    """Put an entry right, or complete one that was written in haste, with the reason for the change."""
    row = work.get(ShareEntry, share_id, "entry of the share log")
    check_version(row, version)
    if row.withdrawn_on is not None:
        raise RuleBroken("This entry was taken back.", means="Nothing was changed.", do="Record it anew.")
    if not why.strip():
        raise Invalid({"why": "Say why the entry is changed."})
    if form.person_id != row.person_id:
        raise Invalid({"person_id": "An entry stays with its child: take this one back, and record another."})
    if form.case_id and form.case_id != row.case_id:
        row.place_code = sharing.place_of_case(work, row.person_id, form.case_id)
    warnings = sharing.checked(work, form)
    about = (row.about_kind, row.about_id)
    emergency = is_emergency(read_lists_of(work.session), form)
    sharing.write(row, form, warnings, emergency=emergency)
    row.about_kind, row.about_id = about
    work.session.flush()
    sharing.put_in_index(work, row)
    work.names("share_entry", share_id, row.place_code, why.strip())


@command(Permission.SHARE)
def take_back_share(work: Work, share_id: str, version: int, why: str) -> None:
    """Say that an entry was made in error: it stays in the log, crossed out, with the reason."""
    row = work.get(ShareEntry, share_id, "entry of the share log")
    check_version(row, version)
    if row.withdrawn_on is not None:
        raise RuleBroken("This entry was taken back already.", means="Nothing was changed.")
    if not why.strip():
        raise Invalid({"why": "Say why: the entry stays in the log with this reason."})
    row.withdrawn_on, row.withdrawn_note = work.today, why.strip()
    work.names("share_entry", share_id, row.place_code, why.strip())


@command(Permission.KEEP_REGISTER)
def add_register_entry(work: Work, form: RegisterForm) -> str:
    """Add a paper to the register; returns its id."""
    row = RegisterEntry(id=work.new_id(), entered_at=work.now)
    _write(work, row, form)
    work.add(row)
    work.names("register_entry", row.id)
    return row.id


@command(Permission.KEEP_REGISTER)
def edit_register_entry(work: Work, entry_id: str, version: int, form: RegisterForm) -> None:
    """Save a paper of the register. Its kind stays: what rests on it was chosen by it."""
    row = work.get(RegisterEntry, entry_id, "paper of the register")
    check_version(row, version)
    if form.kind != row.kind:
        raise Invalid({"kind": "The kind of a paper cannot change: add another one."})
    _write(work, row, form)
    work.names("register_entry", entry_id)


@command(Permission.KEEP_REGISTER)
def set_reminders(work: Work, days: Sequence[int]) -> None:
    """How many days before an end or a review somebody is reminded."""
    kept = register.check_days(days)
    work.session.merge(WorkspaceFact(key=REMINDERS, value=list(kept)))
    work.names("workspace_fact", REMINDERS, reason=f"Reminders: {', '.join(map(str, kept))} days before.")


def _write(work: Work, row: RegisterEntry, form: RegisterForm) -> None:
    lists = read_lists_of(work.session)
    form = register.tidied(lists, form)
    register.check(lists, form)
    for each in fields(RegisterForm):
        value = getattr(form, each.name)
        setattr(row, each.name, list(value) if isinstance(value, tuple) else value)
