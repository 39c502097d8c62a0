"""A network under change: what an update copies, adds and takes out, above one that stays as it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush

from roadmap_app.model.records import Task
from roadmap_app.schedule.facts import Facts
from roadmap_app.schedule.layer import Layer, thinned
from roadmap_app.schedule.loops import needs
from roadmap_app.schedule.network import Network
from roadmap_app.schedule.node import Node
from roadmap_app.schedule.order import GAP, GONE, Order

MOST_MOVED = 4096  # nodes whose place in the order is looked for before all is computed anew

class Redraft:
    """Nodes by index as in a network; `at` and `gates` as there, copied by `reshape`."""

    def __init__(self, network: Network, facts: Facts) -> None:
        self.origin = network
        self.facts = facts
        self.nodes: Layer[Node] = Layer(network.nodes)
        self.at = network.at
        self.gates = network.gates
        self.count = network.count
        self.gone: set[int] = set()
        self.unranked: set[int] = set()  # whose place in the order has to be looked for
        self.left_out = set(network.left_out)

    def own(self, index: int) -> Node:
        """A node that may be changed: a copy, made once."""
        if index < self.origin.count and self.nodes[index] is self.origin.nodes[index]:
            self.nodes[index] = self.nodes[index].copy()
        return self.nodes[index]

    def reshape(self) -> None:
        """Before tasks come, go or become summaries."""
        if self.at is self.origin.at:
            self.at, self.gates = dict(self.at), dict(self.gates)

    def unlink(self, link: str, begin: Node, end: Node) -> bool:
        """Take a link from both of its ends, which may be changed; False where it is not there."""
        kept = tuple(edge for edge in end.preds if edge.link.id != link)
        if len(kept) == len(end.preds):
            return False
        end.preds = kept
        begin.succs = tuple(edge for edge in begin.succs if edge.link.id != link)
        return True

    def add(self, task: Task, index: int | None = None) -> Node:
        """A bare node of a task, in place of the one at an index or with an index of its own."""
        if index is None:
            index = self.count
            self.count += 1
        node = self.nodes[index] = Node(index, task, 0, self.facts.time)
        self.unranked.add(index)
        return node

    def parts(self, id: str) -> tuple[Node, ...]:
        """The nodes of a task that may be changed: a summary's gate and roll-up, else one."""
        found = self.own(self.at[id] if id else self.origin.root)
        return (self.own(self.gates[id]), found) if id in self.gates else (found,)

    @property
    def listed_out(self) -> tuple[str, ...]:
        """The links that are left out, in the order of their ids."""
        return tuple(sorted(self.left_out))

    def network(self) -> Network | None:
        """The network as it is now; None where no order is found without moving what did not change."""
        order = self._order()
        if order is None:
            return None
        return replace(
            self.origin,
            nodes=thinned(self.nodes),
            order=order,
            count=self.count,
            at=self.at,
            gates=self.gates,
            facts=self.facts,
            left_out=self.listed_out,
        )

    def _order(self) -> Order | None:
        """An order in which each unranked node stands between what it waits for and what waits for it."""
        wanted = self.unranked - self.gone
        if not wanted and not self.gone:
            return self.origin.order
        rank: Layer[int] = Layer(self.origin.order.rank)
        before = {index: needs(self.nodes[index]) for index in wanted}
        try:
            listed = tuple(TopologicalSorter({a: wanted.intersection(before[a]) for a in wanted}).static_order())
        except CycleError:
            return None
        ceiling: dict[int, int] = {}
        waiting = set(listed)  # for their rank
        for index in reversed(listed):
            after = [ceiling.get(other, rank[other]) for other in self._waiting(self.nodes[index])]
            ceiling[index] = min(after, default=rank[self.origin.root])
        for index in listed:
            low, high = max(rank[other] for other in before[index]), ceiling[index]
            waiting.remove(index)
            if high - low < 2:
                rank[index] = low + 1
                if not self._push(rank, index, waiting):
                    return None
            elif index >= self.origin.count or not low < rank[index] < high:
                rank[index] = low + min(GAP, (high - low) // 2)
        for index in self.gone:
            rank[index] = GONE
        return Order(rank=thinned(rank))

    def _push(self, rank: Layer[int], index: int, unranked: Collection[int]) -> bool:
        """Rank what waits for a node after it again, and what waits for that; what is `unranked` comes later.

        False where too much would have to move; what waits for itself moves without end.
        """
        heap: list[tuple[int, int]] = []  # those that stood first before come first: others wait for them
        least: dict[int, int] = {}
        last, moved = index, 0
        while True:
            for other in self._waiting(self.nodes[last]):
                if other not in unranked and rank[other] <= rank[last]:
                    heappush(heap, (rank[other], other))
                    least[other] = max(least.get(other, 0), rank[last])
            while heap and rank[heap[0][1]] != heap[0][0]:
                heappop(heap)  # it has moved since
            if not heap:
                return True
            moved += 1
            if moved > MOST_MOVED:
                return False
            last = heappop(heap)[1]
            ranked = [rank[other] for other in needs(self.nodes[last]) if other not in unranked]
            rank[last] = 1 + max(least[last], *ranked)

    def _waiting(self, node: Node) -> list[int]:
        """What is dated after a node."""
        found = [*node.also, *(edge.end for edge in node.succs)]
        if node.gates:
            found += node.children
        if node.gates or self.nodes[node.up].spans:
            found.append(node.up)
        return found
