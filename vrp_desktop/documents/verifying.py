"""Whether a PDF is the one that was signed: byte for byte, or, for a copy printed since, word for word on each page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from vrp_desktop.access.work import Read
from vrp_desktop.documents.preview import pages_words
from vrp_desktop.returns.verifying import Verdict, Verified, filed_pdf, verify_phrase

_PHRASE: Final = re.compile(r"Check phrase\s+((?:[0-9a-f]{4}\s*){4})")
_FOOT: Final = re.compile(r"Page \d+ of \d+")
_PRINTED: Final = re.compile(r"Printed by .{1,300}? on \d{1,2} \w+ \d{4} at \d\d:\d\d(?: · Copy \d+)?")


def verify_pdf(read: Read, content: bytes) -> Verified:
    """What a file is: the signed version as filed, a true copy of it, one that was altered, or none that is known."""
    pages = pages_words(content)
    said = next(filter(None, map(_PHRASE.search, pages)), None)
    if said is None:
        return Verified(Verdict.UNKNOWN)
    found = verify_phrase(read, said.group(1))
    if found.verdict in (Verdict.UNKNOWN, Verdict.ALTERED):
        return found
    filed = filed_pdf(read, found.version_id)
    if filed == content:
        return replace(found, is_byte_for_byte=True)
    differs = _first_difference(pages, pages_words(filed)) if filed else 1
    return replace(found, verdict=Verdict.ALTERED, page=differs) if differs else found


def _first_difference(pages: list[str], kept: list[str]) -> int:
    """The number of the first page whose words differ, apart from who printed the copy; 0 where none does."""
    for number, (one, other) in enumerate(zip(pages, kept, strict=False), start=1):
        if _plain(one) != _plain(other):
            return number
    return 0 if len(pages) == len(kept) else min(len(pages), len(kept)) + 1


def _plain(words: str) -> str:
    """The words without who printed them. The foot stands in another order on a copy: its page number comes last."""
    text = " ".join(words.split())
    foot = " ".join(_FOOT.findall(text)[-1:])
    return " ".join(f"{_FOOT.sub('', _PRINTED.sub('', text))} {foot}".split())
