"""One held row as the desk shows it: what is to be mended, field by field, and the child on file that it may be of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from vrp_desktop.access.work import Read
from vrp_desktop.errors import NotFound
from vrp_desktop.imports.checking import Checked
from vrp_desktop.imports.holds import HoldCode
from vrp_desktop.imports.listing import checker_for, row_reader, workspace_vocabulary
from vrp_desktop.imports.queries import HeldRow, batch_record, held_row
from vrp_desktop.imports.reading.fields import Field
from vrp_desktop.imports.reading.names import read_full_name, read_parts
from vrp_desktop.imports.reading.settings import BatchSettings
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.people.likely import LikelyPerson, candidates, find_likely
from vrp_desktop.people.matching import Verdict, compare
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.queries import PersonRecord, person_record
from vrp_desktop.reference.lists import read_lists_of

_NAMES: Final = (Field.FULL_NAME, Field.SURNAME, Field.FORENAMES)
_FIELDS_OF: Final[Mapping[str, tuple[Field, ...]]] = {
    HoldCode.NO_EVENT_DATE.value: (Field.EVENT_DATE,),
    HoldCode.NO_PLACE.value: (Field.PLACE,),
    HoldCode.NOT_YOUR_PLACE.value: (Field.PLACE,),
}


@dataclass(frozen=True, slots=True)
class ToMend:
    """Why a row is held, and the fields that would put it right; the list may have no column for one of them."""

    sentence: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class OnFile:
    """The child on file whom a row may be of, with what speaks for it and why a person decides."""

    record: PersonRecord
    reasons: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """A held row whole. `said` is the child as the row describes it, where nothing in the row itself holds it."""

    row: HeldRow
    words: PersonWords
    settings: BatchSettings
    to_mend: tuple[ToMend, ...]
    said: PersonForm | None
    on_file: OnFile | None
    others: tuple[LikelyPerson, ...]
    is_elsewhere: bool = False

    @property
    def can_be_taken(self) -> bool:
        """Whether nothing in the row itself holds it, so that it can be joined or taken as new."""
        return self.said is not None


def held_record(read: Read, row_id: str, against: str | None = None) -> HeldRecord | None:
    """One row of the desk; None where it is settled. `against` is the child to compare with, else the likeliest."""
    row = held_row(read, row_id)
    if row is None:
        return None
    settings = batch_record(read, row.batch_id).settings
    checked = _check_again(read, row, settings)
    said = checked.good.person if checked.good is not None else None
    whom = against or row.likely_id
    on_file = _on_file(read, whom, said) if whom else None
    others = [one for one in find_likely(read, said) if one.likeness.verdict >= Verdict.LIKELY] if said else []
    return HeldRecord(
        row=row,
        words=row_words(row),
        settings=settings,
        to_mend=tuple(_to_mend(checked, row)),
        said=said,
        on_file=on_file,
        others=tuple(one for one in others if on_file is None or one.row.person_id != on_file.record.person_id),
        is_elsewhere=whom is not None and on_file is None,
    )


def row_words(row: HeldRow) -> PersonWords:
    """What a held row calls the child, for the screen to name it by; its code is the row's number."""
    texts = {cell.field: cell.text for cell in row.cells if cell.field}
    parts = [texts.get(field.value, "") for field in (Field.FORENAMES, Field.MIDDLE_NAMES, Field.SURNAME)]
    reading = read_parts(*parts) if parts[0] or parts[2] else None
    if reading is None or not reading.is_usable:
        reading = read_full_name(texts.get(Field.FULL_NAME.value, ""))
    code = f"Row {row.number}"
    if not reading.is_usable:
        return PersonWords(row.row_id, code, parts[0], parts[2])
    return PersonWords(row.row_id, code, reading.forenames, reading.surname)


def _check_again(read: Read, row: HeldRow, settings: BatchSettings) -> Checked:
    lists = read_lists_of(read.session)
    columns = [[cell.heading, cell.field] for cell in row.cells]
    reader = row_reader({"columns": columns}, settings, read.today, workspace_vocabulary(lists))
    again = reader.read_again(row.number, {cell.heading: cell.text for cell in row.cells})
    return checker_for(read, settings, lists).check(again)


def _to_mend(checked: Checked, row: HeldRow) -> Iterator[ToMend]:
    have = {cell.field for cell in row.cells}
    for problem in checked.row.held_because:
        yield ToMend(problem.sentence, _names_in(have) if problem.field is None else (problem.field,))
    for hold in checked.holds:
        if hold.code in _FIELDS_OF:
            yield ToMend(hold.sentence, _FIELDS_OF[hold.code])


def _names_in(have: set[str]) -> tuple[Field, ...]:
    return tuple(field for field in _NAMES if field.value in have) or (Field.SURNAME, Field.FORENAMES)


def _on_file(read: Read, person_id: str, said: PersonForm | None) -> OnFile | None:
    """None for a child of a place that is not the reader's."""
    try:
        record = person_record(read, person_id)
    except NotFound:
        return None
    other = candidates(read, [person_id]).get(person_id)
    if said is None or other is None:
        return OnFile(record)
    likeness = compare(said.candidate(), other)
    return OnFile(record, likeness.reasons, likeness.why)
