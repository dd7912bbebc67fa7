"""Small lists of made-up children, and what a store counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from db.base import Base
from db.panel import CaseStatus, PanelCase, Referral, SupportAgreement, TriggerEvent
from db.people import DistinctPair, MatchKey, Person, PersonIdentifier, PersonName, PersonProfile
from db.search import SearchEntry
from tests.corpus.builders import Value, csv_bytes
from vrp_desktop.access.work import Read
from vrp_desktop.imports import commands, queries
from vrp_desktop.imports.preview import Preview, preview
from vrp_desktop.imports.queries import HeldRow
from vrp_desktop.imports.reading.settings import BatchSettings
from vrp_desktop.imports.reading.workbook import Workbook, read_workbook
from vrp_desktop.imports.results import Taken
from vrp_desktop.workspace.checks import verify_workspace
from vrp_desktop.workspace.workspace import Workspace

HEAD = ("Surname", "Forename", "Date of birth", "Sex", "Postcode", "Referral date", "Reason")
EVENT_HEAD = ("Surname", "Forename", "Date of birth", "Occurrence number", "Offence date", "Offence")
SETTINGS = BatchSettings(sender="Harbour Police", place="PORTSMOUTH", sending_agency="POLICE", source="POLICE_OTHER")
MADE: tuple[type[Base], ...] = (
    Person, PersonName, PersonProfile, PersonIdentifier, MatchKey, DistinctPair, Referral, TriggerEvent, PanelCase,
    CaseStatus, SupportAgreement, SearchEntry,
)  # fmt: skip
"""What a batch may make."""


def row(
    surname: str,
    forename: str = "Tam",
    born: Value = "04/03/2012",
    sex: str = "M",
    postcode: str = "",
    referred: Value = "01/09/2026",
    reason: str = "Missing from school",
) -> list[Value]:
    """One row under `HEAD`."""
    return [surname, forename, born, sex, postcode, referred, reason]


def workbook(rows: Sequence[Sequence[Value]], head: Sequence[str] = HEAD) -> Workbook:
    """A list as the reading half hands it over."""
    return read_workbook(csv_bytes([list(head), *rows]), "list.csv")


def count_rows(read: Read) -> dict[str, int]:
    """How many rows each table that a batch may fill has."""
    return {kind.__tablename__: read.session.scalar(select(func.count()).select_from(kind)) or 0 for kind in MADE}


@dataclass
class Intake:
    """A workspace and short ways to take lists in."""

    workspace: Workspace

    def take(
        self, *rows: Sequence[Value], settings: BatchSettings = SETTINGS, head: Sequence[str] = HEAD, **options: Any
    ) -> Taken:
        """Take a small list in."""
        taken: Taken = self.do(commands.take_in, workbook(rows, head), settings, **options)
        return taken

    def look(self, *rows: Sequence[Value], settings: BatchSettings = SETTINGS, head: Sequence[str] = HEAD) -> Preview:
        """Preview a small list."""
        return self.workspace.read(preview, workbook(rows, head), settings)

    def do(self, deed: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """Run a command and return its own result."""
        return self.workspace.write(deed, *args, **options).result

    def counts(self) -> dict[str, int]:
        """How many rows there are of what a batch may make."""
        return self.workspace.read(count_rows)

    def held(self) -> list[HeldRow]:
        """The desk."""
        return self.workspace.read(queries.held_rows)

    def all(self, kind: type[Base]) -> list[Any]:
        """Every row of a table, in the order of its key."""
        return self.workspace.read(
            lambda read: list(read.session.scalars(select(kind).order_by(*kind.__table__.primary_key)))
        )

    def sound(self) -> bool:
        """Whether pages, links, search index and the audit's chain hold."""
        problems = verify_workspace(self.workspace)
        assert problems == []
        return True
