"""A workspace with every kind of record in each of two places, for asking who reaches what.

Each side says a word of its own in every name and every text, so that whatever of it turns up elsewhere is seen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from db.backup_copies import BackupCopy
from db.base import Base
from db.conferences import AgendaItem, Conference
from db.drafts import Draft
from db.exports import ExportReceipt
from db.imports import ImportBatch, ImportRow
from db.panel import CaseReview, PanelCase, PanelDecision, TriggerEvent
from db.partnership import ShareEntry
from db.people import Person
from db.retention import LegalHold, RetentionItem
from db.returns import ReturnDocument
from db.safeguarding import SafeguardingConcern
from db.schema import metadata
from tests.corpus.builders import csv_bytes
from tests.support.making import PARTNER_FACTS, Making
from tests.support.papers import agreement
from tests.support.rooms import Rooms
from tests.support.workspaces import FULL_NAME, STARTS_AT
from vrp_desktop.access.commands import add_user
from vrp_desktop.access.forms import UserForm
from vrp_desktop.access.permissions import Actor, Role
from vrp_desktop.access.queries import users
from vrp_desktop.attachments.commands import add_attachment
from vrp_desktop.attachments.forms import AttachmentForm
from vrp_desktop.calendar import Quarter
from vrp_desktop.conferences.commands import cancel_conference, put_on_agenda
from vrp_desktop.conferences.series import SeriesForm
from vrp_desktop.conferences.series_commands import add_series
from vrp_desktop.documents.return_pdf import render_signed
from vrp_desktop.drafts.commands import keep_draft
from vrp_desktop.exports.commands import ReceiptForm, record_export
from vrp_desktop.imports.commands import take_in
from vrp_desktop.imports.reading.settings import BatchSettings
from vrp_desktop.imports.reading.workbook import read_workbook
from vrp_desktop.interventions.commands import record_provider_total
from vrp_desktop.interventions.forms import ProviderTotalForm
from vrp_desktop.letters.commands import LetterForm, save_template, send_letter, set_sender
from vrp_desktop.letters.fields import Sender
from vrp_desktop.letters.templates import template_of
from vrp_desktop.panel import commands as panel
from vrp_desktop.panel import forms
from vrp_desktop.panel.contacts import CaseContactForm, record_contact
from vrp_desktop.panel.partner_checks import record_check
from vrp_desktop.panel.screening.commands import mark_cases
from vrp_desktop.panel.screening.forms import MarkForm
from vrp_desktop.partnership.commands import record_share
from vrp_desktop.partnership.rules import ShareForm
from vrp_desktop.people.around.commands import add_contact, set_lead
from vrp_desktop.people.around.forms import ContactForm, LeadForm, WayForm
from vrp_desktop.people.commands import add_note, edit_person
from vrp_desktop.people.links.commands import add_link
from vrp_desktop.people.links.forms import LinkForm
from vrp_desktop.people.merging import MergeForm, merge_people
from vrp_desktop.people.queries import person_record
from vrp_desktop.retention.commands import lift_hold, place_hold, propose_erasure
from vrp_desktop.retention.forms import HoldForm
from vrp_desktop.returns import commands as returns
from vrp_desktop.returns import signing
from vrp_desktop.returns.compute import Ask
from vrp_desktop.returns.content import Grade, State
from vrp_desktop.returns.queries import ask_for, live_content, signed_version
from vrp_desktop.returns.template import LineKind
from vrp_desktop.rights.commands import record_request
from vrp_desktop.rights.forms import RequestForm
from vrp_desktop.safeguarding.commands import raise_concern, record_concern_outcome
from vrp_desktop.safeguarding.forms import ConcernForm, ForWhom
from vrp_desktop.views.commands import save_view
from vrp_desktop.views.forms import ViewContent, ViewForm
from vrp_desktop.workspace.commands import note_backup
from vrp_desktop.workspace.copies import note_gone

HOME, AWAY = "PORTSMOUTH", "SOUTHAMPTON"
HOME_WORD, AWAY_WORD, AREA_WORD = "Hjarnqvist", "Zxqorvin", "Wqalbjorg"
"""In no word of the program, of its lists or of its practice data."""
DAY = date(2026, 9, 1)
LATER = date(2026, 9, 22)
QUARTER = Quarter(2026, 2)


@dataclass
class Side:
    """What stands in one place: the ids of its records by what they are, and the word that all of it says."""

    place: str
    forum: str
    word: str
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The word as free text says it, and names never do."""
        return f"{self.word}esque"

    def __getattr__(self, name: str) -> str:
        try:
            return str(self.__dict__["ids"][name])
        except KeyError:
            raise AttributeError(name) from None


