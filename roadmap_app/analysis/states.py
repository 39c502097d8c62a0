"""States of tasks: the yes-or-no questions that have a word of their own, such as late, critical, blocked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from roadmap_app.analysis.facets import Facts
from roadmap_app.model.records import Task
from roadmap_app.model.time import DAY, day_of

Test = Callable[[str], bool]  # a task's id -> whether it is so


@dataclass(frozen=True)
class State:
    """`says` completes "tasks that …"; `tests` answers, for a plan, how a task is asked."""

    says: str
    tests: Callable[[Facts], Test]


def _open(facts: Facts) -> Test:
    tasks, done = facts.plan.tasks, facts.done
    return lambda id: tasks[id].active and not done(id)


def _started(facts: Facts) -> Test:
    tasks, is_open, percent = facts.plan.tasks, _open(facts), facts.schedule.percent
    return lambda id: is_open(id) and (tasks[id].actual_start is not None or percent(id) > 0)


def _waiting(facts: Facts) -> Test:
    is_open, started = _open(facts), _started(facts)
    return lambda id: is_open(id) and not started(id)


def _blocked(facts: Facts) -> Test:
    """Open, not begun, and some predecessor has not got as far as the link asks."""
    tasks, into, done = facts.plan.tasks, facts.plan.links_into, facts.done
    started, waiting = _started(facts), _waiting(facts)

    def blocked(id: str) -> bool:
        if id not in into or not waiting(id):
            return False
        for link in into[id]:
            before = tasks.get(link.from_)
            if before is None or not before.active or done(before.id):
                continue
            if link.type == "FS" or (link.type == "SS" and not started(before.id)):
                return True
        return False

    return blocked


def _unassigned(facts: Facts) -> Test:
    tasks, summaries = facts.plan.tasks, facts.plan.outline.children
    assigned = {each.task for each in facts.plan.assignments.values() if each.resource}
    return lambda id: not (tasks[id].team or tasks[id].owner or id in assigned or id in summaries)


def _missed(facts: Facts) -> Test:
    tasks, is_open, finish = facts.plan.tasks, _open(facts), facts.finish

    def missed(id: str) -> bool:
        deadline = tasks[id].deadline
        return deadline is not None and finish(id) > deadline and is_open(id)

    return missed


def _overdue(facts: Facts) -> Test:
    is_open, finish, at = _open(facts), facts.finish, facts.at
    return lambda id: finish(id) < at and is_open(id)


def _late(facts: Facts) -> Test:
    tasks, is_open, finish, at = facts.plan.tasks, _open(facts), facts.finish, facts.at

    def late(id: str) -> bool:
        end, deadline = finish(id), tasks[id].deadline
        return (end < at or (deadline is not None and end > deadline)) and is_open(id)

    return late


def _now(facts: Facts) -> Test:
    day, start, finish = day_of(facts.today) * DAY, facts.schedule.start, facts.finish
    return lambda id: start(id) < day + DAY and finish(id) > day


def _risk(facts: Facts) -> Test:
    live = (risk for risk in facts.plan.risks.values() if risk.status not in ("closed", "decided", "done"))
    named = {id for risk in live if risk.type != "decision" for id in risk.tasks}
    return lambda id: id in named


def _linked(facts: Facts) -> Test:
    into, from_ = facts.plan.links_into, facts.plan.links_from
    return lambda id: id in into or id in from_


def _summary(facts: Facts) -> Test:
    summaries = facts.plan.outline.children
    return lambda id: id in summaries


def _leaf(facts: Facts) -> Test:
    summaries = facts.plan.outline.children
    return lambda id: id not in summaries


def _task(ask: Callable[[Task], object]) -> Callable[[Facts], Test]:
    """A state that the record alone tells."""

    def tests(facts: Facts) -> Test:
        tasks = facts.plan.tasks
        return lambda id: bool(ask(tasks[id]))

    return tests


STATES: dict[str, State] = {
    "late": State("are overdue or finish after their deadline", _late),
    "critical": State("are on the critical path", lambda facts: facts.critical),
    "near": State("are nearly critical", lambda facts: facts.standing.is_near),
    "open": State("are not done yet", _open),
    "done": State("are done", lambda facts: facts.done),
    "started": State("are begun and not done", _started),
    "waiting": State("are not begun", _waiting),
    "overdue": State("should be done by now", _overdue),
    "now": State("are under way today", _now),
    "blocked": State("wait for something that is not done", _blocked),
    "milestone": State("are milestones", lambda facts: facts.schedule.is_milestone),
    "summary": State("have tasks below them", _summary),
    "leaf": State("have no tasks below them", _leaf),
    "unassigned": State("have no team and nobody who does them", _unassigned),
    "manual": State("have dates entered by hand", _task(lambda task: task.manual)),
    "constrained": State(
        "have a dated constraint",
        _task(lambda task: task.constraint_date is not None and task.constraint not in ("asap", "alap")),
    ),
    "pinned": State("keep the dates of an import", _task(lambda task: task.pinned_start is not None)),
    "deadline": State("have a deadline", _task(lambda task: task.deadline is not None)),
    "missed": State("finish after their deadline", _missed),
    "risk": State("are named by an open risk or issue", _risk),
    "noted": State("have notes", _task(lambda task: task.notes)),
    "estimated": State("are estimated", _task(lambda task: task.estimated)),
    "inactive": State("are switched off", _task(lambda task: not task.active)),
    "linked": State("have links", _linked),
}
