"""Single values as partners write them, read into codes; what fits no code stays blank and says why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from vrp_desktop.imports.reading.sheets import Cell
from vrp_desktop.imports.reading.vocabulary import Vocabulary, fits
from vrp_desktop.people.identifiers import (
    canonical_nhs_number,
    canonical_pnc,
    canonical_postcode,
    canonical_upn,
    check_nhs_number,
    check_pnc,
    check_postcode,
    check_upn,
)
from vrp_desktop.search.folding import fold

NOT_KNOWN: Final = "NOT_KNOWN"
_CODE_FIRST: Final = re.compile(r"^\s*([A-Za-z]{1,2}\d?)\s*(?:[-–—:.)=|]|\s[-–—]\s)\s*(.+)$")
_CODE_LAST: Final = re.compile(r"^(.+?)\s*[(\[]\s*([A-Za-z]{1,2}\d)\s*[)\]]\s*$")
_SELF_CODE: Final = re.compile(r"[abmowABMOW]\d")
_POSTCODE_WITHIN: Final = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[ABD-HJLNP-UW-Z]{2})\b", re.I)
_AGE: Final = re.compile(r"(\d{1,3})(?:\.\d+)?(?:\s*(?:years?|yrs?|y/?o|yo)\b.*)?", re.I)
_EXPONENT: Final = re.compile(r"\d(?:\.\d+)?[eE]\+\d+")


class Doubt(StrEnum):
    """Why a value was left blank or wants a look. None of these holds a row."""

    NOT_IN_LIST = "NOT_IN_LIST"
    TOO_WIDE = "TOO_WIDE"
    OFFICER_SEEN = "OFFICER_SEEN"
    LOOKS_WRONG = "LOOKS_WRONG"
    DIGITS_LOST = "DIGITS_LOST"


@dataclass(frozen=True, slots=True)
class Reading:
    """A code or tidied text, or None where the cell is blank or fits no code; `sentence` says what to look at."""

    value: str | None = None
    doubt: Doubt | None = None
    sentence: str = ""


BLANK: Final = Reading()


def text_of(cell: Cell) -> str:
    """A cell as text that reads back the same: 440123 and not 440123.0; a date as 2012-03-04; single spaces."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return " ".join(cell.split()) if "\n" not in cell else "\n".join(" ".join(p.split()) for p in cell.splitlines())
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell)


def is_blank(text: str, words: Vocabulary) -> bool:
    """Whether a text only stands for an empty cell, such as "n/a" or "-"."""
    folded = fold(text)
    return not folded or folded in words.blank


def plain_text(cell: Cell, words: Vocabulary) -> str:
    """A cell's text, or nothing where it only stands for an empty cell."""
    text = text_of(cell)
    return "" if len(text) <= 16 and is_blank(text, words) else text


def read_coded(cell: Cell, list_name: str, words: Vocabulary) -> Reading:
    """A value of a reference list by its code, label or any word that partners use for it."""
    folded, codes = fold(text_of(cell)), words.codes[list_name]
    if not folded:
        return BLANK
    code = codes.get(folded) or words.missing.get(folded)
    if code is not None:
        return Reading(code)
    return BLANK if folded in words.blank else Reading(None, Doubt.NOT_IN_LIST, "is not in the list of values")


