"""What changed from one version to another, in a chart and as a list in which single changes are picked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from roadmap_app.app.merging.chart import VersionsChart
from roadmap_app.app.theme import fonts
from roadmap_app.document import comparison as compared
from roadmap_app.document import picking
from roadmap_app.document.comparison import Told
from roadmap_app.document.picking import Pick
from roadmap_app.document.timeline import Since
from roadmap_app.exchange.pictures import versions

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

TOLD, SUBJECT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
MOST_LISTED = 2000
MOST_LETTERS = 240  # of one sentence
MOST_WEIGHED = 60  # changes of which it is told what each moves
HEADS = {"dates": "Dates", "scope": "Scope", "people": "People", "links": "Links", "text": "Words and notes"}
TICKS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable


@dataclass(frozen=True)
class Shown:
    """Two versions compared, with all that takes time to find out: made in a job."""

    comparison: Since
    rows: tuple[versions.Versions, ...]
    told: tuple[Told, ...]
    moves: dict[tuple[str, str], str]  # by kind and id, what a change moves by itself
    effect: str


def prepare(comparison: Since) -> Shown:
    told = comparison.changes
    moves: dict[tuple[str, str], str] = {}
    for each in [each for each in told if each.subject not in ("text", "scope") or each.change.kind == "link"]:
        key = (each.change.kind, each.change.id)
        if key not in moves:
            if len(moves) == MOST_WEIGHED:
                break
            moves[key] = compared.shifts_in_words(comparison.moved_by(each), comparison.base)
    effect = compared.effect_in_words(comparison.base_schedule, comparison.schedule_of(comparison.mine))
    return Shown(comparison, versions.since(comparison), told, moves, effect)


class Picks(QWidget):
    """`changed` tells that others are picked. `mark` says more on a change, below its sentence."""

    changed = Signal()

    def __init__(self, window: MainWindow, parent: QWidget, mark: Callable[[Told], str] = lambda told: "") -> None:
        super().__init__(parent)
        self._window, self._mark = window, mark
        self._shown: Shown | None = None
        self.chart: VersionsChart | None = None
        self.note = QLabel(self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.setProperty("role", "muted")
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.listed = QListWidget(self)
        self.listed.setAccessibleName("Changes, to be picked one by one")
        self.listed.setProperty("spaced", True)
        self.listed.setWordWrap(True)
        self.listed.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.listed.itemChanged.connect(self._follow)
        self.listed.currentItemChanged.connect(self._go)
        self.panes = QSplitter(Qt.Orientation.Vertical, self)
        self.panes.setChildrenCollapsible(False)
        self.panes.setHandleWidth(1)
        self.panes.addWidget(self.listed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.note, 1)
        column.addWidget(self.panes, 1)
        self.say("")

    def say(self, words: str) -> None:
        """Words in place of a comparison."""
        self._shown = None
        self.note.setText(words)
        self.note.show()
        self.panes.hide()
        with QSignalBlocker(self.listed):
            self.listed.clear()
        self.changed.emit()

    def show_versions(self, shown: Shown, names: tuple[str, str], *, ticked: bool) -> None:
        """Show two versions by their names; `ticked`: all changes are picked at first."""
        kept = self.picks if self._shown is not None else set()
        if not shown.told:
            self.say(f"Nothing differs: {names[0]} and {names[1]} are the same.")
            return
        self._shown = shown
        if self.chart is not None:
            self.chart.setParent(None)
            self.chart.deleteLater()
        self.chart = VersionsChart(self._window, shown.comparison, self, names, shown.rows)
        self.chart.setMinimumHeight(120)
        self.panes.insertWidget(0, self.chart)
        self.panes.setSizes([self.height() * 11 // 20, self.height() * 9 // 20])
        self.note.setText("")
        self.note.hide()
        self.panes.show()
        self._fill(shown, kept, ticked)
        self.changed.emit()

    def _fill(self, shown: Shown, kept: set[Pick], ticked: bool) -> None:
        with QSignalBlocker(self.listed):
            self.listed.clear()
            left = MOST_LISTED
            for subject, words in HEADS.items():
                found = [each for each in shown.told if each.subject == subject]
                if not found:
                    continue
                head = QListWidgetItem(f"{words} ({len(found):,})", self.listed)
                head.setFont(fonts.font("caption", strong=True))
                head.setFlags(TICKS)
                head.setData(SUBJECT, subject)
                for each in found[:left]:
                    self._add(shown, each, ticked or picking.pick_of(each.change) in kept)
                left -= min(len(found), left)
            if len(shown.told) > MOST_LISTED:
                more = f"and {len(shown.told) - MOST_LISTED:,} more, which go with the whole version only"
                QListWidgetItem(more, self.listed).setFlags(Qt.ItemFlag.NoItemFlags)
            self._settle_heads()

    def _add(self, shown: Shown, told: Told, ticked: bool) -> None:
        moves = shown.moves.get((told.change.kind, told.change.id), "") if told.subject != "text" else ""
        said = told.change.sentence
        short = said if len(said) <= MOST_LETTERS else f"{said[: MOST_LETTERS - 1]}…"
        lines = [short, f"Moves {moves}" if moves else "", self._mark(told)]
        item = QListWidgetItem("\n".join(filter(None, lines)), self.listed)
        item.setToolTip("\n".join(filter(None, (said, *lines[1:]))))
        item.setData(TOLD, told)
        item.setFlags(TICKS | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    # Picking --------------------------------------------------------------------------------------

    @property
    def picks(self) -> set[Pick]:
        """What is picked."""
        return {picking.pick_of(item.data(TOLD).change) for item in self._items() if _on(item)}

    @property
    def all_picked(self) -> bool:
        return self._shown is not None and len(self.picks) == len(self._shown.told)

    def _items(self) -> list[QListWidgetItem]:
        items = (self.listed.item(row) for row in range(self.listed.count()))
        return [item for item in items if item.data(TOLD) is not None]

    def _follow(self, item: QListWidgetItem) -> None:
        """What hangs on a record goes with it, and a head is ticked for all below it."""
        if self._shown is None:
            return
        with QSignalBlocker(self.listed):
            if (subject := item.data(SUBJECT)) is not None:
                wanted = [each for each in self._items() if each.data(TOLD).subject == subject]
            else:
                comparison, changes = self._shown.comparison, [each.change for each in self._shown.told]
                pick = picking.pick_of(item.data(TOLD).change)
                along = picking.along(pick, changes, comparison.mine, comparison.base)
                wanted = [each for each in self._items() if picking.pick_of(each.data(TOLD).change) in along]
            for each in wanted:
                each.setCheckState(item.checkState())
            self._settle_heads()
        self.changed.emit()

    def _settle_heads(self) -> None:
        on: dict[str, list[bool]] = {}
        for item in self._items():
            on.setdefault(item.data(TOLD).subject, []).append(_on(item))
        for row in range(self.listed.count()):
            head = self.listed.item(row)
            if (subject := head.data(SUBJECT)) is not None:
                some = on.get(subject, [])
                whole = Qt.CheckState.Checked if all(some) else Qt.CheckState.PartiallyChecked
                head.setCheckState(whole if any(some) else Qt.CheckState.Unchecked)

    def _go(self, item: QListWidgetItem | None) -> None:
        told = item.data(TOLD) if item is not None else None
        if self.chart is None or told is None or self._shown is None:
            return
        comparison = self._shown.comparison
        link = None
        if told.change.kind == "link":
            link = comparison.mine.links.get(told.change.id) or comparison.base.links.get(told.change.id)
        self.chart.choose(link.to if link is not None else told.change.id)


def _on(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked
