"""Our MS Project XML as MPXJ reads it, a reader that knows nothing of us; skipped where MPXJ is absent.

MPXJ needs Java and is no part of our environment: install `mpxj` and `JPype1` in one of their own, and name its
Python in ROADMAP_MPXJ. What it cannot read (exceptions on any day, weekday or weekend day of a month: it fails
on the whole file) is left out here.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from roadmap_app import resources
from roadmap_app.exchange.mspdi.writer import write
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.time import to_iso
from roadmap_app.schedule import Schedule, compute
from roadmap_app.storage import planfile
from tests.exchange.everything import MONDAY, everything, uid

DUMP = Path(__file__).with_name("mpxj_dump.py")


@cache
def peer() -> str:
    """A Python that has MPXJ, or ""."""
    if named := os.environ.get("ROADMAP_MPXJ", ""):
        return named
    there = all(importlib.util.find_spec(name) is not None for name in ("mpxj", "jpype"))
    return sys.executable if there else ""


pytestmark = pytest.mark.skipif(not peer(), reason="MPXJ is not here; ROADMAP_MPXJ names a Python that has it")


def readable(plan: Plan) -> Plan:
    """A plan without the exceptions on which MPXJ fails."""
    odd = (0b1111111, 0b0011111, 0b1100000)
    calendars = [
        each.but(exceptions=tuple(e for e in each.exceptions if not (e.position and e.weekdays in odd)))
        for each in plan.calendars.values()
    ]
    return make_plan(plan.doc, [*plan.records(), *calendars])


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Plan, Schedule, dict[str, Any]]]:
    """Plans by name with their schedule and what MPXJ sees in their files; Java starts once."""
    sample = planfile.load(str(resources.path("samples") / "payments-platform-migration.roadmap")).plan
    plans = {"everything": readable(everything()), "sample": readable(sample)}
    folder = tmp_path_factory.mktemp("peer")
    for name, plan in plans.items():
        write(folder / f"{name}.xml", plan, compute(plan), today=0)
    files = [str(folder / f"{name}.xml") for name in plans]
    done = subprocess.run([peer(), str(DUMP), *files], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return {name: (plan, compute(plan), dump) for (name, plan), dump in zip(plans.items(), found, strict=True)}


def iso(minute: int | None) -> str | None:
    return None if minute is None else to_iso(minute)


@pytest.mark.parametrize("name", ["everything", "sample"])
def test_tasks_and_dates(name: str, seen: dict[str, tuple[Plan, Schedule, dict[str, Any]]]) -> None:
    plan, schedule, found = seen[name]
    assert found["ignored"] == []
    assert found["title"] == plan.project.name
    assert found["start"] == iso(plan.project.start)
    tasks = list(found["tasks"].values())
    ours = [plan.tasks[id] for id in plan.outline.order]
    theirs = [each for each in tasks if each["level"] and each["name"] != "External Task"]
    assert [each["name"] for each in theirs] == [each.name for each in ours]
    for task, each in zip(ours, theirs, strict=True):
        id = task.id
        start, finish = (task.start, task.finish) if not task.active else (None, None)
        assert each["start"] == iso(start if start is not None else schedule.start(id)), task.name
        assert each["finish"] == iso(finish if finish is not None else schedule.finish(id)), task.name
        assert each["level"] == plan.outline.depth[id] + 1
        assert each["milestone"] == schedule.is_milestone(id)
        assert (each["active"], each["manual"]) == (task.active, task.manual)
        assert (each["deadline"], each["constraint_date"]) == (iso(task.deadline), iso(task.constraint_date))
        assert "".join(word[0] for word in each["constraint"].lower().split("_")) == task.constraint
        assert each["priority"] == task.priority
        assert each["percent"] == schedule.percent(id)
        assert each["actual_start"] == iso(task.actual_start)
        assert each["notes"] == task.notes
        assert each["hyperlink"] == (task.hyperlinks[0].url if task.hyperlinks else None)
        assert (each["fixed_cost"] or 0) * 10**plan.project.currency_digits == pytest.approx(task.fixed_cost)
        if not plan.outline.is_summary(id):
            assert each["duration"] == task.duration
        assert each["calendar"] == (plan.calendars[task.calendar].name if task.calendar else None)


@pytest.mark.parametrize("name", ["everything", "sample"])
def test_links(name: str, seen: dict[str, tuple[Plan, Schedule, dict[str, Any]]]) -> None:
    plan, _, found = seen[name]
    numbers = {each["name"]: int(key) for key, each in found["tasks"].items()}
    ours = set()
    for link in plan.links.values():
        unit = {"worked": link.lag_unit, "elapsed": f"e{link.lag_unit}", "percent": "%"}[link.lag_kind]
        from_ = numbers[plan.tasks[link.from_].name] if link.from_ else int(link.external.rpartition("\\")[2])
        ours.add((from_, numbers[plan.tasks[link.to].name], link.type, unit, link.lag > 0))
    theirs = {
        (from_, int(to), type, unit, lag > 0)
        for to, each in found["tasks"].items()
        for from_, type, unit, lag in each["links"]
    }
    assert theirs == ours


def test_baselines(seen: dict[str, tuple[Plan, Schedule, dict[str, Any]]]) -> None:
    _, _, found = seen["everything"]
    assert found["tasks"]["2"]["baselines"] == [[iso(MONDAY + n), iso(MONDAY + 480), 4.2] for n in range(11)]


def test_custom_fields_and_what_they_carry(seen: dict[str, tuple[Plan, Schedule, dict[str, Any]]]) -> None:
    _, _, found = seen["everything"]
    fields = found["tasks"]["2"]["fields"]
    expected = {
        "Our text": "text", "Our number": "25.0", "Our date": iso(MONDAY), "Our list": "b", "Our flag": "True",
        "Our cost": "12.345", "Roadmap: team": "Web", "Roadmap: owner": "Ann", "Roadmap: tags": 'api, "a, b"',
        "Roadmap: horizon": "2026-Q2", "Roadmap: scope": "added", "Roadmap: budget": "99.9",
        "Roadmap: pinned start": iso(MONDAY + 60),
    }  # fmt: skip
    assert {name: fields[name] for name in expected} == expected
    assert found["choices"] == {"Our list": ["a", "b"]}


def test_calendars(seen: dict[str, tuple[Plan, Schedule, dict[str, Any]]]) -> None:
    plan, _, found = seen["everything"]
    day = [["08:00", "12:00"], ["13:00", "17:00"]]
    assert found["calendar"] == "Standard"
    assert found["calendars"]["Standard"]["week"] == [day] * 5 + [[], []]
    night = found["calendars"]["Night"]
    assert night["base"] == "Standard" and night["weeks"] == ["Summer"]
    assert night["week"] == [[["00:00", "06:00"], ["22:00", "00:00"]]] * 5 + [None, None]
    exceptions = plan.calendars[uid(11)].exceptions
    assert {(name, recurs) for name, _, recurs in night["exceptions"]} == {(e.name, bool(e.recur)) for e in exceptions}


@pytest.mark.parametrize("name", ["everything", "sample"])
def test_resources(name: str, seen: dict[str, tuple[Plan, Schedule, dict[str, Any]]]) -> None:
    plan, _, found = seen[name]
    types = {"person": "WORK", "team": "WORK", "material": "MATERIAL", "cost": "COST"}
    theirs = {each["name"]: each for each in found["resources"].values()}
    scale = 10**plan.project.currency_digits
    assert len(theirs) == len(plan.resources)
    for resource in plan.resources.values():
        each = theirs[resource.name]
        team = resource if resource.type == "team" else plan.resources.get(resource.team)
        assert each["type"] == types[resource.type]
        assert each["group"] == (team.name if team else None)
        assert (each["email"] or "", each["notes"]) == (resource.email, resource.notes)
        assert each["active"] == resource.active
        assert each["accrual"].lower() == resource.accrual
        rates = [(rate.standard / scale, rate.per_use / scale) for rate in resource.rates if rate.table == "A"]
        assert [tuple(rate[1:]) for rate in each["rates"]] == (rates or [(0, 0)])
        assert each["availability"] == ([period.units / 10_000 for period in resource.availability] or [100])


@pytest.mark.parametrize("name", ["everything", "sample"])
def test_assignments(name: str, seen: dict[str, tuple[Plan, Schedule, dict[str, Any]]]) -> None:
    plan, _, found = seen[name]
    tasks = {key: each["name"] for key, each in found["tasks"].items()}
    people = {int(key): each["name"] for key, each in found["resources"].items()}
    theirs = {
        (tasks[str(each["task"])], people.get(each["resource"], "")): each
        for each in found["assignments"].values()
        if each["contour"] != "CONTOURED"  # the parts of a split task
    }
    assert len(theirs) == len(plan.assignments)
    for ours in plan.assignments.values():
        worker = plan.resources[ours.resource].name if ours.resource else ""
        each = theirs[plan.tasks[ours.task].name, worker]
        assert each["units"] == ours.units / 10_000
        assert each["work"] == ours.work
        assert (each["actual_work"] or 0, each["overtime"] or 0) == (ours.actual_work, ours.overtime_work)
        assert each["delay"] == ours.delay
        assert each["contour"].lower() == ours.contour
        if ours.start is not None:
            assert (each["start"], each["finish"]) == (iso(ours.start), iso(ours.finish))
