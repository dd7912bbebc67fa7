"""What is done with a concern. Every role that sees records may do all of it: nothing waits for somebody else."""

from __future__ import annotations

from datetime import date

from db.access import WorkspaceFact
from db.panel import PanelCase
from db.people import Person
from db.safeguarding import SafeguardingConcern, SafeguardingStep
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.people.commands import add_person
from vrp_desktop.people.forms import NOT_KNOWN, PersonForm
from vrp_desktop.people.living import kept_person
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.safeguarding import rules
from vrp_desktop.safeguarding.disclosing import KIND, disclose
from vrp_desktop.safeguarding.forms import ConcernForm, ForWhom, check_concern
from vrp_desktop.safeguarding.rules import Limits
from vrp_desktop.safeguarding.seeing import seen_concern
from vrp_desktop.search import index

LIMITS = "safeguarding_limits"


@command(Permission.RAISE_CONCERN)
def raise_concern(work: Work, whom: ForWhom, form: ConcernForm) -> str:
    """Record a concern at once; returns its id. A child who is not on file is added by name."""
    check_concern(form, work.today)
    person = _person(work, whom)
    case = work.get(PanelCase, whom.case_id, "panel case", even_restricted=True) if whom.case_id else None
    concern = SafeguardingConcern(
        id=work.new_id(),
        code=work.new_code_for(SafeguardingConcern, "SC"),
        person_id=person.id,
        place_code=case.place_code if case is not None else person.place_code,
        case_id=case.id if case is not None and case.person_id == person.id else None,
        raised_at=work.now,
        raised_on=work.today,
        raised_by=work.actor.user_id,
    )
    _write(concern, form)
    work.add(concern)
    work.session.flush()
    if form.sent_on is not None:
        _add_step(work, concern, rules.SENT, form.sent_on, "")
    disclose(work, concern)
    _index(work, concern)
    _named(work, concern)
    return concern.id


@command(Permission.RAISE_CONCERN)
def complete_concern(work: Work, concern_id: str, version: int, form: ConcernForm) -> None:
    """Complete or put right what was written in haste; the audit keeps what stood there."""
    concern = _open(work, concern_id, version)
    check_concern(form, work.today)
    was_sent = concern.sent_on
    _write(concern, form)
    if form.sent_on is None and was_sent is not None:
        raise Invalid({"sent_on": "The referral was sent: put its day right, do not empty it."})
    if form.sent_on is not None and was_sent is None:
        _add_step(work, concern, rules.SENT, form.sent_on, "")
    disclose(work, concern)
    _index(work, concern)
    _named(work, concern)


@command(Permission.RAISE_CONCERN)
def take_concern_step(work: Work, concern_id: str, version: int, step: str, on: date, note: str = "") -> None:
    """Record a dated step, such as that the hub has acknowledged it."""
    concern = _open(work, concern_id, version)
    if step in rules.BY_OTHER_DEEDS or read_lists_of(work.session).entry(rules.STEPS, step) is None:
        raise Invalid({"step": "Choose a step."})
    _check_day(work, concern, on)
    if step == rules.SENT:
        concern.sent_on = on
    if step == rules.ACKNOWLEDGED:
        concern.acknowledged_on = on
    _add_step(work, concern, step, on, note)
    disclose(work, concern)
    _named(work, concern)


@command(Permission.RAISE_CONCERN)
def record_concern_outcome(work: Work, concern_id: str, version: int, outcome: str, on: date, note: str = "") -> None:
    """Record what came of it, which alone closes a concern."""
    concern = _open(work, concern_id, version)
    rules.check_outcome(read_lists_of(work.session), outcome, note, concern.sent_on)
    _check_day(work, concern, on)
    concern.outcome, concern.outcome_on, concern.outcome_note = outcome, on, note.strip()
    _add_step(work, concern, rules.OUTCOME, on, note)
    _named(work, concern)


@command(Permission.RAISE_CONCERN)
def open_concern_again(work: Work, concern_id: str, version: int, reason: str) -> None:
    """Take an outcome back, with the reason: the concern is in sight again."""
    concern = seen_concern(work, concern_id)
    check_version(concern, version)
    if concern.outcome is None:
        raise RuleBroken("This concern is open.", means="Nothing was changed.")
    if not reason.strip():
        raise Invalid({"reason": "Say why it is opened again."})
    concern.outcome = concern.outcome_on = None
    concern.outcome_note = ""
    _add_step(work, concern, rules.OPENED_AGAIN, work.today, reason)
    _named(work, concern, reason.strip())


@command(Permission.MANAGE_SETTINGS)
def set_concern_limits(work: Work, limits: Limits) -> None:
    """How many days each stage may take before it is marked as overdue."""
    rules.check_limits(limits)
    values = {name: getattr(limits, name) for name in Limits.__slots__}
    work.session.merge(WorkspaceFact(key=LIMITS, value=values))
    work.names("workspace_fact", LIMITS, reason=f"Days to send, acknowledge and hear: {list(values.values())}")


def _person(work: Work, whom: ForWhom) -> Person:
    """The child; where the record was merged, the one that carries on; where there is none, a new one."""
    if not whom.person_id:
        names = PersonForm(whom.forenames, whom.surname, whom.place_code, None, NOT_KNOWN)
        return work.session.get_one(Person, add_person(work, names))
    # A concern never waits for a reason to open the record.
    person = work.get(Person, whom.person_id, "child or young person", even_restricted=True)
    return kept_person(work, person.merged_into_id or person.id, even_restricted=True)


def _open(work: Work, concern_id: str, version: int) -> SafeguardingConcern:
    concern = seen_concern(work, concern_id)
    check_version(concern, version)
    if concern.outcome is not None:
        raise RuleBroken(
            "The outcome of this concern is in.", means="Nothing was changed.", do="Open it again first, with a reason."
        )
    return concern


def _write(concern: SafeguardingConcern, form: ConcernForm) -> None:
    for name in ConcernForm.__slots__:
        value = getattr(form, name)
        setattr(concern, name, value.strip() if isinstance(value, str) else value)


def _check_day(work: Work, concern: SafeguardingConcern, on: date) -> None:
    if on > work.today:
        raise Invalid({"on": "That day is in the future."})
    earliest = min(day for day in (concern.raised_on, concern.noticed_on, concern.sent_on) if day is not None)
    if on < earliest:
        raise Invalid({"on": f"The concern was first noticed on {earliest:%d/%m/%Y}."})


def _add_step(work: Work, concern: SafeguardingConcern, step: str, on: date, note: str) -> None:
    work.add(
        SafeguardingStep(
            id=work.new_id(),
            concern_id=concern.id,
            person_id=concern.person_id,
            step=step,
            reached_on=on,
            note=note.strip(),
            recorded_by=work.actor.user_id,
            recorded_at=work.now,
        )
    )


def _index(work: Work, concern: SafeguardingConcern) -> None:
    words = [concern.code, concern.text, concern.hub_reference, concern.police_reference]
    index.put(work.session, KIND, concern.id, words, person_id=concern.person_id, place_code=concern.place_code)


def _named(work: Work, concern: SafeguardingConcern, reason: str = "") -> None:
    work.changed("person", concern.person_id)
    if concern.case_id is not None:
        work.changed("panel_case", concern.case_id)
    work.names(KIND, concern.id, concern.place_code, reason)
