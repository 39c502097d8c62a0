"""What set a date: for each task the fact that its start and its finish come from."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_app.model.records import Link
from roadmap_app.schedule.network import Network
from roadmap_app.schedule.node import CHILDREN, KINDS, PARENT, PROJECT_START, Node
from roadmap_app.schedule.rules import Table, bounds, lagged


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
        gate, code = _asking(network, dates, node)
        if code >= 0:
            link = gate.preds[code].link
            return Driver("link", link.id, link.from_)
        return Driver("parent", task=gate.id) if gate.index else Driver(KINDS[PROJECT_START])
    if code == PROJECT_START:
        gate = nodes[node.gate]
        while gate.index and not gate.special:
            gate = nodes[gate.gate]
        if gate.index:
            return Driver("parent", task=gate.id)
    return Driver(KINDS[code])


def _asking(network: Network, dates: Table, node: Node) -> tuple[Node, int]:
    """The summary whose links or constraint a node follows, and which of them, by the code of `rules.bounds`."""
    nodes, own = network.nodes, dates[node.index]
    gate = nodes[node.gate]
    while gate.index:
        start, finish, _, code = dates[gate.index]
        if not gate.special and finish == own[1] and start != own[0]:
            code = bounds(nodes, dates, gate)[3]  # a gate keeps only what set its start
        if code != PARENT:
            return gate, code
        gate = nodes[gate.gate]
    return gate, PROJECT_START


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
