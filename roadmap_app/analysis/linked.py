"""The dependencies of one task as people read them: with whom, of what kind, and how much room each link has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Link
from roadmap_app.schedule import Schedule, driven, shift
from roadmap_app.schedule.drivers import linked_date


@dataclass(frozen=True)
class Linked:
    """One link of a task. `other` is the task at its other end ("": not in the plan). `drives`: it sets a date.

    `slack` is how long the predecessor could slip before the link moves the successor, in minutes that the
    project works; None where it binds nothing.
    """

    link: Link
    other: str
    drives: bool
    slack: int | None


def predecessors(plan: Plan, schedule: Schedule, id: str) -> tuple[Linked, ...]:
    """The links into a task, in the order of the outline."""
    drivers = {schedule.start_driver(id).link, schedule.finish_driver(id).link}
    links = plan.links_into.get(id, ())
    found = (Linked(each, each.from_, each.id in drivers, _slack(plan, schedule, each)) for each in links)
    return _in_order(plan, found)


def successors(plan: Plan, schedule: Schedule, id: str) -> tuple[Linked, ...]:
    """The links out of a task, in the order of the outline."""
    moved = set(driven(plan, schedule, id))
    links = plan.links_from.get(id, ())
    found = (Linked(each, each.to, each.to in moved, _slack(plan, schedule, each)) for each in links)
    return _in_order(plan, found)


def _in_order(plan: Plan, found: Iterator[Linked]) -> tuple[Linked, ...]:
    position = plan.outline.position
    known = [each if each.other in plan.tasks else Linked(each.link, "", False, None) for each in found]
    return tuple(sorted(known, key=lambda each: (position.get(each.other, len(position)), each.link.id)))


def _slack(plan: Plan, schedule: Schedule, link: Link) -> int | None:
    if link.from_ not in schedule or link.to not in schedule:
        return None
    asked = linked_date(schedule.network, schedule.dates, link)
    if asked is None:
        return None
    mine = schedule.start(link.to) if link.type in ("FS", "SS") else schedule.finish(link.to)
    return shift(plan, asked, mine)
