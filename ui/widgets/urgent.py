"""The keys that must work above everything: covering the screen and locking it, also while a dialog is open."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

URGENT = "urgent"
"""The property that marks such an action of the main window."""


def take_urgent_actions(dialog: QDialog) -> None:
    """Let a dialog answer to the urgent keys of the window that it stands before, which its own modality blocks."""
    parent = dialog.parentWidget()
    if parent is None:
        return
    for action in parent.window().actions():
        if action.property(URGENT):
            dialog.addAction(action)
