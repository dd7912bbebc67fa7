"""Reading what the workspace knows of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.access import WorkspaceFact
from db.partnership import RegisterEntry
from vrp_desktop.access.work import Read
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.workspace.agreed import in_force
from vrp_desktop.workspace.facts import AREA_NAME, IDENTIFIERS, PRACTICE


@dataclass(frozen=True, slots=True)
class About:
    """The workspace's name and whether its children are made up."""

    area_name: str
    is_practice: bool
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IdentifierAgreement:
    """The agreement under which a kind of identifier is asked."""

    kind: str
    agreement: str
    dated_on: date | None


def reference_lists(read: Read) -> Lists:
    """Every reference list, for labels and choices."""
    return read_lists_of(read.session)


def about(read: Read) -> About:
    """What the frame says of the workspace."""
    name, practice = (read.session.get(WorkspaceFact, key) for key in (AREA_NAME, PRACTICE))
    asked = tuple(agreed.kind for agreed in identifier_agreements(read))
    return About(str(name.value) if name else "", bool(practice and practice.value), asked)


def first_facts(read: Read) -> tuple[About, Lists]:
    """What the frame needs at once."""
    return about(read), reference_lists(read)


def identifier_agreements(read: Read) -> tuple[IdentifierAgreement, ...]:
    """Which of NHS number and PNC ID are asked here, and under which agreement that is in force today."""
    fact = read.session.get(WorkspaceFact, IDENTIFIERS)
    kept = fact.value if fact is not None and isinstance(fact.value, dict) else {}
    found: list[IdentifierAgreement] = []
    for kind, said in sorted(kept.items()):
        entry = read.session.get(RegisterEntry, str(said.get("agreement_id", "")))
        if entry is not None and kind in entry.identifiers and in_force(entry, read.today):
            found.append(IdentifierAgreement(kind, entry.title, entry.starts_on))
    return tuple(found)
