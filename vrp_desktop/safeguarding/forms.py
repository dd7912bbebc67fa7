"""What is typed of a concern. Only the child and the words are needed; the rest is completed afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from vrp_desktop.errors import Invalid

KEPT_CLOSE: Final = "NOT_FOR_FAMILY NOT_FOR_PROVIDER"
"""Whom a concern does not reach unless somebody says otherwise: telling the family may put the child at risk."""

YES: Final = "YES"


@dataclass(frozen=True, slots=True)
class ConcernForm:
    """What is known at the moment."""

    text: str
    noticed_on: date | None = None
    told_by: str = ""
    immediate_danger: str | None = None
    called_999: str | None = None
    called_time: str = ""
    police_reference: str = ""
    sent_on: date | None = None
    sent_time: str = ""
    sent_to: str = ""
    sent_by: str = ""
    sent_how: str | None = None
    hub_reference: str = ""
    restriction: str = KEPT_CLOSE


@dataclass(frozen=True, slots=True)
class ForWhom:
    """The child: on file, or by the name that is known where nobody has a record of them yet."""

    person_id: str = ""
    case_id: str | None = None
    forenames: str = ""
    surname: str = ""
    place_code: str = ""


def check_concern(form: ConcernForm, today: date) -> None:
    """Raise `Invalid` where there are no words, or a day lies in the future."""
    wrong = {} if form.text.strip() else {"text": "Write in a sentence what worries you."}
    for name in ("noticed_on", "sent_on"):
        day = getattr(form, name)
        if day is not None and day > today:
            wrong[name] = "That day is in the future."
    if wrong:
        raise Invalid(wrong)
