"""A list on its way in: the file that was read and all that was set for it, until it is taken in or left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from weakref import WeakKeyDictionary

from ui.view import ViewState
from vrp_desktop.imports.queries import SenderRow
from vrp_desktop.imports.reading.columns import ColumnMap
from vrp_desktop.imports.reading.fields import Field
from vrp_desktop.imports.reading.settings import BatchSettings
from vrp_desktop.imports.reading.tables import Column
from vrp_desktop.imports.reading.workbook import Workbook
from vrp_desktop.imports.senders import same_sender


@dataclass(slots=True)
class UnderWay:
    """One file, the settings so far, and the step that is shown. The file's name is kept nowhere."""

    workbook: Workbook
    settings: BatchSettings
    senders: tuple[SenderRow, ...] = ()
    remembered: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    step: int = 0

    def known(self, name: str) -> SenderRow | None:
        """The sender of this name, however it is cased or spaced."""
        wanted = same_sender(name)
        return next((row for row in self.senders if same_sender(row.name) == wanted), None)

    def use_sender(self, known: SenderRow) -> None:
        """Take over what was set for a sender last time; what belongs to this file stays."""
        now = self.settings
        by_hand = {heading: code for heading, code in now.columns.items() if self.remembered.get(heading) != code}
        self.remembered = dict(known.settings.columns)
        self.settings = replace(
            known.settings,
            sender=known.name,
            place=known.settings.place or now.place,
            referral_date=now.referral_date or known.settings.referral_date,
            sheet=now.sheet or known.settings.sheet,
            header_row=now.header_row,
            columns={**known.settings.columns, **by_hand},
        )

    def forget_columns(self) -> None:
        """Guess every column anew, also those remembered for the sender."""
        self.remembered = MappingProxyType({})
        self.settings = replace(self.settings, columns=MappingProxyType({}))


def with_field(settings: BatchSettings, mapping: ColumnMap, column: Column, chosen: Field | None) -> BatchSettings:
    """One column set by hand; another that has the same field is left out, since no field has two columns."""
    settings = settings.with_column(column.label, chosen)
    for guess in mapping.guesses:
        if chosen is not None and guess.field is chosen and guess.column != column:
            settings = settings.with_column(guess.column.label, None)
    return settings


_KEPT: WeakKeyDictionary[ViewState, UnderWay] = WeakKeyDictionary()


def kept(view: ViewState) -> UnderWay | None:
    """The list that was on its way in when the page was last dropped: a change of view drops every page.

    It lives as long as the view does, which ends with locking.
    """
    return _KEPT.get(view)


def keep(view: ViewState, way: UnderWay | None) -> None:
    """Remember a list that is on its way in; with None, forget it."""
    if way is None:
        _KEPT.pop(view, None)
    else:
        _KEPT[view] = way
