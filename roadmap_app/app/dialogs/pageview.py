"""One page of a layout on a desk: fitted to the place, or at its true size after a click."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from roadmap_app.app.paper import pictures
from roadmap_app.exchange.pictures.layout import HEADS, Layout
from roadmap_app.exchange.pictures.page import draw
from roadmap_app.scene.tokens import Tokens

DESK = 20  # px around a page
TALLEST = 1.5  # of its width: what is shown of an endless page


class PageView(QWidget):
    """Keys and the wheel turn pages; a click shows the page at 100 % around the place, another all of it."""

    turned = Signal(int)  # the number of the page that is shown

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._layout: Layout | None = None
        self._image: tuple[object, QImage] | None = None
        self._at: QPointF | None = None  # the place on the page that is shown at its true size
        self.number = 1
        self.setMinimumSize(320, 240)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Page")

    def sizeHint(self) -> QSize:
        return QSize(720, 560)

    def show_layout(self, layout: Layout | None) -> None:
        """Show these pages, staying at the number as far as it is there."""
        self._layout = layout
        self.go(self.number)
        self.update()

    @property
    def count(self) -> int:
        return len(self._layout.pages) if self._layout else 0

    @property
    def is_cut(self) -> bool:
        """Whether the page is too long to be shown whole."""
        layout = self._layout
        return layout is not None and layout.setup.is_endless and layout.height > TALLEST * layout.width

    def go(self, number: int) -> None:
        number = min(max(number, 1), max(self.count, 1))
        if number != self.number:
            self.number = number
            self._at = None
        self.update()
        self.turned.emit(self.number)

    def page_rect(self) -> QRectF:
        """Where the page lies in the widget."""
        layout = self._layout
        if layout is None:
            return QRectF()
        size = self._size(layout)
        if self._at is not None:
            left = self._slid(self._at.x(), size[0], self.width())
            top = self._slid(self._at.y(), size[1], self.height())
            return QRectF(left, top, *size)
        scale = min((self.width() - 2 * DESK) / size[0], (self.height() - 2 * DESK) / size[1], 1.5)
        width, height = size[0] * scale, size[1] * scale
        return QRectF(round((self.width() - width) / 2), round((self.height() - height) / 2), width, height)

    @staticmethod
    def _slid(at: float, size: float, room: float) -> float:
        """Where a page begins so that a place of it lies in the middle, without more desk than needed."""
        if size + 2 * DESK <= room:
            return round((room - size) / 2)
        return round(min(max(room / 2 - at, room - size - DESK), DESK))

    @staticmethod
    def _size(layout: Layout) -> tuple[float, float]:
        if layout.setup.is_endless:
            return layout.width, min(layout.height, TALLEST * layout.width)
        return layout.width, layout.height

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._tokens.surface.sunken))
        layout = self._layout
        if layout is None:
            return
        place = self.page_rect()
        ratio = self.devicePixelRatioF()
        key = (layout, self.number, place.width(), ratio)
        if self._image is None or self._image[0] != key:
            self._image = (key, self._drawn(layout, place, ratio))
        painter.drawImage(place.topLeft(), self._image[1])
        painter.setPen(QColor(self._tokens.line.border_strong))
        painter.drawRect(QRectF(place).adjusted(-0.5, -0.5, 0.5, 0.5))
        if self.hasFocus():
            painter.setPen(QColor(self._tokens.accent.focus_ring))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _drawn(self, layout: Layout, place: QRectF, ratio: float) -> QImage:
        page = layout.pages[self.number - 1]
        width, height = self._size(layout)
        if self.is_cut:
            page = replace(page, last_row=min(page.last_row, ceil((height - HEADS) / layout.size.height)))
        whole = replace(layout, height=height, legend=()) if self.is_cut else layout
        scale = place.width() / width * ratio
        image = pictures.image_of(
            draw(whole, page), max(round(width * scale), 1), max(round(height * scale), 1), scale, 0,
            layout.tokens.surface.panel,
        )  # fmt: skip
        image.setDevicePixelRatio(ratio)
        return image

    # Turning ------------------------------------------------------------------------------------

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.page_rect()
        if self._layout is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._at is None:
            scale = place.width() / self._size(self._layout)[0]
            self._at = QPointF((event.position().x() - place.x()) / scale, (event.position().y() - place.y()) / scale)
        else:
            self._at = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        if self._at is not None:
            self._at -= QPointF(delta.x(), delta.y()) / 2
            self.update()
        else:
            self.go(self.number + (-1 if delta.y() > 0 else 1))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_PageDown: self.number + 1, Qt.Key.Key_Right: self.number + 1, Qt.Key.Key_Down: self.number + 1,
            Qt.Key.Key_PageUp: self.number - 1, Qt.Key.Key_Left: self.number - 1, Qt.Key.Key_Up: self.number - 1,
            Qt.Key.Key_Home: 1, Qt.Key.Key_End: self.count,
        }  # fmt: skip
        number = keys.get(Qt.Key(event.key()))
        if number is not None:
            self.go(number)
        else:
            super().keyPressEvent(event)
