"""The network: a plan as nodes and edges in an order in which everything comes after what it depends on.

Node 0 is the root's gate, the last one the root's roll-up; between them stand the tasks as the outline
goes, each summary as gate, content, roll-up. `order` is a topological order of all indices. Nothing here
is recursive. Loops are cut (`loops.py`) and listed; links that say nothing are left out and listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from roadmap_app.model.findings import Finding
from roadmap_app.model.outline import Outline
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Link, Task
from roadmap_app.model.text import quoted
from roadmap_app.model.time import FIRST_PLANNED, LAST_PLANNED, day_of
from roadmap_app.schedule import late, rules
from roadmap_app.schedule.facts import Facts, edge_of, is_fixed
from roadmap_app.schedule.layer import Listed
from roadmap_app.schedule.loops import cut_loops, needs
from roadmap_app.schedule.node import NEVER, Edge, Node
from roadmap_app.schedule.order import Order

ROOT = Task(id="")
FEW = 8  # links that a node is given one by one


@dataclass(frozen=True)
class Network:
    """`at` finds a task's own node (a summary's roll-up) by id, `gates` a summary's gate.

    Updates keep indices: new nodes get the next ones, and what is gone stays unused.
    """

    nodes: Listed[Node]
    order: Order
    count: int  # of indices that were ever given
    line: dict[str, int]  # `at` as it was built: in all networks that share it an index means the same
    root: int  # the root's roll-up
    at: dict[str, int]
    gates: dict[str, int]
    facts: Facts
    findings: tuple[Finding, ...]
    loops: bool
    left_out: tuple[str, ...]  # ids of links that bind nothing: from or to no task of the plan, or within one branch
    alap: bool
    from_finish: bool  # rule 18: the project's finish is the anchor

    @property
    def several(self) -> bool:
        """Rule 17: whether each path has a critical path of its own."""
        return self.nodes[self.root].late is late.late_root_several

    def start_at(self, instant: int) -> None:
        """Set the start of what nothing binds, before any schedule holds this network."""
        self.nodes[0].anchor = instant


def build(plan: Plan) -> Network:
    """The network of a plan; linear in its tasks and links."""
    facts = Facts(plan)
    nodes, at, gates = _nodes(plan, facts)
    findings: list[Finding] = []
    down, left_out = _connect(plan, facts, nodes, at, gates)
    order: Sequence[int] = range(len(nodes))
    cut: list[Finding] = []
    if not down:
        order, cut = _topological(nodes, plan)
        findings += cut
    nodes[0].anchor = _project_start(plan, findings)
    project = plan.project
    anchor = project.finish if project.schedule_from == "finish" and project.finish else NEVER
    nodes[-1].anchor = anchor
    return Network(
        nodes,
        Order(order),
        len(nodes),
        at,
        len(nodes) - 1,
        at,
        gates,
        facts,
        tuple(findings),
        bool(cut),
        left_out,
        facts.alap,
        anchor != NEVER,
    )


class _Open(NamedTuple):
    """A summary whose content is being listed."""

    gate: Node
    held: list[int]  # gates and tasks below
    spanned: list[int]  # what its roll-up spans: roll-ups and tasks
    below: list[Node]  # roll-ups and tasks


def _nodes(plan: Plan, facts: Facts) -> tuple[list[Node], dict[str, int], dict[str, int]]:
    """All nodes in outline order, with their facts but without links."""
    outline, tasks = plan.outline, plan.tasks
    summaries, depth = outline.children, outline.depth
    time, compiled = facts.time, facts.task
    root = Node(0, ROOT, 0, time)
    nodes = [root]
    at: dict[str, int] = {}
    gates: dict[str, int] = {"": 0}
    inner = _Open(root, [], [], [])
    open_ = [inner]
    uncapped: list[Node] = []
    for id in outline.order:
        level = depth[id] + 1
        if level < len(open_):
            while level < len(open_):
                _close(facts, nodes, at, open_, uncapped)
            inner = open_[-1]
        gate, held, spanned, below = inner
        index = len(nodes)
        node = Node(index, tasks[id], gate.index, time)
        nodes.append(node)
        held.append(index)
        if id in summaries:
            node.active = node.task.active
            gates[id] = index
            inner = _Open(node, [], [], [])
            open_.append(inner)
            continue
        at[id] = index
        compiled(node)
        below.append(node)
        if node.active or not gate.active:
            spanned.append(index)
    while open_:
        _close(facts, nodes, at, open_, uncapped)
    del at[""]
    for node in uncapped:
        node.cap = len(nodes) - 1
    return nodes, at, gates


def _close(facts: Facts, nodes: list[Node], at: dict[str, int], open_: list[_Open], uncapped: list[Node]) -> None:
    """Put the roll-up of the innermost open summary after all that it holds.

    What does not wait for it to be dated gets its late dates from the root's roll-up: it is `uncapped`.
    """
    gate, held, spanned, below = open_.pop()
    index = len(nodes)
    roll_up = Node(index, gate.task, gate.index, facts.time)
    nodes.append(roll_up)
    gate.up = index
    gate.children, roll_up.children = tuple(held), tuple(spanned)
    compile_summary(facts, gate, roll_up)
    if open_ and not roll_up.spans and gate.active:
        open_[0].spanned.extend(spanned)  # the project ends with them, whatever the summary says
    for node in below:
        node.up = node.cap = index
        if not (roll_up.spans and (node.active or not gate.active)):
            uncapped.append(node)
    at[gate.id] = index
    if open_:
        open_[-1].below.append(roll_up)
        if gate.active or not open_[-1].gate.active:
            open_[-1].spanned.append(index)


def compile_summary(facts: Facts, gate: Node, roll_up: Node) -> None:
    """The facts and rules of both nodes of a summary."""
    task = gate.task
    gate.active = roll_up.active = task.active
    gate.gates = roll_up.rolls_up = True
    fixed = is_fixed(task)
    roll_up.spans = not fixed
    if not task.id:
        gate.place, gate.late = rules.place_root_gate, late.late_root_gate
        roll_up.place, roll_up.late = rules.place_span, late.late_root
        if facts.project.multiple_critical_paths and facts.project.schedule_from == "start":
            roll_up.late = late.late_root_several
        return
    gate.place, gate.late = rules.place_gate, late.late_gate
    roll_up.place, roll_up.late = rules.place_span, late.late_roll_up
    if (duration := task.duration) > 0:
        roll_up.duration = roll_up.length = duration
    if facts.assignments:
        facts.summary(roll_up)
    if fixed:
        roll_up.place = rules.place_fixed
        if task.manual and task.pinned_start is None:
            gate.special = True
            gate.late, roll_up.late = late.late_manual_gate, late.late_manual_roll_up


def _connect(
    plan: Plan,
    facts: Facts,
    nodes: list[Node],
    at: dict[str, int],
    gates: dict[str, int],
) -> tuple[bool, tuple[str, ...]]:
    """Put the links between the nodes, each seen from both of its ends, in the order of their ids; answers whether
    all lead down the outline, and which are left out."""
    down = True
    left_out: list[str] = []
    into: dict[int, list[Edge]] = {}  # beyond the first few, more than which hardly any node has
    out: dict[int, list[Edge]] = {}
    links, outline = plan.links, plan.outline
    entries = {**at, **gates}  # where a link leads to
    del entries[""]
    for id in sorted(links):
        link = links[id]
        source, target = at.get(link.from_), entries.get(link.to)
        if source is None or target is None:
            left_out.append(id)
            continue
        begin, end = nodes[source], nodes[target]
        if not begin.active:
            continue
        summary = begin.rolls_up or end.gates or begin is end
        if summary and binds_itself(outline, link):
            left_out.append(id)
            continue
        if source > target:
            down = False
        edge = edge_of(begin, end, link)
        if len(end.preds) < FEW:
            end.preds += (edge,)
        else:
            into.setdefault(target, []).append(edge)
        if not end.active:
            begin.also = (*begin.also, target)
        elif len(begin.succs) < FEW:
            begin.succs += (edge,)
        else:
            out.setdefault(source, []).append(edge)
    for index, edges in into.items():
        nodes[index].preds += tuple(edges)
    for index, edges in out.items():
        nodes[index].succs += tuple(edges)
    return down, tuple(left_out)


def binds_itself(outline: Outline, link: Link) -> bool:
    """Whether one end of a link is, or holds, the other."""
    return holds(outline, link.from_, link.to) or holds(outline, link.to, link.from_)


def holds(outline: Outline, summary: str, id: str) -> bool:
    """Whether a task is, or stands below, another one."""
    if summary == id:
        return True
    if summary not in outline.children:
        return False
    depth = outline.depth[summary]
    while outline.depth[id] > depth:
        id = outline.parent[id]
    return id == summary


def _topological(nodes: list[Node], plan: Plan) -> tuple[list[int], list[Finding]]:
    """A topological order, and the findings of the loops that were cut to get one."""
    findings: list[Finding] = []
    while True:
        order = _sorted(nodes)
        if len(order) == len(nodes):
            return order, findings
        findings += cut_loops(nodes, order, plan)


def _sorted(nodes: list[Node]) -> list[int]:
    """As many nodes as can be put in order: what depends on a loop is left out."""
    waits = [0] * len(nodes)
    after: list[list[int]] = [[] for _ in nodes]
    for node in nodes:
        index = node.index
        needed = needs(node)
        waits[index] = len(needed)
        for other in needed:
            after[other].append(index)
    waits[-1] += 1  # the root's roll-up comes last, whatever it holds
    ready = [index for index in range(len(nodes) - 1, -1, -1) if not waits[index]]
    order: list[int] = []
    while ready:
        index = ready.pop()
        order.append(index)
        for other in reversed(after[index]):
            waits[other] -= 1
            if not waits[other]:
                ready.append(other)
    if len(order) == len(nodes) - 1:
        order.append(len(nodes) - 1)
    return order


def _project_start(plan: Plan, findings: list[Finding]) -> int:
    """The entered start; else the day of the earliest entered date; else 1970, with a finding."""
    project = plan.project
    if project.start is not None:
        return min(max(project.start, FIRST_PLANNED), LAST_PLANNED)
    entered = [
        date
        for task in plan.tasks.values()
        for date in (task.start, task.actual_start, task.constraint_date, task.pinned_start)
        if date is not None
    ]
    if entered:
        return day_of(min(entered)) * 1440 + project.default_start
    if plan.tasks:
        findings.append(
            Finding(
                code="plan.start",
                message="Neither the plan nor any task has a date, so it is shown from 1 January 1970.",
                fix="Enter the project's start date.",
                problem=False,
                kind="project",
                id=project.id,
            )
        )
    return project.default_start


def place_name(plan: Plan, id: str) -> str:
    """`4.2 Wallet balance screen`: where a finding is, in the person's words."""
    number = plan.outline.wbs.get(id, "")
    name = plan.tasks[id].name if id in plan.tasks else ""
    return f"{number} {name}".strip()


