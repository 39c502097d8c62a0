"""The page of shortcuts: find an action, press its new keys; what had them before is told by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app.actions.table import Action, all_actions
from roadmap_app.app.preferences import keys
from roadmap_app.app.preferences.keyfield import KeyField
from roadmap_app.app.preferences.settings import Settings
from roadmap_app.app.theme.controls import caption
from roadmap_app.app.theme.reading import ReadableCells
from roadmap_app.model.fuzzy import match

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

HEADS = ("What", "Menu", "Keys")
CHANGED = "changed"


class ShortcutsPage(QWidget):
    """A search field, all actions with their keys, and where the new keys are pressed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._actions: list[Action] = []
        self._wanted = ""  # keys that another action has, until it is said to move them
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Find an action by its name or its keys")
        self.search.setAccessibleName("Find an action by its name or its keys")
        self.search.setClearButtonEnabled(True)
        column.addWidget(self.search)
        self.table = _table(self)
        column.addWidget(self.table, 1)
        self.field = KeyField(self)
        self.field.setFixedWidth(170)
        self.move_here = QPushButton("Move Here", self)
        self.remove = QPushButton("Remove", self)
        self.reset = QPushButton("Reset", self)
        self.reset_all = QPushButton("Reset All", self)
        self.note = caption("", "muted")
        self.note.setWordWrap(True)
        self.note.setMinimumHeight(32)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        for part in (self.field, self.move_here, self.remove, self.reset):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.reset_all)
        column.addLayout(row)
        column.addWidget(self.note)
        for button in (self.move_here, self.remove, self.reset, self.reset_all):
            button.setAutoDefault(False)
        self.move_here.hide()
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.table.itemSelectionChanged.connect(self._offer)
        self.table.itemActivated.connect(lambda item: self.field.setFocus())
        self.field.pressed.connect(self._press)
        self.field.emptied.connect(self._remove)
        self.field.given_up.connect(self._give_up)
        self.move_here.clicked.connect(self._move_here)
        self.remove.clicked.connect(self._remove)
        self.reset.clicked.connect(self._reset)
        self.reset_all.clicked.connect(self._reset_all)
        self._fill()

    def choose(self, id: str) -> None:
        """Select an action, ready for its new keys."""
        self.search.clear()
        self._select(id)
        self.field.setFocus()

    @property
    def chosen(self) -> Action | None:
        row = self.table.currentRow()
        return self._actions[row] if 0 <= row < len(self._actions) and self.table.selectedItems() else None

    def _fill(self) -> None:
        here = self.chosen
        query, settings = self.search.text(), self._window.settings
        self._actions = [action for action in all_actions() if _answers(query, settings, action)]
        self.table.setRowCount(len(self._actions))
        for row, action in enumerate(self._actions):
            shown = ", ".join(map(keys.native, keys.of(settings, action)))
            mark = f"  ({CHANGED})" if action.id in settings.shortcuts else ""
            for place, words in enumerate((action.label.rstrip("…"), action.place[0], shown + mark)):
                item = QTableWidgetItem(words)
                item.setToolTip(action.tip if place == 0 else words)
                self.table.setItem(row, place, item)
        if self._actions:
            self._select(here.id if here else self._actions[0].id)
        self._offer()

    def _select(self, id: str) -> None:
        rows = [row for row, action in enumerate(self._actions) if action.id == id]
        self.table.selectRow(rows[0] if rows else 0)

    def _offer(self) -> None:
        """What can be done with the chosen action."""
        chosen, settings = self.chosen, self._window.settings
        self._wanted = ""
        self.move_here.hide()
        self.field.setText("")
        self.field.setEnabled(chosen is not None)
        self.remove.setEnabled(chosen is not None and bool(keys.of(settings, chosen)))
        self.reset.setEnabled(chosen is not None and chosen.id in settings.shortcuts)
        self.reset_all.setEnabled(bool(settings.shortcuts))
        self._say("" if self._actions else "No action is called that, and none has these keys.")

    def _say(self, words: str, tone: str = "") -> None:
        self.note.setText(words)
        self.note.setProperty("tone", tone)
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)

    def _press(self, pressed: str) -> None:
        chosen, settings = self.chosen, self._window.settings
        if chosen is None:
            return
        self._wanted = ""
        self.move_here.hide()
        self.field.setText(keys.native(pressed))
        before = keys.holder(settings, pressed)
        if reason := keys.refusal(pressed):
            self._say(reason, "late")
        elif before is chosen and keys.of(settings, chosen)[0] == pressed:
            self._say(f"{_name(chosen)} has these keys already.")
        elif before is None or before is chosen:
            keys.take(settings, chosen, pressed)
            self._took(f"{_name(chosen)} is now {keys.native(pressed)}.")
        else:
            self._wanted = pressed
            self.move_here.show()
            self._say(f"{keys.native(pressed)} is {_name(before)} now. Move the keys here, or press others.", "late")

    def _move_here(self) -> None:
        chosen, settings = self.chosen, self._window.settings
        before = keys.holder(settings, self._wanted)
        if chosen is None or before is None:
            return
        keys.take(settings, chosen, self._wanted)
        left = keys.text(settings, before) or "without keys"
        self._took(f"{_name(chosen)} is now {keys.text(settings, chosen)}; {_name(before)} is {left}.")
        self.table.setFocus()

    def _remove(self) -> None:
        if chosen := self.chosen:
            keys.change(self._window.settings, chosen, ())
            self._took(f"{_name(chosen)} has no keys now.")

    def _reset(self) -> None:
        if chosen := self.chosen:
            gave = keys.reset(self._window.settings, chosen)
            also = f" {', '.join(map(_name, gave))} gave them back." if gave else ""
            self._took(f"{_name(chosen)} has its own keys again.{also}")

    def _reset_all(self) -> None:
        self._window.settings.shortcuts.clear()
        self._took("All actions have their own keys again.")

    def _took(self, words: str) -> None:
        self._window.take_keys()
        self._fill()
        self._say(words)

    def _give_up(self) -> None:
        self._offer()
        self.table.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search field, the arrows go along the list and Enter to the keys."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._actions:
                step = -1 if event.key() == Qt.Key.Key_Up else 1
                self.table.selectRow((self.table.currentRow() + step) % len(self._actions))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.field.setFocus()
                return True
        return super().eventFilter(watched, event)


def _answers(query: str, settings: Settings, action: Action) -> bool:
    held = keys.of(settings, action)
    pressed = query.casefold().replace(" ", "")
    by_keys = any(pressed in key.casefold() for key in (*held, *map(keys.native, held)))
    return not query or by_keys or match(query, f"{action.label} {action.words}") is not None


def _name(action: Action) -> str:
    return f"'{action.label.rstrip('…')}'"


def _table(parent: QWidget) -> QTableWidget:
    table = QTableWidget(0, len(HEADS), parent)
    table.setItemDelegate(ReadableCells(table))
    table.setHorizontalHeaderLabels(HEADS)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(26)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
    table.setAccessibleName("Actions and their keys")
    return table
