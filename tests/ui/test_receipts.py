"""Before a list leaves its free text is looked through for names, and the receipt says what became of them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest
from sqlalchemy import select

from db.exports import ExportReceipt
from db.people import Person
from tests.ui.driving import dialog_of, press
from ui.name_review import KEEP
from ui.receipts import ListExport, ReceiptDialog
from ui.widgets.choice_editors import WheelSafeCombo
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable


class Marked(NamedTuple):
    """A row that carries restrictions."""

    name: str
    restriction: str = "MAY_BE_DISCUSSED"
    reason: str = "Seen"


@pytest.fixture
def table(qtbot, real_desk):
    columns = (Column("name", "Name", lambda r: r[0]), Column("reason", "Reason", lambda r: r[-1]))
    made = DataTable(real_desk, "things", columns, row_id=lambda r: str(r[0]))
    ListExport(real_desk, made)
    qtbot.addWidget(made)
    made.show()
    return made


def asked(qtbot, real_desk, table):
    table.tools.export()
    qtbot.waitUntil(lambda: bool(table.findChildren(ReceiptDialog)))
    dialog = dialog_of(table, ReceiptDialog)
    qtbot.waitUntil(lambda: real_desk.tasks.is_idle() and dialog.yes_button.isEnabled())
    return dialog


def fill(dialog, path, door):
    door.will_pick(path)
    dialog.form.put({"form": "CSV", "purpose": "For the meeting", "recipient": "School"})
    dialog.form.put({"destroy_by": date(2027, 1, 1)})
    press(dialog, "Export")


def receipt(make):
    return make.see(
        lambda read: read.session.execute(select(ExportReceipt.names_found, ExportReceipt.names_kept)).one()
    )


def test_a_name_in_free_text_is_replaced_by_its_code(qtbot, real_desk, table, make, door, tmp_path):
    code = make.row(Person, make.person("Quillon")).code
    table.show_rows([("Quillon Madeup", "Seen with Quillon Madeup")])
    dialog = asked(qtbot, real_desk, table)
    assert "1 name was found" in dialog.review.banner.text

    fill(dialog, tmp_path / "list.csv", door)
    qtbot.waitUntil((tmp_path / "list.csv").exists)

    assert f"Quillon Madeup,Seen with {code}" in (tmp_path / "list.csv").read_text("utf-8-sig")
    assert tuple(receipt(make)) == (1, 0)


def test_a_name_may_be_left_and_the_receipt_says_so(qtbot, real_desk, table, make, door, tmp_path):
    make.person("Quillon")
    table.show_rows([("Other", "Seen with Quillon")])
    dialog = asked(qtbot, real_desk, table)
    combo = dialog.review.findChild(WheelSafeCombo)
    combo.setCurrentIndex(combo.findData(KEEP))

    fill(dialog, tmp_path / "list.csv", door)
    qtbot.waitUntil((tmp_path / "list.csv").exists)

    assert "Seen with Quillon" in (tmp_path / "list.csv").read_text("utf-8-sig")
    assert tuple(receipt(make)) == (1, 1)


def test_who_takes_out_rows_that_are_marked_is_told_who_must_not_have_them(qtbot, real_desk, table):
    rows = [Marked("Other"), Marked("Another", "NOT_FOR_PROVIDER"), Marked("Third", "NOT_FOR_FAMILY NOT_FOR_PROVIDER")]
    table.show_rows(rows)

    dialog = asked(qtbot, real_desk, table)

    assert "2 of these rows are marked: not for the family, not for the provider." in dialog.banner.text


def test_rows_that_may_be_discussed_need_no_warning(qtbot, real_desk, table):
    table.show_rows([Marked("Other")])

    assert not asked(qtbot, real_desk, table).banner.isVisible()
