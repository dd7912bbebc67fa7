"""The rooms: their order on the WORK floor, and the feature folders of the SCREEN floor, which never meet."""

from __future__ import annotations

import re
import tomllib

from tests.architecture.sources import ROOT, Source, imports, parse, sources

# What every feature folder of ui may use, beside modules that lie in ui/ itself.
SHARED = ("widgets", "theme", "tasks", "hub", "messages", "navigation", "desk")
# The frame builds the pages, so it alone knows them.
FRAMES = ("frame", "shell")


def feature_of(module: str) -> str:
    """The folder of ui in which a module lies: "ui.panel.page" gives "panel"; empty for modules in ui itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 2 and parts[0] == "ui" else ""


def features() -> set[str]:
    """The feature folders of the SCREEN floor."""
    folders = {path.parent.name for path in (ROOT / "ui").glob("*/__init__.py")}
    return folders - set(SHARED) - set(FRAMES)


def meetings(source: Source, folders: set[str]) -> list[str]:
    """Where a source of one feature folder, or a shared one, imports a feature folder other than its own."""
    own = source.path.parts[1] if len(source.path.parts) > 2 else ""
    if own not in folders and own not in SHARED:
        return []
    others = [(node, name) for node, name in imports(source) if name.startswith("ui.") and name.split(".")[1] != own]
    return [f"{source.at(node)} imports {name}" for node, name in others if name.split(".")[1] in folders]


def test_feature_folders_of_the_screen_do_not_import_one_another():
    assert not [line for source in sources("ui") for line in meetings(source, features())]


def test_the_rule_sees_one_feature_importing_another():
    page = parse("from ui.people.page import PeoplePage\nfrom ui.widgets import form", "ui.panel.page")

    assert meetings(page, {"people", "panel"}) == ["ui/panel/page.py:1 imports ui.people.page.PeoplePage"]


def test_the_import_rules_hold_the_order_that_the_building_notes_promise():
    promised = _rooms_in((ROOT / "docs" / "building.md").read_text(encoding="utf-8"))
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract.get("containers") == ["vrp_desktop"])
    checked = [set(re.findall(r"\w+", layer)) for layer in reversed(layers)]

    assert len(checked) == len(promised)
    for notes, rule in zip(promised, checked, strict=True):
        assert notes <= rule, f"docs/building.md and [tool.importlinter] differ on {notes ^ rule}"


def _rooms_in(notes: str) -> list[set[str]]:
    section = notes.split("## The rooms of the WORK floor", 1)[1].split("\n", 1)[1].split("\n## ", 1)[0]
    text = section.replace("\n", " ").replace("`", "").split(".")[0]
    return [set(part.split()) for part in text.split("<")]
