"""The printed sheet: sizes, colours and spacing in points. Calm: ink on white, hairlines, white space."""

from __future__ import annotations

from dataclasses import dataclass

A4 = (595.276, 841.89)

INK = "#1c2430"
QUIET = "#55606e"
ACCENT = "#1f3f66"
WARNING = "#8a3b12"
HAIRLINE = "#c8ced6"
RULE = "#7d8794"
PALE = "#f2f5f8"
PALE_WARNING = "#fbf3ec"
WATERMARK = "#f0f2f6"
WHITE = "#ffffff"

#: The colours of a chart's series, dark to light; each also has a name, a dash and a marker of its own.
SERIES = ("#1f3f66", "#b4622d", "#5d7f4e", "#7d6b91")

#: Pairs of text and ground that a reader must be able to read.
READ_ON = (
    (INK, WHITE),
    (QUIET, WHITE),
    (ACCENT, WHITE),
    (INK, PALE),
    (QUIET, PALE),
    (ACCENT, PALE),
    (INK, PALE_WARNING),
    (WARNING, PALE_WARNING),
    (INK, WATERMARK),
    (QUIET, WATERMARK),
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of text is set."""

    size: float
    leading: float
    colour: str = INK
    bold: bool = False
    code: bool = False
    before: float = 0
    after: float = 0

    def scaled(self, factor: float) -> Look:
        """The same look, smaller or larger."""
        size, leading = round(self.size * factor, 2), round(self.leading * factor, 2)
        return Look(size, leading, self.colour, self.bold, self.code, self.before, self.after)


TITLE = Look(23, 28, ACCENT, bold=True, after=3)
SUBTITLE = Look(12.5, 17, QUIET, after=4)
EYEBROW = Look(8.5, 12, QUIET, bold=True, after=5)
HEADINGS = (
    Look(15, 19, ACCENT, bold=True, before=20, after=6),
    Look(11.5, 15.5, INK, bold=True, before=15, after=4),
    Look(10, 14, QUIET, bold=True, before=11, after=3),
)
BODY = Look(9.75, 14.25, after=7)
LEAD = Look(11.25, 16.5, after=9)
SMALL = Look(8.5, 12, QUIET, after=5)
BULLET = Look(9.75, 14.25, after=3)
CAPTION = Look(9.5, 13, INK, bold=True, before=10, after=5)
CONTINUED = Look(8, 11, QUIET, after=4)
CELL = Look(8.75, 12)
CELL_STRONG = Look(8.75, 12, bold=True)
CELL_HEAD = Look(8.25, 11, QUIET, bold=True)
CELL_SECTION = Look(8.75, 12, ACCENT, bold=True)
TABLE_NOTE = Look(7.75, 10.75, QUIET, after=2)
NOTE_HEADING = Look(9.5, 13.5, ACCENT, bold=True, after=2)
MARKING = Look(9, 11, INK, bold=True)
HANDLING = Look(7.5, 9.5, QUIET)
FURNITURE = Look(7.5, 10, QUIET)
CHART_TEXT = Look(7.75, 9.75, QUIET)
CHART_VALUE = Look(7.75, 9.75, INK)
CODE = Look(17, 25, INK, code=True, after=8)

CELL_PAD_X = 5
CELL_PAD_Y = 3.4
HEAD_PAD_Y = 4
BULLET_INDENT = 14
NOTE_PAD = 10
NOTE_BAR = 2.5
CHART_HEIGHT = 158

MARGIN_SIDE = 56.7
MARGIN_TOP = 74
MARGIN_BOTTOM = 76
MARKING_TOP = 30
MARKING_BOTTOM = 24
CODE_SIDE = 38
CODE_TOP = 18


def rgb(colour: str) -> tuple[float, float, float]:
    """The red, green and blue of "#rrggbb", each from 0 to 1."""
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21, as WCAG 2 reckons it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
