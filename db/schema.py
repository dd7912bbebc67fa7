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
    links,
    panel,
    people,
    reference,
    returns,
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
    "links",
    "metadata",
    "panel",
    "people",
    "reference",
    "returns",
    "search",
]
