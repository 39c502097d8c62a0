"""A page of settings, made from the table of choices."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from roadmap_app.app.choices import CHOICES, Choice
from roadmap_app.app.theme.controls import caption

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

FIELD = 250


class ChoicesPage(QWidget):
    """The settings of one section, one below the other; each shows what holds now and sets it live."""

    def __init__(self, window: MainWindow, section: str) -> None:
        super().__init__(window)
        self._window = window
        self._shown: list[Callable[[], None]] = []
        self.controls: dict[str, QWidget] = {}  # by the id of the choice
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        place = 0
        for choice in CHOICES:
            if choice.section == section:
                control = self._control(choice)
                control.setToolTip(choice.tip)
                self.controls[choice.id] = control
                if choice.is_switch:
                    grid.addWidget(control, place, 0, 1, 2)
                else:
                    label = caption(choice.label)
                    label.setProperty("role", "")
                    label.setBuddy(control)
                    control.setFixedWidth(FIELD)
                    grid.addWidget(label, place, 0)
                    grid.addWidget(control, place, 1, Qt.AlignmentFlag.AlignLeft)
                if choice.tip:
                    tip = caption(choice.tip)
                    tip.setWordWrap(True)
                    grid.addWidget(tip, place + 1, 0 if choice.is_switch else 1, 1, 2 if choice.is_switch else 1)
                grid.setRowMinimumHeight(place + 2, 8)
                place += 3
        column.addLayout(grid)
        column.addStretch(1)
        window.workspace.look_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now, which may have been set elsewhere."""
        for show in self._shown:
            show()

    def _control(self, choice: Choice) -> QWidget:
        window = self._window
        if choice.options:
            box = QComboBox(self)
            for value, words in choice.options:
                box.addItem(words, value)
            box.setAccessibleName(choice.label)
            box.activated.connect(lambda row: choice.put(window, choice.options[row][0]))
            self._shown.append(lambda: _quietly(box, lambda: box.setCurrentIndex(box.findData(choice.get(window)))))
            return box
        if choice.is_switch:
            tick = QCheckBox(choice.label, self)
            tick.clicked.connect(lambda on: choice.put(window, on))
            self._shown.append(lambda: tick.setChecked(bool(choice.get(window))))
            return tick
        field = QLineEdit(self)
        field.setAccessibleName(choice.label)
        field.textEdited.connect(lambda text: choice.put(window, text.strip()))
        self._shown.append(lambda: None if field.hasFocus() else field.setText(str(choice.get(window))))
        return field


def _quietly(widget: QWidget, change: Callable[[], None]) -> None:
    with QSignalBlocker(widget):
        change()
