"""The words of the intake: verdicts, reasons, how sure a guess is, and what taking a list in has come to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ui.theme.tokens import Tone
from vrp_desktop.imports.holds import RowState
from vrp_desktop.imports.preview import Preview, PreviewRow
from vrp_desktop.imports.reading.columns import Because, ColumnGuess
from vrp_desktop.imports.reading.guard import Kind
from vrp_desktop.imports.reading.settings import RowKind
from vrp_desktop.imports.results import Taken, TakenBack

KINDS: Mapping[str, str] = {
    Kind.XLSX.value: "Excel workbook",
    Kind.XLSM.value: "Excel workbook",
    Kind.ODS.value: "OpenDocument sheet",
    Kind.CSV.value: "CSV file",
    Kind.PASTED.value: "Pasted text",
}
ROW_KINDS = {RowKind.REFERRAL: "One referral each", RowKind.EVENT: "One police event each"}

REASONS: Mapping[str, str] = {
    "NO_NAME": "No usable name",
    "NO_REFERRAL_DATE": "No referral date",
    "NOT_A_DATE": "Not a date",
    "DATE_IN_FUTURE": "Date in the future",
    "BORN_AFTER_REFERRAL": "Born after the referral",
    "BORN_TOO_LONG_AGO": "Born too long ago",
    "NO_EVENT_DATE": "No day of the event",
    "NO_PLACE": "Place not known",
    "NOT_YOUR_PLACE": "Not one of your places",
    "OTHER_PLACE": "May be on file elsewhere",
    "LIKELY_DUPLICATE": "May be a child on file",
    "SEVERAL_ON_FILE": "Several on file",
}
"""The reasons for holding a row, short enough for a pill."""

STATES: Mapping[RowState, tuple[str, Tone]] = {
    RowState.TAKEN: ("Taken as new", Tone.GOOD),
    RowState.JOINED: ("Joined a child on file", Tone.GOOD),
    RowState.ON_FILE: ("Already on file", Tone.NEUTRAL),
    RowState.HELD: ("Held", Tone.CAUTION),
    RowState.SET_ASIDE: ("Set aside", Tone.NEUTRAL),
    RowState.TAKEN_BACK: ("Taken back", Tone.NEUTRAL),
}


class Verdict(StrEnum):
    """What the tiles of the preview count."""

    NEW = "NEW"
    JOINS = "JOINS"
    ON_FILE = "ON_FILE"
    LIKELY = "LIKELY"
    HELD = "HELD"


VERDICTS: Mapping[Verdict, tuple[str, str, Tone]] = {
    Verdict.NEW: ("New", "New", Tone.GOOD),
    Verdict.JOINS: ("Join a child on file", "Joins a child", Tone.GOOD),
    Verdict.ON_FILE: ("Already on file", "Already on file", Tone.NEUTRAL),
    Verdict.LIKELY: ("Likely the same child", "Likely the same", Tone.INFO),
    Verdict.HELD: ("Held", "Held", Tone.CAUTION),
}
"""Of each verdict: the words of its tile, the words of a row, the tone."""


def verdict_of(row: PreviewRow) -> Verdict:
    """Which tile counts a row."""
    match row.state:
        case RowState.TAKEN:
            return Verdict.NEW
        case RowState.JOINED:
            return Verdict.JOINS
        case RowState.ON_FILE:
            return Verdict.ON_FILE
        case _:
            return Verdict.LIKELY if row.likely is not None or row.same_as_row is not None else Verdict.HELD


def rows_of(many: int) -> str:
    """1 row, 2 rows."""
    return f"{many:,} {'row' if many == 1 else 'rows'}"


def why_of(row: PreviewRow, whom: str) -> str:
    """The reason of a verdict, then what is only remarked. `whom` names the child on file, in the present view."""
    same = f"row {row.same_as_row} of this list" if row.same_as_row is not None else ""
    match row.state:
        case RowState.TAKEN:
            first = f"With {same}: one referral." if same else ""
        case RowState.JOINED:
            first = f"The same child as {same}." if same else f"A further referral of {whom}."
        case RowState.ON_FILE:
            first = f"The same as {same}; nothing new is made." if same else "Taken before; nothing new is made."
        case _:
            first = f"It may be the child of {same}. {row.reason}" if same else row.reason
    return " ".join(filter(None, (first, *row.remarks)))


def confidence(guess: ColumnGuess, remembered: Mapping[str, str]) -> tuple[str, str, Tone]:
    """How sure a column's field is: the words of a pill, why, and the tone."""
    label = guess.column.label
    if guess.because is Because.SETTINGS:
        code = guess.field.value if guess.field else ""
        if remembered.get(label) == code:
            return "As last time", "Remembered for this sender.", Tone.ACCENT
        return "Chosen by you", "Remembered once taken in.", Tone.ACCENT
    if guess.field is None:
        return "Left out", "Nothing that is kept here.", Tone.NEUTRAL
    if guess.because is Because.CONTENTS:
        return "A guess", "By what is in it: please look.", Tone.CAUTION
    if guess.confidence >= 0.85:
        return "Sure", "The heading says so.", Tone.GOOD
    if guess.confidence >= 0.65:
        return "Fairly sure", "By heading and contents.", Tone.INFO
    return "A guess", "The heading may mean it: please look.", Tone.CAUTION


