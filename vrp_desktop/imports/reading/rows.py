"""From the rows of a list to referrals with their problems, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final, TypedDict, cast

from vrp_desktop.calendar import age_on
from vrp_desktop.imports.reading.columns import ColumnMap
from vrp_desktop.imports.reading.dates import DateOrder, order_of
from vrp_desktop.imports.reading.fields import DATE_FIELDS, Field, catalogue
from vrp_desktop.imports.reading.names import NO_NAME, NameReading, read_full_name, read_parts
from vrp_desktop.imports.reading.referrals import Problem, ProblemCode, ReadRow, ReferralFields
from vrp_desktop.imports.reading.row_dates import DateReader
from vrp_desktop.imports.reading.settings import BatchSettings
from vrp_desktop.imports.reading.sheets import Cell
from vrp_desktop.imports.reading.tables import Column, Table, TableRow
from vrp_desktop.imports.reading.values import (
    Doubt,
    Reading,
    is_blank,
    postcode_in,
    read_age,
    read_care_experience,
    read_coded,
    read_ethnicity,
    read_identifier,
    read_postcode,
    read_send,
    read_sex,
    read_yes_no,
    text_of,
)
from vrp_desktop.imports.reading.vocabulary import Vocabulary, shipped_vocabulary
from vrp_desktop.imports.reading.watch import Watch

_ROWS_BETWEEN_STEPS: Final = 500
_MOST_KEPT: Final = 50_000
_LONGEST_SHORT_TEXT: Final = 200
_LONGEST_BLANK_WORD: Final = 16
_LONG: Final = frozenset({Field.REASON, Field.NOTES, Field.ADDRESS})
_SHORT: Final = (
    Field.KNOWN_AS,
    Field.PLACE,
    Field.HOME_AUTHORITY,
    Field.SCHOOL,
    Field.PERSON_REFERENCE,
    Field.SENDER_REFERENCE,
    Field.OCCURRENCE,
    Field.OFFENCE,
    Field.SOURCE,
    Field.SENDING_AGENCY,
    Field.REFERRER,
)
_CODED: Final[Mapping[Field, Callable[[Cell, Vocabulary, int], Reading]]] = {
    Field.SEX: lambda cell, words, _: read_sex(cell, words),
    Field.ETHNICITY: lambda cell, words, _: read_ethnicity(cell, words),
    Field.POSTCODE: lambda cell, words, _: read_postcode(cell, words),
    Field.SCHOOL_STATUS: lambda cell, words, _: read_coded(cell, "school_statuses", words),
    Field.CARE_EXPERIENCE: lambda cell, words, _: read_care_experience(cell, words),
    Field.AGREEMENT: lambda cell, words, _: read_yes_no(cell, words),
    Field.UPN: lambda cell, words, year: read_identifier(cell, "UPN", year, words),
    Field.NHS_NUMBER: lambda cell, words, year: read_identifier(cell, "NHS", year, words),
    Field.PNC: lambda cell, words, year: read_identifier(cell, "PNC", year, words),
}


class _Codes(TypedDict, total=False):
    """The coded fields of a row, as the constructor names them."""

    sex: str | None
    ethnicity: str | None
    school_status: str | None
    care_experience: str | None
    agreement: str | None
    upn: str | None
    nhs_number: str | None
    pnc: str | None


_NAMED: Final = {field: field.value.lower() for field in Field}


def read_rows(
    table: Table,
    mapping: ColumnMap,
    settings: BatchSettings,
    today: date,
    *,
    epoch_1904: bool = False,
    vocabulary: Vocabulary | None = None,
    watch: Watch | None = None,
) -> Iterator[ReadRow]:
    """Read the rows of a list. Nothing is compared with what is on file: that is the store's half.

    A row is held without a usable name, without a referral date of its own or of the batch, or with an impossible
    date. Without a date of birth, or outside 10 to 17, it is not: eligibility says so.
    """
    orders = date_orders(table, mapping, settings)
    reader = RowReader(
        table.columns, mapping, today, settings, orders=orders, epoch_1904=epoch_1904, vocabulary=vocabulary
    )
    watch = watch or Watch()
    for done, row in enumerate(table.rows):
        if done % _ROWS_BETWEEN_STEPS == 0:
            watch.step(done / len(table.rows))
        yield reader.read(row)
    watch.step(1.0)


def date_orders(table: Table, mapping: ColumnMap, settings: BatchSettings) -> dict[Field, DateOrder]:
    """For each column of dates which part is the day: the settings say, else the whole column."""
    places = mapping.fields
    return {
        field: settings.date_order or order_of(row.cell(places[field]) for row in table.rows)
        for field in DATE_FIELDS
        if field in places
    }


class RowReader:
    """Reads one row after another by one mapping; the desk uses it to read a mended row again."""

    def __init__(
        self,
        columns: tuple[Column, ...],
        mapping: ColumnMap,
        today: date,
        settings: BatchSettings,
        *,
        orders: Mapping[Field, DateOrder] | None = None,
        epoch_1904: bool = False,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self._columns = columns
        self._places = mapping.fields
        self._surname_first = mapping.surname_first
        self._year = today.year
        self._words = vocabulary or shipped_vocabulary()
        self._dates = DateReader(orders or {}, today, settings.referral_date, epoch_1904, self._words)
        self._headings = tuple((column.index, column.label) for column in columns)
        self._once: dict[tuple[Field, str], Reading] = {}
        self._blank: dict[str, bool] = {}
        self._texts = [(field, self._places[field]) for field in (*_LONG, *_SHORT) if field in self._places]
        self._coded = [(field, self._places[field], read) for field, read in _CODED.items() if field in self._places]

    def read(self, row: TableRow) -> ReadRow:
        """The fields of a row and all its problems."""
        sent = row.cells
        width = len(sent)
        texts = {index: text_of(sent[index]) if index < width else "" for index, _ in self._headings}
        problems: list[Problem] = []
        fields = self._fields(row, texts, problems)
        cells = tuple((label, texts[index]) for index, label in self._headings)
        return ReadRow(row.number, fields, tuple(problems), cells)

    def read_again(self, number: int, cells: Mapping[str, str]) -> ReadRow:
        """A held row from its kept, perhaps mended cells: heading -> text."""
        width = max((column.index for column in self._columns), default=-1) + 1
        texts: list[Cell] = [None] * width
        for column in self._columns:
            texts[column.index] = cells.get(column.label) or None
        return self.read(TableRow(number, tuple(texts)))

    def _fields(self, row: TableRow, texts: Mapping[int, str], problems: list[Problem]) -> ReferralFields:
        name = self._name(texts)
        if not name.is_usable:
            problems.append(Problem(ProblemCode.NO_NAME, None, name.problem))
        dates = self._dates.read({field: row.cell(index) for field, index in self._places.items()}, problems)
        written = {field: self._text(field, texts[index], problems) for field, index in self._texts}
        codes = {field: self._code(field, row.cell(index), read, problems) for field, index, read in self._coded}
        age = read_age(row.cell(self._places[Field.AGE])) if Field.AGE in self._places else None
        _compare_age(age, dates.born_on, dates.referred_on, problems)
        known_as = written.get(Field.KNOWN_AS) or name.known_as
        address = written.get(Field.ADDRESS, "")
        return ReferralFields(
            forenames=name.forenames,
            surname=name.surname,
            known_as=known_as,
            written_name=name.written,
            born_on=dates.born_on,
            born_not_known=dates.born_not_known,
            referred_on=dates.referred_on,
            is_batch_date=dates.is_batch_date,
            received_on=dates.received_on,
            event_on=dates.event_on,
            age=age,
            postcode=codes.pop(Field.POSTCODE, None) or (postcode_in(address) if address else None),
            send=self._send(row, problems),
            **{_NAMED[field]: text for field, text in written.items() if field is not Field.KNOWN_AS},
            **cast("_Codes", {_NAMED[field]: code for field, code in codes.items()}),
        )

    def _name(self, texts: Mapping[int, str]) -> NameReading:
        """The name from its own columns; where they name nobody, from the one with the whole name."""
        forenames, middle, surname, full = (
            texts[self._places[field]] if field in self._places else ""
            for field in (Field.FORENAMES, Field.MIDDLE_NAMES, Field.SURNAME, Field.FULL_NAME)
        )
        if not (surname or forenames or full):
            return NO_NAME
        if surname or forenames:
            reading = read_parts(forenames, middle, surname)
            if reading.is_usable or not full:
                return reading
        return read_full_name(full, self._surname_first)

    def _code(
        self, field: Field, cell: Cell, read: Callable[[Cell, Vocabulary, int], Reading], problems: list[Problem]
    ) -> str | None:
        """A code, read once for each text that a column holds again and again."""
        if cell is None:
            return None
        if not isinstance(cell, str):
            return self._taken(field, read(cell, self._words, self._year), problems)
        reading = self._once.get((field, cell))
        if reading is None:
            reading = read(cell, self._words, self._year)
            if len(self._once) < _MOST_KEPT:
                self._once[field, cell] = reading
        return self._taken(field, reading, problems)

    def _send(self, row: TableRow, problems: list[Problem]) -> str | None:
        send, plan = (
            row.cell(self._places[field]) if field in self._places else None for field in (Field.SEND, Field.EHCP)
        )
        if send is None and plan is None:
            return None
        return self._taken(Field.SEND, read_send(send, plan, self._words), problems)

    def _taken(self, field: Field, reading: Reading, problems: list[Problem]) -> str | None:
        """The value; a doubt about it becomes a remark that holds nothing."""
        if reading.doubt is None:
            return reading.value
        if reading.doubt is Doubt.LOOKS_WRONG and reading.value is not None:
            problems.append(Problem(ProblemCode.LOOKS_WRONG, field, reading.sentence))
        else:
            sentence = f"{catalogue().labels[field]}: what was sent {reading.sentence}; left blank."
            problems.append(Problem(ProblemCode.VALUE_NOT_USED, field, sentence))
        return reading.value

    def _text(self, field: Field, text: str, problems: list[Problem]) -> str:
        """Free words; what only stands for an empty cell ("n/a", "-") is blank."""
        if len(text) <= _LONGEST_BLANK_WORD:
            blank = self._blank.get(text)
            if blank is None:
                blank = self._blank[text] = is_blank(text, self._words)
            return "" if blank else text
        if len(text) > _LONGEST_SHORT_TEXT and field not in _LONG:
            sentence = f"{catalogue().labels[field]}: only the first {_LONGEST_SHORT_TEXT} characters are taken."
            problems.append(Problem(ProblemCode.LOOKS_WRONG, field, sentence))
            return text[:_LONGEST_SHORT_TEXT]
        return text


def _compare_age(age: int | None, born: date | None, referred: date | None, problems: list[Problem]) -> None:
    """An age that does not fit the date of birth often means that day and month, or two rows, were mixed up."""
    if age is None or born is None or referred is None or born > referred:
        return
    if abs(age_on(born, referred) - age) > 1:
        sentence = "The age does not fit the date of birth."
        problems.append(Problem(ProblemCode.AGE_DIFFERS, Field.AGE, sentence))
