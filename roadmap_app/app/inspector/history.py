"""What happened to a task: the steps that touched it, the last one first, then the saves that tell of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app.inspector.rich import say, show
from roadmap_app.app.theme.controls import caption
from roadmap_app.app.theme.reading import ReadableCells
from roadmap_app.document import told
from roadmap_app.document.told import Told
from roadmap_app.model.text import MONTHS, quoted

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

MOST_STEPS = 200  # looked at, from the last one back
WRAPPED = int(Qt.TextFlag.TextWordWrap)
SLICE = 0.006  # seconds at once, so that the window stays live


class Wrapped(ReadableCells):
    """Rows of a tree as high as their words need in its width."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        tree = option.widget
        depth = 2 if index.parent().isValid() else 1
        width = max(tree.viewport().width() - depth * tree.indentation() - 10, 60)
        words = option.fontMetrics.boundingRect(QRect(0, 0, width, 10_000), WRAPPED, index.data())
        return QSize(width, words.height() + 6)


class History(QWidget):
    """Steps as a tree: a name with its time, and below it what it did. Looks back in slices while nobody waits."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._made_of: tuple[object, ...] = ()
        self._quoted = ""
        self._ahead: Iterator[Told | None] = iter(())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self.compared = caption("", "box")
        self.compared.setWordWrap(True)
        self.list = QTreeWidget()
        self.list.setObjectName("history")
        self.list.setAccessibleName("History of this task")
        self.list.setHeaderHidden(True)
        self.list.setWordWrap(True)
        self.list.setIndentation(12)
        self.list.setItemDelegate(Wrapped(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.list.itemClicked.connect(lambda item: item.setExpanded(not item.isExpanded()))
        self.empty = caption("", "muted")
        self.empty.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.compared, self.empty):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addStretch()

    def fill(self, id: str) -> None:
        """Show a task's; "" for the whole plan's."""
        document = self._window.document
        if self._made_of and self._made_of[0] == id and self._made_of[1] is document.plan:
            return
        self._made_of = id, document.plan
        compared = self._window.workspace.variance
        words = told.since_baseline(document.plan, compared.start(id), compared.finish(id)) if compared and id else ""
        say(self.compared, words)
        show(self.compared, bool(words))
        task = document.plan.tasks.get(id)
        self._quoted = quoted(task.name) if task else "''"
        self.list.clear()
        self._ahead = self._entries(id)
        self._go_on()
        if self._timer.isActive() or self.list.topLevelItemCount():
            self._tell_empty()

    def fill_all(self) -> None:
        """Look back to the end at once."""
        while self._timer.isActive():
            self._go_on()

    def _entries(self, id: str) -> Iterator[Told | None]:
        """None for a step that left the task alone, so that looking on can pause there too."""
        document = self._window.document
        steps = document.steps[-MOST_STEPS:]
        for stage in told.backwards(steps, document.plan, document.schedule):
            step = stage.step
            yield told.of_task(stage, id) if id else Told(step.at, step.label, told.of_step(stage))
        task = document.plan.tasks.get(id)
        yield from told.saves_of(document.plan, task.name) if task else told.saves(document.plan)

    def _go_on(self) -> None:
        end = time.perf_counter() + SLICE
        for entry in self._ahead:
            if entry is not None:
                self._add(entry)
            if time.perf_counter() > end:
                self._timer.start(0)
                return
        self._timer.stop()
        self._tell_empty()

    def _tell_empty(self) -> None:
        none = not self.list.topLevelItemCount() and not self._timer.isActive()
        say(self.empty, "Nothing was done to it since the plan was opened." if none else "")
        show(self.empty, none)
        show(self.list, not none)

    def _add(self, entry: Told) -> None:
        when = moment(entry.at, int(time.time()) // 60)
        item = QTreeWidgetItem([f"{when}  {entry.label.replace(self._quoted, 'this task')}".strip()])
        item.setToolTip(0, entry.label)
        for line in entry.lines:
            below = QTreeWidgetItem([line])
            below.setToolTip(0, line)
            item.addChild(below)
        self.list.addTopLevelItem(item)
        item.setExpanded(self.list.topLevelItemCount() <= 3)


def moment(at: int | None, now: int) -> str:
    """`10:42`, on another day `3 May 10:42`: UTC minutes on the clock of this machine."""
    if at is None:
        return ""
    local, today = (datetime.fromtimestamp(each * 60, UTC).astimezone() for each in (at, now))
    clock = f"{local.hour:02d}:{local.minute:02d}"
    if local.date() == today.date():
        return clock
    year = "" if local.year == today.year else f" {local.year}"
    return f"{local.day} {MONTHS[local.month - 1]}{year} {clock}"
