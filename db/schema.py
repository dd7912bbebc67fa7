"""Every table of the store, gathered, so that the metadata is whole wherever it is used."""

from db import (
    access,
    actions,
    around,
    attachments,
    audit,
    conferences,
    drafts,
    exports,
    imports,
    interventions,
    letters,
    links,
    merging,
    panel,
    partnership,
    people,
    reference,
    returns,
    safeguarding,
    screening,
    search,
)
from db.base import Base

metadata = Base.metadata

__all__ = [
    "access",
    "actions",
    "around",
    "attachments",
    "audit",
    "conferences",
    "drafts",
    "exports",
    "imports",
    "interventions",
    "letters",
    "links",
    "merging",
    "metadata",
    "panel",
    "partnership",
    "people",
    "reference",
    "returns",
    "safeguarding",
    "screening",
    "search",
]
