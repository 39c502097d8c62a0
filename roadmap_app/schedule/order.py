"""A topological order of a network's nodes, with room between them for more."""

from __future__ import annotations

from functools import cached_property

from roadmap_app.schedule.layer import Listed, flat

GAP = 1 << 24  # between two ranks when a network is built
ROOM = 1 << 50  # before the last one, the root's roll-up, where plans grow
GONE = -1  # the rank of a node that is no longer in the network


class Order:
    """`rank` by index is larger than the ranks of all that a node waits for; nodes of one rank don't wait for
    each other."""

    def __init__(self, rank: Listed[int]) -> None:
        self.rank = rank

    @cached_property
    def indices(self) -> list[int]:
        """All nodes, each after what it waits for."""
        rank = flat(self.rank)
        listed = sorted(range(len(rank)), key=rank.__getitem__)
        gone = next(place for place, index in enumerate(listed) if rank[index] != GONE)
        return listed[gone:]


def order_of(indices: list[int]) -> Order:
    """The order in which all nodes of a new network are listed."""
    rank = [0] * len(indices)
    for place, index in enumerate(indices):
        rank[index] = place * GAP
    rank[indices[-1]] += ROOM
    order = Order(rank)
    order.__dict__["indices"] = indices
    return order
