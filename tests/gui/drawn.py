"""The words that a widget draws, from the left to the right: what a reader sees, also of two directions of writing."""

from __future__ import annotations

import re

from PySide6.QtCore import QBuffer, QPoint
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from roadmap_app.model.bidi import plain

TEXT = re.compile(r'<text[^>]*?\bx="([-\d.]+)" y="([-\d.]+)"[^>]*>([^<]*)</text>', re.DOTALL)


def pieces(widget: QWidget) -> list[tuple[float, str]]:
    """(x, text) of each piece of text, a line after the other and from the left; a piece has one direction."""
    picture, buffer = QSvgGenerator(), QBuffer()
    picture.setOutputDevice(buffer)
    picture.setSize(widget.size())
    painter = QPainter(picture)
    widget.render(painter, QPoint())
    painter.end()
    found = TEXT.findall(bytes(buffer.data().data()).decode())
    lines = sorted((float(y), float(x), plain(words)) for x, y, words in found)
    return [(x, words) for _, x, words in lines if words]


def words(widget: QWidget) -> str:
    """All of them."""
    said = "".join(each for _, each in pieces(widget))
    return said.replace("&apos;", "'").replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">")
