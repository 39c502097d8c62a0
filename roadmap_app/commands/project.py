"""The settings of the plan itself, as columns of one row: its start, calendar, units, money, and what it is about."""

from __future__ import annotations

import re

from roadmap_app.commands.columns.basic import name_of
from roadmap_app.commands.columns.column import (
    Ask,
    Column,
    Entry,
    Plans,
    Take,
    dates,
    finish_of,
    one_of,
    start_of,
    usual_finish,
    usual_start,
)
from roadmap_app.commands.refusal import Refusal
from roadmap_app.commands.typed import parse_predecessors
from roadmap_app.model.records import Project
from roadmap_app.model.text import clock, long_date, number, quoted
from roadmap_app.model.time import DAY

WEEKDAYS = {
    str(number): name
    for number, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
}
SIDES = {"start": "From start", "finish": "From finish"}


def _change(entry: Entry, **members: object) -> None:
    entry.draft.change(entry.draft.project, **members)


def _project(ask: Ask) -> Project:
    return ask.plan.project


def _take_start(entry: Entry, typed: str) -> None:
    if not typed.strip():
        raise Refusal("A plan starts on a day. Type a date such as 4 May or 2026-05-04.")
    _change(entry, start=start_of(entry.draft, typed, entry.today))


def _take_status(entry: Entry, typed: str) -> None:
    _change(entry, status_date=finish_of(entry.draft, typed, entry.today) if typed.strip() else None)


def _take_from(entry: Entry, typed: str) -> None:
    """Planned from the finish, the dates hang on that of the plan; it begins with where the plan ends now."""
    side = one_of(typed, SIDES, "way to plan")
    finish = entry.draft.project.finish
    if side == "finish" and finish is None:
        finish = entry.schedule.project_finish
    _change(entry, schedule_from=side, finish=finish)


def _take_finish(entry: Entry, typed: str) -> None:
    if entry.draft.project.schedule_from != "finish":
        raise Refusal("The finish comes from the tasks. Plan from the finish to enter it.")
    if not typed.strip():
        raise Refusal("A plan made from its finish needs one. Type a date such as 4 May or 2026-05-04.")
    _change(entry, finish=finish_of(entry.draft, typed, entry.today))


def _hours(title: str, member: str, most: int) -> Column:
    def take(entry: Entry, typed: str) -> None:
        found = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*(?:h|hours?)?", typed.strip(), re.I)
        minutes = round(float(found[1].replace(",", ".")) * 60) if found else 0
        if not 0 < minutes <= most:
            raise Refusal(f"'{typed.strip()}' is not a number of hours. Type one up to {most // 60}, such as 8 or 7.5.")
        _change(entry, **{member: minutes})

    return Column(title, lambda a: number(getattr(_project(a), member), 60), take, right=True, kind="number")


def _take_days(entry: Entry, typed: str) -> None:
    if not typed.strip().isdigit() or not 1 <= int(typed) <= 31:
        raise Refusal(f"'{typed.strip()}' is not a number of days. Type one from 1 to 31.")
    _change(entry, days_per_month=int(typed))


def _time(title: str, member: str) -> Column:
    def take(entry: Entry, typed: str) -> None:
        found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?", typed.strip())
        minute = int(found[1]) * 60 + int(found[2] or 0) if found else -1
        if not 0 <= minute <= DAY or (found and int(found[2] or 0) > 59):
            raise Refusal(f"'{typed.strip()}' is not a time of day. Type one such as 8:00.")
        _change(entry, **{member: minute})
        project = entry.draft.project
        if project.default_start >= project.default_finish:
            raise Refusal("The usual day begins before it ends.")

    return Column(title, lambda a: clock(getattr(_project(a), member)), take, right=True)


def _take_weekday(entry: Entry, typed: str) -> None:
    _change(entry, week_start=int(one_of(typed, WEEKDAYS, "day of the week")))


def _take_currency(entry: Entry, typed: str) -> None:
    words = typed.strip().upper()
    if len(words) > 8:
        raise Refusal(f"'{typed.strip()}' is not a currency. Type its code, such as EUR or USD.")
    _change(entry, currency=words)


