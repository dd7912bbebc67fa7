"""Contrast of every pair of the palettes, and that every token is in both."""

from __future__ import annotations

import re

import pytest

from ui.theme.style import _SHEET, style_sheet
from ui.theme.theme import Theme
from ui.theme.tokens import Scheme, Tone, contrast, load_tokens
from vrp_desktop.paths import resource

TOKENS = load_tokens()


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(("ink", "ground"), TOKENS.pairs)
def test_text_stands_out_from_its_ground(scheme, ink, ground):
    palette = TOKENS.palettes[scheme]

    assert contrast(palette[ink], palette[ground]) >= 4.5


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("line", ["control_border", "focus", "accent"])
@pytest.mark.parametrize("ground", ["window", "surface"])
def test_edges_of_controls_and_the_focus_ring_can_be_seen(scheme, line, ground):
    palette = TOKENS.palettes[scheme]

    assert contrast(palette[line], palette[ground]) >= 3


def test_both_palettes_have_the_same_tokens():
    assert TOKENS.palettes[Scheme.LIGHT].keys() == TOKENS.palettes[Scheme.DARK].keys()


def test_every_ink_of_the_palettes_is_in_a_tested_pair():
    inks = {name for name in TOKENS.palettes[Scheme.LIGHT] if name.startswith("on_")} | {"text", "muted", "link"}

    assert inks <= {ink for ink, _ground in TOKENS.pairs}


def test_every_tone_has_its_ground_ink_and_icon():
    for tone in Tone:
        assert {tone.ground, tone.ink} <= TOKENS.palettes[Scheme.LIGHT].keys()
        assert resource("icons", f"{tone.icon}.svg").exists()


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_style_sheet_has_no_gaps_and_all_its_drawings_exist(qapp, scheme, scale):
    sheet = style_sheet(Theme(qapp, scheme, scale))

    assert "$" not in sheet
    assert all(resource("theme", name.rsplit("/", 1)[1]).exists() for name in re.findall(r'url\("([^"]+)"\)', sheet))


def test_the_style_sheet_writes_no_size_or_colour_of_its_own():
    assert not re.findall(r"[: ]\d+(px|pt)", _SHEET)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?!_)", _SHEET.replace("#qt_calendar_navigationbar", ""))


@pytest.mark.parametrize(("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48)])
def test_contrast_is_that_of_the_guidelines(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
