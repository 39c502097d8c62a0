"""A plan from nothing."""

from __future__ import annotations

from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import Calendar, Project

# Eight hours of work each, by the name that settings keep.
DAYS = {
    "7-16": ((420, 720), (780, 960)),
    "8-16": ((480, 960),),
    "8-17": ((480, 720), (780, 1020)),
    "9-17": ((540, 1020),),
    "9-18": ((540, 780), (840, 1080)),
}
WEEKS = {"mon-fri": range(5), "mon-sat": range(6), "sun-thu": (6, 0, 1, 2, 3), "all": range(7)}


def new_plan(name: str = "", *, start: int, day: str = "8-17", week: str = "mon-fri") -> Plan:
    """An empty plan that starts at an instant, on a calendar of these days (keys of WEEKS and DAYS; others count as
    the usual ones)."""
    hours, worked = DAYS.get(day, DAYS["8-17"]), WEEKS.get(week, WEEKS["mon-fri"])
    calendar = Calendar(id=new_id(), name="Standard", week=tuple(hours if n in worked else () for n in range(7)))
    project = Project(id=new_id(), name=name, start=start, calendar=calendar.id)
    return make_plan(new_id(), [project, calendar])
