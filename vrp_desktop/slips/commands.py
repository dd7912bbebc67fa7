"""Making chaser slips, and taking the answers that come back by reply code."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from db.actions import Action
from db.panel import PanelCase
from db.slips import ChaserSlip, SlipLine
from db.stand_in import STAND_IN
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.actions.commands import move_action
from vrp_desktop.actions.follow_through import follow_through_of
from vrp_desktop.actions.inner import last_day
from vrp_desktop.actions.queries import actions_page
from vrp_desktop.actions.rows import ActionRow
from vrp_desktop.calendar import Quarter
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.exports.commands import ReceiptForm, record_export
from vrp_desktop.exports.names import known_names
from vrp_desktop.partnership.rules import ShareForm
from vrp_desktop.partnership.sharing import log_share
from vrp_desktop.people.naming import full_name
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.search.name_spans import KnownNames, spans_in
from vrp_desktop.slips import rules
from vrp_desktop.slips.documents import key_sheet, slip_calendar, slip_mail, slip_pdf
from vrp_desktop.slips.forms import MadeSlips, Slip, SlipFile, SlipLineWords, SlipsForm
from vrp_desktop.slips.queries import AgencyToChase, AnswerVerdict, Verdict, to_chase, weigh_answers
from vrp_desktop.workspace.queries import about

_EVERY: Final = 100_000
_FIELDS: Final = ("Reply code", "Action", "Case", "What was agreed", "Due", "State")
_KEY_FIELDS: Final = ("Case", "Name")
_KEPT_BACK: Final = "About a restricted record: ask whoever sent this slip what was agreed"
_SYMBOLS: Final = "23456789abcdefghjkmnpqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class TakenReplies:
    """What came of some answers: actions closed or in hand, answers kept for a person to close, and those left."""

    closed: int
    in_hand: int
    kept: int
    left: int


@command(Permission.EXPORT)
def make_slips(work: Work, form: SlipsForm) -> MadeSlips:
    """One slip for each agency with an address: its own actions, by case code; each with its receipt and its codes."""
    work.actor.need(Permission.EDIT_ACTIONS)
    lists = read_lists_of(work.session)
    waiting = {each.agency_code: each for each in to_chase(work, form.show, form.place)}
    _check(work, lists, form, waiting)
    known = known_names(work)
    area = about(work).area_name
    files: list[SlipFile] = []
    passphrases: dict[str, str] = {}
    actions = 0
    for agency_code, address in form.recipients.items():
        rows = actions_page(work, show=form.show, agency=agency_code, place=form.place, limit=_EVERY)
        made = _make(work, lists, form, waiting[agency_code], address.strip(), rows, known, area)
        files += made.files
        passphrases |= made.passphrases
        actions += len(rows)
    folder = f"chaser-slips-{work.today.isoformat()}"
    return MadeSlips(folder, tuple(files), len(form.recipients), actions, passphrases)


@command(Permission.EDIT_ACTIONS)
def take_replies(work: Work, text: str) -> TakenReplies:
    """Take the answers in a text: what is clear moves its action, the rest stays to be looked at."""
    counts = dict.fromkeys(Verdict, 0)
    lists = read_lists_of(work.session)
    for item in weigh_answers(work, text):
        counts[item.verdict] += 1
        if item.verdict not in (Verdict.CLOSES, Verdict.MOVES, Verdict.KEPT):
            continue
        line = work.get(SlipLine, item.line_id, "slip")
        action = work.get(Action, item.action_id, "action")
        on = item.answer.on or work.today
        if on > work.today:
            raise RuleBroken(
                f"The answer to {line.code} gives a day in the future.",
                means="Nothing was changed.",
                do="Give the day it was done.",
            )
        line.replied_on, line.reply, line.note = work.today, item.answer.reply, item.answer.note
        if item.verdict is not Verdict.KEPT:
            _move(work, lists, action, item, max(on, last_day(work, action.id)))
        work.changed("action", action.id)
    if not any(counts[verdict] for verdict in (Verdict.CLOSES, Verdict.MOVES, Verdict.KEPT)):
        raise Invalid({"text": "No answer here changes anything."})
    left = sum(counts[verdict] for verdict in (Verdict.UNCLEAR, Verdict.UNKNOWN, Verdict.CLOSED, Verdict.ANSWERED))
    return TakenReplies(counts[Verdict.CLOSES], counts[Verdict.MOVES], counts[Verdict.KEPT], left)


def _check(work: Work, lists: Lists, form: SlipsForm, waiting: dict[str, AgencyToChase]) -> None:
    wrong: dict[str, str] = {}
    if not form.recipients:
        wrong["recipients"] = "Give an address for at least one agency."
    for agency_code, address in form.recipients.items():
        if agency_code not in waiting:
            wrong[f"to_{agency_code}"] = "This agency has nothing to be reminded of."
        elif not rules.is_address(address):
            wrong[f"to_{agency_code}"] = "This is not one e-mail address."
        elif not form.outside and not rules.is_approved(lists, address, work.today):
            wrong[f"to_{agency_code}"] = "This address is outside the approved domains. Tick below if it is right."
    if wrong:
        raise Invalid(wrong)


def _make(
    work: Work,
    lists: Lists,
    form: SlipsForm,
    agency: AgencyToChase,
    address: str,
    rows: Sequence[ActionRow],
    known: KnownNames,
    area: str,
) -> MadeSlips:
    step = lists.entry(rules.STEPS, agency.step)
    assert step is not None  # noqa: S101 - it was chosen from this list
    row = ChaserSlip(
        id=work.new_id(),
        code=work.new_code_for(ChaserSlip, "SL"),
        agency_code=agency.agency_code,
        step=step.code,
        recipient=address,
        made_on=work.today,
        reply_by=rules.reply_by(step, work.today),
    )
    lines = [_line(work, row.id, each) for each in rows]
    words = tuple(_words(work, lists, each, line, known) for each, line in zip(rows, lines, strict=True))
    label = lists.label("agencies", agency.agency_code)
    follow = follow_through_of(work, agency.agency_code, Quarter.of(work.today), form.place)
    slip = Slip(row.code, label, step.label, address, row.reply_by, words, follow)
    stem = agency.agency_code.lower().replace("_", "-")
    pdf = slip_pdf(slip, area, work.actor.full_name, work.now)
    calendar = slip_calendar(slip, work.now)
    mail = slip_mail(slip, area, pdf, calendar, stem)
    receipt = ReceiptForm(
        f"Chaser slip {row.code} for {label}", "PDF", form.purpose, address, _FIELDS, len(rows), form.destroy_by
    )
    row.receipt_id = record_export(work, receipt, mail)
    files = [SlipFile(f"{stem}.pdf", pdf), SlipFile(f"{stem}.eml", mail), SlipFile(f"{stem}.ics", calendar)]
    passphrases: dict[str, str] = {}
    named = _open_to_sender(rows)
    if form.keys and (names := _names(named)):
        passphrases[agency.agency_code] = passphrase = _passphrase()
        sheet = key_sheet(slip, names, passphrase, work.actor.full_name, work.now)
        row.key_receipt_id = _log_key(work, form, row, label, named, sheet)
        files.append(SlipFile(f"{stem}-key-sheet.pdf", sheet))
    work.add(row)
    work.session.flush()
    for line in lines:
        work.add(line)
        work.changed("action", line.action_id)
    work.names("chaser_slip", row.id, form.place)
    return MadeSlips("", tuple(files), 1, len(rows), passphrases)


def _line(work: Work, slip_id: str, row: ActionRow) -> SlipLine:
    # Only by its codes, so it goes without a look: what is said of a closed record is kept back.
    action = work.get(Action, row.action_id, "action", even_restricted=True)
    code = work.new_code_for(SlipLine, rules.LINE_PREFIX)
    return SlipLine(id=work.new_id(), slip_id=slip_id, action_id=action.id, person_id=action.person_id, code=code)


def _words(work: Work, lists: Lists, row: ActionRow, line: SlipLine, known: KnownNames) -> SlipLineWords:
    """Names on file, and what looks like a name, are replaced: the case code says whom it is about."""
    text, end, parts = row.text, 0, []
    for span in spans_in(text, known):
        parts += [text[end : span.start], row.case_code or "[name]"]
        end = span.end
    clean = _KEPT_BACK if text == STAND_IN else "".join([*parts, text[end:]])
    priority = lists.label("action_priorities", row.priority)
    return SlipLineWords(line.code, row.code, row.case_code, clean, row.due_on, row.days_overdue(work.today), priority)


def _open_to_sender(rows: Sequence[ActionRow]) -> list[ActionRow]:
    """Without those of a child whose record is closed to whoever sends the slip: its code goes, and no name."""
    return [row for row in rows if row.words is None or not row.words.is_restricted]


def _names(rows: Sequence[ActionRow]) -> list[tuple[str, str]]:
    """Case codes and whom they stand for, as far as whoever sends the slip may see the names."""
    named = {row.case_code: full_name(row.words.forenames, row.words.surname) for row in rows if row.words is not None}
    return sorted((code, name) for code, name in named.items() if code)


def _log_key(work: Work, form: SlipsForm, slip: ChaserSlip, label: str, rows: Sequence[ActionRow], sheet: bytes) -> str:
    what = f"Key sheet of chaser slip {slip.code} for {label}"
    cases = {row.case_id for row in rows if row.case_id}
    receipt = ReceiptForm(what, "PDF", form.purpose, slip.recipient, _KEY_FIELDS, len(cases), form.destroy_by)
    receipt_id = record_export(work, receipt, sheet)
    for case_id in sorted(cases):
        case = work.get(PanelCase, case_id, "panel case")
        log_share(
            work,
            ShareForm(
                person_id=case.person_id,
                shared_on=work.today,
                what="Name, as the key to a case code",
                kinds=("IDENTITY",),
                agencies=(slip.agency_code,),
                named=slip.recipient,
                purpose=form.purpose,
                reason=form.purpose,
                case_id=case.id,
                about=("export_receipt", receipt_id),
            ),
        )
    return receipt_id


def _move(work: Work, lists: Lists, action: Action, item: AnswerVerdict, on: date) -> None:
    entry = lists.entry(rules.REPLIES, item.answer.reply)
    status = str(entry.extra.get("status")) if entry is not None else ""
    if status != action.status:
        move_action(work, action.id, action.version, status, on, item.reason or None, item.answer.note)


def _passphrase() -> str:
    """Four groups that can be told by telephone: about 79 bits."""
    return "-".join("".join(secrets.choice(_SYMBOLS) for _ in range(4)) for _ in range(4))
