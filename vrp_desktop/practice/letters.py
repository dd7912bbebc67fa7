"""Letters that were sent over the months, and on the last day some made anew, beside files kept with records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import select

from db.letters import Letter
from db.panel import PanelCase, PanelDecision, Referral
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.attachments.commands import add_attachment
from vrp_desktop.attachments.forms import AttachmentForm
from vrp_desktop.clock import FixedClock
from vrp_desktop.documents.document import Document, render
from vrp_desktop.documents.vocabulary import Block, Heading, Paragraph
from vrp_desktop.letters.commands import LetterForm, send_letter, set_sender
from vrp_desktop.letters.fields import Sender
from vrp_desktop.letters.templates import To, shipped
from vrp_desktop.panel.rules import AWAITING_ENGAGEMENT, IN_SUPPORT
from vrp_desktop.practice.chance import Chance, stream
from vrp_desktop.practice.world import World
from vrp_desktop.workspace.workspace import Workspace

_STREAM: Final = 50_000_007
_STEP: Final = timedelta(minutes=3)
_SOON: Final = timedelta(days=10)
_SENDER: Final = Sender(
    "Practice user", "Panel coordinator", "Telephone 01632 960100, or panel@practice.example on any working day."
)
_REPORT: Final = (
    "Attendance has got better this half term. The child likes art and football, and has a good friend in class.",
    "Mornings are hard. A quiet start to the day helps, and so does a short talk with the form tutor.",
    "We ask that one adult stays the first to turn to, and that we hear what the panel decides.",
)


def write_letters(workspace: Workspace, clock: FixedClock, world: World) -> None:
    """Who writes letters is named; most referrers have been told; two letters and three files are of today."""

    def do(deed: Callable[..., Any], *args: Any) -> Any:
        clock.advance(_STEP)
        return workspace.write(deed, *args).result

    chance = stream(world.order.seed, _STREAM, 0)
    do(set_sender, _SENDER)
    do(add_past_letters, chance, world.order.as_at)
    for case_id, person_id in workspace.read(_cases_in_support):
        title, pages = "School report, summer term", _report(clock)
        form = AttachmentForm(title, world.order.as_at - _SOON, "EDUCATION", file_name="Report summer term.pdf")
        do(add_attachment, ("person", person_id), form, pages)
        note = "Telephone call with the school: attendance is better, and the child asks about boxing on Tuesdays."
        words = AttachmentForm("Note of a call with school", world.order.as_at - _SOON, "EDUCATION")
        do(add_attachment, ("panel_case", case_id), words, note.encode())
        for template, way, to in (("FAMILY_DECISION", "HAND", "The family"), ("FAMILY_PANEL", "POST", "The family")):
            version = shipped()[template].version
            do(send_letter, case_id, LetterForm(template, version, to, way, world.order.as_at))


@command(Permission.EDIT_CASES)
def add_past_letters(work: Work, chance: Chance, as_at: date) -> None:
    """Letters to referrers of the months before: one after most decisions, and one after most closings."""
    rows = []
    for case, decided_on in work.session.execute(_decided()):
        told = decided_on + timedelta(days=chance.between(1, 6))
        if told < as_at - _SOON and chance.yes(0.94):
            rows.append(_row(work, case, "REFERRER_DECISION", told))
    for case in work.session.scalars(_from_agencies().where(PanelCase.closed_on.is_not(None))):
        told = (case.closed_on or as_at) + timedelta(days=chance.between(0, 4))
        if told < as_at - _SOON and chance.yes(0.96):
            rows.append(_row(work, case, "REFERRER_CLOSED", told))
    work.bulk(Letter, rows)


def _decided() -> Any:
    return (
        select(PanelCase, PanelDecision.decided_on)
        .join(PanelDecision, PanelDecision.case_id == PanelCase.id)
        .join(Referral, Referral.id == PanelCase.referral_id)
        .where(Referral.sending_agency.is_not(None))
        .order_by(PanelDecision.decided_on, PanelDecision.id)
    )


def _from_agencies() -> Any:
    return (
        select(PanelCase)
        .join(Referral, Referral.id == PanelCase.referral_id)
        .where(Referral.sending_agency.is_not(None))
        .order_by(PanelCase.closed_on, PanelCase.id)
    )


def _row(work: Work, case: PanelCase, template: str, day: date) -> dict[str, Any]:
    return {
        "id": work.new_id(),
        "person_id": case.person_id,
        "place_code": case.place_code,
        "case_id": case.id,
        "template": template,
        "template_version": shipped()[template].version,
        "audience": To.REFERRER.value,
        "sent_on": day,
        "way": "E_MAIL",
        "recipient": "The referrer",
        "attachment_id": None,
        "receipt_id": None,
        "sent_by": work.actor.user_id,
        "entered_at": work.now,
    }


def _cases_in_support(read: Read) -> list[tuple[str, str]]:
    """Some open cases on which the panel has decided."""
    statement = (
        select(PanelCase.id, PanelCase.person_id)
        .join(PanelDecision, PanelDecision.case_id == PanelCase.id)
        .where(PanelCase.status.in_((AWAITING_ENGAGEMENT, IN_SUPPORT)))
        .order_by(PanelCase.status_on.desc(), PanelCase.id)
        .limit(3)
    )
    return [(case_id, person_id) for case_id, person_id in dict.fromkeys(map(tuple, read.session.execute(statement)))]


def _report(clock: FixedClock) -> bytes:
    blocks: tuple[Block, ...] = (Heading("How school is going"), *(Paragraph(words) for words in _REPORT))
    return render(Document("School report", blocks, clock.moment, organisation="Practice School"))
