"""`diff OLD NEW`: what changed between two plans, one sentence a change."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from roadmap_app.cli import markdown, opening, output, streams
from roadmap_app.cli.arguments import add_json, add_today
from roadmap_app.cli.refused import Refused
from roadmap_app.document import differences
from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Plan, diff
from roadmap_app.model.text import plain

HELP = "what changed between two plans"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD")
    parser.add_argument("new", metavar="NEW")
    parser.add_argument("--markdown", action="store_true", help="a summary for reviews: what moves, then what changed")
    add_json(parser)
    add_today(parser)


def run(given: argparse.Namespace) -> int:
    old, new = opening.read(given.old), opening.read(given.new)
    problems: list[Finding] = output.problems((*old.findings, *new.findings))
    if given.json and given.markdown:
        raise Refused("JSON and Markdown are two answers; ask for one of them.")
    found = [] if given.markdown else list(changes(old.plan, new.plan))
    if given.json:
        output.write_json({"changes": found, "problems": output.as_json(problems)}, given.json)
    elif given.markdown:
        streams.out("\n".join(markdown.lines(old.plan, new.plan)) + "\n")
    else:
        lines = [plain(each["sentence"]) for each in found] or ["Nothing has changed."]
        streams.out("\n".join(lines) + "\n")
    if problems and given.json != "-":
        output.tell(problems)
    return 1 if problems else 0


def changes(old: Plan, new: Plan) -> Iterator[dict[str, Any]]:
    """Each changed member of each record; an added or removed record is one change without field."""
    for each in differences.told(diff(old, new), old, new):
        yield {
            "kind": each.kind, "id": each.id, "field": each.field,
            "before": each.before, "after": each.after, "sentence": each.sentence,
        }  # fmt: skip
