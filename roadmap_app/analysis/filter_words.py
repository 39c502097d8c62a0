"""What may be meant while a filter is typed: states, keys, and the values that a key can have in this plan."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadmap_app.analysis.facets import FACETS, ORDERED, Facts, known_values
from roadmap_app.analysis.filters import quoted
from roadmap_app.analysis.states import STATES

MOST = 9
LAST = re.compile(
    r"""
    (?:^|[\s|(]) -?
    (?P<key>\# | (?:"[^"]*"|[^\s|()"<>=!:\#]*)(?:<=|>=|!=|<|>|=|:))?
    (?:(?:[^\s|()",]|"[^"]*")*,)*
    (?P<typed>"[^"]*|[^\s|()",]*)$
    """,
    re.VERBOSE,
)
VALUES = {
    "date": ("today", "+1w", "+1mo", "none"),
    "duration": ("1d", "5d", "2w"),
    "percent": ("0", "50", "100"),
    "flag": ("yes", "no"),
}
COMMON = ("team", "owner", "tags", "status", "start", "finish", "percent", "duration", "total_slack", "deadline")
SHORT = {"tags": "tag", "total_slack": "slack"}


@dataclass(frozen=True)
class Words:
    """What may stand between two places of the text: (what is put there, how it is told, what it means)."""

    start: int
    end: int
    items: tuple[tuple[str, str, str], ...] = ()


def words_at(text: str, cursor: int, facts: Facts, *, everything: bool = False) -> Words:
    """What the word before the cursor may become. Nothing for an empty one, unless `everything` is asked for: a list
    would be in the way."""
    found = LAST.search(text[:cursor])
    if found is None:
        return Words(cursor, cursor)
    key, typed = found["key"] or "", found["typed"]
    start, asked = found.start("typed"), typed.strip('"').casefold()
    if key == "#":
        return Words(start, cursor, _fitting(asked, [(quoted(tag), tag, "") for tag in known_values(facts, "tags")]))
    if key:
        return Words(start, cursor, _values(key, asked, facts))
    if not asked and not everything:
        return Words(cursor, cursor)
    states = [(name, name, f"tasks that {state.says}") for name, state in STATES.items()]
    return Words(start, cursor, _fitting(asked, [*states, *_keys(facts)]))


def _keys(facts: Facts) -> list[tuple[str, str, str]]:
    named = [id for id in facts.facets if id not in COMMON and (id in FACETS or id not in facts.more)]
    found = []
    for id in (*COMMON, *named):
        facet = facts.facets[id]
        key = SHORT.get(id, id if id in FACETS else facet.title)
        sign = "<" if facet.kind in ("date", "duration") else ">=" if facet.kind in ORDERED else ":"
        found.append((f"{quoted(key)}{sign}", f"{key}{sign}", f"by {facet.title.lower()}"))
    return found


def _values(key: str, asked: str, facts: Facts) -> tuple[tuple[str, str, str], ...]:
    name = key.rstrip("<>=!:").strip('"').casefold()
    if name == "is":
        return _fitting(asked, [(word, word, f"tasks that {state.says}") for word, state in STATES.items()])
    id = facts.named.get(name)
    if id is None:
        return ()
    kind = facts.facets[id].kind
    if kind in ("list", "words"):
        listed = [(quoted(value), value, "") for value in known_values(facts, id)]
        return _fitting(asked, [*listed, ("none", "none", "without")])
    return _fitting(asked, [(value, value, "") for value in VALUES.get(kind, ())])


def _fitting(asked: str, listed: list[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
    """Those that begin with what is asked, then those that have a word that does; none where it is whole already."""
    told = [(each, each[1].casefold()) for each in listed]
    if any(words == asked for _, words in told):
        return ()
    begin = [each for each, words in told if words.startswith(asked)]
    word = re.compile(rf"\b{re.escape(asked)}")
    within = [each for each, words in told if not words.startswith(asked) and word.search(words)]
    return (*begin, *within)[:MOST]
