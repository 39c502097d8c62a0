"""The inspector: tabs on the selected task, remade when the selection or the plan changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app.inspector import notes, task
from roadmap_app.app.inspector.fields import Field
from roadmap_app.app.inspector.notes import Notes
from roadmap_app.app.theme.icons import icon

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

TABS = (("Task", task.page), ("Notes", notes.page))
NARROWEST, WIDEST = 240, 420


class Inspector(QFrame):
    """Shows one task in full, several as what they share, none as a hint."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("inspector")
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)
        self.setAccessibleName("Inspector")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QFrame(self)
        head.setObjectName("inspectorHead")
        head.setFixedHeight(window.workspace.tokens.size.time_header)
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 0, 8, 0)
        self.tabs = QTabBar(head)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for name, _ in TABS:
            self.tabs.addTab(name)
        self._close = QToolButton(head)
        self._close.setAccessibleName("Close the inspector")
        self._close.clicked.connect(lambda: window.show_inspector(False))
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self._close)
        column.addWidget(head)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self.area, 1)
        self._ids: tuple[str, ...] = ()
        self._soon = QTimer(self)  # several signals of one edit make one page
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.remake)
        self.tabs.currentChanged.connect(self.later)
        workspace = window.workspace
        workspace.selection_changed.connect(self.later)
        workspace.plan_changed.connect(self.later)
        workspace.look_changed.connect(self._after_look)
        workspace.rows_changed.connect(self.later)
        self._after_look()

    def later(self, *_: object) -> None:
        self._soon.start(0)

    def _after_look(self) -> None:
        self._close.setIcon(icon("close", self._window.workspace.tokens))
        self.later()

    def remake(self) -> None:
        """Build the page for what is selected now; keeps the scroll place, the field in focus and its text."""
        if not self.isVisible():
            return
        place = self.area.verticalScrollBar().value()
        focus = self._window.focusWidget()
        name = focus.objectName() if focus is not None and self.isAncestorOf(focus) else ""
        ids = self._window.workspace.selected_tasks
        kept = self._typed(ids)
        page = TABS[self.tabs.currentIndex()][1](self._window, ids) if ids else _hint(self._window)
        page.setObjectName("inspectorPage")
        self.area.setWidget(page)
        self._ids = ids
        self.area.verticalScrollBar().setValue(place)
        again = page.findChild(QWidget, name) if name else None
        if again is not None:
            again.setFocus()
        for field, text, refusal in kept:
            found = page.findChild(Field, field)
            if found is not None:
                found.resume(text, refusal)

    def _typed(self, ids: tuple[str, ...]) -> list[tuple[str, str, str]]:
        """(name, text, refusal) of fields that hold text which is not in the plan, of the same tasks; of others
        it is taken now, or the window says why not."""
        old = self.area.widget()
        fields = [field for field in old.findChildren(Field) if field.pending] if old is not None else []
        if ids == self._ids:
            return [(field.objectName(), field.text(), field.accessibleDescription()) for field in fields]
        for field in fields:
            field.give_up()
        return []

    def finish_editing(self) -> bool:
        """Take the text of the field in focus; False where it cannot be taken and stays, with its reason."""
        focus = self._window.focusWidget()
        if isinstance(focus, Field | Notes) and self.isAncestorOf(focus):
            return focus.take()
        return True

    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        self.later()

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        self.remake()
        page = self.area.widget()
        fields = [part for part in page.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
        (fields[0] if fields else self.tabs).setFocus()


def _hint(window: MainWindow) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(14, 20, 14, 14)
    words = QLabel("Select a task to see its dates, why they are what they are, and what hangs on it.")
    words.setWordWrap(True)
    words.setProperty("role", "muted")
    column.addWidget(words)
    column.addStretch(1)
    return page
