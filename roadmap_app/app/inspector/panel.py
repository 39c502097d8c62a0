"""The inspector: what is selected, in three tabs. Its pages are made once and filled piece by piece.

A change of the selection costs only a timer; the pieces follow when the event loop is free, and while someone
types into the grid, or runs through the rows with a key held down, only the tabs keep up.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app.grid.editor import CellEditor
from roadmap_app.app.inspector.history import History
from roadmap_app.app.inspector.notes import Notes
from roadmap_app.app.inspector.pages import LinkPage, ProjectPage, TaskPage, stops
from roadmap_app.app.inspector.section import Section
from roadmap_app.app.inspector.source import of_project, of_tasks
from roadmap_app.app.inspector.table import RecordTable
from roadmap_app.app.inspector.typing import Typed
from roadmap_app.app.theme.controls import caption
from roadmap_app.app.theme.icons import icon

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

TABS = ("Task", "Notes", "History")
NARROWEST, WIDEST = 240, 560
SLICE = 0.003  # seconds of filling at once
HURRY, PAUSE = 0.12, 90  # seconds between two changes that make a run; milliseconds of quiet that end it
HINT = "Select a task to see its dates, why they are what they are, and what hangs on it."
Subject = tuple[str, tuple[str, ...]]  # tasks, project, link or nothing, and its ids


class Inspector(QFrame):
    """Shows one task in full, several as what they share, the plan, or a link."""

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
        column.addWidget(self._head())
        self.area = QScrollArea()  # of the tasks' page
        self.pages = QStackedWidget(self)
        column.addWidget(self.pages, 1)
        self._words = caption(HINT, "muted")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._places: dict[str, QWidget] = {"nothing": _padded(self._words)}
        self.pages.addWidget(self._places["nothing"])
        self.subject: Subject = ("nothing", ())
        self._queue: deque[Callable[[], None]] = deque()
        self._changed = 0.0
        self._stale = True
        self._soon = QTimer(self)  # several signals of one edit make one page
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._refresh)
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.timeout.connect(self._go_on)
        self.tabs.currentChanged.connect(self.later)
        workspace = window.workspace
        workspace.selection_changed.connect(self.later)
        workspace.link_changed.connect(self.later)
        workspace.plan_changed.connect(self.later)
        workspace.look_changed.connect(self._after_look)
        workspace.rows_changed.connect(self.later)
        self._after_look()

    # Pages are made when they are first shown: a window opens in half the time without them.

    @cached_property
    def tasks(self) -> TaskPage:
        return TaskPage(self._window, self._after_opening)

    @cached_property
    def project(self) -> ProjectPage:
        return ProjectPage(self._window)

    @cached_property
    def link(self) -> LinkPage:
        return LinkPage(self._window)

    @cached_property
    def notes(self) -> Notes:
        return Notes(self._window)

    @cached_property
    def history(self) -> History:
        return History(self._window)

    def _place(self, name: str) -> QWidget:
        """The page of a name within what it stands in."""
        if name not in self._places:
            page = getattr(self, name)
            self._places[name] = _padded(page) if name in ("notes", "history") else self._scrolled(page)
            self.pages.addWidget(self._places[name])
        return self._places[name]

    def _head(self) -> QFrame:
        head = QFrame(self)
        head.setObjectName("inspectorHead")
        head.setFixedHeight(self._window.workspace.tokens.size.time_header)
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 0, 8, 0)
        self.tabs = QTabBar(head)
        self.tabs.setAccessibleName("What the inspector shows")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for name in TABS:
            self.tabs.addTab(name)
        self._close = QToolButton(head)
        self._close.setAccessibleName("Close the inspector")
        self._close.setToolTip("Close the inspector")
        self._close.clicked.connect(lambda: self._window.show_inspector(False))
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self._close)
        return head

    def _scrolled(self, page: QWidget) -> QScrollArea:
        area = self.area if isinstance(page, TaskPage) else QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        return area

    # When to show what ---------------------------------------------------------------------------

    def later(self, *_: object) -> None:
        self._stale = True
        self._more.stop()
        self._queue.clear()  # it was for a plan or a selection that may be gone
        self._soon.start(0)

    def _after_look(self) -> None:
        tokens = self._window.workspace.tokens
        self._close.setIcon(icon("close", tokens))
        self.tabs.setTabToolTip(TABS.index("Notes"), "")  # so that its mark is drawn anew
        self.tabs.setTabIcon(TABS.index("Notes"), QIcon())
        if "tasks" in self._places:
            for section in self.tasks.sections:
                section.refresh_icon()
        self.later()

    def _after_opening(self, section: Section) -> None:
        if section.is_open:
            self.later()
            self.flush()

    def _now(self) -> Subject:
        workspace, plan = self._window.workspace, self._window.document.plan
        if workspace.selected_tasks:
            return "tasks", workspace.selected_tasks
        if workspace.link in plan.links:
            return "link", (workspace.link,)
        if plan.project.id in workspace.selection:
            return "project", (plan.project.id,)
        return "nothing", ()

    def _refresh(self) -> None:
        """Begin to show what is selected now: the first piece at once, the rest as the time allows."""
        if not self.isVisible():
            return
        self._stale = False
        subject = self._now()
        if subject != self.subject:
            self._settle()
            subject = self._now()  # what was typed may have changed the plan
            now = time.monotonic()
            typing = self._window.grid.cells.editor is not None  # into the row that was just made, as a rule
            hurried, self._changed = typing or now - self._changed < HURRY, now
            self.subject = subject
        else:
            hurried = False
        self._queue = deque(self._steps(subject))
        if self._queue:
            self._queue.popleft()()
        _lay_out()
        if hurried:
            self._more.start(PAUSE)
        else:
            self._go_on()

    def _go_on(self) -> None:
        """Fill some more. It is drawn once all of the page is: no piece stands beside one of another task."""
        end = time.perf_counter() + SLICE
        self.pages.setUpdatesEnabled(False)
        while self._queue and time.perf_counter() < end:
            self._queue.popleft()()
        if self._queue:
            self._more.start(0)
        else:
            self._filled()

    def _filled(self) -> None:
        _lay_out()
        self.pages.setUpdatesEnabled(True)

    def flush(self) -> None:
        """Show all at once, where something is yet to be shown: somebody is about to read or type."""
        if self._stale and self._soon.isActive():
            self._soon.stop()
            self._refresh()
        self._more.stop()
        while self._queue:
            self._queue.popleft()()
        self._filled()

    def _settle(self) -> None:
        """Take what was typed about the tasks before: of others it is taken now, or the window says why not."""
        for field in self._typed():
            if field.pending:
                field.give_up()
        if "notes" in self._places and self.notes.pending:
            self.notes.give_up()
        for table in self.findChildren(RecordTable):
            table.finish_editing()

    def _typed(self) -> list[Typed]:
        found = (field for kind in (QLineEdit, QComboBox) for field in self.findChildren(kind))
        return [field for field in found if isinstance(field, Typed)]

    def _steps(self, subject: Subject) -> list[Callable[[], None]]:
        """What shows a subject on the tab that is chosen, in pieces."""
        kind, ids = subject
        tab = TABS[self.tabs.currentIndex()]
        first = [lambda: self._show_tabs(subject)]
        if kind == "nothing":
            return [*first, lambda: self._show_place("nothing")]
        if tab == "Notes" and kind != "link":
            return [*first, lambda: self._show_notes(subject)]
        if tab == "History" and kind != "link" and len(ids) == 1:
            return [*first, lambda: self._show_history(subject)]
        if tab == "History" and kind == "tasks":
            return [*first, lambda: self._say("Select one task to see what was done to it.")]
        if kind == "project":
            return [*first, self.project.fill, lambda: self._show_place("project")]
        if kind == "link":
            return [*first, lambda: self.link.fill(ids[0]), lambda: self._show_place("link")]
        return [*first, lambda: self._show_place("tasks"), *self.tasks.steps(ids)]

    def _show_place(self, name: str) -> None:
        if name == "nothing":
            self._words.setText(HINT)
        if self.pages.currentWidget() is not self._place(name):
            self.pages.setCurrentWidget(self._place(name))

    def _say(self, words: str) -> None:
        self._show_place("nothing")
        self._words.setText(words)

    def _show_tabs(self, subject: Subject) -> None:
        kind, ids = subject
        plan = self._window.document.plan
        first = {"project": "Plan", "link": "Link"}.get(kind, "Task" if len(ids) < 2 else "Tasks")
        written = plan.project.notes if kind == "project" else ""
        if kind == "tasks" and len(ids) == 1:
            written = plan.tasks[ids[0]].notes
        if self.tabs.tabText(0) != first:
            self.tabs.setTabText(0, first)
        notes = TABS.index("Notes")
        tip = "There are notes." if written else ""
        if self.tabs.tabToolTip(notes) != tip:
            self.tabs.setTabToolTip(notes, tip)
            self.tabs.setTabIcon(notes, icon("note", self._window.workspace.tokens, size=14) if written else QIcon())

    def _show_notes(self, subject: Subject) -> None:
        kind, ids = subject
        made = of_project(self._window, "notes") if kind == "project" else of_tasks(self._window, ids, "notes")
        if kind == "tasks" and len(ids) > 1 and made.read(False) is None:
            self._say("The notes of these tasks differ. Select one task to read and write its notes.")
            return
        self.notes.show_source(made)
        self._show_place("notes")

    def _show_history(self, subject: Subject) -> None:
        kind, ids = subject
        self.history.fill(ids[0] if kind == "tasks" else "")
        self._show_place("history")

    # What is asked from outside ---------------------------------------------------------------------

    def finish_editing(self) -> bool:
        """Take the text of the field in focus; False where it cannot be taken and stays, with its reason."""
        focus = self._window.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return True
        if isinstance(focus, Typed):
            return focus.take()
        if isinstance(focus, CellEditor):
            return focus.take()
        return self.notes.take() if "notes" in self._places and focus is self.notes.writing else True

    @property
    def is_typing(self) -> bool:
        """Whether the field in focus holds text that is not taken yet."""
        focus = self._window.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return False
        if isinstance(focus, Typed):
            return focus.pending
        if isinstance(focus, CellEditor):
            return not focus.over
        return "notes" in self._places and focus is self.notes.writing and self.notes.pending

    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        self.later()

    def show_section(self, name: str) -> None:
        """Open a section about the selected tasks, scroll to it and put the keyboard on its head."""
        self._open_tab(TABS[0])
        section = next(section for section in self.tasks.sections if section.part.id == name)
        section.head.setChecked(True)
        self._show(section.head, section)

    def show_field(self, name: str) -> None:
        """Open the section that a field of the selected tasks is in, and put the keyboard into it."""
        self._open_tab(TABS[1] if name == "notes" else TABS[0])
        if name == "notes":
            if self.pages.currentWidget() is self._places.get("notes"):
                self.notes.edit()
            return
        field = self.tasks.findChild(QWidget, f"field-{name}")
        section = next((each for each in self.tasks.sections if each.isAncestorOf(field)), None)
        if section is not None:
            section.head.setChecked(True)
        self._show(field, field)

    def _open_tab(self, name: str) -> None:
        self._window.show_inspector(True)
        self.tabs.setCurrentIndex(TABS.index(name))
        self.later()
        self.flush()

    def _show(self, stop: QWidget, part: QWidget) -> None:
        self.area.widget().layout().activate()  # so that it is where it will be seen
        stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.area.ensureWidgetVisible(part, 0, 40)

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        self.later()
        self.flush()
        page = self.pages.currentWidget()
        fields = [part for part in stops(page) if part.isVisibleTo(page) and part.isEnabled()]
        (fields[0] if fields else self.tabs).setFocus()


def _lay_out() -> None:
    """Put what changed its size in its place now, not after it is drawn."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def _padded(part: QWidget) -> QWidget:
    page = QWidget()
    page.setObjectName("inspectorPage")
    column = QVBoxLayout(page)
    column.setContentsMargins(14, 14, 14, 14)
    column.addWidget(part, 1)
    return page
