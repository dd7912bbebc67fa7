"""Every deed states its permission, and the README's table of roles is the one that the program goes by."""

from __future__ import annotations

import ast
from importlib import import_module

from tests.architecture.sources import ROOT, Source, dotted, parse, sources
from vrp_desktop.access.permissions import ROLE_PERMISSIONS, Permission, Role

BEGIN, END = "<!-- roles -->", "<!-- /roles -->"


def unmarked(source: Source) -> list[str]:
    """The public functions of a commands.py that are not decorated with `@command(Permission.X)`."""
    functions = [
        node for node in source.tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    return [f"{source.at(node)} {node.name}" for node in functions if not any(map(_states, node.decorator_list))]


def _states(decorator: ast.expr) -> bool:
    return (
        isinstance(decorator, ast.Call)
        and dotted(decorator.func).split(".")[-1] == "command"
        and len(decorator.args) == 1
        and dotted(decorator.args[0]).startswith("Permission.")
    )


def command_files() -> list[Source]:
    """Each commands.py of the WORK floor."""
    return [source for source in sources("vrp_desktop") if source.path.name == "commands.py"]


def table_of_roles() -> str:
    """The table as the README prints it: one row for each permission, one column for each role."""
    head = ["What", *(role.label for role in Role)]
    rows = [[p.value, *("yes" if p in ROLE_PERMISSIONS[role] else "" for role in Role)] for p in Permission]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def test_every_command_states_its_permission():
    assert not [line for source in command_files() for line in unmarked(source)]


def test_every_permission_that_a_command_states_is_one_that_some_role_has():
    stated = {
        function.permission
        for source in command_files()
        for function in vars(import_module(source.module)).values()
        if isinstance(getattr(function, "permission", None), Permission)
    }

    assert stated <= frozenset().union(*ROLE_PERMISSIONS.values())


def test_the_readme_prints_the_table_of_roles():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    printed = readme.split(BEGIN, 1)[1].split(END, 1)[0].strip()

    assert printed == table_of_roles(), f"put this between the markers:\n{table_of_roles()}"


def test_the_rule_sees_a_command_without_a_permission():
    text = "@command(Permission.EDIT_CASES)\ndef decide(work): ...\n@command\ndef close(work): ...\ndef _help(): ...\n"

    assert unmarked(parse(text, "vrp_desktop.panel.commands")) == ["vrp_desktop/panel/commands.py:4 close"]
