"""How each command is called on the records of one side: what a user of that place would give it.

A command that is not here fails the tests: say of a new one how it is called, and whether it is of a place.
"""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import select

import vrp_desktop
from db.actions import Action
from db.around import Contact
from db.attachments import Attachment
from db.backup_copies import BackupCopy
from db.conferences import AgendaItem, Conference
from db.discussion import InformationRequest
from db.forums import ForumMember, SittingSeries
from db.imports import ImportRow
from db.interventions import InterventionReferral, ProviderTotal
from db.links import PersonLink
from db.panel import (
    CaseContact,
    CaseReview,
    EligibilityAnswer,
    PanelCase,
    Referral,
    SupportAgreement,
    ToldAboutPanel,
    TriggerEvent,
)
from db.partnership import RegisterEntry
from db.people import Note, Person
from db.reference import CodeEntry, Intervention, Place
from db.retention import LegalHold, RetentionItem
from db.rights import RightsPoint, RightsRequest
from db.safeguarding import SafeguardingConcern
from tests.corpus.builders import csv_bytes
from tests.support.making import CORE
from tests.support.rooms import LOOK, SKIPPED_ON
from tests.support.sides import DAY, LATER, QUARTER, Side, Stage
from tests.support.workspaces import STARTS_AT
from vrp_desktop.access.forms import UserForm
from vrp_desktop.access.permissions import Permission, Role
from vrp_desktop.access.queries import users
from vrp_desktop.actions.forms import ActionForm
from vrp_desktop.actions.queries import Show
from vrp_desktop.attachments.forms import AttachmentForm
from vrp_desktop.conferences.forms import AttendanceForm, ConferenceForm, ItemForm
from vrp_desktop.conferences.forms import HoldForm as SittingForm
from vrp_desktop.conferences.requests import AnswerForm as ToldBefore
from vrp_desktop.conferences.series import SeriesForm
from vrp_desktop.documents.return_pdf import render_signed
from vrp_desktop.exports.commands import ReceiptForm
from vrp_desktop.exports.destroying import DestroyedForm
from vrp_desktop.forums.forms import MemberForm
from vrp_desktop.forums.rules import ForumRules
from vrp_desktop.imports.partner_checks.reading import SaidRow
from vrp_desktop.imports.reading.settings import BatchSettings
from vrp_desktop.imports.reading.workbook import read_workbook
from vrp_desktop.interventions.forms import InterventionForm, InterventionReferralForm, ProviderTotalForm
from vrp_desktop.letters.commands import LetterForm
from vrp_desktop.letters.fields import Sender
from vrp_desktop.panel import forms
from vrp_desktop.panel.contacts import CaseContactForm
from vrp_desktop.panel.correcting import CONTACT
from vrp_desktop.panel.screening.forms import MarkForm
from vrp_desktop.partnership.register import AGREEMENT, RegisterForm
from vrp_desktop.partnership.rules import ShareForm
from vrp_desktop.people.around.forms import ContactForm, LeadForm
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.people.links.forms import LinkForm
from vrp_desktop.people.merging import MergeForm
from vrp_desktop.reference.editing import EntryForm
from vrp_desktop.reference.files import Mark
from vrp_desktop.retention.forms import HoldForm
from vrp_desktop.returns.commands import TypedForm
from vrp_desktop.returns.signing import Signatory, SubmissionForm
from vrp_desktop.rights.forms import AnswerForm, IdentityForm, PointForm, RequestForm
from vrp_desktop.rights.forms import ToldForm as RightsToldForm
from vrp_desktop.rights.queries import own_copy_items
from vrp_desktop.safeguarding.forms import ConcernForm, ForWhom
from vrp_desktop.safeguarding.rules import Limits
from vrp_desktop.sitting.forms import DecideForm, EndForm, ItemWords
from vrp_desktop.sitting.forms import EventForm as SittingEvent
from vrp_desktop.sitting.forms import ToldForm as ToldHere
from vrp_desktop.sitting.sheet import SheetForm
from vrp_desktop.slips.forms import SlipsForm
from vrp_desktop.views.forms import ViewContent, ViewForm
from vrp_desktop.workspace.copies import BackupRule
from vrp_desktop.workspace.prepared import Prepared

