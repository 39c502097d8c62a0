"""The chain that drives a date: from a task back, driver by driver, to the fact that someone entered."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_app.model.plan import Plan
from roadmap_app.schedule.drivers import Driver
from roadmap_app.schedule.schedule import Schedule

LONGEST = 200  # steps in one answer: a chain of 100,000 tasks is not read to its end


@dataclass(frozen=True)
class Step:
    """The start or the finish (`side`) of a task, and what set it."""

    task: str
    side: str
    driver: Driver


def chain(plan: Plan, schedule: Schedule, id: str, side: str = "start", longest: int = LONGEST) -> tuple[Step, ...]:
    """The steps from a task's start (or finish) back to a fact; at most `longest`, the task itself first.

    KeyError for an id that is not in the plan.
    """
    steps: list[Step] = []
    seen: set[str] = set()
    while len(steps) < longest:
        driver = schedule.start_driver(id) if side == "start" else schedule.finish_driver(id)
        steps.append(Step(id, side, driver))
        seen.add(id)
        if driver.kind not in ("link", "children") or driver.task in seen or driver.task not in schedule:
            break
        if driver.kind == "link":
            side = "start" if plan.links[driver.link].type in ("SS", "SF") else "finish"
        id = driver.task
    return tuple(steps)


def driven(plan: Plan, schedule: Schedule, id: str) -> tuple[str, ...]:
    """The successors whose start or finish a task sets through a link, in the order of the outline."""
    found = {
        link.to
        for link in plan.links_from.get(id, ())
        if link.to in schedule
        and link.id in (schedule.start_driver(link.to).link, schedule.finish_driver(link.to).link)
    }
    return tuple(sorted(found, key=plan.outline.position.__getitem__))
