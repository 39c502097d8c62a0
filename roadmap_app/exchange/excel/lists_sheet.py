"""The hidden sheet Lists: what formulas and validation look up, under the names Teams and Holidays."""

from __future__ import annotations

from typing import Any

from roadmap_app.exchange.excel import styles
from roadmap_app.exchange.excel.cells import cleaned, put_day, put_text
from roadmap_app.exchange.excel.facts import Facts
from roadmap_app.exchange.excel.styles import Styles


def is_needed(facts: Facts) -> bool:
    return bool(facts.teams or facts.workdays.holidays)


def write(book: Any, sheet: Any, facts: Facts, style: Styles) -> None:
    """The lists, and the workbook's names for them."""
    sheet.set_column(0, 3, 22)
    date = style.of(num_format=styles.DATE, align="left")
    plain = style.of()
    for column, header in ((0, "Team"), (2, "Day off"), (3, "Name")):
        put_text(sheet, 0, column, header, style.of(bold=True))
    names = [facts.resource(team.id) for team in facts.teams]
    holidays = facts.workdays.holidays
    for line in range(max(len(names), len(holidays))):
        if line < len(names):
            put_text(sheet, line + 1, 0, names[line], plain)
        if line < len(holidays):
            put_day(sheet, line + 1, 2, holidays[line][0], date)
            put_text(sheet, line + 1, 3, cleaned(holidays[line][1], facts.told, "a day off"), plain)
    if names:
        book.define_name("Teams", f"=Lists!$A$2:$A${len(names) + 1}")
    if holidays:
        book.define_name("Holidays", f"=Lists!$C$2:$C${len(holidays) + 1}")
    sheet.hide()
