"""Words without labels: only what speaks for itself is proposed, and never as sure."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from vrp_desktop.imports.pasting.days import DAY, judge_day
from vrp_desktop.imports.pasting.proposal import ProposedField, Sure
from vrp_desktop.imports.reading.fields import Field
from vrp_desktop.people.first_names import is_known
from vrp_desktop.people.identifiers import check_nhs_number, check_upn
from vrp_desktop.search.folding import fold

_NAME: Final = r"[A-Z][^\W\d_]+(?:['’\-][^\W\d_]+)*"
_NAMED: Final = re.compile(
    rf"\b(?:refer(?:ring|ral)?(?: for)?|re|regarding|about|concerning|named|called|discuss|name is|fw|fwd)\b[:\s–-]+"
    rf"(?:a (?:child|young person|boy|girl|pupil|student)\s*(?:called|named)?[,:\s]*)?"
    rf"({_NAME}(?:\s+{_NAME}){{1,2}})"
)
_BORN: Final = re.compile(rf"\b(?:d\.?\s?o\.?\s?b\.?|date of birth|born(?: on)?|birth ?date)\b[\s:.,(–-]*({DAY})", re.I)
_SCHOOL: Final = re.compile(
    rf"\b(?:attends?|pupil at|student at|goes to|on roll at|school is)\s+"
    rf"((?:{_NAME}|of|the|St\.?)(?:\s+(?:{_NAME}|of|the|and|St\.?)){{0,5}})"
)
_KIND_OF_SCHOOL: Final = re.compile(r"\b(school|academy|college|primary|high|unit)\b", re.I)
_UPN: Final = re.compile(r"\b([A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z])\b")
_NHS: Final = re.compile(r"\b(?:nhs(?: number| no\.?)?)[\s:]*(\d{3}\s?\d{3}\s?\d{4})\b", re.I)
_PNC: Final = re.compile(r"\b(?:pnc(?:id)?(?: id| number)?)[\s:]*(\d{2,4}/\d{1,7}[A-Z])\b", re.I)
_POSTCODE: Final = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2})\b")
_REFERRED: Final = re.compile(rf"\b(?:referred on|referral date|date of referral)\b[\s:]*({DAY})", re.I)
_LONGEST_REASON: Final = 4_000
_ENOUGH_WORDS: Final = 4


def read_free_text(words: str, subject: str, today: date) -> list[ProposedField]:
    """What the words and the subject propose."""
    found: list[ProposedField | None] = [
        _name(subject, "subject") or _name(words, "text"),
        _day(Field.DATE_OF_BIRTH, _BORN.search(words), "It stands after a word for being born.", today),
        _day(Field.REFERRAL_DATE, _REFERRED.search(words), "It stands after a word for referring.", today),
        _school(words),
        *_numbers(words),
        _reason(words),
    ]
    return [each for each in found if each is not None]


def _name(text: str, where: str) -> ProposedField | None:
    """Two or three capitalised words after a word for referring; surer where the first is a known first name."""
    for match in _NAMED.finditer(text):
        parts = match[1].split()
        if is_known(fold(parts[0])):
            return ProposedField(
                Field.FULL_NAME, match[1], Sure.MEDIUM, f"A name after a word for referring, in the {where}."
            )
    found = _NAMED.search(text)
    if found is None:
        return None
    return ProposedField(
        Field.FULL_NAME, found[1], Sure.LOW, f"Capitalised words in the {where} that may be a name: is this the child?"
    )


def _day(field: Field, match: re.Match[str] | None, reason: str, today: date) -> ProposedField | None:
    if match is None:
        return None
    sure, doubt = judge_day(match[1], today)
    return ProposedField(field, match[1], Sure.MEDIUM if sure is Sure.HIGH else sure, f"{reason} {doubt}".strip())


def _school(words: str) -> ProposedField | None:
    match = _SCHOOL.search(words)
    if match is None:
        return None
    is_one = _KIND_OF_SCHOOL.search(match[1]) is not None
    reason = "It stands after a word for going to school."
    return ProposedField(Field.SCHOOL, match[1], Sure.MEDIUM if is_one else Sure.LOW, reason)


def _numbers(words: str) -> list[ProposedField | None]:
    upn, nhs, pnc, postcode = (pattern.search(words) for pattern in (_UPN, _NHS, _PNC, _POSTCODE))
    return [
        _number(Field.UPN, upn, check_upn(upn[1]) is None if upn else False),
        _number(Field.NHS_NUMBER, nhs, check_nhs_number(re.sub(r"\s", "", nhs[1])) is None if nhs else False),
        _number(Field.PNC, pnc, True),
        ProposedField(
            Field.POSTCODE, postcode[1], Sure.LOW, "A postcode in the text: it may be the school's or the sender's."
        )
        if postcode
        else None,
    ]


def _number(field: Field, match: re.Match[str] | None, is_right: bool) -> ProposedField | None:
    if match is None:
        return None
    reason = "It has the form of one." if is_right else "It has the form of one, but its check does not fit."
    return ProposedField(field, match[1], Sure.MEDIUM if is_right else Sure.LOW, reason)


def _reason(words: str) -> ProposedField | None:
    text = "\n".join(line.strip() for line in words.splitlines() if line.strip())
    if len(text.split()) < _ENOUGH_WORDS:
        return None
    return ProposedField(
        Field.REASON,
        text[:_LONGEST_REASON],
        Sure.LOW,
        "The words of the e-mail: shorten them to what the panel may see.",
    )
