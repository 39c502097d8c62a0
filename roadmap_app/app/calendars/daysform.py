"""The chosen days: from when to when, what is worked, under which name, and whether that repeats."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QPushButton, QWidget

from roadmap_app.app.calendars.fields import Typed
from roadmap_app.app.dialogs import inputs
from roadmap_app.app.theme.controls import caption
from roadmap_app.commands import Refusal, exceptions, worktimes
from roadmap_app.commands.typed import parse_date
from roadmap_app.model.parts import CalendarException, DayTimes
from roadmap_app.model.plan import Draft
from roadmap_app.model.text import long_date, plural, quoted
from roadmap_app.model.time import DAY, to_date

if TYPE_CHECKING:
    from roadmap_app.app.calendars.editor import CalendarEditor

REPEATS = (
    ("Once", ""), ("Weekly", "weekly"), ("Monthly, same date", "monthly"), ("Monthly, same weekday", "monthly_weekday"),
    ("Yearly, same date", "yearly"), ("Yearly, same weekday", "yearly_weekday"), ("Every so many days", "daily"),
)  # fmt: skip
UNITS = {"daily": "days", "weekly": "weeks", "monthly": "months", "yearly": "years"}


class DaysForm(QWidget):
    """Follows what is chosen on the year's page. A field that is left changes the calendar at once."""

    span_typed = Signal(int, int)  # first and last day to choose

    def __init__(self, editor: CalendarEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._days: tuple[int, ...] = ()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        self.first = Typed("First day", lambda text: self._set_span(text, None), self)
        self.last = Typed("Last day", lambda text: self._set_span(None, text), self)
        self.times = Typed("Working times of these days", self._set_times, self)
        self.name = Typed("Name of these days", self._set_name, self)
        self.name.setPlaceholderText("such as Retreat")
        self.repeats = QComboBox(self)
        self.repeats.setAccessibleName("Repeats")
        self.repeats.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.repeats.setMinimumContentsLength(8)
        for words, value in REPEATS:
            self.repeats.addItem(words, value)
        self.repeats.activated.connect(lambda place: self._set_repeats())
        self.off = QPushButton("Day off")
        self.work = QPushButton("Working")
        self.clear = QPushButton("As usual")
        self.clear.setToolTip("Remove the exception from these days (Del)")
        self.off.clicked.connect(lambda: self.put((), self._name_now()))
        self.work.clicked.connect(lambda: self.put(self._usual(), self._name_now()))
        self.clear.clicked.connect(lambda: self.clear_days())
        dates = QHBoxLayout()
        dates.setSpacing(6)
        dates.addWidget(self.first, 1)
        dates.addWidget(caption("–"))
        dates.addWidget(self.last, 1)
        verbs = QHBoxLayout()
        verbs.setSpacing(6)
        for button in (self.off, self.work, self.clear):
            button.setAutoDefault(False)
            button.setProperty("small", True)
            verbs.addWidget(button)
        verbs.addStretch(1)
        grid.addWidget(caption("Days"), 0, 0)
        grid.addLayout(dates, 0, 1)
        grid.addWidget(caption("Times"), 1, 0)
        grid.addWidget(self.times, 1, 1)
        grid.addWidget(caption("Name"), 0, 2)
        grid.addWidget(self.name, 0, 3)
        grid.addWidget(caption("Repeats"), 1, 2)
        grid.addWidget(self.repeats, 1, 3)
        self.said = caption("")
        self.said.setWordWrap(True)
        verbs.insertWidget(3, self.said, 1)
        grid.addLayout(verbs, 2, 0, 1, 4)
        grid.addWidget(self._pattern_row(), 3, 0, 1, 4)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)

    def _pattern_row(self) -> QWidget:
        """How often a pattern repeats and until when, shown while one is chosen."""
        self.repeating = QWidget(self)
        row = QHBoxLayout(self.repeating)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.every = inputs.number("Every so many", 1, 99, 1)
        self.every.setKeyboardTracking(False)
        self.every.valueChanged.connect(lambda value: self._change_pattern(every=value))
        self.unit = caption("")
        self.until = Typed("Last day of the pattern", self._set_until, self)
        self.until.setPlaceholderText("no end")
        for widget in (caption("Every"), self.every, self.unit, caption("until"), self.until):
            row.addWidget(widget)
        row.setStretchFactor(self.until, 1)
        row.addStretch(1)
        return self.repeating

    # What is shown ------------------------------------------------------------------------------------------

    def show_days(self, days: tuple[int, ...]) -> None:
        """Show the chosen days, rising."""
        self._days = days
        if not days:
            return
        year = self._editor.year
        facts = [year.facts(day) for day in days]
        times, names = {each.times for each in facts}, {each.name for each in facts}
        self.first.show_text(long_date(days[0] * DAY, year.year))
        self.last.show_text(long_date(days[-1] * DAY, year.year))
        mixed = len(times) > 1
        self.times.setPlaceholderText("different times" if mixed else "")
        self.times.show_text("" if mixed else worktimes.times_text(facts[0].times), inherited=not facts[0].source)
        self.name.show_text(names.pop() if len(names) == 1 else "")
        single = self._single()
        with QSignalBlocker(self.repeats):
            value = exceptions.repeats_of(single) if single else ""
            self.repeats.setCurrentIndex(max(self.repeats.findData(value), 0))
        self.repeats.setToolTip(self.repeats.currentText())
        self.repeating.setVisible(single is not None)
        if single is not None:
            with QSignalBlocker(self.every):
                self.every.setValue(single.every)
            self.unit.setText(UNITS.get(single.recur, ""))
            self.until.show_text("" if single.last >= exceptions.ENDLESS else _date(single.last))
        pattern = exceptions.pattern_text(single) if single else ""
        count = plural(len(days), "day") if len(days) > 1 or len(days) != days[-1] - days[0] + 1 else ""
        self.said.setText(f"{pattern[0].upper()}{pattern[1:]}: a change is of all." if pattern else count)
        fixed = self._editor.read_only
        self.every.setEnabled(not fixed)
        for field in (self.times, self.name, self.until):
            field.setReadOnly(fixed)
        inherited = any(each.source and each.source != self._editor.calendar for each in facts)
        own = any(each.source == self._editor.calendar for each in facts)
        self.repeats.setEnabled(not fixed and not inherited)
        self.off.setEnabled(not fixed and any(each.times for each in facts))
        self.work.setEnabled(not fixed and not all(each.times for each in facts))
        self.clear.setEnabled(not fixed and own)

    def _single(self) -> CalendarException | None:
        """The calendar's own recurring exception that holds on the one chosen day."""
        if len(self._days) != 1 or self._editor.calendar not in self._editor.plan.calendars:
            return None
        facts = self._editor.year.facts(self._days[0])
        if facts.source != self._editor.calendar:
            return None
        found = self._editor.plan.calendars[facts.source].exceptions[facts.index]
        return found if found.recur else None

    def _name_now(self) -> str:
        return self.name.text()

    def _usual(self) -> DayTimes:
        return exceptions.usual_times(self._editor.plan, self._editor.calendar)

    # What is done ---------------------------------------------------------------------------------------------

    def put(self, times: DayTimes, name: str) -> str:
        """Give the chosen days these times; of a day of a pattern, the whole pattern."""
        days, single = self._days, self._single()
        if single is not None:
            facts = self._editor.year.facts(days[0])
            made = replace(single, times=times, name=name)
            label = f"{exceptions.pattern_text(single)} {_what(times, name)}"
            return self._editor.do(label, lambda draft, id: exceptions.change(draft, id, facts.index, made))
        return self._editor.do(
            f"{days_text(days)} {_what(times, name)}",
            lambda draft, id: exceptions.set_days(draft, id, days, times, name),
        )

    def clear_days(self) -> None:
        """Take the exceptions from the chosen days; of a day of a pattern, the pattern."""
        days, single = self._days, self._single()
        if single is not None:
            index = self._editor.year.facts(days[0]).index
            words = f"{exceptions.pattern_text(single)} as usual"
            self._editor.do(words, lambda draft, id: exceptions.remove(draft, id, [index]))
        else:
            self._editor.do(
                f"{days_text(days)} as usual", lambda draft, id: exceptions.clear_days(draft, id, days)
            )

    def toggle(self) -> None:
        """Days that are worked become days off, and back."""
        days = self._days
        off = any(self._editor.year.facts(day).times for day in days)
        self._editor.do(
            f"{days_text(days)} {'off' if off else 'worked'}",
            lambda draft, id: exceptions.toggle_days(draft, id, days),
        )

    def _set_times(self, text: str) -> str:
        try:
            times = worktimes.parse_times(text, self._editor.plan.project)
        except Refusal as refusal:
            self._editor.refuse(str(refusal))
            return str(refusal)
        return self.put(times, self._name_now())

    def _set_name(self, text: str) -> str:
        """A name alone makes a usual day a day off: nobody names an ordinary day."""
        facts = [self._editor.year.facts(day) for day in self._days]
        exceptional = [each for each in facts if each.source]
        times: DayTimes = exceptional[0].times if exceptional else ()
        return self.put(times, text)

    def _set_span(self, first: str | None, last: str | None) -> str:
        today = self._days[0] * DAY if self._days else self._editor.window_.workspace.today
        try:
            begin = parse_date(first, today) if first is not None else self._days[0]
            end = parse_date(last, today) if last is not None else max(self._days[-1], begin)
            if end < begin:
                raise Refusal("The last day comes after the first. Type a later day, or change the first.")
            if end - begin >= exceptions.LONGEST:
                raise Refusal("That is longer than three years. Type a nearer day.")
        except Refusal as refusal:
            self._editor.refuse(str(refusal))
            return str(refusal)
        self.span_typed.emit(begin, end)
        return ""

    def _set_repeats(self) -> None:
        """Make the chosen days a pattern, one of another kind, or days of their own again."""
        repeats, days = str(self.repeats.currentData() or ""), self._days
        facts, single = self._editor.year.facts(days[0]), self._single()
        own = any(self._editor.year.facts(day).source == self._editor.calendar for day in days)
        name = self._name_now()
        times: DayTimes = facts.times if facts.source else ()
        try:
            made = exceptions.pattern(days, repeats) if repeats else None
        except Refusal as refusal:
            self._editor.refuse(str(refusal))
            self.show_days(days)
            return

        def change(draft: Draft, id: str) -> None:
            if single is not None:
                exceptions.remove(draft, id, [facts.index])
            elif own:
                exceptions.clear_days(draft, id, days)
            if made is None:
                exceptions.set_days(draft, id, days, times, name)
            else:
                exceptions.add_pattern(draft, id, made, times, name)

        words = exceptions.pattern_text(made) if made else days_text(days)
        self._editor.do(f"{words} {_what(times, name)}", change)

    def _set_until(self, text: str) -> str:
        single = self._single()
        try:
            today = self._days[0] * DAY
            last = parse_date(text, today) if text.strip() else exceptions.ENDLESS
            if single is not None and last < single.first:
                raise Refusal(f"The pattern begins on {_date(single.first)}. Type a later day, or nothing for no end.")
        except Refusal as refusal:
            self._editor.refuse(str(refusal))
            return str(refusal)
        return self._change_pattern(last=last)

    def _change_pattern(self, **members: int) -> str:
        single = self._single()
        if single is None:
            return ""
        index = self._editor.year.facts(self._days[0]).index
        made = replace(single, **members, count=0)
        label = f"{exceptions.pattern_text(made)} {_what(made.times, made.name)}"
        return self._editor.do(label, lambda draft, id: exceptions.change(draft, id, index, made))


def days_text(days: tuple[int, ...]) -> str:
    """`Tue 12 May`, `Tue 12 May – Thu 14 May`, `3 days from Tue 12 May`."""
    first, last = days[0], days[-1]
    if first == last:
        return long_date(first * DAY)
    if len(days) == last - first + 1:
        return f"{long_date(first * DAY)} – {long_date(last * DAY)}"
    return f"{plural(len(days), 'day')} from {long_date(first * DAY)}"


def _what(times: DayTimes, name: str) -> str:
    words = worktimes.times_text(times)
    return f"{words} ({quoted(name)})" if name.strip() else words


def _date(day: int) -> str:
    return f"{long_date(day * DAY)} {to_date(day).year}"
