"""What leads from one plan file to another, by the lines that differ: many versions of one plan are read so in a
fraction of the time that reading each of them takes."""

from __future__ import annotations

from collections.abc import Iterable

from roadmap_app.model.changes import ChangeSet, Key
from roadmap_app.model.records import Record
from roadmap_app.storage import codec, jsontext
from roadmap_app.storage.seals import Broken, opened


def changes(before: bytes, after: bytes) -> ChangeSet | None:
    """The set from a file that was read without a finding to another; None where the other must be read as a whole.

    That is where it has another header or end, a line that is not sound, or a line or a record twice.
    """
    old, new = before.split(b"\n"), after.split(b"\n")
    was, now = set(old), set(new)
    if old[0] != new[0] or old[-2:] != new[-2:] or len(now) != len(new):
        return None
    try:
        gone, come = _records(was - now), _records(now - was)
    except (Broken, jsontext.NotJson, codec.NoRecord, RecursionError):
        return None
    if come is None or gone is None:
        return None
    return ChangeSet({key: (gone.get(key), come.get(key)) for key in {**gone, **come}})


def _records(lines: Iterable[bytes]) -> dict[Key, Record] | None:
    """The records of lines; None where two are of one kind and id, or a line is not what we write."""
    found: dict[Key, Record] = {}
    for line in lines:
        text, _ = opened(line)
        if "\\u" in text:
            return None  # may hold what has to be cleaned
        record = codec.decode(jsontext.parse(text))
        if (record.kind, record.id) in found:
            return None
        found[record.kind, record.id] = record
    return found
