"""What a column may hold: the fields of a referral, and the headings under which partners send them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import cast

from vrp_desktop.paths import resource
from vrp_desktop.search.folding import fold


class Field(StrEnum):
    """The fields that a column can fill (domain.md 2.3, 6.1, 6.4)."""

    # An enum's own hash is written in Python, and each row asks for some sixty.
    __hash__ = str.__hash__

    FORENAMES = "FORENAMES"
    MIDDLE_NAMES = "MIDDLE_NAMES"
    SURNAME = "SURNAME"
    FULL_NAME = "FULL_NAME"
    KNOWN_AS = "KNOWN_AS"
    DATE_OF_BIRTH = "DATE_OF_BIRTH"
    AGE = "AGE"
    SEX = "SEX"
    ETHNICITY = "ETHNICITY"
    OFFICER_SEEN_ETHNICITY = "OFFICER_SEEN_ETHNICITY"
    POSTCODE = "POSTCODE"
    ADDRESS = "ADDRESS"
    PLACE = "PLACE"
    HOME_AUTHORITY = "HOME_AUTHORITY"
    SCHOOL = "SCHOOL"
    SCHOOL_STATUS = "SCHOOL_STATUS"
    SEND = "SEND"
    EHCP = "EHCP"
    CARE_EXPERIENCE = "CARE_EXPERIENCE"
    UPN = "UPN"
    NHS_NUMBER = "NHS_NUMBER"
    PNC = "PNC"
    PERSON_REFERENCE = "PERSON_REFERENCE"
    REFERRAL_DATE = "REFERRAL_DATE"
    RECEIVED_DATE = "RECEIVED_DATE"
    REASON = "REASON"
    SENDER_REFERENCE = "SENDER_REFERENCE"
    OCCURRENCE = "OCCURRENCE"
    EVENT_DATE = "EVENT_DATE"
    OFFENCE = "OFFENCE"
    SOURCE = "SOURCE"
    SENDING_AGENCY = "SENDING_AGENCY"
    REFERRER = "REFERRER"
    AGREEMENT = "AGREEMENT"
    NOTES = "NOTES"


DATE_FIELDS = frozenset({Field.DATE_OF_BIRTH, Field.REFERRAL_DATE, Field.RECEIVED_DATE, Field.EVENT_DATE})
NAME_FIELDS = frozenset({Field.FORENAMES, Field.SURNAME, Field.FULL_NAME})


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The fields with their labels, and every known heading, folded, with its field."""

    labels: Mapping[Field, str]
    headings: Mapping[str, Field]
    other_people: frozenset[str]
    fillers: frozenset[str]

    def core(self, heading: str) -> str:
        """A folded heading without the words that say nothing of what it holds."""
        return " ".join(word for word in heading.split() if word not in self.fillers)


@cache
def catalogue() -> Catalogue:
    """The fields as they ship (resources/imports/columns.toml)."""
    table = cast("dict[str, object]", tomllib.loads(resource("imports", "columns.toml").read_text(encoding="utf-8")))
    fields = cast("list[dict[str, object]]", table["field"])
    headings = {
        fold(heading): Field(str(entry["code"])) for entry in fields for heading in cast("list[str]", entry["headers"])
    }
    return Catalogue(
        labels={Field(str(entry["code"])): str(entry["label"]) for entry in fields},
        headings=headings,
        other_people=_words(table["other_people"]),
        fillers=_words(table["fillers"]),
    )


def _words(table: object) -> frozenset[str]:
    return frozenset(fold(word) for word in cast("dict[str, list[str]]", table)["synonyms"])
