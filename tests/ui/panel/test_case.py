"""A case on the screen: what stands on it, what may be put right, and the way from it to a programme."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from db.panel import PanelCase
from tests.support.making import DECIDED, Making
from tests.ui.driving import is_idle
from tests.ui.panel.conftest import Show
from ui.desk import Desk
from ui.panel.contacts import RecordContact
from ui.panel.dialogs import CloseCase, Decide, Reopen
from ui.panel.referral_dialogs import EditEvent, EditReferral, NewReferral
from ui.panel.support_dialogs import Agree, TakeOff
from ui.widgets.form_dialog import FormDialog
from ui.widgets.pill import Pill
from vrp_desktop.drafts.queries import drafts
from vrp_desktop.panel.commands import close_case, record_agreement
from vrp_desktop.panel.contacts import CaseContactForm, contacts_of, record_contact
from vrp_desktop.panel.forms import AgreementForm, ClosureForm, EventForm, FurtherForm
from vrp_desktop.panel.queries import case_record
from vrp_desktop.people.queries import person_row

D = TypeVar("D", bound=FormDialog)


def button(widget: QWidget, words: str) -> QPushButton:
    return next(b for b in widget.findChildren(QPushButton) if b.text() == words)


def choose(widget: QWidget, of: str, words: str) -> None:
    """Choose what is to be put right of the entry whose words begin so."""
    [tool] = [t for t in widget.findChildren(QToolButton) if t.accessibleName().startswith(f"Put right: {of}")]
    next(entry for entry in tool.menu().actions() if entry.text() == words).trigger()


def said(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def dialog_of(kind: type[D]) -> D:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def send(qtbot: QtBot, desk: Desk, dialog: FormDialog, **values: object) -> None:
    dialog.form.put(values)
    dialog.submit()
    qtbot.waitUntil(lambda: is_idle(desk))


def test_a_referral_and_its_events_are_put_right_from_the_case(
    qtbot: QtBot, make: Making, real_desk: Desk, show: Show
) -> None:
    case_id = make.case(source="POLICE_SUSPECT_2ND", reason="Named twice")
    page = show(record=case_id)

    button(page.panel, "Correct the referral").click()
    edit = dialog_of(EditReferral)
    assert edit.form.values()["reason"] == "Named twice"
    send(qtbot, real_desk, edit, **{"received_on": date(2026, 9, 2), "why": "The letter came a day later"})
    page.case.asked.emit("add_event", "")
    add = dialog_of(EditEvent)
    send(qtbot, real_desk, add, **{"named_on": date(2026, 8, 1), "occurrence": "44/1"})

    referral = make.see(case_record, case_id).referral
    assert (referral.received_on, [event.occurrence for event in referral.events]) == (date(2026, 9, 2), ["44/1"])
    assert "44/1" in said(show(record=case_id).panel)


def test_support_shows_who_asked_and_the_note_and_an_answer_is_put_right_or_taken_off(
    qtbot: QtBot, make: Making, real_desk: Desk, show: Show
) -> None:
    case_id = make.screened()
    make.decide(case_id)
    make.do(record_agreement, case_id, AgreementForm("AGREED_BOTH", DECIDED, "Noa Madeup", "Home visit", "At the door"))
    page = show(record=case_id, record_tab="support")
    for words in ("By the panel's rhythm", "asked by Noa Madeup", "At the door", "First contact"):
        assert words in said(page.panel)
    assert "Overdue" in {pill.text for pill in page.panel.findChildren(Pill)}

    kept = make.see(case_record, case_id).agreements[0]
    choose(page.panel, "22 September 2026 · Agreed", "Correct…")
    dialog = dialog_of(Agree)
    assert dialog.form.values()["note"] == "At the door"
    send(qtbot, real_desk, dialog, **{"answer": "DECLINED", "reason": "Misheard"})
    assert make.see(case_record, case_id).agreements[0].answer == "DECLINED"
    page = show(record=case_id, record_tab="support")
    page.case.asked.emit("agreement_take_off", kept.agreement_id)
    off = dialog_of(TakeOff)
    send(qtbot, real_desk, off, **{"reason": "Another child's"})

    assert not make.see(case_record, case_id).agreements
    assert "Not asked yet." in said(show(record=case_id, record_tab="support").panel)


def test_every_contact_can_be_seen_and_one_is_put_right(
    qtbot: QtBot, make: Making, show: Show, real_desk: Desk
) -> None:
    case_id = make.screened()
    make.decide(case_id)
    for day in range(1, 9):
        make.do(record_contact, case_id, CaseContactForm(date(2026, 10, day), "SEEN", note=f"Visit {day}"))
    page = show(record=case_id, record_tab="support")
    assert "Visit 1" not in said(page.panel)

    button(page.panel, "Show 2 earlier ones").click()

    assert "Visit 1" in said(page.panel)
    choose(page.panel, "1 October", "Correct…")
    dialog = dialog_of(RecordContact)
    send(qtbot, real_desk, dialog, **{"note": "Visit at school", "reason": "Wrong child's note"})
    assert make.see(contacts_of, case_id).rows[-1].note == "Visit at school"


def test_a_programme_that_the_panel_agreed_is_offered_from_the_case_with_child_case_and_programme(
    make: Making, show: Show, real_desk: Desk
) -> None:
    case_id = make.screened()
    make.decide(case_id, further=(FurtherForm(intervention_code="MENTORING"),))
    gone: list[dict[str, str]] = []
    real_desk.navigation.go = lambda key, **where: gone.append({"page": key, **where})  # type: ignore[method-assign]
    page = show(record=case_id, record_tab="support")

    assert "agreed by the panel, not referred yet" in said(page.panel)
    button(page.panel, "Refer").click()

    record = make.see(case_record, case_id)
    assert gone == [{"page": "interventions", "refer": record.person_id, "case": case_id, "programme": "MENTORING"}]
    make.intervention_referral(record.person_id, "MENTORING", DECIDED, case_id=case_id)
    assert "not referred yet" not in said(show(record=case_id, record_tab="support").panel)


def test_a_case_closed_by_mistake_is_reopened_from_its_record(
    qtbot: QtBot, make: Making, show: Show, real_desk: Desk
) -> None:
    case_id = make.screened()
    make.decide(case_id)
    make.do(close_case, case_id, make.version(PanelCase, case_id), ClosureForm("MOVED_AWAY", DECIDED, "To Leeds"))
    page = show(record=case_id, record_tab="support")
    assert "To Leeds" in said(page.panel)
    page.case.asked.emit("closing_correct", "")
    fix = dialog_of(CloseCase)
    send(qtbot, real_desk, fix, **{"reason": "DECLINED", "why": "They had said no"})
    assert make.see(case_record, case_id).closure_reason == "DECLINED"

    page = show(record=case_id, record_tab="support")
    choose(page.panel, "22 September", "Reopen: closed by mistake…")
    dialog = dialog_of(Reopen)
    send(qtbot, real_desk, dialog, **{"reason": "The wrong case"})

    assert make.see(case_record, case_id).status == "AWAITING_ENGAGEMENT"


def test_what_is_typed_of_a_decision_or_a_referral_is_there_again_after_a_lock(
    qtbot: QtBot, make: Making, show: Show, real_desk: Desk
) -> None:
    case_id = make.screened()
    record = make.see(case_record, case_id)
    page = show(record=case_id)
    decide = Decide(real_desk, page, record, (), None)
    decide.open()
    decide.form.put({"rationale": "He would like to learn boxing"})
    referral = NewReferral(real_desk, page, make.see(person_row, record.person_id))
    referral.form.put({"reason": "Away from home", "named_on_1": date(2026, 9, 3), "occurrence_1": "44/9"})
    for dialog in (decide, referral):
        dialog.keep_drafts()
        qtbot.waitUntil(lambda: is_idle(real_desk))
        dialog.hide()

    assert {draft.form for draft in make.see(drafts)} == {"decision", "referral"}
    again = Decide(real_desk, page, record, (), None)
    again.open()
    qtbot.waitUntil(lambda: is_idle(real_desk))
    assert again.form.values()["rationale"] == "He would like to learn boxing"
    again.hide()


def test_a_new_referral_takes_the_kind_of_each_occurrence_and_the_day_it_came(
    qtbot: QtBot, make: Making, show: Show, real_desk: Desk
) -> None:
    person = make.see(person_row, make.person())
    page = show()
    dialog = NewReferral(real_desk, page, person)
    dialog.form.put(
        {
            "referred_on": date(2026, 9, 1),
            "received_on": date(2026, 9, 3),
            "source": "POLICE_SUSPECT_2ND",
            "named_on_1": date(2026, 8, 1),
            "offence_kind_1": "ROBBERY",
            "occurrence_1": "44/1",
        }
    )
    dialog.saved.connect(page._on_referred)
    dialog.submit()
    qtbot.waitUntil(lambda: is_idle(real_desk))

    assert page.case.record is not None
    referral = page.case.record.referral
    assert referral.received_on == date(2026, 9, 3)
    assert [(e.named_on, e.offence_kind, e.occurrence) for e in referral.events] == [
        (EventForm(date(2026, 8, 1)).named_on, "ROBBERY", "44/1")
    ]
