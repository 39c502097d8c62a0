"""A slow, obvious scheduler: it walks over worked minutes one by one and repeats until nothing moves.

It knows leaves and automatic summaries, the four link types with worked lag, "start no earlier than" and one
calendar: the standard week. Whatever it says, the fast one has to say.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Link
from roadmap_app.model.time import DAY, weekday

NEVER = -(10**9)
FAR = 10**9


class Clock:
    """The worked minutes of some years, each by its beginning."""

    def __init__(self, first_day: int, days: int) -> None:
        self.worked = [
            day * DAY + minute
            for day in range(first_day, first_day + days)
            if weekday(day) < 5
            for minute in (*range(480, 720), *range(780, 1020))
        ]

    def later(self, instant: int, minutes: int) -> int:
        """So many worked minutes on: the end of the last of them; back: the beginning of the first."""
        place = bisect_left(self.worked, instant)
        if minutes > 0:
            return self.worked[place + minutes - 1] + 1
        return self.worked[place + minutes] if minutes < 0 else instant

    def begin(self, instant: int) -> int:
        return self.worked[bisect_left(self.worked, instant)]

    def end(self, instant: int) -> int:
        return self.worked[bisect_left(self.worked, instant) - 1] + 1

    def between(self, a: int, b: int) -> int:
        return bisect_left(self.worked, b) - bisect_left(self.worked, a)


@cache
def years_around(day: int) -> Clock:
    return Clock(day - 200, 800)


class Oracle:
    """Start, finish, late start and late finish of every task by id."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        assert plan.project.start is not None
        self.begin = plan.project.start
        self.clock = years_around(self.begin // DAY)
        self.leaves = [id for id in plan.outline.order if not plan.outline.is_summary(id)]
        self.dates: dict[str, tuple[int, int]] = dict.fromkeys(plan.tasks, (self.begin, self.begin))
        while self._forward():
            pass
        self.finish = max(finish for _, finish in self.dates.values())
        self.late: dict[str, tuple[int, int]] = dict.fromkeys(plan.tasks, (FAR, FAR))
        while self._backward():
            pass

    def slack(self, id: str) -> int:
        start, finish = self.dates[id]
        late_start, late_finish = self.late[id]
        return min(self.clock.between(start, late_start), self.clock.between(finish, late_finish))

    def _forward(self) -> bool:
        before = dict(self.dates)
        for id in self.leaves:
            self.dates[id] = self._placed(id)
        for id in reversed(self.plan.outline.order):
            if children := self.plan.outline.children.get(id):
                self.dates[id] = (
                    min(self.dates[child][0] for child in children),
                    max(self.dates[child][1] for child in children),
                )
        return self.dates != before

    def _placed(self, id: str) -> tuple[int, int]:
        start = floor = NEVER
        for link in self._links(id, self.plan.links_into):
            date = self.dates[link.from_][0 if link.type in ("SS", "SF") else 1]
            asked = self.clock.later(date, link.lag)
            if link.type in ("FS", "SS"):
                start = max(start, asked)
            else:
                floor = max(floor, asked)
        for holder in (id, *self.plan.outline.ancestors(id)):
            task = self.plan.tasks[holder]
            if task.constraint == "snet" and task.constraint_date is not None:
                start = max(start, task.constraint_date)
        if start == NEVER and floor == NEVER:
            start = self.begin
        duration = self.plan.tasks[id].duration
        if not duration:
            return max(start, floor), max(start, floor)
        if start != NEVER:
            start = self.clock.begin(start)
            finish = self.clock.later(start, duration)
            if finish >= floor or self.clock.between(finish, floor) == 0:
                return start, finish
        finish = self.clock.end(floor)
        return self.clock.later(finish, -duration), finish

    def _backward(self) -> bool:
        before = dict(self.late)
        for id in self.leaves:
            start, finish = FAR, self.finish
            for link in self._links(id, self.plan.links_from):
                heads = [leaf for leaf in self.leaves if link.to in (leaf, *self.plan.outline.ancestors(leaf))]
                side = 0 if link.type in ("FS", "SS") else 1
                limit = min(self.late[head][side] for head in heads)
                if limit == FAR:
                    continue
                limit = self.clock.later(limit, -link.lag)
                if link.type in ("FS", "FF"):
                    finish = min(finish, limit)
                elif link.from_ == id:
                    start = min(start, limit)
            duration = self.plan.tasks[id].duration
            if not duration:
                self.late[id] = (min(start, finish), min(start, finish))
                continue
            finish = self.clock.end(finish)
            begin = self.clock.later(finish, -duration)
            if begin > start:
                begin = start if self.clock.begin(start) == start else self.clock.end(start) - 1
                finish = self.clock.later(begin, duration)
            self.late[id] = (begin, finish)
        return self.late != before

    def _links(self, id: str, table: object) -> list[Link]:
        """The links of a task and of all summaries that hold it."""
        return [
            link
            for holder in (id, *self.plan.outline.ancestors(id))
            for link in table.get(holder, ())  # type: ignore[attr-defined]
        ]
