"""Saved views: own and shared, replaced under the same name, defaults, and what a stranger may do with them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from db.access import UserAccount
from tests.support.making import Making
from tests.support.workspaces import CHEAP
from vrp_desktop.access.forms import UserForm
from vrp_desktop.access.permissions import Actor, Role
from vrp_desktop.access.work import Read
from vrp_desktop.errors import Invalid, NotFound, NotPermitted
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.views.commands import delete_view, rename_view, save_view, set_default_view, share_view
from vrp_desktop.views.forms import ViewContent, ViewForm
from vrp_desktop.views.queries import all_views, view_row, views_of
from vrp_desktop.workspace.users import add_user

CONTENT = ViewContent(("code", "child"), "code", True, {"Which cases": "list:NEW"})


@pytest.fixture
def make(workspace, clock) -> Making:
    return Making(workspace, clock)


def other(make: Making) -> Actor:
    """Another user, who may only look."""
    if make.see(_bodil) is None:
        add_user(make.workspace, UserForm("bodil", "Bodil Madeup", Role.VIEWER), "eleven plain words", CHEAP)
    return Actor(str(make.see(_bodil)), "bodil", "Bodil Madeup", Role.VIEWER)


def _bodil(read: Read) -> str | None:
    return read.session.scalar(select(UserAccount.id).where(UserAccount.name == "bodil"))


def form(name: str = "New ones", *, shared: bool = False, default: bool = False) -> ViewForm:
    return ViewForm("cases", "cases", name, CONTENT, shared, default)


def test_a_view_comes_back_as_it_was_saved_and_its_name_replaces_it(make: Making):
    first = make.do(save_view, form())
    again = make.do(save_view, ViewForm("cases", "cases", "New ones", ViewContent(("child",))))

    assert again == first
    assert [row.content for row in make.see(views_of, "cases")] == [ViewContent(("child",))]
    assert make.see(views_of, "people") == []
    with pytest.raises(Invalid):
        make.do(save_view, form(" "))


def test_only_what_is_shared_is_seen_by_others_who_may_use_and_not_change_it(make: Making):
    own = make.do(save_view, form("Mine"))
    shared = make.do(save_view, form("Ours", shared=True))
    viewer = other(make)

    assert [row.view_id for row in make.see_as(viewer, all_views)] == [shared]
    with pytest.raises(NotFound):
        make.see_as(viewer, view_row, own)
    make.do_as(viewer, set_default_view, shared)
    assert [row.is_default for row in make.see_as(viewer, views_of, "cases")] == [True]
    assert [row.is_default for row in make.see(views_of, "cases")] == [False, False]
    for deed in ((rename_view, shared, 1, "x"), (share_view, shared, 1, False), (delete_view, shared)):
        with pytest.raises(NotPermitted):
            make.do_as(viewer, *deed)


def test_a_view_taken_back_is_no_default_of_others_any_more(make: Making):
    shared = make.do(save_view, form("Ours", shared=True))
    viewer = other(make)
    make.do_as(viewer, set_default_view, shared)

    make.do(share_view, shared, 1, False)

    assert make.see_as(viewer, views_of, "cases") == []
    make.do(share_view, shared, 2, True)
    assert [row.is_default for row in make.see_as(viewer, views_of, "cases")] == [False]


def test_a_list_opens_with_one_view_or_as_at_first(make: Making):
    first, second = make.do(save_view, form("A", default=True)), make.do(save_view, form("B"))
    make.do(set_default_view, second)
    assert [row.view_id for row in make.see(views_of, "cases") if row.is_default] == [second]

    make.do(set_default_view, second, False)
    assert not any(row.is_default for row in make.see(views_of, "cases"))
    make.do(set_default_view, first)
    make.do(delete_view, first)
    assert [row.view_id for row in make.see(views_of, "cases")] == [second]


def test_a_view_called_by_an_erased_childs_name_goes_with_the_child(make: Making):
    child = make.person("Zyxwvine")
    make.do(save_view, form("Everything of Zyxwvine Madeup", shared=True, default=True))
    make.do(save_view, form("New ones"))

    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, child, "Asked for")

    assert [row.name for row in make.see(all_views)] == ["New ones"]
