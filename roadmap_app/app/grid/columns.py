"""Which columns the grid shows, and how wide. What a column holds is in commands/fields.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class GridColumn:
    """`sample` is the widest text that the column must show whole; names alone are elided."""

    id: str
    title: str
    sample: str
    right: bool = False
    stretch: bool = False


COLUMNS = (
    GridColumn("wbs", "", "8.88"),
    GridColumn("name", "Task", "Card network certification", stretch=True),
    GridColumn("duration", "Days", "8888", right=True),
    GridColumn("start", "Start", "26 Sep ’27", right=True),
    GridColumn("finish", "Finish", "28 Sep ’27", right=True),
    GridColumn("predecessors", "After", "3.1SS+10d"),
    GridColumn("team", "Owner", "Partner"),
    GridColumn("percent", "%", "100", right=True),
    GridColumn("status", "", "✓"),
)
INDEX = {column.id: place for place, column in enumerate(COLUMNS)}
