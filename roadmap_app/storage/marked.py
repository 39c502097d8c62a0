"""A plan file that git left with conflict markers: the versions that stand in it. Pure: bytes in, bytes out.

Both styles are read: `merge`, with two sides, and `diff3` and `zdiff3`, which have the common version too.
"""

from __future__ import annotations

from dataclasses import dataclass

START, COMMON, MIDDLE, END = b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>"


@dataclass(frozen=True)
class Versions:
    """The bytes of each version. Without a common one, `base` is what both sides share."""

    base: bytes
    mine: bytes
    theirs: bytes
    has_base: bool


def versions(data: bytes) -> Versions | None:
    """The versions in a file with markers; None where there are none, or they do not make sense."""
    base: list[bytes] = []
    mine: list[bytes] = []
    theirs: list[bytes] = []
    at, places, commons = b"", 0, 0
    for line in data.splitlines(keepends=True):
        marker = _marker(line)
        if marker is None:
            if at == b"":
                base.append(line)
            if at in (b"", START):
                mine.append(line)
            if at in (b"", MIDDLE):
                theirs.append(line)
            if at == COMMON:
                base.append(line)
            continue
        before = {START: (b"",), COMMON: (START,), MIDDLE: (START, COMMON), END: (MIDDLE,)}[marker]
        if at not in before:
            return None
        places += marker == START
        commons += marker == COMMON
        at = b"" if marker == END else marker
    if at or not places:
        return None
    return Versions(b"".join(base), b"".join(mine), b"".join(theirs), commons == places)


def _marker(line: bytes) -> bytes | None:
    """The marker that a line is; longer ones belong to a merge within the common version, and are no line of ours."""
    text = line.rstrip(b"\r\n")
    return next((each for each in (START, COMMON, MIDDLE, END) if text == each or text.startswith(each + b" ")), None)
