"""`import` as it is typed: counts as JSON, held rows written out, refusals in one line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from tests.vrp_desktop.cli.conftest import refused
from tests.vrp_desktop.practice.reading import rows_of
from vrp_desktop.clock import SystemClock
from vrp_desktop.practice.making import PASSPHRASE, USER
from vrp_desktop.workspace.workspace import Workspace

LIST = """Surname,Forename,DOB,Referral date,Reason
Teapotwaffle,Ada,04/03/2012,01/10/2026,Needs a way back into school
Teapotwaffle,Bo,05/06/2013,,Came without a date
,,07/08/2012,02/10/2026,No name
Jugwhistle,Cal,31/02/2012,03/10/2026,No such day
"""


@pytest.fixture
def partner_list(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_import_prints_the_counts_as_json_and_writes_the_held_rows(run_apart, folder, partner_list, tmp_path):
    done = run_apart(
        "import", folder, partner_list, "--sender", "Lanternside", "--place", "PORTSMOUTH", "--rejects", "out.csv"
    )

    said = json.loads(done.stdout)
    held = list(csv.reader((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert set(said) == {"batch", "read", "taken", "held", "joined", "likely_duplicates"}
    assert (said["read"], said["taken"], said["held"]) == (4, 1, 3)
    assert len(held) == 1 + said["held"]
    assert held[0][-1] == "Why it is held"


def test_a_date_for_the_batch_and_a_second_time_of_the_same_file(run, folder, partner_list):
    first = run("import", folder, partner_list, "--referral-date", "2026-10-05", "--place", "portsmouth")
    again = run("import", folder, partner_list, "--referral-date", "2026-10-05", "--place", "portsmouth")

    one, two = json.loads(first.stdout), json.loads(again.stdout)
    assert (one["taken"], one["joined"]) == (2, 0)
    assert (two["taken"], two["joined"]) == (2, 2)
    assert "taken in before" in again.stderr
    assert "2 rows are already on file" in again.stderr


def test_a_row_may_be_a_police_event(run, folder, tmp_path):
    rows = "\n".join(f"Muffinflute,Dee,04/03/2012,0{day}/09/2026,4426000{day}" for day in (1, 5))
    (tmp_path / "events.csv").write_text(f"Surname,Forename,DOB,Referral date,Occurrence number\n{rows}\n")

    done = run("import", folder, "events.csv", "--rows", "event", "--place", "SOUTHAMPTON")

    with Workspace.open(folder, USER, PASSPHRASE, SystemClock()) as workspace:
        made = [row for row in rows_of(workspace, "referral") if row["batch_id"] == json.loads(done.stdout)["batch"]]
    assert json.loads(done.stdout)["taken"] == 2
    assert len(made) == 1


def test_a_file_that_is_no_spreadsheet_changes_nothing(run, folder, tmp_path):
    (tmp_path / "list.xlsx").write_bytes(b"%PDF-1.7 not a workbook")

    refused(run("import", folder, "list.xlsx"))
    assert "it is not there" in refused(run("import", folder, "missing.csv"))


def test_a_place_that_is_not_there_is_told_with_those_that_are(run, folder, partner_list):
    told = refused(run("import", folder, partner_list, "--place", "ATLANTIS"))

    assert "ATLANTIS" in told
    assert "SOUTHAMPTON" in told


def test_the_held_rows_that_leave_have_a_receipt(run, folder, partner_list, tmp_path):
    run("import", folder, partner_list, "--rejects", tmp_path / "out.csv")

    with Workspace.open(folder, USER, PASSPHRASE, SystemClock()) as workspace:
        [receipt] = [row for row in rows_of(workspace, "export_receipt") if row["what"] == "Held rows of a batch"]
    assert receipt["form"] == "CSV"
    assert receipt["sha256"]


def test_what_is_set_for_a_sender_is_remembered_and_told(run, folder, tmp_path):
    (tmp_path / "one.csv").write_text("Surname,Forename,DOB,Offence date\nMuffinflute,Dee,04/03/2012,01/09/2026\n")
    (tmp_path / "two.csv").write_text("Surname,Forename,DOB,Offence date\nMuffinflute,Eve,05/04/2013,02/09/2026\n")
    run("import", folder, "one.csv", "--sender", "Harbour Police", "--rows", "event", "--referral-date", "2026-09-05")

    done = run("import", folder, "two.csv", "--sender", "harbour  police")

    said = json.loads(done.stdout)
    with Workspace.open(folder, USER, PASSPHRASE, SystemClock()) as workspace:
        [made] = [row for row in rows_of(workspace, "referral") if row["batch_id"] == said["batch"]]
    assert f"{made['referred_on']}" == "2026-09-05"
    assert "are dated 05/09/2026, as for this sender’s last list." in done.stderr


def test_what_is_left_out_is_told_beside_the_counts(run, folder, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Referrals", 0)
    for row in (["Surname", "Forename", "Referral date"], ["Ash", "Tam", "01/09/2026"], ["Elm", "Kit", "=TODAY()"]):
        sheet.append(row)
    sheet.append(["Oak", "Sam", "01/09/2026"])
    sheet.row_dimensions[4].hidden = True
    book.create_sheet("Old").sheet_state = "hidden"
    book.save(tmp_path / "list.xlsx")

    done = run("import", folder, "list.xlsx")

    assert (json.loads(done.stdout)["read"], json.loads(done.stdout)["held"]) == (2, 1)
    assert done.stderr.splitlines() == [
        "Other sheets, not read: Sheet.",
        "Hidden sheets, not read: Old.",
        "1 row hidden in the sheet: left out.",
        "One cell holds a formula without the value, and counts as blank. Open the file in Excel or LibreOffice,"
        " save it, and try again.",
    ]


def test_held_rows_that_could_not_be_written_are_told_before_anything_is_taken_in(run, folder, partner_list, tmp_path):
    before = (folder / "store.db").read_bytes()

    told = refused(run("import", folder, partner_list, "--rejects", tmp_path))

    assert "is a folder, not a file." in told
    assert (folder / "store.db").read_bytes() == before
