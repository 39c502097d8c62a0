"""What a check is asked about, and how it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from roadmap_app.analysis import progress
from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Link, Task
from roadmap_app.model.text import long_date
from roadmap_app.model.time import day_of, to_date
from roadmap_app.schedule import Schedule


@dataclass(frozen=True)
class Question:
    """What a check is asked about: a plan, its schedule, and the instant up to which work should be done."""

    plan: Plan
    schedule: Schedule
    today: int
    at: int
    only: tuple[str, ...] | None = None  # the tasks that are asked about; None: all

    @property
    def ids(self) -> tuple[str, ...]:
        """The tasks that are asked about, in order."""
        return self.plan.outline.order if self.only is None else self.only

    def __contains__(self, id: str) -> bool:
        return self.only is None or id in self.only

    def leaves(self) -> Iterator[Task]:
        """Active tasks that are no summaries and stand for no other plan's task, in order."""
        plan = self.plan
        for id in self.ids:
            task = plan.tasks[id]
            if task.active and not task.external and not plan.outline.is_summary(id):
                yield task

    def open_leaves(self) -> Iterator[Task]:
        """Those of them that are not done."""
        return (task for task in self.leaves() if not progress.is_done(self.plan, self.schedule, task.id))

    def date(self, minute: int) -> str:
        return long_date(minute, to_date(day_of(self.today)).year)

    def advice(self, code: str, task: Task, message: str, fix: str) -> Finding:
        wbs = task.code or self.plan.outline.wbs[task.id]
        where = f"{wbs} {' '.join(task.name.split())}".strip()
        code = f"advice.{code}"
        return Finding(
            code=code, message=message, where=where, fix=fix, problem=False, kind="task", id=task.id
        )

    def link_advice(self, code: str, link: Link, message: str, fix: str) -> Finding:
        """Advice about a link; its place is the successor."""
        told = self.advice(code, self.plan.tasks[link.to], message, fix)
        return replace(told, kind="link", id=link.id)


Check = Callable[[Question], Iterator[Finding]]
