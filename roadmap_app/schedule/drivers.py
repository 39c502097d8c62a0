"""What set a date: for each task the fact that its start and its finish come from."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_app.model.records import Link
from roadmap_app.schedule.network import Network
from roadmap_app.schedule.node import CHILDREN, KINDS, PARENT, PROJECT_START, Node
from roadmap_app.schedule.rules import Table, lagged


@dataclass(frozen=True)
class Driver:
    """`kind` is one of link, constraint, project_start, project_finish, parent, actual, manual, pinned,
    resource, levelling, children, latest (as late as possible); `task` is the predecessor, the summary, the
    child or the successor that it speaks of."""

    kind: str
    link: str = ""
    task: str = ""


def start_driver(network: Network, dates: Table, node: Node) -> Driver:
    """What set the start of a node."""
    return _driver(network, dates, node, dates[node.index][2], 0)


def finish_driver(network: Network, dates: Table, node: Node) -> Driver:
    """What set the finish of a node: where it only follows from start and duration, what set the start."""
    return _driver(network, dates, node, dates[node.index][3], 1)


def _driver(network: Network, dates: Table, node: Node, code: int, side: int) -> Driver:
    nodes = network.nodes
    if code >= 0:
        link = node.preds[code].link
        return Driver("link", link.id, link.from_)
    if code == CHILDREN:
        for child in node.children:
            if dates[child][side] == dates[node.index][side]:
                return Driver("children", task=nodes[child].id)
        return Driver("children")
    if code == PARENT:
        gate = nodes[node.gate]
        while gate.index and dates[gate.index][3] == PARENT:
            gate = nodes[gate.gate]
        code = dates[gate.index][3]
        if code >= 0:
            link = gate.preds[code].link
            return Driver("link", link.id, link.from_)
        return Driver("parent", task=gate.id)
    if code == PROJECT_START:
        gate = nodes[node.gate]
        while gate.index and not gate.special:
            gate = nodes[gate.gate]
        if gate.index:
            return Driver("parent", task=gate.id)
    return Driver(KINDS[code])


def linked_date(network: Network, dates: Table, link: Link) -> int | None:
    """The instant that a link asks of its successor, lag included; None for a link that binds nothing."""
    index = network.gates.get(link.to, network.at.get(link.to, -1))
    if index < 0:
        return None
    for edge in network.nodes[index].preds:
        if edge.link.id == link.id:
            value = dates[edge.begin][1 - (edge.type & 1)]
            node = network.nodes[index]
            return lagged(network.nodes, dates, node, edge, value) if edge.lag else value
    return None
