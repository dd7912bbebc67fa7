"""What stands behind the door of messages in tests: answers prepared beforehand, and a record of what was asked."""

from __future__ import annotations

from pathlib import Path

from ui.messages import FileQuestion, Question, TextQuestion


class PreparedDoor:
    """Gives prepared answers in turn; with none left it takes the way out. `asked` holds every question."""

    def __init__(self) -> None:
        self.asked: list[Question | FileQuestion | TextQuestion] = []
        self._answers: list[str] = []
        self._files: list[Path | None] = []
        self._texts: list[str | None] = []

    def will_answer(self, *keys: str) -> None:
        """Prepare the keys of choices: "yes", "no", "ok"."""
        self._answers.extend(keys)

    def will_pick(self, *files: Path | None) -> None:
        """Prepare files for file dialogs."""
        self._files.extend(files)

    def will_type(self, *texts: str | None) -> None:
        """Prepare short texts."""
        self._texts.extend(texts)

    @property
    def said(self) -> list[str]:
        """The sentences of what happened, of every box so far."""
        return [item.what for item in self.asked if isinstance(item, Question)]

    def answer(self, question: Question) -> str:
        self.asked.append(question)
        return self._answers.pop(0) if self._answers else ""

    def pick(self, question: FileQuestion) -> Path | None:
        self.asked.append(question)
        return self._files.pop(0) if self._files else None

    def type_in(self, question: TextQuestion) -> str | None:
        self.asked.append(question)
        return self._texts.pop(0) if self._texts else None
