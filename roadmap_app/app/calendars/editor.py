"""The window of calendars: which there are, the week, the year, public holidays, and what a change would move.

All edits are tried on the side (`Pending`) and shown in the chart behind; Take makes them one step of the plan.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app.calendars.daysform import DaysForm
from roadmap_app.app.calendars.effects import Effects
from roadmap_app.app.calendars.fields import Typed
from roadmap_app.app.calendars.listed import ExceptionsPane
from roadmap_app.app.calendars.publicholidays import HolidaysPane
from roadmap_app.app.calendars.shelf import Shelf
from roadmap_app.app.calendars.trial import Trial
from roadmap_app.app.calendars.week import WeekPane
from roadmap_app.app.calendars.year import YearView
from roadmap_app.app.theme.controls import Segment, SegmentedControl, caption
from roadmap_app.app.theme.icons import icon
from roadmap_app.calendar.days import DayFacts, facts_of
from roadmap_app.commands import Refusal, calendars
from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.text import quoted
from roadmap_app.model.time import day_of
from roadmap_app.scene.tokens import Tokens

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

WIDTH, HEIGHT = 1240, 740
READ_ONLY = "This plan is open read-only. Save it under another name to change it."
TABS = (
    Segment("year", "Year", "calendar"), Segment("list", "Exceptions", "columns"),
    Segment("holidays", "Public holidays", "today"),
)  # fmt: skip


def show(window: MainWindow, calendar: str = "") -> CalendarEditor:
    """Open the editor at a calendar (default: the project's); of an open one, choose it there."""
    made = window.findChild(CalendarEditor) or CalendarEditor(window)
    made.choose(calendar if calendar in made.plan.calendars else made.plan.project.calendar)
    made.open()
    return made


class CalendarEditor(QDialog):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window_ = window
        self._next = ""  # the calendar to show after the step that is being done
        self.trial = Trial(window.workspace, self)
        self.calendar = window.document.plan.project.calendar
        if self.calendar not in self.plan.calendars:
            self.calendar = ""
        self.setObjectName("calendarEditor")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Calendars")
        self.resize(min(WIDTH, window.width() - 24), min(HEIGHT, window.height() - 24))
        self._lay_out()
        window.workspace.plan_changed.connect(self._follow)
        window.workspace.look_changed.connect(self._after_look)
        self.trial.changed.connect(self._after_change)
        self.trial.counted.connect(self.effects.tell)
        self.refresh()
        self.year.setFocus()

    @property
    def tokens(self) -> Tokens:
        return self.window_.workspace.tokens

    @property
    def plan(self) -> Plan:
        """The plan as it would be."""
        return self.trial.pending.plan

    @property
    def read_only(self) -> bool:
        return self.window_.document.read_only

    @property
    def calendar_name(self) -> str:
        found = self.plan.calendars.get(self.calendar)
        return found.name if found else calendars.STANDARD

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 12)
        whole.setSpacing(10)
        panes = QHBoxLayout()
        panes.setSpacing(16)
        self.effects = Effects(self)
        self.shelf = Shelf(self)
        upper = QHBoxLayout()
        upper.setSpacing(16)
        upper.addWidget(self.shelf, 10)
        self.week = WeekPane(self)
        self.week.setMinimumWidth(270)
        upper.addWidget(self.week, 15)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(upper, 3)
        left.addWidget(self.effects.table, 2)
        panes.addLayout(left, 25)
        panes.addWidget(self._right(), 26)
        whole.addLayout(panes, 1)
        line = QFrame(self)
        line.setFixedHeight(1)
        line.setProperty("line", True)
        whole.addWidget(line)
        self.effects.taken.connect(self.take)
        self.effects.discarded.connect(self.trial.discard)
        self.effects.stepped_back.connect(self.undo)
        self.effects.left.connect(self.reject)
        whole.addWidget(self.effects)

    def _right(self) -> QWidget:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(4)
        self.tabs = SegmentedControl(TABS, self.tokens, self)
        self.tabs.choose("year")
        self.tabs.chosen.connect(self.show_tab)
        head.addWidget(self.tabs)
        head.addStretch(1)
        self.before, self.after = QToolButton(self), QToolButton(self)
        self.number = caption("", "section")
        for button, words, step in ((self.before, "Year before", -1), (self.after, "Year after", 1)):
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, step=step: self.year.show_year(self.year.year + step))
        for part in (self.before, self.number, self.after):
            head.addWidget(part)
        column.addLayout(head)
        workspace = self.window_.workspace
        project = self.plan.project
        page = QWidget(self)
        below = QVBoxLayout(page)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        self.year: YearView = YearView(self.tokens, self._facts, day_of(workspace.today), project.week_start, page)
        below.addWidget(self.year, 1)
        self.days = DaysForm(self)
        below.addWidget(self.days)
        self.list, self.holidays = ExceptionsPane(self), HolidaysPane(self)
        self.pages = QStackedWidget(self)
        for widget in (page, self.list, self.holidays):
            self.pages.addWidget(widget)
        column.addWidget(self.pages, 1)
        self.year.chosen_changed.connect(self._show_chosen)
        self.year.year_changed.connect(lambda year: self.number.setText(str(year)))
        self.year.toggled.connect(lambda: self.days.toggle())
        self.year.cleared.connect(lambda: self.days.clear_days())
        self.year.editing.connect(self._edit_days)
        self.days.span_typed.connect(self.show_days)
        self.number.setText(str(self.year.year))
        self._draw_icons()
        return right

    # What is shown -----------------------------------------------------------------------------------------

    def choose(self, calendar: str) -> None:
        """Show a calendar; "" is the standard week of a plan without one."""
        if calendar != self.calendar and (calendar in self.plan.calendars or not calendar):
            self.calendar = calendar
            self.week.span = None
            self.refresh()

    def show_tab(self, tab: str) -> None:
        """Show the year, the list of exceptions, or public holidays."""
        self.tabs.choose(tab)
        self.pages.setCurrentIndex([segment.id for segment in TABS].index(tab))
        for part in (self.before, self.number, self.after):
            part.setVisible(tab == "year")
        self.refresh()

    def show_days(self, first: int, last: int) -> None:
        """Choose days on the year's page."""
        if self.tabs.chosen_id != "year":
            self.show_tab("year")
        self.year.choose(frozenset(range(first, last + 1)), first)

    def refresh(self) -> None:
        """Bring all panes up to the plan as it would be."""
        if self.calendar not in self.plan.calendars:
            own = self.plan.project.calendar
            self.calendar = own if own in self.plan.calendars else ""
        self.shelf.refresh()
        self.week.refresh()
        self.year.calendar = self.calendar
        self.year.names = {each.id: each.name for each in self.plan.calendars.values()}
        self.year.refresh()
        self._show_chosen()
        if self.tabs.chosen_id == "list":
            self.list.refresh()
        if self.tabs.chosen_id == "holidays":
            self.holidays.refresh()
        self.effects.show_steps(self.trial.pending.labels, differs=bool(self.trial.pending.changes))
        if self.read_only:
            self.effects.quiet(READ_ONLY)

    def _facts(self, first: int, last: int) -> tuple[DayFacts, ...]:
        return facts_of(self.plan.calendars, self.calendar, first, last)

    def _show_chosen(self) -> None:
        self.days.show_days(tuple(sorted(self.year.chosen)))

    def _edit_days(self) -> None:
        self.days.times.setFocus()
        self.days.times.selectAll()

    # What is done ---------------------------------------------------------------------------------------------

    def do(self, what: str, change: Callable[[Draft, str], object]) -> str:
        """Try a change of the calendar that is shown; answers the refusal, "" where it was done."""
        return self.do_plainly(f"Calendar {quoted(self.calendar_name)}: {what}", change)

    def do_plainly(self, label: str, change: Callable[[Draft, str], object]) -> str:
        """As `do`, under a label of its own."""
        if self.read_only:
            self.refuse(READ_ONLY)
            return READ_ONLY
        id, fresh = self.calendar, "" if self.calendar else new_id()

        def whole(draft: Draft) -> None:
            change(draft, calendars.own_standard(draft, id=fresh) if fresh else id)

        return self.attempt(label, whole, fresh)

    def attempt(self, label: str, change: Callable[[Draft], object], then: str = "") -> str:
        """A step of its own; afterwards the calendar `then` is shown, where there is one. Answers the refusal."""
        if then:
            self._next = then
        try:
            self.trial.do(label, change)
        except Refusal as refusal:
            self.refuse(str(refusal))
            return str(refusal)
        finally:
            self._next = ""
        return ""

    def refuse(self, words: str) -> None:
        self.effects.refuse(words)

    def _after_change(self) -> None:
        if self._next in self.plan.calendars and self._next != self.calendar:
            self.calendar, self.week.span = self._next, None
        self.refresh()
        if self.trial.pending.changes:
            self.effects.counting()
        elif not self.read_only:
            self.effects.quiet()

    def finish_editing(self) -> bool:
        """Take what is being typed; False where it can't be and stays with its reason."""
        taken = [field.commit() for field in self.findChildren(Typed)]
        return all(taken)

    def take(self) -> None:
        """Make the changes one step of the plan."""
        if not self.finish_editing():
            return
        labels = self.trial.pending.labels
        names = {label.partition(":")[0] for label in labels}
        several = f"{names.pop() if len(names) == 1 else 'Calendars'}: {len(labels)} changes"
        said = self.trial.take(labels[0] if len(labels) == 1 else several)
        if said:
            self.effects.quiet(f"Taken: {said}. It is one step to undo in the plan.")

    def undo(self) -> None:
        """Take the last change back."""
        label = self.trial.undo()
        if label and not self.trial.pending.labels:
            self.effects.quiet(f"Undone: {label}.")

    # Events -------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.trial.redo()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # no button is the default one: Enter takes what is typed
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Close; changes that wait are neither taken nor lost without a word."""
        if not self.finish_editing():
            return
        if self.trial.pending.changes:
            self.effects.refuse("Take the changes or discard them first.")
            self.effects.take.setFocus()
            return
        self.trial.stop()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.trial.pending.changes and self.window_.isVisible():
            event.ignore()
            self.reject()
            return
        self.trial.stop()
        super().closeEvent(event)

    def _follow(self, update: object) -> None:
        """The plan changed behind: the changes are tried anew on it."""
        if refusals := self.trial.follow():
            self.refuse(refusals[0])

    def _after_look(self) -> None:
        self.year.set_tokens(self.tokens)
        self.shelf.list.set_tokens(self.tokens)
        self.tabs.set_tokens(self.tokens)
        self.week.set_tokens()
        self._draw_icons()

    def _draw_icons(self) -> None:
        self.before.setIcon(icon("chevron-left", self.tokens))
        self.after.setIcon(icon("chevron-right", self.tokens))
