"""What is recorded of support: agreement, being told, reviews; and putting each of them right or taking it off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.signed_returns import name_signed
from ui.widgets.choice_editors import ChooseEditor
from ui.widgets.fields import Choose, Day, FormPart, Lines, Option, Section, Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.calendar import british
from vrp_desktop.panel.commands import hold_review, record_agreement, record_told
from vrp_desktop.panel.correcting import correct_agreement, correct_review, correct_told, plan_review, take_off
from vrp_desktop.panel.forms import AgreementForm, ReviewForm, ToldForm
from vrp_desktop.panel.rhythm import Rhythm
from vrp_desktop.panel.rows import AgreementRow, CaseRecord, ReviewRow, ToldRow
from vrp_desktop.partnership.queries import notice_words
from vrp_desktop.returns.counted import signed_returns_of_referral

_NOTICES = "Those in force stand in the register, under Sharing and governance."


def correction(name: str = "reason") -> list[FormPart]:
    """What every correction is asked for besides."""
    return [Section("Correction"), Text(name=name, label="Why this is put right", required=True)]


class Agree(FormDialog):
    """An answer about agreement to support; or one put right."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord, kept: AgreementRow | None = None) -> None:
        options = desk.shelf.options("agreement_to_support", desk.today, kept.answer if kept else None)
        parts: list[FormPart] = [
            Choose(name="answer", label="Answer", options=options, required=True),
            Day(name="answered_on", label="Day", required=True, latest=desk.today, half=True),
            Text(name="asked_by", label="Asked by", half=True),
            Text(name="method", label="How", half=True, placeholder="Home visit, telephone, letter"),
            Lines(name="note", label="Note", lines=2, help="Who assessed and when, or why a parent was not asked."),
        ]
        values: dict[str, object] = {"answered_on": desk.today}
        if kept is not None:
            parts += correction()
            values = {name: getattr(kept, name) for name in ("answer", "answered_on", "asked_by", "method", "note")}
        super().__init__(
            desk,
            "Agreement to support" if kept is None else "Correct the answer",
            parts,
            parent,
            values=values,
            yes="Save" if kept is None else "Correct",
            draft=("agreement", kept.agreement_id if kept else record.case_id),
            version=kept.version if kept else None,
        )
        self._case_id, self._kept = record.case_id, kept
        if kept is not None:
            name_signed(self, signed_returns_of_referral, record.referral.referral_id)

    def send(self, values: dict[str, Any]) -> None:
        reason = values.pop("reason", "")
        form = AgreementForm(**values)
        if self._kept is None:
            self.write(record_agreement, self._case_id, form)
        else:
            self.write(correct_agreement, self._kept.agreement_id, self._kept.version, form, reason)


