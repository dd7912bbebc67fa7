"""Confirming a record: not with an item undecided, by one's own passphrase or a filed e-mail, and then frozen."""

from __future__ import annotations

from datetime import date

import pytest

from db.conferences import AgendaItem, Conference
from db.discussion import Contribution
from db.partnership import ShareEntry
from tests.support.making import Making
from tests.support.workspaces import PASSPHRASE
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.attachments.commands import add_attachment
from vrp_desktop.attachments.forms import AttachmentForm
from vrp_desktop.clock import FixedClock
from vrp_desktop.conferences.commands import put_on_agenda, reorder_agenda
from vrp_desktop.conferences.forms import ItemForm
from vrp_desktop.conferences.item_commands import add_agenda_item
from vrp_desktop.errors import Invalid, KnownError, NotPermitted, RuleBroken
from vrp_desktop.sitting.confirming import EMAIL, confirm_record, record_state, write_addendum
from vrp_desktop.sitting.confirming import PASSPHRASE as BY_PASSPHRASE
from vrp_desktop.workspace.users import OwnProof, prove_own
from vrp_desktop.workspace.workspace import Workspace

HELD = date(2026, 9, 22)


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    made = Making(workspace, clock)
    made.on(HELD)
    return made


@pytest.fixture
def held(make: Making) -> tuple[str, str]:
    """A sitting that was held, and the one case on its agenda, not decided yet."""
    sitting, case_id = make.sitting(HELD), make.screened()
    make.do(put_on_agenda, sitting, [case_id])
    make.hold(sitting, HELD)
    return sitting, case_id


def confirm(make: Making, sitting: str) -> str:
    proof = prove_own(make.workspace, PASSPHRASE)
    return str(make.do(confirm_record, sitting, make.version(Conference, sitting), proof))


def test_a_record_with_an_item_undecided_is_not_confirmed_and_says_which(make: Making, held: tuple[str, str]) -> None:
    sitting, case_id = held

    with pytest.raises(RuleBroken, match="cannot be confirmed yet"):
        confirm(make, sitting)
    assert "One item is without a decision" in make.see(record_state, sitting).hinders[0]

    make.decide(case_id, on=HELD, conference_id=sitting)
    confirm(make, sitting)
    state = make.see(record_state, sitting)
    assert (state.is_confirmed, state.how, state.is_whole, state.hinders) == (True, BY_PASSPHRASE, True, ())


def test_a_confirmed_record_is_frozen_and_a_correction_stands_beside_it(make: Making, held: tuple[str, str]) -> None:
    sitting, case_id = held
    with pytest.raises(RuleBroken):
        make.do(write_addendum, sitting, "Too early")
    make.decide(case_id, on=HELD, conference_id=sitting)
    confirm(make, sitting)

    with pytest.raises(RuleBroken, match="confirmed"):
        make.do(add_agenda_item, sitting, ItemForm("OTHER", "One more"))
    with pytest.raises(RuleBroken, match="confirmed"):
        make.do(reorder_agenda, sitting, [])
    with pytest.raises(RuleBroken, match="confirmed"):
        make.do(put_on_agenda, sitting, [make.screened()])
    make.do(write_addendum, sitting, "Housing was there too")
    assert [row.text for row in make.see(record_state, sitting).addenda] == ["Housing was there too"]


def test_what_agencies_told_is_in_the_share_log_once_the_record_is_confirmed(
    make: Making, held: tuple[str, str]
) -> None:
    sitting, case_id = held
    make.decide(case_id, on=HELD, conference_id=sitting)
    make.do(_tell, sitting, "EDUCATION", "Attendance is better", "NOT_FOR_PROVIDER")
    make.do(_tell, sitting, "POLICE", "", "MAY_BE_DISCUSSED")

    confirm(make, sitting)

    (share,) = make.see(lambda read: read.session.query(ShareEntry).all())
    assert (share.source_agency, share.about_kind, share.shared_on) == ("EDUCATION", "contribution", HELD)
    assert "POLICE" in share.agencies
    assert "EDUCATION" not in share.agencies
    assert "Attendance" not in share.what


@command(Permission.EDIT_CONFERENCES)
def _tell(work: Work, sitting: str, agency: str, text: str, restriction: str) -> None:
    """What an agency told about the one child of a sitting; without words it is nothing known."""
    item = work.session.query(AgendaItem).filter_by(conference_id=sitting).one()
    ids = {"conference_id": sitting, "item_id": item.id, "person_id": item.person_id, "recorded_by": work.actor.user_id}
    work.add(
        Contribution(
            id=work.new_id(), agency_code=agency, text=text, nothing_known=not text, restriction=restriction,
            recorded_at=work.now, **ids,
        )
    )  # fmt: skip


def test_a_decision_changed_after_confirming_shows(make: Making, held: tuple[str, str]) -> None:
    sitting, case_id = held
    make.decide(case_id, on=HELD, conference_id=sitting)
    confirm(make, sitting)

    make.action(date(2026, 10, 1), HELD, conference_id=sitting)

    assert make.see(record_state, sitting).is_whole is False


def test_the_passphrase_must_be_ones_own_or_the_e_mail_filed_with_the_sitting(
    make: Making, held: tuple[str, str]
) -> None:
    sitting, case_id = held
    make.decide(case_id, on=HELD, conference_id=sitting)
    version = make.version(Conference, sitting)
    with pytest.raises(KnownError):
        prove_own(make.workspace, "not the passphrase")
    with pytest.raises(NotPermitted):
        make.do(confirm_record, sitting, version, OwnProof("somebody else"))
    other = make.do(add_attachment, ("conference", make.sitting(HELD)), AttachmentForm("Mail", HELD), b"ok")
    with pytest.raises(Invalid):
        make.do(confirm_record, sitting, version, None, other)

    filed = make.do(add_attachment, ("conference", sitting), AttachmentForm("Mail of the chair", HELD), b"I confirm it")
    make.do(confirm_record, sitting, version, None, filed)

    assert make.see(record_state, sitting).how == EMAIL
