"""The page of settings: a tab for each section that the user's role may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from ui.desk import Desk
from ui.settings.about import AboutSection
from ui.settings.appearance import AppearanceSection
from ui.settings.backup import BackupSection
from ui.settings.files_kept import FilesKeptSection
from ui.settings.identifiers import IdentifiersSection
from ui.settings.letters import LettersSection
from ui.settings.limits import LimitsSection
from ui.settings.lists import ListsSection
from ui.settings.own_key import OwnKeySection
from ui.settings.places import PlacesSection
from ui.settings.restricted import RestrictedSection
from ui.settings.rhythm import RhythmSection
from ui.settings.section import Section
from ui.settings.users import UsersSection
from ui.widgets.page import Page
from ui.widgets.tabs import Tabs

SECTIONS: tuple[type[Section], ...] = (
    AppearanceSection,
    OwnKeySection,
    UsersSection,
    PlacesSection,
    ListsSection,
    RhythmSection,
    IdentifiersSection,
    FilesKeptSection,
    LimitsSection,
    RestrictedSection,
    LettersSection,
    BackupSection,
    AboutSection,
)


BACKUPS_OLD = "BACKUPS_OLD"
"""The work list of Home that leads to the backups."""


class SettingsPage(Page):
    """Only the section in sight fetches; the others do when they are shown."""

    watches = (
        "user_account",
        "user_place",
        "place",
        "agency",
        "forum",
        "intervention",
        "code_entry",
        "workspace_fact",
        "register_entry",
        "export_receipt",
        "backup",
        "backup_copy",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Settings", "For you on this computer, and for the whole workspace")
        self.tabs = Tabs(desk.theme, "Sections of the settings")
        self.sections: dict[str, Section] = {}
        for kind in SECTIONS:
            if kind.permission is None or desk.actor.may(kind.permission):
                made = kind(desk)
                self.sections[kind.key] = made
                self.tabs.add(kind.key, kind.title, made, scrolls=kind.scrolls)
        self.content.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(self._on_tab)

    @property
    def section(self) -> Section:
        """The section in sight."""
        return self.sections[self.tabs.key]

    def refresh(self) -> None:
        self.section.refresh()

    def is_editing(self) -> bool:
        return self.section.is_editing()

    def open_at(self, where: Mapping[str, str]) -> None:
        self.tabs.go("backup" if where.get("list") == BACKUPS_OLD else where.get("section", ""))

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        tabs = [(key, partial(self._show, key)) for key in self.sections]
        dialogs = [
            (f"{key}-{name}", partial(self._in, key, opener))
            for key, section in self.sections.items()
            for name, opener in section.scenes()
        ]
        return [*tabs, *dialogs]

    def _show(self, key: str) -> object:
        self.tabs.go(key)
        return self

    def _in(self, key: str, opener: Callable[[], object]) -> object:
        self.tabs.go(key)
        return opener()

    def _on_tab(self, _place: int) -> None:
        if self.isVisible():
            self.section.refresh()
