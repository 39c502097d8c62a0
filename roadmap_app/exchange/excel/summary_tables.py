"""The tables of the sheet Summary: milestones, top risks, and workstreams with their chart."""

from __future__ import annotations

from typing import Any

from roadmap_app.analysis import progress
from roadmap_app.exchange.excel import facts as f
from roadmap_app.exchange.excel import milestones_sheet as shared
from roadmap_app.exchange.excel import styles
from roadmap_app.exchange.excel.cells import cleaned, column_name, one_line, put_text
from roadmap_app.exchange.excel.facts import Facts, Row
from roadmap_app.exchange.excel.figures import in_days
from roadmap_app.exchange.excel.styles import Styles
from roadmap_app.exchange.excel.summary_layout import HEAD, NAME, Columns, more, put_headers, put_link, put_note
from roadmap_app.model.records import Risk
from roadmap_app.model.text import plural

MOST_MILESTONES, MOST_RISKS, MOST_STREAMS = 9, 9, 12
TO_ROW = "Go to its row on the sheet Plan"


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


def write_milestones(sheet: Any, facts: Facts, style: Styles, columns: Columns) -> int:
    """The table of milestones; the last line that it takes."""
    rows = _chosen(facts)
    if not rows:
        return HEAD - 2  # what comes below begins two lines on
    deadline = columns.extra if any(row.deadline is not None for row in rows) else None
    headers: list[tuple[int | None, str, str]] = [
        (NAME, "Milestone", "left"), (columns.baseline, "Baseline", "right"), (columns.now, "Now", "right"),
        (columns.slip, "Slip", "right"), (columns.state, "State", "left"), (deadline, "Deadline", "right"),
    ]  # fmt: skip
    put_headers(sheet, style, HEAD, headers)
    for line, row in enumerate(rows, HEAD + 1):
        look: dict[str, Any] = {"bold": True} if row is facts.key_milestone else {}
        _write_dates(sheet, facts, style, columns, line, row, **look)
        if deadline is not None:
            date = style.cell(num_format=styles.DATE, align="right", **look)
            shared.put_lookup_day(sheet, line, deadline, facts, f.DEADLINE, row, row.deadline, date)
        formula = shared.state_formula(
            facts,
            row,
            percent=facts.lookup(f.PERCENT, row),
            now=f"${column_name(columns.now)}{line + 1}",
            slack=facts.lookup(f.SLACK, row),
            slip=f"${column_name(columns.slip or 0)}{line + 1}",
            deadline=f"${column_name(deadline or 0)}{line + 1}",
        )
        shared.put_state(sheet, line, columns.state, facts, style, row, formula)
    last = HEAD + len(rows)
    shared.add_state_rules(sheet, style, HEAD + 1, last, columns.state)
    if columns.slip is not None:
        shared.add_slip_rules(sheet, style, HEAD + 1, last, columns.slip)
    note = "Figures are looked up on the sheet Plan; a name leads to its row."
    if len(rows) < len(facts.milestones):
        note = f"The next of {plural(len(facts.milestones), 'milestone')}; all are on the sheet Milestones."
    put_note(sheet, last + 1, NAME, note, style)
    return last + 1


def _write_dates(
    sheet: Any, facts: Facts, style: Styles, columns: Columns, line: int, row: Row, **look: Any
) -> None:
    """A row's name, which leads to the row, and its baseline, finish and slip."""
    name = row.name or "(no name)"
    words = style.link(**look)
    put_link(sheet, line, NAME, facts.link(f.NAME, row), name, TO_ROW, words)
    if row.name:
        sheet.write_formula(line, NAME, "=" + facts.lookup_text(f.NAME, row), words, row.name)
    date = style.cell(num_format=styles.DATE, align="right", **look)
    if columns.baseline is not None:
        shared.put_lookup_day(sheet, line, columns.baseline, facts, f.BASELINE, row, row.baseline_last, date)
    shared.put_lookup_day(sheet, line, columns.now, facts, f.FINISH, row, row.last, date)
    if columns.slip is not None:
        shared.put_slip(sheet, line, columns.slip, facts, style, row)


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


