"""Reading what people type: durations, dates, percentages, predecessors.

Forgiving in form, never in meaning: what could be read in two ways, or cannot be, is refused with what
would be right.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from roadmap_app.commands import othertongues
from roadmap_app.commands.refusal import Refusal
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import LINK_TYPES, Project
from roadmap_app.model.text import MONTHS, WEEKDAYS, hyphened, quoted, unit_minutes
from roadmap_app.model.time import DAY, FIRST_PLANNED, LAST_PLANNED, day_of, instant, to_date, weekday

LONGEST = 50 * 365 * DAY
UNITS = {
    "m": "m", "min": "m", "mins": "m", "minute": "m", "minutes": "m", "h": "h", "hr": "h", "hrs": "h", "hour": "h",
    "hours": "h", "d": "d", "day": "d", "days": "d", "w": "w", "wk": "w", "wks": "w", "week": "w", "weeks": "w",
    "mo": "mo", "mon": "mo", "mons": "mo", "month": "mo", "months": "mo",
    **othertongues.UNITS,
}  # fmt: skip
DURATION = re.compile(r"(\d+(?:[.,]\d+)?)\s*(e?)([^\W\d_]*)\.?\??")
LINK = re.compile(r"(.*?)\s*(FS|SS|FF|SF)?\s*(?:([+-])\s*(\d+(?:[.,]\d+)?\s*(?:%|e?[a-z]+)?))?", re.I)
MONTH_NAMES = {name.lower(): number for number, name in enumerate(MONTHS, 1)}  # by their first three letters
DAY_NAMES = {name.lower(): number for number, name in enumerate(WEEKDAYS)}


@dataclass(frozen=True)
class Duration:
    """A duration as typed: minutes, its unit, and whether it runs on the clock."""

    minutes: int
    unit: str
    elapsed: bool


@dataclass(frozen=True)
class Lag:
    """A link's lag as typed: minutes or percent, by its kind (worked, elapsed, percent)."""

    lag: int
    kind: str
    unit: str


@dataclass(frozen=True)
class Predecessor:
    task: str
    type: str
    lag: int
    lag_kind: str
    lag_unit: str


def parse_duration(text: str, project: Project) -> Duration:
    """`3d`, `2w`, `4h`, `1.5d`, `3ed`, `30m`, `2mo`; a bare number is days."""
    found = DURATION.fullmatch(text.strip().lower())
    unit = UNITS.get(found[3] or "d") if found else None
    if found is None or unit is None:
        raise Refusal(f"'{text.strip()}' is not a duration. Type one such as 3d, 2w, 4h or 1.5d; 3ed counts every day.")
    elapsed = bool(found[2])
    minutes = round(float(found[1].replace(",", ".")) * unit_minutes(project, unit, elapsed))
    if not minutes and float(found[1].replace(",", ".")):
        raise Refusal(f"'{text.strip()}' is less than a minute. Type 1m or more, or 0 for a milestone.")
    if minutes > LONGEST:
        raise Refusal(f"'{text.strip()}' is longer than 50 years. Type a shorter duration.")
    return Duration(minutes, unit, elapsed)


def parse_lag(text: str, project: Project) -> Lag:
    """`+2d`, `-1ed`, `50%`; nothing for none."""
    words = hyphened(text.strip())
    if not words:
        return Lag(0, "worked", "d")
    found = re.fullmatch(r"([+-]?)\s*(\d+(?:[.,]\d+)?\s*(?:%|e?[a-z]*))", words, re.I)
    if not found:
        raise Refusal(f"'{words}' is not a lag. Type one such as +2d, -1d, +2ed or 50%.")
    lag, kind, unit = _lag(found[2].lower(), project)
    return Lag(-lag if found[1] == "-" else lag, kind, unit)


def parse_percent(text: str) -> int:
    """`50` or `50 %`: a whole number from 0 to 100."""
    found = re.fullmatch(r"(\d{1,3})\s*%?", text.strip())
    if not found or int(found[1]) > 100:
        raise Refusal(f"'{text.strip()}' is not a percentage. Type a whole number from 0 to 100.")
    return int(found[1])


FLAGS = {"yes": True, "y": True, "true": True, "1": True, "x": True, "on": True, "✓": True, "-1": True,
         "no": False, "n": False, "false": False, "0": False, "off": False, "-": False}  # fmt: skip


