"""Our own line icons, drawn in a colour of the theme at the resolution of the device.

A drawing is an SVG file on a grid of 16 units. Its strokes are 1.5 px wide at 16 and at 20 px alike, as in
text of one weight; only beyond 20 px do they grow with the icon.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from math import floor

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPaintEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QStyle

from roadmap_app import resources
from roadmap_app.scene.tokens import Tokens

SCALES = (1.0, 1.5, 2.0, 3.0)
GRID = 16
LARGEST_OF_ONE_WEIGHT = 20
BESIDE_WORDS = QSize(20, 16)  # an icon with a gap behind it: Qt alone puts words 4 px from their icon
STROKE = 'stroke-width="1.5"'


def icon(
    name: str, tokens: Tokens, *, role: str = "text.secondary", on: str = "accent.base", size: int = 16
) -> QIcon:
    """An icon of `size` px in a colour of the theme, one where it is ticked, and its disabled state.

    KeyError for a name that is not drawn, AttributeError for a colour that there is not.
    """
    return _icon(name, tokens.colour(role), tokens.colour(on), tokens.text.disabled, size)


@cache
def _icon(name: str, colour: str, on: str, disabled: str, size: int) -> QIcon:
    for each in (colour, on, disabled):
        _renderer(name, each, size)  # a KeyError here rather than while painting
    return QIcon(_LineIcon(name, colour, on, disabled, size))


class _LineIcon(QIconEngine):
    """Draws itself anew for every scale that is asked for, so that it is sharp in a picture at 2x too."""

    def __init__(self, name: str, colour: str, on: str, disabled: str, size: int) -> None:
        super().__init__()
        self._made_of = (name, colour, on, disabled, size)

    def clone(self) -> QIconEngine:
        return _LineIcon(*self._made_of)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        asked = size / (scale if _asks_in_pixels() else 1)
        side = min(asked.width(), asked.height())
        drawn = pixmap(self._made_of[0], self._colour(mode, state), side, max(scale, _finest))
        return drawn if asked.width() <= asked.height() else _with_gap(drawn, asked.width())

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        place = QStyle.alignedRect(
            QGuiApplication.layoutDirection(), Qt.AlignmentFlag.AlignLeft, QSize(side, side), rect
        )
        paint(painter, self._made_of[0], self._colour(mode, state), QRectF(place))

    def availableSizes(self, mode: QIcon.Mode, state: QIcon.State) -> list[QSize]:
        return [QSize(self._made_of[-1], self._made_of[-1]) * scale for scale in SCALES]

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        _, colour, on, disabled, _ = self._made_of
        if mode == QIcon.Mode.Disabled:
            return disabled
        return on if state == QIcon.State.On else colour


class _Asked(QIconEngine):
    """Notes the size that Qt asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.width = 0

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        self.width = size.width()
        return QPixmap()


@cache
def _asks_in_pixels() -> bool:
    """Whether Qt gives an engine the size in pixels of the device, as it did before it took to independent ones."""
    asked = _Asked()
    QIcon(asked).pixmap(QSize(16, 16), 2.0)
    return asked.width > 16


_finest = 1.0


@contextmanager
def drawn_at(scale: float) -> Iterator[None]:
    """Draw icons at least at a device scale: in a picture that is finer than the screen."""
    global _finest
    before, _finest = _finest, scale
    try:
        yield
    finally:
        _finest = before


@cache
def pixmap(name: str, colour: str, size: int, scale: float = 1.0) -> QPixmap:
    """An icon as a picture of `size` device independent pixels at a device scale; KeyError as in `icon`."""
    lines = _renderer(name, colour, size)  # before there is a painter that a KeyError would leave open
    made = QPixmap(QSize(size, size) * scale)
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lines.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


def _with_gap(drawn: QPixmap, width: int) -> QPixmap:
    """A square icon with room behind it, in the direction of reading, until it is so many px wide."""
    scale = drawn.devicePixelRatio()
    made = QPixmap(QSize(round(width * scale), drawn.height()))
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    painter = QPainter(made)
    painter.drawPixmap(QPointF(width - drawn.width() / scale if mirrored else 0, 0), drawn)
    painter.end()
    return made


def paint(painter: QPainter, name: str, colour: str, rect: QRectF) -> None:
    """Draw an icon straight into a painter, at any scale; KeyError as in `icon`. On a screen or a picture of pixels,
    drawing the lines is done once."""
    engine, size = painter.paintEngine(), int(rect.width())
    if engine is not None and engine.type() == QPaintEngine.Type.Raster and size == rect.width() == rect.height():
        to_pixels = painter.deviceTransform()
        scale = to_pixels.m11()
        if not to_pixels.isRotating() and scale > 0 and (size * scale).is_integer():
            at = to_pixels.map(rect.topLeft())
            back = to_pixels.inverted()[0].map(QPointF(floor(at.x() + 0.5), floor(at.y() + 0.5)))
            painter.drawPixmap(back, pixmap(name, colour, size, scale))
            return
    lines = _renderer(name, colour, rect.width())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lines.render(painter, rect)
    painter.restore()


@cache
def _renderer(name: str, colour: str, size: float) -> QSvgRenderer:
    return drawing(name, colour, size)


def drawing(name: str, colour: str, size: float) -> QSvgRenderer:
    """An icon's own renderer, for another thread than the window's; KeyError as in `icon`."""
    try:
        lines = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KeyError(f"there is no icon '{name}' in resources/icons") from None
    width = 1.5 * GRID / min(size, LARGEST_OF_ONE_WEIGHT)
    lines = lines.replace(STROKE, f'stroke-width="{width:.4f}"', 1).replace("currentColor", colour)
    return QSvgRenderer(QByteArray(lines.encode()))


def window_icon() -> QIcon:
    """The mark of the program, which has colours of its own."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(pixmap("app", "", size))
    return made
