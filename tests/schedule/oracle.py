"""A slow, obvious scheduler, written from the rules (SCHEDULING.md) and from nothing else: it walks over worked
minutes one by one and repeats until nothing moves. Numbers are those of the rules.

It knows leaves, automatic and manual summaries, all calendars (one assignment a task), links with every lag, the
eight constraints, deadlines, elapsed durations, progress, inactive tasks, levelling delay. Whatever it says, the
fast one has to say. `oracle_late.py` goes on with late dates and slack.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from roadmap_app.model.plan import Plan
from roadmap_app.model.records import FULL_UNITS, Calendar, Link, Task
from roadmap_app.model.time import DAY
from tests.calendar.slow import Minutes, minutes_of
from tests.pocket import START

NEVER = -(10**9)
FIRST_DAY, LAST_DAY = START // DAY - 120, START // DAY + 380
ROUNDS = 100

Dates = tuple[int, int]


class Clock(Minutes):
    """Elapsed time: every minute counts."""

    def __init__(self) -> None:
        super().__init__({})

    def next_start(self, instant: int) -> int:
        return instant

    def last_finish(self, instant: int) -> int:
        return instant

    def add(self, instant: int, amount: int) -> int:
        return instant + amount

    def worked(self, a: int, b: int) -> int:
        return b - a


CLOCK = Clock()


@cache
def walked(calendars: tuple[Calendar, ...], id: str) -> Minutes:
    return minutes_of({calendar.id: calendar for calendar in calendars}, id, range(FIRST_DAY, LAST_DAY))


@cache
def shared_by(a: Minutes, b: Minutes) -> Minutes:
    """The minutes that both work; where there are none at all, the clock runs."""
    both = Minutes({})
    both.minutes = sorted(set(a.minutes) & set(b.minutes))
    return both if both.minutes else CLOCK


class Oracle:
    """Start and finish of every task by id, as soon as possible (with `late`: as late as possible where asked)."""

    def __init__(self, plan: Plan, late: Mapping[str, Dates] | None = None) -> None:
        self.plan = plan
        self.late = late or {}
        assert plan.project.start is not None
        self.begin = plan.project.start
        self.children = plan.outline.children
        self.leaves = [id for id in plan.outline.order if id not in self.children]
        self.dates: dict[str, Dates] = dict.fromkeys(plan.tasks, (self.begin, self.begin))
        for _ in range(ROUNDS):
            if not self._round():
                break
        else:
            raise AssertionError("it never settles")
        whole = [id for id in plan.tasks if plan.tasks[id].active]
        self.finish = max((self.dates[id][1] for id in whole), default=self.begin)

    def own(self, id: str) -> Minutes:
        """Rule 4: the task's calendar, else the project's."""
        named = "" if id in self.children else self.plan.tasks[id].calendar
        return walked(tuple(self.plan.calendars.values()), named or self.plan.project.calendar)

    def work(self, id: str) -> Minutes:
        """Rule 4: what the duration runs on: the clock, or the calendar of who works on it within the task's."""
        task = self.plan.tasks[id]
        if task.elapsed:
            return CLOCK
        resources = [self.plan.resources[found.resource] for found in self._assigned(task)]
        if not resources or not resources[0].calendar or task.ignore_resource_calendars:
            return self.own(id)
        theirs = walked(tuple(self.plan.calendars.values()), resources[0].calendar)
        return shared_by(self.own(id), theirs) if task.calendar else theirs

    def duration(self, id: str) -> int:
        """Rule 14: work ÷ units where work is given, else the duration."""
        task = self.plan.tasks[id]
        for found in self._assigned(task):
            if found.work is not None and not task.elapsed:
                return found.work * FULL_UNITS // found.units
        return task.duration

    def lagged(self, link: Link, instant: int, sign: int = 1) -> int:
        """Rule 6: an instant moved by a link's lag (back, with -1)."""
        if link.lag_kind == "elapsed":
            return instant + sign * link.lag
        lag = link.lag
        if link.lag_kind == "percent":
            lag = self._length(link.from_) * lag // 100
        return self.own(link.to).add(instant, sign * lag)

    def _length(self, id: str) -> int:
        """A duration as people count it: of an automatic summary its worked span."""
        if id not in self.children or self.entered(id):
            return self.duration(id)
        return self.own(id).worked(*self.dates[id])

    def entered(self, id: str) -> bool:
        """Rules 12, 13: whether a task keeps dates that a person entered."""
        task = self.plan.tasks[id]
        return (task.manual or not task.active) and (task.start is not None or task.finish is not None)

    def holders(self, id: str) -> list[str]:
        """A task and the summaries whose links and constraints reach it: none from a manual one upwards."""
        found = [id]
        for above in self.plan.outline.ancestors(id):
            if self.entered(above):
                break
            found.append(above)
        return found

    def hard(self, task: Task) -> bool:
        return self.plan.project.honour_constraints and task.constraint in ("mso", "mfo", "snlt", "fnlt")

    def _assigned(self, task: Task) -> list[object]:
        if not task.duration or task.task_type == "fixed_duration":
            return []
        return [found for found in self.plan.assignments.values() if found.task == task.id]

    def _round(self) -> bool:
        before = dict(self.dates)
        for id in self.leaves:
            self.dates[id] = self._placed(id)
        for id in reversed(self.plan.outline.order):
            if id in self.children:
                self.dates[id] = self._entered_dates(id) if self.entered(id) else self._span(id)
        return self.dates != before

    def _span(self, id: str) -> Dates:
        """Rule 12: from the first start to the last finish of what is active in it."""
        below = [child for child in self.children[id] if self.plan.tasks[child].active]
        if not below:
            return self._beginning(id), self._beginning(id)
        return min(self.dates[child][0] for child in below), max(self.dates[child][1] for child in below)

    def _beginning(self, id: str) -> int:
        """Rules 9, 12: the project's start, or that of the manual summary around it."""
        for above in self.plan.outline.ancestors(id):
            start = self.plan.tasks[above].start
            if self.entered(above) and start is not None:
                return start
        return self.begin

    def _placed(self, id: str) -> Dates:
        task = self.plan.tasks[id]
        if self.entered(id):
            return self._entered_dates(id)
        if task.actual_start is not None:
            return self._begun(id, task.actual_start)
        if id in self.late:
            return self.late[id]
        return self._constrained(id, *self._asked(id))

    def _entered_dates(self, id: str) -> Dates:
        """Rule 13: kept; one that is missing follows from the other and the duration."""
        task, work, duration = self.plan.tasks[id], self.work(id), self.duration(id)
        start, finish = task.start, task.finish
        if start is None:
            assert finish is not None
            start = work.add(finish, -duration)
        if finish is None:
            finish = work.add(start, duration)
        return start, max(start, finish)

    def _begun(self, id: str, start: int) -> Dates:
        """Rule 16: done work stays; the rest goes on at the resume date, or the status date if the plan says so."""
        task, work, duration = self.plan.tasks[id], self.work(id), self.duration(id)
        if task.actual_finish is not None:
            return start, max(start, task.actual_finish)
        finish = work.add(start, duration)
        resume = task.resume
        if resume is None and self.plan.project.move_remaining_forward:
            resume = self.plan.project.status_date
        if resume is not None:
            finish = max(finish, work.add(work.next_start(resume), self.left(id)))
        return start, max(start, finish)

    def left(self, id: str) -> int:
        """What is still to be worked of a task in progress: as entered, else by its percentage."""
        task, duration = self.plan.tasks[id], self.duration(id)
        return duration - duration * task.percent // 100 if task.remaining_duration is None else task.remaining_duration

    def _asked(self, id: str) -> tuple[int, int, int | None]:
        """Rules 5, 7, 11: the earliest start and finish that links and summaries ask for, and where the finish is
        shown when it stays right at a predecessor's start."""
        start = floor = NEVER
        shown = None
        for holder in reversed(self.holders(id)):
            for link in self.plan.links_into.get(holder, ()):
                if not self.plan.tasks[link.from_].active:
                    continue
                asked = self.lagged(link, self.dates[link.from_][0 if link.type in ("SS", "SF") else 1])
                if link.type in ("FS", "SS"):
                    start = max(start, asked)
                elif asked > floor:
                    floor = asked
                    shown = asked if link.type == "SF" and not link.lag and holder == id else None
            above = self.plan.tasks[holder]
            if holder != id and above.constraint == "snet" and above.constraint_date is not None:
                start = max(start, above.constraint_date)
        return start, floor, shown

    def _constrained(self, id: str, start: int, floor: int, shown: int | None) -> Dates:
        """Rules 8, 9, 15."""
        task = self.plan.tasks[id]
        kind, date = task.constraint, task.constraint_date or 0
        if self.hard(task) and kind == "mso":
            return self._fitted(id, date, NEVER)
        if self.hard(task) and kind == "mfo":
            return self._fitted(id, NEVER, date, date)
        if kind in ("snet", "mso"):
            start = max(start, date)
        if kind in ("fnet", "mfo") and date > floor:
            floor = shown = date
        if start == NEVER and floor == NEVER:
            start = self._beginning(id)
        if task.levelling_delay and start != NEVER:
            start = self.work(id).next_start(start) + task.levelling_delay
        placed = self._fitted(id, start, floor, shown)
        if self.hard(task) and kind == "snlt" and placed[0] > date:
            return self._fitted(id, date, NEVER)
        if self.hard(task) and kind == "fnlt" and placed[1] > date:
            return self._fitted(id, NEVER, date, date)
        return placed

    def _fitted(self, id: str, start: int, floor: int, shown: int | None = None) -> Dates:
        """Rules 2, 5: as soon as `start`, but not done before `floor`, which is worked back from; an entered finish
        is `shown` as entered."""
        work, duration = self.work(id), self.duration(id)
        if not duration:
            return max(start, floor), max(start, floor)
        if start != NEVER:
            start = work.next_start(start)
            finish = work.add(start, duration)
            if finish >= floor or (work.worked(finish, floor) == 0 and shown is None):
                return start, finish
        finish = work.last_finish(floor)
        return work.add(finish, -duration), finish if shown is None else shown
