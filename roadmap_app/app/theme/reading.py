"""The direction in which words are read that this program draws by itself, or gives to Qt.

Labels, buttons, tabs and tooltips pass through the style; all else that can hold a name or ends with a mark asks
`readable`. Marks are set there and nowhere deeper: what is stored, copied or exported as text has none.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QLocale, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QProxyStyle, QStyledItemDelegate, QWidget

from roadmap_app.model.bidi import directed

UNIT = re.compile(r"(?<=\d) (?=(?:d|h|w|mo|%)(?:\W|$))")  # the space between a figure and its unit
FROM_LEFT, FROM_RIGHT = int(Qt.TextFlag.TextForceLeftToRight), int(Qt.TextFlag.TextForceRightToLeft)
SIDES = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight).value


def readable(words: str) -> str:
    """Words as they are drawn: each line in its own direction, in a mirrored window too."""
    return directed(words, QGuiApplication.isRightToLeft())


def unbroken(words: str) -> str:
    """Words whose figures stay with their units when they wrap, as in `+3 d`."""
    return UNIT.sub("\u00a0", words)


def _sided(flags: int) -> int:
    """Flags of a label, which Qt aligns by the first letter in it: by the window instead, so that a sentence that
    begins with a Hebrew name begins where others do. Other widgets force no direction."""
    leftward = bool(flags & FROM_RIGHT)
    if not (leftward or flags & FROM_LEFT) or leftward == QGuiApplication.isRightToLeft():
        return flags
    return flags ^ SIDES if flags & SIDES else flags


class Reading(QProxyStyle):
    """Fusion, whose texts read in their own direction."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def polish(self, what: QWidget | QPalette | QApplication) -> QPalette | None:
        if isinstance(what, QComboBox) and not isinstance(what.itemDelegate(), QStyledItemDelegate):
            what.setItemDelegate(ReadableCells(what))  # its own draws frames of another time
        return super().polish(what)

    def drawItemText(
        self,
        painter: QPainter,
        area: QRect,
        flags: int,
        palette: QPalette,
        enabled: bool,
        words: str,
        role: QPalette.ColorRole = QPalette.ColorRole.NoRole,
    ) -> None:
        super().drawItemText(painter, area, _sided(int(flags)), palette, enabled, readable(words), role)


class ReadableCells(QStyledItemDelegate):
    """Rows of a list or table whose texts do."""

    def displayText(self, value: object, locale: QLocale) -> str:
        return readable(super().displayText(value, locale))
