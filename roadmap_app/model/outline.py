"""The outline: which task stands where. Derived from `parent` and `ord`, never stored.

What a file may get wrong is put right here, the same way for everyone: a task whose parent is not in
the plan, or whose ancestors run in a circle, stands at the top level. Depth is capped at MAX_DEPTH: what
lies deeper hangs on the deepest ancestor allowed. `storage` lists such findings; nobody else needs to know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from roadmap_app.model.places import counted
from roadmap_app.model.records import Task

MAX_DEPTH = 100


@dataclass(frozen=True)
class Outline:
    """`order` lists task ids top to bottom; `children`, `parent` and `depth` (0 at the top) go by id.

    `mended`: some task does not stand where its record says.
    """

    order: tuple[str, ...]
    children: Mapping[str, tuple[str, ...]]  # "" holds the top level; leaves are absent
    parent: Mapping[str, str]
    depth: Mapping[str, int]
    mended: bool = False

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Place in `order` by id."""
        return counted(self.order)

    @cached_property
    def wbs(self) -> Mapping[str, str]:
        """Computed WBS numbers by id: 1, 1.1, 1.2, 2 ..."""
        return Numbers(self.order, self.parent, self.children)

    @cached_property
    def most(self) -> Mapping[int, int]:
        """The most children that one task has, by the depth of these."""
        most: dict[int, int] = {}
        for parent, children in self.children.items():
            level = self.depth[parent] + 1 if parent else 0
            most[level] = max(most.get(level, 0), len(children))
        return most

    @property
    def longest_wbs(self) -> str:
        """A WBS number that is at least as long as any that the outline has."""
        return ".".join(str(self.most[level]) for level in sorted(self.most))

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


class Numbers(Mapping[str, str]):
    """WBS numbers, counted among siblings when one of them is first asked for: a screen asks for few."""

    def __init__(
        self, order: tuple[str, ...], parent: Mapping[str, str], children: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._order, self._parent, self._children = order, parent, children
        self._numbers: dict[str, str] = {}

    def __getitem__(self, id: str) -> str:
        if id not in self._numbers:
            parent = self._parent[id]
            prefix = f"{self[parent]}." if parent else ""
            for place, child in enumerate(self._children[parent], 1):
                self._numbers[child] = f"{prefix}{place}"
        return self._numbers[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)


def make_outline(tasks: Mapping[str, Task]) -> Outline:
    """The outline of a table of tasks; siblings go by `ord`, then by id."""
    listed = sorted(tasks.values(), key=attrgetter("ord", "id"))
    parent = {task.id: task.parent if task.parent in tasks else "" for task in listed}
    children = _grouped(parent)
    order = _walked(children)
    depth = {"": -1}
    for id in order:
        depth[id] = depth[parent[id]] + 1
    del depth[""]
    if len(order) < len(tasks) or max(depth.values(), default=0) >= MAX_DEPTH:
        return _mended(listed, parent)  # what is in a circle is not reached
    mended = not {task.parent for task in listed} - {""} <= tasks.keys()
    return Outline(order, {id: tuple(ids) for id, ids in children.items()}, parent, depth, mended)


def _grouped(parent: Mapping[str, str]) -> dict[str, list[str]]:
    children: dict[str, list[str]] = {}
    for id, holder in parent.items():
        children.setdefault(holder, []).append(id)
    return children


def _walked(children: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Every task that the top level holds, top to bottom."""
    order: list[str] = []
    stack = children.get("", [])[::-1]
    while stack:
        id = stack.pop()
        order.append(id)
        if id in children:
            stack += children[id][::-1]
    return tuple(order)


def _mended(listed: list[Task], parent: dict[str, str]) -> Outline:
    """The outline of tasks that run in circles or lie too deep; `parent` by id, in the order of siblings."""
    _break_circles(parent)
    children = _grouped(parent)
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
    mended = any(task.parent != parent[task.id] for task in listed)
    return Outline(tuple(order), {id: tuple(ids) for id, ids in kept.items()}, parent, depth, mended)


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
