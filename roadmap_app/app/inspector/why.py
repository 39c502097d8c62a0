"""Why the dates are what they are: numbered sentences back to the fact that somebody entered."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from roadmap_app.app import boxes
from roadmap_app.app.inspector.rich import Pool, linked, linking_label, say, show
from roadmap_app.app.inspector.section import Ids, Part, column_body
from roadmap_app.app.theme import inks
from roadmap_app.app.theme.controls import Chip, chip
from roadmap_app.model import text
from roadmap_app.schedule import Reason, consequence, explain, not_driving, slack_told

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

FIRST, MOST = 6, 40  # sentences at first, and when all are asked for


def part(window: MainWindow) -> Part:
    body, column = column_body(8)
    why = _Why(window, body, column)
    return Part("why", "Why", body, why.fill, single=True, name=why.title)


class _Steps(QWidget):
    """The column of the sentences: a line leads from number to number."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = self._window.workspace.tokens, QPainter(self)
        marks = [mark for mark in self.findChildren(Chip) if mark.isVisibleTo(self)]
        for above, below in pairwise(marks):
            critical = above.property("chip") == "step-critical"
            top, middle = above.mapTo(self, QPoint(0, above.height())), above.width() // 2
            line = QRect(top.x() + middle - 1, top.y(), 2, below.mapTo(self, QPoint()).y() - top.y())
            painter.fillRect(line, inks.colour(tokens.gantt.critical if critical else tokens.line.border_strong))


class _Why:
    def __init__(self, window: MainWindow, body: QWidget, column: QVBoxLayout) -> None:
        self._window = window
        self._id, self._all = "", False
        steps = _Steps(window)
        self._steps = QVBoxLayout(steps)
        self._steps.setContentsMargins(0, 0, 0, 0)
        self._steps.setSpacing(8)
        self._rows: list[tuple[QWidget, QLabel, QLabel]] = []
        self.more = QPushButton("")
        self.more.setProperty("link", True)
        self.more.clicked.connect(self._show_all)
        self.gains = QPushButton("What would save days…")
        self.gains.setProperty("small", True)
        self.gains.clicked.connect(lambda: boxes.gains(window, self._id))
        frames, below = column_body(6)
        self._boxes = Pool(window, below, "box")
        for widget in (steps, self.more, frames, self.gains):
            column.addWidget(widget)
        column.setAlignment(self.more, Qt.AlignmentFlag.AlignLeft)
        column.setAlignment(self.gains, Qt.AlignmentFlag.AlignLeft)

    def fill(self, ids: Ids) -> str:
        (id,) = ids
        if id != self._id:
            self._id, self._all = id, False
        plan, schedule = self._window.document.plan, self._window.document.schedule
        reasons = explain(plan, schedule, id)
        self._fill_steps(reasons[: MOST if self._all else FIRST], schedule.is_critical(id))
        left = len(reasons) - FIRST
        show(self.more, left > 0 and not self._all)
        if left > 0:
            self.more.setText(f"Show {left} more, back to the first cause")
        frames: list[tuple[str, tuple[str, ...]]] = [
            (reason.sentence, (reason.task, *reason.also)) for reason in not_driving(plan, schedule, id)[:3]
        ]
        goal, task = plan.project.milestone, plan.tasks[id]
        if goal in plan.tasks and goal != id and task.percent < 100:
            if sentence := consequence(plan, schedule, id, goal):
                frames.append((sentence, (goal,)))
            frames.append((self._room(id, goal), (goal,)))
        self._boxes.fill(frames)
        open_ = schedule.is_milestone(id) and not plan.outline.is_summary(id) and task.percent < 100
        show(self.gains, open_)
        return ""

    def title(self, ids: Ids) -> str:
        return f"Why {text.long_date(self._window.document.schedule.start(ids[0]))}?"

    def _fill_steps(self, reasons: tuple[Reason, ...], critical: bool) -> None:
        while len(self._rows) < len(reasons):
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(8)
            mark: QLabel = chip(str(len(self._rows) + 1), "step")
            words = linking_label(self._window)
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(words, 1)
            self._rows.append((row, mark, words))
            self._steps.addWidget(row)
        kind = "step-critical" if critical else "step"
        for place, (row, mark, words) in enumerate(self._rows):
            show(row, place < len(reasons))
            if place < len(reasons):
                reason = reasons[place]
                say(words, linked(self._window, reason.sentence, (reason.task, *reason.also)))
                if mark.property("chip") != kind:
                    mark.setProperty("chip", kind)
                    mark.style().unpolish(mark)
                    mark.style().polish(mark)

    def _show_all(self) -> None:
        self._all = True
        self._window.inspector.later()

    def _room(self, id: str, goal: str) -> str:
        """How far a task is from moving the milestone that the plan is about."""
        plan, schedule = self._window.document.plan, self._window.document.schedule
        name = text.quoted(plan.tasks[goal].name)
        slack = self._window.workspace.paths_to(goal, schedule).slack.get(id)
        if plan.outline.is_summary(id):
            return f"Its tasks tell how they lead to {name}."
        if slack is None:
            return f"It does not lead to {name}."
        if slack <= 0:
            return f"It is on the critical path to {name}."
        return f"It has {text.days(slack_told(schedule, id, slack), plan.project)} before it moves {name}."
