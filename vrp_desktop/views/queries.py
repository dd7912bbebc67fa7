"""Reading saved views: those of one list, and all that a user may use."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from db.access import UserAccount
from db.views import DefaultView, SavedView
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.errors import NotFound
from vrp_desktop.views.forms import ViewContent


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A saved view: whose it is, whether the reader may change it, and whether the list opens with it for them."""

    view_id: str
    version: int
    list_name: str
    page: str
    name: str
    owner: str
    is_own: bool
    may_change: bool
    is_shared: bool
    is_default: bool
    content: ViewContent


def views_of(read: Read, list_name: str) -> list[ViewRow]:
    """The views of a list that the reader may use: own ones first, then the team's, each by name."""
    return _views(read, list_name)


def all_views(read: Read) -> list[ViewRow]:
    """Every view that the reader may use."""
    return _views(read)


def view_row(read: Read, view_id: str) -> ViewRow:
    """One view; raises NotFound where it was deleted or is no longer shared."""
    found = next((row for row in _views(read) if row.view_id == view_id), None)
    if found is None:
        raise NotFound("This view is not there any more.", means="The list is shown as it was.", do="Choose another.")
    return found


def _views(read: Read, list_name: str | None = None) -> list[ViewRow]:
    me = read.actor.user_id
    default = and_(DefaultView.view_id == SavedView.id, DefaultView.user_id == me)
    statement = (
        select(SavedView, UserAccount.full_name, DefaultView.view_id)
        .join(UserAccount, UserAccount.id == SavedView.owner_id)
        .outerjoin(DefaultView, default)
        .where(or_(SavedView.owner_id == me, SavedView.is_shared))
        .order_by(SavedView.owner_id != me, SavedView.name, SavedView.id)
    )
    if list_name is not None:
        statement = statement.where(SavedView.list_name == list_name)
    keeps = read.actor.may(Permission.MANAGE_SETTINGS)
    return [
        ViewRow(
            row.id,
            row.version,
            row.list_name,
            row.page,
            row.name,
            owner,
            row.owner_id == me,
            row.owner_id == me or keeps,
            row.is_shared,
            default_id is not None,
            ViewContent.of(row.content),
        )
        for row, owner, default_id in read.session.execute(statement)
    ]
