"""A held row beside the list: what holds it, the child that it may be of, and its cells as a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame

from ui.desk import Desk
from ui.imports.likeness import compare_with
from ui.imports.words import REASONS
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.drafts import DraftKeeper
from ui.widgets.fields import FormPart, Lines, Section, Text
from ui.widgets.form import Form
from ui.widgets.record_panel import RecordPanel
from ui.widgets.text import card, column, label, push_button, row
from vrp_desktop.calendar import british
from vrp_desktop.clock import london_day
from vrp_desktop.errors import Invalid
from vrp_desktop.imports.holds import LIKELY
from vrp_desktop.imports.mending import HeldRecord
from vrp_desktop.imports.queries import HeldCell
from vrp_desktop.imports.reading.fields import DATE_FIELDS, Field, catalogue
from vrp_desktop.people.likely import LikelyPerson

MEND: Final = Deed("Check and take in", "mend", icon="ok", kind="primary")
JOIN: Final = Deed("Join to this child", "join", icon="link")
NEW: Final = Deed("Take as new", "new", icon="plus")
ANOTHER: Final = Deed("Join to another child…", "another", icon="search")
ASIDE: Final = Deed("Set aside…", "aside")
COMPARE: Final = "compare"
DRAFT: Final = "import_row"

_LONG = frozenset({Field.REASON.value, Field.NOTES.value, Field.ADDRESS.value})
_LINES_FROM = 60


class HeldRowView(QObject):
    """Fills the panel with one held row; what the user wants to do comes out as `asked(deed, detail)`."""

    asked = Signal(str, str)

    def __init__(self, desk: Desk, panel: RecordPanel) -> None:
        super().__init__(panel)
        self._desk = desk
        self._panel = panel
        self.record: HeldRecord | None = None
        self.form: Form | None = None
        self.banner = Banner(desk.theme)
        self._names: dict[str, str] = {}
        self._keeper: DraftKeeper | None = None
        self._deeds: Deeds | None = None
        self._was_dirty = False

    def show(self, record: HeldRecord) -> None:
        """Show a row; the form begins with what is to be mended."""
        self.forget()
        self.record = record
        row_ = record.row
        panel, view = self._panel, self._desk.view
        panel.clear()
        day = british(london_day(row_.taken_at))
        panel.set_title(view.name(record.words), f"Row {row_.number} of the list from {row_.sender}, taken in on {day}")
        is_likely = row_.reason_code in LIKELY
        panel.pill.show_status(REASONS.get(row_.reason_code, "Held"), Tone.INFO if is_likely else Tone.CAUTION)
        panel.pill.show()
        self.banner = Banner(self._desk.theme)
        panel.body.addWidget(self.banner)
        if view.text("x") != "x":
            self._say_hidden(record)
            return
        if not record.to_mend and record.on_file is None:
            panel.body.addWidget(label(self._waits_for(record), wrap=True))
        if record.on_file is not None:
            panel.body.addWidget(compare_with(self._desk, record, record.on_file))
        for other in record.others[:5]:
            panel.body.addWidget(self._other(other))
        self._add_form(record)
        self._show_deeds()

    def is_editing(self) -> bool:
        """Whether something was changed in the form."""
        return self.form is not None and self.form.is_dirty()

    def changed(self) -> dict[str, str]:
        """What was changed: heading, or the code of a field without a column, to its new text."""
        if self.form is None:
            return {}
        return {self._names[name]: str(text or "") for name, text in self.form.changed_values().items()}

    def saving(self, command: Callable[..., Any]) -> Callable[..., Any]:
        """The command, so that the draft of this form goes in its transaction."""
        return self._keeper.saving(command) if self._keeper is not None else command

    def go_on(self) -> None:
        """Nothing was settled: keep drafts again."""
        if self._keeper is not None:
            self._keeper.go_on()

    def keep_draft(self) -> None:
        """Keep what is typed; called before the page is dropped."""
        if self.form is not None:
            self.form.keep_draft()

    def show_invalid(self, error: Invalid) -> None:
        """Put the sentences under their fields, the others above the form."""
        if self.form is None:
            self.banner.show_error(error)
            return
        places = {meant: name for name, meant in self._names.items()}
        own = {places[name]: text for name, text in error.fields.items() if name in places}
        self.form.set_errors(own)
        if len(own) < len(error.fields):
            self.banner.show_text(error.what, " ".join(error.fields.values()), Tone.CAUTION)

    def forget(self) -> None:
        """No row is shown any more."""
        self.record = self.form = self._keeper = self._deeds = None
        self._names = {}
        self._was_dirty = False

    def _say_hidden(self, record: HeldRecord) -> None:
        reason = label(record.row.reason, wrap=True)
        self._panel.body.addWidget(reason)
        self.banner.show_text(
            "The cells of this row are hidden in this view.", "Show names to settle it (Ctrl+Shift+N).", Tone.INFO
        )

    def _waits_for(self, record: HeldRecord) -> str:
        if record.is_elsewhere:
            return (
                "It may be of a child on file in a place that is not one of yours. Ask a colleague who sees that place."
            )
        if record.row.reason_code in LIKELY or not record.can_be_taken:
            return record.row.reason
        return f"{record.row.reason} Nothing holds it now: check it again and it is taken in."

    def _other(self, other: LikelyPerson) -> QFrame:
        """Someone else on file whom the row may be of."""
        made, inside = card(self._desk.theme)
        line = row(self._desk.theme, "snug")
        words = column(self._desk.theme, "hair")
        words.addWidget(
            label(f"Or {self._desk.view.name(other.row.words)}, {other.row.words.code}", "label", wrap=True)
        )
        words.addWidget(label(" ".join(other.likeness.reasons), "help", wrap=True))
        line.addLayout(words, 1)
        button = push_button(self._desk.theme, "Compare", "compare")
        button.setProperty("person", other.row.person_id)
        button.setAccessibleName(f"Compare with {other.row.words.code}")
        button.clicked.connect(self._on_compare)
        line.addWidget(button)
        inside.addLayout(line)
        return made

    def _add_form(self, record: HeldRecord) -> None:
        first = [field for to_mend in record.to_mend for field in to_mend.fields]
        parts, values = self._parts(record.row.cells, list(dict.fromkeys(first)))
        form = self.form = Form(self._desk.theme, parts)
        form.set_values(values)
        self._panel.body.addWidget(form)
        self._show_reasons(record)
        keeper = self._keeper = DraftKeeper(self._desk, form, DRAFT, record.row.row_id, record.row.version)
        keeper.found.connect(self._on_draft)
        form.edited.connect(self._on_edited)
        if record.to_mend:
            QTimer.singleShot(0, form, form.focus_first)

    def _parts(self, cells: Sequence[HeldCell], first: Sequence[Field]) -> tuple[list[FormPart], dict[str, object]]:
        """The fields of the form: those to mend, then the rest of the row. A field without a cell gets an empty one."""
        by_code = {cell.field: at for at, cell in enumerate(cells) if cell.field}
        names = [f"cell{by_code[code]}" if (code := field.value) in by_code else code for field in first]
        self._names = {f"cell{at}": cell.heading for at, cell in enumerate(cells)}
        self._names |= {name: name for name in names if not name.startswith("cell")}
        made = {f"cell{at}": _part(f"cell{at}", cell.heading, cell.field, cell.text) for at, cell in enumerate(cells)}
        parts: list[FormPart] = [Section("To mend")] if names else [Section("The row as it was sent")]
        parts += [made.get(name) or _part(name, catalogue().labels[Field(name)], name, "") for name in names]
        rest = [part for name, part in made.items() if name not in names]
        if names and rest:
            parts.append(Section("The rest of the row"))
        values: dict[str, object] = {f"cell{at}": cell.text for at, cell in enumerate(cells)}
        return parts + rest, values

    def _show_reasons(self, record: HeldRecord) -> None:
        """Each reason stands under the field that would mend it, the empty one where there are several."""
        places = {meant: name for name, meant in self._names.items()}
        headings = {cell.field: cell.heading for cell in record.row.cells if cell.field}
        values = self.form.values() if self.form is not None else {}
        errors: dict[str, str] = {}
        for to_mend in record.to_mend:
            names = [places[headings.get(field.value, field.value)] for field in to_mend.fields]
            name = next((each for each in names if not values.get(each)), names[0])
            errors[name] = " ".join(dict.fromkeys(filter(None, (errors.get(name, ""), to_mend.sentence))))
        if self.form is not None:
            for name, sentence in errors.items():
                self.form.box(name).set_error(sentence)

    def _show_deeds(self) -> None:
        record = self.record
        if record is None:
            return
        if self._deeds is not None:
            self._panel.buttons.removeWidget(self._deeds)
            self._deeds.hide()
            self._deeds.deleteLater()
        deeds = self._deeds = Deeds(self._desk.theme, self._offered(record), "More to do with this row")
        deeds.setObjectName("row_deeds")
        deeds.asked.connect(self._on_deed)
        self._panel.buttons.addWidget(deeds)

    def _offered(self, record: HeldRecord) -> list[Deed]:
        """The most likely first. What was typed is checked before anything else is done with the row."""
        if self.is_editing() or not record.can_be_taken:
            return [MEND, ASIDE]
        if record.on_file is not None:
            join = Deed(JOIN.words, JOIN.code, icon=JOIN.icon, kind="primary")
            return [join, NEW, ANOTHER, ASIDE]
        return [MEND, NEW, ANOTHER, ASIDE] if record.is_elsewhere else [MEND, ANOTHER, ASIDE]

    def _on_deed(self, deed: str, detail: str) -> None:
        self.asked.emit(deed, detail)

    def _on_compare(self) -> None:
        button = self.sender()
        if button is not None:
            self.asked.emit(COMPARE, str(button.property("person")))

    def _on_edited(self) -> None:
        if self.is_editing() is not self._was_dirty:
            self._was_dirty = not self._was_dirty
            self._show_deeds()

    def _on_draft(self, _draft: object) -> None:
        self.banner.show_text("What you typed before is here again.", "", Tone.INFO)
        self._on_edited()


def _part(name: str, heading: str, field: str, text: str) -> FormPart:
    """A cell's control: long words get lines, dates say how they are written."""
    called = catalogue().labels[Field(field)] if field in set(Field) else ""
    # What the heading itself says need not be said again.
    help_ = "" if called.casefold().startswith(heading.casefold()) or not called else f"Read as: {called}"
    if field in _LONG or len(text) > _LINES_FROM or "\n" in text:
        return Lines(name=name, label=heading, help=help_, lines=3)
    hint = "dd/mm/yyyy" if field in {each.value for each in DATE_FIELDS} else ""
    return Text(name=name, label=heading, help=help_, limit=2_000, placeholder=hint, half=True)
