"""Drives a window from another process, as a screen reader sees it (AT-SPI) and as hands do (xdotool).

Runs on the system's own Python, which has the bindings. Told one order per line as JSON, answers one line each:
`{"ok": ...}`, or `{"failed": "..."}` with what was on the screen instead. Waits for what it is asked for, up to a
deadline, by listening to the accessibility bus.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import gi  # type: ignore[import-not-found, unused-ignore]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found, unused-ignore]  # noqa: E402

LONGEST = 30.0
"""Seconds that anything may take to appear, on a slow machine too."""

EVERY_MS = 60
BUTTONS = frozenset({"push button", "button", "toggle button", "check box", "button menu"})
"""A button that stays down has a role of its own, and newer buses call the plain one otherwise."""

EVENTS = ("object:state-changed", "object:children-changed", "object:text-changed", "object:property-change")


class NotThere(Exception):
    """What was waited for did not appear."""


class Screen:
    """The accessible tree of one process's windows."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._loop = GLib.MainLoop()
        self._listener = Atspi.EventListener.new(self._on_event)
        for name in EVENTS:
            self._listener.register(name)

    def wait(self, what: Callable[[], Any], words: str) -> Any:
        """Ask again after each event or moment until something is found."""
        ends = time.monotonic() + LONGEST
        while True:
            try:
                found = what()
            except GLib.Error:
                # A part went away while it was being looked at.
                found = None
            if found:
                return found
            if time.monotonic() > ends:
                raise NotThere(words)
            timer = GLib.timeout_add(EVERY_MS, self._on_moment)
            self._loop.run()
            GLib.source_remove(timer)

    def parts(self) -> Iterator[Any]:
        """Every part that shows, windows first."""
        waiting = self._windows()
        while waiting:
            part = waiting.pop(0)
            if part is None or not part.get_state_set().contains(Atspi.StateType.SHOWING):
                continue
            yield part
            if part.get_role() not in (Atspi.Role.TABLE, Atspi.Role.TREE_TABLE):
                waiting.extend(part.get_child_at_index(at) for at in range(part.get_child_count()))

    def find(self, role: str, name: str, *, whole: bool = True) -> Any:
        """The first part of a role with a name, or None; where not `whole`, the name need only begin so."""
        for part in self.parts():
            said = (part.get_name() or "").strip()
            if _is(part, role) and (said == name or (not whole and said.startswith(name))):
                return part
        return None

    def texts(self) -> list[str]:
        """All names that show, in order."""
        return [name for part in self.parts() if (name := (part.get_name() or "").strip())]

    def _windows(self) -> list[Any]:
        desktop = Atspi.get_desktop(0)
        for at in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(at)
            if application is not None and application.get_process_id() == self._process:
                application.set_cache_mask(Atspi.Cache.NONE)
                return [application.get_child_at_index(n) for n in range(application.get_child_count())]
        return []

    def _on_event(self, _event: Any, *_more: Any) -> None:
        self._loop.quit()

    def _on_moment(self) -> bool:
        self._loop.quit()
        return True


class Hands:
    """The orders: each is a method, named as the order is."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def see(self, role: str, name: str, whole: bool = True) -> str:
        """Wait for a part; answers its whole name."""
        return str(self._wait(role, name, whole=whole).get_name())

    def gone(self, role: str, name: str) -> bool:
        """Wait until a part shows no more."""
        return bool(self._screen.wait(lambda: self._screen.find(role, name) is None, f"{role} {name!r} to go"))

    def press(self, role: str, name: str) -> bool:
        """Press a button that can be pressed."""
        part = self._wait(role, name, Atspi.StateType.ENABLED)
        return bool(part.do_action(0))

    def type(self, role: str, name: str, text: str) -> bool:
        """Click into a control and type on the keyboard, in place of what stands there."""
        self._click(self._wait(role, name, Atspi.StateType.ENABLED))
        focused = Atspi.StateType.FOCUSED
        self._wait(role, name, focused)
        _xdotool("key", "ctrl+a")
        _xdotool("type", "--delay", "15", text)
        return True

    def key(self, keys: str) -> bool:
        """Press keys, such as ctrl+l."""
        _xdotool("key", keys)
        return True

    def value(self, role: str, name: str) -> str:
        """What stands in a control."""
        part = self._wait(role, name)
        return str(Atspi.Text.get_text(part, 0, Atspi.Text.get_character_count(part)))

    def rows(self, name: str, least: int = 1, most: int = 10**6) -> list[list[str]]:
        """The cells of a table's first rows, once it has as many rows as wanted."""

        def found() -> list[list[str]]:
            table = self._table(name)
            count = Atspi.Table.get_n_rows(table) if table is not None else 0
            if not least <= count <= most:
                return []
            cells = [
                [Atspi.Table.get_accessible_at(table, row, at) for at in range(Atspi.Table.get_n_columns(table))]
                for row in range(min(count, 200))
            ]
            read = [[(cell.get_name() or "").strip() for cell in row if cell is not None] for row in cells]
            return read if all(any(row) for row in read) else []

        answer: list[list[str]] = self._screen.wait(found, f"table {name!r} with {least} rows or more")
        return answer

    def open_row(self, name: str, row: int) -> bool:
        """Click into a row and press Enter."""
        table = self._screen.wait(lambda: self._table(name), f"table {name!r}")
        self._click(Atspi.Table.get_accessible_at(table, row, 0))
        _xdotool("key", "Return")
        return True

    def texts(self) -> list[str]:
        """All that can be read on the screen."""
        return self._screen.texts()

    def _table(self, name: str) -> Any:
        return self._screen.find("table", name, whole=False)

    def _wait(self, role: str, name: str, state: Any = None, *, whole: bool = True) -> Any:
        def ready() -> Any:
            part = self._screen.find(role, name, whole=whole)
            return part if part is not None and (state is None or part.get_state_set().contains(state)) else None

        return self._screen.wait(ready, f"{role} {name!r}")

    def _click(self, part: Any) -> None:
        box = part.get_extents(Atspi.CoordType.SCREEN)
        _xdotool("mousemove", "--sync", str(box.x + min(20, box.width // 2)), str(box.y + box.height // 2))
        _xdotool("click", "1")


def _is(part: Any, role: str) -> bool:
    said = part.get_role_name()
    return said in BUTTONS if role == "button" else bool(said == role)


def _xdotool(*words: str) -> None:
    subprocess.run(["/usr/bin/xdotool", *words], check=True, timeout=LONGEST)


def main() -> None:
    """Carry out orders until there are no more."""
    screen = Screen(int(sys.argv[1]))
    hands = Hands(screen)
    for line in sys.stdin:
        order = json.loads(line)
        try:
            answer = {"ok": getattr(hands, order.pop("do"))(**order)}
        except NotThere as missing:
            answer = {"failed": f"waited for {missing}; the screen said: {' | '.join(screen.texts())[:3000]}"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
