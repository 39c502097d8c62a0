"""Finding the task that somebody means: by id, unique id, WBS number or name."""

from __future__ import annotations

from roadmap_app.cli.refused import Refused
from roadmap_app.model.plan import Plan
from roadmap_app.model.text import quoted

LISTED = 5


def find(plan: Plan, text: str) -> str:
    """The id of the task; Refused where there is none, or more than one."""
    if text in plan.tasks:
        return text
    wanted = " ".join(text.split())
    by_wbs = plan.outline.by_wbs.get(wanted)
    found = {
        task.id: None
        for task in plan.tasks.values()
        if task.id == by_wbs
        or (wanted and task.code == wanted)
        or (task.uid is not None and str(task.uid) == wanted)
        or " ".join(task.name.split()) == wanted
    }
    if not found:
        low = wanted.casefold()
        found = {id: None for id, task in plan.tasks.items() if " ".join(task.name.split()).casefold() == low}
    if not found:
        raise Refused(f"There is no task {quoted(text)}; give its id, unique id, WBS number or name.")
    if len(found) > 1:
        ids = sorted(found, key=plan.outline.position.__getitem__)
        wbs = plan.outline.wbs
        named = ", ".join(f"{wbs[id]} {quoted(plan.tasks[id].name)} (id {id})" for id in ids[:LISTED])
        more = f" and {len(ids) - LISTED} more" if len(ids) > LISTED else ""
        raise Refused(f"{quoted(text)} can be {len(ids)} tasks: {named}{more}; give the id.")
    return next(iter(found))
