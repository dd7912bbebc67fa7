"""`return` as it is typed: the JSON that measures the program, files for each form, signed versions as signed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.architecture.sources import ROOT
from tests.vrp_desktop.cli.conftest import refused
from tests.vrp_desktop.practice.reading import rows_of
from vrp_desktop.cli.start import main
from vrp_desktop.clock import SystemClock
from vrp_desktop.practice.making import PASSPHRASE, USER
from vrp_desktop.returns.content import digest
from vrp_desktop.workspace.workspace import Workspace

QUARTER = "2026-27Q2"
SIGNED = "2026-27Q1"


def test_the_return_is_printed_as_json_whose_figures_are_their_evidence(run_apart, folder):
    done = run_apart("return", folder, "--quarter", QUARTER)

    said = json.loads(done.stdout)
    keys = {"template", "quarter", "place", "as_at", "audience", "version", "lines", "checks", "digest"}
    assert keys <= set(said)
    assert (said["quarter"], said["place"], said["audience"], said["version"]) == (QUARTER, None, "funder", 0)
    for line in said["lines"]:
        assert {"code", "label", "kind", "unit", "value", "state", "year_to_date", "breakdowns", "evidence"} <= set(
            line
        )
        if line["kind"] == "counted":
            assert line["value"] == len(set(line["evidence"]))
            assert all(sum(cells.values()) == line["value"] for cells in line["breakdowns"].values())
    assert any(line["value"] for line in said["lines"] if line["kind"] == "counted")


def test_every_form_is_written_with_a_receipt(run, folder, tmp_path):
    done = run(
        *("return", folder, "--quarter", QUARTER, "--place", "SOUTHAMPTON"),
        *("--pdf", "r.pdf", "--xlsx", "r.xlsx", "--csv", "r.csv", "--json", "r.json"),
    )

    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "r.xlsx").read_bytes().startswith(b"PK")
    assert "YFPP_IDENTIFIED" in (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["place"] == "SOUTHAMPTON"
    with Workspace.open(folder, USER, PASSPHRASE, SystemClock()) as workspace:
        assert {row["form"] for row in rows_of(workspace, "export_receipt")} == {"PDF", "XLSX", "CSV", "JSON"}


def test_what_is_published_holds_no_evidence(run, folder):
    said = json.loads(run("return", folder, "--quarter", QUARTER, "--audience", "published", "--json", "-").stdout)

    assert said["audience"] == "published"
    assert all(line["evidence"] == [] for line in said["lines"])


def test_an_as_at_day_within_the_quarter_counts_what_was_known_by_then(run, folder):
    early = json.loads(run("return", folder, "--quarter", QUARTER, "--as-at", "2026-07-10").stdout)
    late = json.loads(run("return", folder, "--quarter", QUARTER).stdout)

    def identified(said: dict[str, Any]) -> int:
        return next(int(line["value"]) for line in said["lines"] if line["code"] == "YFPP_IDENTIFIED")

    assert early["as_at"] == "2026-07-10"
    assert identified(early) < identified(late)


def test_a_quarter_without_a_form_and_a_file_that_cannot_be_written_are_told(run, folder, tmp_path):
    assert "no return form for 2019-20" in refused(run("return", folder, "--quarter", "2019-20Q1"))
    assert "nowhere" in refused(run("return", folder, "--quarter", QUARTER, "--json", tmp_path / "nowhere" / "r.json"))


def test_a_signed_quarter_prints_its_signed_version_unless_live_is_asked_for(run, folder, tmp_path):
    with Workspace.open(folder, USER, PASSPHRASE, SystemClock()) as workspace:
        (filed,) = rows_of(workspace, "return_document")
        (version,) = rows_of(workspace, "return_version")

    signed = json.loads(run("return", folder, "--quarter", SIGNED, "--pdf", "s.pdf", "--json", "-").stdout)
    live = json.loads(run("return", folder, "--quarter", SIGNED, "--live").stdout)

    assert (signed["version"], live["version"]) == (1, 0)
    assert signed["digest"] == version["digest"] == digest(signed)
    assert any(line["evidence"] for line in signed["lines"])
    assert (tmp_path / "s.pdf").read_bytes() == filed["content"]


def test_a_signed_quarter_is_published_with_small_numbers_hidden(run, folder):
    said = json.loads(run("return", folder, "--quarter", SIGNED, "--audience", "published").stdout)

    assert (said["version"], said["audience"]) == (1, "published")
    assert all(line["evidence"] == [] for line in said["lines"])
    assert any(line["state"] == "hidden" for line in said["lines"])


def test_what_cannot_be_written_to_is_refused_before_the_work(run, folder, tmp_path):
    (tmp_path / "there").mkdir()
    asked = ("return", folder, "--quarter", QUARTER)

    assert "there is a folder, not a file." in refused(run(*asked, "--pdf", tmp_path / "there", "--json", "r.json"))
    assert "The folder" in refused(run(*asked, "--csv", tmp_path / "nowhere" / "r.csv", "--json", "r.json"))
    assert "Two results would go to r.out." in refused(run(*asked, "--csv", "r.out", "--json", "r.out"))
    assert not (tmp_path / "r.json").exists()
    with Workspace.open(folder, USER, PASSPHRASE, SystemClock()) as workspace:
        assert [row for row in rows_of(workspace, "export_receipt") if row["what"] == "Quarterly return"] == []


def test_a_pipe_is_written_to_and_not_replaced(run, folder, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(pipe.read_bytes)
        done = run("return", folder, "--quarter", QUARTER, "--json", pipe)

    assert done.returncode == 0, done.stderr
    assert json.loads(read.result())["quarter"] == QUARTER
    assert pipe.is_fifo()


def test_a_full_disk_behind_the_output_is_told_and_a_reader_that_has_enough_is_no_fault(folder):
    environment = {**os.environ, "VRP_PASSPHRASE": PASSPHRASE}
    command = [sys.executable, str(ROOT / "main.py"), "verify", str(folder)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.splitlines()) == (
        2,
        ["There is no room left where the output goes. Free some space, then try again."],
    )

    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(command, env=environment, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (130, "")


def test_a_pdf_goes_to_the_standard_output_as_bytes(folder, monkeypatch, capfdbinary):
    monkeypatch.setenv("VRP_PASSPHRASE", PASSPHRASE)

    assert main(["return", str(folder), "--quarter", SIGNED, "--pdf", "-"]) == 0

    written = capfdbinary.readouterr().out
    assert written.startswith(b"%PDF-")
    assert written.rstrip().endswith(b"%%EOF")
