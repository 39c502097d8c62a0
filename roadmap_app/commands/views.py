"""Named views: how the rows are arranged and which columns are shown, kept with the plan."""

from __future__ import annotations

from collections.abc import Iterable

from roadmap_app.commands.columns.basic import name_of
from roadmap_app.commands.refusal import Refusal
from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import View
from roadmap_app.model.text import quoted

TYPE = "plan"  # of the views that are kept here


def listed(plan: Plan) -> list[View]:
    """The views of the plan's grid and chart, by their names."""
    found = (view for view in plan.views.values() if view.type == TYPE and view.name)
    return sorted(found, key=lambda view: (view.name.casefold(), view.id))


def named(plan: Plan | Draft, name: str) -> View | None:
    """The view of a name, whatever its case."""
    folded = name.casefold()
    views = plan.views.values()
    return next((view for view in views if view.type == TYPE and view.name.casefold() == folded), None)


def keep(
    draft: Draft, typed: str, *, filter: str, sort: str, group: str, columns: Iterable[str], colour_by: str
) -> str:
    """Keep a way of looking under a name, in place of the one of that name; answers the record's id."""
    name = name_of(typed)
    if not name:
        raise Refusal("Type a name for the view first.")
    before = named(draft, name)
    id = before.id if before is not None else new_id()
    base = before if before is not None else View(id=id, type=TYPE)
    draft.put(
        base.but(name=name, filter=filter, sort=sort, group=group, columns=tuple(columns), colour_by=colour_by)
    )
    return id


def keep_label(plan: Plan, typed: str) -> str:
    """`Save the view 'Late work'`, or that it is changed."""
    name = name_of(typed)
    return f"{'Change' if named(plan, name) is not None else 'Save'} the view {quoted(name)}"


def delete(draft: Draft, id: str) -> None:
    draft.remove(View.kind, id)
