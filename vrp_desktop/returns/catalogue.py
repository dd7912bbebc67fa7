"""The one explicit catalogue of figures: every definition of every feature, by its code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from vrp_desktop.actions import figures as actions
from vrp_desktop.conferences import figures as conferences
from vrp_desktop.figures.figure import Figure
from vrp_desktop.interventions import figures as interventions
from vrp_desktop.panel import figures as panel

_FEATURES = (panel, interventions, conferences, actions)

FIGURES: Final[Mapping[str, Figure]] = MappingProxyType(
    {figure.code: figure for feature in _FEATURES for figure in feature.FIGURES}
)


def figure(code: str) -> Figure:
    """One figure; raises KeyError where a template names one that is not there (a test reads every template)."""
    return FIGURES[code]


def is_about_children(item: Figure) -> bool:
    """Whether *why not counted* can be asked of a person."""
    return item.source.person_id is not None
