"""Who may use what: the floors, and the libraries that belong to one of them."""

from __future__ import annotations

import pytest

from tests.architecture.sources import Source, imports, parse, sources, within

# library -> the places that may import it; no other place of ours may.
LIBRARIES = {
    "PySide6": ("ui",),
    "shiboken6": ("ui",),
    "pyqtgraph": ("ui",),
    "sqlalchemy": ("vrp_desktop", "db"),
    "sqlcipher3": ("vrp_desktop", "db"),
    "alembic": ("vrp_desktop", "db"),
    "reportlab": ("vrp_desktop.documents",),
    "platformdirs": ("vrp_desktop.paths",),
}
# floor -> what it must never import.
FLOORS_ABOVE = {
    "ui": ("db", "tests", "bench"),
    "vrp_desktop": ("ui", "tests", "bench"),
    "db": ("ui", "vrp_desktop", "tests", "bench"),
    "resources": ("ui", "vrp_desktop", "db", "tests", "bench"),
}


def strangers(source: Source, library: str, places: tuple[str, ...]) -> list[str]:
    """The imports of a library in a source outside its places."""
    if source.lies_in(*places):
        return []
    return [f"{source.at(node)} imports {name}" for node, name in imports(source) if within(name, library)]


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_stays_in_its_place(library):
    found = [
        line
        for source in sources("ui", "vrp_desktop", "db", "resources")
        for line in strangers(source, library, LIBRARIES[library])
    ]

    assert not found, f"{library} belongs in {', '.join(LIBRARIES[library])} alone"


@pytest.mark.parametrize("floor", FLOORS_ABOVE)
def test_a_floor_never_asks_upwards_or_past_the_next(floor):
    found = [
        f"{source.at(node)} imports {name}"
        for source in sources(floor)
        for node, name in imports(source)
        if any(within(name, other) for other in FLOORS_ABOVE[floor])
    ]

    assert not found


def test_the_rule_sees_imports_inside_functions_and_from_imports():
    hidden = parse("def draw():\n    from reportlab.pdfgen import canvas\n", "vrp_desktop.returns.table")

    assert strangers(hidden, "reportlab", LIBRARIES["reportlab"])
    assert not strangers(hidden, "report", ())
