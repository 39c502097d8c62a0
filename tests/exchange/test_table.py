"""The table of tasks as CSV: what stands in it, and that no spreadsheet runs a text of it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from roadmap_app.exchange import formats
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.time import instant
from roadmap_app.schedule import compute
from tests.pocket import id_of, plan

FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", "＝1+1"]


def written(path: Path, made: Plan) -> list[dict[str, str]]:
    formats.write(path, made, compute(made), today=0)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_each_task_is_a_row_with_its_dates(tmp_path: Path) -> None:
    made = plan("Phase { A 3d; B 2d after A }")
    rows = written(tmp_path / "plan.csv", made)
    assert [(row["ID"], row["WBS"], row["Outline Level"], row["Name"]) for row in rows] == [
        ("1", "1", "1", "Phase"), ("2", "1.1", "2", "A"), ("3", "1.2", "2", "B"),
    ]  # fmt: skip
    assert (rows[1]["Duration"], rows[2]["Predecessors"], rows[2]["% Complete"]) == ("3d", "1.1", "0")
    start = compute(made).start(id_of(made, "A"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", rows[1]["Start"])
    day, clock = rows[1]["Start"].split()
    assert instant(*map(int, day.split("-")), *map(int, clock.split(":"))) == start


@pytest.mark.parametrize("name", FORMULAS)
def test_no_text_is_a_formula(tmp_path: Path, name: str) -> None:
    draft = Draft(plan("A 3d"))
    draft.change(draft.tasks[id_of(draft.plan, "A")], name=name, notes=name)
    made = draft.plan
    (row,) = written(tmp_path / "plan.csv", made)
    assert (row["Name"], row["Notes"]) == (f"'{name}", f"'{name}")
    (told,) = formats.write(tmp_path / "plan.csv", made, compute(made), today=0)
    assert told.code == "csv.formula" and "2 texts" in told.message


def test_commas_quotes_line_ends_and_half_letters_stay_in_their_cell(tmp_path: Path) -> None:
    draft = Draft(plan("A 3d"))
    draft.change(draft.tasks[id_of(draft.plan, "A")], name='a,"b";c', notes="one\ntwo \ud83d")
    (row,) = written(tmp_path / "plan.csv", draft.plan)
    assert (row["Name"], row["Notes"]) == ('a,"b";c', "one\ntwo ?")
