"""Pictures of every page and dialog, drawn without a display: `python main.py look`. A practice workspace only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from ui.messages import Messages, ScreenDoor
from ui.session import Session
from ui.theme.theme import Theme
from ui.theme.tokens import Scheme
from ui.unlock.scenes import EntryScenes
from ui.unlock.window import UnlockWindow
from ui.unlock.work import Opened, open_workspace
from ui.widgets.data_table import DataTable
from ui.widgets.page import Page
from ui.widgets.record_panel import ListAndRecord
from vrp_desktop.clock import Clock
from vrp_desktop.errors import KnownError
from vrp_desktop.settings import SettingsFile


class Photographer(QObject):
    """Goes through the program page by page and keeps a picture of each."""

    def __init__(self, app: QApplication, session: Session, folder: Path, size: tuple[int, int]) -> None:
        super().__init__()
        self._app = app
        self._session = session
        self._folder = folder
        self._loop = QEventLoop(self)
        self._calm = QTimer(self)
        self._calm.setInterval(25)
        self._calm.timeout.connect(self._look_whether_calm)
        session.frame.resize(*size)

    def take_all(self) -> list[Path]:
        """A picture of every page, record, tab and dialog; returns the files."""
        taken: list[Path] = []
        for spec in self._session.desk.navigation.pages:
            taken += self.take_page(spec.key)
        return taken

    def take_entry(self, opened: Opened) -> list[Path]:
        """A picture of the unlock window in each of its states, and of its dialogs."""
        desk, frame = self._session.desk, self._session.frame
        window = UnlockWindow(desk.theme, desk.tasks, desk.messages, SettingsFile(None), desk.clock)
        window.resize(frame.size())
        window.show()
        scenes = EntryScenes(desk, window, opened)
        openers = [(name, getattr(scenes, method)) for name, method in scenes.names]
        try:
            return list(self._scenes(openers, window, window, "unlock"))
        finally:
            window.hide()
            window.deleteLater()

    def take_page(self, key: str) -> list[Path]:
        """A picture of one page, its record, tabs and dialogs."""
        frame = self._session.frame
        frame.show()
        self._session.desk.navigation.go(key)
        self._settle()
        page = frame.page
        if page is None:
            return []
        return [self.keep(frame, key), *self._record(page, key), *self._scenes(page.scenes(), page, frame, key)]

    def _record(self, page: Page, name: str) -> Iterator[Path]:
        """The first record of the page's list, and each of its tabs."""
        table = getattr(page, "table", None) or getattr(page, "lines", None)
        if not isinstance(table, DataTable) or not table.total:
            return
        table.view.go_to(min(2, table.total - 1))
        row = table.current()
        if row is None:
            return
        table.opened.emit(row)
        self._settle()
        if self._session.frame.page is not page:
            # What a row opens is a record of another page, which has its own picture.
            self._session.desk.navigation.go(name)
            self._settle()
            return
        yield self.keep(self._session.frame, f"{name}-record")
        yield from self._wide(page, name)
        for tabs in page.findChildren(QTabWidget):
            for at in range(1, tabs.count()):
                if tabs.isVisible():
                    tabs.setCurrentIndex(at)
                    self._settle()
                    title = "".join(c for c in tabs.tabText(at).lower().replace(" ", "-") if c.isalpha() or c == "-")
                    yield self.keep(self._session.frame, f"{name}-record-{title.strip('-')}")
            if tabs.isVisible():
                tabs.setCurrentIndex(0)
                self._settle()

    def _wide(self, page: Page, name: str) -> Iterator[Path]:
        """The record with all the room."""
        for split in page.findChildren(ListAndRecord):
            if split.isVisible() and split.is_open:
                split.widen()
                self._settle()
                yield self.keep(self._session.frame, f"{name}-record-wide")
                split.widen()
                self._settle()

    def _scenes(
        self, scenes: Sequence[tuple[str, Callable[[], object]]], stage: QWidget, window: QWidget, name: str
    ) -> Iterator[Path]:
        """What each scene opens, or the window where it only brought its stage into another state."""
        for dialog_name, show in scenes:
            shown = show()
            self._settle()
            dialog = self._app.activeModalWidget() or self._app.activePopupWidget()
            if dialog is None:
                if shown is stage:
                    yield self.keep(window, f"{name}-{dialog_name}")
                continue
            yield self.keep(dialog, f"{name}-dialog-{dialog_name}")
            dialog.hide()
            dialog.deleteLater()
            self._settle()

    def keep(self, widget: QWidget, name: str) -> Path:
        """Keep what a window shows now."""
        path = self._folder / f"{name}.png"
        if not widget.grab().save(str(path)):
            raise KnownError(
                "The pictures could not be written.", means="The workspace is as it was.", do="Choose another folder."
            )
        return path

    def _settle(self) -> None:
        """Let the window do what it has to, until nothing is waited for."""
        self._quiet = 0
        self._calm.start()
        self._loop.exec()

    def _look_whether_calm(self) -> None:
        self._quiet = self._quiet + 1 if self._session.desk.tasks.is_idle() else 0
        if self._quiet >= 3:
            self._calm.stop()
            self._loop.quit()


def take_pictures(
    folder: Path,
    out: Path,
    *,
    user: str,
    passphrase: str,
    clock: Clock,
    theme: str = "light",
    font_scale: float = 1.0,
    size: tuple[int, int] = (1366, 768),
) -> list[Path]:
    """Draw everything into `out`; refuses a workspace that is not for practice."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    opened = open_workspace(folder, user, passphrase, clock, _tell_nobody)
    try:
        if not opened.about.is_practice:
            raise KnownError(
                "Pictures are taken of a practice workspace only.",
                means="Nothing was drawn.",
                do="Make one with “practice”, and take pictures of that.",
            )
        out.mkdir(parents=True, exist_ok=True)
    except BaseException:
        opened.workspace.close()
        raise
    worn = Theme(app, Scheme(theme), font_scale)
    session = Session(worn, Messages(ScreenDoor(worn)), SettingsFile(None), replace(opened, recovery_code=""))
    try:
        photographer = Photographer(app, session, out, size)
        return [*photographer.take_entry(opened), *photographer.take_all()]
    finally:
        session.close()


def _tell_nobody(_so_far: int, _of: int) -> None:
    """Unlocking reports its stages; here nobody looks."""
