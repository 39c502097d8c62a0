"""What changed between two plans, a sentence for each changed member of each record.

The one way for comparisons of files, for the undo list and for the history of a task.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from roadmap_app.document import wording
from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import KINDS, Record, Unknown
from roadmap_app.storage.schema import schema_of

RANK = {kind: rank for rank, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Change:
    """One changed member as a sentence and, where its record is named already, as `short` words.

    A record that was added or removed is one change without `field`. `before` and `after` are JSON values.
    """

    kind: str
    id: str
    field: str
    before: Any
    after: Any
    sentence: str
    short: str


def told(changes: ChangeSet, old: Plan, new: Plan) -> Iterator[Change]:
    """Each change of a set that leads from one plan to the other, tasks in the order of the outline."""
    pairs = changes.pairs
    for kind, id in sorted(pairs, key=lambda key: (RANK[key[0]], _place(old, new, key), key[1])):
        before, after = pairs[kind, id]
        if before is not None and after is not None:
            yield from _members(old, new, before, after)
        elif after is not None:
            words = f"Added {wording.title(new, after)}"
            yield Change(kind, id, "", None, _name(after), f"{words}.", words)
        elif before is not None:
            words = f"Removed {wording.title(old, before)}"
            yield Change(kind, id, "", _name(before), None, f"{words}.", words)


def _place(old: Plan, new: Plan, key: tuple[str, str]) -> int:
    """Tasks go in the order of the outline."""
    kind, id = key
    position = new.outline.position if id in new.tasks else old.outline.position
    return position.get(id, 0) if kind == "task" else 0


def _members(old: Plan, new: Plan, before: Record, after: Record) -> Iterator[Change]:
    where = _capital(wording.title(new, after))

    def made(name: str, said: str, was: Any, now: Any, was_words: str, now_words: str) -> Change:
        sentence = f"{where}: {said} changed from {was_words} to {now_words}."
        return Change(after.kind, after.id, name, was, now, sentence, f"{said} {was_words} → {now_words}")

    if not isinstance(after, Unknown):
        for name, member in schema_of(type(after)).members.items():
            if getattr(before, member.attr) != getattr(after, member.attr):
                yield made(
                    name, wording.member_name(name), wording.raw(before, name), wording.raw(after, name),
                    wording.value(old, before, name), wording.value(new, after, name),
                )  # fmt: skip
    if before.extra != after.extra:
        was_extra, now_extra = dict(before.extra), dict(after.extra)
        for name in sorted(was_extra.keys() | now_extra.keys()):
            was, now = was_extra.get(name), now_extra.get(name)
            if was != now:
                yield made(name, f"'{name}'", was, now, (was or "none")[:80], (now or "none")[:80])


def _name(record: Record) -> str:
    return getattr(record, "name", "") or record.id


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
