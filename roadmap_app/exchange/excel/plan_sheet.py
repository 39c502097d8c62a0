"""Sheet Plan: the outline as a table, and on its right the timeline.

Timeline cells are empty but for the marks of milestones: bars are conditional formats (`plan_bars.py`) over
the row's own dates. Every figure that can be computed from its neighbours is a formula, where that formula
gives the plan's own figure; else it is the figure itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmap_app.analysis.progress import DONE, IN_PROGRESS, INACTIVE, LATE, NOT_STARTED, STATUSES
from roadmap_app.exchange.excel import facts as f
from roadmap_app.exchange.excel import plan_bars, styles
from roadmap_app.exchange.excel.cells import put_day, put_text, serial
from roadmap_app.exchange.excel.facts import Facts, Row, column_name
from roadmap_app.exchange.excel.styles import Styles
from roadmap_app.model.time import DAY, FIRST_PLANNED, LAST_PLANNED, day_of, to_date

DEEPEST_GROUP = 7  # outline levels that a sheet can have
DEEPEST_INDENT = 15
LONGEST_LIST = 2_000  # rows up to which a column's width looks at every text
# Least and most width of columns that fit their texts.
LIMITS = {f.WBS: (8, 14), f.NAME: (24, 46), f.TEAM: (10, 22), f.OWNER: (10, 22), f.PREDECESSORS: (16, 24)}

# (column, header, width, aligned right)
COLUMNS: tuple[tuple[int, str, float, bool], ...] = (
    (f.WBS, "WBS", 8, False),
    (f.NAME, "Task", 30, False),
    (f.TEAM, "Team", 12, False),
    (f.OWNER, "Owner", 14, False),
    (f.DAYS, "Days", 8.5, True),
    (f.START, "Start", 11, True),
    (f.FINISH, "Finish", 11, True),
    (f.PERCENT, "%", 7.5, True),
    (f.PREDECESSORS, "Predecessors", 15, False),
    (f.SLACK, "Slack", 8.5, True),
    (f.DEADLINE, "Deadline", 11.5, True),
    (f.BASELINE, "Baseline", 11.5, True),
    (f.SLIP, "Slip", 8, True),
    (f.STATUS, "Status", 12.5, False),
    (f.BASELINE_START, "Baseline start", 12, True),
    (f.KIND, "Kind", 10, False),
    (f.CRITICAL, "Critical", 8, True),
    (f.ID, "Id", 20, False),
)
TIMELINE_WIDTH = {"day": 2.9, "week": 3.4, "month": 5.0}
Step = Callable[[], None]


def write(sheet: Any, facts: Facts, style: Styles, *, shown_depth: int | None, step: Step) -> None:
    """The sheet; rows deeper than `shown_depth` are folded away."""
    timeline = facts.timeline
    _set_columns(sheet, facts, style)
    _write_head(sheet, facts, style)
    last_column = f.TIMELINE + timeline.columns - 1
    last_row = f.FIRST_ROW + len(facts.rows) - 1
    for place, row in enumerate(facts.rows):
        _write_row(sheet, facts, style, place, row, shown_depth)
        step()
    sheet.outline_settings(True, False, False, False)
    sheet.freeze_panes(f.FIRST_ROW, f.TEAM)
    sheet.autofilter(f.HEADER_ROWS - 1, 0, last_row, f.STATUS)
    _add_validation(sheet, facts, last_row)
    plan_bars.add_table_rules(sheet, facts, style, last_row)
    plan_bars.add_timeline_rules(sheet, facts, style, last_row)
    sheet.ignore_errors(
        {
            name: f"A{f.FIRST_ROW + 1}:{column_name(last_column)}{last_row + 1}"
            for name in ("number_stored_as_text", "formula_differs", "formula_range", "empty_cell_reference")
        }
    )
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(0, f.HEADER_ROWS - 1)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.fit_to_pages(1, 0)


def _set_columns(sheet: Any, facts: Facts, style: Styles) -> None:
    rows = facts.rows
    used = {
        f.TEAM: any(row.team for row in rows),
        f.OWNER: any(row.owner for row in rows),
        f.PREDECESSORS: any(row.predecessors for row in rows),
        f.DEADLINE: any(row.deadline is not None for row in rows),
        f.BASELINE: any(row.baseline_last is not None for row in rows),
        f.SLIP: any(row.slip is not None for row in rows),
    }
    looked_at = rows[:LONGEST_LIST]
    widths = {
        f.WBS: max((len(row.wbs) for row in looked_at), default=0) + 4,
        f.NAME: max((len(row.name) + 2 * row.depth for row in looked_at), default=0) + 3,
        f.TEAM: max((len(row.team) for row in looked_at), default=0) + 7,
        f.OWNER: max((len(row.owner) for row in looked_at), default=0) + 4,
        f.PREDECESSORS: max((len(row.predecessors) for row in looked_at), default=0) + 3,
    }
    for column, _, width, _ in COLUMNS:
        if column in widths:
            least, most = LIMITS[column]
            width = min(max(widths[column], least), most)
        hidden = column >= f.BASELINE_START or not used.get(column, True)
        sheet.set_column(column, column, width, None, {"hidden": hidden})
    timeline = facts.timeline
    end = f.TIMELINE + timeline.columns
    sheet.set_column(f.TIMELINE, end - 1, TIMELINE_WIDTH[timeline.scale])
    sheet.set_column(end, end, 10, None, {"hidden": True})


def _write_head(sheet: Any, facts: Facts, style: Styles) -> None:
    timeline = facts.timeline
    sheet.set_row(0, 26)
    put_text(sheet, 0, f.WBS, facts.name, style.title(15))
    note = style.note(align="right")
    put_text(sheet, 0, f.DAYS, facts.date_label, note)
    ink = style.tokens.gantt.status_date if facts.has_status_date else style.tokens.gantt.today
    date = style.of(num_format=styles.DATE, bold=True, font_color=ink, align="right")
    put_day(sheet, 0, f.START, facts.status_day, date)
    put_text(
        sheet,
        0,
        f.TIMELINE,
        "Bars are conditional formats on Start, Finish and %: edit a date and the bar moves.",
        style.note(),
    )
    sheet.set_row(1, 17)
    sheet.set_row(2, 19)
    blank = style.header()
    for column, _, _, _ in COLUMNS:
        sheet.write_blank(1, column, None, blank)
    line = {"left": styles.THIN, "left_color": style.tokens.gantt.baseline}
    for first, last, label in timeline.groups():
        upper = style.header(align="left", **line)
        # Too narrow for its text, a group of one column stays without: the next one says it.
        if last > first:
            sheet.merge_range(1, f.TIMELINE + first, 1, f.TIMELINE + last, label, upper)
        else:
            sheet.write_blank(1, f.TIMELINE + first, None, upper)
    right, left = style.header(align="right"), style.header(align="left")
    for column, header, _, is_right in COLUMNS:
        put_text(sheet, 2, column, header, right if is_right else left)
    lower = style.header(
        align="center", font_size=8, bold=False, num_format="mmm" if timeline.scale == "month" else "d"
    )
    for place, day in enumerate(timeline.days):
        put_day(sheet, 2, f.TIMELINE + place, day, lower)


def _write_row(
    sheet: Any, facts: Facts, style: Styles, place: int, row: Row, shown_depth: int | None
) -> None:
    line = f.FIRST_ROW + place
    options: dict[str, Any] = {"level": min(row.depth, DEEPEST_GROUP)}
    if shown_depth is not None:
        options["hidden"] = row.depth > shown_depth
        options["collapsed"] = row.is_summary and row.depth >= shown_depth
    sheet.set_row(line, 16.5, None, options)
    look: dict[str, Any] = {}
    if row.is_summary:
        fill = style.tokens.accent.soft if row.kind == "plan" else style.tokens.surface.sunken
        look = {"bold": True, "bg_color": fill}
    if row.kind == "inactive":
        look = {"font_color": style.tokens.text.disabled, "font_strikeout": True}
    plain = style.cell(**look)
    number = style.cell(align="right", **look)
    quiet = {"font_color": style.tokens.text.tertiary} | look

    def cell(**properties: Any) -> Any:
        return style.cell(**{**look, **properties})

    put_text(sheet, line, f.WBS, row.wbs, style.cell(**quiet))
    put_text(sheet, line, f.NAME, row.name, cell(indent=min(row.depth + 1, DEEPEST_INDENT)))
    put_text(sheet, line, f.TEAM, row.team, cell(num_format='"■ "@'))
    put_text(sheet, line, f.OWNER, row.owner, plain)
    _write_days(sheet, facts, line, place, row, cell)
    date = cell(num_format=styles.DATE, align="right")
    for column, value, function in ((f.START, row.first, "MIN"), (f.FINISH, row.last, "MAX")):
        if _spans_below(facts, place, row, column):
            letter = column_name(column)
            formula = f"={function}({letter}{line + 2}:{letter}{f.FIRST_ROW + row.end + 1})"
            sheet.write_formula(line, column, formula, date, serial(value))
        else:
            put_day(sheet, line, column, value, date)
    sheet.write_number(line, f.PERCENT, row.percent / 100, cell(num_format=styles.PERCENT, align="right"))
    put_text(sheet, line, f.PREDECESSORS, row.predecessors, style.cell(**quiet))
    if row.slack is None:
        sheet.write_blank(line, f.SLACK, None, number)
    else:
        days, form = in_days(row.slack, facts.project.minutes_per_day)
        sheet.write_number(line, f.SLACK, days, cell(num_format=form, align="right"))
    put_day(sheet, line, f.DEADLINE, row.deadline, date)
    put_day(sheet, line, f.BASELINE, row.baseline_last, date)
    _write_slip(sheet, facts, line, place, row, cell)
    if row.status == status_by_formula(facts, row):
        sheet.write_formula(line, f.STATUS, status_formula(facts, place), plain, row.status)
    else:
        put_text(sheet, line, f.STATUS, row.status, plain)
    put_day(sheet, line, f.BASELINE_START, row.baseline_first, date)
    put_text(sheet, line, f.KIND, row.kind, plain)
    sheet.write_number(line, f.CRITICAL, int(row.critical), number)
    put_text(sheet, line, f.ID, row.id, plain)
    if row.kind == "milestone":
        _write_marks(sheet, facts, style, line, place, row)


def _write_days(sheet: Any, facts: Facts, line: int, place: int, row: Row, cell: Callable[..., Any]) -> None:
    if row.kind == "milestone" and not row.minutes:
        sheet.write_blank(line, f.DAYS, None, cell(align="right"))
        return
    if row.elapsed:
        sheet.write_number(line, f.DAYS, row.minutes / DAY, cell(num_format=styles.ELAPSED, align="right"))
        return
    days, form = in_days(row.minutes, facts.project.minutes_per_day)
    style = cell(num_format=form, align="right")
    workdays = facts.workdays
    if workdays.plain and days == workdays.count(row.first, row.last):
        formula = "=" + workdays.formula(facts.cell(f.START, place), facts.cell(f.FINISH, place))
        sheet.write_formula(line, f.DAYS, formula, style, days)
    else:
        sheet.write_number(line, f.DAYS, days, style)


def _write_slip(sheet: Any, facts: Facts, line: int, place: int, row: Row, cell: Callable[..., Any]) -> None:
    if row.slip is None or row.baseline_last is None:
        sheet.write_blank(line, f.SLIP, None, cell(align="right"))
        return
    days, _ = in_days(row.slip, facts.project.minutes_per_day)
    form = styles.SLIP if isinstance(days, int) else styles.PART_SLIP
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
    late = f'OR({finish}{past}{plan_bars.DATE},AND({deadline}<>"",{finish}>{deadline}))'
    return (
        f'=IF({kind}="inactive","{INACTIVE}",IF({percent}>=1,"{DONE}",IF({late},"{LATE}",'
        f'IF({percent}>0,"{IN_PROGRESS}","{NOT_STARTED}"))))'
    )


def _write_marks(sheet: Any, facts: Facts, style: Styles, line: int, place: int, row: Row) -> None:
    """The formulas of a milestone: ◆ where it is, ◇ where its baseline was."""
    mark = style.of(align="center", font_size=9, font_color=style.tokens.gantt.milestone)
    timeline = facts.timeline
    now, before = facts.cell(f.FINISH, place), facts.cell(f.BASELINE, place)
    for column in range(timeline.columns):
        first, after = timeline.days[column], timeline.days[column + 1]
        if first <= row.last < after:
            shown = "◆"
        elif row.baseline_last is not None and first <= row.baseline_last < after:
            shown = "◇"
        else:
            shown = ""
        left = f"{column_name(f.TIMELINE + column)}${f.HEADER_ROWS}"
        right = f"{column_name(f.TIMELINE + column + 1)}${f.HEADER_ROWS}"
        formula = (
            f'=IF(AND({now}>={left},{now}<{right}),"◆",IF(AND({before}>={left},{before}<{right}),"◇",""))'
        )
        sheet.write_formula(line, f.TIMELINE + column, formula, mark, shown)


def _add_validation(sheet: Any, facts: Facts, last_row: int) -> None:
    def over(column: int, options: dict[str, Any]) -> None:
        sheet.data_validation(f.FIRST_ROW, column, last_row, column, options)

    if facts.teams:
        over(
            f.TEAM,
            {
                "validate": "list",
                "source": "=Teams",
                "error_type": "warning",
                "error_title": "Another team",
                "error_message": "The plan has no team of this name. Choose one of the list, or keep yours.",
            },
        )
    over(
        f.STATUS,
        {
            "validate": "list",
            "source": list(STATUSES),
            "error_title": "Status",
            "error_message": "Choose one of the list.",
        },
    )
    for column in (f.START, f.FINISH, f.DEADLINE, f.BASELINE):
        over(
            column,
            {
                "validate": "date",
                "criteria": "between",
                "minimum": to_date(day_of(FIRST_PLANNED)),
                "maximum": to_date(day_of(LAST_PLANNED)),
                "error_title": "Not a date",
                "error_message": "Type a date, such as 2026-11-13.",
            },
        )
    over(
        f.PERCENT,
        {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": 1,
            "error_title": "Percent complete",
            "error_message": "Type a percentage from 0 % to 100 %.",
        },
    )


def in_days(minutes: int, minutes_per_day: int) -> tuple[int | float, str]:
    """Minutes in days, and the number format that shows them."""
    if minutes % minutes_per_day == 0:
        return minutes // minutes_per_day, styles.DAYS
    return minutes / minutes_per_day, styles.PART_DAYS
