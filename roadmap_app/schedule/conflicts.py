"""What a schedule could not honour: constraints against links, dates and calendars out of bounds."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Plan
from roadmap_app.model.text import clock, long_date, plural, quoted
from roadmap_app.model.time import FIRST_PLANNED, LAST_PLANNED
from roadmap_app.schedule.network import Network
from roadmap_app.schedule.node import NEVER, Node
from roadmap_app.schedule.rules import Table, bounds, place_task

NAMES = {
    "mso": "must start on",
    "mfo": "must finish on",
    "snlt": "must start no later than",
    "fnlt": "must finish no later than",
}


def conflicts(plan: Plan, network: Network, dates: Table) -> tuple[Finding, ...]:
    """Findings of one schedule, in the order of the outline."""
    return (*_calendars(plan, network), *_constraints(plan, network, dates), *_far(plan, network, dates))


def _constraints(plan: Plan, network: Network, dates: Table) -> Iterator[Finding]:
    for id in plan.outline.order:
        node = network.nodes[network.at[id]]
        if node.special and (found := constraint_conflict(plan, network, dates, node)):
            yield found


def constraint_conflict(plan: Plan, network: Network, dates: Table, node: Node) -> Finding | None:
    """Rule 8: a constraint and links of one task that cannot both be kept; None where they can."""
    if not node.special or node.place is not place_task:
        return None
    task = plan.tasks[node.id]
    date, name = task.constraint_date, NAMES.get(task.constraint)
    if date is None or name is None:
        return None
    start, finish = bounds(network.nodes, dates, node)[:2]
    if start == NEVER and finish == NEVER:
        return None
    work = node.work
    begin = start if start == NEVER or not node.duration else work.next_start(start)
    end = max(finish, begin if begin == NEVER else work.add(begin, node.duration))
    at_start = task.constraint in ("mso", "snlt")
    wanted = begin if at_start and begin != NEVER else end
    if at_start and begin == NEVER:
        wanted = work.add(end, -node.duration)
    if work.worked(date, wanted) <= 0:
        return None
    kept = "The constraint is kept" if node.hard else "The link is kept"
    return Finding(
        code="plan.conflict",
        message=(
            f"{quoted(task.name)} {name} {long_date(date)} {clock(date)}, but its predecessors "
            f"ask for {long_date(wanted)} {clock(wanted)}. {kept}."
        ),
        where=f"{plan.outline.wbs[node.id]} {task.name}".strip(),
        fix="Change the constraint, or the links into the task.",
        problem=False,
        kind="task",
        id=node.id,
    )


def _calendars(plan: Plan, network: Network) -> list[Finding]:
    """Calendars in use that have no working time."""
    empty: dict[str, int] = {}
    for id in plan.outline.order:
        node = network.nodes[network.at[id]]
        if node.work.empty:
            empty[node.work.name] = empty.get(node.work.name, 0) + 1
    return [
        Finding(
            code="calendar.empty",
            message=(
                f"The calendar {quoted(name)} has no working time, so {plural(count, 'task')} on it run on the clock."
            ),
            where=name,
            fix="Give the calendar working hours.",
            kind="calendar",
        )
        for name, count in empty.items()
    ]


def _far(plan: Plan, network: Network, dates: Table) -> list[Finding]:
    """Dates that reach the ends of what can be planned."""
    found = []
    for id in plan.outline.order:
        start, finish = dates[network.at[id]][:2]
        if start <= FIRST_PLANNED or finish >= LAST_PLANNED:
            found.append(
                Finding(
                    code="plan.far",
                    message=f"{quoted(plan.tasks[id].name)} lies beyond the years 1900 to 2200.",
                    where=f"{plan.outline.wbs[id]} {plan.tasks[id].name}".strip(),
                    fix="Check its duration, its links and its calendar.",
                    kind="task",
                    id=id,
                )
            )
    return found
