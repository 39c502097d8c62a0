"""Real MS Project plans, read and written: what was read is read again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from roadmap_app.exchange.mspdi.reader import read
from roadmap_app.exchange.mspdi.writer import write
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Record
from roadmap_app.schedule import compute
from tests.corpus import shared

pytestmark = pytest.mark.skipif(not shared.present(), reason=shared.ABSENT)


def facts(plan: Plan) -> dict[str, dict[str, Record]]:
    """All records but what is settled by writing: the unique ids of teams that only a group named, slots of fields."""
    loose: dict[str, dict[str, Any]] = {"field": {"source": ""}, "resource": {"uid": None}}
    return {
        kind: {id: record.but(**loose.get(kind, {})) for id, record in table.items()}
        for kind, table in plan.tables.items()
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
        for kind, expected in before.items():
            assert after[kind] == expected, (name, kind)
        assert after.keys() == before.keys(), name
        assert again.plan.doc == plan.doc, name
