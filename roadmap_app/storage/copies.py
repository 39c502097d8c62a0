"""Other files of one plan in its folder: copies that sync clients made of a conflict, or the plan under a new name.

A copy is known by the plan's id in its header and by a name that grew out of the plan's own, as all clients make
it: `Plan (conflicted copy).roadmap`, `Plan-LAPTOP.roadmap`, `Plan.sync-conflict-….roadmap`, `Plan (1).roadmap`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from roadmap_app.model.findings import Unreadable
from roadmap_app.storage import backups, planfile

SUFFIX = ".roadmap"
HEADER = 4096  # bytes that hold the first line
MOST = 200  # plans of a folder that are looked at


@dataclass(frozen=True)
class Copy:
    """A file that holds a version of the plan. `facts`: its time, size and inode, as long as it stays as it is; its
    `saves` by the ids of its log."""

    path: Path
    sha: str
    facts: tuple[int, int, int]
    saves: frozenset[str]


def beside(plan: Path, doc: str, known: tuple[Copy, ...] = ()) -> tuple[Copy, ...]:
    """The other files of this plan in its folder, by name; what is `known` is not read again.

    OSError where the folder is out of reach.
    """
    before = {(each.path, each.facts): each for each in known}
    found = []
    for path, facts in sorted(_plans(plan))[:MOST]:
        copy = before.get((path, facts)) or _read(path, facts, doc)
        if copy is not None:
            found.append(copy)
    return tuple(found)


def grown_from(plan: Path, other: Path) -> bool:
    """Whether the name of one file grew out of the other's."""
    one, two = plan.stem.casefold(), other.stem.casefold()
    return one != two and (two.startswith(one) or one.startswith(two))


def put_away(copy: Copy, folder: Path, now: int, most: int = backups.MOST_BYTES) -> bool:
    """Take a copy out of its folder once its bytes are kept among the versions; False where it changed meanwhile.

    OSError where it cannot be kept or taken away.
    """
    data = copy.path.read_bytes()
    doc = backups.doc_of(data)
    if hashlib.sha256(data).hexdigest() != copy.sha or not doc:
        return False
    backups.keep(folder, doc, data, copy.facts[0] // 10**9, now, most)
    if backups.version(folder, doc, copy.sha) is None:
        return False
    copy.path.unlink()
    return True


def _plans(plan: Path) -> Iterator[tuple[Path, tuple[int, int, int]]]:
    with os.scandir(plan.parent) as entries:
        for entry in entries:
            if entry.name.endswith(SUFFIX) and entry.name != plan.name and entry.is_file():
                stat = entry.stat()
                yield plan.with_name(entry.name), (stat.st_mtime_ns, stat.st_size, stat.st_ino)


def _read(path: Path, facts: tuple[int, int, int], doc: str) -> Copy | None:
    """A file as a copy of the plan; None where it is none, or cannot be read as a whole."""
    try:
        with open(path, "rb") as stream:
            data = stream.read(HEADER)
            if backups.doc_of(data) != doc:
                return None
            data += stream.read()
        loaded = planfile.decode(data)
    except (OSError, Unreadable):
        return None
    if not loaded.is_whole:
        return None  # still being written
    return Copy(path, loaded.sha, facts, frozenset(loaded.plan.log))
