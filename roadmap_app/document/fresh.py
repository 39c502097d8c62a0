"""A plan from nothing."""

from __future__ import annotations

from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import Calendar, Project

MORNING, NOON, AFTERNOON, EVENING = 480, 720, 780, 1020


def new_plan(name: str = "", *, start: int) -> Plan:
    """An empty plan that starts at an instant, on a calendar of Monday to Friday, 8-12 and 13-17."""
    day = ((MORNING, NOON), (AFTERNOON, EVENING))
    calendar = Calendar(id=new_id(), name="Standard", week=(day,) * 5 + ((), ()))
    project = Project(id=new_id(), name=name, start=start, calendar=calendar.id)
    return make_plan(new_id(), [project, calendar])
