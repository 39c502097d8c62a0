"""Sheet Summary: one landscape page that opens first. Every figure is looked up on the other sheets."""

from __future__ import annotations

from typing import Any

from roadmap_app.analysis import progress
from roadmap_app.exchange.excel import facts as f
from roadmap_app.exchange.excel import milestones_sheet as shared
from roadmap_app.exchange.excel import styles
from roadmap_app.exchange.excel.cells import cleaned, column_name, put_text
from roadmap_app.exchange.excel.facts import Facts, Row
from roadmap_app.exchange.excel.figures import in_days, slip_in_days
from roadmap_app.exchange.excel.styles import Styles
from roadmap_app.model.records import Risk
from roadmap_app.model.text import long_date, plural
from roadmap_app.model.time import DAY, day_of, to_date

LABEL, VALUE = 1, 2
NAME, BASELINE, NOW, SLIP, DEADLINE, STATE = range(4, 10)
RISK, TEAM, CHANCE, IMPACT, DELAY = range(11, 16)
WIDTHS = (2, 24, 15, 3, 32, 11.5, 11.5, 9, 11.5, 12, 3, 34, 13, 9, 10, 15)
HEAD = 2
MOST_MILESTONES, MOST_RISKS, MOST_STREAMS = 9, 9, 12


def write(book: Any, sheet: Any, facts: Facts, style: Styles) -> None:
    """Status, milestones, risks, and progress by workstream with its chart."""
    sheet.hide_gridlines(2)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 28)
    sheet.set_row(HEAD, 19)
    put_text(sheet, 0, LABEL, facts.name, style.title(16))
    year = to_date(facts.status_day).year
    as_of = f"Status on {long_date(facts.status_day * DAY)} {year}"
    put_text(sheet, 1, LABEL, as_of, style.of(font_color=style.tokens.text.secondary))
    for line in range(HEAD + 1, HEAD + 40):
        sheet.set_row(line, 18)
    _write_status(sheet, facts, style)
    middle = right = HEAD - 1  # the last line taken in the columns of milestones, and of risks
    if milestones := _chosen(facts):
        middle = _write_milestones(sheet, facts, style, milestones)
    if risks := open_risks(facts)[:MOST_RISKS]:
        right = _write_risks(sheet, facts, style, risks)
    streams = workstreams(facts)
    if streams:
        _write_progress(book, sheet, facts, style, streams, middle + 2, right + 2)
    sheet.ignore_errors({"formula_differs": "A1:P60", "number_stored_as_text": "A1:P60"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 1)


def _write_status(sheet: Any, facts: Facts, style: Styles) -> None:
    """The card of figures."""
    put_text(sheet, HEAD, LABEL, "Status", style.header())
    sheet.write_blank(HEAD, VALUE, None, style.header())
    line = HEAD + 1

    def look(**properties: Any) -> Any:
        return style.cell(bold=True, align="right", **properties)

    def label(text: str) -> None:
        put_text(sheet, line, LABEL, text, style.cell(font_color=style.tokens.text.secondary))

    key = facts.key_milestone or (facts.rows[0] if facts.rows else None)
    if key is None:
        label("Start")
        start = long_date(facts.schedule.project_start)
        put_text(sheet, line, VALUE, f"{start} {to_date(day_of(facts.schedule.project_start)).year}", look())
        return
    label("Health")
    health = progress.health(facts.plan, facts.schedule, facts.variance, facts.at)
    put_text(sheet, line, VALUE, health, look())
    shared.add_state_rules(sheet, style, line, line, VALUE)
    line += 1
    whole = facts.rows[0]
    name = "Finish" if key.is_summary else key.name
    label(name if len(name) <= 26 else name[:25] + "…")
    shared.put_lookup_day(sheet, line, VALUE, facts, f.FINISH, key, key.last, look(num_format=styles.DATE))
    line += 1
    if key.slip is not None and key.baseline_last is not None:
        label("Against the baseline")
        days, form = slip_in_days(key.slip, facts.project.minutes_per_day)
        sheet.write_formula(line, VALUE, "=" + facts.lookup(f.SLIP, key), look(num_format=form), days)
        shared.add_slip_rules(sheet, style, line, line, VALUE)
        line += 1
    if key.deadline is not None:
        label("Deadline")
        deadline = look(num_format=styles.DATE)
        shared.put_lookup_day(sheet, line, VALUE, facts, f.DEADLINE, key, key.deadline, deadline)
        line += 1
    percent = look(num_format=styles.PERCENT)
    label("Complete")
    if whole.is_summary:
        formula = "=" + facts.lookup(f.PERCENT, whole)
        sheet.write_formula(line, VALUE, formula, percent, whole.percent / 100)
    else:
        done = progress.complete(facts.plan, facts.schedule)
        sheet.write_number(line, VALUE, done / 100, percent)
    line += 1
    label("Expected by now")
    due = progress.expected(facts.plan, facts.schedule, facts.variance, facts.plan.outline.order, facts.at)
    sheet.write_number(line, VALUE, due / 100, percent)
    line += 1
    for text, condition, count in _counts(facts):
        label(text)
        formula = f'=COUNTIFS({_all(f.KIND)},"task",{condition})'
        sheet.write_formula(line, VALUE, formula, look(num_format="0"), count)
        line += 1


def _all(column: int) -> str:
    letter = column_name(column)
    return f"Plan!${letter}:${letter}"


def _counts(facts: Facts) -> list[tuple[str, str, int]]:
    """(label, condition of COUNTIFS, what it gives) of the tasks that want attention."""
    tasks = [row for row in facts.rows if row.kind == "task"]
    late = sum(row.status == progress.LATE for row in tasks)
    critical = sum(row.critical for row in tasks)
    counts = [
        ("Late tasks", f'{_all(f.STATUS)},"{progress.LATE}"', late),
        ("Critical tasks", f"{_all(f.CRITICAL)},1", critical),
    ]
    if any(row.slip is not None for row in tasks):
        slipped = sum((row.slip or 0) > 0 and row.baseline_last is not None for row in tasks)
        counts.append(("Later than the baseline", f'{_all(f.SLIP)},">0"', slipped))
    return counts


def _chosen(facts: Facts) -> tuple[Row, ...]:
    """The milestones to show: all while they fit, else what comes next and the key milestone."""
    listed = facts.milestones
    if len(listed) <= MOST_MILESTONES:
        return listed
    ahead = [row for row in listed if row.percent < 100]
    chosen = (ahead or list(listed))[:MOST_MILESTONES]
    key = facts.key_milestone
    if key is not None and key in listed and key not in chosen:
        chosen[-1] = key
    return tuple(chosen)


def _headers(sheet: Any, style: Styles, line: int, headers: tuple[tuple[int, str, str], ...]) -> None:
    sheet.set_row(line, 19)
    for column, text, align in headers:
        put_text(sheet, line, column, text, style.header(align=align))


def _write_milestones(sheet: Any, facts: Facts, style: Styles, rows: tuple[Row, ...]) -> int:
    headers = (
        (NAME, "Milestone", "left"), (BASELINE, "Baseline", "right"), (NOW, "Now", "right"),
        (SLIP, "Slip", "right"), (DEADLINE, "Deadline", "right"), (STATE, "State", "left"),
    )  # fmt: skip
    _headers(sheet, style, HEAD, headers)
    line = HEAD + 1
    for row in rows:
        look: dict[str, Any] = {"bold": True} if row is facts.key_milestone else {}
        date = style.cell(num_format=styles.DATE, align="right", **look)
        _write_link(sheet, facts, style, line, row, **look)
        shared.put_lookup_day(sheet, line, BASELINE, facts, f.BASELINE, row, row.baseline_last, date)
        shared.put_lookup_day(sheet, line, NOW, facts, f.FINISH, row, row.last, date)
        shared.put_slip(sheet, line, SLIP, facts, style, row)
        shared.put_lookup_day(sheet, line, DEADLINE, facts, f.DEADLINE, row, row.deadline, date)
        put_text(sheet, line, STATE, shared.state_of(facts, row), style.cell(bold=True))
        line += 1
    shared.add_state_rules(sheet, style, HEAD + 1, line - 1, STATE)
    shared.add_slip_rules(sheet, style, HEAD + 1, line - 1, SLIP)
    note = "Figures are looked up on the sheet Plan; a name leads to its row."
    if len(rows) < len(facts.milestones):
        note = f"The next of {plural(len(facts.milestones), 'milestone')}; all are on the sheet Milestones."
    put_text(sheet, line, NAME, note, style.note(indent=1))
    return line


def _write_link(sheet: Any, facts: Facts, style: Styles, line: int, row: Row, **look: Any) -> None:
    """A row's name that leads to the row on the sheet Plan."""
    target = f"internal:'Plan'!{column_name(f.NAME)}{f.FIRST_ROW + facts.place[row.id] + 1}"
    name = row.name or "(no name)"
    sheet.write_url(line, NAME, target, style.cell(**look), name, "Go to its row on the sheet Plan")


def open_risks(facts: Facts) -> list[Risk]:
    """Open risks, what they may cost in delay first."""
    listed = [
        risk
        for risk in facts.plan.risks.values()
        if risk.type == "risk" and risk.status not in ("closed", "done", "rejected")
    ]
    return sorted(listed, key=lambda risk: (-risk.probability * impact(risk), risk.name, risk.id))


def impact(risk: Risk) -> int:
    """The likely delay of a risk in worked minutes: as entered, else the middle of least and most."""
    return risk.impact_likely if risk.impact_likely is not None else (risk.impact_min + risk.impact_max) // 2


def _write_risks(sheet: Any, facts: Facts, style: Styles, risks: list[Risk]) -> int:
    headers = (
        (RISK, "Top risks", "left"), (TEAM, "Team", "left"), (CHANCE, "Chance", "right"),
        (IMPACT, "Impact", "right"), (DELAY, "Expected delay", "right"),
    )  # fmt: skip
    _headers(sheet, style, HEAD, headers)
    line = HEAD + 1
    percent = style.cell(num_format=styles.PERCENT, align="right")
    delay_style = style.cell(num_format='0.0 "d"', align="right")
    for risk in risks:
        name = cleaned(risk.name or risk.code, facts.told, f"risk {risk.code}")
        put_text(sheet, line, RISK, name or "(no name)", style.cell())
        put_text(sheet, line, TEAM, facts.resource(risk.team), style.cell())
        sheet.write_number(line, CHANCE, risk.probability / 100, percent)
        days, form = in_days(impact(risk), facts.project.minutes_per_day)
        sheet.write_number(line, IMPACT, days, style.cell(num_format=form, align="right"))
        chance, size = f"{column_name(CHANCE)}{line + 1}", f"{column_name(IMPACT)}{line + 1}"
        sheet.write_formula(line, DELAY, f"={chance}*{size}", delay_style, risk.probability * days / 100)
        line += 1
    bar = {"bar_solid": True, "bar_color": style.tokens.gantt.critical_bar}
    longest = max(risk.probability * impact(risk) for risk in risks) / 100 / facts.project.minutes_per_day
    scale = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": max(longest, 1) * 1.6}
    rule = {"type": "data_bar", "bar_no_border": True, **scale, **bar}
    sheet.conditional_format(HEAD + 1, DELAY, line - 1, DELAY, rule)
    put_text(sheet, line, RISK, "Expected delay = chance × impact, in working days.", style.note(indent=1))
    return line


def workstreams(facts: Facts) -> tuple[Row, ...]:
    """The rows of the first level below the plan, where there is more than one."""
    if not facts.rows:
        return ()
    listed = tuple(row for row in facts.rows if row.depth == 1 and row.kind in ("summary", "task"))
    summaries = tuple(row for row in listed if row.is_summary)
    return (summaries or listed)[:MOST_STREAMS]


def _write_progress(
    book: Any, sheet: Any, facts: Facts, style: Styles, rows: tuple[Row, ...], line: int, chart_line: int
) -> None:
    """The table of workstreams, and its chart on another line."""
    headers = (
        (NAME, "Workstream", "left"), (BASELINE, "Baseline", "right"), (NOW, "Finish", "right"),
        (SLIP, "Slip", "right"), (DEADLINE, "Expected", "right"), (STATE, "Complete", "right"),
    )  # fmt: skip
    _headers(sheet, style, line, headers)
    first = line + 1
    date = style.cell(num_format=styles.DATE, align="right")
    percent = style.cell(num_format=styles.PERCENT, align="right")
    line = first
    for row in rows:
        _write_link(sheet, facts, style, line, row)
        shared.put_lookup_day(sheet, line, BASELINE, facts, f.BASELINE, row, row.baseline_last, date)
        shared.put_lookup_day(sheet, line, NOW, facts, f.FINISH, row, row.last, date)
        shared.put_slip(sheet, line, SLIP, facts, style, row)
        branch = facts.plan.outline.branch(row.id)
        due = progress.expected(facts.plan, facts.schedule, facts.variance, branch, facts.at)
        sheet.write_number(line, DEADLINE, due / 100, percent)
        bold = style.cell(num_format=styles.PERCENT, align="right", bold=True)
        sheet.write_formula(line, STATE, "=" + facts.lookup(f.PERCENT, row), bold, row.percent / 100)
        line += 1
    shared.add_slip_rules(sheet, style, first, line - 1, SLIP)
    note = "Expected: what the baseline had planned to be done by now."
    if not facts.variance.spans:
        note = "Expected: what should be done by now, by the plan's own dates."
    put_text(sheet, line, NAME, note, style.note(indent=1))
    chart = _chart(book, style, first, line - 1)
    sheet.insert_chart(chart_line, RISK, chart, {"object_position": 2})


def _chart(book: Any, style: Styles, first: int, last: int) -> Any:
    """Bars of complete and expected by workstream, the first at the top."""
    tokens = style.tokens
    font = {"name": styles.FONT, "size": 9, "color": tokens.text.secondary}
    chart = book.add_chart({"type": "bar"})
    for name, column, fill in (
        ("Complete", STATE, tokens.gantt.progress),
        ("Expected", DEADLINE, tokens.gantt.done_bar),
    ):
        chart.add_series(
            {
                "name": name,
                "categories": ["Summary", first, NAME, last, NAME],
                "values": ["Summary", first, column, last, column],
                "fill": {"color": fill},
                "gap": 60,
                "overlap": 0,
            }
        )
    chart.set_x_axis(
        {
            "min": 0,
            "max": 1,
            "major_unit": 0.25,
            "num_format": "0%",
            "num_font": font,
            "major_gridlines": {"visible": True, "line": {"color": tokens.line.grid}},
            "line": {"none": True},
        }
    )
    chart.set_y_axis(
        {"reverse": True, "num_font": font, "line": {"color": tokens.line.border}, "major_tick_mark": "none",
         "crossing": "max", "label_position": "low"}
    )  # fmt: skip
    chart.set_title({"name": "Progress", "name_font": {**font, "size": 11, "bold": True}, "overlay": False})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_chartarea({"border": {"color": tokens.line.border}})
    chart.set_size({"width": 570, "height": max(240, 90 + 34 * (last - first + 1))})
    return chart
