"""What ships: every package is listed, every import is a declared dependency, every dependency is pinned and free."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import distribution, packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.sources import FLOORS, ROOT, imports, sources

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# A library that another brings at exactly its own version, and that belongs to it.
BROUGHT_BY = {"shiboken6": "pyside6-essentials"}
OURS = {*FLOORS, "tests", "bench", "main", "debian"}
# The tests' own libraries, and those that come with them by contract.
DEVELOPMENT = ("tests", "bench", "scripts")
# Libraries whose metadata also names a GPL, and the licence that we take them under.
TAKEN_UNDER = {
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
}


def requirements(group: str | None = None) -> list[Requirement]:
    """What pyproject.toml asks for: of the program, or of one of its extras."""
    project = PROJECT["project"]
    return [
        Requirement(line) for line in (project["optional-dependencies"][group] if group else project["dependencies"])
    ]


def pins() -> dict[str, str]:
    """The constraints: canonical name -> version."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def undeclared(folders: tuple[str, ...], declared: list[Requirement]) -> set[str]:
    """The imported libraries that no declared dependency brings."""
    names = {canonicalize_name(requirement.name) for requirement in declared}
    brings = packages_distributions()
    tops = {name.split(".")[0] for source in sources(*folders) for _, name in imports(source)}
    foreign = tops - set(sys.stdlib_module_names) - OURS - {"", "__future__"}
    return {
        top for top in foreign if not names & {BROUGHT_BY.get(top, ""), *map(canonicalize_name, brings.get(top, []))}
    }


def shipped(requirement: Requirement, seen: set[str]) -> set[str]:
    """A dependency and all that it brings along on this machine."""
    name = canonicalize_name(requirement.name)
    if name in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
        return seen
    seen.add(name)
    for line in distribution(name).requires or []:
        shipped(Requirement(line), seen)
    return seen


def test_the_package_list_names_every_package_and_every_folder_of_data():
    code = [path.parent for floor in FLOORS for path in (ROOT / floor).rglob("__init__.py")]
    data = [path.parent for path in (ROOT / "resources").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    found = {".".join(folder.relative_to(ROOT).parts) for folder in [*code, *data]}

    assert sorted(PROJECT["tool"]["setuptools"]["packages"]) == sorted(found), "run scripts/list_packages.py"


def test_every_folder_with_code_is_a_package():
    folders = {path.parent for floor in FLOORS for path in (ROOT / floor).rglob("*.py")}

    assert not [str(folder) for folder in folders if not (folder / "__init__.py").is_file()]


def test_the_program_imports_only_what_it_declares():
    assert undeclared(("ui", "vrp_desktop", "db", "resources", "main.py"), requirements()) == set()


# The journeys' driver runs on the system's own Python, which alone can load the accessibility bus (a Debian package).
OF_THE_SYSTEM = {"gi"}


def test_the_tests_import_only_what_is_declared():
    assert undeclared(DEVELOPMENT, requirements() + requirements("dev")) <= OF_THE_SYSTEM


@pytest.mark.parametrize(
    "requirement", [*requirements(), *requirements("dev")], ids=lambda requirement: requirement.name
)
def test_a_dependency_is_bounded_and_pinned_within_its_bounds(requirement):
    pinned = pins()[canonicalize_name(requirement.name)]

    assert requirement.specifier, "bounded"
    assert Version(pinned) in requirement.specifier


def test_all_that_ships_is_pinned():
    seen: set[str] = set()
    for requirement in requirements():
        shipped(requirement, seen)

    assert seen <= set(pins())


def test_no_dependency_that_ships_is_under_the_gpl():
    seen: set[str] = set()
    for requirement in requirements():
        shipped(requirement, seen)
    gpl = {name for name in seen if "GPL" in _licence(name).replace("LGPL", "")}

    assert gpl == {name for name in TAKEN_UNDER if name in seen}
    assert all(TAKEN_UNDER[name] in _licence(name) for name in gpl)


def _licence(name: str) -> str:
    metadata = distribution(name).metadata
    classifiers = [line for line in metadata.get_all("Classifier") or [] if line.startswith("License")]
    # Some packages put the whole text of their licences in the field; the first line names it.
    first_lines = [text.strip().split("\n")[0] for text in metadata.get_all("License") or []]
    return " ".join([*(metadata.get_all("License-Expression") or []), *first_lines, *classifiers])


def test_the_constraints_hold_exact_versions_and_no_addresses():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()

    assert all(re.fullmatch(r"#.*|[A-Za-z0-9_.-]+==[A-Za-z0-9_.+!]+", line) for line in lines)
    assert not [line for line in lines if "://" in line]
