"""The page of settings over a real workspace: sections by role, the look, keys, users, lists, backups, verifying."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from db.keys import KeyFile
from tests.support.papers import agreement
from tests.support.workspaces import CHEAP, PASSPHRASE, open_workspace
from tests.ui.driving import choose, dialog_of, is_idle, is_open, offered, press, save, type_into, words_in
from tests.ui.walking import nameless
from ui.pages import page_of
from ui.recovery_sheet import RecoverySheet
from ui.settings.identifiers import SwitchOn
from ui.settings.list_dialogs import AddEntry, ConfirmEntry, EditWords, EndEntry
from ui.settings.own_key import ChangePassphrase, NewSheet
from ui.settings.page import SECTIONS, SettingsPage
from ui.settings.restore import RestoreElsewhere
from ui.settings.roles import RolesDialog
from ui.settings.user_dialogs import AddUser, ChangeUser, GivePassphrase, LetLeave
from ui.theme.tokens import Scheme
from vrp_desktop.access.forms import UserForm
from vrp_desktop.access.permissions import Actor, Role
from vrp_desktop.access.queries import users
from vrp_desktop.exports.commands import ReceiptForm, record_export
from vrp_desktop.people.naming import View
from vrp_desktop.workspace.backups import look_into
from vrp_desktop.workspace.commands import switch_identifier_on
from vrp_desktop.workspace.queries import about, identifier_agreements, reference_lists
from vrp_desktop.workspace.users import add_user
from vrp_desktop.workspace.workspace import Workspace

SLOW = 20_000
WORDS = "eleven plain words"
BODIL = UserForm("bodil", "Bodil Madeup", Role.CHAIR, ("PORTSMOUTH",))


@pytest.fixture
def show(qtbot):
    """Show the page at a section and wait until it has fetched."""

    def made(desk, section="appearance"):
        page = SettingsPage(desk)
        qtbot.addWidget(page)
        page.resize(1300, 800)
        page.open_at({"section": section})
        page.show()
        calm(qtbot, desk)
        return page

    return made


@pytest.fixture
def settled(qtbot, real_desk):
    """Wait until all that was asked is answered and told."""

    def wait():
        calm(qtbot, real_desk)

    return wait


def calm(qtbot, desk):
    """Wait until all is answered and told, and what was added to a layout is shown."""
    qtbot.waitUntil(lambda: is_idle(desk) and not desk.hub._gathered, timeout=SLOW)
    turned = []
    QTimer.singleShot(0, desk.hub, lambda: turned.append(True))
    qtbot.waitUntil(lambda: bool(turned) and is_idle(desk), timeout=SLOW)


def as_role(desk, role):
    """A desk of someone else, for what the screen offers."""
    from dataclasses import replace

    return replace(desk, actor=Actor("someone", "someone", "Some One", role))


def open_first(page, words):
    table = page.section.table
    place = table.model.place_of(lambda row: words in (getattr(row, "label", ""), getattr(row, "name", "")))
    table.view.go_to(place)
    table.opened.emit(table.current())


def test_each_role_sees_the_sections_that_it_may_use(show, real_desk):
    assert list(show(as_role(real_desk, Role.VIEWER)).sections) == ["appearance", "own_key", "about"]
    assert list(show(as_role(real_desk, Role.DATA_PROTECTION)).sections) == ["appearance", "own_key", "backup", "about"]
    assert len(show(real_desk).sections) == len(SECTIONS)
    assert page_of("settings").permission is None


@pytest.mark.parametrize("section", ["appearance", "own_key", "users", "places", "lists", "identifiers", "backup"])
def test_every_control_of_every_section_has_a_name(show, real_desk, section):
    page = show(real_desk, section)

    assert page.tabs.key == section
    assert nameless(page) == []


def test_the_look_changes_at_once_and_is_remembered(show, real_desk):
    page = show(real_desk)
    form = page.section.form

    form.put({"scheme": "dark"})
    form.edited.emit()
    choose(form, "scale", "1.5")
    choose(form, "idle", "5")

    kept = real_desk.settings.now
    assert (kept.theme, kept.font_scale, kept.idle_minutes) == ("dark", 1.5, 5)
    assert (real_desk.theme.scheme, real_desk.theme.scale) == (Scheme.DARK, 1.5)


def test_a_look_changed_by_keys_shows_in_the_form(show, real_desk):
    page = show(real_desk)

    real_desk.theme.set_scheme(Scheme.DARK)
    real_desk.theme.step_scale(True)

    values = page.section.form.values()
    assert (values["scheme"], values["scale"]) == ("dark", "1.15")


def test_the_own_passphrase_is_changed_and_the_old_one_is_asked(show, real_desk, settled, workspace, workspace_folder):
    page = show(real_desk, "own_key")
    press(page, "Change the passphrase…")
    dialog = dialog_of(page, ChangePassphrase)
    for name, text in (("old", "not the one"), ("passphrase", WORDS), ("again", WORDS)):
        type_into(dialog.form, name, text)
    save(dialog)
    settled()
    assert "do not open" in dialog.banner.text

    type_into(dialog.form, "old", PASSPHRASE)
    save(dialog)
    settled()

    assert not is_open(page, ChangePassphrase)
    real_desk.tasks.close()
    workspace.close()
    open_workspace(workspace_folder, passphrase=WORDS).close()


def test_two_new_passphrases_that_differ_are_told_under_the_field(show, real_desk):
    page = show(real_desk, "own_key")
    page.section.change()
    dialog = dialog_of(page, ChangePassphrase)
    for name, text in (("old", PASSPHRASE), ("passphrase", WORDS), ("again", WORDS + "x")):
        type_into(dialog.form, name, text)
    save(dialog)

    assert dialog.form.box("again").error == "The two passphrases are not the same."


def test_a_new_recovery_sheet_is_saved_as_a_pdf_and_must_be_kept(show, real_desk, settled, door, tmp_path):
    page = show(real_desk, "own_key")
    press(page, "Make a new recovery sheet…")
    dialog = dialog_of(page, NewSheet)
    type_into(dialog.form, "old", PASSPHRASE)
    save(dialog)
    settled()

    sheet = dialog_of(page, RecoverySheet)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert not sheet.yes_button.isEnabled()
    door.will_pick(tmp_path / "sheet.pdf")
    press(sheet, "Save the sheet as PDF to print…")
    settled()

    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "sheet.pdf" in sheet.banner.text
    sheet.is_kept.click()
    press(sheet, "Go on")
    assert not is_open(page, RecoverySheet)


def test_a_sheet_that_cannot_be_written_is_told_and_the_code_still_stands(show, real_desk, settled, door, tmp_path):
    page = show(real_desk, "own_key")
    page.section._on_code("ABCD-EFGH")
    sheet = dialog_of(page, RecoverySheet)
    door.will_pick(tmp_path / "no such folder" / "sheet.pdf")

    press(sheet, "Save the sheet as PDF to print…")
    settled()

    assert "could not be written" in sheet.banner.text
    code = sheet.findChild(QLabel, "recovery_code")
    assert code is not None
    assert code.text() == "ABCD-EFGH"


def test_a_user_is_added_and_the_recovery_sheet_is_shown_once(show, real_desk, settled, workspace):
    page = show(real_desk, "users")
    press(page, "Add a user…")
    dialog = dialog_of(page, AddUser)
    for name, text in (("user", "bodil"), ("full_name", "Bodil Madeup"), ("passphrase", WORDS), ("again", WORDS)):
        type_into(dialog.form, name, text)
    choose(dialog.form, "role", "CHAIR")
    dialog.form.put({"places": ("PORTSMOUTH",)})
    save(dialog)
    settled()

    assert is_open(page, RecoverySheet)
    assert [row.name for row in page.section.table.model.loaded()] == ["asha", "bodil"]
    added = workspace.read(users)[-1]
    assert (added.role, added.places) == (Role.CHAIR, ("PORTSMOUTH",))


def test_a_user_name_that_is_taken_is_told_under_its_field(show, real_desk, settled):
    page = show(real_desk, "users")
    page.section.add()
    dialog = dialog_of(page, AddUser)
    for name, text in (("user", "ASHA"), ("full_name", "Another"), ("passphrase", WORDS), ("again", WORDS)):
        type_into(dialog.form, name, text)
    choose(dialog.form, "role", "VIEWER")
    save(dialog)
    settled()

    assert "already" in dialog.form.box("user").error


def test_role_name_and_places_of_a_user_are_changed(show, real_desk, settled, workspace):
    add_user(workspace, BODIL, WORDS, CHEAP)
    page = show(real_desk, "users")
    open_first(page, "bodil")
    assert "Add users and let them leave" not in words_in(page.section.panel)

    press(page.section.panel, "Change role, name and places…")
    dialog = dialog_of(page, ChangeUser)
    choose(dialog.form, "role", "VIEWER")
    dialog.form.put({"places": ()})
    save(dialog)
    settled()

    changed = workspace.read(users)[-1]
    assert (changed.role, changed.places) == (Role.VIEWER, ())
    assert "Viewer" in words_in(page.section.panel)


def test_leaving_says_what_it_does_and_shuts_the_leaver_out(show, real_desk, settled, workspace, workspace_folder):
    add_user(workspace, BODIL, WORDS, CHEAP)
    page = show(real_desk, "users")
    open_first(page, "bodil")
    page.section._on_asked("leave", "")
    dialog = dialog_of(page, LetLeave)
    said = words_in(dialog)
    assert "The key of the whole workspace is changed" in said
    assert "Backups made before today" in said

    save(dialog)
    settled()

    assert KeyFile.read(workspace_folder / "store.keys").names == ("asha",)
    assert "Left" in page.section.panel.pill.text
    assert "Let them leave…" not in offered(page.section.panel)


def test_the_only_manager_cannot_leave(show, real_desk, settled):
    page = show(real_desk, "users")
    open_first(page, "asha")
    page.section._on_asked("leave", "")
    dialog = dialog_of(page, LetLeave)
    save(dialog)
    settled()

    assert "This is the only manager." in dialog.banner.text


def test_who_lost_everything_is_given_a_new_passphrase_and_sheet(show, real_desk, settled, workspace, workspace_folder):
    add_user(workspace, BODIL, WORDS, CHEAP)
    page = show(real_desk, "users")
    open_first(page, "bodil")
    page.section._on_asked("give", "")
    dialog = dialog_of(page, GivePassphrase)
    for name in ("passphrase", "again"):
        type_into(dialog.form, name, "quite another phrase")
    save(dialog)
    settled()

    assert is_open(page, RecoverySheet)
    real_desk.tasks.close()
    workspace.close()
    open_workspace(workspace_folder, user="bodil", passphrase="quite another phrase").close()


def test_the_table_of_roles_is_in_plain_words(show, real_desk):
    page = show(real_desk, "users")
    press(page, "What each role may do…")

    assert is_open(page, RolesDialog)


def test_places_are_chosen_and_saved_together(show, real_desk, settled, workspace):
    page = show(real_desk, "places")
    section = page.section
    assert not section.save_button.isEnabled()
    section.form.put({"places": ("GOSPORT", "PORTSMOUTH")})
    section.form.edited.emit()
    assert page.is_editing()

    press(section, "Save the places")
    settled()

    in_use = {e.code for e in workspace.read(reference_lists).choices("places", date(2026, 11, 2))}
    assert in_use == {"GOSPORT", "PORTSMOUTH"}
    assert not page.is_editing()
    assert {option.code for option in real_desk.shelf.options("places", real_desk.today)} == in_use


def test_no_place_at_all_is_told_under_the_field(show, real_desk, settled):
    page = show(real_desk, "places")
    page.section.form.put({"places": ()})
    page.section.save()
    settled()

    assert "at least one place" in page.section.form.box("places").error


def test_a_local_entry_is_added_renamed_and_end_dated(show, real_desk, settled, workspace):
    page = show(real_desk, "lists")
    page.section.show_list("closure_reasons")
    press(page, "Add an entry…")
    dialog = dialog_of(page, AddEntry)
    type_into(dialog.form, "label", "Moved to another area")
    save(dialog)
    settled()
    open_first(page, "Moved to another area")
    assert "Local" in words_in(page.section.panel)

    press(page.section.panel, "Change its words…")
    words = dialog_of(page, EditWords)
    type_into(words.form, "label", "Gone to another force area")
    save(words)
    settled()
    press(page.section.panel, "End-date…")
    save(dialog_of(page, EndEntry))
    settled()

    entry = workspace.read(reference_lists).entry("closure_reasons", "LOCAL_MOVED_TO_ANOTHER_AREA")
    assert (entry.label, entry.ends_on) == ("Gone to another force area", date(2026, 11, 2))
    assert "Gone to another force area" in words_in(page.section.panel)


def test_a_list_with_rules_offers_neither_adding_nor_ending(show, real_desk):
    page = show(real_desk, "lists")
    page.section.show_list("panel_decisions")
    page.section.table.opened.emit(page.section.table.model.row(0))

    assert not page.section.add_button.isEnabled()
    assert "End-date…" not in offered(page.section.panel)
    assert "carries rules" in words_in(page)


def test_what_is_from_general_knowledge_is_explained_and_confirmed(show, real_desk, settled):
    page = show(real_desk, "lists")
    page.section.show_list("")
    before = page.section.table.total
    page.section.table.opened.emit(page.section.table.model.row(0))
    assert "From general knowledge, to be confirmed" in words_in(page.section.panel)

    press(page.section.panel, "Confirm…")
    dialog = dialog_of(page, ConfirmEntry)
    type_into(dialog.form, "source", "The agency's own page")
    save(dialog)
    settled()

    assert page.section.table.total == before - 1
    assert "Confirmed here" in words_in(page.section.panel)


def test_nhs_numbers_are_switched_on_with_an_agreement_and_off_again(show, real_desk, settled, workspace, door):
    chosen = agreement(workspace.write, "NHS")
    page = show(real_desk, "identifiers")
    press(page, "Switch on…")
    dialog = dialog_of(page, SwitchOn)
    settled()
    save(dialog)
    assert dialog.form.box("agreement_id").error
    choose(dialog.form, "agreement_id", chosen)
    save(dialog)
    settled()

    assert [each.kind for each in workspace.read(identifier_agreements)] == ["NHS"]
    assert "Under “Health data agreement”, in force from 1 September 2026." in words_in(page)
    assert real_desk.shelf.asks_for("NHS")
    door.will_answer("yes")
    press(page, "Switch off…")
    settled()
    assert workspace.read(about).identifiers == ()
    assert not real_desk.shelf.asks_for("NHS")


def test_a_backup_is_made_verified_and_remembered(show, real_desk, settled, door, tmp_path):
    page = show(real_desk, "backup")
    assert "There is no backup yet." in page.section.banner.text
    door.will_pick(tmp_path / "mine.vrpbackup")

    press(page, "Back up now…")
    settled()

    assert look_into(tmp_path / "mine.vrpbackup").database_size > 0
    assert "made and verified" in page.section.banner.text
    assert "mine.vrpbackup" in words_in(page)
    assert real_desk.settings.now.backup_folder == str(tmp_path)


def test_a_backup_that_cannot_be_written_is_told(show, real_desk, settled, door, tmp_path):
    page = show(real_desk, "backup")
    door.will_pick(tmp_path / "no such folder" / "mine.vrpbackup")

    press(page, "Back up now…")
    settled()

    assert page.section.banner.text
    assert page.section.button.isEnabled()


def test_a_backup_is_restored_beside_the_open_workspace(show, real_desk, settled, door, tmp_path):
    page = show(real_desk, "backup")
    door.will_pick(tmp_path / "mine.vrpbackup", tmp_path / "mine.vrpbackup", tmp_path / "restored")
    press(page, "Back up now…")
    settled()
    press(page, "Restore a backup…")
    dialog = dialog_of(page, RestoreElsewhere)
    press(dialog, "Choose the backup…")
    press(dialog, "Choose the folder…")
    type_into(dialog.form, "secret", PASSPHRASE)
    save(dialog)
    settled()

    assert "restored" in page.section.banner.text
    assert str(tmp_path / "restored") in real_desk.settings.now.recent_workspaces
    with open_workspace(tmp_path / "restored") as restored:
        assert restored.read(about).area_name == "Testshire"


def test_a_synchronised_folder_is_warned_of(qtbot, template_store, tmp_path, clock, theme, door, show):
    from tests.ui.real_desk import make_real_desk

    folder = template_store.copy_to(tmp_path / "OneDrive" / "workspace")
    with open_workspace(folder, clock) as workspace:
        desk = make_real_desk(workspace, door=door, theme=theme)
        page = show(desk, "backup")
        assert "OneDrive" in page.section.place.text
        desk.tasks.close()


def test_verifying_says_that_the_workspace_is_sound(show, real_desk, settled):
    page = show(real_desk, "about")
    press(page, "Verify now")
    settled()

    assert page.section.result.text == "The workspace is sound. Everything is as it was written."
    assert "MIT licence" in words_in(page)


def test_a_broken_audit_is_told_in_words(show, real_desk, settled, workspace: Workspace):
    with workspace.store.begin_write() as connection:
        connection.exec_driver_sql("UPDATE audit_event SET user_name = 'someone else' WHERE seq = 1")
    page = show(real_desk, "about")
    press(page, "Verify now")
    settled()

    assert "not as it should be" in page.section.result.text
    assert "Audit" in page.section.result.text


def test_exports_whose_day_has_come_are_listed(show, real_desk, workspace, clock):
    day = date(2026, 11, 2)
    for what, until in (("The old list", day), ("The new list", date(2027, 1, 1)), ("No day", None)):
        workspace.write(record_export, ReceiptForm(what, "CSV", "A meeting", "A partner", destroy_by=until))
    page = show(real_desk, "about")

    assert [row.what for row in page.section.exports.model.loaded()] == ["The old list"]


def test_no_section_shows_a_childs_name_outside_the_view_of_names(show, real_desk, workspace):
    workspace.write(switch_identifier_on, "NHS", agreement(workspace.write, "NHS"))
    real_desk.view.set_mode(View.INITIALS)

    assert list(show(real_desk, "identifiers").sections)
