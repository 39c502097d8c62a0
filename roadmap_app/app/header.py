"""The top of the window: the menu with the plan's name, and the one row of tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QMenuBar, QStyle, QToolButton, QWidget

from roadmap_app.app.actions.table import all_actions
from roadmap_app.app.gantt import scale
from roadmap_app.app.search.palette import HINT
from roadmap_app.app.theme.controls import PrimaryButton, SearchField, ZoomSlider
from roadmap_app.app.theme.fonts import metrics
from roadmap_app.app.theme.icons import BESIDE_WORDS, icon
from roadmap_app.app.undo import past

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


class TitleBar(QWidget):
    """Menu bar at the left; the plan's name and where it is kept in the middle of the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("titleBar")
        size = window.workspace.tokens.size
        self.setFixedHeight(size.menu_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        self.menu_bar = QMenuBar(self)
        self.menu_bar.setNativeMenuBar(False)
        row.addWidget(self.menu_bar)
        self._title = QLabel(self)
        self._title.setObjectName("planTitle")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._place = QLabel(self)
        self._place.setObjectName("planPlace")
        self._place.setTextFormat(Qt.TextFormat.PlainText)

    def refresh(self) -> None:
        document = self._window.document
        name = document.plan.project.name or "Untitled plan"
        repaired = " (repaired copy)" if self._window.origin.damaged is not None else ""
        if document.path:
            path = Path(document.path)
            place = f"{path.name} · {path.parent.name or path.parent}"
        elif self._window.origin.imported_from:
            source = Path(self._window.origin.imported_from).name
            place = f"{source}{repaired}" if repaired else f"from {source}, not saved yet"
        else:
            place = "not saved yet"
        if document.read_only:
            place += " · read only"
        self._place.setToolTip(document.path or self._window.origin.imported_from)
        if (name, place) != (self._title.text(), self._place.text()):
            self._title.setText(name)
            self._place.setText(place)
            self._window.setWindowTitle(f"{name}{repaired}[*] – Roadmap")
            self._centre()
        self._window.setWindowModified(not document.is_saved)  # which needs the title's place for it

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._centre()

    def _centre(self) -> None:
        """Title and place side by side in the middle; the place gives way first when there is no room."""
        # of the menus themselves: from right to left, Qt's hint for the bar is the width that it has
        left = sum(self.menu_bar.actionGeometry(entry).width() for entry in self.menu_bar.actions()) + 24
        room = self.width() - left - 8
        title = min(self._title.sizeHint().width(), max(room, 0))
        place = self._place.sizeHint().width()
        self._place.setVisible(title + 8 + place <= room)
        whole = title + (8 + place if not self._place.isHidden() else 0)
        x = max(left, (self.width() - whole) // 2)
        for part, at, width in ((self._title, x, title), (self._place, x + title + 8, place)):
            spot = QRect(at, 0, width, self.height())
            part.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), spot))


class ToolStrip(QFrame):
    """Tools by group, the search field, today, zoom and export."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("toolStrip")
        size = window.workspace.tokens.size
        self.setFixedHeight(size.toolbar)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 1, 10, 0)
        row.setSpacing(4)
        for group in range(1, 6):
            if group in (2, 4):
                row.addWidget(_separator(self))
            for action in all_actions():
                if action.toolbar == group:
                    row.addWidget(_tool(self, window, action.id))
                    if action.id == "edit.undo":
                        row.addWidget(_steps(self, window))
        row.addSpacing(8)
        self.search = SearchField(HINT, window.workspace.tokens, self)
        self.search.setMaximumWidth(272)
        self.search.activated.connect(window.open_palette)
        window.verbs["edit.find"].changed.connect(self._follow_keys)
        row.addWidget(self.search, 20)
        row.addStretch(1)
        today = _tool(self, window, "view.today", text=True)
        row.addWidget(today)
        row.addWidget(_separator(self))
        row.addWidget(_tool(self, window, "view.zoom_out"))
        self.zoom = ZoomSlider(window.workspace.tokens, self)
        self.zoom.setAccessibleName("Zoom")
        self.zoom.setFixedWidth(92)
        row.addWidget(self.zoom)
        row.addWidget(_tool(self, window, "view.zoom_in"))
        row.addWidget(_separator(self))
        self.export = PrimaryButton("Export", "export", window.workspace.tokens, self)
        self.export.clicked.connect(window.verbs["file.export_excel"].trigger)
        row.addWidget(self.export)
        verb = window.verbs["file.export_excel"]
        verb.changed.connect(self._follow_export)
        self.zoom.moved.connect(lambda share: scale.zoom_to_share(window.gantt, share))
        window.workspace.axis_changed.connect(self._follow_axis)
        window.workspace.look_changed.connect(self._follow_look)

    def _follow_export(self) -> None:
        verb = self._window.verbs["file.export_excel"]
        self.export.setEnabled(verb.isEnabled())
        self.export.setToolTip(verb.toolTip())

    def _follow_keys(self) -> None:
        native = QKeySequence.SequenceFormat.NativeText
        self.search.show_keys(self._window.verbs["edit.find"].shortcut().toString(native))

    def _follow_axis(self) -> None:
        self.zoom.set_share(scale.share(self._window.gantt))

    def _follow_look(self) -> None:
        tokens = self._window.workspace.tokens
        for part in (self.search, self.zoom, self.export):
            part.set_tokens(tokens)


def _tool(parent: QWidget, window: MainWindow, id: str, text: bool = False) -> QToolButton:
    button = QToolButton(parent)
    button.setDefaultAction(window.verbs[id])
    button.setIconSize(QSize(16, 16))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(window.verbs[id].text())
    if text:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("outlined", True)
        button.setIconSize(BESIDE_WORDS)
        words = metrics(window.workspace.tokens.font.body).horizontalAdvance(button.text())
        button.setFixedWidth(round(words) + 16 + 6 + 2 * 12)  # Qt's hint leaves room behind the words
    return button


def _steps(parent: QWidget, window: MainWindow) -> QToolButton:
    """The narrow button beside Undo, with the list of steps to go back to."""
    button = QToolButton(parent)
    button.setObjectName("undoList")
    button.setIcon(icon("collapse", window.workspace.tokens, size=10))
    button.setIconSize(QSize(10, 10))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName("Steps that can be undone")
    button.setToolTip("Undo several steps at once")
    button.setFixedWidth(14)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    menu.aboutToShow.connect(lambda: past.fill_menu(window, menu))
    button.setMenu(menu)
    undo = window.verbs["edit.undo"]
    undo.changed.connect(lambda: button.setEnabled(undo.isEnabled()))
    window.workspace.look_changed.connect(
        lambda: button.setIcon(icon("collapse", window.workspace.tokens, size=10))
    )
    return button


def _separator(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setObjectName("toolSeparator")
    line.setFixedSize(8, 20)  # even, so that icons beside it lie on whole pixels at 1.5x too
    line.setFrameShape(QFrame.Shape.VLine)
    return line
