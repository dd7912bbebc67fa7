"""Starting from the command line: what it loads, and how mistakes are told."""

from __future__ import annotations

import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable

import pytest

from tests.architecture.sources import ROOT
from tests.vrp_desktop.cli.conftest import refused
from vrp_desktop.cli.start import exit_code_of, main
from vrp_desktop.errors import KnownError

HEAVY = {"PySide6", "shiboken6", "sqlalchemy", "pandas", "numpy", "reportlab", "sqlcipher3", "python_calamine"}
LIST_MODULES = (
    "import runpy, sys\n"
    "sys.argv = ['main.py', *sys.argv[1:]]\n"
    "try:\n"
    "    runpy.run_path('main.py', run_name='__main__')\n"
    "except SystemExit:\n"
    "    pass\n"
    "print('\\n'.join(['', *sys.modules]))"
)


@pytest.mark.parametrize("arguments", [("--help",), ("practice", "--help"), ("return", "--help"), ("return",)])
def test_help_and_mistakes_load_no_qt_and_no_database(arguments):
    done = subprocess.run(
        [sys.executable, "-c", LIST_MODULES, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert {name.split(".")[0] for name in done.stdout.split()} & HEAVY == set()


def test_help_names_every_subcommand(run_apart):
    done = run_apart("--help")

    assert done.returncode == 0
    for name in ("practice", "import", "return", "verify", "backup", "restore", "look"):
        assert name in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nonsense",), "invalid choice"),
        (("verify",), "DIR"),
        (("practice", "x", "--as-at", "14.10.2026"), "is not a date; write it as 2026-10-14"),
        (("practice", "x", "--children", "-1"), "is not between 0 and"),
        (("practice", "x", "--children", "many"), "is not a whole number"),
        (("practice", "x", "--seed", "-1"), "below nought"),
        (("return", "x", "--quarter", "2026Q2"), "is not a quarter; write it as 2026-27Q2"),
        (("return", "x"), "--quarter"),
        (("look", "x", "y", "--size", "big"), "is not a size; write it as 1366x768"),
        (("look", "x", "y", "--font-scale", "3"), "invalid choice"),
    ],
)
def test_what_was_typed_wrongly_is_told_in_one_line(capsys, arguments, said):
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert said in told
    assert len(told.strip().splitlines()) == 1


def test_a_folder_without_a_workspace_is_told(run_apart, tmp_path):
    assert "There is no workspace in" in refused(run_apart("verify", tmp_path / "nowhere"))


def test_a_wrong_passphrase_is_told_without_saying_which_was_wrong(run_apart, folder):
    assert "name and passphrase" in refused(run_apart("verify", folder, passphrase="wrong"))


def test_without_a_passphrase_and_a_terminal_nothing_is_opened(run_apart, folder):
    assert "VRP_PASSPHRASE" in refused(run_apart("verify", folder, passphrase=None))


def test_a_user_that_is_not_there_is_not_told_apart_from_a_wrong_passphrase(run, folder):
    assert "name and passphrase" in refused(run("verify", folder, "--user", "nobody"))


def run_of(error: BaseException) -> Callable[[Namespace], int]:
    """A subcommand that ends in an error."""

    def run(_options: Namespace) -> int:
        raise error

    return run


def test_a_bug_is_told_by_its_kind_and_place_alone(capsys):
    code = exit_code_of(run_of(ValueError("Ada Quillfeather")), Namespace())

    told = capsys.readouterr().err
    assert code == 70
    assert "ValueError at test_start.py" in told
    assert "Quillfeather" not in told
    assert "Traceback" not in told


def test_a_stopped_command_ends_with_the_usual_code(capsys):
    assert exit_code_of(run_of(KeyboardInterrupt()), Namespace()) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_the_three_sentences_of_a_known_error_are_one_line(capsys):
    error = KnownError("The disk\nis full.", means="Nothing was written.", do="Free some space.")

    assert exit_code_of(run_of(error), Namespace()) == 2
    assert capsys.readouterr().err == "The disk is full. Nothing was written. Free some space.\n"


STOPPED_WHILE_LOADING = """
import runpy, sys

class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == "vrp_desktop.cli.start":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Stop())
sys.argv = ["main.py", "verify", "x"]
runpy.run_path("main.py", run_name="__main__")
"""


def test_being_stopped_while_still_loading_is_told_like_being_stopped_at_work():
    done = subprocess.run(
        [sys.executable, "-c", STOPPED_WHILE_LOADING], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Stopped.\n")
