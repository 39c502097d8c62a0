"""iCalendar (RFC 5545): what happens when, as events for a calendar. Times are those of the plan, without a zone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_app.exchange import whole
from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Plan
from roadmap_app.model.time import to_datetime

if TYPE_CHECKING:
    from roadmap_app.schedule import Schedule

LONGEST = 75  # octets of a line
HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Roadmap//Roadmap//EN", "CALSCALE:GREGORIAN")


def write(
    path: Path | str,
    plan: Plan,
    schedule: Schedule,
    *,
    today: int,
    preset: str = "everything",
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Finding, ...]:
    """Write an event for each task that is neither a summary nor without a name. `today` is when they were made.

    The same task has the same UID in each export, so that a calendar brings its event up to date.
    """
    order, lines = plan.outline.order, [*HEAD, f"X-WR-CALNAME:{escaped(plan.project.name)}"]
    for number, id in enumerate(order, 1):
        if plan.tasks[id].name and not plan.outline.is_summary(id):
            lines += _event(plan, schedule, id, today)
        if progress is not None and number % 500 == 0:
            progress(number, len(order))
    lines.append("END:VCALENDAR")
    with whole.written(path) as place:
        place.write_bytes(b"".join(b"%b\r\n" % folded(line) for line in lines))
    return ()


def _event(plan: Plan, schedule: Schedule, id: str, today: int) -> Iterator[str]:
    task = plan.tasks[id]
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(id)}@{escaped(plan.doc)}.roadmap"
    yield f"DTSTAMP:{_time(today)}Z"
    yield f"DTSTART:{_time(schedule.start(id))}"
    if schedule.finish(id) > schedule.start(id):
        yield f"DTEND:{_time(schedule.finish(id))}"
    yield f"SUMMARY:{escaped(task.name)}"
    if task.notes:
        yield f"DESCRIPTION:{escaped(task.notes)}"
    if holder := plan.tasks.get(plan.outline.parent[id]):
        yield f"CATEGORIES:{escaped(holder.name)}"
    yield "TRANSP:TRANSPARENT"  # a plan takes no time of the one who looks at it
    yield "END:VEVENT"


def _time(instant: int) -> str:
    return f"{to_datetime(instant):%Y%m%dT%H%M%S}"


def escaped(text: str) -> str:
    """A text as a value: no letter of it can end the line."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")
    return "".join(" " if ord(c) < 32 or c in "\x7f\x85\u2028\u2029" else c for c in text)


def folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets, none of which cuts a letter."""
    pieces, piece = [], b""
    for letter in line:
        added = letter.encode("utf-8", errors="replace")
        if len(piece) + len(added) > LONGEST:
            pieces.append(piece)
            piece = b" "
        piece += added
    return b"\r\n".join([*pieces, piece])
