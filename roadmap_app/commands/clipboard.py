"""Cells in and out: tab-separated, as spreadsheets read and write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from roadmap_app.commands import dates, fields, links, outline
from roadmap_app.commands.refusal import Refusal
from roadmap_app.commands.typed import parse_predecessors
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Link
from roadmap_app.schedule import Schedule, compute

PASTED = ("name", "duration", "start", "finish", "predecessors", "team", "percent")
LATE = ("predecessors", "finish", "start", "percent")  # taken last, in this order: each reads what those before set
MOST_ROWS = 20_000
WORDS = {
    "task": "name", "task name": "name", "name": "name", "title": "name", "days": "duration", "duration": "duration",
    "start": "start", "start date": "start", "finish": "finish", "end": "finish", "finish date": "finish",
    "end date": "finish", "after": "predecessors", "predecessors": "predecessors", "depends on": "predecessors",
    "owner": "team", "team": "team", "%": "percent", "% complete": "percent", "done": "percent",
    "progress": "percent", "wbs": "wbs", "id": "wbs", "deadline": "deadline", "notes": "notes",
}  # fmt: skip


@dataclass(frozen=True)
class Pasted:
    """What a paste did: tasks it made, tasks it changed, cells that it had to leave alone, and those it took."""

    made: tuple[str, ...]
    changed: tuple[str, ...]
    left: int
    taken: int


def copy(
    plan: Plan,
    schedule: Schedule,
    ids: Sequence[str],
    columns: Sequence[str],
    today: int,
    *,
    levels: bool = True,
) -> str:
    """Cells as tab-separated text, as they would be typed; with `levels`, names are indented by two spaces each."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    least = min((plan.outline.depth[id] for id in ids), default=0)
    for id in ids:
        cells = [fields.edit_text(plan, schedule, id, column, today) for column in columns]
        if levels and "name" in columns:
            place = columns.index("name")
            cells[place] = "  " * (plan.outline.depth[id] - least) + cells[place]
        writer.writerow(cells)
    return out.getvalue()


def paste(
    draft: Draft,
    schedule: Schedule,
    text: str,
    at: str | None,
    column: str,
    today: int,
    *,
    shown: Sequence[str] | None = None,
    columns: Sequence[str] = PASTED,
    size: tuple[int, int] = (1, 1),
) -> Pasted:
    """Cells onto the rows from `at` on (None: below the last), from `column` on; what is over makes new tasks.

    `shown` and `columns` are rows and columns as they stand on screen. A first row of known heads tells the
    columns. Cells that fit several times into the selected `size` (rows, columns) fill it. One cell that
    cannot be taken refuses all, naming its row and column.
    """
    rows = _read(text)
    heads = [WORDS.get(cell.strip().casefold(), "") for cell in rows[0]] if rows else []
    width = max(map(len, rows), default=0)
    if "name" in heads and len(rows) > 1 and sum(map(bool, heads)) >= len(heads) / 2:
        columns, rows = heads, rows[1:]
    else:
        rows = _tiled(rows, width, size)
        first = columns.index(column) if column in columns else 0
        columns = columns[first : first + max(map(len, rows), default=0)]
    order = draft.outline.order if shown is None else shown
    place = order.index(at) if at is not None else len(order)
    targets = list(order[place : place + len(rows)])
    over = [row for row in rows[len(targets) :] if any(cell.strip() for cell in row)]
    made = outline.add_block(draft, [(_level(row, columns), outline.blank(draft)) for row in over])
    if made:
        schedule = compute(draft.plan)
    left = fill(draft, schedule, [*rows[: len(targets)], *over], columns, [*targets, *made], today)
    beyond = sum(_beyond(row, len(columns)) for row in (*rows[: len(targets)], *over))
    taken = sum(min(len(row), len(columns)) for row in (*rows[: len(targets)], *over)) - (left - beyond)
    return Pasted(tuple(made), tuple(targets), left, taken)