def read_sex(cell: Cell, words: Vocabulary) -> Reading:
    """MALE, FEMALE or one of the missing values (domain.md 6.2). A number codes nothing here: no list says which."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and cell in (1, 2):
        return Reading(None, Doubt.NOT_IN_LIST, "is a number, which may mean either")
    return read_coded(cell, "sex", words)


def read_ethnicity(cell: Cell, words: Vocabulary) -> Reading:
    """Self-defined ethnicity as one of the 18+1 codes (domain.md 6.1). Nothing is inferred.

    Officer-seen codes (IC1 to IC6) never fill it; a nationality or one of the five wide groups is no code.
    """
    text = text_of(cell)
    folded = fold(text)
    if not folded:
        return BLANK
    codes = words.codes["ethnicity"]
    code = codes.get(folded) or words.missing.get(folded) or _code_beside_label(text, words)
    if code is not None:
        return Reading(code)
    if folded in words.blank:
        return BLANK
    if fits(words.officer_seen, folded):
        return Reading(
            None, Doubt.OFFICER_SEEN, "is how an officer saw the child, which never fills self-defined ethnicity"
        )
    if folded in words.too_wide:
        return Reading(None, Doubt.TOO_WIDE, "is too wide for one of the 18+1 groups, and none is guessed")
    return Reading(None, Doubt.NOT_IN_LIST, "is not in the list of values")


def _code_beside_label(text: str, words: Vocabulary) -> str | None:
    """ "W1 - White British" and "White British (W1)": the code counts, unless the words beside it mean another."""
    codes = words.codes["ethnicity"]
    for pattern, code_at, label_at in ((_CODE_FIRST, 1, 2), (_CODE_LAST, 2, 1)):
        match = pattern.match(text)
        if match is None:
            continue
        by_code = codes.get(fold(match[code_at])) if _is_code(match[code_at]) else None
        by_label = codes.get(fold(match[label_at])) or words.missing.get(fold(match[label_at]))
        if by_code and by_label and by_code != by_label:
            return None
        if by_code:
            return by_code
        # A police code whose meaning differs between forces (N1 to N3): only the words beside it count.
        if by_label and match[code_at].upper() in ("NS", "N1", "N2", "N3", "N4", "UN"):
            return by_label
    return None


def _is_code(text: str) -> bool:
    return _SELF_CODE.fullmatch(text) is not None or text.upper() in ("NS", "UN")


def read_yes_no(cell: Cell, words: Vocabulary) -> Reading:
    """YES, NO or one of the missing values."""
    folded = fold(text_of(cell)) or text_of(cell).strip()
    if not folded or folded in words.blank:
        return BLANK
    code = words.yes_no.get(folded) or words.missing.get(folded)
    return Reading(code) if code else Reading(None, Doubt.NOT_IN_LIST, "is neither yes nor no")


def read_send(send: Cell, plan: Cell, words: Vocabulary) -> Reading:
    """Special educational needs from its own column and from one that only says whether there is a plan."""
    needs = read_coded(send, "send_statuses", words)
    if needs.doubt and (said := read_yes_no(send, words).value) == "YES":
        needs = Reading("SEN_SUPPORT" if said else None)
    has_plan = read_yes_no(plan, words)
    if has_plan.value == "YES" or read_coded(plan, "send_statuses", words).value == "EHCP":
        return Reading("EHCP")
    if needs.value is None and needs.doubt is None:
        # No plan does not mean no need; that nobody knows of a plan is all that is known.
        return Reading(has_plan.value) if has_plan.value in ("NOT_KNOWN", "NOT_ASKED", "REFUSED") else BLANK
    return needs


def read_care_experience(cell: Cell, words: Vocabulary) -> Reading:
    """Whether and how the child is or was looked after. A bare yes does not say which, so it stays open."""
    reading = read_coded(cell, "care_experience", words)
    if reading.doubt and read_yes_no(cell, words).value == "YES":
        return Reading(None, Doubt.TOO_WIDE, "says yes, but not whether now or before")
    return reading


def read_postcode(cell: Cell, words: Vocabulary) -> Reading:
    """Capitals and one space; anything that does not look like one is kept and pointed at (domain.md 6.4)."""
    text = plain_text(cell, words)
    if not text or fold(text) in words.missing:
        return BLANK
    found = _POSTCODE_WITHIN.search(text)
    postcode = canonical_postcode(found[0] if found else text)[:20]
    warning = check_postcode(postcode)
    return Reading(postcode, Doubt.LOOKS_WRONG if warning else None, warning or "")


def postcode_in(address: str) -> str | None:
    """The postcode at the end of an address, where there is one."""
    found = _POSTCODE_WITHIN.findall(address)
    return f"{found[-1][0]} {found[-1][1]}".upper() if found else None


def read_identifier(cell: Cell, kind: str, this_year: int, words: Vocabulary) -> Reading:
    """An UPN, NHS number or PNC ID in its canonical form; numbers stored as text and the reverse are the same.

    A check digit that does not fit warns and never blocks (domain.md 6.4).
    """
    text = plain_text(cell, words)
    if not text or fold(text) in words.missing:
        return BLANK
    if _EXPONENT.search(text):
        return Reading(None, Doubt.DIGITS_LOST, "was shortened by a spreadsheet, so that digits are lost")
    text = text.lstrip("'‘’")
    if kind == "PNC":
        value, warning = canonical_pnc(text, this_year), check_pnc(text, this_year)
    elif kind == "NHS":
        value, warning = canonical_nhs_number(text), check_nhs_number(text)
    else:
        value, warning = canonical_upn(text), check_upn(text)
    if not any(sign.isdigit() for sign in value) or len(value) > 40:
        return Reading(None, Doubt.LOOKS_WRONG, "does not look like one")
    return Reading(value, Doubt.LOOKS_WRONG if warning else None, warning or "")


def read_age(cell: Cell) -> int | None:
    """A whole age in years; nothing else is one."""
    if isinstance(cell, bool | date):
        return None
    match = _AGE.fullmatch(text_of(cell))
    age = int(match[1]) if match else None
    return age if age is not None and age < 120 else None
