"""Sheet Plan: the outline as a table, and on its right the timeline.

Rows are written by `plan_rows.py`. Timeline cells are empty but for the marks of milestones: bars are
conditional formats (`plan_bars.py`) over the row's own dates.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmap_app.analysis.progress import STATUSES
from roadmap_app.exchange.excel import facts as f
from roadmap_app.exchange.excel import plan_bars, plan_rows, styles
from roadmap_app.exchange.excel.cells import column_name, put_day, put_text
from roadmap_app.exchange.excel.facts import Facts
from roadmap_app.exchange.excel.styles import Styles
from roadmap_app.model.time import FIRST_PLANNED, LAST_PLANNED, day_of, to_date

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
DATES = (f.START, f.FINISH, f.DEADLINE, f.BASELINE)
TIMELINE_WIDTH = {"day": 2.9, "week": 3.4, "month": 5.0}
KINDS = ("task", "milestone", "summary", "plan", "inactive")
# Short enough for the columns beside the date, where the timeline is narrow.
NOTE = "Bars follow Start, Finish and %: type a date, and the bar moves."
Step = Callable[[], None]


def write(sheet: Any, facts: Facts, style: Styles, *, shown_depth: int | None, step: Step) -> None:
    """The sheet; rows deeper than `shown_depth` are folded away."""
    timeline = facts.timeline
    _set_columns(sheet, facts, style)
    _write_head(sheet, facts, style)
    last_column = f.TIMELINE + timeline.columns - 1
    last_row = f.FIRST_ROW + len(facts.rows) - 1
    looks = plan_rows.looks_of(style)
    for place, row in enumerate(facts.rows):
        plan_rows.write_row(sheet, facts, looks, place, row, shown_depth)
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


def _widths(facts: Facts) -> dict[int, float]:
    """The width of each visible column before the timeline; texts have room while they are not too long."""
    looked_at = facts.rows[:LONGEST_LIST]
    needed = {
        f.WBS: max((len(row.wbs) for row in looked_at), default=0) + 4,
        f.NAME: max((len(row.name) + 2 * row.depth for row in looked_at), default=0) + 3,
        f.TEAM: max((len(row.team) for row in looked_at), default=0) + 7,
        f.OWNER: max((len(row.owner) for row in looked_at), default=0) + 4,
        f.PREDECESSORS: max((len(row.predecessors) for row in looked_at), default=0) + 3,
    }
    return {
        column: min(max(needed[column], LIMITS[column][0]), LIMITS[column][1]) if column in needed else width
        for column, _, width, _ in COLUMNS
        if column not in facts.unused
    }


def _title_size(facts: Facts) -> int:
    """The size at which the plan's name ends before the date."""
    room = sum(width for column, width in _widths(facts).items() if column < f.DAYS)
    return next((size for size in (15, 13, 11) if len(facts.name) * size / 9 < room), 10)


def _set_columns(sheet: Any, facts: Facts, style: Styles) -> None:
    widths = _widths(facts)
    date = style.cell(num_format=styles.DATE, align="right")
    for column, _, usual, _ in COLUMNS:
        width = widths.get(column, usual)
        hidden = column >= f.BASELINE_START or column in facts.unused
        # For what someone types into a column that is empty so far.
        look = date if column in facts.unused and column in DATES else None
        sheet.set_column(column, column, width, look, {"hidden": hidden})
    timeline = facts.timeline
    end = f.TIMELINE + timeline.columns
    sheet.set_column(f.TIMELINE, end - 1, TIMELINE_WIDTH[timeline.scale])
    sheet.set_column(end, end, 10, None, {"hidden": True})


def _write_head(sheet: Any, facts: Facts, style: Styles) -> None:
    timeline = facts.timeline
    sheet.set_row(0, 26)
    put_text(sheet, 0, f.WBS, facts.name, style.title(_title_size(facts)))
    note = style.note(align="right")
    put_text(sheet, 0, f.DAYS, facts.date_label, note)
    ink = style.tokens.gantt.status_date if facts.has_status_date else style.tokens.gantt.today
    date = style.of(num_format=styles.DATE, bold=True, font_color=ink, align="right")
    put_day(sheet, 0, f.START, facts.status_day, date)
    put_text(sheet, 0, f.PERCENT, NOTE, style.note(indent=1))
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


def _add_validation(sheet: Any, facts: Facts, last_row: int) -> None:
    def over(column: int, options: dict[str, Any]) -> None:
        sheet.data_validation(f.FIRST_ROW, column, last_row, column, options)

    def list_of(column: int, source: Any, title: str, message: str, **other: Any) -> None:
        words = {"error_title": title, "error_message": message}
        over(column, {"validate": "list", "source": source, **words, **other})

    for column, resources, name, what in (
        (f.TEAM, facts.teams, "Teams", "team"),
        (f.OWNER, facts.owners, "Owners", "owner"),
    ):
        if resources:
            message = f"The plan has no {what} of this name. Choose one of the list, or keep yours."
            list_of(column, f"={name}", f"Another {what}", message, error_type="warning")
    list_of(f.STATUS, list(STATUSES), "Status", "Choose one of the list.")
    list_of(f.KIND, list(KINDS), "Kind", "Choose one of the list.")
    for column in DATES:
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
