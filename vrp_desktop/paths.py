"""Where files lie: what ships with the program, and the user's own folders."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """The folder of data that ships; beside the program when it is bundled."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root / "resources"


def resource(*parts: str) -> Path:
    """One file or folder that ships."""
    return resources().joinpath(*parts)


def settings_folder() -> Path:
    """This user's settings on this machine; never personal data of children."""
    override = os.environ.get("VRP_SETTINGS_DIR")
    return Path(override) if override else _platform_folder("config")


def log_folder() -> Path:
    """Where crash reports and logs lie; redacted, never personal data."""
    override = os.environ.get("VRP_SETTINGS_DIR")
    return Path(override) / "log" if override else _platform_folder("log")


def default_workspace_folder() -> Path:
    """Where a first workspace is proposed: the local, not the roaming or synchronised, data folder."""
    return _platform_folder("data") / "Workspace"


def _platform_folder(kind: str) -> Path:
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("VRP Desktop", appauthor=False, roaming=False)
    return {"config": dirs.user_config_path, "log": dirs.user_log_path, "data": dirs.user_data_path}[kind]
