"""Linking two children: before anything is saved, the form shows the sentence as each record will read it (B21)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.fields import Choose, Day, FormPart, Lines, Option, Pick, SearchCall, Section, Text
from ui.widgets.finding import PersonSearch
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import card, label
from vrp_desktop.access.work import Read
from vrp_desktop.errors import Stale
from vrp_desktop.people.ends import ends_of
from vrp_desktop.people.links.commands import add_link, edit_link, end_link
from vrp_desktop.people.links.forms import LINK_TYPES, LinkForm, in_order, is_at_occurrence, reads_both_ways, tidy_link
from vrp_desktop.people.links.queries import LinkRow
from vrp_desktop.people.links.sentences import sentence, source_words
from vrp_desktop.people.naming import End, PersonWords, end_on_screen

OTHER_WAY = "~"
"""Ends the code of a choice that reads a kind from its second end."""

_AT_OCCURRENCE = ("mine", "theirs", "occurrence", "happened_on")


def other_end(read: Read, person_id: str) -> End | None:
    """Whoever was chosen, as far as the reader sees them."""
    return ends_of(read, [person_id]).get(person_id)


class EditLink(FormDialog):
    """One link as `mine` sees it; new where `row` is None."""

    def __init__(self, desk: Desk, parent: QWidget, mine: End, row: LinkRow | None = None) -> None:
        search = PersonSearch(desk)
        self._mine, self._row = mine, row
        self._other = row.far_end(mine.person_id) if row else None
        super().__init__(
            desk,
            "Edit the link" if row else "Link to another child",
            _fields(desk, mine, row, search.search),
            parent,
            intro="A link says what part each child had in one thing; it says nothing of what a child is.",
            yes="Save" if row else "Add the link",
            ems=(46, 38),
            values=_values(desk, mine, row),
            draft=("link", row.link_id if row else f"new:{mine.person_id}"),
            version=row.version if row else None,
        )
        search.setParent(self)
        box, inside = card(desk.theme, "It will read")
        self._said = label("", wrap=True)
        self._source = label("", "muted", wrap=True)
        inside.addWidget(self._said)
        inside.addWidget(self._source)
        self.body.insertWidget(0, box)
        self.form.edited.connect(self._follow)
        self._follow()

    @property
    def said(self) -> str:
        """The sentences as they stand now."""
        return self._said.text()

    def send(self, values: dict[str, Any]) -> None:
        form = _as_form(values, self._row, self._mine.person_id)
        if self._row is None:
            self.write(add_link, self._mine.person_id, form)
        else:
            self.write(edit_link, self._row.link_id, self._mine.person_id, self._row.version, form)

    def their_values(self, error: Stale) -> Mapping[str, object]:
        """Theirs, seen from this end: the store keeps a link's ends in its own order."""
        theirs, turned = error.theirs, error.theirs.get("other_id") == self._mine.person_id
        roles = ("other_role", "role") if turned else ("role", "other_role")
        kind = str(theirs.get("kind") or "")
        other_way = turned and not reads_both_ways(self.desk.shelf.lists, kind)
        seen = {"mine": theirs.get(roles[0]), "theirs": theirs.get(roles[1])}
        return {**theirs, **seen, "kind": kind + (OTHER_WAY if other_way else "")}

    def _follow(self) -> None:
        form = _as_form(self.form.values(), self._row, self._mine.person_id)
        at_occurrence = is_at_occurrence(self.desk.shelf.lists, form.kind)
        for name in _AT_OCCURRENCE:
            self.form.set_shown(name, at_occurrence)
        for name in ("from_on", "until_on"):
            self.form.set_shown(name, bool(form.kind) and not at_occurrence)
        chosen = self._other.person_id if self._other else ""
        if form.other_id and form.other_id != chosen:
            self.desk.tasks.read(other_end, form.other_id, done=self._on_other, key="other_end")
        self._say(form)

    def _on_other(self, end: End | None) -> None:
        self._other = end
        self._say(_as_form(self.form.values(), self._row, self._mine.person_id))

    def _say(self, form: LinkForm) -> None:
        """The sentence from each end, exactly as it will be kept."""
        if not form.kind:
            self._said.setText("Choose how they are linked, and the sentence stands here.")
            self._source.setText("")
            return
        row = self._as_row(form)
        if not self.desk.view.shows_names:
            row = replace(row, occurrence="")
        lists, words = self.desk.shelf.lists, {end.person_id: self._words(end) for end in (row.one, row.other)}
        one, other = words[row.one.person_id], words[row.other.person_id]
        turned = row.is_from_other(self._mine.person_id)
        here = sentence(lists, row, one, other, from_other=turned)
        there = sentence(lists, row, one, other, from_other=not turned)
        self._said.setText(f"On this record: {here}\nOn the other record: {there}")
        self._source.setText(source_words(lists, row))

    def _as_row(self, form: LinkForm) -> LinkRow:
        form = tidy_link(self.desk.shelf.lists, form)
        nobody = End(PersonWords("", "", "", ""))
        other = self._other if self._other and self._other.person_id == form.other_id else nobody
        ends = in_order(self.desk.shelf.lists, self._mine.person_id, form)
        by_id = {self._mine.person_id: self._mine, form.other_id: other}
        one, two = by_id.get(ends.person_id, nobody), by_id.get(ends.other_id, nobody)
        return LinkRow(
            "", 0, LINK_TYPES, form.kind, one, ends.role, two, ends.other_role, form.occurrence, form.happened_on,
            form.from_on, form.until_on, form.source_agency, form.told_on,
        )  # fmt: skip

    def _words(self, end: End) -> str:
        return end_on_screen(end, self.desk.view.mode) if end.person_id else "the other child"


