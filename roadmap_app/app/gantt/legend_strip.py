"""The strip below the chart that says what its colours and marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from roadmap_app.app.gantt import bar_painter
from roadmap_app.app.theme import fonts
from roadmap_app.app.theme.reading import readable
from roadmap_app.scene.legend import Swatch, legend

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

LINE, PAD, MARK, GAP, BETWEEN = 20, 12, 22, 6, 20
SETTLED = 150  # ms after the last edit at which it follows


class LegendStrip(QWidget):
    """As many lines as its entries take; there while the view shows a legend and the plan has tasks."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.swatches: tuple[Swatch, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLED)
        self._timer.timeout.connect(self.remake)
        workspace = window.workspace
        workspace.plan_changed.connect(lambda update: self._timer.start())
        workspace.rows_changed.connect(self._timer.start)
        workspace.look_changed.connect(self.remake)
        self.setAccessibleName("Legend")
        self.remake()

    def remake(self) -> None:
        """Say what the plan shows now."""
        window, workspace = self._window, self._window.workspace
        shown = workspace.look.show_legend and bool(window.document.plan.tasks)
        if shown:
            self.swatches = legend(
                window.document.plan, window.document.schedule, workspace.look, today=workspace.today,
                standing=workspace.standing, readers=workspace.arranging.readers,
            )  # fmt: skip
            self.setAccessibleDescription(", ".join(swatch.words for swatch in self.swatches))
            self._fit()
        self.setVisible(shown)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def places(self) -> list[tuple[Swatch, float, float, str]]:
        """Each entry with the left edge and the middle of its mark, and its words as they have room."""
        metrics = fonts.metrics(11)
        room = max(self.width() - 2 * PAD, 1)
        found = []
        x, line = 0.0, 0
        for swatch in self.swatches:
            mark = MARK + GAP if swatch.mark else 0
            words = metrics.elidedText(swatch.words, Qt.TextElideMode.ElideRight, max(min(room - mark, 240), 1))
            width = mark + metrics.horizontalAdvance(words)
            if x and x + width > room:
                x, line = 0.0, line + 1
            found.append((swatch, PAD + x, 4 + line * LINE + LINE / 2, words))
            x += width + BETWEEN
        return found

    def _fit(self) -> None:
        places = self.places()
        self.setFixedHeight(round(places[-1][2] + LINE / 2 + 4) if places else LINE + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._window.workspace.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface.panel))
        painter.fillRect(0, 0, self.width(), 1, QColor(tokens.line.border))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = fonts.metrics(11)
        for swatch, x, y, words in self.places():
            if swatch.mark:
                bar_painter.sample(painter, swatch.mark, QRectF(x, y - 6, MARK, 12), swatch.paint, tokens)
                x += MARK + GAP
            painter.setFont(fonts.sized(11))
            painter.setPen(QColor(tokens.text.secondary))
            painter.drawText(QRectF(x, y - LINE / 2, metrics.horizontalAdvance(words) + 2, LINE),
                             Qt.AlignmentFlag.AlignVCenter, readable(words))  # fmt: skip
        painter.end()
