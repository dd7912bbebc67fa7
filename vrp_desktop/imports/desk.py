"""The desk: held rows, each of which a person mends, joins to a child, takes as new or sets aside, days later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from db.imports import ImportBatch, ImportRow
from db.panel import Referral
from db.people import DistinctPair, Person
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, NotFound, RuleBroken
from vrp_desktop.imports.checking import Checked, Checker
from vrp_desktop.imports.holds import RowState
from vrp_desktop.imports.listing import READ_AS, checker_for, heading_for, row_reader, workspace_vocabulary
from vrp_desktop.imports.matching import Matcher
from vrp_desktop.imports.planning import Known, Planned, Planner, digests_on_file
from vrp_desktop.imports.reading.fields import Field
from vrp_desktop.imports.reading.settings import BatchSettings, RowKind
from vrp_desktop.imports.results import Settled, Settlement
from vrp_desktop.imports.writing import BatchWriter, WorkIds, reason_of
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.workspace.facts import fingerprint_key


@dataclass(slots=True)
class _Case:
    """A held row with its batch, read again."""

    row: ImportRow
    batch: ImportBatch
    settings: BatchSettings
    checker: Checker
    checked: Checked
    cells: dict[str, Any]


def mend(work: Work, row_id: str, version: int, fields: Mapping[str, str]) -> Settled:
    """Check a row again with new texts."""
    case = _open(work, row_id, version, fields)
    planner = Planner(work, case.checker, case.settings.rows, WorkIds(work), Matcher(work))
    (planned,) = planner.plan_chunk([case.checked])
    return _settle(work, case, _into_event_referral(work, case, planned))


def join(work: Work, row_id: str, version: int, person_id: str) -> Settled:
    """Make a row a further referral of a child on file."""
    case = _open(work, row_id, version)
    person = work.get(Person, person_id, "child or young person")
    if person.erased_at is not None:
        raise NotFound("This child's record was erased.", means="Nothing was changed.")
    _need_good(case)
    on_file = _same_row(work, case)
    if on_file is not None and on_file.person_id == person_id:
        return _settle(work, case, _on_file(case, on_file))
    good = case.checked.good
    if good is not None and person.born_on is not None and person.born_on > good.referral.referred_on:
        raise Invalid({"REFERRAL_DATE": "The referral date is before the child's date of birth on file."})
    ids = WorkIds(work)
    planned = Planned(
        case.checked,
        RowState.JOINED,
        person_id=person_id,
        referral_id=ids.next(),
        makes_referral=True,
    )
    return _settle(work, case, _into_event_referral(work, case, planned))


def take_as_new(work: Work, row_id: str, version: int) -> Settled:
    """Make a child of a row, and remember that it is not the one that it was likely to be."""
    case = _open(work, row_id, version)
    _need_good(case)
    on_file = _same_row(work, case)
    if on_file is not None:
        return _settle(work, case, _on_file(case, on_file))
    good = case.checked.good
    if good is None:
        raise RuleBroken("This row cannot be taken yet.", means="Nothing was changed.", do="Mend it first.")
    ids, likely_id = WorkIds(work), case.row.likely_id
    planned = Planned(
        case.checked,
        RowState.TAKEN,
        person_id=ids.next(),
        referral_id=ids.next(),
        makes_person=True,
        makes_referral=True,
        wanted=Matcher.wanted(good.person.candidate()),
    )
    settled = _settle(work, case, planned)
    if likely_id is not None and settled.person_id is not None:
        first, second = sorted((likely_id, settled.person_id))
        work.add(DistinctPair(first_id=first, second_id=second, decided_at=work.now, decided_by=work.actor.user_id))
    return settled


def set_aside(work: Work, row_id: str, version: int, reason: str) -> None:
    """Leave a row out."""
    row, batch = _held(work, row_id, version)
    if not reason.strip():
        raise Invalid({"reason": "Say why this row is set aside."})
    row.state, row.reason_code, row.reason = RowState.SET_ASIDE.value, None, reason.strip()[:200]
    row.cells, row.likely_id = None, None
    work.names("import_batch", batch.id)


def _open(work: Work, row_id: str, version: int, fields: Mapping[str, str] | None = None) -> _Case:
    row, batch = _held(work, row_id, version)
    settings = settings_of(batch)
    read_as: dict[str, Any] = dict(batch.settings.get(READ_AS) or {})
    kept: list[list[str]] = [list(cell) for cell in (row.cells or {}).get("row", [])]
    columns: list[list[str]] = [list(column) for column in (row.cells or {}).get("columns", read_as["columns"])]
    _change(kept, columns, fields or {})
    cells = {"row": kept, **({"columns": columns} if columns != read_as["columns"] else {})}
    lists = read_lists_of(work.session)
    words = workspace_vocabulary(lists)
    reader = row_reader({**read_as, "columns": columns}, settings, work.today, words)
    checker = checker_for(work, settings, lists)
    checked = checker.check(reader.read_again(row.row_number, dict(kept)))
    return _Case(row, batch, settings, checker, checked, cells)


def _held(work: Work, row_id: str, version: int) -> tuple[ImportRow, ImportBatch]:
    row = work.get(ImportRow, row_id, "row")
    if not work.actor.sees_place(row.place_code):
        raise NotFound("This row is not on the desk, or not in your places.", do="Go back to the desk.")
    check_version(row, version)
    if row.state != RowState.HELD:
        raise RuleBroken("This row is settled already.", means="Nothing was changed.", do="Go back to the desk.")
    return row, work.get(ImportBatch, row.batch_id, "batch")


def settings_of(batch: ImportBatch) -> BatchSettings:
    """The settings that a batch was taken with."""
    return BatchSettings.from_json("", batch.settings)


def _change(kept: list[list[str]], columns: list[list[str]], fields: Mapping[str, str]) -> None:
    """Put new texts into the cells, by heading or by field; a field without a column gets one of its own."""
    places = {heading: number for number, (heading, _) in enumerate(kept)}
    by_field = {code: heading for heading, code in columns if code}
    for name, text in fields.items():
        heading = name if name in places else by_field.get(name, "")
        if heading in places:
            kept[places[heading]][1] = text.strip()
        elif name in set(Field):
            heading = heading_for(Field(name))
            if heading in places:
                heading = f"{heading} ({name})"
            kept.append([heading, text.strip()])
            columns.append([heading, name])
        else:
            raise Invalid({name: "The list has no such column."})


def _need_good(case: _Case) -> None:
    if case.checked.good is None:
        raise Invalid({"row": " ".join(hold.sentence for hold in case.checked.holds)}, "This row cannot be taken yet.")


def _same_row(work: Work, case: _Case) -> Known | None:
    return digests_on_file(work, [case.checked.digest]).get(case.checked.digest)


def _on_file(case: _Case, known: Known) -> Planned:
    return Planned(case.checked, RowState.ON_FILE, person_id=known.person_id, referral_id=known.referral_id)


def _into_event_referral(work: Work, case: _Case, planned: Planned) -> Planned:
    """An event row of a child whose other rows made a referral in the same batch adds its event to that one."""
    if case.settings.rows is not RowKind.EVENT or planned.state is not RowState.JOINED:
        return planned
    same = select(Referral.id).where(
        Referral.batch_id == case.batch.id,
        Referral.person_id == planned.person_id,
        Referral.withdrawn_on.is_(None),
    )
    referral_id = work.session.scalars(same.order_by(Referral.id).limit(1)).one_or_none()
    return replace(planned, referral_id=referral_id, makes_referral=False) if referral_id else planned


def _settle(work: Work, case: _Case, planned: Planned) -> Settled:
    """Write what became of a row: what it makes, and that it waits no longer; or why it still does."""
    row = case.row
    row.place_code = case.checked.place
    work.names("import_batch", case.batch.id, row.place_code)
    if planned.state is RowState.HELD:
        row.cells = case.cells
        row.reason_code, row.reason = planned.holds[0].code, reason_of(planned)
        row.likely_id = planned.likely.person_id if planned.likely else None
        row.row_digest = case.checked.digest
        return Settled(Settlement.HELD, reason=row.reason)
    writer = BatchWriter(work, case.batch.id, WorkIds(work), fingerprint_key(work.session))
    writer.write_made(writer.make([planned]))
    row.state, row.cells, row.likely_id = planned.state.value, None, None
    row.reason_code, row.reason = None, ""
    row.row_digest = case.checked.digest
    row.person_id, row.referral_id, row.made_person = planned.person_id, planned.referral_id, planned.makes_person
    if planned.makes_referral and planned.referral_id is not None:
        work.changed("referral", planned.referral_id)
    return Settled(Settlement(planned.state.value), planned.person_id, planned.referral_id)
