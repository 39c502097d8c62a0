"""The schedule after an edit, from the schedule before it.

Most edits change facts of a few tasks or a link: their nodes are compiled anew, and dates move only
downstream of them. What changes the network's shape (the outline, calendars, loops ...) is computed anew.
The origin is never touched; what stays the same is shared.
"""

from __future__ import annotations

from dataclasses import replace

from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Assignment, Link, Record, Task
from roadmap_app.schedule.facts import Facts, is_fixed
from roadmap_app.schedule.late import late_begun, late_done, late_fixed, late_manual_gate
from roadmap_app.schedule.layer import Layer, thinned
from roadmap_app.schedule.network import Network, holds
from roadmap_app.schedule.node import Edge, Node
from roadmap_app.schedule.passes import forward_again
from roadmap_app.schedule.schedule import Basis, Schedule, compute

# What a schedule reads of records that are compiled as a whole: a change of these is computed anew.
PROJECT_FACTS = (
    "start", "finish", "schedule_from", "status_date", "calendar", "honour_constraints",
    "multiple_critical_paths", "splits_in_progress", "move_remaining_forward", "move_remaining_back",
    "move_completed_forward", "move_completed_back", "default_start",
)  # fmt: skip
RESOURCE_FACTS = ("type", "calendar")
SUMMARY_FACTS = (
    "manual", "start", "finish", "pinned_start", "pinned_finish", "active", "external", "duration",
)  # fmt: skip
PERCENT_FACTS = ("percent", "duration", "active")
# What a schedule never reads of a task: a change of nothing else moves nothing.
UNREAD = frozenset({
    "name", "notes", "owner", "team", "tags", "colour", "collapsed", "code", "uid", "extra", "estimated", "hyperlinks",
    "fixed_cost", "fixed_cost_accrual", "budget", "fields", "sprint", "horizon", "scope", "milestone", "priority",
    "percent_work", "physical_percent", "duration_unit", "optimistic", "likely", "pessimistic", "reference",
    "recurring",
})  # fmt: skip


def update(schedule: Schedule, plan: Plan, changes: ChangeSet) -> Schedule:
    """The schedule of `plan`, which is `schedule.plan` after `changes`; equal to compute(plan)."""
    edit = _Edit(schedule, plan)
    for (_, id), (before, after) in changes.pairs.items():
        if not edit.take(id, before, after):
            return compute(plan)
    return edit.schedule()


