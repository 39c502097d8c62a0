"""The rows on screen, top to bottom: one list for grid and chart."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from roadmap_app.model.garbage import without_gc
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
    def places(self) -> dict[str, int]:
        """Places by id."""
        return {row.id: place for place, row in enumerate(self.rows)}

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
    outline = plan.outline
    depths, children = outline.depth, outline.children
    rows: list[Row] = []
    indent = 0
    if project_row and plan.tasks:
        rows.append(Row(plan.project.id, "project", 0, True, plan.project.id in collapsed))
        indent = 1
    below = -1 if rows and rows[0].collapsed else None
    with without_gc():
        for id in outline.order:
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
    if placeholder:
        rows.append(Row(PLACEHOLDER, "placeholder", indent, False, False))
    return RowList(tuple(rows))