def parse_flag(text: str) -> bool:
    """`yes` or `no`, as spreadsheets and people write them: true, 1, x, ✓; false, 0."""
    found = FLAGS.get(text.strip().casefold())
    if found is None:
        raise Refusal(f"'{text.strip()}' is neither yes nor no. Type Yes or No.")
    return found


def parse_words(text: str) -> tuple[str, ...]:
    """Words between commas or semicolons, each once, in the order in which they were typed."""
    parts = (" ".join(part.split()) for part in re.split(r"[,;\n]", text))
    found: dict[str, str] = {}
    for part in filter(None, parts):
        found.setdefault(part.casefold(), part)
    return tuple(found.values())


def parse_number(text: str) -> int | str:
    """`1200`, `1,200`, `1 200.5`, `12,5`: an integer, or the decimal number as `12.5`.

    A point is the decimal one, as everywhere here.
    """
    words = hyphened(re.sub(r"[\s'’_]", "", text))
    negative = words.startswith("-") or (words.startswith("(") and words.endswith(")"))
    words = words.strip("-+()")
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", words):  # 1,200.5
        words = words.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(\.\d{3}){2,}|\d{1,3}(\.\d{3})+,\d+", words):  # 1.200.000 and 1.200,5
        words = words.replace(".", "").replace(",", ".")
    else:
        words = words.replace(",", ".")
    if not re.fullmatch(r"\d{1,15}(\.\d{1,12})?|\.\d{1,12}", words):
        raise Refusal(f"'{text.strip()}' is not a number. Type one such as 1200 or 12.5.")
    whole, _, rest = words.partition(".")
    rest = rest.rstrip("0")
    sign = "-" if negative else ""
    return f"{sign}{int(whole or 0)}.{rest}" if rest else int(f"{sign}{whole or 0}")


def parse_money(text: str, project: Project) -> int:
    """`1,200.50`, `€ 1200`, `1.2k`, `3m`: an amount in minor units."""
    words = re.sub(r"[$€£¥₹]|\b[A-Z]{3}\b", "", text).strip()
    found = re.fullmatch(r"(.*\d)\s*([km])", words, re.I)
    times = {"k": 1000, "m": 1_000_000}[found[2].lower()] if found else 1
    digits = project.currency_digits
    if digits != 3 and re.fullmatch(r"[^\d]*[1-9]\d{0,2}\.\d{3}", words):
        large, small = words.replace(".", ""), words[: len(words) - 3 + digits].rstrip(".")
        raise Refusal(f"'{text.strip()}' could be {large} or {small}. Type one of these.")
    try:
        amount = Decimal(parse_number(found[1] if found else words))
    except Refusal:
        raise Refusal(f"'{text.strip()}' is not an amount of money. Type one such as 1200, 12.50 or 3k.") from None
    minor = amount * times * 10**digits
    if minor != minor.to_integral_value():
        raise Refusal(f"'{text.strip()}' has more than {digits} decimals, which this currency does not have.")
    return int(minor)


def parse_instant(text: str, today: int, time: int) -> int:
    """A date, with `14:30` behind it or else at the time of day given in minutes."""
    words = text.strip()
    found = re.fullmatch(r"(.*?)[ T]+(\d{1,2}):(\d{2})(?::\d{2})?", words)
    if found:
        hour, minute = int(found[2]), int(found[3])
        if hour > 24 or minute > 59 or hour * 60 + minute > DAY:
            raise Refusal(f"'{found[2]}:{found[3]}' is not a time of day. Type one from 00:00 to 24:00.")
        words, time = found[1], hour * 60 + minute
    return parse_date(words, today) * DAY + time


def parse_date(text: str, today: int) -> int:
    """A day: `4 May`, `4 May 2026`, `2026-05-04`, `4.5.2026`, `mon`, `next mon`, `today`, `+2w`, `-3d`.

    A date without a year is the one nearest to today. `05/04/2026` could be read in two ways and is refused
    unless one of them is not a date.
    """
    words = " ".join(text.strip().lower().replace(",", " ").replace("’", " 20").split())
    day = _relative(words, today) or _named(words, today) or _numbers(words, text, today)
    if day is None:
        raise Refusal(f"'{text.strip()}' is not a date. Type one such as 4 May, 2026-05-04, mon, today or +2w.")
    if not FIRST_PLANNED <= day * DAY <= LAST_PLANNED:
        raise Refusal(f"'{text.strip()}' lies outside the years 1900 to 2199.")
    return day


