"""The outline after a few tasks came, went or moved, from the outline before: branches are taken out and put in again.

What it gives is what `make_outline` gives of the same tasks.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping

from roadmap_app.model.outline import MAX_DEPTH, Outline, make_outline
from roadmap_app.model.places import Exchange, exchange, places_after
from roadmap_app.model.records import Task

FEW = 64  # tasks beyond which making it anew takes no longer


def outline_after(outline: Outline, tasks: Mapping[str, Task], touched: Iterable[str]) -> Outline:
    """The outline of `tasks`, where `outline` is that of a table from which only the `touched` tasks differ.

    Made anew where many differ, and where a task cannot stand where its record says.
    """
    ids = tuple(touched)
    if not ids:
        return outline
    if outline.mended or len(ids) > FEW:
        return make_outline(tasks)
    bed = _Bed(outline, tasks)
    for id in sorted((id for id in ids if id in bed.depth), key=bed.depth.__getitem__, reverse=True):
        bed.take_out(id)
    waiting = {id for id in ids if id in tasks}
    while waiting:
        away = waiting.union(*bed.out.values())
        ready = [id for id in waiting if tasks[id].parent not in away]
        if not ready or not all(bed.put_in(id) for id in ready):
            return make_outline(tasks)
        waiting.difference_update(ready)
    if any(len(branch) > 1 for branch in bed.out.values()):  # what hung on a task that went
        return make_outline(tasks)
    for id in bed.out:
        del bed.depth[id]
    made = Outline(tuple(bed.order), bed.children, bed.parent, bed.depth)
    if "position" in outline.__dict__:
        made.__dict__["position"] = places_after(outline.position, bed.exchanges, lambda: made.order)
    if "most" in outline.__dict__ and (most := _most_after(outline, made, bed.holders)) is not None:
        made.__dict__["most"] = most
    return made


def _most_after(before: Outline, after: Outline, holders: Iterable[str]) -> dict[int, int] | None:
    """The most children at each depth, where only `holders` have others; None where all have to be asked."""
    most = dict(before.most)
    for id in holders:
        if id and (id not in after.depth or before.depth.get(id) != after.depth[id]):
            return None
        level = after.depth[id] + 1 if id else 0
        had, has = (len(outline.children.get(id, ())) for outline in (before, after))
        if had == most.get(level) and has < had:
            return None
        if has:
            most[level] = max(most.get(level, 0), has)
    return most


class _Bed:
    """An outline under change."""

    def __init__(self, outline: Outline, tasks: Mapping[str, Task]) -> None:
        self.tasks = tasks
        self.order = list(outline.order)
        self.children = dict(outline.children)
        self.parent = dict(outline.parent)
        self.depth = dict(outline.depth)
        self.out: dict[str, list[str]] = {}  # branches that are taken out, by their first task
        self.exchanges: list[Exchange] = []  # of the order, one after the other
        self.holders: set[str] = set()  # what has other children

    def take_out(self, id: str) -> None:
        """Take a task out with all below it; the deepest go first, so that each carries what stays with it."""
        begin = self.order.index(id)
        end = self._end(begin)
        self.out[id] = self.order[begin:end]
        del self.order[begin:end]
        self.exchanges.append(exchange(begin, end, ()))
        parent = self.parent.pop(id)
        self.holders.update((parent, *(inner for inner in self.out[id] if inner in self.children)))
        left = tuple(child for child in self.children[parent] if child != id)
        if left:
            self.children[parent] = left
        else:
            del self.children[parent]

    def put_in(self, id: str) -> bool:
        """Put a task in where its record says, with the branch it was taken out with; False where that cannot be."""
        tasks, depth = self.tasks, self.depth
        parent = tasks[id].parent
        if parent and parent not in self.parent:
            return False
        branch = self.out.pop(id, [id])
        level = depth[parent] + 1 if parent else 0
        deeper = level - depth.setdefault(id, level)
        if max(depth[inner] for inner in branch) + deeper >= MAX_DEPTH:
            return False
        for inner in branch:
            depth[inner] += deeper
        siblings = self.children.get(parent, ())
        at = bisect(siblings, (tasks[id].ord, id), key=lambda other: (tasks[other].ord, other))
        self.children[parent] = (*siblings[:at], id, *siblings[at:])
        self.parent[id] = parent
        self.holders.add(parent)
        place = self.order.index(siblings[at]) if at < len(siblings) else self._end_of(parent)
        self.order[place:place] = branch
        self.exchanges.append(exchange(place, place, branch))
        return True

    def _end_of(self, parent: str) -> int:
        return self._end(self.order.index(parent)) if parent else len(self.order)

    def _end(self, begin: int) -> int:
        """Where the branch ends that begins at a place."""
        order, depth = self.order, self.depth
        level = depth[order[begin]]
        end = begin + 1
        while end < len(order) and depth[order[end]] > level:
            end += 1
        return end
