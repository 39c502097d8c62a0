"""The plan: an immutable value of tables, and the draft on which verbs work.

Editing copies the tables that an edit touches and shares all others and every record: a copied table
of 10,000 records costs some 50 microseconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from roadmap_app.model.changes import ChangeSet, Key, Misfit, Pair
from roadmap_app.model.garbage import without_gc
from roadmap_app.model.outline import Outline, make_outline
from roadmap_app.model.records import (
    KINDS,
    Assignment,
    Baseline,
    BaselineTask,
    Calendar,
    Conflict,
    Contract,
    Field,
    Link,
    Log,
    Project,
    Record,
    Resource,
    Risk,
    Sprint,
    Task,
    View,
)
from roadmap_app.model.replanting import FEW, outline_after

R = TypeVar("R", bound=Record)
Table = Mapping[str, Record]
EMPTY: Table = {}


class Tables:
    """Read access by kind and id, shared by Plan and Draft."""

    tables: Mapping[str, Table]

    def table(self, cls: type[R]) -> Mapping[str, R]:
        """The records of a class by id, in no promised order."""
        return cast("Mapping[str, R]", self.tables.get(cls.kind, EMPTY))

    def get(self, kind: str, id: str) -> Record | None:
        """A record, or None."""
        return self.tables.get(kind, EMPTY).get(id)

    def records(self) -> Iterator[Record]:
        """All records, kind by kind."""
        for table in self.tables.values():
            yield from table.values()

    def __len__(self) -> int:
        return sum(map(len, self.tables.values()))

    @property
    def project(self) -> Project:
        """The plan's one project record; of several (after a merge), the one with the smallest id."""
        projects = self.table(Project)
        return projects[min(projects)] if projects else NO_PROJECT

    @property
    def tasks(self) -> Mapping[str, Task]:
        return self.table(Task)

    @property
    def links(self) -> Mapping[str, Link]:
        return self.table(Link)

    @property
    def calendars(self) -> Mapping[str, Calendar]:
        return self.table(Calendar)

    @property
    def resources(self) -> Mapping[str, Resource]:
        return self.table(Resource)

    @property
    def assignments(self) -> Mapping[str, Assignment]:
        return self.table(Assignment)

    @property
    def baselines(self) -> Mapping[str, Baseline]:
        return self.table(Baseline)

    @property
    def baseline_tasks(self) -> Mapping[str, BaselineTask]:
        return self.table(BaselineTask)

    @property
    def risks(self) -> Mapping[str, Risk]:
        return self.table(Risk)

    @property
    def contracts(self) -> Mapping[str, Contract]:
        return self.table(Contract)

    @property
    def sprints(self) -> Mapping[str, Sprint]:
        return self.table(Sprint)

    @property
    def views(self) -> Mapping[str, View]:
        return self.table(View)

    @property
    def fields(self) -> Mapping[str, Field]:
        return self.table(Field)

    @property
    def log(self) -> Mapping[str, Log]:
        return self.table(Log)

    @property
    def conflicts(self) -> Mapping[str, Conflict]:
        return self.table(Conflict)


NO_PROJECT = Project(id="")


