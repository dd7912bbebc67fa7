"""Whether a check phrase is that of a signed return, and whether the version that it names still stands (B12)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from db.returns import QuarterlyReturn, ReturnDocument, ReturnVersion
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import Quarter
from vrp_desktop.errors import Invalid
from vrp_desktop.returns.frozen import is_whole

SHORTEST: Final = 16
"""The check phrase: so many digits of the digest."""

_HEX: Final = re.compile(r"[0-9a-f]+")


class Verdict(StrEnum):
    """What is found of a phrase, or of a file."""

    MATCH = "match"
    SUPERSEDED = "superseded"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verified:
    """The verdict, the version that was meant and the newest one; `page` is the first that differs, from 1."""

    verdict: Verdict
    version_id: str = ""
    quarter: Quarter | None = None
    place_code: str | None = None
    number: int = 0
    newest: int = 0
    signed_at: datetime | None = None
    page: int = 0
    is_byte_for_byte: bool = False


def verify_phrase(read: Read, typed: str) -> Verified:
    """What a typed or scanned phrase stands for. It never says more than whoever holds the page can read there."""
    read.actor.need(Permission.SEE_RECORDS)
    phrase = phrase_in(typed)
    if len(phrase) < SHORTEST:
        raise Invalid({"phrase": "Give the check phrase: sixteen letters and digits, at the foot of each page."})
    statement = (
        select(ReturnVersion, QuarterlyReturn)
        .join(QuarterlyReturn, QuarterlyReturn.id == ReturnVersion.return_id)
        .where(ReturnVersion.digest.startswith(phrase, autoescape=True))
        .options(undefer(ReturnVersion.content))
    )
    found = read.session.execute(statement).first()
    return Verified(Verdict.UNKNOWN) if found is None else _found(read, *found)


def phrase_in(text: str) -> str:
    """The digits of a phrase, however it is spaced; of a scanned code, what stands after the last name."""
    said = text.strip().casefold()
    after = said.rpartition(" v")[2].partition(" ")[2] if said.startswith("vrp ") else said
    return "".join(_HEX.findall(after)) if re.fullmatch(r"[0-9a-f\s·:-]*", after) else ""


def filed_pdf(read: Read, version_id: str) -> bytes:
    """The PDF that was filed when a version was signed; empty where there is none."""
    statement = (
        select(ReturnDocument)
        .where(ReturnDocument.version_id == version_id, ReturnDocument.kind == "PDF")
        .options(undefer(ReturnDocument.content))
    )
    row = read.session.scalars(statement).first()
    return row.content if row is not None else b""


def _found(read: Read, version: ReturnVersion, owner: QuarterlyReturn) -> Verified:
    numbers = select(func.max(ReturnVersion.number)).where(ReturnVersion.return_id == owner.id)
    newest = read.session.scalar(numbers) or version.number
    verdict = Verdict.MATCH if version.number == newest else Verdict.SUPERSEDED
    return Verified(
        verdict if is_whole(version) else Verdict.ALTERED,
        version.id,
        Quarter.parse(owner.quarter),
        owner.place_code,
        version.number,
        newest,
        version.signed_at,
    )
