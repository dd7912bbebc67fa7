"""What is typed about the members of forums."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vrp_desktop.forums.rules import MEMBER


@dataclass(frozen=True, slots=True)
class MemberForm:
    """A seat: whose it is, who fills it, for whom a deputy stands in. Without a kind the agency's own is taken."""

    agency_code: str
    starts_on: date
    name: str = ""
    role: str = MEMBER
    is_core: bool = False
    post: str = ""
    email: str = ""
    deputy_of: str | None = None
    kind: str = ""
    note: str = ""
    user_id: str | None = None
