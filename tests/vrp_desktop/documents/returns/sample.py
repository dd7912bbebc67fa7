"""Returns of made-up figures, through the same values that computing a return makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

from vrp_desktop.calendar import Quarter
from vrp_desktop.paths import resource
from vrp_desktop.people.dimensions import DIMENSION_LISTS
from vrp_desktop.reference.files import read_list
from vrp_desktop.returns.bridge import BridgeRow
from vrp_desktop.returns.content import (
    Audience,
    CheckResult,
    Grade,
    Line,
    PlaceSupply,
    ReturnContent,
    State,
)
from vrp_desktop.returns.frozen import Signature, Signed, freeze
from vrp_desktop.returns.template import LineKind, LineSpec, Template, template_for

QUARTER = Quarter(2026, 2)
SIGNED_AT = datetime(2026, 10, 9, 15, 20, tzinfo=UTC)
PRINTED_AT = datetime(2026, 10, 12, 9, 45, tzinfo=UTC)
PLACES = ("Basingstoke", "Portsmouth", "Southampton", "Isle of Wight")
LONG_NOTE = (
    "Referrals from schools rose after the summer holiday, when the new form went to every designated safeguarding "
    "lead; two schools that had sent nothing before sent a whole year's worth at once. The panel in Southampton met "
    "twice more than planned to keep the time to panel short, and the unit has agreed with the police that the "
    "weekly list is cut by place from October, so that the next quarter compares like with like again."
)
NARRATIVE = (
    "Mentoring has a waiting list of three weeks in Portsmouth; a second provider begins in November. "
    "Families tell us that a first visit at school works better than one at home."
)
_GROUPS_OF = {"place": PLACES, "sex": ("Female", "Male", "Not known")}
_MOST_GROUPS = {"intervention": 8, "agency": 9, "forum": 5, "source": 8}
_DERIVED = {
    "CORE_ATTENDANCE_RATE": 87.5,
    "YFPP_REPEAT_RATE": 12.5,
    "YFPP_DAYS_TO_PANEL": 9.5,
    "YFPP_STARTED_28_RATE": 71.4,
}


def sample_content(seed: int = 7, size: int = 150, template: Template | None = None) -> ReturnContent:
    """A whole return with about `size` in each counted line, nothing wanting."""
    random = Random(seed)
    form = template or template_for(QUARTER)
    return ReturnContent(
        template=form,
        quarter=QUARTER.code,
        place_code=None,
        place_label="Whole area",
        area_name="Testshire",
        as_at=QUARTER.end,
        audience=Audience.FUNDER,
        version=0,
        lines=tuple(_line(spec, random, size) for spec in form.lines()),
        checks=(
            CheckResult(
                "CHANGE_YFPP_IDENTIFIED",
                Grade.QUERY,
                "5.1 Children and young people identified went from 97 to 148: confirm or explain.",
                "YFPP_IDENTIFIED",
                note=LONG_NOTE,
            ),
            CheckResult(
                "SUPPLY_IOW", Grade.QUERY, "Isle of Wight has no referral: is its data in?", note="It has none."
            ),
        ),
        supply=tuple(PlaceSupply(name.upper(), name, 40 - 9 * n, 80 - 17 * n) for n, name in enumerate(PLACES)),
    )


def changed(content: ReturnContent, code: str, **changes: object) -> ReturnContent:
    """The content with one line otherwise."""
    lines = [replace(line, **changes) if line.spec.code == code else line for line in content.lines]  # type: ignore[arg-type]
    return replace(content, lines=tuple(lines))


def unfinished(content: ReturnContent) -> ReturnContent:
    """The content as an early draft: lines not filled in, a nought to confirm, checks that wait."""
    empty = {"VARIANCE_REASON", "NARRATIVE_DATA", "GRANT_REFERENCE", "SPENT_TO_DATE", "VARIANCE_TO_DATE"}
    lines = [
        replace(line, value=None, state=State.UNKNOWN, source="") if line.spec.code in empty else line
        for line in content.lines
    ]
    checks = (
        CheckResult("CHECK_NO_RATIONALE", Grade.ERROR, "3 decisions have no reasons written down.", "YFPP_DISCUSSED"),
        CheckResult("NIL_YFPP_DECLINED", Grade.ERROR, "5.11 Declined support is nil: confirm.", "YFPP_DECLINED"),
        CheckResult("MISSING_GRANT_REFERENCE", Grade.ERROR, "1.1 Grant reference is not filled in.", "GRANT_REFERENCE"),
        CheckResult("MISSING_SPENT_TO_DATE", Grade.ERROR, "2.3 Actual spend is not filled in.", "SPENT_TO_DATE"),
        CheckResult("HELD_ROWS", Grade.QUERY, "12 rows of spreadsheets still wait on the intake desk."),
    )
    draft = replace(content, lines=tuple(lines), checks=(*checks, *content.checks))
    nought: dict[str, object] = {"value": 0, "state": State.NIL_TO_CONFIRM, "breakdowns": {"place": {}}}
    return changed(draft, "YFPP_DECLINED", **nought)


def sample_signed(content: ReturnContent | None = None, number: int = 1) -> Signed:
    """A signed version: one signatory in the program, one in ink, one not there."""
    signatures = (
        Signature("CHIEF_FINANCE_OFFICER", "Robin Madeup", False, SIGNED_AT),
        Signature("VRU_DIRECTOR", "Asha Example", True, SIGNED_AT),
    )
    bridge = (
        BridgeRow("YFPP_IDENTIFIED", "Entered after signing", 3, ("a", "b", "c")),
        BridgeRow("YFPP_IDENTIFIED", "Referral withdrawn after signing", -1, ("d",)),
        BridgeRow("YFPP_DISCUSSED", "Put right: ethnicity, sex", 0, ("e",)),
    )
    return freeze(
        content or sample_content(),
        number,
        SIGNED_AT,
        "Asha Example",
        signatures,
        bridge if number > 1 else (),
        "Three referrals of September came in late." if number > 1 else "",
    )


def parted(total: int, labels: Sequence[str], random: Random) -> dict[str, int]:
    """A total dealt out over labels; groups that get nothing are left out, as in a real breakdown."""
    dealt = dict.fromkeys(labels, 0)
    weights = [1 / (index + 1) for index in range(len(labels))]
    for label in random.choices(list(labels), weights, k=total):
        dealt[label] += 1
    return {label: number for label, number in dealt.items() if number}


def _line(spec: LineSpec, random: Random, size: int) -> Line:
    if spec.kind is LineKind.TYPED:
        return _typed(spec, random)
    if spec.kind is LineKind.DERIVED:
        value = _DERIVED.get(spec.code, -1250)
        has_past = spec.unit != "pounds"
        return Line(spec, value, State.VALUE, value + 1 if has_past else None, value - 1 if has_past else None)
    value = random.randrange(size // 5, size)
    note = ""
    if spec.kind is LineKind.REPORTED:
        note = "Reported by providers without names: not to be added to named people."
    return Line(
        spec=spec,
        value=value,
        state=State.VALUE,
        year_to_date=value + random.randrange(size),
        last_quarter=random.randrange(size // 5, size),
        breakdowns=_breakdowns(spec, value, random),
        note=note,
    )


def _typed(spec: LineSpec, random: Random) -> Line:
    source = "Finance ledger, as at 30/09/2026"
    if spec.value_type != "text":
        return Line(spec, random.randrange(200_000, 900_000), State.VALUE, source=source)
    texts = {"GRANT_REFERENCE": "VRU/2026/TEST/01", "PREPARED_BY": "Asha Example, VRU data lead"}
    return Line(spec, texts.get(spec.code, NARRATIVE), State.VALUE, source="As at 30/09/2026")


def _breakdowns(spec: LineSpec, value: int, random: Random) -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for name in spec.breakdowns:
        if " by " not in name:
            found[name] = parted(value, _labels(name), random)
    for name in spec.breakdowns:
        if " by " in name:
            found[name] = _crossed(found, *name.split(" by "))
    return found


def _labels(name: str) -> list[str]:
    if name in _GROUPS_OF:
        return list(_GROUPS_OF[name])
    entries = read_list(resource("reference", f"{DIMENSION_LISTS[name]}.toml")).entries
    return [entry.label for entry in entries if not entry.code.startswith("YJ_")][: _MOST_GROUPS.get(name, 30)]


def _crossed(found: Mapping[str, Mapping[str, int]], first: str, second: str) -> dict[str, int]:
    """Two breakdowns of the same people, crossed so that both sums hold."""
    left = [label for label, number in found[first].items() for _ in range(number)]
    right = [label for label, number in found[second].items() for _ in range(number)]
    Random(3).shuffle(right)
    cells: dict[str, int] = {}
    for a, b in zip(left, right, strict=True):
        cells[f"{a}, {b}"] = cells.get(f"{a}, {b}", 0) + 1
    return cells


def date_of_quarter() -> date:
    """The last day of the sample's quarter."""
    return QUARTER.end
