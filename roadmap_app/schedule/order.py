"""A topological order of a network's nodes, with room between them for more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from roadmap_app.schedule.layer import Listed, flat

GAP = 1 << 24  # between two ranks when a network is built
ROOM = 1 << 50  # before the last one, the root's roll-up, where plans grow
GONE = -1  # the rank of a node that is no longer in the network


class Order:
    """All nodes in a row, as a new network lists them, or by rank, as an update changes it: each is made of the other
    when it is first asked for."""

    def __init__(self, indices: Sequence[int] | None = None, rank: Listed[int] | None = None) -> None:
        if indices is not None:
            self.__dict__["indices"] = indices
        if rank is not None:
            self.__dict__["rank"] = rank

    @cached_property
    def indices(self) -> Sequence[int]:
        """All nodes, each after what it waits for."""
        rank = flat(self.rank)
        listed = sorted(range(len(rank)), key=rank.__getitem__)
        gone = next(place for place, index in enumerate(listed) if rank[index] != GONE)
        return listed[gone:]

    @cached_property
    def rank(self) -> Listed[int]:
        """By index, larger than the ranks of all that a node waits for; nodes of one rank don't wait for each other."""
        rank = [0] * len(self.indices)
        for place, index in enumerate(self.indices):
            rank[index] = place * GAP
        rank[self.indices[-1]] += ROOM
        return rank
