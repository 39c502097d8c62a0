"""Real MS Project plans, read and written: what was read is read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_app.exchange.mspdi.reader import read
from roadmap_app.exchange.mspdi.writer import write
from roadmap_app.model.plan import Plan
from roadmap_app.schedule import compute
from tests.corpus import shared

pytestmark = pytest.mark.skipif(not shared.present(), reason=shared.ABSENT)


def facts(plan: Plan) -> dict[str, object]:
    """All but what gets a number or an id of its own on the way: teams that only a group names, fields."""
    sources = {id: field.source if field.source[-1:].isdigit() else "" for id, field in plan.fields.items()}
    return {
        "project": plan.project.but(id=""),
        "tasks": {
            id: task.but(fields=tuple(sorted((sources[field], value) for field, value in task.fields)))
            for id, task in plan.tasks.items()
        },
        "links": dict(plan.links),
        "calendars": dict(plan.calendars),
        "resources": {id: found.but(uid=None) for id, found in plan.resources.items()},
        "assignments": dict(plan.assignments),
        "baselines": dict(plan.baselines),
        "rows": dict(plan.baseline_tasks),
    }


@pytest.mark.parametrize("folder", shared.FOLDERS)
def test_read_written_and_read_again_a_plan_is_the_same(folder: str, tmp_path: Path) -> None:
    for name, path in shared.inputs(folder, tmp_path):
        plan = read(path).plan
        written = tmp_path / "written.xml"
        write(written, plan, compute(plan), today=0)
        again = read(written)
        assert not again.findings, name
        before, after = facts(plan), facts(again.plan)
        for part, expected in before.items():
            assert after[part] == expected, (name, part)