Call = Callable[[Stage, Side], tuple[Any, ...]]
TODAY: Final = date(2026, 11, 2)
WORDS: Final = "Made-up words"
_ID: Final = 36


def _version(kind: Any, which: str) -> Call:
    """The id of one of the side's records, and its version."""
    return lambda stage, side: (side.ids[which], stage.version(kind, side.ids[which]))


def _on(which: str, *more: Any) -> Call:
    """The id of one of the side's records, and what follows it."""
    return lambda _stage, side: (side.ids[which], *more)


def _with(call: Call, *more: Any) -> Call:
    return lambda stage, side: (*call(stage, side), *more)


def _person_form(side: Side, first: str = "Ann") -> PersonForm:
    return PersonForm(first, "Madeup", side.place, date(2012, 1, 9), "KNOWN")


def _merge_form(stage: Stage, side: Side) -> MergeForm:
    one, other = side.person, side.twin
    return MergeForm(one, stage.version(Person, one), other, stage.version(Person, other), WORDS)


def _total(side: Side) -> ProviderTotalForm:
    return ProviderTotalForm("MENTORING", side.place, QUARTER.start, QUARTER.end, "STARTED", 9, LATER, sex="MALE")


def _attendance() -> tuple[AttendanceForm, ...]:
    return tuple(AttendanceForm(code, "ATTENDED") for code in CORE)


def _list_of(side: Side) -> Any:
    rows = [("Surname", "Forename", "Date of birth", "Referral date"), ("Madeup", "Zoe", "01/02/2013", "01/09/2026")]
    return read_workbook(csv_bytes(rows), "list.csv")


def _receipt(form: str = "XLSX") -> ReceiptForm:
    return ReceiptForm("A list", form, WORDS, "Someone Madeup")


def _said(side: Side) -> list[SaidRow]:
    facts = {"YOUTH_JUSTICE_STATUTORY": "Nothing known"}
    return [SaidRow(1, side.new_code, "", facts, DAY, "", "", "", "")]


def _typed_line(stage: Stage, side: Side) -> TypedForm:
    from vrp_desktop.returns.template import LineKind

    lines = stage.ask(side, QUARTER.next()).template.lines()
    return next(
        TypedForm(one.code, text=WORDS) for one in lines if one.kind is LineKind.TYPED and one.value_type == "text"
    )


def _signatories(stage: Stage, side: Side) -> list[Signatory]:
    return [Signatory(one.role, "Al Madeup") for one in stage.ask(side).template.signatories if one.is_required]


def _items(stage: Stage, side: Side, which: str) -> list[str]:
    """The keys of the items of a request, as its review shows them."""
    return [one.item.key for one in stage.make.see(own_copy_items, side.ids[which])]


def _copy(stage: Stage, which: int) -> tuple[str, int]:
    """A backup of the list, and its version."""
    return stage.copies[which], stage.version(BackupCopy, stage.copies[which])


DECISION: Final = forms.DecisionForm("OFFER_SUPPORT", WORDS, "EDUCATION", LATER)
CHECK: Final = forms.CheckForm("CHILD_IN_NEED", "NO", answered_on=LATER)

