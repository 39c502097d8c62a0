"""One row of the sheet Plan.

Every figure that can be computed from its neighbours is a formula, where that formula gives the plan's own
figure; else it is the figure itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from roadmap_app.analysis.progress import DONE, IN_PROGRESS, INACTIVE, LATE, NOT_STARTED
from roadmap_app.exchange.excel import facts as f
from roadmap_app.exchange.excel import styles
from roadmap_app.exchange.excel.cells import column_name, put_day, put_text, serial
from roadmap_app.exchange.excel.facts import Facts, Row
from roadmap_app.exchange.excel.figures import in_units, slip_in_days
from roadmap_app.exchange.excel.styles import Styles

DEEPEST_GROUP = 7  # outline levels that a sheet can have
DEEPEST_INDENT = 15
MARK, BASELINE_MARK = "◆", "◇"

Look = Callable[..., Any]  # properties of a format -> the format


def looks_of(style: Styles) -> dict[str, Look]:
    """How rows of each kind look: what gives a cell's format from what is its own."""
    tokens = style.tokens
    own: dict[str, dict[str, Any]] = {
        "plan": {"bold": True, "bg_color": tokens.accent.soft},
        "summary": {"bold": True, "bg_color": tokens.surface.sunken},
        "inactive": {"font_color": tokens.text.disabled, "font_strikeout": True},
        "milestone": {},
        "task": {},
    }

    def look_of(kind: str) -> Look:
        def look(*, quiet: bool = False, **properties: Any) -> Any:
            ink = {"font_color": tokens.text.tertiary} if quiet else {}
            return style.cell(**{**ink, **properties, **own[kind]})

        return cache(look)

    return {kind: look_of(kind) for kind in own}


def write_row(
    sheet: Any, facts: Facts, looks: dict[str, Look], place: int, row: Row, shown_depth: int | None
) -> None:
    """A row's cells; folded away where it lies deeper than `shown_depth`."""
    line = f.FIRST_ROW + place
    options: dict[str, Any] = {"level": min(row.depth, DEEPEST_GROUP)}
    if shown_depth is not None:
        options["hidden"] = row.depth > shown_depth
        options["collapsed"] = row.is_summary and row.depth >= shown_depth
    sheet.set_row(line, 16.5, None, options)
    cell = looks[row.kind]
    plain, number = cell(), cell(num_format=styles.WHOLE, align="right")
    quiet = cell(quiet=True)
    date = cell(num_format=styles.DATE, align="right")
    unused = facts.unused  # blanks of hidden columns would be a sixth of all cells

    def put_words(column: int, words: str, look: Any) -> None:
        if words or column not in unused:
            put_text(sheet, line, column, words, look)

    def put_date(column: int, day: int | None) -> None:
        if day is not None or column not in unused:
            put_day(sheet, line, column, day, date)

    put_words(f.WBS, row.wbs, quiet)
    put_words(f.NAME, row.name, cell(indent=min(row.depth + 1, DEEPEST_INDENT)))
    put_words(f.TEAM, row.team, cell(num_format='"■ "@'))
    put_words(f.OWNER, row.owner, plain)
    _write_days(sheet, facts, line, place, row, cell)
    for column, value, function in ((f.START, row.first, "MIN"), (f.FINISH, row.last, "MAX")):
        if _spans_below(facts, place, row, column):
            letter = column_name(column)
            formula = f"={function}({letter}{line + 2}:{letter}{f.FIRST_ROW + row.end + 1})"
            sheet.write_formula(line, column, formula, date, serial(value))
        else:
            put_date(column, value)
    sheet.write_number(line, f.PERCENT, row.percent / 100, cell(num_format=styles.PERCENT, align="right"))
    put_words(f.PREDECESSORS, row.predecessors, quiet)
    if row.slack is None:
        sheet.write_blank(line, f.SLACK, None, number)
    else:
        days, form = in_units(row.slack, facts, row)
        sheet.write_number(line, f.SLACK, days, cell(num_format=form, align="right"))
    put_date(f.DEADLINE, row.deadline)
    put_date(f.BASELINE, row.baseline_last)
    if f.SLIP not in unused:
        _write_slip(sheet, facts, line, place, row, cell)
    if row.status == status_by_formula(facts, row):
        sheet.write_formula(line, f.STATUS, status_formula(facts, place), plain, row.status)
    else:
        put_words(f.STATUS, row.status, plain)
    put_date(f.BASELINE_START, row.baseline_first)
    put_words(f.KIND, row.kind, plain)
    sheet.write_number(line, f.CRITICAL, int(row.critical), number)
    put_words(f.ID, row.id, plain)
    if row.kind == "milestone":
        _write_marks(sheet, facts, cell, line, place, row)


