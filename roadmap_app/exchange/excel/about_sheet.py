"""Sheet About: which plan this is, as of when, and how to read the workbook."""

from __future__ import annotations

from typing import Any

from roadmap_app.exchange.excel.cells import cleaned, put_text
from roadmap_app.exchange.excel.facts import Facts
from roadmap_app.exchange.excel.styles import Styles
from roadmap_app.model.text import long_date, plural
from roadmap_app.model.time import DAY, day_of, to_iso

SCALES = {"day": "one column a day", "week": "one column a week", "month": "one column a month"}


def saved(facts: Facts) -> int | None:
    """When the plan was last saved: minutes since 1970-01-01T00:00 UTC, None before the first save."""
    return max((log.at for log in facts.plan.log.values() if log.at is not None), default=None)


def version(facts: Facts) -> str:
    """`version 12, saved 2026-10-27 14:30 UTC`: a plan's version is the number of its saves."""
    at = saved(facts)
    if at is None:
        return "no save on record"
    return f"version {len(facts.plan.log)}, saved {to_iso(at).replace('T', ' ')} UTC"


def write(sheet: Any, facts: Facts, style: Styles, preset: str) -> None:
    """Two columns: what, and the answer."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, 22)
    sheet.set_column(2, 2, 84)
    sheet.set_row(0, 26)
    put_text(sheet, 0, 1, "About this workbook", style.title(15))
    name = style.cell(font_color=style.tokens.text.secondary, valign="top")
    plain = style.cell(text_wrap=True, valign="top")
    line = 2
    for label, answer in (*_facts(facts, preset), ("", ""), *_reading(facts)):
        if label:
            put_text(sheet, line, 1, label, name)
            put_text(sheet, line, 2, answer, plain)
            sheet.set_row(line, 14 * (1 + len(answer) // 98) + 6)
        line += 1
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _facts(facts: Facts, preset: str) -> list[tuple[str, str]]:
    plan = facts.plan
    baseline = facts.baseline
    calendar = plan.calendars.get(facts.project.calendar)
    taken = baseline.taken if baseline else None
    found = [
        ("Plan", facts.name),
        ("Owner", _owner(facts)),
        ("Version", version(facts)),
        (facts.date_label, _date(facts.status_day)),
        ("Tasks", plural(len(plan.tasks), "task")),
        ("Calendar", calendar.name if calendar else "Standard"),
        ("Baseline", facts.baseline_name or "none"),
        ("Baseline taken", "" if taken is None else _date(day_of(taken))),
        ("Export preset", preset),
        ("Timeline", SCALES[facts.timeline.scale] if facts.rows else ""),
    ]
    return [(label, cleaned(answer, facts.told, label)) for label, answer in found if answer]


def _owner(facts: Facts) -> str:
    owner = facts.project.owner
    found = facts.plan.resources.get(owner)
    return found.name if found else owner


def _date(day: int) -> str:
    return f"{long_date(day * DAY)} {to_iso(day * DAY)[:4]}"


def _reading(facts: Facts) -> list[tuple[str, str]]:
    hours = facts.project.minutes_per_day / 60
    found = [
        (
            "Days and slip",
            f"Working days of the plan's calendar, {hours:g} hours each. Slip is the number of working days "
            "from the baseline's finish to the present one; + is later.",
        ),
        (
            "Slack",
            "Working days by which a task can move before the plan's end moves or a deadline is missed.",
        ),
        (
            "Bars",
            "The bars on the sheet Plan are conditional formats on Start, Finish and %. Type a date and the "
            "bar moves; change the date at the top and its line moves. What depends on a task does not move "
            "with it: a workbook does not schedule.",
        ),
        (
            "State",
            "Done; On track; Absorbed: later than the baseline, and slack takes it; At risk: later, without "
            "slack; Late: past its deadline, or due and not reached.",
        ),
        (
            "Sending changes back",
            "Tell the plan's owner what should change: this version of Roadmap does not read changes from a "
            "workbook.",
        ),
    ]
    if not facts.workdays.plain:
        uneven = (
            "The calendar has days of different length, which a spreadsheet cannot count: Days and Slip are "
            "figures here, not formulas."
        )
        found.insert(1, ("Working time", uneven))
    return found
