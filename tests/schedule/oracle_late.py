"""The oracle's way back: late dates and slack (rules 10, 17), from the rules and from nothing else."""

from __future__ import annotations

from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Link
from tests.calendar.slow import Minutes
from tests.schedule.oracle import CLOCK, ROUNDS, Dates, Oracle

FAR = 10**9


def scheduled(plan: Plan) -> LateOracle:
    """The oracle's whole answer: what is to be as late as possible is placed once late dates are known."""
    first = LateOracle(Oracle(plan))
    alap = {
        id: (max(first.late[id][0], first.dates[id][0]), max(first.late[id][1], first.dates[id][1]))
        for id in first.oracle.leaves
        if plan.tasks[id].constraint == "alap"
    }
    return LateOracle(Oracle(plan, alap)) if alap else first


class LateOracle:
    """Late start and late finish of every leaf by id."""

    def __init__(self, oracle: Oracle) -> None:
        self.oracle, self.plan, self.dates = oracle, oracle.plan, oracle.dates
        self.late: dict[str, Dates] = dict.fromkeys(oracle.leaves, (FAR, FAR))
        for _ in range(ROUNDS):
            before = dict(self.late)
            for id in reversed(oracle.leaves):
                self.late[id] = self._placed(id)
            if self.late == before:
                break
        else:
            raise AssertionError("it never settles")

    def total(self, id: str) -> int:
        """Total slack: the smaller of start slack and finish slack; once begun, that of the finish."""
        if self._done(id):
            return 0
        counted = self._counted(id)
        at_start = counted.worked(self.dates[id][0], self.late[id][0])
        at_finish = counted.worked(self.dates[id][1], self.late[id][1])
        return at_finish if self.plan.tasks[id].actual_start is not None else min(at_start, at_finish)

    def free(self, id: str) -> int:
        """Free slack: the smallest gap before a successor, at most the total slack, at least nothing."""
        gaps = [self.total(id)]
        for link in self._links(id):
            mine = self.oracle.lagged(link, self.dates[id][0 if link.type in ("SS", "SF") else 1])
            theirs = self.dates[link.to][0 if link.type in ("FS", "SS") else 1]
            if link.type in ("FS", "SS") and link.to not in self.oracle.children:
                theirs -= self._delay(link.to)
            if self._seen(link) != FAR:
                gaps.append(self._counted(id).worked(mine, theirs))
        return max(0, min(gaps))

    def critical(self, id: str) -> bool:
        task = self.plan.tasks[id]
        complete = task.percent >= 100 or self._done(id) or not task.active
        return not complete and self.total(id) <= self.plan.project.critical_slack

    def _placed(self, id: str) -> Dates:
        oracle, task, work = self.oracle, self.plan.tasks[id], self.oracle.work(id)
        if self._done(id):
            return self.dates[id]
        start, finish = self._caps(id)
        if oracle.entered(id):
            return self._entered(id, finish)
        if oracle.hard(task) and task.constraint in ("mso", "mfo"):
            date = task.constraint_date or 0
            start, finish = (date, FAR) if task.constraint == "mso" else (FAR, date)
        else:
            if task.deadline is not None:
                finish = min(finish, task.deadline)
            if task.constraint in ("snlt", "mso"):
                start = min(start, task.constraint_date or 0)
            if task.constraint in ("fnlt", "mfo"):
                finish = min(finish, task.constraint_date or 0)
        duration = oracle.duration(id)
        if not duration:
            return self._shown(id, min(start, finish), min(start, finish))
        finish = work.last_finish(finish)
        begin = work.add(finish, -duration)
        if begin > start:
            begin = start if work.next_start(start) == start else work.last_finish(start) - 1
            finish = work.add(begin, duration)
        return self._shown(id, begin, finish)

    def _shown(self, id: str, start: int, finish: int) -> Dates:
        """Rule 16: what has begun does not start any later."""
        begun = self.plan.tasks[id].actual_start is not None
        return (min(self.dates[id][0], finish) if begun else start), finish

    def _entered(self, id: str, finish: int) -> Dates:
        """Rule 13: no link moves what was entered, so none makes it late or holds its start back; a deadline does.
        It stays as long."""
        begins, ends = self.dates[id]
        finish = ends if finish == FAR else max(finish, ends)
        deadline = self.plan.tasks[id].deadline
        if deadline is not None:
            finish = min(finish, deadline)
        counted = self._counted(id)
        length = counted.worked(begins, ends)
        if not length:
            return finish, finish
        finish = counted.last_finish(finish)
        return counted.add(finish, -length), finish

    def _caps(self, id: str) -> Dates:
        """The latest start and finish that the project and what follows allow."""
        several = self.plan.project.multiple_critical_paths
        start, finish = FAR, FAR if several else self.oracle.finish
        for holder in self._capping(id):
            for link in self._links(holder):
                limit = self._seen(link)
                if limit == FAR:
                    continue
                limit = self.oracle.lagged(link, limit, -1)
                if link.type in ("FS", "FF"):
                    finish = min(finish, limit)
                elif holder == id:
                    start = min(start, limit)
        return (start, self.dates[id][1]) if start == finish == FAR else (start, finish)

    def _capping(self, id: str) -> list[str]:
        """A task and the summaries whose links hold it: a summary does not wait for what is inactive in it."""
        found: list[str] = []
        for holder in self.oracle.holders(id):
            found.append(holder)
            if not self.plan.tasks[holder].active:
                break
        return found

    def _seen(self, link: Link) -> int:
        """What a link must allow at its successor; FAR where nothing waits there any more."""
        side = 0 if link.type in ("FS", "SS") else 1
        return self._must_allow(link.to, side)

    def _must_allow(self, id: str, side: int) -> int:
        """Rule 7: of a summary the earliest of what it holds, where entered dates stand for themselves."""
        if id not in self.oracle.children:
            if self._done(id) or self.late[id][side] == FAR:
                return FAR
            return self.late[id][1] if side else self._starts(id)
        if self.oracle.entered(id):
            return self._entered(id, self._caps(id)[1])[side]
        found = [FAR]
        for child in self.oracle.children[id]:
            if not self.plan.tasks[child].active or self._done(child):
                continue
            if self.oracle.entered(child):
                found.append(self.dates[child][side])
            elif self.plan.tasks[child].actual_start is not None:
                found.append(self.late[child][side])
            else:
                found.append(self._must_allow(child, side))
        return min(found)

    def _starts(self, id: str) -> int:
        """What a link to a task's start must allow: of work in progress only the rest."""
        task = self.plan.tasks[id]
        if task.actual_start is None:
            return self.late[id][0] - self._delay(id)
        if task.resume is not None:
            return task.resume
        done = self.oracle.duration(id) - self.oracle.left(id)
        return self.oracle.work(id).add(task.actual_start, max(0, done))

    def _delay(self, id: str) -> int:
        """Rule 15, backward: the levelling delay comes before the start, unless a "must" sets it."""
        task = self.plan.tasks[id]
        if self.oracle.entered(id) or task.actual_start is not None:
            return 0
        return 0 if self.oracle.hard(task) and task.constraint in ("mso", "mfo") else task.levelling_delay

    def _links(self, id: str) -> list[Link]:
        """Rule 13: the links out of a task, but those of what is inactive."""
        tasks = self.plan.tasks
        return [link for link in self.plan.links_from.get(id, ()) if tasks[id].active and tasks[link.to].active]

    def _done(self, id: str) -> bool:
        return self.plan.tasks[id].actual_finish is not None

    def _counted(self, id: str) -> Minutes:
        return CLOCK if self.plan.tasks[id].elapsed else self.oracle.own(id)
