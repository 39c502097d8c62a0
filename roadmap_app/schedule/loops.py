"""Loops of links: refused when entered, cut and named task by task when found in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.text import quoted
from roadmap_app.schedule.facts import is_fixed
from roadmap_app.schedule.node import Edge, Node

LOOP = "plan.loop"  # the code of what is found
NAMED = 12  # tasks of one loop that a message names


def path_of_loop(plan: Plan | Draft, predecessor_id: str, successor_id: str) -> tuple[str, ...] | None:
    """The tasks of the loop that a link from a predecessor to a successor would close, in order from the
    successor to the predecessor; None where it closes none.

    Links of a summary bind all it holds, and what a task drives it drives through its summaries.
    """
    outline, links_from, tasks = plan.outline, plan.links_from, plan.tasks
    if predecessor_id == successor_id:
        return (successor_id,)
    above = {predecessor_id, *outline.ancestors(predecessor_id)}
    if successor_id in above or predecessor_id in outline.ancestors(successor_id):
        return (successor_id, predecessor_id)
    goals = {predecessor_id, *outline.branch(predecessor_id)}
    # Going down into a summary that was reached, up to the summaries that a task drives, along links.
    came: dict[tuple[str, bool], tuple[str, bool] | None] = {(successor_id, True): None}
    stack = [(successor_id, True)]
    while stack:
        at = stack.pop()
        id, entered = at
        if id in goals or (entered and id in above):
            path = [id]
            step = came[at]
            while step is not None:
                if step[0] != path[-1]:
                    path.append(step[0])
                step = came[step]
            if path[0] != predecessor_id:
                path.insert(0, predecessor_id)
            return tuple(reversed(path))
        following: list[tuple[str, bool]] = [(link.to, True) for link in links_from.get(id, ())]
        if entered and not is_fixed(tasks[id]):
            following += [(child, True) for child in outline.children.get(id, ())]
        parent = outline.parent.get(id, "")
        if parent and not is_fixed(tasks[parent]):
            following.append((parent, False))
        for step_to in reversed(following):
            if step_to not in came and step_to[0] in outline.depth:
                came[step_to] = at
                stack.append(step_to)
    return None


def loop_within_reach(plan: Plan | Draft, ids: Iterable[str]) -> bool:
    """True where what these tasks drive may come back to itself; False only where no path_of_loop can be.

    One walk for any number of new links, for verbs that make thousands: it takes fixed tasks for others.
    """
    outline, links_from = plan.outline, plan.links_from

    def following(at: tuple[str, bool]) -> Iterator[tuple[str, bool]]:
        id, entered = at
        for link in links_from.get(id, ()):
            yield link.to, True
        if entered:
            for child in outline.children.get(id, ()):
                yield child, True
        if parent := outline.parent.get(id, ""):
            yield parent, False

    on_path: dict[tuple[str, bool], bool] = {}  # False once all beyond it is walked
    for id in ids:
        if (id, True) in on_path:
            continue
        on_path[id, True] = True
        walk = [((id, True), following((id, True)))]
        while walk:
            at, steps = walk[-1]
            step = next(steps, None)
            if step is None:
                on_path[at] = False
                walk.pop()
            elif on_path.get(step):
                return True
            elif step not in on_path:
                on_path[step] = True
                walk.append((step, following(step)))
    return False


def cut_loops(nodes: list[Node], ordered: list[int], plan: Plan) -> list[Finding]:
    """Take links out of the nodes until what `ordered` left out has no loop through the first one found.

    Each loop loses its last link, in the order of the outline.
    """
    done = set(ordered)
    findings: list[Finding] = []
    state = dict.fromkeys((node.index for node in nodes if node.index not in done), 0)
    for root in state:
        if state[root]:
            continue
        findings += _search(nodes, root, state, plan)
    return findings


def _search(nodes: list[Node], root: int, state: dict[int, int], plan: Plan) -> list[Finding]:
    """Depth first against the direction of time: each node asks for what it waits for."""
    findings: list[Finding] = []
    path = [root]
    asking = [iter(needs(nodes[root]))]
    state[root] = 1
    while path:
        step = next(asking[-1], None)
        if step is None:
            state[path.pop()] = 2
            asking.pop()
        elif state.get(step, 2) == 0:
            state[step] = 1
            path.append(step)
            asking.append(iter(needs(nodes[step])))
        elif state.get(step, 2) == 1:
            loop = path[path.index(step) :]
            edge, node = _cut(nodes, loop)
            findings.append(_finding(plan, loop, nodes, edge))
            kept = path.index(node.index)
            for undone in path[kept + 1 :]:
                state[undone] = 0
            del path[kept + 1 :], asking[kept:]
            asking.append(iter(needs(node)))
    return findings


def needs(node: Node) -> list[int]:
    """What has to be dated before a node."""
    wanted = [edge.begin for edge in node.preds]
    if node.spans:
        wanted += [*node.children, node.gate]
    elif node.gate != node.index:
        wanted.append(node.gate)
    return wanted


def _cut(nodes: list[Node], loop: list[int]) -> tuple[Edge, Node]:
    """Take the last link of a loop out of both of its ends."""
    for place in range(len(loop) - 1, -1, -1):
        node = nodes[loop[place]]
        needed = loop[(place + 1) % len(loop)]
        for edge in reversed(node.preds):
            if edge.begin == needed:
                node.preds = tuple(kept for kept in node.preds if kept is not edge)
                begin = nodes[needed]
                begin.succs = tuple(kept for kept in begin.succs if kept.link is not edge.link)
                return edge, node
    raise AssertionError("a loop without a link")


def _finding(plan: Plan, loop: list[int], nodes: list[Node], edge: Edge) -> Finding:
    ids = list(dict.fromkeys(nodes[index].id for index in reversed(loop) if nodes[index].id))
    names = [quoted(plan.tasks[id].name) for id in ids[:NAMED]]
    if len(ids) > NAMED:
        names.append(f"{len(ids) - NAMED} more")
    number = plan.outline.wbs
    link = edge.link
    return Finding(
        code=LOOP,
        message=(
            f"These tasks wait for each other: {' → '.join([*names, names[0]])}. The link from "
            f"{quoted(plan.tasks[link.from_].name)} to {quoted(plan.tasks[link.to].name)} is left out."
        ),
        where=", ".join(number[id] for id in ids[:NAMED]),
        fix="Remove one of the links between them.",
        kind="link",
        id=link.id,
    )
