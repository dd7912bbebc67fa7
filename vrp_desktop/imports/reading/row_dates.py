"""The dates of one row, and which of them are impossible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from vrp_desktop.calendar import add_months
from vrp_desktop.imports.reading.dates import BLANK, DateColumn, DateOrder, DateReading, Fault
from vrp_desktop.imports.reading.fields import DATE_FIELDS, Field
from vrp_desktop.imports.reading.referrals import Problem, ProblemCode
from vrp_desktop.imports.reading.sheets import Cell
from vrp_desktop.imports.reading.vocabulary import Vocabulary

_OLDEST_MONTHS: Final = 25 * 12
_FAULTS: Final = {
    Fault.NOT_A_DATE: "is not a date",
    Fault.NO_SUCH_DAY: "is a day that does not exist",
    Fault.NOT_WHOLE: "gives no full day, month and year",
    Fault.OUT_OF_RANGE: "is not a day that can be meant",
}


@dataclass(frozen=True, slots=True)
class RowDates:
    """What a row says of each date, after the batch's own referral date has filled in."""

    born_on: date | None = None
    born_not_known: bool = False
    referred_on: date | None = None
    is_batch_date: bool = False
    received_on: date | None = None
    event_on: date | None = None


class DateReader:
    """Reads the dates of one row after another, each column by its own order of day and month."""

    def __init__(
        self,
        orders: Mapping[Field, DateOrder],
        today: date,
        batch_date: date | None,
        epoch_1904: bool,
        words: Vocabulary,
    ) -> None:
        self._today = today
        self._batch_date = batch_date
        unknown = frozenset(words.missing) | words.blank
        self._columns = {
            field: DateColumn(
                orders.get(field, DateOrder.DAY_FIRST),
                today,
                births=field is Field.DATE_OF_BIRTH,
                epoch_1904=epoch_1904,
                unknown_words=unknown,
            )
            for field in DATE_FIELDS
        }

    def read(self, cells: Mapping[Field, Cell], problems: list[Problem]) -> RowDates:
        """The dates of a row. Impossible ones are problems that hold it and are left blank."""
        readings = {field: self._read(field, cells.get(field), problems) for field in sorted(DATE_FIELDS)}
        born = readings[Field.DATE_OF_BIRTH]
        own = readings[Field.REFERRAL_DATE]
        from_batch = own.day is None and own.fault is None and self._batch_date is not None
        referred = self._batch_date if from_batch else own.day
        if from_batch and referred is not None and referred > self._today:
            problems.append(_problem(ProblemCode.DATE_IN_FUTURE, Field.REFERRAL_DATE, "is in the future"))
        if referred is None and own.fault is None:
            sentence = "There is no referral date, neither in the row nor for the whole batch."
            problems.append(Problem(ProblemCode.NO_REFERRAL_DATE, Field.REFERRAL_DATE, sentence))
        _check_birth(born.day, referred, problems)
        return RowDates(
            born_on=born.day,
            born_not_known=born.not_known,
            referred_on=referred,
            is_batch_date=from_batch,
            received_on=readings[Field.RECEIVED_DATE].day,
            event_on=readings[Field.EVENT_DATE].day,
        )

    def _read(self, field: Field, cell: Cell, problems: list[Problem]) -> DateReading:
        if cell is None:
            return BLANK
        reading = self._columns[field].read(cell)
        if reading.fault is not None:
            problems.append(_problem(ProblemCode.NOT_A_DATE, field, _FAULTS[reading.fault]))
        elif reading.day is not None and reading.day > self._today:
            problems.append(_problem(ProblemCode.DATE_IN_FUTURE, field, "is in the future"))
        return reading


def _check_birth(born: date | None, referred: date | None, problems: list[Problem]) -> None:
    if born is None or referred is None:
        return
    if born > referred:
        sentence = "The date of birth is after the referral."
        problems.append(Problem(ProblemCode.BORN_AFTER_REFERRAL, Field.DATE_OF_BIRTH, sentence))
    elif add_months(born, _OLDEST_MONTHS) < referred:
        sentence = "The date of birth is over 25 years before the referral."
        problems.append(Problem(ProblemCode.BORN_TOO_LONG_AGO, Field.DATE_OF_BIRTH, sentence))


_CALLED: Final = {
    Field.DATE_OF_BIRTH: "The date of birth",
    Field.REFERRAL_DATE: "The referral date",
    Field.RECEIVED_DATE: "The day on which the referral was received",
    Field.EVENT_DATE: "The day of the event",
}


def _problem(code: ProblemCode, field: Field, says: str) -> Problem:
    return Problem(code, field, f"{_CALLED[field]} {says}.")
