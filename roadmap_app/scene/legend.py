"""The legend: what the colours and marks of a plan's chart mean, and only those that occur in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_app.analysis.filtering import Readers
from roadmap_app.analysis.standing import Standing
from roadmap_app.model.plan import Plan
from roadmap_app.scene.colouring import UNREAD, USUAL, Category, Colouring, Paint
from roadmap_app.scene.frame import Look
from roadmap_app.schedule.schedule import Schedule

MOST_COLOURS = 12  # of a plan with more teams or lanes the rest is counted


@dataclass(frozen=True, slots=True)
class Swatch:
    """One entry: what is drawn (`mark`: bar, critical, milestone, baseline, slack, deadline, missed) and its words.

    `role` is the colour of a mark that has one; a bar is drawn in its `paint`.
    """

    mark: str
    words: str
    role: str
    paint: Paint = USUAL


def legend(
    plan: Plan,
    schedule: Schedule,
    look: Look,
    *,
    today: int = 0,
    standing: Standing | None = None,
    among: Iterable[str] | None = None,
    readers: Readers = UNREAD,
) -> tuple[Swatch, ...]:
    """The entries of a plan, colours first; of the tasks `among` it, where given. `today` is an instant, from which
    lateness is told."""
    standing = standing or Standing(schedule)
    colours = Colouring(plan, schedule, standing, look.colour_by, today, look.rules, readers)
    outline = plan.outline
    leaves = [id for id in (outline.order if among is None else among) if not outline.is_summary(id) and id in schedule]
    found: dict[Category, None] = {}
    outlined = milestones = slack = met = missed = False
    for id in leaves:
        critical = standing.is_critical(id)
        found[colours.category(id, critical)] = None
        milestones = milestones or schedule.is_milestone(id)
        task = plan.tasks[id]
        outlined = outlined or colours.paint(id, "task", critical).strong
        if task.percent < 100 and not slack:
            slack = schedule.total_slack(id) > 0 and not schedule.is_milestone(id)
        if task.deadline is not None:
            late = schedule.finish(id) > task.deadline
            missed, met = missed or late, met or not late
    ranked = sorted(found, key=lambda category: category.rank)
    swatches = [Swatch("bar", each.words, each.paint.fill, each.paint) for each in ranked[:MOST_COLOURS]]
    if len(ranked) > MOST_COLOURS:
        swatches.append(Swatch("", f"and {len(ranked) - MOST_COLOURS} more", "text.secondary"))
    marks = (
        (outlined, "critical", "Critical", "gantt.critical"),
        (milestones, "milestone", "Milestone", "gantt.milestone"),
        (look.show_baseline and bool(plan.project.baseline), "baseline", "Baseline", "gantt.baseline"),
        (look.show_slack and slack, "slack", "Slack", "line.slack"),
        (met, "deadline", "Deadline", "state.ok"),
        (missed, "missed", "Deadline missed", "state.late"),
    )
    return (*swatches, *(Swatch(mark, words, role) for there, mark, words, role in marks if there))
