"""Reading what was painted."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget


def pixels(image: QImage) -> Counter[int]:
    """How many pixels there are of each colour with its opacity, as 0xAARRGGBB."""
    plain = image.convertToFormat(QImage.Format.Format_ARGB32)  # held: the bytes are its own
    return Counter(memoryview(plain.constBits()).cast("I").tolist())


def colours(part: QWidget | QImage) -> Counter[str]:
    """How many pixels of a widget or picture have each colour, as #RRGGBB."""
    image = part.grab().toImage() if isinstance(part, QWidget) else part
    return Counter({QColor.fromRgba(word).name().upper(): count for word, count in pixels(image).items()})
