"""What unlocking would load at its first step, loaded while the passphrase is typed."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from vrp_desktop.workspace.prepared import program

_LATE: Final = ("cryptography.hazmat.backends.openssl.backend", "sqlalchemy.dialects.sqlite", "db.schema")
"""Modules that libraries import by themselves, but only when they are first used."""


def warm() -> None:
    """Load the libraries' late parts, and work out once how the mapped classes belong together."""
    for name in _LATE:
        import_module(name)
    from sqlalchemy.orm import configure_mappers

    configure_mappers()
    program()
