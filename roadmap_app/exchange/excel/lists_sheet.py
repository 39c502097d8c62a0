"""The hidden sheet Lists: what formulas and validation look up, under the names Teams, Owners and Holidays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from roadmap_app.exchange.excel import styles
from roadmap_app.exchange.excel.cells import cleaned, put_day, put_text
from roadmap_app.exchange.excel.facts import Facts
from roadmap_app.exchange.excel.styles import Styles

NAME = "Lists"
TEAM, OWNER, DAY, DAY_NAME = range(4)


def names(facts: Facts, sheets: Iterable[str]) -> tuple[str, ...]:
    """The sheet's name where other sheets need it."""
    needed = "Plan" in sheets and (facts.teams or facts.owners or facts.workdays.holidays)
    return (NAME,) if needed else ()


def write(book: Any, sheet: Any, facts: Facts, style: Styles) -> None:
    """The lists, and the workbook's names for them."""
    sheet.set_column(0, DAY_NAME, 22)
    for column, header in ((TEAM, "Team"), (OWNER, "Owner"), (DAY, "Day off"), (DAY_NAME, "Name")):
        put_text(sheet, 0, column, header, style.of(bold=True))
    plain, date = style.of(), style.of(num_format=styles.DATE, align="left")
    for column, resources in ((TEAM, facts.teams), (OWNER, facts.owners)):
        for line, resource in enumerate(resources, 1):
            put_text(sheet, line, column, facts.resource(resource.id), plain)
    holidays = facts.workdays.holidays
    for line, (day, name) in enumerate(holidays, 1):
        put_day(sheet, line, DAY, day, date)
        put_text(sheet, line, DAY_NAME, cleaned(name, facts.told, "a day off"), plain)
    for name, letter, count in (
        ("Teams", "A", len(facts.teams)),
        ("Owners", "B", len(facts.owners)),
        ("Holidays", "C", len(holidays)),
    ):
        if count:
            book.define_name(name, f"={NAME}!${letter}$2:${letter}${count + 1}")
    sheet.hide()
