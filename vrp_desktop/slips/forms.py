"""What is typed for chaser slips, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vrp_desktop.actions.follow_through import FollowThrough
from vrp_desktop.actions.queries import Show


@dataclass(frozen=True, slots=True)
class SlipsForm:
    """Which actions go to whom. `recipients` has an address for each agency that is to get a slip.

    `outside` says that addresses outside the approved domains were looked at; `keys` asks for key sheets too.
    """

    show: Show
    recipients: Mapping[str, str]
    purpose: str
    place: str | None = None
    destroy_by: date | None = None
    outside: bool = False
    keys: bool = False


@dataclass(frozen=True, slots=True)
class SlipFile:
    """One file of the folder; its name says which agency, never which child."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class MadeSlips:
    """The folder and its files, and for each agency with a key sheet the words that open it."""

    folder: str
    files: Sequence[SlipFile]
    slips: int
    actions: int
    passphrases: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SlipLineWords:
    """One action on a slip: its numbers, its words without names, and how it stands."""

    code: str
    action_code: str
    case_code: str
    text: str
    due_on: date
    days_overdue: int
    priority: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One agency's slip, ready to be put on paper; `follow` is how its actions went so far, for itself alone."""

    code: str
    agency: str
    step: str
    recipient: str
    reply_by: date
    lines: Sequence[SlipLineWords]
    follow: FollowThrough | None = None
