"""Words offered while typing, and a long list of choices whose blank has words of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.fields import Choose, Option, Text
from ui.widgets.form import Form


def test_a_text_offers_words_and_takes_any_other(qtbot: QtBot, theme: Theme):
    form = Form(theme, [Text(name="sender", label="Sender", suggestions=("Harbour Police", "Quayside College"))])
    qtbot.addWidget(form)
    line = form.editor("sender").target()
    assert isinstance(line, QLineEdit)
    edits: list[str] = []
    form.edited.connect(lambda: edits.append(str(form.values()["sender"])))

    completer = line.completer()
    completer.setCompletionPrefix("quay")
    assert completer.currentCompletion() == "Quayside College"
    line.setText(completer.currentCompletion())
    completer.activated.emit(completer.currentCompletion())

    assert edits[-1] == "Quayside College"
    form.put({"sender": "Somebody new"})
    assert form.check()


def test_the_words_for_nothing_chosen_are_no_mistake(qtbot: QtBot, theme: Theme):
    options = [Option(str(number), f"Choice {number}") for number in range(12)]
    form = Form(theme, [Choose(name="answer", label="Answer", options=options, blank="As each row says")])
    qtbot.addWidget(form)

    form.set_values({"answer": None})

    assert form.check()
    assert form.values() == {"answer": None}
