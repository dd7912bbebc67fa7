"""What must not be read is refused in plain words; memory stays small, even in a process that has little."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.corpus.hostile import HUNGRY, REFUSED
from vrp_desktop.errors import KnownError, NotASpreadsheet
from vrp_desktop.imports.reading.workbook import read_workbook

_CHILD = """
import resource, sys
from vrp_desktop.errors import NotASpreadsheet
from vrp_desktop.imports.reading.workbook import read_workbook
from tests.corpus.hostile import REFUSED

resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
for what in sys.argv[1:]:
    name, build, says = REFUSED[what]
    data = build()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        read_workbook(data, name)
    except NotASpreadsheet as error:
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
        assert says in str(error), (what, str(error))
        print(f"{what}|{grown}|{error}")
"""


@pytest.mark.parametrize("what", [what for what in REFUSED if what not in HUNGRY])
def test_a_file_that_is_no_good_is_refused_in_plain_words(what):
    name, build, says = REFUSED[what]

    with pytest.raises(NotASpreadsheet) as refused:
        read_workbook(build(), name)

    assert says in str(refused.value)
    assert "Nothing was taken in and nothing was changed." in str(refused.value)
    assert refused.value.do


def test_hostile_files_eat_no_memory_in_a_process_that_has_a_gigabyte():
    done = subprocess.run([sys.executable, "-c", _CHILD, *HUNGRY], capture_output=True, text=True, check=False)

    assert done.stderr == ""
    found = [line.split("|") for line in done.stdout.splitlines()]
    assert [what for what, _, _ in found] == list(HUNGRY)
    assert {what: int(grown) for what, grown, _ in found if int(grown) > 150} == {}


def test_a_message_never_holds_the_file_name_or_its_contents():
    for name, build, _ in (REFUSED[what] for what in REFUSED if what not in HUNGRY):
        with pytest.raises(KnownError) as refused:
            read_workbook(build(), f"Tam Ash {name}" if "." in name else name)
        assert "Tam" not in str(refused.value)
        assert "Ash" not in str(refused.value)
