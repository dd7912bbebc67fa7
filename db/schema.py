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
    people,
    reference,
    returns,
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
    "people",
    "reference",
    "returns",
    "screening",
    "search",
]
