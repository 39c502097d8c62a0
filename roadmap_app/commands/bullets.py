"""Lists as mails and documents have them: a line a thing, indented, with bullets or numbers before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = r"(?:[•◦▪▫‣·●○■□–—*-]|o(?=\t)|\d{1,3}[.)]|\[[ xX]?\])"
MARKED = re.compile(rf"([ \t]*){MARK}[ \t]+(?:\[[ xX]?\][ \t]+)?(.*)")
INDENTED = re.compile(r"([ \t]*)(.*)")
TAB = 4  # columns


@dataclass(frozen=True)
class Line:
    """`text` without its mark, `level` steps from the left."""

    text: str
    level: int


def read(text: str) -> list[Line] | None:
    """The lines of a list; None where the text is none: all lines of one have marks, or are an outline by tabs.

    A table is none, nor is a single line, whose mark may be meant.
    """
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    marked = [MARKED.fullmatch(line) for line in lines]
    found = [match for match in marked if match is not None]
    if len(found) < len(lines):
        found = [match for line in lines if (match := INDENTED.fullmatch(line))]
        if not _is_outline(text.splitlines()):
            return None
    if len(lines) < 2 or any("\t" in match[2] for match in found):
        return None
    widths = [len(match[1].expandtabs(TAB)) for match in found]
    open_: list[int] = []  # the indentations that a line lies in
    levels = []
    for width in widths:
        while open_ and open_[-1] >= width:
            open_.pop()
        levels.append(len(open_))
        open_.append(width)
    return [Line(match[2], level) for match, level in zip(found, levels, strict=True)]


def _is_outline(lines: list[str]) -> bool:
    """Whether tabs indent lines, more in some than in others; all rows of a table have as many."""
    counts = {line.count("\t") for line in lines if line.strip()}
    return len(counts) > 1 and 0 in counts and not any(line.endswith("\t") for line in lines)
