"""What is told beside a bar: the fields that were chosen, what is late, and badges for notes and findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from roadmap_app.analysis.variance import Variance
from roadmap_app.model import text
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Risk
from roadmap_app.model.time import day_of, to_date
from roadmap_app.scene.bars import Bar
from roadmap_app.scene.detail import tells_counts, tells_tasks
from roadmap_app.scene.folded import count_in_words
from roadmap_app.scene.labels import Part
from roadmap_app.scene.marks import late_in_words, lateness
from roadmap_app.schedule.schedule import Schedule

# The fields that the menu offers; any other column's text can stand beside bars too.
FIELDS = {
    "name": "Name", "team": "Team", "owner": "Person", "dates": "Start – Finish", "start": "Start", "finish": "Finish",
    "duration": "Duration", "percent": "% Complete", "total_slack": "Slack", "wbs": "WBS",
}  # fmt: skip
LONGEST_TIP = 300  # letters of notes in a tooltip

Texts = Callable[[str, str], str]  # a task's id, a column -> what its cell says


@dataclass(frozen=True)
class Telling:
    """What the words of a frame are made of. `texts` gives columns' texts; `advice` the worst that a plan's checks
    say of a task ("" for nothing)."""

    plan: Plan
    schedule: Schedule
    variance: Variance | None
    today: int
    px_per_day: float
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ("team",)
    texts: Texts | None = None
    advice: Callable[[str], str] | None = None

    @property
    def year(self) -> int:
        return to_date(day_of(self.today)).year

    @cached_property
    def risks(self) -> dict[str, list[Risk]]:
        """Open risks by the tasks that they hang on."""
        found: dict[str, list[Risk]] = {}
        for risk in self.plan.risks.values():
            if risk.status == "open":
                for task in risk.tasks:
                    found.setdefault(task, []).append(risk)
        return found


def words_of(ask: Telling, bar: Bar) -> list[Part]:
    """What stands after a bar, left to right."""
    plan, schedule = ask.plan, ask.schedule
    if bar.kind == "project":
        return [Part(_project(ask), True, "text.primary")]
    if bar.kind == "summary":
        told = count_in_words(plan, schedule, bar.id) if tells_counts(ask.px_per_day, bar.folded) else ""
        return [Part(told, False, "text.secondary")] if told else []
    task = plan.tasks[bar.id]
    if bar.kind == "milestone":
        role = "text.secondary" if bar.done else "gantt.critical_text" if bar.critical else "text.primary"
        return [Part(task.name, True, role)] if task.name and "name" not in ask.left else []
    if bar.done:
        return []
    found = _chosen(ask, bar, ask.right)
    return found + [Part(words, True, "state.late") for words in late_contracts(plan, schedule, bar.id)]


def words_before(ask: Telling, bar: Bar) -> list[Part]:
    """What was chosen to stand before a bar."""
    if bar.kind == "milestone" and "name" in ask.left:
        role = "text.secondary" if bar.done else "gantt.critical_text" if bar.critical else "text.primary"
        return [Part(ask.plan.tasks[bar.id].name, True, role)] if ask.plan.tasks[bar.id].name else []
    return _chosen(ask, bar, ask.left) if bar.kind == "task" and not bar.done else []


def badges(ask: Telling, bar: Bar) -> list[Part]:
    """Icons of a row: what the checks find wrong with it, its risks, its notes."""
    if bar.kind == "project" or not tells_tasks(ask.px_per_day):
        return []
    found = []
    task = ask.plan.tasks[bar.id]
    advice = ask.advice(bar.id) if ask.advice is not None else ""
    if advice:
        found.append(Part("", False, "state.warn", "warning", advice))
    if not bar.done and (risks := [risk for risk in ask.risks.get(bar.id, ()) if _endangers(ask, risk, bar.id)]):
        found.append(Part("", False, "text.tertiary", "risk", "Risk: " + "; ".join(risk.name for risk in risks)))
    if task.notes.strip():
        notes = task.notes.strip()
        tip = notes if len(notes) <= LONGEST_TIP else notes[:LONGEST_TIP].rstrip() + "…"
        found.append(Part("", False, "text.tertiary", "note", tip))
    return found


def _endangers(ask: Telling, risk: Risk, id: str) -> bool:
    """Whether the delay that a risk brings at worst is more than the task has slack."""
    return risk.impact_max > ask.schedule.total_slack(id)


def late_contracts(plan: Plan, schedule: Schedule, id: str) -> list[str]:
    """`4 d late for Mobile`: what this task owes others by when they need it."""
    found = []
    for contract in plan.contracts.values():
        late = lateness(schedule, contract) if contract.task == id else 0
        if late:
            consumer = plan.resources.get(contract.consumer)
            words = late_in_words(plan, late)
            found.append(f"{words} for {consumer.name}" if consumer else words)
    return found


def name_inside(ask: Telling, bar: Bar) -> str:
    """The name that stands within a bar."""
    return ask.plan.tasks[bar.id].name if bar.kind == "task" else ""


def _project(ask: Telling) -> str:
    finish = ask.schedule.project_finish
    date = text.short_date(finish, to_date(day_of(finish)).year)
    slip = 0
    if ask.variance is not None and ask.variance.project_finish is not None:
        slip = ask.variance.worktime.worked(ask.variance.project_finish, finish)
    return f"{date}, {text.slip(slip, ask.plan.project)}" if slip else date


def _chosen(ask: Telling, bar: Bar, columns: Sequence[str]) -> list[Part]:
    """The texts of columns, those that are empty left out."""
    if not tells_tasks(ask.px_per_day):
        return []
    told = (_field(ask, bar.id, column) for column in columns)
    return [Part(words, False, "text.secondary") for words in told if words]


def _field(ask: Telling, id: str, column: str) -> str:
    """One line of text. A team stands for its owner where a task has none."""
    plan, schedule = ask.plan, ask.schedule
    task = plan.tasks[id]
    if column == "team":
        holder = plan.resources.get(task.team) or plan.resources.get(task.owner)
        return holder.name if holder else ""
    if column == "name":
        return task.name
    if column == "dates":
        start, finish = (text.short_date(at, ask.year) for at in (schedule.start(id), schedule.finish(id)))
        return start if start == finish else f"{start} – {finish}"
    if ask.texts is None:
        return ""
    words = text.signed(" ".join(ask.texts(id, column).split()))
    return f"{words} %" if words and column == "percent" else words
