"""Warnings about where a workspace lies: a synchronised folder breaks databases, a stick gets lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_BY_FOLDER_NAME: Final = (
    ("onedrive", "OneDrive"),
    ("sharepoint", "SharePoint"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("iclouddrive", "iCloud"),
    ("icloud drive", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("mobile documents", "iCloud"),
    ("cloudstorage", "a cloud service"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("box sync", "Box"),
)
_BY_MARKER: Final = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.drivedownload", "Google Drive"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".stfolder", "Syncthing"),
    (".owncloudsync.log", "ownCloud"),
)
_BY_VARIABLE: Final = (("OneDrive", "OneDrive"), ("OneDriveCommercial", "OneDrive"), ("OneDriveConsumer", "OneDrive"))
_REMOVABLE_ROOTS: Final = ("/media", "/run/media", "/Volumes")
_WINDOWS_REMOVABLE: Final = 2
_WINDOWS_REMOTE: Final = 4


def warnings_about(folder: Path) -> tuple[str, ...]:
    """Sentences for the person who chose this folder; none where it is a good place."""
    path = folder.absolute()
    service = synchronised_by(path)
    found = []
    if service:
        found.append(
            f"This folder is kept in step with other computers by {service}. That can damage the workspace and carries"
            " its files elsewhere: choose a folder that stays on this computer."
        )
    if is_removable(path):
        found.append(
            "This folder is on a drive that can be taken out. The workspace stays encrypted, but it can be lost or"
            " pulled out while it is written: keep it on this computer, and backups on such a drive."
        )
    return tuple(found)


def synchronised_by(path: Path) -> str:
    """The service that keeps this folder in step with others, or empty."""
    for part in _folders(path):
        name = part.name.casefold()
        for beginning, service in _BY_FOLDER_NAME:
            if name == beginning or name.startswith((beginning + " ", beginning + "-", beginning + "_")):
                return service
        for marker, service in _BY_MARKER:
            if _exists(part / marker):
                return service
    for variable, service in _BY_VARIABLE:
        root = os.environ.get(variable)
        if root and path.is_relative_to(root):
            return service
    return ""


def is_removable(path: Path) -> bool:
    """Whether the folder lies on a stick, a card or the like, as far as the system tells."""
    if sys.platform == "win32":
        import ctypes

        kind = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)
        return bool(kind in (_WINDOWS_REMOVABLE, _WINDOWS_REMOTE))
    return any(path.is_relative_to(root) for root in _REMOVABLE_ROOTS)


def _folders(path: Path) -> Iterator[Path]:
    yield path
    yield from path.parents


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
