"""Checks of what was entered against itself: links, entered dates and calendars that do not go together."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_app.analysis.question import Question
from roadmap_app.model.findings import Finding
from roadmap_app.model.text import clock, quoted
from roadmap_app.schedule.facts import is_fixed

ONLY_FINISH = {"FF", "SF"}  # links that bind the successor's finish
FROM_FINISH = {"FS", "FF"}  # links that start at the predecessor's finish


def manual_too_early(ask: Question) -> Iterator[Finding]:
    """A task with entered dates that does not wait for its predecessors."""
    plan, schedule = ask.plan, ask.schedule
    for task in ask.open_leaves():
        if not task.manual:
            continue
        for link in plan.links_into.get(task.id, ()):
            before = plan.tasks.get(link.from_)
            if before is None or link.lag < 0 or not before.active:
                continue
            driving = schedule.finish(before.id) if link.type in FROM_FINISH else schedule.start(before.id)
            bound = schedule.finish(task.id) if link.type in ONLY_FINISH else schedule.start(task.id)
            if bound < driving:
                verb = "finishes" if link.type in ONLY_FINISH else "starts"
                yield ask.advice(
                    "manual_too_early",
                    task,
                    f"{quoted(task.name)} has entered dates and {verb} on {ask.date(bound)}, before "
                    f"{quoted(before.name)} allows ({ask.date(driving)}).",
                    "Move it, or let it be scheduled automatically.",
                )
                break


def duplicate_link(ask: Question) -> Iterator[Finding]:
    """A second link between two tasks in the same direction."""
    tasks = ask.plan.tasks
    for id in ask.plan.outline.order:
        seen: set[str] = set()
        for link in ask.plan.links_into.get(id, ()):
            if link.from_ in seen and link.from_ in tasks:
                yield ask.link_advice(
                    "duplicate_link",
                    link,
                    f"{quoted(tasks[link.from_].name)} drives {quoted(tasks[id].name)} by more than one link.",
                    "Remove one of the links.",
                )
            seen.add(link.from_)


def inactive_link(ask: Question) -> Iterator[Finding]:
    """An active task behind an inactive one: the link holds nothing, and what came before holds nothing either."""
    tasks = ask.plan.tasks
    for task in ask.open_leaves():
        for link in ask.plan.links_into.get(task.id, ()):
            before = tasks.get(link.from_)
            if before is not None and not before.active:
                yield ask.link_advice(
                    "inactive_link",
                    link,
                    f"{quoted(task.name)} follows {quoted(before.name)}, which is inactive: the link holds nothing.",
                    "Link it to what comes before, or make the predecessor active.",
                )


def outside_calendar(ask: Question) -> Iterator[Finding]:
    """An entered start at a time that the task's calendar does not work."""
    for task in ask.open_leaves():
        if not is_fixed(task) or task.pinned_start is not None or not ask.schedule.duration(task.id):
            continue
        work, start = ask.schedule.worktime(task.id), ask.schedule.start(task.id)
        if work.empty or work.next_start(start) == start or work.last_finish(start) == start:
            continue
        yield ask.advice(
            "outside_calendar",
            task,
            f"{quoted(task.name)} is entered to start on {ask.date(start)} at {clock(start)}, when nobody works "
            f"by the calendar {quoted(work.name)}.",
            "Move it to working time, or have the calendar work then.",
        )