def _held(member: str, kind: str, what: str) -> Take:
    """Takes the name of a record of a kind."""

    def take(entry: Entry, typed: str) -> None:
        names = {id: str(getattr(record, "name", "")) for id, record in entry.draft.tables[kind].items()}
        _change(entry, **{member: one_of(typed, names, what) if typed.strip() else ""})

    return take


def _take_milestone(entry: Entry, typed: str) -> None:
    """A task by its number or name; nothing asks for the end of the plan."""
    found = parse_predecessors(f"'{typed.strip()}'" if typed.strip() else "", entry.draft)
    _change(entry, milestone=found[0].task if found else "")


def _milestone(ask: Ask) -> str:
    task = ask.plan.tasks.get(_project(ask).milestone)
    return task.name if task else ""


def _milestones(plan: Plans) -> tuple[str, ...]:
    found = (plan.tasks[id] for id in plan.outline.order)
    return tuple(dict.fromkeys(task.name for task in found if task.name and (task.milestone or not task.duration)))


def _names(plan: Plans, kind: str) -> tuple[str, ...]:
    found = (str(getattr(each, "name", "")) for each in plan.tables.get(kind, {}).values())
    return tuple(sorted(filter(None, found), key=str.casefold))


COLUMNS: dict[str, Column] = {
    "name": Column("Name of the plan", lambda a: _project(a).name, lambda e, typed: _change(e, name=name_of(typed))),
    "start": dates("Start", lambda a: a.schedule.project_start, "", _take_start, usual_start),
    "finish": dates("Finish", lambda a: a.schedule.project_finish, "", _take_finish, usual_finish),
    "schedule_from": Column(
        "Planned", lambda a: SIDES.get(_project(a).schedule_from, ""), _take_from, kind="list",
        choices=lambda plan: tuple(SIDES.values()),
    ),
    "status_date": dates("Status date", lambda a: _project(a).status_date, "", _take_status, usual_finish),
    "calendar": Column(
        "Calendar", lambda a: str(getattr(a.plan.calendars.get(_project(a).calendar), "name", "")),
        _held("calendar", "calendar", "calendar of the plan"), kind="list",
        choices=lambda plan: _names(plan, "calendar"),
    ),
    "milestone": Column(
        "Answers with", _milestone, _take_milestone, kind="list", choices=_milestones,
    ),
    "baseline": Column(
        "Baseline shown", lambda a: str(getattr(a.plan.baselines.get(_project(a).baseline), "name", "")),
        _held("baseline", "baseline", "baseline of the plan"), kind="list",
        choices=lambda plan: _names(plan, "baseline"),
    ),
    "owner": Column("Owner", lambda a: _project(a).owner, lambda e, typed: _change(e, owner=name_of(typed))),
    "minutes_per_day": _hours("Hours a day", "minutes_per_day", DAY),
    "minutes_per_week": _hours("Hours a week", "minutes_per_week", 7 * DAY),
    "days_per_month": Column(
        "Days a month", lambda a: str(_project(a).days_per_month), _take_days, right=True, kind="number"
    ),
    "default_start": _time("Day begins", "default_start"),
    "default_finish": _time("Day ends", "default_finish"),
    "week_start": Column(
        "Week begins", lambda a: WEEKDAYS[str(_project(a).week_start)], _take_weekday, kind="list",
        choices=lambda plan: tuple(WEEKDAYS.values()),
    ),
    "currency": Column("Currency", lambda a: _project(a).currency, _take_currency),
    "notes": Column("Notes", lambda a: _project(a).notes, lambda e, typed: _change(e, notes=typed)),
}  # fmt: skip


def label(plan: Plans, column: str, ask: Ask) -> str:
    """The name of the step that set one: `Start of the plan Mon 4 May`."""
    if column == "name":
        return f"Rename the plan to {quoted(plan.project.name)}"
    shown = COLUMNS[column].shown(ask)
    if column == "start":
        shown = long_date(ask.schedule.project_start)
    title = COLUMNS[column].title
    return f"{title} of the plan {' '.join(shown.split())[:30]}".rstrip() if shown else f"{title} of the plan cleared"
