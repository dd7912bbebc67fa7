"""One open workspace on the screen: the desk, the frame and its pages, from unlocking to locking."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from ui.action import Actions
from ui.desk import Desk
from ui.frame import Frame, FrameFacts
from ui.help import Help, Meaning
from ui.hub import Hub
from ui.messages import Messages
from ui.navigation import Navigation, Spot
from ui.opening import RestrictedGate
from ui.pages import PAGES, load_pages
from ui.records import Records
from ui.shelf import Shelf
from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.unlock.work import Opened
from ui.view import ViewState
from ui.widgets.fields import Option
from vrp_desktop.calendar import Quarter
from vrp_desktop.changes import Changes
from vrp_desktop.clock import london_day
from vrp_desktop.reference.lists import LIST_KINDS, Lists
from vrp_desktop.settings import SettingsFile
from vrp_desktop.workspace.queries import About, about, reference_lists

_QUARTERS_OFFERED = 10
_SETTLED_MS = 1_000
"""When the first page has had its time, and the others may be loaded."""


class Session(QObject):
    """`locked` says that everything is closed and the unlock window is wanted; `left` that the program ends."""

    locked = Signal(bool)
    left = Signal()

    def __init__(self, theme: Theme, messages: Messages, settings: SettingsFile, opened: Opened) -> None:
        super().__init__()
        self._workspace = opened.workspace
        self._is_closed = False
        actor = opened.workspace.actor
        navigation = Navigation(actor)
        view = _view_of(opened, settings)
        self.desk = Desk(
            tasks=Tasks(opened.workspace),
            hub=Hub(),
            messages=messages,
            navigation=navigation,
            theme=theme,
            view=view,
            actions=Actions(theme, actor),
            settings=settings,
            actor=actor,
            clock=opened.workspace.clock,
            help=Help(),
            shelf=Shelf(opened.lists, opened.about.identifiers),
            workspace=opened.workspace,
        )
        self.desk.help.add(_meanings(opened.lists))
        self._gate = RestrictedGate(self.desk)
        navigation.register(*PAGES)
        self._records = Records(navigation, view)
        self.frame = Frame(self.desk, self._facts(opened))
        self.frame.locked.connect(self._on_locked)
        self.frame.left.connect(self._on_left)
        self.desk.hub.changed.connect(self._on_changed)

    @property
    def user(self) -> str:
        """Who is at work."""
        return self.desk.actor.user_id

    @property
    def spot(self) -> Spot | None:
        """Where the user is; ids only, so that it can be kept over a lock."""
        return self.desk.navigation.here

    def start(self, spot: Spot | None = None) -> None:
        """Show the window, at home or where the same user was before locking."""
        # The page asks for its records first: they are read while the window is painted.
        if spot is not None:
            self.desk.navigation.go(spot.key, **spot.where)
        else:
            self.frame.start()
        self.frame.show()
        self.frame.raise_()
        self.frame.activateWindow()
        QTimer.singleShot(_SETTLED_MS, self, self._load_pages)

    def close(self) -> None:
        """Keep drafts, take the pages down, finish what is being written, close the store. Twice is no harm."""
        if self._is_closed:
            return
        self._is_closed = True
        self.frame.drop_pages()
        self.frame.hide()
        self.desk.tasks.close()
        self._workspace.close()
        self.frame.deleteLater()

    def _load_pages(self) -> None:
        if not self._is_closed:
            self.desk.tasks.call(load_pages)

    def _facts(self, opened: Opened) -> FrameFacts:
        about = opened.about
        name = f"{about.area_name} (practice)" if about.is_practice else about.area_name
        today = Quarter.of(london_day(self.desk.clock.now()))
        return FrameFacts(
            workspace=name,
            places=_places(self.desk, opened.lists),
            quarters=_quarters_back(today),
            last_backup=opened.last_backup,
            search=self._records.search(),
        )

    def _on_locked(self, by_idleness: bool) -> None:
        self.close()
        self.locked.emit(by_idleness)

    def _on_left(self) -> None:
        self.close()
        self.left.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(*LIST_KINDS):
            self.desk.tasks.read(reference_lists, done=self._on_lists, key="lists")
        if changes.touches("workspace_fact"):
            self.desk.tasks.read(about, done=self._on_about, key="about")

    def _on_about(self, found: About) -> None:
        self.desk.shelf.put_identifiers(found.identifiers)

    def _on_lists(self, lists: Lists) -> None:
        self.desk.shelf.put(lists)
        self.desk.help.add(_meanings(lists))
        self.frame.topbar.set_places(_places(self.desk, lists))


def _view_of(opened: Opened, settings: SettingsFile) -> ViewState:
    """The place and quarter remembered, where they still make sense."""
    today = Quarter.of(london_day(opened.workspace.clock.now()))
    remembered = settings.now
    try:
        quarter = Quarter.parse(remembered.quarter) if remembered.quarter else today
    except ValueError:
        quarter = today
    codes = {entry.code for entry in opened.lists.choices("places", london_day(opened.workspace.clock.now()))}
    seen = set(opened.workspace.actor.within(codes))
    place = remembered.place if remembered.place in seen else ""
    if opened.workspace.actor.places is not None and len(seen) == 1:
        place = next(iter(seen))
    return ViewState(min(quarter, today), place)


def _places(desk: Desk, lists: Lists) -> list[Option]:
    entries = lists.choices("places", london_day(desk.clock.now()))
    return [Option(entry.code, entry.label, entry.meaning) for entry in entries if desk.actor.sees_place(entry.code)]


def _quarters_back(quarter: Quarter) -> list[Quarter]:
    found = [quarter]
    while len(found) < _QUARTERS_OFFERED:
        found.append(found[-1].previous())
    return found


def _meanings(lists: Lists) -> Iterable[Meaning]:
    for entries in lists.entries.values():
        for entry in entries.values():
            if entry.meaning:
                yield Meaning(entry.code, entry.label, entry.meaning)