@dataclass
class Stage:
    """The workspace with both sides, and who may be at work in it."""

    make: Making
    home: Side
    away: Side
    area: Side
    user_ids: dict[Role, str]
    contents: str = ""
    copies: list[str] = field(default_factory=list)
    """The ids of backups: one that is old, and one that is gone."""
    shared_view: str = ""

    def actor(self, role: Role, places: Iterable[str] | None = None) -> Actor:
        """A user of that role, limited to places where they are named."""
        name = role.value.lower()
        return Actor(self.user_ids[role], name, name, role, None if places is None else frozenset(places))

    def version(self, kind: type[Base], record_id: str) -> int:
        """The version that a form would have seen."""
        return self.make.version(kind, record_id)

    def ask(self, side: Side, quarter: Quarter = QUARTER) -> Ask:
        """A return of one side's place."""
        found: Ask = self.make.see(ask_for, quarter, side.place)
        return found


def make_stage(make: Making) -> Stage:
    """Both sides, each made whole; and a link between a child of one and a child of the other."""
    make.do(set_sender, Sender("Asha Madeup", "Coordinator", "01632 960123"))
    for role in Role:
        make.do(add_user, UserForm(role.value.lower(), role.value.lower(), role))
    for place in (HOME, AWAY):
        make.do(add_user, UserForm(f"{place.lower()} user", f"{place.lower()} user", Role.VIEWER, (place,)))
    known = {row.name: row.user_id for row in make.see(users)}
    stage = Stage(
        make,
        Side(HOME, "YFPP_PORTSMOUTH", HOME_WORD),
        Side(AWAY, "YFPP_SOUTHAMPTON", AWAY_WORD),
        Side("", "SVRP", AREA_WORD),
        {role: known[role.value.lower()] for role in Role},
    )
    for side in (stage.home, stage.away):
        _Maker(make, side).all()
    _Maker(make, stage.away).signed_return()
    _Maker(make, stage.away).moved_here(stage.home.place)
    _Maker(make, stage.area).of_the_whole_area()
    for side in (stage.home, stage.away):
        Rooms(make, side).restricted()
    beyond = _Maker(make, stage.away).person("Sib", date(2009, 8, 7))
    form = LinkForm(beyond, "SIBLING", "POLICE", DAY, note="Brothers")
    stage.home.ids["paper"] = agreement(make.do, "NHS")
    stage.copies = _backups(make)
    stage.shared_view = make.do(save_view, ViewForm("people", "people", "By surname", ViewContent(), is_shared=True))
    shipped = make.see(template_of, "REFERRER_CLOSED")
    make.do(save_template, "REFERRER_CLOSED", 0, "Our words", shipped.body, "Asha Madeup")
    # Its code is told with the link, and nothing else of the child: the id is not among those that no one is told.
    make.do(add_link, stage.home.person, form)
    stage.contents = contents(stage)
    return stage


def _backups(make: Making) -> list[str]:
    """Old backups: one there, one gone; three newer ones stay whatever comes."""
    for at in range(5):
        make.do(note_backup, str(at) * 64, STARTS_AT - timedelta(days=120 - at), 1, "backups", f"{at}.vrpbackup")
    rows = select(BackupCopy.id).order_by(BackupCopy.made_at)
    found = list(make.see(lambda read: list(read.session.scalars(rows))))[:2]
    make.do(note_gone, found[1], make.version(BackupCopy, found[1]), "FILE_DELETED")
    return found


