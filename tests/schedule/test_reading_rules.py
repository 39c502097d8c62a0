"""Reading MS Project XML: what a file leaves open, and what its numbers mean, down to the dates."""

from __future__ import annotations

from pathlib import Path

from roadmap_app.exchange.mspdi.writer import write
from roadmap_app.model.time import to_iso
from roadmap_app.schedule import Schedule, compute
from tests.exchange.mspdi_text import after, opened, project, task


def scheduled(folder: Path, *tasks: dict[str, object], settings: str = "") -> tuple[Schedule, dict[str, str]]:
    """The schedule of a file, and the ids of its tasks by name."""
    plan = opened(folder, project(*tasks, settings=settings)).plan
    return compute(plan), {task.name: id for id, task in plan.tasks.items()}


def test_seconds_of_stored_times_are_rounded_to_the_minute(tmp_path: Path) -> None:
    begun = task(1, "A", ActualStart="2026-05-04T10:29:31", ConstraintType=0, PercentComplete=10)
    later = task(2, "B", ConstraintType=4, ConstraintDate="2026-05-05T09:15:29")
    schedule, ids = scheduled(tmp_path, begun, later)
    assert to_iso(schedule.start(ids["A"])) == "2026-05-04T10:30"
    assert to_iso(schedule.start(ids["B"])) == "2026-05-05T09:15"


def test_lag_is_read_and_slack_is_written_in_tenths_of_minutes(tmp_path: Path) -> None:
    schedule, ids = scheduled(tmp_path, task(1, "A"), task(2, "B", PredecessorLink=after(1, lag=4800)), task(3, "C"))
    assert to_iso(schedule.start(ids["B"])) == "2026-05-07T08:00"
    assert schedule.total_slack(ids["C"]) == 3 * 480
    write(tmp_path / "written.xml", schedule.plan, schedule, today=0)
    written = (tmp_path / "written.xml").read_text("utf-8")
    assert f"<TotalSlack>{3 * 4800}</TotalSlack>" in written and "<LinkLag>4800</LinkLag>" in written


def test_what_is_absent_is_zero_or_false(tmp_path: Path) -> None:
    bare = {"UID": 1, "ID": 1, "Name": "A", "OutlineLevel": 1}
    schedule, ids = scheduled(tmp_path, bare, task(2, "B", PredecessorLink={"PredecessorUID": 1}))
    a = schedule.plan.tasks[ids["A"]]
    assert (a.duration, a.manual, a.milestone, a.percent, a.constraint) == (0, False, False, 0, "asap")
    assert schedule.is_milestone(ids["A"])
    (link,) = schedule.plan.links.values()
    assert (link.lag, link.lag_kind) == (0, "worked")
    assert not schedule.plan.project.multiple_critical_paths


def test_a_blank_line_is_a_task_without_a_name_and_moves_nothing(tmp_path: Path) -> None:
    blank = {"UID": 2, "ID": 2, "IsNull": 1}
    schedule, ids = scheduled(tmp_path, task(1, "A"), blank, task(3, "B", PredecessorLink=after(1)))
    assert "" in ids and not schedule.plan.tasks[ids[""]].active
    assert to_iso(schedule.start(ids["B"])) == "2026-05-06T08:00"
    assert to_iso(schedule.project_finish) == "2026-05-07T17:00"


def test_unique_ids_are_the_key_and_ids_are_not(tmp_path: Path) -> None:
    first, second = task(7, "A", ID=1), task(1, "B", ID=7)
    third = task(3, "C", ID=3, PredecessorLink=after(7), Duration="PT8H0M0S")
    schedule, ids = scheduled(tmp_path, first, second, third)
    (link,) = schedule.plan.links.values()
    assert link.from_ == ids["A"]
