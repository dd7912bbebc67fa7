"""What is typed while a sitting is live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vrp_desktop.actions.forms import ActionForm
from vrp_desktop.panel.forms import FurtherForm


@dataclass(frozen=True, slots=True)
class EventForm:
    """Someone comes, goes, declares an interest or watches: at the whole sitting, or for one item."""

    event: str
    item_id: str | None = None
    agency_code: str | None = None
    name: str = ""
    mode: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ToldForm:
    """What one agency told about an item; *nothing known* is an answer too.

    `gateway` is what it rests on, where that is another than the forum's usual one.
    """

    agency_code: str
    text: str = ""
    nothing_known: bool = False
    restriction: str = "MAY_BE_DISCUSSED"
    gateway: str | None = None


@dataclass(frozen=True, slots=True)
class ItemWords:
    """The parts of a discussion in the child's own terms."""

    childs_voice: str = ""
    strengths: str = ""
    needs: str = ""
    safety: str = ""


@dataclass(frozen=True, slots=True)
class DecideForm:
    """What is decided on an item, with all that is agreed with it. `keep_until` is the day to come back to it."""

    outcome: str
    rationale: str = ""
    owner_agency: str = ""
    owner_name: str = ""
    keep_until: date | None = None
    disagreement: str = ""
    further: tuple[FurtherForm, ...] = ()
    actions: tuple[ActionForm, ...] = ()


@dataclass(frozen=True, slots=True)
class EndForm:
    """The end of a sitting: when the next one is, and who led this one."""

    next_on: date | None = None
    note: str = ""
