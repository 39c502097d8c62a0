"""Fields of dialogs: lists, numbers, dates and lines, each with its name for those who listen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from roadmap_app.model.time import to_date

SPIN_MARGINS = (7, 0, 0, 0)  # style sheets cannot: so that figures begin where words of other fields do


def choice(name: str, entries: Any) -> QComboBox:
    """One of a list: `entries` are ids with their words."""
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setAccessibleName(name)
    for id, text in entries:
        made.addItem(text, id)
    return made


class Several(QComboBox):
    """Looks like a list of which one is chosen, and opens a menu of which several can be ticked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.addItem("")
        self.menu = QMenu(self)

    def say(self, words: str) -> None:
        """What is chosen, in words."""
        self.setItemText(0, words)

    def showPopup(self) -> None:
        self.menu.setMinimumWidth(self.width())
        self.menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


def number(name: str, least: int, most: int, value: int) -> QSpinBox:
    """A whole number within bounds."""
    made = QSpinBox()
    made.setAccessibleName(name)
    made.setRange(least, most)
    made.setValue(value)
    made.lineEdit().setTextMargins(*SPIN_MARGINS)
    return made


def date(name: str, day: int) -> QDateEdit:
    """A date; `day` is counted from 1970."""
    date = to_date(day)
    made = QDateEdit(QDate(date.year, date.month, date.day))
    made.setAccessibleName(name)
    made.setLocale(QLocale.c())
    made.setDisplayFormat("d MMM yyyy")
    made.lineEdit().setTextMargins(*SPIN_MARGINS)
    return made


def day(date: QDate) -> int:
    """A date as a day counted from 1970."""
    return date.toJulianDay() - QDate(1970, 1, 1).toJulianDay()


def line(name: str, hint: str) -> QLineEdit:
    """A line of text, with a hint where it is empty."""
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made


def pair(first: QWidget, between: str, second: QWidget) -> QWidget:
    """Two fields of one width with words in between."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for part in (first, second):
        part.setMinimumWidth(40)
        part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    row.addWidget(first, 1)
    row.addWidget(QLabel(between))
    row.addWidget(second, 1)
    return made
