"""The open workspace: what the window and the command line hold while someone is at work."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from db.slots import PRODUCTION, Cost
from db.store import Store
from db.tries import FailedTry
from vrp_desktop.clock import Clock
from vrp_desktop.errors import KnownError, NotPermitted
from vrp_desktop.identity import IdSource
from vrp_desktop.workspace.folder import WorkspaceFolder
from vrp_desktop.workspace.founding import Charter, Founder, found
from vrp_desktop.workspace.messages import plain_words
from vrp_desktop.workspace.outcome import Outcome
from vrp_desktop.workspace.unlocking import Progress, Stage, Unlocked, unlock

if TYPE_CHECKING:
    from vrp_desktop.access.permissions import Actor
    from vrp_desktop.workspace.runner import Runner

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Created:
    """A new workspace, open, and the recovery code to print: it is never shown again."""

    workspace: Workspace
    recovery_code: str


class Workspace:
    """One open workspace and its one user. Reads may come from several threads; writes go one after another."""

    def __init__(self, unlocked: Unlocked, clock: Clock, ids: IdSource | None = None) -> None:
        self._unlocked = unlocked
        self._clock = clock
        self.to_erase_again: tuple[str, ...] = ()
        self.is_list_foreign = False
        self._ids = ids or IdSource(random.SystemRandom())
        with plain_words():
            self._store = Store(unlocked.folder.database, unlocked.key)
        self._runner = self._make_runner()

    @classmethod
    def create(
        cls,
        folder: Path,
        area_name: str,
        user: str,
        passphrase: str,
        clock: Clock,
        *,
        full_name: str = "",
        places: Sequence[str] = (),
        practice: bool = False,
        cost: Cost = PRODUCTION,
        ids: IdSource | None = None,
    ) -> Created:
        """Make a workspace in a new or empty folder, all of it or nothing, and open it for its first user, a manager.

        Args:
            folder: where; made if it is not there.
            area_name: what the partnership's area is called.
            user: the name to unlock with.
            passphrase: at least twelve characters, unless for practice.
            clock: what dates the records.
            full_name: as documents print it; the user name where empty.
            places: codes of the places worked in; the usual ones where empty.
            practice: whether its children are made up.
            cost: what each try at a passphrase costs; only tests ask for less.
            ids: the source of ids, fixed for practice data.
        """
        charter = Charter(area_name, tuple(places), practice, cost)
        founder = Founder(user.strip(), passphrase, full_name)
        source = ids or IdSource(random.SystemRandom())
        unlocked, code = found(WorkspaceFolder(folder), charter, founder, clock, source)
        return Created(cls.enter(unlocked, clock, ids=source), code)

    @classmethod
    def open(
        cls, folder: Path, user: str, passphrase: str, clock: Clock, progress: Progress | None = None
    ) -> Workspace:
        """Unlock a workspace and open it; raises known errors only."""
        return cls.enter(unlock(folder, user, passphrase, clock, progress), clock, progress)

    @classmethod
    def enter(
        cls, unlocked: Unlocked, clock: Clock, progress: Progress | None = None, ids: IdSource | None = None
    ) -> Workspace:
        """Open what was unlocked: upgrade it where it is older than the program, and tell the audit of wrong tries."""
        from vrp_desktop.workspace.opening import after_opening, upgrade_if_older

        try:
            upgrade_if_older(unlocked, clock, progress)
            workspace = cls(unlocked, clock, ids)
            try:
                after_opening(workspace, unlocked)
            except BaseException:
                workspace._store.close()
                raise
        except BaseException:
            unlocked.release()
            raise
        if progress is not None:
            progress(Stage.READY)
        return workspace

    @property
    def folder(self) -> WorkspaceFolder:
        """Where its files lie."""
        return self._unlocked.folder

    @property
    def actor(self) -> Actor:
        """Who is at work."""
        return self._runner.actor

    @property
    def clock(self) -> Clock:
        """The clock that its records are dated by."""
        return self._clock

    def read(self, query: Callable[..., R], *args: Any, **kwargs: Any) -> R:
        """Run a query: `query(read, *args, **kwargs)`, in one snapshot. Raises `ReadStopped` where interrupted."""
        with plain_words():
            return self._runner.read(query, *args, **kwargs)

    def write(
        self,
        command: Callable[..., R],
        *args: Any,
        on_behalf_of: str = "",
        progress: Callable[[int, int], None] | None = None,
        before_commit: Callable[[], None] | None = None,
        **kwargs: Any,
    ) -> Outcome[R]:
        """Run a command: `command(work, *args, **kwargs)`; all of it with its audit event, or nothing.

        Args:
            command: marked with `@command`.
            args: handed on to it.
            on_behalf_of: whose deed it is, where the actor only records it.
            progress: told how much is done, of how much, by commands that tell; raising `Cancelled` undoes all.
            before_commit: a file to be written last; where that fails, nothing has happened.
            kwargs: handed on to the command.
        """
        with plain_words():
            return self._runner.write(
                command, *args, on_behalf_of=on_behalf_of, progress=progress, before_commit=before_commit, **kwargs
            )

    def interrupt_reads(self, query: Callable[..., Any] | None = None) -> int:
        """Stop the reads of this query that are under way, or all of them; returns how many."""
        return self._store.interrupt(query)

    def tell_of_failed_tries(self, failed: Iterable[FailedTry]) -> None:
        """Put wrong tries at unlocking into the audit."""
        with plain_words():
            self._runner.tell_of_failed_tries(failed)

    def close(self) -> None:
        """Let a running write end, stop reads, close the files and give the lock back. Closing twice is no harm."""
        if not self._unlocked.lock.held:
            return
        try:
            self._keep_list_of_erased()
            with plain_words():
                self._store.close()
        finally:
            self._unlocked.release()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def store(self) -> Store:
        """The open store, for backups, checks and keys; features use `read` and `write`."""
        return self._store

    def _keep_list_of_erased(self) -> None:
        from vrp_desktop.workspace.erasures import keep_list

        # Closing must succeed whatever is wrong with the files; the next closing keeps the list as well.
        with suppress(KnownError):
            keep_list(self)

    def _make_runner(self) -> Runner:
        from sqlalchemy.orm import Session

        from vrp_desktop.workspace.runner import Runner, actor_named

        with plain_words(), self._store.begin_read() as connection, Session(bind=connection) as session:
            actor = actor_named(session, self._unlocked.user)
        if actor is None:
            self._store.close()
            raise NotPermitted(
                "This user has left the workspace.",
                means="Nothing was changed.",
                do="Ask a manager of the workspace to add you again.",
            )
        return Runner(self._store, actor, self._clock, self._ids)
