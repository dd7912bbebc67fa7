"""The names of the facts that a workspace knows of itself."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Final

from sqlalchemy.orm import Session

from db.access import WorkspaceFact
from vrp_desktop.paths import resource

AREA_NAME: Final = "area_name"
PRACTICE: Final = "practice"
PRACTICE_DAY: Final = "practice_day"
FINGERPRINT_KEY: Final = "fingerprint_key"
LISTS_DIGEST: Final = "shipped_lists"
IDENTIFIERS: Final = "identifiers"
"""NHS numbers and PNC IDs: which are asked, each with the agreement that allows it."""

SWITCHED_IDENTIFIERS: Final = {"NHS": "NHS number", "PNC": "PNC ID"}
"""The identifiers that are asked only where an agreement switches them on, with their words."""


@cache
def digest_of_shipped_lists() -> str:
    """A digest over the reference lists that ship, so that an upgrade is noticed without reading them."""
    total = hashlib.sha256()
    for path in sorted(resource("reference").glob("*.toml")):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def fingerprint_key(session: Session) -> str:
    """The workspace's own random key, for fingerprints of children and of rows; without it they tell nothing."""
    fact = session.get(WorkspaceFact, FINGERPRINT_KEY)
    return (fact.secret or "") if fact is not None else ""
