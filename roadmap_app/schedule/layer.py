"""A table that lies over another one: what an update changed, and below it what it shares."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

T = TypeVar("T")

# What stands in a table for a node that has no entry yet: like no dates, late dates or rank that can be.
UNKNOWN: Any = (1 << 61,) * 4


class Layer(dict[int, T], Generic[T]):
    """Reads by index: its own entries, else the base's, else UNKNOWN. The base is a plain list, never a layer."""

    __slots__ = ("base",)

    def __init__(self, below: list[T] | Layer[T]) -> None:
        if isinstance(below, Layer):
            super().__init__(below)
            self.base: list[T] = below.base
        else:
            super().__init__()
            self.base = below

    def __missing__(self, index: int) -> T:
        return self.base[index] if index < len(self.base) else UNKNOWN


Listed = list[T] | Layer[T]


def flat(table: Listed[T]) -> list[T]:
    """All entries of a table as a plain list, which may be the table itself."""
    if not isinstance(table, Layer):
        return table
    made = table.base.copy()
    made += [UNKNOWN] * (max(table, default=-1) + 1 - len(made))
    for index, entry in table.items():
        made[index] = entry
    return made


def thinned(table: Layer[T]) -> Listed[T]:
    """The table, flattened where what lies over the base is no longer small."""
    return flat(table) if len(table) * 8 > len(table.base) + 4096 else table


def touched(before: Listed[T], after: Listed[T], count: int) -> list[int]:
    """Indices up to a count at which two tables may differ: few where one was made from the other."""
    if isinstance(after, Layer) and after.base is (before.base if isinstance(before, Layer) else before):
        over = before.keys() | after.keys() if isinstance(before, Layer) else after.keys()
        return sorted(over)
    return list(range(count))
