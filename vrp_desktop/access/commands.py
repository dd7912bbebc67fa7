"""Deeds on users. Their keys are the workspace's business: `workspace/users.py` does both together."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from db.access import UserAccount, UserPlace
from db.keys import fold_name
from db.reference import Place
from vrp_desktop.access.forms import UserForm, refuse_if, wrong_with_name
from vrp_desktop.access.permissions import Permission, Role, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import NotPermitted, RuleBroken


@command(Permission.MANAGE_USERS)
def add_user(work: Work, form: UserForm) -> str:
    """Add a user, or take back one who had left under the same name; returns the id."""
    fields = wrong_with_name(form.name) | _wrong_with_places(work, form.places)
    account = _account_named(work, form.name)
    if account is not None and account.left_on is None:
        fields["user"] = "There is a user of this name already."
    refuse_if(fields)
    name = form.name.strip()
    if account is None:
        account = work.add(UserAccount(id=work.new_id(), name=name, full_name="", role="", started_on=work.today))
    account.left_on = None
    account.full_name = form.full_name.strip() or name
    account.role = form.role.value
    _set_places(work, account.id, form.places)
    work.names("user_account", account.id)
    return account.id


@command(Permission.MANAGE_USERS)
def change_user(work: Work, user_id: str, version: int, form: UserForm) -> None:
    """Change a user's full name, role and places; the name to unlock with stays."""
    account = work.get(UserAccount, user_id, "user")
    check_version(account, version, lambda: {"places": sorted(_places_of(work, user_id))})
    _need_own_user(work, account)
    refuse_if(_wrong_with_places(work, form.places) or _wrong_with_own_limit(work, user_id, form.places))
    if account.role == Role.MANAGER.value and form.role is not Role.MANAGER:
        _need_another_manager(work, user_id)
    account.full_name = form.full_name.strip() or account.name
    account.role = form.role.value
    # The version rises even where only places change, so that two editors always meet.
    flag_modified(account, "role")
    _set_places(work, user_id, form.places)
    work.names("user_account", user_id)


@command(Permission.MANAGE_USERS)
def let_user_leave(work: Work, user_id: str) -> str:
    """Note that a user has left; returns the name whose slots must go."""
    account = work.get(UserAccount, user_id, "user")
    _need_own_user(work, account)
    if account.role == Role.MANAGER.value:
        _need_another_manager(work, user_id)
    if account.left_on is None:
        account.left_on = work.today
    work.names("user_account", user_id)
    return account.name


@command(Permission.OWN_WORK)
def note_own_key(work: Work, reason: str) -> None:
    """Put into the audit that the user changed the own passphrase or recovery code."""
    work.names("user_account", work.actor.user_id, reason=reason)


@command(Permission.MANAGE_USERS)
def note_key_given(work: Work, name: str) -> None:
    """Put into the audit that a user was given a new passphrase."""
    account = _account_named(work, name)
    if account is None or account.left_on is not None:
        raise RuleBroken("There is no such user here now.", means="Nothing was changed.", do="Add the user again.")
    _need_own_user(work, account)
    work.names("user_account", account.id, reason="A new passphrase and recovery code were given.")


def _account_named(work: Work, name: str) -> UserAccount | None:
    wanted = fold_name(name)
    accounts = work.session.scalars(select(UserAccount))
    return next((account for account in accounts if fold_name(account.name) == wanted), None)


def _need_another_manager(work: Work, user_id: str) -> None:
    others = select(func.count()).where(
        UserAccount.role == Role.MANAGER.value, UserAccount.left_on.is_(None), UserAccount.id != user_id
    )
    if not work.session.scalar(others):
        raise RuleBroken(
            "This is the only manager.",
            means="Nothing was changed: without one, nobody could add users or sign returns.",
            do="Make someone else a manager first.",
        )


def _wrong_with_places(work: Work, codes: Sequence[str]) -> dict[str, str]:
    known = set(work.session.scalars(select(Place.code)))
    unknown = [code for code in codes if code not in known]
    if unknown:
        return {"places": f"These are not places of the list: {', '.join(unknown)}."}
    if work.actor.places is not None and not (codes and work.actor.places.issuperset(codes)):
        return {"places": "You are limited to places yourself: give one or more of your own, and no other."}
    return {}


def _wrong_with_own_limit(work: Work, user_id: str, codes: Sequence[str]) -> dict[str, str]:
    if work.actor.places is None or user_id != work.actor.user_id or work.actor.places == set(codes):
        return {}
    return {"places": "Your own places are changed by another manager."}


def _need_own_user(work: Work, account: UserAccount) -> None:
    """A manager limited to places has to do with users of those places alone, or could reach further through them."""
    limits = work.actor.places
    places = _places_of(work, account.id)
    if limits is not None and not (places and places <= limits):
        raise NotPermitted(
            f"{account.full_name} sees places that are not yours.",
            means="Nothing was changed.",
            do="Ask a manager of the whole area.",
        )


def _places_of(work: Work, user_id: str) -> set[str]:
    return set(work.session.scalars(select(UserPlace.place_code).where(UserPlace.user_id == user_id)))


def _set_places(work: Work, user_id: str, codes: Sequence[str]) -> None:
    work.session.flush()
    before = _places_of(work, user_id)
    for row in work.session.scalars(select(UserPlace).where(UserPlace.user_id == user_id)):
        if row.place_code not in codes:
            work.session.delete(row)
    for code in dict.fromkeys(codes):
        if code not in before:
            work.add(UserPlace(user_id=user_id, place_code=code))
