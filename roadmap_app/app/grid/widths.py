"""How wide the grid's columns are: each as its widest text, the name as what is left. A date is never cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roadmap_app.app.grid.columns import GridColumn
from roadmap_app.app.theme import fonts
from roadmap_app.model.outline import Outline

PAD = 6  # within a cell, left and right
LEAST = 24
LEAST_NAME = 120
FAIR_NAME = 170  # what the name has before columns beyond the dates are shown
STATUS = 28
SMALLER = ("wbs", "predecessors")  # columns whose texts are a size smaller
MOST_WHOLE = 5  # of the first columns, which are always seen whole as far as the finish


def deepest(outline: Outline) -> str:
    """The widest WBS number of a plan, as digits of one width."""
    return "".join("8" if letter.isdigit() else letter for letter in outline.longest_wbs)


def natural(columns: Sequence[GridColumn], size: int, number: str, kept: Mapping[str, object]) -> dict[str, int]:
    """Widths by column for a size of type; `number` is the widest WBS number, `kept` are widths that were set
    by hand, which numbers and dates follow only as far as they are not cut."""
    widths = {}
    for column in columns:
        width, wanted = _needed(column, size, number), kept.get(column.id)
        if isinstance(wanted, int):
            width = max(wanted, width if column.right or column.id == "wbs" else LEAST)
        widths[column.id] = width
    return widths


def _needed(column: GridColumn, size: int, number: str) -> int:
    if column.id == "status":
        return STATUS
    sample = max(column.sample, number, key=len) if column.id == "wbs" else column.sample
    size -= column.id in SMALLER
    words = fonts.metrics(size, column.stretch).horizontalAdvance(sample) + 2 * PAD + 1
    if column.right:  # strong in the rows of summaries
        words = max(words, fonts.metrics(size, True).horizontalAdvance(sample) + PAD + 1)
    words += {"name": 36, "team": 14}.get(column.id, 0)  # disclosure and two levels; the team's mark
    return int(max(words, fonts.metrics(11, True).horizontalAdvance(column.title) + 18))


def _whole(columns: Sequence[GridColumn]) -> int:
    """How many of the first columns are always seen whole."""
    ids = [column.id for column in columns[:MOST_WHOLE]]
    return ids.index("finish") + 1 if "finish" in ids else ids.index("name") + 1 if "name" in ids else len(ids)


def fitted(columns: Sequence[GridColumn], widths: Mapping[str, int], room: int) -> dict[str, int]:
    """Widths for a grid of so many pixels: the name grows and gives way, so that the grid ends with a column."""
    others, whole = [0 if column.stretch else widths[column.id] for column in columns], _whole(columns)
    counts = range(len(others), whole - 1, -1)  # of columns that are in view
    count = next((n for n in counts if room - sum(others[:n]) >= FAIR_NAME), whole)
    name = max(room - sum(others[:count]), LEAST_NAME)
    return {column.id: name if column.stretch else widths[column.id] for column in columns}


def least(columns: Sequence[GridColumn], widths: Mapping[str, int]) -> int:
    """The narrowest grid that shows dates whole."""
    return LEAST_NAME + sum(widths[column.id] for column in columns[: _whole(columns)] if not column.stretch) + 1
