"""The ring around the button, or the words with a link, that have the keyboard: outside, where no style sheet draws."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

WIDTH = 2
NAME = "focusRing"


class FocusRing(QWidget):
    """Lies over its button or words, takes no events and goes where they go."""

    def __init__(self, around: QAbstractButton | QLabel) -> None:
        out = WIDTH if isinstance(around, QToolButton) else WIDTH + 1  # with a gap but at tools
        super().__init__(_home(around, out))
        self._around, self._out = around, out
        self.setObjectName(NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        part: QWidget | None = around
        while part is not None and part is not self.parentWidget():
            part.installEventFilter(self)
            part = part.parentWidget()
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._follow()
        return False

    def _follow(self) -> None:
        home = self.parentWidget()
        if not isValid(self._around) or not home.isAncestorOf(self._around):
            self.hide()
            return
        self.setGeometry(_room(self._around, home, self._out))
        self.setVisible(self._around.isVisibleTo(home))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole.ToolTipText if self._around.property("onDark") else QPalette.ColorRole.Accent
        painter.setPen(QPen(self.palette().color(role), WIDTH))
        half = WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 8, 8)


def _home(around: QWidget, out: int) -> QWidget | None:
    """The nearest part of the window that has room for a ring: rows of buttons are as large as these, and would cut it
    off. What scrolls keeps its rings."""
    home = around.parentWidget()
    while home is not None and not home.isWindow() and not home.rect().contains(_room(around, home, out)):
        up = home.parentWidget()
        held = isinstance(up, QSplitter | QStackedWidget)
        if up is None or held or isinstance(up.parentWidget(), QAbstractScrollArea):
            break
        home = up
    return home


def _room(around: QWidget, home: QWidget, out: int) -> QRect:
    return QRect(around.mapTo(home, QPoint(0, 0)), around.size()).adjusted(-out, -out, out, out)


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
