"""The small style sheet, made from the tokens. Sizes come from the font, so that all of it grows together."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from vrp_desktop.paths import resource

if TYPE_CHECKING:
    from ui.theme.theme import Theme

# A control's role is its dynamic property: `kind` on buttons, labels and frames.
_SHEET = """
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[kind="page"], QScrollArea[kind="page"], QStackedWidget { background: $window; }
QDialog[kind="float"] { background: $surface; border: ${ring}px solid $control_border; }
QToolTip { background: $tooltip; color: $on_tooltip; border: 0; padding: ${tight}px ${snug}px; }
QLabel { background: transparent; }
QLabel[kind="title"] { font-size: ${title_pt}pt; font-weight: 600; }
QLabel[kind="heading"] { font-size: ${heading_pt}pt; font-weight: 600; }
QLabel[kind="stage"] { font-size: ${stage_pt}pt; }
QLabel[kind="stage_strong"] { font-size: ${stage_pt}pt; font-weight: 600; }
QLabel[kind="stage_head"] { font-size: ${stage_head_pt}pt; font-weight: 600; }
QLabel[kind="stage_name"] { color: $muted; font-size: ${heading_pt}pt; }
QListWidget[kind="stage"] { font-size: ${heading_pt}pt; }
QPlainTextEdit[kind="stage"] { font-size: ${stage_pt}pt; }
QLabel[kind="figure"] { font-size: ${figure_pt}pt; font-weight: 600; }
QLabel[kind="label"] { font-weight: 600; }
QLabel[kind="muted"], QLabel[kind="help"] { color: $muted; }
QLabel[kind="small"] { color: $muted; font-size: ${small_pt}pt; }
QLabel[kind="error"] { color: $danger; font-weight: 600; }
QLabel[kind="warning"] { color: $on_caution_soft; background: $caution_soft; border-radius: ${control}px;
    padding: ${tight}px ${snug}px; }

QFrame[kind="card"] { background: $surface; border: ${hair}px solid $border; border-radius: ${card}px; }
QFrame[kind="rule"] { background: $border; border: 0; max-height: ${hair}px; min-height: ${hair}px; }
QFrame[kind="sidebar"] { background: $sidebar; border: 0; border-right: ${hair}px solid $border; }
QFrame[kind="topbar"], QFrame[kind="panelhead"] {
    background: $surface; border: 0; border-bottom: ${hair}px solid $border; }
QFrame[kind="panel"] { background: $surface; border: 0; border-left: ${hair}px solid $border; }
QWidget[kind="surface"], QWidget[kind="surface"] QStackedWidget { background: $surface; }
QFrame[kind="statusline"] { background: $sidebar; border: 0; border-top: ${hair}px solid $border; }
QFrame[kind="dialogfoot"] { background: $sunken; border: 0; border-top: ${hair}px solid $border; }

QPushButton, QToolButton { background: $surface; color: $text; border: ${line}px solid $control_border;
    border-radius: ${control}px; padding: ${pad_v}px ${pad_h}px; min-height: ${row}px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $selection; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; border-color: $border; background: transparent; }
QPushButton:focus, QToolButton:focus { border: ${ring}px solid $focus; padding: ${pad_vf}px ${pad_hf}px; }
QPushButton:checked, QToolButton:checked, QToolButton[on="true"] {
    background: $accent_soft; color: $on_accent_soft; border-color: $accent;
}
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="danger"] { background: $danger; color: $on_danger; border-color: $danger; font-weight: 600; }
QPushButton[kind="danger"]:hover { background: $danger_hover; }
QPushButton[kind="primary"]:disabled, QPushButton[kind="danger"]:disabled {
    background: $neutral_soft; color: $on_neutral_soft; border-color: $border; }
QPushButton[kind="primary"]:focus, QPushButton[kind="danger"]:focus { border-color: $focus; }
QPushButton[kind="quiet"], QToolButton { border-color: transparent; background: transparent; }
QPushButton[kind="quiet"]:hover, QToolButton:hover { background: $hover; }
QPushButton[kind="quiet"]:focus, QToolButton:focus { border-color: $focus; }
QPushButton[kind="link"] { border-color: transparent; background: transparent; color: $link; text-align: left;
    padding-left: 0; padding-right: 0; text-decoration: underline; }
QPushButton[kind="status"] { border-color: transparent; background: transparent; color: $muted;
    font-size: ${small_pt}pt; padding: 0 ${tight}px; min-height: 0; }
QPushButton[kind="status"]:hover { background: $hover; color: $text; }
QPushButton[kind="status"]:focus { border-color: $focus; }
QPushButton[kind="link"]:focus { border-color: $focus; }
QPushButton[kind="nav"] { border: ${ring}px solid transparent; background: transparent; text-align: left;
    border-radius: ${control}px; padding: ${tight}px ${snug}px; min-height: ${navrow}px; }
