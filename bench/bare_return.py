"""The floor for the return: the same figures as SQL written by hand for SQLite, and counted in plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

_REFERRED: Final = "FROM referral r JOIN person p ON p.id = r.person_id"
_CASE: Final = "JOIN panel_case c ON c.id = e.case_id JOIN referral r ON r.id = c.referral_id"
_WITH_PERSON: Final = f"{_CASE} JOIN person p ON p.id = r.person_id"
_PROFILE: Final = "LEFT JOIN person_profile f ON f.person_id = {who} AND f.from_on <= {on} AND {on} <= f.until_on"
_AGE: Final = "(CAST(replace({on}, '-', '') AS INTEGER) - CAST(replace(p.born_on, '-', '') AS INTEGER)) / 10000"
_AGED: Final = f"{_AGE.format(on='r.referred_on')} BETWEEN 10 AND 17"
_STANDS: Final = "r.withdrawn_on IS NULL"
_OFFERS: Final = "('OFFER_SUPPORT', 'ALREADY_SUPPORTED_ENHANCE')"
_AGREED: Final = "('AGREED_CHILD', 'AGREED_PARENT', 'AGREED_BOTH', 'AGREED_16_17', 'AGREED_GILLICK')"
_ENDS: Final = "(SELECT min(x.reached_on) FROM intervention_status x WHERE x.intervention_referral_id = r.id AND x.status IN {ended} AND x.reached_on <= :end)"  # noqa: E501


@dataclass(frozen=True, slots=True)
class Asked:
    """One figure: where its records are, what makes them count, and what they are broken down by."""

    unit: str
    record: str
    on: str
    origin: str
    where: str
    dimensions: Mapping[str, str]
    who: str = ""
    measure: str = "NULL"
    is_rolling: bool = False

    def rows(self) -> str:
        """The statement for the records, the first event of each unit first."""
        parts = list(self.dimensions.values())
        profile = _PROFILE.format(who=self.who, on=self.on) if any("f." in part for part in parts) else ""
        columns = ", ".join([self.unit, self.record, self.on, self.measure, *parts])
        return f"SELECT {columns} {self.origin} {profile} WHERE {self.where} ORDER BY {self.on}, {self.record}"

    def number(self) -> str:
        """The statement for how many units there are."""
        return f"SELECT count(DISTINCT {self.unit}) {self.origin} WHERE {self.where}"


@dataclass(frozen=True, slots=True)
class Found:
    """What the floor finds of one figure."""

    ids: tuple[str, ...]
    breakdowns: Mapping[str, Mapping[str, int]]
    median_of: tuple[float, ...]


def run(connection: Any, asked: Asked, window: Mapping[str, str]) -> Found:
    """Count the records of a figure, each unit by its first."""
    first: dict[str, Any] = {}
    for row in connection.execute(asked.rows(), window):
        first.setdefault(row[0], row)
    rows = first.values()
    breakdowns = {name: Counter(row[at] or "" for row in rows) for at, name in enumerate(asked.dimensions, start=4)}
    return Found(tuple(row[1] for row in rows), breakdowns, tuple(row[3] for row in rows))


def whole_return(connection: Any, windows: Mapping[str, Mapping[str, str]], places: list[str]) -> dict[str, Found]:
    """Every counted line with year and quarter before, the supply of each place, and the checks of records.

    `windows` are the quarter, the year to date, the quarter before, and the same as lines over four quarters see them.
    """
    quarter, year, before = windows["quarter"], windows["year"], windows["before"]
    found: dict[str, Found] = {}
    for code, asked in FIGURES.items():
        if asked.is_rolling:
            found[code] = run(connection, asked, windows["rolling"])
            connection.execute(asked.number(), windows["rolling_before"]).fetchone()
            continue
        found[code] = run(connection, asked, quarter)
        for window in (year, before):
            if code in MEDIANS:
                run(connection, asked, window)
            if code not in MEDIANS or code == "ACTIONS_OPEN":
                connection.execute(asked.number(), window).fetchone()
    for place in places:
        for window in (quarter, year):
            supply = f"{FIGURES['YFPP_IDENTIFIED'].number()} AND r.place_code = :place"
            connection.execute(supply, {**window, "place": place}).fetchone()
    for code, asked in _checks():
        found[code] = run(connection, asked, quarter)
    return found


def _bands(on: str) -> str:
    age = _AGE.format(on=on)
    tests = (("UNDER_10", 9), ("A10_13", 13), ("A14_15", 15), ("A16_17", 17), ("A18_24", 24), ("A25_PLUS", 200))
    whens = " ".join(f"WHEN {age} <= {high} THEN '{code}'" for code, high in tests)
    return f"CASE WHEN p.born_on IS NULL OR {age} < 0 THEN 'NOT_KNOWN' {whens} ELSE 'NOT_KNOWN' END"


def _child(on: str, *names: str) -> dict[str, str]:
    known = {
        "age_band": _bands(on),
        "sex": "f.sex",
        "ethnicity": "f.ethnicity",
        "place": "r.place_code",
        "source": "r.source",
        "send": "f.send",
        "school_status": "f.school_status",
        "care_experience": "f.care_experience",
    }
    return {name: known[name] for name in names or known}


def _delay(on: str, entered: str) -> tuple[str, str]:
    """The days from an event to its entry, and the band in which they lie."""
    days = f"CAST(julianday(date({entered})) - julianday({on}) AS INTEGER)"
    bands = (("SAME_DAY", 0), ("D1_7", 7), ("D8_14", 14), ("D15_28", 28))
    whens = " ".join(f"WHEN {days} <= {most} THEN '{code}'" for code, most in bands)
    return days, f"CASE WHEN {days} IS NULL THEN 'NOT_KNOWN' {whens} ELSE 'OVER_28' END"


def _referrals(
    where: str, dimensions: Mapping[str, str], *, per_child: bool, more: str = "", measure: str = "NULL"
) -> Asked:
    window = f"r.referred_on BETWEEN :start AND :end AND {_STANDS}"
    unit = "r.person_id" if per_child else "r.id"
    origin = f"{_REFERRED} {more}"
    return Asked(unit, "r.id", "r.referred_on", origin, f"{window} {where}", dimensions, "r.person_id", measure)


def _on_cases(
    table: str, on: str, where: str, dimensions: Mapping[str, str], *, unit: str = "r.person_id", measure: str = "NULL"
) -> Asked:
    window = f"{on} BETWEEN :start AND :end AND {_STANDS}"
    origin = f"FROM {table} e {_WITH_PERSON}"
    return Asked(unit, "e.id", on, origin, f"{window} {where}", dimensions, "r.person_id", measure)


def _answer(fact: str) -> str:
    return (
        f"(SELECT a.answer FROM eligibility_answer a WHERE a.case_id = c.id AND a.fact = '{fact}' "
        "AND a.answered_on <= :end ORDER BY a.answered_on DESC, a.id DESC LIMIT 1)"
    )


def _eligible() -> str:
    facts = ("CHILD_PROTECTION_PLAN", "LOOKED_AFTER", "CHILD_IN_NEED", "YOUTH_JUSTICE_STATUTORY")
    checks = " AND ".join(
        f"CASE {_answer(fact)} WHEN 'NO' THEN 1 WHEN 'YES' THEN coalesce(c.unmet_need, '') <> '' END"
        for fact in (*facts, "YOUTH_JUSTICE_PREVENTION")
    )
    pair = (
        "EXISTS (SELECT 1 FROM trigger_event a JOIN trigger_event b ON b.person_id = a.person_id "
        "WHERE a.person_id = r.person_id AND a.named_on <= r.referred_on "
        "AND (b.named_on < a.named_on OR b.named_on = a.named_on AND b.id < a.id) "
        "AND CAST(replace(b.named_on, '-', '') AS INTEGER) > CAST(replace(a.named_on, '-', '') AS INTEGER) - 10000 "
        "AND (a.occurrence = '' OR b.occurrence = '' OR a.occurrence <> b.occurrence) "
        "AND a.status_removed_on IS NULL AND b.status_removed_on IS NULL)"
    )
    route = f"(coalesce(r.source, '') <> 'POLICE_SUSPECT_2ND' OR {pair})"
    return f"AND {_AGED} AND {_answer('LIVES_IN_AREA')} = 'YES' AND {checks} AND {route}"


def _repeat() -> str:
    earlier = (
        "SELECT 1 FROM referral x WHERE x.person_id = {whose} AND x.id <> r.id AND x.withdrawn_on IS NULL "
        "AND (x.referred_on < r.referred_on OR x.referred_on = r.referred_on AND x.id < r.id) "
        "AND CAST(replace(x.referred_on, '-', '') AS INTEGER) "
        "> CAST(replace(r.referred_on, '-', '') AS INTEGER) - 10000"
    )
    same = f"SELECT 1 FROM person q WHERE q.fingerprint = p.fingerprint AND EXISTS ({earlier.format(whose='q.id')})"
    return f"AND (EXISTS ({earlier.format(whose='r.person_id')}) OR EXISTS ({same}))"


def _steps(where: str) -> Asked:
    origin = "FROM intervention_status e JOIN intervention_referral r ON r.id = e.intervention_referral_id"
    dimensions = {"intervention": "r.intervention_code", "place": "r.place_code"}
    return Asked(
        "r.id", "e.id", "e.reached_on", origin, f"e.reached_on BETWEEN :start AND :end AND {where}", dimensions
    )


def _actions(where: str, measure: str = "NULL") -> Asked:
    dimensions = {"agency": "a.owner_agency", "place": "a.place_code"}
    return Asked("a.id", "a.id", "a.opened_on", "FROM action a", where, dimensions, measure=measure)


def _action_steps(where: str, on: str = "s.reached_on", **dimensions: str) -> Asked:
    origin = "FROM action_step s JOIN action a ON a.id = s.action_id"
    return Asked("a.id", "s.id", on, origin, where, {**dimensions, "place": "a.place_code"})


def _came_due(where: str = "") -> Asked:
    status, since = (_AT_END.format(column=name) for name in ("status", "reached_on"))
    kind = (
        "(SELECT upper(json_extract(k.extra, '$.kind')) FROM code_entry k WHERE k.list_name = 'undone_reasons' "
        f"AND k.code = {_AT_END.format(column='undone_reason')})"
    )
    became = (
        f"CASE WHEN {status} = 'COMPLETE' AND {since} <= s.due_on THEN 'ON_TIME' "
        f"WHEN {status} = 'COMPLETE' THEN 'LATE' WHEN {status} = 'NOT_DONE' THEN coalesce({kind}, 'NOT_SAID') "
        "ELSE 'STILL_OPEN' END"
    )
    stood = (
        "s.reached_on <= s.due_on AND NOT EXISTS (SELECT 1 FROM action_step x WHERE x.action_id = s.action_id "
        "AND x.reached_on <= s.due_on AND (x.reached_on > s.reached_on OR x.reached_on = s.reached_on AND x.id > s.id))"
    )
    wanted = f"s.due_on BETWEEN :start AND :end AND {status} NOT IN ('CANCELLED', 'SUPERSEDED') AND {stood}"
    return _action_steps(f"{wanted} {where}", "s.due_on", action_end=became)


def _core(where: str = "", *, is_rolling: bool = False) -> Asked:
    held = "c.held_on BETWEEN :start AND :end AND c.status IN ('HELD', 'NOT_QUORATE') AND a.is_core"
    origin = "FROM conference c JOIN attendance a ON a.conference_id = c.id"
    return Asked(
        "a.id", "a.id", "c.held_on", origin, f"{held} {where}", {"agency": "a.agency_code"}, is_rolling=is_rolling
    )


def _open_cases(where: str = "") -> Asked:
    decided = (
        "(SELECT min(d.decided_on) FROM panel_decision d WHERE d.case_id = c.id AND d.outcome <> 'DEFER_INFO' "
        "AND d.decided_on <= :end)"
    )
    is_open = f"{decided} IS NOT NULL AND (c.closed_on IS NULL OR c.closed_on > :end) AND {_STANDS}"
    origin = "FROM panel_case c JOIN referral r ON r.id = c.referral_id"
    return Asked("c.id", "c.id", decided, origin, f"{is_open} {where}", {"place": "r.place_code"})


_DECIDED: Final = f"AND {_AGED} AND e.outcome <> 'DEFER_INFO'"
_FIRST: Final = (
    "NOT EXISTS (SELECT 1 FROM intervention_status x WHERE x.intervention_referral_id = e.intervention_referral_id "
    "AND x.status = e.status AND (x.reached_on < e.reached_on OR x.reached_on = e.reached_on AND x.id < e.id))"
)
_AT_END: Final = (
    "(SELECT s.{column} FROM action_step s WHERE s.action_id = a.id AND s.reached_on <= :end "
    "ORDER BY s.reached_on DESC, s.id DESC LIMIT 1)"
)
_ON: Final = "e.decided_on"
_THERE: Final = "AND a.state IN ('ATTENDED', 'SUBSTITUTE')"
_LAST_STEP: Final = (
    "s.reached_on BETWEEN :start AND :end AND NOT EXISTS (SELECT 1 FROM action_step x WHERE x.action_id = s.action_id "
    "AND x.reached_on <= :end AND (x.reached_on > s.reached_on OR x.reached_on = s.reached_on AND x.id > s.id))"
)
MEDIANS: Final = ("YFPP_DAYS_TO_PANEL", "YFPP_DAYS_TO_ENTER_REFERRALS", "YFPP_DAYS_TO_ENTER_DECISIONS", "ACTIONS_OPEN")
"""The figures of which the median is taken, for which every window wants the records."""

_REFERRAL_DELAY: Final = _delay("r.referred_on", "r.entered_at")
_DECISION_DELAY: Final = _delay("e.decided_on", "e.entered_at")
FIGURES: Final[dict[str, Asked]] = {
    "YFPP_IDENTIFIED": _referrals("", _child("r.referred_on"), per_child=True),
    "YFPP_REFERRALS": _referrals("", {"place": "r.place_code", "agency": "r.sending_agency"}, per_child=False),
    "YFPP_REPEAT": _referrals(_repeat(), {"place": "r.place_code"}, per_child=False),
    "YFPP_ELIGIBLE": _referrals(
        _eligible(),
        _child("r.referred_on", "age_band", "sex", "ethnicity", "place", "source"),
        per_child=True,
        more="JOIN panel_case c ON c.referral_id = r.id",
    ),
    "YFPP_DISCUSSED": _on_cases(
        "panel_decision", _ON, _DECIDED, _child(_ON, "age_band", "sex", "ethnicity", "place", "source")
    ),
    "YFPP_DECISIONS": _on_cases(
        "panel_decision", _ON, _DECIDED, {"decision": "e.outcome", "place": "r.place_code"}, unit="e.id"
    ),
    "YFPP_DAYS_TO_PANEL": _on_cases(
        "panel_decision",
        _ON,
        _DECIDED,
        {},
        measure="CAST(julianday(e.decided_on) - julianday(r.referred_on) AS INTEGER)",
    ),
    "YFPP_DAYS_TO_ENTER_REFERRALS": _referrals(
        "", {"entry_delay": _REFERRAL_DELAY[1], "place": "r.place_code"}, per_child=False, measure=_REFERRAL_DELAY[0]
    ),
    "YFPP_DAYS_TO_ENTER_DECISIONS": _on_cases(
        "panel_decision",
        _ON,
        _DECIDED,
        {"entry_delay": _DECISION_DELAY[1], "place": "r.place_code"},
        unit="e.id",
        measure=_DECISION_DELAY[0],
    ),
    "YFPP_OFFERED": _on_cases(
        "panel_decision",
        _ON,
        f"AND {_AGED} AND e.outcome IN {_OFFERS}",
        _child(_ON, "age_band", "sex", "ethnicity", "place"),
    ),
    "YFPP_ACCEPTED": _on_cases(
        "support_agreement",
        "e.answered_on",
        f"AND {_AGED} AND e.answer IN {_AGREED}",
        _child("e.answered_on", "age_band", "sex", "place"),
    ),
    "YFPP_DECLINED": _on_cases(
        "support_agreement",
        "e.answered_on",
        f"AND {_AGED} AND e.answer IN ('DECLINED', 'WITHDRAWN')",
        {"place": "r.place_code"},
    ),
    "YFPP_STARTED": _on_cases(
        "case_status",
        "e.reached_on",
        f"AND {_AGED} AND e.status = 'IN_SUPPORT'",
        _child("e.reached_on", "age_band", "sex", "ethnicity", "place"),
    ),
    "YFPP_STARTED_28": _on_cases(
        "panel_decision",
        _ON,
        f"AND {_AGED} AND e.outcome IN {_OFFERS} AND julianday((SELECT min(s.reached_on) FROM case_status s "
        "WHERE s.case_id = c.id AND s.status = 'IN_SUPPORT' AND s.reached_on BETWEEN e.decided_on AND :end)) "
        "- julianday(e.decided_on) BETWEEN 0 AND 28",
        {"place": "r.place_code"},
    ),
    "YFPP_REVIEWS_DUE": _on_cases(
        "case_review",
        "e.due_on",
        "AND (c.closed_on IS NULL OR c.closed_on >= e.due_on)",
        {"place": "r.place_code"},
        unit="e.id",
    ),
    "YFPP_REVIEWED_ON_TIME": _on_cases(
        "case_review",
        "e.due_on",
        "AND (c.closed_on IS NULL OR c.closed_on >= e.due_on) AND e.held_on <= e.due_on",
        {"place": "r.place_code"},
        unit="e.id",
    ),
    "YFPP_CLOSED": Asked(
        "c.id",
        "c.id",
        "c.closed_on",
        "FROM panel_case c JOIN referral r ON r.id = c.referral_id",
        f"c.closed_on BETWEEN :start AND :end AND {_STANDS}",
        {"closure": "c.closure_reason", "place": "r.place_code"},
    ),
    "INTERVENTION_REFERRALS": Asked(
        "r.id",
        "r.id",
        "r.referred_on",
        "FROM intervention_referral r",
        "r.referred_on BETWEEN :start AND :end",
        {"intervention": "r.intervention_code", "place": "r.place_code"},
    ),
    "INTERVENTION_STARTS": _steps(f"e.status = 'STARTED' AND {_FIRST}"),
    "INTERVENTION_COMPLETIONS": _steps(f"e.status = 'COMPLETED' AND {_FIRST}"),
    "CONFERENCES_HELD": Asked(
        "c.id",
        "c.id",
        "c.held_on",
        "FROM conference c",
        "c.held_on BETWEEN :start AND :end AND c.status = 'HELD'",
        {"forum": "c.forum_code", "place": "c.place_code"},
    ),
    "CORE_EXPECTED": _core(),
    "CORE_PRESENT": _core(_THERE),
    "CORE_EXPECTED_4Q": _core(is_rolling=True),
    "CORE_PRESENT_4Q": _core(_THERE, is_rolling=True),
    "YFPP_OPEN_CASES": _open_cases(),
    "YFPP_WITH_LEAD": _open_cases(
        "AND EXISTS (SELECT 1 FROM contact k WHERE k.person_id = r.person_id AND k.relationship IN "
        "(SELECT e.code FROM code_entry e WHERE e.list_name = 'relationships' AND json_extract(e.extra, '$.lead') = 1) "
        "AND (k.from_on IS NULL OR k.from_on <= :end) AND (k.until_on IS NULL OR k.until_on >= :end))"
    ),
    "ACTIONS_OPENED": _actions("a.opened_on BETWEEN :start AND :end"),
    "ACTIONS_COMPLETED": _action_steps(f"s.status = 'COMPLETE' AND {_LAST_STEP}", agency="a.owner_agency"),
    "ACTIONS_CLOSED_UNDONE": _action_steps(f"s.status = 'NOT_DONE' AND {_LAST_STEP}", undone_reason="s.undone_reason"),
    "ACTIONS_DUE": _came_due(),
    "ACTIONS_ON_TIME": _came_due(
        f"AND {_AT_END.format(column='status')} = 'COMPLETE' AND {_AT_END.format(column='reached_on')} <= s.due_on"
    ),
    "ACTIONS_OPEN": _actions(
        f"a.opened_on <= :end AND {_AT_END.format(column='status')} IN ('OPEN', 'IN_PROGRESS')",
        measure="CAST(julianday(:end) - julianday(a.opened_on) AS INTEGER)",
    ),
    "ACTIONS_OVERDUE": _actions(
        f"a.opened_on <= :end AND {_AT_END.format(column='due_on')} < :end "
        f"AND {_AT_END.format(column='status')} IN ('OPEN', 'IN_PROGRESS')"
    ),
}


def _reach(unit: str, where: str, dimensions: Mapping[str, str]) -> Asked:
    from vrp_desktop.interventions import rules

    ended = "('" + "', '".join(rules.ENDED) + "')"
    ends = _ENDS.format(ended=ended)
    on = "max(e.reached_on, :start)"
    origin = (
        "FROM intervention_status e JOIN intervention_referral r ON r.id = e.intervention_referral_id "
        "JOIN person p ON p.id = r.person_id"
    )
    base = f"e.status = 'STARTED' AND e.reached_on <= :end AND coalesce({ends}, :start) >= :start"
    return Asked(unit, "e.id", on, origin, f"{base} {where.format(ended=ended)}", dimensions, "r.person_id")


def _checks() -> Iterator[tuple[str, Asked]]:
    identified, nothing = FIGURES["YFPP_IDENTIFIED"], dict[str, str]()
    yield (
        "CHECK_DECIDED_BEFORE_REFERRED",
        _on_cases("panel_decision", _ON, f"{_DECIDED} AND e.decided_on < r.referred_on", nothing),
    )
    yield "CHECK_NO_RATIONALE", _on_cases("panel_decision", _ON, f"{_DECIDED} AND trim(e.rationale) = ''", nothing)
    yield "CHECK_NO_BIRTH_DATE", _referrals("AND p.born_on IS NULL", nothing, per_child=True)
    yield "CHECK_NO_SOURCE", _referrals("AND coalesce(r.source, '') = ''", nothing, per_child=True)
    profile = _PROFILE.format(who="r.person_id", on="r.referred_on")
    yield (
        "CHECK_NO_ETHNICITY",
        Asked(
            "r.person_id",
            "r.id",
            "r.referred_on",
            f"{identified.origin} {profile}",
            f"{identified.where} AND f.ethnicity IS NULL",
            nothing,
        ),
    )
    yield (
        "CHECK_CHECKS_UNANSWERED",
        _on_cases(
            "panel_decision",
            _ON,
            f"{_DECIDED} AND (SELECT count(DISTINCT a.fact) FROM eligibility_answer a WHERE a.case_id = c.id "
            "AND a.answered_on <= :end) < 6",
            nothing,
        ),
    )


_PEOPLE: Final = {"age_band": "age_band", "sex": "sex", "ethnicity": "ethnicity", "place": "place"}
FIGURES["INTERVENTION_REACH"] = _reach("r.person_id", "", _child("max(e.reached_on, :start)", *_PEOPLE))
FIGURES["INTERVENTION_REACH_EACH"] = _reach(
    "r.id",
    "AND NOT EXISTS (SELECT 1 FROM intervention_status x JOIN intervention_referral y "
    "ON y.id = x.intervention_referral_id WHERE y.person_id = r.person_id AND y.id <> r.id "
    "AND y.intervention_code = r.intervention_code AND x.status = 'STARTED' "
    "AND (x.reached_on < e.reached_on OR x.reached_on = e.reached_on AND x.id < e.id) "
    "AND NOT EXISTS (SELECT 1 FROM intervention_status z WHERE z.intervention_referral_id = y.id "
    "AND z.status IN {ended} AND z.reached_on < :start))",
    {"intervention": "r.intervention_code"},
)
FIGURES["INTERVENTION_LEFT_EARLY"] = _steps(
    "e.status IN ('NO_LONGER_TAKING_PART', 'WITHDRAWN') AND EXISTS (SELECT 1 FROM intervention_status x "
    "WHERE x.intervention_referral_id = e.intervention_referral_id AND x.status = 'STARTED' "
    "AND x.reached_on <= e.reached_on)"
)
