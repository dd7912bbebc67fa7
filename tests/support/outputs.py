"""Every output that the program makes, a line each: for whom it is, which module renders it, and how it is made.

A module that renders and is in no line fails a test: say of a new output for whom it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from db.conferences import AgendaItem
from db.discussion import Contribution
from tests.support.making import CORE, Making
from tests.vrp_desktop.access.asking import texts_of
from ui.records import find_records
from vrp_desktop.access.audit_queries import event_changes, events_page
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.actions.queries import Show, actions_page
from vrp_desktop.attachments.commands import add_attachment
from vrp_desktop.attachments.forms import AttachmentForm
from vrp_desktop.attachments.queries import attachments_of
from vrp_desktop.calendar import Quarter
from vrp_desktop.chronology.story import Narrowing
from vrp_desktop.conferences.commands import put_on_agenda
from vrp_desktop.conferences.forms import AttendanceForm
from vrp_desktop.documents.chronology_pdf import chronology_copy
from vrp_desktop.documents.return_pdf import render_return
from vrp_desktop.exports.brief_paper import print_brief
from vrp_desktop.exports.calendar_file import export_calendar
from vrp_desktop.exports.commands import ReceiptForm, export_attachment
from vrp_desktop.exports.follow_letter import print_follow_letter
from vrp_desktop.exports.own_copy import give_own_copy
from vrp_desktop.exports.partner_checks.commands import send_checks
from vrp_desktop.exports.return_sheets import flat_sheet, return_sheets
from vrp_desktop.exports.sheets import Sheet
from vrp_desktop.exports.sitting_papers import print_agenda, send_request
from vrp_desktop.exports.sitting_record import print_record
from vrp_desktop.exports.writers import csv_bytes, xlsx_bytes
from vrp_desktop.letters.commands import LetterForm, send_letter, set_sender
from vrp_desktop.letters.fields import Sender
from vrp_desktop.panel.queries import cases_page
from vrp_desktop.partnership.audience import Audience
from vrp_desktop.partnership.commands import record_share
from vrp_desktop.partnership.queries import shares_page
from vrp_desktop.partnership.rules import ShareForm
from vrp_desktop.people.commands import add_note
from vrp_desktop.people.links.commands import add_link
from vrp_desktop.people.links.forms import LinkForm
from vrp_desktop.people.links.picture import associates
from vrp_desktop.people.queries import people_page
from vrp_desktop.restricted.commands import close_restricted, restrict_record
from vrp_desktop.returns.content import Audience as Reader
from vrp_desktop.returns.queries import audience_of, live_content
from vrp_desktop.rights.commands import accept_proposals, confirm_identity, decide_items, record_request
from vrp_desktop.rights.forms import IdentityForm, RequestForm
from vrp_desktop.rights.queries import own_copy_items
from vrp_desktop.safeguarding.commands import raise_concern
from vrp_desktop.safeguarding.forms import ConcernForm, ForWhom
from vrp_desktop.safeguarding.queries import concerns_page
from vrp_desktop.sitting.commands import end_sitting, name_chair, open_item, seat_agency, start_sitting, tell
from vrp_desktop.sitting.deciding import decide_item
from vrp_desktop.sitting.forms import DecideForm, EndForm, ToldForm
from vrp_desktop.slips.commands import make_slips
from vrp_desktop.slips.forms import SlipsForm

TODAY, DAY, QUARTER = date(2026, 11, 2), date(2026, 9, 1), Quarter(2026, 3)
RECEIPT: Final = ReceiptForm("", "PDF", "For the members", "Someone Madeup")

UNKNOWN: Final = "OF_ANOTHER_VERSION"
MARKED: Final = {
    "MAY_BE_DISCUSSED": "Openqvist",
    "NOT_FOR_PROVIDER": "Provqvist",
    "NOT_FOR_FAMILY": "Famqvist",
    "NOT_RECORDED": "Recqvist",
    "NOT_FOR_FAMILY NOT_FOR_PROVIDER": "Bothqvist",
    UNKNOWN: "Othqvist",
}
"""A word for each marking, in all that is marked so; the last is a marking that the list does not know."""
CLOSED: Final = "Clozqvist"
"""The name of the child whose record is restricted, in all that is written about it, and in texts about the other."""


@dataclass(frozen=True, slots=True)
class Child:
    """A child with a case, on the agenda of a sitting that was held and of one that is planned."""

    person: str
    case: str
    new_case: str
    held: str
    planned: str


@dataclass(frozen=True, slots=True)
class Ground:
    """The workspace with both children. The one is open to the reader; the other, its sibling, is closed to them."""

    make: Making
    open: Child
    closed: Child
    request: str


def make_ground(make: Making) -> Ground:
    """Plant everything: the same about each, so that what is kept back of the one is found of the other."""
    make.do(set_sender, Sender("Asha Madeup", "Coordinator", "01632 960123"))
    one = _child(make, "Robin Openqvist", MARKED, beside=f", as {CLOSED} Tam Madeup was")
    other = _child(make, f"{CLOSED} Tam", {"MAY_BE_DISCUSSED": CLOSED})
    make.do(add_link, one.person, LinkForm(other.person, "SIBLING", "POLICE", DAY, note=f"{CLOSED} is the brother"))
    request = make.do(record_request, one.person, RequestForm("ACCESS", "CHILD", date(2026, 10, 20)))
    make.do(confirm_identity, request, 1, IdentityForm(on=TODAY, how="In person"))
    make.do(restrict_record, other.person, f"{CLOSED}'s aunt works here")
    make.do(close_restricted, other.person)
    return Ground(make, one, other, request)


def _child(make: Making, name: str, words: dict[str, str], beside: str = "") -> Child:
    """`beside` stands in every text about the child."""
    person = make.person(name, date(2012, 3, 4), school=f"{words['MAY_BE_DISCUSSED']} School")
    case = make.screened(person, DAY, reason=f"{words['MAY_BE_DISCUSSED']} is at risk{beside}")
    for code, word in words.items():
        make.do(add_note, person, f"{word} was seen{beside}", DAY, restriction=code)
        make.do(raise_concern, ForWhom(person), ConcernForm(f"{word} was hurt{beside}", restriction=code))
        make.do(record_share, ShareForm(person, DAY, f"That {word} is safe{beside}", named="Someone", reason="Asked",
                                        restriction=code))  # fmt: skip
        form = AttachmentForm(f"{word} at school{beside}", DAY, restriction=code, file_name="file.txt")
        make.do(add_attachment, ("person", person), form, f"{word} was well".encode())
    make.action(date(2026, 10, 1), case_id=case, text=f"Ring {words['MAY_BE_DISCUSSED']} at home{beside}")
    held = _held(make, case, words, beside)
    again = make.screened(person, date(2026, 10, 1))
    planned = make.sitting(date(2026, 11, 20))
    make.do(put_on_agenda, planned, [again])
    new_case = make.case(person, date(2026, 10, 2))
    return Child(person, case, new_case, held, planned)


def _held(make: Making, case: str, words: dict[str, str], beside: str) -> str:
    """A sitting at which each marking was set on what an agency told."""
    sitting = make.sitting(TODAY)
    [item] = make.do(put_on_agenda, sitting, [case])
    make.do(start_sitting, sitting)
    make.do(name_chair, sitting, "Lee Madeup")
    for agency in CORE:
        make.do(seat_agency, sitting, AttendanceForm(agency, "ATTENDED"))
    make.do(open_item, item)
    for agency, (code, word) in zip(CORE, words.items(), strict=False):
        make.do(
            tell, item, ToldForm(agency, f"{word} was heard{beside}", restriction=code.replace(UNKNOWN, "NOT_RECORDED"))
        )
        if code == UNKNOWN:
            make.do(_as_another_version_marks_it, item, agency)
    make.do(
        decide_item, item, make.version(AgendaItem, item), DecideForm("OFFER_SUPPORT", f"To help{beside}", "EDUCATION")
    )
    make.do(end_sitting, sitting, EndForm())
    return sitting


@command(Permission.EDIT_CASES)
def _as_another_version_marks_it(work: Work, item: str, agency: str) -> None:
    told = select(Contribution).where(Contribution.item_id == item, Contribution.agency_code == agency)
    work.session.scalars(told).one().restriction = UNKNOWN


Files = Sequence[tuple[bytes, str]]
Maker = Callable[[Ground, Child], Files]


@dataclass(frozen=True, slots=True)
class Output:
    """One output. `finds` says that the words which may reach its audience stand in it: else it tells none of them."""

    name: str
    audience: Audience
    modules: tuple[str, ...]
    make: Maker
    finds: bool = False


def _deed(deed: Any, *arguments: Callable[[Child], Any]) -> Maker:
    def made(ground: Ground, child: Child) -> Files:
        return [(ground.make.do(deed, *(each(child) for each in arguments)).content, "")]

    return made


def _chronology(audience: Audience, *, redacted: bool = False) -> Maker:
    def made(ground: Ground, child: Child) -> Files:
        copy = ground.make.see(chronology_copy, child.person, audience, by=Narrowing(), redacted=redacted)
        return [(copy.pdf, "")]

    return made


def _slips(ground: Ground, _child: Child) -> Files:
    form = SlipsForm(Show.OPEN, {"EDUCATION": "lead@hants.gov.uk"}, "Following up", keys=True)
    found = ground.make.do(make_slips, form)
    words = next(iter(found.passphrases.values()))
    return [(file.content, words if "key-sheet" in file.name else "") for file in found.files]


def _letter(template: str) -> Maker:
    def made(ground: Ground, child: Child) -> Files:
        way = "E_MAIL" if template.startswith("REFERRER") else "POST"
        form = LetterForm(template, "1", "Someone Madeup", way, TODAY, reason="To tell")
        sent = ground.make.do(send_letter, child.case, form)
        return [(sent.content, ""), (sent.pdf, "")]

    return made


def _own_copy(ground: Ground, child: Child) -> Files:
    make, request = ground.make, ground.request
    if child is ground.closed:
        request = make.do(record_request, child.person, RequestForm("ACCESS", "CHILD", TODAY))
        make.do(confirm_identity, request, 1, IdentityForm(on=TODAY, how="In person"))
    make.do(accept_proposals, request, [one.item.key for one in make.see(own_copy_items, request)])
    left = [one.item.key for one in make.see(own_copy_items, request) if not one.decision]
    make.do(decide_items, request, left, "RELEASE")
    return [(make.do(give_own_copy, request, ReceiptForm("", "ZIP", "Asked", "The child")), "")]


def _return(ground: Ground, _child: Child) -> Files:
    def content(read: Read) -> Any:
        return audience_of(read, live_content(read, QUARTER, None), QUARTER, Reader.PUBLISHED)

    make = ground.make
    found = [make.see(content), make.see(live_content, QUARTER, None)]
    pdfs = [render_return(one, printed_by="Asha Madeup", printed_at=make.clock.now()) for one in found]
    sheets = [xlsx_bytes(return_sheets(one, ""), "Return") for one in found]
    return [(each, "") for each in (*pdfs, *sheets, *(csv_bytes(flat_sheet(one)) for one in found))]


def _list(query: Any, *arguments: Any, of_child: bool = False) -> Maker:
    """What a list's export and its copy are written from: the rows that the page has read, in both forms."""

    def made(ground: Ground, child: Child) -> Files:
        rows = ground.make.see(query, *((child.person,) if of_child else ()), *arguments)
        sheet = Sheet("List", ("Words",), [(text,) for text in texts_of(rows)])
        return [(csv_bytes(sheet), ""), (xlsx_bytes([sheet], "List"), "")]

    return made


