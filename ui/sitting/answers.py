"""What the live view asks, and the deeds that answers become: attendance, what is told, the child's words, the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ui.sitting import keys, words
from ui.sitting.entry import Ask
from ui.sitting.mode import Mode
from ui.sitting.panes import SAID
from ui.sitting.telling import Telling, agency_of
from ui.theme.tokens import Tone
from ui.view import VIEW_LABELS
from vrp_desktop.calendar import british
from vrp_desktop.conferences.forms import AttendanceForm
from vrp_desktop.people.naming import View
from vrp_desktop.sitting import rules
from vrp_desktop.sitting.commands import (
    end_sitting,
    name_chair,
    note_event,
    seat_agency,
)
from vrp_desktop.sitting.flow import Step
from vrp_desktop.sitting.forms import EndForm, EventForm
from vrp_desktop.sitting.rows import LiveSitting, SeatRow
from vrp_desktop.sitting.sentences import DEEDS
from vrp_desktop.sitting.typed import parse_day

if TYPE_CHECKING:
    from ui.sitting.live import LiveView

_NAME, _ADD, _SCOPE, _MODE, _CHAIR, _SENT = "N", "+", "T", "E", "K", "F"
_ONLINE = "online"


class Answers:
    """The questions of one live view, and the deeds that their answers become."""

    def __init__(self, view: LiveView) -> None:
        self._view = view
        self._desk = view.desk
        self._telling = Telling(view)

    def choices(self, kind: str) -> tuple[str, ...]:
        """What a question offers by number, also when it is asked again after a crash."""
        return self._telling.choices(kind)

    def part(self, part: str) -> None:
        """What the key of a part of the view does."""
        view = self._view
        match part:
            case "ROOM":
                view.for_item = False
                view.go(Mode.ROOM)
            case "STATEMENT":
                view.begin_statement()
            case "TOLD":
                self._telling.ask_who()
            case "BEHALF":
                hint = "Their name. An empty line records in your own name again."
                view.ask_for(Ask("BEHALF", "On whose behalf do you record?", hint, text=view.on_behalf))
            case _:
                self._telling.ask_words(part)

    def room_key(self, key: str) -> None:
        """The keys of *who is here*."""
        view, sitting = self._view, self._view.sitting
        seat = self._seat()
        if sitting is None:
            return
        if key in (keys.ESC, keys.NEXT):
            self._to_the_item(sitting)
        elif key == view.part_keys()["STATEMENT"]:
            view.begin_statement()
        elif key == _SCOPE and view.item is not None:
            view.for_item = not view.for_item
            view.go(Mode.ROOM)
        elif key == _CHAIR:
            hint = f"The name; “me” is {self._desk.actor.full_name}. The chair confirms the record afterwards."
            view.ask_for(Ask("CHAIR", "Who chairs?", hint, text=sitting.chair))
        elif key == _ADD:
            view.ask_for(Ask("ADD", "Which agency joins the table?", "Its name, or the beginning of it."))
        elif seat is not None:
            self._seat_key(key, seat)

    def answer(self, ask: Ask, text: str) -> None:
        """Do what an answer asks for; what cannot be understood is said, and stays in the line."""
        view, typed = self._view, text.strip()
        match ask.kind:
            case "WHO_TELLS":
                self._telling.answer_who(typed)
            case "TOLD":
                self._telling.answer_told(ask, typed)
            case "TERMS":
                self._telling.answer_terms(ask, typed)
            case "WORDS":
                self._telling.answer_words(ask, typed)
            case "BEHALF":
                view.on_behalf = typed
                view.entry.drop()
                view.go(view.mode)
                view.drafting.keep_place()
            case "CHAIR":
                chair = self._desk.actor.full_name if typed.casefold() == "me" else typed
                view.send(name_chair, view.conference_id, chair, ask=_with(ask, text))
            case "ADD":
                self._answer_add(typed)
            case "NAME":
                self._answer_name(ask, typed)
            case "EVENT":
                self._answer_event(ask, typed)
            case "END":
                self._answer_end(ask, typed)

    def preview(self, ask: Ask, text: str) -> str:
        """How an answer is understood while it is typed."""
        if ask.kind in ("WHO_TELLS", "ADD"):
            code = agency_of(self._view, text)
            return self._desk.shelf.label("agencies", code) if code else ""
        if ask.kind in ("TOLD", "TERMS"):
            return self._telling.preview(ask, text)
        if ask.kind == "END" and text.strip():
            found = parse_day(text, self._desk.today)
            return british(found) if found else ""
        return ""

    def ask_end(self) -> None:
        """Ask for the day of the next sitting, and say what is not settled."""
        sitting = self._view.sitting
        if sitting is None:
            return
        waiting = [str(item.position) for item in sitting.items if item.state in (rules.WAITING, rules.OPEN)]
        left = f" Not decided: {', '.join(waiting)}; they go to the next agenda." if waiting else ""
        planned = british(sitting.next_on) if sitting.next_on else "not planned yet"
        hint = f"Enter alone keeps the day that is planned ({planned}). Esc goes on with the sitting."
        self._view.entry.put(Ask("END", f"End the sitting?{left} When is the next one?", hint))
        self._view.show_legend()

    def plain_words(self, sitting: LiveSitting, *, has_ended: bool) -> tuple[str, Sequence[str], str]:
        """The words before the sitting begins, and after it has ended."""
        many = len(sitting.items)
        if not has_ended:
            items = "1 item" if many == 1 else f"{many} items"
            starts = f" It begins at {sitting.starts}." if sitting.starts else ""
            lines = (
                f"{items} on the agenda, {sitting.minutes} minutes.{starts}",
                "Press Enter to start. Then say who is here, read the statement, and go from item to item with Space.",
                "The keys stand at the foot. Ctrl+Z takes back whatever you did last.",
            )
            return words.title_words(self._desk, sitting), lines, "F12 covers the screen at any time."
        decided = sum(item.state == rules.DECIDED for item in sitting.items)
        put_off = sum(item.state == rules.DEFERRED for item in sitting.items)
        open_items = sum(item.state == rules.NOT_REACHED for item in sitting.items)
        lines = (
            f"{decided} decided, {put_off} put off, {open_items} not reached.",
            f"The next sitting: {british(sitting.next_on)}." if sitting.next_on else "The next sitting is not planned.",
            "Enter goes to the record. Ctrl+Z opens the sitting again.",
        )
        confirmed = "The record is confirmed." if sitting.state == rules.CONFIRMED else ""
        return "The sitting has ended", lines, confirmed

    def view_words(self) -> tuple[str, Tone, str]:
        """The view, and why it is so."""
        view = self._desk.view
        mode = VIEW_LABELS[view.mode]
        if view.is_observed:
            return "Observer here: initials and codes", Tone.ACCENT, "initials"
        return mode, Tone.NEUTRAL if view.mode is View.NAMES else Tone.ACCENT, "eye" if view.shows_names else "initials"

    def legend(self) -> keys.Legend:
        """The keys that do something now, in the order in which they are used."""
        view = self._view
        if view.flow is not None and view.flow.step is Step.READ:
            differs = (keys.DISAGREE, "Add disagreement", "Write down whose view differs")
            return [
                (keys.ENTER, "Agreed: keep it", "Keep the decision"),
                *(() if view.flow.is_mappa else (differs,)),
                (keys.ESC, "Back a step", "Change the decision"),
            ]
        if view.entry.ask is not None:
            return [(keys.ENTER, "Go on", "Take the answer"), (keys.ESC, "Back", "Go back a step")]
        match view.mode:
            case Mode.START:
                found = [(keys.ENTER, "Start the sitting", "Open the sitting")]
            case Mode.STATEMENT:
                found = [(keys.ENTER, "Read: next sentence", "Go on"), (keys.ESC, "Back", "Leave the statement")]
            case Mode.ROOM:
                found = self._room_legend()
            case Mode.CASE:
                found = self._case_legend()
            case _:
                found = [(keys.ENTER, "The record", "Go to the record of the sitting")]
        return [*found, *self._common_legend()]

    def _common_legend(self) -> keys.Legend:
        view, sitting = self._view, self._view.sitting
        deed = sitting.last_deed if sitting is not None else None
        found: keys.Legend = []
        if deed is not None:
            found.append((keys.UNDO, f"Take back {DEEDS.get(deed.kind, 'the last deed')}", "Take back the last deed"))
        if view.mode in (Mode.CASE, Mode.ROOM):
            found += [
                (keys.BREAK, "Break", "The clock stands still"),
                (keys.END, "End", "End the sitting"),
                ("Ctrl+Shift+S", "Safeguarding concern now", "Record a worry about a child's safety at once"),
            ]
        return [*found, ("F12", "Cover", "Cover the screen"), (keys.LEAVE, "Leave", "Back to the record")]

    def _case_legend(self) -> keys.Legend:
        view = self._view
        part = view.part_keys()
        outcomes = [
            (key, entry.label, entry.meaning)
            for key, entry in view.outcome_keys().items()
            if str(entry.extra.get("key", "")).upper() == key
        ]
        is_open = view.item is not None and view.item.row.outcome is None
        told = (part["TOLD"], "What an agency tells", "What one agency knows, or that nothing is known")
        said = [
            *((told,) if view.has_part("TOLD") else ()),
            *((part[name], title, f"Write down: {title.lower()}") for _, name, title in SAID if view.has_part(name)),
        ]
        return [
            (keys.NEXT, "Next item", "Go to the next item"),
            *(outcomes if is_open else []),
            *(said if view.item is None or not view.item.row.is_mappa else []),
            (part["ROOM"], "Who is here", "Attendance of the sitting and of this item"),
            (part["BEHALF"], "On behalf of", "Record on someone's behalf"),
        ]

    def _room_legend(self) -> keys.Legend:
        view, lists, today = self._view, self._desk.shelf.lists, self._desk.today
        found: keys.Legend = [(keys.NEXT, "To the items", "Go on with the agenda")]
        if not view.for_item:
            found += keys.of_entries(lists.choices("attendance_states", today))
        found += self._event_keys()
        found += [
            (_NAME, "Who came", "The name of the agency's member or deputy"),
            (_MODE, "In the room or online", "Change between in the room and online"),
            (_SENT, "Sent information", "The agency's information came today"),
            (_ADD, "Another agency", "An agency that joins"),
            (_CHAIR, "Chair", "Who chairs"),
            (view.part_keys()["STATEMENT"], "Read the statement", "Sentence by sentence"),
        ]
        if view.item is not None:
            words_ = "Whole sitting" if view.for_item else "This item alone"
            found.append((_SCOPE, words_, "For the whole sitting, or for one item"))
        return found

    def _event_keys(self) -> keys.Legend:
        lists, today = self._desk.shelf.lists, self._desk.today
        taken = set()
        if not self._view.for_item:
            taken = {str(entry.extra.get("key", "")) for entry in lists.choices("attendance_states", today)}
        return [line for line in keys.of_entries(lists.choices(rules.EVENTS, today)) if line[0] not in taken]

    def _seat(self) -> SeatRow | None:
        sitting, at = self._view.sitting, self._view.room_pane.seats.currentRow()
        return sitting.seats[at] if sitting is not None and 0 <= at < len(sitting.seats) else None

    def _to_the_item(self, sitting: LiveSitting) -> None:
        view = self._view
        here = view.item.row if view.item is not None else None
        waiting = [item for item in sitting.items if item.state in (rules.OPEN, rules.WAITING)]
        target = here or (waiting[0] if waiting else next(iter(sitting.items), None))
        if target is None:
            self._desk.messages.note("Nothing is on the agenda. Put cases on it from the record of the sitting.")
        else:
            view.go_to(target)

    def _seat_key(self, key: str, seat: SeatRow) -> None:
        lists, today, view = self._desk.shelf.lists, self._desk.today, self._view
        form = seat.form
        states = {} if view.for_item else rules.keys_of(lists.choices("attendance_states", today))
        events = {line[0] for line in self._event_keys()}
        if key in states:
            entry = states[key]
            mode = (form.mode or "IN_PERSON") if entry.extra.get("present") else None
            self._send_seat(replace(form, state=entry.code, mode=mode), goes_on=True)
        elif key in events:
            self._ask_event(key, seat)
        elif key == _NAME:
            view.ask_for(
                Ask("NAME", f"Who came for {self._label(form.agency_code)}?", "", form.agency_code, form.representative)
            )
        elif key == _MODE and form.state:
            other = "ONLINE" if form.mode != "ONLINE" else "IN_PERSON"
            self._send_seat(replace(form, mode=other))
        elif key == _SENT:
            state = form.state or "APOLOGIES"
            self._send_seat(replace(form, state=state, information_on=None if form.information_on else today))

    def _send_seat(self, form: AttendanceForm, *, goes_on: bool = False) -> None:
        seats = self._view.room_pane.seats
        self._view.send(seat_agency, self._view.conference_id, form)
        if goes_on:
            seats.setCurrentRow(min(seats.currentRow() + 1, seats.count() - 1))

    def _ask_event(self, key: str, seat: SeatRow) -> None:
        lists, today, view = self._desk.shelf.lists, self._desk.today, self._view
        entry = rules.keys_of(lists.choices(rules.EVENTS, today))[key]
        who = self._label(seat.form.agency_code)
        detail = f"{entry.code} {seat.form.agency_code}"
        if entry.extra.get("observes"):
            watching = rules.observers(lists, view.sitting.events if view.sitting else ())
            if not entry.extra.get("is_there"):
                first = watching[0] if watching else None
                if first is None:
                    self._desk.messages.note("No observer is in the room.")
                else:
                    self._send_event(EventForm(entry.code, None, first.agency_code, first.name))
                return
            hint = "Names are hidden from now on. Enter says that they have signed the confidentiality statement."
            view.ask_for(Ask("EVENT", "Who watches?", hint, f"{entry.code} "))
        elif entry.code in ("WITHDREW", "INTEREST_DECLARED"):
            view.ask_for(Ask("EVENT", f"{entry.label}: {who}. What is the interest?", "In a few words.", detail))
        else:
            hint = (
                "The name, where it is not the usual member; “online” after it where it is so. Enter alone: the member."
            )
            view.ask_for(Ask("EVENT", f"{entry.label}: who, of {who}?", hint, detail))

    def _answer_event(self, ask: Ask, typed: str) -> None:
        code, _, agency = ask.detail.partition(" ")
        item_id = self._view.item.row.item_id if self._view.for_item and self._view.item is not None else None
        if code == "OBSERVER":
            if not typed:
                self._view.entry.refuse("Write who watches.")
                return
            self._send_event(EventForm(code, None, None, typed, note="Confidentiality signed"), ask, typed)
            return
        if code in ("WITHDREW", "INTEREST_DECLARED"):
            self._send_event(EventForm(code, item_id, agency, note=typed), ask, typed)
            return
        is_online = typed.casefold().endswith(_ONLINE)
        name = typed[: -len(_ONLINE)].rstrip(" ,(") if is_online else typed
        entry = self._desk.shelf.lists.entry(rules.EVENTS, code)
        is_there = bool(entry and entry.extra.get("is_there"))
        mode = ("ONLINE" if is_online else "IN_PERSON") if is_there else None
        self._send_event(EventForm(code, item_id, agency, name, mode), ask, typed)

    def _send_event(self, form: EventForm, ask: Ask | None = None, typed: str = "") -> None:
        self._view.send(note_event, self._view.conference_id, form, ask=_with(ask, typed) if ask else None)

    def _answer_add(self, typed: str) -> None:
        code = agency_of(self._view, typed)
        if not code:
            self._view.entry.refuse("No agency, or more than one, is called so.")
            return
        self._view.send(
            seat_agency, self._view.conference_id, AttendanceForm(code, "ATTENDED", role="INVITED", mode="IN_PERSON")
        )

    def _answer_name(self, ask: Ask, typed: str) -> None:
        sitting = self._view.sitting
        seat = next((each for each in (sitting.seats if sitting else ()) if each.form.agency_code == ask.detail), None)
        if seat is not None:
            form = replace(seat.form, representative=typed, state=seat.form.state or "ATTENDED")
            self._view.send(seat_agency, self._view.conference_id, form, ask=_with(ask, typed))

    def _answer_end(self, ask: Ask, typed: str) -> None:
        found = parse_day(typed, self._desk.today) if typed else None
        if typed and found is None:
            self._view.entry.refuse("This is no day. For instance 20/11, or 2w.")
            return
        self._view.send(end_sitting, self._view.conference_id, EndForm(found), ask=_with(ask, typed))

    def _label(self, agency_code: str) -> str:
        return self._desk.shelf.label("agencies", agency_code)


def _with(ask: Ask, text: str) -> Ask:
    """The same question with what was answered, to be put again where it was refused."""
    return replace(ask, text=text)
