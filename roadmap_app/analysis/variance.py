"""Variance: how far the dates of a schedule lie from those of a baseline, in worked minutes.

Slip is counted on the project's calendar for every task, so that figures can be compared and a day is a
day; positive is later. A summary that the baseline did not take spans those below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roadmap_app.calendar import WorkTime, worktime_of
from roadmap_app.model.plan import Plan
from roadmap_app.schedule import Schedule

Span = tuple[int | None, int | None]
NO_SPAN: Span = (None, None)


@dataclass(frozen=True)
class Variance:
    """Answers by task id; None where the baseline knows nothing of a task (or there is no baseline)."""

    baseline: str  # the id that was compared with, "" for none
    schedule: Schedule
    spans: Mapping[str, Span]  # baseline start and finish by task
    worktime: WorkTime

    def baseline_start(self, id: str) -> int | None:
        return self.spans.get(id, NO_SPAN)[0]

    def baseline_finish(self, id: str) -> int | None:
        return self.spans.get(id, NO_SPAN)[1]

    def start(self, id: str) -> int | None:
        """Worked minutes from the baseline's start to the present one."""
        before = self.baseline_start(id)
        return None if before is None else self.worktime.worked(before, self.schedule.start(id))

    def finish(self, id: str) -> int | None:
        """Worked minutes from the baseline's finish to the present one."""
        before = self.baseline_finish(id)
        return None if before is None else self.worktime.worked(before, self.schedule.finish(id))

    @property
    def project_start(self) -> int | None:
        """The earliest start in the baseline."""
        return min((span[0] for span in self.spans.values() if span[0] is not None), default=None)

    @property
    def project_finish(self) -> int | None:
        """The latest finish in the baseline."""
        return max((span[1] for span in self.spans.values() if span[1] is not None), default=None)


def of(plan: Plan, schedule: Schedule, baseline_id: str = "") -> Variance:
    """The variance against a baseline; "" means the one that the project shows."""
    chosen = baseline_id or plan.project.baseline
    spans: dict[str, Span] = {
        row.of: (row.start, row.finish)
        for row in plan.baseline_tasks.values()
        if chosen and row.baseline == chosen and row.of in plan.tasks
    }
    if spans:
        _span_summaries(plan, spans)
    return Variance(chosen, schedule, spans, worktime_of(plan))


def _span_summaries(plan: Plan, spans: dict[str, Span]) -> None:
    outline = plan.outline
    for id in reversed(outline.order):
        if id in spans or not outline.is_summary(id):
            continue
        below = [spans[child] for child in outline.children[id] if child in spans]
        if below:
            spans[id] = (
                min((start for start, _ in below if start is not None), default=None),
                max((finish for _, finish in below if finish is not None), default=None),
            )
