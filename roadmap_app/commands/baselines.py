"""Baselines: keeping the dates of today to compare with later."""

from __future__ import annotations

from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Draft
from roadmap_app.model.records import Baseline, BaselineTask
from roadmap_app.model.text import long_date
from roadmap_app.model.time import day_of, to_date
from roadmap_app.schedule import Schedule


def take(draft: Draft, schedule: Schedule, today: int) -> str:
    """A new baseline of all tasks, shown from now on; answers its id."""
    number = max((baseline.number for baseline in draft.baselines.values()), default=-1) + 1
    name = f"Baseline of {long_date(today)} {to_date(day_of(today)).year}"
    baseline = draft.put(Baseline(id=new_id(), name=name, number=number, taken=today))
    for id, task in list(draft.tasks.items()):
        draft.put(
            BaselineTask(
                id=new_id(), baseline=baseline.id, of=id, start=schedule.start(id), finish=schedule.finish(id),
                duration=task.duration, percent=task.percent or None,
            )
        )  # fmt: skip
    draft.change(draft.project, baseline=baseline.id)
    return baseline.id