QPushButton[kind="nav"]:hover { background: $hover; }
QPushButton[kind="nav"]:checked { background: $accent_soft; color: $on_accent_soft; }
QPushButton[kind="nav"]:focus { border-color: $focus; }
QToolButton { padding: ${pad_v}px ${tight}px; min-height: ${row}px; min-width: ${row}px; }
QToolButton:focus { padding: ${pad_vf}px ${tightf}px; }
QToolButton:disabled { border-color: transparent; }
QLineEdit QToolButton, QLineEdit QToolButton:focus { border: 0; padding: 0; min-height: 0; min-width: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QToolButton::menu-indicator { image: none; }
QPushButton::menu-indicator { image: url("$icon_down"); width: ${glyph}px; height: ${glyph}px;
    subcontrol-origin: padding; subcontrol-position: center right; right: ${tight}px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit, QAbstractSpinBox {
    background: $surface; color: $text; border: ${line}px solid $control_border; border-radius: ${control}px;
    padding: ${pad_v}px ${snug}px; selection-background-color: $selection; selection-color: $on_selection; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: ${row}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: ${ring}px solid $accent; padding: ${pad_vf}px ${snugf}px; }
QLineEdit:read-only, QPlainTextEdit:read-only, QComboBox:disabled, QLineEdit:disabled, QPlainTextEdit:disabled {
    background: $sunken; border-color: $border; }
QLineEdit[bad="true"], QPlainTextEdit[bad="true"], QComboBox[bad="true"] { border: ${ring}px solid $danger; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: 0; padding: 0; background: transparent; min-height: 0; }
QComboBox:!editable { padding-left: ${combopad}px; }
QComboBox:!editable:focus { padding-left: ${combopadf}px; }
QComboBox::drop-down { border: 0; width: ${arrow}px; }
QComboBox::down-arrow { image: url("$icon_down"); width: ${glyph}px; height: ${glyph}px; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: ${arrow}px; background: transparent; }
QSpinBox::up-arrow { image: url("$icon_up"); width: ${glyph}px; height: ${glyph}px; }
QSpinBox::down-arrow { image: url("$icon_down"); width: ${glyph}px; height: ${glyph}px; }
QComboBox QAbstractItemView, QListView[kind="popup"] { background: $surface; color: $text; outline: 0;
    border: ${hair}px solid $control_border; border-radius: ${control}px; padding: ${tight}px;
    selection-background-color: $selection; selection-color: $on_selection; }

QCheckBox, QRadioButton { spacing: ${snug}px; background: transparent; padding: ${tight}px;
    border: ${ring}px solid transparent; border-radius: ${control}px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: ${tick}px; height: ${tick}px;
    border: ${line}px solid $control_border; background: $surface; border-radius: ${tight}px; }
QRadioButton::indicator { border-radius: ${tickhalf}px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$icon_check"); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; image: url("$icon_partial"); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url("$icon_radio"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $sunken; border-color: $border; }

QSlider { background: transparent; min-height: ${tick}px; padding: ${tight}px;
    border: ${ring}px solid transparent; border-radius: ${control}px; }
QSlider:focus { border-color: $focus; }
QSlider::groove:horizontal { height: ${barpad}px; background: $control_border; border-radius: ${barpad}px; }
QSlider::handle:horizontal { width: ${tick}px; margin: -${knob}px 0; background: $accent;
    border-radius: ${knob}px; }

QTableView, QListView, QTreeView { background: $surface; alternate-background-color: $sunken; color: $text; outline: 0;
    border: ${hair}px solid $border; border-radius: ${card}px; gridline-color: $border;
    selection-background-color: $selection; selection-color: $on_selection; }
QTableView:focus, QListView:focus { border: ${ring}px solid $accent; }
QTableView::item { padding: 0 ${snug}px; border-bottom: ${hair}px solid $border; }
QTableView::item:selected { background: $selection; color: $on_selection; }
QTableView::item:focus { border: ${ring}px solid $accent; }
QListView::item { padding: ${tight}px ${snug}px; border-radius: ${tight}px; }
QListView::item:selected { background: $selection; color: $on_selection; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: transparent; color: $muted; border: 0; border-bottom: ${line}px solid $border;
    padding: ${snug}px ${headpad}px; font-weight: 600; }
QHeaderView::down-arrow { image: url("$icon_down"); width: ${glyph}px; height: ${glyph}px;
    subcontrol-position: center right; }
QHeaderView::up-arrow { image: url("$icon_up"); width: ${glyph}px; height: ${glyph}px;
    subcontrol-position: center right; }
QTableCornerButton::section { background: $surface; border: 0; }

QTabWidget::pane { border: 0; border-top: ${hair}px solid $border; }
QTabWidget { background: transparent; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; border: ${ring}px solid transparent;
    border-bottom: ${tab}px solid transparent; padding: ${snug}px ${normal}px; }
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; font-weight: 600; }
QTabBar::scroller { width: 0; }
QTabBar::tear { width: 0; border: 0; image: none; }
QTabBar:focus { background: $accent_soft; border-radius: ${tight}px; }

QScrollArea { border: 0; background: transparent; }
QScrollArea > QWidget > QWidget[kind="clear"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: ${bar}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${bar}px; margin: 0; }
QScrollBar::handle { background: $control_border; border-radius: ${barhalf}px; border: ${barpad}px solid $surface;
    min-height: ${arrow}px; min-width: ${arrow}px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: transparent; border: 0; width: 0; height: 0; }

QMenu { background: $surface; color: $text; border: ${hair}px solid $control_border; border-radius: ${control}px;
    padding: ${tight}px; }
QMenu::item { padding: ${snug}px ${wide}px ${snug}px ${snug}px; border-radius: ${tight}px; }
QMenu::item:selected { background: $selection; color: $on_selection; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: ${hair}px; background: $border; margin: ${tight}px; }
QMenu::icon { padding-left: ${snug}px; }
QMenu::indicator { width: ${glyph}px; height: ${glyph}px; padding-left: ${tight}px; }
QMenu::indicator:checked { image: url("$icon_ink_check"); }

QProgressBar { background: $sunken; border: ${hair}px solid $border; border-radius: ${tight}px; color: $text;
    text-align: center; min-height: ${glyph}px; max-height: ${glyph}px; }
QProgressBar::chunk { background: $accent; border-radius: ${tight}px; }
QSplitter::handle { background: $border; }
QSplitter::handle:hover { background: $accent; }
QGroupBox { border: ${hair}px solid $border; border-radius: ${card}px; margin-top: ${wide}px; padding: ${normal}px; }
QGroupBox::title { subcontrol-origin: margin; font-weight: 600; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $sunken; }
QCalendarWidget QAbstractItemView { border: 0; border-radius: 0; }
"""


def style_sheet(theme: Theme) -> str:
    """The style sheet for a theme as it stands."""
    return Template(_SHEET).substitute(_colours(theme), **_sizes(theme), **_drawings(theme))


def _colours(theme: Theme) -> dict[str, str]:
    return dict(theme.tokens.palettes[theme.scheme])


def _drawings(theme: Theme) -> dict[str, str]:
    places = {
        f"icon_{name}": resource("theme", f"{name}_{theme.scheme.value}.svg").as_posix()
        for name in ("check", "radio", "partial", "down", "up")
    }
    # On a menu the tick stands on the surface, where the other scheme's tick has the right colour.
    other = "dark" if theme.scheme.value == "light" else "light"
    return places | {"icon_ink_check": resource("theme", f"check_{other}.svg").as_posix()}


def _sizes(theme: Theme) -> dict[str, str]:
    """Whole units for the sheet. A focus ring is wider than a line; the padding gives way, so that nothing moves."""
    line = max(1, round(theme.scale))
    ring = 2 * line
    space = {name: theme.space(name) for name in theme.tokens.space}
    pad_v, pad_h = max(1, round(theme.em(0.16))), theme.em(0.7)
    grown = ring - line
    points = theme.tokens.base_points * theme.scale
    sizes: dict[str, float] = {
        **space,
        "hair": line,
        "headpad": space["snug"] + 3,
        "line": line,
        "ring": ring,
        "tab": ring + line,
        "pad_v": pad_v,
        "pad_h": pad_h,
        "pad_vf": max(0, pad_v - grown),
        "pad_hf": pad_h - grown,
        "combopad": space["snug"] + 2,
        "combopadf": space["snug"] + 2 - grown,
        "snugf": space["snug"] - grown,
        "tightf": max(0, space["tight"] - grown),
        "control": theme.radius("control"),
        "card": theme.radius("card"),
        "row": theme.em(1.35),
        "navrow": theme.em(1.5),
        "tick": theme.em(0.95),
        "tickhalf": theme.em(0.95) // 2 + line,
        "knob": theme.em(0.95) // 2,
        "glyph": theme.em(0.75),
        "arrow": theme.em(1.4),
        "bar": theme.em(0.75),
        "barhalf": theme.em(0.75) // 2,
        "barpad": max(1, theme.em(0.12)),
    }
    text = {name: str(value) for name, value in sizes.items()}
    return text | {f"{name}_pt": f"{points * step:.2f}" for name, step in theme.tokens.steps.items()}
