"""The chart of versions: their rows under a time header, scrolled down; the axis fits what is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from roadmap_app.app.pictures import Brush, ruler
from roadmap_app.document.comparison import Comparison
from roadmap_app.exchange.pictures import versions
from roadmap_app.exchange.pictures.display import Box, Group, Item, Words, baseline, elided
from roadmap_app.exchange.pictures.timehead import time_head
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.header import header

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

LABEL = 130  # px at the right, for the dates behind bars


class VersionsChart(QWidget):
    """Header and rows; `choose` marks the row of a task and scrolls to it.

    `names` of the earlier and the later one make it a chart of two versions, with rows from `versions.since`.
    """

    def __init__(
        self, window: MainWindow, comparison: Comparison, parent: QWidget, names: tuple[str, str] | None = None,
        rows: tuple[versions.Versions, ...] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.workspace = window.workspace
        self.comparison = comparison
        self._names = names
        if rows is None:
            mine, theirs = comparison.schedule_of(comparison.mine), comparison.schedule_of(comparison.theirs)
            rows = versions.rows(comparison, mine, theirs)
        self.rows = rows
        self.chosen = ""
        self._head = _Painted(self, self._head_items)
        self._head.setFixedHeight(window.workspace.tokens.size.time_header)
        self.body = _Painted(self, self._body_items)
        self.body.setMinimumHeight(min(len(self.rows), versions.MOST) * versions.ROW)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.body)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.area, 1)
        said = ", ".join(f"{row.name}: {row.said}" for row in self.rows[:20])
        self.setAccessibleName(f"Chart of versions. {said}" if said else "Chart of versions: no date differs")

    @property
    def axis(self) -> TimeAxis:
        """Fits what is shown into the width."""
        span = versions.span_of(self.rows) or (self.workspace.today, self.workspace.today + 14 * 1440)
        return TimeAxis(0, 24.0).fitting(*span, self.body.width() - versions.NAMES, label=LABEL)

    def choose(self, id: str) -> None:
        self.chosen = id
        place = next((number for number, row in enumerate(self.rows) if row.id == id), None)
        if place is not None:
            self.area.ensureVisible(0, place * versions.ROW + versions.ROW // 2, 0, versions.ROW)
        self.body.update()

    def _head_items(self) -> list[Item]:
        workspace, axis = self.workspace, self.axis
        tokens, height = workspace.tokens, self._head.height()
        width = self.body.width() - versions.NAMES
        items: list[Item] = [Box(0, 0, self._head.width(), height, tokens.surface.sunken)]
        ticks = header(axis, width, workspace.document.plan.project.week_start)
        head = time_head(ticks, axis, width, height, workspace.today, tokens, ruler)
        items.append(Group(tuple(head), versions.NAMES))
        x = 12.0
        earlier, later = (name[:1].upper() + name[1:] for name in self._names or ("Before", "Mine"))
        before = (earlier, tokens.merge.base, "", (3.0, 3.0))
        mine = (later, tokens.merge.mine, tokens.merge.mine_bar, ())
        theirs = ("Theirs", tokens.merge.theirs, tokens.merge.theirs_bar, ())
        for place, (words, line, fill, dash) in enumerate((before, mine) if self._names else (mine, theirs, before)):
            middle = height / 2
            if self._names:  # names of versions are long: one below the other
                x, middle = 12.0, height * (0.28 + 0.42 * place)
                words = elided(words, 11, False, versions.NAMES - 40, ruler)
            items.append(Box(x + 0.5, round(middle) - 4.5, 12, 9, fill, line, radius=2, dash=dash))
            items.append(Words(x + 17, baseline(middle, 11), words, 11, tokens.text.primary))
            x += 17 + ruler(words, 11, False) + 10
        items.append(Box(0, height - 1, self._head.width(), 1, tokens.line.border))
        return items

    def _body_items(self) -> list[Item]:
        tokens, width = self.workspace.tokens, float(self.body.width())
        items: list[Item] = [Box(0, 0, width, self.body.height(), tokens.surface.panel)]
        if not self.rows:
            words = "No date differs."
            items.append(Words(width / 2, 48, words, 12, tokens.text.secondary, side="middle"))
        return items + versions.draw(self.comparison, self.rows, self.axis, width, self.chosen, tokens, ruler)


class _Painted(QWidget):
    """A widget that shows drawing items, asked for anew each time."""

    def __init__(self, chart: VersionsChart, items: Callable[[], list[Item]]) -> None:
        super().__init__(chart)
        self._items = items

    def sizeHint(self) -> QSize:
        return QSize(400, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setPen(QColor(0, 0, 0))
        Brush(painter).paint(self._items(), QRectF(event.rect()))
        painter.end()
