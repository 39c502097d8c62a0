"""The two passes over a network: forward to dates, backward to late dates."""

from __future__ import annotations

from typing import cast

from roadmap_app.schedule.late import LateTable
from roadmap_app.schedule.network import Network
from roadmap_app.schedule.node import Dates, Late
from roadmap_app.schedule.rules import Table


def forward(network: Network) -> list[Dates]:
    """The dates of every node."""
    nodes = network.nodes
    dates = cast("list[Dates]", [None] * len(nodes))
    for index in network.order:
        node = nodes[index]
        dates[index] = node.place(nodes, dates, node)
    return dates


def backward(network: Network, dates: Table) -> list[Late]:
    """The late dates of every node."""
    nodes = network.nodes
    late = cast("list[Late]", [None] * len(nodes))
    for index in reversed(network.order):
        node = nodes[index]
        late[index] = node.late(nodes, dates, late, node)
    return late


def as_late_as_possible(network: Network, dates: Table, late: LateTable) -> list[Dates]:
    """Rule 10: the forward pass again, with tasks that are to be as late as possible at their late dates."""
    nodes = network.nodes
    placed = cast("list[Dates]", [None] * len(nodes))
    for index in network.order:
        node = nodes[index]
        if node.alap:
            begin, finish = late[index]
            _, _, by_start, by_finish = dates[index]
            placed[index] = max(begin, dates[index][0]), max(finish, dates[index][1]), by_start, by_finish
        else:
            placed[index] = node.place(nodes, placed, node)
    return placed