def leaves_out(plan: Plan, ids: tuple[str, ...]) -> tuple[Finding, ...]:
    """What is to be said of links that are left out; nothing of those from or to other plans."""
    tasks, links = plan.tasks, [plan.links[id] for id in ids]
    return tuple(
        _own_summary(link, plan) if link.from_ in tasks and link.to in tasks else _dangling(link, plan)
        for link in links if (link.from_ in tasks and link.to in tasks) or not link.external
    )  # fmt: skip


def _dangling(link: Link, plan: Plan) -> Finding:
    known = link.to if link.to in plan.tasks else link.from_
    where = place_name(plan, known)
    return Finding(
        code="plan.link",
        message=f"A link of {quoted(where)} leads to a task that is not in the plan, so it is left out.",
        where=where,
        fix="Remove the link or enter it anew.",
        kind="link",
        id=link.id,
    )


def _own_summary(link: Link, plan: Plan) -> Finding:
    where = place_name(plan, link.to)
    other = place_name(plan, link.from_)
    if link.from_ == link.to:
        message = f"{quoted(where)} is linked to itself, so that link is left out."
    else:
        message = f"{quoted(where)} is linked to {quoted(other)}, which holds it or is held by it: left out."
    return Finding(code="plan.loop", message=message, where=where, fix="Remove the link.", kind="link", id=link.id)
