"""Where ids stand in a long sequence. Counting a hundred thousand takes a frame's time, so that after an exchange of a
few the places of the others are found from those before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

MOST = 8  # exchanges beyond which looking a place up takes longer than counting all anew saves


class Exchange(NamedTuple):
    """The places from `top` to before `bottom` went, and `fresh` came there, by their places."""

    top: int
    bottom: int
    fresh: Mapping[str, int]

    @property
    def shift(self) -> int:
        return len(self.fresh) - (self.bottom - self.top)


def exchange(top: int, bottom: int, ids: Sequence[str]) -> Exchange:
    """What stood from `top` to before `bottom` for `ids`."""
    return Exchange(top, bottom, {id: place for place, id in enumerate(ids, top)})


def counted(order: Iterable[str]) -> dict[str, int]:
    """Places by id."""
    return {id: place for place, id in enumerate(order)}


def places_after(
    before: Mapping[str, int], exchanges: Sequence[Exchange], order: Callable[[], Iterable[str]]
) -> Mapping[str, int]:
    """The places after exchanges that were made one after the other, where `before` are those before them; `order`
    answers the ids as they stand then."""
    base, made = (before.base, before.exchanges) if isinstance(before, Followed) else (before, ())
    made = (*made, *exchanges)
    if len(made) > MOST or 4 * sum(len(each.fresh) for each in made) > len(base):
        return counted(order())
    return Followed(base, made, order)


class Followed(Mapping[str, int]):
    """Places that were counted once, and what was exchanged since."""

    def __init__(
        self, base: Mapping[str, int], exchanges: tuple[Exchange, ...], order: Callable[[], Iterable[str]]
    ) -> None:
        self.base, self.exchanges, self._order = base, exchanges, order
        self._moves = [(each.top, each.bottom, each.shift, each.fresh) for each in exchanges]
        self._found: dict[str, int | None] = {}  # of those that were asked for: a screen asks for the same again

    def _find(self, id: str) -> int | None:
        if id in self._found:
            return self._found[id]
        place = self._found[id] = self._follow(id)
        return place

    def _follow(self, id: str) -> int | None:
        moves = self._moves
        last = len(moves)
        place = None
        while place is None and last:
            last -= 1
            place = moves[last][3].get(id)
        if place is None:
            last, place = -1, self.base.get(id)
            if place is None:
                return None
        for top, bottom, shift, _ in moves[last + 1 :]:
            if place >= bottom:
                place += shift
            elif place >= top:
                return None
        return place

    def __getitem__(self, id: str) -> int:
        place = self._find(id)
        if place is None:
            raise KeyError(id)
        return place

    def get(self, id: str, default: object = None) -> object:  # type: ignore[override]
        place = self._find(id)
        return default if place is None else place

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._find(id) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._order())

    def __len__(self) -> int:
        return len(self.base) + sum(each.shift for each in self.exchanges)
