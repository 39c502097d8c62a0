"""A window that lists things: sections of rows, each row with a sentence, a task to go to, and things to do.

It stays open beside the plan and follows it: what an edit settles leaves the list.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, Qt, QTimer
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

from roadmap_app.app.theme.controls import Segment, SegmentedControl, caption
from roadmap_app.app.theme.reading import ReadableCells

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

WIDTH, HEIGHT = 940, 520
MOST_ROWS = 400  # at once: nobody reads more, and what is settled makes room for the rest
QUICK, PAUSE = 0.03, 250  # seconds of filling that every edit may cost; else milliseconds of quiet to wait for
MOST_VERBS = 3  # buttons at once; what more could be done is done in the plan itself

Verb = tuple[str, Callable[[], object]]  # a button's label, and what it does


@dataclass(frozen=True)
class Row:
    """The words of one row, the task that it speaks of ("": none), and what it is for its section's verbs."""

    words: tuple[str, ...]
    task: str = ""
    about: object = None


@dataclass(frozen=True)
class Section:
    """One list: its name, its columns, its rows as they are now, and what can be done with the chosen ones."""

    title: str
    heads: tuple[str, ...]
    rows: Callable[[], Sequence[Row]]
    empty: str
    verbs: Callable[[Sequence[Row]], Sequence[Verb]] = lambda rows: ()
    icon: str = "info"
    always: bool = False  # its verbs change nothing in the open plan, which may be read-only
    figures: tuple[int, ...] = ()  # columns of dates and days, which stand at the right


def show(window: MainWindow, title: str, sections: Sequence[Section], lead: str = "") -> QDialog:
    """Open the window with its first section; `lead` is a sentence under the title."""
    box = _Listing(window, title, sections, lead)
    box.show()
    return box


class _Listing(QDialog):
    def __init__(self, window: MainWindow, title: str, sections: Sequence[Section], lead: str) -> None:
        super().__init__(window)
        self._window = window
        self._sections = {section.title: section for section in sections}
        self._section = sections[0]
        self._rows: Sequence[Row] = ()
        self._took = 0.0  # seconds that filling took last
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE)
        self._later.timeout.connect(self._refill)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(WIDTH, HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(caption(title, "heading"))
        if lead:
            words = caption(lead, "muted")
            words.setWordWrap(True)
            column.addWidget(words)
        if len(sections) > 1:
            self.switch = SegmentedControl(
                [Segment(section.title, section.title, section.icon) for section in sections],
                window.workspace.tokens, self,
            )  # fmt: skip
            self.switch.choose(self._section.title)
            self.switch.chosen.connect(self._choose)
            column.addWidget(self.switch)
        self._note = caption("", "muted")
        column.addWidget(self._note)
        self.table = _table(self, title)
        column.addWidget(self.table, 1)
        column.addStretch()  # so that the words of an empty list stand at the top
        self._foot = QHBoxLayout()
        column.addLayout(self._foot)
        self._close = QPushButton("Close")
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.accept)
        self.buttons: list[QPushButton] = []
        self.table.itemActivated.connect(lambda item: self._go(item.row()))
        self.table.selectionModel().selectionChanged.connect(self._offer)
        window.workspace.plan_changed.connect(self._follow)
        self._fill()

    def _choose(self, title: str) -> None:
        self._section = self._sections[title]
        self._fill()

    def _follow(self, update: object) -> None:
        if self._took < QUICK:
            self._refill()
        else:
            self._later.start()

    def _refill(self) -> None:
        here = self.table.currentRow()
        self._fill()
        if self._rows:
            self.table.selectRow(min(max(here, 0), len(self._rows) - 1))

    def _fill(self) -> None:
        begun = time.perf_counter()
        section, table = self._section, self.table
        found = section.rows()
        self._rows = tuple(found[:MOST_ROWS])
        table.clear()
        table.setColumnCount(len(section.heads))
        table.setHorizontalHeaderLabels(list(section.heads))
        table.setRowCount(len(self._rows))
        for number, row in enumerate(self._rows):
            for place, words in enumerate(row.words):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                item.setTextAlignment(_side(section, place) | Qt.AlignmentFlag.AlignTop)
                table.setItem(number, place, item)
        for place in range(len(section.heads)):
            table.horizontalHeaderItem(place).setTextAlignment(_side(section, place) | Qt.AlignmentFlag.AlignVCenter)
        _share_width(table, len(section.heads), self.width() - 32)
        table.setVisible(bool(self._rows))
        more = f"The first {MOST_ROWS:,} of {len(found):,}." if len(found) > MOST_ROWS else ""
        self._note.setText(more if self._rows else section.empty)
        self._note.setVisible(bool(self._note.text()))
        self._offer(QItemSelection(), QItemSelection())
        self._took = time.perf_counter() - begun

    def _chosen(self) -> list[Row]:
        numbers = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self._rows[number] for number in numbers if number < len(self._rows)]

    def _offer(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """The buttons of what is chosen."""
        while self._foot.count():
            item = self._foot.takeAt(0)
            if item.widget() and item.widget() is not self._close:
                item.widget().deleteLater()
        self.buttons = []
        barred = self._window.document.read_only and not self._section.always
        verbs = () if barred else self._section.verbs(self._chosen())
        for label, run in verbs[:MOST_VERBS]:
            button = QPushButton(label, self)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, run=run: run())
            self._foot.addWidget(button)
            self.buttons.append(button)
        self._foot.addStretch(1)
        self._foot.addWidget(self._close)

    def _go(self, number: int) -> None:
        """Show the task of a row in the plan."""
        id = self._rows[number].task
        if id in self._window.document.plan.tasks:
            self._window.workspace.reveal(id)
            self._window.workspace.select([id])


def _side(section: Section, column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column in section.figures else Qt.AlignmentFlag.AlignLeft


def _table(parent: QDialog, name: str) -> QTableWidget:
    table = QTableWidget(parent)
    table.setItemDelegate(ReadableCells(table))
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setTabKeyNavigation(False)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setHighlightSections(False)
    table.setAccessibleName(name)
    return table


def _share_width(table: QTableWidget, count: int, whole: int) -> None:
    """Short columns get what they need, long ones share the rest and wrap."""
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setStretchLastSection(True)
    table.resizeColumnsToContents()
    whole -= table.verticalScrollBar().sizeHint().width()
    wanted = [min(table.columnWidth(place) + 12, whole) for place in range(count)]
    fair = whole // max(count, 1)
    short = sum(width for width in wanted if width <= fair)
    long = [place for place in range(count) if wanted[place] > fair]
    for place in range(count):
        table.setColumnWidth(place, (whole - short) // len(long) if place in long else wanted[place])
