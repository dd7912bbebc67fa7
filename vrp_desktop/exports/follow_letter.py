"""Handing out the letter on an agency's follow-through, with its receipt."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.actions.follow_through import follow_through
from vrp_desktop.calendar import Quarter
from vrp_desktop.documents.follow_through_pdf import follow_letter
from vrp_desktop.exports.commands import ReceiptForm, record_export
from vrp_desktop.exports.sitting_papers import Paper, watermark_of
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.workspace.queries import about

_FIELDS: Final = ("What became of actions", "Attendance at sittings")


@command(Permission.EXPORT)
def print_follow_letter(work: Work, agency_code: str, quarter: Quarter, place: str | None, form: ReceiptForm) -> Paper:
    """One page to the lead of an agency: numbers alone, and no child's."""
    found = follow_through(work, agency_code, quarter, place)
    agency = read_lists_of(work.session).label("agencies", agency_code)
    content = follow_letter(
        found,
        agency,
        about(work).area_name,
        printed_by=work.actor.full_name,
        printed_at=work.now,
        watermark=watermark_of(work),
    )
    receipt = replace(
        form, what=f"Letter on the follow-through of {agency}", form="PDF", fields=_FIELDS, rows=len(found.rows)
    )
    record_export(work, receipt, content)
    return Paper(f"follow-through-{agency_code.lower().replace('_', '-')}-{quarter.code}.pdf", content, len(found.rows))
