"""Which values a known member may have: spans of integers and lists of words.

A value outside is not used, told, and kept in the file under its own name. Members without an entry here
hold any integer that every reader of JSON can hold, or any text.
"""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_app.model.records import CONSTRAINTS, DURATION_UNITS, LINK_TYPES
from roadmap_app.model.time import DAY, FIRST_PLANNED, LAST_PLANNED, day_of

MOST_MINUTES = LAST_PLANNED - FIRST_PLANNED  # 300 years: no sum of a plan's minutes comes near an overflow


@dataclass(frozen=True)
class Span:
    """The integers from `low` to `high`; `says` completes "must be ..."."""

    low: int
    high: int
    says: str


WHOLE = Span(-(2**53), 2**53, "an integer between -2^53 and 2^53")
INSTANT = Span(FIRST_PLANNED, LAST_PLANNED, "minutes since 1970, between the years 1900 and 2200")
ON_DAY = Span(day_of(FIRST_PLANNED), day_of(LAST_PLANNED), "days since 1970, between the years 1900 and 2200")
MINUTES = Span(0, MOST_MINUTES, "minutes from 0 to 300 years")
SIGNED = Span(-MOST_MINUTES, MOST_MINUTES, "minutes within 300 years")
PERCENT = Span(0, 100, "a percentage from 0 to 100")
COUNT = Span(0, 2**53, "an integer of 0 or more")


def _to(low: int, high: int) -> Span:
    return Span(low, high, f"an integer from {low} to {high}")


# By "kind.member", or by "member" for all kinds; parts go by the name of their class.
SPANS: dict[str, Span] = {
    **dict.fromkeys(
        (
            "start", "finish", "status_date", "pinned_start", "pinned_finish", "constraint_date", "deadline",
            "actual_start", "actual_finish", "stop", "resume", "taken", "due", "raised", "decided", "need_by",
            "commit_by", "at", "Rate.first", "Availability.first", "Availability.last",
        ),
        INSTANT,
    ),
    **dict.fromkeys(("first", "last", "from_day"), ON_DAY),
    **dict.fromkeys(
        (
            "duration", "optimistic", "likely", "pessimistic", "work", "actual_duration",
            "remaining_duration", "overtime_work",
            "actual_work", "remaining_work", "impact_min", "impact_likely", "impact_max",
            "capacity", "delay", "gap", "after",
        ),
        MINUTES,
    ),
    **dict.fromkeys(("lag", "critical_slack", "levelling_delay"), SIGNED),
    **dict.fromkeys(("percent", "percent_work", "physical_percent", "probability"), PERCENT),
    **dict.fromkeys(("units", "number", "uid", "count", "px_per_day"), COUNT),
    "minutes_per_day": _to(1, DAY),
    "minutes_per_week": _to(1, 7 * DAY),
    "days_per_month": _to(1, 31),
    "default_start": _to(0, DAY),
    "default_finish": _to(0, DAY),
    "week_start": _to(0, 6),
    "fiscal_month": _to(1, 12),
    "currency_digits": _to(0, 9),
    "priority": _to(0, 1000),
    "resource.colour": _to(0, 8),
    "every": _to(1, 999),
    "weekdays": _to(0, 127),
    "month": _to(0, 12),
    "month_day": _to(0, 31),
    "position": _to(0, 5),
}  # fmt: skip

WORDS: dict[str, tuple[str, ...]] = {
    "project.schedule_from": ("start", "finish"),
    "task.constraint": CONSTRAINTS,
    "task.duration_unit": DURATION_UNITS,
    "task.task_type": ("fixed_units", "fixed_duration", "fixed_work"),
    "link.type": LINK_TYPES,
    "link.lag_kind": ("worked", "elapsed", "percent"),
    "link.lag_unit": DURATION_UNITS,
    "resource.type": ("person", "team", "material", "cost"),
    "CalendarException.recur": ("", "daily", "weekly", "monthly", "yearly"),
}


def span_of(owner: str, member: str) -> Span:
    """The span of an integer member; WHOLE where nothing narrower is set."""
    return SPANS.get(f"{owner}.{member}") or SPANS.get(member) or WHOLE


def words_of(owner: str, member: str) -> tuple[str, ...]:
    """The words that a text member may have; () for any text."""
    return WORDS.get(f"{owner}.{member}", ())
