"""From what lies on the clipboard, or in an .eml file, to proposed rows; hostile input is bounded and never fetched."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

from vrp_desktop.errors import KnownError
from vrp_desktop.imports.pasting.days import DAY, judge_day
from vrp_desktop.imports.pasting.free_text import read_free_text
from vrp_desktop.imports.pasting.labelled import Labelled, is_sure, read_labelled
from vrp_desktop.imports.pasting.proposal import PastedAs, Proposal, ProposedField, ProposedRow, Sure
from vrp_desktop.imports.pasting.tables import cells_of_text, is_form, lines_of_form, read_cells
from vrp_desktop.imports.pasting.trimming import Mail, trim
from vrp_desktop.imports.reading.fields import DATE_FIELDS, Field
from vrp_desktop.imports.reading.html_text import read_html
from vrp_desktop.imports.reading.mail_text import mail_words
from vrp_desktop.imports.reading.names import read_full_name
from vrp_desktop.imports.reading.vocabulary import Vocabulary, shipped_vocabulary

MOST_CHARACTERS: Final = 2_000_000
_MOST_BYTES: Final = 30 * 1024 * 1024
_KEPT: Final = 200_000
"""So much of a text is shown and kept beside what was made of it."""


@dataclass(frozen=True, slots=True)
class Clip:
    """What lies on the clipboard: its plain text, and its HTML where there is some."""

    text: str = ""
    html: str = ""
    subject: str = ""
    sent_on: str = ""


def read_clip(clip: Clip, today: date, words: Vocabulary | None = None) -> Proposal:
    """The rows that a paste proposes; raises a plain refusal where it names nobody."""
    known = words or shipped_vocabulary()
    if max(len(clip.text), len(clip.html)) > MOST_CHARACTERS * 2:
        raise _refused("it is far too long", "Copy only the list or the e-mail itself.")
    page = read_html(clip.html[:MOST_CHARACTERS]) if clip.html else None
    text = (clip.text or (page.words if page else ""))[:MOST_CHARACTERS]
    tables = list(page.tables) if page else []
    if not tables and (cells := cells_of_text(text)):
        tables = [cells]
    found = _from_tables(tables, today, known) or _from_mail(text, clip, today)
    if not found.rows:
        raise _refused("no name of a child was found in it", "Copy the part with the name, or add the child by hand.")
    return found


def read_mail_file(path: Path, today: date, words: Vocabulary | None = None) -> Proposal:
    """An e-mail that was saved as .eml."""
    try:
        with path.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except OSError:
        raise _refused("the file cannot be read", "See that no other program holds it.") from None
    if len(content) > _MOST_BYTES:
        raise _refused("it is far too long", "Save the e-mail without its attachments.")
    return read_clip(clip_of_mail(content), today, words)


def clip_of_mail(content: bytes) -> Clip:
    """The words of an e-mail; what is attached to it is not read."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused(
            "it is an Outlook message (.msg)",
            "Save it as .eml; where Outlook does not offer that, open it, copy all of its text and paste that.",
        )
    message = message_from_bytes(content, policy=policy.default)
    html = message.get_body(preferencelist=("html",))
    try:
        words = mail_words(message)
        marked_up = str(html.get_content()) if html is not None else ""
        sent = parsedate_to_datetime(str(message["Date"])).date().isoformat() if message["Date"] else ""
    except (LookupError, KeyError, ValueError, TypeError):
        raise _refused("it is no e-mail that can be read", "Open it and copy its text.") from None
    return Clip(words, marked_up, str(message["Subject"] or ""), sent)


def _from_tables(tables: Sequence[Sequence[Sequence[str]]], today: date, words: Vocabulary) -> Proposal | None:
    rows: list[ProposedRow] = []
    left_out: list[str] = []
    for cells in tables:
        if is_form(cells):
            rows += [_of_labels(block, today) for block in read_labelled(lines_of_form(cells))]
            continue
        found = read_cells(cells, today, words)
        if found is not None:
            rows += found[0]
            left_out += found[1]
    named = [row for row in rows if _names_someone(row)]
    if not named:
        return None
    source = "\n".join("\t".join(row) for cells in tables for row in cells)
    return _proposal(PastedAs.TABLE, named, source, left_out)


