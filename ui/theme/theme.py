"""The look that is worn now: colours, fonts, spaces and icons for every widget, and changing it while running."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetrics, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication
from shiboken6 import isValid

from ui.theme.icons import icon_pixmap, make_icon
from ui.theme.style import style_sheet
from ui.theme.tokens import Scheme, Tokens, load_tokens
from vrp_desktop.paths import resource

_ICON_EMS = 1.1
_ICON_AIR_EMS = 0.22
WEARS_FUSION = "wears_fusion"
"""The start sets this where Qt was told the style by argument: asking for the style would cost 11 ms more."""
_WIDE_SPACES = ("normal", "wide", "page")
SCALES = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)


class Theme(QObject):
    """One for the program. Widgets ask it for colours and sizes; `changed` tells those that paint themselves."""

    changed = Signal()

    def __init__(self, app: QApplication, scheme: Scheme = Scheme.LIGHT, scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._tokens = load_tokens()
        self._scheme = scheme
        self._scale = scale
        self._icons: dict[tuple[str, str, bool], QIcon] = {}
        self._pictures: dict[tuple[str, str, int, float], QPixmap] = {}
        self._worn: WeakKeyDictionary[QAbstractButton, tuple[str, str]] = WeakKeyDictionary()
        self._base_font = self._find_font()
        self._unit = 1.0
        if not app.property(WEARS_FUSION):
            app.setStyle("Fusion")
            app.setProperty(WEARS_FUSION, True)
        self._wear()

    @property
    def scheme(self) -> Scheme:
        return self._scheme

    @property
    def scale(self) -> float:
        return self._scale

    @property
    def tokens(self) -> Tokens:
        return self._tokens

    def set_scheme(self, scheme: Scheme) -> None:
        """Wear the light or the dark palette."""
        if scheme is not self._scheme:
            self._scheme = scheme
            self._wear()

    def set_scale(self, scale: float) -> None:
        """Make all text, and with it all sizes, larger: 1 to 2."""
        scale = min(2.0, max(1.0, scale))
        if scale != self._scale:
            self._scale = scale
            self._wear()

    def step_scale(self, up: bool) -> None:
        """Go to the next larger or smaller size of text."""
        steps = [step for step in SCALES if (step > self._scale if up else step < self._scale)]
        if steps:
            self.set_scale(steps[0] if up else steps[-1])

    def code(self, name: str) -> str:
        """A colour of the palette as #rrggbb."""
        return self._tokens.palettes[self._scheme][name]

    def colour(self, name: str) -> QColor:
        """A colour of the palette."""
        return QColor(self.code(name))

    def space(self, name: str = "normal") -> int:
        """A space by its name; spaces grow with the font, the wide ones half as much, so that large text keeps room."""
        grown = self._unit / self._scale * (1 + (self._scale - 1) / 2) if name in _WIDE_SPACES else self._unit
        return max(1, round(self._tokens.space[name] * grown))

    def radius(self, name: str = "control") -> int:
        """The radius of a corner."""
        return round(self._tokens.radius[name] * self._unit)

    def em(self, count: float) -> int:
        """So many heights of a line of text."""
        return round(4 * self._unit * count)

    def sized_font(self, step: str = "body", *, bold: bool = False) -> QFont:
        """The font of a step of the type scale."""
        font = QFont(self._app.font())
        font.setPointSizeF(self._points(step))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def icon(self, name: str, colour: str = "text", *, beside_text: bool = False) -> QIcon:
        """An icon tinted with a colour of the palette; beside text it keeps a little more air than Qt gives it."""
        key = (name, colour, beside_text)
        pad = self.em(_ICON_AIR_EMS) if beside_text else 0
        if key not in self._icons:
            ratio = self._app.devicePixelRatio()
            self._icons[key] = make_icon(name, self.code(colour), self.code("disabled"), self.em(_ICON_EMS), ratio, pad)
        return self._icons[key]

    def picture(self, name: str, colour: str = "text", ems: float = 1.0, ratio: float = 1.0) -> QPixmap:
        """An icon as a picture, sized in lines of text."""
        key = (name, colour, self.em(ems), ratio)
        if key not in self._pictures:
            self._pictures[key] = icon_pixmap(name, self.code(colour), key[2], ratio)
        return self._pictures[key]

    def dress(self, button: QAbstractButton, name: str, colour: str = "text") -> None:
        """Give a button an icon that follows the theme from now on."""
        self._worn[button] = (name, colour)
        self._dress(button, name, colour)

    def _dress(self, button: QAbstractButton, name: str, colour: str) -> None:
        beside_text = bool(button.text()) and button.property("kind") != "nav"
        pad = self.em(_ICON_AIR_EMS) if beside_text else 0
        button.setIcon(self.icon(name, colour, beside_text=beside_text))
        button.setIconSize(QSize(self.em(_ICON_EMS) + pad, self.em(_ICON_EMS)))

    def _points(self, step: str) -> float:
        return self._tokens.base_points * self._tokens.steps[step] * self._scale

    def _find_font(self) -> QFont:
        """The first family of the tokens that this machine has; our own copy where it has none of them."""
        font = QFont(self._app.font())
        font.setFamilies(list(self._tokens.families))
        if QFontInfo(font).family() not in self._tokens.families:
            for path in sorted(resource("fonts").glob("NotoSans-*.ttf")):
                QFontDatabase.addApplicationFont(str(path))
        return font

    def _wear(self) -> None:
        font = QFont(self._base_font)
        font.setPointSizeF(self._points("body"))
        self._app.setFont(font)
        self._unit = QFontMetrics(font).height() / 4 * 0.94
        self._icons.clear()
        self._pictures.clear()
        self._app.setPalette(self._palette())
        self._app.setStyleSheet(style_sheet(self))
        for button, (name, colour) in list(self._worn.items()):
            if isValid(button):
                self._dress(button, name, colour)
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        for key, name in {
            role.Window: "window",
            role.WindowText: "text",
            role.Base: "surface",
            role.AlternateBase: "sunken",
            role.Text: "text",
            role.PlaceholderText: "placeholder",
            role.Button: "surface",
            role.ButtonText: "text",
            role.BrightText: "danger",
            role.Highlight: "selection",
            role.HighlightedText: "on_selection",
            role.Link: "link",
            role.LinkVisited: "link",
            role.ToolTipBase: "tooltip",
            role.ToolTipText: "on_tooltip",
            role.Accent: "accent",
            role.Light: "surface",
            role.Midlight: "border",
            role.Mid: "border",
            role.Dark: "control_border",
            role.Shadow: "control_border",
        }.items():
            palette.setColor(key, self.colour(name))
        for key in (role.Text, role.WindowText, role.ButtonText, role.HighlightedText):
            palette.setColor(QPalette.ColorGroup.Disabled, key, self.colour("disabled"))
        return palette
