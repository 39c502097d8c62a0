"""English sentences with Hebrew or Arabic names in them, and such names by themselves, made to read in their own
direction: by marks that take no room (Unicode's isolates), set where something is shown and nowhere else.

Without them a sentence that begins with such a name runs from right to left, numbers beside a name change places
with it, and in a mirrored window the full stop stands before the first word.
"""

from __future__ import annotations

import re
import unicodedata

LEFT_TO_RIGHT, RIGHT_TO_LEFT, AS_WRITTEN, END = MARKS = "\u2066\u2067\u2068\u2069"
RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
LATIN = "A-Za-z\u00c0-\u024f"
WRITTEN_RIGHT = re.compile(f"[{RIGHT}]")
ISOLATED = re.compile(f"[{LEFT_TO_RIGHT}{RIGHT_TO_LEFT}{AS_WRITTEN}][^{END}\n]*{END}?")
# From a quotation mark to the one that ends the name: in Hebrew, the same mark also abbreviates words within it.
QUOTED = re.compile(rf"(?<!\w)'([^\n]+?)'(?!\w)(?![^'{LATIN}]*[{RIGHT}0-9][^'{LATIN}]*'(?!\w))")
ONLY_RIGHT = re.compile(rf"[{RIGHT}]+(?:[ ,]+[{RIGHT}]+)*")  # reads alike wherever it stands
RUN = re.compile(rf"[{RIGHT}](?:[^{LATIN}\n→←·;,]*[{RIGHT}])?")


def from_right(words: str) -> bool:
    """Whether words run from right to left, as the first letter in them does that has a direction."""
    if words.isascii() or not WRITTEN_RIGHT.search(words):
        return False
    for letter in words:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def isolated(name: str) -> str:
    """A name that changes nothing around it, for a sentence that does not quote it."""
    return name if name.isascii() or not WRITTEN_RIGHT.search(name) else f"{AS_WRITTEN}{name}{END}"


def numbered(words: str) -> str:
    """`3.2 name`: with the number first, as in the rows around it, however the name runs."""
    number, _, name = words.partition(" ")
    return f"{number} {isolated(name)}" if number.replace(".", "").isdigit() else words


def directed(words: str, mirrored: bool = False) -> str:
    """Lines that each read in their own direction, whatever stands around them; `mirrored`: in a window from right
    to left. A line of English with names in it runs from left to right, each name in its own direction; a line
    that begins with a name outside of quotation marks is taken for a name."""
    if not mirrored and (words.isascii() or not WRITTEN_RIGHT.search(words)):
        return words
    return "\n".join(_line(line) for line in words.split("\n"))


def plain(words: str) -> str:
    """Words without the marks."""
    return words if words.isascii() else re.sub(f"[{MARKS}]", "", words)


def places_of(marked: str) -> list[int]:
    """Where each letter of words stands in what `directed` made of them."""
    return [place for place, letter in enumerate(marked) if letter not in MARKS]


def _line(line: str) -> str:
    if not line or line.isspace() or ONLY_RIGHT.fullmatch(line):
        return line
    if not WRITTEN_RIGHT.search(line):
        return f"{LEFT_TO_RIGHT}{line}{END}"
    named = QUOTED.sub(lambda name: f"'{isolated(name[1])}'", line) if AS_WRITTEN not in line else line
    around, names = ISOLATED.split(named), ISOLATED.findall(named)
    if from_right("".join(around)):
        return f"{RIGHT_TO_LEFT}{line}{END}"
    apart = [RUN.sub(lambda run: f"{RIGHT_TO_LEFT}{run[0]}{END}", each) for each in around]
    return f"{LEFT_TO_RIGHT}{''.join(a + b for a, b in zip(apart, [*names, ''], strict=True))}{END}"
