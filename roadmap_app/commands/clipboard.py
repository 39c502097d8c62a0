"""Cells in and out: a block of texts typed into many cells at once, and rows of a spreadsheet as tasks.

A cell that cannot be taken stays as it is, and is told with what would be right; the others are taken.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from roadmap_app.commands import dates, fields, links, outline
from roadmap_app.commands.refusal import Refusal
from roadmap_app.commands.tables import Cell, day_first_of, ordered
from roadmap_app.commands.typed import parse_predecessors
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Link
from roadmap_app.model.text import quoted
from roadmap_app.schedule import Schedule, compute

PASTED = ("name", "duration", "start", "finish", "predecessors", "team", "percent")
LATE = ("predecessors", "finish", "start", "percent")  # taken last, in this order: each reads what those before set
OWNER = "owner"  # the head of the column of teams, and what others call people
NUMBERS = ("id", "wbs")  # what pasted predecessors name rows by; not typed into tasks
WORDS = {
    "task": "name", "task name": "name", "title": "name", "activity": "name", "vorgangsname": "name",
    "days": "duration", "dauer": "duration", "start date": "start", "begin": "start", "anfang": "start",
    "end": "finish", "finish date": "finish", "end date": "finish", "ende": "finish", "due": "deadline",
    "due date": "deadline", "after": "predecessors", "depends on": "predecessors", "dependencies": "predecessors",
    "vorgänger": "predecessors", "team": "team", "%": "percent",
    "% complete": "percent", "complete": "percent", "progress": "percent", "% abgeschlossen": "percent",
    "outline number": "wbs", "#": "id", "no.": "id", "id": "id", "outline level": "level", "level": "level",
    "resource": "assigned", "resource name": "assigned", "resource names": "assigned", "resources": "assigned",
    "assignee": "assigned", "assignees": "assigned", "assigned to": "assigned", "ressourcennamen": "assigned",
    "comments": "notes", "description": "notes", "constraint type": "constraint",
}  # fmt: skip


@dataclass(frozen=True)
class Refused:
    """A cell that could not be taken: where, what it said, and what would be right."""

    row: int  # from 1, of the pasted ones
    task: str
    column: str
    text: str
    reason: str


@dataclass(frozen=True)
class Filled:
    """How many cells were taken; how many had to be left, as they are computed; and what was refused."""

    taken: int
    left: int
    refused: tuple[Refused, ...]


@dataclass(frozen=True)
class Pasted:
    """What a paste did: tasks it made, tasks it changed, the cells, heads that are no columns, and columns that heads
    named."""

    made: tuple[str, ...]
    changed: tuple[str, ...]
    cells: Filled
    unknown: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def told(plan: Plan | Draft, cell: Refused, *, by_name: bool = False) -> str:
    """`Row 2, Start: 'soon' is not a date. Type one such as 4 May …`; `by_name` tells the task in place of the row."""
    where = quoted(plan.tasks[cell.task].name) if by_name else f"Row {cell.row}"
    return f"{where}, {fields.column_of(plan, cell.column).title}: {cell.reason}"


def heads_of(plan: Plan | Draft, row: Sequence[Cell]) -> list[str] | None:
    """The columns that a first row names, "" for words that are none; None where it is no row of heads."""
    known = {column.title.casefold(): id for id, column in fields.all_columns(plan).items()}
    heads = [{**known, **WORDS}.get(cell.text.strip().casefold(), "") for cell in row]
    found = [head for head in heads if head]
    if "name" in found and len(found) * 2 >= sum(bool(cell.text) for cell in row):
        return heads
    return heads if len(found) >= 2 and len(found) == len(heads) == len(set(heads)) else None


def _owners(
    draft: Draft, first: Sequence[Cell], heads: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> list[str]:
    """The columns of heads, where those of `Owner` are teams only if the plan knows them so; else they are people, who
    are assigned. Other programs mean people by it."""
    teams = {each.name.casefold() for each in draft.resources.values() if each.type == "team"}
    settled = list(heads)
    for place, head in enumerate(heads):
        if first[place].text.strip().casefold() != OWNER or "assigned" in heads:
            continue
        names = {row[place].text.strip().casefold() for row in rows if place < len(row)} - {""}
        if head == "team" and not names <= teams:
            settled[place] = "assigned"
    return settled


def copy(
    plan: Plan,
    schedule: Schedule,
    ids: Sequence[str],
    columns: Sequence[str],
    today: int,
    *,
    levels: bool = True,
) -> list[list[Cell]]:
    """Cells as they would be typed; with `levels`, names are indented as they lie in the outline."""
    least = min((plan.outline.depth[id] for id in ids), default=0)
    return [
        [
            Cell(
                fields.edit_text(plan, schedule, id, column, today),
                level=plan.outline.depth[id] - least if levels and column == "name" else 0,
            )
            for column in columns
        ]
        for id in ids
    ]


def as_text(rows: Sequence[Sequence[Cell]]) -> str:
    """Cells as tab-separated text, each step of indentation as two spaces."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerows(["  " * cell.level + cell.text for cell in row] for row in rows)
    return out.getvalue()


