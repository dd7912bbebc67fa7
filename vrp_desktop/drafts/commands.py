"""Keeping and dropping drafts. They are the user's own, leave no audit event, and are encrypted with the store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete

from db.drafts import Draft
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work

NEW = "new"
"""Stands for the record of a form that adds one."""


@command(Permission.OWN_WORK)
def keep_draft(
    work: Work, form: str, record_id: str, content: Mapping[str, Any], base_version: int | None = None
) -> None:
    """Keep what is typed in a form, in place of what was kept of it before."""
    work.session.merge(
        Draft(
            user_id=work.actor.user_id,
            form=form,
            record_id=record_id,
            base_version=base_version,
            content=dict(content),
            kept_at=work.now,
        )
    )


@command(Permission.OWN_WORK)
def drop_draft(work: Work, form: str, record_id: str) -> None:
    """Forget a draft: it was saved, or thrown away."""
    found = delete(Draft).where(Draft.user_id == work.actor.user_id, Draft.form == form, Draft.record_id == record_id)
    work.session.execute(found.execution_options(synchronize_session=False))
