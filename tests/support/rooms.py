"""What stands in one place of rooms, agendas, requests and closed records: the rest of a side of `sides.py`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from db.conferences import AgendaItem
from db.discussion import InformationRequest
from db.panel import TriggerEvent
from db.rights import RightsPoint, RightsRequest
from db.slips import SlipLine
from tests.support.making import CORE, Making
from vrp_desktop.access.permissions import Actor, Role
from vrp_desktop.access.queries import users
from vrp_desktop.actions.queries import Show
from vrp_desktop.attachments.commands import add_attachment
from vrp_desktop.attachments.forms import AttachmentForm
from vrp_desktop.conferences.commands import put_on_agenda, reorder_agenda
from vrp_desktop.conferences.forms import AttendanceForm, ItemForm
from vrp_desktop.conferences.item_commands import add_agenda_item
from vrp_desktop.conferences.requests import AnswerForm as ToldBefore
from vrp_desktop.conferences.requests import record_answer
from vrp_desktop.conferences.series_commands import skip_date
from vrp_desktop.exports.commands import ReceiptForm
from vrp_desktop.exports.sitting_papers import send_request
from vrp_desktop.forums.commands import add_member
from vrp_desktop.forums.forms import MemberForm
from vrp_desktop.panel.forms import EventForm
from vrp_desktop.panel.referring import remove_suspect_status
from vrp_desktop.restricted.commands import open_restricted, restrict_record
from vrp_desktop.restricted.rules import LookForm
from vrp_desktop.rights.commands import (
    accept_proposals,
    answer_request,
    confirm_identity,
    decide_items,
    record_request,
    stop_clock,
)
from vrp_desktop.rights.forms import AnswerForm, IdentityForm, RequestForm
from vrp_desktop.rights.queries import own_copy_items
from vrp_desktop.rights.removals import settle_removal
from vrp_desktop.sitting.commands import end_sitting, name_chair, open_item, seat_agency, start_sitting, tell
from vrp_desktop.sitting.confirming import confirm_record, write_addendum
from vrp_desktop.sitting.deciding import decide_item
from vrp_desktop.sitting.forms import DecideForm, EndForm, ToldForm
from vrp_desktop.slips.commands import make_slips
from vrp_desktop.slips.forms import SlipsForm

DAY: Final = date(2026, 9, 1)
TODAY: Final = date(2026, 11, 2)
ASKED_ON: Final = date(2026, 10, 20)
SKIPPED_ON: Final = date(2027, 3, 1)
LOOK: Final = LookForm("WORKING_ON_CASE", "To agree the next step")


@dataclass
class Rooms:
    """Makes them for one side; `ids` are put into it."""

    make: Making
    side: Any

    def all(self) -> None:
        """Every kind."""
        self.agendas()
        self.sittings()
        self.forum()
        self.requests()
        self.removals()
        self.slips()

    def keep(self, **ids: object) -> None:
        self.side.ids.update({name: str(value) for name, value in ids.items()})

    def person(self, first: str, born: date) -> str:
        return self.make.person(f"{first} {self.side.word}", born, self.side.place)

    def first(self, column: Any, *where: Any) -> str:
        return str(self.make.see(lambda read: read.session.scalars(select(column).where(*where)).first()))

    def agendas(self) -> None:
        """An item that is no case, and what agencies were asked about the one that is: one waits, one came."""
        make, side = self.make, self.side
        business = make.do(add_agenda_item, side.later, ItemForm("OTHER", f"{side.text} Street", brief=side.text))
        papers = ReceiptForm("", "PDF", "The sitting", "Someone Madeup")
        for agency in ("EDUCATION", "HEALTH_ICB"):
            make.do(send_request, side.planned, agency, date(2026, 11, 15), papers)
        asked = {
            agency: self.first(
                InformationRequest.id,
                InformationRequest.conference_id == side.planned,
                InformationRequest.agency_code == agency,
            )
            for agency in ("EDUCATION", "HEALTH_ICB")
        }
        make.do(record_answer, asked["HEALTH_ICB"], 1, ToldBefore(TODAY, f"{side.text} is well", False, side.word))
        self.keep(business=business, asked=asked["EDUCATION"])

    def sittings(self) -> None:
        """One to be opened, one under way, one that has ended, and one whose record is confirmed."""
        self.keep(opening=self.make.sitting(TODAY, self.side.forum, venue=f"{self.side.word} Hall"))
        live, item, version = self._live("Live", date(2011, 1, 3))
        self.keep(live=live, live_item=item, live_item_version=version)
        ended, filed = self._ended("Ended", date(2011, 1, 4))
        self.keep(ended=ended, ended_version=self._version(ended), chairs_mail=filed)
        done, mail = self._ended("Done", date(2011, 1, 5))
        self.make.do(confirm_record, done, self._version(done), None, mail)
        self.make.do(write_addendum, done, f"{self.side.text} was there too")
        self.keep(confirmed=done)

    def _live(self, first: str, born: date) -> tuple[str, str, int]:
        make, side = self.make, self.side
        live = make.sitting(TODAY, side.forum, venue=f"{side.word} Hall")
        make.do(put_on_agenda, live, [make.screened(self.person(first, born), DAY, place=side.place)])
        item = self.first(AgendaItem.id, AgendaItem.conference_id == live)
        make.do(reorder_agenda, live, [item])
        make.do(start_sitting, live)
        make.do(name_chair, live, f"Lee {side.word}")
        for agency in CORE:
            make.do(seat_agency, live, AttendanceForm(agency, "ATTENDED"))
        make.do(open_item, item)
        make.do(tell, item, ToldForm("POLICE", f"{side.text} was seen"))
        return live, item, make.version(AgendaItem, item)

    def _ended(self, first: str, born: date) -> tuple[str, str]:
        make, side = self.make, self.side
        sitting, item, version = self._live(first, born)
        make.do(decide_item, item, version, DecideForm("OFFER_SUPPORT", f"{side.text} asks for it", "EDUCATION"))
        make.do(end_sitting, sitting, EndForm())
        words = AttachmentForm(f"{side.text} agrees", TODAY, file_name=f"{side.text}.txt")
        return sitting, make.do(add_attachment, ("conference", sitting), words, f"{side.text} agreed".encode())

    def _version(self, sitting: str) -> int:
        from db.conferences import Conference

        return self.make.version(Conference, sitting)

    def forum(self) -> None:
        """A seat of the forum, and a day that its series leaves out."""
        make, side = self.make, self.side
        seat = MemberForm("YOUTH_JUSTICE", DAY, f"Noa {side.word}", email=f"{side.word}@example.org", note=side.text)
        self.keep(member=make.do(add_member, side.forum, seat))
        make.do(skip_date, side.series, SKIPPED_ON, f"{side.text} is away")

    def requests(self) -> None:
        """Requests that wait, stand still, are ready to be answered with a copy, and are answered."""
        make, side = self.make, self.side
        child = self.person("Asks", date(2010, 2, 3))
        stopped = make.do(record_request, child, RequestForm("ACCESS", "CHILD", ASKED_ON, side.text, side.text))
        make.do(stop_clock, stopped, 1, TODAY, f"Which {side.text}")
        wrong = RequestForm("RECTIFICATION", "CHILD", ASKED_ON, side.text, side.text, f"{side.text} is wrong")
        disputed = make.do(record_request, child, wrong)
        ready = make.do(
            record_request, self.person("Copied", date(2010, 2, 4)), RequestForm("ACCESS", "CHILD", ASKED_ON)
        )
        make.do(confirm_identity, ready, 1, IdentityForm(ASKED_ON, TODAY, f"{side.text} came"))
        items = [one.item.key for one in make.see(own_copy_items, ready)]
        make.do(accept_proposals, ready, items)
        left = [one.item.key for one in make.see(own_copy_items, ready) if not one.decision]
        if left:
            make.do(decide_items, ready, left, "RELEASE")
        answered = make.do(record_request, child, RequestForm("ACCESS", "CHILD", ASKED_ON))
        make.do(answer_request, answered, 1, AnswerForm("WITHDRAWN", TODAY, f"{side.text} said so"))
        self.keep(stopped=stopped, disputed=disputed, ready=ready, answered=answered)
        self.keep(answered_version=make.version(RightsRequest, answered))
        self.keep(point=self.first(RightsPoint.id, RightsPoint.request_id == disputed))

    def removals(self) -> None:
        """Events that lost their suspect status: one waits for a decision, one has it."""
        make, side = self.make, self.side
        for name, born in (("unsettled", date(2010, 3, 4)), ("settled", date(2010, 3, 5))):
            person = self.person(name.title(), born)
            make.referral(person, DAY, place=side.place, events=(EventForm(DAY, f"{side.text}/3"),))
            event = self.first(TriggerEvent.id, TriggerEvent.person_id == person)
            make.do(remove_suspect_status, event, TODAY, f"{side.text} was elsewhere")
            self.keep(**{name: event})
        self.keep(removal=make.do(settle_removal, side.settled, "KEPT", f"{side.text} has another"))

    def slips(self) -> None:
        """A slip with the actions of one agency; one of its reply codes."""
        make, side = self.make, self.side
        form = SlipsForm(Show.OPEN, {"EDUCATION": "lead@hants.gov.uk"}, "Following up", place=side.place)
        make.do(make_slips, form)
        self.keep(line_code=self.first(SlipLine.code, SlipLine.action_id == side.action))

    def restricted(self) -> None:
        """A child whose record is closed to all but who marked it, and one that the managers' user has opened too."""
        make = self.make
        manager = next(row for row in make.see(users) if row.name == Role.MANAGER.value.lower())
        actor = Actor(manager.user_id, manager.name, manager.name, Role.MANAGER)
        for name, born in (("closed", date(2010, 4, 5)), ("opened", date(2010, 4, 6))):
            person = self.person(name.title(), born)
            make.do(restrict_record, person, f"{self.side.text} works here")
            self.keep(**{name: person})
        make.do_as(actor, open_restricted, self.side.opened, LOOK)
