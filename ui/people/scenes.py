"""The tabs and dialogs of a child's record for the pictures of `look`, on a child with many links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from ui.people.links.dialogs import EditLink
from vrp_desktop.people.naming import End

if TYPE_CHECKING:
    from ui.people.page import PeoplePage


class Scenes(QObject):
    """Each method brings the page into one state and returns it, or opens a dialog. Nothing is written by any."""

    names: Final = (
        ("linked", "linked"),
        ("around", "around"),
        ("contact", "contact"),
        ("contact-edit", "contact_edit"),
        ("lead", "lead"),
        ("link", "link"),
        ("link-edit", "link_edit"),
        ("associates", "associates"),
    )

    def __init__(self, page: PeoplePage) -> None:
        super().__init__(page)
        self._page = page

    def linked(self) -> object:
        """The first page of the record, with the safe way on top."""
        from vrp_desktop.practice.showing import most_linked

        self._page.desk.tasks.read(most_linked, done=self._open, key="most_linked")
        return self._page

    def around(self) -> object:
        """The people around the child."""
        self._page.person.go("around")
        return self._page

    def contact(self) -> None:
        if self._page.person.around is not None:
            self._page.person.around.add()

    def contact_edit(self) -> None:
        part = self._page.person.around
        if part is not None and part.around is not None and part.around.contacts:
            part.edit(part.around.contacts[0])

    def lead(self) -> None:
        if self._page.person.around is not None:
            self._page.person.around.lead()

    def link(self) -> None:
        if self._page.person.around is not None:
            self._page.person.around.link()

    def link_edit(self) -> None:
        """The link with the longest sentence: at an occurrence."""
        part = self._page.person.around
        links = part.around.links if part is not None and part.around is not None else ()
        row = next((row for row in links if row.happened_on), links[0] if links else None)
        if part is not None and row is not None:
            EditLink(self._page.desk, self._page.window(), End(part.words), row).open()

    def associates(self) -> None:
        if self._page.person.around is not None:
            self._page.person.around.draw()

    def _open(self, person_id: str) -> None:
        if person_id:
            self._page.open_at({"record": person_id})
