"""What is compiled for one store serves the next."""

from __future__ import annotations

from sqlalchemy import select

from db.dialect import COMPILED
from db.people import Person
from tests.support.workspaces import open_workspace
from vrp_desktop.access.work import Read


def ask(read: Read) -> list[str]:
    return list(read.session.scalars(select(Person.code).where(Person.code == "MADE-UP")))


def test_a_statement_is_compiled_once_for_all_stores_of_the_process(template_store, tmp_path, clock):
    for name in ("first", "second"):
        workspace = open_workspace(template_store.copy_to(tmp_path / name), clock)
        workspace.read(ask)
        known = list(COMPILED.keys())
        workspace.close()
        if name == "first":
            before = known

    assert len(known) == len(before)
