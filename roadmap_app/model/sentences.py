"""Words as people ask: of `who drives GA?` what matters is `drives` and `ga`; `except` begins what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

FILLERS = frozenset({
    "a", "all", "also", "an", "and", "any", "are", "as", "at", "be", "both", "by", "can", "could", "day",
    "days", "do", "does", "each", "every", "five", "for", "four", "from", "get", "give", "go", "have", "how",
    "i", "in", "is", "it", "its", "let", "make", "me", "more", "my", "of", "off", "on", "one", "or", "our",
    "please", "set", "should", "six", "so", "task", "tasks", "ten", "that", "the", "their", "them", "then",
    "these", "they", "this", "those", "three", "to", "two", "us", "want", "was", "we", "what", "which", "who",
    "whole", "will", "with", "would", "you",
})  # fmt: skip
LEFT_OUT = re.compile(r"\b(?:except|without|excluding|apart from|but not|but)\b", re.IGNORECASE)
ENDINGS = ("ing", "ies", "es", "ed", "'s", "s")
SHORTEST = 3  # letters that an ending leaves


def words(text: str) -> list[str]:
    """The words of a text in small letters, without the signs around them."""
    return re.findall(r"[\w%]+(?:[.'][\w]+)*", text.casefold())


def telling(text: str) -> list[str]:
    """The words that tell what is meant; where there are no such words, all."""
    found = words(text)
    return [word for word in found if word not in FILLERS and not word.isdigit()] or found


def parted(text: str) -> tuple[str, str]:
    """A sentence, and what it leaves out: `test phase, except the audit` -> (`test phase, `, ` the audit`)."""
    kept, *rest = LEFT_OUT.split(text, maxsplit=1)
    return kept, "".join(rest)


def meets(asked: str, known: Iterable[str]) -> bool:
    """Whether a word is one of those known, or their beginning, whatever its ending: `drives` meets `driving`."""
    stem = _stem(asked)
    return any(word.startswith(asked) or _stem(word) == stem for word in known)


def subject(asked: Sequence[str], name: Sequence[str]) -> int:
    """How many words of a name stand in a sentence, the whole name one more; 0 for none."""
    found = sum(word in asked for word in name)
    return found + (found == len(name) > 0)


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word.removesuffix(ending)
    return word