def _relative(words: str, today: int) -> int | None:
    now = day_of(today)
    near = {"today": 0, "tomorrow": 1, "yesterday": -1}.get(words)
    if near is not None:
        return now + near
    found = re.fullmatch(r"([+-])\s*(\d{1,5})\s*(d|days?|w|weeks?|mo|months?|y|years?)?", words)
    if found:
        count = int(found[2]) * (1 if found[1] == "+" else -1)
        unit = (found[3] or "d")[0:2]
        if unit[0] == "m":
            return _plus_months(now, count)
        if unit[0] == "y":
            return _plus_months(now, count * 12)
        return now + count * (7 if unit[0] == "w" else 1)
    found = re.fullmatch(r"(next |last )?([a-z]{3})[a-z]*", words)
    if found and found[2] in DAY_NAMES:
        ahead = (DAY_NAMES[found[2]] - weekday(now)) % 7
        if found[1] == "last ":
            return now + ahead - 7
        return now + (ahead or 7) if found[1] else now + ahead
    return None


def _plus_months(day: int, months: int) -> int:
    date = to_date(day)
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    if not 1 <= year <= 9998:
        return LAST_PLANNED
    return day_of(instant(year, month + 1, min(date.day, monthrange(year, month + 1)[1])))


def _named(words: str, today: int) -> int | None:
    """`4 may`, `may 4`, `fri 4 may 2026`, `4-may-26`."""
    parts = [part for part in re.split(r"[ .\-/]+", words) if part and part not in ("de", "of")]
    if len(parts) > 2 and parts[0].isalpha() and (len(parts) > 3 or not _month(parts[0])):
        parts = parts[1:]  # the day of the week
    month = next((found for part in parts if part.isalpha() and (found := _month(part))), None)
    numbers = [re.sub(r"(st|nd|rd|th)$", "", part) for part in parts if not part.isalpha()]
    if month is None or not 1 <= len(numbers) <= 2 or len(parts) != len(numbers) + 1:
        return None
    if not all(number.isdigit() for number in numbers):
        return None
    return _day(words, month, int(numbers[0]), numbers[1] if len(numbers) == 2 else "", today)


def _month(name: str) -> int | None:
    return othertongues.MONTHS.get(name) or MONTH_NAMES.get(name[:3])


def _numbers(words: str, text: str, today: int) -> int | None:
    """`2026-05-04`, `4.5.2026`, `4.5.`, `4/5/2026`, and `Mon 5/4/26`, which only one order can mean."""
    first_word, _, rest = words.partition(" ")
    if rest and first_word[:3] in DAY_NAMES and first_word.isalpha():
        return _on_weekday(DAY_NAMES[first_word[:3]], rest, text, today)
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日", words):
        year, month, day_number = found.groups()[:3] if found[1] else found.groups()[3:]
        return _day(words, int(month), int(day_number), year, today)
    if found := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.?\s?(\d{2}|\d{4})?", words):
        return _day(words, int(found[2]), int(found[1]), found[3] or "", today)
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})(?:/(\d{2}|\d{4}))?", words):
        first, second = int(found[1]), int(found[2])
        if first <= 12 and second <= 12 and first != second:
            one, other = f"{first} {MONTHS[second - 1]}", f"{second} {MONTHS[first - 1]}"
            raise Refusal(f"'{text.strip()}' could be {one} or {other}. Type one of these.")
        month, day = (second, first) if first > 12 else (first, second)
        return _day(words, month, day, found[3] or "", today)
    return None


def _on_weekday(day_of_week: int, numbers: str, text: str, today: int) -> int | None:
    """A date of numbers behind a day of the week: that tells which number is the month."""
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})", numbers)
    if found is None:
        return _numbers(numbers, text, today)
    orders = [(int(found[1]), int(found[2])), (int(found[2]), int(found[1]))]
    days = {_day(numbers, month, day, found[3], today) for day, month in orders if month <= 12}
    meant = [day for day in days if weekday(day) == day_of_week]
    return meant[0] if len(meant) == 1 else _numbers(numbers, text, today)


