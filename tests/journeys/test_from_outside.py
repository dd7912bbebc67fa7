"""The real program as a process on a virtual display, driven through the accessibility bus and the keyboard."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from vrp_desktop.returns.template import parse_template

ROOT = Path(__file__).resolve().parents[2]
DRIVER = Path(__file__).with_name("driver.py")
LONGEST = 40
CHILDREN = "children and young people"
LINES = "lines of the return"

pytestmark = pytest.mark.journey


class Window:
    """The program's process, and the driver that sees and steers its window."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        with log.open("wb") as out:
            self._program = subprocess.Popen(
                [sys.executable, "main.py"], cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT
            )
        self._driver = subprocess.Popen(
            ["/usr/bin/python3", str(DRIVER), str(self._program.pid)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._log = log

    def do(self, order: str, **words: Any) -> Any:
        """One order for the driver; fails with what was on the screen."""
        assert self._driver.stdin is not None
        assert self._driver.stdout is not None
        self._driver.stdin.write(json.dumps({"do": order, **words}) + "\n")
        self._driver.stdin.flush()
        answer = json.loads(self._driver.stdout.readline())
        assert "ok" in answer, f"{answer['failed']}\nThe program said: {self._log.read_text()}"
        return answer["ok"]

    def press(self, name: str) -> None:
        """Press a button."""
        self.do("press", role="button", name=name)

    def ended(self) -> int:
        """Wait for the program to end by itself; its exit code."""
        return self._program.wait(LONGEST)

    def close(self) -> None:
        """End what still runs."""
        with self._driver:
            assert self._driver.stdin is not None
            self._driver.stdin.close()
            self._driver.wait(LONGEST)
        if self._program.poll() is None:
            self._program.send_signal(signal.SIGKILL)
            self._program.wait(LONGEST)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A practice workspace, and nothing of this user's own."""
    place = tmp_path_factory.mktemp("outside")
    return {
        **os.environ,
        "HOME": str(place),
        "VRP_SETTINGS_DIR": str(place / "settings"),
        "VRP_WORKSPACE": str(place / "workspace"),
    }


@pytest.fixture(scope="module")
def said(environment: dict[str, str]) -> dict[str, Any]:
    """What the command line says of the quarter's return in the same workspace, before the window opens it."""
    folder, told = environment["VRP_WORKSPACE"], Path(environment["HOME"]) / "return.json"
    _command(environment, "practice", folder, "--children", "60", "--as-at", "2026-10-14")
    _command(environment, "return", folder, "--quarter", "2026-27Q2", "--json", str(told))
    found: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    return found


@pytest.fixture
def window(environment: dict[str, str], said: dict[str, Any], tmp_path: Path) -> Iterator[Window]:
    """The program, started; the quarter looked at last is remembered, as it is for a user."""
    settings = Path(environment["VRP_SETTINGS_DIR"])
    settings.mkdir(exist_ok=True)
    (settings / "settings.toml").write_text('quarter = "2026-27Q2"\n', encoding="utf-8")
    opened = Window(environment, tmp_path / "said.log")
    yield opened
    opened.close()


def _command(environment: dict[str, str], *arguments: str) -> None:
    with_passphrase = {**environment, "VRP_PASSPHRASE": "practice"}
    subprocess.run([sys.executable, "main.py", *arguments], cwd=ROOT, env=with_passphrase, check=True)


def unlock(window: Window) -> None:
    """Type the name and the passphrase, press Unlock."""
    window.do("type", role="text", name="User", text="practice")
    assert window.do("value", role="text", name="User") == "practice"
    window.do("type", role="password text", name="Passphrase", text="practice")
    window.press("Unlock")


def heard(row: list[str]) -> dict[str, str]:
    """A row's cells as a screen reader says them: by the head of their column."""
    return dict(cell.split(": ", 1) for cell in row if ": " in cell)


def figures(said: dict[str, Any]) -> dict[str, str]:
    """The counted lines of a return's JSON, as the list writes them, by the line's number."""
    template = parse_template((ROOT / "resources/returns" / f"{said['template']}.toml").read_text(encoding="utf-8"))
    counted = {line["code"]: line["value"] for line in said["lines"] if line["kind"] == "counted"}
    return {spec.number: f"{counted[spec.code]:,}" for spec in template.lines() if counted.get(spec.code) is not None}


def test_a_user_unlocks_finds_a_child_reads_the_return_and_locks(window: Window, said: dict[str, Any]) -> None:
    unlock(window)
    window.do("see", role="label", name="To do")

    window.press("Children and young people")
    first = window.do("rows", name=CHILDREN)[0]
    code = heard(first)["Code"]
    window.do("type", role="text", name=f"Filter {CHILDREN}", text=code)
    (found,) = window.do("rows", name=CHILDREN, most=1)
    assert found == first
    window.do("open_row", name=CHILDREN, row=0)
    window.do("see", role="label", name=code, whole=False)

    window.press("Return")
    read = {row[0].removeprefix("Line: "): heard(row)["Quarter"] for row in window.do("rows", name=LINES, least=10)}
    wanted = figures(said)
    assert wanted
    assert {number: read[number] for number in wanted} == wanted

    window.do("key", keys="ctrl+l")
    window.do("see", role="button", name="Unlock")
    window.do("see", role="label", name="Locked", whole=False)
    assert code not in " ".join(window.do("texts"))

    unlock(window)
    window.do("rows", name=LINES, least=10)
    # No window manager gives a new window the keyboard here: a click does.
    window.do("open_row", name=LINES, row=0)
    window.do("key", keys="ctrl+q")
    assert window.ended() == 0
