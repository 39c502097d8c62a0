"""Plans of any size for measuring: branches that end in a milestone, chains with cross links, teams, constraints, and
a baseline that work has slipped from."""

from __future__ import annotations

import random

from roadmap_app.model.ids import stable_id
from roadmap_app.model.order import spread
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import Baseline, BaselineTask, Calendar, Link, Project, Record, Resource, Task
from roadmap_app.model.time import instant
from roadmap_app.schedule import Schedule

DAY = ((480, 720), (780, 1020))
BRANCH = 11  # a summary, nine tasks and a milestone
TEAMS = 8
BASELINE = stable_id(4)


def plan_of(count: int, seed: int = 1) -> Plan:
    """A programme of `count` tasks in branches of eleven, each leaf linked to one or two before it."""
    rng = random.Random(seed)
    calendar = Calendar(id=stable_id(1), name="Standard", week=(DAY,) * 5 + ((), ()))
    start = instant(2026, 1, 5, 8)
    teams = [Resource(id=stable_id(100 + n), name=f"Team {n + 1}", type="team", colour=n) for n in range(TEAMS)]
    project = Project(id=stable_id(2), name="Bench", start=start, calendar=calendar.id)
    records: list[Record] = [calendar, project, *teams]
    orders = spread("", "", count)
    leaves: list[str] = []
    parent = ""
    for number in range(count):
        id = stable_id(1000 + number)
        if number % BRANCH == 0:
            parent = id
            records.append(Task(id=id, name=f"Phase {number // BRANCH}", ord=orders[number]))
            continue
        percent = 100 if number < count // 10 else 0
        duration = 480 * rng.randint(1, 10)
        is_milestone = number % BRANCH == BRANCH - 1
        records.append(
            Task(
                id=id, name=f"{'Milestone' if is_milestone else 'Task'} {number}", parent=parent,
                ord=orders[number], duration=0 if is_milestone else duration,
                percent=percent if number % 10 == 1 else 0,
                team=teams[number // BRANCH % TEAMS].id, constraint="snet" if rng.random() < 0.02 else "asap",
                constraint_date=start + 1440 * rng.randint(0, 400),
            )
        )  # fmt: skip
        for back in rng.sample(leaves[-30:], min(len(leaves[-30:]), rng.choice((0, 1, 1, 2)))):
            link = stable_id(10_000_000 + len(records))
            records.append(Link(id=link, from_=back, to=id, type=rng.choice(("FS", "FS", "FS", "SS", "FF"))))
        leaves.append(id)
    return make_plan(stable_id(3), records)


def with_baseline(plan: Plan, schedule: Schedule, seed: int = 2) -> Plan:
    """The plan with a baseline from which every third task has moved by up to two weeks."""
    rng = random.Random(seed)
    rows = [
        BaselineTask(
            id=stable_id(20_000_000 + place), baseline=BASELINE, of=id,
            start=schedule.start(id) - moved, finish=schedule.finish(id) - moved,
        )
        for place, id in enumerate(plan.outline.order)
        if not plan.outline.is_summary(id)
        for moved in (1440 * rng.randint(-5, 9) if place % 3 == 0 else 0,)
    ]  # fmt: skip
    baseline = Baseline(id=BASELINE, name="Approved", taken=schedule.project_start)
    return make_plan(plan.doc, [*plan.records(), plan.project.but(baseline=BASELINE), baseline, *rows])
