"""Tasks that come, go or move in the outline, taken up by a network under change.

A task keeps its index wherever it stands; one that becomes a summary keeps it as the roll-up and gets a gate.
What would need more than the nodes nearby (inactive tasks, summaries that keep entered dates) is left to computing
anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from roadmap_app.model.outline import Outline
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Link, Task
from roadmap_app.schedule.facts import edge_of, is_fixed
from roadmap_app.schedule.network import Network, binds_itself, compile_summary
from roadmap_app.schedule.redraft import Redraft

FEW = 64  # tasks beyond which computing anew takes no longer
Moved = Sequence[tuple[Task | None, Task | None]]


def reshape(redraft: Redraft, before: Plan, after: Plan, moved: Moved) -> set[int] | None:
    """Take up tasks whose place differs between two plans, as (before, after); answers the nodes to be dated anew,
    None where everything has to be computed. Links that came or went with them are taken up apart."""
    old, new = before.outline, after.outline
    network = redraft.origin
    if network.findings or network.loops or old.mended or new.mended:
        return None
    if len(moved) > FEW or redraft.count > 2 * len(network.at) + 4096:
        return None
    gone = [task.id for task, now in moved if task and not now]
    fresh = [now.id for task, now in moved if now and not task]
    placed = [now.id for _, now in moved if now]
    holders = {task.parent for pair in moved for task in pair if task}.difference(gone)
    turned = [id for id in holders if id in old.depth and (id in old.children) != (id in new.children)]
    holders.update(new.parent[id] for id in turned)
    if any(task is not None and not task.active for pair in moved for task in pair):
        return None
    if not all(_plain(before, id) and _plain(after, id) and _spans(network, before, id) for id in holders):
        return None
    redraft.reshape()
    touched: set[int] = set()
    for id in gone:
        if after.links_into.get(id) or after.links_from.get(id) or not _drop(redraft, id):
            return None
    for id in (*turned, *fresh):
        if not _remake(redraft, after, id, touched):
            return None
    for id in (*turned, *placed):
        touched.update(_hang(redraft, id, new.parent[id]))
    for id in holders.intersection(redraft.gates):
        touched.update(_hold(redraft, after, id))
    if not all(_carry(redraft, new, id, touched) for id in placed):
        return None
    return touched


def returning(redraft: Redraft, after: Plan, moved: Moved) -> list[Link]:
    """Links that were left out and bind again, now that tasks have come or moved; they are left out no longer."""
    found: dict[str, Link] = {}
    for _, now in moved if redraft.left_out else ():
        for id in after.outline.branch(now.id) if now else ():
            for link in (*after.links_into.get(id, ()), *after.links_from.get(id, ())):
                known = link.from_ in redraft.at and link.to in redraft.at
                if known and link.id in redraft.left_out and not binds_itself(after.outline, link):
                    found[link.id] = link
    redraft.left_out.difference_update(found)
    return list(found.values())


def _plain(plan: Plan, id: str) -> bool:
    """Whether a task, if there is such, is active and would span what it holds."""
    task = plan.tasks.get(id)
    return task is None or (task.active and not is_fixed(task))


def _spans(network: Network, plan: Plan, id: str) -> bool:
    """Whether a summary spans just what it holds: the project also ends with what summaries of fixed dates hold."""
    if id not in network.gates:
        return True
    children = plan.outline.children.get(id, ())
    spanned = tuple(network.at[child] for child in children if plan.tasks[child].active)
    return network.nodes[network.at.get(id, network.root)].children == spanned


def _drop(redraft: Redraft, id: str) -> bool:
    """Take a task out that has no links; False where the project also spans what it held."""
    for node in redraft.parts(id):
        if node.rolls_up and not node.spans:
            return False
        redraft.gone.add(node.index)
    del redraft.at[id]
    redraft.gates.pop(id, None)
    return True


def _remake(redraft: Redraft, plan: Plan, id: str, touched: set[int]) -> bool:
    """The nodes of a task that is new, or turned from a leaf to a summary or back; its links go with it."""
    task, facts = plan.tasks[id], redraft.facts
    was = redraft.parts(id) if id in redraft.at else ()
    node = end = redraft.add(task, redraft.at.get(id))
    redraft.at[id] = node.index
    if id in redraft.gates:
        redraft.gone.add(redraft.gates.pop(id))
    if plan.outline.is_summary(id):
        if is_fixed(task):
            return False
        end = redraft.add(task)
        redraft.gates[id] = end.index
        compile_summary(facts, end, node)
    else:
        facts.task(node)
    if node.alap or any(part.also for part in was):
        return False
    if was:
        node.succs = was[-1].succs
        touched.update(edge.end for edge in node.succs)
        for edge in was[0].preds:
            made = edge_of(redraft.nodes[edge.begin], end, edge.link)
            begin = redraft.own(edge.begin)
            begin.succs = tuple(made if other.link is edge.link else other for other in begin.succs)
            end.preds = (*end.preds, made)
            touched.add(edge.begin)
    return True


def _hang(redraft: Redraft, id: str, parent: str) -> tuple[int, ...]:
    """Put a task below its summary; answers its nodes."""
    parts = redraft.parts(id)
    first, last = parts[0], parts[-1]
    if first is not last:
        first.up, last.gate = last.index, first.index
    first.gate = redraft.gates[parent]
    last.up = last.cap = redraft.at.get(parent, redraft.origin.root)
    return tuple(node.index for node in parts)


def _hold(redraft: Redraft, plan: Plan, id: str) -> tuple[int, int]:
    """Let a summary hold and span its children; answers its nodes."""
    at, gates = redraft.at, redraft.gates
    gate, roll_up = redraft.parts(id)
    children = plan.outline.children.get(id, ())
    gate.children = tuple(gates.get(child, at[child]) for child in children)
    roll_up.children = tuple(at[child] for child in children if plan.tasks[child].active)
    return gate.index, roll_up.index


def _carry(redraft: Redraft, outline: Outline, id: str, touched: set[int]) -> bool:
    """Find what is placed with its branch a place in the order, without the links that bind nothing there; False where
    the project would end otherwise."""
    for inner in outline.branch(id):
        gate, at = redraft.gates.get(inner), redraft.at[inner]
        for index in (at,) if gate is None else (gate, at):
            node = redraft.nodes[index]
            if node.also or (node.rolls_up and not node.spans):
                return False
            for edge in (*node.preds, *node.succs):
                if binds_itself(outline, edge.link):
                    redraft.unlink(edge.link.id, redraft.own(edge.begin), redraft.own(edge.end))
                    redraft.left_out.add(edge.link.id)
                    touched.update((edge.begin, edge.end))
            redraft.unranked.add(index)
    return True
