"""Lists as partners really send them, each labelled with what must come of it. All names are made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from tests.corpus.builders import Rows, csv_bytes, ods, ods_rows, raw_xlsx, xlsx
from vrp_desktop.imports.reading.fields import Field
from vrp_desktop.imports.reading.referrals import ProblemCode
from vrp_desktop.imports.reading.settings import BatchSettings, RowKind

TODAY = date(2026, 11, 21)
BATCH_DAY = date(2026, 10, 1)
_WITH_DAY = BatchSettings(sender="Harbour Police", referral_date=BATCH_DAY)

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """A file and its label: the taken rows' names in order, and row number -> why it is held."""

    file: str
    build: Callable[[], bytes]
    taken: Names
    held: dict[int, ProblemCode] = field(default_factory=dict)
    settings: BatchSettings = field(default_factory=BatchSettings)
    header_row: int = 1
    sheet: str = "Referrals"
    born: tuple[date | None, ...] | None = None
    referred: tuple[date | None, ...] | None = None
    fields: frozenset[Field] = frozenset()
    left_out: tuple[str, ...] = ()


_PLAIN_HEAD = ["Surname", "Forename", "DOB", "Sex", "Ethnicity", "Postcode", "School", "Referral date", "Reason"]
_PLAIN: Rows = [
    _PLAIN_HEAD,
    ["Ash", "Tam", date(2012, 3, 4), "M", "W1", "PO1 2AB", "Elm Academy", date(2026, 7, 1), "Seen with a knife"],
    ["Elm", "Kit", date(2011, 5, 6), "F", "W2", "SO14 3AA", "Oak School", date(2026, 7, 2), "Missing from home"],
]
_PLAIN_NAMES = ("Tam Ash", "Kit Elm")
_PLAIN_BORN = (date(2012, 3, 4), date(2011, 5, 6))
_PLAIN_REFERRED = (date(2026, 7, 1), date(2026, 7, 2))
_ALL_PLAIN = frozenset(
    {Field.SURNAME, Field.FORENAMES, Field.DATE_OF_BIRTH, Field.SEX, Field.ETHNICITY, Field.POSTCODE, Field.SCHOOL}
    | {Field.REFERRAL_DATE, Field.REASON}
)


def _plain(file: str, build: Callable[[], bytes], **label: object) -> Sent:
    kept: dict[str, object] = {"born": _PLAIN_BORN, "referred": _PLAIN_REFERRED, "fields": _ALL_PLAIN, **label}
    return Sent(file, build, _PLAIN_NAMES, **kept)  # type: ignore[arg-type]


