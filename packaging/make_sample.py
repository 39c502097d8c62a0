"""Make the sample plan from a description of the programme: `make_sample.py SAMPLE-PLAN.json OUT.roadmap`.

The plan is committed; this script is how it was made, and it gives the same bytes each time. It writes
what people enter: dates that our schedule computes are not in the plan.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from roadmap_app.calendar import WorkTime, worktime_of
from roadmap_app.model.ids import stable_id
from roadmap_app.model.order import spread
from roadmap_app.model.parts import CalendarException
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import (
    Assignment,
    Baseline,
    BaselineTask,
    Calendar,
    Contract,
    Link,
    Project,
    Record,
    Resource,
    Risk,
    Task,
)
from roadmap_app.model.time import DAY, day_from_iso
from roadmap_app.storage import planfile

MORNING, EVENING = 480, 1020
DAY_MINUTES = 480
STANDARD_WEEK = (((480, 720), (780, 1020)),) * 5 + ((), ())
SLOTS = {"Core": 1, "Ledger": 2, "Fraud": 3, "Mobile": 4, "Data": 5, "SRE": 6, "PMO": 0}
CODES = {
    "Core": "COR", "Ledger": "LED", "Fraud": "FRD", "Mobile": "MOB", "Data": "DAT", "SRE": "SRE",
    "PMO": "PMO",
}  # fmt: skip

# Ids: a range for each kind, so that they never change when something is added to another.
PROJECT, CALENDAR, BASELINE, REPORT = 1, 2, 3, 4
TASKS, LINKS, RESOURCES, ASSIGNMENTS, ROWS, RISKS, CONTRACTS = (n * 10_000 for n in range(1, 8))

NOTES = {
    "2.3": "Mobile builds on this API. The contract test suite must pass before hand-over; the field list was"
    " agreed in the Ledger API contract (1.3).",
    "3.2": "The card network gives out slots by the week. The certificate is needed before the load test"
    " may carry live cards.",
    "6.3": "Needs the rota of both engineers. Not in the year-end shutdown: production is frozen then.",
}
PROJECT_NOTES = (
    "Moves all payments from the old platform to Ledger v2. GA launch answers the question when it is done;"
    " the committee reads the report every second Friday."
)


def sample(source: dict[str, Any]) -> Plan:
    """The plan of a description."""
    tasks = [task for task in source["tasks"] if task["wbs"] != "0"]
    ids = {task["wbs"]: stable_id(TASKS + place) for place, task in enumerate(tasks)}
    calendar = _calendar(source["calendar"]["nonWorking"])
    resources, people = _resources(source["assignments"])
    worktime = worktime_of(make_plan("", [calendar]), calendar.id)
    records: list[Record] = [
        Project(
            id=stable_id(PROJECT),
            name=source["programme"],
            start=_at("2026-09-07", MORNING),
            status_date=_at(source["statusDate"], EVENING),
            calendar=calendar.id,
            currency="EUR",
            milestone=ids["6.4"],
            baseline=stable_id(BASELINE),
            notes=PROJECT_NOTES,
        ),
        calendar,
        *resources,
        *_tasks(tasks, ids),
        *_links(tasks, ids),
        *_assignments(source["assignments"], ids, people),
        *_baseline(tasks, ids),
        *_report(source["previousReport"], tasks, ids, worktime),
        *_risks(source["risks"], ids),
        *_contracts(source["contracts"], ids, tasks),
    ]
    return make_plan(stable_id(2026_10_27), records)


def _at(date: str, minute: int) -> int:
    return day_from_iso(date) * DAY + minute


def _calendar(days: list[dict[str, str]]) -> Calendar:
    """The standard week with the days off, those that follow each other under one name as one range."""
    exceptions: list[CalendarException] = []
    for row in days:
        day = day_from_iso(row["date"])
        if exceptions and exceptions[-1].name == row["name"] and exceptions[-1].last == day - 1:
            first = exceptions.pop().first
        else:
            first = day
        exceptions.append(CalendarException(name=row["name"], first=first, last=day))
    return Calendar(id=stable_id(CALENDAR), name="Standard", week=STANDARD_WEEK, exceptions=tuple(exceptions))


def _team_id(team: str | None) -> str:
    return stable_id(RESOURCES + list(SLOTS).index(team)) if team else ""


def _resources(rows: list[dict[str, Any]]) -> tuple[list[Resource], dict[str, str]]:
    """Teams and then people, and the ids of people by name."""
    people = {row["person"]: stable_id(RESOURCES + 100 + place) for place, row in enumerate(rows)}
    keys = iter(spread("", "", len(SLOTS) + len(people)))
    made = [
        Resource(id=_team_id(team), name=team, type="team", code=CODES[team], colour=slot, ord=next(keys))
        for team, slot in SLOTS.items()
    ]
    made += [
        Resource(id=people[row["person"]], name=row["person"], team=_team_id(row["team"]), ord=next(keys))
        for row in rows
    ]
    return made, people


def _parent(wbs: str) -> str:
    return wbs.rpartition(".")[0]


def _tasks(rows: list[dict[str, Any]], ids: dict[str, str]) -> list[Task]:
    siblings: dict[str, int] = {}
    for row in rows:
        siblings[_parent(row["wbs"])] = siblings.get(_parent(row["wbs"]), 0) + 1
    keys = {parent: iter(spread("", "", count)) for parent, count in siblings.items()}
    return [
        Task(
            id=ids[row["wbs"]],
            name=row["name"],
            parent=ids.get(_parent(row["wbs"]), ""),
            ord=next(keys[_parent(row["wbs"])]),
            team=_team_id(row["team"]),
            deadline=_at(row["deadline"], EVENING) if row["deadline"] else None,
            notes=NOTES.get(row["wbs"], ""),
            **({} if row["kind"] == "summary" else _work(row)),
        )
        for row in rows
    ]


def _work(row: dict[str, Any]) -> dict[str, Any]:
    """Duration, constraint and progress of a task that is no summary."""
    members: dict[str, Any] = {
        "duration": row["days"] * DAY_MINUTES,
        "task_type": "fixed_duration",
        "percent": row["percent"],
    }
    if row["startNoEarlierThan"]:
        members |= {"constraint": "snet", "constraint_date": _at(row["startNoEarlierThan"], MORNING)}
    if row["percent"]:
        at_end = row["kind"] == "milestone" and row["links"]
        members["actual_start"] = _at(row["start"], EVENING if at_end else MORNING)
    if row["percent"] == 100:
        at_start = row["kind"] == "milestone" and not row["links"]
        members["actual_finish"] = _at(row["finish"], MORNING if at_start else EVENING)
    return members


def _links(rows: list[dict[str, Any]], ids: dict[str, str]) -> list[Link]:
    return [
        Link(
            id=stable_id(LINKS + 100 * place + number),
            from_=ids[link["after"]],
            to=ids[row["wbs"]],
            type=link["type"],
            lag=link["lagDays"] * DAY_MINUTES,
        )
        for place, row in enumerate(rows)
        for number, link in enumerate(row["links"])
    ]


def _assignments(rows: list[dict[str, Any]], ids: dict[str, str], people: dict[str, str]) -> list[Assignment]:
    return [
        Assignment(
            id=stable_id(ASSIGNMENTS + 100 * place + number),
            task=ids[work["task"]],
            resource=people[row["person"]],
            units=work["percent"] * 10_000,
        )
        for place, row in enumerate(rows)
        for number, work in enumerate(row["work"])
    ]


def _baseline(rows: list[dict[str, Any]], ids: dict[str, str]) -> list[Record]:
    made: list[Record] = [Baseline(id=stable_id(BASELINE), name="Baseline", taken=_at("2026-09-04", EVENING))]
    for place, row in enumerate(rows):
        milestone = row["kind"] == "milestone"
        at_end = milestone and bool(row["links"])
        made.append(
            BaselineTask(
                id=stable_id(ROWS + place),
                baseline=stable_id(BASELINE),
                of=ids[row["wbs"]],
                start=_at(row["baselineStart"], EVENING if at_end else MORNING),
                finish=_at(row["baselineFinish"], MORNING if milestone and not at_end else EVENING),
                duration=None if row["baselineDays"] is None else row["baselineDays"] * DAY_MINUTES,
            )
        )
    return made


def _report(
    report: dict[str, Any], rows: list[dict[str, Any]], ids: dict[str, str], worktime: WorkTime
) -> list[Record]:
    """What the last report told, as far as its data go: durations of tasks and finishes of milestones.

    A task's start is not in the data; its finish is where they name it.
    """
    made: list[Record] = [
        Baseline(
            id=stable_id(REPORT),
            name="Report 9 Oct",
            number=1,
            taken=_at(report["date"], EVENING),
            notes="Durations and finishes as the report of 9 October told them; it named no others.",
        )
    ]
    for place, row in enumerate(rows):
        days, finish = report["days"].get(row["wbs"]), report["finish"].get(row["wbs"])
        if days is None and finish is None:
            continue
        minutes = None if days is None else days * DAY_MINUTES
        start = _at(row["start"], MORNING) if minutes is not None and row["percent"] else None
        reported = worktime.add(start, minutes) if start is not None and minutes else None
        made.append(
            BaselineTask(
                id=stable_id(ROWS + 1_000 + place),
                baseline=stable_id(REPORT),
                of=ids[row["wbs"]],
                start=start,
                finish=_at(finish, EVENING) if finish else reported,
                duration=minutes,
            )
        )
    return made


def _risks(rows: list[dict[str, Any]], ids: dict[str, str]) -> list[Risk]:
    strategies = ("reduce", "accept", "transfer", "avoid")
    made = []
    for place, row in enumerate(rows):
        least, most = (days * DAY_MINUTES for days in row["impactDays"])
        word = row["response"].replace(";", ":").partition(":")[0].split()[0].lower()
        made.append(
            Risk(
                id=stable_id(RISKS + place),
                code=row["id"],
                name=row["name"],
                status=row["status"],
                probability=row["percent"],
                impact_min=least,
                impact_max=most,
                tasks=(ids[row["task"]],),
                team=_team_id(row["team"]),
                strategy=word if word in strategies else "",
                response=row["response"],
            )
        )
    return made


def _contracts(
    rows: list[dict[str, Any]], ids: dict[str, str], tasks: list[dict[str, Any]]
) -> list[Contract]:
    """Promises between teams; the task that waits is the consumer's first one after the delivering one."""
    made = []
    for place, row in enumerate(rows):
        waiting = [
            task["wbs"]
            for task in tasks
            if task["team"] == row["consumer"] and any(x["after"] == row.get("task") for x in task["links"])
        ]
        made.append(
            Contract(
                id=stable_id(CONTRACTS + place),
                name=row["name"],
                provider=_team_id(row["provider"]),
                consumer=_team_id(row["consumer"]),
                task=ids.get(row.get("task", ""), ""),
                consumer_task=ids[waiting[0]] if waiting else "",
                need_by=_at(row["needBy"], EVENING),
                commit_by=_at(row["commitBy"], EVENING),
                status="agreed",
                terms=f"For {row['roadmapItem']}." if "roadmapItem" in row else "",
            )
        )
    return made


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print("usage: make_sample.py SAMPLE-PLAN.json OUT.roadmap", file=sys.stderr)
        return 2
    source = json.loads(Path(arguments[0]).read_text("utf-8"))
    Path(arguments[1]).write_bytes(planfile.encode(sample(source)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
