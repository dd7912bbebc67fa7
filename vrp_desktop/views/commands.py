"""Saving, renaming, sharing and deleting views, and with which one a list opens."""

from __future__ import annotations

from sqlalchemy import delete, select

from db.views import DefaultView, SavedView
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, NotFound, NotPermitted
from vrp_desktop.views.forms import ViewForm


@command(Permission.OWN_WORK)
def save_view(work: Work, form: ViewForm) -> str:
    """Save a view under a name; one of the user's own of the same name is replaced. Returns its id."""
    name = form.name.strip()[:200]
    if not name:
        raise Invalid({"name": "Give the view a name."})
    mine = select(SavedView).where(
        SavedView.owner_id == work.actor.user_id, SavedView.list_name == form.list_name, SavedView.name == name
    )
    row = work.session.scalars(mine).first()
    if row is None:
        row = SavedView(id=work.new_id(), owner_id=work.actor.user_id, list_name=form.list_name, name=name)
    row.page, row.is_shared, row.saved_at = form.page, form.is_shared, work.now
    row.content = form.content.as_kept()
    work.add(row)
    work.session.flush()
    if form.is_default:
        _set_default(work, row)
    work.names("saved_view", row.id)
    return row.id


@command(Permission.OWN_WORK)
def rename_view(work: Work, view_id: str, version: int, name: str) -> None:
    """Give a view another name."""
    row = _mine(work, view_id)
    check_version(row, version)
    if not name.strip():
        raise Invalid({"name": "Give the view a name."})
    row.name = name.strip()[:200]
    work.names("saved_view", row.id)


@command(Permission.OWN_WORK)
def share_view(work: Work, view_id: str, version: int, shared: bool) -> None:
    """Share a view with the team, or keep it to oneself."""
    row = _mine(work, view_id)
    check_version(row, version)
    row.is_shared = shared
    if not shared:
        others = delete(DefaultView).where(DefaultView.view_id == view_id, DefaultView.user_id != row.owner_id)
        work.session.execute(others.execution_options(synchronize_session=False))
    work.names("saved_view", row.id)


@command(Permission.OWN_WORK)
def delete_view(work: Work, view_id: str) -> None:
    """Delete a view; a list that opened with it opens as at first."""
    row = _mine(work, view_id)
    everyone = delete(DefaultView).where(DefaultView.view_id == view_id)
    work.session.execute(everyone.execution_options(synchronize_session=False))
    work.session.delete(row)
    work.names("saved_view", row.id)


@command(Permission.OWN_WORK)
def set_default_view(work: Work, view_id: str, is_default: bool = True) -> None:
    """Let a list open with this view for this user, or as at first again."""
    row = work.get(SavedView, view_id, "view")
    if row.owner_id != work.actor.user_id and not row.is_shared:
        raise NotFound("This view is not there any more.", do="Choose another.")
    if is_default:
        _set_default(work, row)
    else:
        mine = delete(DefaultView).where(
            DefaultView.user_id == work.actor.user_id, DefaultView.list_name == row.list_name
        )
        work.session.execute(mine.execution_options(synchronize_session=False))
    work.changed("saved_view", view_id)
    work.names("saved_view", row.id)


def _set_default(work: Work, row: SavedView) -> None:
    work.session.merge(DefaultView(user_id=work.actor.user_id, list_name=row.list_name, view_id=row.id))


def _mine(work: Work, view_id: str) -> SavedView:
    """A view that this user may change: an own one, or a shared one for whoever keeps the settings."""
    row = work.get(SavedView, view_id, "view")
    if row.owner_id == work.actor.user_id or (row.is_shared and work.actor.may(Permission.MANAGE_SETTINGS)):
        return row
    raise NotPermitted(
        "This view was saved by someone else.",
        means="Nothing was changed.",
        do="Save one of your own, or ask whoever saved it, or a manager.",
    )
