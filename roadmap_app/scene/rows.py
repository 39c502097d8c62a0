"""The rows on screen, top to bottom: one list for grid and chart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from roadmap_app.model.garbage import without_gc
from roadmap_app.model.outline import Outline
from roadmap_app.model.places import counted, exchange, places_after
from roadmap_app.model.plan import Plan

PLACEHOLDER = ""


class Row(NamedTuple):
    """`kind` is project, task, group or placeholder; `depth` counts from 0 at the left.

    A `dimmed` row does not match the filter and is there for one below it; `words` are a group's head.
    """

    id: str
    kind: str
    depth: int
    has_children: bool
    collapsed: bool
    dimmed: bool = False
    words: str = ""


@dataclass(frozen=True)
class RowList:
    """`in_outline`: the tasks that are shown stand in the order of the outline. `groups` are the tasks of each
    group, also of a folded one, by its row's id."""

    rows: tuple[Row, ...]
    in_outline: bool = True
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Places by id."""
        return counted([row.id for row in self.rows])

    def index(self, id: str) -> int | None:
        """The place of a row, None where it is not shown."""
        return self.places.get(id)

    def __len__(self) -> int:
        return len(self.rows)


def visible_rows(
    plan: Plan,
    collapsed: Collection[str],
    *,
    project_row: bool = True,
    placeholder: bool = True,
    shown: Collection[str] | None = None,
) -> RowList:
    """Rows of a plan: what lies in a folded summary is left out, and so is what is not in `shown`.

    The project row's id is the project record's, the placeholder's is the empty string.
    """
    rows: list[Row] = []
    indent = 0
    folded = False
    if project_row and plan.tasks:
        folded = plan.project.id in collapsed
        rows.append(Row(plan.project.id, "project", 0, True, folded))
        indent = 1
    if not folded:
        rows += _task_rows(plan.outline, plan.outline.order, collapsed, indent, shown)
    if placeholder:
        rows.append(_foot(rows, indent))
    return RowList(tuple(rows))


def _foot(rows: Sequence[Row], indent: int) -> Row:
    """The row that takes a new task: at the level of the task above it, as rows are typed one after the other."""
    above = rows[-1] if rows else None
    depth = above.depth if above is not None and above.kind == "task" else indent
    return Row(PLACEHOLDER, "placeholder", depth, False, False)


def parent_below(rows: RowList, outline: Outline) -> str:
    """Where the task goes that is typed into the last row: what the task above it lies in, if it has its level."""
    above, foot = rows.rows[-2:] if len(rows) > 1 else (None, None)
    if above is None or foot is None or above.kind != "task" or above.depth != foot.depth:
        return ""
    return outline.parent[above.id]


def rows_after(before: RowList, old: Outline, new: Outline, ids: Iterable[str], collapsed: Collection[str]) -> RowList:
    """The visible rows of `new`, where `before` are those of `old`, with a placeholder, and only `ids` came, went,
    moved, or are folded otherwise: only the rows around these are made."""
    begin = rest = min(len(old.order), len(new.order))  # the same places before, and so many after
    for id in ids:
        for outline in (old, new):
            if id in outline.depth:
                place = outline.position[id]
                rest = min(rest, len(outline.order) - place - len(outline.branch(id)))
                begin = min(begin, place, outline.position[up] if (up := outline.parent[id]) else place)
    places = before.places
    while begin and old.order[begin : begin + 1] and old.order[begin] not in places:
        begin -= 1
    rest = min(rest, len(old.order) - begin, len(new.order) - begin)
    while rest and old.order[-rest] not in places:
        rest -= 1
    first, last = before.rows[0], len(before.rows) - 1
    top = places[old.order[begin]] if begin < len(old.order) else last
    bottom = places[old.order[-rest]] if rest else last
    order = new.order[begin : len(new.order) - rest]
    indent = 1 if first.kind == "project" else 0
    made = _task_rows(new, order, collapsed, indent)
    end = before.rows[bottom:] if bottom < last else (_foot(made or before.rows[:top], indent),)
    after = RowList((*before.rows[:top], *made, *end))
    exchanged = exchange(top, bottom, [row.id for row in made])
    after.__dict__["places"] = places_after(places, (exchanged,), lambda: (row.id for row in after.rows))
    return after


def _task_rows(
    outline: Outline,
    order: Iterable[str],
    collapsed: Collection[str],
    indent: int,
    shown: Collection[str] | None = None,
) -> list[Row]:
    """The rows of tasks, of which none but by one another is hidden in a folded summary."""
    depths, children = outline.depth, outline.children
    rows: list[Row] = []
    below = None
    with without_gc():
        for id in order:
            depth = depths[id]
            if below is not None:
                if depth > below:
                    continue
                below = None
            summary = id in children
            folded = summary and id in collapsed
            if folded:
                below = depth
            if shown is None or id in shown:
                # past the constructor of NamedTuple, which takes twice as long
                rows.append(tuple.__new__(Row, (id, "task", depth + indent, summary, folded, False, "")))
    return rows
