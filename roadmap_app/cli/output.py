"""What commands print: JSON, instants, and findings as sentences. Texts of a plan never steer a terminal."""

from __future__ import annotations

import json
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from roadmap_app.cli import streams
from roadmap_app.cli.refused import Refused
from roadmap_app.model.findings import Finding
from roadmap_app.model.text import plain
from roadmap_app.model.time import DAY, FIRST_INSTANT, LAST_INSTANT, to_date

MOST_TOLD = 25  # findings that are printed one by one


def iso(minute: int) -> str:
    """`2026-05-04T08:00`, fast for many instants of few days."""
    day, clock = divmod(min(max(minute, FIRST_INSTANT), LAST_INSTANT), DAY)
    return f"{_date(day)}T{clock // 60:02d}:{clock % 60:02d}"


@lru_cache(maxsize=4096)
def _date(day: int) -> str:
    return to_date(day).isoformat()


def json_text(value: dict[str, Any]) -> str:
    """An answer as JSON: one line a member, and one for each item of a list.

    The C encoder writes each line; asked to indent, the library would use its far slower one in Python.
    """
    members = []
    for name, inner in value.items():
        many = isinstance(inner, list) and inner
        text = "[\n  " + ",\n  ".join(map(_encode, inner)) + "\n ]" if many else _encode(inner)
        members.append(f" {_encode(name)}: {text}")
    return "{\n" + ",\n".join(members) + "\n}\n"


_encode = json.JSONEncoder(ensure_ascii=False).encode


def write_json(value: dict[str, Any], out: str) -> None:
    """A value as JSON on stdout (`-`), in a file, or into a pipe or a device, which are never replaced."""
    text = json_text(value)
    if out == "-":
        streams.out(text)
        return
    from roadmap_app.storage.saving import write_durably

    data = text.encode(errors="replace")
    try:
        if _flows(out):
            Path(out).write_bytes(data)
        else:
            write_durably(Path(os.path.realpath(out)), data)
    except OSError as error:
        raise Refused(f"{out} could not be written: {error.strerror}. Choose another place.") from None


def _flows(path: str) -> bool:
    """True for a pipe, or a device that takes characters."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)


def as_json(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Findings as the contract has them."""
    members = ("code", "message", "where", "fix")
    return [{member: getattr(each, member) for member in members} for each in findings]


def problems(findings: Iterable[Finding]) -> list[Finding]:
    return [each for each in findings if each.problem]


def sentence(finding: Finding) -> str:
    """`line 3: The seal ... Restore it ...`: a finding in one line."""
    where = "" if _says(finding.message, finding.where) else f"{finding.where}: "
    return plain(f"{where}{finding.message} {finding.fix}".strip())


def _says(message: str, place: str) -> bool:
    """True where a message names a place itself: `Line 6 is ...` says line 6, `line 60` does not."""
    message, place = message.lower(), place.lower()
    return place in message and re.search(rf"(?<!\w){re.escape(place)}(?!\w)", message) is not None


def tell(findings: Sequence[Finding]) -> None:
    """Print findings on stderr, one a line, not more than a person reads; what is said twice is counted."""
    counts = Counter(map(sentence, findings))
    for text, count in list(counts.items())[:MOST_TOLD]:
        streams.err(text if count == 1 else f"{text} ({count:,} times)")
    if len(counts) > MOST_TOLD:
        more = len(counts) - MOST_TOLD
        streams.err(f"... and {more:,} more; 'check FILE --json -' lists all.")


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned columns, two spaces between; the last column is not padded."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    lines = []
    for row in rows:
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        lines.append("  ".join([*padded, row[-1]]).rstrip())
    return "\n".join(lines)