def _write_days(sheet: Any, facts: Facts, line: int, place: int, row: Row, cell: Look) -> None:
    if row.kind == "milestone" and not row.minutes:
        sheet.write_blank(line, f.DAYS, None, cell(align="right"))
        return
    days, form = in_units(row.minutes, facts, row)
    style = cell(num_format=form, align="right")
    workdays = facts.workdays
    if workdays.plain and not row.elapsed and days == workdays.count(row.first, row.last):
        formula = "=" + workdays.formula(facts.cell(f.START, place), facts.cell(f.FINISH, place))
        sheet.write_formula(line, f.DAYS, formula, style, days)
    else:
        sheet.write_number(line, f.DAYS, days, style)


def _write_slip(sheet: Any, facts: Facts, line: int, place: int, row: Row, cell: Look) -> None:
    if row.slip is None or row.baseline_last is None:
        sheet.write_blank(line, f.SLIP, None, cell(align="right"))
        return
    days, form = slip_in_days(row.slip, facts.project.minutes_per_day)
    style = cell(num_format=form, align="right")
    counted = facts.workdays.count(row.baseline_last, row.last)
    counted += -1 if row.last >= row.baseline_last else 1
    if facts.workdays.plain and days == counted:
        before, now = facts.cell(f.BASELINE, place), facts.cell(f.FINISH, place)
        count = facts.workdays.formula(before, now)
        sheet.write_formula(line, f.SLIP, f"={count}-IF({now}>={before},1,-1)", style, days)
    else:
        sheet.write_number(line, f.SLIP, days, style)


def _spans_below(facts: Facts, place: int, row: Row, column: int) -> bool:
    """Whether a summary's date is the first (or last) of the rows below it."""
    if not row.is_summary or row.end == place:
        return False
    below = facts.rows[place + 1 : row.end + 1]
    if column == f.START:
        return row.first == min(other.first for other in below)
    return row.last == max(other.last for other in below)


def status_by_formula(facts: Facts, row: Row) -> str:
    """What `status_formula` gives for a row."""
    due = row.last <= facts.status_day if facts.has_status_date else row.last < facts.status_day
    if row.kind == "inactive":
        return INACTIVE
    if row.percent >= 100:
        return DONE
    if due or (row.deadline is not None and row.last > row.deadline):
        return LATE
    return IN_PROGRESS if row.percent else NOT_STARTED


def status_formula(facts: Facts, place: int) -> str:
    """A row's status from its own dates, percentage and deadline, and the date at the top of the sheet."""
    percent, finish = facts.cell(f.PERCENT, place), facts.cell(f.FINISH, place)
    deadline, kind = facts.cell(f.DEADLINE, place), facts.cell(f.KIND, place)
    past = "<=" if facts.has_status_date else "<"
    late = f'OR({finish}{past}{f.DATE},AND({deadline}<>"",{finish}>{deadline}))'
    return (
        f'=IF({kind}="inactive","{INACTIVE}",IF({percent}>=1,"{DONE}",IF({late},"{LATE}",'
        f'IF({percent}>0,"{IN_PROGRESS}","{NOT_STARTED}"))))'
    )


def _write_marks(sheet: Any, facts: Facts, cell: Look, line: int, place: int, row: Row) -> None:
    """One formula along the timeline of a milestone: ◆ where it is, ◇ where its baseline was."""
    timeline = facts.timeline
    values = [""] * timeline.columns
    was = None if row.baseline_last is None else timeline.place(row.baseline_last)
    for mark, column in ((BASELINE_MARK, was), (MARK, timeline.place(row.last))):
        if column is not None:
            values[column] = mark
    now, before = facts.cell(f.FINISH, place), facts.cell(f.BASELINE, place)
    left, right = (f"{column_name(column)}${f.HEADER_ROWS}" for column in (f.TIMELINE, f.TIMELINE + 1))
    formula = (
        f'IF(AND({now}>={left},{now}<{right}),"{MARK}",'
        f'IF(AND({before}>={left},{before}<{right}),"{BASELINE_MARK}",""))'
    )
    sheet.write_run(line, f.TIMELINE, formula, values, cell(align="center", font_size=9, border=0))
