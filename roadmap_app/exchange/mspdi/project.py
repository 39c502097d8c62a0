"""Settings of the project: the plain children of the root element."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from roadmap_app.exchange.mspdi.carried import words
from roadmap_app.exchange.mspdi.values import Source, format_of, minute_of_day, shown
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Project, Resource
from roadmap_app.storage import jsontext

MANAGER = "mspdi_manager"  # in a project's `extra`: a manager who is none of the resources

NO_CURRENCY = "XXX"  # the schema wants a code; this is the standard's own for none


def currency_digits(source: Source) -> int:
    """How many digits the project's money has after the point."""
    return source.whole("CurrencyDigits", 0, 9, 2)


def money_scale(source: Source) -> float:
    """Amounts of money in the file are hundredths whatever the currency; this makes minor units of them."""
    return 10.0 ** currency_digits(source) / 100


def default_unit(source: Source) -> str:
    """The unit in which new durations are typed."""
    return format_of(source.whole("DurationFormat", 0, 99, 7)).unit


def read_project(source: Source, id: str, summary_name: str, file_name: str) -> Project:
    """The project record. Its name: the title, else the project summary's, else the file's own."""
    stem = PurePath(source.text("Name").replace("\\", "/")).stem
    code = source.text("CurrencyCode")
    backward = not source.flag("ScheduleFromStart", default=True)
    members: dict[str, object] = {
        "id": id,
        "name": source.text("Title") or summary_name or stem or file_name,
        "start": source.instant("StartDate"),
        "finish": source.instant("FinishDate") if backward else None,
        "schedule_from": "finish" if backward else "start",
        "status_date": source.instant("StatusDate"),
        "minutes_per_day": _positive(source, "MinutesPerDay", 1440, 480),
        "minutes_per_week": _positive(source, "MinutesPerWeek", 10080, 2400),
        "days_per_month": _positive(source, "DaysPerMonth", 31, 20),
        "default_start": _time_of_day(source, "DefaultStartTime", 480),
        "default_finish": _time_of_day(source, "DefaultFinishTime", 1020),
        "week_start": (source.whole("WeekStartDay", 0, 6, 1) - 1) % 7,
        "fiscal_month": source.whole("FYStartDate", 1, 12, 1),
        "honour_constraints": source.flag("HonorConstraints", default=True),
        "critical_slack": _days(source, "CriticalSlackLimit"),
        "multiple_critical_paths": source.flag("MultipleCriticalPaths"),
        "splits_in_progress": source.flag("SplitsInProgressTasks", default=True),
        "move_completed_back": source.flag("MoveCompletedEndsBack"),
        "move_remaining_back": source.flag("MoveRemainingStartsBack"),
        "move_remaining_forward": source.flag("MoveRemainingStartsForward"),
        "move_completed_forward": source.flag("MoveCompletedEndsForward"),
        "new_tasks_manual": source.flag("NewTasksAreManual"),
        "currency": code if code not in ("", NO_CURRENCY) else source.text("CurrencySymbol"),
        "currency_digits": currency_digits(source),
        "tags": words(source.text("Category") or source.text("Keywords")),
    }
    return Project(**members)  # type: ignore[arg-type]


def with_manager(project: Project, manager: str, resources: Iterable[Resource]) -> Project:
    """The project with its manager, whom the format names: a resource, or where none has that name, a text.

    The text is kept apart, as no member of ours can hold it, and is written back.
    """
    name = manager.strip()
    named = [each.id for each in resources if name and each.name.strip() == name]
    if len(named) == 1:
        return project.but(owner=named[0])
    return project.but(extra=((MANAGER, jsontext.quote(manager)),)) if name else project


def manager_of(plan: Plan) -> str:
    """The name of the project's owner, else the text that was read."""
    owner = plan.resources.get(plan.project.owner)
    if owner is not None and owner.name:
        return owner.name
    kept = jsontext.parse(dict(plan.project.extra).get(MANAGER, '""'))
    return kept if isinstance(kept, str) else ""


def _positive(source: Source, name: str, high: int, default: int) -> int:
    found = source.whole(name, 0, high, default)
    if found == 0:
        source.tell("value", f"{name} is 0, which converts no duration; {default} was taken.")
        return default
    return found


def _days(source: Source, name: str) -> int:
    """Minutes of a setting that counts days of work."""
    return source.whole(name, -9999, 9999, 0) * _positive(source, "MinutesPerDay", 1440, 480)


def _time_of_day(source: Source, name: str, default: int) -> int:
    text = source.text(name)
    if not text:
        return default
    try:
        return minute_of_day(text)
    except ValueError as error:
        source.tell("value", f"{name} {shown(text)} {error}; it was left at the usual one.")
        return default