def contents(stage: Stage) -> str:
    """A digest of every row of every table."""
    digest = hashlib.sha256()
    with stage.make.workspace.store.begin_read() as connection:
        for table in metadata.sorted_tables:
            rows = sorted(map(repr, connection.execute(select(table))))
            digest.update(repr((table.name, rows)).encode())
    return digest.hexdigest()


@dataclass
class _Maker:
    make: Making
    side: Side

    def all(self) -> None:
        """Every kind of record."""
        self.people()
        self.cases()
        self.meetings()
        self.around()
        self.kept()
        self.let_go()
        self.taken_in()
        self.asked()
        Rooms(self.make, self.side).all()

    def keep(self, **ids: Any) -> None:
        self.side.ids.update({name: str(value) for name, value in ids.items()})

    def person(self, first: str, born: date = date(2012, 3, 4)) -> str:
        return self.make.person(f"{first} {self.side.word}", born, self.side.place, school=f"{self.side.word} School")

    def people(self) -> None:
        make, text = self.make, self.side.text
        person, twin, again = self.person("Tam"), self.person("Tamm"), self.person("Kit", date(2011, 5, 6))
        other = self.person("Bo", date(2010, 1, 2))
        double = self.person("Kitt", date(2011, 5, 6))
        versions = [make.version(Person, one) for one in (again, double)]
        merge = make.do(merge_people, MergeForm(again, versions[0], double, versions[1], f"{text} came twice"))
        note = make.do(add_note, person, f"{text} was seen at home", DAY)
        self.keep(person=person, twin=twin, merged_into=again, merged=double, merge=merge, other=other, note=note)
        self.keep(code=make.row(Person, person).code)

    def cases(self) -> None:
        """One case with all that a case may have, one as it came, one marked."""
        make, side = self.make, self.side
        event = forms.EventForm(date(2026, 8, 1), f"{side.text}/1")
        added = make.referral(
            side.person, DAY, place=side.place, reason=f"{side.text} at risk", sender_reference=side.text,
            sending_agency="POLICE", events=(event,),
        )  # fmt: skip
        case = added.case_id
        self.keep(referral=added.referral_id, case=case, event=self.one(TriggerEvent.id, TriggerEvent.person_id))
        note = f"{side.text} noted"
        for fact in (*PARTNER_FACTS, "LIVES_IN_AREA"):
            answer = "YES" if fact == "LIVES_IN_AREA" else "NO"
            check = make.do(record_check, case, forms.CheckForm(fact, answer, answered_on=DAY, note=note))
        make.do(panel.edit_case, case, make.version(PanelCase, case), forms.CaseForm(f"{side.text} needs a mentor"))
        make.do(panel.screen_case, case, make.version(PanelCase, case), DAY, accepted=True, note=note)
        decision = make.decide(case, rationale=f"{side.text} would like one", owner_name=side.word, disagreement=note)
        agreed = forms.AgreementForm("AGREED_CHILD", LATER, side.word, note, note)
        self.keep(agreement=make.do(panel.record_agreement, case, agreed))
        self.keep(told=make.do(panel.record_told, case, forms.ToldForm(LATER, side.word, why_not=note)))
        contact = CaseContactForm(LATER, "SEEN", by_name=side.word, note=note)
        self.keep(case_contact=make.do(record_contact, case, contact))
        make.move(case, "IN_SUPPORT", LATER)
        new = make.referral(self.person("New", date(2013, 2, 3)), DAY, place=side.place)
        marked = make.referral(self.person("Marked", date(2013, 4, 5)), DAY, place=side.place)
        form = MarkForm("YOUTH_JUSTICE", DAY, "YOUTH_JUSTICE", ("YOUTH_JUSTICE_STATUTORY",), service=side.text)
        deed = make.do(mark_cases, [marked.case_id], form).deed_id
        self.keep(check=check, decision=decision, new_case=new.case_id, new_referral=new.referral_id, mark=deed)
        self.keep(marked_case=marked.case_id, case_code=make.row(PanelCase, case).code)
        self.keep(
            new_code=make.row(PanelCase, new.case_id).code, decision_version=make.version(PanelDecision, decision)
        )
        self.keep(review=self.one(CaseReview.id, CaseReview.person_id))

    def one(self, column: Any, whose: Any, person_id: str = "") -> str:
        statement = select(column).where(whose == (person_id or self.side.person))
        return str(self.make.see(lambda read: read.session.scalars(statement).first()))

    def meetings(self) -> None:
        make, side = self.make, self.side
        planned = make.sitting(date(2026, 11, 20), side.forum, venue=f"{side.word} Hall", note=side.text)
        later = make.sitting(date(2026, 12, 20), side.forum, venue=f"{side.word} Hall")
        held = make.sitting(LATER, side.forum, venue=f"{side.word} Hall")
        listed = make.screened(self.person("Listed", date(2011, 11, 12)), DAY, place=side.place)
        waiting = make.screened(self.person("Waiting", date(2011, 12, 13)), DAY, place=side.place)
        self.keep(listed_case=listed, waiting_case=waiting)
        make.hold(held, chair=f"Lee {side.word}")
        make.do(put_on_agenda, planned, [listed])
        self.keep(agenda_item=self.one(AgendaItem.id, AgendaItem.conference_id, planned))
        off = make.sitting(date(2026, 12, 21), side.forum)
        make.do(cancel_conference, off, make.version(Conference, off), side.text)
        action = make.action(date(2026, 10, 1), case_id=side.case, text=f"Ring {side.text}", owner_name=side.word)
        own = make.action(date(2026, 12, 1), text=f"Ask {side.text}", place_code=side.place)
        referral = make.intervention_referral(side.person, case_id=side.case, on=LATER)
        make.step(referral, "UNSUITABLE", date(2026, 9, 25), f"{side.text} is away")
        going = make.intervention_referral(side.other, on=DAY)
        total = make.do(record_provider_total, self.total())
        self.keep(
            planned=planned, later=later, held=held, cancelled=off, action=action, own_action=own, intervention=referral
        )
        self.keep(going=going, total=total)

    def total(self, number: int = 7) -> ProviderTotalForm:
        return ProviderTotalForm(
            "MENTORING", self.side.place, QUARTER.start, QUARTER.end, "STARTED", number, LATER, source=self.side.word
        )

    def around(self) -> None:
        make, side = self.make, self.side
        known = ContactForm("MOTHER", f"Ada {side.word}", safe_contact="ONLY_THIS_WAY", safe_how=f"Ask for {side.text}")
        ways = (WayForm("EMAIL", f"{side.text}@example.org", side.text),)
        contact = make.do(add_contact, side.person, ContactForm(**{**_values(known), "ways": ways}))
        make.do(set_lead, side.person, LeadForm("EDUCATION", DAY, f"Max {side.word}"))
        link = make.do(add_link, side.person, LinkForm(side.other, "FRIEND", "POLICE", DAY, note=side.text))
        concern = make.do(raise_concern, ForWhom(side.other), ConcernForm(f"{side.text} was hurt", told_by=side.text))
        share = make.do(record_share, ShareForm(side.person, DAY, f"That {side.text} is safe", named=side.text,
                                                reason=f"{side.text} asked", case_id=side.case))  # fmt: skip
        sent = ConcernForm(f"{side.text} is afraid", sent_on=DAY, sent_to=side.text, sent_how="PHONE")
        running = make.do(raise_concern, ForWhom(side.other), sent)
        late = make.do(raise_concern, ForWhom(side.other), sent)
        version = make.version(SafeguardingConcern, late)
        make.do(record_concern_outcome, late, version, "ASSESSMENT", DAY, f"{side.text} is seen")
        self.keep(contact=contact, link=link, concern=concern, share=share, ended_concern=late, running_concern=running)
        self.keep(share_version=make.version(ShareEntry, share))

    def kept(self) -> None:
        make, side = self.make, self.side
        words = AttachmentForm(f"{side.text} at school", DAY, file_name=f"{side.text}.txt")
        file = make.do(add_attachment, ("panel_case", side.case), words, f"{side.text} was well".encode())
        letter = make.do(send_letter, side.case, LetterForm("FAMILY_PANEL", "1", f"Mrs {side.word}", "POST", DAY))
        receipt = make.do(record_export, ReceiptForm(f"Case {side.case_code}", "PDF", side.word, side.word,
                                                     destroy_by=date(2026, 11, 5)))  # fmt: skip
        make.do(keep_draft, "note", side.person, {"text": side.text})
        self.keep(attachment=file, letter=letter.letter_id, receipt=receipt)
        self.keep(receipt_version=make.version(ExportReceipt, receipt))

    def let_go(self) -> None:
        """A child whose time is up, one more that was proposed, and a hold."""
        make, side = self.make, self.side
        gone = []
        for first in ("Gone", "Past"):
            person = self.person(first, date(2012, 7, 8) if first == "Gone" else date(2011, 9, 10))
            case = make.referral(person, date(2026, 6, 1), place=side.place).case_id
            version = make.version(PanelCase, case)
            closed = date(2026, 6, 10)
            make.do(panel.screen_case, case, version, closed, accepted=False, redirect="OUT_OF_AREA", note=side.text)
            gone.append(person)
        make.do(propose_erasure, "NOT_FOR_PANEL", gone[1:])
        item = self.one(RetentionItem.id, RetentionItem.person_id, gone[1])
        hold = make.do(place_hold, HoldForm(side.word, f"{side.text} complained", side.other))
        whole = make.do(place_hold, HoldForm(side.word, f"{side.text} asked", place_code=side.place))
        officer = make.actor(Role.DATA_PROTECTION)
        make.do_as(officer, lift_hold, whole, make.version(LegalHold, whole), f"{side.text} was told")
        self.keep(due=gone[0], proposed=gone[1], item=item, hold=hold)

    def asked(self) -> None:
        """A request for the child's own copy, and a series of sittings."""
        make, side = self.make, self.side
        form = RequestForm("ACCESS", "CHILD", date(2026, 10, 20), side.text, f"{side.text} asks")
        request = make.do(record_request, side.person, form)
        series = make.do(add_series, SeriesForm(side.forum, date(2027, 2, 1), "MONTH", venue=f"{side.word} Hall"))
        self.keep(request=request, series=series)

    def taken_in(self) -> None:
        """A list of the place: one row taken, one like a child on file, one that cannot be read."""
        make, side = self.make, self.side
        head = ("Surname", "Forename", "Date of birth", "Referral date", "Reason")
        rows = [
            head,
            ("Madeup", f"Row {side.word}", "04/03/2013", "02/09/2026", f"{side.text} again"),
            ("Madeop", f"Tam {side.word}", "04/03/2012", "03/09/2026", f"{side.text} again"),
            ("Madeip", f"Bad {side.word}", "05/03/2012", "", f"{side.text} again"),
        ]
        workbook = read_workbook(csv_bytes(rows), f"{side.word}.csv")
        settings = BatchSettings(sender=f"{side.place.title()} Police", place=side.place)
        batch = make.do(take_in, workbook, settings).batch_id
        held = select(ImportRow.id).where(ImportRow.batch_id == batch, ImportRow.state == "HELD")
        by = dict(make.see(lambda read: read.session.execute(held.add_columns(ImportRow.likely_id)).all()))
        self.keep(batch=batch, likely_row=next(one for one, likely in by.items() if likely))
        self.keep(bad_row=next(one for one, likely in by.items() if not likely))
        digest = select(ImportBatch.file_digest).where(ImportBatch.id == batch)
        self.keep(digest=make.see(lambda read: read.session.scalars(digest).one()))

    def signed_return(self) -> None:
        """Last quarter's return, signed by someone else than who completed it."""
        make, side = self.make, self.side
        ask = make.see(ask_for, QUARTER, side.place)
        fill_return(make, ask, side.word)
        make.do(returns.complete_return, ask)
        who = [signing.Signatory(item.role, f"Al {side.word}") for item in ask.template.signatories if item.is_required]
        own = [signing.Signatory(one.role, FULL_NAME, is_signer=True) for one in who[-1:]]
        other = Actor(self.second(), "manager", FULL_NAME, Role.MANAGER, None)
        version, _ = make.do_as(other, signing.sign_return, ask, [*who[:-1], *own], render_signed, "")
        document = select(ReturnDocument.id).where(ReturnDocument.version_id == version)
        self.keep(document=make.see(lambda read: read.session.scalars(document).first()))
        self.keep(return_version=version, signed_phrase=_phrase(make, side.place))

    def moved_here(self, before: str) -> None:
        """A child who lived in another place until lately: what is led by the child came along."""
        make, side = self.make, self.side
        person = make.person(f"Moved {side.word}", date(2012, 12, 30), before)
        make.do(add_note, person, f"{side.text} is moving", DAY)
        make.do(raise_concern, ForWhom(person), ConcernForm(f"{side.text} is afraid"))
        make.do(record_share, ShareForm(person, DAY, f"{side.text} moves", agencies=("EDUCATION",), reason="To tell"))
        make.do(add_contact, person, ContactForm("MOTHER", f"Ina {side.word}"))
        words = AttachmentForm(f"{side.text} moves", DAY, file_name=f"{side.text}.txt")
        file = make.do(add_attachment, ("person", person), words, f"{side.text} moves".encode())
        form = make.see(person_record, person).form
        make.do(edit_person, person, make.version(Person, person), replace(form, place_code=side.place))
        self.keep(moved=person, moved_file=file)

    def of_the_whole_area(self) -> None:
        """What is of no single place."""
        make, side = self.make, self.side
        sitting = make.sitting(date(2026, 12, 1), side.forum, venue=side.word, note=side.text)
        action = make.action(date(2026, 12, 1), text=f"Ask {side.text}", owner_name=side.word, place_code=None)
        words = AttachmentForm(f"{side.text} plan", DAY, file_name=f"{side.text}.txt")
        file = make.do(add_attachment, ("conference", sitting), words, f"{side.text} plans".encode())
        self.keep(planned=sitting, action=action, attachment=file)

    def second(self) -> str:
        return str(next(row.user_id for row in self.make.see(users) if row.name == "manager"))


