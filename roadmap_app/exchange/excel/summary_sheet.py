"""Sheet Summary: one landscape page that opens first. Every figure is looked up on the other sheets."""

from __future__ import annotations

from typing import Any

from roadmap_app.exchange.excel import summary_status, summary_tables
from roadmap_app.exchange.excel.cells import put_text
from roadmap_app.exchange.excel.facts import Facts
from roadmap_app.exchange.excel.styles import Styles
from roadmap_app.exchange.excel.summary_layout import HEAD, LABEL, columns_of
from roadmap_app.model.text import long_date
from roadmap_app.model.time import DAY, to_date

LINES = 40  # lines that are a little higher than usual


def write(book: Any, sheet: Any, facts: Facts, style: Styles) -> None:
    """Status, milestones, risks, and progress by workstream with its chart."""
    sheet.hide_gridlines(2)
    has_deadline = any(row.deadline is not None for row in facts.milestones)
    columns = columns_of(
        baseline=bool(facts.variance.spans), extra=has_deadline or bool(summary_tables.workstreams(facts))
    )
    for column, width in enumerate(columns.widths):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 28)
    put_text(sheet, 0, LABEL, facts.name, style.title(16))
    year = to_date(facts.status_day).year
    as_of = f"Status on {long_date(facts.status_day * DAY)} {year}"
    put_text(sheet, 1, LABEL, as_of, style.of(font_color=style.tokens.text.secondary))
    sheet.set_row(HEAD, 19)
    for line in range(HEAD + 1, HEAD + LINES):
        sheet.set_row(line, 18)
    summary_status.write(sheet, facts, style)
    middle = summary_tables.write_milestones(sheet, facts, style, columns)
    right = summary_tables.write_risks(sheet, facts, style, columns)
    summary_tables.write_workstreams(book, sheet, facts, style, columns, middle + 2, right + 2)
    sheet.ignore_errors({"formula_differs": "A1:P60", "number_stored_as_text": "A1:P60"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.6)
    sheet.fit_to_pages(1, 0)
