"""No attribute of ours hides one of Qt's: a `self.layout = ...` breaks whatever asks the widget for its layout."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module

from PySide6.QtWidgets import QWidget

from tests.architecture.sources import Source, parse, sources

# Never, in whatever class of ui: sooner or later it becomes a widget.
NEVER = {"layout", "font", "parent"}


def assigned(source: Source) -> Iterator[tuple[str, ast.Attribute]]:
    """Each `self.x = ...` with the name of its class."""
    for owner in source.nodes:
        if isinstance(owner, ast.ClassDef):
            for node in ast.walk(owner):
                if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _is_self(node.value):
                    yield owner.name, node


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def hidden_names(kind: type) -> set[str]:
    """The names that Qt itself gives to a class of ours."""
    return {name for base in kind.__mro__ if base.__module__.startswith("PySide6.") for name in vars(base)}


def shadows(source: Source, kinds: dict[str, type]) -> list[str]:
    """Where an attribute is assigned that its class has from Qt."""
    return [
        f"{source.at(node)} {owner}.{node.attr}"
        for owner, node in assigned(source)
        if node.attr in NEVER or (owner in kinds and node.attr in hidden_names(kinds[owner]))
    ]


def test_no_class_of_the_screen_hides_a_name_of_qt():
    found = []
    for source in sources("ui"):
        kinds = {name: kind for name, kind in vars(import_module(source.module)).items() if isinstance(kind, type)}
        found += shadows(source, kinds)

    assert not found


def test_the_rule_sees_names_that_a_widget_has():
    source = parse("class Page:\n def __init__(self):\n  self.title = ''\n  self.palette = 1\n  self.layout = 2\n")

    class Page(QWidget):
        pass

    assert shadows(source, {"Page": Page}) == ["ui/example.py:4 Page.palette", "ui/example.py:5 Page.layout"]
    assert shadows(source, {}) == ["ui/example.py:5 Page.layout"]