def paste(
    draft: Draft,
    schedule: Schedule,
    rows: Sequence[Sequence[Cell]],
    at: str | None,
    column: str,
    today: int,
    *,
    shown: Sequence[str] | None = None,
    columns: Sequence[str] = PASTED,
    size: tuple[int, int] = (1, 1),
) -> Pasted:
    """Cells onto the tasks from `at` on (None: below the last), from `column` on; what is over makes new tasks.

    `shown` and `columns` are rows and columns as they stand on screen. A first row of known heads tells the
    columns. Cells that fit several times into the selected `size` (rows, columns) fill it. Refuses where no
    cell at all could be taken.
    """
    heads = heads_of(draft, rows[0]) if len(rows) > 1 else None
    unknown: tuple[str, ...] = ()
    if heads is not None:
        unknown = tuple(cell.text for cell, head in zip(rows[0], heads, strict=True) if cell.text and not head)
        columns, rows = _owners(draft, rows[0], heads, rows[1:]), rows[1:]
    else:
        rows = _tiled(rows, max(map(len, rows), default=0), size)
        first = columns.index(column) if column in columns else 0
        columns = columns[first : first + max(map(len, rows), default=0)]
    order = draft.outline.order if shown is None else shown
    place = order.index(at) if at is not None else len(order)
    targets = list(order[place : place + len(rows)])
    over = [row for row in rows[len(targets) :] if any(cell.text for cell in row)]
    levels = _levels(over, columns)
    made = outline.add_block(draft, [(level, outline.blank(draft)) for level in levels])
    if made:
        schedule = compute(draft.plan)
    filled = fill(
        draft, schedule, [*rows[: len(targets)], *over], columns, [*targets, *made], today, named=heads is not None
    )
    if filled.refused and not filled.taken:
        raise Refusal(f"{told(draft, filled.refused[0])} Nothing was changed.")
    named = tuple(filter(None, columns)) if heads is not None else ()
    return Pasted(tuple(made), tuple(targets), filled, unknown, named)


def fill(
    draft: Draft,
    schedule: Schedule,
    rows: Sequence[Sequence[Cell]],
    columns: Sequence[str],
    targets: Sequence[str],
    today: int,
    *,
    named: bool = False,
) -> Filled:
    """Type a block of cells, a row a target; a cell that says what is there already changes nothing.

    `schedule` knows all targets. With `named`, `columns` are those that the rows themselves named, and what is
    computed there is no loss. Refuses where there is none that can be typed into.
    """
    texts = [list(_typed(draft, row, columns)) for row in rows]
    _settle_dates(draft, texts, columns)
    numbers = {cell: id for column in NUMBERS[::-1] for id, cell in _texts(texts, columns, targets, column)}
    starts = dict(_texts(texts, columns, targets, "start"))
    taken, left, reasons, behind = 0, sum(_beyond(row, len(columns)) for row in rows), [], False
    refused: list[Refused] = []
    for column in sorted(filter(None, columns), key=lambda name: LATE.index(name) if name in LATE else -1):
        if named and fields.column_of(draft, column).take is None:
            continue
        if behind and column in LATE and column != "predecessors":
            schedule, behind = compute(draft.plan), False
        wanted = []
        for number, id, cell in _cells(texts, columns.index(column), targets):
            spans = column == "finish" and id in starts
            if not spans and cell == fields.edit_text(draft, schedule, id, column, today):
                taken += 1
            elif reason := fields.refusal(draft, id, column):
                reasons.append(reason)
                left += bool(cell)
            elif cell or column not in ("start", "finish", "duration"):
                wanted.append((number, id, cell))
        found = _take(draft, schedule, column, wanted, numbers, starts, today)
        refused += found
        taken += len(wanted) - len(found)
        behind = behind or bool(wanted)
    if reasons and not taken and not refused:
        raise Refusal(reasons[0])
    return Filled(taken, left, tuple(sorted(refused, key=lambda cell: (cell.row, columns.index(cell.column)))))


def _typed(draft: Draft, row: Sequence[Cell], columns: Sequence[str]) -> Iterator[str]:
    """The texts of a row as they would be typed into its columns."""
    for place, cell in enumerate(row):
        column = columns[place] if place < len(columns) else ""
        yield cell.typed(fields.column_of(draft, column).kind) if column else cell.text


