"""The trap in PySide6 6.12.0 on CPython 3.11: every bool signal drops a reference to True until Python dies."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class _Switch(QObject):
    """Something with a bool signal, and the slot that counts."""

    flipped = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0
        self.flipped.connect(self.count)

    def count(self, on: bool) -> None:
        self.seen += on


def test_a_bool_signal_can_be_emitted_five_thousand_times():
    switch = _Switch()
    before = sys.getrefcount(True)

    for _ in range(5_000):
        switch.flipped.emit(True)

    assert switch.seen == 5_000
    assert abs(sys.getrefcount(True) - before) < 1_000
