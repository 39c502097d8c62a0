"""What can be asked of a task, by name: to filter by, to sort by, to group by. One table for all three.

A facet reads a plain value: a text, several words, an instant, minutes, a number, yes or no; None (or nothing) where
the task has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from operator import attrgetter
from typing import Any, cast

from roadmap_app.analysis import progress
from roadmap_app.analysis.standing import Standing
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Field, Record
from roadmap_app.schedule import Schedule, slack_told

FIELD = "field:"  # before a custom field's id
DIGITS = re.compile(r"(\d+)")
HOLDERS = {"team": "resource", "owner": "resource", "sprint": "sprint", "calendar": "calendar"}
ORDERED = ("date", "duration", "number", "percent", "money")  # kinds that have a more and a less
GROUPED = ("list", "words", "flag", "date")  # kinds that rows can be grouped by, dates by their month
Value = Any
Ask = Callable[[str], Value]  # a task's id -> its value


@dataclass(frozen=True)
class Facts:
    """What facets read: a plan with its dates, what is critical, and an instant of today."""

    plan: Plan
    schedule: Schedule
    standing: Standing
    today: int
    more: Mapping[str, Facet] = field(default_factory=dict)  # facets beside those of this table, by id

    @cached_property
    def at(self) -> int:
        """The end of the day up to which work should be done."""
        return progress.as_of(self.plan, self.today)

    @cached_property
    def facets(self) -> Mapping[str, Facet]:
        """All facets of the plan by id: own fields among them."""
        own = {FIELD + field.id: _custom(field) for field in self.plan.fields.values()}
        return {**self.more, **FACETS, **own}

    @cached_property
    def named(self) -> Mapping[str, str]:
        """Ids of facets by every name that they go by, case folded; the first of a name counts."""
        found: dict[str, str] = {}
        for id, facet in self.facets.items():
            for name in (id, *facet.names, facet.title):
                found.setdefault(name.casefold(), id)
        return found

    @cached_property
    def slack(self) -> Ask:
        """Total slack as it is told, counted once a task."""
        return cache(lambda id: slack_told(self.schedule, id))

    @cached_property
    def finish(self) -> Callable[[str], int]:
        """When a task finishes, for thousands that are asked about."""
        dates, at = self.schedule.dates, self.schedule.network.at
        return lambda id: dates[at[id]][1]

    @cached_property
    def critical(self) -> Callable[[str], bool]:
        return cache(self.standing.is_critical)

    @cached_property
    def done(self) -> Callable[[str], bool]:
        tasks, summaries, percent = self.plan.tasks, self.plan.outline.children, self.schedule.percent

        def done(id: str) -> bool:
            task = tasks[id]
            return task.actual_finish is not None or (percent(id) if id in summaries else task.percent) >= 100

        return done


@dataclass(frozen=True)
class Facet:
    """`kind`: text, list (one of a few), words (several), date, duration, number, percent, money or flag.

    `reads` answers, for a plan, how a task's value is read: so that what is the same for all is looked up once.
    `names` are other words for it in a filter. `none` is what a group without a value is called.
    """

    title: str
    kind: str
    reads: Callable[[Facts], Ask]
    names: tuple[str, ...] = ()
    none: str = ""


# What facets read ------------------------------------------------------------------------------------


def _member(name: str) -> Callable[[Facts], Ask]:
    get = attrgetter(name)

    def reads(facts: Facts) -> Ask:
        tasks = facts.plan.tasks
        return lambda id: get(tasks[id])

    return reads


def _money(name: str) -> Callable[[Facts], Ask]:
    get = attrgetter(name)

    def reads(facts: Facts) -> Ask:
        tasks = facts.plan.tasks
        return lambda id: get(tasks[id]) or None

    return reads


def _name_of(member: str) -> Callable[[Facts], Ask]:
    """The name of what a member of the task points at."""
    get = attrgetter(member)

    def reads(facts: Facts) -> Ask:
        tasks = facts.plan.tasks
        records = facts.plan.tables.get(HOLDERS[member], {})
        names = {id: str(getattr(record, "name", "")) for id, record in records.items()}
        return lambda id: names.get(get(tasks[id]), "")

    return reads


def _of(name: str) -> Callable[[Facts], Ask]:
    """What the schedule answers."""
    return lambda facts: cast(Ask, getattr(facts.schedule, name))


def _wbs(facts: Facts) -> Ask:
    tasks, wbs = facts.plan.tasks, facts.plan.outline.wbs
    return lambda id: tasks[id].code or wbs[id]


def _parent(facts: Facts) -> Ask:
    tasks, parent = facts.plan.tasks, facts.plan.outline.parent
    return lambda id: tasks[parent[id]].name if parent[id] else ""


def _lane(facts: Facts) -> Ask:
    tasks, parent = facts.plan.tasks, facts.plan.outline.parent

    def lane(id: str) -> str:
        top = ""
        while id := parent.get(id, ""):
            top = id
        return tasks[top].name if top else ""

    return lane


def _assigned(facts: Facts) -> Ask:
    assignments, resources = facts.schedule.network.facts.assignments, facts.plan.resources

    def assigned(id: str) -> tuple[str, ...]:
        found = (resources.get(each.resource) for each in assignments.get(id, ()))
        return tuple(sorted({record.name for record in found if record is not None}))

    return assigned


def _work(facts: Facts) -> Ask:
    assignments, tasks = facts.schedule.network.facts.assignments, facts.plan.tasks

    def work(id: str) -> int | None:
        shares = assignments.get(id, ())
        return sum(each.work or 0 for each in shares) if shares else tasks[id].work

    return work


def _cost(facts: Facts) -> Ask:
    assignments, tasks = facts.schedule.network.facts.assignments, facts.plan.tasks

    def cost(id: str) -> int | None:
        return tasks[id].fixed_cost + sum(each.cost for each in assignments.get(id, ())) or None

    return cost


def _status(facts: Facts) -> Ask:
    plan, schedule, at = facts.plan, facts.schedule, facts.at
    tasks, summaries, done = plan.tasks, plan.outline.children, facts.done
    finish, percent = schedule.finish, schedule.percent

    def status(id: str) -> str:
        task = tasks[id]
        if not task.active:
            return progress.INACTIVE
        if done(id):
            return progress.DONE
        end = finish(id)
        if end < at or (task.deadline is not None and end > task.deadline):
            return progress.LATE
        begun = task.actual_start is not None or (percent(id) if id in summaries else task.percent) > 0
        return progress.IN_PROGRESS if begun else progress.NOT_STARTED

    return status


def _custom(record: Field) -> Facet:
    """A custom field of the plan."""
    title = record.name or record.source or "Field"
    field_id, kind = record.id, {"cost": "money"}.get(record.type, record.type)

    def reads(facts: Facts) -> Ask:
        tasks = facts.plan.tasks

        def read(id: str) -> Value:
            value = next((value for key, value in tasks[id].fields if key == field_id), None)
            if value is None or value == "":
                return None if kind in ORDERED else ""
            if kind == "number":
                return float(value)
            return bool(value) if kind == "flag" else value

        return read

    names = (record.source,) if record.source else ()
    return Facet(title, kind, reads, (*names, title.replace(" ", "")), f"No {title}")


def _constraint(facts: Facts) -> Ask:
    tasks = facts.plan.tasks
    return lambda id: NAMES_OF_CONSTRAINTS[tasks[id].constraint]


def _scope(facts: Facts) -> Ask:
    tasks = facts.plan.tasks
    return lambda id: tasks[id].scope.capitalize()


def _free_slack(facts: Facts) -> Ask:
    schedule = facts.schedule
    return lambda id: slack_told(schedule, id, schedule.free_slack(id))


def _level(facts: Facts) -> Ask:
    depth = facts.plan.outline.depth
    return lambda id: depth[id] + 1


def _row(facts: Facts) -> Ask:
    position = facts.plan.outline.position
    return lambda id: position[id] + 1


NAMES_OF_CONSTRAINTS = {
    "asap": "As soon as possible", "alap": "As late as possible", "snet": "Start no earlier than",
    "snlt": "Start no later than", "fnet": "Finish no earlier than", "fnlt": "Finish no later than",
    "mso": "Must start on", "mfo": "Must finish on",
}  # fmt: skip

# Keyed by the columns' ids, so that what is chosen in a column's head is one of these.
FACETS: dict[str, Facet] = {
    "name": Facet("Name", "text", _member("name"), ("task",)),
    "wbs": Facet("WBS", "text", _wbs, ("number",)),
    "notes": Facet("Notes", "text", _member("notes"), ("note",)),
    "team": Facet("Team", "list", _name_of("team"), none="No team"),
    "owner": Facet("Person", "list", _name_of("owner"), ("person",), "No person"),
    "assigned": Facet("Assigned", "words", _assigned, ("resource",), "Nobody assigned"),
    "sprint": Facet("Sprint", "list", _name_of("sprint"), none="No sprint"),
    "tags": Facet("Tags", "words", _member("tags"), ("tag",), "No tags"),
    "status": Facet("Status", "list", _status),
    "start": Facet("Start", "date", _of("start"), none="No start"),
    "finish": Facet("Finish", "date", lambda facts: facts.finish, ("end", "due"), "No finish"),
    "duration": Facet("Duration", "duration", _of("duration"), ("days",)),
    "percent": Facet("Done", "percent", _of("percent"), ("progress",)),
    "deadline": Facet("Deadline", "date", _member("deadline"), none="No deadline"),
    "total_slack": Facet("Total slack", "duration", lambda facts: facts.slack, ("slack", "float")),
    "free_slack": Facet("Free slack", "duration", _free_slack),
    "late_start": Facet("Late start", "date", _of("late_start")),
    "late_finish": Facet("Late finish", "date", _of("late_finish")),
    "constraint": Facet("Constraint", "list", _constraint),
    "constraint_date": Facet("Constraint date", "date", _member("constraint_date"), none="No constraint date"),
    "actual_start": Facet("Actual start", "date", _member("actual_start"), none="Not begun"),
    "actual_finish": Facet("Actual finish", "date", _member("actual_finish"), none="Not finished"),
    "priority": Facet("Priority", "number", _member("priority")),
    "calendar": Facet("Calendar", "list", _name_of("calendar"), none="Calendar of the project"),
    "parent": Facet("Summary task", "list", _parent, ("summary",), "At the top level"),
    "lane": Facet("Lane", "list", _lane, none="At the top level"),
    "level": Facet("Level", "number", _level),
    "id": Facet("Row", "number", _row, ("row",)),
    "uid": Facet("Unique ID", "number", _member("uid")),
    "scope": Facet("Scope", "list", _scope, none="In scope"),
    "horizon": Facet("Horizon", "list", _member("horizon"), none="No horizon"),
    "critical": Facet("Critical", "flag", lambda facts: facts.critical),
    "milestone": Facet("Milestone", "flag", _of("is_milestone")),
    "active": Facet("Active", "flag", _member("active")),
    "manual": Facet("By hand", "flag", _member("manual")),
    "estimated": Facet("Estimated", "flag", _member("estimated")),
    "work": Facet("Work", "duration", _work),
    "cost": Facet("Cost", "money", _cost),
    "fixed_cost": Facet("Fixed cost", "money", _money("fixed_cost")),
    "budget": Facet("Budget", "money", _money("budget")),
}


# Values as keys of an order ----------------------------------------------------------------------------


def natural(words: str) -> tuple[tuple[int, int | str], ...]:
    """A text as people order it: `Phase 2` before `Phase 10`, whatever the case."""
    parts = (part for part in DIGITS.split(words.casefold()) if part)
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts)


def sort_key(value: Value) -> Value:
    """What a value sorts by; None for none, which comes last."""
    if value is None or value == "" or value == ():
        return None
    if isinstance(value, tuple):
        return tuple(natural(word) for word in value)
    return natural(value) if isinstance(value, str) else value


def known_values(facts: Facts, facet_id: str) -> list[str]:
    """What a text facet can be in this plan, in order: names of records where it names one."""
    plan = facts.plan
    kind = HOLDERS.get(facet_id)
    if kind is not None:
        records: Mapping[str, Record] = plan.tables.get(kind, {})
        wanted = {"team": ("team",), "owner": ("person", "team")}.get(facet_id)
        found = {
            str(getattr(record, "name", ""))
            for record in records.values()
            if wanted is None or getattr(record, "type", "") in wanted
        }
    else:
        facet = facts.facets[facet_id]
        values = map(facet.reads(facts), plan.tasks)
        found = {word for value in values for word in (value if isinstance(value, tuple) else (value or "",))}
    return sorted(found - {""}, key=natural)
