"""The columns of the grid: heads, widest texts and sides. What a column holds is in commands/fields.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from roadmap_app.commands import fields
from roadmap_app.model.plan import Plan


@dataclass(frozen=True)
class GridColumn:
    """`sample` is the widest text that the column must show whole; names alone are elided."""

    id: str
    title: str
    sample: str
    right: bool = False
    stretch: bool = False
    kind: str = "text"  # as commands/columns/column.py tells them


DEFAULT = ("wbs", "name", "duration", "start", "finish", "predecessors", "team", "percent", "status")
FROZEN = "name"  # the last column that stays in view when the grid is scrolled sideways
HEADS = {
    column.id: column
    for column in (
        GridColumn("wbs", "", "8.88"),
        GridColumn("name", "Task", "Card network certification", stretch=True),
        GridColumn("duration", "Days", "8888", right=True),
        GridColumn("predecessors", "After", "3.1SS+10d"),
        GridColumn("team", "Owner", "Partner"),
        GridColumn("percent", "%", "100", right=True),
        GridColumn("status", "", "✓"),
    )
}  # heads that are shorter than the field's title
SAMPLES = {"date": "26 Sep ’27", "duration": "888.8d", "number": "88,888", "flag": "Yes"}


def grid_column(plan: Plan, id: str) -> GridColumn:
    """How the grid shows a column; KeyError for one that the plan does not have."""
    column = fields.column_of(plan, id)
    if id in HEADS:
        return replace(HEADS[id], kind=column.kind)
    sample = SAMPLES.get(column.kind, "Certification")
    return GridColumn(id, column.title, sample, right=column.right, kind=column.kind)


def settled(plan: Plan, ids: Iterable[str]) -> tuple[str, ...]:
    """Columns that can be shown: those that the plan has, each once, and always the name."""
    known = tuple(dict.fromkeys(id for id in ids if fields.has(plan, id)))
    return known if "name" in known else (*known[:1], "name", *known[1:]) if known[:1] == ("wbs",) else ("name", *known)


def first_typed(columns: Sequence[GridColumn]) -> int:
    """Where Tab begins in a row: the number is passed over."""
    return 1 if len(columns) > 1 and columns[0].id == "wbs" else 0
