"""From the rows of a list to referrals with their problems, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

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
    plain_text,
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
    date. Without a date of birth, or outside 10 to 17, it is not: eligibility says so (issue 2, section 7).
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
        self._kept: dict[tuple[str, Cell], Reading] = {}

    def read(self, row: TableRow) -> ReadRow:
        """The fields of a row and all its problems."""
        values = {field: row.cell(index) for field, index in self._places.items()}
        problems: list[Problem] = []
        fields = self._fields(values, problems)
        cells = tuple((column.label, text_of(row.cell(column.index))) for column in self._columns)
        return ReadRow(row.number, fields, tuple(problems), cells)

    def read_again(self, number: int, cells: Mapping[str, str]) -> ReadRow:
        """A held row from its kept, perhaps mended cells: heading -> text."""
        width = max((column.index for column in self._columns), default=-1) + 1
        texts: list[Cell] = [None] * width
        for column in self._columns:
            texts[column.index] = cells.get(column.label) or None
        return self.read(TableRow(number, tuple(texts)))

    def _fields(self, values: Mapping[Field, Cell], problems: list[Problem]) -> ReferralFields:
        get = values.get

        def short(field: Field) -> str:
            return self._short(field, get(field), problems)

        name = self._name(values)
        if not name.is_usable:
            problems.append(Problem(ProblemCode.NO_NAME, None, name.problem))
        dates = self._dates.read(values, problems)
        age = read_age(get(Field.AGE))
        _compare_age(age, dates.born_on, dates.referred_on, problems)
        address = self._text(get(Field.ADDRESS))
        return ReferralFields(
            forenames=name.forenames,
            surname=name.surname,
            known_as=short(Field.KNOWN_AS) or name.known_as,
            written_name=name.written,
            born_on=dates.born_on,
            born_not_known=dates.born_not_known,
            age=age,
            sex=self._coded(Field.SEX, get(Field.SEX), read_sex, problems),
            ethnicity=self._coded(Field.ETHNICITY, get(Field.ETHNICITY), read_ethnicity, problems),
            postcode=self._coded(Field.POSTCODE, get(Field.POSTCODE), read_postcode, problems) or postcode_in(address),
            address=address,
            place=short(Field.PLACE),
            home_authority=short(Field.HOME_AUTHORITY),
            school=short(Field.SCHOOL),
            school_status=self._coded(Field.SCHOOL_STATUS, get(Field.SCHOOL_STATUS), _read_school_status, problems),
            send=self._send(get(Field.SEND), get(Field.EHCP), problems),
            care_experience=self._coded(
                Field.CARE_EXPERIENCE, get(Field.CARE_EXPERIENCE), read_care_experience, problems
            ),
            upn=self._identifier(Field.UPN, "UPN", get(Field.UPN), problems),
            nhs_number=self._identifier(Field.NHS_NUMBER, "NHS", get(Field.NHS_NUMBER), problems),
            pnc=self._identifier(Field.PNC, "PNC", get(Field.PNC), problems),
            person_reference=short(Field.PERSON_REFERENCE),
            referred_on=dates.referred_on,
            is_batch_date=dates.is_batch_date,
            received_on=dates.received_on,
            reason=self._text(get(Field.REASON)),
            sender_reference=short(Field.SENDER_REFERENCE),
            occurrence=short(Field.OCCURRENCE),
            event_on=dates.event_on,
            offence=short(Field.OFFENCE),
            source=short(Field.SOURCE),
            sending_agency=short(Field.SENDING_AGENCY),
            referrer=short(Field.REFERRER),
            agreement=self._coded(Field.AGREEMENT, get(Field.AGREEMENT), read_yes_no, problems),
            notes=self._text(get(Field.NOTES)),
        )

    def _name(self, values: Mapping[Field, Cell]) -> NameReading:
        """The name from its own columns; where they name nobody, from the one with the whole name."""
        surname, forenames = text_of(values.get(Field.SURNAME)), text_of(values.get(Field.FORENAMES))
        full = text_of(values.get(Field.FULL_NAME))
        if not (surname or forenames or full):
            return NO_NAME
        if surname or forenames:
            reading = read_parts(forenames, text_of(values.get(Field.MIDDLE_NAMES)), surname)
            if reading.is_usable or not full:
                return reading
        return read_full_name(full, self._surname_first)

    def _coded(
        self,
        field: Field,
        cell: Cell,
        read: Callable[[Cell, Vocabulary], Reading],
        problems: list[Problem],
    ) -> str | None:
        if cell is None:
            return None
        reading = self._kept.get((field, cell))
        if reading is None or isinstance(cell, bool):
            reading = read(cell, self._words)
            self._keep(field, cell, reading)
        return self._taken(field, reading, problems)

    def _keep(self, field: Field, cell: Cell, reading: Reading) -> None:
        # True and 1 are one key to a dictionary, yet they are not one answer.
        if not isinstance(cell, bool) and len(self._kept) < _MOST_KEPT:
            self._kept[field, cell] = reading

    def _send(self, send: Cell, plan: Cell, problems: list[Problem]) -> str | None:
        if send is None and plan is None:
            return None
        return self._taken(Field.SEND, read_send(send, plan, self._words), problems)

    def _identifier(self, field: Field, kind: str, cell: Cell, problems: list[Problem]) -> str | None:
        if cell is None:
            return None
        return self._taken(field, read_identifier(cell, kind, self._year, self._words), problems)

    def _taken(self, field: Field, reading: Reading, problems: list[Problem]) -> str | None:
        """The value; a doubt about it becomes a remark that holds nothing."""
        if reading.doubt is Doubt.LOOKS_WRONG and reading.value is not None:
            problems.append(Problem(ProblemCode.LOOKS_WRONG, field, reading.sentence))
        elif reading.doubt is not None:
            sentence = f"{catalogue().labels[field]}: what was sent {reading.sentence}; left blank."
            problems.append(Problem(ProblemCode.VALUE_NOT_USED, field, sentence))
        return reading.value

    def _text(self, cell: Cell) -> str:
        return "" if cell is None else plain_text(cell, self._words)

    def _short(self, field: Field, cell: Cell, problems: list[Problem]) -> str:
        text = self._text(cell)
        if len(text) > _LONGEST_SHORT_TEXT:
            sentence = f"{catalogue().labels[field]}: only the first {_LONGEST_SHORT_TEXT} characters are taken."
            problems.append(Problem(ProblemCode.LOOKS_WRONG, field, sentence))
        return text[:_LONGEST_SHORT_TEXT]


def _read_school_status(cell: Cell, words: Vocabulary) -> Reading:
    return read_coded(cell, "school_statuses", words)


def _compare_age(age: int | None, born: date | None, referred: date | None, problems: list[Problem]) -> None:
    """An age that does not fit the date of birth often means that day and month, or two rows, were mixed up."""
    if age is None or born is None or referred is None or born > referred:
        return
    if abs(age_on(born, referred) - age) > 1:
        sentence = "The age does not fit the date of birth."
        problems.append(Problem(ProblemCode.AGE_DIFFERS, Field.AGE, sentence))
