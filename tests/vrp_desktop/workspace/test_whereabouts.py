"""A workspace in a synchronised folder or on a stick is warned about, and an ordinary one is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from vrp_desktop.workspace.whereabouts import is_removable, synchronised_by, warnings_about


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/asha/OneDrive/Panel", "OneDrive"),
        ("/home/asha/OneDrive - Testshire Council/Panel", "OneDrive"),
        ("/home/asha/Dropbox (Work)/Panel", "Dropbox"),
        ("/home/asha/Google Drive/Panel", "Google Drive"),
        ("/Users/asha/Library/CloudStorage/Box-Box/Panel", "a cloud service"),
        ("/Users/asha/Library/Mobile Documents/com~apple~CloudDocs/Panel", "iCloud"),
        ("/home/asha/iCloudDrive/Panel", "iCloud"),
        ("/home/asha/Nextcloud/Panel", "Nextcloud"),
        ("/home/asha/Documents/Panel", ""),
        ("/home/asha/dropboxes/Panel", ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_names(folder, service):
    assert synchronised_by(Path(folder)) == service


def test_a_synchronised_folder_is_known_by_what_its_service_leaves_in_it(tmp_path):
    inner = tmp_path / "shared" / "panel"
    inner.mkdir(parents=True)
    (tmp_path / "shared" / ".dropbox").touch()

    assert synchronised_by(inner) == "Dropbox"


def test_a_synchronised_folder_is_known_by_what_the_system_says(tmp_path, monkeypatch):
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path))

    assert synchronised_by(tmp_path / "panel") == "OneDrive"
    assert "OneDrive" in warnings_about(tmp_path / "panel")[0]


@pytest.mark.parametrize("folder", ["/media/asha/STICK/panel", "/run/media/asha/STICK", "/Volumes/STICK/panel"])
def test_a_drive_that_can_be_taken_out_is_warned_about(folder):
    assert is_removable(Path(folder))
    assert "taken out" in warnings_about(Path(folder))[-1]


def test_an_ordinary_folder_is_not_warned_about(tmp_path):
    assert warnings_about(tmp_path) == ()
