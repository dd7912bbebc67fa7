"""What a saved view holds, and what is typed of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ViewContent:
    """Columns from left to right, the order, and the code that each filter is set to; never what was typed."""

    columns: tuple[str, ...] = ()
    order: str = ""
    descending: bool = False
    filters: Mapping[str, str] = field(default_factory=dict)

    def as_kept(self) -> dict[str, Any]:
        """As it lies in the store."""
        return {
            "columns": list(self.columns),
            "order": self.order,
            "descending": self.descending,
            "filters": dict(self.filters),
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> ViewContent:
        """From the store; what is not there is as at first."""
        return cls(
            tuple(str(key) for key in kept.get("columns", ())),
            str(kept.get("order", "")),
            bool(kept.get("descending", False)),
            {str(key): str(code) for key, code in dict(kept.get("filters", {})).items()},
        )


@dataclass(frozen=True, slots=True)
class ViewForm:
    """A view as it is saved: of which list on which page, under which name, and for whom."""

    list_name: str
    page: str
    name: str
    content: ViewContent
    is_shared: bool = False
    is_default: bool = False
