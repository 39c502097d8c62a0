"""CSV: the table of tasks for other programs, with the dates that we computed. Nothing in it is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_app.commands import fields
from roadmap_app.exchange import whole
from roadmap_app.model.findings import Finding
from roadmap_app.model.garbage import without_gc
from roadmap_app.model.plan import Plan
from roadmap_app.model.text import plural
from roadmap_app.model.time import to_datetime

if TYPE_CHECKING:
    from roadmap_app.schedule import Schedule

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # spreadsheets take wide ones alike
NUMBERS = "number"  # of the row
COLUMNS = {
    "ID": NUMBERS, "WBS": "wbs", "Outline Level": "level", "Name": "name", "Start": "start", "Finish": "finish",
    "Duration": "duration", "Predecessors": "predecessors", "% Complete": "percent", "Resource Names": "assigned",
    "Deadline": "deadline", "Notes": "notes",
}  # fmt: skip


def write(
    path: Path | str,
    plan: Plan,
    schedule: Schedule,
    *,
    today: int,
    preset: str = "everything",
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Finding, ...]:
    """Write one row a task: UTF-8 with a byte order mark, so that Excel knows it, commas, CR LF.

    A text that a spreadsheet would run begins with an apostrophe; a finding tells how many do.
    """
    told: list[str] = []

    def safe(text: str) -> str:
        if text.startswith(FORMULA):
            told.append(text)
            return f"'{text}"
        return text

    page = io.StringIO(newline="")
    rows = csv.writer(page)
    rows.writerow(COLUMNS)
    order = plan.outline.order
    with without_gc():
        for number, id in enumerate(order, 1):
            rows.writerow(safe(_cell(plan, schedule, id, column, today, number)) for column in COLUMNS.values())
            if progress is not None and number % 500 == 0:
                progress(number, len(order))
    with whole.written(path) as place:
        place.write_bytes(page.getvalue().encode("utf-8-sig", errors="replace"))
    if not told:
        return ()
    message = f"{plural(len(told), 'text')} would be formulas in a spreadsheet; an apostrophe stands before each."
    return (Finding(code="csv.formula", message=message, fix="Take it away where you need the text itself."),)


def _cell(plan: Plan, schedule: Schedule, id: str, column: str, today: int, number: int) -> str:
    task = plan.tasks[id]
    if column == NUMBERS:
        return str(number)
    if column == "level":
        return str(plan.outline.depth[id] + 1)
    if column in ("start", "finish", "deadline"):
        instant = task.deadline if column == "deadline" else getattr(schedule, column)(id)
        return "" if instant is None else f"{to_datetime(instant):%Y-%m-%d %H:%M}"
    return fields.text(plan, schedule, id, column, today)
