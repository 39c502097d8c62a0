"""A page of settings, made from the table of choices."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from roadmap_app.app import jobs
from roadmap_app.app.preferences.choices import CHOICES, Choice
from roadmap_app.app.theme.controls import caption

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

FIELD = 250
BEHIND_BOX = 24  # px to the words of a switch


class ChoicesPage(QWidget):
    """The settings of one section, one below the other; each shows what holds now and sets it live."""

    def __init__(self, window: MainWindow, section: str) -> None:
        super().__init__(window)
        self._window = window
        self._shown: list[Callable[[], None]] = []
        self.controls: dict[str, QWidget] = {}  # by the id of the choice
        self.states: list[QLabel] = []
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
                    grid.addWidget(control, place, 1, Qt.AlignmentFlag.AlignLeft)
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
                    if choice.is_switch:
                        tip.setContentsMargins(BEHIND_BOX, 0, 0, 0)
                    grid.addWidget(tip, place + 1, 1)
                if choice.state is not None:
                    grid.addWidget(self._state(choice.state), place + 2, 1)
                grid.setRowMinimumHeight(place + 3, 8)
                place += 4
        column.addLayout(grid)
        column.addStretch(1)
        window.workspace.look_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now, which may have been set elsewhere."""
        for show in self._shown:
            show()

    def _state(self, asked: Callable[[], str]) -> QLabel:
        """How things stand with a setting, once a job has found it out."""
        label = caption("")
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.states.append(label)

        def show() -> None:
            jobs.start(label, lambda report: asked(), label.setText, lambda error: None, ())

        self._shown.append(show)
        return label

    def _put(self, choice: Choice, value: str) -> None:
        choice.put(self._window, value)
        if choice.state is not None:
            self.refresh()

    def _control(self, choice: Choice) -> QWidget:
        window = self._window
        if choice.options:
            box = QComboBox(self)
            for value, words in choice.options:
                box.addItem(words, value)
            box.setAccessibleName(choice.label)
            box.activated.connect(lambda row: self._put(choice, choice.options[row][0]))
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
