"""The middle of the editor: a calendar's name, its base, its week, work weeks of a season, and who works by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app.calendars.daybar import DayBar
from roadmap_app.app.calendars.fields import Typed
from roadmap_app.app.theme.controls import caption
from roadmap_app.app.theme.icons import icon
from roadmap_app.calendar.compile import chain
from roadmap_app.commands import Refusal, calendars, worktimes
from roadmap_app.commands.typed import parse_date
from roadmap_app.model.parts import DayTimes
from roadmap_app.model.plan import Draft
from roadmap_app.model.text import WEEKDAYS, long_date, quoted
from roadmap_app.model.time import DAY, to_date

if TYPE_CHECKING:
    from roadmap_app.app.calendars.editor import CalendarEditor

NEW_WEEK = "Other hours for a season…"
SEASON = 28  # days of a new work week, from the chosen day on


class WeekPane(QWidget):
    def __init__(self, editor: CalendarEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.span: int | None = None  # the work week that is shown; None: the usual week
        tokens = editor.tokens
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.name = Typed("Name of the calendar", self._rename, self)
        self.base = _combo("Base calendar", self, self._set_base)
        self.weeks = _combo("Which week", self, self._choose_week)
        head = QGridLayout()
        head.setHorizontalSpacing(8)
        head.setVerticalSpacing(6)
        names = [caption(words) for words in ("Name", "Based on", "Week")]
        for row, (name, field) in enumerate(zip(names, (self.name, self.base, self.weeks), strict=True)):
            head.addWidget(name, row, 0)
            head.addWidget(field, row, 1)
        head.setColumnStretch(1, 1)
        column.addLayout(head)
        column.addWidget(self._season())
        days = QGridLayout()
        days.setHorizontalSpacing(8)
        days.setVerticalSpacing(4)
        start = editor.window_.document.plan.project.week_start
        self.times: dict[int, Typed] = {}  # by weekday
        self.bars: dict[int, DayBar] = {}
        self.copies: dict[int, QToolButton] = {}
        for row in range(7):
            day = (row + start) % 7
            self.times[day] = Typed(f"Working times on {WEEKDAYS[day]}", partial(self._set_times, day), self)
            self.bars[day] = DayBar(tokens, self)
            self.bars[day].dragged.connect(partial(self._set_dragged, day))
            self.copies[day] = self._copy_button(day)
            days.addWidget(caption(WEEKDAYS[day]), row, 0)
            days.addWidget(self.times[day], row, 1)
            days.addWidget(self.bars[day], row, 2)
            days.addWidget(self.copies[day], row, 3)
        days.setColumnMinimumWidth(0, max(name.sizeHint().width() for name in names))  # in line with those above
        days.setColumnStretch(1, 3)
        days.setColumnStretch(2, 2)
        column.addLayout(days)
        self.hint = caption("")
        self.hint.setWordWrap(True)
        column.addWidget(self.hint)
        column.addSpacing(4)
        self.used = caption("", "caption")
        self.used.setWordWrap(True)
        column.addWidget(self.used)
        self.use = QPushButton("Use it for")
        self.use.setAutoDefault(False)
        self.use.setProperty("small", True)
        self.use.setProperty("menu", True)
        menu = QMenu(self.use)
        menu.aboutToShow.connect(lambda: self._fill_uses(menu))
        self.use.setMenu(menu)
        foot = QHBoxLayout()
        foot.addWidget(self.use)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)
        self.set_tokens()

    def set_tokens(self) -> None:
        tokens = self._editor.tokens
        for bar in self.bars.values():
            bar.set_tokens(tokens)
        for button in (*self.copies.values(), self.drop_season):
            button.setIcon(icon("copy" if button is not self.drop_season else "trash", tokens))

    def _season(self) -> QWidget:
        """Name and days of a work week, shown while one is."""
        self.season = QWidget(self)
        rows = QGridLayout(self.season)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        self.season_name = Typed("Name of the work week", partial(self._change_week, "name"), self)
        self.season_first = Typed("First day of the work week", partial(self._change_week, "first"), self)
        self.season_last = Typed("Last day of the work week", partial(self._change_week, "last"), self)
        self.drop_season = QToolButton(self)
        self.drop_season.setToolTip("Remove these hours; the usual week holds again")
        self.drop_season.setAccessibleName("Remove the work week")
        self.drop_season.clicked.connect(lambda: self._remove_week())
        rows.addWidget(self.season_name, 0, 0, 1, 3)
        rows.addWidget(self.drop_season, 0, 3)
        rows.addWidget(self.season_first, 1, 0)
        rows.addWidget(QLabel("–"), 1, 1)
        rows.addWidget(self.season_last, 1, 2, 1, 2)
        return self.season

    def _copy_button(self, day: int) -> QToolButton:
        button = QToolButton(self)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(f"Copy {WEEKDAYS[day]} to other days")
        button.setAccessibleName(f"Copy {WEEKDAYS[day]} to other days")
        menu = QMenu(button)
        menu.addAction("Copy to Mon to Fri", lambda: self._copy(day, range(5)))
        menu.addAction("Copy to every day", lambda: self._copy(day, range(7)))
        menu.addAction("As in the base calendar", lambda: self._set_times(day, ""))
        button.setMenu(menu)
        return button

    def name_it(self) -> None:
        """Let a new calendar's name be typed."""
        self.name.setFocus()
        self.name.selectAll()

    # What is shown -----------------------------------------------------------------------------------------

    def refresh(self) -> None:
        editor = self._editor
        plan, id = editor.plan, editor.calendar
        calendar = plan.calendars.get(id)
        weeks = calendar.weeks if calendar else ()
        if self.span is not None and self.span >= len(weeks):
            self.span = None
        base = plan.calendars.get(calendar.base) if calendar else None
        self.name.show_text(calendar.name if calendar else calendars.STANDARD)
        names = [("The standard week", "")] + sorted(
            (each.name, each.id) for each in plan.calendars.values()
            if each.id != id and id not in [up.id for up in chain(plan.calendars, each.id)]
        )  # fmt: skip
        _fill(self.base, names, calendar.base if calendar else "")
        spans = [(f"{week.name}: {_day(week.first)} – {_day(week.last)}", place) for place, week in enumerate(weeks)]
        _fill(self.weeks, [("Usual week", None), *spans, (NEW_WEEK, -1)], self.span)
        self.season.setVisible(self.span is not None)
        if self.span is not None:
            week = weeks[self.span]
            self.season_name.show_text(week.name)
            self.season_first.show_text(_day(week.first))
            self.season_last.show_text(_day(week.last))
        self._show_days(quoted(base.name) if base else "the standard week")
        used = calendars.users(plan).get(id, calendars.Users())
        self.used.setText(f"Used by {calendars.users_text(plan, used)}." if used else "Nobody works by it yet.")
        fixed = editor.read_only
        for field in (self.name, *self.times.values(), self.season_name, self.season_first, self.season_last):
            field.setReadOnly(fixed)
        for widget in (self.base, self.use, self.drop_season, *self.copies.values()):
            widget.setEnabled(not fixed)
        for bar in self.bars.values():
            bar.fixed = fixed

    def _show_days(self, base: str) -> None:
        plan, id = self._editor.plan, self._editor.calendar
        week = calendars.week_shown(plan, id, self.span)
        begun = worktimes.shifts(week)
        own = calendars.own_days(plan, id, self.span)
        source = "the usual week" if self.span is not None else base
        for day, field in self.times.items():
            tip = "" if own[day] else f"From {source}"
            if len(begun[day]) < len(week[day]):
                tip = f"The shift of the day before runs on until {worktimes.clock(week[day][0][1])}. {tip}".strip()
            field.show_text(worktimes.times_text(begun[day]), tip, inherited=not own[day])
            self.bars[day].show_times(week[day], inherited=not own[day])
        self.hint.setText(
            "" if all(own) else f"{'All days come' if not any(own) else 'Days in grey come'} from {source}."
        )
        self.hint.setVisible(not all(own))

    # What is done ------------------------------------------------------------------------------------------

    def _do(self, what: str, change: Callable[[Draft, str], object]) -> str:
        return self._editor.do(what, change)

    def _rename(self, text: str) -> str:
        return self._editor.do_plainly(
            f"Rename {quoted(self._editor.calendar_name)} to {quoted(text)}",
            lambda draft, id: calendars.rename(draft, id, text),
        )

    def _set_base(self) -> None:
        base = str(self.base.currentData())
        self._do(f"base {quoted(self.base.currentText())}", lambda draft, id: calendars.set_base(draft, id, base))
        self.refresh()

    def _set_times(self, day: int, text: str) -> str:
        try:
            project = self._editor.plan.project
            begun = worktimes.parse_times(text, project, over_midnight=True) if text.strip() else None
        except Refusal as refusal:
            self._editor.refuse(str(refusal))
            return str(refusal)
        words = worktimes.times_text(begun) if begun is not None else "as in the base"
        span = self.span
        return self._do(
            f"{WEEKDAYS[day]} {words}", lambda draft, id: calendars.set_days(draft, id, [day], begun, span)
        )

    def _set_dragged(self, day: int, times: DayTimes) -> None:
        """The periods of one day as they were dragged: shifts of the day before that reach into it stay its own."""
        plan, span = self._editor.plan, self.span
        week = list(calendars.week_shown(plan, self._editor.calendar, span))
        week[day] = times
        begun = worktimes.shifts(week)[day]
        words = worktimes.times_text(times)
        self._do(f"{WEEKDAYS[day]} {words}", lambda draft, id: calendars.set_days(draft, id, [day], begun, span))

    def _copy(self, day: int, to: Iterable[int]) -> None:
        span, days = self.span, tuple(to)
        where = "every day" if len(days) == 7 else "Mon to Fri"
        self._do(f"{WEEKDAYS[day]} for {where}", lambda draft, id: calendars.copy_day(draft, id, day, days, span))

    def _choose_week(self) -> None:
        chosen = self.weeks.currentData()
        if chosen == -1:
            first = min(self._editor.year.chosen, default=self._editor.year.current)
            made: list[int] = []
            refusal = self._do(
                "other hours for a season",
                lambda draft, id: made.append(calendars.add_week(draft, id, "Season", first, first + SEASON - 1)),
            )
            chosen = self.span if refusal else made[-1]
        self.span = chosen
        self.refresh()
        if self.span is not None and self.season.isVisible():
            self.season_name.setFocus()
            self.season_name.selectAll()

    def _change_week(self, member: str, text: str) -> str:
        span = self.span
        if span is None:
            return ""
        try:
            value = text if member == "name" else parse_date(text, self._editor.window_.workspace.today)
        except Refusal as refusal:
            self._editor.refuse(str(refusal))
            return str(refusal)
        return self._do(
            f"{'name' if member == 'name' else 'days'} of its season",
            lambda draft, id: calendars.change_week(draft, id, span, **{member: value}),
        )

    def _remove_week(self) -> None:
        span = self.span
        if span is not None:
            self.span = None
            self._do("a season removed", lambda draft, id: calendars.remove_week(draft, id, span))

    def _fill_uses(self, menu: QMenu) -> None:
        """Whom the calendar can be given to: what is ticked works by it already."""
        menu.clear()
        editor = self._editor
        plan, id = editor.plan, editor.calendar
        used = calendars.users(plan).get(id, calendars.Users())
        project = menu.addAction("The Project", lambda: self._give("the project", calendars.assign_project))
        project.setCheckable(True)
        project.setChecked(used.project)
        project.setEnabled(not used.project)
        chosen = editor.window_.workspace.selected_tasks
        tasks = menu.addAction(
            f"Selected Tasks ({len(chosen)})",
            lambda: self._give("the selected tasks", lambda draft, id: calendars.assign_tasks(draft, chosen, id)),
        )
        tasks.setEnabled(bool(chosen))
        menu.addAction(
            "No Tasks", lambda: self._give("no tasks", lambda draft, id: calendars.assign_tasks(draft, used.tasks, ""))
        ).setEnabled(bool(used.tasks))
        menu.addSeparator()
        people = [each for each in plan.resources.values() if each.type in ("person", "team")]
        for person in sorted(people, key=lambda each: (each.name.casefold(), each.id)):
            mine = person.id in used.resources
            entry = menu.addAction(
                person.name.replace("&", "&&") or "(no name)",
                partial(self._give_person, person.id, person.name, not mine),
            )
            entry.setCheckable(True)
            entry.setChecked(mine)

    def _give_person(self, person: str, name: str, given: bool) -> None:
        whom = quoted(name) if given else f"no longer {quoted(name)}"
        self._give(whom, lambda draft, id: calendars.assign_resources(draft, [person], id if given else ""))

    def _give(self, whom: str, change: Callable[[Draft, str], object]) -> None:
        self._do(f"used for {whom}", change)


def _combo(name: str, parent: QWidget, chosen: Callable[[], None]) -> QComboBox:
    made = QComboBox(parent)
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    made.activated.connect(lambda place: chosen())
    return made


def _fill(combo: QComboBox, entries: Iterable[tuple[str, object]], current: object) -> None:
    with QSignalBlocker(combo):
        combo.clear()
        for words, value in entries:
            combo.addItem(words, value)
            if value == current:
                combo.setCurrentIndex(combo.count() - 1)
        combo.setToolTip(combo.currentText())


def _day(day: int) -> str:
    return f"{long_date(day * DAY)} {to_date(day).year}"
