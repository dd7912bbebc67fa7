"""Taking a chronology out: for whom, with names or redacted; what is replaced is shown, and more can be struck out."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.preview import PreviewDialog
from ui.receipts import ReceiptDialog, save
from ui.theme.tokens import Tone
from ui.widgets.columns import Column
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Choose, Lines, Option, Radio
from ui.widgets.form import Form
from ui.widgets.short_table import ShortTable
from ui.widgets.text import label, push_button
from vrp_desktop.chronology.story import Narrowing
from vrp_desktop.documents.chronology_pdf import ChronologyCopy, chronology_copy
from vrp_desktop.exports.names import Passage
from vrp_desktop.partnership.audience import Audience
from vrp_desktop.people.naming import PersonWords

_AUDIENCES: Final = (
    Option(Audience.PANEL, "The panel's members"),
    Option(Audience.PROVIDER, "A provider"),
    Option(Audience.REFERRER, "Who referred the child"),
    Option(Audience.FAMILY, "The child, a parent or a carer"),
)
_REST_MS: Final = 400
_NAMES, _REDACTED = "NAMES", "REDACTED"


class CopyDialog(Dialog):
    """Makes the copy as the choices say, shows what was replaced, and hands it out with a receipt."""

    handed_out = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget, words: PersonWords, by: Narrowing) -> None:
        super().__init__(
            desk.theme,
            "Copy of the chronology",
            parent,
            intro="What its filters show now. What may not reach the reader is left out by itself.",
            yes="Save as PDF",
            ems=(46, 0),
        )
        self.desk = desk
        self._words, self._by = words, by
        self.made: ChronologyCopy | None = None
        self.form = Form(
            desk.theme,
            (
                Choose(name="audience", label="Made for", options=_AUDIENCES, required=True),
                Radio(
                    name="how",
                    label="Names",
                    options=(Option(_REDACTED, "Replaced by codes"), Option(_NAMES, "Left as they are")),
                    required=True,
                ),
                Lines(
                    name="strike",
                    label="Strike out as well",
                    lines=2,
                    help="One name or word on each line: a nickname, a street, anything that says who is meant.",
                ),
            ),
        )
        self.form.set_values({"audience": Audience.PANEL, "how": _REDACTED})
        self.body.addWidget(self.form)
        columns = (
            Column("words", "In the records", lambda r: desk.view.text(r.words), ems=16, stretch=True),
            Column("code", "On the copy", lambda r: r.code, ems=10),
            Column("times", "Times", lambda r: f"{r.times:,}", ems=5, right=True),
        )
        self.said = label("", "muted", wrap=True)
        self.table = ShortTable(desk, "replaced", columns, row_id=lambda r: r.words + r.code, unit="name", most=6)
        self.table.set_empty("No name that is on file stands in it", "Read it through all the same.")
        self.body.addWidget(self.said)
        self.body.addWidget(self.table)
        again = push_button(desk.theme, "Make it again", "refresh")
        again.clicked.connect(self.make)
        show = push_button(desk.theme, "Show the pages", "eye")
        show.clicked.connect(self.show_pages)
        self.add_button(again)
        self.add_button(show)
        # Typing goes on while the copy is made anew; it is made once the hand rests.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REST_MS)
        self._later.timeout.connect(self.make)
        self.form.edited.connect(self._on_edited)
        self.make()

    def make(self) -> None:
        """Make the copy as the choices stand."""
        values = self.form.values()
        self.yes_button.setEnabled(False)
        self.desk.tasks.read(
            chronology_copy,
            self._words.person_id,
            Audience(str(values["audience"] or Audience.PANEL)),
            by=self._by,
            redacted=values["how"] != _NAMES,
            strike=tuple(filter(None, map(str.strip, str(values["strike"]).splitlines()))),
            done=self._on_made,
            failed=self.show_failure,
            key="chronology_copy",
        )

    def show_pages(self) -> None:
        """The pages as they would be."""
        if self.made is not None:
            PreviewDialog(self.desk, self, f"Chronology of {self.made.code}", self.made.pdf).open()

    def submit(self) -> None:
        """Ask why it leaves and for whom; what names are left in a redacted copy is looked for once more."""
        made = self.made
        if made is None:
            return
        is_redacted = self.form.values()["how"] != _NAMES
        passages = [Passage("Chronology", f"{e.heading}. {e.detail}") for e in made.entries] if is_redacted else []
        dialog = ReceiptDialog(
            self.desk,
            self,
            f"Chronology of {made.code}{', redacted' if is_redacted else ''}",
            fields=("Day", "What happened", "More"),
            rows=len(made.entries),
            passages=passages,
            can_replace=False,
        )
        dialog.agreed.connect(self._on_agreed)
        dialog.open()

    def _on_edited(self) -> None:
        self.yes_button.setEnabled(False)
        self._later.start()

    def _on_made(self, made: ChronologyCopy) -> None:
        self.made = made
        self.banner.hide()
        self.set_busy(False)
        many = len(made.entries)
        words = f"{many:,} entries." if many != 1 else "1 entry."
        if made.left_out:
            words += f" {made.left_out:,} left out: their restrictions keep them from this reader."
        self.said.setText(words)
        self.table.show_rows(made.replaced)
        is_redacted = self.form.values()["how"] != _NAMES
        self.table.setVisible(is_redacted)
        if not is_redacted:
            self.banner.show_text("Names will stand on every page.", "Share only what is needed.", Tone.CAUTION)
        self._fit()

    def _on_agreed(self, _receipt: object, _values: Any) -> None:
        if self.made is not None:
            save(self.desk, f"chronology-{self.made.code}.pdf", self.made.pdf)
            self.handed_out.emit(self.made.code)
            self.accept()