@dataclass(frozen=True)
class Plan(Tables):
    """What people entered, by kind and id. `doc` names the document across copies of its file."""

    doc: str = ""
    tables: Mapping[str, Table] = field(default_factory=dict)

    @cached_property
    def tasks(self) -> Mapping[str, Task]:
        """Those of the tables, which never change; most of what is asked of a plan."""
        return self.table(Task)

    @cached_property
    def links(self) -> Mapping[str, Link]:
        return self.table(Link)

    @cached_property
    def project(self) -> Project:
        return super().project

    @cached_property
    def outline(self) -> Outline:
        """The order and depth of tasks; handed on to the next plan while no edit touches it."""
        return make_outline(self.tasks)

    @cached_property
    def pinned(self) -> tuple[str, ...]:
        """Ids of tasks that keep dates from an import."""
        return _pinned(self.tasks)

    @cached_property
    def named(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of tasks by name, case folded."""
        return _named(self.tasks)

    @cached_property
    def links_into(self) -> Mapping[str, tuple[Link, ...]]:
        """Links by successor, in the order of their ids."""
        return _grouped(self.links, "to")

    @cached_property
    def links_from(self) -> Mapping[str, tuple[Link, ...]]:
        """Links by predecessor, in the order of their ids."""
        return _grouped(self.links, "from_")


def _pinned(tasks: Mapping[str, Task]) -> tuple[str, ...]:
    return tuple(id for id, task in tasks.items() if task.pinned_start is not None)


def _named(tasks: Mapping[str, Task]) -> Mapping[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for task in tasks.values():
        groups[task.name.casefold()].append(task.id)
    return {name: tuple(ids) for name, ids in groups.items()}


def _grouped(links: Mapping[str, Link], member: str) -> dict[str, tuple[Link, ...]]:
    groups: dict[str, list[Link]] = defaultdict(list)
    with without_gc():
        for id in sorted(links):
            groups[getattr(links[id], member)].append(links[id])
        return {id: tuple(group) for id, group in groups.items()}


ENDS = {"links_into": "to", "links_from": "from_"}
DERIVED: Mapping[str, Callable[[Tables], Any]] = {
    "outline": lambda tables: make_outline(tables.tasks),
    "pinned": lambda tables: _pinned(tables.tasks),
    "named": lambda tables: _named(tables.tasks),
    "links_into": lambda tables: _grouped(tables.links, "to"),
    "links_from": lambda tables: _grouped(tables.links, "from_"),
}


class Draft(Tables):
    """A plan under edit: reads like a plan, writes record by record, and tells what it changed.

    It belongs to one edit and is thrown away with it; the plan it was made from never changes. What is derived
    of the tables is kept until a write touches what it stands on; links by their ends follow each write, as
    verbs on thousands of tasks read them between writes.
    """

    def __init__(self, plan: Plan) -> None:
        self.origin = plan
        self._tables: dict[str, Table] = dict(plan.tables)
        self.tables = self._tables
        self._owned: dict[str, dict[str, Record]] = {}
        self._touched: dict[Key, Record | None] = {}
        self._plan: Plan | None = plan
        self._derived = {name: value for name, value in plan.__dict__.items() if name in DERIVED}
        self._owned_ends: dict[str, dict[str, tuple[Link, ...]]] = {}
        self._replanted: set[str] = set()  # tasks that came, went or moved since the outline was true

    @property
    def outline(self) -> Outline:
        outline = cast(Outline, self._known("outline"))
        if self._replanted:
            outline = self._derived["outline"] = outline_after(outline, self.tasks, self._replanted)
            self._replanted.clear()
        return outline

    @property
    def named(self) -> Mapping[str, tuple[str, ...]]:
        return cast("Mapping[str, tuple[str, ...]]", self._known("named"))

    @property
    def links_into(self) -> Mapping[str, tuple[Link, ...]]:
        return cast("Mapping[str, tuple[Link, ...]]", self._known("links_into"))

    @property
    def links_from(self) -> Mapping[str, tuple[Link, ...]]:
        return cast("Mapping[str, tuple[Link, ...]]", self._known("links_from"))

    @property
    def plan(self) -> Plan:
        """The plan as edited so far. It takes over the tables: a later write copies them anew."""
        if self._plan is None:
            self._owned.clear()
            self._owned_ends.clear()
            if "outline" in self._derived:
                self._derived["outline"] = self.outline
            self._plan = Plan(self.origin.doc, {kind: table for kind, table in self._tables.items() if table})
            self._plan.__dict__.update(self._derived)
        return self._plan

    def put(self, record: R) -> R:
        """Add a record, or replace the one of its id; ValueError for a record without id."""
        if not record.id:
            raise ValueError(f"a {record.kind} needs an id")
        self._write(record.kind, record.id, record)
        return record

    def change(self, record: R, **members: Any) -> R:
        """Replace some members of a record as it is now; KeyError where it is not in the plan."""
        current = self.tables.get(record.kind, EMPTY)[record.id]
        changed = cast(R, current.but(**members))
        if changed != current:
            self._write(record.kind, record.id, changed)
        return changed

    def remove(self, kind: str, id: str) -> None:
        """Take a record out; KeyError where it is not in the plan."""
        if self.get(kind, id) is None:
            raise KeyError(f"no {kind} {id}")
        self._write(kind, id, None)

    def changes(self) -> ChangeSet:
        """What differs from the plan that the draft was made from."""
        pairs: dict[Key, Pair] = {}
        for (kind, id), before in self._touched.items():
            after = self.get(kind, id)
            if before != after:
                pairs[kind, id] = (before, after)
        return ChangeSet(pairs)

    def _write(self, kind: str, id: str, record: Record | None) -> None:
        if kind not in KINDS:
            raise ValueError(f"'{kind}' is not a kind of record")
        table = self._owned.get(kind)
        if table is None:
            table = self._owned[kind] = dict(self._tables.get(kind, EMPTY))
            self._tables[kind] = table
        before = table.get(id)
        self._touched.setdefault((kind, id), before)
        self._follow(before, record)
        if record is None:
            del table[id]
        else:
            table[id] = record
        self._plan = None

    def _known(self, name: str) -> Any:
        """Something derived of the tables as they are now."""
        if name not in self._derived:
            whole = self._plan  # shares the work with the plan where there is one
            self._derived[name] = getattr(whole, name) if whole is not None else DERIVED[name](self)
        return self._derived[name]

    def _follow(self, before: Record | None, after: Record | None) -> None:
        """Keep what is derived true to a write."""
        task = before or after
        if isinstance(task, Task):
            if "outline" in self._derived and _moves(before, after):
                self._replanted.add(task.id)
            if getattr(before, "name", None) != getattr(after, "name", None):
                self._derived.pop("named", None)
            if _pins(before, after):
                self._derived.pop("pinned", None)
        elif isinstance(before or after, Link):
            for name, member in ENDS.items():
                if name in self._derived:
                    if name not in self._owned_ends:
                        self._derived[name] = self._owned_ends[name] = dict(self._derived[name])
                    _regroup(self._owned_ends[name], member, before, after)


def _regroup(
    groups: dict[str, tuple[Link, ...]], member: str, before: Record | None, after: Record | None
) -> None:
    """Follow the change of one link in the groups by one of its ends."""
    if isinstance(before, Link):
        key = getattr(before, member)
        left = tuple(link for link in groups[key] if link.id != before.id)
        if left:
            groups[key] = left
        else:
            del groups[key]
    if isinstance(after, Link):
        key = getattr(after, member)
        groups[key] = tuple(sorted((*groups.get(key, ()), after), key=lambda link: link.id))


def apply(plan: Plan, changes: ChangeSet) -> Plan:
    """The plan after `changes`; Misfit where a record is not what the set starts from."""
    tables: dict[str, Table] = dict(plan.tables)
    owned: dict[str, dict[str, Record]] = {}
    for (kind, id), (before, after) in changes.pairs.items():
        table = owned.get(kind)
        if table is None:
            table = owned[kind] = dict(tables.get(kind, EMPTY))
        found = table.get(id)
        if found is not before and found != before:
            raise Misfit(f"{kind} {id} is not what the change starts from")
        if after is None:
            del table[id]
        else:
            table[id] = after
    for kind, table in owned.items():
        if table:
            tables[kind] = table
        else:
            tables.pop(kind, None)
    made = Plan(plan.doc, tables)
    _hand_on(plan, made, changes)
    return made


def _hand_on(plan: Plan, made: Plan, changes: ChangeSet) -> None:
    """Keep what was derived from tables and members that the change leaves alone."""
    derived = plan.__dict__
    if "outline" in derived:
        moved = [id for id, before, after in changes.of("task") if _moves(before, after)]
        made.__dict__["outline"] = outline_after(derived["outline"], made.tasks, moved)
    if "pinned" in derived and not any(_pins(before, after) for _, before, after in changes.of("task")):
        made.__dict__["pinned"] = derived["pinned"]
    if "named" in derived and plan.tables.get("task") is made.tables.get("task"):
        made.__dict__["named"] = derived["named"]
    links = list(changes.of("link"))
    for name, member in ENDS.items():
        if name in derived and len(links) <= FEW:
            groups = made.__dict__[name] = dict(derived[name]) if links else derived[name]
            for _, before, after in links:
                _regroup(groups, member, before, after)


def _moves(before: Record | None, after: Record | None) -> bool:
    if not isinstance(before, Task) or not isinstance(after, Task):
        return True
    return before.parent != after.parent or before.ord != after.ord


def _pins(before: Record | None, after: Record | None) -> bool:
    """Whether a task that keeps dates from an import came, went or changed in that."""
    return getattr(before, "pinned_start", None) != getattr(after, "pinned_start", None)


def diff(old: Plan, new: Plan) -> ChangeSet:
    """The set that takes `old` to `new`; shared tables and records cost nothing."""
    pairs: dict[Key, Pair] = {}
    for kind in {**old.tables, **new.tables}:
        before, after = old.tables.get(kind, EMPTY), new.tables.get(kind, EMPTY)
        if before is after:
            continue
        for id, record in before.items():
            other = after.get(id)
            if other is record or (other is not None and other.__dict__ == record.__dict__):
                continue  # as nearly all are; comparing member by member takes several times as long
            if other != record:
                pairs[kind, id] = (record, other)
        for id, record in after.items():
            if id not in before:
                pairs[kind, id] = (None, record)
    return ChangeSet(pairs)


def make_plan(doc: str, records: list[Record]) -> Plan:
    """A plan of records; of two with one kind and id the later one stands."""
    tables: dict[str, dict[str, Record]] = {}
    for record in records:
        tables.setdefault(record.kind, {})[record.id] = record
    return Plan(doc, tables)
