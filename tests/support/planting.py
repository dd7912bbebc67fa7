"""Plants a name wherever a name can be typed: into records, a list, a draft, a search, outputs and a fault.

    python -m tests.support.planting FOLDER     a workspace that exists

Run as a process of its own, so that the folders of the user and of the system are the test's. It says `planted`, waits
for a line with the workspace still open, closes it and says `closed`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from db.around import Contact
from db.conferences import AgendaItem, RecordAddendum, RecordPart
from db.discussion import Contribution, InformationRequest
from db.links import PersonLink
from db.panel import PanelCase, PanelDecision, Referral, TriggerEvent
from db.partnership import ShareEntry
from db.people import Person
from db.retention import LegalHold
from db.safeguarding import SafeguardingConcern
from db.slips import SlipLine
from tests.corpus.builders import csv_bytes
from tests.support.making import Making
from tests.support.workspaces import STARTS_AT, Template, open_workspace
from vrp_desktop.access.permissions import Permission, Role, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.actions.queries import Show
from vrp_desktop.attachments.commands import add_attachment
from vrp_desktop.attachments.forms import AttachmentForm
from vrp_desktop.calendar import Quarter
from vrp_desktop.clock import FixedClock
from vrp_desktop.drafts.commands import keep_draft
from vrp_desktop.imports import commands as imports
from vrp_desktop.imports.reading.settings import BatchSettings
from vrp_desktop.imports.reading.workbook import read_workbook
from vrp_desktop.imports.results import Taken
from vrp_desktop.letters.commands import LetterForm, send_letter, set_sender
from vrp_desktop.letters.fields import Sender
from vrp_desktop.panel import commands as panel
from vrp_desktop.panel import deciding, forms, referring
from vrp_desktop.panel.contacts import CaseContactForm, record_contact
from vrp_desktop.panel.partner_checks import record_check
from vrp_desktop.partnership.commands import record_share, take_back_share
from vrp_desktop.partnership.rules import ShareForm
from vrp_desktop.people.around.commands import add_contact, edit_contact
from vrp_desktop.people.around.forms import ContactForm, WayForm
from vrp_desktop.people.commands import add_note, edit_note, edit_person
from vrp_desktop.people.erasure import PERSONAL
from vrp_desktop.people.links.commands import add_link, end_link
from vrp_desktop.people.links.forms import LinkForm
from vrp_desktop.people.merging import MergeForm, merge_people
from vrp_desktop.people.queries import notes_of, person_record
from vrp_desktop.restricted.commands import lift_restriction, open_restricted, restrict_record
from vrp_desktop.restricted.rules import LookForm
from vrp_desktop.retention.commands import lift_hold, place_hold
from vrp_desktop.retention.forms import HoldForm
from vrp_desktop.rights.commands import (
    answer_request,
    confirm_identity,
    decide_items,
    decide_point,
    extend_request,
    record_request,
    record_told,
    start_clock,
    stop_clock,
)
from vrp_desktop.rights.forms import AnswerForm, IdentityForm, PointForm, RequestForm, ToldForm
from vrp_desktop.rights.queries import own_copy_items, request_record
from vrp_desktop.rights.removals import settle_removal, undo_removal
from vrp_desktop.safeguarding.commands import raise_concern, record_concern_outcome, take_concern_step
from vrp_desktop.safeguarding.forms import ConcernForm, ForWhom
from vrp_desktop.search import index
from vrp_desktop.slips.commands import make_slips, take_replies
from vrp_desktop.slips.forms import SlipsForm

NAME = "Zxqorvin"
"""In no word of the program, of its lists or of its practice data."""

BORN, DAY = date(2012, 3, 4), date(2026, 9, 1)
QUARTER = Quarter(2026, 2)
HEAD = ("Surname", "Forename", "Date of birth", "Referral date", "Reason")


@dataclass(frozen=True, slots=True)
class Planted:
    """Whose name was planted, and on which records."""

    person_id: str
    case_id: str
    decision_id: str
    batch_id: str


@dataclass(frozen=True, slots=True)
class PlantedTemplate:
    """A closed workspace that is copied for each test, and what was planted in it."""

    template: Template
    planted: Planted


def make_planted(fresh: Template, folder: Path) -> PlantedTemplate:
    """Plant the name in a copy of a template, and close it."""
    clock = FixedClock(STARTS_AT)
    with open_workspace(fresh.copy_to(folder), clock) as workspace:
        planted = plant(Making(workspace, clock))
    return PlantedTemplate(Template(folder, fresh.recovery_code), planted)


def plant(make: Making) -> Planted:
    """Write the name into every field that takes words about a child."""
    person_id = make.person(f"Tam {NAME}", BORN, school=f"{NAME} Academy", former_names=(("Tam", NAME),))
    _rename(make, person_id)
    note_id = make.do(add_note, person_id, f"{NAME} was seen at home", DAY)
    (note,) = [note for note in make.see(notes_of, person_id) if note.note_id == note_id]
    make.do(edit_note, note_id, note.version, f"{NAME} was seen at school", DAY)
    case_id, decision_id = _plant_case(make, person_id)
    _plant_elsewhere(make, person_id, case_id)
    _plant_around(make, person_id)
    _plant_shared(make, person_id, case_id)
    _plant_put_right(make, person_id)
    make.do(_plant_at_a_sitting, make.sitting(), person_id, case_id)
    _plant_asked(make, person_id)
    for form, record_id in (("note", person_id), ("decide", case_id), ("decide", decision_id), ("refer", "new")):
        make.do(keep_draft, form, record_id, {"text": f"{NAME} and", "person": person_id})
    make.do(keep_draft, "person", "new", {"forenames": f"Tam {NAME}", "surname": "Madeup"})
    assert make.see(index.find, NAME)
    return Planted(person_id, case_id, decision_id, take_in(make).batch_id)


def take_in(make: Making) -> Taken:
    """A list with the child itself, one like it, and a row that cannot be taken."""
    rows = [
        HEAD,
        ("Madeup", f"Tam {NAME}", "04/03/2012", "02/09/2026", f"{NAME} again"),
        ("Madeop", f"Tam {NAME}", "04/03/2012", "03/09/2026", f"{NAME} again"),
        ("Madeip", f"Tam {NAME}", "05/03/2012", "", f"{NAME} again"),
    ]
    workbook = read_workbook(csv_bytes(rows), f"{NAME}.csv")
    settings = BatchSettings(sender="Harbour Police", place="PORTSMOUTH")
    taken: Taken = make.do(imports.take_in, workbook, settings)
    assert (taken.joined, taken.likely_duplicates, taken.held) == (1, 1, 2)
    return taken


def _rename(make: Making, person_id: str) -> None:
    record = make.see(person_record, person_id)
    form = replace(record.form, identifiers={"LOCAL": NAME}, former_names=(("Tam", NAME), ("Tamsin", NAME)))
    make.do(edit_person, person_id, make.version(Person, person_id), form, DAY)


def _plant_case(make: Making, person_id: str) -> tuple[str, str]:
    event = forms.EventForm(date(2026, 8, 1), f"{NAME}/1")
    added = make.referral(person_id, reason=f"{NAME} at risk", sender_reference=NAME, events=(event,))
    form = forms.ReferralForm(
        person_id, "PORTSMOUTH", DAY, source="SCHOOL_EXCLUSION", reason=f"{NAME} at greater risk", sender_reference=NAME
    )
    make.do(
        referring.edit_referral,
        added.referral_id,
        make.version(Referral, added.referral_id),
        form,
        f"{NAME}'s aunt rang",
    )
    check = forms.CheckForm("LOOKED_AFTER", "NO", answered_on=DAY, service=NAME, note=NAME, lead_professional=NAME)
    make.do(record_check, added.case_id, check)
    case_id = added.case_id
    make.do(panel.edit_case, case_id, make.version(PanelCase, case_id), forms.CaseForm(f"{NAME} needs a mentor"))
    make.do(panel.screen_case, case_id, make.version(PanelCase, case_id), DAY, accepted=True, note=NAME)
    further = (forms.FurtherForm(agency_code="EDUCATION", note=f"{NAME} to see a tutor"),)
    rationale = f"{NAME} would like a mentor"
    decision_id = make.decide(case_id, further=further, rationale=rationale, owner_name=NAME, disagreement=NAME)
    right = forms.DecisionForm(
        "OFFER_SUPPORT", f"{NAME} wants a mentor", "EDUCATION", date(2026, 9, 22), further=further
    )
    make.do(
        deciding.correct_decision,
        decision_id,
        make.version(PanelDecision, decision_id),
        right,
        f"{NAME} said otherwise",
    )
    make.do(panel.record_agreement, case_id, forms.AgreementForm("AGREED_CHILD", date(2026, 9, 23), NAME, NAME, NAME))
    make.do(panel.record_told, case_id, forms.ToldForm(date(2026, 9, 23), NAME, why_not=NAME))
    make.do(record_contact, case_id, CaseContactForm(date(2026, 9, 24), "SEEN", by_name=NAME, note=f"{NAME} was in"))
    return case_id, decision_id


def _plant_elsewhere(make: Making, person_id: str, case_id: str) -> None:
    make.action(date(2026, 12, 1), case_id=case_id, text=f"Ring {NAME}", owner_name=NAME)
    _plant_answer(make)
    referral_id = make.intervention_referral(person_id, case_id=case_id)
    make.step(referral_id, "UNSUITABLE", date(2026, 9, 25), f"{NAME} is away")
    form = AttachmentForm(f"{NAME} at school", DAY, file_name=f"{NAME}.txt")
    make.do(add_attachment, ("panel_case", case_id), form, f"{NAME} was well".encode())
    make.do(set_sender, Sender("Asha Madeup", "Coordinator", "01632 960123"))
    make.do(send_letter, case_id, LetterForm("FAMILY_PANEL", "1", f"Mrs {NAME}", "POST", DAY))


def _plant_around(make: Making, person_id: str) -> None:
    """Among the people around the child, in a link, and where the child is around another child."""
    known = ContactForm("MOTHER", f"Ada {NAME}", safe_contact="ONLY_THIS_WAY", safe_how=f"Ask for {NAME}")
    contact_id = make.do(add_contact, person_id, replace(known, ways=(WayForm("EMAIL", f"{NAME}@example.org", NAME),)))
    make.do(edit_contact, contact_id, make.version(Contact, contact_id), replace(known, job=NAME))
    other_id = make.person("Kit")
    beside = ContactForm("OTHER_CARER", f"Tam {NAME}", ways=(WayForm("ADDRESS", f"With {NAME}"),))
    beside_id = make.do(add_contact, other_id, beside)
    tied = ContactForm("OTHER_CARER", other_id=person_id, access_needs="HAS_NEEDS", access_note=f"{NAME} uses a lift")
    make.do(edit_contact, beside_id, make.version(Contact, beside_id), tied)
    link = LinkForm(
        person_id, "AT_OCCURRENCE", "POLICE", DAY, mine="HARMED", theirs="WITNESS", occurrence=f"{NAME}/1",
        happened_on=DAY, note=f"{NAME} said so",
    )  # fmt: skip
    link_id = make.do(add_link, other_id, link)
    make.do(end_link, link_id, person_id, make.version(PersonLink, link_id), DAY, f"{NAME} said otherwise")


def _plant_shared(make: Making, person_id: str, case_id: str) -> None:
    """In a safeguarding concern with its steps and outcome, and in the share log."""
    said = ConcernForm(
        f"{NAME} was hurt", DAY, NAME, "YES", "YES", NAME, NAME, DAY, NAME, NAME, NAME, "PHONE", NAME, "NOT_FOR_FAMILY"
    )
    concern_id = make.do(raise_concern, ForWhom(person_id, case_id), said)
    make.do(
        take_concern_step, concern_id, make.version(SafeguardingConcern, concern_id), "ACKNOWLEDGED", DAY, f"By {NAME}"
    )
    version = make.version(SafeguardingConcern, concern_id)
    make.do(record_concern_outcome, concern_id, version, "ASSESSMENT", DAY, f"{NAME} is assessed")
    share = ShareForm(person_id, DAY, f"That {NAME} is safe", named=NAME, purpose=f"For {NAME}", reason=f"{NAME} asked")
    share_id = make.do(record_share, share)
    make.do(take_back_share, share_id, make.version(ShareEntry, share_id), f"{NAME} was not meant")


def _plant_put_right(make: Making, person_id: str) -> None:
    """In a hold that was lifted, and in a second record that was merged into the child's."""
    hold_id = make.do(place_hold, HoldForm(f"{NAME}'s aunt", f"{NAME} complained", person_id))
    officer = make.actor(Role.DATA_PROTECTION)
    make.do_as(officer, lift_hold, hold_id, make.version(LegalHold, hold_id), f"{NAME} agreed")
    make.do(restrict_record, person_id, f"{NAME}'s father works here")
    make.do(open_restricted, person_id, LookForm("WORKING_ON_CASE", "To ring the family at home"))
    make.do(lift_restriction, person_id, f"{NAME}'s father left")
    again = make.person(f"Tamm {NAME}", BORN)
    versions = [make.version(Person, one) for one in (person_id, again)]
    make.do(merge_people, MergeForm(person_id, versions[0], again, versions[1], f"{NAME} came twice"))


