"""What is said of a file that is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vrp_desktop.errors import Invalid

ABOUT: tuple[str, ...] = ("person", "panel_case", "referral", "conference", "safeguarding_concern")
"""The kinds of records that files are kept with."""

OPEN = "MAY_BE_DISCUSSED"


@dataclass(frozen=True, slots=True)
class AttachmentForm:
    """The words of an attachment; `title` says what it is, the file's own name goes along unseen by others."""

    title: str
    dated_on: date
    source_agency: str | None = None
    restriction: str = OPEN
    file_name: str = ""


def check_form(form: AttachmentForm, today: date) -> None:
    """Raise `Invalid` for what must be mended."""
    wrong = {}
    if not form.title.strip():
        wrong["title"] = "Say what this file is."
    if form.dated_on > today:
        wrong["dated_on"] = "The date lies in the future."
    if wrong:
        raise Invalid(wrong)
