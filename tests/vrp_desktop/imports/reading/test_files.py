"""Files on disk: what cannot be opened is told in plain words."""

from __future__ import annotations

import os

import pytest

from tests.corpus.builders import xlsx
from vrp_desktop.errors import NotASpreadsheet
from vrp_desktop.imports.reading.limits import Limits
from vrp_desktop.imports.reading.refusals import FileUnreadable
from vrp_desktop.imports.reading.workbook import read_workbook


def test_a_file_is_read_from_its_path(tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(xlsx([["Surname"]]))

    assert read_workbook(path, path.name).sheets[0].rows == [("Surname",)]


def test_a_file_that_is_gone_is_told(tmp_path):
    with pytest.raises(FileUnreadable, match="it is not there"):
        read_workbook(tmp_path / "gone.xlsx", "gone.xlsx")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(FileUnreadable, match="it is a folder"):
        read_workbook(tmp_path, "folder.xlsx")


def test_a_pipe_is_no_file_and_does_not_wait(tmp_path):
    os.mkfifo(tmp_path / "pipe.xlsx")

    with pytest.raises(FileUnreadable, match="not an ordinary file"):
        read_workbook(tmp_path / "pipe.xlsx", "pipe.xlsx")


def test_a_file_beyond_the_limit_is_not_read_whole(tmp_path):
    path = tmp_path / "big.csv"
    path.write_bytes(b"Surname\r\n" * 1_000)

    with pytest.raises(NotASpreadsheet, match="larger than any list"):
        read_workbook(path, path.name, limits=Limits(file_bytes=1_000))
