"""What changed from one version to another, in a chart and as a list in which single changes are picked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from roadmap_app.app.merging import listed
from roadmap_app.app.merging.changelist import ChangeList, Row
from roadmap_app.app.merging.chart import VersionsChart
from roadmap_app.document import comparison as compared
from roadmap_app.document import effects, picking
from roadmap_app.document.comparison import Told
from roadmap_app.document.effects import Moves
from roadmap_app.document.picking import Pick
from roadmap_app.document.timeline import Since
from roadmap_app.exchange.pictures import versions

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

MOST_WEIGHED = 60  # changes of which it is told what each moves


@dataclass(frozen=True)
class Shown:
    """Two versions compared, with all that takes time to find out: made in a job."""

    comparison: Since
    rows: tuple[versions.Versions, ...]
    told: tuple[Told, ...]
    moves: Moves
    effect: str


def prepare(comparison: Since, report: effects.Report = lambda done, all: None) -> Shown:
    told = comparison.changes
    moves = effects.weigh(comparison, told[:MOST_WEIGHED], report)
    effect = compared.effect_in_words(comparison.base_schedule, comparison.schedule_of(comparison.mine))
    return Shown(comparison, versions.since(comparison), told, moves, effect)


class Picks(QWidget):
    """`changed` tells that others are picked. `mark` says more on a change, below its sentence."""

    changed = Signal()

    def __init__(self, window: MainWindow, parent: QWidget, mark: Callable[[Told], str] = lambda told: "") -> None:
        super().__init__(parent)
        self._window, self._mark = window, mark
        self._shown: Shown | None = None
        self.picks: set[Pick] = set()
        self.chart: VersionsChart | None = None
        self.note = QLabel(self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.setProperty("role", "muted")
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.listed = ChangeList(lambda: window.workspace.tokens, self)
        self.listed.setAccessibleName("Changes, to be picked one by one")
        self.listed.ticked.connect(self._tick)
        self.listed.currentRowChanged.connect(lambda: self._follow())
        self.every = QPushButton("Select all", self)
        self.every.setProperty("link", True)
        self.every.setAutoDefault(False)
        self.every.clicked.connect(lambda: self._tick_all())
        below = QWidget(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(self.every)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.listed, 1)
        self.panes = QSplitter(Qt.Orientation.Vertical, self)
        self.panes.setChildrenCollapsible(False)
        self.panes.setHandleWidth(1)
        self.panes.addWidget(below)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.note, 1)
        whole.addWidget(self.panes, 1)
        self.say("")

    def say(self, words: str) -> None:
        """Words in place of a comparison; what is picked is picked again where it is compared anew."""
        self._shown = None
        self.note.setText(words)
        self.note.show()
        self.panes.hide()
        self.listed.fill([])
        self.changed.emit()

    def show_versions(self, shown: Shown, names: tuple[str, str]) -> None:
        """Show two versions by their names."""
        there = {picking.pick_of(each.change) for each in shown.told}
        self.picks = self.picks & there if self._shown is not None else set()
        if not shown.told:
            self.say(f"Nothing differs: {names[0]} and {names[1]} are the same.")
            return
        self._shown = shown
        if self.chart is not None:
            self.chart.setParent(None)
            self.chart.deleteLater()
        self.chart = VersionsChart(self._window, shown.comparison, self, names, shown.rows)
        self.chart.setMinimumHeight(120)
        self.chart.picked.connect(self._go_to)
        self.panes.insertWidget(0, self.chart)
        self.panes.setSizes([self.height() // 2, self.height() // 2])
        self.note.setText("")
        self.note.hide()
        self.panes.show()
        self._fill()

    def _fill(self) -> None:
        shown = self._shown
        if shown is not None:
            rows = listed.changes(shown.comparison, list(shown.told), shown.moves, self._picked)
            self.listed.fill([self._plain(row) for row in rows])
            self._settle()

    def _plain(self, row: Row) -> Row:
        """Without whose it is, which goes without saying, and with the mark."""
        if row.told is None:
            return row
        return replace(row, state="", tone="", detail=" ".join(filter(None, (row.detail, self._mark(row.told)))))

    # Picking --------------------------------------------------------------------------------------

    def _picked(self, told: Told) -> bool:
        return picking.pick_of(told.change) in self.picks

    def _tick(self, row: Row) -> None:
        """What hangs on a record is picked with it."""
        if row.told is None or self._shown is None:
            return
        comparison, changes = self._shown.comparison, [each.change for each in self._shown.told]
        along = picking.along(picking.pick_of(row.told.change), changes, comparison.mine, comparison.base)
        self.picks = self.picks - along if row.picked else self.picks | along
        self._settle()

    def _tick_all(self) -> None:
        """Pick all, or where all are picked none."""
        if self._shown is not None:
            every = {picking.pick_of(each.change) for each in self._shown.told}
            self.picks = set() if self.picks == every else every
            self._settle()

    def _settle(self) -> None:
        """Bring the boxes up to date with what is picked."""
        assert self._shown is not None
        for place, each in enumerate(self.listed.rows):
            if each.told is not None:
                self.listed.change(place, replace(each, picked=self._picked(each.told)))
        self.every.setText("Select none" if len(self.picks) == len(self._shown.told) else "Select all")
        self.changed.emit()

    # Chart and list together ------------------------------------------------------------------------

    def _follow(self) -> None:
        row = self.listed.current
        if self.chart is None or self._shown is None or row is None or row.told is None:
            return
        change, comparison = row.told.change, self._shown.comparison
        link = None
        if change.kind == "link":
            link = comparison.mine.links.get(change.id) or comparison.base.links.get(change.id)
        self.chart.choose(link.to if link is not None else change.id)

    def _go_to(self, id: str) -> None:
        if not self.listed.choose(lambda row: row.told is not None and row.told.change.id == id) and self.chart:
            self.chart.choose(id)
