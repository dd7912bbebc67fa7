"""A decision on its way in the live view: asked step by step, read back, and kept by Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.sitting import keys, words
from ui.sitting.entry import Ask
from vrp_desktop.reference.lists import ListEntry
from vrp_desktop.sitting.deciding import decide_item
from vrp_desktop.sitting.flow import Flow, Step
from vrp_desktop.sitting.sentences import AGREED

if TYPE_CHECKING:
    from ui.sitting.live import LiveView


class Deciding:
    """Asks for each step of the decision of one live view, and sends it."""

    def __init__(self, view: LiveView) -> None:
        self._view = view
        self._desk = view.desk

    def begin(self, outcome: ListEntry) -> None:
        """The key of an outcome was pressed."""
        view = self._view
        if view.item is None or view.saving:
            return
        if view.item.row.outcome is not None:
            self._desk.messages.note("This item is decided. Ctrl+Z takes the last deed back.")
            return
        row = view.item.row
        view.flow = Flow(outcome.code, row.outcome_list, Step.READ if row.is_mappa else Step.WHY, row.is_mappa)
        self.ask()

    def ask(self) -> None:
        """Ask for the next step of the decision that is on its way."""
        view, flow = self._view, self._view.flow
        if flow is None:
            return
        prompt, hint = flow.prompt(view.ground)
        outcome = self._desk.shelf.label(flow.list_name, flow.outcome)
        if flow.step is Step.READ:
            view.entry.put(Ask("FLOW", f"{flow.sentence(view.ground)} {AGREED}", hint))
            view.entry.close_line()
            view.entry.setFocus()
            view.strip.setFocus()
        else:
            view.entry.open_line()
            view.entry.put(Ask("FLOW", f"{outcome}: {prompt}", hint, text=flow.shown()))
            view.entry.say(words.agreed_words(self._desk, flow))
        view.show_legend()

    def take(self, flow: Flow, text: str) -> None:
        """Go on with what was typed, or say what is wrong with it."""
        wrong = flow.take(self._view.ground, text)
        if wrong:
            self._view.entry.refuse(wrong)
            return
        self._view.drafting.touch()
        self.ask()

    def back(self) -> bool:
        """A step back; False where there is none."""
        flow = self._view.flow
        if flow is None or not flow.back(self._view.ground):
            return False
        self._view.drafting.touch()
        self.ask()
        return True

    def say(self, flow: Flow, text: str) -> None:
        """Say how what is being typed is understood."""
        self._view.entry.say(flow.preview(self._view.ground, text) or words.agreed_words(self._desk, flow))

    def read_back_key(self, key: str) -> bool:
        """The keys while a decision is read back; says whether it was one."""
        view, flow = self._view, self._view.flow
        if flow is None or flow.step is not Step.READ or view.entry.ask is None:
            return False
        if key == keys.ENTER:
            self._keep(flow)
        elif key == keys.DISAGREE and not flow.is_mappa:
            flow.disagree()
            self.ask()
        elif key == keys.ESC:
            view.go_back()
        return True

    def _keep(self, flow: Flow) -> None:
        view = self._view
        if view.item is None:
            return
        view.entry.open_line()
        row = view.item.row
        decide = view.chain.following(decide_item)
        view.send(decide, row.item_id, row.version, flow.form(), about=row.item_id)
