"""A rehearsal: made-up children in a window of its own, marked, and nothing of it left behind."""

from __future__ import annotations

from sqlalchemy import func, select

from db.people import Person
from ui.rehearsal import Rehearsal, Watermark
from ui.sitting.page import SittingPage


def people(read) -> int:
    found: int = read.session.scalar(select(func.count()).select_from(Person))
    return found


def test_a_rehearsal_touches_no_real_record_is_marked_and_leaves_nothing_behind(qtbot, real_desk, make):
    make.person()
    rehearsal = Rehearsal(real_desk)
    folder = rehearsal._folder
    with qtbot.waitSignal(rehearsal.opened, timeout=60_000):
        rehearsal.start()
    session = rehearsal.session
    assert session is not None

    qtbot.waitUntil(session.desk.tasks.is_idle)
    page = session.frame.page
    assert isinstance(page, SittingPage)
    assert page._first_sitting
    assert session.frame.windowTitle().startswith("Rehearsal")
    (mark,) = session.frame.findChildren(Watermark)
    assert mark.size() == session.frame.size()
    assert make.see(people) == 1

    with qtbot.waitSignal(rehearsal.over):
        session.frame.close()
    assert not folder.exists()
