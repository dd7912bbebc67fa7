"""What the room reads: items, who is there, and what matters for a case, in words that the view allows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ui.desk import Desk
from ui.theme.tokens import Tone
from vrp_desktop.calendar import british, british_short
from vrp_desktop.clock import london
from vrp_desktop.conferences.rules import CASE
from vrp_desktop.conferences.titles import mappa_words
from vrp_desktop.panel.rows import CaseRecord
from vrp_desktop.sitting import rules
from vrp_desktop.sitting.exceptions import Terms, terms_words
from vrp_desktop.sitting.flow import Flow, Step
from vrp_desktop.sitting.rows import EventRow, ItemRow, LiveItem, LiveSitting, SeatRow, ToldRow

FACTS = "eligibility_facts"
_LATE_FROM = 3
"""From so many minutes on the pace is told as late; less is no cause to hurry anybody."""
_NOT_ASKED_YET = "NOT_YET_ANSWERED"


def who_words(desk: Desk, item: ItemRow) -> str:
    """Who or what an item is about."""
    if item.is_mappa:
        return mappa_words(desk.shelf.lists, item.lead_agency)
    if item.words is not None:
        return desk.view.name(item.words)
    return desk.view.text(item.title) or desk.shelf.label("agenda_kinds", item.kind)


def item_line(desk: Desk, item: ItemRow, saving: str = "") -> str:
    """One line of the agenda: number, who, and what became of it."""
    state = saving or (outcome_words(desk, item) if item.outcome else _state_words(desk, item))
    return f"{item.position}  {who_words(desk, item)}" + (f"\n     {state}" if state else "")


def _state_words(desk: Desk, item: ItemRow) -> str:
    if item.state == rules.WAITING:
        return "Again within a year" if item.is_repeat else ""
    return desk.shelf.label(rules.ITEM_STATES, item.state)


def outcome_words(desk: Desk, item: ItemRow) -> str:
    """What was decided."""
    return desk.shelf.label(item.outcome_list, item.outcome)


def head_words(desk: Desk, item: LiveItem, of: int) -> tuple[str, str]:
    """The head of an item: who it is, and the facts that place the child."""
    row = item.row
    case_code = row.case_code
    facts = [f"Item {row.position} of {of}"]
    if item.age is not None:
        facts.append(f"{item.age} years old")
    if item.school:
        facts.append(desk.view.text(item.school))
    if case_code:
        facts.append(case_code)
    elif row.kind != CASE:
        facts.append(desk.shelf.label("agenda_kinds", row.kind))
    return who_words(desk, row), " · ".join(facts)


def matters(desk: Desk, item: LiveItem) -> list[tuple[str, str, Tone]]:
    """What matters for this case: each with a word before it, and a tone where it must not be overlooked."""
    found: list[tuple[str, str, Tone]] = []
    if item.has_open_concern:
        found.append(("Safety", "A safeguarding concern is open", Tone.DANGER))
    if item.row.reason:
        found.append(("On the agenda", desk.shelf.label("agenda_reasons", item.row.reason), Tone.NEUTRAL))
    if item.brief:
        found.append(("About", desk.view.text(item.brief), Tone.NEUTRAL))
    if item.case is not None:
        found += _of_case(desk, item.case)
    if len(item.earlier) or item.row.is_repeat:
        found.append(("Before", _earlier(desk, item), Tone.INFO))
    if item.actions:
        late = sum(action.is_overdue for action in item.actions)
        many = len(item.actions)
        words = f"{many} {'action is' if many == 1 else 'actions are'} open" + (f", {late} overdue" if late else "")
        found.append(("Actions", words, Tone.CAUTION if late else Tone.NEUTRAL))
    return found


def _of_case(desk: Desk, case: CaseRecord) -> list[tuple[str, str, Tone]]:
    shelf, view, referral = desk.shelf, desk.view, case.referral
    found = [("Referred", _referred(desk, case), Tone.NEUTRAL)]
    if referral.reason:
        found.append(("Why", view.text(referral.reason), Tone.NEUTRAL))
    if case.unmet_need:
        found.append(("Need", view.text(case.unmet_need), Tone.NEUTRAL))
    open_to = [shelf.label(FACTS, check.fact) for check in case.checks if check.answer == "YES" and check.finding]
    if open_to:
        found.append(("Known to", ", ".join(dict.fromkeys(open_to)), Tone.INFO))
    missing = [shelf.label(FACTS, check.fact) for check in case.checks if check.answer == _NOT_ASKED_YET]
    if missing:
        found.append(("Missing", ", ".join(dict.fromkeys(missing)), Tone.CAUTION))
    agreement = case.agreements[0].answer if case.agreements else None
    said = shelf.label("agreement_to_support", agreement, "not asked yet")
    lead = shelf.label("agencies", case.lead.agency_code) if case.lead else "nobody yet"
    found.append(("Support", f"Agreement: {said[:1].lower()}{said[1:]}. Leads: {lead}", Tone.NEUTRAL))
    return found


def _referred(desk: Desk, case: CaseRecord) -> str:
    referral, shelf = case.referral, desk.shelf
    days = [event.named_on for event in referral.events]
    by = shelf.label("agencies", referral.sending_agency)
    parts = [f"{british(referral.referred_on)}{f' by {by}' if by else ''}"]
    if days:
        times = "once" if len(days) == 1 else f"{len(days)} times"
        parts.append(f"named as suspect {times}, last on {british_short(max(days))}")
    return "; ".join(parts)


def _earlier(desk: Desk, item: LiveItem) -> str:
    if not item.earlier:
        return "Discussed within the last twelve months"
    return "; ".join(
        f"{desk.shelf.label(rules.PANEL_OUTCOMES, row.outcome)} on {british_short(row.decided_on)}"
        for row in item.earlier[:2]
    )


def told_words(desk: Desk, told: ToldRow) -> str:
    """What an agency told, and when it came where that was before the sitting."""
    terms = terms_words(desk.shelf.lists, Terms(told.restriction, told.gateway))
    said = "Nothing known" if told.nothing_known else desk.view.text(told.text)
    return said + _came(told) + (f" [{terms}]" if terms else "")


def _came(told: ToldRow) -> str:
    return f" (sent {british_short(told.came_on)})" if told.came_on else ""


def seat_words(desk: Desk, seat: SeatRow) -> str:
    """How one agency is there."""
    form, shelf = seat.form, desk.shelf
    if not form.state:
        return "Not recorded yet"
    parts = [shelf.label("attendance_states", form.state)]
    if form.mode:
        parts.append(shelf.label("attendance_modes", form.mode).lower())
    if form.representative:
        parts.append(desk.view.text(form.representative))
    if form.information_on:
        parts.append(f"sent information on {british_short(form.information_on)}")
    return " · ".join(parts)


def event_words(desk: Desk, event: EventRow, items: Sequence[ItemRow]) -> str:
    """One line of who came and went."""
    who = " · ".join(filter(None, (desk.shelf.label("agencies", event.agency_code), desk.view.text(event.name))))
    item = next((each for each in items if each.item_id == event.item_id), None)
    where = f" for item {item.position}" if item is not None else ""
    mode = f", {desk.shelf.label('attendance_modes', event.mode).lower()}" if event.mode else ""
    note = f": {desk.view.text(event.note)}" if event.note else ""
    return f"{clock_words(event.at)} {desk.shelf.label(rules.EVENTS, event.event)}{where}: {who}{mode}{note}"


def clock_words(moment: datetime) -> str:
    """The time on the wall."""
    return f"{moment.astimezone(london()):%H:%M}"


def pace_words(pace: rules.Pace) -> tuple[str, Tone]:
    """How the time stands."""
    items = "1 item" if pace.items_left == 1 else f"{pace.items_left} items"
    left = f"{pace.minutes_left} min left" if pace.minutes_left >= 0 else f"{-pace.minutes_left} min over"
    if not pace.items_left:
        return f"All items are settled, {left}", Tone.GOOD
    if pace.behind >= _LATE_FROM:
        return f"{items}, {left}: {pace.behind} min behind", Tone.CAUTION
    return f"{items}, {left}", Tone.GOOD


def item_clock(seconds: int, target: int) -> tuple[str, Tone]:
    """How long the item has been discussed, against its time."""
    minutes = seconds // 60
    if minutes >= target:
        return f"{minutes} of {target} min: over its time", Tone.CAUTION
    return f"{minutes} of {target} min", Tone.NEUTRAL


def cover_words(item: LiveItem | None, of: int) -> str:
    """What the cover may say: the number of the item and its code."""
    if item is None:
        return "The sitting goes on"
    return " · ".join(filter(None, (f"Item {item.row.position} of {of}", item.row.case_code)))


def title_words(desk: Desk, sitting: LiveSitting) -> str:
    """The sitting by its forum and its day."""
    return f"{desk.shelf.label('forums', sitting.forum_code)} · {british(sitting.held_on)}"


def agreed_words(desk: Desk, flow: Flow) -> str:
    """What a decision that is on its way holds already, at the steps that take several."""
    if flow.step is Step.ACTIONS:
        said = [
            f"{desk.shelf.label('agencies', each.owner_agency)}: {each.text}, by {british_short(each.due_on)}"
            for each in flow.actions
        ]
    elif flow.step is Step.FURTHER:
        said = [
            desk.shelf.label("interventions", each.intervention_code) or desk.shelf.label("agencies", each.agency_code)
            for each in flow.further
        ]
    else:
        return ""
    return f"So far: {'; '.join(said)}" if said else ""