_TITLED: Rows = [
    ["OFFICIAL-SENSITIVE: Young Futures referrals, July 2026"],
    ["Harbour Police, Portsmouth", None, None, "Contact: the panel desk"],
    [],
    *_PLAIN,
]
_BLANKS: Rows = [
    [],
    [None, *_PLAIN_HEAD[:3], None, *_PLAIN_HEAD[3:]],
    [],
    [None, *_PLAIN[1][:3], None, *_PLAIN[1][3:]],
    [],
    [],
    [None, *_PLAIN[2][:3], None, *_PLAIN[2][3:]],
    [" ", "  "],
]
_MIXED_DATES: Rows = [
    ["Name", "Date of birth", "Date referred"],
    ["ASH, Tam", "04/03/2012", 46204],
    ["ELM, Kit", 40669, "2 July 2026"],
    ["OAK, Lee", "4 March 2012", "02/07/26"],
    ["FIR, Sam", "4/3/12", "2026-07-02T00:00:00"],
    ["BAY, Jo", date(2012, 3, 4), "Thursday 2nd July 2026"],
    ["YEW, Max", "04-Mar-12", date(2026, 7, 2)],
]
_MONTH_FIRST: Rows = [
    ["Name", "DOB", "Referral date"],
    ["Tam Ash", "03/04/2012", "01/07/2026"],
    ["Kit Elm", "05/16/2011", "02/07/2026"],
]
_BAD_DATES: Rows = [
    ["Surname", "Forename", "DOB", "Referral date"],
    ["Ash", "Tam", "04/03/2012", "01/07/2026"],
    ["Elm", "Kit", "31/02/2012", "01/07/2026"],
    ["Oak", "Lee", "04/03/2012", "soon"],
    ["Fir", "Sam", "04/03/2012", "01/12/2026"],
    ["Bay", "Jo", "02/07/2026", "01/07/2026"],
    ["Yew", "Max", "30/06/2001", "01/07/2026"],
    ["Rue", "Ada", "01/07/2001", "01/07/2026"],
    ["Box", "Ned", "", "01/07/2026"],
    ["Gum", "Pat", "Unknown", "01/07/2026"],
    ["Haw", "Ray", "04/03/2020", "01/07/2026"],
    ["Ivy", "Roy", "04/03/2027", "01/07/2026"],
    ["", "", "04/03/2012", "01/07/2026"],
    ["Unknown", "Unknown", "", "01/07/2026"],
    ["Lime", "Bo", "04/03/2012", ""],
]
_TOTALS: Rows = [
    ["Surname", "Forename", "Age", "Number of incidents", "Referral date"],
    ["Ash", "Tam", 14, 2, date(2026, 7, 1)],
    ["Subtotal", None, None, 2],
    ["Elm", "Kit", 15, 3, date(2026, 7, 2)],
    ["Total", None, None, 5],
    [None, None, "Grand total", 5],
    ["Totals:", None, 29, "5"],
    ["Surname", "Forename", "Age", "Number of incidents", "Referral date"],
    ["Total", "Ned", 12, 1, date(2026, 7, 3)],
    ["End of report"],
]
_TEXT_NUMBERS: Rows = [
    ["Full name", "DOB", "UPN", "NHS number", "PNC ID", "Age", "Referral date"],
    ["Tam Ash", "40972", "R201100018042", "9434765919", "02/73319Z", "14", "46204"],
    ["Kit Elm", 40669, "T20110001804V", 9434765919, "2002/0073319Z", 15, 46205],
]
_EVENTS: Rows = [
    ["Nominal", "D.O.B", "Occurrence no.", "Date", "Offence"],
    ["ASH, Tam", "04/03/2012", "44260012345", "01/02/2026", "Theft"],
    ["ASH, Tam", "04/03/2012", "44260054321", "01/06/2026", "Assault"],
    ["ELM, Kit", "06/05/2011", "44260099999", "03/06/2026", "Theft"],
]
_COVER: Rows = [
    ["How to fill this in"],
    ["Give the name, the school and the reason for each child."],
    ["Name", "means the legal name"],
]
_SCHOOL: Rows = [
    [
        "Pupil Name",
        "Year Group",
        "D.O.B (dd/mm/yyyy)",
        "Gender",
        "SEND Status",
        "EHCP Y/N",
        "Looked After?",
        "Exclusion status",
        "Parent/Carer name",
        "Parent's DOB",
        "Reason for referral",
        "Date of referral",
    ],
    ["Tam Ash", 9, "04/03/2012", "Male", "K", "N", "No", "PEX", "Robin Ash", "01/01/1980", "Excluded", "01/07/2026"],
    [
        "Kit Elm",
        10,
        "06/05/2011",
        "Female",
        "E",
        "Y",
        "LAC",
        "On roll",
        "Alex Elm",
        "02/02/1981",
        "Absent",
        "02/07/2026",
    ],
]
_PSEUDO_HEAD: Rows = [
    ["Child", None, None, "Referral", None],
    ["Surname", "Forename", "DOB", "Date referred", "Reason"],
    ["Ash", "Tam", date(2012, 3, 4), date(2026, 7, 1), "x"],
]
_NAME_OVER_TWO: Rows = [
    ["Name", None, "Date of birth", "Referral date"],
    ["Tam", "ASH", date(2012, 3, 4), date(2026, 7, 1)],
    ["Kit", "ELM", date(2011, 5, 6), date(2026, 7, 2)],
]
_FORMULAS = (
    '<row r="1"><c t="str"><v>Name</v></c><c t="str"><v>DOB</v></c><c t="str"><v>Referred on</v></c></row>'
    '<row r="2"><c t="str"><f>D2&amp;", "&amp;E2</f><v>ASH, Tam</v></c><c><f>DATE(2012,3,4)</f><v>40972</v></c>'
    "<c><f>TODAY()</f><v>46204</v></c></row>"
)

