"""Cells in and out: tab-separated, as spreadsheets read and write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from roadmap_app.commands import fields, outline
from roadmap_app.commands.refusal import Refusal
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.schedule import Schedule, compute

PASTED = ("name", "duration", "start", "finish", "predecessors", "team", "percent")
MOST_ROWS = 20_000
WORDS = {
    "task": "name", "task name": "name", "name": "name", "title": "name", "days": "duration", "duration": "duration",
    "start": "start", "start date": "start", "finish": "finish", "end": "finish", "finish date": "finish",
    "end date": "finish", "after": "predecessors", "predecessors": "predecessors", "depends on": "predecessors",
    "owner": "team", "team": "team", "%": "percent", "% complete": "percent", "done": "percent",
    "progress": "percent", "wbs": "wbs", "deadline": "deadline", "notes": "notes",
}  # fmt: skip


def copy(plan: Plan, schedule: Schedule, ids: Sequence[str], columns: Sequence[str], today: int) -> str:
    """Rows as tab-separated text, with names indented by two spaces a level; as they would be typed."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    level = min((plan.outline.depth[id] for id in ids), default=0)
    for id in ids:
        cells = [fields.edit_text(plan, schedule, id, column, today) for column in columns]
        if "name" in columns:
            cells[columns.index("name")] = (
                "  " * (plan.outline.depth[id] - level) + cells[columns.index("name")]
            )
        writer.writerow(cells)
    return out.getvalue()


def paste(draft: Draft, schedule: Schedule, text: str, at: str | None, column: str, today: int) -> list[str]:
    """Cells onto the rows from `at` on, from `column` on; rows beyond the last become new tasks.

    A first row of known heads tells the columns. Answers the ids of new tasks. One cell that cannot be
    taken refuses all, naming its row and column.
    """
    rows = [row for row in csv.reader(io.StringIO(text), delimiter="\t") if any(cell.strip() for cell in row)]
    if len(rows) > MOST_ROWS:
        raise Refusal(f"{len(rows):,} rows are too many to paste at once; up to {MOST_ROWS:,} are taken.")
    heads = [WORDS.get(cell.strip().casefold(), "") for cell in rows[0]] if rows else []
    if "name" in heads and len(rows) > 1 and sum(map(bool, heads)) >= len(heads) / 2:
        columns, rows = heads, rows[1:]
    else:
        columns = list(_columns(column, max(map(len, rows), default=0)))
    order = draft.outline.order
    place = order.index(at) if at is not None else len(order)
    made: list[str] = []
    targets: list[str] = []
    holders: list[tuple[int, str]] = []
    for row in rows:
        if place + len(targets) < len(order) and not made:
            targets.append(order[place + len(targets)])
            continue
        raw = row[columns.index("name")] if "name" in columns and columns.index("name") < len(row) else ""
        level = len(raw) - len(raw.lstrip())
        while holders and holders[-1][0] >= level:
            holders.pop()
        parent = holders[-1][1] if holders else ""
        made.append(outline.add_task(draft, after=None, parent=parent))
        targets.append(made[-1])
        holders.append((level, made[-1]))
    if made:
        schedule = compute(draft.plan)
    _fill(draft, schedule, rows, columns, targets, today)
    return made


def _columns(column: str, count: int) -> Sequence[str]:
    start = PASTED.index(column) if column in PASTED else 0
    return PASTED[start : start + count]


def _fill(
    draft: Draft,
    schedule: Schedule,
    rows: list[list[str]],
    columns: Sequence[str],
    targets: list[str],
    today: int,
) -> None:
    """Put cells in, predecessors last: they may name rows that come further down."""
    late = ("start", "finish", "percent", "predecessors")
    order = sorted(range(len(columns)), key=lambda n: late.index(columns[n]) if columns[n] in late else -1)
    for place in order:
        column = columns[place]
        if column in ("", "wbs"):
            continue
        for number, (row, id) in enumerate(zip(rows, targets, strict=True), 1):
            cell = row[place].strip() if place < len(row) else ""
            if not cell and column in ("start", "finish", "duration"):
                continue
            if fields.refusal(draft.plan, id, column):
                continue  # a summary's computed cell, as it comes back from a copy
            try:
                fields.set(draft, schedule, id, column, cell, today)
            except Refusal as refusal:
                title = fields.COLUMNS[column].title
                raise Refusal(f"Row {number}, {title}: {refusal} Nothing was pasted.") from None
