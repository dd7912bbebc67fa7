"""The associates picture itself: boxes and the lines between them. The list beside it says the same in sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.people.links.node import Node
from ui.people.links.placing import Point, place
from ui.people.links.ways import distance_to, way_between
from ui.people.links.words import is_alleged, node_words
from vrp_desktop.people.links.picture import Seen
from vrp_desktop.people.links.queries import LinkRow
from vrp_desktop.people.naming import View

_NEAR = 0.35


class Canvas(QWidget):
    """`pointed` brings the ids of the links that are looked at (by hover or focus); `chosen` a person's id, or ""."""

    pointed = Signal(object)
    chosen = Signal(str)
    stood = Signal()
    stepped = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.nodes: dict[str, Node] = {}
        self._spots: dict[str, Point] = {}
        self._ways: dict[tuple[str, str], tuple[Point, ...]] = {}
        self._lines: dict[tuple[str, str], list[LinkRow]] = {}
        self._loud: frozenset[str] = frozenset()
        self._centre = ""
        self.setMouseTracking(True)
        self.setAccessibleName("Associates picture")
        desk.theme.changed.connect(self._on_theme)

    def show_seen(self, seen: Seen, view: View) -> None:
        """Draw these people and links; who was chosen stays chosen while still there."""
        chosen = next((key for key, node in self.nodes.items() if node.isChecked()), "")
        focused = next((key for key, node in self.nodes.items() if node.hasFocus()), "")
        for node in self.nodes.values():
            node.hide()
            node.deleteLater()
        self._centre = seen.people[0][0].person_id
        self._lines = _by_pair(seen.links)
        self.nodes = {end.person_id: self._node(end.person_id, *node_words(end, view)) for end, _ in seen.people}
        self._name_nodes(seen)
        self._place(seen)
        if chosen in self.nodes:
            self.nodes[chosen].setChecked(True)
        if focused in self.nodes:
            self.nodes[focused].setFocus()
        self._loud = frozenset()
        self.updateGeometry()
        self._stand()
        self.update()

    def show_loud(self, link_ids: Sequence[str]) -> None:
        """Draw these links more strongly, and let everybody else step back."""
        self._loud = frozenset(link_ids)
        ends = {end for pair, rows in self._lines.items() if self._is_loud(rows) for end in pair}
        for key, node in self.nodes.items():
            node.set_quiet(bool(self._loud) and key not in ends and key != self._centre)
        self.update()

    @property
    def middle(self) -> Node | None:
        """The box in the middle."""
        return self.nodes.get(self._centre)

    def links_of(self, person_id: str) -> list[str]:
        """The ids of the links in sight that touch a person."""
        return [row.link_id for pair, rows in self._lines.items() if person_id in pair for row in rows]

    def sizeHint(self) -> QSize:
        wide, high = self._extent()
        return QSize(round(wide), round(high))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stand()
        self.stood.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        near = self._line_at(event.position())
        self.pointed.emit([row.link_id for row in self._lines.get(near, ())] if near else [])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._choose("")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.desk.theme.colour("surface"))
        painter.translate(self.width() / 2, self.height() / 2)
        for quiet in (True, False):
            for pair, rows in self._lines.items():
                if self._is_loud(rows) is not quiet:
                    painter.setPen(self._pen(rows))
                    painter.drawPolyline([QPointF(x, y) for x, y in self._ways[pair]])
        painter.end()

    def _pen(self, rows: Sequence[LinkRow]) -> QPen:
        theme, loud = self.desk.theme, self._is_loud(rows)
        colour = "accent" if loud else ("border" if self._loud else "control_border")
        pen = QPen(theme.colour(colour), theme.em(0.16 if loud else 0.09))
        if all(is_alleged(self.desk, row) for row in rows):
            pen.setStyle(Qt.PenStyle.DashLine)
        return pen

    def _is_loud(self, rows: Sequence[LinkRow]) -> bool:
        return any(row.link_id in self._loud for row in rows)

    def _node(self, person_id: str, head: str, under: str) -> Node:
        node = Node(self.desk.theme, person_id, head, under, is_centre=person_id == self._centre, parent=self)
        node.looked_at.connect(self._on_looked_at)
        node.moved.connect(self._on_moved)
        node.clicked.connect(self._on_clicked)
        return node

    def _name_nodes(self, seen: Seen) -> None:
        for end, at in seen.people:
            node, many = self.nodes[end.person_id], len(self.links_of(end.person_id))
            where = "in the middle" if at == 0 else "one step away" if at == 1 else f"{at} steps away"
            links = "1 link" if many == 1 else f"{many} links"
            node.setAccessibleName(", ".join(filter(None, (node.head, node.under, where, links))))

    def _place(self, seen: Seen) -> None:
        steps = max(at for _, at in seen.people)
        rings = [[end.person_id for end, at in seen.people if at == step] for step in range(1, steps + 1)]
        at_step = {end.person_id: at for end, at in seen.people}
        above: dict[str, str] = {}
        for one, other in self._lines:
            for near, far in ((one, other), (other, one)):
                if at_step[far] == at_step[near] + 1:
                    above.setdefault(far, near)
        sizes = {key: (float(node.width()), float(node.height())) for key, node in self.nodes.items()}
        self._spots = place(sizes, self._centre, rings, above, self.desk.theme.space("normal"))
        self._ways = {pair: way_between(pair, self._spots, sizes) for pair in self._lines}

    def _extent(self) -> tuple[float, float]:
        pad = 2 * self.desk.theme.space("wide")
        half = [
            (abs(x) + self.nodes[key].width() / 2, abs(y) + self.nodes[key].height() / 2)
            for key, (x, y) in self._spots.items()
        ]
        wide, high = max((w for w, _ in half), default=0), max((h for _, h in half), default=0)
        return 2 * wide + pad, 2 * high + pad

    def _stand(self) -> None:
        for key, node in self.nodes.items():
            middle = self._middle(key)
            node.move(round(middle.x() - node.width() / 2), round(middle.y() - node.height() / 2))
            node.show()

    def _middle(self, person_id: str) -> QPointF:
        x, y = self._spots[person_id]
        return QPointF(self.width() / 2 + x, self.height() / 2 + y)

    def _line_at(self, point: QPointF) -> tuple[str, str] | None:
        reach = self.desk.theme.em(_NEAR)
        x, y = point.x() - self.width() / 2, point.y() - self.height() / 2
        near = [(distance_to((x, y), way), pair) for pair, way in self._ways.items()]
        distance, pair = min(near, default=(math.inf, ("", "")))
        return pair if distance <= reach else None

    def _on_looked_at(self, person_id: str) -> None:
        self.pointed.emit(self.links_of(person_id) if person_id else [])

    def _on_clicked(self) -> None:
        node = self.sender()
        if isinstance(node, Node):
            self._choose(node.person_id if node.isChecked() else "")

    def _choose(self, person_id: str) -> None:
        for key, node in self.nodes.items():
            node.setChecked(key == person_id)
        self.chosen.emit(person_id)

    def _on_moved(self, person_id: str, across: int, down: int) -> None:
        """To the nearest one in that direction."""
        x, y = self._spots[person_id]

        def far(key: str) -> float:
            dx, dy = self._spots[key][0] - x, self._spots[key][1] - y
            ahead, aside = (dx * across, dy) if across else (dy * down, dx)
            return ahead + 2 * abs(aside) if ahead > abs(aside) / 3 else math.inf

        nearest = min((key for key in self._spots if key != person_id), key=far, default="")
        if nearest and far(nearest) < math.inf:
            self.nodes[nearest].setFocus(Qt.FocusReason.OtherFocusReason)
            self.stepped.emit(self.nodes[nearest])

    def _on_theme(self) -> None:
        self.update()


def _by_pair(links: Sequence[LinkRow]) -> dict[tuple[str, str], list[LinkRow]]:
    found: dict[tuple[str, str], list[LinkRow]] = {}
    for row in links:
        one, other = sorted((row.one.person_id, row.other.person_id))
        found.setdefault((one, other), []).append(row)
    return found
