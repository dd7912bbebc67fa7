"""What changed is told once for each turn of the event loop."""

from __future__ import annotations

from ui.hub import Hub
from vrp_desktop.changes import Changes, changes_of


def test_changes_of_one_turn_are_told_together(qtbot):
    hub = Hub()
    heard: list[Changes] = []
    hub.changed.connect(heard.append)

    hub.announce(changes_of([("action", "a1")]))
    hub.announce(changes_of([("action", "a2"), ("note", "n1")]))
    assert heard == []
    qtbot.waitUntil(lambda: bool(heard))

    assert len(heard) == 1
    assert heard[0].kinds == {"action": frozenset({"a1", "a2"}), "note": frozenset({"n1"})}


def test_no_change_is_no_news(qtbot):
    hub = Hub()
    heard: list[Changes] = []
    hub.changed.connect(heard.append)

    hub.announce(Changes())
    hub.announce(changes_of([("note", "n1")]))
    qtbot.waitUntil(lambda: bool(heard))

    assert len(heard) == 1
