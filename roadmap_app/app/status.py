"""The status line: what is selected, the plan in one sentence, whether it is saved, the scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from roadmap_app.analysis.counts import Counts, counts, counts_after
from roadmap_app.analysis.totals import totals
from roadmap_app.analysis.variance import Variance
from roadmap_app.app.arranging.telling import in_words
from roadmap_app.app.disk import saved
from roadmap_app.app.running import Running
from roadmap_app.app.sharing import company
from roadmap_app.app.theme.controls import Sign
from roadmap_app.app.undo import past
from roadmap_app.model import text
from roadmap_app.model.bidi import isolated
from roadmap_app.model.plan import Plan
from roadmap_app.model.time import day_of, to_date
from roadmap_app.scene.preview import release_in_words
from roadmap_app.schedule.counted import shift
from roadmap_app.schedule.schedule import Schedule

if TYPE_CHECKING:
    from roadmap_app.app.gantt.gesture import Gesture
    from roadmap_app.app.main_window import MainWindow
    from roadmap_app.document.document import Update


MOST_SAVED = 280  # pixels of the words about saving


class StatusLine(QFrame):
    """One line of plain words; sentences from the views replace its middle while they matter."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._counted: Plan | None = None
        self._counts = Counts(0, 0)  # of that plan
        self.setObjectName("statusLine")
        self.setFixedHeight(window.workspace.tokens.size.status_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(16)
        self.arranged = QPushButton(self)
        self.arranged.setProperty("inLine", True)
        self.arranged.clicked.connect(window.verbs["arrange.plain"].trigger)
        self.waiting = QPushButton(self)
        self.waiting.setProperty("inLine", True)
        self.waiting.setToolTip("An earlier merge left both answers in the plan; a click shows them to be settled")
        self.waiting.clicked.connect(window.verbs["file.settle"].trigger)
        self.selected = _label(self, strong=True)
        self.dates = _label(self)
        self.whole = _label(self)
        self.verdict = _label(self)
        self.slipped = _label(self)
        self.company_icon = Sign(14, self)
        self.company = _label(self)
        self.saved_icon = Sign(14, self)
        self.saved = QPushButton(self)
        self.saved.setProperty("inLine", "quiet")
        self.saved.clicked.connect(lambda: saved.act(window, self.saved))
        self.scale = _label(self)
        self.running = Running(window)
        for part in (self.waiting, self.arranged, self.selected, self.dates):
            row.addWidget(part)
        sentence = QWidget(self)  # one sentence in parts, which are read from the left in every layout
        sentence.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        answer = QHBoxLayout(sentence)
        answer.setContentsMargins(0, 0, 0, 0)
        answer.setSpacing(4)
        for part in (self.whole, self.verdict, self.slipped):
            answer.addWidget(part)
        row.addWidget(sentence)
        row.addStretch(1)
        row.addWidget(self.running)
        for icon, words, gap in ((self.saved_icon, self.saved, 1), (self.company_icon, self.company, 6)):
            mark = QHBoxLayout()
            mark.setSpacing(gap)
            mark.addWidget(icon)
            mark.addWidget(words)
            row.addLayout(mark)
        row.addWidget(self.scale)
        window.workspace.axis_changed.connect(self._show_scale)
        window.workspace.preview_changed.connect(self.refresh)
        window.workspace.plan_changed.connect(self._follow)
        window.company.changed.connect(self._show_company)

    def _follow(self, update: Update) -> None:
        """Count only what an edit changed."""
        if self._counted is update.before:
            touched = update.changes.ids("task")
            self._counted, self._counts = update.after, counts_after(self._counts, update.before, update.after, touched)

    def refresh(self) -> None:
        workspace = self._window.workspace
        plan, schedule = workspace.plan, workspace.schedule
        gesture = self._window.gantt.gesture
        if workspace.preview and gesture:
            self._show_drag(gesture)
        else:
            ids = workspace.selected_tasks
            if workspace.preview:  # which may lack some
                ids = tuple(id for id in ids if id in schedule)
            chosen = f"{text.plural(len(ids), 'task')} selected" if ids else ""
            _say(self.selected, chosen if plan.tasks else "No tasks yet")
            _say(self.dates, _span(plan, schedule, ids) if plan.tasks else calendar_in_words(plan))
            if self._counted is not plan:
                self._counted, self._counts = plan, counts(plan)
            answer, slipped, late = outcome(plan, schedule, workspace.variance)
            words = counted_in_words(self._counts)
            _say(self.whole, f"{words} ·" if answer and words else words)
            _say(self.verdict, answer)
            _say(self.slipped, slipped, "critical" if late else "")
        self._show_waiting(len(plan.conflicts))
        self._show_arranged()
        self._show_company()
        self._show_saved()
        self._show_scale()
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Where there is no room for all, what matters least goes first; nothing is cut."""
        spare = (self.whole, self.scale, self.dates, self.company)
        for part in spare:
            part.setVisible(bool(part.text()))
        for part in spare:
            if self.layout().totalSizeHint().width() <= self.width():
                return
            part.hide()

    def _show_waiting(self, count: int) -> None:
        """Conflicts that an earlier merge left open."""
        self.waiting.setVisible(bool(count))
        self.waiting.setText(f"{text.plural(count, 'open conflict')}…" if count else "")

    def _show_arranged(self) -> None:
        """That rows do not stand as in the plan, with the way back."""
        words = in_words(self._window)
        self.arranged.setVisible(bool(words))
        self.arranged.setText(f"{words} ✕" if words else "")
        self.arranged.setAccessibleName(f"{words}: show the rows as in the plan")
        found, whole = self._window.workspace.arranging.count()
        shown = f"{found:,} of {text.plural(whole, 'row')} found. " if found < whole else ""
        self.arranged.setToolTip(f"{shown}A click shows the rows as in the plan")

    def _show_drag(self, gesture: Gesture) -> None:
        """What letting go here would do, in place of how the plan stands."""
        workspace = self._window.workspace
        words = gesture.tooltip()
        by = words.subtitle.partition(" · ")[0] if words else ""
        moved = tuple(self._window.gantt.moves().values())
        release, late = release_in_words(workspace.plan, workspace.document.schedule, workspace.schedule, moved)
        _say(self.selected, gesture.label)
        _say(self.dates, f"{words.title}    {by}" if words else "")
        _say(self.whole, "")
        _say(self.verdict, "")
        _say(self.slipped, release, "late" if late else "")

    def _show_company(self) -> None:
        """Who else has the plan open; all of them in the tooltip."""
        window = self._window
        found, own = window.company.others, window.settings.name
        lines = [f"{company.who(each, own)}, since {past.time_of(each.since)}" for each in found]
        _say(self.company, company.in_words(found, own))
        for part in (self.company, self.company_icon):
            part.setToolTip("\n".join(lines) + "\nWhat others save is merged." if lines else "")
        self.company_icon.setVisible(bool(found))
        self.fit()
        self.company_icon.show_icon("person", window.workspace.tokens.text.secondary)

    def _show_saved(self) -> None:
        state = saved.state_of(self._window)
        self.saved.setText(self.saved.fontMetrics().elidedText(state.words, Qt.TextElideMode.ElideRight, MOST_SAVED))
        self.saved.setToolTip(state.tip)
        self.saved.setAccessibleName(f"{state.words}: {state.tip}" if state.tip else state.words)
        self.saved.setEnabled(bool(state.verbs))
        self.saved_icon.show_icon(state.icon, self._window.workspace.tokens.colour(state.tone))

    def _show_scale(self) -> None:
        axis = self._window.workspace.axis
        name = "Hours" if axis.clock else next(
            name for least, name in ((18, "Days"), (2.5, "Weeks"), (0.9, "Months"), (0, "Quarters"))
            if axis.px_per_day >= least
        )  # fmt: skip
        px = axis.px_per_day * {"Hours": 1 / 24, "Days": 1, "Weeks": 7, "Months": 30, "Quarters": 91}[name]
        self.scale.setText(f"{name} · {px:.0f} px")


def counted_in_words(counted: Counts) -> str:
    """`20 tasks · 5 milestones`; "" for none at all."""
    tasks, milestones = counted
    return f"{text.plural(tasks, 'task')} · {text.plural(milestones, 'milestone')}" if any(counted) else ""


def outcome(plan: Plan, schedule: Schedule, compared: Variance | None) -> tuple[str, str, bool]:
    """`GA launch Wed 6 Jan 2027,` `4 d after baseline`, late: the answer to "when will it be done"."""
    if not plan.tasks:
        return "", "", False
    project = plan.project
    goal = plan.tasks.get(project.milestone)
    finish = schedule.finish(goal.id) if goal else schedule.project_finish
    words = f"{isolated(goal.name) if goal else 'Finish'} {text.long_date(finish)} {to_date(day_of(finish)).year}"
    planned = compared.baseline_finish(goal.id) if goal and compared else None
    if planned is None or goal is None:
        return words, "", False
    if finish == planned:
        return f"{words},", "as in the baseline", False
    slip = abs(shift(plan, planned, finish))
    by = f"{text.days(slip, project)} " if slip else ""
    return f"{words},", f"{by}{'after' if finish > planned else 'before'} baseline", finish > planned


def calendar_in_words(plan: Plan) -> str:
    """`Calendar: Mon to Fri, 8 h`: the project's week; the calendar's name where its days are not alike."""
    record = plan.calendars.get(plan.project.calendar)
    if record is None:
        return ""
    hours = [sum(end - start for start, end in day or ()) for day in record.week]
    worked = [day for day, minutes in enumerate(hours) if minutes]
    alike = len({hours[day] for day in worked}) == 1 and worked == list(range(worked[0], worked[-1] + 1))
    if not alike or None in record.week:
        return f"Calendar: {record.name}"
    first, last = text.WEEKDAYS[worked[0]], text.WEEKDAYS[worked[-1]]
    return f"Calendar: {first} to {last}, {text.number(hours[worked[0]], 60)} h"


def _span(plan: Plan, schedule: Schedule, ids: Sequence[str]) -> str:
    """`Mon 4 May – Fri 8 May    5 working days`; of several, from the first start to the last finish, and what they
    take one after the other."""
    if not ids:
        return ""
    start, finish = schedule.span(ids)
    first, last = text.long_date(start), text.long_date(finish)
    words = first if first == last else f"{first} – {last}"
    if len(ids) > 1:
        figures = totals(plan, schedule, ids)
        return f"{words}    {text.working(figures.days, plan.project)} in all · {figures.percent} % done"
    task = plan.tasks[ids[0]]
    if schedule.is_milestone(task.id):
        return words
    if task.elapsed and not plan.outline.is_summary(task.id):
        return f"{words}    {text.task_duration(task, plan.project)}"
    return f"{words}    {text.working(schedule.duration(task.id), plan.project)}"


def _label(parent: QFrame, strong: bool = False) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if strong:
        label.setProperty("strong", True)
    return label


def _say(label: QLabel, words: str, tone: str = "") -> None:
    """Put words into a label; one without any takes no room."""
    label.setText(words)
    label.setVisible(bool(words))
    if label.property("tone") != tone:
        label.setProperty("tone", tone)
        label.style().unpolish(label)
        label.style().polish(label)
