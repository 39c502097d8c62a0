"""A plan file that git left with conflict markers, as a merge that waits to be decided. Pure: bytes in."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_app.document.comparison import Comparison, compare
from roadmap_app.model.findings import Unreadable
from roadmap_app.model.plan import Plan
from roadmap_app.storage import marked, planfile
from roadmap_app.storage.merge import unrelated


@dataclass(frozen=True)
class Unmerged:
    """The versions in the file; without a common one in the markers, `base` is what both sides share."""

    base: Plan
    mine: Plan
    theirs: Plan
    has_base: bool


def read(data: bytes) -> Unmerged | None:
    """The versions in a file with markers; None where there are none, or one of them is not whole."""
    found = marked.versions(data)
    if found is None:
        return None
    try:
        base, mine, theirs = (planfile.decode(each) for each in (found.base, found.mine, found.theirs))
    except Unreadable:
        return None
    if not (mine.is_whole and theirs.is_whole):
        return None
    return Unmerged(base.plan, mine.plan, unrelated(mine.plan, theirs.plan), found.has_base)


def compared(unmerged: Unmerged) -> Comparison:
    return compare(unmerged.base, unmerged.mine, unmerged.theirs)
