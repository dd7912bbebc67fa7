"""Keeping windows out of captures: every window is told, and where it cannot be done that is said."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.capture import ALLOWED, BLOCKED, CANNOT, FAILED, CaptureGuard, exclusion_of


def test_every_window_is_kept_out_until_capture_is_allowed(qapp, qtbot):
    told: list[tuple[int, bool]] = []

    def exclude(handle: int, on: bool) -> bool:
        told.append((handle, on))
        return True

    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    guard = CaptureGuard(qapp, exclude)
    guard.apply()
    assert (int(window.winId()), True) in told
    assert guard.state == BLOCKED

    guard.toggle()
    assert told[-1][1] is False
    assert guard.state == ALLOWED


def test_a_system_that_refuses_is_told_so(qapp, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    guard = CaptureGuard(qapp, lambda _handle, _on: False)

    guard.apply()

    assert guard.state == FAILED
    assert "Share no screen" in guard.meaning


def test_where_the_system_has_no_way_that_is_said_and_nothing_is_claimed(qapp):
    assert exclusion_of("linux") is None
    guard = CaptureGuard(qapp)

    guard.set_on(True)

    assert guard.state == CANNOT
    assert "no way" in guard.meaning
