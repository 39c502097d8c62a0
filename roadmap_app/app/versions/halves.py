"""The frame of windows that list versions at the left and show one at the right."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget


def foot(verbs: Iterable[QPushButton], close: QPushButton) -> QHBoxLayout:
    """What can be done at the left, the way out at the right."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in verbs:
        row.addWidget(button)
    row.addStretch(1)
    row.addWidget(close)
    return row


def lay_out(dialog: QDialog, left: QWidget, right: QWidget, width: int) -> None:
    """Fill a dialog with both halves; the left one is so many px wide at first."""
    panes = QSplitter(Qt.Orientation.Horizontal, dialog)
    panes.setChildrenCollapsible(False)
    panes.setHandleWidth(1)
    panes.addWidget(left)
    panes.addWidget(right)
    panes.setStretchFactor(1, 1)
    panes.setSizes([width, dialog.width() - width])
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(panes)
