"""The outline: which task stands where. Derived from `parent` and `ord`, never stored.

What a file may get wrong is put right here, the same way for everyone: a task whose parent is not in
the plan, or whose ancestors run in a circle, stands at the top level. Depth is capped at MAX_DEPTH: what
lies deeper hangs on the deepest ancestor allowed. `storage` lists such findings; nobody else needs to know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from roadmap_app.model.records import Task

MAX_DEPTH = 100


@dataclass(frozen=True)
class Outline:
    """`order` lists task ids top to bottom; `children`, `parent` and `depth` (0 at the top) go by id."""

    order: tuple[str, ...]
    children: Mapping[str, tuple[str, ...]]  # "" holds the top level; leaves are absent
    parent: Mapping[str, str]
    depth: Mapping[str, int]

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Place in `order` by id."""
        return {id: place for place, id in enumerate(self.order)}

    @cached_property
    def wbs(self) -> Mapping[str, str]:
        """Computed WBS numbers by id: 1, 1.1, 1.2, 2 ..."""
        numbers = {"": ""}
        for parent, children in self._top_down():
            prefix = numbers[parent]
            for place, id in enumerate(children, 1):
                numbers[id] = f"{prefix}.{place}" if prefix else str(place)
        del numbers[""]
        return numbers

    @cached_property
    def by_wbs(self) -> Mapping[str, str]:
        """Ids by WBS number."""
        return {number: id for id, number in self.wbs.items()}

    def is_summary(self, id: str) -> bool:
        return id in self.children

    def branch(self, id: str) -> tuple[str, ...]:
        """A task and all below it, in order."""
        place = self.position[id]
        end = place + 1
        while end < len(self.order) and self.depth[self.order[end]] > self.depth[id]:
            end += 1
        return self.order[place:end]

    def ancestors(self, id: str) -> tuple[str, ...]:
        """Parent, its parent, ... up to the top."""
        found = []
        while id := self.parent.get(id, ""):
            found.append(id)
        return tuple(found)

    def _top_down(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(id, self.children[id]) for id in ("", *self.order) if id in self.children]


def make_outline(tasks: Mapping[str, Task]) -> Outline:
    """The outline of a table of tasks; siblings go by `ord`, then by id."""
    listed = sorted(tasks.values(), key=lambda task: (task.ord, task.id))
    parent = {task.id: task.parent if task.parent in tasks else "" for task in listed}
    _break_circles(parent)
    children: dict[str, list[str]] = {}
    for task in listed:
        children.setdefault(parent[task.id], []).append(task.id)
    order: list[str] = []
    depth: dict[str, int] = {}
    kept: dict[str, list[str]] = {}
    stack = [(id, "", 0) for id in reversed(children.get("", []))]
    while stack:
        id, holder, level = stack.pop()
        order.append(id)
        depth[id] = level
        parent[id] = holder
        kept.setdefault(holder, []).append(id)
        below = (id, level + 1) if level + 1 < MAX_DEPTH else (holder, level)
        stack.extend((child, *below) for child in reversed(children.get(id, [])))
    return Outline(tuple(order), {id: tuple(ids) for id, ids in kept.items()}, parent, depth)


def _break_circles(parent: dict[str, str]) -> None:
    """Put one task of each circle of ancestors (the first by id) at the top level."""
    settled: set[str] = {""}
    for id in parent:
        path: list[str] = []
        seen: set[str] = set()
        while id not in settled and id not in seen:
            seen.add(id)
            path.append(id)
            id = parent[id]
        if id in seen:
            parent[min(path[path.index(id) :])] = ""
        settled.update(path)
