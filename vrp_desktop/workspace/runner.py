"""The one runner: permission, one transaction, the deed, its audit event, commit; on any error nothing has happened."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from db.access import UserAccount, UserPlace
from db.keys import fold_name
from db.store import Store
from db.tries import FailedTry
from vrp_desktop.access.handed_out import as_it_was
from vrp_desktop.access.hidden_names import NAMED_IN, KeptNames
from vrp_desktop.access.keeping_truth import keep_truth
from vrp_desktop.access.permissions import Actor, Permission, Role
from vrp_desktop.access.restricted import doing, names_once_kept, reading
from vrp_desktop.access.work import Work, watch
from vrp_desktop.audit.capture import Capture, EventHead
from vrp_desktop.clock import Clock
from vrp_desktop.errors import Stale
from vrp_desktop.identity import IdSource
from vrp_desktop.reference.lists import LIST_KINDS, KeptLists
from vrp_desktop.workspace.outcome import Outcome

R = TypeVar("R")

_NO_WORDS_COME_BACK: Final = frozenset({Permission.EXPORT, Permission.OWN_WORK})
"""What is handed out, or kept as it was typed, stays as its user reads it."""
_USER_KINDS: Final = ("user_account", "user_place")


class Runner:
    """Runs queries and commands for one actor on one open store."""

    def __init__(self, store: Store, actor: Actor, clock: Clock, ids: IdSource) -> None:
        self._store = store
        self._actor = actor
        self._clock = clock
        self._ids = ids
        self._writing_thread: int | None = None
        self._lists = KeptLists()
        self._names = KeptNames()

    @property
    def actor(self) -> Actor:
        """Who is at work, as the store last said."""
        return self._actor

    def read(self, query: Callable[..., R], *args: Any, **kwargs: Any) -> R:
        """Run a query in one snapshot. It may name a permission, as commands do."""
        permission = getattr(query, "permission", None)
        if permission is not None:
            self._actor.need(permission)
        lent = self._lists.lend() | self._names.lend()
        with (
            self._store.begin_read(query) as connection,
            Session(bind=connection, autoflush=False, expire_on_commit=False, info=lent) as session,
            reading(session, self._actor, self._clock) as read,
        ):
            return query(read, *args, **kwargs)

    def write(
        self,
        command: Callable[..., R],
        *args: Any,
        on_behalf_of: str = "",
        progress: Callable[[int, int], None] | None = None,
        before_commit: Callable[[], None] | None = None,
        **kwargs: Any,
    ) -> Outcome[R]:
        """Run a command: all of it, with its audit event, or nothing."""
        permission: Permission | None = getattr(command, "permission", None)
        if permission is None:
            raise TypeError(f"{command} is no command: it names no permission")
        self._actor.need(permission)
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("a command may not start another: call its function with the same work")
        deed: str = getattr(command, "deed", "") or getattr(command, "__name__", "")
        lent = self._lists.lend() | self._names.lend()
        if permission not in _NO_WORDS_COME_BACK:
            args, kwargs = as_it_was(args, self._names.handed), as_it_was(kwargs, self._names.handed)
        try:
            with (
                self._store.begin_write() as connection,
                _session(connection, lent) as session,
                doing(session, self._actor, self._clock.now(), permission) as closed,
            ):
                self._writing_thread = threading.get_ident()
                work = Work(
                    session,
                    self._actor,
                    self._clock,
                    closed,
                    ids=self._ids,
                    on_behalf_of=on_behalf_of or "",
                    deed=deed,
                    progress=progress,
                )
                watch(session, work.capture, _keep_names if permission not in _NO_WORDS_COME_BACK else None)
                result = command(work, *args, **kwargs)
                session.flush()
                _record(work)
                if before_commit is not None:
                    before_commit()
        except StaleDataError as error:
            raise Stale("", "", {}) from error
        finally:
            self._writing_thread = None
        if work.has_outgrown:
            self._store.renew_readers()
        changes = work.changes()
        if changes.touches(*LIST_KINDS):
            self._lists.forget()
        if changes.touches(*NAMED_IN):
            self._names.forget()
        if changes.touches(*_USER_KINDS):
            self.refresh_actor()
        return Outcome(result, changes)

    def refresh_actor(self) -> None:
        """Read the actor's role and places again."""
        with self._store.begin_read() as connection, Session(bind=connection) as session:
            self._actor = actor_named(session, self._actor.name) or self._actor

    def tell_of_failed_tries(self, failed: Iterable[FailedTry]) -> None:
        """Put wrong tries at unlocking into the audit, each with its own moment."""
        with self._store.begin_write() as connection, _session(connection) as session:
            for attempt in failed:
                Capture().write(session, EventHead(attempt.at, "unlock_failed", None, attempt.name))


def actor_named(session: Session, name: str) -> Actor | None:
    """The user of that name who has not left, as an actor."""
    wanted = fold_name(name)
    accounts = session.scalars(select(UserAccount).where(UserAccount.left_on.is_(None)))
    account = next((found for found in accounts if fold_name(found.name) == wanted), None)
    if account is None:
        return None
    places = frozenset(session.scalars(select(UserPlace.place_code).where(UserPlace.user_id == account.id)))
    return Actor(account.id, account.name, account.full_name, Role(account.role), places or None)


def _session(connection: Connection, info: dict[str, Any] | None = None) -> Session:
    return Session(bind=connection, expire_on_commit=False, info=info)


def _keep_names(session: Session) -> None:
    """Before anything is written: no stand-in takes the place of a name."""
    keep_truth(session, partial(names_once_kept, session))


def _record(work: Work) -> None:
    """Write the audit event: for every deed that changed an audited row or names a record that was seen or sent out."""
    kind, record_id, place_code = work.about
    if not work.capture.count and not kind:
        return
    head = EventHead(
        at=work.now,
        deed=work.deed,
        user_id=work.actor.user_id,
        user_name=work.actor.name,
        on_behalf_of=work.on_behalf_of,
        kind=kind,
        record_id=record_id,
        place_code=place_code,
        reason=work.reason,
    )
    work.capture.write(work.session, head)
