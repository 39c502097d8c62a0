"""Type and lag of a link, edited where it was double-clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app.theme.controls import caption
from roadmap_app.app.theme.icons import icon
from roadmap_app.commands import Refusal, links
from roadmap_app.commands.typed import parse_lag
from roadmap_app.model.text import lag, quoted

if TYPE_CHECKING:
    from roadmap_app.app.gantt.viewport import GanttView

WIDTH = 300
NAMES = {"FS": "Finish to start", "SS": "Start to start", "FF": "Finish to finish", "SF": "Start to finish"}


class LinkEditor(QFrame):
    """A small box at the link: Enter and leaving it take what it says, Esc does not."""

    def __init__(self, chart: GanttView, id: str) -> None:
        super().__init__(chart.window_)
        self._chart, self._id = chart, id
        self._given_up = False
        plan = chart.workspace.document.plan
        link = plan.links[id]
        self.setObjectName("linkEditor")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(WIDTH)
        from_, to = quoted(plan.tasks[link.from_].name), quoted(plan.tasks[link.to].name)
        head = caption(f"{from_} → {to}", "section")
        head.setWordWrap(True)
        self.type = QComboBox(self)
        self.type.setAccessibleName("Type of link")
        for kind, name in NAMES.items():
            self.type.addItem(f"{name} ({kind})", kind)
        self.type.setCurrentIndex(list(NAMES).index(link.type))
        self._shown = lag(link, plan.project)
        self.lag = QLineEdit(self._shown, self)
        self.lag.setPlaceholderText("no lag")
        self.lag.setAccessibleName("Lag")
        self.lag.setToolTip("A gap such as +2d, or an overlap such as -1d; +2ed counts every day, +50% of the first")
        self.lag.setFixedWidth(76)
        self.lag.returnPressed.connect(self.close)
        self.lag.textEdited.connect(lambda: self._say(""))
        remove = QToolButton(self)
        remove.setIcon(icon("trash", chart.workspace.tokens))
        remove.setToolTip("Remove this link")
        remove.setAccessibleName("Remove this link")
        remove.clicked.connect(self._remove)
        self._reason = QLabel(self)
        self._reason.setTextFormat(Qt.TextFormat.PlainText)
        self._reason.setWordWrap(True)
        self._reason.setProperty("tone", "late")
        self._reason.hide()
        fields = QHBoxLayout()
        fields.setSpacing(6)
        fields.addWidget(self.type, 1)
        fields.addWidget(self.lag)
        fields.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 8, 10)
        column.setSpacing(8)
        column.addWidget(head)
        column.addLayout(fields)
        column.addWidget(self._reason)
        QApplication.instance().focusChanged.connect(self._follow_focus)
        chart.workspace.plan_changed.connect(self._follow_plan)

    def open_at(self, point: QPointF) -> None:
        """Open below a point of the chart's viewport, within the window."""
        self._chart.pointing.select_link(self._id)
        self.adjustSize()
        window = self._chart.window_
        place = self._chart.viewport().mapTo(window, point.toPoint()) + QPoint(-40, 12)
        left = min(max(place.x(), 8), window.width() - WIDTH - 8)
        top = place.y() if place.y() + self.height() < window.height() - 8 else place.y() - self.height() - 24
        self.move(left, top)
        self.show()
        self.raise_()
        self.lag.setFocus()
        self.lag.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take what was chosen; a lag that cannot be read keeps the box open and says why."""
        if not self._given_up and (reason := self._take()):
            self._say(reason)
            event.ignore()
            return
        self._given_up = True
        super().closeEvent(event)
        if self.isAncestorOf(QApplication.focusWidget() or self._chart):
            self._chart.setFocus()

    def _follow_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        elsewhere = now is not None and now is not self and not self.isAncestorOf(now)
        if elsewhere and not self._given_up and QApplication.activePopupWidget() is None and not self.close():
            QTimer.singleShot(0, self.lag, self.lag.setFocus)  # what cannot be read yet keeps the keyboard

    def _follow_plan(self) -> None:
        if self._id not in self._chart.workspace.document.plan.links:
            self._give_up()

    def _take(self) -> str:
        plan = self._chart.workspace.document.plan
        link = plan.links.get(self._id)
        if link is None:
            return ""
        members: dict[str, object] = {"type": self.type.currentData()}
        if self.lag.text() != self._shown:
            try:
                read = parse_lag(self.lag.text(), plan.project)
            except Refusal as refusal:
                return str(refusal)
            members |= {"lag": read.lag, "lag_kind": read.kind, "lag_unit": read.unit}
        if all(getattr(link, name) == value for name, value in members.items()):
            return ""
        words = lag(link.but(**members), plan.project)
        name = f"Link {quoted(plan.tasks[link.from_].name)} → {quoted(plan.tasks[link.to].name)}"
        label = f"{name} {members['type']}{words}"
        self._chart.window_.edit(label, lambda draft: links.change(draft, self._id, **members))
        return ""

    def _say(self, reason: str) -> None:
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self.adjustSize()

    def _give_up(self) -> None:
        self._given_up = True
        self.close()

    def _remove(self) -> None:
        from roadmap_app.app.gantt.clicks import delete_link

        self._give_up()
        delete_link(self._chart, self._id)
