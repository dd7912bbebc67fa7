"""A second person, in the role of data protection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.support.making import Making
from vrp_desktop.access.commands import add_user
from vrp_desktop.access.forms import UserForm
from vrp_desktop.access.permissions import Role
from vrp_desktop.access.queries import users


def as_officer(make: Making, deed: Callable[..., object], *args: object) -> object:
    """Run a command as someone else, in the role of data protection."""
    known = {row.name: row.user_id for row in make.see(users)}
    form = UserForm("nadia", "Nadia Madeup", Role.DATA_PROTECTION)
    user_id = known.get("nadia") or make.do(add_user, form)
    return make.do_as(replace(make.actor(Role.DATA_PROTECTION), user_id=user_id, name="nadia"), deed, *args)
