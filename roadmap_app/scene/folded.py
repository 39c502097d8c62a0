"""What a summary tells of the rows that it hides: how many there are, and where its milestones lie."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_app.analysis.standing import Standing
from roadmap_app.model.plan import Plan
from roadmap_app.model.text import plural
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.schedule.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Inner:
    """A milestone on a folded summary, `x` in pixels."""

    id: str
    x: float
    critical: bool
    done: bool


def inner_milestones(
    plan: Plan, schedule: Schedule, axis: TimeAxis, id: str, standing: Standing
) -> tuple[Inner, ...]:
    """The milestones below a summary that lie at different pixels, in time; of those at one pixel a critical one."""
    found: dict[float, Inner] = {}
    outline = plan.outline
    for below in outline.branch(id)[1:]:
        if outline.is_summary(below) or not plan.tasks[below].name or not schedule.is_milestone(below):
            continue
        x = axis.pixel(schedule.finish(below))
        if x not in found or standing.is_critical(below):
            done = plan.tasks[below].percent >= 100
            found[x] = Inner(below, x, standing.is_critical(below), done)
    return tuple(found[x] for x in sorted(found))


def count_in_words(plan: Plan, schedule: Schedule, id: str) -> str:
    """`14 tasks, 3 milestones`: what lies below a summary, its own summaries not counted."""
    outline = plan.outline
    leaves = [below for below in outline.branch(id)[1:] if not outline.is_summary(below)]
    milestones = sum(map(schedule.is_milestone, leaves))
    parts = [(len(leaves) - milestones, "task"), (milestones, "milestone")]
    return ", ".join(plural(count, noun) for count, noun in parts if count)