OF_A_PLACE: Final[dict[str, Call]] = {
    "add_action": lambda _stage, side: (ActionForm(WORDS, "EDUCATION", TODAY, place_code=side.place),),
    "print_follow_letter": lambda _stage, side: ("EDUCATION", QUARTER, side.place, _receipt("PDF")),
    "edit_action": _with(_version(Action, "action"), ActionForm(WORDS, "EDUCATION", TODAY)),
    "move_action": _with(_version(Action, "action"), "IN_PROGRESS", TODAY),
    "carry_forward": lambda _stage, side: ([side.own_action], side.planned),
    "record_decision_with_actions": _with(_version(PanelCase, "waiting_case"), DECISION),
    "add_attachment": lambda _stage, side: (("person", side.person), AttachmentForm(WORDS, DAY), b"words"),
    "edit_attachment": _with(_version(Attachment, "attachment"), AttachmentForm(WORDS, DAY)),
    "remove_attachment": _with(_version(Attachment, "attachment"), WORDS),
    "open_attachment": _on("attachment"),
    "export_attachment": _on("attachment", _receipt("FILE")),
    "plan_conference": lambda _stage, side: (ConferenceForm(side.forum, date(2027, 1, 5)),),
    "edit_conference": lambda stage, side: (
        *_version(Conference, "planned")(stage, side),
        ConferenceForm(side.forum, date(2026, 11, 21)),
    ),
    "hold_conference": _with(_version(Conference, "planned"), SittingForm(LATER, "Chris Madeup", _attendance())),
    "record_attendance": _with(_version(Conference, "held"), _attendance()),
    "record_statement_read": _with(_version(Conference, "held"), True),
    "cancel_conference": _with(_version(Conference, "later"), WORDS),
    "plan_again": lambda stage, side: (*_version(Conference, "cancelled")(stage, side), date(2027, 1, 6)),
    "put_on_agenda": lambda _stage, side: (side.later, [side.waiting_case]),
    "take_off_agenda": lambda _stage, side: (side.planned, side.listed_case, WORDS),
    "reorder_agenda": lambda _stage, side: (side.planned, [side.agenda_item]),
    "send_checks": lambda _stage, side: ("YOUTH_JUSTICE", [side.new_case], _receipt()),
    "take_answers": lambda _stage, side: (_said(side), "YOUTH_JUSTICE", DAY),
    "take_in": lambda _stage, side: (_list_of(side), BatchSettings(sender="New Police", place=side.place)),
    "mend_row": _with(_version(ImportRow, "bad_row"), {"Referral date": "01/09/2026"}),
    "join_row": lambda stage, side: (*_version(ImportRow, "likely_row")(stage, side), side.person),
    "take_row_as_new": _version(ImportRow, "likely_row"),
    "set_row_aside": _with(_version(ImportRow, "bad_row"), WORDS),
    "take_back": _on("batch"),
    "refer_to_intervention": lambda _stage, side: (
        InterventionReferralForm(side.twin, "MENTORING", LATER, share_reason=WORDS),
    ),
    "move_intervention_referral": _with(_version(InterventionReferral, "going"), "ACCEPTED", LATER),
    "take_back_step": _with(_version(InterventionReferral, "intervention"), WORDS),
    "record_provider_total": lambda _stage, side: (_total(side),),
    "record_provider_totals": lambda _stage, side: ([_total(side)],),
    "edit_provider_total": lambda stage, side: (*_version(ProviderTotal, "total")(stage, side), _total(side), WORDS),
    "remove_provider_total": _with(_version(ProviderTotal, "total"), WORDS),
    "send_letter": _on("case", LetterForm("FAMILY_PANEL", "1", "Mrs Madeup", "POST", LATER)),
    "add_referral": lambda _stage, side: (forms.ReferralForm(side.other, side.place, DAY, source="SCHOOL_EXCLUSION"),),
    "edit_referral": lambda stage, side: (
        *_version(Referral, "new_referral")(stage, side),
        forms.ReferralForm(stage.make.row(Referral, side.new_referral).person_id, side.place, DAY, source="OTHER"),
        WORDS,
    ),
    "add_trigger_event": _on("new_referral", forms.EventForm(date(2026, 8, 2), "44/2")),
    "remove_suspect_status": _on("event", TODAY, WORDS),
    "withdraw_referral": _with(_version(Referral, "new_referral"), DAY, "ERROR_OR_DUPLICATE", WORDS),
    "screen_case": _with(_version(PanelCase, "new_case"), DAY),
    "move_case": _with(_version(PanelCase, "new_case"), "PARTNER_CHECKS", DAY),
    "edit_case": _with(_version(PanelCase, "new_case"), forms.CaseForm(WORDS)),
    "record_decision": _with(_version(PanelCase, "waiting_case"), DECISION),
    "correct_decision": lambda _stage, side: (side.decision, int(side.decision_version), DECISION, WORDS),
    "record_agreement": _on("case", forms.AgreementForm("AGREED_CHILD", LATER)),
    "panel.record_told": _on("case", forms.ToldForm(LATER)),
    "hold_review": _with(_version(CaseReview, "review"), TODAY, WORDS, None),
    "close_case": _with(_version(PanelCase, "case"), forms.ClosureForm("MOVED_AWAY", TODAY)),
    "correct_event": _with(_version(TriggerEvent, "event"), forms.EventForm(date(2026, 8, 2), "45/1"), WORDS),
    "remove_event": _with(_version(TriggerEvent, "event"), WORDS),
    "correct_agreement": _with(
        _version(SupportAgreement, "agreement"), forms.AgreementForm("AGREED_BOTH", LATER), WORDS
    ),
    "correct_told": _with(_version(ToldAboutPanel, "told"), forms.ToldForm(LATER), WORDS),
    "correct_contact": _with(_version(CaseContact, "case_contact"), CaseContactForm(TODAY, "SEEN"), WORDS),
    "correct_review": _with(_version(CaseReview, "review"), forms.ReviewForm(TODAY), WORDS),
    "plan_review": _on("case", TODAY),
    "take_off": lambda stage, side: (CONTACT, *_version(CaseContact, "case_contact")(stage, side), WORDS),
    "record_contact": _on("case", CaseContactForm(TODAY, "SEEN")),
    "record_check": _on("new_case", CHECK),
    "correct_check": _with(
        _version(EligibilityAnswer, "check"), forms.CheckForm("LIVES_IN_AREA", "YES", answered_on=DAY), WORDS
    ),
    "remove_check": _with(_version(EligibilityAnswer, "check"), WORDS),
    "mark_cases": lambda _stage, side: ([side.new_case], MarkForm("ACCEPT", DAY)),
    "undo_mark": _on("mark"),
    "record_share": lambda _stage, side: (ShareForm(side.person, DAY, WORDS, agencies=("EDUCATION",), reason=WORDS),),
    "mend_share": lambda _stage, side: (
        side.share,
        int(side.share_version),
        ShareForm(side.person, DAY, WORDS, agencies=("EDUCATION",), reason=WORDS, case_id=side.case),
        WORDS,
    ),
    "take_back_share": lambda _stage, side: (side.share, int(side.share_version), WORDS),
    "add_contact": _on("person", ContactForm("FATHER", "Al Madeup")),
    "edit_contact": _with(_version(Contact, "contact"), ContactForm("MOTHER", "Ada Madeup")),
    "end_contact": _with(_version(Contact, "contact"), LATER),
    "remove_contact": _version(Contact, "contact"),
    "erase_contact": _on("contact", WORDS),
    "set_lead": _on("other", LeadForm("EDUCATION", DAY, "Max Madeup")),
    "add_person": lambda _stage, side: (_person_form(side), [side.other]),
    "edit_person": lambda stage, side: (*_version(Person, "twin")(stage, side), _person_form(side)),
    "open_person": _on("person"),
    "add_note": _on("person", WORDS, DAY),
    "edit_note": _with(_version(Note, "note"), WORDS, DAY),
    "say_not_the_same": lambda _stage, side: (side.person, side.twin),
    "erase_person": _on("twin", WORDS),
    "add_link": lambda _stage, side: (side.person, LinkForm(side.twin, "SIBLING", "POLICE", DAY)),
    "edit_link": lambda stage, side: (
        side.link,
        side.person,
        stage.version(PersonLink, side.link),
        LinkForm(side.other, "FRIEND", "POLICE", DAY, note=WORDS),
    ),
    "end_link": lambda stage, side: (side.link, side.person, stage.version(PersonLink, side.link), LATER),
    "remove_link": lambda stage, side: (side.link, side.person, stage.version(PersonLink, side.link)),
    "merge_people": lambda stage, side: (_merge_form(stage, side),),
    "undo_merge": _on("merge", WORDS),
    "propose_erasure": lambda _stage, side: ("NOT_FOR_PANEL", [side.due]),
    "keep_back": _with(_version(RetentionItem, "item"), WORDS, date(2027, 1, 1)),
    "approve_erasure": _version(RetentionItem, "item"),
    "place_hold": lambda _stage, side: (HoldForm("Court", WORDS, side.twin),),
    "lift_hold": _with(_version(LegalHold, "hold"), WORDS),
    "type_line": lambda stage, side: (stage.ask(side, QUARTER.next()), _typed_line(stage, side)),
    "confirm_nil": lambda stage, side: (stage.ask(side, QUARTER.next()), []),
    "reopen_return": lambda stage, side: (stage.ask(side, QUARTER.next()),),
    "begin_correction": lambda stage, side: (stage.ask(side), WORDS),
    "submit_return": lambda stage, side: (stage.ask(side), SubmissionForm(TODAY, "E-mail", "Home Office")),
    "file_ink_page": lambda stage, side: (
        side.return_version,
        _signatories(stage, side)[0].role,
        "Al Madeup",
        b"%PDF-scan",
    ),
    "record_request": lambda _stage, side: (side.other, RequestForm("ACCESS", "CHILD", DAY)),
    "extend_request": lambda stage, side: (*_version(RightsRequest, "request")(stage, side), date(2026, 10, 20), WORDS),
    "restrict_record": _on("twin", WORDS),
    "export_sitting": _on("planned", _receipt("ICS")),
    "add_series": lambda _stage, side: (SeriesForm(side.forum, date(2027, 2, 1), "MONTH"),),
    "skip_date": lambda _stage, side: (side.series, date(2027, 2, 1), WORDS),
    "end_series": lambda stage, side: (*_version(SittingSeries, "series")(stage, side), date(2027, 6, 1)),
    "add_member": lambda _stage, side: (side.forum, MemberForm("POLICE", DAY, "Ada Madeup")),
    "raise_concern": lambda _stage, side: (ForWhom(side.person), ConcernForm(WORDS)),
    "complete_concern": _with(_version(SafeguardingConcern, "concern"), ConcernForm(WORDS, told_by="Ms Madeup")),
    "take_concern_step": _with(_version(SafeguardingConcern, "running_concern"), "ACKNOWLEDGED", DAY),
    "record_concern_outcome": _with(_version(SafeguardingConcern, "running_concern"), "ASSESSMENT", DAY),
    "open_concern_again": _with(_version(SafeguardingConcern, "ended_concern"), WORDS),
    "print_agenda": _on("planned", None, True, _receipt("PDF")),
    "print_brief": _on("planned", _receipt("PDF")),
    "print_record": _on("held", _receipt("PDF")),
    "send_request": _on("planned", "POLICE", date(2026, 11, 15), _receipt("PDF")),
    "record_answer": _with(_version(InformationRequest, "asked"), ToldBefore(TODAY, nothing_known=True)),
    "add_agenda_item": _on("planned", ItemForm("OTHER", WORDS)),
    "edit_agenda_item": _with(_version(AgendaItem, "agenda_item"), ItemForm("PANEL_CASE", brief=WORDS)),
    "take_item_off": _on("business", WORDS),
    "start_sitting": _on("opening"),
    "break_off": _on("live"),
    "read_statement": _on("live"),
    "name_chair": _on("live", "Lee Madeup"),
    "seat_agency": _on("live", AttendanceForm("VRU", "APOLOGIES")),
    "note_event": _on("live", SittingEvent("LEFT", agency_code="VRU")),
    "open_item": _on("live_item"),
    "tell": _on("live_item", ToldHere("EDUCATION", WORDS)),
    "write_words": _on("live_item", ItemWords(WORDS)),
    "decide_item": _with(_version(AgendaItem, "live_item"), DecideForm("OFFER_SUPPORT", WORDS, "EDUCATION")),
    "undo_last": _on("live"),
    "end_sitting": _on("live", EndForm()),
    "type_in_sheet": _with(_version(Conference, "opening"), SheetForm((), _attendance(), "Lee Madeup")),
    "confirm_record": lambda _stage, side: (side.ended, int(side.ended_version), None, side.chairs_mail),
    "write_addendum": _on("confirmed", WORDS),
    "make_slips": lambda _stage, side: (
        SlipsForm(Show.OPEN, {"EDUCATION": "lead@hants.gov.uk"}, WORDS, place=side.place, keys=True),
    ),
    "take_replies": lambda _stage, side: (f"{side.line_code} in hand",),
    "accept_dates": _on("series", [date(2027, 2, 1)]),
    "propose_again": _on("series", SKIPPED_ON),
    "edit_series": lambda stage, side: (
        *_version(SittingSeries, "series")(stage, side),
        SeriesForm(side.forum, date(2027, 2, 8), "WEEK"),
    ),
    "edit_member": _with(_version(ForumMember, "member"), MemberForm("YOUTH_JUSTICE", DAY, "Ada Madeup")),
    "end_member": _with(_version(ForumMember, "member"), LATER),
    "set_rules": lambda _stage, side: (0, ForumRules(side.forum, date(2027, 1, 1))),
    "export_calendar": lambda _stage, side: (date(2026, 11, 1), date(2026, 12, 31), side.place, _receipt("ICS")),
    "accept_proposals": lambda stage, side: (side.request, _items(stage, side, "request")),
    "decide_items": lambda stage, side: (side.request, _items(stage, side, "request"), "RELEASE"),
    "confirm_identity": _with(_version(RightsRequest, "request"), IdentityForm(date(2026, 10, 21))),
    "stop_clock": _with(_version(RightsRequest, "request"), TODAY, WORDS),
    "start_clock": _with(_version(RightsRequest, "stopped"), TODAY),
    "add_point": _with(_version(RightsRequest, "disputed"), WORDS),
    "decide_point": _with(_version(RightsPoint, "point"), PointForm("REFUSED", TODAY, WORDS)),
    "answer_request": _with(_version(RightsRequest, "request"), AnswerForm("WITHDRAWN", TODAY, WORDS)),
    "rights.record_told": _on("request", RightsToldForm("POLICE", "", why_not=WORDS)),
    "open_again": lambda _stage, side: (side.answered, int(side.answered_version), WORDS),
    "give_own_copy": _on("ready", _receipt("ZIP")),
    "settle_removal": _on("unsettled", "KEPT", WORDS),
    "undo_removal": _on("removal", WORDS),
    "open_restricted": _on("closed", LOOK),
    "close_restricted": _on("closed"),
    "lift_restriction": _on("opened", WORDS),
}
"""Commands that touch records of a place: refused to whom it is not theirs, with nothing changed."""

