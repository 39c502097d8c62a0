"""The schedule after an edit, from the schedule before it.

Most edits change facts of a few tasks or a link, or add, drop or move a few: their nodes are compiled anew, and
dates move only downstream of them. What reaches further (calendars, loops, many tasks ...) is computed anew.
The origin is never touched; what stays the same is shared.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Assignment, Link, Record, Task
from roadmap_app.schedule.facts import Facts, edge_of, is_fixed
from roadmap_app.schedule.late import late_begun, late_done, late_fixed, late_manual_gate
from roadmap_app.schedule.network import Network, binds_itself
from roadmap_app.schedule.node import Edge, Node
from roadmap_app.schedule.passes import forward_again
from roadmap_app.schedule.redraft import Redraft
from roadmap_app.schedule.reshaping import reshape, returning
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
    made = _Edit(schedule, plan).made(changes)
    return compute(plan) if made is None else made


class _Edit:
    """The nodes that one ChangeSet compiles anew."""

    def __init__(self, schedule: Schedule, plan: Plan) -> None:
        self.origin = schedule
        self.plan = plan
        self.network: Network = schedule.network
        self.facts = Facts(plan, schedule.network.facts)
        self.redraft = Redraft(self.network, self.facts)
        self.dirty: set[int] = set()  # forward
        self.late: set[int] = set()  # backward
        self.reweighed: set[str] = set()  # tasks whose summaries have other percentages

    def made(self, changes: ChangeSet) -> Schedule | None:
        """The new schedule; None where the whole has to be computed anew."""
        pairs = changes.pairs.items()
        links = [(id, before, after) for (kind, id), (before, after) in pairs if kind == "link"]
        if links and self.network.loops:
            return None
        if not all(self._unlink(id, before) for id, before, _ in links if isinstance(before, Link)):
            return None
        bound = self._reshape(changes)
        if bound is None:
            return None
        for (kind, _), (before, after) in pairs:
            if kind != "link" and not self._take(kind, before, after):
                return None
        bound += [after for _, _, after in links if isinstance(after, Link)]
        if not all(self._linked(link) for link in {link.id: link for link in bound}.values()):
            return None
        return self._schedule()

    def _reshape(self, changes: ChangeSet) -> list[Link] | None:
        """Take up tasks that came, went or moved; answers the links that bind again, None where the whole schedule has
        to be computed anew."""
        moved = []
        for _, before, after in changes.of("task"):
            task, now = cast("Task | None", before), cast("Task | None", after)
            if task is None or now is None or (task.parent, task.ord) != (now.parent, now.ord):
                moved.append((task, now))
        if not moved:
            return []
        touched = reshape(self.redraft, self.origin.plan, self.plan, moved)
        if touched is None:
            return None
        self._look(*touched)
        self.reweighed.update(task.id for pair in moved for task in pair if task)
        return returning(self.redraft, self.plan, moved)

    def _take(self, kind: str, before: Record | None, after: Record | None) -> bool:
        """Take up one changed record; False where the whole schedule has to be computed anew."""
        if kind == "task":
            return not (isinstance(before, Task) and isinstance(after, Task)) or self._task(before, after)
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
        if before.active != after.active:
            return False
        if not _alike(before, after, PERCENT_FACTS):
            self.reweighed.add(after.id)
        if _moves_nothing(before, after):
            return before.name == after.name or not self.network.findings  # those name tasks
        parts = self.redraft.parts(after.id)
        for node in parts:
            node.task = after
        if len(parts) == 1:
            return self._compile(parts[0])
        self._look(*(node.index for node in parts))
        return not (is_fixed(before) or is_fixed(after)) and _alike(before, after, SUMMARY_FACTS)

    def _assignment(self, record: Record | None) -> bool:
        if not isinstance(record, Assignment) or record.task not in self.redraft.at:
            return True
        if record.task in self.redraft.gates:
            return False
        return self._compile(*self.redraft.parts(record.task))

    def _compile(self, node: Node) -> bool:
        """A leaf's facts anew; its links stay as they are."""
        own, duration, length, late = node.own, node.duration, node.length, node.late
        self.facts.task_again(node)
        if node.length != length:
            self.reweighed.add(node.id)
        if {late_fixed, late_begun} & {late, node.late}:
            self.late.add(node.gate)
        if node.own is not own or node.alap:
            return False
        self._look(node.index)
        if node.duration != duration:
            self.dirty.update(node.also)
            self.dirty.update(edge.end for edge in node.succs if edge.time is None)
        return True

    def _ends(self, link: Link) -> tuple[int, int] | None:
        at, gates = self.redraft.at, self.redraft.gates
        if link.from_ not in at or link.to not in at:
            return None
        return at[link.from_], gates.get(link.to, at[link.to])

    def _unlink(self, id: str, link: Link) -> bool:
        if id in self.redraft.left_out:
            self.redraft.left_out.remove(id)
            return True
        ends = self._ends(link)
        if ends is None:
            return False
        begin, end = (self.redraft.own(index) for index in ends)
        if not (begin.active and end.active):
            return False
        if not self.redraft.unlink(id, begin, end):
            return False  # a loop was cut there
        self._look(*ends)
        return True

    def _linked(self, link: Link) -> bool:
        ends = self._ends(link)
        if ends is None:
            self.redraft.left_out.add(link.id)
            return True
        begin, end = (self.redraft.own(index) for index in ends)
        if not (begin.active and end.active):
            return False
        if binds_itself(self.plan.outline, link):
            self.redraft.left_out.add(link.id)
            return True
        edge = edge_of(begin, end, link)
        end.preds = _in_order(end.preds, edge)
        begin.succs = _in_order(begin.succs, edge)
        self._look(*ends)
        rank = self.network.order.rank
        if self.redraft.unranked.intersection(ends) or rank[ends[0]] >= rank[ends[1]]:
            self.redraft.unranked.update(ends)
        return True

    def _look(self, *indices: int) -> None:
        nodes = self.redraft.nodes
        self.dirty.update(indices)
        self.late.update(indices)
        # A manual summary's own late dates are its gate's.
        self.late.update(nodes[index].gate for index in indices if nodes[index].rolls_up)

    def _schedule(self) -> Schedule | None:
        """The new schedule; None where a rule needs both passes, or no order is found."""
        origin, plan = self.origin, self.plan
        both = plan.project.start is None or self.network.alap or plan.project.schedule_from == "finish"
        if both and self.dirty:
            return None
        if not self.dirty:
            network = replace(self.network, facts=self.facts, left_out=self.redraft.listed_out)
            made = Schedule(plan, network, origin.dates, origin.__dict__.get("late"), origin.basis)
            self._share(made)
            return made
        reordered = self.redraft.network()
        if reordered is None:
            return None
        network = reordered
        self.dirty -= self.redraft.gone
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
            basis = Basis(origin.late, origin.project_finish, frozenset(self.late - self.redraft.gone))
        elif origin.basis is not None:
            basis = origin.basis._replace(pending=(origin.basis.pending | self.late) - self.redraft.gone)
        else:
            return None
        return basis if len(basis.pending) * 4 < len(self.network.at) + 400 else None

    def _share(self, made: Schedule) -> None:
        """Keep the weights of summaries that hold nothing whose percentage counts otherwise now."""
        known = self.origin.weights
        if self.reweighed:
            stale = {
                up
                for id in self.reweighed
                for outline in (self.origin.plan.outline, self.plan.outline)
                for up in ("", id, *outline.ancestors(id))
            }
            known = {id: weight for id, weight in known.items() if id not in stale}
        made.__dict__["weights"] = known


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
