"""Runs revisions through the connection that `db.migrate` hands over: already unlocked, its backup made."""

from __future__ import annotations

from alembic import context
from alembic.runtime.migration import MigrationInfo

from db.schema import metadata


# Alembic calls it by keyword, which its declared type does not say.
def _told(*, step: MigrationInfo, **_rest: object) -> None:
    told = context.config.attributes.get("told")
    if told is not None:
        told(str(step.up_revision_id))


def _run() -> None:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        # One transaction around all revisions, begun by the caller: an upgrade is whole or not at all.
        transactional_ddl=False,
        transaction_per_migration=False,
        on_version_apply=_told,  # type: ignore[arg-type]
    )
    context.run_migrations()


_run()
