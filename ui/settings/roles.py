"""The table of roles and permissions in plain words."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.columns import Column
from ui.widgets.dialog import Dialog
from ui.widgets.short_table import ShortTable
from vrp_desktop.access.permissions import ROLE_PERMISSIONS, Permission, Role

ROLE_MEANINGS = {
    Role.MANAGER: "Runs the workspace: everything but erasing.",
    Role.CHAIR: "Records children, cases and conferences, reads and writes notes, exports.",
    Role.VIEWER: "Reads records and notes, changes nothing.",
    Role.DATA_PROTECTION: "Reads the audit and who is on file, exports and erases; never sees notes.",
}


def duties(role: Role) -> list[str]:
    """What a role may do, in the order of the table."""
    return [permission.value for permission in Permission if permission in ROLE_PERMISSIONS[role]]


class RolesDialog(Dialog):
    """Each permission with the roles that carry it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        intro = "A role is the same in every place. Places limit which records someone sees and changes."
        super().__init__(desk.theme, "What each role may do", parent, intro=intro, yes="", no="Close", ems=(66, 0))
        columns = [Column("what", "What", lambda p: p.value, ems=25, stretch=True)]
        columns += [Column(role.value, role.label, partial(_word, role), ems=8) for role in Role]
        table = ShortTable(
            desk, "Roles and permissions", columns, unit="permission", most=len(Permission), in_order=True
        )
        self.body.addWidget(table)
        table.show_rows(list(Permission))


def _word(role: Role, permission: Permission) -> str:
    return "Yes" if permission in ROLE_PERMISSIONS[role] else "–"
