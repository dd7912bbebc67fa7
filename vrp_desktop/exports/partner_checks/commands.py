"""Sending a check list: questions put down, receipt written and file handed out, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from db.panel import PanelCase
from db.people import FOR_EVER, Person, PersonName, PersonProfile
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.errors import Invalid
from vrp_desktop.exports.commands import ReceiptForm, record_export
from vrp_desktop.exports.partner_checks.paper import check_list_pdf
from vrp_desktop.exports.partner_checks.sheet import CheckLine, check_sheet, fields_of
from vrp_desktop.exports.writers import xlsx_bytes
from vrp_desktop.panel.asking import Asking, ask, facts_asked, to_ask
from vrp_desktop.partnership.rules import ShareForm
from vrp_desktop.partnership.sharing import log_share
from vrp_desktop.reference.lists import Lists, read_lists_of

XLSX, PDF = "XLSX", "PDF"


@dataclass(frozen=True, slots=True)
class SentChecks:
    """The file to be saved and sent: its name says nothing of a child."""

    name: str
    content: bytes
    children: int
    asked: int


@command(Permission.EXPORT)
def send_checks(work: Work, agency_code: str, case_ids: Sequence[str], form: ReceiptForm) -> SentChecks:
    """Ask an agency about some children: each open question is put down as asked today."""
    work.actor.need(Permission.EDIT_CASES)
    lists = read_lists_of(work.session)
    if lists.entry("agencies", agency_code) is None:
        raise Invalid({"agency_code": "Choose the agency."})
    items = to_ask(work, lists, agency_code, list(case_ids))
    for item in items:
        work.need_open(item.case.person_id)
    asked = ask(work, lists, agency_code, items)
    work.session.flush()
    named = {fact for item in items for fact in item.facts}
    facts = tuple(fact for fact in facts_asked(lists, agency_code) if fact in named)
    lines = _lines(work, items)
    what = f"Partner checks for {lists.label('agencies', agency_code)}"
    content = _content(work, lists, agency_code, facts, lines, form)
    receipt = replace(form, what=what, fields=fields_of(facts, lists), rows=len(lines))
    receipt_id = record_export(work, receipt, content)
    for item in items:
        log_share(work, _share(work, item, agency_code, receipt, receipt_id))
    name = f"partner-checks-{agency_code.lower().replace('_', '-')}-{work.today.isoformat()}.{form.form.lower()}"
    return SentChecks(name, content, len(lines), asked)


def _share(work: Work, item: Asking, agency_code: str, receipt: ReceiptForm, receipt_id: str) -> ShareForm:
    """To ask is to share: who the child is, and that a panel looks at them. Without an agreement the purpose is why."""
    return ShareForm(
        person_id=item.case.person_id,
        shared_on=work.today,
        what="Name, date of birth and postcode, to ask for partner checks",
        kinds=("IDENTITY",),
        agencies=(agency_code,),
        named=receipt.recipient,
        agreement_id=receipt.agreement_id,
        purpose=receipt.purpose,
        reason=receipt.purpose,
        case_id=item.case.id,
        about=("export_receipt", receipt_id),
    )


def _content(
    work: Work, lists: Lists, agency_code: str, facts: Sequence[str], lines: Sequence[CheckLine], form: ReceiptForm
) -> bytes:
    if form.form == PDF:
        return check_list_pdf(
            lists,
            agency_code,
            facts,
            lines,
            purpose=form.purpose,
            recipient=form.recipient,
            printed_by=work.actor.full_name,
            printed_at=work.now,
        )
    return xlsx_bytes([check_sheet(lists, agency_code, facts, lines, work.today)], "Partner checks")


def _lines(work: Work, items: Sequence[Asking]) -> list[CheckLine]:
    """Who is meant, so that the agency finds the right child: name, date of birth and postcode, nothing else."""
    facts = {item.case.id: item.facts for item in items}
    statement = (
        select(PanelCase.id, PanelCase.code, PersonName.forenames, PersonName.surname, Person.born_on)
        .add_columns(PersonProfile.postcode)
        .join(Person, Person.id == PanelCase.person_id)
        .outerjoin(PersonName, (PersonName.person_id == Person.id) & (PersonName.kind == "CURRENT"))
        .outerjoin(PersonProfile, (PersonProfile.person_id == Person.id) & (PersonProfile.until_on == FOR_EVER))
        .where(PanelCase.id.in_(list(facts)))
        .order_by(PanelCase.code)
    )
    return [
        CheckLine(code, f"{forenames or ''} {surname or ''}".strip(), born, postcode or "", facts[case_id])
        for case_id, code, forenames, surname, born, postcode in work.session.execute(statement)
    ]
