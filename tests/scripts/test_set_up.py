"""Setting up: what is missing is named, what is there is left alone, and the targets do what the README says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT

TARGETS = ("run", "test", "lint", "journey", "soak", "bench", "venv", "clean")


def run_script(name: str, *arguments: str, code: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script of ours, or code that may import them, as its own process."""
    command = ["-c", code] if code else [str(ROOT / "scripts" / name)]
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, *command, *arguments],
        cwd=ROOT / "scripts",
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_stamp_is_left_only_when_nothing_is_missing(tmp_path):
    code = "import system_packages as s; print(*s.missing(s.PURPOSES['offscreen'][1]))"
    lacking = run_script("", code=code).stdout.split()
    stamp = tmp_path / "stamp"

    if not lacking:
        assert run_script("system_packages.py", "offscreen", str(stamp)).returncode == 0

    assert stamp.exists() == (not lacking)


def test_a_missing_library_font_or_command_is_named_by_its_package():
    code = (
        "from system_packages import Need, _command, _font, _library, missing\n"
        "absent = [Need('a', _library('libnone.so.9')), Need('b', _font('None.ttf')), Need('c', _command('none'))]\n"
        "print(*missing([*absent, Need('d', _command('sh'))]))"
    )

    assert run_script("", code=code).stdout.split() == ["a", "b", "c"]


def test_without_leave_to_install_the_line_to_type_is_printed():
    code = (
        "import debian, shutil\n"
        "shutil.which = {'apt-get': '/usr/bin/apt-get'}.get\n"
        "debian.os.geteuid = lambda: 1000\n"
        "print(debian.install(['libgl1'], 'the window'))"
    )

    told = run_script("", code=code).stdout

    assert "sudo apt-get install -y --no-install-recommends libgl1" in told
    assert told.endswith("False\n")


@pytest.mark.parametrize(
    ("environment", "shown"), [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True)]
)
def test_a_window_is_opened_only_where_there_is_a_display(environment, shown):
    code = "import run_practice; print(run_practice.has_display())"

    expected = shown or not sys.platform.startswith("linux")
    assert run_script("", code=code, **environment).stdout.strip() == str(expected)


@pytest.mark.parametrize("target", TARGETS)
def test_make_has_each_target_that_the_readme_names(target):
    make = shutil.which("make") or shutil.which("gmake")
    assert make, "make is what runs the tests"

    plan = subprocess.run([make, "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False)

    assert plan.returncode == 0, plan.stderr
    assert f"make {target}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_an_old_python_is_told_what_to_do():
    code = "import make_venv, sys; sys.version_info = (3, 9, 2); sys.exit(make_venv.main([]))"

    done = run_script("", code=code)

    assert done.returncode == 1
    assert done.stderr.startswith("This needs Python 3.11 or newer; found 3.9.2.")
    assert "Traceback" not in done.stderr


def test_what_runs_in_continuous_integration_can_be_run():
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert [line for line in script.read_text().splitlines() if line.startswith("make ")] == [
        "make test",
        "make journey",
    ]
