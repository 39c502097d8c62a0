"""Filter by values: the values of a column with a tick and a count each. What is ticked is written into the filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from roadmap_app.analysis.filters import FilterError, values_of, with_values
from roadmap_app.analysis.tallies import Tally, tallies
from roadmap_app.app.actions.arrange import set_arrangement
from roadmap_app.app.arranging.telling import title_of
from roadmap_app.app.theme.reading import ReadableCells

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

WIDTH, HEIGHT = 268, 340
MOST = 2000  # values that are listed; others are found by typing
VALUE = Qt.ItemDataRole.UserRole


def show(window: MainWindow, column: str) -> QFrame:
    """Open the list below the head of a column; a column without values of its own is refused in words."""
    found = window.findChild(Values)
    if found is not None:
        found.close()
    box = Values(window, column)
    place = window.grid.cell_model.places.get(column, 0)
    rect = window.grid.head.section_rect(place)
    corner = window.grid.head.viewport().mapTo(window, QPoint(rect.left(), rect.bottom() + 2))
    box.move(max(min(corner.x(), window.width() - WIDTH - 8), 8), corner.y())
    box.show()
    box.raise_()
    box.search.setFocus()
    return box


class Values(QFrame):
    """Follows each tick at once; it goes with Esc, and when the focus goes elsewhere."""

    def __init__(self, window: MainWindow, column: str) -> None:
        super().__init__(window)
        self._window, self._column = window, column
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("offering")
        self.setFixedSize(WIDTH, HEIGHT)
        facts = window.workspace.arranging.facts
        self._names = frozenset(name for name, id in facts.named.items() if id == column)
        self._key = min((column, *facts.facets[column].names), key=len) if not column.startswith("field:") else ""
        self._key = self._key or facts.facets[column].title
        self._names |= {self._key.casefold()}
        self.search = QLineEdit(self)
        title = title_of(window, column)
        self.search.setPlaceholderText(f"Find a value of {title}")
        self.search.setAccessibleName(f"Find a value of {title}")
        self.search.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(f"Values of {title}")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(ReadableCells(self.list))
        self.list.installEventFilter(self)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("role", "muted")
        self.all_button = QPushButton("All", self)
        self.only_button = QPushButton("Only Found", self)
        self.only_button.setToolTip("Show the values that are listed here, and no others")
        for button in (self.all_button, self.only_button):
            button.setProperty("small", True)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(8, 8, 8, 8)
        column_box.setSpacing(6)
        column_box.addWidget(self.search)
        column_box.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(self.only_button)
        foot.addWidget(self.all_button)
        column_box.addLayout(foot)
        self._tallies = tallies(facts, column, self._candidates())
        chosen = values_of(window.workspace.arrangement.filter, self._names)
        folded = None if chosen is None else {value.casefold() for value in chosen}
        self.ticked = {each.value for each in self._tallies if folded is None or _asked(each.value) in folded}
        self.search.textChanged.connect(self._fill)
        self.list.itemChanged.connect(self._tick)
        self.all_button.clicked.connect(lambda: self._choose({each.value for each in self._tallies}))
        self.only_button.clicked.connect(lambda: self._choose({each.value for each in self._listed()}))
        self._fill()

    def _candidates(self) -> list[str]:
        """What the filter finds without the condition on this column."""
        workspace = self._window.workspace
        rest = with_values(workspace.arrangement.filter, self._names, self._key, None)
        test = workspace.arranging.test(rest) if rest else None
        return [id for id in workspace.document.plan.tasks if test is None or test(id)]

    def _listed(self) -> list[Tally]:
        wanted = self.search.text().strip().casefold()
        return [each for each in self._tallies if wanted in each.words.casefold()]

    def _fill(self) -> None:
        listed = self._listed()
        with QSignalBlocker(self.list):
            self.list.clear()
            for each in listed[:MOST]:
                item = QListWidgetItem(f"{each.words}  ({each.count:,})")
                item.setData(VALUE, each.value)
                item.setToolTip(each.words)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if each.value in self.ticked else Qt.CheckState.Unchecked)
                self.list.addItem(item)
        self.only_button.setVisible(bool(self.search.text().strip()))
        self.only_button.setEnabled(bool(listed))
        self._say("" if listed else "No value contains that.")

    def _tick(self, item: QListWidgetItem) -> None:
        value = item.data(VALUE)
        ticked = self.ticked | {value} if item.checkState() == Qt.CheckState.Checked else self.ticked - {value}
        self._choose(ticked)

    def _choose(self, ticked: set[str]) -> None:
        """Show the tasks of these values; one at least stays."""
        if not ticked:
            self._fill()
            self._say("Keep at least one value ticked.")
            return
        self.ticked = ticked
        all_of_them = all(each.value in ticked for each in self._tallies)
        values = None if all_of_them else tuple(_asked(each.value) for each in self._tallies if each.value in ticked)
        workspace = self._window.workspace
        text = with_values(workspace.arrangement.filter, self._names, self._key, values)
        self._fill()
        try:
            set_arrangement(self._window, workspace.arrangement.but(filter=text))
        except FilterError as error:
            self._say(str(error))

    def _say(self, words: str) -> None:
        self.words.setText(words)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
                return True
            if event.key() == Qt.Key.Key_Down and watched is self.search:
                self.list.setFocus()
                self.list.setCurrentRow(max(self.list.currentRow(), 0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if watched is self.search and self.search.text().strip() and self._listed():
                    self._choose({each.value for each in self._listed()})
                self._leave()
                return True
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._settle)
        return bool(super().eventFilter(watched, event))

    def _settle(self) -> None:
        """Close where the focus has left."""
        focus = QApplication.focusWidget()
        if focus is not None and not self.isAncestorOf(focus):
            self.close()

    def _leave(self) -> None:
        self.close()
        self._window.grid.setFocus()


def _asked(value: str) -> str:
    """A value as it stands in a filter, where a double quote cannot."""
    return value.replace('"', "'")
