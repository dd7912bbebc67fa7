"""What was pasted as a draft: kept in the encrypted store as it stands on the screen, so that locking loses nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from vrp_desktop.imports.pasting.proposal import PastedAs, Proposal, ProposedField, ProposedRow, Sure
from vrp_desktop.imports.reading.fields import Field

FORM: Final = "paste"
"""The name of the draft; there is one, for one paste at a time."""


def as_draft(proposal: Proposal, typed: Sequence[Mapping[Field, str]]) -> dict[str, Any]:
    """A proposal with its rows as a person has put them right so far."""
    rows = [
        {
            "source": row.source,
            "fields": [
                [each.field.value, said.get(each.field, ""), each.sure.value, each.reason] for each in row.fields
            ],
        }
        for row, said in zip(proposal.rows, typed, strict=True)
    ]
    plain = {"kind": proposal.kind.value, "source": proposal.source, "left_out": list(proposal.left_out)}
    return plain | {"digest": proposal.digest, "size": proposal.size, "rows": rows}


def from_draft(content: Mapping[str, Any]) -> Proposal:
    """The proposal that was kept."""
    empty = Proposal(PastedAs(content["kind"]), (), str(content["source"]))
    rows = tuple(ProposedRow(tuple(map(_field, row["fields"])), str(row["source"])) for row in content["rows"])
    return replace(
        empty,
        rows=rows,
        left_out=tuple(map(str, content["left_out"])),
        digest=str(content["digest"]),
        size=int(content["size"]),
    )


def _field(kept: Sequence[str]) -> ProposedField:
    field, text, sure, reason = kept
    return ProposedField(Field(field), text, Sure(sure), reason)
