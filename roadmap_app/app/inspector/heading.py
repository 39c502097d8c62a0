"""The top of the first tab: what is selected, how it stands, its dates."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from roadmap_app.app.inspector.fields import AnyField, field_for, labelled
from roadmap_app.app.inspector.rich import say, show, tone
from roadmap_app.app.inspector.section import Ids
from roadmap_app.app.inspector.source import Source, of_tasks
from roadmap_app.app.theme import inks
from roadmap_app.app.theme.controls import Chip, caption, chip
from roadmap_app.model import text
from roadmap_app.model.time import day_of, to_date
from roadmap_app.scene.tokens import BASELINE_HEIGHT, BASELINE_RADIUS
from roadmap_app.schedule import shift, slack_told

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

MOST_SUMMED = 2000  # of more, the status line alone tells the sum


class Swatch(QWidget):
    """The mark of a baseline, as below bars."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self.setFixedSize(14, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(inks.colour(self._window.workspace.tokens.gantt.baseline))
        painter.drawRoundedRect(QRectF(0, 6.5, 14, BASELINE_HEIGHT), BASELINE_RADIUS, BASELINE_RADIUS)


class Heading(QWidget):
    """Name, chips and dates of one task; of several how many, their dates where they agree, and what they come to."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(0)  # the name's own edge parts them
        self.number = caption("", "muted")
        self.name: AnyField = field_for(window, "name", "text", empty="(no name)")
        self.name.setProperty("title", True)
        self.count = caption("", "title")
        row.addWidget(self.number)
        row.addWidget(self.name, 1)
        row.addWidget(self.count, 1)
        column.addLayout(row)
        self.chips = QWidget()
        chips = QHBoxLayout(self.chips)
        chips.setContentsMargins(0, 0, 0, 0)
        chips.setSpacing(6)
        self.team, self.slack, self.percent = chip("", "neutral"), chip("", "neutral"), chip("", "neutral")
        for each in (self.team, self.slack, self.percent):
            chips.addWidget(each)
        chips.addStretch(1)
        column.addWidget(self.chips)
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        self.dates: dict[str, AnyField] = {}
        for place, (words, name, kind) in enumerate(
            (("Days", "duration", "duration"), ("Start", "start", "date"), ("Finish", "finish", "date"))
        ):
            self.dates[name] = field_for(window, name, kind)
            grid.addWidget(labelled(words, self.dates[name]), 0, place)
            grid.setColumnStretch(place, 9 if place else 5)
        self.dates["duration"].setProperty("narrow", True)
        column.addLayout(grid)
        self.planned, self.slip = caption(""), caption("")
        self.planned.setWordWrap(True)
        self.swatch = Swatch(window)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.swatch)
        line.addWidget(self.planned, 1)
        line.addWidget(self.slip)
        column.addLayout(line)

    def fill(self, ids: Ids) -> None:
        one = len(ids) == 1
        for part in (self.number, self.name, self.chips):
            show(part, one)
        show(self.count, not one)
        for name, field in (("name", self.name), *self.dates.items()):
            if one or name != "name":
                source = of_tasks(self._window, ids, name)
                if one and name != "name":
                    source = replace(source, read=partial(self._read, name, ids[0], source))
                field.show_source(source)
        if one:
            say(self.number, self._window.document.plan.outline.wbs[ids[0]])
            self._fill_chips(ids[0])
        else:
            say(self.count, text.plural(len(ids), "task"))

    def _read(self, name: str, id: str, source: Source, edit: bool) -> str | None:
        """What a field shows: days as a number, a date of this year with its weekday."""
        words = source.read(edit)
        if edit or not words:
            return words
        if name == "duration":
            return words[:-1] if words.endswith("d") and words[:-1].replace(".", "").isdigit() else words
        schedule = self._window.document.schedule
        at = {"start": schedule.start, "finish": schedule.finish}[name](id)
        plain = text.short_date(at, to_date(day_of(at)).year)
        return text.long_date(at) if words == plain else words

    def fill_below(self, ids: Ids) -> None:
        """What takes longer for many: the baseline of one, the sum of several."""
        if len(ids) == 1:
            self._fill_planned(ids[0])
        else:
            self._fill_sum(ids)

    def _fill_chips(self, id: str) -> None:
        plan, schedule = self._window.document.plan, self._window.document.schedule
        task = plan.tasks[id]
        team = plan.resources.get(task.team)
        slot = (team.colour - 1) % 8 + 1 if team and team.colour else 0
        _chip(self.team, team.name if team else "", f"team-{slot}")
        slack = text.days(slack_told(schedule, id), plan.project)
        if schedule.is_critical(id):
            _chip(self.slack, f"Critical, {slack} slack", "critical")
        else:
            open_ = task.percent < 100 and not plan.outline.is_summary(id)
            _chip(self.slack, f"{slack} slack" if open_ else "", "neutral")
        _chip(self.percent, f"{schedule.percent(id)} %", "neutral")

    def _fill_planned(self, id: str) -> None:
        plan, compared = self._window.document.plan, self._window.workspace.variance
        start = compared.baseline_start(id) if compared else None
        finish = compared.baseline_finish(id) if compared else None
        known = compared is not None and start is not None and finish is not None
        show(self.planned, known)
        show(self.swatch, known)
        show(self.slip, known)
        if compared is not None and start is not None and finish is not None:
            by = compared.finish(id) or 0
            year = to_date(day_of(self._window.workspace.today)).year
            say(self.planned, f"Baseline {_between(text.short_date(start, year), text.short_date(finish, year))}")
            say(self.slip, text.slip(by, plan.project) if by else "as planned")
            tone(self.slip, "critical" if by > 0 else "")

    def _fill_sum(self, ids: Ids) -> None:
        """`Mon 4 May – Fri 29 May · 23 d together`: from the earliest start to the latest finish, and the durations."""
        plan, schedule = self._window.document.plan, self._window.document.schedule
        show(self.slip, False)
        show(self.swatch, False)
        show(self.planned, len(ids) <= MOST_SUMMED)
        if len(ids) > MOST_SUMMED:
            return
        year = to_date(day_of(self._window.workspace.today)).year
        first, last = schedule.span(ids)
        own = [id for id in ids if id not in plan.outline.children]
        days = text.days(sum(map(self._days, own)), plan.project)
        span = f"{text.long_date(first, year)} – {text.long_date(last, year)}"
        left = len(ids) - len(own)
        also = f", without {text.plural(left, 'summary') if left == 1 else f'{left:,} summaries'}" if left else ""
        say(self.planned, f"{span} · {days} together{also}")

    def _days(self, id: str) -> int:
        """A task's duration; on the clock, what the project works meanwhile."""
        plan, schedule = self._window.document.plan, self._window.document.schedule
        if plan.tasks[id].elapsed:
            return shift(plan, schedule.start(id), schedule.finish(id))
        return schedule.duration(id)


def _between(first: str, last: str) -> str:
    """`29 Oct – 13 Nov`, within a month `10 – 23 Nov`, of one day `13 Nov`."""
    day, _, month = first.partition(" ")
    if first == last:
        return first
    return f"{day if last.partition(' ')[2] == month else first} – {last}"


def _chip(label: Chip, words: str, kind: str) -> None:
    show(label, bool(words))
    say(label, words)
    if label.property("chip") != kind:
        label.setProperty("chip", kind)
        label.style().unpolish(label)
        label.style().polish(label)
