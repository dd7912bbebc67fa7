"""Finding a sitting within the actor's places, what its forum says, and what is refused of what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.conferences import Conference
from vrp_desktop.access.work import Read
from vrp_desktop.conferences.forms import AttendanceForm, ConferenceForm
from vrp_desktop.errors import Invalid, NotFound
from vrp_desktop.forums.rules import MODES, check_hour, check_minutes
from vrp_desktop.forums.standing import forum_entry
from vrp_desktop.reference.lists import Lists


def sitting_of(read: Read, conference_id: str) -> Conference:
    """The sitting, where it lies in the actor's places; one of the whole area is for users of all places."""
    sitting = read.session.get(Conference, conference_id)
    if sitting is None or not read.actor.sees_place(sitting.place_code):
        raise NotFound("This sitting is not in the workspace, or not in your places.", do="Go back to the list.")
    return sitting


def check_form(lists: Lists, form: ConferenceForm) -> str | None:
    """The sitting's place: the forum's own where it has one. Refuses what cannot be planned."""
    entry = forum_entry(lists, form.forum_code)
    wrong: dict[str, str] = {}
    if not entry.holds_on(form.held_on):
        wrong["held_on"] = "The forum does not sit on that day: it had not begun, or has ended."
    own = entry.extra.get("place")
    if own and form.place_code and form.place_code != own:
        wrong["place_code"] = "This forum sits for another place."
    if form.place_code and lists.entry("places", form.place_code) is None:
        wrong["place_code"] = "Choose the place."
    wrong |= {**check_hour(form.starts), **check_minutes(minutes=form.minutes)}
    if form.mode and lists.entry(MODES, form.mode) is None:
        wrong["mode"] = "Choose how it is held."
    if form.host_agency and lists.entry("agencies", form.host_agency) is None:
        wrong["host_agency"] = "Choose the host."
    if form.next_on is not None and form.next_on <= form.held_on:
        wrong["next_on"] = "The next sitting must be later than this one."
    if wrong:
        raise Invalid(wrong)
    return str(own) if own else form.place_code or None


def check_attendance(lists: Lists, core: Sequence[str], forms: Sequence[AttendanceForm], today: date) -> None:
    """Each agency once, by the lists, and a word on every agency of `core`."""
    wrong: list[str] = []
    codes = [form.agency_code for form in forms]
    if len(set(codes)) != len(codes):
        wrong.append("An agency is there twice.")
    for form in forms:
        name = lists.label("agencies", form.agency_code)
        if lists.entry("agencies", form.agency_code) is None:
            wrong.append("Choose agencies of the list.")
        if form.state and lists.entry("attendance_states", form.state) is None:
            wrong.append(f"Say whether {name} came.")
        if lists.entry("attendance_roles", form.role) is None:
            wrong.append(f"Choose the role of {name}.")
        if form.mode is not None and lists.entry("attendance_modes", form.mode) is None:
            wrong.append(f"Say how {name} took part.")
        if form.information_on is not None and form.information_on > today:
            wrong.append(f"The day on which the information of {name} came is in the future.")
    said = {form.agency_code for form in forms if form.state}
    missing = [lists.label("agencies", code) for code in core if code not in said]
    if missing:
        wrong.append(f"Say whether each core agency came: {', '.join(missing)}.")
    if wrong:
        raise Invalid({"attendance": " ".join(dict.fromkeys(wrong))})
