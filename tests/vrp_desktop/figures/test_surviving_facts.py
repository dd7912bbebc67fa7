"""Whatever is merged, taken apart, voided, withdrawn and erased: figures are those of the facts that survive."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from db.panel import PanelCase, Referral
from db.people import Person
from db.returns import ReturnDocument, ReturnEvidence, ReturnVersion
from tests.support.making import Making
from tests.support.sides import fill_return
from tests.support.workspaces import FULL_NAME, STARTS_AT, Template, open_workspace
from tests.vrp_desktop.figures.surviving import CHILDREN, Family, enter, figures_of, first_event
from vrp_desktop.access.permissions import Role
from vrp_desktop.access.work import Read, Work, watch
from vrp_desktop.calendar import Quarter
from vrp_desktop.clock import FixedClock
from vrp_desktop.documents.return_pdf import render_signed
from vrp_desktop.figures.figure import Window
from vrp_desktop.panel.commands import record_agreement
from vrp_desktop.panel.forms import AgreementForm
from vrp_desktop.panel.referring import remove_suspect_status, withdraw_referral
from vrp_desktop.people.commands import add_person
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.people.merging import MergeForm, merge_people, undo_merge
from vrp_desktop.returns.commands import complete_return
from vrp_desktop.returns.queries import ask_for
from vrp_desktop.returns.signing import Signatory, sign_return
from vrp_desktop.workspace.checks import verify_workspace
from vrp_desktop.workspace.workspace import Workspace

QUARTER: Final = Quarter(2026, 2)
WINDOW: Final = Window(QUARTER.year_begins, QUARTER.end, QUARTER.end)
TODAY: Final = STARTS_AT.date()
WHY: Final = "Made-up reason"
PICK: Final = st.randoms(use_true_random=False)
SUPPORTED: Final = ((0, 0),)
"""The facts with agreement to support, by child and number."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A workspace with all the facts and a signed return, closed; and what its ids are."""

    folder: Path
    people: tuple[str, ...]
    records: dict[tuple[int, int], str]
    signed: Any


