"""The sample plan: what is committed is what the script makes, and its dates are those of the pictures."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from roadmap_app import resources
from roadmap_app.analysis import variance
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.time import to_iso
from roadmap_app.schedule import Schedule, compute
from roadmap_app.storage import planfile

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path("design") / "look" / "sample-plan.json"
DAY = 480


@pytest.fixture(scope="module")
def sample() -> Plan:
    loaded = planfile.load(str(resources.path("samples") / "payments-platform-migration.roadmap"))
    assert not loaded.findings
    return loaded.plan


@pytest.fixture(scope="module")
def schedule(sample: Plan) -> Schedule:
    return compute(sample)


@pytest.fixture(scope="module")
def source(shared: Path) -> dict[str, Any]:
    """The description that the sample was made from."""
    found: dict[str, Any] = json.loads((shared / SOURCE).read_text("utf-8"))
    return found


def rows(source: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in source["tasks"] if row["wbs"] != "0"]


def test_it_is_whole(sample: Plan, schedule: Schedule) -> None:
    assert (len(sample.tasks), len(sample.links), len(sample.outline.children[""])) == (31, 33, 6)
    assert (len(sample.resources), len(sample.assignments)) == (7 + 13, 35)
    assert (len(sample.risks), len(sample.contracts), len(sample.baselines)) == (11, 3, 2)
    assert not schedule.problems


def test_it_says_when_it_will_be_done(sample: Plan, schedule: Schedule) -> None:
    launch = sample.tasks[sample.project.milestone]
    assert launch.name == "GA launch"
    assert to_iso(schedule.finish(launch.id)) == to_iso(schedule.project_finish) == "2027-01-06T17:00"
    slip = variance.of(sample, schedule).finish(launch.id)
    assert slip == 4 * DAY


def test_the_script_makes_what_is_committed(shared: Path, tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        import make_sample
    finally:
        sys.path.remove(str(ROOT / "packaging"))
    made = tmp_path / "made.roadmap"
    assert make_sample.main([str(shared / SOURCE), str(made)]) == 0
    committed = resources.path("samples") / "payments-platform-migration.roadmap"
    assert made.read_bytes() == committed.read_bytes()


def test_dates_durations_and_percentages_are_those_of_the_pictures(
    source: dict[str, Any], sample: Plan, schedule: Schedule
) -> None:
    by_wbs = sample.outline.by_wbs
    for row in rows(source):
        id = by_wbs[row["wbs"]]
        assert sample.tasks[id].name == row["name"]
        drawn = (row["start"], row["finish"], row["days"] * DAY, row["percent"])
        ours = (to_iso(schedule.start(id))[:10], to_iso(schedule.finish(id))[:10])
        assert (*ours, schedule.duration(id), schedule.percent(id)) == drawn, row["wbs"]


def test_the_whole_is_48_percent_done(source: dict[str, Any], sample: Plan) -> None:
    leaves = [task for task in sample.tasks.values() if task.id not in sample.outline.children]
    done = sum(task.duration * task.percent for task in leaves) / sum(task.duration for task in leaves)
    assert round(done) == source["tasks"][0]["percent"] == 48


def test_without_deadlines_slack_and_critical_bars_are_as_drawn(source: dict[str, Any], sample: Plan) -> None:
    draft = Draft(sample)
    for task in sample.tasks.values():
        draft.change(task, deadline=None)
    schedule = compute(draft.plan)
    for row in rows(source):
        id = sample.outline.by_wbs[row["wbs"]]
        if row["kind"] != "summary" and row["percent"] < 100:
            assert schedule.total_slack(id) == row["slackDays"] * DAY, row["wbs"]
            assert schedule.is_critical(id) == row["critical"], row["wbs"]


def test_with_them_the_missed_ones_make_negative_slack(sample: Plan, schedule: Schedule) -> None:
    slack = {wbs: schedule.total_slack(id) // DAY for wbs, id in sample.outline.by_wbs.items()}
    assert (slack["3.1"], slack["3.2"], slack["4.3"], slack["6.4"]) == (-1, -1, -1, 0)


def test_the_baseline_is_as_drawn(source: dict[str, Any], sample: Plan, schedule: Schedule) -> None:
    found = variance.of(sample, schedule)
    for row in rows(source):
        id = sample.outline.by_wbs[row["wbs"]]
        start, finish = found.baseline_start(id), found.baseline_finish(id)
        assert start is not None and finish is not None
        assert (to_iso(start)[:10], to_iso(finish)[:10]) == (row["baselineStart"], row["baselineFinish"])
