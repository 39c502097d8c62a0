"""Colours and pens of the tokens as Qt has them, each made once. Never to be changed."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen


@cache
def colour(name: str) -> QColor:
    """A colour by its text in the tokens, such as `#1f2937`."""
    return QColor(name)


@cache
def pen(name: str, width: float = 1, dash: tuple[float, ...] = (), *, round_joins: bool = False) -> QPen:
    """A pen of a colour; `dash` is in units of its width."""
    made = QPen(colour(name), width)
    if dash:
        made.setDashPattern(dash)
    if round_joins:
        made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return made
