"""What was pasted beside what is proposed of it; row by row or all goes on to be checked and taken in like any list."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.desk import Desk
from ui.imports.pasted_row import PastedRow
from ui.theme.tokens import Tone
from ui.view import ViewState
from ui.widgets.banner import Banner
from ui.widgets.flow import SideBySide
from ui.widgets.moments import moment
from ui.widgets.text import clear, column, label, push_button, row, scrolling
from vrp_desktop.drafts.commands import NEW, drop_draft, keep_draft
from vrp_desktop.drafts.queries import DraftRow
from vrp_desktop.imports.pasting.drafting import FORM, as_draft
from vrp_desktop.imports.pasting.proposal import PastedAs, Proposal, ProposedRow
from vrp_desktop.imports.pasting.sheet import sheet_of

_SOON = 800
"""Milliseconds from the last change until the draft is kept."""

_KEPT: WeakKeyDictionary[ViewState, Proposal] = WeakKeyDictionary()


def kept(view: ViewState) -> Proposal | None:
    """What was pasted when the page was last dropped; it lives as long as the view, which ends with locking."""
    return _KEPT.get(view)


class PastedStep(QWidget):
    """`agreed` brings the ticked rows as a workbook; `left` says that the user thought better of it."""

    agreed = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.proposal: Proposal | None = None
        self.rows: list[PastedRow] = []
        theme = desk.theme
        self.banner = Banner(theme)
        self._holder = column(theme, "normal")
        inner = QWidget()
        inside = column(theme, "normal")
        inside.addLayout(self._holder)
        inside.addStretch(1)
        inner.setLayout(inside)
        self.source = QPlainTextEdit()
        self.source.setReadOnly(True)
        self.source.setAccessibleName("The text as it was pasted")
        beside = QWidget()
        beside.setProperty("kind", "clear")
        right = column(theme, "snug")
        right.addWidget(label("As it was pasted", "label"))
        right.addWidget(self.source, 1)
        beside.setLayout(right)
        self.waiting = label("", "muted", wrap=True)
        self.leave_button = push_button(theme, "Leave this", kind="quiet")
        self.go_button = push_button(theme, "Go on", kind="primary")
        foot = row(theme, "snug")
        foot.addWidget(self.leave_button)
        foot.addWidget(self.waiting, 1)
        foot.addWidget(self.go_button)
        outer = column(theme, "normal")
        outer.addWidget(self.banner)
        rows = scrolling(inner)
        rows.setMinimumHeight(theme.em(15))
        self.source.setMinimumHeight(theme.em(8))
        outer.addWidget(SideBySide(theme, (rows, beside)), 1)
        outer.addLayout(foot)
        self.setLayout(outer)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_SOON)
        self._keeping.timeout.connect(self.keep)
        self.leave_button.clicked.connect(self.leave)
        self.go_button.clicked.connect(self.go_on)

    def begin(self, proposal: Proposal) -> None:
        """Show what is proposed."""
        self.proposal = proposal
        _KEPT[self._desk.view] = proposal
        self.source.setPlainText(proposal.source)
        many = "1 row is" if len(proposal.rows) == 1 else f"{len(proposal.rows)} rows are"
        what = "the e-mail" if proposal.kind is PastedAs.MAIL else "the table"
        more = " ".join(
            ("Nothing is changed yet. Put right what is wrong, and confirm what is not sure.", *proposal.left_out)
        )
        self.banner.show_text(f"{many} proposed from {what}.", more, Tone.INFO)
        clear(self._holder)
        self.rows = []
        for number, each in enumerate(proposal.rows, start=1):
            made = PastedRow(self._desk, number, each)
            made.changed.connect(self._follow)
            self.rows.append(made)
            self._holder.addWidget(made)
        self._follow()

    def go_on(self) -> None:
        """Hand on the ticked rows; the others wait here."""
        if not self.go_button.isEnabled():
            return
        ticked = [(each.values(), each.proposed.source) for each in self.rows if each.is_taken]
        self.agreed.emit(sheet_of(ticked))

    def keep(self) -> None:
        """Keep what was pasted, as it stands here, as a draft."""
        self._keeping.stop()
        if self.proposal is not None:
            content = as_draft(self.proposal, [each.values() for each in self.rows])
            self._desk.tasks.write(keep_draft, FORM, NEW, content)

    def say_again(self, draft: DraftRow) -> None:
        """It was pasted before the program locked or closed."""
        words = "Nothing of it was taken in yet. Leave it where it is not wanted any more."
        self.banner.show_text(f"What you pasted on {moment(draft.kept_at)} is here again.", words, Tone.INFO)

    def rest(self) -> tuple[ProposedRow, ...]:
        """The rows that were not ticked."""
        return tuple(each.proposed for each in self.rows if not each.is_taken)

    def leave(self) -> None:
        """Let what was pasted go."""
        if self._desk.messages.confirm(
            "Leave what was pasted?", means="Nothing of it was taken in.", yes="Leave it", no="Go on"
        ):
            self.end()
            self.left.emit()

    def end(self) -> None:
        """Forget what was pasted."""
        self.proposal = None
        self.rows = []
        clear(self._holder)
        self.source.clear()
        self._keeping.stop()
        _KEPT.pop(self._desk.view, None)
        self._desk.tasks.write(drop_draft, FORM, NEW)

    def _follow(self) -> None:
        self._keeping.start()
        ticked = [each for each in self.rows if each.is_taken]
        waiting = sum(each.waits for each in ticked)
        words = "1 row has" if waiting == 1 else f"{waiting} rows have"
        self.waiting.setText(f"{words} something to confirm." if waiting else "")
        self.go_button.setText("Go on with 1 row" if len(ticked) == 1 else f"Go on with {len(ticked)} rows")
        self.go_button.setEnabled(bool(ticked) and not waiting)
