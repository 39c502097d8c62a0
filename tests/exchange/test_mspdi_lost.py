"""What MS Project XML has no place for is told, each thing by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_app.exchange.mspdi import lost
from roadmap_app.exchange.mspdi.writer import write
from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import make_plan
from roadmap_app.model.records import (
    KINDS,
    Assignment,
    Baseline,
    Calendar,
    Conflict,
    Contract,
    Log,
    Record,
    Reference,
    Resource,
    Risk,
    Task,
    Unknown,
)
from roadmap_app.schedule import compute
from tests.exchange.test_mspdi_both_ways import there_and_back
from tests.pocket import plan

LOST: list[tuple[Record, str]] = [
    (Risk(id="x"), "risks (1)"),
    (Contract(id="x"), "contracts (1)"),
    (Log(id="x"), "log entries (1)"),
    (Conflict(id="x"), "open conflicts (1)"),
    (Unknown(id="x", t="rocket"), "records of a newer version (1)"),
    (Reference(id="x", path="other.roadmap"), "references to other plans (1)"),
    (Assignment(id="x"), "assignments whose task or resource is not there (1)"),
    (Baseline(id="x", notes="as agreed"), "dates and notes of baselines (1), baselines of nothing (1)"),
    (Calendar(id="x", country="DE"), "countries of calendars (1)"),
    (Resource(id="x", colour=3), "colours of teams (1)"),
    (Resource(id="x", extra=(("later", "1"),)), "what a newer version or another program put into records (1)"),
    (Task(id="x", sprint="s"), "sprints of tasks (1)"),
    (Task(id="x", code="1"), "WBS codes that are those of the outline (1)"),
    (Task(id="x", team="nobody"), "teams and owners that are not there (1)"),
]


@pytest.mark.parametrize(("record", "words"), LOST, ids=lambda each: each if isinstance(each, str) else each.kind)
def test_each_thing_without_a_place_is_counted(tmp_path: Path, record: Record, words: str) -> None:
    made = make_plan(stable_id(0), [*plan("A 3d").records(), record])
    (found,) = write(tmp_path / "plan.xml", made, compute(made), today=0)
    assert found.message == f"MS Project XML has no place for: {words}."


def test_every_kind_of_record_is_written_or_told() -> None:
    written = {"project", "task", "link", "calendar", "resource", "assignment", "baseline", "baseline_task", "field"}
    assert written | lost.KINDS.keys() | {"reference"} == KINDS.keys()


def test_another_plan_is_known_again_by_the_task_that_stands_for_it() -> None:
    (task,) = plan("A 3d").tasks.values()
    other = Reference(id=stable_id(50), name="b.mpp", path="b.mpp")
    made = make_plan(stable_id(0), [*plan("A 3d").records(), task.but(reference=other.id), other])
    (read_again,) = there_and_back(made).table(Reference).values()
    assert read_again.path == "b.mpp"
