"""What changes forums: rules from a day on, and who sits on them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

from sqlalchemy import select

from db.access import UserAccount
from db.forums import ForumMember
from db.forums import ForumRules as RulesRow
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, NotFound, RuleBroken
from vrp_desktop.forums.chairs import link_chairs
from vrp_desktop.forums.forms import MemberForm
from vrp_desktop.forums.rules import MEMBER_KINDS, MEMBER_ROLES, ForumRules, check_rules, member_kind, shipped_core
from vrp_desktop.forums.standing import forum_entry
from vrp_desktop.reference.lists import Lists, read_lists_of

_KIND = "forum"


@command(Permission.MANAGE_SETTINGS)
def set_rules(work: Work, version: int, rules: ForumRules) -> str:
    """Let rules hold from a day on; returns their id. Rules of that very day are replaced, earlier days keep theirs."""
    lists = read_lists_of(work.session)
    entry = forum_entry(lists, rules.forum_code)
    work.need_place(entry.extra.get("place"))
    check_rules(lists, rules)
    statement = select(RulesRow).where(RulesRow.forum_code == rules.forum_code, RulesRow.starts_on == rules.starts_on)
    row = work.session.scalars(statement).one_or_none()
    if row is None:
        row = work.add(RulesRow(id=work.new_id(), forum_code=rules.forum_code, starts_on=rules.starts_on))
    elif rules.rules_id == row.id:
        check_version(row, version)
    written = asdict(rules)
    for name in ("forum_code", "starts_on", "rules_id", "version"):
        del written[name]
    written["quorum"] = [list(group) for group in rules.quorum]
    written["statement"], written["purpose"] = rules.statement.strip(), rules.purpose.strip()
    for name, value in written.items():
        setattr(row, name, value)
    work.changed(_KIND, rules.forum_code)
    work.names(_KIND, rules.forum_code, entry.extra.get("place"))
    return row.id


@command(Permission.EDIT_CONFERENCES)
def add_member(work: Work, forum_code: str, form: MemberForm) -> str:
    """Give an agency a seat on a forum; returns its id. The first takes the seats of the reference list in."""
    lists = read_lists_of(work.session)
    entry = forum_entry(lists, forum_code)
    work.need_place(entry.extra.get("place"))
    _check(work, lists, forum_code, form)
    _take_in_shipped(work, lists, forum_code)
    seat = ForumMember(id=work.new_id(), forum_code=forum_code, agency_code=form.agency_code)
    empty = _empty_seat(work, forum_code, form)
    if empty is not None:
        seat = empty
    else:
        work.add(seat)
    _write(lists, seat, form)
    _link_chairs(work, seat)
    work.changed(_KIND, forum_code)
    work.names("forum_member", seat.id, entry.extra.get("place"))
    return seat.id


@command(Permission.EDIT_CONFERENCES)
def edit_member(work: Work, member_id: str, version: int, form: MemberForm) -> None:
    """Save what stands on a seat."""
    seat = _member_of(work, member_id)
    check_version(seat, version)
    lists = read_lists_of(work.session)
    _check(work, lists, seat.forum_code, form, member_id)
    if seat.ends_on is not None and form.starts_on > seat.ends_on:
        raise Invalid({"starts_on": "The seat ended before this day."})
    before = seat.name
    _write(lists, seat, form)
    _link_chairs(work, seat, before)
    work.changed(_KIND, seat.forum_code)
    work.names("forum_member", member_id, _place(lists, seat.forum_code))


@command(Permission.EDIT_CONFERENCES)
def end_member(work: Work, member_id: str, version: int, ends_on: date) -> None:
    """Let a seat end with a day; its deputies end with it. What it was stays, for the sittings of its time."""
    seat = _member_of(work, member_id)
    check_version(seat, version)
    if ends_on < seat.starts_on - timedelta(days=1):
        raise Invalid({"ends_on": "The seat began after this day."})
    deputies = work.session.scalars(select(ForumMember).where(ForumMember.deputy_of == member_id))
    for one in (seat, *deputies):
        if one.ends_on is None or one.ends_on > ends_on:
            one.ends_on = max(ends_on, one.starts_on)
    work.changed(_KIND, seat.forum_code)
    work.names("forum_member", member_id, _place(read_lists_of(work.session), seat.forum_code))


def _link_chairs(work: Work, seat: ForumMember, *names: str) -> None:
    """Sittings that this seat's holder chairs are theirs to confirm from now on."""
    for conference_id in link_chairs(work.session, seat, seat.name, *names):
        work.changed("conference", conference_id)