def size_of(many_bytes: int) -> str:
    """A file's size as people say it."""
    if many_bytes >= 1_000_000:
        return f"{many_bytes / 1_000_000:.1f} MB"
    return f"{max(1, round(many_bytes / 1_000)):,} KB"


def will_happen(found: Preview) -> str:
    """In one sentence what taking the list in will come to."""
    counts = found.counts
    joined = counts.joined - counts.on_file
    parts = [f"{rows_of(counts.taken - counts.joined)} as new"]
    if joined:
        parts.append(f"{joined:,} to children on file")
    if counts.on_file:
        parts.append(f"{counts.on_file:,} on file already, so nothing new")
    waits = f" {rows_of(counts.held)} will wait on the desk." if counts.held else ""
    return f"{', '.join(parts)}.{waits}"


def button_words(found: Preview) -> str:
    """What the main button of the preview says; nothing where there is nothing to take."""
    counts = found.counts
    making = counts.taken - counts.on_file
    if making:
        return f"Take in {rows_of(making)}"
    return f"Keep {rows_of(counts.held)} on the desk" if counts.held else ""


def outcome_of(taken: Taken) -> tuple[str, list[str]]:
    """What happened: a heading, and sentences."""
    joined = taken.joined - taken.on_file
    new = taken.taken - taken.joined
    sentences = []
    if new:
        sentences.append(f"{rows_of(new)} made children and referrals that are new.")
    if joined:
        sentences.append(f"{rows_of(joined)} joined children on file as further referrals.")
    if taken.on_file:
        sentences.append(f"{rows_of(taken.on_file)} had been taken before: nothing new was made of them.")
    if taken.held:
        likely = taken.likely_duplicates
        may_be = f" {likely:,} of them may be of children on file." if likely else ""
        sentences.append(f"{rows_of(taken.held)} {'waits' if taken.held == 1 else 'wait'} on the desk.{may_be}")
    if not taken.read:
        sentences.append("The list has no rows.")
    making = taken.taken - taken.on_file
    heading = f"{rows_of(making)} {'was' if making == 1 else 'were'} taken in" if making else "Nothing new was taken in"
    return heading, sentences


def taken_back(result: TakenBack) -> str:
    """What taking a batch back has removed."""
    children = f"{result.people:,} {'child' if result.people == 1 else 'children'}"
    referrals = f"{result.referrals:,} {'referral' if result.referrals == 1 else 'referrals'}"
    return f"{children} and {referrals} of this batch were removed."
