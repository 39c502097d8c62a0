"""One small plan a rule: each line a task and, after `=>`, the dates that it must get.

A date alone means 08:00 for a start and 17:00 for a finish; one instant is a milestone. A line that begins
with `!` sets members of the project.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from roadmap_app.model.time import to_iso
from roadmap_app.schedule import compute
from tests.pocket import at, plan

RULES = sorted((Path(__file__).parent / "rules").glob("*.txt"))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_gives_its_dates(path: Path) -> None:
    told, expected, project = _read(path.read_text(encoding="utf-8"))
    made = plan(told, **project)
    schedule = compute(made)
    found = {}
    for id in schedule.ids:
        found[made.tasks[id].name] = (to_iso(schedule.start(id)), to_iso(schedule.finish(id)))
    assert found == expected


def _read(text: str) -> tuple[str, dict[str, tuple[str, str]], dict[str, Any]]:
    lines: list[str] = []
    expected: dict[str, tuple[str, str]] = {}
    project: dict[str, Any] = {}
    for line in text.splitlines():
        if line.startswith("!"):
            for setting in line[1:].split():
                name, _, value = setting.partition("=")
                value = ast.literal_eval(value)
                project[name] = at(value, 1020) if name == "finish" else value
            continue
        told, _, dates = line.partition("=>")
        lines.append(told.rstrip())
        if dates:
            first, _, last = (part.strip() for part in dates.partition(".."))
            start = to_iso(at(first))
            expected[told.split()[0]] = (start, to_iso(at(last, 1020)) if last else start)
    return "\n".join(lines), expected, project