class Tell(FormDialog):
    """Told about the panel: when, by whom, with which notice; or why not. Or that put right."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord, kept: ToldRow | None = None) -> None:
        given = [Option(kept.notice_version, kept.notice_version)] if kept and kept.notice_version else []
        parts: list[FormPart] = [
            Day(name="told_on", label="Told on", latest=desk.today, half=True),
            Text(name="told_by", label="By", half=True),
            Choose(
                name="notice_version", label="Privacy notice given", options=tuple(given), blank="None",
                help=_NOTICES, half=True,
            ),
            Lines(name="why_not", label="Or why not", lines=2),
        ]  # fmt: skip
        values: dict[str, object] = {}
        if kept is not None:
            parts += correction()
            values = {name: getattr(kept, name) for name in ("told_on", "told_by", "why_not")}
            values["notice_version"] = kept.notice_version or None
        super().__init__(
            desk,
            "Told about the panel" if kept is None else "Correct what they were told",
            parts,
            parent,
            values=values,
            yes="Save" if kept is None else "Correct",
            draft=("told", kept.told_id if kept else record.case_id),
            version=kept.version if kept else None,
        )
        self._case_id, self._kept, self._given = record.case_id, kept, given
        desk.tasks.read(notice_words, done=self._on_notices, key="notices")

    def send(self, values: dict[str, Any]) -> None:
        reason = values.pop("reason", "")
        form = ToldForm(**values | {"notice_version": values["notice_version"] or ""})
        if self._kept is None:
            self.write(record_told, self._case_id, form)
        else:
            self.write(correct_told, self._kept.told_id, self._kept.version, form, reason)

    def _on_notices(self, found: Sequence[str]) -> None:
        editor = self.form.editor("notice_version")
        if isinstance(editor, ChooseEditor):
            given = [option for option in self._given if option.code not in found]
            editor.set_options([*(Option(words, words) for words in found), *given])


class HoldReview(FormDialog):
    """A review was held, and when the next one is due."""

    def __init__(self, desk: Desk, parent: QWidget, review: ReviewRow, place: str) -> None:
        following = Rhythm.of(desk.shelf.lists).due("NEXT_REVIEW", desk.today, place)
        fields = (
            Day(name="held_on", label="Held on", required=True, latest=desk.today, half=True),
            Day(name="next_due_on", label="Next review due", half=True, help="Leave empty where none is planned."),
            Lines(name="note", label="What was agreed", lines=4),
        )
        super().__init__(
            desk,
            f"Review due {british(review.due_on)}",
            fields,
            parent,
            draft=("review", review.review_id),
            version=review.version,
            values={"held_on": desk.today, "next_due_on": following},
        )
        self._review = review

    def send(self, values: dict[str, Any]) -> None:
        review = self._review
        self.write(
            hold_review, review.review_id, review.version, values["held_on"], values["note"], values["next_due_on"]
        )


class CorrectReview(FormDialog):
    """A review put right: when it was due, whether and when it was held, what was agreed."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord, review: ReviewRow) -> None:
        parts: list[FormPart] = [
            Day(name="due_on", label="Due on", required=True, half=True),
            Day(name="held_on", label="Held on", latest=desk.today, half=True, help="Empty where it was not held."),
            Lines(name="note", label="What was agreed", lines=4),
            *correction(),
        ]
        values = {"due_on": review.due_on, "held_on": review.held_on, "note": review.note}
        super().__init__(
            desk,
            "Correct the review",
            parts,
            parent,
            values=values,
            yes="Correct",
            draft=("review-correct", review.review_id),
            version=review.version,
        )
        self._review = review
        name_signed(self, signed_returns_of_referral, record.referral.referral_id)

    def send(self, values: dict[str, Any]) -> None:
        reason = values.pop("reason")
        self.write(correct_review, self._review.review_id, self._review.version, ReviewForm(**values), reason)


class PlanReview(FormDialog):
    """A review for a day, by the panel's rhythm unless another day is given."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord) -> None:
        first = not record.reviews
        code = "FIRST_REVIEW" if first else "NEXT_REVIEW"
        due = Rhythm.of(desk.shelf.lists).due(code, desk.today, record.place_code)
        fields = (Day(name="due_on", label="Review due", required=True),)
        super().__init__(desk, "Plan a review", fields, parent, values={"due_on": due}, yes="Plan it", ems=(30, 0))
        self._case_id = record.case_id

    def send(self, values: dict[str, Any]) -> None:
        self.write(plan_review, self._case_id, values["due_on"])


class TakeOff(FormDialog):
    """An answer, a notice, a contact or a review that does not belong to this case."""

    def __init__(
        self, desk: Desk, parent: QWidget, record: CaseRecord, kind: str, entry: tuple[str, int], words: str
    ) -> None:
        fields = (Text(name="reason", label="Why it is taken off this case", required=True),)
        super().__init__(desk, "Take off the case", fields, parent, intro=words, yes="Take off")
        self._kind, self._entry = kind, entry
        name_signed(self, signed_returns_of_referral, record.referral.referral_id)

    def send(self, values: dict[str, Any]) -> None:
        entry_id, version = self._entry
        self.write(take_off, self._kind, entry_id, version, values["reason"])
