"""`import DIR FILE`: takes in a partner's list, prints the counts as JSON, and writes out the rows that were held."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vrp_desktop.cli.arguments import Subcommand, add_workspace, day
from vrp_desktop.cli.opening import open_workspace
from vrp_desktop.cli.outputs import check_outs, known_place, send_out, tell
from vrp_desktop.clock import london_day

if TYPE_CHECKING:
    from vrp_desktop.access.work import Read
    from vrp_desktop.imports.reading.settings import BatchSettings
    from vrp_desktop.imports.reading.workbook import Workbook
    from vrp_desktop.workspace.workspace import Workspace


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_workspace(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help="an XLSX, XLSM, ODS or CSV file")
    parser.add_argument("--sender", metavar="NAME", default="", help="who sent it; its settings are remembered")
    parser.add_argument("--rows", choices=("referral", "event"), help="what a row is: a referral or a police event")
    parser.add_argument("--referral-date", metavar="DATE", type=day, help="the date of rows that have none")
    parser.add_argument("--place", metavar="CODE", help="the place of rows that name none")
    parser.add_argument("--rejects", metavar="OUT.csv", type=Path, help="write the rows that were held here")


def _run(options: argparse.Namespace) -> int:
    from vrp_desktop.imports.commands import take_in
    from vrp_desktop.imports.queries import already_taken
    from vrp_desktop.imports.reading.workbook import read_workbook

    check_outs([options.rejects] if options.rejects else [])
    with open_workspace(options) as workspace:
        settings = _settings(workspace, options)
        workbook = read_workbook(options.file, options.file.name)
        for batch in workspace.read(already_taken, workbook.digest)[:1]:
            day_taken = london_day(batch.taken_at)
            print(f"This very file was taken in before, on {day_taken:%d/%m/%Y}.", file=sys.stderr)
        for sentence in workspace.read(_told_of, workbook, settings):
            print(sentence, file=sys.stderr)
        taken = workspace.write(take_in, workbook, settings).result
        if taken.on_file:
            rows = "One row is" if taken.on_file == 1 else f"{taken.on_file:,} rows are"
            print(f"{rows} already on file: nothing new was made there.", file=sys.stderr)
        print(json.dumps(taken.as_json()))
        if options.rejects:
            _write_rejects(workspace, options.rejects, taken.batch_id)
    return 0


def _told_of(read: Read, workbook: Workbook, settings: BatchSettings) -> list[str]:
    """What is not taken in, so that nothing is left out in silence."""
    from vrp_desktop.imports.listing import open_list

    table = open_list(read, workbook, settings).table
    others = ((table.other_sheets, "Other sheets, not read"), (table.hidden_sheets, "Hidden sheets, not read"))
    return [
        *(f"{what}: {', '.join(names)}." for names, what in others if names),
        *table.left_out.sentences(),
        *workbook.warnings,
    ]


def _settings(workspace: Workspace, options: argparse.Namespace) -> BatchSettings:
    """What is remembered of the sender, with what was said on the command line."""
    from vrp_desktop.imports.queries import settings_for
    from vrp_desktop.imports.reading.settings import RowKind

    settings = workspace.read(settings_for, options.sender)
    if settings.referral_date and not options.referral_date:
        # It was right for another list: whoever runs this must be able to see that it was used.
        said = f"{settings.referral_date:%d/%m/%Y}"
        print(f"Rows without a referral date are dated {said}, as for this sender’s last list.", file=sys.stderr)
    return replace(
        settings,
        rows=RowKind(options.rows.upper()) if options.rows else settings.rows,
        referral_date=options.referral_date or settings.referral_date,
        place=known_place(workspace, options.place) or settings.place,
    )


def _write_rejects(workspace: Workspace, out: Path, batch_id: str) -> None:
    from vrp_desktop.exports.sheets import Sheet
    from vrp_desktop.exports.writers import csv_bytes
    from vrp_desktop.imports.queries import held_sheet

    held = workspace.read(held_sheet, batch_id)
    content = csv_bytes(Sheet("Held rows", held.headings, held.rows))
    purpose = "For the sender to put right, from the command line"
    send_out(workspace, out, content, "Held rows of a batch", purpose, rows=len(held.rows))
    tell(out)


SUBCOMMAND: Final = Subcommand("import", "Take in a list that a partner sent.", _add_arguments, _run)