def fill_return(make: Making, ask: Ask, word: str) -> None:
    """Type every required line, confirm every nil, answer every query."""
    for spec in ask.template.lines():
        if spec.kind is LineKind.TYPED and spec.is_required:
            is_number = spec.value_type in ("number", "money")
            form = returns.TypedForm(
                spec.code, "1250.50" if is_number else None, None if is_number else f"{word} as planned", "Ledger"
            )
            make.do(returns.type_line, ask, form)
    content = make.see(live_content, ask.quarter, ask.place_code)
    nils = [line.spec.code for line in content.lines if line.state is State.NIL_TO_CONFIRM]
    make.do(returns.confirm_nil, ask, nils)
    for check in make.see(live_content, ask.quarter, ask.place_code).checks:
        if check.grade is Grade.QUERY:
            make.do(returns.note_query, ask, check.code, f"{word} looked at", check.note_version)


def _phrase(make: Making, place: str) -> str:
    signed = make.see(signed_version, QUARTER, place)
    assert signed is not None
    return str(signed.digest)


def _values(form: ContactForm) -> dict[str, Any]:
    return {name: getattr(form, name) for name in ContactForm.__slots__}


def drafts_of(make: Making, user_id: str) -> list[str]:
    """The records of which someone keeps a draft."""
    mine = select(Draft.record_id).where(Draft.user_id == user_id)
    return list(make.see(lambda read: list(read.session.scalars(mine))))
