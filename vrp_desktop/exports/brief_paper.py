"""Handing out the chair's brief as a PDF, with its receipt; only where every child in it may be opened."""

from __future__ import annotations

from dataclasses import replace

from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.briefing.brief import chairs_brief, person_ids
from vrp_desktop.documents.brief_pdf import brief_pdf
from vrp_desktop.errors import RuleBroken
from vrp_desktop.exports.commands import ReceiptForm, record_export
from vrp_desktop.exports.sitting_papers import Paper, watermark_of
from vrp_desktop.forums.standing import rules_on
from vrp_desktop.reference.lists import read_lists_of

_FIELDS = ("Case", "Name", "What has changed", "What is missing", "What is open")


@command(Permission.EXPORT)
def print_brief(work: Work, conference_id: str, form: ReceiptForm) -> Paper:
    """The brief of a sitting, a page for each case."""
    brief = chairs_brief(work, conference_id)
    if not brief.cases:
        raise RuleBroken("No panel case is on the agenda.", means="Nothing was printed.", do="Build the agenda first.")
    for person_id in sorted(person_ids(brief.cases)):
        work.need_open(person_id)
    lists = read_lists_of(work.session)
    marking = rules_on(work.session, lists, brief.forum_code, brief.held_on).marking
    content = brief_pdf(
        lists,
        brief,
        marking=lists.label("markings", marking),
        printed_by=work.actor.full_name,
        printed_at=work.now,
        watermark=watermark_of(work),
    )
    record_export(work, replace(form, what="Chair's brief", form="PDF", fields=_FIELDS, rows=len(brief.cases)), content)
    return Paper(f"chairs-brief-{brief.held_on.isoformat()}.pdf", content, len(brief.cases))
