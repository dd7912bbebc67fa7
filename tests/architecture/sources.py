"""Our source files as syntax trees, and the few questions that the rules ask of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("ui", "vrp_desktop", "db", "resources")


@dataclass(frozen=True, eq=False)
class Source:
    """One file: its path from the root, its module name and its syntax tree."""

    path: Path
    module: str
    tree: ast.Module

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree: walked once, since each rule looks at all of them."""
        return tuple(ast.walk(self.tree))

    def at(self, node: ast.AST) -> str:
        """Where a finding lies, as an editor can open it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"

    def lies_in(self, *modules: str) -> bool:
        """Whether this is one of these modules or within one of these packages."""
        return any(within(self.module, module) for module in modules)


def within(name: str, package: str) -> bool:
    """Whether a dotted name is a package or lies in it."""
    return name == package or name.startswith(package + ".")


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Every Python file in these top folders, and main.py with them where it is asked for by name."""
    paths = [path for folder in folders for path in _python_files(ROOT / folder)]
    return tuple(_read(path) for path in sorted(paths))


def _python_files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    elif place.is_dir():
        yield from place.rglob("*.py")


@cache
def _read(path: Path) -> Source:
    relative = path.relative_to(ROOT)
    parts = list(relative.with_suffix("").parts)
    if parts[-1] == "__init__":
        parts.pop()
    return Source(relative, ".".join(parts), ast.parse(path.read_text(encoding="utf-8"), str(relative)))


def parse(text: str, module: str = "ui.example") -> Source:
    """A made-up source, for proving that a rule sees what it should."""
    return Source(Path(module.replace(".", "/") + ".py"), module, ast.parse(text))


def imports(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Each imported name in full, also those inside functions: `from a import b` gives "a.b"."""
    for node in source.nodes:
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(source, node)
            yield from ((node, f"{base}.{alias.name}") for alias in node.names)


def _absolute(source: Source, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = source.module.split(".")
    if source.path.name != "__init__.py":
        parts.pop()
    parts = parts[: len(parts) - (node.level - 1)]
    return ".".join([*parts, *filter(None, [node.module])])


def known_names(source: Source) -> dict[str, str]:
    """What each imported short name stands for: `from datetime import datetime as dt` gives dt -> datetime.datetime."""
    names: dict[str, str] = {}
    for node in source.nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                names[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                names[alias.asname or alias.name] = f"{_absolute(source, node)}.{alias.name}"
    return names


def dotted(node: ast.AST) -> str:
    """`a.b.c` as text; empty where the expression is anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = dotted(node.value)
        return f"{base}.{node.attr}" if base else ""
    return ""


def full_names(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Each dotted expression with its first part replaced by what was imported under that name."""
    names = known_names(source)
    for node in source.nodes:
        if isinstance(node, ast.Attribute | ast.Name):
            text = dotted(node)
            first, _, rest = text.partition(".")
            if first in names:
                yield node, f"{names[first]}.{rest}" if rest else names[first]


def calls(source: Source) -> Iterator[tuple[ast.Call, str]]:
    """Each call with the last part of what is called: `self.changed.connect(x)` gives "connect"."""
    for node in source.nodes:
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node, node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node, node.func.id


def mentions(node: ast.AST, name: str) -> bool:
    """Whether a variable is used anywhere inside an expression."""
    return any(isinstance(part, ast.Name) and part.id == name for part in ast.walk(node))