@command(Permission.EDIT_CONFERENCES)
def _plant_at_a_sitting(work: Work, conference_id: str, person_id: str, case_id: str) -> None:
    """In what is said of an item, in an agency's contribution, and in its answer before the sitting."""
    words = dict.fromkeys(PERSONAL["agenda_item"], f"{NAME} likes art")
    ids = {"conference_id": conference_id, "person_id": person_id}
    by = {"recorded_by": work.actor.user_id, "recorded_at": work.now}
    item = work.add(AgendaItem(id=work.new_id(), case_id=case_id, position=1, **ids, **words))
    work.session.flush()
    told = {"agency_code": "POLICE", **ids, **by}
    work.add(Contribution(id=work.new_id(), item_id=item.id, text=f"{NAME} was seen", **told))
    addendum = {"text": f"{NAME} was there", "written_by": work.actor.user_id, "written_at": work.now}
    work.add(RecordAddendum(id=work.new_id(), item_id=item.id, **addendum, **ids))
    kept = {"section": "ITEM", "position": 1, "digest": "", "salt": "00"}
    work.add(RecordPart(id=work.new_id(), content={"title": f"{NAME} Kept", "said": [{"text": NAME}]}, **kept, **ids))
    asked = {"asked_on": DAY, "answered_by": NAME, "answer": f"{NAME} is known"}
    work.add(InformationRequest(id=work.new_id(), case_id=case_id, **asked, **told))


