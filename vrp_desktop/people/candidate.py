"""What the matching rules see of someone: names, date of birth, and what can support or contradict them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

ESTIMATED = "ESTIMATED"
KNOWN = "KNOWN"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who may be on file already. The first of `names` (forenames, surname) is the present one."""

    names: tuple[tuple[str, str], ...]
    born_on: date | None = None
    born_basis: str = KNOWN
    sex: str | None = None
    postcode: str | None = None
    school: str | None = None
    identifiers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
