"""Plans of any size for measuring: summaries of ten, chains with cross links, teams, some constraints."""

from __future__ import annotations

import random

from roadmap_app.model.ids import stable_id
from roadmap_app.model.order import spread
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import Calendar, Link, Project, Record, Task
from roadmap_app.model.time import instant

DAY = ((480, 720), (780, 1020))


def plan_of(count: int, seed: int = 1) -> Plan:
    """A programme of `count` tasks in branches of eleven, each leaf linked to one or two before it."""
    rng = random.Random(seed)
    calendar = Calendar(id=stable_id(1), name="Standard", week=(DAY,) * 5 + ((), ()))
    start = instant(2026, 1, 5, 8)
    records: list[Record] = [calendar, Project(id=stable_id(2), name="Bench", start=start, calendar=calendar.id)]
    orders = spread("", "", count)
    leaves: list[str] = []
    parent = ""
    for number in range(count):
        id = stable_id(1000 + number)
        if number % 11 == 0:
            parent = id
            records.append(Task(id=id, name=f"Phase {number // 11}", ord=orders[number]))
            continue
        percent = 100 if number < count // 10 else 0
        records.append(
            Task(
                id=id, name=f"Task {number}", parent=parent, ord=orders[number], duration=480 * rng.randint(1, 10),
                actual_start=None, percent=percent if number % 10 == 1 else 0,
                constraint="snet" if rng.random() < 0.02 else "asap",
                constraint_date=start + 1440 * rng.randint(0, 400),
            )
        )  # fmt: skip
        for back in rng.sample(leaves[-30:], min(len(leaves[-30:]), rng.choice((0, 1, 1, 2)))):
            link = stable_id(10_000_000 + len(records))
            records.append(Link(id=link, from_=back, to=id, type=rng.choice(("FS", "FS", "FS", "SS", "FF"))))
        leaves.append(id)
    return make_plan(stable_id(3), records)
