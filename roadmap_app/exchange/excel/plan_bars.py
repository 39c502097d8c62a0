"""The conditional formats of the Plan sheet: bars, lines and shading, and what stands out in the table.

Spreadsheets differ: Excel lays all rules that hold over one another, LibreOffice takes the first alone.
So bars come first, then what is drawn beside bars, and each rule has a twin that draws the line too where
the status date (or today) stands.
"""

from __future__ import annotations

from typing import Any

from roadmap_app.analysis import progress
from roadmap_app.exchange.excel import facts as f
from roadmap_app.exchange.excel import plan_rows, styles
from roadmap_app.exchange.excel.cells import column_name, literal
from roadmap_app.exchange.excel.facts import Facts
from roadmap_app.exchange.excel.styles import Styles

MOST_TEAM_RULES = 64


def add_timeline_rules(sheet: Any, facts: Facts, style: Styles, last_row: int) -> None:
    """Bars, the line of the day, baseline, shading and the grid."""
    end = f.TIMELINE + facts.timeline.columns - 1
    head = f.HEADER_ROWS - 1
    left = f"{column_name(f.TIMELINE)}${f.HEADER_ROWS}"
    right = f"{column_name(f.TIMELINE + 1)}${f.HEADER_ROWS}"
    # The line stands on the edge next to the date: to the end of a status date, to the start of today.
    moment = f"{f.DATE}+1" if facts.has_status_date else f.DATE
    here = f"{moment}>={left}-({right}-{left})/2,{moment}<{left}+({right}-{left})/2"
    colour = _line_colour(facts, style)
    holds = f"{f.DATE}>={left},{f.DATE}<{right}"
    line = {"left": styles.DASHED, "left_color": colour}

    def add(first: int, last: int, condition: str, look: dict[str, Any]) -> None:
        rule = {"type": "formula", "criteria": f"=AND({condition})", "format": style.rule(**look)}
        sheet.conditional_format(first, f.TIMELINE, last, end, rule)

    for condition, look in _rules(facts, style, left, right):
        add(f.FIRST_ROW, last_row, f"{condition},{here}", {**look, **line})
        add(f.FIRST_ROW, last_row, condition, look)
    marked = {"bg_color": colour, "font_color": style.tokens.text.on_accent, "bold": True}
    add(head, head, holds, marked)


def _line_colour(facts: Facts, style: Styles) -> str:
    return style.tokens.gantt.status_date if facts.has_status_date else style.tokens.gantt.today


def _rules(facts: Facts, style: Styles, left: str, right: str) -> list[tuple[str, dict[str, Any]]]:
    """(condition, look) of a timeline cell, the first that shows most."""
    gantt, tokens = style.tokens.gantt, style.tokens
    row = f.FIRST_ROW + 1
    start, finish, percent, kind, critical, before, after = (
        f"${column_name(column)}{row}"
        for column in (f.START, f.FINISH, f.PERCENT, f.KIND, f.CRITICAL, f.BASELINE_START, f.BASELINE)
    )
    inside = f"{start}<{right},{finish}>={left}"
    # The middle of what a bar covers of the column lies before the end of the work done.
    middle = f"(MAX({left},{start})+MIN({right},{finish}+1))/2"
    done = f"{middle}<{start}+{percent}*({finish}+1-{start})"
    is_task = f'{kind}="task"'
    cell = f"{column_name(f.TIMELINE)}{row}"
    is_mark = f'{cell}="{plan_rows.MARK}"'
    edge = {"top": styles.THIN, "top_color": tokens.surface.panel}
    below = {"bottom": styles.THIN, "bottom_color": tokens.line.grid}
    grid = {"left": styles.THIN, "left_color": tokens.line.grid, **below}
    bars = (
        (f'OR({kind}="summary",{kind}="plan"),{inside}', tokens.text.tertiary),
        (f"{is_task},{percent}>=1,{inside}", gantt.done_progress),
        (f"{is_task},{critical}=1,{inside},{done}", gantt.critical),
        (f"{is_task},{critical}=1,{inside}", gantt.critical_bar),
        (f"{is_task},{inside},{done}", gantt.progress),
        (f"{is_task},{inside}", gantt.bar),
        (f'{kind}="inactive",{inside}', gantt.done_bar),
    )
    rules: list[tuple[str, dict[str, Any]]] = [
        (condition, {"bg_color": fill, **edge}) for condition, fill in bars
    ]
    rules.append((f"{is_mark},{percent}>=1", {"font_color": gantt.done_progress, **grid}))
    rules.append((f"{is_mark},{critical}=1", {"font_color": gantt.critical, **grid}))
    rules.append((f'{cell}="{plan_rows.BASELINE_MARK}"', {"font_color": gantt.baseline, **grid}))
    if any(other.baseline_first is not None for other in facts.rows):
        baseline = {"bottom": styles.THIN, "bottom_color": gantt.baseline}
        rules.append((f"{is_task},{before}<{right},{after}>={left}", baseline))
    workdays = facts.workdays
    if facts.timeline.scale == "day":
        weekend = f"{workdays.weekend_formula(left, f'{right}-1')}=0"
        rules.append((weekend, {"bg_color": gantt.weekend, **below}))
    if workdays.holidays:
        holiday = f"{workdays.formula(left, f'{right}-1')}=0"
        rules.append((holiday, {"bg_color": gantt.holiday, **below}))
    rules.append((f'{kind}="plan"', {"bg_color": tokens.accent.soft}))
    rules.append((f'{kind}="summary"', {"bg_color": tokens.surface.sunken}))
    rules.append(("TRUE", grid))
    return rules


