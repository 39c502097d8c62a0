"""The ring around the button that has the keyboard, outside of it, where a style sheet cannot draw."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSplitter, QToolButton, QWidget

WIDTH = 2
NAME = "focusRing"


class FocusRing(QWidget):
    """Lies over its button, takes no events and goes where the button goes."""

    def __init__(self, around: QAbstractButton) -> None:
        super().__init__(around.parentWidget())
        self._around = around
        self._out = WIDTH if isinstance(around, QToolButton) else WIDTH + 1  # with a gap but at tools
        self.setObjectName(NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._follow()
        return False

    def _follow(self) -> None:
        out = self._out
        self.setGeometry(self._around.geometry().adjusted(-out, -out, out, out))
        self.setVisible(not self._around.isHidden())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole.ToolTipText if self._around.property("onDark") else QPalette.ColorRole.Accent
        painter.setPen(QPen(self.palette().color(role), WIDTH))
        half = WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 8, 8)


def follow(before: QWidget | None, now: QWidget | None) -> None:
    """Take the ring away from the widget that had the keyboard and give one to a button that has it now."""
    if before is not None and before.parentWidget() is not None:
        for ring in before.parentWidget().findChildren(FocusRing, NAME, Qt.FindChildOption.FindDirectChildrenOnly):
            ring.hide()
            ring.deleteLater()
    home = now.parentWidget() if now is not None else None
    if isinstance(now, QAbstractButton) and home is not None and not isinstance(home, QSplitter):
        FocusRing(now)
