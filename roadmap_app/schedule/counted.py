"""Shifts and slack as people are told them: on the project's calendar, whatever calendar a task runs on.

A day of the clock is three working ones to a task that runs on through the night; a sentence that counts days for
everybody counts the project's. Durations are not counted here: they are told as they were typed.
"""

from __future__ import annotations

from roadmap_app.calendar import worktime_of
from roadmap_app.model.plan import Plan
from roadmap_app.schedule.late import slack_time
from roadmap_app.schedule.schedule import Schedule
from roadmap_app.schedule.slack import stands_late


def shift(plan: Plan, before: int, after: int) -> int:
    """Minutes that the project works between two instants; negative where `after` comes first."""
    return worktime_of(plan).worked(before, after)


def slack_told(schedule: Schedule, id: str, slack: int | None = None) -> int:
    """A task's slack (None: its total slack) in minutes that the project works: from where it ends to where it could
    end, or before its start where that is where the room is."""
    if slack is None:
        slack = schedule.total_slack(id)
    node = schedule.node(id)
    counted = slack_time(node)
    if schedule.network.from_finish and stands_late(node):
        start = schedule.start(id)
        return shift(schedule.plan, counted.add(start, -slack), start)
    finish = schedule.finish(id)
    return shift(schedule.plan, finish, counted.add(finish, slack))
