"""Marking many cases in one transaction, with an outcome for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from db.panel import CaseStatus, EligibilityAnswer, PanelCase, Referral
from db.screening import ScreeningDeed, ScreeningEffect
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.errors import KnownError, NotFound, RuleBroken
from vrp_desktop.panel import answering, checks, rules, steps
from vrp_desktop.panel.forms import CheckForm, ClosureForm
from vrp_desktop.panel.screening import marks
from vrp_desktop.panel.screening.effects import GIVEN, NEW_ANSWER, STEP, WITHDRAWN
from vrp_desktop.panel.screening.forms import LeftAlone, Marked, MarkForm
from vrp_desktop.panel.screening.undoing import take_back
from vrp_desktop.reference.lists import Lists, read_lists_of

_NOT_FOR_PANEL = "NOT_FOR_PANEL"
_AT_MOST = 1000


@command(Permission.EDIT_CASES)
def mark_cases(work: Work, case_ids: Sequence[str], form: MarkForm) -> Marked:
    """Give one mark to many cases: those that cannot have it are left alone, each with the reason."""
    if not case_ids or len(case_ids) > _AT_MOST:
        raise RuleBroken(f"Mark between 1 and {_AT_MOST:,} children at once.", means="Nothing was changed.")
    lists = read_lists_of(work.session)
    marks.check_mark(lists, form, work.today)
    return _Marking(work, lists, form).mark(list(dict.fromkeys(case_ids)))


@command(Permission.EDIT_CASES)
def undo_mark(work: Work, deed_id: str = "") -> Marked:
    """Take back a marking, or one's own last; a case on which something was built since is left as it is."""
    if not deed_id:
        mine = select(ScreeningDeed.id).where(
            ScreeningDeed.made_by == work.actor.user_id, ScreeningDeed.undone_at.is_(None)
        )
        deed_id = work.session.scalar(mine.order_by(ScreeningDeed.made_at.desc(), ScreeningDeed.id.desc())) or ""
    deed = work.session.get(ScreeningDeed, deed_id)
    if deed is None or deed.undone_at is not None:
        raise RuleBroken("There is no marking to take back.", means="Nothing was changed.")
    return take_back(work, deed)


@dataclass(slots=True)
class _Marking:
    """One deed over many cases."""

    work: Work
    lists: Lists
    form: MarkForm
    deed: ScreeningDeed | None = None

    def mark(self, case_ids: Sequence[str]) -> Marked:
        """Look at each case first, and touch it only where nothing stands in the way."""
        cases = {row.id: row for row in self.work.session.scalars(select(PanelCase).where(PanelCase.id.in_(case_ids)))}
        on_file = answering.answers_of(self.work, case_ids)
        done: list[str] = []
        left: list[LeftAlone] = []
        for case_id in case_ids:
            case = cases.get(case_id)
            try:
                deed = self._plan(case, on_file.get(case_id, []))
            except KnownError as error:
                left.append(LeftAlone(case_id, case.code if case is not None and self._sees(case) else "", _why(error)))
                continue
            deed()
            self.work.changed("panel_case", case_id)
            done.append(case_id)
        self.work.session.flush()
        if self.deed is not None:
            self.work.names("screening_deed", self.deed.id, None)
        return Marked(self.deed.id if self.deed else "", self.form.mark, tuple(done), tuple(left))

    def _sees(self, case: PanelCase) -> bool:
        return self.work.actor.sees_place(case.place_code)

    def _plan(self, case: PanelCase | None, on_file: list[EligibilityAnswer]) -> Callable[[], None]:
        """What the mark does to a case, checked and not yet done; raises where it may not be done."""
        if case is None or not self._sees(case):
            raise NotFound("This panel case is not in the workspace, or not in your places.")
        self.work.need_open(case.person_id)
        kind = marks.entry_of(self.lists, self.form.mark).extra.get("kind")
        if kind in (marks.FOUND, marks.ASKED):
            answers = marks.answers_for(self.lists, self.form, case, on_file, self.work.today)
            return lambda: self._answer(case, answers, on_file)
        marks.check_screen(self.lists, case, self.form.on, self.work.today)
        return lambda: self._screen(case, is_accepted=kind == marks.ACCEPT)

    def _answer(self, case: PanelCase, answers: Sequence[CheckForm], on_file: list[EligibilityAnswer]) -> None:
        for answer in answers:
            given = answering.put_answer(self.work, case, answer, on_file)
            # As it will be once it is flushed: a flush for each of many would take most of the time.
            version = (given.row.version or 0) + 1
            effect = self._effect(case, GIVEN if given.was_waiting else NEW_ANSWER, given.row.id)
            effect.version_after, effect.agency_before = version, given.agency_before
            before = (case.status, case.status_on)
            step = answering.begin_checks(self.work, self.lists, case, answer)
            if step is not None:
                self._stepped(case, step, before)

    def _screen(self, case: PanelCase, *, is_accepted: bool) -> None:
        on, note = self.form.on, "" if is_accepted else marks.said_by(self.lists, self.form)
        before = (case.status, case.status_on)
        self._stepped(case, steps.take_step(self.work, self.lists, case, rules.SCREENED, on, note), before)
        if is_accepted:
            return
        case.redirect_reason = self.form.redirect
        before, review = (case.status, case.status_on), case.review_due_on
        closing = ClosureForm(_NOT_FOR_PANEL, on, note)
        self._stepped(case, steps.close(self.work, self.lists, case, closing), before).review_before = review
        if checks.withdraws(self.lists, "redirect_reasons", self.form.redirect):
            referral = self.work.session.get_one(Referral, case.referral_id)
            if referral.withdrawn_on is None:
                referral.withdrawn_on, referral.withdrawn_reason = on, self.form.redirect
                self._effect(case, WITHDRAWN, referral.id)

    def _stepped(self, case: PanelCase, step: CaseStatus, before: tuple[str, object]) -> ScreeningEffect:
        effect = self._effect(case, STEP, step.id)
        effect.status_before, effect.status_on_before = before  # type: ignore[assignment]
        return effect

    def _effect(self, case: PanelCase, kind: str, record_id: str) -> ScreeningEffect:
        if self.deed is None:
            self.deed = self.work.add(
                ScreeningDeed(
                    id=self.work.new_id(),
                    mark=self.form.mark,
                    made_at=self.work.now,
                    made_by=self.work.actor.user_id,
                    agency_code=self.form.agency_code,
                    said_on=self.form.on,
                )
            )
            self.work.session.flush()
        return self.work.add(
            ScreeningEffect(
                id=self.work.new_id(),
                deed_id=self.deed.id,
                case_id=case.id,
                person_id=case.person_id,
                kind=kind,
                record_id=record_id,
            )
        )


def _why(error: KnownError) -> str:
    """The reason in one sentence, without what a whole deed would say besides."""
    fields = getattr(error, "fields", None)
    return " ".join(fields.values()) if fields else error.what
