"""The words and tones of sittings, and their quorum told in words."""

from __future__ import annotations

from collections.abc import Sequence

from ui.desk import Desk
from ui.theme.tokens import Tone
from vrp_desktop.calendar import british
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.forms import AttendanceForm
from vrp_desktop.conferences.rows import AgendaRow, ConferenceRecord, ConferenceRow
from vrp_desktop.conferences.titles import mappa_words
from vrp_desktop.forums.rules import ForumRules

_TONES = {
    rules.PLANNED: Tone.INFO,
    rules.HELD: Tone.GOOD,
    rules.NOT_QUORATE: Tone.CAUTION,
    rules.CANCELLED: Tone.NEUTRAL,
}


def status_words(desk: Desk, status: str) -> str:
    """Where a sitting stands."""
    return desk.shelf.label(rules.STATUSES, status)


def status_tone(status: str) -> Tone:
    """How a sitting's status is shown."""
    return _TONES.get(status, Tone.NEUTRAL)


def sitting_words(desk: Desk, row: ConferenceRow) -> str:
    """A sitting by its forum's own name and its day."""
    return f"{desk.shelf.label('forums', row.forum_code)}, {british(row.held_on)}"


def quorum_words(desk: Desk, forum: ForumRules, chair: str, forms: Sequence[AttendanceForm]) -> tuple[str, str, Tone]:
    """The quorum as a short word, the sentences of what is missing, and a tone; by the forum's own rules."""
    lists, rule = desk.shelf.lists, forum.quorum_rule
    if not rule:
        return "No rule for a quorum", "This forum's rules name none.", Tone.NEUTRAL
    there = [form.agency_code for form in forms if rules.counts_for_quorum(lists, form.role, form.state)]
    quorum = rules.quorum_of(rule, chair, there)
    if quorum.is_met:
        return "Quorum met", "The chair and each agency that must be there are there.", Tone.GOOD
    return "No quorum yet", " ".join(rules.quorum_sentences(lists, quorum)), Tone.CAUTION


def present_words(forms: Sequence[AttendanceForm], core: Sequence[str]) -> str:
    """How many of the core agencies are there."""
    there = {form.agency_code for form in forms if form.state in rules.PRESENT}
    return f"{len(there & set(core))} of {len(core)} core agencies there"


def agenda_words(desk: Desk, row: AgendaRow) -> tuple[str, Tone]:
    """What became of an item here, or where its case stands."""
    if row.outcome is not None:
        return rules.outcome_words(desk.shelf.lists, row.outcome), Tone.ACCENT
    if row.is_carried:
        return "Carried over", Tone.CAUTION
    if row.status:
        return desk.shelf.label("case_statuses", row.status), Tone.INFO
    return desk.shelf.label("agenda_kinds", row.kind), Tone.NEUTRAL


def item_words(desk: Desk, row: AgendaRow) -> str:
    """What an item is about: the child or person, or the words for a place, a group, an action, other business."""
    if row.is_mappa:
        return mappa_words(desk.shelf.lists, row.lead_agency)
    if row.words is not None and row.kind != rules.ACTION:
        return desk.view.name(row.words)
    return desk.view.text(row.title) or row.action_code or desk.shelf.label("agenda_kinds", row.kind)


def why_words(desk: Desk, row: AgendaRow) -> str:
    """Why an item is on the agenda; a child who was referred before within a year is marked."""
    reason = desk.shelf.label("agenda_reasons", row.reason)
    return ", ".join(filter(None, ("Repeat" if row.is_repeat else "", reason)))


def sum_words(record: ConferenceRecord) -> tuple[str, bool]:
    """The minutes of all items beside the sitting's length; whether they are more than it has."""
    planned, length = record.minutes_planned, record.form.minutes
    if not length:
        return f"{planned} minutes planned", False
    left = length - planned
    end = f"{left} minutes are left" if left >= 0 else f"{-left} minutes too many"
    return f"{planned} of {length} minutes planned: {end}", left < 0
