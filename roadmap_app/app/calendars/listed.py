"""All exceptions of a calendar as a list, its own and those of its base calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app.theme.controls import caption
from roadmap_app.app.theme.reading import ReadableCells
from roadmap_app.calendar.days import exceptions_of
from roadmap_app.calendar.patterns import days_of
from roadmap_app.commands import exceptions, worktimes
from roadmap_app.model.parts import CalendarException
from roadmap_app.model.text import long_date, plural, quoted
from roadmap_app.model.time import DAY, to_date

if TYPE_CHECKING:
    from roadmap_app.app.calendars.editor import CalendarEditor

HEADS = ("When", "Name", "Times", "From")
EMPTY = "No day differs from the week. Choose days on the year's page, or put in public holidays."


class ExceptionsPane(QWidget):
    def __init__(self, editor: CalendarEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._rows: list[tuple[str, int, CalendarException]] = []  # calendar, place, what
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.note = caption(EMPTY, "muted")
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.note)
        self.table = small_table(HEADS, "Exceptions", self)
        self.table.itemActivated.connect(lambda item: self._go(item.row()))
        self.table.itemSelectionChanged.connect(self._offer)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        self.show_it = QPushButton("Show in the year")
        self.drop = QPushButton("Remove")
        for button, run in ((self.show_it, lambda: self._go(self.table.currentRow())), (self.drop, self.remove)):
            button.setAutoDefault(False)
            button.setProperty("small", True)
            button.clicked.connect(lambda _=False, run=run: run())
            foot.addWidget(button)
        foot.addStretch(1)
        column.addLayout(foot)

    def refresh(self) -> None:
        plan, id = self._editor.plan, self._editor.calendar
        self._rows = [(calendar.id, place, each) for calendar, place, each in exceptions_of(plan.calendars, id)]
        self._rows.sort(key=lambda row: (row[0] != id, bool(row[2].recur), row[2].first))
        here = self.table.currentRow()
        fill_table(self.table, [
            (when_text(each), each.name, worktimes.times_text(each.times), "" if of == id else plan.calendars[of].name)
            for of, _, each in self._rows
        ], (6, 4, 3, 3))  # fmt: skip
        if self._rows:
            self.table.selectRow(min(max(here, 0), len(self._rows) - 1))
        self.table.setVisible(bool(self._rows))
        self.note.setVisible(not self._rows)
        self._offer()

    def _offer(self) -> None:
        own = [row for row in self._chosen() if row[0] == self._editor.calendar]
        self.drop.setEnabled(bool(own) and not self._editor.read_only)
        self.show_it.setEnabled(bool(self._chosen()))

    def _chosen(self) -> list[tuple[str, int, CalendarException]]:
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self._rows[row] for row in rows if row < len(self._rows)]

    def remove(self) -> None:
        """Take the chosen exceptions of the calendar's own out."""
        own = [(place, each) for of, place, each in self._chosen() if of == self._editor.calendar]
        if not own:
            self._editor.refuse("These days come from the base calendar. Change them there.")
            return
        what = quoted(own[0][1].name or when_text(own[0][1])) if len(own) == 1 else plural(len(own), "exception")
        places = [place for place, _ in own]
        self._editor.do(f"{what} removed", lambda draft, id: exceptions.remove(draft, id, places))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        else:
            super().keyPressEvent(event)

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._rows):
            each = self._rows[row][2]
            first = next(iter(days_of(each, each.first, exceptions.ENDLESS)), each.first)
            self._editor.show_days(first, first if each.recur else each.last)


def when_text(exception: CalendarException) -> str:
    """`Tue 12 May 2026`, `24 – 31 Dec`, `every Friday, from Fri 8 May 2026`."""
    first, last = exception.first, exception.last
    if exception.recur:
        until = f" to {_date(last)}" if first <= last < exceptions.ENDLESS else ""
        return f"{exceptions.pattern_text(exception)}, from {_date(first)}{until}"
    return _date(first) if first == last else f"{_date(first)} – {_date(last)}"


def _date(day: int) -> str:
    return f"{long_date(day * DAY)} {to_date(day).year}"


class SmallTable(QTableWidget):
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share_width(self)


def small_table(heads: tuple[str, ...], name: str, parent: QWidget) -> QTableWidget:
    """A table of words whose rows are chosen whole."""
    table = SmallTable(0, len(heads), parent)
    table.setItemDelegate(ReadableCells(table))
    table.setHorizontalHeaderLabels(list(heads))
    table.setAccessibleName(name)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(24)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setMinimumSectionSize(48)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setStretchLastSection(True)
    return table


def fill_table(
    table: QTableWidget,
    rows: list[tuple[str, ...]],
    share: tuple[int, ...] = (4, 4, 3, 3),
    whole: tuple[int, ...] = (),
    right: tuple[int, ...] = (),
) -> None:
    """Put words in; each has itself as a tooltip, as long ones are cut. Columns of dates and figures are `whole`; the
    others have their shares of what is left. Figures stand at the `right`."""
    table.setRowCount(len(rows))
    for number, words in enumerate(rows):
        for place, text in enumerate(words):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if place in right:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(number, place, item)
    for place in right:
        table.horizontalHeaderItem(place).setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    table.setProperty("shares", [share, whole])
    share_width(table)


def share_width(table: QTableWidget) -> None:
    """Give the columns of a filled table their widths."""
    share, whole = table.property("shares") or ((), ())
    for place in whole:
        table.resizeColumnToContents(place)
    left = table.viewport().width() - sum(table.columnWidth(place) for place in whole)
    parts = [place for place in range(len(share)) if place not in whole]
    for place in parts:
        table.setColumnWidth(place, left * share[place] // sum(share[each] for each in parts))
