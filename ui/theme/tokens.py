"""The tokens of the look, read from resources/theme/theme.toml, and the contrast of two colours."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from vrp_desktop.paths import resource


class Scheme(StrEnum):
    """Which of the two palettes is worn."""

    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """What a pill or banner says by its colour, always together with an icon and a text."""

    NEUTRAL = "neutral"
    INFO = "info"
    GOOD = "good"
    CAUTION = "caution"
    DANGER = "danger"
    ACCENT = "accent"

    @property
    def ground(self) -> str:
        """The colour token of the ground."""
        return f"{self.value}_soft"

    @property
    def ink(self) -> str:
        """The colour token of the text upon it."""
        return f"on_{self.value}_soft"

    @property
    def icon(self) -> str:
        """The icon that says the same without colour."""
        return _TONE_ICONS[self]


_TONE_ICONS = {
    Tone.NEUTRAL: "dot",
    Tone.INFO: "info",
    Tone.GOOD: "ok",
    Tone.CAUTION: "warning",
    Tone.DANGER: "error",
    Tone.ACCENT: "flag",
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """All that the theme file says."""

    palettes: Mapping[Scheme, Mapping[str, str]]
    pairs: tuple[tuple[str, str], ...]
    space: Mapping[str, float]
    radius: Mapping[str, float]
    steps: Mapping[str, float]
    base_points: float
    families: tuple[str, ...]
    mono: tuple[str, ...]


@cache
def load_tokens(path: Path | None = None) -> Tokens:
    """Read the theme file; it ships with the program, so a fault in it is a bug."""
    found = tomllib.loads((path or resource("theme", "theme.toml")).read_text(encoding="utf-8"))
    kinds = found["type"]
    return Tokens(
        palettes={scheme: found[scheme.value] for scheme in Scheme},
        pairs=tuple((ink, ground) for ink, grounds in found["pairs"].items() for ground in grounds),
        space=found["space"],
        radius=found["radius"],
        steps={name: value for name, value in kinds.items() if isinstance(value, float) and name != "base_points"},
        base_points=kinds["base_points"],
        families=tuple(kinds["families"]),
        mono=tuple(kinds["mono"]),
    )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written #rrggbb, from 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