def add_table_rules(sheet: Any, facts: Facts, style: Styles, last_row: int) -> None:
    """Late and early figures, status and team colours in the table."""
    state, row = style.tokens.state, f.FIRST_ROW + 1
    finish, deadline = f"${column_name(f.FINISH)}{row}", f"${column_name(f.DEADLINE)}{row}"
    percent = f"${column_name(f.PERCENT)}{row}"

    def add(column: int, rule: dict[str, Any], **look: Any) -> None:
        sheet.conditional_format(
            f.FIRST_ROW, column, last_row, column, {**rule, "format": style.rule(**look)}
        )

    def value(criteria: str, number: int) -> dict[str, Any]:
        return {"type": "cell", "criteria": criteria, "value": number}

    late = {"font_color": state.late, "bold": True}
    if any(other.deadline is not None for other in facts.rows):
        missed = f'=AND({deadline}<>"",{finish}>{deadline},{percent}<1)'
        add(f.FINISH, {"type": "formula", "criteria": missed}, **late)
    slip, slack = f"{column_name(f.SLIP)}{row}", f"{column_name(f.SLACK)}{row}"
    add(f.SLIP, {"type": "formula", "criteria": f'=AND({slip}<>"",{slip}>0)'}, **late)
    add(f.SLIP, value("<", 0), font_color=state.ok, bold=True)
    on_time = {"type": "formula", "criteria": f'=AND({slip}<>"",{slip}=0)'}
    add(f.SLIP, on_time, font_color=style.tokens.text.tertiary)
    add(f.SLACK, value("<", 0), **late)
    blank = f'=AND({slack}<>"",${column_name(f.CRITICAL)}{row}=1)'
    add(f.SLACK, {"type": "formula", "criteria": blank}, font_color=style.tokens.gantt.critical_text)
    for text, colour in ((progress.LATE, state.late), (progress.DONE, state.ok)):
        add(f.STATUS, {"type": "cell", "criteria": "==", "value": f'"{text}"'}, font_color=colour)
    add(
        f.STATUS,
        {"type": "cell", "criteria": "==", "value": f'"{progress.NOT_STARTED}"'},
        font_color=style.tokens.text.tertiary,
    )
    team = f"${column_name(f.TEAM)}{row}"
    for resource in facts.teams[:MOST_TEAM_RULES]:
        name = facts.resource(resource.id)
        if len(name) < 200:
            colour = style.tokens.team(resource.colour).text
            add(f.TEAM, {"type": "formula", "criteria": f"={team}={literal(name)}"}, font_color=colour)