SENT: dict[str, Sent] = {
    "plain workbook": _plain("list.xlsx", lambda: xlsx(_PLAIN)),
    "workbook with macros": _plain("list.xlsm", lambda: xlsx(_PLAIN)),
    "OpenDocument": _plain("list.ods", lambda: ods({"Referrals": ods_rows(_PLAIN)})),
    "plain CSV": _plain("list.csv", lambda: csv_bytes(_PLAIN), sheet="CSV"),
    "CSV with a byte order mark": _plain("list.csv", lambda: csv_bytes(_PLAIN, codec="utf-8-sig"), sheet="CSV"),
    "CSV of Windows": _plain("list.csv", lambda: csv_bytes(_PLAIN, codec="cp1252"), sheet="CSV"),
    "CSV with semicolons": _plain("list.csv", lambda: csv_bytes(_PLAIN, delimiter=";"), sheet="CSV"),
    "text with tabs in UTF-16": _plain(
        "list.txt", lambda: csv_bytes(_PLAIN, delimiter="\t", codec="utf-16"), sheet="CSV"
    ),
    "CSV with bars": _plain("list.csv", lambda: csv_bytes(_PLAIN, delimiter="|"), sheet="CSV"),
    "workbook that counts from 1904": _plain("list.xlsx", lambda: xlsx(_PLAIN, epoch_1904=True)),
    "merged titles above": _plain("list.xlsx", lambda: xlsx(_TITLED, merged=["A1:I1", "A2:C2"]), header_row=4),
    "titles above in CSV": _plain("list.csv", lambda: csv_bytes(_TITLED), header_row=4, sheet="CSV"),
    "blank rows and columns": _plain("list.xlsx", lambda: xlsx(_BLANKS), header_row=2),
    "second sheet after a cover": _plain("list.xlsx", lambda: xlsx(_PLAIN, before={"Read me": _COVER})),
    "hidden sheet first": _plain("list.xlsx", lambda: xlsx(_PLAIN, before={"Old": _BAD_DATES}, hidden_sheets=["Old"])),
    "hidden rows": Sent(
        "list.xlsx",
        lambda: xlsx(_PLAIN, hidden_rows=[2]),
        ("Kit Elm",),
        left_out=("1 row hidden in the sheet: left out.",),
    ),
    "dates of every kind in one column": Sent(
        "list.xlsx",
        lambda: xlsx(_MIXED_DATES),
        ("Tam Ash", "Kit Elm", "Lee Oak", "Sam Fir", "Jo Bay", "Max Yew"),
        born=(date(2012, 3, 4), date(2011, 5, 6), *[date(2012, 3, 4)] * 4),
        referred=(date(2026, 7, 1), *[date(2026, 7, 2)] * 5),
    ),
    "month first where the column proves it": Sent(
        "list.csv",
        lambda: csv_bytes(_MONTH_FIRST),
        ("Tam Ash", "Kit Elm"),
        sheet="CSV",
        born=(date(2012, 3, 4), date(2011, 5, 16)),
        referred=(date(2026, 7, 1), date(2026, 7, 2)),
    ),
    "impossible dates and no names": Sent(
        "list.xlsx",
        lambda: xlsx(_BAD_DATES),
        ("Tam Ash", "Ada Rue", "Ned Box", "Pat Gum", "Ray Haw"),
        {
            3: ProblemCode.NOT_A_DATE,
            4: ProblemCode.NOT_A_DATE,
            5: ProblemCode.DATE_IN_FUTURE,
            6: ProblemCode.BORN_AFTER_REFERRAL,
            7: ProblemCode.BORN_TOO_LONG_AGO,
            12: ProblemCode.DATE_IN_FUTURE,
            13: ProblemCode.NO_NAME,
            14: ProblemCode.NO_NAME,
            15: ProblemCode.NO_REFERRAL_DATE,
        },
    ),
    "totals, repeated headings and a last line": Sent(
        "list.xlsx",
        lambda: xlsx(_TOTALS),
        ("Tam Ash", "Kit Elm", "Ned Total"),
        left_out=(
            "4 rows with totals: left out.",
            "1 row repeating the headings: left out.",
            "1 row under the list with a marking or remark: left out.",
        ),
    ),
    "numbers stored as text": Sent(
        "list.xlsx",
        lambda: xlsx(_TEXT_NUMBERS),
        ("Tam Ash", "Kit Elm"),
        born=(date(2012, 3, 4), date(2011, 5, 6)),
        referred=(date(2026, 7, 1), date(2026, 7, 2)),
    ),
    "police events": Sent(
        "list.csv",
        lambda: csv_bytes(_EVENTS),
        ("Tam Ash", "Tam Ash", "Kit Elm"),
        settings=BatchSettings(rows=RowKind.EVENT, referral_date=BATCH_DAY),
        sheet="CSV",
        referred=(BATCH_DAY,) * 3,
        fields=frozenset({Field.FULL_NAME, Field.DATE_OF_BIRTH, Field.OCCURRENCE, Field.EVENT_DATE, Field.OFFENCE}),
    ),
    "police events without any referral date": Sent(
        "list.csv",
        lambda: csv_bytes(_EVENTS),
        (),
        {2: ProblemCode.NO_REFERRAL_DATE, 3: ProblemCode.NO_REFERRAL_DATE, 4: ProblemCode.NO_REFERRAL_DATE},
        settings=BatchSettings(rows=RowKind.EVENT),
        sheet="CSV",
    ),
    "a school's list with parents in it": Sent(
        "list.xlsx",
        lambda: xlsx(_SCHOOL),
        ("Tam Ash", "Kit Elm"),
        born=(date(2012, 3, 4), date(2011, 5, 6)),
        referred=(date(2026, 7, 1), date(2026, 7, 2)),
        fields=frozenset(
            {Field.FULL_NAME, Field.DATE_OF_BIRTH, Field.SEX, Field.SEND, Field.EHCP, Field.CARE_EXPERIENCE}
            | {Field.SCHOOL_STATUS, Field.REASON, Field.REFERRAL_DATE}
        ),
    ),
    "group headings above the headings": Sent(
        "list.xlsx", lambda: xlsx(_PSEUDO_HEAD, merged=["A1:C1", "D1:E1"]), ("Tam Ash",), header_row=2
    ),
    "one heading over both names": Sent(
        "list.xlsx",
        lambda: xlsx(_NAME_OVER_TWO, merged=["A1:B1"]),
        ("Tam Ash", "Kit Elm"),
    ),
    "formulas": Sent(
        "list.xlsx",
        lambda: raw_xlsx(_FORMULAS),
        ("Tam Ash",),
        born=(date(2012, 3, 4),),
        referred=(date(2026, 7, 1),),
    ),
    "the batch's date where the row has none": Sent(
        "list.xlsx",
        lambda: xlsx([["Surname", "Forename"], ["Ash", "Tam"], ["Elm", "Kit"]]),
        ("Tam Ash", "Kit Elm"),
        settings=_WITH_DAY,
        referred=(BATCH_DAY, BATCH_DAY),
        born=(None, None),
    ),
    "headings and nothing below": Sent("list.xlsx", lambda: xlsx([_PLAIN_HEAD]), ()),
}
