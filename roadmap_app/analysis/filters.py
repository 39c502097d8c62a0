"""The language of filters: `team:payments late -done finish<2026-12-01 slack<3d "API freeze" | #launch`.

Terms side by side must all hold; `|` between them lets either; `-` before one turns it round; brackets group. A
term is a word or a `"text in quotes"` (in the name, the notes or the WBS number), a state (`late`, also `is:late`),
a `#tag`, or a facet with a value: `team:pay` (has it in it; `none` for without), `team=Payments,"Mobile app"` (is
one of), `!=`, and `<` `<=` `>` `>=` for what has a more and a less. A state in quotes is looked for as text.

This module reads the language; `filtering` answers which tasks a filter finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from roadmap_app.analysis.states import STATES

DEEPEST = 40  # brackets within brackets
OPERATORS = ("<=", ">=", "!=", "<", ">", "=", ":")
TOKEN = re.compile(
    r"""
    \s*(?:
      (?P<bar>\|)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<minus>-(?=[^\s|)]))
    | \#(?P<tag>"[^"]*"?|[^\s|()]+)
    | (?P<key>"[^"]*"|[^\s|()"<>=!:]+)(?P<op><=|>=|!=|<|>|=|:)
    | "(?P<text>[^"]*)(?P<end>"?)
    | (?P<word>[^\s|()"]+)
    )""",
    re.VERBOSE,
)
VALUE = re.compile(r'"([^"]*)("?)|([^\s|()",]+)')


class FilterError(ValueError):
    """One sentence saying what cannot be read and what would be right; `start` is the letter, from 0."""

    def __init__(self, sentence: str, start: int = 0, end: int = 0) -> None:
        super().__init__(sentence)
        self.start, self.end = start, end


@dataclass(frozen=True)
class Term:
    """What stands between two places of a filter's text. `kind` is text, state, tag or compare; of a
    comparison there are `key`, `op` and `values`, of the others `values` alone."""

    start: int
    end: int
    kind: str
    values: tuple[str, ...] = ()
    key: str = ""
    op: str = ""


@dataclass(frozen=True)
class All:
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Either:
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    part: Node


Node = Term | All | Either | Not


@dataclass(frozen=True)
class Token:
    kind: str  # bar, open, close, minus, term
    start: int
    end: int
    term: Term | None = None


def tokens(text: str) -> Iterator[Token]:
    """The pieces of a filter's text; FilterError for quotes that are not closed and signs without a value."""
    place = 0
    while text[place:].strip():
        found = TOKEN.match(text, place)
        if found is None:
            start = place + len(text[place:]) - len(text[place:].lstrip())
            said = f"{at(start)}'{text[start]}' does not fit here. Put it in quotes to look for it."
            raise FilterError(said, start, start + 1)
        kind = found.lastgroup or ""
        start, place = found.start() + len(found[0]) - len(found[0].lstrip()), found.end()
        if kind in ("bar", "open", "close", "minus"):
            yield Token(kind, start, place)
        elif kind == "op":
            values, place = _values(text, place, start)
            key = found["key"].strip('"')
            kind = "state" if key.casefold() == "is" else "compare"
            yield Token("term", start, place, Term(start, place, kind, values, key, found["op"]))
        elif kind == "tag":
            yield Token("term", start, place, Term(start, place, "tag", (found["tag"].strip('"'),)))
        elif kind == "end":
            if not found["end"]:
                raise FilterError(f"{at(start)}a quote is not closed. Add one at the end.", start, len(text))
            yield Token("term", start, place, Term(start, place, "text", (found["text"],)))
        else:
            word = found["word"]
            kind = "state" if word.casefold() in STATES else "text"
            yield Token("term", start, place, Term(start, place, kind, (word,)))


def _values(text: str, place: int, start: int) -> tuple[tuple[str, ...], int]:
    """The values after a sign, with commas between them, and where they end."""
    values: list[str] = []
    while True:
        found = VALUE.match(text, place)
        if found is None:
            break
        if found[3] is None and not found[2]:
            raise FilterError(f"{at(place)}a quote is not closed. Add one at the end.", place, len(text))
        values.append(found[1] if found[3] is None else found[3])
        place = found.end()
        if text[place : place + 1] != ",":
            break
        place += 1
    if not values:
        said = text[start:place].strip()
        raise FilterError(f"{at(place)}'{said}' needs a value, such as {said}none.", start, place)
    return tuple(values), place


def parse(text: str) -> Node:
    """A filter's text as a tree; nothing is All of no parts, which every task is. FilterError where it cannot be."""
    listed = list(tokens(text))
    if not listed:
        return All(())
    node, place = _either(listed, 0, 0)
    if place < len(listed):
        start = listed[place].start
        said = f"{at(start)}a bracket is closed that was not opened. Put it in quotes to look for it."
        raise FilterError(said, start, start + 1)
    return node


def _either(listed: list[Token], place: int, depth: int) -> tuple[Node, int]:
    parts = []
    while True:
        part, place = _all(listed, place, depth)
        parts.append(part)
        if place < len(listed) and listed[place].kind == "bar":
            place += 1
            continue
        return (Either(tuple(parts)) if len(parts) > 1 else parts[0]), place


def _all(listed: list[Token], place: int, depth: int) -> tuple[Node, int]:
    parts: list[Node] = []
    while place < len(listed) and listed[place].kind not in ("bar", "close"):
        part, place = _one(listed, place, depth)
        parts.append(part)
    if not parts:
        start = listed[place].start if place < len(listed) else listed[-1].start
        raise FilterError(f"{at(start)}something to look for is missing beside '|' or in brackets.", start, start + 1)
    return (All(tuple(parts)) if len(parts) > 1 else parts[0]), place


def _one(listed: list[Token], place: int, depth: int) -> tuple[Node, int]:
    token = listed[place]
    if token.kind == "minus":
        if place + 1 == len(listed) or listed[place + 1].kind not in ("term", "open"):
            said = f"{at(token.start)}'-' needs something to leave out, such as -done."
            raise FilterError(said, token.start, token.end)
        part, place = _one(listed, place + 1, depth)
        return Not(part), place
    if token.kind == "open":
        if depth == DEEPEST:
            raise FilterError(f"{at(token.start)}there are more than {DEEPEST} brackets within brackets.", token.start)
        part, place = _either(listed, place + 1, depth + 1)
        if place == len(listed):
            raise FilterError(f"{at(token.start)}a bracket is not closed. Add ')' at the end.", token.start, token.end)
        return part, place + 1
    assert token.term is not None
    return token.term, place + 1


def at(place: int) -> str:
    """How an error begins: where it is."""
    return f"At letter {place + 1}, "


# Writing the language ----------------------------------------------------------------------------------


def quoted(value: str) -> str:
    """A value as it is written in a filter."""
    value = value.replace('"', "'")
    return f'"{value}"' if not value or re.search(r"[\s|()\",]", value) else value


def condition(key: str, values: tuple[str, ...]) -> str:
    """`team=Payments,"Mobile app"`."""
    return f"{quoted(key)}={','.join(quoted(value) for value in values)}"


def values_of(text: str, names: frozenset[str]) -> tuple[str, ...] | None:
    """What a filter's text asks a facet to be one of, at its top level; None where it does not."""
    term = _condition(text, names)
    return term.values if term is not None else None


def with_values(text: str, names: frozenset[str], key: str, values: tuple[str, ...] | None) -> str:
    """A filter's text with another list of what a facet must be one of; None takes the condition away.

    `names` are those that the facet goes by, case folded. A text that cannot be read gives way to the new condition.
    """
    try:
        tree = parse(text)
    except FilterError:
        text, tree = "", All(())
    term = _condition(text, names)
    made = condition(key, values) if values is not None else ""
    if term is not None:
        start = term.start - (1 if not made and text[: term.start].endswith(" ") else 0)
        return (text[:start] + made + text[term.end :]).strip()
    if not made:
        return text.strip()
    if isinstance(tree, Either):
        text = f"({text.strip()})"
    return f"{text.strip()} {made}".strip()


def _condition(text: str, names: frozenset[str]) -> Term | None:
    try:
        listed, tree = list(tokens(text)), parse(text)
    except FilterError:
        return None
    if isinstance(tree, Either):
        return None
    depth = 0
    for before, token in pairwise([Token("open", 0, 0), *listed]):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        term = token.term
        if term is None or depth or before.kind == "minus" or term.op != "=":
            continue
        if term.key.casefold() in names:
            return term
    return None
