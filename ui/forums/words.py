"""The words of forums: quorum, rhythm and format as sentences, an hour with its length, how often someone came."""

from __future__ import annotations

from ui.desk import Desk
from ui.theme.tokens import Tone
from vrp_desktop.conferences.series import Proposal
from vrp_desktop.forums.queries import ForumRow, MemberRow
from vrp_desktop.forums.rules import MODES, RHYTHMS, ForumRules


def rhythm_words(desk: Desk, code: str) -> str:
    """How often a forum sits."""
    return desk.shelf.label(RHYTHMS, code)


def quorum_sentence(desk: Desk, rules: ForumRules) -> str:
    """What a sitting needs, in one sentence."""
    shelf = desk.shelf
    groups = [" or ".join(shelf.label("agencies", code) for code in group) for group in rules.quorum]
    parts = [*(["the chair"] if rules.needs_chair else []), *groups]
    if not parts:
        return "None is asked for"
    words = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}; and {parts[-1]}"
    return words[0].upper() + words[1:]


def format_sentence(desk: Desk, rules: ForumRules) -> str:
    """In the room or online, and when it is in person."""
    usual = desk.shelf.label(MODES, rules.mode) or "Not said"
    if not rules.in_person_every:
        return usual
    every = {1: "Every sitting", 2: "Every second", 3: "Every third", 4: "Every fourth"}.get(
        rules.in_person_every, f"Every {rules.in_person_every}th"
    )
    host = ", hosted by a different specified authority each time" if rules.hosts_rotate else ""
    return f"{usual}. {every} in person{host}"


def hour_words(starts: str, minutes: int | None) -> str:
    """An hour and a length: 10:00, for 2 hours."""
    if not minutes:
        return starts
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'s' if hours != 1 else ''}"] if hours else []
    parts += [f"{rest} minutes"] if rest else []
    return ", ".join(filter(None, (starts, " ".join(parts))))


def came_words(row: MemberRow) -> str:
    """How often an agency came over a year; a Senior Responsible Officer also by name."""
    if not row.sittings:
        return ""
    words = f"{row.came} of {row.sittings}"
    return f"{words}, in person {row.came_self}" if row.is_sro and row.form.name else words


def came_tone(row: MemberRow) -> Tone:
    """A core agency that came to fewer than half stands out."""
    is_low = row.form.is_core and row.sittings > 1 and row.came * 2 < row.sittings
    return Tone.CAUTION if is_low else Tone.NEUTRAL


def state_words(row: ForumRow) -> tuple[str, Tone]:
    """Whether a forum sits still."""
    return ("Ended", Tone.NEUTRAL) if row.ends_on is not None else ("Sits", Tone.GOOD)


def moved_words(proposal: Proposal) -> str:
    """Why a proposed day is not the rhythm's own."""
    return (
        f"Moved from {proposal.proposed_on:%A} {proposal.proposed_on.day}: not a working day"
        if proposal.is_moved
        else ""
    )
