"""Why a date is what it is, in sentences: from a task back to the fact that a person entered.

    Starts Mon 4 May because 'API freeze' finishes Fri 1 May 17:00 (finish-to-start); Sat and Sun are not
    worked.

The facts come from the drivers of the schedule, so a sentence can never disagree with a date.
"""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_app.calendar import WorkTime, worktime_of
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Link, Task
from roadmap_app.model.text import WEEKDAYS, amount, clock, lag, long_date, number, quoted, working
from roadmap_app.model.time import DAY, day_of, to_date, weekday
from roadmap_app.schedule.chain import LONGEST, chain
from roadmap_app.schedule.counted import shift
from roadmap_app.schedule.drivers import Driver, linked_date
from roadmap_app.schedule.facts import is_fixed
from roadmap_app.schedule.node import NEVER
from roadmap_app.schedule.schedule import Schedule
from roadmap_app.schedule.update import update

TYPES = {"FS": "finish-to-start", "SS": "start-to-start", "FF": "finish-to-finish", "SF": "start-to-finish"}
CONSTRAINTS = {
    "snet": "start no earlier than",
    "snlt": "start no later than",
    "fnet": "finish no earlier than",
    "fnlt": "finish no later than",
    "mso": "must start on",
    "mfo": "must finish on",
}
NAMED_DAYS = 4  # days off that a sentence names one by one


@dataclass(frozen=True)
class Reason:
    """One sentence; `task` is the task it speaks of, `also` the other tasks in it."""

    sentence: str
    task: str
    also: tuple[str, ...] = ()


def explain(plan: Plan, schedule: Schedule, id: str) -> tuple[Reason, ...]:
    """Why a task starts and finishes when it does: the task first, the fact that someone entered last.

    KeyError for an id that is not in the plan. At most LONGEST sentences.
    """
    tell = _Teller(plan, schedule)
    reasons = [tell.start(id, "")]
    if finish := tell.finish(id):
        reasons.append(finish)
    reasons += [tell.either(step.task, step.side) for step in chain(plan, schedule, id)[1:]]
    return tuple(reasons[:LONGEST])


def not_driving(plan: Plan, schedule: Schedule, id: str) -> tuple[Reason, ...]:
    """A sentence for each predecessor that has room before it would move this task."""
    tell = _Teller(plan, schedule)
    driving = {schedule.start_driver(id).link, schedule.finish_driver(id).link}
    reasons = []
    for link in plan.links_into.get(id, ()):
        if link.id in driving or link.from_ not in schedule:
            continue
        at_start = link.type in ("SS", "SF")
        theirs = schedule.start(link.from_) if at_start else schedule.finish(link.from_)
        asked = linked_date(schedule.network, schedule.dates, link)
        mine = schedule.start(id) if link.type in ("FS", "SS") else schedule.finish(id)
        room = NEVER if asked is None else schedule.worktime(id).worked(asked, mine)
        counted = 0 if asked is None else shift(plan, asked, mine)
        verb = "starts" if at_start else "finishes"
        sentence = f"Not driving: {tell.name(link.from_)} {verb} {tell.date(theirs)}"
        if room > 0:
            sentence += f", {working(counted, plan.project)} earlier than" if counted > 0 else ", earlier than"
            sentence += " it would have to"
        elif not plan.tasks[link.from_].active:
            sentence += " and is inactive"
        elif room == 0:
            sentence += ", just in time"
        else:
            sentence += ", later than the link allows"
        reasons.append(Reason(f"{sentence}.", id, (link.from_,)))
    return tuple(reasons)


def consequence(plan: Plan, schedule: Schedule, id: str, milestone_id: str) -> str:
    """What a slip of one working day does to a milestone, found by trying it: one sentence."""
    task = plan.tasks[id]
    work, project, day = schedule.worktime(id), worktime_of(plan), plan.project.minutes_per_day
    later = project.add(schedule.start(id), day)
    if schedule.duration(id):
        later = work.next_start(later)
    draft = Draft(plan)
    if is_fixed(task):
        finish = project.add(schedule.finish(id), day)
        draft.change(task, start=later, finish=finish, pinned_start=None, pinned_finish=None, manual=True)
    elif task.actual_start is not None or task.actual_finish is not None:
        longer = task.duration + (DAY if task.elapsed else day)
        draft.change(task, duration=longer, actual_finish=None)
    else:
        draft.change(task, constraint="snet", constraint_date=later)
    tried = update(schedule, draft.plan, draft.changes())
    before, after = schedule.finish(milestone_id), tried.finish(milestone_id)
    tell = _Teller(plan, schedule)
    name = tell.name(milestone_id)
    if after == before:
        return f"If it slips 1 d, {name} stays on {tell.date(before)}."
    return f"If it slips 1 d, {name} moves to {tell.date(after)}."


