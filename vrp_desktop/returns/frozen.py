"""A signed version: frozen as canonical JSON with its digest, and read back as it was (B10)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from db.returns import ReturnVersion
from vrp_desktop.returns.bridge import BridgeRow
from vrp_desktop.returns.content import (
    Audience,
    CheckResult,
    Grade,
    Line,
    PlaceSupply,
    ReturnContent,
    State,
    as_json,
    canonical,
    digest,
)
from vrp_desktop.returns.template import Template, parse_template


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature: role, name and moment; `is_signer` where the person signed in the application."""

    role: str
    name: str
    is_signer: bool
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed return with all that its document prints."""

    content: ReturnContent
    digest: str
    canonical: str
    signed_at: datetime
    signed_by: str
    signatures: tuple[Signature, ...]
    bridge: tuple[BridgeRow, ...]
    reason: str


def freeze(
    content: ReturnContent,
    number: int,
    signed_at: datetime,
    signed_by: str,
    signatures: Sequence[Signature],
    bridge: Sequence[BridgeRow],
    reason: str,
) -> Signed:
    """Make the version: its JSON (with the digest), and what its document prints."""
    numbered = replace(content, version=number)
    said = as_json(numbered)
    said["area"] = content.area_name
    said["place_label"] = content.place_label
    said["place_labels"] = {item.place_code: item.label for item in content.supply}
    said["reason"] = reason
    said["signatures"] = [
        {"role": s.role, "name": s.name, "in_application": s.is_signer, "at": s.signed_at.isoformat()}
        for s in signatures
    ]
    said["signed_by"] = signed_by
    said["bridge"] = [{"line": row.line, "sentence": row.sentence, "change": row.change} for row in bridge]
    said["digest"] = digest(said)
    return Signed(
        numbered, said["digest"], canonical(said), signed_at, signed_by, tuple(signatures), tuple(bridge), reason
    )


def newest_version(session: Session, return_id: str) -> ReturnVersion | None:
    """The newest signed version of a return, or None."""
    statement = select(ReturnVersion).where(ReturnVersion.return_id == return_id)
    return session.scalars(
        statement.order_by(ReturnVersion.number.desc()).limit(1).options(undefer(ReturnVersion.content))
    ).one_or_none()


def thaw(version: ReturnVersion) -> Signed:
    """Read a version back, with the template as it read then; lines carry their values, not their evidence."""
    said: dict[str, Any] = json.loads(version.content)
    template = parse_template(version.template_text)
    signatures = tuple(
        Signature(s["role"], s["name"], s["in_application"], datetime.fromisoformat(s["at"]))
        for s in said["signatures"]
    )
    bridge = tuple(BridgeRow(row["line"], row["sentence"], row["change"], ()) for row in said["bridge"])
    return Signed(
        content=_content(said, template),
        digest=said["digest"],
        canonical=version.content,
        signed_at=version.signed_at,
        signed_by=said["signed_by"],
        signatures=signatures,
        bridge=bridge,
        reason=said["reason"],
    )


def is_whole(version: ReturnVersion) -> bool:
    """Whether the frozen JSON still hashes to the digest kept beside it."""
    said = json.loads(version.content)
    return bool(digest(said) == version.digest == said.get("digest"))


def _content(said: Mapping[str, Any], template: Template) -> ReturnContent:
    labels: Mapping[str, str] = said["place_labels"]
    return ReturnContent(
        template=template,
        quarter=said["quarter"],
        place_code=said["place"],
        place_label=said["place_label"],
        area_name=said["area"],
        as_at=date.fromisoformat(said["as_at"]),
        audience=Audience(said["audience"]),
        version=said["version"],
        lines=tuple(_line(line, template) for line in said["lines"]),
        checks=tuple(
            CheckResult(item["code"], Grade(item["grade"]), item["sentence"], item["line"], note=item["note"])
            for item in said["checks"]
        ),
        supply=tuple(
            PlaceSupply(item["place"], labels[item["place"]], item["quarter"], item["year_to_date"])
            for item in said["places"]
        ),
    )


def _line(raw: Mapping[str, Any], template: Template) -> Line:
    return Line(
        spec=template.line(raw["code"]),
        value=raw["value"],
        state=State(raw["state"]),
        year_to_date=raw["year_to_date"],
        last_quarter=raw["last_quarter"],
        breakdowns=raw["breakdowns"],
        source=raw["source"],
        note=raw["note"],
    )
