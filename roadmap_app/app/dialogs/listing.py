"""A plain window that lists things in a table, each with a sentence and where it belongs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from roadmap_app.app.theme.controls import caption

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

Buttons = Sequence[tuple[str, Callable[[list[int]], object]]]  # label, what it does to the chosen rows


def show(
    window: MainWindow,
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    empty: str,
    opened: Callable[[int], object] | None = None,
    buttons: Buttons = (),
) -> QDialog:
    """Open the window; `opened` is called with a row that is activated, a button with the chosen rows."""
    box = QDialog(window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(title)
    box.resize(820, 460)
    column = QVBoxLayout(box)
    column.setContentsMargins(16, 16, 16, 12)
    column.addWidget(caption(title, "heading"))
    if not rows:
        column.addWidget(caption(empty, "muted"))
        column.addStretch(1)
    table = QTableWidget(len(rows), len(heads), box)
    table.setVisible(bool(rows))
    table.setHorizontalHeaderLabels(list(heads))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setAccessibleName(title)
    for row, texts in enumerate(rows):
        for place, words in enumerate(texts):
            item = QTableWidgetItem(words)
            item.setToolTip(words)
            table.setItem(row, place, item)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setMaximumSectionSize(380)
    if opened:
        table.itemActivated.connect(lambda item: opened(item.row()))
        table.itemDoubleClicked.connect(lambda item: opened(item.row()))
    column.addWidget(table, 1)
    foot = QHBoxLayout()
    for words, run in buttons if rows else ():
        foot.addWidget(_button(box, table, words, run))
    foot.addStretch(1)
    close = QPushButton("Close")
    close.setDefault(True)
    close.clicked.connect(box.accept)
    foot.addWidget(close)
    column.addLayout(foot)
    box.open()
    return box


def _button(box: QDialog, table: QTableWidget, words: str, run: Callable[[list[int]], object]) -> QPushButton:
    button = QPushButton(words)

    def clicked() -> None:
        chosen = sorted({index.row() for index in table.selectedIndexes()})
        run(chosen or list(range(table.rowCount())))
        box.accept()

    button.clicked.connect(clicked)
    return button
