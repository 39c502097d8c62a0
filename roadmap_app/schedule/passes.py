"""The two passes over a network: forward to dates, backward to late dates."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from typing import cast

from roadmap_app.schedule.late import LateTable
from roadmap_app.schedule.layer import Layer, Listed, flat, thinned
from roadmap_app.schedule.network import Network
from roadmap_app.schedule.node import LATEST, NEVER, PROJECT_START, Dates, Late, Node
from roadmap_app.schedule.rules import Table, place_fixed, place_task


def forward(network: Network) -> list[Dates]:
    """The dates of every node."""
    nodes = flat(network.nodes)
    dates = cast("list[Dates]", [None] * len(nodes))
    for index in network.order.indices:
        node = nodes[index]
        dates[index] = node.place(nodes, dates, node)
    return dates


def backward(network: Network, dates: Table) -> list[Late]:
    """The late dates of every node."""
    nodes = flat(network.nodes)
    late = cast("list[Late]", [None] * len(nodes))
    for index in reversed(network.order.indices):
        node = nodes[index]
        late[index] = node.late(nodes, dates, late, node)
    return late


def as_late_as_possible(network: Network, dates: Table, late: LateTable) -> list[Dates]:
    """Rule 10: the forward pass again, with tasks that are to be as late as possible at their late dates.

    From the start none of them comes before its early dates: what is late already stays where it is.
    """
    nodes = flat(network.nodes)
    placed = cast("list[Dates]", [None] * len(nodes))
    for index in network.order.indices:
        node = nodes[index]
        if node.alap:
            begin, finish = late[index][-2:]
            early = dates[index]
            if not network.from_finish:
                begin, finish = max(begin, early[0]), max(finish, early[1])
            moved = (begin, finish) != early[:2]
            placed[index] = (begin, finish, LATEST, LATEST) if moved else early
        else:
            placed[index] = node.place(nodes, placed, node)
    return placed


def earliest(network: Network, start: int) -> list[Dates]:
    """Rule 18: how early everything could be after the project's start, were no task held by an entered date."""
    nodes = flat(network.nodes)
    placed = cast("list[Dates]", [None] * len(nodes))
    for index in network.order.indices:
        node = nodes[index]
        place = place_task if node.place is place_fixed and not node.rolls_up else node.place
        placed[index] = place(nodes, placed, node) if index else (NEVER, NEVER, start, PROJECT_START)
    return placed


def forward_again(network: Network, dates: Table, dirty: Iterable[int]) -> tuple[Listed[Dates], list[int]]:
    """The dates after the facts of some nodes changed, and the nodes whose start or finish moved.

    Only what lies downstream is looked at, in topological order, and only as far as anything moves.
    """
    nodes, rank = network.nodes, network.order.rank
    placed: Layer[Dates] = Layer(dates)
    changed = frozenset(dirty)
    queue = [(rank[index], index) for index in changed]
    heapify(queue)
    queued = set(changed)
    touched: dict[int, list[tuple[Dates, Dates]]] = {}
    moved: list[int] = []
    while queue:
        index = heappop(queue)[1]
        queued.discard(index)
        node = nodes[index]
        before = placed[index]
        told = None if index in changed else touched.pop(index, None)
        after = _spanned(node, before, told) or node.place(nodes, placed, node)
        if after == before:
            continue
        placed[index] = after
        same = 3 if node.gates else 2
        if after[:same] == before[:same]:
            continue
        moved.append(index)
        following = [*node.also, *(edge.end for edge in node.succs)]
        if node.gates:
            following += [*node.children, node.up]
        elif index != network.root:
            above = _spanned_by(network, node)
            if above >= 0:
                touched.setdefault(above, []).append((before, after))
                following.append(above)
        for other in following:
            if other not in queued:
                queued.add(other)
                heappush(queue, (rank[other], other))
    return thinned(placed), moved


def _spanned_by(network: Network, node: Node) -> int:
    """The roll-up that spans a task or summary; the project's, where the summary above keeps its dates; or -1."""
    up = network.nodes[node.up]
    if up.spans:
        return up.index if node.active or not up.active else -1
    return network.root if node.active and up.active else -1


def _spanned(node: Node, before: Dates, touched: list[tuple[Dates, Dates]] | None) -> Dates | None:
    """A roll-up's new dates where the moves of some children tell them; None where all must be asked."""
    if not touched or node.parts:
        return None
    start, finish, by_start, by_finish = before
    for old, new in touched:
        if (old[0] == before[0] and new[0] > old[0]) or (old[1] == before[1] and new[1] < old[1]):
            return None
        start, finish = min(start, new[0]), max(finish, new[1])
    return start, finish, by_start, by_finish


def backward_again(network: Network, dates: Table, late: LateTable, dirty: Iterable[int]) -> Listed[Late]:
    """The late dates after the facts or dates of some nodes changed; upstream of them, as far as needed."""
    nodes, rank = network.nodes, network.order.rank
    placed: Layer[Late] = Layer(late)
    queued = set(dirty)
    queue = [(-rank[index], index) for index in queued]
    heapify(queue)
    while queue:
        index = heappop(queue)[1]
        queued.discard(index)
        node = nodes[index]
        after = node.late(nodes, dates, placed, node)
        if after == placed[index]:
            continue
        placed[index] = after
        for other in _upstream(network, node):
            if other not in queued:
                queued.add(other)
                heappush(queue, (-rank[other], other))
    return thinned(placed)


def _upstream(network: Network, node: Node) -> list[int]:
    """The nodes whose late dates may follow from those of a node."""
    nodes = network.nodes
    above: list[int] = []
    for edge in node.preds:
        above.append(edge.begin)
        other = nodes[edge.begin]
        if other.rolls_up:  # a manual summary's own late dates are its gate's
            above.append(other.gate)
    if node.rolls_up:  # it caps what it holds
        gate = nodes[node.gate]
        held = [nodes[child].up if nodes[child].gates else child for child in gate.children]
        above += [child for child in held if nodes[child].cap == node.index]
    above.append(node.gate)
    return above