OF_THE_WHOLE_AREA: Final = (
    "edit_action",
    "move_action",
    "edit_attachment",
    "remove_attachment",
    "open_attachment",
    "export_attachment",
    "edit_conference",
)
"""Those of them that are tried on records of no single place besides."""

LEFT_ALONE: Final = {"mark_cases": "done", "take_in": "taken"}
"""Of a place too, but told row by row: what is of another place is left alone, and this part of the result is empty."""

LATER_STATES: Final[dict[str, Call]] = {
    "propose_erasing": _version(RightsRequest, "request"),
    "restore_suspect_status": _with(_version(TriggerEvent, "event"), WORDS),
    "correct_closure": _with(_version(PanelCase, "case"), forms.ClosureForm("MOVED_AWAY", TODAY), WORDS),
    "reopen_case": _with(_version(PanelCase, "case"), WORDS),
    "note_query": lambda stage, side: (stage.ask(side, QUARTER.next()), "NO_SUCH", WORDS),
    "complete_return": lambda stage, side: (stage.ask(side, QUARTER.next()),),
    "sign_return": lambda stage, side: (stage.ask(side), _signatories(stage, side), render_signed),
}
"""Of a place too, but as the records stand here no one could do them: they are refused by a rule, after the place."""

OF_THE_WORKSPACE: Final[dict[str, Call]] = {
    "add_user": lambda _stage, side: (UserForm("noa", "Noa Madeup", Role.VIEWER, (side.place,)),),
    "note_own_key": lambda _stage, _side: (WORDS,),
    "set_size_limit": lambda _stage, _side: (5,),
    "note_source_deleted": lambda _stage, _side: ("0" * 64, "A list"),
    "keep_draft": lambda _stage, side: ("note", side.person, {"text": "x"}),
    "drop_draft": lambda _stage, side: ("note", side.person),
    "record_export": lambda _stage, _side: (_receipt(),),
    "add_intervention": lambda _stage, _side: (InterventionForm("Boxing"),),
    "save_template": lambda _stage, _side: ("FAMILY_PANEL", 0, WORDS, WORDS, WORDS),
    "set_sender": lambda _stage, _side: (Sender("Asha Madeup", "", "01632 960123"),),
    "set_clock": lambda stage, _side: ("FIRST_CONTACT", _entry(stage, "panel_clocks", "FIRST_CONTACT"), 12, {}),
    "set_reminder": lambda stage, _side: ("reminders", "ACTION_SOON", _entry(stage, "reminders", "ACTION_SOON"), 9),
    "add_register_entry": lambda _stage, _side: (
        RegisterForm(AGREEMENT, WORDS, owner=WORDS, purpose=WORDS, starts_on=DAY),
    ),
    "set_reminders": lambda _stage, _side: ([30],),
    "look_for_duplicates": lambda _stage, _side: (),
    "change_period": lambda stage, _side: (
        "DISCUSSED",
        _entry(stage, "retention_rules", "DISCUSSED"),
        400,
        WORDS,
    ),
    "set_concern_limits": lambda _stage, _side: (Limits(1, 2, 3),),
    "take_in_shipped_lists": lambda _stage, _side: (),
    "set_places_in_use": lambda stage, _side: (["PORTSMOUTH"], _places_in_use(stage)),
    "add_list_entry": lambda _stage, _side: ("relationships", EntryForm("Godparent")),
    "edit_list_entry": lambda stage, _side: (
        "relationships",
        "MOTHER",
        _entry(stage, "relationships", "MOTHER"),
        "Mum",
        "",
    ),
    "end_list_entry": lambda stage, _side: (
        "relationships",
        "MOTHER",
        _entry(stage, "relationships", "MOTHER"),
        date(2027, 1, 1),
    ),
    "switch_identifier_off": lambda _stage, _side: ("NHS",),
    "switch_identifier_on": lambda stage, _side: ("NHS", stage.home.ids["paper"]),
    "edit_register_entry": lambda stage, _side: (
        stage.home.ids["paper"],
        stage.version(RegisterEntry, stage.home.ids["paper"]),
        RegisterForm(AGREEMENT, WORDS, owner=WORDS, purpose=WORDS, starts_on=DAY),
    ),
    "use_shipped_template": lambda _stage, _side: ("REFERRER_CLOSED", 1),
    "edit_intervention": lambda stage, _side: ("MENTORING", _intervention(stage), InterventionForm("Mentors")),
    "confirm_list_entry": lambda stage, _side: (*_to_confirm(stage), WORDS),
    "note_restore": lambda _stage, _side: (STARTS_AT, "0" * 64),
    "erase_person_again": lambda _stage, side: (side.twin,),
    "note_practice_day": lambda _stage, _side: (DAY,),
    "note_backup": lambda _stage, _side: ("0" * 64, STARTS_AT, 1, "backups", "kept.vrpbackup"),
    "note_found": lambda _stage, _side: ("backups", "kept.vrpbackup", 1, "0" * 64, STARTS_AT),
    "note_trimmed": lambda _stage, _side: ("backups", ["kept.vrpbackup"]),
    "note_verified": lambda stage, _side: (stage.copies[0],),
    "note_gone": lambda stage, _side: (*_copy(stage, 0), "FILE_DELETED"),
    "note_here_again": lambda stage, _side: (*_copy(stage, 1), WORDS),
    "set_backup_rule": lambda _stage, _side: (BackupRule(60, 2),),
    "set_hours_open": lambda _stage, _side: (2,),
    "keep_prepared": lambda _stage, _side: (Prepared("work lists", TODAY, 0, {}),),
    "save_view": lambda _stage, _side: (ViewForm("people", "people", WORDS, ViewContent()),),
    "set_default_view": lambda stage, _side: (stage.shared_view,),
}
"""Commands that touch no record of a place: whoever has the permission may do them."""

