"""References to nothing: each member that holds ids is looked at, told and repaired."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from roadmap_app.commands import outline
from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import Draft, Plan, make_plan
from roadmap_app.model.records import KINDS, Assignment, BaselineTask, Conflict, Project, Record, Risk, Task
from roadmap_app.storage import references, whole
from roadmap_app.storage.references import REFERENCES, Reference
from roadmap_app.storage.repair import repaired
from tests.pocket import id_of, plan

HERE, THERE, NOWHERE = (stable_id(n) for n in (10, 20, 99))


def holding(reference: Reference, *ids: str) -> Any:
    """A value of the member that refers to some ids."""
    default = getattr(KINDS[reference.kind], reference.attr)
    if default == "":
        return ids[0]
    return tuple((id, 1) for id in ids) if reference.attr == "fields" else ids


def made(reference: Reference, value: Any, target: str) -> Plan:
    """A plan with the reference, all else in its record well, and something to refer to in the target's kind."""
    well = {"from_": stable_id(21), "to": stable_id(22), "task": THERE, "baseline": THERE, "of": THERE}
    cls = KINDS[reference.kind]
    members = {name: id for name, id in well.items() if getattr(cls, name, None) == "" and cls is not Project}
    if cls is Conflict:  # of one field: a whole record may be gone
        members["of_kind"], members["field"] = target, "name"
    records: list[Record] = [Task(id=stable_id(21)), Task(id=stable_id(22))]
    records += [KINDS[kind](id=THERE) for kind in {"task", "resource", "baseline", target}]
    records += [] if cls is Project else [Project(id=stable_id(1))]
    return make_plan(stable_id(0), [*records, cls(id=HERE, **{**members, reference.attr: value})])


CASES = [(each, target) for each in REFERENCES for target in each.targets or ("task", "risk")]
named = pytest.mark.parametrize(("reference", "target"), CASES, ids=lambda each: getattr(each, "attr", each))


def told(plan: Plan) -> list[str]:
    return [each.message for each in whole.findings(plan) if each.id == HERE]


@named
def test_a_reference_that_leads_somewhere_is_well(reference: Reference, target: str) -> None:
    assert told(made(reference, holding(reference, THERE), target)) == []


@named
def test_a_reference_to_nothing_is_told_and_repaired(reference: Reference, target: str) -> None:
    broken = made(reference, holding(reference, NOWHERE), target)
    (message,) = told(broken)
    assert NOWHERE in message and message.endswith(".")
    mended, steps = repaired(broken)
    assert len(steps) == 1 and told(mended) == []
    assert (mended.get(reference.kind, HERE) is None) == reference.essential


def test_of_several_references_the_good_ones_stay() -> None:
    draft = Draft(plan("A 1d; B 1d"))
    a = id_of(draft.origin, "A")
    draft.put(Risk(id=HERE, name="Late", tasks=(a, NOWHERE, THERE)))
    draft.change(draft.tasks[a], fields=((NOWHERE, "x"),))
    first, second = (each.message for each in whole.findings(draft.plan))
    assert first == f"The task 'A' refers to custom fields that are not in the plan ({NOWHERE})."
    assert second == f"The risk 'Late' refers to tasks that are not in the plan ({NOWHERE}, {THERE})."
    mended, steps = repaired(draft.plan)
    assert mended.risks[HERE].tasks == (a,) and mended.tasks[a].fields == ()
    assert "the others stay" in steps[1].message


def test_a_row_whose_assignment_goes_with_its_task_goes_too() -> None:
    records = [
        Project(id=stable_id(1)),
        Assignment(id=HERE, task=NOWHERE),
        BaselineTask(id=THERE, baseline=stable_id(30), of=HERE),
        KINDS["baseline"](id=stable_id(30)),
    ]
    mended, _ = repaired(make_plan(stable_id(0), records))
    assert not mended.assignments and not mended.baseline_tasks and list(whole.findings(mended)) == []


def test_a_conflict_about_a_kind_that_is_not_known_is_let_be() -> None:
    later = KINDS["unknown"](id=THERE, t="rocket")
    records = [Project(id=stable_id(1)), later, Conflict(id=HERE, of_kind="rocket", of=THERE)]
    assert list(whole.findings(make_plan(stable_id(0), records))) == []


def test_deleting_a_task_leaves_no_reference_to_what_went_with_it() -> None:
    draft = Draft(plan("A 1d; B 1d after A"))
    a = id_of(draft.origin, "A")
    (link,) = draft.links.values()
    draft.put(KINDS["resource"](id=stable_id(40)))
    draft.put(Assignment(id=HERE, task=a, resource=stable_id(40)))
    draft.put(KINDS["baseline"](id=stable_id(30)))
    draft.put(BaselineTask(id=THERE, baseline=stable_id(30), of=HERE))
    for number, gone in enumerate((a, link.id)):
        draft.put(Conflict(id=stable_id(50 + number), of_kind="link" if number else "task", of=gone, field="name"))
    outline.delete(draft, [a])
    assert list(whole.findings(draft.plan)) == [] and not draft.plan.conflicts


def test_every_member_that_the_page_calls_an_id_is_a_reference() -> None:
    page = Path(references.__file__).with_name("FORMAT.md").read_text("utf-8")
    kinds = dict(re.findall(r"^### ([a-z_]+)\n(.*?)(?=^##)", page, re.M | re.S))
    row = re.compile(r"^\| `(\w+)` .*\| (.*) \|$", re.M)
    rows = [(kind, *found) for kind, body in kinds.items() for found in row.findall(body)]
    called = {(kind, member) for kind, member, meaning in rows if re.search(r"(?<!unique )\bids?\b", meaning)}
    assert len(called) > 20
    assert called <= {(each.kind, each.name) for each in REFERENCES}
