"""The chain of a task: what drives it, back to its root, and what it drives in turn."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_app.schedule.chain import chain, driven
from roadmap_app.schedule.schedule import Schedule

MOST = 2000  # tasks that are followed back, and onward


@dataclass(frozen=True)
class Chain:
    """Tasks and links that hang together by setting each other's dates; empty for nothing lit."""

    tasks: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()

    def __or__(self, other: Chain) -> Chain:
        return Chain(self.tasks | other.tasks, self.links | other.links)


NOTHING = Chain()


def chain_of(schedule: Schedule, id: str) -> Chain:
    """The whole chain through a task, itself included; nothing for what is no task of the schedule."""
    if id not in schedule:
        return NOTHING
    plan = schedule.plan
    tasks, links = {id}, set()
    for side in ("start", "finish"):
        for step in chain(plan, schedule, id, side, MOST):
            tasks.add(step.task)
            if step.driver.kind == "link":
                links.add(step.driver.link)
    onward = [id]
    seen = {id}
    while onward and len(seen) < MOST:
        here = onward.pop()
        for next_ in driven(plan, schedule, here):
            drivers = (schedule.start_driver(next_).link, schedule.finish_driver(next_).link)
            links.update(link.id for link in plan.links_from[here] if link.to == next_ and link.id in drivers)
            if next_ not in seen:
                seen.add(next_)
                onward.append(next_)
    return Chain(frozenset(tasks | seen), frozenset(links))