OF_ALL_PLACES: Final[dict[str, Call]] = {"sign_looks": lambda _stage, _side: ("2026-10", WORDS)}
"""Deeds on the whole area at once: for who sees all of it."""

OF_USERS: Final[dict[str, Call]] = {
    "change_user": lambda stage, side: (*_user(stage, side), UserForm("", "", Role.VIEWER, (side.place,))),
    "let_user_leave": lambda stage, side: _user(stage, side)[:1],
    "note_key_given": lambda _stage, side: (f"{side.place.lower()} user",),
}
"""Commands on a user of the side's place."""

OF_THE_OWN: Final[dict[str, Call]] = {
    "confirm_destroyed": lambda _stage, side: (
        side.receipt,
        int(side.receipt_version),
        DestroyedForm(TODAY, "FILE_DELETED", "Asha Madeup"),
    ),
}
"""A receipt is for who made it, and for who reads the audit of the whole area."""

ONLY_IN_THE_MAKING: Final = {
    "found_workspace": "runs once, in an empty store, before there is a user",
    "add_practice_records": "refuses every workspace whose children are not made up",
    "add_practice_requests": "part of making practice records",
    "add_past_backups": "part of making practice records",
    "add_past_restriction": "part of making practice records",
    "add_practice_seats": "part of making practice records",
    "add_practice_series": "part of making practice records",
    "add_past_letters": "part of making practice records; not for use on others",
}


