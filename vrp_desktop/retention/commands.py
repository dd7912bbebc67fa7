"""What retention does: proposing, approving by another person, keeping back, holds, and the periods themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm.attributes import flag_modified

from db.people import Person
from db.reference import CodeEntry
from db.retention import LegalHold, RetentionItem
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, NotPermitted, RuleBroken
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.people.living import kept_person
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.retention.due import due_records
from vrp_desktop.retention.figures import ERASED, KEPT, LIST, PROPOSED, RULES
from vrp_desktop.retention.forms import HoldForm
from vrp_desktop.retention.proposing import propose

_ITEM = "retention item"
_LONGEST_DAYS = 36_525


@command(Permission.KEEP_RETENTION)
def propose_erasure(work: Work, rule: str, person_ids: Sequence[str]) -> int:
    """Propose records that a rule lets go; returns how many. Someone else approves (M24)."""
    if rule not in RULES:
        raise Invalid({"rule": "Choose the rule by which they may go."})
    wanted = set(person_ids)
    due = [item for item in due_records(work, rule) if item.person_id in wanted]
    if len(due) < len(wanted):
        raise RuleBroken(
            "Some of these records are not due by this rule any more.",
            means="Nothing was proposed.",
            do="Look at the list again: a case may be open, a hold may cover them, or they were proposed already.",
        )
    for item in due:
        propose(work, item)
    return len(due)


@command(Permission.KEEP_RETENTION)
def keep_back(work: Work, item_id: str, version: int, reason: str, keep_until: date) -> None:
    """Keep a proposed record until a day, with the reason; then it falls due again."""
    item = _open_item(work, item_id, version)
    wrong = {} if reason.strip() else {"reason": "Say why it is kept."}
    if keep_until <= work.today:
        wrong["keep_until"] = "Give a day that is still to come."
    if wrong:
        raise Invalid(wrong)
    item.state, item.reason, item.keep_until = KEPT, reason.strip(), keep_until
    item.decided_on, item.decided_by = work.today, work.actor.user_id
    work.names("person", item.person_id, item.place_code)


@command(Permission.ERASE)
def approve_erasure(work: Work, item_id: str, version: int) -> None:
    """Erase a proposed record. Who proposed it cannot approve it."""
    item = _open_item(work, item_id, version)
    if item.proposed_by == work.actor.user_id:
        raise NotPermitted(
            "You proposed this yourself, and two people decide what goes.",
            means="Nothing was erased.",
            do="Ask someone else with the data protection role to approve it.",
        )
    person_id, place = item.person_id, item.place_code
    item.state, item.decided_on, item.decided_by = ERASED, work.today, work.actor.user_id
    work.session.flush()
    erase_person(work, person_id, f"Retention: {read_lists_of(work.session).label(LIST, item.rule)}")
    work.names("person", person_id, place)


@command(Permission.KEEP_RETENTION)
def place_hold(work: Work, form: HoldForm) -> str:
    """Place a legal hold; returns its id. It works from today, whatever was proposed before."""
    wrong = {} if form.authority.strip() else {"authority": "Say who ordered the hold, or by which law it stands."}
    if not form.reason.strip():
        wrong["reason"] = "Say what it is for."
    if form.review_on is not None and form.review_on <= work.today:
        wrong["review_on"] = "Give a day that is still to come."
    if wrong:
        raise Invalid(wrong)
    if form.person_id is not None:
        kept_person(work, form.person_id)
    else:
        work.need_place(form.place_code)
    hold = LegalHold(
        id=work.new_id(),
        person_id=form.person_id,
        place_code=form.place_code if form.person_id is None else None,
        authority=form.authority.strip()[:200],
        reason=form.reason.strip(),
        set_on=work.today,
        set_by=work.actor.user_id,
        review_on=form.review_on,
    )
    work.add(hold)
    work.names("legal_hold", hold.id, form.place_code)
    return hold.id


@command(Permission.ERASE)
def lift_hold(work: Work, hold_id: str, version: int, reason: str) -> None:
    """Lift a hold, with the reason; the records that it covered may be proposed again."""
    hold = _hold(work, hold_id)
    check_version(hold, version)
    if hold.lifted_on is not None:
        raise RuleBroken("This hold was lifted already.", means="Nothing was changed.")
    if not reason.strip():
        raise Invalid({"reason": "Say why it is lifted, and who agreed."})
    hold.lifted_on, hold.lifted_by, hold.lift_reason = work.today, work.actor.user_id, reason.strip()
    work.names("legal_hold", hold.id, hold.place_code)


@command(Permission.MANAGE_SETTINGS)
def change_period(work: Work, rule: str, version: int, days: int, reason: str) -> None:
    """Change how long a rule keeps names, in days, with the reason."""
    entry = work.session.get(CodeEntry, (LIST, rule))
    if entry is None:
        raise Invalid({"rule": "Choose a rule."})
    check_version(entry, version)
    wrong = {} if 0 <= days <= _LONGEST_DAYS else {"days": "Give a number of days from 0 to 100 years."}
    if not reason.strip():
        wrong["reason"] = "Say why, for instance which schedule asks for it."
    if wrong:
        raise Invalid(wrong)
    entry.extra = {**entry.extra, "days": days}
    flag_modified(entry, "extra")
    entry.version += 1
    entry.origin = "LOCAL"
    work.names("code_entry", f"{LIST}/{rule}", reason=reason.strip())


def _hold(work: Work, hold_id: str) -> LegalHold:
    """A hold of one child is of that child's place, whatever it was when it was placed."""
    hold = work.session.get(LegalHold, hold_id)
    if hold is None or hold.person_id is None:
        return work.get(LegalHold, hold_id, "legal hold")
    work.get(Person, hold.person_id, "child or young person")
    return hold


def _open_item(work: Work, item_id: str, version: int) -> RetentionItem:
    item = work.get(RetentionItem, item_id, _ITEM)
    check_version(item, version)
    if item.state != PROPOSED:
        raise RuleBroken("This was decided already.", means="Nothing was changed.", do="Look at the list again.")
    return item
