"""ChangeSet: the one currency between two plans.

A ChangeSet maps (kind, id) to the pair (before, after); None stands for "not there". Laws, held by
`tests/laws`: apply(apply(p, c), invert(c)) == p; apply(p, compose(a, b)) == apply(apply(p, a), b);
apply(p, diff(p, q)) == q; invert(invert(c)) == c. A set is never empty-handed: a pair whose sides are
equal is dropped wherever sets are made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from roadmap_app.model.records import Record

Key = tuple[str, str]
Pair = tuple[Record | None, Record | None]


class Misfit(ValueError):
    """A ChangeSet was applied to a plan that it was not made for."""


@dataclass(frozen=True)
class ChangeSet:
    pairs: dict[Key, Pair] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def of(self, kind: str) -> Iterator[tuple[str, Record | None, Record | None]]:
        """(id, before, after) of each touched record of a kind."""
        for (touched, id), (before, after) in self.pairs.items():
            if touched == kind:
                yield id, before, after

    def ids(self, kind: str) -> set[str]:
        """Ids of the touched records of a kind."""
        return {id for touched, id in self.pairs if touched == kind}


def invert(changes: ChangeSet) -> ChangeSet:
    """The set that takes `changes` back."""
    return ChangeSet({key: (after, before) for key, (before, after) in changes.pairs.items()})


def compose(first: ChangeSet, second: ChangeSet) -> ChangeSet:
    """One set for `first` and then `second`; Misfit where the second does not start at the first's end."""
    pairs = dict(first.pairs)
    for key, (before, after) in second.pairs.items():
        origin = before
        if key in pairs:
            origin, reached = pairs[key]
            if reached != before:
                raise Misfit(f"{key[0]} {key[1]} is not what the second change starts from")
        if origin == after:
            pairs.pop(key, None)
        else:
            pairs[key] = (origin, after)
    return ChangeSet(pairs)
