"""How the engine's cost grows: `python -m tests.bench.engine`, from 1,000 tasks to 100,000 and a chain of 100,000.

Linear growth shows as the same microseconds a task in every row; an update's cost depends on what moves, not
on the size of the plan.
"""

from __future__ import annotations

import gc
import random
import statistics
import time

from roadmap_app.model.ids import stable_id
from roadmap_app.model.order import spread
from roadmap_app.model.plan import Draft, Plan, make_plan
from roadmap_app.model.records import Calendar, Link, Project, Record, Task
from roadmap_app.model.time import instant
from roadmap_app.schedule import Schedule, compute, update
from tests.bench.plans import DAY, plan_of

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
EDITS = 200


def chain_of(count: int) -> Plan:
    """Tasks of a day, each after the one before: the deepest network that a plan of this size can have."""
    start = instant(2026, 1, 5, 8)
    calendar = Calendar(id=stable_id(1), name="Standard", week=(DAY,) * 5 + ((), ()))
    records: list[Record] = [calendar, Project(id=stable_id(2), start=start, calendar=calendar.id)]
    for number, ord in enumerate(spread("", "", count)):
        records.append(Task(id=stable_id(1000 + number), name=f"T{number}", ord=ord, duration=60))
        if number:
            ends = stable_id(999 + number), stable_id(1000 + number)
            records.append(Link(id=stable_id(10_000_000 + number), from_=ends[0], to=ends[1]))
    return make_plan(stable_id(3), records)


def main() -> None:
    from tests.bench.__main__ import loop

    reference = statistics.median(loop() for _ in range(5))
    print(f"a fixed loop of 1,000,000 steps: {reference:.1f} ms")
    print(f"{'tasks':>10}{'full, ms':>12}{'us a task':>12}{'update, ms':>12}{'p95':>10}")
    for size in SIZES:
        row(f"{size:,}", plan_of(size))
    row("chain", chain_of(SIZES[-1]), edits=20)


def row(name: str, plan: Plan, edits: int = EDITS) -> None:
    """One line: the whole schedule with slack, and updates after a longer duration of some task."""
    runs = [full(plan) for _ in range(5 if len(plan.tasks) <= 30_000 else 3)]
    whole = statistics.median(ms for ms, _ in runs)
    schedule = runs[-1][1]
    times = updates(plan, schedule, edits)
    print(
        f"{name:>10}{whole:>12.1f}{whole * 1000 / len(plan.tasks):>12.2f}{statistics.median(times):>12.3f}"
        f"{times[int(len(times) * 0.95)]:>10.3f}",
        flush=True,
    )


def updates(plan: Plan, schedule: Schedule, edits: int = EDITS) -> list[float]:
    """Milliseconds of an update after some task got a day longer, sorted."""
    rng = random.Random(5)
    leaves = [id for id in plan.outline.order if not plan.outline.is_summary(id) and plan.tasks[id].duration]
    times = []
    for _ in range(edits):
        draft = Draft(plan)
        task = plan.tasks[rng.choice(leaves)]
        draft.change(task, duration=task.duration + 480)
        after, changes = draft.plan, draft.changes()
        begun = time.perf_counter()
        update(schedule, after, changes)
        times.append((time.perf_counter() - begun) * 1000)
    return sorted(times)


def full(plan: Plan) -> tuple[float, Schedule]:
    gc.collect()
    begun = time.perf_counter()
    schedule = compute(plan)
    schedule.total_slack(plan.outline.order[1])
    return (time.perf_counter() - begun) * 1000, schedule


if __name__ == "__main__":
    main()