@pytest.fixture(scope="module")
def prepared(template_store: Template, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Made once; each run works in a copy."""
    folder = template_store.copy_to(tmp_path_factory.mktemp("facts") / "workspace")
    with open_workspace(folder) as workspace:
        make = Making(workspace, FixedClock(STARTS_AT))
        people = tuple(make.do(add_person, form) for form, _ in CHILDREN)
        records = {
            (child, number): enter(_through(workspace), people[child], fact)
            for child, (_, facts) in enumerate(CHILDREN)
            for number, fact in enumerate(facts)
        }
        ask = make.see(ask_for, QUARTER, None)
        fill_return(make, ask, "Made-up")
        make.do(complete_return, ask)
        who = [Signatory(item.role, "Al Madeup") for item in ask.template.signatories if item.is_required]
        make.do(sign_return, ask, [*who[:-1], Signatory(who[-1].role, FULL_NAME, is_signer=True)], render_signed)
        signed = make.see(signed_rows)
    return Prepared(folder, people, records, signed)


def _through(workspace: Workspace) -> Callable[..., Any]:
    """Commands one by one, as the program runs them; queries as they are."""

    def do(deed: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        is_command = hasattr(deed, "permission")
        return workspace.write(deed, *args, **kwargs).result if is_command else workspace.read(deed, *args)

    return do


@contextmanager
def entered_directly(workspace: Workspace, family: Family) -> Iterator[Read]:
    """A store into which the surviving facts were entered as they are, for as long as the block runs."""

    class Undo(Exception):
        pass

    try:
        with workspace.store.begin_write() as connection:
            from sqlalchemy.orm import Session

            with Session(bind=connection, expire_on_commit=False) as session:
                work = Work(session, workspace.actor, workspace.clock)
                watch(session, work.capture)

                def do(deed: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
                    result = deed(work, *args, **kwargs)
                    session.flush()
                    return result

                for root in family.roots():
                    person = do(add_person, family.form(root))
                    for fact, withdrawn in family.facts(root):
                        record = enter(do, person, fact)
                        if withdrawn is not None:
                            do(record_agreement, record, AgreementForm("WITHDRAWN", withdrawn))
                yield work
                raise Undo
    except Undo:
        pass


def signed_rows(read: Read) -> Any:
    """All that stands of signed returns: the content, the digest, each row of evidence, the document's bytes."""
    kinds: tuple[Any, ...] = (ReturnVersion, ReturnEvidence, ReturnDocument)
    return [sorted(map(repr, read.session.execute(select(*kind.__table__.columns)))) for kind in kinds]


class Casework(RuleBasedStateMachine):
    """Deeds that put the record right, in any order, beside a model that knows only which facts survive."""

    prepared: Prepared
    empty: Workspace
    folder: Path
    turn = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).turn += 1
        at = self.folder / f"run{self.turn}"
        shutil.copytree(self.prepared.folder, at)
        self.workspace = open_workspace(at)
        self.make = Making(self.workspace, FixedClock(STARTS_AT))
        self.family = Family()
        self.ids: list[str] = []

    def live(self) -> list[int]:
        return [root for root in self.family.roots() if root not in self.family.erased]

    def version(self, kind: Any, record_id: str) -> int:
        return self.make.version(kind, record_id)

    @precondition(lambda self: len(self.live()) > 1)
    @rule(pick=PICK, taken=st.sets(st.sampled_from(("sex", "ethnicity", "born_on", "name"))))
    def merge(self, pick: Any, taken: set[str]) -> None:
        kept, other = pick.sample(self.live(), 2)
        one, two = self.prepared.people[kept], self.prepared.people[other]
        form = MergeForm(one, self.version(Person, one), two, self.version(Person, two), WHY, tuple(sorted(taken)))
        self.ids.append(self.make.do(merge_people, form))
        self.family.merges.append((kept, other, tuple(sorted(taken))))

    @precondition(lambda self: any(not self.is_erased(kept) for kept, _, _ in self.family.merges))
    @rule(pick=PICK)
    def unmerge(self, pick: Any) -> None:
        standing = [at for at, (kept, _, _) in enumerate(self.family.merges) if not self.is_erased(kept)]
        at = pick.choice(standing)
        self.make.do(undo_merge, self.ids.pop(at), WHY)
        self.family.merges.pop(at)

    @precondition(lambda self: bool(self.panel_cases()))
    @rule(pick=PICK, is_removed=st.booleans())
    def void(self, pick: Any, is_removed: bool) -> None:
        """A referral made in error; or, where the child was named as suspect, that status removed."""
        which = pick.choice(self.panel_cases())
        case = self.prepared.records[which]
        if is_removed and CHILDREN[which[0]][1][which[1]].events:
            self.make.do(remove_suspect_status, self.make.see(first_event, case), TODAY, WHY)
        else:
            referral = self.make.row(PanelCase, case).referral_id
            deed = (referral, self.version(Referral, referral), TODAY, "ERROR_OR_DUPLICATE", WHY)
            self.make.do(withdraw_referral, *deed)
        self.family.void.add(which)

    @precondition(lambda self: bool(self.supported()))
    @rule(pick=PICK, day=st.sampled_from((date(2026, 8, 20), date(2026, 10, 5))))
    def withdraw(self, pick: Any, day: date) -> None:
        """A family takes agreement to support back."""
        which = pick.choice(self.supported())
        self.make.do(record_agreement, self.prepared.records[which], AgreementForm("WITHDRAWN", day))
        self.family.withdrawn[which] = day

    @rule()
    def look(self) -> None:
        """Nothing at all: there is always something that can be done."""

    @precondition(lambda self: len(self.live()) > 2)
    @rule(pick=PICK)
    def erase(self, pick: Any) -> None:
        root = pick.choice(self.live())
        self.make.do_as(self.make.actor(Role.DATA_PROTECTION), erase_person, self.prepared.people[root], WHY)
        self.family.erased.update(self.family.group(root))

    @invariant()
    def signed_returns_stay_as_they_are(self) -> None:
        assert self.make.see(signed_rows) == self.prepared.signed

    def teardown(self) -> None:
        try:
            found = self.make.see(figures_of, WINDOW)
            with entered_directly(self.empty, self.family) as read:
                assert found == figures_of(read, WINDOW)
            assert verify_workspace(self.workspace) == []
        finally:
            self.workspace.close()

    def is_erased(self, child: int) -> bool:
        return child in self.family.erased

    def panel_cases(self) -> list[tuple[int, int]]:
        """The referrals to the panel that may still be taken out."""
        return [
            (child, number)
            for child, number in self.prepared.records
            if CHILDREN[child][1][number].kind in ("SCHOOL", "EVENTS")
            and (child, number) not in self.family.void
            and not self.is_erased(child)
        ]

    def supported(self) -> list[tuple[int, int]]:
        mine = set(SUPPORTED) - self.family.void - set(self.family.withdrawn)
        return [which for which in sorted(mine) if not self.is_erased(which[0])]


@pytest.mark.parametrize(
    ("runs", "steps"), [(4, 8), pytest.param(300, 25, marks=pytest.mark.soak)], ids=["some", "many"]
)
def test_figures_are_those_of_the_facts_that_survive(
    prepared: Prepared, workspace: Workspace, tmp_path: Path, runs: int, steps: int
):
    Casework.prepared, Casework.empty, Casework.folder = prepared, workspace, tmp_path
    # What fails is a list of plain deeds; to make it shorter would take minutes.
    phases = (Phase.reuse, Phase.generate)
    bounds = settings(max_examples=runs, stateful_step_count=steps, deadline=None, phases=phases)
    run_state_machine_as_test(Casework, settings=bounds)