def _plant_asked(make: Making, person_id: str) -> None:
    """In a request to put something right, through all its steps."""
    asked = RequestForm("RECTIFICATION", "PARENT", DAY, f"Mrs {NAME}", f"{NAME} said", f"{NAME} is wrong", f"{NAME}!")
    request_id = make.do(record_request, person_id, asked)
    make.do(confirm_identity, request_id, 1, IdentityForm(DAY, DAY, f"{NAME} came", f"{NAME}'s letter"))
    make.do(stop_clock, request_id, 2, DAY, f"Which {NAME}")
    make.do(start_clock, request_id, 2, DAY)
    make.do(extend_request, request_id, 2, DAY, f"{NAME} has much")
    (point,) = make.see(request_record, request_id).points
    make.do(decide_point, point.point_id, point.version, PointForm("STATEMENT", DAY, f"{NAME} says no"))
    make.do(record_told, request_id, ToldForm(None, NAME, DAY, f"By {NAME}"))
    make.do(answer_request, request_id, 3, AnswerForm("DONE", DAY, f"Dear {NAME}"))
    copy_id = make.do(record_request, person_id, RequestForm("ACCESS", "CHILD", DAY))
    items = [one.item.key for one in make.see(own_copy_items, copy_id)]
    added = make.referral(person_id, DAY, events=(forms.EventForm(DAY, f"{NAME}/9"),))
    event_id = make.see(_event_of, added.referral_id)
    make.do(referring.remove_suspect_status, event_id, DAY, "It was somebody else")
    removal_id = make.do(settle_removal, event_id, "KEPT", f"{NAME} has another")
    make.do(undo_removal, removal_id, f"{NAME} rang")
    make.do(decide_items, copy_id, items[:1], "REDACT", "THIRD_PARTY", NAME)