def _user(stage: Stage, side: Side) -> tuple[str, int]:
    row = next(row for row in stage.make.see(users) if row.places == (side.place,))
    return row.user_id, row.version


def _entry(stage: Stage, list_name: str, code: str) -> int:
    row = stage.make.see(lambda read: read.session.get(CodeEntry, (list_name, code)))
    return int(row.version)


def _intervention(stage: Stage) -> int:
    return int(stage.make.see(lambda read: read.session.get(Intervention, "MENTORING")).version)


def _to_confirm(stage: Stage) -> tuple[str, str, int]:
    wanted = select(CodeEntry).where(CodeEntry.mark == Mark.GENERAL.value)
    row = stage.make.see(lambda read: read.session.scalars(wanted).first())
    return row.list_name, row.code, row.version


def _places_in_use(stage: Stage) -> list[str]:
    return list(stage.make.see(lambda read: list(read.session.scalars(select(Place.code).where(Place.in_use)))))


BY_ROLE_ALONE: Final = {
    **dict.fromkeys(("rename_view", "share_view", "delete_view"), "of one's own views: see the room's own tests"),
}
"""Commands of which only the role is tried here, and what holds for their places besides."""

EVERY: Final[dict[str, Call]] = {
    **OF_A_PLACE,
    **LATER_STATES,
    **OF_THE_WORKSPACE,
    **OF_ALL_PLACES,
    **OF_USERS,
    **OF_THE_OWN,
}
KEYWORDS: Final[dict[str, dict[str, Any]]] = {"screen_case": {"accepted": True}}


