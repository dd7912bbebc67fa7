"""Identifiers of children: canonical forms, and warnings when one does not look right. Nothing here ever blocks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_UPN_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
_PNC_LETTERS: Final = "ZABCDEFGHJKLMNPQRTUVWXY"
_UPN: Final = re.compile(rf"[A-Z]\d{{11}}[\d{_UPN_LETTERS}]")
_PNC_SHORT: Final = re.compile(r"(\d{2})/?(\d{1,7})([A-Z])")
_PNC_LONG: Final = re.compile(r"(\d{4})/(\d{1,7})([A-Z])|(\d{4})(\d{7})([A-Z])")
_OUTWARD: Final = r"[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d(?:\d|[ABEHMNPRV-Y])?|\d[A-HJKPS-UW])"
_POSTCODE: Final = re.compile(rf"(?:{_OUTWARD}|GIR) \d[ABD-HJLNP-UW-Z]{{2}}")
_OUTWARD_ONLY: Final = re.compile(_OUTWARD)


def canonical_upn(text: str) -> str:
    """Capitals without spaces."""
    return _squeezed(text)


def check_upn(text: str) -> str | None:
    """A warning about a unique pupil number, temporary ones included."""
    upn = canonical_upn(text)
    if not upn:
        return None
    if _UPN.fullmatch(upn) is None:
        return "A UPN is a letter followed by 12 characters; please check it."
    if _upn_letter(upn) != upn[0]:
        return "The first letter of the UPN does not fit its digits; one of them may be mistyped."
    return None


def canonical_nhs_number(text: str) -> str:
    """Digits only."""
    return _squeezed(text)


def shown_nhs_number(text: str) -> str:
    """In groups of three, three and four, as it is printed."""
    digits = canonical_nhs_number(text)
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if len(digits) == 10 else text.strip()


def check_nhs_number(text: str) -> str | None:
    """A warning about an NHS number."""
    number = canonical_nhs_number(text)
    if not number:
        return None
    if re.fullmatch(r"[0-9]{10}", number) is None:
        return "An NHS number has 10 digits; please check it."
    if len(set(number)) == 1:
        return "The NHS number is one digit repeated, which often stands for not known."
    total = sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False))
    if (11 - total % 11) % 11 != int(number[9]):
        return "The last digit of the NHS number does not fit the others; one of them may be mistyped."
    return None


def canonical_pnc(text: str, this_year: int) -> str:
    """As YYYY/NNNNNNNX; a text that is no PNC ID stays as it is, in capitals."""
    parts = _pnc_parts(text, this_year)
    return f"{parts[0]}/{parts[1]:07d}{parts[2]}" if parts else _squeezed(text, keep="/")


def check_pnc(text: str, this_year: int) -> str | None:
    """A warning about a PNC ID, in its short or its long form."""
    if not text.strip():
        return None
    parts = _pnc_parts(text, this_year)
    if parts is None:
        return "A PNC ID is a year, a stroke, up to 7 digits and a letter, such as YYYY/NNNNNNNX; please check it."
    year, serial, letter = parts
    if year > this_year:
        return "The year of the PNC ID is in the future; please check it."
    if _PNC_LETTERS[(year % 100 * 10_000_000 + serial) % 23] != letter:
        return "The last letter of the PNC ID does not fit its digits; one of them may be mistyped."
    return None


def canonical_postcode(text: str) -> str:
    """Capitals with one space before the last three characters; a first half alone stays alone."""
    squeezed = _squeezed(text)
    if len(squeezed) >= 5 and re.fullmatch(r"\d[A-Z]{2}", squeezed[-3:]):
        return f"{squeezed[:-3]} {squeezed[-3:]}"
    return squeezed


def outward_code(text: str) -> str:
    """The first half of a postcode, for analysis; empty where there is none."""
    outward = canonical_postcode(text).split(" ")[0]
    return outward if _OUTWARD_ONLY.fullmatch(outward) else ""


def check_postcode(text: str) -> str | None:
    """A warning about a postcode."""
    postcode = canonical_postcode(text)
    if not postcode or _POSTCODE.fullmatch(postcode):
        return None
    if _OUTWARD_ONLY.fullmatch(postcode):
        return "Only the first half of the postcode is there."
    return "This does not look like a UK postcode; please check it."


def check_school_urn(text: str) -> str | None:
    """A warning about a school's unique reference number."""
    urn = text.strip()
    if not urn or re.fullmatch(r"[0-9]{6}", urn):
        return None
    return "A school's URN has 6 digits; please check it."


def canonical(kind: str, text: str, this_year: int) -> str:
    """The form in which an identifier of a kind (UPN, NHS, PNC or LOCAL) is kept and compared."""
    if kind == "PNC":
        return canonical_pnc(text, this_year)
    forms: dict[str, Callable[[str], str]] = {"UPN": canonical_upn, "NHS": canonical_nhs_number}
    return forms.get(kind, str.strip)(text)


def check(kind: str, text: str, this_year: int) -> str | None:
    """A warning about an identifier of a kind (UPN, NHS, PNC); other kinds have no rule."""
    if kind == "PNC":
        return check_pnc(text, this_year)
    checks = {"UPN": check_upn, "NHS": check_nhs_number}
    return checks[kind](text) if kind in checks else None


def _upn_letter(upn: str) -> str:
    """The check letter: each value times its position (2 to 13), modulo 23; a letter counts by its place in the row."""
    values = [int(sign) if sign.isdigit() else _UPN_LETTERS.index(sign) for sign in upn[1:]]
    return _UPN_LETTERS[sum(value * position for position, value in enumerate(values, 2)) % 23]


def _pnc_parts(text: str, this_year: int) -> tuple[int, int, str] | None:
    squeezed = _squeezed(text, keep="/")
    if long := _PNC_LONG.fullmatch(squeezed):
        year, serial, letter = (part for part in long.groups() if part is not None)
        return int(year), int(serial), letter
    if short := _PNC_SHORT.fullmatch(squeezed):
        year = this_year // 100 * 100 + int(short[1])
        return (year if year <= this_year else year - 100), int(short[2]), short[3]
    return None


def _squeezed(text: str, keep: str = "") -> str:
    return "".join(sign for sign in text.upper() if (sign.isascii() and sign.isalnum()) or sign in keep)
