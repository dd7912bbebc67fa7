"""Saved views on a real list: saving what is shown, using it, defaults, and what is no longer in the list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.support.making import Making
from tests.ui.door import PreparedDoor
from tests.ui.driving import dialog_of, is_idle, press, save
from tests.ui.walking import nameless
from ui.actions.page import ActionsPage
from ui.desk import Desk
from ui.pages import page_of
from ui.palette import Palette
from ui.widgets.view_dialogs import ManageViews, RenameView, SaveView
from vrp_desktop.views.commands import save_view
from vrp_desktop.views.forms import ViewContent, ViewForm
from vrp_desktop.views.queries import all_views


def shown(qtbot: QtBot, desk: Desk) -> ActionsPage:
    page = ActionsPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    qtbot.waitUntil(lambda: is_idle(desk))
    return page


def kept(make: Making, name: str = "Police", *, default: bool = False, agency: str = "") -> str:
    content = ViewContent(("owner", "text"), filters={"Which actions": "ALL", "Which agency": agency})
    found: str = make.do(save_view, ViewForm("actions", "actions", name, content, is_default=default))
    return found


def test_what_a_list_shows_is_saved_under_a_name_without_what_was_typed(qtbot: QtBot, real_desk: Desk, make: Making):
    page = shown(qtbot, real_desk)
    page.agency_box.choose("POLICE")
    page.table.search.setText("Secretname")
    page.table._layout.set_shown("code", False)

    page.table.tools.save_view()
    dialog = dialog_of(page, SaveView)
    assert nameless(dialog) == []
    dialog.form.put({"name": "Police", "is_default": True})
    save(dialog)
    qtbot.waitUntil(lambda: len(page.table.views.rows) == 1 and is_idle(real_desk))

    (row,) = make.see(all_views)
    assert (row.content.filters["Which agency"], row.is_default, row.is_shared) == ("POLICE", True, False)
    assert "code" not in row.content.columns
    assert "Secretname" not in repr(row)


def test_a_view_sets_filters_order_and_columns(qtbot: QtBot, real_desk: Desk, make: Making):
    view_id = kept(make, agency="POLICE")
    page = shown(qtbot, real_desk)
    assert page.agency_box.code == ""

    page.open_view(view_id)

    qtbot.waitUntil(lambda: page.agency_box.code == "POLICE" and is_idle(real_desk))
    assert page.show_box.code == "ALL"
    assert page.table._layout.shown() == ["owner", "text"]


def test_a_list_opens_with_its_default_unless_something_else_is_asked_for(qtbot: QtBot, real_desk: Desk, make: Making):
    kept(make, default=True, agency="POLICE")
    page = shown(qtbot, real_desk)
    qtbot.waitUntil(lambda: page.agency_box.code == "POLICE" and is_idle(real_desk))

    asked = ActionsPage(real_desk)
    qtbot.addWidget(asked)
    asked.show()
    asked.open_at({"list": "OVERDUE"})
    qtbot.waitUntil(lambda: is_idle(real_desk) and bool(asked.table.views.rows))
    assert (asked.show_box.code, asked.agency_box.code) == ("OVERDUE", "")


def test_a_view_that_names_what_is_gone_says_so_and_shows_the_rest(
    qtbot: QtBot, real_desk: Desk, make: Making, door: PreparedDoor
):
    view_id = kept(make, "Old", agency="LONG_GONE")
    page = shown(qtbot, real_desk)
    page.agency_box.choose("POLICE")

    page.open_view(view_id)

    qtbot.waitUntil(lambda: bool(door.said) and is_idle(real_desk))
    assert "LONG_GONE" in " ".join(door.said)
    assert (page.show_box.code, page.agency_box.code) == ("ALL", "")


def test_views_are_renamed_shared_made_default_and_deleted(
    qtbot: QtBot, real_desk: Desk, make: Making, door: PreparedDoor
):
    kept(make)
    page = shown(qtbot, real_desk)
    page.table.tools.manage_views()
    dialog = dialog_of(page, ManageViews)
    assert nameless(dialog) == []
    press(dialog, "Rename")
    rename = dialog_of(dialog, RenameView)
    rename.form.put({"name": "The police"})
    save(rename)
    qtbot.waitUntil(lambda: [row.name for row in page.table.views.rows] == ["The police"] and is_idle(real_desk))
    press(dialog, "Share with everybody")
    qtbot.waitUntil(lambda: page.table.views.rows[0].is_shared and is_idle(real_desk))
    press(dialog, "Open the list with it")
    qtbot.waitUntil(lambda: page.table.views.rows[0].is_default and is_idle(real_desk))

    door.will_answer("yes")
    press(dialog, "Delete")

    qtbot.waitUntil(lambda: page.table.views.rows == [] and is_idle(real_desk))


def test_views_are_offered_in_the_lists_menu(qtbot: QtBot, real_desk: Desk, make: Making):
    kept(make)
    page = shown(qtbot, real_desk)
    qtbot.waitUntil(lambda: bool(page.table.views.rows))

    page.table.tools._fill_menu()

    menu = page.table.tools._columns.menu()
    assert menu is not None
    words = [entry.text() for entry in menu.actions()]
    assert words[-3:] == ["Police", "Save this view…", "Keep views in order…"]


def test_the_palette_opens_a_view_on_its_page(qtbot: QtBot, real_desk: Desk, make: Making):
    view_id = kept(make)
    real_desk.navigation.register(page_of("actions"))
    around = QWidget()
    qtbot.addWidget(around)
    palette = Palette(real_desk, None, around)
    qtbot.waitUntil(lambda: is_idle(real_desk))
    palette.box.setText("police view")
    assert palette.titles() == ["Police"]

    qtbot.keyClick(palette.box, Qt.Key.Key_Return)

    here = real_desk.navigation.here
    assert here is not None
    assert (here.key, dict(here.where)) == ("actions", {"view": view_id})
