"""This user's settings on this machine: typed, in one TOML file, and never personal data of children."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from vrp_desktop.paths import settings_folder


def _no_entries() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Settings:
    """What the program remembers between two starts."""

    theme: str = "light"
    font_scale: float = 1.0
    idle_minutes: int = 10
    place: str = ""
    quarter: str = ""
    navigation_open: bool = True
    recent_workspaces: tuple[str, ...] = ()
    last_user: str = ""
    geometry: str = ""
    backup_folder: str = ""
    columns: Mapping[str, str] = field(default_factory=_no_entries)
    senders: Mapping[str, str] = field(default_factory=_no_entries)

    def with_workspace(self, folder: Path) -> Settings:
        """These settings with a workspace put first among the recent ones."""
        others = [known for known in self.recent_workspaces if known != str(folder)]
        return replace(self, recent_workspaces=(str(folder), *others[:7]))


class SettingsFile:
    """The settings of now and the file that keeps them; without a path they live in memory alone."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._now = _read(path)

    @classmethod
    def of_this_user(cls) -> SettingsFile:
        """The settings of whoever is at this machine."""
        return cls(settings_folder() / "settings.toml")

    @property
    def now(self) -> Settings:
        return self._now

    def change(self, **values: Any) -> None:
        """Set some of the settings and keep them. A folder that refuses to be written to is not worth an error."""
        self._keep(replace(self._now, **values))

    def opened(self, folder: Path) -> None:
        """Put a workspace first among the recent ones."""
        self._keep(self._now.with_workspace(folder))

    def set_entry(self, table: str, key: str, value: str) -> None:
        """Set one entry of a table of settings; an empty value takes it away."""
        entries = {**getattr(self._now, table), key: value}
        if not value:
            del entries[key]
        self.change(**{table: MappingProxyType(entries)})

    def _keep(self, settings: Settings) -> None:
        if settings == self._now:
            return
        self._now = settings
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            fresh.write_text(_written(settings), encoding="utf-8")
            fresh.replace(self._path)
        except OSError:
            return


def _read(path: Path | None) -> Settings:
    """What the file says, name by name; a name unknown or of another type is passed over."""
    if path is None:
        return Settings()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    good = {item.name: value for item in fields(Settings) if (value := _fitting(item.name, found)) is not None}
    return Settings(**good)


def _fitting(name: str, found: Mapping[str, Any]) -> Any:
    usual, value = getattr(_USUAL, name), found.get(name)
    if isinstance(usual, bool) or isinstance(value, bool):
        return value if isinstance(usual, bool) and isinstance(value, bool) else None
    if isinstance(usual, float) and isinstance(value, int | float):
        return float(value)
    if isinstance(usual, tuple) and isinstance(value, list):
        return tuple(str(part) for part in value)
    if isinstance(usual, Mapping) and isinstance(value, dict):
        return MappingProxyType({str(key): str(part) for key, part in value.items()})
    return value if type(value) is type(usual) else None


def _written(settings: Settings) -> str:
    plain = {item.name: getattr(settings, item.name) for item in fields(settings)}
    single = [f"{name} = {_toml(value)}" for name, value in plain.items() if not isinstance(value, Mapping)]
    tables = [
        "\n".join([f"\n[{name}]", *(f"{_toml(key)} = {_toml(part)}" for key, part in sorted(value.items()))])
        for name, value in plain.items()
        if isinstance(value, Mapping) and value
    ]
    return "\n".join([*single, *tables]) + "\n"


def _toml(value: object) -> str:
    """A value as TOML. A JSON string is a TOML basic string once the control character DEL is escaped too."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(part) for part in value) + "]"
    return repr(value)


_USUAL = Settings()
