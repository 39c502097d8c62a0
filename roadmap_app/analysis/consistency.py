"""Checks of what was entered against itself: links, entered dates and calendars that do not go together."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_app.analysis.question import Question
from roadmap_app.model.findings import Finding
from roadmap_app.model.records import Link, Task
from roadmap_app.model.text import clock, quoted
from roadmap_app.schedule.facts import is_fixed

ONLY_FINISH = {"FF", "SF"}  # links that bind the successor's finish
FROM_FINISH = {"FS", "FF"}  # links that start at the predecessor's finish


def consistency(ask: Question) -> Iterator[Finding]:
    """All of them, task by task."""
    for task in ask.open_leaves():
        yield from of_task(ask, task)


def of_task(ask: Question, task: Task) -> Iterator[Finding]:
    """What of one open task does not go together."""
    links = ask.plan.links_into.get(task.id, ())
    if task.manual:
        yield from _too_early(ask, task, links)
    if is_fixed(task):
        yield from _outside_calendar(ask, task)
    if links:
        yield from _links(ask, task, links)


def _too_early(ask: Question, task: Task, links: tuple[Link, ...]) -> Iterator[Finding]:
    """A task with entered dates that does not wait for its predecessors."""
    schedule = ask.schedule
    for link in links:
        before = ask.plan.tasks.get(link.from_)
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
            return


def _links(ask: Question, task: Task, links: tuple[Link, ...]) -> Iterator[Finding]:
    """A second link from one predecessor; a link from an inactive one, which holds nothing."""
    seen: set[str] = set()
    for link in links:
        before = ask.plan.tasks.get(link.from_)
        if before is None:
            continue
        names = quoted(before.name), quoted(task.name)
        if link.from_ in seen:
            message = f"{names[0]} drives {names[1]} by more than one link."
            yield ask.link_advice("duplicate_link", link, message, "Remove one of the links.")
        if not before.active:
            message = f"{names[1]} follows {names[0]}, which is inactive, so the link has no effect."
            fix = "Link it to what comes before, or make the predecessor active."
            yield ask.link_advice("inactive_link", link, message, fix)
        seen.add(link.from_)


def _outside_calendar(ask: Question, task: Task) -> Iterator[Finding]:
    """An entered start at a time that the task's calendar does not work."""
    if task.pinned_start is not None or not ask.schedule.duration(task.id):
        return
    work, start = ask.schedule.worktime(task.id), ask.schedule.start(task.id)
    if work.empty or work.next_start(start) == start or work.last_finish(start) == start:
        return
    yield ask.advice(
        "outside_calendar",
        task,
        f"{quoted(task.name)} is entered to start on {ask.date(start)} at {clock(start)}, when nobody works "
        f"by the calendar {quoted(work.name)}.",
        "Move it to working time, or have the calendar work then.",
    )
