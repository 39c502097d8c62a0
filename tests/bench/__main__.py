"""The table of speeds: `python3 packaging/dev.py bench [SIZE ...] [robot[=SECONDS]]` (default 1000 10000 robot=60).

Each figure stands beside a fixed pure-Python loop timed in the same run, so that machines can be compared. The robot
works in 10,000 tasks; `robot=5` is its short form.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roadmap_app.model.plan import Plan
    from roadmap_app.schedule import Schedule

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PEERS = {"schedule": {10_000: "MPXJ 600", 100_000: "MPXJ 11000"}}


def loop() -> float:
    """Milliseconds of a fixed pure-Python loop."""
    begun = time.perf_counter()
    total = 0
    for number in range(1_000_000):
        total += number % 7
    return (time.perf_counter() - begun) * 1000 + total * 0


def timed(work: Callable[[], object], times: int = 7) -> list[float]:
    """Milliseconds of each run, sorted."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append((time.perf_counter() - begun) * 1000)
    return sorted(found)


def show(name: str, runs: list[float], reference: float, peer: str = "") -> None:
    median = statistics.median(runs)
    p95 = runs[min(int(len(runs) * 0.95), len(runs) - 1)]
    line = f"  {name:<34}{median:>10.2f}{p95:>10.2f}{median / reference:>10.3f}   {peer}"
    print(line, flush=True)


def main(sizes: list[int], seconds: float) -> None:
    reference = statistics.median(loop() for _ in range(5))
    print(f"a fixed loop of 1,000,000 steps: {reference:.1f} ms; figures in ms, and as a share of it")
    for size in sizes:
        figures(size, reference)
    if seconds:
        from tests.bench import mixed

        mixed.run(seconds)


def figures(size: int, reference: float) -> None:
    """The rows of one size."""
    from roadmap_app.schedule import compute
    from roadmap_app.storage import planfile, saving
    from tests.bench.engine import updates
    from tests.bench.plans import plan_of
    from tests.bench.window import window_figures

    plan = plan_of(size)
    print(f"\n{size:,} tasks, {len(plan.links):,} links{'':<15}{'median':>10}{'p95':>10}{'of loop':>10}   peer")
    few = 7 if size <= 10_000 else 3

    def full() -> None:
        schedule = compute(plan)
        schedule.total_slack(plan.outline.order[1])

    show("full schedule with slack", timed(full, few), reference, PEERS["schedule"].get(size, ""))
    schedule = compute(plan)
    show("update after one edit (dates)", updates(plan, schedule), reference)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.roadmap"
        show("encode, check and save", timed(lambda: saving.save(path, plan), few), reference)
        show("load the file", timed(lambda: planfile.load(path), few), reference)
        merge_figure(path, reference)
        book_figure(plan, Path(folder), reference)
        xml_figures(plan, schedule, Path(folder) / "bench.xml", reference)
        os.environ["ROADMAP_HOME"] = folder
        for name, runs in window_figures(path):
            show(name, runs, reference)


def merge_figure(path: Path, reference: float) -> None:
    """Merge two copies that were read from files, in each of which every fiftieth task was edited."""
    from roadmap_app.model.plan import Draft
    from roadmap_app.storage import planfile
    from roadmap_app.storage.merge import merge

    def copy(first: int) -> Plan:
        draft = Draft(planfile.load(str(path)).plan)
        for id in sorted(draft.tasks)[first::50]:
            draft.change(draft.tasks[id], percent=40 + first)
        return draft.plan

    base, mine, theirs = planfile.load(str(path)).plan, copy(0), copy(1)
    show("merge two edited copies", timed(lambda: merge(base, mine, theirs), 3), reference)


def book_figure(plan: Plan, folder: Path, reference: float) -> None:
    """Export to a workbook with everything, with a baseline."""
    from roadmap_app.exchange import formats
    from roadmap_app.schedule import compute
    from tests.bench.plans import with_baseline

    compared = with_baseline(plan, compute(plan))
    schedule = compute(compared)
    path = folder / "bench.xlsx"
    formats.write(path, compared, schedule, today=schedule.project_start)  # imports what writes it
    runs = timed(lambda: formats.write(path, compared, schedule, today=schedule.project_start), 3)
    show("export a workbook", runs, reference)


def xml_figures(plan: Plan, schedule: Schedule, path: Path, reference: float) -> None:
    """MS Project XML; the dates and slack of the schedule are there before, as they are in a window."""
    from roadmap_app.exchange.mspdi.reader import read
    from roadmap_app.exchange.mspdi.writer import write

    for id in plan.outline.order:
        schedule.total_slack(id)
    show("write MS Project XML", timed(lambda: write(path, plan, schedule, today=0), 5), reference)
    show("read MS Project XML", timed(lambda: read(path), 5), reference)


if __name__ == "__main__":
    words = sys.argv[1:] or ["1000", "10000", "robot"]
    robot = next((word for word in words if word.startswith("robot")), "")
    main([int(word) for word in words if word != robot], float(robot.partition("=")[2] or 60) if robot else 0)
