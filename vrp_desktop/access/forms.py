"""What is asked when a user is added or changed, and the rules for a name and a passphrase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from vrp_desktop.access.permissions import Role
from vrp_desktop.errors import Invalid

SHORTEST_PASSPHRASE: Final = 12
LONGEST_NAME: Final = 60
_FEWEST_DIFFERENT: Final = 5


@dataclass(frozen=True, slots=True)
class UserForm:
    """A user of the workspace; no places means all of them."""

    name: str
    full_name: str
    role: Role
    places: tuple[str, ...] = ()


def wrong_with_name(name: str) -> dict[str, str]:
    """A sentence where the user name cannot be one, by field."""
    if not name.strip():
        return {"user": "Give a user name."}
    if len(name.strip()) > LONGEST_NAME or not name.isprintable():
        return {"user": f"A user name has at most {LONGEST_NAME} letters, digits and signs."}
    return {}


def wrong_with_passphrase(passphrase: str) -> dict[str, str]:
    """A sentence where the passphrase is too easy to guess, by field."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        return {"passphrase": f"Use at least {SHORTEST_PASSPHRASE} characters."}
    if len(set(passphrase.casefold())) < _FEWEST_DIFFERENT:
        return {"passphrase": "Use more different characters."}
    return {}


def refuse_if(fields: dict[str, str]) -> None:
    """Raise `Invalid` where any field must be mended."""
    if fields:
        raise Invalid(fields)
