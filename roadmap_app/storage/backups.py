"""Versions of plans in the program's own data: what was saved, and what was there before, by plan and SHA-256.

The last 20 are kept, then one an hour for a day, one a day for a month, one a week. All of them together stay
below a bound; where they do not, the oldest go first, but never the last of a plan.
"""

from __future__ import annotations

import hashlib
import os
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from roadmap_app.storage import jsontext
from roadmap_app.storage.seals import Broken, opened

LAST = 20
HOUR, DAY, WEEK = 3600, 86_400, 7 * 86_400
MOST_BYTES = 512 << 20
NAME = re.compile(r"(\d{1,12})-([0-9a-f]{64})\.plan\.z")
DOC = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class Version:
    """One kept version. `at`: seconds since 1970-01-01T00:00 UTC; `size`: its bytes on disk."""

    at: int
    sha: str
    size: int
    file: Path


@dataclass(frozen=True)
class Room:
    """What all kept versions take: how many, of how many plans, and their bytes on disk."""

    versions: int
    plans: int
    size: int


def keep(folder: Path, doc: str, data: bytes, at: int, now: int | None = None, most: int = MOST_BYTES) -> None:
    """Keep the bytes of a plan file as a version of this time, and let go what the rule does not keep.

    A version that is there already stays as old as it is. The one that is given is never let go at once, however
    old. OSError where it cannot be written.
    """
    if not DOC.fullmatch(doc):
        return  # such a plan has no id that could name a folder; its file says so
    sha = hashlib.sha256(data).hexdigest()
    known = versions(folder, doc)
    if all(each.sha != sha for each in known):
        place = folder / doc
        place.mkdir(parents=True, exist_ok=True)
        draft = place / f"{sha}.tmp"
        draft.write_bytes(zlib.compress(data, 3))
        draft.replace(place / f"{at}-{sha}.plan.z")
        known = versions(folder, doc)
    wanted = set(kept([each.at for each in known], at if now is None else now))
    for each in known:
        if each.at not in wanted and each.sha != sha:
            each.file.unlink(missing_ok=True)
    bound(folder, most)


def keep_saved(folder: Path, before: tuple[bytes, int] | None, after: bytes, now: int, most: int) -> None:
    """Keep what a save wrote, and the file with its time that stood there before, each with its own plan."""
    for data, at in (before, (after, now)) if before else ((after, now),):
        if doc := doc_of(data):
            keep(folder, doc, data, at, now, most)


def content_of(path: str) -> tuple[bytes, int] | None:
    """The bytes of a file and when it was written last, in seconds UTC; None where there is none to be read."""
    try:
        if not os.path.isfile(path):
            return None  # a pipe would keep its reader waiting
        with open(path, "rb") as stream:
            return stream.read(), int(os.fstat(stream.fileno()).st_mtime)
    except OSError:
        return None


def doc_of(data: bytes) -> str:
    """The id of the plan that a plan file's bytes hold, by its header; "" where that is none."""
    try:
        head = jsontext.parse(opened(data.partition(b"\n")[0])[0])
    except (Broken, jsontext.NotJson):
        return ""
    doc = head.get("doc") if type(head) is dict else None
    return doc if type(doc) is str else ""


def versions(folder: Path, doc: str) -> tuple[Version, ...]:
    """The kept versions of a plan, the newest first."""
    place = folder / doc
    return _versions(place) if DOC.fullmatch(doc) else ()


def version(folder: Path, doc: str, sha: str) -> bytes | None:
    """The bytes of the version with this SHA-256; None where it is not kept, or damaged."""
    for each in versions(folder, doc):
        if each.sha == sha:
            return content(each)
    return None


def content(version: Version) -> bytes | None:
    """The bytes of a version; None where they are no longer what was kept."""
    try:
        data = zlib.decompress(version.file.read_bytes())
    except (OSError, zlib.error):
        return None
    return data if hashlib.sha256(data).hexdigest() == version.sha else None


def kept(times: Sequence[int], now: int) -> list[int]:
    """Of the times of versions, in seconds, those that the rule keeps, the newest first."""
    newest = sorted(set(times), reverse=True)
    chosen, taken = newest[:LAST], set[tuple[int, int]]()
    for at in newest[LAST:]:
        age = now - at
        step = HOUR if age < DAY else DAY if age < 31 * DAY else WEEK
        if (step, at // step) not in taken:
            taken.add((step, at // step))
            chosen.append(at)
    return chosen


def _versions(place: Path) -> tuple[Version, ...]:
    found = []
    try:
        for file in place.iterdir():
            if named := NAME.fullmatch(file.name):
                facts = file.stat()
                found.append((facts.st_mtime_ns, Version(int(named[1]), named[2], facts.st_size, file)))
    except OSError:
        return ()  # none was kept yet
    # of the same second, what was kept later is the later one
    return tuple(each for _, each in sorted(found, key=lambda pair: (pair[1].at, pair[0], pair[1].sha), reverse=True))


def room(folder: Path) -> Room:
    """What the versions of all plans take now."""
    places = [found for place in _places(folder) if (found := _versions(place))]
    return Room(sum(map(len, places)), len(places), sum(each.size for found in places for each in found))


def bound(folder: Path, most: int) -> None:
    """Let the oldest versions of all plans go until they take at most so many bytes; the last of a plan stays."""
    places = [_versions(place) for place in _places(folder)]
    size = sum(each.size for place in places for each in place)
    spare = sorted((each for place in places for each in place[1:]), key=lambda each: each.at)
    for each in spare:
        if size <= most:
            return
        each.file.unlink(missing_ok=True)
        size -= each.size


def _places(folder: Path) -> list[Path]:
    try:
        return [place for place in folder.iterdir() if place.is_dir()]
    except OSError:
        return []  # none was kept yet
