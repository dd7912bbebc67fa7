"""What agencies tell and what the child says: asked at the foot of the live view, with exceptions by number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ui.sitting.entry import Ask
from ui.sitting.panes import SAID
from vrp_desktop.sitting.commands import tell, write_words
from vrp_desktop.sitting.exceptions import MARK, Terms, numbered, numbers_of, terms_words, understand_terms
from vrp_desktop.sitting.forms import ToldForm
from vrp_desktop.sitting.typed import find_agency

if TYPE_CHECKING:
    from ui.sitting.live import LiveView

_NOTHING_KNOWN = (".", "-", "nk", "nothing", "nothing known")


class Telling:
    """The questions about one item, and the deeds that their answers become."""

    def __init__(self, view: LiveView) -> None:
        self._view = view
        self._desk = view.desk

    def preview(self, ask: Ask, text: str) -> str:
        """How an answer is understood while it is typed."""
        if ask.kind == "TOLD":
            if text.strip().casefold() in _NOTHING_KNOWN:
                return "Nothing known"
            return "An exception is asked for next" if text.rstrip().endswith(MARK) else ""
        if ask.kind == "TERMS":
            lists = self._desk.shelf.lists
            terms, wrong = understand_terms(lists, self._desk.today, text)
            return wrong or terms_words(lists, terms) or "The usual terms of this forum"
        return ""

    def choices(self, kind: str) -> tuple[str, ...]:
        """What a question offers by number."""
        return numbered(self._desk.shelf.lists, self._desk.today) if kind == "TERMS" else ()

    def ask_who(self) -> None:
        """Ask which agency tells."""
        sitting = self._view.sitting
        if sitting is None:
            return
        numbers = [f"{at} {self._label(seat.form.agency_code)}" for at, seat in enumerate(sitting.seats[:9], start=1)]
        self._view.ask_for(Ask("WHO_TELLS", "Which agency tells?", f"{', '.join(numbers)}; or its name."))

    def answer_who(self, typed: str) -> None:
        """Ask what that agency tells."""
        view = self._view
        code = agency_of(self._view, typed)
        if not code or view.item is None:
            view.entry.refuse("No agency, or more than one, is called so.")
            return
        told = next((each for each in view.item.told if each.agency_code == code and each.came_on is None), None)
        hint = (
            "Enter keeps it on the forum's usual terms. A full stop alone means that nothing is known. "
            f"End with {MARK} for an exception: who must not have it, or what else it rests on."
        )
        stands = told is not None and terms_words(self._desk.shelf.lists, Terms(told.restriction, told.gateway))
        text = (f"{told.text} {MARK}" if stands else told.text) if told is not None else ""
        view.ask_for(Ask("TOLD", f"{self._label(code)} tells", hint, code, text))

    def answer_told(self, ask: Ask, typed: str) -> None:
        """Keep what it told, or ask for its exception first."""
        view = self._view
        if view.item is None:
            return
        nothing = typed.casefold() in _NOTHING_KNOWN
        if typed.endswith(MARK):
            self._ask_terms(ask.detail, typed.rstrip(f"{MARK} "))
            return
        form = ToldForm(ask.detail, "" if nothing else typed, nothing)
        view.send(tell, view.item.row.item_id, form, ask=replace(ask, text=typed))

    def _ask_terms(self, agency: str, text: str) -> None:
        """The exceptions by their numbers; what stands there already is there to be changed."""
        view, lists, today = self._view, self._desk.shelf.lists, self._desk.today
        if view.item is None:
            return
        told = next((each for each in view.item.told if each.agency_code == agency and each.came_on is None), None)
        terms = Terms(told.restriction, told.gateway) if told is not None else Terms()
        hint = "Numbers with spaces between; Enter alone: the usual terms. Page Down shows more."
        prompt = f"{self._label(agency)}: what is the exception?"
        stands = numbers_of(lists, today, terms)
        view.ask_for(Ask("TERMS", prompt, hint, f"{agency}\n{text}", stands, self.choices("TERMS")))
        view.entry.say(self.preview(Ask("TERMS", ""), view.entry.text()))

    def answer_terms(self, ask: Ask, typed: str) -> None:
        """Keep what it told on other terms than the usual ones."""
        view = self._view
        terms, wrong = understand_terms(self._desk.shelf.lists, self._desk.today, typed)
        if wrong or view.item is None:
            view.entry.refuse(wrong)
            return
        agency, _, text = ask.detail.partition("\n")
        form = ToldForm(agency, text, not text, terms.restriction, terms.gateway)
        view.send(tell, view.item.row.item_id, form, ask=replace(ask, text=typed))

    def ask_words(self, part: str) -> None:
        """Ask for one part of the discussion in the child's own terms."""
        view = self._view
        found = next(((name, title) for name, each, title in SAID if each == part), None)
        if found is None or view.item is None or view.item.row.is_mappa:
            return
        name, title = found
        view.ask_for(
            Ask("WORDS", title, "In the child's own terms. Enter keeps it.", name, getattr(view.item.said, name))
        )

    def answer_words(self, ask: Ask, typed: str) -> None:
        """Keep that part."""
        view = self._view
        if view.item is not None:
            said = replace(view.item.said, **{ask.detail: typed})
            view.send(
                view.chain.keeping(write_words, view.conference_id),
                view.item.row.item_id,
                said,
                ask=replace(ask, text=typed),
            )

    def _label(self, agency_code: str) -> str:
        return self._desk.shelf.label("agencies", agency_code)


def agency_of(view: LiveView, typed: str) -> str:
    """An agency by the number of its seat, or by its name."""
    sitting, said = view.sitting, typed.strip()
    if sitting is not None and said.isdigit() and 1 <= int(said) <= len(sitting.seats):
        return sitting.seats[int(said) - 1].form.agency_code
    return find_agency(view.desk.shelf.lists, said, view.desk.today)
