"""Records that tests of analysis and of the workbook put beside a pocket plan."""

from __future__ import annotations

from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import Baseline, BaselineTask, Project
from roadmap_app.schedule import compute

BASELINE = stable_id(9_000_000)


def with_baseline(before: Plan, after: Plan) -> Plan:
    """`after` with the dates of `before` as its baseline; tasks are the same by id."""
    schedule = compute(before)
    rows = [
        BaselineTask(
            id=stable_id(9_000_001 + place),
            baseline=BASELINE,
            of=id,
            start=schedule.start(id),
            finish=schedule.finish(id),
        )
        for place, id in enumerate(before.outline.order)
        if not before.outline.is_summary(id)
    ]
    baseline = Baseline(id=BASELINE, name="Approved", taken=schedule.project_start)
    return with_project(make_plan(after.doc, [*after.records(), baseline, *rows]), baseline=BASELINE)


def with_project(plan: Plan, **members: object) -> Plan:
    """A plan with other members of its project."""
    changed: Project = plan.project.but(**members)
    return make_plan(plan.doc, [*plan.records(), changed])
