"""Finding by a few letters: `frz` finds `API freeze`.

Letters are found in their order; best where they begin the name, then where they begin its words, then where they
stand together. Several words are found in any order. Upper and lower case are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FIRST, WORD, NEXT, LONG = 60, 30, 24, 0.1
LONE, MIDST = 20, 40  # less, for each letter from the midst of a word, and where the first one is
WHOLE, WITHIN = 200, 40  # all letters side by side, at the start of a word or within one
ENOUGH = 64  # of the best kind, which nobody reads to the end


@dataclass(frozen=True)
class Match:
    """How well a text answers, the more the better, and the places of the letters that were found."""

    score: float
    places: tuple[int, ...]


def match(query: str, text: str) -> Match | None:
    """How a text answers a query; None where a letter is missing. An empty query is answered by all alike."""
    wanted, folded = _folded(query), _folded(text)
    parts = wanted.split()
    whole = _of(" ".join(parts), folded) if len(parts) > 1 else None
    found = [whole] if whole else [_of(part, folded) for part in parts]
    met = [each for each in found if each is not None]
    if len(met) < len(found):
        return None
    places = tuple(sorted({place for each in met for place in each.places}))
    return Match(sum(each.score for each in met) / max(len(met), 1) - LONG * len(text), places)


class Texts:
    """Many texts, held so that those that may answer a query are found in milliseconds among ten thousand."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._lines = [_folded(" ".join(text.splitlines())) for text in texts]
        self._joined = "\n" + "\n".join(self._lines)
        self._letters = [_letters(line) for line in self._lines]

    def best(self, query: str) -> list[int]:
        """The numbers of the texts worth to be matched, the likely best first: those that begin so, then those with
        a word that does, then those that hold it, all its words, all its letters."""
        wanted = " ".join(_folded(query).split())
        found = dict.fromkeys(self._holding(f"\n{wanted}"))
        for kind in (self._holding(f" {wanted}"), self._holding(wanted), self._with_words(wanted.split())):
            if len(found) < ENOUGH:
                found.update(dict.fromkeys(kind))
        if len(found) < ENOUGH:
            found.update(dict.fromkeys(self._with_letters(wanted.replace(" ", ""))))
        return list(found)[:ENOUGH]

    def _holding(self, part: str) -> Iterator[int]:
        """In order, and no more than are enough."""
        joined, counted, number, hits = self._joined, 0, -1, 0
        place = joined.find(part)
        while place >= 0 and hits < ENOUGH:
            inside = place + 1 if part[:1] == "\n" else place
            number += joined.count("\n", counted, inside)
            counted, hits = inside, hits + 1
            yield number
            place = joined.find(part, place + 1)

    def _with_words(self, parts: Sequence[str]) -> Iterator[int]:
        if len(parts) > 1:
            rare = max(parts, key=len)
            hits = 0
            for number, line in enumerate(self._lines):
                if rare in line and all(part in line for part in parts):
                    yield number
                    hits += 1
                    if hits >= ENOUGH:
                        return

    def _with_letters(self, letters: str) -> Iterator[int]:
        mask, hits = _letters(letters), 0
        rest = [re.escape(letter) for letter in letters]
        in_order = re.compile("".join(f"[^{letter}]*+{letter}" for letter in rest)).match
        for number, held in enumerate(self._letters):
            if held & mask == mask and in_order(self._lines[number]):
                yield number
                hits += 1
                if hits >= ENOUGH:
                    return


def _letters(text: str) -> int:
    """Which letters a text has, one bit for each of a few kinds."""
    mask = 0
    for letter in set(text):
        mask |= 1 << (ord(letter) & 63)
    return mask


def _folded(text: str) -> str:
    """In small letters, where that keeps each letter in its place."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _of(part: str, text: str) -> Match | None:
    """One word of a query, by small letters."""
    if not part:
        return Match(0, ())
    letters = part.replace(" ", "")
    found = []
    if side := _side_by_side(part, text):
        found.append(Match(_score(side, text) + (WHOLE if _begins(side[0], text) else WITHIN), side))
    if words := _by_words(letters, text):
        found.append(Match(_score(words, text), words))
    if not found and (order := _in_order(letters, text)):
        found.append(Match(_score(order, text), order))
    return max(found, key=lambda each: each.score, default=None)


def _side_by_side(part: str, text: str) -> tuple[int, ...] | None:
    start = found = text.find(part)
    while found >= 0 and not _begins(found, text):
        found = text.find(part, found + 1)
    start = found if found >= 0 else start
    return tuple(range(start, start + len(part))) if start >= 0 else None


def _by_words(letters: str, text: str) -> tuple[int, ...] | None:
    """Each letter next to the one before or at the start of a word; None where that does not go."""
    places: list[int] = []
    for letter in letters:
        after = places[-1] + 1 if places else 0
        if places and text[after : after + 1] == letter:
            places.append(after)
            continue
        place = text.find(letter, after)
        while place >= 0 and not _begins(place, text):
            place = text.find(letter, place + 1)
        if place < 0:
            return None
        places.append(place)
    return tuple(places)


def _in_order(letters: str, text: str) -> tuple[int, ...] | None:
    places: list[int] = []
    for letter in letters:
        place = text.find(letter, places[-1] + 1 if places else 0)
        if place < 0:
            return None
        places.append(place)
    return tuple(places)


def _begins(place: int, text: str) -> bool:
    return place == 0 or (text[place].isalnum() and not text[place - 1].isalnum())


def _score(places: Sequence[int], text: str) -> float:
    score = float(FIRST) if places[0] == 0 else 0.0
    before = -2
    for place in places:
        if place == before + 1:
            score += NEXT
        elif _begins(place, text):
            score += WORD
        elif before < 0:
            score -= MIDST
        else:
            score -= LONE + min(place - before, 10)
        before = place
    return score