class _Teller:
    """Names and dates of one plan as its sentences write them; years where they are not the plan's first."""

    def __init__(self, plan: Plan, schedule: Schedule) -> None:
        self.plan = plan
        self.schedule = schedule
        self.year = to_date(day_of(schedule.project_start)).year

    def name(self, id: str) -> str:
        return quoted(self.plan.tasks[id].name)

    def date(self, minute: int) -> str:
        return long_date(minute, self.year)

    def moment(self, minute: int) -> str:
        return f"{self.date(minute)} {clock(minute)}"

    def either(self, id: str, side: str) -> Reason:
        """Why a task further up the chain starts, or finishes where that has a reason of its own."""
        driver = self.schedule.finish_driver(id)
        if side == "finish" and driver != self.schedule.start_driver(id):
            return self._reason(id, driver, f"{self.name(id)} finishes", self.schedule.finish(id))
        return self.start(id, self.name(id))

    def start(self, id: str, subject: str) -> Reason:
        """Why a task starts when it does."""
        schedule = self.schedule
        driver = schedule.start_driver(id)
        instant = schedule.start(id)
        verb = "starts"
        if not schedule.duration(id) and schedule.finish(id) == instant:
            verb = "falls on"
        opening = f"{subject} {verb}" if subject else verb.capitalize()
        return self._reason(id, driver, opening, instant)

    def finish(self, id: str) -> Reason | None:
        """Why a task finishes when it does, where that says more than its start."""
        schedule = self.schedule
        start, finish = schedule.start(id), schedule.finish(id)
        if start == finish:
            return None
        task = self.plan.tasks[id]
        driver = schedule.finish_driver(id)
        if driver != schedule.start_driver(id):
            return self._reason(id, driver, "Finishes", finish)
        work = schedule.worktime(id)
        length = schedule.duration(id)
        if driver.kind in ("manual", "pinned", "children") or work.worked(start, finish) != length:
            return Reason(f"Finishes {self.moment(finish)}.", id)
        whole = length >= self.plan.project.minutes_per_day
        takes = working(length, self.plan.project) if whole else amount(length, self.plan.project)
        if task.elapsed:
            takes = f"{number(length, DAY)} d on the clock"
        return Reason(f"Finishes {self.moment(finish)}: it takes {takes}{self._paused(work, start, finish)}.", id)

    def _reason(self, id: str, driver: Driver, opening: str, instant: int) -> Reason:
        task = self.plan.tasks[id]
        text = f"{opening} {self.date(instant)}"
        if driver.kind == "link":
            link = self.plan.links[driver.link]
            return Reason(f"{text} because {self._linked(id, link, instant)}.", id, (link.from_,))
        also = (driver.task,) if driver.task else ()
        part = "start" if opening.lower().endswith("starts") else "finish"
        told = {
            "constraint": f"because of its constraint: {self._constraint(task)}",
            "project_start": f"because that is when the project starts{self._gap(id, instant)}",
            "project_finish": "because that is when the project finishes",
            "actual": f"because that is its actual {part}",
            "manual": "because that date was entered by hand",
            "pinned": "because that date came with the file and is kept until someone releases it",
            "levelling": f"because levelling delays it by {self._levelled(task)}",
            "resource": "because those who work on it are not there earlier",
        }.get(driver.kind, "")
        if driver.kind == "children":
            verb = {"start": "starts", "finish": "finishes"}[part]
            told = f"because {self.name(driver.task)} in it {verb} then" if driver.task else ""
        elif driver.kind == "latest":
            told = "because it is to be as late as possible, and "
            told += f"{self.name(driver.task)} needs it then" if driver.task else "the project finishes then"
        elif driver.kind == "parent":
            told = f"because of its summary {self.name(driver.task)}"
        return Reason(f"{text} {told}".rstrip() + ".", id, also)

    def _linked(self, id: str, link: Link, instant: int) -> str:
        schedule = self.schedule
        at_start = link.type in ("SS", "SF")
        theirs = schedule.start(link.from_) if at_start else schedule.finish(link.from_)
        verb = "starts" if at_start else "finishes"
        gap = lag(link, self.plan.project)
        kind = TYPES.get(link.type, link.type) + (f" {gap[0]} {gap[1:]}" if gap else "")
        told = f"{self.name(link.from_)} {verb} {self.moment(theirs)} ({kind})"
        if link.to != id and link.to in self.plan.tasks:
            told += f", which holds for all of {self.name(link.to)}"
        asked = linked_date(schedule.network, schedule.dates, link)
        if asked is not None and asked < instant and link.type in ("FS", "SS"):
            told += self._off(schedule.worktime(id), asked, instant)
        return told

    def _gap(self, id: str, instant: int) -> str:
        start = self.plan.project.start
        if start is None or start >= instant:
            return ""
        return self._off(self.schedule.worktime(id), start, instant)

    def _off(self, work: WorkTime, a: int, b: int) -> str:
        """`; Sat and Sun are not worked`: the days between two instants."""
        between = list(range(day_of(a - 1) + 1, min(day_of(b), day_of(a) + 400)))
        off = [day for day in between if not work.is_workday(day)]
        if not off or len(off) < len(between):
            return ""
        if len(off) > NAMED_DAYS:
            return f"; the {len(off)} days between are not worked"
        return f"; {self._listed(work, off)} {'is' if len(off) == 1 else 'are'} not worked"

    def _paused(self, work: WorkTime, a: int, b: int) -> str:
        """`; Mon 25 May (Memorial Day) is not worked`: special days off while a task runs."""
        special = [
            day
            for day in range(day_of(a), min(day_of(b), day_of(a) + 400))
            if work.day_name(day) and not work.is_workday(day)
        ]
        if not special or len(special) > NAMED_DAYS:
            return ""
        return f"; {self._listed(work, special)} {'is' if len(special) == 1 else 'are'} not worked"

    def _listed(self, work: WorkTime, listed: list[int]) -> str:
        names = []
        for day in listed:
            special = work.day_name(day)
            names.append(f"{self.date(day * 1440)} ({special})" if special else WEEKDAYS[weekday(day)])
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

    def _constraint(self, task: Task) -> str:
        kind = CONSTRAINTS.get(task.constraint, "as late as possible")
        return kind if task.constraint_date is None else f"{kind} {self.date(task.constraint_date)}"

    def _levelled(self, task: Task) -> str:
        return f"{number(task.levelling_delay, DAY)} d"
