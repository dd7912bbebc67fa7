"""The one door for message boxes and file dialogs. What stands behind the door is chosen when it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import Tone
from ui.widgets.question import Choice, Question
from vrp_desktop.errors import Cancelled, KnownError

__all__ = ["Choice", "Door", "FileQuestion", "Messages", "Question", "ScreenDoor", "TextQuestion"]


@dataclass(frozen=True, slots=True)
class FileQuestion:
    """Which file or folder to use. Patterns are such as "Spreadsheets (*.xlsx *.ods)"."""

    title: str
    start: str = ""
    patterns: tuple[str, ...] = ()
    must_exist: bool = True
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class TextQuestion:
    """A short text to type."""

    title: str
    prompt: str
    text: str = ""


class Door(Protocol):
    """Where questions are answered: by a person at the screen, or in a test by what was prepared."""

    def answer(self, question: Question) -> str:
        """The key of the choice taken; empty for closing the box."""
        ...

    def pick(self, question: FileQuestion) -> Path | None:
        """The file or folder picked."""
        ...

    def type_in(self, question: TextQuestion) -> str | None:
        """What was typed; None for closing the box."""
        ...


class ScreenDoor:
    """Asks the person at the screen."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def answer(self, question: Question) -> str:
        from shiboken6 import delete, isValid

        from ui.widgets.message_dialog import MessageDialog

        dialog = MessageDialog(self._theme, question, _front())
        dialog.exec()
        taken = dialog.taken
        # At once: a box that only waits to be deleted could become the parent of the next one and take it along. A
        # window that was closed behind the box has taken the box with it.
        if isValid(dialog):
            delete(dialog)
        return taken

    def pick(self, question: FileQuestion) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        if question.is_folder:
            found = QFileDialog.getExistingDirectory(_front(), question.title, question.start)
            return Path(found) if found else None
        patterns = ";;".join(question.patterns)
        ask = QFileDialog.getOpenFileName if question.must_exist else QFileDialog.getSaveFileName
        found, _pattern = ask(_front(), question.title, question.start, patterns)
        return Path(found) if found else None

    def type_in(self, question: TextQuestion) -> str | None:
        from PySide6.QtWidgets import QInputDialog

        text, is_given = QInputDialog.getText(_front(), question.title, question.prompt, text=question.text)
        return text if is_given else None


class Messages(QObject):
    """Telling and asking, always in the same words: what happened, what it means for the data, what to do next."""

    noted = Signal(str)

    def __init__(self, door: Door, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._door = door

    def note(self, text: str) -> None:
        """Say in passing that something was done; the frame shows it for a moment."""
        self.noted.emit(text)

    def say(self, what: str, *, means: str = "", do: str = "", tone: Tone = Tone.INFO) -> None:
        """Tell something that must be read."""
        self._door.answer(Question(what, means, do, (Choice("ok", "OK", "primary"),), tone))

    def failure(self, error: KnownError) -> None:
        """Tell a known error. That a job was stopped by the user is only noted."""
        if isinstance(error, Cancelled):
            self.note(str(error))
            return
        self.say(error.what, means=error.means, do=error.do, tone=Tone.CAUTION)

    def confirm(
        self, what: str, *, means: str = "", yes: str = "Yes", no: str = "Cancel", danger: bool = False
    ) -> bool:
        """Ask before doing. The answer that does nothing is the default where it is dangerous."""
        choices = (Choice("yes", yes, "danger" if danger else "primary"), Choice("no", no))
        tone = Tone.DANGER if danger else Tone.INFO
        return self._door.answer(Question(what, means, "", choices, tone, "no" if danger else "yes")) == "yes"

    def choose(
        self,
        what: str,
        choices: Mapping[str, str],
        *,
        means: str = "",
        do: str = "",
        tone: Tone = Tone.INFO,
        no: str = "Cancel",
    ) -> str | None:
        """Offer several ways on, key to words; the first is proposed. None for none of them."""
        first = next(iter(choices))
        made = tuple(Choice(key, text, "primary" if key == first else "") for key, text in choices.items())
        taken = self._door.answer(Question(what, means, do, (*made, Choice("", no)) if no else made, tone, first))
        return taken or None

    def type_in(self, title: str, prompt: str, text: str = "") -> str | None:
        """Ask for a short text; None if nothing was given."""
        typed = self._door.type_in(TextQuestion(title, prompt, text))
        return (typed or "").strip() or None

    def open_file(self, title: str, *patterns: str, start: str = "") -> Path | None:
        """Which file to read."""
        return self._door.pick(FileQuestion(title, start, patterns))

    def save_file(self, title: str, name: str, *patterns: str) -> Path | None:
        """Where to write a file; asks before one is replaced."""
        return self._door.pick(FileQuestion(title, name, patterns, must_exist=False))

    def folder(self, title: str, start: str = "") -> Path | None:
        """Which folder to use."""
        return self._door.pick(FileQuestion(title, start, is_folder=True))


def _front() -> QWidget | None:
    return QApplication.activeModalWidget() or QApplication.activeWindow()