def fill(
    draft: Draft,
    schedule: Schedule,
    rows: Sequence[Sequence[str]],
    columns: Sequence[str],
    targets: Sequence[str],
    today: int,
) -> int:
    """Type a block of cells, a row a target; answers how many were left alone, as they are computed.

    `schedule` knows all targets. Refuses all where one cell cannot be taken, naming it, and where there is
    none that can be typed into. A cell that says what is there already changes nothing.
    """
    numbers = {cell: id for id, cell in _texts(rows, columns, targets, "wbs")}
    starts = dict(_texts(rows, columns, targets, "start"))
    taken, left, reasons, behind = 0, sum(_beyond(row, len(columns)) for row in rows), [], False
    for column in sorted(filter(None, columns), key=lambda name: LATE.index(name) if name in LATE else -1):
        if behind and column in LATE and column != "predecessors":
            schedule, behind = compute(draft.plan), False
        wanted = []
        for number, id, cell in _cells(rows, columns.index(column), targets):
            spans = column == "finish" and id in starts
            if not spans and cell == fields.edit_text(draft, schedule, id, column, today):
                taken += 1
            elif reason := fields.refusal(draft, id, column):
                reasons.append(reason)
                left += bool(cell)
            elif cell or column not in ("start", "finish", "duration"):
                wanted.append((number, id, cell))
        _take(draft, schedule, column, wanted, numbers, starts, today)
        taken += len(wanted)
        behind = behind or bool(wanted)
    if reasons and not taken:
        raise Refusal(reasons[0])
    return left


def _read(text: str) -> list[list[str]]:
    """Rows of cells; a blank line is a row without cells, or in a single column a blank cell."""
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"))
    try:
        rows = list(csv.reader(lines, delimiter="\t"))
    except csv.Error as error:
        raise Refusal(f"What was copied cannot be read as cells ({error}). Copy it again.") from None
    if len(rows) > MOST_ROWS:
        raise Refusal(f"{len(rows):,} rows are too many to paste at once; up to {MOST_ROWS:,} are taken.")
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if max(map(len, rows), default=0) == 1:
        return [row or [""] for row in rows]
    return [row if any(cell.strip() for cell in row) else [] for row in rows]


def _tiled(rows: list[list[str]], width: int, size: tuple[int, int]) -> list[list[str]]:
    """Cells repeated to fill the selected ones where they fit a whole number of times, as spreadsheets do."""
    if not rows or not width or size[0] % len(rows) or size[1] % width:
        return rows
    return [row * (size[1] // width) for row in rows] * (size[0] // len(rows))


def _level(row: Sequence[str], columns: Sequence[str]) -> int:
    """How far the name in a row is indented."""
    place = columns.index("name") if "name" in columns else len(row)
    raw = row[place] if place < len(row) else ""
    return len(raw) - len(raw.lstrip())


def _beyond(row: Sequence[str], width: int) -> int:
    return sum(bool(cell.strip()) for cell in row[width:])


def _cells(rows: Sequence[Sequence[str]], place: int, targets: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """(row number from 1, task, text) of a column's cells."""
    for number, (row, id) in enumerate(zip(rows, targets, strict=True), 1):
        if place < len(row):
            yield number, id, row[place].strip()


def _texts(
    rows: Sequence[Sequence[str]], columns: Sequence[str], targets: Sequence[str], column: str
) -> Iterator[tuple[str, str]]:
    """(task, text) of the cells of a column, where it is there and they hold something."""
    if column in columns:
        for _, id, cell in _cells(rows, columns.index(column), targets):
            if cell:
                yield id, cell


def _take(
    draft: Draft,
    schedule: Schedule,
    column: str,
    cells: Sequence[tuple[int, str, str]],
    numbers: Mapping[str, str],
    starts: Mapping[str, str],
    today: int,
) -> None:
    """Type the cells of one column; links and starts are settled once for all rows.

    `numbers` tells tasks by the WBS numbers that came with the rows, which predecessors in them mean; `starts`
    are the texts of starts by task: a finish beside one tells the duration.
    """
    placed: dict[str, int] = {}
    fresh: list[Link] = []
    for number, id, cell in cells:
        try:
            if column == "start":
                placed[id] = fields.start_of(draft, cell, today)
            elif column == "finish" and id in starts:
                start, finish = fields.start_of(draft, starts[id], today), fields.finish_of(draft, cell, today)
                dates.set_length(draft, schedule, id, start, finish)
            elif column == "predecessors":
                fresh += links.settle_present(draft, id, parse_predecessors(cell, draft, numbers))
            else:
                fields.set(draft, schedule, id, column, cell, today)
        except Refusal as refusal:
            title = fields.column_of(draft, column).title
            raise Refusal(f"Row {number}, {title}: {refusal} Nothing was changed.") from None
    try:
        links.add_all(draft, fresh)
        dates.set_starts(draft, schedule, placed)
    except Refusal as refusal:
        raise Refusal(f"{refusal} Nothing was changed.") from None
