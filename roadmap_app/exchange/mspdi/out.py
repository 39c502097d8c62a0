"""Writing XML elements: values in the forms that MSPDI has for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from roadmap_app.model.time import to_datetime

# What XML 1.0 cannot hold at all, escaped or not; a surrogate stands alone in a Python string.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
FORMAT_OF_UNIT = {"m": 3, "h": 5, "d": 7, "w": 9, "mo": 11}
MOST_LETTERS = 512  # what the schema allows a name and its like; MS Project refuses a file with more


def escaped(text: str) -> str:
    """Text that stands between tags; characters that XML forbids become U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text).translate(_ESCAPES)


@lru_cache(1 << 14)
def when(minute: int) -> str:
    """An instant: `2026-05-04T08:00:00`."""
    return f"{to_datetime(minute).isoformat()[:16]}:00"


def length(minutes: int) -> str:
    """A duration: `PT16H30M0S`; a negative one, which only custom fields hold, `-PT1H0M0S`."""
    if minutes < 0:
        return f"-{length(-minutes)}"
    return f"PT{minutes // 60}H{minutes % 60}M0S"


def decimal(value: int, scale: int) -> str:
    """`value / scale`, exact, without trailing zeros; `scale` is a power of ten."""
    whole, part = divmod(abs(value), scale)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{part:0{len(str(scale)) - 1}d}".rstrip("0") if part else f"{sign}{whole}"


def duration_format(unit: str, elapsed: bool, estimated: bool = False) -> int:
    """The number that names a unit, whether it is elapsed and whether estimated."""
    return FORMAT_OF_UNIT.get(unit, 7) + elapsed + 32 * estimated


class Out:
    """Pieces of a document, and how many of what has no place in one. Each method leaves out what is None.

    `lost` counts by the words for the person, such as "budgets".
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.lost: Counter[str] = Counter()

    def open(self, tag: str) -> None:
        self.pieces.append(f"<{tag}>")

    def close(self, tag: str) -> None:
        self.pieces.append(f"</{tag}>\n")

    def text(self, tag: str, text: str) -> None:
        """An element of text; nothing for an empty one."""
        if text:
            self.pieces.append(f"<{tag}>{escaped(text)}</{tag}>")

    def name(self, tag: str, text: str, most: int = MOST_LETTERS) -> None:
        """A text that the schema limits: what is longer is cut, and counted as lost."""
        if len(text) > most:
            self.lost[f"letters past the {most}th of a name"] += 1
            text = text[:most]
        self.text(tag, text)

    def number(self, tag: str, value: int | str | None) -> None:
        if value is not None:
            self.pieces.append(f"<{tag}>{value}</{tag}>")

    def choice(self, tag: str, choices: Sequence[str], value: str) -> None:
        """The number of a word; a word that is none of the choices is left out, and counted as lost."""
        if value in choices:
            self.number(tag, choices.index(value))
        else:
            self.lost[f"{tag} '{value[:20]}'"] += 1

    def flag(self, tag: str, value: bool) -> None:
        self.pieces.append(f"<{tag}>{int(value)}</{tag}>")

    def instant(self, tag: str, minute: int | None) -> None:
        if minute is not None:
            self.pieces.append(f"<{tag}>{when(minute)}</{tag}>")

    def length(self, tag: str, minutes: int | None) -> None:
        if minutes is not None:
            self.pieces.append(f"<{tag}>{length(minutes)}</{tag}>")

    def tenths(self, tag: str, minutes: int) -> None:
        self.pieces.append(f"<{tag}>{minutes * 10}</{tag}>")
