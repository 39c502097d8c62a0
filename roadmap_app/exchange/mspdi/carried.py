"""Members of tasks that MS Project has no column for: they ride in custom fields with names of ours.

A person sees them there as columns, `Roadmap: team` and so on, and reading takes them back from there.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from io import StringIO

from roadmap_app.model.records import Resource

PREFIX = "Roadmap: "

# Member -> the type of custom field that holds it, and what people call it where no such field is free.
CARRIED: Mapping[str, tuple[str, str]] = {
    "team": ("text", "teams of tasks"),
    "owner": ("text", "owners of tasks"),
    "tags": ("text", "tags of tasks"),
    "horizon": ("text", "horizons"),
    "scope": ("text", "scopes"),
    "colour": ("text", "colours of tasks"),
    "optimistic": ("duration", "optimistic durations"),
    "likely": ("duration", "likely durations"),
    "pessimistic": ("duration", "pessimistic durations"),
    "budget": ("cost", "budgets"),
    "pinned_start": ("date", "starts kept from an import"),
    "pinned_finish": ("date", "finishes kept from an import"),
    "collapsed": ("flag", "folded summaries"),
}
PEOPLE = ("team", "owner")
_MARKS = frozenset(',"\n\r')


def alias_of(member: str) -> str:
    """The name of the column that carries a member: `Roadmap: pinned start`."""
    return PREFIX + member.replace("_", " ")


MEMBER_OF_ALIAS = {alias_of(member): member for member in CARRIED}


def labels(resources: Iterable[Resource], uids: Mapping[str, int | None]) -> dict[str, str]:
    """What names each resource in a text, by id: its name, with its unique id where others bear the same."""
    listed = list(resources)
    count = Counter(each.name for each in listed)
    return {
        each.id: each.name if each.name and count[each.name] == 1 else f"{each.name} (UID {uids[each.id]})"
        for each in listed
    }


def joined(words: tuple[str, ...]) -> str:
    """Words as one text, `alpha, beta`; a word that holds a comma stands in quotation marks."""
    return ", ".join(word if not _MARKS.intersection(word) else '"' + word.replace('"', '""') + '"' for word in words)


def words(text: str) -> tuple[str, ...]:
    """The words of a text that a person or `joined` wrote."""
    rows = csv.reader(StringIO(text, newline=""), skipinitialspace=True)
    return tuple(word.strip() for row in rows for word in row if word.strip())