def _settle_dates(draft: Draft, texts: list[list[str]], columns: Sequence[str]) -> None:
    """Where one date of a column can be read in one way only, the others are read in that way too; a column where
    none is so clear is read as the others are, where these agree."""
    places = [place for place, id in enumerate(columns) if id and fields.column_of(draft, id).kind == "date"]
    told = {place: day_first_of([row[place] for row in texts if place < len(row)]) for place in places}
    agreed = set(told.values()) - {None}
    for place in places:
        first = told[place] if told[place] is not None or len(agreed) != 1 else next(iter(agreed))
        for row in texts:
            if place < len(row):
                row[place] = ordered(row[place], first)


def _tiled(rows: Sequence[Sequence[Cell]], width: int, size: tuple[int, int]) -> Sequence[Sequence[Cell]]:
    """Cells repeated to fill the selected ones where they fit a whole number of times, as spreadsheets do."""
    if not rows or not width or size[0] % len(rows) or size[1] % width:
        return rows
    return [[*row] * (size[1] // width) for row in rows] * (size[0] // len(rows))


def _levels(rows: Sequence[Sequence[Cell]], columns: Sequence[str]) -> list[int]:
    """How deep each row lies: by the indentation of its name, else by its level or number where it has one."""

    def cells(column: str) -> list[Cell]:
        place = columns.index(column) if column in columns else len(columns)
        return [row[place] if place < len(row) else Cell() for row in rows]

    indented = [cell.level for cell in cells("name")]
    if any(indented):
        return indented
    told = [int(cell.text) if cell.text.isdigit() else 0 for cell in cells("level")]
    return told if any(told) else [cell.text.strip(".").count(".") for cell in cells("wbs")]


def _beyond(row: Sequence[Cell], width: int) -> int:
    return sum(bool(cell.text) for cell in row[width:])


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
) -> list[Refused]:
    """Type the cells of one column, and answer those that were refused; links and starts are settled once for all
    rows, and one by one only where that is refused.

    `numbers` tells tasks by the numbers that came with the rows, which predecessors in them mean; `starts` are
    the texts of starts by task: a finish beside one tells the duration.
    """
    placed: dict[str, int] = {}
    fresh: dict[str, list[Link]] = {}
    before = {id: draft.links_into.get(id, ()) for _, id, _ in cells} if column == "predecessors" else {}
    refused: list[Refused] = []
    where = {id: (number, cell) for number, id, cell in cells}

    def refuse(id: str, reason: Refusal) -> None:
        refused.append(Refused(where[id][0], id, column, where[id][1], str(reason)))

    for _, id, cell in cells:
        try:
            if column == "start":
                placed[id] = fields.start_of(draft, cell, today)
            elif column == "finish" and id in starts:
                finish = fields.finish_of(draft, cell, today)
                dates.set_length(draft, schedule, id, _start_beside(draft, starts[id], cell, today), finish)
            elif column == "predecessors":
                fresh[id] = links.settle_present(draft, id, parse_predecessors(cell, draft, numbers))
            else:
                fields.set(draft, schedule, id, column, cell, today)
        except Refusal as reason:
            refuse(id, reason)
    try:
        links.add_all(draft, [link for links_ in fresh.values() for link in links_])
    except Refusal:
        _link_one_by_one(draft, fresh, before, refuse)
    try:
        dates.set_starts(draft, schedule, placed)
    except Refusal:
        for id, start in placed.items():
            try:
                dates.set_start(draft, schedule, id, start)
            except Refusal as reason:
                refuse(id, reason)
    return refused


def _start_beside(draft: Draft, start: str, finish: str, today: int) -> int:
    """The start that stands in a row with a finish; Refusal of the finish where it cannot be read."""
    try:
        return fields.start_of(draft, start, today)
    except Refusal:
        raise Refusal(f"'{finish}' ends a task whose start could not be read. Type the start first.") from None


def _link_one_by_one(
    draft: Draft,
    fresh: Mapping[str, Sequence[Link]],
    before: Mapping[str, Iterable[Link]],
    refuse: Callable[[str, Refusal], None],
) -> None:
    """Give each task its predecessors, or those that it had."""
    for wanted in fresh.values():
        for link in wanted:
            if draft.get("link", link.id) is not None:  # what the attempt on all of them left
                links.remove(draft, link.id)
    for id, wanted in fresh.items():
        try:
            links.add_all(draft, wanted)
        except Refusal as reason:
            for link in list(draft.links_into.get(id, ())):
                links.remove(draft, link.id)
            for link in before[id]:
                draft.put(link)
            refuse(id, reason)