class EndLink(FormDialog):
    """A link no longer holds: on both records, with the day."""

    def __init__(self, desk: Desk, parent: QWidget, person_id: str, row: LinkRow) -> None:
        fields = (
            Day(name="until_on", label="Last day on which it held", required=True, latest=desk.today),
            Lines(name="why", label="What is known of it", lines=2),
        )
        intro = "It ends on both records, and stays there with its days."
        super().__init__(desk, "No longer so", fields, parent, intro=intro, values={"until_on": desk.today})
        self._person_id, self._row = person_id, row

    def send(self, values: dict[str, Any]) -> None:
        row = self._row
        self.write(end_link, row.link_id, self._person_id, row.version, values["until_on"], values["why"])


def _fields(desk: Desk, mine: End, row: LinkRow | None, search: SearchCall) -> list[FormPart]:
    today, shelf = desk.today, desk.shelf
    roles = [shelf.options("link_roles", today, code) for code in ((row.role, row.other_role) if row else ("", ""))]
    who = end_on_screen(mine, desk.view.mode)
    return [
        Pick(name="other_id", label="The other child", search=search, required=True, read_only=row is not None),
        Choose(name="kind", label=f"How {who} is linked to the other child", options=_kinds(desk, row), required=True),
        Choose(name="mine", label=f"What part {who} had", options=roles[0], half=True),
        Choose(name="theirs", label="What part the other child had", options=roles[1], half=True),
        Text(name="occurrence", label="Number of the occurrence", half=True),
        Day(name="happened_on", label="Day of the occurrence", latest=today, half=True),
        Day(name="from_on", label="Since", latest=today, half=True, help="Leave empty where it is not known."),
        Day(name="until_on", label="Until", latest=today, half=True, help="Leave empty while it holds."),
        Section("Where this comes from"),
        Choose(
            name="source_agency",
            label="Agency that said so",
            options=shelf.options("agencies", today),
            required=True,
            half=True,
        ),
        Day(name="told_on", label="Told on", required=True, latest=today, half=True),
        Lines(name="note", label="Note", lines=2),
    ]


def _kinds(desk: Desk, row: LinkRow | None) -> list[Option]:
    """Each kind, and where it reads differently from the other end, that too."""
    found: list[Option] = []
    for option in desk.shelf.options(LINK_TYPES, desk.today, row.kind if row else None):
        found.append(option)
        entry = desk.shelf.lists.entry(LINK_TYPES, option.code)
        if entry and entry.extra.get("other_label"):
            found.append(Option(option.code + OTHER_WAY, str(entry.extra["other_label"]), option.meaning))
    return found


def _values(desk: Desk, mine: End, row: LinkRow | None) -> dict[str, object]:
    if row is None:
        return {}
    turned = row.is_from_other(mine.person_id)
    entry = desk.shelf.lists.entry(LINK_TYPES, row.kind)
    other_way = turned and bool(entry and entry.extra.get("other_label"))
    roles = (row.other_role, row.role) if turned else (row.role, row.other_role)
    far = row.far_end(mine.person_id)
    return {
        "other_id": Option(far.person_id, end_on_screen(far, desk.view.mode)),
        "kind": row.kind + (OTHER_WAY if other_way else ""),
        "mine": roles[0],
        "theirs": roles[1],
        **{
            name: getattr(row, name)
            for name in ("occurrence", "happened_on", "from_on", "until_on", "source_agency", "told_on", "note")
        },
    }


def _as_form(values: Mapping[str, Any], row: LinkRow | None, person_id: str) -> LinkForm:
    kind = str(values.get("kind") or "")
    typed = {name: values.get(name) for name in ("mine", "theirs", "happened_on", "from_on", "until_on", "told_on")}
    return LinkForm(
        other_id=str(values.get("other_id") or (row.far_end(person_id).person_id if row else "")),
        kind=kind.removesuffix(OTHER_WAY),
        is_other_way=kind.endswith(OTHER_WAY),
        source_agency=values.get("source_agency"),
        occurrence=str(values.get("occurrence") or ""),
        note=str(values.get("note") or ""),
        **typed,
    )
