"""The page of the return looks again after every change that may move a figure."""

from __future__ import annotations

from sqlalchemy import Table
from sqlalchemy.sql import visitors

from ui.returns.page import ReturnsPage
from vrp_desktop.figures import statement
from vrp_desktop.returns.catalogue import FIGURES


def test_the_page_looks_again_when_any_record_changes_that_a_figure_asks():
    asked = {
        part.name
        for item in FIGURES.values()
        for part in visitors.iterate(statement.counted(item, True, True))
        if isinstance(part, Table)
    }
    assert "panel_decision" in asked
    assert asked - set(ReturnsPage.watches) == set()
