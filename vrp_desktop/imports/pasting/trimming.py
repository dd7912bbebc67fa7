"""An e-mail's own words: its heads apart, without signature, disclaimer and the earlier e-mails quoted below."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_HEAD: Final = re.compile(r"^\**(From|To|Cc|Bcc|Sent|Date|Subject|Importance|Attachments)\**\s*:\s*\**\s*(.*)$", re.I)
_QUOTE_BEGINS: Final = re.compile(
    r"^(-{3,}\s*(original message|forwarded message)\s*-{3,}|_{10,}|on .{6,120} wrote:|begin forwarded message:)\s*$",
    re.I,
)
_SIGN_OFF: Final = re.compile(
    r"^(--|kind(est)? regards|best regards|warm regards|regards|many thanks|thanks( again)?|best wishes|"
    r"yours sincerely|yours faithfully|with thanks|cheers)[,.!]?\s*$",
    re.I,
)
_DISCLAIMER: Final = re.compile(
    r"^(this (e-?mail|message)|the information (contained )?in this|confidentiality notice|"
    r"please consider the environment|sent from my )",
    re.I,
)
_MOST_LINES: Final = 20_000


@dataclass(slots=True)
class Mail:
    """The heads, the lines of the newest e-mail, those quoted below it, and how many were left out as signature."""

    heads: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    signed: int = 0

    @property
    def left_out(self) -> list[str]:
        """What was passed over, as sentences."""
        said = []
        if self.quoted:
            said.append(f"{len(self.quoted):,} lines of earlier e-mails: left out.")
        if self.signed:
            said.append(f"{self.signed:,} lines of a signature or notice: left out.")
        return said


def trim(text: str) -> Mail:
    """Take an e-mail apart."""
    mail = Mail()
    lines = [line.rstrip() for line in text.splitlines()[:_MOST_LINES]]
    at = _heads(lines, mail)
    body, quoted = _own_lines(lines[at:])
    mail.quoted = [line for line in quoted if line.strip()]
    mail.lines, mail.signed = _without_signature(body)
    return mail


def _heads(lines: list[str], mail: Mail) -> int:
    """The heads at the top, where there are at least two; returns where the words begin."""
    at = 0
    while at < len(lines) and not lines[at].strip():
        at += 1
    found: dict[str, str] = {}
    end = at
    while end < len(lines) and (head := _HEAD.match(lines[end].strip())):
        found.setdefault(head[1].lower(), head[2].strip())
        end += 1
    if len(found) < 2:
        return at
    mail.heads = found
    return end


def _own_lines(lines: list[str]) -> tuple[list[str], list[str]]:
    own: list[str] = []
    quoted: list[str] = []
    for number, line in enumerate(lines):
        stripped = line.strip()
        if _QUOTE_BEGINS.match(stripped) or _begins_heads(lines, number):
            return own, quoted + lines[number:]
        (quoted if stripped.startswith((">", "|>")) else own).append(line)
    return own, quoted


def _begins_heads(lines: list[str], number: int) -> bool:
    """The heads of an earlier e-mail: From, then Sent or Date or To within the next lines."""
    first = _HEAD.match(lines[number].strip())
    if first is None or first[1].lower() != "from":
        return False
    next_heads = {head[1].lower() for line in lines[number + 1 : number + 5] if (head := _HEAD.match(line.strip()))}
    return len(next_heads & {"sent", "date", "to", "subject"}) >= 2


def _without_signature(lines: list[str]) -> tuple[list[str], int]:
    is_late = False
    for number, line in enumerate(lines):
        if is_late and (_SIGN_OFF.match(line.strip()) or _DISCLAIMER.match(line.strip())):
            rest = [each for each in lines[number + 1 :] if each.strip()]
            return lines[:number], len(rest) + 1
        is_late = is_late or bool(line.strip())
    return lines, 0
