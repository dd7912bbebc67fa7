"""Every page of the program, in the order of the navigation; each is loaded when it is first shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

from ui.navigation import PageSpec
from vrp_desktop.access.permissions import Permission

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.widgets.page import Page


@dataclass(frozen=True, slots=True)
class Late:
    """A page's class, by the module that is imported for the first of its kind."""

    module: str
    name: str

    def __call__(self, desk: Desk) -> Page:
        """A new page."""
        made: Page = getattr(import_module(self.module), self.name)(desk)
        return made


PAGES: Final = (
    PageSpec("home", "Home", "home", Late("ui.home.page", "HomePage")),
    PageSpec(
        "people",
        "Children and young people",
        "people",
        Late("ui.people.page", "PeoplePage"),
        Permission.SEE_RECORDS,
        opens=("person",),
    ),
    PageSpec(
        "chronology",
        "Chronology",
        "clock",
        Late("ui.chronology.page", "ChronologyPage"),
        Permission.SEE_RECORDS,
        opens=("chronology",),
        in_sidebar=False,
    ),
    PageSpec(
        "cases",
        "Panel cases",
        "case",
        Late("ui.panel.page", "CasesPage"),
        Permission.SEE_RECORDS,
        opens=("panel_case", "panel_decision", "referral"),
    ),
    PageSpec(
        "interventions",
        "Interventions",
        "intervention",
        Late("ui.interventions.page", "InterventionsPage"),
        Permission.SEE_RECORDS,
        opens=("intervention", "intervention_referral"),
    ),
    PageSpec(
        "conferences",
        "Panels and conferences",
        "conference",
        Late("ui.conferences.page", "ConferencesPage"),
        Permission.SEE_RECORDS,
        opens=("conference",),
    ),
    PageSpec("diary", "Diary", "calendar", Late("ui.diary.page", "DiaryPage"), Permission.SEE_RECORDS),
    PageSpec(
        "forums",
        "Forums",
        "folder",
        Late("ui.forums.page", "ForumsPage"),
        Permission.SEE_RECORDS,
        opens=("forum",),
    ),
    PageSpec(
        "actions",
        "Actions",
        "action",
        Late("ui.actions.page", "ActionsPage"),
        Permission.SEE_RECORDS,
        opens=("action",),
    ),
    PageSpec(
        "returns",
        "Return",
        "return",
        Late("ui.returns.page", "ReturnsPage"),
        Permission.SEE_RECORDS,
        opens=("quarterly_return",),
    ),
    PageSpec(
        "imports",
        "Intake",
        "import",
        Late("ui.imports.page", "ImportsPage"),
        Permission.IMPORT,
        opens=("import_batch", "import_row"),
    ),
    PageSpec(
        "safeguarding",
        "Safeguarding",
        "flag",
        Late("ui.safeguarding.page", "SafeguardingPage"),
        Permission.SEE_RECORDS,
        opens=("safeguarding_concern",),
    ),
    PageSpec(
        "sharing",
        "Sharing and governance",
        "export",
        Late("ui.sharing.page", "SharingPage"),
        Permission.SEE_RECORDS,
        opens=("share_entry", "register_entry"),
    ),
    PageSpec(
        "rights",
        "Data rights",
        "person",
        Late("ui.rights.page", "RightsPage"),
        Permission.ANSWER_RIGHTS,
        opens=("rights_request",),
    ),
    PageSpec("retention", "Retention", "clock", Late("ui.retention.page", "RetentionPage"), Permission.KEEP_RETENTION),
    PageSpec(
        "restricted",
        "Restricted records",
        "lock",
        Late("ui.restricted.page", "RestrictedPage"),
        Permission.SEE_AUDIT,
    ),
    PageSpec("audit", "Audit", "audit", Late("ui.audit.page", "AuditPage"), Permission.SEE_AUDIT),
    PageSpec("settings", "Settings", "settings", Late("ui.settings.page", "SettingsPage")),
    PageSpec(
        "sitting",
        "Live sitting",
        "conference",
        Late("ui.sitting.page", "SittingPage"),
        Permission.SEE_RECORDS,
        in_sidebar=False,
    ),
)


def page_of(key: str) -> PageSpec:
    """The definition of one page."""
    return next(spec for spec in PAGES if spec.key == key)


def load_pages() -> None:
    """Import all pages, away from the main thread, so that the first look at one does not wait for it."""
    for spec in PAGES:
        if isinstance(spec.factory, Late):
            import_module(spec.factory.module)
