"""What we compute of every real plan beside what was stored, worked out once for all tests that ask."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, NamedTuple

from roadmap_app.exchange.mspdi.reader import read
from roadmap_app.model.time import to_iso
from roadmap_app.schedule import compute
from tests.corpus import shared


class Scored(NamedTuple):
    """One file: its row in the index, the stored tasks, ours by unique id, and the scorer's figures."""

    row: dict[str, Any]
    stored: list[dict[str, Any]]
    ours: dict[int, dict[str, Any]]
    figures: dict[str, Any]


def answer(path: str, expected: object, timeout: float) -> dict[str, Any]:
    """What the scorer wants to know of one file."""
    plan = read(path).plan
    schedule = compute(plan)
    return {
        "tasks": [
            {
                "uid": task.uid,
                "start": to_iso(schedule.start(id)),
                "finish": to_iso(schedule.finish(id)),
                "total_slack_min": schedule.total_slack(id),
                "free_slack_min": schedule.free_slack(id),
                "critical": schedule.is_critical(id),
            }
            for id, task in plan.tasks.items()
        ]
    }


@cache
def scored(folder: str) -> list[Scored]:
    """Every file of a folder, recomputed from its blanked input."""
    score, data = shared.scorer(), shared.SHARED / "data" / folder
    found = []
    for row in shared.index(folder):
        ours: dict[int, dict[str, Any]] = {}

        def asked(
            path: str, expected: object, timeout: float, ours: dict[int, dict[str, Any]] = ours
        ) -> dict[str, Any]:
            told = answer(path, expected, timeout)
            ours.update({task["uid"]: task for task in told["tasks"]})
            return told

        figures = score.score_file(row, str(data), asked, 60, True)
        stored = json.loads((data / "expected" / f"{row['name']}.json").read_text("utf-8"))["tasks"]
        found.append(Scored(row, stored, ours, figures))
    return found


def differing_dates(folder: str) -> set[tuple[str, ...]]:
    """(file, unique id, stored start, finish, our start, finish) of each task that is not exactly as stored."""
    score = shared.scorer()
    return {
        (one.row["name"], str(task["uid"]), task["start"], task["finish"], mine["start"], mine["finish"])
        for one in scored(folder)
        for task in one.stored
        for mine in [one.ours.get(task["uid"], {"start": "-", "finish": "-"})]
        for figures in [score.compare({"tasks": [task]}, {"tasks": [mine]})[0]]
        if figures["exact"] < figures["tasks"]
    }


def differing_slack(folder: str) -> set[tuple[str, ...]]:
    """(file, tasks whose total slack, free slack and critical flag differ, tasks) of each file with any."""
    return {
        (one.row["name"], *(str(count) for count in counts), str(one.figures["slack_checked"]))
        for one in scored(folder)
        for counts in [
            [one.figures[f"{name}_checked"] - one.figures[f"{name}_ok"] for name in ("slack", "free", "critical")]
        ]
        if any(counts)
    }
