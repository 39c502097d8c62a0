"""The settings window: sections at the left, their settings at the right. What is changed holds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QPushButton, QStackedWidget, QVBoxLayout

from roadmap_app.app.preferences import settings
from roadmap_app.app.preferences.choices import SECTIONS
from roadmap_app.app.preferences.pages import ChoicesPage
from roadmap_app.app.preferences.shortcuts import ShortcutsPage
from roadmap_app.app.theme.controls import caption

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

WIDTH, HEIGHT, SIDE = 760, 540, 150
SHORTCUTS = "Shortcuts"


def show(window: MainWindow, section: str = "", action: str = "") -> PreferencesWindow:
    """Open the one settings window there is, at a section, for shortcuts also at an action."""
    box = window.findChild(PreferencesWindow) or PreferencesWindow(window)
    if section:
        box.choose(section)
    if action:
        box.shortcuts.choose(action)
    box.show()
    box.activateWindow()
    return box


class PreferencesWindow(QDialog):
    """Stays open beside the plan, so that what a setting does can be seen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Settings")
        self.resize(WIDTH, HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addWidget(caption("Settings", "heading"))
        middle = QHBoxLayout()
        middle.setSpacing(16)
        self.sections = QListWidget(self)
        self.sections.setObjectName("sections")
        self.sections.setAccessibleName("Sections")
        self.sections.setFixedWidth(SIDE)
        self.pages = QStackedWidget(self)
        self.shortcuts = ShortcutsPage(window)
        for name in SECTIONS:
            self.sections.addItem(name)
            self.pages.addWidget(ChoicesPage(window, name))
        self.sections.insertItem(2, SHORTCUTS)
        self.pages.insertWidget(2, self.shortcuts)
        self.sections.currentRowChanged.connect(self.pages.setCurrentIndex)
        middle.addWidget(self.sections)
        middle.addWidget(self.pages, 1)
        column.addLayout(middle, 1)
        foot = QHBoxLayout()
        foot.addWidget(caption("Every change takes effect at once.", "muted"))
        foot.addStretch(1)
        close = QPushButton("Close", self)
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        column.addLayout(foot)
        self.finished.connect(lambda: _keep(window))
        self.sections.setCurrentRow(0)
        self.sections.setFocus()

    def choose(self, section: str) -> None:
        """Show a section by its name; ValueError for one that there is not."""
        names = [self.sections.item(row).text() for row in range(self.sections.count())]
        self.sections.setCurrentRow(names.index(section))
        if section == SHORTCUTS:
            self.shortcuts.search.setFocus()


def _keep(window: MainWindow) -> None:
    if problem := settings.save(window.settings):
        window.workspace.message.emit("refused", problem)
