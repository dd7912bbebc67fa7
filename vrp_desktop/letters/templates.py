"""The templates of letters: those that ship, with the workspace's own versions before them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import select

from db.access import UserAccount
from db.letters import LetterTemplate
from vrp_desktop.access.work import Read
from vrp_desktop.paths import resource


class To(StrEnum):
    """Whom a letter is for."""

    REFERRER = "REFERRER"
    FAMILY = "FAMILY"


@dataclass(frozen=True, slots=True)
class Template:
    """A letter to be filled from the record. `tells` names what the reader has been told once it is sent."""

    code: str
    label: str
    audience: To
    subject: str
    body: str
    marking: str
    owner: str
    version: str
    position: int
    tells: str = ""
    number: int = 0
    """Of its newest local version; 0 where there never was one."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a template, for its history."""

    number: int
    owner: str
    made_by: str
    made_at: datetime
    is_shipped: bool


@cache
def shipped() -> Mapping[str, Template]:
    """The templates as they ship, by their codes."""
    found: dict[str, Template] = {}
    for path in sorted(resource("letters").glob("*.toml")):
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        if "body" in table:
            audience = To(table.pop("audience"))
            found[table["code"]] = Template(audience=audience, **{**table, "body": table["body"].strip()})
    return found


@cache
def outcome_words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Kind of outcome, then reader in lower case, then code: the words for it."""
    return tomllib.loads(resource("letters", "words.toml").read_text(encoding="utf-8"))


def templates(read: Read) -> list[Template]:
    """Every template in order, each as it holds now."""
    found = dict(shipped())
    for row in read.session.scalars(select(LetterTemplate).order_by(LetterTemplate.number)):
        ours = shipped().get(row.code)
        if ours is not None:
            found[row.code] = replace(ours, number=row.number) if row.is_shipped else _local(ours, row)
    return sorted(found.values(), key=lambda template: (template.position, template.code))


def template_of(read: Read, code: str) -> Template | None:
    """One template as it holds now."""
    return next((template for template in templates(read) if template.code == code), None)


def history(read: Read, code: str) -> list[VersionRow]:
    """The local versions of a template, newest first."""
    statement = (
        select(LetterTemplate, UserAccount.full_name)
        .join(UserAccount, UserAccount.id == LetterTemplate.made_by)
        .where(LetterTemplate.code == code)
        .order_by(LetterTemplate.number.desc())
    )
    return [
        VersionRow(row.number, row.owner, name, row.made_at, row.is_shipped)
        for row, name in read.session.execute(statement)
    ]


def _local(ours: Template, row: LetterTemplate) -> Template:
    version = f"local {row.number}"
    return replace(ours, subject=row.subject, body=row.body, owner=row.owner, version=version, number=row.number)
