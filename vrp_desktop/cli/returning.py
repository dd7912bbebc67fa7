"""`return DIR --quarter Q`: the quarterly return as PDF, XLSX, CSV or JSON; a signed one as it was signed."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from vrp_desktop.cli.arguments import Subcommand, add_workspace, day, quarter
from vrp_desktop.cli.opening import open_workspace
from vrp_desktop.cli.outputs import STANDARD_OUTPUT, check_outs, known_place, send_out, tell

if TYPE_CHECKING:
    from vrp_desktop.access.work import Read
    from vrp_desktop.calendar import Quarter
    from vrp_desktop.returns.content import Audience, ReturnContent
    from vrp_desktop.returns.frozen import Signed
    from vrp_desktop.workspace.workspace import Workspace

_FORMS: Final = ("pdf", "xlsx", "csv", "json")


@dataclass(frozen=True, slots=True)
class _Found:
    """The return to write: live or signed, for its audience, and as JSON says it."""

    content: ReturnContent
    signed: Signed | None
    said: dict[str, Any]
    filed_pdf: bytes | None


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_workspace(parser)
    parser.add_argument("--quarter", metavar="QUARTER", type=quarter, required=True, help="as 2026-27Q2")
    parser.add_argument("--place", metavar="CODE", help="one place; without it the whole area")
    parser.add_argument("--as-at", metavar="DATE", type=day, help="the day up to which facts count (today)")
    parser.add_argument("--live", action="store_true", help="work it out anew, also where it is signed")
    parser.add_argument("--audience", choices=("funder", "published"), default="funder", help="exact, or suppressed")
    for form in _FORMS:
        parser.add_argument(f"--{form}", metavar="OUT", type=Path, help=f"write it as {form.upper()}")


def _run(options: argparse.Namespace) -> int:
    from vrp_desktop.exports.passages import passages_of_sheet
    from vrp_desktop.exports.return_sheets import flat_sheet
    from vrp_desktop.returns.content import Audience

    outs: dict[str, Path] = {form: getattr(options, form) for form in _FORMS if getattr(options, form)}
    check_outs(list(outs.values()))
    with open_workspace(options) as workspace:
        place = known_place(workspace, options.place)
        audience = Audience(options.audience)
        found = workspace.read(_find, options.quarter, place, audience, options.as_at, is_live=options.live)
        for form, out in (outs or {"json": STANDARD_OUTPUT}).items():
            content = _bytes_of(workspace, found, form)
            purpose = f"The return of {options.quarter.code} for the {audience.value} audience, from the command line"
            rows, passages = len(found.content.lines), passages_of_sheet(flat_sheet(found.content))
            send_out(workspace, out, content, "Quarterly return", purpose, rows=rows, passages=passages)
            tell(out)
    return 0


def _find(read: Read, asked: Quarter, place: str | None, audience: Audience, as_at: Any, *, is_live: bool) -> _Found:
    from vrp_desktop.returns.content import Audience, as_json
    from vrp_desktop.returns.queries import audience_of, live_content, signed_version

    signed = None if is_live else signed_version(read, asked, place)
    content = signed.content if signed else live_content(read, asked, place, as_at)
    shown = audience_of(read, content, asked, audience)
    if signed is not None and audience is Audience.FUNDER:
        return _Found(shown, signed, json.loads(signed.canonical), _filed_pdf(read, asked, place))
    return _Found(shown, None, as_json(shown), None)


def _filed_pdf(read: Read, asked: Quarter, place: str | None) -> bytes | None:
    """The bytes that were filed when the newest version was signed."""
    from sqlalchemy import select

    from db.returns import ReturnDocument
    from vrp_desktop.returns.compute import return_row
    from vrp_desktop.returns.frozen import newest_version
    from vrp_desktop.returns.queries import ask_for

    row = return_row(read.session, ask_for(read, asked, place))
    version = newest_version(read.session, row.id) if row else None
    if version is None:
        return None
    filed = select(ReturnDocument.content).where(ReturnDocument.version_id == version.id, ReturnDocument.kind == "PDF")
    return read.session.scalar(filed)


def _bytes_of(workspace: Workspace, found: _Found, form: str) -> bytes:
    if form == "json":
        return json.dumps(found.said, ensure_ascii=False, indent=1).encode()
    digest = str(found.said["digest"])
    if form == "pdf":
        return found.filed_pdf or _pdf(workspace, found, digest)
    from vrp_desktop.exports.return_sheets import flat_sheet, return_sheets
    from vrp_desktop.exports.writers import csv_bytes, xlsx_bytes

    if form == "csv":
        return csv_bytes(flat_sheet(found.content))
    return xlsx_bytes(return_sheets(found.content, digest), found.content.template.title)


def _pdf(workspace: Workspace, found: _Found, digest: str) -> bytes:
    from vrp_desktop.documents.return_pdf import render_return

    who, now = workspace.actor.full_name, workspace.clock.now()
    return render_return(found.content, printed_by=who, printed_at=now, signed=found.signed, digest=digest)


SUBCOMMAND: Final = Subcommand("return", "Work out or print a quarter's return.", _add_arguments, _run)
