"""What the colour of a bar means: how critical it is, its team, how it stands, its lane, or a person's own rules.

A colour is always the name of one in the tokens, so that every theme has its own and all of them can be read. Where
colour tells something else, what is critical keeps a strong outline: colour is never the only sign.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from roadmap_app.analysis import progress
from roadmap_app.analysis.facets import Facts
from roadmap_app.analysis.filtering import Readers, compiled
from roadmap_app.analysis.filters import FilterError
from roadmap_app.analysis.standing import Standing
from roadmap_app.analysis.states import Test
from roadmap_app.model.plan import Plan
from roadmap_app.schedule.schedule import Schedule

SCHEMES = {"critical": "Critical", "team": "Team", "status": "Status", "lane": "Lane", "rule": "Own Rules"}
HUES = ("Sky", "Ochre", "Violet", "Forest", "Sage", "Plum", "Pink", "Umber")  # the colours of slots 1 to 8, in words
SLOTS = len(HUES)


@dataclass(frozen=True, slots=True)
class Paint:
    """Names of colours: `fill` of what is to do, `done` of what is done (and of a milestone), `edge` all round.

    A `strong` edge is 2 px wide: critical, where the colours tell something else.
    """

    fill: str = "gantt.bar"
    done: str = "gantt.progress"
    edge: str = "gantt.progress"
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Category:
    """What tasks of one colour have in common, in words; `rank` orders the legend."""

    words: str
    paint: Paint
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """An own rule: the tasks that a filter finds have the colour of a slot (1-8)."""

    filter: str
    slot: int


USUAL = Paint()
TASK = Category("Task", USUAL, 3)
CRITICAL = Category("Critical", Paint("gantt.critical_bar", "gantt.critical", "gantt.critical"), 1)
NEAR = Category("Nearly critical", Paint("gantt.bar", "gantt.progress", "gantt.critical"), 2)
DONE = Category("Done", Paint("gantt.done_progress", "gantt.done_progress", "gantt.done_progress"), 4)
INACTIVE = Category("Inactive", Paint("surface.sunken", "line.border_strong", "line.border_strong"), 90)
MILESTONE = {"gantt.progress": "gantt.milestone"}  # an ordinary one is darker than the work
STATUS = {
    progress.LATE: Category("Late", Paint("state.late_soft", "state.late", "state.late"), 1),
    progress.IN_PROGRESS: Category("In progress", Paint("state.ok_soft", "state.ok", "state.ok"), 2),
    progress.NOT_STARTED: Category("Not started", Paint(), 3),
    progress.DONE: DONE,
    progress.INACTIVE: INACTIVE,
}


def of_slot(slot: int, *, strong: bool = False) -> Paint:
    """The paint of a team's or a lane's slot, 0 for the neutral one."""
    fill = f"team.{slot}.fill"
    return Paint(f"team.{slot}.soft", fill, "gantt.critical" if strong else fill, strong)


def slot_of(colour: str) -> int:
    """The slot of a task's own colour: its number, or 0 for a text that is none."""
    return int(colour) if colour.isdecimal() and 1 <= int(colour) <= SLOTS else 0


def _unread(typed: str) -> int:
    raise ValueError(typed)


UNREAD = Readers(_unread, _unread)  # of dates and durations, where nobody said how they are typed


@dataclass(frozen=True)
class Colouring:
    """Colours of one plan's bars by one scheme; `today` is an instant, `readers` read the dates in rules."""

    plan: Plan
    schedule: Schedule
    standing: Standing
    scheme: str
    today: int
    rules: tuple[Rule, ...] = ()
    readers: Readers = UNREAD

    def category(self, id: str, critical: bool) -> Category:
        """What the colour of a task's bar says; KeyError for one that is not in the plan."""
        task = self.plan.tasks[id]
        if not task.active:
            return INACTIVE
        if self.scheme == "team":
            return self._of_team(task.team or task.owner)
        if self.scheme == "status":
            return STATUS[progress.status(self.plan, self.schedule, id, self._at)]
        if self.scheme == "lane":
            return self._of_lane(id)
        if slot := slot_of(task.colour):
            return Category("Own colour", of_slot(slot), 50 + slot)
        if self.scheme == "rule":
            return self._of_rule(id)
        if task.percent >= 100:
            return DONE
        return CRITICAL if critical else NEAR if self.standing.is_near(id) else TASK

    def paint(self, id: str, kind: str, critical: bool) -> Paint:
        """The paint of a task's mark; `kind` is task, summary or milestone."""
        if kind == "summary":
            lane = self._of_lane(id).paint.done if self.scheme == "lane" else "gantt.summary"
            return Paint(lane, lane, lane)
        category = self.category(id, critical)
        found = category.paint
        if kind == "milestone" and found.done in MILESTONE:
            found = replace(found, done=MILESTONE[found.done])
        tells = category in (CRITICAL, DONE, NEAR) or (category is TASK and self.scheme == "critical")
        if critical and not tells:
            return replace(found, edge="gantt.critical", strong=True)
        return found

    @cached_property
    def _tests(self) -> list[tuple[Rule, Test]]:
        """The rules that can be read, with the question each asks of a task."""
        facts = Facts(self.plan, self.schedule, self.standing, self.today)
        found = []
        for rule in self.rules:
            with suppress(FilterError):  # half typed: its editor says what is wrong
                if rule.filter.strip():
                    found.append((rule, compiled(rule.filter, facts, self.readers)))
        return found

    @cached_property
    def _at(self) -> int:
        return progress.as_of(self.plan, self.today)

    @cached_property
    def _lanes(self) -> dict[str, int]:
        """The slot of each summary at the top, in turn."""
        outline = self.plan.outline
        tops = [id for id in outline.children.get("", ()) if outline.is_summary(id)]
        return {id: place % SLOTS + 1 for place, id in enumerate(tops)}

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {id: rank for rank, id in enumerate(self._lanes)}

    def _of_team(self, id: str) -> Category:
        holder = self.plan.resources.get(id)
        if holder is None:
            return Category("No team", of_slot(0), 80)
        return Category(holder.name, of_slot(holder.colour), holder.colour)

    def _of_lane(self, id: str) -> Category:
        top = (id, *self.plan.outline.ancestors(id))[-1]
        if top not in self._lanes:
            return Category("No lane", of_slot(0), 80)
        return Category(self.plan.tasks[top].name, of_slot(self._lanes[top]), self._ranks[top])

    def _of_rule(self, id: str) -> Category:
        for rank, (rule, finds) in enumerate(self._tests):
            if finds(id):
                return Category(rule.filter, of_slot(rule.slot), rank)
        return Category("Other work", Paint(), 80)
