"""Which tasks got other dates from one schedule to the next."""

from __future__ import annotations

from roadmap_app.schedule.layer import touched
from roadmap_app.schedule.schedule import Schedule


def changed_ids(before: Schedule, after: Schedule) -> tuple[str, ...]:
    """Tasks of both schedules whose start or finish differs, in the order of the outline.

    Where the later one is an update of the earlier, only what the update reached is looked at.
    """
    network, old = after.network, before.network
    if network.line is not old.line:
        return tuple(id for id in after.ids if id in before and _differs(before, after, id))
    found = {
        id
        for index in touched(before.dates, after.dates, min(old.count, network.count))
        if network.at.get(id := network.nodes[index].id) == index == old.at.get(id)
        and before.dates[index][:2] != after.dates[index][:2]
    }
    position = after.plan.outline.position
    return tuple(sorted(found, key=position.__getitem__))


def _differs(before: Schedule, after: Schedule, id: str) -> bool:
    return before.start(id) != after.start(id) or before.finish(id) != after.finish(id)
