"""How dates, durations and numbers are written for people. The one place: grid, chart, workbook and
sentences all ask here. English, without any locale of the machine."""

from __future__ import annotations

import unicodedata

from roadmap_app.model.records import Link, Project, Task
from roadmap_app.model.time import DAY, day_of, to_date, weekday

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CONTROLS = ("Cc", "Cs", "Zl", "Zp")
MINUS = "−"  # as numbers are shown; a hyphen where they can be typed, copied or read by another program
UNIT_NAMES = {"m": "min", "h": "h", "d": "d", "w": "w", "mo": "mo"}


def short_date(minute: int, this_year: int) -> str:
    """`13 Nov`, as in cells; `6 Jan ’27` in another year than the present one."""
    date = to_date(day_of(minute))
    text = f"{date.day} {MONTHS[date.month - 1]}"
    return text if date.year == this_year else f"{text} ’{date.year % 100:02d}"


def long_date(minute: int, this_year: int | None = None) -> str:
    """`Fri 13 Nov`, as in sentences; with the year in another than `this_year` (None: never)."""
    day = day_of(minute)
    date = to_date(day)
    text = f"{WEEKDAYS[weekday(day)]} {date.day} {MONTHS[date.month - 1]}"
    return text if this_year is None or date.year == this_year else f"{text} {date.year}"


def clock(minute: int) -> str:
    """`17:00`: the time of day of an instant."""
    return f"{minute % DAY // 60:02d}:{minute % 60:02d}"


def unit_minutes(project: Project, unit: str, elapsed: bool = False) -> int:
    """Minutes in one unit of a duration: worked by the project's settings, elapsed by the clock."""
    if elapsed:
        return {"m": 1, "h": 60, "d": DAY, "w": 7 * DAY, "mo": 30 * DAY}[unit]
    per_day = project.minutes_per_day
    return {
        "m": 1,
        "h": 60,
        "d": per_day,
        "w": project.minutes_per_week,
        "mo": per_day * project.days_per_month,
    }[unit]


def number(value: int, unit: int) -> str:
    """`value / unit` with at most two decimals and none that say nothing: 3, 1.5, -0.25."""
    hundredths = round(value * 100 / unit)
    sign = "-" if hundredths < 0 else ""
    whole, rest = divmod(abs(hundredths), 100)
    decimals = f".{rest:02d}".rstrip("0") if rest else ""
    return f"{sign}{whole}{decimals}"


def duration(minutes: int, project: Project, unit: str = "d", elapsed: bool = False) -> str:
    """`3d`, `1.5w`, `4h`, `3ed`: as people type it, so that it can be read back.

    Falls to a smaller unit where two decimals could not tell the value.
    """
    for name in (unit, "d", "h", "m"):
        size = unit_minutes(project, name, elapsed)
        if minutes * 100 % size == 0:
            return f"{number(minutes, size)}{'e' if elapsed else ''}{name}"
    return f"{minutes}{'e' if elapsed else ''}m"


def signed(words: str) -> str:
    """A number as it is shown: with a minus sign where it begins with a hyphen."""
    return f"{MINUS}{words[1:]}" if words[:1] == "-" and words[1:2].isdigit() else words


def hyphened(typed: str) -> str:
    """What was typed, with hyphens for the minus signs that numbers are shown with."""
    return typed.replace(MINUS, "-")


def days(minutes: int, project: Project) -> str:
    """`10 d`, `−1 d`: worked minutes in days, as in sentences and labels."""
    return f"{signed(number(minutes, project.minutes_per_day))} d"


def amount(minutes: int, project: Project) -> str:
    """`3 d`, `1 h`, `15 min`: worked minutes in days; what is less than one in hours, or minutes."""
    if not minutes or abs(minutes) >= project.minutes_per_day:
        return days(minutes, project)
    return signed(f"{minutes} min" if minutes % 60 and abs(minutes) < 60 else f"{number(minutes, 60)} h")


def difference(minutes: int, project: Project) -> str:
    """`+4 d`, `−1 h`: a difference, told as an amount."""
    return f"{'+' if minutes > 0 else ''}{amount(minutes, project)}"


def slip(minutes: int, project: Project) -> str:
    """`+4 d`, `−1 d`, `0 d`: a difference in working days."""
    return f"{'+' if minutes > 0 else ''}{days(minutes, project)}"


def working(minutes: int, project: Project) -> str:
    """`8 working days`, `1 working day`: worked minutes in words."""
    count = number(minutes, project.minutes_per_day)
    return f"{signed(count)} working day{'' if count in ('1', '-1') else 's'}"


def change(before: int, after: int, task: Task, project: Project) -> str:
    """`+1 d`, on the clock `−2ed`: how much longer a task takes."""
    by = after - before
    if not task.elapsed:
        return difference(by, project)
    return f"{'+' if by > 0 else MINUS if by < 0 else ''}{duration(abs(by), project, elapsed=True)}"


def task_duration(task: Task, project: Project) -> str:
    """A task's entered duration as typed."""
    return duration(task.duration, project, task.duration_unit, task.elapsed)


def lag(link: Link, project: Project) -> str:
    """`+2d`, `-1ed`, `+50%`, or nothing for a link without lag."""
    if not link.lag:
        return ""
    sign = "+" if link.lag > 0 else "-"
    if link.lag_kind == "percent":
        return f"{sign}{abs(link.lag)}%"
    return sign + duration(abs(link.lag), project, link.lag_unit, link.lag_kind == "elapsed")


def predecessor(link: Link, reference: str, project: Project) -> str:
    """`3.1`, `3.1SS+8d`: one predecessor as people type it; `reference` is its WBS number or name."""
    gap = lag(link, project)
    return reference + (link.type if link.type != "FS" or gap else "") + gap


def one_line(typed: str) -> str:
    """Typed or pasted text as a name: control characters and surplus space are gone."""
    return " ".join("".join(" " if unicodedata.category(c) in CONTROLS else c for c in typed).split())


def plain(words: str) -> str:
    """Text for one line: no line breaks and no control characters."""
    if words.isprintable():
        return words
    return "".join(letter if letter.isprintable() else " " for letter in words)


def quoted(name: str) -> str:
    """`'API freeze'`: a task's name within a sentence, shortened to what a line can hold."""
    name = " ".join(name.split()) or "(no name)"
    return f"'{name if len(name) <= 60 else name[:59] + '…'}'"


def plural(count: int, noun: str) -> str:
    """`1 task`, `12 tasks`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
