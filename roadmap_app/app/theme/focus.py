"""The ring around the button, or the words with a link, that have the keyboard: outside, where no style sheet draws."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialogButtonBox, QLabel, QSplitter, QToolButton, QWidget
from shiboken6 import isValid

WIDTH = 2
NAME = "focusRing"


class FocusRing(QWidget):
    """Lies over its button or words, takes no events and goes where they go."""

    def __init__(self, around: QAbstractButton | QLabel) -> None:
        super().__init__(_home(around))
        self._around = around
        self._out = WIDTH if isinstance(around, QToolButton) else WIDTH + 1  # with a gap but at tools
        self.setObjectName(NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.installEventFilter(self)
        if self.parentWidget() is not around.parentWidget():
            around.parentWidget().installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._follow()
        return False

    def _follow(self) -> None:
        out = self._out
        corner = self._around.mapTo(self.parentWidget(), QPoint(0, 0))
        self.setGeometry(QRect(corner, self._around.size()).adjusted(-out, -out, out, out))
        self.setVisible(not self._around.isHidden())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole.ToolTipText if self._around.property("onDark") else QPalette.ColorRole.Accent
        painter.setPen(QPen(self.palette().color(role), WIDTH))
        half = WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 8, 8)


def _home(around: QWidget) -> QWidget | None:
    """Where the ring has room: a dialog's row of buttons is as large as they are, and would cut it off."""
    row = around.parentWidget()
    return row.parentWidget() if isinstance(row, QDialogButtonBox) else row


_shown: list[FocusRing] = []  # none or one


def follow() -> None:
    """Move the ring to the button that has the keyboard now; take it away where it is no button.

    Asks for the widget itself: the one that Qt says to have lost the keyboard may be half destroyed.
    """
    while _shown:
        ring = _shown.pop()
        if isValid(ring):
            ring.hide()
            ring.deleteLater()
    now = QApplication.focusWidget()
    home = now.parentWidget() if now is not None else None
    if isinstance(now, QAbstractButton | QLabel) and home is not None and not isinstance(home, QSplitter):
        _shown.append(FocusRing(now))
