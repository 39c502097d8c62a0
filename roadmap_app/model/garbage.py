"""Python's collector of garbage, kept out of the way: a plan's objects live long, and a collection that walks over all
of them would make the window stutter."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_gc() -> Iterator[None]:
    """For making thousands of small records and no garbage: the collector would take as long as the work."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def set_aside() -> None:
    """Let collections pass over all that there is now."""
    gc.freeze()


def sweep() -> None:
    """Free what was set aside and is no longer needed."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
