"""Fonts by their token: the system's own family, in pixels, with figures of one width."""

from __future__ import annotations

import sys
from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from roadmap_app.scene import tokens

FAMILIES = ("Noto Sans", "DejaVu Sans")  # on Linux, the first that is there
KEPT = 8192  # words whose widths are kept, some screens full
STRONG = QFont.Weight.DemiBold


@cache
def family() -> str:
    """The family that the window is set in."""
    if sys.platform == "linux":
        for name in FAMILIES:
            if QFontDatabase.hasFamily(name):
                return name
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


@cache
def shared(pixels: int, strong: bool) -> QFont:
    """A font by its height in pixels; strong is weight 600. Never to be changed."""
    made = QFont(family())
    made.setPixelSize(pixels)
    made.setWeight(STRONG if strong else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)  # figures of one width, where the family has them
    return made


def sized(pixels: int, strong: bool = False) -> QFont:
    """The same as the caller's own copy."""
    return QFont(shared(pixels, strong))


def font(size_name: str = "body", strong: bool = False) -> QFont:
    """A font by its token, such as `caption`, `body` or `title`; AttributeError for another name."""
    return sized(getattr(tokens.load("light").font, size_name), strong)


@cache
def metrics(pixels: int, strong: bool = False) -> QFontMetricsF:
    """How wide text of that font is."""
    return QFontMetricsF(shared(pixels, strong))


@lru_cache(KEPT)
def width(words: str, pixels: int, strong: bool = False) -> float:
    """How wide words of one line are in that font."""
    return metrics(pixels, strong).horizontalAdvance(words)
