"""Sheet Milestones: dates, slip, deadline and state of each, looked up on the sheet Plan, and a chart."""

from __future__ import annotations

from typing import Any

from roadmap_app.analysis import progress
from roadmap_app.analysis.progress import ABSORBED, AT_RISK, DONE, LATE, ON_TRACK
from roadmap_app.exchange.excel import facts as f
from roadmap_app.exchange.excel import styles
from roadmap_app.exchange.excel.cells import column_name, put_text, serial
from roadmap_app.exchange.excel.facts import Facts, Row
from roadmap_app.exchange.excel.figures import in_units, slip_in_days
from roadmap_app.exchange.excel.styles import Styles

HEAD = 2  # the header's row
FIRST = HEAD + 1
NUMBER, WBS, NAME, TEAM, BASELINE, NOW, SLIP, DEADLINE, MARGIN, SLACK, PERCENT, STATE = range(12)
HEADERS = (
    ("#", 4, "right"), ("WBS", 8, "left"), ("Milestone", 34, "left"), ("Team", 13, "left"),
    ("Baseline", 11.5, "right"), ("Now", 11.5, "right"), ("Slip", 8, "right"), ("Deadline", 11.5, "right"),
    ("Margin", 9, "right"), ("Slack", 9, "right"), ("%", 8, "right"), ("State", 12, "left"),
)  # fmt: skip
MOST_CHARTED = 40
NOTE_FIXED = "Dates follow the sheet Plan; states that a formula cannot tell are as of the export."
LONGEST_LABEL = 60


def write(book: Any, sheet: Any, facts: Facts, style: Styles) -> None:
    """The table by date, and the chart below it."""
    rows = facts.milestones
    sheet.hide_gridlines(2)
    sheet.set_row(0, 26)
    put_text(sheet, 0, 0, "Milestones", style.title(15))
    live = all(_state_by_formula(facts, row) == state_of(facts, row) for row in rows)
    note = "Dates and states follow the sheet Plan." if live else NOTE_FIXED
    put_text(sheet, 1, 0, note, style.note())
    unused = _unused(rows)
    for column, (header, width, align) in enumerate(HEADERS):
        sheet.set_column(column, column, width, None, {"hidden": column in unused})
        put_text(sheet, HEAD, column, header, style.header(align=align))
    sheet.set_row(HEAD, 19)
    for place, row in enumerate(rows):
        _write_row(sheet, facts, style, FIRST + place, place + 1, row)
    last = FIRST + len(rows) - 1
    add_state_rules(sheet, style, FIRST, last, STATE)
    add_slip_rules(sheet, style, FIRST, last, SLIP)
    add_slip_rules(sheet, style, FIRST, last, MARGIN, later_is_bad=False)
    sheet.freeze_panes(FIRST, TEAM)
    sheet.autofilter(HEAD, 0, last, STATE)
    sheet.ignore_errors(
        {"number_stored_as_text": f"A{FIRST + 1}:L{last + 1}", "formula_differs": f"A{FIRST + 1}:L{last + 1}"}
    )
    chart = _chart(book, style, rows, _charted(rows))
    sheet.insert_chart(last + 2, 0, chart, {"object_position": 2})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(HEAD)
    sheet.fit_to_pages(1, 0)


def _unused(rows: tuple[Row, ...]) -> set[int]:
    """Columns that no milestone has anything in."""
    found = set()
    if all(row.baseline_last is None for row in rows):
        found |= {BASELINE, SLIP}
    if all(row.deadline is None for row in rows):
        found |= {DEADLINE, MARGIN}
    if not any(row.team for row in rows):
        found.add(TEAM)
    return found


def _write_row(sheet: Any, facts: Facts, style: Styles, line: int, number: int, row: Row) -> None:
    key = row is facts.key_milestone
    look: dict[str, Any] = {"bold": True} if key else {}
    quiet = style.cell(font_color=style.tokens.text.tertiary, align="right", num_format=styles.WHOLE)
    date = style.cell(num_format=styles.DATE, align="right", **look)
    sheet.set_row(line, 16.5)
    sheet.write_number(line, NUMBER, number, quiet)
    put_text(sheet, line, WBS, row.wbs, style.cell(font_color=style.tokens.text.tertiary))
    sheet.write_formula(line, NAME, "=" + facts.lookup_text(f.NAME, row), style.cell(**look), row.name)
    if row.team:
        sheet.write_formula(line, TEAM, "=" + facts.lookup_text(f.TEAM, row), style.cell(), row.team)
    else:
        sheet.write_blank(line, TEAM, None, style.cell())
    put_lookup_day(sheet, line, BASELINE, facts, f.BASELINE, row, row.baseline_last, date)
    put_lookup_day(sheet, line, NOW, facts, f.FINISH, row, row.last, date)
    put_slip(sheet, line, SLIP, facts, style, row)
    put_lookup_day(sheet, line, DEADLINE, facts, f.DEADLINE, row, row.deadline, date)
    _put_margin(sheet, line, facts, style, row)
    if row.slack is None:
        sheet.write_blank(line, SLACK, None, style.cell())
    else:
        days, form = in_units(row.slack, facts, row)
        slack = style.cell(num_format=form, align="right")
        sheet.write_formula(line, SLACK, "=" + facts.lookup(f.SLACK, row), slack, days)
    percent = style.cell(num_format=styles.PERCENT, align="right")
    sheet.write_formula(line, PERCENT, "=" + facts.lookup(f.PERCENT, row), percent, row.percent / 100)
    percent, now, slack, slip, deadline = (
        f"${column_name(column)}{line + 1}" for column in (PERCENT, NOW, SLACK, SLIP, DEADLINE)
    )
    formula = state_formula(facts, row, percent=percent, now=now, slack=slack, slip=slip, deadline=deadline)
    put_state(sheet, line, STATE, facts, style, row, formula)


