"""The states and dialogs of the intake for the pictures of `look`, with a made-up list in a practice workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from ui.imports.asking import Beginning
from ui.imports.take_in import COLUMNS, PREVIEW
from ui.imports.words import Verdict
from ui.theme.tokens import Tone
from vrp_desktop.errors import KnownError
from vrp_desktop.imports.holds import LIKELY
from vrp_desktop.imports.pasting.reading import Clip
from vrp_desktop.imports.reading import refusals
from vrp_desktop.imports.reading.workbook import read_workbook
from vrp_desktop.people.queries import PersonRow, people_page

if TYPE_CHECKING:
    from ui.imports.page import ImportsPage

_KNOWN: Final = 40
_PASTED: Final = """From: Sam Madeup
Sent: 3 November 2025 09:12

Hello,

I am referring Kit Brightwater, DOB 04/03/2012, who attends Oak Lane School.
Kit has been missing from home twice this month and would like to join a football club.

Reason: Missing from home twice this month.

Kind regards
Sam
"""


class Scenes(QObject):
    """Each method brings the page into one state and returns it, or opens a dialog. Nothing is written by any."""

    names: Final = (
        ("mend", "mend"),
        ("likely", "likely"),
        ("join-another", "join_another"),
        ("set-aside", "set_aside"),
        ("pasted", "pasted"),
        ("pasted-over", "pasted_over"),
        ("batches", "batches"),
        ("batch", "batch"),
        ("refused", "refused"),
        ("reading", "reading"),
        ("what-it-is", "what_it_is"),
        ("columns", "columns"),
        ("preview", "preview"),
        ("preview-held", "preview_held"),
        ("preview-row", "preview_row"),
        ("over", "over"),
    )

    def __init__(self, page: ImportsPage) -> None:
        super().__init__(page)
        self._page = page

    def likely(self) -> object:
        """A row that may be of a child on file."""
        return self._open_held(is_likely=True)

    def mend(self) -> object:
        """A row with something to put right."""
        return self._open_held(is_likely=False)

    def join_another(self) -> None:
        self._page.held.open_deed("another")

    def set_aside(self) -> None:
        self._page.held.open_deed("aside")

    def pasted(self) -> object:
        """An e-mail that was pasted, with what is proposed of it."""
        self._page.read_clip(Clip(_PASTED))
        return self._page

    def pasted_over(self) -> object:
        self._page.pasted.end()
        self._page.open_at({"tab": "desk"})
        return self._page

    def batches(self) -> object:
        self._page.open_at({"tab": "batches"})
        return self._page

    def batch(self) -> object:
        """The newest batch."""
        row = self._page.batches.table.model.row(0)
        if row is not None:
            self._page.batches.open_batch(row.batch_id)
        return self._page

    def refused(self) -> object:
        """A file that is not read."""
        self._page.banner.show_error(refusals.too_far("XFD1048576"))
        return self._page

    def reading(self) -> object:
        """A file that is being read."""
        self._page.banner.hide()
        self._page.busy.start("Reading the file")
        self._page.busy.show_progress(62, 100)
        return self._page

    def what_it_is(self) -> object:
        """The first step."""
        self._page.busy.finish()
        self._page.desk.tasks.read(people_page, limit=_KNOWN, done=self._begin, key="known")
        return self._page

    def columns(self) -> object:
        if self._page.take_in.what.form is not None:
            self._page.take_in.what.form.put({"sender": "Harbour Police", "place": self._a_place()})
            self._page.take_in.what.form.edited.emit()
        self._page.take_in.go(COLUMNS)
        return self._page

    def preview(self) -> object:
        self._page.take_in.go(PREVIEW)
        return self._page

    def preview_held(self) -> object:
        self._page.take_in.preview.tiles.tiles[Verdict.HELD.value].click()
        return self._page

    def preview_row(self) -> object:
        table = self._page.take_in.preview.table
        table.view.go_to(0)
        if table.current() is not None:
            table.opened.emit(table.current())
        return self._page

    def over(self) -> object:
        """Stopped before anything was written; and the list is left."""
        self._page.take_in.end()
        self._page.open_at({"tab": "desk"})
        self._page.banner.show_text("Stopped.", "Nothing was taken in and nothing was changed.", Tone.INFO)
        return self._page

    def _open_held(self, *, is_likely: bool) -> object:
        self._page.open_at({"tab": "desk"})
        for row in self._page.held.table.model.loaded():
            if (row.reason_code in LIKELY) is is_likely:
                self._page.held.open_row(row.row_id)
                break
        return self._page

    def _begin(self, people: list[PersonRow]) -> None:
        from vrp_desktop.practice.sample_list import sample_workbook

        known = [(one.words.forenames, one.words.surname, one.born_on) for one in people if one.born_on is not None]
        try:
            content = sample_workbook(self._page.desk.today, known)
            self._page.begin(read_workbook(content, "list.xlsx"), Beginning((), ()))
        except KnownError as error:
            self._page.banner.show_error(error)

    def _a_place(self) -> str:
        options = self._page.desk.shelf.options("places", self._page.desk.today)
        return options[0].code if options else ""
