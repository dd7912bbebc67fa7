"""Recording what was shared: with whom, resting on what, under which restrictions; what warns is said while typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.choice_editors import ChooseEditor
from ui.widgets.fields import Check, Choose, Day, FormPart, Lines, Option, Several, Text
from ui.widgets.form_dialog import FormDialog
from ui.widgets.restricting import restriction_field
from vrp_desktop.partnership.audience import Audience, codes_of, joined
from vrp_desktop.partnership.commands import mend_share, record_share, take_back_share
from vrp_desktop.partnership.queries import ShareRow, SharingChoices, sharing_choices
from vrp_desktop.partnership.rules import Agreement, ShareForm, is_emergency, kept_from, warnings_of
from vrp_desktop.people.naming import PersonWords

_ASKED = "Why it is shared all the same"
_KEPT = {Audience.PROVIDER: "a provider", Audience.FAMILY: "the child or family"}


class RecordShare(FormDialog):
    """A new entry of the share log, or one that is put right."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        words: PersonWords,
        case_id: str | None = None,
        kept: ShareRow | None = None,
    ) -> None:
        self._person_id, self._case_id, self._kept = words.person_id, case_id, kept
        self._choices = SharingChoices((), frozenset())
        parts = share_parts(desk, is_change=kept is not None)
        super().__init__(
            desk,
            "Put the entry right" if kept else "Record what was shared",
            parts,
            parent,
            intro=f"{desk.view.name(words)} ({words.code})",
            ems=(46, 36),
            values=as_values(kept.form) if kept else {"shared_on": desk.today},
            draft=("share", kept.share_id if kept else case_id or words.person_id),
            version=kept.version if kept else None,
        )
        self.form.edited.connect(self._follow)
        desk.tasks.read(sharing_choices, done=self._on_choices, key="sharing-choices")

    def send(self, values: dict[str, Any]) -> None:
        form = self._form_of(values)
        if self._kept is None:
            self.write(record_share, form)
        else:
            self.write(mend_share, self._kept.share_id, self._kept.version, form, values["why"])

    def _form_of(self, values: dict[str, Any]) -> ShareForm:
        said = {name: values[name] for name in _PLAIN}
        return ShareForm(
            person_id=self._person_id,
            case_id=self._kept.form.case_id if self._kept else self._case_id,
            restriction=joined(values["restrictions"]),
            **said,
        )

    def _on_choices(self, found: SharingChoices) -> None:
        self._choices = found
        editor = self.form.editor("agreement_id")
        if isinstance(editor, ChooseEditor):
            chosen = self._kept.form.agreement_id if self._kept else None
            editor.set_options(agreement_options(found.agreements))
            if chosen and self._kept and chosen not in {each.agreement_id for each in found.agreements}:
                editor.set_options([*agreement_options(found.agreements), Option(chosen, self._kept.agreement)])
            if chosen:
                editor.set_value(chosen)
        self._follow()

    def _follow(self) -> None:
        """Say at once what warns, and ask for the reason where one is needed."""
        values: dict[str, Any] = self.form.values()
        if values["shared_on"] is None:
            return
        form, lists = self._form_of(values), self.desk.shelf.lists
        agreements = {each.agreement_id: each for each in self._choices.agreements}
        warned = warnings_of(lists, form, agreements.get(form.agreement_id or ""))
        held = kept_from(lists, form, self._choices.providers)
        self.form.box("reason").set_help(_ASKED if warned else "")
        if is_emergency(lists, form):
            self.banner.show_text("An emergency is never held back.", "It stands in the log as one.", Tone.INFO)
        elif held and (form.agencies or form.to_family):
            whom = " and ".join(_KEPT[each] for each in held)
            self.banner.show_text(f"Its restrictions keep this from {whom}.", "It cannot be shared so.", Tone.DANGER)
        elif warned and (form.agencies or form.to_family or form.named):
            self.banner.show_text(" ".join(warned), "Sharing it all the same needs a reason.", Tone.CAUTION)
        else:
            self.banner.hide()


class TakeBackShare(FormDialog):
    """An entry made in error: it stays, crossed out, with the reason."""

    def __init__(self, desk: Desk, parent: QWidget, row: ShareRow) -> None:
        parts = (Lines(name="why", label="Why it is taken back", required=True, lines=3),)
        words = "The entry stays in the log, marked as made in error."
        super().__init__(desk, "Take the entry back", parts, parent, intro=words, yes="Take back", ems=(38, 0))
        self._row = row

    def send(self, values: dict[str, Any]) -> None:
        self.write(take_back_share, self._row.share_id, self._row.version, values["why"])


_PLAIN = (
    "shared_on",
    "what",
    "kinds",
    "source_agency",
    "agencies",
    "to_family",
    "named",
    "gateway",
    "agreement_id",
    "purpose",
    "is_emergency",
    "reason",
)


def share_parts(desk: Desk, *, is_change: bool) -> tuple[FormPart, ...]:
    """What an entry of the log is asked for."""
    shelf, today = desk.shelf, desk.today
    parts: list[FormPart] = [
        Lines(name="what", label="What was shared", required=True, lines=3),
        Day(name="shared_on", label="Day", required=True, latest=today, half=True),
        Choose(name="source_agency", label="Whose information", options=shelf.options("agencies", today), half=True),
        Several(name="kinds", label="Kind of information", options=shelf.options("information_kinds", today)),
        Several(name="agencies", label="Shared with", options=shelf.options("agencies", today)),
        Check(name="to_family", label="Child or family", half=True),
        Text(name="named", label="Someone by name", half=True),
        Lines(name="purpose", label="What for", lines=2),
        Choose(name="gateway", label="Gateway", options=shelf.options("legal_gateways", today)),
        Choose(name="agreement_id", label="Sharing agreement", blank="None"),
        Check(name="is_emergency", label="Safeguarding or emergency"),
        Lines(name="reason", label="Reason", lines=2),
        restriction_field(desk, "Whom this must not reach: an output for them leaves it out."),
    ]
    if is_change:
        parts.append(Text(name="why", label="Why the entry is changed", required=True))
    return tuple(parts)


def as_values(form: ShareForm) -> dict[str, object]:
    """An entry as the form shows it."""
    said: dict[str, object] = {name: getattr(form, name) for name in _PLAIN}
    return said | {"restrictions": codes_of(form.restriction)}


def agreement_options(agreements: Sequence[Agreement]) -> list[Option]:
    """The agreements of the register to choose from."""
    return [Option(each.agreement_id, each.label) for each in agreements]