class _Edit:
    """The nodes that one ChangeSet compiles anew."""

    def __init__(self, schedule: Schedule, plan: Plan) -> None:
        self.origin = schedule
        self.plan = plan
        self.network: Network = schedule.network
        self.facts = Facts(plan, schedule.network.facts)
        self.nodes: Layer[Node] = Layer(self.network.nodes)
        self.dirty: set[int] = set()  # forward
        self.late: set[int] = set()  # backward
        self.same_percents = True

    def take(self, id: str, before: Record | None, after: Record | None) -> bool:
        """Take up one changed record; False where the whole schedule has to be computed anew."""
        record = after or before
        kind = record.kind if record else ""
        if kind == "task":
            return isinstance(before, Task) and isinstance(after, Task) and self._task(before, after)
        if kind == "link":
            return self._link(id, before, after)
        if kind == "assignment":
            return all(self._assignment(record) for record in (before, after))
        if kind == "project":
            return _alike(before, after, PROJECT_FACTS)
        if kind == "resource":
            return _alike(before, after, RESOURCE_FACTS)
        if kind == "calendar":
            return _alike(before, after, ("base", "week", "weeks", "exceptions"))
        return True

    def _task(self, before: Task, after: Task) -> bool:
        if before.parent != after.parent or before.ord != after.ord or before.active != after.active:
            return False
        self.same_percents = self.same_percents and _alike(before, after, PERCENT_FACTS)
        if _moves_nothing(before, after):
            return before.name == after.name or not self.network.findings  # those name tasks
        index = self.network.at[after.id]
        if after.id in self.network.gates:
            if is_fixed(before) or is_fixed(after) or not _alike(before, after, SUMMARY_FACTS):
                return False
            for part in (self.network.gates[after.id], index):
                self._own(part).task = after
                self._look(part)
            return True
        node = self._own(index)
        node.task = after
        return self._compile(node)

    def _assignment(self, record: Record | None) -> bool:
        if not isinstance(record, Assignment) or record.task not in self.network.at:
            return True
        if record.task in self.network.gates:
            return False
        return self._compile(self._own(self.network.at[record.task]))

    def _compile(self, node: Node) -> bool:
        """A leaf's facts anew; its links stay as they are."""
        own, duration, late = node.own, node.duration, node.late
        self.facts.task(node)
        if {late_fixed, late_begun} & {late, node.late}:
            self.late.add(node.gate)
        if node.own is not own or node.alap:
            return False
        self._look(node.index)
        if node.duration != duration:
            self.dirty.update(node.also)
            self.dirty.update(edge.end for edge in node.succs if edge.time is None)
        return True

    def _link(self, id: str, before: Record | None, after: Record | None) -> bool:
        if self.network.loops:
            return False
        if isinstance(before, Link) and not self._unlink(id, before):
            return False
        return not isinstance(after, Link) or self._linked(after)

    def _ends(self, link: Link) -> tuple[int, int] | None:
        at, gates = self.network.at, self.network.gates
        if link.from_ not in at or link.to not in at:
            return None
        return at[link.from_], gates.get(link.to, at[link.to])

    def _unlink(self, id: str, link: Link) -> bool:
        ends = self._ends(link)
        if ends is None:
            return False
        begin, end = (self._own(index) for index in ends)
        if not (begin.task.active and end.task.active):
            return False
        kept = tuple(edge for edge in end.preds if edge.link.id != id)
        if len(kept) == len(end.preds):
            return False  # it had been left out, with a finding
        end.preds = kept
        begin.succs = tuple(edge for edge in begin.succs if edge.link.id != id)
        self._look(*ends)
        return True

    def _linked(self, link: Link) -> bool:
        ends = self._ends(link)
        outline = self.plan.outline
        if ends is None or holds(outline, link.from_, link.to) or holds(outline, link.to, link.from_):
            return False
        rank = self.network.rank
        if rank[ends[0]] >= rank[ends[1]]:
            return False
        begin, end = (self._own(index) for index in ends)
        if not (begin.task.active and end.task.active):
            return False
        edge = self.facts.edge(begin, end, link)
        end.preds = _in_order(end.preds, edge)
        begin.succs = _in_order(begin.succs, edge)
        self._look(*ends)
        return True

    def _own(self, index: int) -> Node:
        """A node that this edit may change: a copy, made once."""
        if self.nodes[index] is self.network.nodes[index]:
            self.nodes[index] = self.nodes[index].copy()
        return self.nodes[index]

    def _look(self, *indices: int) -> None:
        self.dirty.update(indices)
        self.late.update(indices)
        # A manual summary's own late dates are its gate's.
        self.late.update(self.nodes[index].gate for index in indices if self.nodes[index].rolls_up)

    def schedule(self) -> Schedule:
        """The new schedule, or the whole computed anew where a rule needs both passes."""
        origin, plan = self.origin, self.plan
        both = plan.project.start is None or self.network.alap or plan.project.schedule_from == "finish"
        if both and self.dirty:
            return compute(plan)
        if not self.dirty:
            network = replace(self.network, facts=self.facts)
            made = Schedule(plan, network, origin.dates, origin.__dict__.get("late"), origin.basis)
            self._share(made)
            return made
        network = replace(self.network, nodes=thinned(self.nodes), facts=self.facts)
        dates, moved = forward_again(network, origin.dates, self.dirty)
        nodes = network.nodes
        for index in moved:
            node = nodes[index]
            if network.several or node.parts or node.late in (late_fixed, late_done):
                self.late.update((index, node.gate) if node.late is late_fixed else (index,))
            elif node.late is not late_manual_gate and nodes[node.gate].late is late_manual_gate:
                self.late.add(node.gate)
            self.late.update(edge.begin for edge in node.preds if edge.time is None)
            if node.spans and any(edge.time is None for edge in node.succs):
                self.late.add(index)
        made = Schedule(plan, network, dates, basis=self._basis())
        self._share(made)
        return made

    def _basis(self) -> Basis | None:
        origin = self.origin
        if "late" in origin.__dict__:
            basis = Basis(origin.late, origin.project_finish, frozenset(self.late))
        elif origin.basis is not None:
            basis = origin.basis._replace(pending=origin.basis.pending | self.late)
        else:
            return None
        return basis if len(basis.pending) * 4 < self.network.root + 400 else None

    def _share(self, made: Schedule) -> None:
        if self.same_percents and "_percents" in self.origin.__dict__:
            made.__dict__["_percents"] = self.origin._percents


def _moves_nothing(before: Task, after: Task) -> bool:
    """Whether two versions of a task differ only in what a schedule does not read."""
    old, new = before.__dict__, after.__dict__
    return all(getattr(before, name) == getattr(after, name) for name in {*old, *new} if name not in UNREAD)


def _alike(before: Record | None, after: Record | None, members: tuple[str, ...]) -> bool:
    """Whether two versions of a record agree in some members; a record that came or went does not."""
    if before is None or after is None:
        return False
    return all(getattr(before, name) == getattr(after, name) for name in members)


def _in_order(edges: tuple[Edge, ...], edge: Edge) -> tuple[Edge, ...]:
    return tuple(sorted((*edges, edge), key=lambda edge: edge.link.id))