def _day(words: str, month: int, day: int, year: str, today: int) -> int:
    if not 1 <= month <= 12:
        raise Refusal(f"'{words}': there is no month {month}. Type one from 1 to 12.")
    now = to_date(day_of(today))
    if year:
        whole = int(year) + (2000 if len(year) == 2 else 0)
    else:
        years = (now.year, now.year + 1, now.year - 1)
        whole = min(years, key=lambda y: abs((y - now.year) * 12 + month - now.month))
        if month == 2 and day == 29:
            whole = next((y for y in years if monthrange(y, 2)[1] == 29), whole)
    if not 1 <= whole <= 9999:
        raise Refusal(f"'{words}' lies outside the years 1900 to 2199.")
    last = monthrange(whole, month)[1]
    if not 1 <= day <= last:
        raise Refusal(f"'{words}': {MONTHS[month - 1]} {whole} has {last} days.")
    return day_of(instant(whole, month, day))


def parse_predecessors(text: str, plan: Plan | Draft, numbers: Mapping[str, str] | None = None) -> list[Predecessor]:
    """`3FS+2d; 7SS, 'API freeze'`: tasks by WBS number or name, with type and lag.

    `numbers` are those of pasted rows, which go before the plan's own.
    """
    parts = re.split(r"[;,\n]+(?=(?:[^']*'[^']*')*[^']*$)", text)
    found = [_predecessor(part.strip(), plan, numbers or {}) for part in parts if part.strip()]
    seen: set[str] = set()
    for entry in found:
        if entry.task in seen:
            raise Refusal(f"{quoted(plan.tasks[entry.task].name)} stands there twice. Name each predecessor once.")
        seen.add(entry.task)
    return found


def _predecessor(part: str, plan: Plan | Draft, numbers: Mapping[str, str]) -> Predecessor:
    whole = find_task(part, plan, numbers)
    if whole:  # a name that happens to end in "SS" or "+2d"
        return Predecessor(whole, "FS", 0, "worked", "d")
    match = LINK.fullmatch(hyphened(part))
    task = find_task(match[1], plan, numbers) if match else None
    if match is None or not task:
        name = (match[1] if match else part) or part
        raise Refusal(f"No task is called '{name}'. Type WBS numbers, rows or names, such as 3FS+2d; 7SS.")
    type = (match[2] or "FS").upper()
    if type not in LINK_TYPES:
        raise Refusal(f"'{type}' is not a type of link. Use FS, SS, FF or SF.")
    lag, kind, unit = _lag(match[4], plan.project) if match[4] else (0, "worked", "d")
    return Predecessor(task, type, -lag if match[3] == "-" else lag, kind, unit)


def _lag(text: str, project: Project) -> tuple[int, str, str]:
    if text.endswith("%"):
        return round(float(text[:-1].replace(",", "."))), "percent", "d"
    duration = parse_duration(text, project)
    return duration.minutes, "elapsed" if duration.elapsed else "worked", duration.unit


def find_task(words: str, plan: Plan | Draft, numbers: Mapping[str, str]) -> str | None:
    """A task by WBS number, id, name, or row of the outline (`#12`, or `12` where no task has that number or name);
    Refusal where several have that name."""
    words = words.strip().strip("'\"").strip()
    if not words:
        return None
    by_wbs = numbers.get(words) or plan.outline.by_wbs.get(words)
    if by_wbs:
        return by_wbs
    if words in plan.tasks:
        return words
    if words.startswith("#") and (row := _row(words[1:], plan)):
        return row
    named = plan.named.get(words.casefold(), ())
    if len(named) > 1:
        listed = ", ".join(sorted(plan.outline.wbs[id] for id in named))
        raise Refusal(f"{len(named)} tasks are called '{words}' ({listed}). Type the WBS number.")
    return named[0] if named else _row(words, plan)


def _row(number: str, plan: Plan | Draft) -> str | None:
    """The task in a row of the outline, counted from 1 as other planners number tasks."""
    order = plan.outline.order
    return order[int(number) - 1] if number.isdecimal() and 0 < int(number[:9]) <= len(order) else None
