"""Publishing a return: what other returns show is known too, so it decides what this one may show.

An attacker has the area's return and those of its places, the earlier quarters of the year, and earlier versions of
the same return. What any of these hides must not be had by taking one from another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import undefer

from db.reference import Place
from db.returns import ReturnVersion
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import Quarter
from vrp_desktop.figures.figure import Window
from vrp_desktop.figures.run import count, number
from vrp_desktop.interventions.figures import reported_totals
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.returns.catalogue import figure
from vrp_desktop.returns.compute import Ask, breakdown, return_row
from vrp_desktop.returns.content import Line, ReturnContent
from vrp_desktop.returns.frozen import thaw
from vrp_desktop.returns.suppression import AlsoHidden, hidden_cells, is_small, published
from vrp_desktop.returns.template import LineKind, LineSpec


def published_content(read: Read, content: ReturnContent, quarter: Quarter) -> ReturnContent:
    """The return as it may be published, so that neither other places' returns nor earlier ones give it away."""
    own = Ask(content.template, quarter, content.place_code, content.as_at)
    before = own.previous()
    year = _hidden_earlier(read, own)
    if own.place_code is not None:
        year |= frozenset(_place_hidden(read, own, of_year=True))
    rolling = frozenset(_rolling_hidden(read, own))
    also = AlsoHidden(
        quarter=_hidden_by_place(read, own) | rolling,
        before=(_hidden_by_place(read, before) if before else frozenset()) | rolling,
        year=year,
        breakdowns=frozenset(_changed_since(read, own, content)),
    )
    return published(content, also)


def _hidden_by_place(read: Read, ask: Ask) -> frozenset[str]:
    return frozenset(_place_hidden(read, ask)) if ask.place_code else frozenset()


def _place_hidden(read: Read, ask: Ask, *, of_year: bool = False) -> Iterator[str]:
    """The lines of which the area's numbers by place hide this place, for its own sake or for another's."""
    for spec in ask.template.lines():
        if not (of_year and spec.is_rolling):
            window = ask.year_window() if of_year else ask.window(spec)
            if _hides_place(read, ask, spec, window):
                yield spec.code


def _hides_place(read: Read, ask: Ask, spec: LineSpec, window: Window) -> bool:
    cells = _by_place(read, ask, spec, window)
    total = sum(cells.values())
    return ask.place_code in hidden_cells(cells, None if is_small(total) else total)


def _rolling_hidden(read: Read, ask: Ask) -> Iterator[str]:
    """The lines over several quarters of which one quarter is hidden: the sum less the others would tell it.

    The quarter before the first counts too, since last quarter's sum stands beside this one's.
    """
    for spec in ask.template.lines():
        if spec.kind is LineKind.COUNTED and spec.is_rolling:
            quarter = ask.quarter
            for _ in range(spec.quarters + 1):
                if _hides_quarter(read, Ask(ask.template, quarter, ask.place_code, ask.as_at), spec):
                    yield spec.code
                    break
                quarter = quarter.previous()


def _hides_quarter(read: Read, ask: Ask, spec: LineSpec) -> bool:
    """Whether one quarter's own number of a figure is hidden."""
    if is_small(number(read.session, figure(spec.figure), ask.window(), ask.places)):
        return True
    return ask.place_code is not None and _hides_place(read, ask, spec, ask.window())


def _by_place(read: Read, ask: Ask, spec: LineSpec, window: Window) -> Mapping[str, int]:
    """A line's number for each place, as the area's return breaks it down, else as the places' returns say it."""
    if spec.kind is LineKind.REPORTED:
        reported = Window(window.start, window.end, ask.as_at)
        return reported_totals(read.session, spec.measure, reported, None).breakdowns.get("place", {})
    if spec.kind is not LineKind.COUNTED:
        return {}
    item = figure(spec.figure)
    if "place" in item.breakdowns:
        return count(read.session, item, window, None).breakdown("place")
    places = read.session.scalars(select(Place.code).where(Place.in_use))
    return {code: n for code in places if (n := number(read.session, item, window, (code,)))}


def _hidden_earlier(read: Read, ask: Ask) -> frozenset[str]:
    """The lines that an earlier quarter of the year hides: the year to date less the later ones would tell it."""
    found: set[str] = set()
    for part in range(1, ask.quarter.number):
        earlier = Ask(ask.template, Quarter(ask.quarter.year_start, part), ask.place_code, ask.as_at)
        found |= _hidden_by_place(read, earlier)
        found |= {spec.code for spec in ask.template.lines() if _is_hidden(read, earlier, spec)}
    return frozenset(found)


def _is_hidden(read: Read, ask: Ask, spec: LineSpec) -> bool:
    """Whether a quarter hides a line for its own smallness, or for that of cells of which it is the sum."""
    if spec.kind is LineKind.REPORTED:
        return is_small(reported_totals(read.session, spec.measure, ask.reported_window(), ask.places).value)
    if spec.kind is not LineKind.COUNTED:
        return False
    if is_small(number(read.session, figure(spec.figure), ask.window(spec), ask.places)):
        return True
    if not spec.hidden_with:
        return False
    code, name, *labels = spec.hidden_with
    evidence = count(read.session, figure(ask.template.line(code).figure), ask.window(), ask.places).evidence
    cells = breakdown(read_lists_of(read.session), evidence, name)
    hidden = hidden_cells(cells, None if is_small(len(evidence)) else len(evidence))
    return any(label in hidden for label in labels)


def _changed_since(read: Read, ask: Ask, content: ReturnContent) -> Iterator[tuple[str, str]]:
    """Breakdowns that read otherwise in an earlier signed version, where either reading hides a cell.

    Set side by side, the two would tell how a hidden cell moved, and with a cell that is shown in one, what it was.
    """
    row = return_row(read.session, ask)
    if row is None:
        return
    versions = select(ReturnVersion).where(ReturnVersion.return_id == row.id).options(undefer(ReturnVersion.content))
    for version in read.session.scalars(versions):
        if content.version and version.number >= content.version:
            continue
        then = {line.spec.code: line for line in thaw(version).content.lines}
        for line in content.lines:
            if line.spec.code in then:
                yield from ((line.spec.code, name) for name in _changed(then[line.spec.code], line))


def _changed(then: Line, now: Line) -> Iterator[str]:
    for name, cells in now.breakdowns.items():
        before = then.breakdowns.get(name, {})
        if dict(before) != dict(cells) and (_hides(then, before) or _hides(now, cells)):
            yield name


def _hides(line: Line, cells: Mapping[str, int | None]) -> bool:
    total = line.value if isinstance(line.value, int) else None
    return is_small(line.value) or bool(hidden_cells(cells, total))
