"""What unlocking would load and work out at its first step, done while the passphrase is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, Final

from vrp_desktop.clock import SystemClock, london
from vrp_desktop.workspace.prepared import program

_LATE: Final = (
    "cryptography.hazmat.backends.openssl.backend",
    "sqlalchemy.dialects.sqlite",
    "db.dialect",
    "db.schema",
)
"""Modules that are imported by those who use them, but only when they are first used."""


def warm(first_questions: Sequence[Callable[..., Any]] = ()) -> None:
    """Load the libraries' late parts, work out how the mapped classes belong together, and compile what is asked first.

    Args:
        first_questions: queries that take nothing but the reading, asked of an empty store so that they are compiled.
    """
    for name in _LATE:
        import_module(name)
    from sqlalchemy.orm import configure_mappers

    from vrp_desktop.workspace.facts import digest_of_shipped_lists

    configure_mappers()
    london()
    program()
    digest_of_shipped_lists()
    _ask_once(first_questions)


def _ask_once(first_questions: Sequence[Callable[..., Any]]) -> None:
    """Ask what an opening asks, under the cover of a restricted record, so that this is compiled too."""
    from sqlalchemy.orm import Session

    from db.trial import trial_store
    from vrp_desktop.access.queries import users
    from vrp_desktop.access.restricted import reading
    from vrp_desktop.paths import resource
    from vrp_desktop.reference.files import read_list
    from vrp_desktop.reference.lists import load_shipped
    from vrp_desktop.reference.reminders import REMINDERS
    from vrp_desktop.workspace.opening import lists_digest
    from vrp_desktop.workspace.queries import first_facts
    from vrp_desktop.workspace.runner import actor_named

    with trial_store() as connection, Session(bind=connection, autoflush=False) as session:
        connection.exec_driver_sql(
            "INSERT INTO user_account (id, name, full_name, role) VALUES ('nobody', 'nobody', 'Nobody', 'MANAGER')"
        )
        load_shipped(session, {REMINDERS: read_list(resource("reference") / f"{REMINDERS}.toml")})
        connection.exec_driver_sql("INSERT INTO person (id) VALUES ('nobody')")
        connection.exec_driver_sql("INSERT INTO restriction (person_id) VALUES ('nobody')")
        nobody = actor_named(session, "nobody")
        if nobody is None:
            raise RuntimeError("a user who was just written is not found")
        # As the store's readers are: what is closed is asked of them once for each of its states.
        connection.execution_options(reading=True)
        with reading(session, nobody, SystemClock()) as read:
            for ask in (lists_digest, users, first_facts, *first_questions):
                ask(read)