def write_risks(sheet: Any, facts: Facts, style: Styles, columns: Columns) -> int:
    """The table of open risks; the last line that it takes."""
    listed = open_risks(facts)
    risks = listed[:MOST_RISKS]
    if not risks:
        return HEAD - 2  # what comes below begins two lines on
    headers: list[tuple[int | None, str, str]] = [
        (columns.risk, "Top risks", "left"), (columns.team, "Team", "left"), (columns.chance, "Chance", "right"),
        (columns.impact, "Impact", "right"), (columns.delay, "Expected delay", "right"),
    ]  # fmt: skip
    put_headers(sheet, style, HEAD, headers)
    percent = style.cell(num_format=styles.PERCENT, align="right")
    delay = style.cell(num_format=styles.ONE_PLACE_DAYS, align="right")
    for line, risk in enumerate(risks, HEAD + 1):
        name = one_line(cleaned(risk.name or risk.code, facts.told, f"risk {risk.code}")) or "(no name)"
        threatened = next((id for id in risk.tasks if id in facts.place), None)
        if threatened is None:
            put_text(sheet, line, columns.risk, name, style.cell())
        else:
            to = facts.link(f.NAME, facts.rows[facts.place[threatened]])
            tip = "Go to the first task that it threatens, on the sheet Plan"
            put_link(sheet, line, columns.risk, to, name, tip, style.link())
        put_text(sheet, line, columns.team, facts.resource(risk.team), style.cell())
        sheet.write_number(line, columns.chance, risk.probability / 100, percent)
        days, form = in_days(impact(risk), facts.project.minutes_per_day)
        sheet.write_number(line, columns.impact, days, style.cell(num_format=form, align="right"))
        chance, size = f"{column_name(columns.chance)}{line + 1}", f"{column_name(columns.impact)}{line + 1}"
        sheet.write_formula(line, columns.delay, f"={chance}*{size}", delay, risk.probability * days / 100)
    last = HEAD + len(risks)
    bar = {"bar_solid": True, "bar_color": style.tokens.gantt.critical_bar}
    longest = max(risk.probability * impact(risk) for risk in risks) / 100 / facts.project.minutes_per_day
    scale = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": max(longest, 1) * 1.6}
    rule = {"type": "data_bar", "bar_no_border": True, **scale, **bar}
    sheet.conditional_format(HEAD + 1, columns.delay, last, columns.delay, rule)
    note = f"{more(len(risks), len(listed), '')}Expected delay = chance × impact, in working days."
    put_note(sheet, last + 1, columns.risk, note, style)
    return last + 1


def workstreams(facts: Facts) -> tuple[Row, ...]:
    """The rows of the first level below the plan; summaries come first where not all can be shown."""
    listed = tuple(row for row in facts.rows if row.depth == 1 and row.kind in ("summary", "task"))
    if len(listed) > MOST_STREAMS:
        listed = tuple(sorted(listed, key=lambda row: not row.is_summary))
    return listed


def write_workstreams(
    book: Any, sheet: Any, facts: Facts, style: Styles, columns: Columns, line: int, chart_line: int
) -> None:
    """The table of workstreams from one line on, and its chart from another."""
    listed = workstreams(facts)
    rows = listed[:MOST_STREAMS]
    if not rows or columns.extra is None:
        return
    headers: list[tuple[int | None, str, str]] = [
        (NAME, "Workstream", "left"), (columns.baseline, "Baseline", "right"), (columns.now, "Finish", "right"),
        (columns.slip, "Slip", "right"), (columns.state, "Complete", "right"), (columns.extra, "Expected", "right"),
    ]  # fmt: skip
    put_headers(sheet, style, line, headers)
    first = line + 1
    percent = {"num_format": styles.PERCENT, "align": "right"}
    for line, row in enumerate(rows, first):
        _write_dates(sheet, facts, style, columns, line, row)
        branch = facts.plan.outline.branch(row.id)
        due = progress.expected(facts.plan, facts.schedule, facts.variance, branch, facts.at)
        sheet.write_number(line, columns.extra, due / 100, style.cell(**percent))
        done = style.cell(**percent, bold=True)
        sheet.write_formula(line, columns.state, "=" + facts.lookup(f.PERCENT, row), done, row.percent / 100)
    last = first + len(rows) - 1
    if columns.slip is not None:
        shared.add_slip_rules(sheet, style, first, last, columns.slip)
    by = "what the baseline had planned" if facts.variance.spans else "what the plan's own dates want"
    note = f"{more(len(rows), len(listed), ' on the sheet Plan')}Expected: {by} to be done by now."
    put_note(sheet, last + 1, NAME, note[:1].upper() + note[1:], style)
    chart = _chart(book, style, columns.state, columns.extra, first, last)
    sheet.insert_chart(chart_line, columns.risk, chart, {"object_position": 2})


def _chart(book: Any, style: Styles, complete: int, expected: int, first: int, last: int) -> Any:
    """Bars of complete and expected by workstream, the first at the top."""
    tokens = style.tokens
    font = {"name": styles.FONT, "size": 9, "color": tokens.text.secondary}
    chart = book.add_chart({"type": "bar"})
    for name, column, fill in (
        ("Complete", complete, tokens.gantt.progress),
        ("Expected", expected, tokens.gantt.done_bar),
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
    chart.set_size({"width": 485, "height": max(240, 90 + 34 * (last - first + 1))})
    return chart
