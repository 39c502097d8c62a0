"""`diff OLD NEW`: what changed between two plans, one sentence a change."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from roadmap_app.cli import opening, output, streams, wording
from roadmap_app.cli.arguments import add_json, add_today
from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Plan, diff
from roadmap_app.model.records import KINDS, Record, Unknown
from roadmap_app.storage.schema import schema_of

HELP = "what changed between two plans"
RANK = {kind: rank for rank, kind in enumerate(KINDS)}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD")
    parser.add_argument("new", metavar="NEW")
    add_json(parser)
    add_today(parser)


def run(given: argparse.Namespace) -> int:
    old, new = opening.read(given.old), opening.read(given.new)
    problems: list[Finding] = output.problems((*old.findings, *new.findings))
    found = list(changes(old.plan, new.plan))
    if given.json:
        output.write_json({"changes": found, "problems": output.as_json(problems)}, given.json)
    else:
        lines = [output.plain(each["sentence"]) for each in found] or ["Nothing has changed."]
        streams.out("\n".join(lines) + "\n")
    if problems and given.json != "-":
        output.tell(problems)
    return 1 if problems else 0


def changes(old: Plan, new: Plan) -> Iterator[dict[str, Any]]:
    """Each changed member of each record; an added or removed record is one change without field."""
    pairs = diff(old, new).pairs
    for kind, id in sorted(pairs, key=lambda key: (RANK[key[0]], _place(old, new, key), key[1])):
        before, after = pairs[kind, id]
        if before is not None and after is not None:
            yield from _members(old, new, before, after)
        elif after is not None:
            yield _change(kind, id, "", None, _name(after), f"Added {wording.title(new, after)}.")
        elif before is not None:
            yield _change(kind, id, "", _name(before), None, f"Removed {wording.title(old, before)}.")


def _place(old: Plan, new: Plan, key: tuple[str, str]) -> int:
    """Tasks go in the order of the outline."""
    kind, id = key
    position = new.outline.position if id in new.tasks else old.outline.position
    return position.get(id, 0) if kind == "task" else 0


def _members(old: Plan, new: Plan, before: Record, after: Record) -> Iterator[dict[str, Any]]:
    where = wording.title(new, after)
    if not isinstance(after, Unknown):
        for name, member in schema_of(type(after)).members.items():
            if getattr(before, member.attr) == getattr(after, member.attr):
                continue
            was, now = wording.value(old, before, name), wording.value(new, after, name)
            sentence = f"{_capital(where)}: {wording.member_name(name)} changed from {was} to {now}."
            yield _change(after.kind, after.id, name, wording.raw(before, name), wording.raw(after, name), sentence)
    if before.extra != after.extra:
        was_extra, now_extra = dict(before.extra), dict(after.extra)
        for name in sorted(was_extra.keys() | now_extra.keys()):
            was, now = was_extra.get(name, "none"), now_extra.get(name, "none")
            if was != now:
                sentence = f"{_capital(where)}: '{name}' changed from {was[:80]} to {now[:80]}."
                yield _change(after.kind, after.id, name, was_extra.get(name), now_extra.get(name), sentence)


def _name(record: Record) -> str:
    return getattr(record, "name", "") or record.id


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _change(kind: str, id: str, field: str, before: Any, after: Any, sentence: str) -> dict[str, Any]:
    return {"kind": kind, "id": id, "field": field, "before": before, "after": after, "sentence": sentence}