def put_lookup_day(
    sheet: Any, line: int, column: int, facts: Facts, source: int, row: Row, day: int | None, style: Any
) -> None:
    """A date of a row, looked up on the sheet Plan; blank where there is none."""
    if day is None:
        sheet.write_blank(line, column, None, style)
    else:
        sheet.write_formula(line, column, "=" + facts.lookup(source, row), style, serial(day))


def put_slip(sheet: Any, line: int, column: int, facts: Facts, style: Styles, row: Row) -> None:
    """The slip of a row, looked up on the sheet Plan."""
    if row.slip is None or row.baseline_last is None:
        sheet.write_blank(line, column, None, style.cell())
        return
    days, form = slip_in_days(row.slip, facts.project.minutes_per_day)
    cell = style.cell(num_format=form, align="right")
    sheet.write_formula(line, column, "=" + facts.lookup(f.SLIP, row), cell, days)


def _put_margin(sheet: Any, line: int, facts: Facts, style: Styles, row: Row) -> None:
    """Working days from now to the deadline; negative where it is missed."""
    cell = style.cell(num_format=styles.SLIP, align="right")
    if row.deadline is None:
        sheet.write_blank(line, MARGIN, None, cell)
        return
    days = facts.workdays.count(row.last, row.deadline) - (1 if row.deadline >= row.last else -1)
    now, deadline = f"{column_name(NOW)}{line + 1}", f"{column_name(DEADLINE)}{line + 1}"
    if facts.workdays.plain:
        count = facts.workdays.formula(now, deadline)
        sheet.write_formula(line, MARGIN, f"={count}-IF({deadline}>={now},1,-1)", cell, days)
    else:
        sheet.write_number(line, MARGIN, days, cell)


def state_of(facts: Facts, row: Row) -> str:
    """The state of a milestone in one word or two."""
    return progress.milestone_state(facts.plan, facts.schedule, facts.variance, row.id, facts.at)


def put_state(
    sheet: Any, line: int, column: int, facts: Facts, style: Styles, row: Row, formula: str
) -> None:
    """A milestone's state: the formula where it tells the same as the plan, else the word."""
    state, look = state_of(facts, row), style.cell(bold=True)
    if _state_by_formula(facts, row) == state:
        sheet.write_formula(line, column, formula, look, state)
    else:
        put_text(sheet, line, column, state, look)


def state_formula(
    facts: Facts, row: Row, *, percent: str, now: str, slack: str, slip: str, deadline: str
) -> str:
    """A milestone's state from cells (or expressions) of its figures and the date on the sheet Plan."""
    late = f"{now}{'<=' if facts.has_status_date else '<'}Plan!{f.DATE}"
    if row.deadline is not None:
        late = f"OR({late},{now}>{deadline})"
    state = f'"{ON_TRACK}"'
    if row.slip is not None:
        spent = facts.project.critical_slack / facts.project.minutes_per_day
        state = f'IF({slip}>0,IF({slack}<={spent:g},"{AT_RISK}","{ABSORBED}"),{state})'
    return f'=IF({percent}>=1,"{DONE}",IF({late},"{LATE}",IF({slack}<0,"{AT_RISK}",{state})))'


def _state_by_formula(facts: Facts, row: Row) -> str:
    """What `state_formula` gives for a row."""
    due = row.last <= facts.status_day if facts.has_status_date else row.last < facts.status_day
    slack = row.slack or 0
    if row.percent >= 100:
        return DONE
    if due or (row.deadline is not None and row.last > row.deadline):
        return LATE
    if slack < 0:
        return AT_RISK
    if (row.slip or 0) > 0:
        return AT_RISK if slack <= facts.project.critical_slack else ABSORBED
    return ON_TRACK


def add_state_rules(sheet: Any, style: Styles, first: int, last: int, column: int) -> None:
    """The colours of states."""
    state = style.tokens.state
    for text, ink, fill in (
        (DONE, state.ok, state.ok_soft),
        (ON_TRACK, state.ok, state.ok_soft),
        (ABSORBED, state.warn, state.warn_soft),
        (AT_RISK, state.late, state.late_soft),
        (LATE, state.late, state.late_soft),
    ):
        rule = {"type": "cell", "criteria": "==", "value": f'"{text}"'}
        look = style.rule(font_color=ink, bg_color=fill)
        sheet.conditional_format(first, column, last, column, {**rule, "format": look})


