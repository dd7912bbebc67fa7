"""What the program remembers between two starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from vrp_desktop.settings import Settings, SettingsFile


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings" / "settings.toml"


def test_without_a_file_the_usual_settings_hold(path):
    assert SettingsFile(path).now == Settings()


def test_what_is_changed_is_there_at_the_next_start(path):
    first = SettingsFile(path)
    first.change(theme="dark", font_scale=1.5, idle_minutes=5, navigation_open=False, place="PO")
    first.set_entry("columns", 'children "and" more\\', '["name", "état"]')
    first.opened(Path("/somewhere/Bücher"))

    again = SettingsFile(path)

    assert again.now == first.now
    assert again.now.columns == {'children "and" more\\': '["name", "état"]'}
    assert again.now.recent_workspaces == (str(Path("/somewhere/Bücher")),)


def test_an_entry_that_is_emptied_is_gone(path):
    settings = SettingsFile(path)
    settings.set_entry("columns", "children", "x")

    settings.set_entry("columns", "children", "")
    settings.set_entry("columns", "never there", "")

    assert settings.now.columns == {}


def test_the_workspace_opened_last_comes_first_and_old_ones_fall_off():
    settings = SettingsFile(None)
    for number in range(12):
        settings.opened(Path(f"w{number}"))
    settings.opened(Path("w5"))

    assert settings.now.recent_workspaces[:3] == ("w5", "w11", "w10")
    assert len(settings.now.recent_workspaces) == 8


@pytest.mark.parametrize(
    "text", ["not toml [", 'theme = 3\nfont_scale = "big"\nidle_minutes = true\nnavigation_open = 1', "unknown = 1"]
)
def test_a_file_that_makes_no_sense_is_passed_over(path, text):
    path.parent.mkdir()
    path.write_text(text)

    assert SettingsFile(path).now == Settings()


def test_a_whole_number_is_good_for_a_scale(path):
    path.parent.mkdir()
    path.write_text("font_scale = 2")

    assert SettingsFile(path).now.font_scale == 2.0


def test_a_folder_that_cannot_be_written_to_is_no_error(tmp_path):
    (tmp_path / "settings").write_text("a file where the folder should be")
    settings = SettingsFile(tmp_path / "settings" / "settings.toml")

    settings.change(theme="dark")

    assert settings.now.theme == "dark"


def test_the_file_is_this_users(monkeypatch, tmp_path):
    monkeypatch.setenv("VRP_SETTINGS_DIR", str(tmp_path))

    SettingsFile.of_this_user().change(theme="dark")

    assert (tmp_path / "settings.toml").exists()