def _from_mail(text: str, clip: Clip, today: date) -> Proposal:
    mail = trim(text)
    rows = _rows_of_mail(mail.lines, mail, clip, today)
    left_out = mail.left_out
    if not rows and mail.quoted:
        # Forwarded with a few words above: what is below is then what it is about.
        below = trim("\n".join(line.lstrip("> ") for line in mail.quoted))
        rows = [_less_sure(row) for row in _rows_of_mail(below.lines, below, clip, today)]
        left_out = ["It was read from the e-mail that is quoted below.", *below.left_out]
    return _proposal(PastedAs.MAIL, rows, text, left_out)


def _rows_of_mail(lines: Sequence[str], mail: Mail, clip: Clip, today: date) -> list[ProposedRow]:
    blocks = read_labelled(lines)
    rows = [_of_labels(block, today) for block in blocks]
    named = [row for row in rows if _names_someone(row)]
    words = "\n".join(lines)
    subject = mail.heads.get("subject") or clip.subject
    if len(named) <= 1:
        unexplained = "\n".join(line for block in blocks for line in block.other) if blocks else words
        free = read_free_text(unexplained, subject, today)
        first = named[0] if named else rows[0] if rows else ProposedRow((), words)
        named = [_joined(first, free, words)]
    sent = mail.heads.get("sent") or mail.heads.get("date") or clip.sent_on
    return [_with_day(row, sent, today) for row in named if _names_someone(row)]


def _joined(row: ProposedRow, free: Sequence[ProposedField], source: str) -> ProposedRow:
    """What the labels say, and what else the words propose."""
    has = {each.field for each in row.fields}
    if has & {Field.FORENAMES, Field.SURNAME}:
        has.add(Field.FULL_NAME)
    return ProposedRow((*row.fields, *(each for each in free if each.field not in has)), source)


def _of_labels(block: Labelled, today: date) -> ProposedRow:
    fields = []
    for field, (text, sure) in block.values.items():
        found = ProposedField(field, text, Sure.HIGH if is_sure(sure) else Sure.MEDIUM, "By the label before it.")
        if field in DATE_FIELDS:
            day_sure, doubt = judge_day(text, today)
            if day_sure is not Sure.HIGH:
                found = ProposedField(field, text, day_sure, f"By the label before it. {doubt}")
        elif field is Field.FULL_NAME and not read_full_name(text).surname:
            found = ProposedField(
                field, text, Sure.LOW, "By the label before it. Forename and surname are not both there."
            )
        fields.append(found)
    return ProposedRow(tuple(fields), "\n".join(block.lines).strip())


def _with_day(row: ProposedRow, sent: str, today: date) -> ProposedRow:
    """Without a day of its own, a referral came on the day that its e-mail was sent."""
    if row.field(Field.REFERRAL_DATE) is not None or not sent:
        return row
    text = _only_day(sent)
    sure, doubt = judge_day(text, today)
    day = ProposedField(
        Field.REFERRAL_DATE,
        text,
        Sure.LOW if sure is Sure.LOW else Sure.MEDIUM,
        f"The day the e-mail was sent. {doubt}",
    )
    return ProposedRow((*row.fields, day), row.source) if text else row


def _only_day(sent: str) -> str:
    found = re.search(DAY, sent)
    return found[0] if found else ""


def _less_sure(row: ProposedRow) -> ProposedRow:
    return ProposedRow(tuple(each.less_sure("It stands in an earlier e-mail.") for each in row.fields), row.source)


def _names_someone(row: ProposedRow) -> bool:
    return any(row.field(field) is not None for field in (Field.FULL_NAME, Field.FORENAMES, Field.SURNAME))


def _proposal(kind: PastedAs, rows: Sequence[ProposedRow], source: str, left_out: Sequence[str]) -> Proposal:
    encoded = source.encode("utf-8", "replace")
    order = list(Field)
    rows = [
        ProposedRow(tuple(sorted(row.fields, key=lambda each: order.index(each.field))), row.source) for row in rows
    ]
    return Proposal(
        kind, tuple(rows), source[:_KEPT], tuple(left_out), hashlib.sha256(encoded).hexdigest(), len(encoded)
    )


def _refused(why: str, do: str) -> KnownError:
    return KnownError(f"This cannot be taken from what was pasted: {why}.", means="Nothing was changed.", do=do)