def _audit_values(ground: Ground, _child: Child) -> Files:
    """What every event of the audit changed, as the page of the audit shows it and lets it be copied."""
    make = ground.make
    rows = [row for one in make.see(events_page, limit=5000) for row in make.see(event_changes, one.seq)]
    return [("\n".join(texts_of(rows)).encode(), "")]


def _single_file(ground: Ground, child: Child) -> Files:
    """A kept file saved outside; one that carries a marking is warned of and may be meant, so the open one is."""
    make = ground.make
    mine = [kept for kept in make.see(attachments_of, child.person).rows if kept.restriction == "MAY_BE_DISCUSSED"]
    return [(make.do(export_attachment, kept.attachment_id, RECEIPT), "") for kept in mine]


def _follow_letter(ground: Ground, _child: Child) -> Files:
    paper = ground.make.do(print_follow_letter, "POLICE", QUARTER, None, RECEIPT)
    return [(paper.content, ""), (paper.name.encode(), "")]


_BY = "vrp_desktop.documents."
_SENT = "vrp_desktop.exports."
_CHRONOLOGY = (_BY + "chronology_pdf", _BY + "timeline_pdf")
_SCREEN = ("ui.receipts",)

OUTPUTS: Final = (
    *(Output(f"chronology {one.value}", one, _CHRONOLOGY, _chronology(one), finds=True) for one in Audience),
    *(
        Output(f"chronology redacted {one.value}", one, _CHRONOLOGY, _chronology(one, redacted=True))
        for one in Audience
    ),
    Output(
        "record of a sitting", Audience.RECORD, (_BY + "sitting_record_pdf",),
        _deed(print_record, lambda c: c.held, lambda _: RECEIPT), finds=True,
    ),
    Output(
        "agenda and tick sheet", Audience.PANEL, (_BY + "sitting_papers",),
        _deed(print_agenda, lambda c: c.planned, lambda _: None, lambda _: True, lambda _: RECEIPT),
    ),
    Output(
        "agenda of one agency", Audience.PROVIDER, (_BY + "sitting_papers",),
        _deed(print_agenda, lambda c: c.planned, lambda _: "POLICE", lambda _: False, lambda _: RECEIPT),
    ),
    Output(
        "request to an agency", Audience.PROVIDER, (_BY + "sitting_papers",),
        _deed(send_request, lambda c: c.planned, lambda _: "POLICE", lambda _: None, lambda _: RECEIPT),
    ),
    Output(
        "chair's brief", Audience.PANEL, (_BY + "brief_pdf",),
        _deed(print_brief, lambda c: c.planned, lambda _: RECEIPT),
    ),
    Output(
        "partner checks as a sheet", Audience.PROVIDER, (_SENT + "partner_checks.commands",),
        _deed(send_checks, lambda _: "YOUTH_JUSTICE", lambda c: [c.new_case],
              lambda _: ReceiptForm("", "XLSX", "To ask", "Someone")),
    ),
    Output(
        "partner checks on paper", Audience.PROVIDER, (_SENT + "partner_checks.paper",),
        _deed(send_checks, lambda _: "YOUTH_JUSTICE", lambda c: [c.new_case], lambda _: RECEIPT),
    ),
    Output(
        "chaser slips and key sheet", Audience.PROVIDER,
        ("vrp_desktop.slips.documents", _BY + "mail", "vrp_desktop.conferences.ics"), _slips,
    ),
    Output("letter to the family", Audience.FAMILY, ("vrp_desktop.letters.commands",), _letter("FAMILY_PANEL")),
    Output(
        "letter to the referrer", Audience.REFERRER, ("vrp_desktop.letters.mail",), _letter("REFERRER_DECISION"),
    ),
    Output("own copy", Audience.FAMILY, (_BY + "own_copy", _SENT + "own_copy"), _own_copy, finds=True),
    Output(
        "calendar", Audience.PROVIDER, (_SENT + "calendar_file",),
        _deed(export_calendar, lambda _: DAY, lambda _: date(2026, 12, 31), lambda _: None, lambda _: RECEIPT),
    ),
    Output(
        "return", Audience.PROVIDER,
        (_BY + "return_pdf", "ui.returns.documents", "vrp_desktop.cli.returning"), _return,
    ),
    Output("list of children", Audience.PANEL, _SCREEN, _list(people_page)),
    Output("list of cases", Audience.PANEL, _SCREEN, _list(cases_page)),
    Output("list of actions", Audience.PANEL, _SCREEN, _list(actions_page)),
    Output("list of shares", Audience.PANEL, _SCREEN, _list(shares_page)),
    Output("list of concerns", Audience.PANEL, _SCREEN, _list(concerns_page)),
    Output("audit", Audience.PANEL, _SCREEN, _list(events_page)),
    Output("audit values", Audience.PANEL, _SCREEN, _audit_values),
    Output("kept file", Audience.PANEL, _SCREEN, _single_file),
    Output("follow-through letter", Audience.PROVIDER, (_BY + "follow_through_pdf",), _follow_letter),
    Output("associates picture", Audience.PANEL, _SCREEN, _list(associates, of_child=True)),
    Output("search", Audience.PANEL, _SCREEN, _list(find_records, CLOSED)),
)  # fmt: skip

NO_OUTPUT: Final = {
    "vrp_desktop.documents": "hands out the function",
    "vrp_desktop.documents.document": "the one renderer",
    "vrp_desktop.documents.preview": "draws pages of a file for the screen",
    "vrp_desktop.documents.return_signing": "signs what `return_pdf` has rendered",
    "vrp_desktop.exports.writers": "the writers of sheets",
    "vrp_desktop.returns.signing": "keeps the bytes that `return_pdf` has rendered",
    "vrp_desktop.practice.letters": "practice records",
    "vrp_desktop.practice.past_return": "practice records",
    "ui.imports.held_export": "rows as their sender sent them, back to the sender; closed ones come as stand-ins",
    "vrp_desktop.cli.importing": "as above",
    "ui.recovery_sheet": "the recovery code; no record",
    "ui.leaving_scenes": "pictures of practice records",
    "ui.theme.icons": "icons",
}
"""Modules that render and are no output about children, and why."""