def _member_of(work: Work, member_id: str) -> ForumMember:
    """The seat, where its forum's place is one of the actor's."""
    seat = work.session.get(ForumMember, member_id)
    if seat is None:
        raise NotFound("This member is not in the workspace.", do="Go back to the list.")
    work.need_place(_place(read_lists_of(work.session), seat.forum_code))
    return seat


def _place(lists: Lists, forum_code: str) -> str | None:
    return forum_entry(lists, forum_code).extra.get("place")


def _check(work: Work, lists: Lists, forum_code: str, form: MemberForm, member_id: str = "") -> None:
    wrong: dict[str, str] = {}
    if lists.entry("agencies", form.agency_code) is None:
        wrong["agency_code"] = "Choose the agency."
    if lists.entry(MEMBER_ROLES, form.role) is None:
        wrong["role"] = "Choose what they are."
    if form.kind and lists.entry(MEMBER_KINDS, form.kind) is None:
        wrong["kind"] = "Choose what the agency is to the duty."
    if form.email.strip() and "@" not in form.email:
        wrong["email"] = "This is not an e-mail address."
    wrong |= _check_user(work, form)
    if form.deputy_of:
        first = work.session.get(ForumMember, form.deputy_of)
        if first is None or first.forum_code != forum_code or first.deputy_of or first.id == member_id:
            wrong["deputy_of"] = "Choose a member of this forum who is not a deputy."
        if not form.name.strip():
            wrong["name"] = "Say who the deputy is."
    if wrong:
        raise Invalid(wrong)


def _check_user(work: Work, form: MemberForm) -> dict[str, str]:
    if form.user_id is None:
        return {}
    if work.session.get(UserAccount, form.user_id) is None:
        return {"user_id": "Choose a user of this workspace."}
    return {} if form.name.strip() else {"name": "Say who fills the seat: sittings name their chair by it."}


def _write(lists: Lists, seat: ForumMember, form: MemberForm) -> None:
    seat.agency_code, seat.starts_on, seat.role = form.agency_code, form.starts_on, form.role
    seat.kind = form.kind or member_kind(lists, form.agency_code)
    seat.is_core = form.is_core and form.deputy_of is None
    seat.name, seat.post, seat.email = form.name.strip(), form.post.strip(), form.email.strip()
    seat.deputy_of, seat.note = form.deputy_of or None, form.note.strip()
    seat.user_id = form.user_id or None


def _empty_seat(work: Work, forum_code: str, form: MemberForm) -> ForumMember | None:
    """A seat of the agency that nobody fills yet: whoever is named first takes it."""
    if form.deputy_of or not form.name.strip():
        return None
    statement = select(ForumMember).where(
        ForumMember.forum_code == forum_code,
        ForumMember.agency_code == form.agency_code,
        ForumMember.name == "",
        ForumMember.ends_on.is_(None),
    )
    return work.session.scalars(statement.order_by(ForumMember.id)).first()


def _take_in_shipped(work: Work, lists: Lists, forum_code: str) -> None:
    """Write the core agencies of the reference list as seats, so that from now on the seats say who is expected."""
    if work.session.scalar(select(ForumMember.id).where(ForumMember.forum_code == forum_code).limit(1)) is not None:
        return
    entry = forum_entry(lists, forum_code)
    if entry.starts_on is None:
        raise RuleBroken("This forum has no first day.", means="Nothing was changed.", do="Give it one in the lists.")
    for code in shipped_core(entry):
        work.add(
            ForumMember(
                id=work.new_id(),
                forum_code=forum_code,
                agency_code=code,
                kind=member_kind(lists, code),
                is_core=True,
                starts_on=entry.starts_on,
            )
        )
    work.session.flush()
