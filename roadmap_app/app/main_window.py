"""The window: menu, tools, grid, chart, inspector, status line; and the one way an edit is made."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QSplitter, QVBoxLayout, QWidget

from roadmap_app.app import jobs, panes, sweeping, verbs
from roadmap_app.app.arranging import views
from roadmap_app.app.arranging.filterline import FilterLine
from roadmap_app.app.arranging.findbar import FindBar
from roadmap_app.app.arranging.nothing import Nothing
from roadmap_app.app.arranging.views import ViewLine
from roadmap_app.app.crashes.journalling import Recorder
from roadmap_app.app.disk import files, importing, leaving
from roadmap_app.app.gantt.legend_strip import LegendStrip
from roadmap_app.app.gantt.overview import OverviewStrip
from roadmap_app.app.gantt.viewport import GanttView
from roadmap_app.app.grid.view import GridView
from roadmap_app.app.header import TitleBar, ToolStrip
from roadmap_app.app.inspector.panel import Inspector
from roadmap_app.app.launch.start_panel import StartPanel
from roadmap_app.app.notice import Notice
from roadmap_app.app.preferences import remembered, settings
from roadmap_app.app.preferences.settings import Settings
from roadmap_app.app.search.palette import Palette
from roadmap_app.app.sharing.company import Company
from roadmap_app.app.sharing.copies import Copies
from roadmap_app.app.sharing.outside import Outside
from roadmap_app.app.sharing.watching import Watching
from roadmap_app.app.status import StatusLine
from roadmap_app.app.theme import apply as theme
from roadmap_app.app.undo.returning import Returning
from roadmap_app.app.workspace import PLACEHOLDER, Workspace
from roadmap_app.commands import Refusal
from roadmap_app.document.document import Document, Label
from roadmap_app.model.plan import Draft

if TYPE_CHECKING:
    from roadmap_app.app.crashes.recovery import Offer
    from roadmap_app.app.versions.crashed import CrashedWindow

MINIMUM = (1024, 640)
PREFERRED = (1440, 900)
REFRESH = QEvent.Type(QEvent.registerEventType())


class MainWindow(QMainWindow):
    """One open plan. Everything a person can do is in `verbs`, by the ids of the action table."""

    settings: Settings
    workspace: Workspace
    grid: GridView
    gantt: GanttView
    filter_line: FilterLine
    find_bar: FindBar
    view_line: ViewLine
    outside: Outside
    watching: Watching
    copies: Copies

    def __init__(self, document: Document, today: int, remembered_settings: Settings) -> None:
        super().__init__()
        self._stale = False  # actions, title and status line are yet to follow
        self.settings = remembered_settings
        self.setMinimumSize(*MINIMUM)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tokens = theme.apply_theme(QApplication.instance(), self.settings.theme)
        self.workspace = Workspace(document, tokens, today, self)  # which goes with the window
        self.workspace.look = self.workspace.look.__class__(density=self.settings.density)
        self.origin = files.Origin()
        self._told: set[str] = set()
        self.crashed: tuple[Offer, ...] = ()
        self.recovery_box: CrashedWindow | None = None
        self.importing: jobs.Job[importing.Opened] | None = None
        self.journal = Recorder(self)
        self.journal.follow()
        self.outside = Outside(self)
        self.watching = Watching(self)
        self._inspector_asked = False
        self.company = Company(self)
        self.copies = Copies(self)

        self._verbs = verbs.Verbs(self)
        self.title_bar = TitleBar(self)
        self.setMenuWidget(self.title_bar)
        self.menus: dict[str, QMenu] = verbs.fill_menu_bar(self, self.title_bar.menu_bar)
        files.add_recent_menu(self)
        views.add_menu(self)

        self.grid = GridView(self)
        self.gantt = GanttView(self)
        self.overview = OverviewStrip(self)
        self.legend = LegendStrip(self)
        self.inspector = Inspector(self)
        self.notice = Notice(self)
        self.tool_strip = ToolStrip(self)
        self.filter_line = FilterLine(self)
        self.find_bar = FindBar(self)
        self.view_line = ViewLine(self)
        self.nothing = Nothing(self)
        self.status = StatusLine(self)
        self._lay_out()
        self.start_panel = StartPanel(self)
        self.palette_box = Palette(self)
        panes.mark(
            self.tool_strip, self.notice, self.grid, self.gantt, self.inspector, self.status, self.start_panel
        )

        self.workspace.plan_changed.connect(self._after_edit)
        self.returning = Returning(self)  # after the views, which follow a change first
        self.workspace.selection_changed.connect(self.refresh)
        self.workspace.arrangement_changed.connect(self.refresh)
        self.workspace.look_changed.connect(self._after_look)
        self.workspace.message.connect(self.notice.tell)
        theme.listeners().changed.connect(self._after_theme)
        verbs.set_icons(self)
        remembered.restore_window(self)
        self.refresh()

    @property
    def document(self) -> Document:
        return self.workspace.document

    @property
    def verbs(self) -> Mapping[str, QAction]:
        """The actions of the table by id, as they can be used just now."""
        self.flush()
        return self._verbs.made

    def _lay_out(self) -> None:
        self.charts = QSplitter(Qt.Orientation.Horizontal)
        self.charts.setObjectName("charts")
        self.charts.setChildrenCollapsible(False)
        self.charts.setHandleWidth(1)
        self.charts.addWidget(self.grid)
        self.charts.addWidget(self.gantt)
        self.charts.setStretchFactor(1, 1)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setObjectName("panes")
        self.panes.setChildrenCollapsible(False)
        self.panes.setHandleWidth(1)
        plan = QWidget()
        below = QVBoxLayout(plan)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        for line in (self.view_line, self.filter_line, self.find_bar, self.find_bar.replacing):
            below.addWidget(line)
        below.addWidget(self.charts, 1)
        below.addLayout(self.overview.place)
        below.addWidget(self.legend)
        self.panes.addWidget(plan)
        self.panes.addWidget(self.inspector)
        self.panes.setStretchFactor(0, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.tool_strip, self.notice.place, self.panes, self.status):
            column.addWidget(part)
        column.setStretchFactor(self.panes, 1)
        self.setCentralWidget(page)

        self.grid.setFocus()

    # Edits --------------------------------------------------------------------------------------

    def edit(
        self,
        label: Label,
        change: Callable[[Draft], object],
        *,
        merge_key: str | None = None,
        in_hand: Iterable[str] = (),
    ) -> bool:
        """Make one edit. A refusal is told in the window and leaves nothing behind; answers if it was made."""
        try:
            with self.document.edit(label, merge_key=merge_key, in_hand=in_hand) as draft:
                change(draft)
        except Refusal as refusal:
            self.workspace.message.emit("refused", str(refusal))
            return False
        return True

    def tell_once(self, sentence: str) -> None:
        """Tell a trouble that would come again and again."""
        if sentence not in self._told:
            self._told.add(sentence)
            self.workspace.message.emit("refused", sentence)

    def finish_editing(self) -> bool:
        """Take what is being typed into a cell or field; False where it cannot be taken and stays, with its reason."""
        return self.grid.finish_editing() and self.inspector.finish_editing()

    # What actions call ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Let actions, title and status line follow the document and the selection: once for all that one event
        changes, before anything is drawn, a key acts or somebody asks for a verb."""
        if not self._stale:
            self._stale = True
            QCoreApplication.postEvent(self, QEvent(REFRESH))

    def flush(self) -> None:
        """Let them follow now, where they have yet to."""
        if not self._stale:
            return
        self._stale = False
        self._verbs.refresh()
        self.title_bar.refresh()
        self.status.refresh()
        self.start_panel.refresh()
        self._settle_empty()

    def offer_first_row(self) -> None:
        """The first row of an empty plan is open to be typed into, unless someone is at something else."""
        focus = QApplication.focusWidget()
        at_grid = focus is None or focus is self.grid or focus is self
        if at_grid and self.isVisible() and not self.document.plan.tasks and not self.document.read_only:
            self.grid.edit_cell(PLACEHOLDER, "name")

    def _settle_empty(self) -> None:
        """An empty plan needs no inspector, and its first row waits to be typed into."""
        beside = self.inspector_shown and bool(self.document.plan.tasks)
        if beside == self.inspector.isHidden():
            self.inspector.setVisible(beside)
            remembered.share_out(self)
        if not self.document.plan.tasks and not self.grid.currentIndex().isValid():
            self.grid.setCurrentIndex(self.grid.model().index(0, self.grid.place("name")))

    def take_keys(self) -> None:
        """Let actions answer to the keys that the settings give them now."""
        self._verbs.apply_keys()

    def open_palette(self) -> None:
        self.palette_box.open_at(self.tool_strip.search)

    def focus_inspector(self) -> None:
        self.show_inspector(True)
        self.inspector.take_focus()

    @property
    def inspector_shown(self) -> bool:
        """Whether the inspector stands beside the plan: in a narrow window only where it was asked for."""
        return self.settings.inspector_shown and (self.width() >= remembered.ROOMY or self._inspector_asked)

    def toggle_inspector(self) -> None:
        self.show_inspector(not self.inspector_shown)

    def show_inspector(self, shown: bool) -> None:
        self._inspector_asked = shown
        if shown or self.width() >= remembered.ROOMY:
            self.settings.inspector_shown = shown
        self.refresh()
        self.flush()

    def set_theme(self, name: str) -> None:
        self.settings.theme = name
        before = self.workspace.tokens
        theme.apply_theme(QApplication.instance(), name)
        if self.workspace.tokens is before:  # the system shows the same, but it is another choice
            self.workspace.look_changed.emit()

    def show_start_panel(self, wanted: bool) -> None:
        """Whether empty plans have the start panel, from now on."""
        self.settings.start_panel = wanted
        self.start_panel.refresh()

    def next_pane(self, step: int) -> None:
        panes.step(self, step)

    def go_to_step(self, done: int) -> None:
        """Undo or redo until so many steps are done."""
        if self.finish_editing():
            self.document.go_to(min(done, len(self.document.steps) + len(self.document.undone)))

    def quit(self) -> None:
        QApplication.closeAllWindows()

    # Showing another plan ---------------------------------------------------------------------------

    def show_document(self, document: Document, origin: files.Origin) -> None:
        """Put another plan into this window; the caller has settled what becomes of the one before."""
        remembered.keep_view(self)
        self.origin = origin
        self.outside.forget()
        self.watching.forget()
        self.copies.forget()
        self.workspace.show_document(document)
        self.company.look()
        self.copies.look()
        self.journal.follow()
        self.notice.clear()
        remembered.restore_view(self)
        self.refresh()
        self.flush()
        self.offer_first_row()
        sweeping.later()

    # Events -----------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # a key may be there before what the one before it changed was drawn; its shortcut must find the verbs true
        if event.type() in (REFRESH, QEvent.Type.ShortcutOverride):
            self.flush()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.offer_first_row)
        QTimer.singleShot(0, self, self.company.look)
        QTimer.singleShot(0, self, self.copies.look)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.finish_editing():
            event.ignore()
            return
        importing.stop(self)
        if self.status.running.is_busy:
            event.ignore()
            self.status.running.close_after()
            return
        if not leaving.may_leave(self):
            event.ignore()
            return
        self.journal.end()
        self.company.leave()
        remembered.keep_view(self)
        remembered.keep_window(self)
        if problem := settings.save(self.settings):
            print(problem)
        with contextlib.suppress(RuntimeError, TypeError):  # already gone when the application is
            theme.listeners().changed.disconnect(self._after_theme)
        sweeping.later()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        remembered.share_out(self)
        self._settle_empty()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files.dropped_path(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := files.dropped_path(event.mimeData()):
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: files.open_path(self, path))

    def _after_edit(self) -> None:
        self.refresh()

    def _after_look(self) -> None:
        density, self.settings.density = self.settings.density, self.workspace.look.density
        if density != self.settings.density:
            self.grid.size_columns()
            remembered.share_out(self)
        verbs.set_icons(self)
        self.refresh()

    def _after_theme(self) -> None:
        self.workspace.set_tokens(theme.current())

    def keep_geometry(self) -> None:
        self.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def take_geometry(self) -> bool:
        kept = QByteArray.fromBase64(self.settings.geometry.encode("ascii"))
        return bool(self.settings.geometry) and self.restoreGeometry(kept)


def open_window(path: str | Path | None = None, *, today: int | None = None) -> MainWindow:
    """A window on the plan at `path` (None: a new plan with the start panel); not yet shown.

    Raises model.findings.Unreadable where there is no plan to be read.
    """
    from roadmap_app.app.launch import start

    start.application()
    today = start.today() if today is None else today
    remembered_settings = settings.load()
    if path is None:
        document, origin = files.fresh_document(today, remembered_settings), files.Origin()
    else:
        document, origin = files.read_document(str(path), today)
    window = MainWindow(document, today, remembered_settings)
    window.origin = origin
    if path is not None:
        window.settings.remember(str(path))
    remembered.restore_view(window)
    files.tell_findings(window)
    window.refresh()
    return window
