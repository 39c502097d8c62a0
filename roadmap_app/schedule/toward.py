"""Slack towards one task or milestone: the backward pass (rule 17), run to that date instead of the project's.

Only what leads to the goal has such a slack. A task with none of it left is on the goal's critical path.
Deadlines on the way don't count: they are other promises, with findings of their own. As in the backward pass,
a link from the start of a summary holds none of its tasks back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from roadmap_app.schedule.late import levelled_back
from roadmap_app.schedule.layer import flat
from roadmap_app.schedule.network import Network
from roadmap_app.schedule.node import FOREVER, Late, Node
from roadmap_app.schedule.schedule import Schedule
from roadmap_app.schedule.slack import total_slack

NOWHERE: Late = (FOREVER, FOREVER)  # late dates of what does not lead to the goal


@dataclass(frozen=True)
class Paths:
    """`slack` is the worked minutes by which each task that leads to `goal` can slip before the goal does, in
    the order of the outline; summaries are left out unless they are the goal."""

    goal: str
    slack: Mapping[str, int]

    def within(self, limit: int) -> tuple[str, ...]:
        """The tasks with at most so much slack: the critical path (0), or what is nearly critical."""
        return tuple(id for id, slack in self.slack.items() if slack <= limit)


def toward(schedule: Schedule, goal: str) -> Paths:
    """What leads to a task, and how much slack each has until the goal's finish moves.

    KeyError for an id that is not in the plan. Linear in what leads to the goal, and one walk over the rest.
    """
    network, dates = schedule.network, schedule.dates
    end = network.at[goal]
    inside = leading(network, end)
    nodes = list(flat(network.nodes))
    for index in inside:
        nodes[index] = _kept(nodes[index], inside)
    late: list[Late] = [NOWHERE] * len(nodes)
    for index in reversed(network.order.indices):
        if index == end:
            begin, finish = dates[index][:2]
            late[index] = (levelled_back(nodes[index], begin), finish, begin, finish)
            if nodes[index].rolls_up:
                late[index] = (FOREVER, finish)
        elif index in inside:
            late[index] = cast(Late, nodes[index].late(nodes, dates, late, nodes[index]))
    if nodes[end].rolls_up:
        late[nodes[end].gate] = (FOREVER, dates[end][1])
    position = schedule.plan.outline.position
    ids = {nodes[index].id: nodes[index] for index in inside if _is_held(nodes[index], late) or index == end}
    return Paths(goal, {id: total_slack(dates, late, ids[id]) for id in sorted(ids, key=position.__getitem__)})


def leading(network: Network, goal: int) -> set[int]:
    """The nodes whose dates may move that of a node: what it waits for, itself or by a summary that holds it,
    and of a summary what it spans."""
    nodes = network.nodes
    found = {goal}
    stack = [goal]
    while stack:
        node = nodes[stack.pop()]
        before = [edge.begin for edge in node.preds]
        if node.rolls_up and node.spans:
            before += node.children
        if not (node.gates and node.special) and node.index:
            before.append(node.gate)
        for index in before:
            if index not in found:
                found.add(index)
                stack.append(index)
    found.discard(0)
    return found


def _kept(node: Node, inside: set[int]) -> Node:
    """A node with only those successors that lead to the goal, and without a deadline."""
    if node.task.deadline is None and all(edge.end in inside for edge in node.succs):
        return node
    made = node.copy()
    made.task = node.task.but(deadline=None)
    made.succs = tuple(edge for edge in node.succs if edge.end in inside)
    return made


def _is_held(node: Node, late: list[Late]) -> bool:
    """Whether a node is a task that something keeps from being late."""
    return not (node.gates or node.rolls_up) and late[node.index][1] != FOREVER