def _plant_answer(make: Making) -> None:
    """In an agency's answer to a chaser slip."""
    to = {"EDUCATION": "lead@hants.gov.uk"}
    make.do(make_slips, SlipsForm(Show.OPEN, to, "Following up"))
    code = make.see(lambda read: read.session.scalars(select(SlipLine.code)).first())
    make.do(take_replies, f"{code} in hand, rang {NAME}")


def _event_of(read: Read, referral_id: str) -> str:
    return str(read.session.scalar(select(TriggerEvent.id).where(TriggerEvent.referral_id == referral_id)))


def fail_with_the_name(report_folder: Path, clock: FixedClock) -> None:
    """A fault of the program whose own text holds the name."""
    from tests.ui.door import PreparedDoor
    from ui.crash import CrashGuard
    from ui.messages import Messages

    guard = CrashGuard(Messages(PreparedDoor()), lambda: report_folder, clock)
    try:
        raise ValueError(f"no such child: {NAME}")
    except ValueError as fault:
        guard.caught(type(fault), fault, fault.__traceback__)


def export(make: Making, out: Path) -> None:
    """The published return in every form, and a backup."""
    from vrp_desktop.documents.return_pdf import render_return
    from vrp_desktop.exports.return_sheets import flat_sheet, return_sheets
    from vrp_desktop.exports.writers import csv_bytes as as_csv
    from vrp_desktop.exports.writers import xlsx_bytes
    from vrp_desktop.returns.content import Audience
    from vrp_desktop.returns.queries import audience_of, live_content
    from vrp_desktop.workspace.backups import back_up, back_up_here

    def published(read: Any) -> Any:
        return audience_of(read, live_content(read, QUARTER, None), QUARTER, Audience.PUBLISHED)

    content = make.see(published)
    out.mkdir()
    (out / "return.csv").write_bytes(as_csv(flat_sheet(content)))
    (out / "return.xlsx").write_bytes(xlsx_bytes(return_sheets(content, "x"), "Return"))
    (out / "return.pdf").write_bytes(render_return(content, printed_by="Asha Madeup", printed_at=STARTS_AT))
    back_up(make.workspace, out / "kept.vrpbackup")
    back_up_here(make.workspace)


def main() -> None:
    """Plant, wait, close."""
    from vrp_desktop.paths import log_folder

    clock = FixedClock(STARTS_AT)
    folder = Path(sys.argv[1])
    with open_workspace(folder, clock) as workspace:
        make = Making(workspace, clock)
        plant(make)
        fail_with_the_name(log_folder(), clock)
        export(make, folder.parent / "out")
        sys.stdout.write("planted\n")
        sys.stdout.flush()
        sys.stdin.readline()
    sys.stdout.write("closed\n")


if __name__ == "__main__":
    main()
