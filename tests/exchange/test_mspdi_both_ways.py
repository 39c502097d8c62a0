"""MS Project XML both ways: what is written is read again as the same plan, and what is not is told."""

from __future__ import annotations

import tempfile
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from roadmap_app.exchange.imported import Imported
from roadmap_app.exchange.mspdi import lost
from roadmap_app.exchange.mspdi.reader import read
from roadmap_app.exchange.mspdi.writer import write
from roadmap_app.model.parts import Part, Split
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import KINDS, Task
from roadmap_app.schedule import compute
from tests.examples import tries
from tests.exchange.everything import everything
from tests.exchange.mspdi_plans import plans
from tests.pocket import plan


def through(made: Plan) -> Imported:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xml"
        write(path, made, compute(made), today=0)
        return read(path)


def there_and_back(made: Plan) -> Plan:
    imported = through(made)
    assert not imported.findings
    return imported.plan


def held(record: Any) -> Any:
    """A record without what `lost` says that the format has no place for, `extra` and that of its parts among it."""
    unheld = [name for kind, names, _ in lost.MEMBERS for name in names if kind == record.kind]
    changed: dict[str, Any] = {name: getattr(KINDS[record.kind], name) for name in unheld}
    for name, value in record.__dict__.items():
        if type(value) is tuple and value and isinstance(value[0], Part):
            source = {"source": ""} if hasattr(value[0], "source") else {}
            changed[name] = tuple(replace(part, extra=(), **source) for part in value)
    return record.but(**changed, extra=())


def content(made: Plan) -> dict[str, object]:
    """A plan without the ids that the format has no place for: those of links, baselines, other plans."""
    paths = {id: each.path for id, each in made.tables.get("reference", {}).items()}  # type: ignore[attr-defined]
    numbers = {id: each.number for id, each in made.baselines.items()}
    return {
        "doc": made.doc,
        "project": held(made.project).but(baseline=str(numbers.get(made.project.baseline))),
        "order": made.outline.order,
        "tasks": {
            id: held(task).but(ord="", reference=paths.get(task.reference, ""), hyperlinks=task.hyperlinks[:1])
            for id, task in made.tasks.items()
        },
        "links": sorted((held(link).but(id="") for link in made.links.values()), key=repr),
        "calendars": {id: held(each) for id, each in made.calendars.items()},
        "resources": {
            id: held(each).but(ord="", team="" if each.type == "team" else each.team)
            for id, each in made.resources.items()
        },
        "assignments": {id: held(each) for id, each in made.assignments.items()},
        "baselines": {each.number for each in made.baselines.values()},
        "rows": {
            (numbers[row.baseline], row.of): held(row).but(id="", baseline="") for row in made.baseline_tasks.values()
        },
        "fields": {id: held(each).but(ord="", source="") for id, each in made.fields.items()},
        "field order": sorted(made.fields, key=lambda id: made.fields[id].ord),
        "other plans": set(paths.values()),
    }  # fmt: skip


@given(plans())
def test_write_then_read_gives_the_same_plan(made: Plan) -> None:
    before, after = content(made), content(there_and_back(made))
    for part, expected in before.items():
        assert after[part] == expected, part


@settings(max_examples=tries(30))
@given(plans())
def test_the_second_time_nothing_changes_at_all(made: Plan) -> None:
    once = there_and_back(made)
    assert there_and_back(once) == once


def test_a_plan_with_every_member_comes_back() -> None:
    made = everything()
    before, after = content(made), content(there_and_back(made))
    for part, expected in before.items():
        assert after[part] == expected, part


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in lost.KINDS])
def test_every_member_of_every_kind_has_a_value_in_the_plan_with_everything(kind: str) -> None:
    records = list(everything().tables[kind].values())
    idle = {"project": {"finish", "schedule_from"}}.get(kind, set())  # set together in the random plans
    for member in {field.name for field in fields(KINDS[kind])} - {"id"} - idle:
        default = getattr(KINDS[kind], member)
        assert any(getattr(record, member) != default for record in records), member


def told(made: Plan, tmp_path: Path) -> str:
    """The one finding about what is lost."""
    (found,) = (
        each for each in write(tmp_path / "plan.xml", made, compute(made), today=0) if each.code == "mspdi.lost"
    )
    assert not found.problem
    return found.message


