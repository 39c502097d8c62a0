"""The words beside bars: which, where, and never over another mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from roadmap_app.analysis.variance import Variance
from roadmap_app.model import text
from roadmap_app.model.plan import Plan
from roadmap_app.model.time import day_of, to_date
from roadmap_app.scene.bars import Bar
from roadmap_app.scene.detail import tells_counts, tells_tasks
from roadmap_app.scene.folded import count_in_words
from roadmap_app.scene.marks import late_in_words, lateness
from roadmap_app.scene.taken import Span
from roadmap_app.scene.tokens import DEADLINE_WIDTH, LABEL_GAP, LABEL_HALO, LINK_EXIT, MILESTONE_BASELINE_RADIUS
from roadmap_app.schedule.schedule import Schedule

FARTHEST = 48  # px that words may be pushed away from their bar
FARTHEST_NAME = 160  # that a milestone's name may: it has nothing else to be known by
HANDLES = 7  # px that the dots for links reach beyond the gap of a label
Measure = Callable[[str, bool], float]  # text, strong -> width in pixels


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place: `x` is their left edge, `y` the middle of the row; `role` a colour by name."""

    id: str
    x: float
    y: float
    words: str
    strong: bool
    role: str


def words_of(
    plan: Plan, schedule: Schedule, variance: Variance | None, bar: Bar, year: int, px_per_day: float
) -> list[tuple[str, bool, str]]:
    """(words, strong, colour) beside a bar, left to right."""
    if bar.kind == "project":
        date = text.short_date(schedule.project_finish, to_date(day_of(schedule.project_finish)).year)
        slip = 0
        if variance is not None and variance.project_finish is not None:
            slip = variance.worktime.worked(variance.project_finish, schedule.project_finish)
        words = f"{date}, {text.slip(slip, plan.project)}" if slip else date
        return [(words, True, "text.primary")]
    if bar.kind == "summary":
        told = count_in_words(plan, schedule, bar.id) if tells_counts(px_per_day, bar.folded) else ""
        return [(told, False, "text.secondary")] if told else []
    task = plan.tasks[bar.id]
    if bar.kind == "milestone":
        role = "text.secondary" if bar.done else "gantt.critical_text" if bar.critical else "text.primary"
        return [(task.name, True, role)] if task.name else []
    if bar.done:
        return []
    found = []
    holder = plan.resources.get(task.team) or plan.resources.get(task.owner)
    if holder and tells_tasks(px_per_day):
        found.append((holder.name, False, "text.secondary"))
    found += [(words, True, "state.late") for words in late_contracts(plan, schedule, bar.id)]
    return found


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


def place(
    bar: Bar, words: list[tuple[str, bool, str]], measure: Measure, width: float, lines: Iterable[Span] = ()
) -> list[Label]:
    """Labels at the first place that is free of `lines` and of the bar's own marks: after it, else before it.

    Where lines leave no room near the bar, words stand over those further on, but never on the bar's own links;
    the project's are only ever at its end, where they mean it.
    """
    if not words or bar.ends[0] > width:
        return []
    left, right = _own(bar)
    gap = LABEL_GAP
    whole = sum(measure(part, strong) for part, strong, _ in words) + gap * (len(words) - 1)
    spans = sorted(lines)
    exits = [span for span in spans if span[0] <= right + LINK_EXIT + 2]
    after, before = right + gap, left - gap - whole
    places = [_free(after, whole, spans, 1, FARTHEST)]
    if bar.kind != "project":
        places.append(_free(before, whole, spans, -1, FARTHEST))
    places.append(_free(after, whole, exits, 1, FARTHEST))
    if bar.kind == "milestone":
        places.append(_free(before, whole, spans, -1, FARTHEST_NAME))
    x = next((x for x in places if x is not None and x >= 0 and x + whole <= width - LABEL_HALO), None)
    if x is None:
        return []
    labels = []
    for part, strong, role in words:
        labels.append(Label(bar.id, x, bar.row_top + bar.row_height / 2, part, strong, role))
        x += measure(part, strong) + gap
    return labels


def _own(bar: Bar) -> Span:
    """From where to where a bar and its marks take the middle of its row, with room for the handles of a hover."""
    left, right = bar.ends
    room = HANDLES if bar.kind in ("task", "milestone") else 0
    marks = [(left - room, right + room)]
    if bar.slack:
        marks.append((left, bar.slack[1] + 3))
    if bar.deadline is not None:
        marks.append((bar.deadline - DEADLINE_WIDTH / 2, bar.deadline + DEADLINE_WIDTH / 2))
    if bar.baseline and bar.kind == "milestone":
        marks.append((bar.baseline[1] - MILESTONE_BASELINE_RADIUS, bar.baseline[1] + MILESTONE_BASELINE_RADIUS))
    return min(start for start, _ in marks), max(end for _, end in marks)


def _free(x: float, whole: float, spans: list[Span], way: int, farthest: float) -> float | None:
    """The first place from `x` on to the right (`way` 1) or to the left (-1) that no span crosses."""
    start = x
    for span in spans if way > 0 else reversed(spans):
        if span[0] < x + whole + LABEL_HALO and span[1] > x - LABEL_HALO:
            x = span[1] + LABEL_HALO + 1 if way > 0 else span[0] - LABEL_HALO - 1 - whole
    return x if abs(x - start) <= farthest else None