def add_slip_rules(
    sheet: Any, style: Styles, first: int, last: int, column: int, *, later_is_bad: bool = True
) -> None:
    """Late figures in crimson, early ones in green."""
    state = style.tokens.state
    bad, good = (">", "<") if later_is_bad else ("<", ">")
    cell = f"{column_name(column)}{first + 1}"
    for sign, ink, strong in ((bad, state.late, True), (good, state.ok, False)):
        rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{cell}{sign}0)"}
        look = style.rule(font_color=ink, bold=True) if strong else style.rule(font_color=ink)
        sheet.conditional_format(first, column, last, column, {**rule, "format": look})


def _charted(rows: tuple[Row, ...]) -> tuple[int, int]:
    """The first and the last place of rows in the chart: all while they fit, else what comes next."""
    ahead = next((place for place, row in enumerate(rows) if row.percent < 100), 0)
    first = max(0, min(ahead, len(rows) - MOST_CHARTED))
    return first, min(first + MOST_CHARTED, len(rows)) - 1


def _rightmost(row: Row) -> int:
    """The column of the mark that stands farthest right: the name stands beside it, clear of the others."""
    marks = ((NOW, row.last), (DEADLINE, row.deadline), (BASELINE, row.baseline_last))
    return max(((column, day) for column, day in marks if day is not None), key=lambda mark: mark[1])[0]


def _label(row: Row) -> dict[str, Any]:
    # A leading space keeps a name such as =1+1 a text: XlsxWriter takes it for a formula.
    return {"value": f" {row.name[:LONGEST_LABEL]}"}


def _chart(book: Any, style: Styles, listed: tuple[Row, ...], charted: tuple[int, int]) -> Any:
    """Diamonds over time, one line a milestone: now (dark), baseline (grey), deadline (crimson)."""
    tokens = style.tokens
    chart = book.add_chart({"type": "scatter"})
    first, last = charted
    rows = listed[first : last + 1]
    title = "Milestones over time"
    if len(rows) < len(listed):
        title += f": numbers {first + 1} to {last + 1} of {len(listed):,}"

    def dates(column: int) -> list[Any]:
        return ["Milestones", FIRST + first, column, FIRST + last, column]

    def marker(kind: str, size: int, fill: str, line: str) -> dict[str, Any]:
        return {"type": kind, "size": size, "fill": {"color": fill}, "border": {"color": line, "width": 1.25}}

    series = []
    if any(row.baseline_last is not None for row in rows):
        series.append(
            ("Baseline", BASELINE, marker("diamond", 8, tokens.gantt.baseline, tokens.gantt.baseline))
        )
    if any(row.deadline is not None for row in rows):
        series.append(("Deadline", DEADLINE, marker("square", 5, tokens.state.late, tokens.state.late)))
    series.append(("Now", NOW, marker("diamond", 10, tokens.gantt.milestone, tokens.gantt.milestone)))
    font = {"name": styles.FONT, "size": 9, "color": tokens.text.secondary}
    for name, column, mark in series:
        options: dict[str, Any] = {
            "name": name,
            "categories": dates(column),
            "values": dates(NUMBER),
            "marker": mark,
            "line": {"none": True},
        }
        labels = [_label(row) if _rightmost(row) == column else {"delete": True} for row in rows]
        if any("value" in label for label in labels):
            options["data_labels"] = {
                "custom": labels,
                "value": True,
                "position": "right",
                "font": {**font, "color": tokens.text.primary},
            }
        chart.add_series(options)
    shown = [day for row in rows for day in (row.last, row.baseline_last, row.deadline) if day is not None]
    span = max(max(shown) - min(shown), 10)
    chart.set_x_axis(
        {
            "num_format": "d mmm" if span < 500 else "mmm yy",
            "min": serial(min(shown) - span // 8 - 1),
            "max": serial(max(shown) + span // 3 + 1),  # room for the names
            "num_font": font,
            "major_gridlines": {"visible": True, "line": {"color": tokens.line.grid}},
            "line": {"color": tokens.line.border},
            "label_position": "high",
        }
    )
    chart.set_y_axis(
        {
            "reverse": True,
            "min": first,
            "max": last + 2,
            "major_unit": 1,
            "num_font": font,
            "label_position": "none",
            "major_gridlines": {"visible": True, "line": {"color": tokens.line.grid}},
            "line": {"none": True},
            "major_tick_mark": "none",
        }
    )
    chart.set_title({"name": title, "name_font": {**font, "size": 11, "bold": True}})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_chartarea({"border": {"color": tokens.line.border}})
    chart.set_size({"width": 1010, "height": 140 + 24 * len(rows)})
    return chart
