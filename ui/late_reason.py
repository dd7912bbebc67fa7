"""A form whose deed may touch a confirmed record: it asks why only where it does, for the addendum."""

from __future__ import annotations

from typing import Any

from ui.widgets.fields import Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.errors import Invalid, KnownError
from vrp_desktop.forums.confirmed import LATE_REASON


def late_reason_field() -> Text:
    """Why something is added or put right after the record of its sitting was confirmed."""
    return Text(
        name=LATE_REASON,
        label="Why, though the record is confirmed",
        help="Kept as an addendum to the record of the sitting, with your name and the time.",
    )


class LateReasonDialog(FormDialog):
    """Have `late_reason_field()` among the parts; it comes into sight when it is asked for."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.form.set_shown(LATE_REASON, bool(self.form.values()[LATE_REASON]))

    def show_failure(self, error: KnownError) -> None:
        if isinstance(error, Invalid) and LATE_REASON in error.fields:
            self.form.set_shown(LATE_REASON, True)
        super().show_failure(error)
