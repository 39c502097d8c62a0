"""A table that lies over another one: what an update changed, and below it what it shares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Layer(dict[int, T], Generic[T]):
    """Reads like a list: its own entries, else the base's. The base is a plain list, never a layer."""

    __slots__ = ("base",)

    def __init__(self, below: list[T] | Layer[T]) -> None:
        if isinstance(below, Layer):
            super().__init__(below)
            self.base: list[T] = below.base
        else:
            super().__init__()
            self.base = below

    def __missing__(self, index: int) -> T:
        return self.base[index]

    def __len__(self) -> int:
        return len(self.base)

    def __iter__(self) -> Iterator[T]:  # type: ignore[override]
        return iter(self.flat())

    def flat(self) -> list[T]:
        """A plain list of all entries."""
        made = self.base.copy()
        for index in self.keys():
            made[index] = dict.__getitem__(self, index)
        return made
