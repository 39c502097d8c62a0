"""One-click fixes of findings: what a person would do, as ordinary edits with a name.

FIXES maps the code of a finding to the function that proposes its fixes. A finding whose way out needs a
person's judgement (a loop of wishes, a promise to others) has those that can be undone at a glance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from roadmap_app.commands import dates, links
from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Link, Task
from roadmap_app.model.text import days, long_date, quoted
from roadmap_app.schedule import Schedule, update


@dataclass(frozen=True)
class Fix:
    """A button's label, the undo step's name, and the change."""

    label: str
    step: str
    change: Callable[[Draft], object]


@dataclass(frozen=True)
class Case:
    """What a fix is proposed for: a finding about a task, a link, or neither."""

    plan: Plan
    schedule: Schedule
    task: Task | None
    link: Link | None


def fixes(plan: Plan, schedule: Schedule, finding: Finding) -> tuple[Fix, ...]:
    """The fixes of a finding of this plan, the first the likeliest; () where there is none."""
    propose = FIXES.get(finding.code)
    if propose is None:
        return ()
    task = plan.tasks.get(finding.id) if finding.kind == "task" else None
    link = plan.links.get(finding.id) if finding.kind == "link" else None
    return tuple(propose(Case(plan, schedule, task, link)))


def _lift_or_unlink(case: Case) -> Iterator[Fix]:
    """A constraint against links."""
    if case.task is None:
        return
    id, name = case.task.id, quoted(case.task.name)
    yield Fix("Remove the constraint", f"Remove constraint of {name}", partial(dates.release_constraint, id=id))
    for link in case.plan.links_into.get(id, ()):
        if link.from_ in case.plan.tasks:
            other = quoted(case.plan.tasks[link.from_].name)
            label = f"Remove the link from {other}"
            yield Fix(label, f"Unlink {other} → {name}", partial(links.remove, id=link.id))


def _remove_link(case: Case) -> Iterator[Fix]:
    if case.link is not None:
        tasks, ends = case.plan.tasks, (case.link.from_, case.link.to)
        names = " → ".join(quoted(tasks[id].name) if id in tasks else "a missing task" for id in ends)
        yield Fix("Remove the link", f"Unlink {names}", partial(links.remove, id=case.link.id))


def _bypass(case: Case) -> Iterator[Fix]:
    """A link through an inactive task: lead around it, or make it active again."""
    if case.link is None or case.link.from_ not in case.plan.tasks:
        return
    middle, link = case.plan.tasks[case.link.from_], case.link
    before = [
        each.from_ for each in case.plan.links_into.get(middle.id, ()) if case.plan.tasks.get(each.from_, middle).active
    ]

    def around(draft: Draft) -> None:
        draft.remove("link", link.id)
        for id in before:
            if not links.refusal(draft, id, link.to):
                links.add(draft, id, link.to, link.type, link.lag, link.lag_kind, link.lag_unit)

    if before:
        names = ", ".join(quoted(case.plan.tasks[id].name) for id in before)
        yield Fix(f"Link it to {names}", f"Link around {quoted(middle.name)}", around)
    yield Fix(
        f"Make {quoted(middle.name)} active",
        f"Make {quoted(middle.name)} active",
        lambda draft: draft.change(middle, active=True),
    )
    yield from _remove_link(case)


def _move_deadline(case: Case) -> Iterator[Fix]:
    task = case.task
    if task is None:
        return
    finish = case.schedule.finish(task.id)
    label = f"Move the deadline to {long_date(finish)}"
    yield Fix(label, f"Deadline of {quoted(task.name)}", lambda draft: draft.change(task, deadline=finish))
    yield Fix(
        "Remove the deadline",
        f"Remove deadline of {quoted(task.name)}",
        lambda draft: draft.change(task, deadline=None),
    )


def _shorten(case: Case) -> Iterator[Fix]:
    """Negative slack: shorter by what is missing."""
    task = case.task
    if task is None:
        return
    missing = -case.schedule.total_slack(task.id)
    left = task.duration - missing
    if missing > 0 and left > 0 and not task.elapsed:
        label = f"Shorten it by {days(missing, case.plan.project)}"
        unit = task.duration_unit
        yield Fix(label, f"Shorten {quoted(task.name)}", lambda draft: dates.set_duration(draft, task.id, left, unit))


def _after_predecessors(case: Case) -> Iterator[Fix]:
    """Entered dates before a predecessor: move, or let the links date it."""
    if case.task is None:
        return
    free = _automatic(case.task)
    draft = Draft(case.plan)
    free.change(draft)
    start = update(case.schedule, draft.plan, draft.changes()).start(case.task.id)
    id, schedule = case.task.id, case.schedule
    yield Fix(
        f"Move it to {long_date(start)}",
        f"Move {quoted(case.task.name)}",
        lambda draft: dates.set_start(draft, schedule, id, start),
    )
    yield free


def _to_working_time(case: Case) -> Iterator[Fix]:
    if case.task is None:
        return
    id, schedule = case.task.id, case.schedule
    start = schedule.worktime(id).next_start(schedule.start(id))
    yield Fix(
        f"Move it to {long_date(start)}",
        f"Move {quoted(case.task.name)}",
        lambda draft: dates.set_start(draft, schedule, id, start),
    )
    yield _automatic(case.task)


def _automatic(task: Task) -> Fix:
    name = quoted(task.name)
    return Fix(
        "Schedule it automatically",
        f"Schedule {name} automatically",
        lambda draft: draft.change(task, manual=False, start=None, finish=None),
    )


def _finish_it(case: Case) -> Iterator[Fix]:
    """Overdue: it was done."""
    if case.task is not None:
        id, schedule = case.task.id, case.schedule
        yield Fix(
            "Set it to 100 %",
            f"Progress of {quoted(case.task.name)} 100 %",
            lambda draft: dates.set_percent(draft, schedule, id, 100),
        )


def _start_it(case: Case) -> Iterator[Fix]:
    """Not begun in time: it starts no earlier than the present day."""
    if case.task is None or case.plan.project.status_date is None:
        return
    id, schedule = case.task.id, case.schedule
    start = schedule.worktime(id).next_start(case.plan.project.status_date)
    yield Fix(
        f"Start it on {long_date(start)}",
        f"Move {quoted(case.task.name)}",
        lambda draft: dates.set_start(draft, schedule, id, start),
    )


FIXES: dict[str, Callable[[Case], Iterator[Fix]]] = {
    "plan.conflict": _lift_or_unlink,
    "plan.loop": _remove_link,
    "plan.link": _remove_link,
    "advice.duplicate_link": _remove_link,
    "advice.inactive_link": _bypass,
    "advice.deadline_missed": _move_deadline,
    "advice.negative_slack": _shorten,
    "advice.manual_too_early": _after_predecessors,
    "advice.outside_calendar": _to_working_time,
    "advice.overdue": _finish_it,
    "advice.not_started": _start_it,
}