def crossed(arguments: Any, home: Side, away: Side) -> Iterator[Any]:
    """What a deed is given, each time with one id of the one side replaced by the like of the other."""
    if isinstance(arguments, str):
        name = next((name for name, known in home.ids.items() if known == arguments and len(known) == _ID), None)
        if name is not None and name in away.ids:
            yield away.ids[name]
    elif isinstance(arguments, list | tuple):
        for at, one in enumerate(arguments):
            for other in crossed(one, home, away):
                yield type(arguments)((*arguments[:at], other, *arguments[at + 1 :]))
    elif dataclasses.is_dataclass(arguments) and not isinstance(arguments, type):
        for part in dataclasses.fields(arguments):
            for other in crossed(getattr(arguments, part.name), home, away):
                yield dataclasses.replace(arguments, **{part.name: other})


def every_marked() -> dict[str, Callable[..., Any]]:
    """Every function of the program that names a permission, by its name; with its room where two share one."""
    found: dict[str, list[Callable[..., Any]]] = {}
    for info in pkgutil.walk_packages(vrp_desktop.__path__, "vrp_desktop."):
        for name, thing in vars(importlib.import_module(info.name)).items():
            if isinstance(getattr(thing, "permission", None), Permission) and thing.__module__ == info.name:
                found.setdefault(name, []).append(thing)
    return {
        name if len(same) == 1 else f"{one.__module__.split('.')[1]}.{name}": one
        for name, same in found.items()
        for one in same
    }


def is_command(function: Callable[..., Any]) -> bool:
    """Whether it changes something: what it is handed says so. The others are queries with a permission."""
    return bool(next(iter(function.__annotations__.values())) == "Work")
