"""How a task stands towards the date that matters: critical, nearly critical, or free.

The date is the project's finish, or that of one chosen task or milestone.
"""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_app.schedule import Paths, Schedule


@dataclass(frozen=True)
class Standing:
    """`paths` leads to the chosen goal (None: the project's finish); up to `limit` worked minutes of slack a
    task is nearly critical (0: that is not asked)."""

    schedule: Schedule
    paths: Paths | None = None
    limit: int = 0

    def is_critical(self, id: str) -> bool:
        """Whether a slip of this task moves the date. What is done or inactive moves nothing."""
        if self.paths is None:
            return self.schedule.is_critical(id)
        return self._is_open(id) and self._slack(id) <= self.schedule.plan.project.critical_slack

    def is_near(self, id: str) -> bool:
        """Whether a task has slack, but not more than the limit."""
        return bool(self.limit) and self._is_open(id) and not self.is_critical(id) and self._slack(id) <= self.limit

    def _is_open(self, id: str) -> bool:
        task = self.schedule.plan.tasks[id]
        return task.active and task.percent < 100 and task.actual_finish is None

    def _slack(self, id: str) -> int:
        if self.paths is None:
            return self.schedule.total_slack(id)
        return self.paths.slack.get(id, self.limit + self.schedule.plan.project.critical_slack + 1)