@pytest.mark.parametrize(
    "words",
    [
        *lost.KINDS.values(),
        *(words for _, _, words in lost.MEMBERS),
        "further hyperlinks", "sources of exceptions", "names of baselines", "teams of teams",
        "what a newer version or another program put into records",
    ],
)  # fmt: skip
def test_what_the_format_cannot_hold_is_told_by_name_and_count(words: str, tmp_path: Path) -> None:
    assert f"{words} (" in told(everything(), tmp_path)


def test_each_loss_is_counted(tmp_path: Path) -> None:
    made = plan("A 3d; B 2d")
    tasks = [task.but(sprint="s") for task in made.tasks.values()]
    message = told(make_plan(made.doc, [*made.records(), *tasks]), tmp_path)
    assert message == "MS Project XML has no place for: sprints of tasks (2)."


def test_fields_that_find_no_slot_are_told(tmp_path: Path) -> None:
    made = plan("A 3d")
    (task,) = made.tasks.values()
    more = [KINDS["field"](id=f"field{n}", name=f"F{n}") for n in range(31)]  # type: ignore[call-arg]
    changed = make_plan(made.doc, [*made.records(), *more, task.but(scope="added")])
    assert "custom fields (1)" in told(changed, tmp_path) and "scopes (1)" in told(changed, tmp_path)


def test_a_name_too_long_for_the_format_is_cut_and_told(tmp_path: Path) -> None:
    made = plan("A 3d")
    (task,) = made.tasks.values()
    changed = make_plan(made.doc, [*made.records(), task.but(name="x" * 513)])
    assert "letters past the 512th of a name (1)" in told(changed, tmp_path)
    (again,) = there_and_back(changed).tasks.values()
    assert again.name == "x" * 512


def test_a_plan_of_tasks_and_links_loses_nothing(tmp_path: Path) -> None:
    made = plan("A 3d; B 2d after A")
    assert write(tmp_path / "plan.xml", made, compute(made), today=0) == ()


def test_a_second_link_between_two_tasks_is_kept_and_told(tmp_path: Path) -> None:
    made = plan("A 3d; B 2d after A")
    (link,) = made.links.values()
    both = make_plan(made.doc, [*made.records(), link.but(id="another", type="FF", lag=60)])
    (found,) = write(tmp_path / "plan.xml", both, compute(both), today=0)
    assert "one link between two tasks; 1 more" in found.message
    assert sorted(each.type for each in there_and_back(both).links.values()) == ["FF", "FS"]


def test_splits_of_a_task_are_kept() -> None:
    made = plan("A 5d")
    (task,) = made.tasks.values()
    splits = (Split(after=480, gap=960), Split(after=1440, gap=480))
    split = make_plan(made.doc, [*made.records(), task.but(splits=splits)])
    (read_again,) = there_and_back(split).tasks.values()
    assert read_again.splits == splits


def test_a_team_that_was_renamed_in_ms_project_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    made = everything()
    write(path, made, compute(made), today=0)
    path.write_text(path.read_text("utf-8").replace("<Name>Ann</Name>", "<Name>Bea</Name>"), "utf-8")
    imported = read(path)
    (found,) = (each for each in imported.findings if each.code == "mspdi.carried")
    assert "owner 'Ann' is no resource" in found.message and "'Build'" in found.where


@pytest.mark.parametrize("word", ["fixed_cost_accrual", "accrual", "contour", "rate_table"])
def test_a_word_of_a_newer_version_breaks_nothing_and_is_told(word: str, tmp_path: Path) -> None:
    records = [each.but(**{word: "odd"}) if hasattr(each, word) else each for each in everything().records()]
    assert "'odd' (" in told(make_plan("d", records), tmp_path)


def test_characters_that_xml_forbids_do_not_break_the_file(tmp_path: Path) -> None:
    made = plan("A 3d")
    (task,) = made.tasks.values()
    odd = make_plan(made.doc, [*made.records(), task.but(name="a\0b\x1bc\ud800d\r\n]]>")])
    (read_again,) = there_and_back(odd).tasks.values()
    assert read_again.name == "a\ufffdb\ufffdc\ufffdd\r\n]]>"


def test_a_blank_line_stays_where_it_stood() -> None:
    made = plan("A 3d; B 2d")
    first, second = (made.tasks[id] for id in made.outline.order)
    blank = Task(id="aaaaaaaaaaaaaaab", parent=second.id, ord="V", active=False)
    again = there_and_back(make_plan(made.doc, [*made.records(), blank]))
    assert list(again.outline.order) == [first.id, second.id, blank.id]
    assert again.tasks[blank.id].parent == second.id
