"""Confirming a record: not with an item undecided, by one's own passphrase or a filed e-mail, and then frozen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.actions import Action
from db.conferences import AgendaItem, Conference
from db.discussion import Contribution
from db.forums import ForumMember
from db.panel import PanelCase, PanelDecision
from db.partnership import ShareEntry
from tests.support.making import Making
from tests.support.workspaces import FULL_NAME, PASSPHRASE
from vrp_desktop.access.commands import add_user
from vrp_desktop.access.forms import UserForm
from vrp_desktop.access.permissions import Permission, Role, command
from vrp_desktop.access.work import Work
from vrp_desktop.actions.commands import carry_forward, edit_action, record_decision_with_actions
from vrp_desktop.actions.forms import ActionForm
from vrp_desktop.attachments.commands import add_attachment
from vrp_desktop.attachments.forms import AttachmentForm
from vrp_desktop.clock import FixedClock
from vrp_desktop.conferences.commands import edit_conference, put_on_agenda, reorder_agenda
from vrp_desktop.conferences.forms import ItemForm
from vrp_desktop.conferences.item_commands import add_agenda_item
from vrp_desktop.conferences.queries import conference_record
from vrp_desktop.errors import Invalid, KnownError, NotPermitted, RuleBroken
from vrp_desktop.forums.commands import add_member, edit_member
from vrp_desktop.forums.forms import MemberForm
from vrp_desktop.panel.deciding import correct_decision
from vrp_desktop.panel.forms import DecisionForm
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
    make.hold(sitting, HELD, chair=FULL_NAME)
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


def test_an_exception_goes_into_the_share_log_in_place_of_the_usual_terms(make: Making, held: tuple[str, str]) -> None:
    sitting, case_id = held
    make.decide(case_id, on=HELD, conference_id=sitting)
    make.do(_tell, sitting, "EDUCATION", "Attendance is better", "NOT_FOR_FAMILY", "PUBLIC_INTEREST")

    confirm(make, sitting)

    (share,) = make.see(lambda read: read.session.query(ShareEntry).all())
    assert (share.gateway, share.restriction, share.agreement_id) == ("PUBLIC_INTEREST", "NOT_FOR_FAMILY", None)


@command(Permission.EDIT_CONFERENCES)
def _tell(work: Work, sitting: str, agency: str, text: str, restriction: str, gateway: str = "") -> None:
    """What an agency told about the one child of a sitting; without words it is nothing known."""
    item = work.session.query(AgendaItem).filter_by(conference_id=sitting).one()
    ids = {"conference_id": sitting, "item_id": item.id, "person_id": item.person_id, "recorded_by": work.actor.user_id}
    work.add(
        Contribution(
            id=work.new_id(), agency_code=agency, text=text, nothing_known=not text, restriction=restriction,
            gateway=gateway or None, recorded_at=work.now, **ids,
        )
    )  # fmt: skip


@pytest.fixture
def confirmed(make: Making, held: tuple[str, str]) -> tuple[str, str, str]:
    """A confirmed record, its case and the decision on it."""
    sitting, case_id = held
    decision = make.decide(case_id, on=HELD, conference_id=sitting)
    confirm(make, sitting)
    return sitting, case_id, decision


def corrected(make: Making, decision: str, reason: str, **values) -> None:
    values = {"outcome": "SIGNPOST", "rationale": "A club is near", "owner_agency": "POLICE"} | values
    form = DecisionForm(decided_on=HELD, **values)
    make.do(correct_decision, decision, make.version(PanelDecision, decision), form, reason)


def test_a_decision_put_right_after_confirming_writes_its_addendum_in_the_same_deed(
    make: Making, confirmed: tuple[str, str, str]
) -> None:
    sitting, case_id, decision = confirmed

    corrected(make, decision, "The wrong line was read out", conference_id=sitting)

    state = make.see(record_state, sitting)
    (addendum,) = state.addenda
    assert addendum.text == (
        f"The decision on {make.row(PanelCase, case_id).code} was corrected: now Signpost, until then Offer support. "
        "Why: The wrong line was read out"
    )
    assert (addendum.written_by, addendum.is_correction, state.corrections, state.is_whole) == (
        FULL_NAME,
        True,
        1,
        True,
    )
    assert addendum.item_id == make.see(conference_record, sitting).agenda[0].item_id


def test_a_decision_moved_away_from_a_confirmed_sitting_is_said_there(
    make: Making, confirmed: tuple[str, str, str]
) -> None:
    sitting, _case_id, decision = confirmed

    corrected(make, decision, "It was decided by telephone", conference_id=None)

    assert make.see(record_state, sitting).corrections == 1


def test_an_action_added_after_confirming_needs_its_reason(make: Making, confirmed: tuple[str, str, str]) -> None:
    sitting, _case_id, _decision = confirmed
    with pytest.raises(Invalid, match="record of this sitting is confirmed"):
        make.action(date(2026, 10, 1), HELD, conference_id=sitting)

    action_id = make.action(date(2026, 10, 1), HELD, conference_id=sitting, late_reason="It was left out")

    state = make.see(record_state, sitting)
    code = make.row(Action, action_id).code
    assert [row.text for row in state.addenda] == [f"Action {code} was added, for Education. Why: It was left out"]
    assert state.is_whole
    again = ActionForm("Meet the family at school", "POLICE", date(2026, 10, 1), conference_id=sitting)
    with pytest.raises(Invalid):
        make.do(edit_action, action_id, 1, again)
    make.do(edit_action, action_id, 1, replace(again, late_reason="Police took it on"))
    assert "now for Police, until then for Education" in make.see(record_state, sitting).addenda[-1].text
    # Another day is agreed in the life of an action; it is no correction of the record.
    make.do(edit_action, action_id, 2, replace(again, due_on=date(2026, 11, 1)))


def test_a_decision_recorded_late_at_a_confirmed_sitting_is_an_addendum_too(
    make: Making, confirmed: tuple[str, str, str]
) -> None:
    sitting, _case_id, _decision = confirmed
    late = make.screened(on=date(2026, 9, 1))
    form = DecisionForm("SIGNPOST", "It was forgotten", "POLICE", HELD, conference_id=sitting)
    agreed = ActionForm("Call the school", "POLICE", date(2026, 10, 1))

    make.do(record_decision_with_actions, late, make.version(PanelCase, late), form, [agreed])

    state = make.see(record_state, sitting)
    assert (state.corrections, state.is_whole) == (2, True)


def test_no_action_is_carried_to_a_confirmed_sitting(make: Making, confirmed: tuple[str, str, str]) -> None:
    action_id = make.action(date(2026, 10, 1), HELD)
    with pytest.raises(RuleBroken, match="confirmed"):
        make.do(carry_forward, [action_id], confirmed[0])


def test_what_is_changed_past_all_commands_still_shows(make: Making, confirmed: tuple[str, str, str]) -> None:
    make.do(_change_past, confirmed[2])

    assert make.see(record_state, confirmed[0]).is_whole is False


@command(Permission.EDIT_CASES)
def _change_past(work: Work, decision: str) -> None:
    """A change that no command makes."""
    work.session.get_one(PanelDecision, decision).outcome = "SIGNPOST"


def test_a_passphrase_confirms_only_what_its_user_has_chaired(make: Making, held: tuple[str, str]) -> None:
    sitting, case_id = held
    make.decide(case_id, on=HELD, conference_id=sitting)
    record = make.see(conference_record, sitting)
    make.do(edit_conference, sitting, record.version, replace(record.form, chair="Chris Made-Up"))

    with pytest.raises(NotPermitted, match="Chris Made-Up, not by you"):
        confirm(make, sitting)
    state = make.see(record_state, sitting)
    assert (state.chair, state.chair_uses, state.you_chair, state.is_confirmed) == (
        "Chris Made-Up",
        False,
        False,
        False,
    )

    record = make.see(conference_record, sitting)
    make.do(edit_conference, sitting, record.version, replace(record.form, chair="asha  madeup"))
    confirm(make, sitting)
    assert make.see(record_state, sitting).how == BY_PASSPHRASE


def test_a_seat_linked_to_a_user_says_who_the_chair_is_whatever_they_are_called(
    make: Making, held: tuple[str, str]
) -> None:
    sitting, case_id = held
    make.decide(case_id, on=HELD, conference_id=sitting)
    record = make.see(conference_record, sitting)
    make.do(edit_conference, sitting, record.version, replace(record.form, chair="Dr Madeup"))
    forum, me = record.row.forum_code, make.workspace.actor.user_id
    assert make.see(record_state, sitting).chair_uses is False

    seat = make.do(add_member, forum, MemberForm("VRU", HELD, "Dr Madeup", "CHAIR", user_id=me))
    assert make.see(record_state, sitting).you_chair

    # The same name with another user's seat is not whoever goes by it.
    other = make.do(add_user, UserForm("asha2", FULL_NAME, Role.CHAIR))
    seat_form = MemberForm("VRU", HELD, FULL_NAME, "CHAIR", user_id=other)
    make.do(edit_member, seat, make.version(ForumMember, seat), seat_form)
    assert make.see(record_state, sitting).you_chair is False


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
