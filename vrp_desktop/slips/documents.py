"""The files of a slip: its PDF, a draft e-mail with the calendar beside it, and the sealed key sheet."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from vrp_desktop.calendar import british, british_short
from vrp_desktop.conferences.ics import CalendarEvent, calendar_bytes
from vrp_desktop.documents.document import Document, Printed, render
from vrp_desktop.documents.follow_through_pdf import FAIR, follow_table
from vrp_desktop.documents.mail import Attached, mail_draft
from vrp_desktop.documents.vocabulary import (
    Align,
    Block,
    Column,
    Facts,
    Heading,
    Note,
    NoteKind,
    Paragraph,
    Row,
    Table,
)
from vrp_desktop.slips.forms import Slip, SlipLineWords

MARKING = "OFFICIAL-SENSITIVE"
_HANDLING = "About children's cases, by code. Use it to answer for these actions alone, then destroy it."
_HOW = (
    "Answer each action by its reply code, in an e-mail or by telephone: the code, then done and the day, in hand, "
    "could not and what stood in the way, or did not and why. Could not and did not are kept apart, and both are fair "
    "answers. For instance: RE-2345678 done 04/12/2026."
)
_KEY_HANDLING = (
    "Names of children. Keep it apart from the slip, use it to answer for these actions alone, then destroy it."
)


def slip_pdf(slip: Slip, area: str, printed_by: str, at: datetime) -> bytes:
    """An agency's own actions: by case code, without a name."""
    facts = (
        ("For", slip.recipient),
        ("Step", slip.step),
        ("Please answer by", british(slip.reply_by)),
        ("Slip", slip.code),
    )
    columns = (
        Column("Reply code", names_row=True, share=0.13),
        Column("Action", share=0.12),
        Column("Case", Align.LEFT, share=0.13),
        Column("What was agreed"),
        Column("Due", share=0.1),
        Column("State", share=0.14),
    )
    rows = tuple(
        Row((line.code, line.action_code, line.case_code or "–", line.text, british_short(line.due_on), _state(line)))
        for line in slip.lines
    )
    return render(
        Document(
            title=f"Actions for {slip.agency}",
            blocks=(Facts(facts), Paragraph(_HOW), Table(columns, rows), *_follow(slip)),
            made_at=at,
            organisation=area,
            subject="Chaser slip",
            author=area,
            marking=MARKING,
            handling=_HANDLING,
            printed=Printed(printed_by, at),
            landscape=True,
        )
    )


def _follow(slip: Slip) -> tuple[Block, ...]:
    """How the agency's own actions went so far, on a slip that nobody else gets."""
    if slip.follow is None:
        return ()
    return (
        Heading("How your actions went", in_contents=False),
        Paragraph(FAIR, holds_next=True),
        follow_table(slip.follow),
    )


def slip_calendar(slip: Slip, at: datetime) -> bytes:
    """A day for each action: when it is due, or by when an answer is wanted where that has passed."""
    events = [
        CalendarEvent(
            uid=line.code,
            summary=f"Action {line.action_code} due" + (f" ({line.case_code})" if line.case_code else ""),
            on=max(line.due_on, slip.reply_by) if line.days_overdue else line.due_on,
            description=f"Reply code {line.code}. Slip {slip.code}.",
            marking=MARKING,
            alarm_days=2,
        )
        for line in slip.lines
    ]
    return calendar_bytes(events, at, "Agreed actions")


def slip_mail(slip: Slip, area: str, pdf: bytes, calendar: bytes, stem: str) -> bytes:
    """A draft that mail programs open ready to send (`X-Unsent`); its words name codes alone."""
    subject = f"{MARKING}: actions for {slip.agency}, answer by {british(slip.reply_by)} ({slip.code})"
    listed = "\n".join(
        f"{line.code}   action {line.action_code}{f', case {line.case_code}' if line.case_code else ''}, "
        f"due {british_short(line.due_on)}"
        for line in slip.lines
    )
    words = (
        f"Please answer for these actions by {british(slip.reply_by)}. What was agreed is in the attached slip.\n\n"
        f"{listed}\n\n"
        "Write your answer beside each code: done and the day, in hand, could not and what stood in the way, or did "
        "not and why. No names of children, please: the codes are enough.\n\n"
        f"{area}\n"
    )
    files = (Attached(f"{stem}.pdf", "application/pdf", pdf), Attached(f"{stem}.ics", "text/calendar", calendar))
    return mail_draft(subject, slip.recipient, words, files, f"slip-{slip.code}")


def key_sheet(slip: Slip, names: Sequence[tuple[str, str]], passphrase: str, printed_by: str, at: datetime) -> bytes:
    """Who stands behind the case codes of one slip: (case code, name), opened by a passphrase (AES-256)."""
    columns = (Column("Case", names_row=True, share=0.3), Column("Name"))
    warning = Note(
        "This sheet turns codes into names. Do not forward it, and do not keep it beside the slip.",
        "Handle with care",
        NoteKind.WARNING,
    )
    plain = render(
        Document(
            title=f"Key to the case codes of slip {slip.code}",
            blocks=(Facts((("For", slip.agency),)), warning, Table(columns, tuple(Row(tuple(each)) for each in names))),
            made_at=at,
            subject="Key sheet",
            marking=MARKING,
            handling=_KEY_HANDLING,
            printed=Printed(printed_by, at),
        )
    )
    return _sealed(plain, passphrase)


def _sealed(pdf: bytes, passphrase: str) -> bytes:
    import pikepdf

    sealed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(sealed, encryption=pikepdf.Encryption(user=passphrase, owner=passphrase, R=6, metadata=True))
    return sealed.getvalue()


def _state(line: SlipLineWords) -> str:
    if not line.days_overdue:
        return "Due"
    return "1 day overdue" if line.days_overdue == 1 else f"{line.days_overdue} days overdue"
