"""Exceptions of a calendar: days off and days worked otherwise, patterns of them, public holidays.

The first exception of a calendar that covers a day holds, so a new one is put in front of those that it overrides.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from roadmap_app.calendar import holidays
from roadmap_app.calendar.days import DayFacts, facts_of, week_of
from roadmap_app.calendar.patterns import days_of
from roadmap_app.calendar.standard import WORKDAY
from roadmap_app.commands.refusal import Refusal
from roadmap_app.model.parts import CalendarException, DayTimes
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Calendar
from roadmap_app.model.text import MONTHS, WEEKDAYS, long_date, one_line, quoted
from roadmap_app.model.time import DAY, FIRST_PLANNED, LAST_PLANNED, day_from_iso, to_date, weekday

PLACES = ("first", "second", "third", "fourth", "last")
REPEATS = ("", "daily", "weekly", "monthly", "monthly_weekday", "yearly", "yearly_weekday")
ENDLESS = LAST_PLANNED // DAY - 1  # the last day of a pattern that has no end
LONGEST = 366 * 3  # days that one exception may be made of at once


# Days -------------------------------------------------------------------------------------------------


def set_days(draft: Draft, id: str, days: Iterable[int], times: DayTimes, name: str = "") -> None:
    """Let days (since 1970-01-01) be off or worked at these times, whatever was on them."""
    calendar = _calendar(draft, id)
    wanted = sorted(set(days))
    if not wanted:
        raise Refusal("No day is chosen. Choose days on the year's page first.")
    if len(wanted) > LONGEST:
        raise Refusal("That is longer than three years. Change the week instead, or choose fewer days.")
    if wanted[0] * DAY < FIRST_PLANNED or wanted[-1] * DAY >= LAST_PLANNED:
        raise Refusal("A calendar holds from 1900 to 2199. Choose days in these years.")
    left = tuple(_without(calendar.exceptions, set(wanted)))
    made = tuple(
        CalendarException(name=one_line(name), first=first, last=last, times=times) for first, last in runs(wanted)
    )
    draft.change(calendar, exceptions=_in_order(made, left))


def clear_days(draft: Draft, id: str, days: Iterable[int]) -> None:
    """Take the calendar's own exceptions from days; a day that a pattern or the base brings can't be cleared so."""
    calendar = _calendar(draft, id)
    wanted = set(days)
    for day in sorted(wanted):
        for exception in calendar.exceptions:
            if exception.recur and any(True for _ in days_of(exception, day, day)):
                raise Refusal(
                    f"{long_date(day * DAY)} is one of {quoted(exception.name or pattern_text(exception))}, which "
                    f"repeats. Remove that in the list of exceptions, or give this day times of its own."
                )
    left = tuple(_without(calendar.exceptions, wanted))
    if left == calendar.exceptions:
        inherited = next((facts for facts in _facts(draft, id, sorted(wanted)) if facts.source), None)
        if inherited:
            base = quoted(draft.calendars[inherited.source].name)
            raise Refusal(
                f"{long_date(inherited.day * DAY)} comes from the base calendar {base}. Change it there, or give "
                f"this day times of its own."
            )
        raise Refusal("There is no exception on these days.")
    draft.change(calendar, exceptions=left)


def toggle_days(draft: Draft, id: str, days: Iterable[int]) -> None:
    """Days that are worked become days off; days that are all off become as usual, or else worked."""
    wanted = sorted(set(days))
    facts = _facts(draft, id, wanted)
    if any(each.times for each in facts):
        set_days(draft, id, [each.day for each in facts if each.times], ())
        return
    own = [each.day for each in facts if each.source == id and not _recurs(draft, each)]
    if own:
        clear_days(draft, id, own)
    rest = [each.day for each in _facts(draft, id, wanted) if not each.times]
    if rest and not own:
        set_days(draft, id, rest, usual_times(draft, id))


def usual_times(plan: Plan | Draft, id: str) -> DayTimes:
    """The times of an ordinary working day of a calendar: the first one of its week."""
    return next((times for times in week_of(plan.calendars, id) if times), WORKDAY)


def runs(days: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The spans, first to last, of rising days that follow each other."""
    first = last = None
    for day in days:
        if last is not None and day == last + 1:
            last = day
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = day
    if first is not None and last is not None:
        yield first, last


def _without(exceptions: Iterable[CalendarException], days: set[int]) -> Iterator[CalendarException]:
    """Exceptions with some days cut out; patterns stay as they are."""
    for exception in exceptions:
        span = range(exception.first, exception.last + 1)
        if exception.recur or not any(day in span for day in days):
            yield exception
            continue
        for first, last in runs([day for day in span if day not in days]):
            yield replace(exception, first=first, last=last)


def _in_order(
    made: Sequence[CalendarException], left: Sequence[CalendarException], listed: Sequence[CalendarException] = ()
) -> tuple[CalendarException, ...]:
    """New exceptions before those that are left, `listed` ones after single days and before patterns.

    Neighbours alike become one. From the first pattern on all stays as it was: the order tells which holds.
    """
    place = next((place for place, each in enumerate(left) if each.recur), len(left))
    plain = [*made, *left[:place], *listed]
    by_date = sorted(plain, key=lambda each: each.first)
    if any(a.last >= b.first for a, b in itertools.pairwise(by_date)):
        return (*plain, *left[place:])
    joined: list[CalendarException] = []
    for each in by_date:
        last = joined[-1] if joined else None
        if last and last.last + 1 == each.first and replace(each, first=last.first) == replace(last, last=each.last):
            joined[-1] = replace(last, last=each.last)
        else:
            joined.append(each)
    return (*joined, *left[place:])


# Patterns and single exceptions ---------------------------------------------------------------------------


def pattern(days: Sequence[int], repeats: str, *, last: int = 0, every: int = 1) -> CalendarException:
    """The pattern that these days begin: daily, weekly, monthly (this day of the month), monthly_weekday (such as the
    second Friday), yearly or yearly_weekday. Several days of one week can repeat weekly. `last` is its last possible
    day, before the first one: none."""
    first = days[0]
    if len(days) > 1 and (repeats != "weekly" or days[-1] > first - weekday(first) + 6):
        raise Refusal("Several days repeat only weekly, and where they are of one week. Choose one day.")
    date = to_date(first)
    kind, _, by_weekday = repeats.partition("_")
    end = last if last >= first else ENDLESS
    made = CalendarException(first=first, last=end, recur=kind, every=max(1, every))
    if kind == "weekly":
        return replace(made, weekdays=sum(1 << weekday(day) for day in days))
    if kind in ("monthly", "yearly"):
        made = replace(made, month=date.month if kind == "yearly" else 0)
        if by_weekday:
            return replace(made, position=min((date.day - 1) // 7 + 1, 5), weekdays=1 << weekday(first))
        return replace(made, month_day=date.day)
    return made


def add_pattern(draft: Draft, id: str, made: CalendarException, times: DayTimes, name: str = "") -> None:
    """Put a recurring exception in."""
    calendar = _calendar(draft, id)
    exception = replace(made, times=times, name=one_line(name))
    draft.change(calendar, exceptions=(*calendar.exceptions, exception))


def change(draft: Draft, id: str, index: int, exception: CalendarException) -> None:
    """Replace the exception at a place of a calendar."""
    calendar = _calendar(draft, id)
    if exception.last < exception.first:
        raise Refusal("The last day of an exception comes after its first. Change one of them.")
    made = replace(exception, name=one_line(exception.name))
    draft.change(calendar, exceptions=(*calendar.exceptions[:index], made, *calendar.exceptions[index + 1 :]))


def remove(draft: Draft, id: str, indexes: Iterable[int]) -> None:
    """Take exceptions out, by their places."""
    calendar, gone = _calendar(draft, id), set(indexes)
    left = tuple(each for place, each in enumerate(calendar.exceptions) if place not in gone)
    draft.change(calendar, exceptions=left)


def repeats_of(exception: CalendarException) -> str:
    """Which of REPEATS an exception is."""
    return exception.recur + ("_weekday" if exception.position and exception.recur in ("monthly", "yearly") else "")


def pattern_text(exception: CalendarException) -> str:
    """`every Friday`, `every second month on the 15th`, `every year on the last Monday of May`; "" for plain days."""
    if not exception.recur:
        return ""
    unit = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}.get(exception.recur, "day")
    count = exception.every
    head = f"every {unit}" if count <= 1 else f"every second {unit}" if count == 2 else f"every {count} {unit}s"
    date = to_date(exception.first)
    names = [WEEKDAYS[bit] for bit in range(7) if exception.weekdays >> bit & 1]
    if exception.recur == "daily":
        return head
    if exception.recur == "weekly":
        return f"{head} on {', '.join(names or [WEEKDAYS[weekday(exception.first)]])}"
    if exception.position:
        place = f"the {PLACES[min(exception.position, 5) - 1]} {', '.join(names) or 'day'}"
    else:
        place = ordinal(exception.month_day or 1) if exception.recur == "monthly" else str(exception.month_day or 1)
    if exception.recur == "monthly":
        return f"{head} on {place}" if exception.position else f"{head} on the {place}"
    month = MONTHS[(exception.month or date.month) - 1]
    return f"{head} on {place} of {month}" if exception.position else f"{head} on {place} {month}"


def ordinal(number: int) -> str:
    """`1st`, `22nd`, `13th`."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


# Public holidays ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Listed:
    """A public holiday and how it stands to the calendar: new, in (already there), other (an exception of one's own
    is on that day), off (the day is not worked anyway), or gone (in the calendar, no longer in the list)."""

    day: int
    name: str
    standing: str


def source_of(country: str, region: str) -> str:
    """What marks the exceptions of a country's list."""
    return f"holidays:{country}-{region}" if region else f"holidays:{country}"


def preview_holidays(
    plan: Plan | Draft, id: str, country: str, region: str, first_year: int, last_year: int
) -> tuple[Listed, ...]:
    """The public holidays of some years in order of date, each with how it stands to a calendar."""
    found = _listed(country, region, first_year, last_year)
    start, end = _years(first_year, last_year)
    source = source_of(country, region)
    calendar = plan.calendars.get(id)
    own = {
        (day, exception.name)
        for exception in (calendar.exceptions if calendar else ())
        if exception.source == source
        for day in days_of(exception, start, end)
    }
    facts = facts_of(plan.calendars, id, start, end)

    def standing(day: int, name: str) -> str:
        there = facts[day - start]
        if (day, name) in own:
            return "in"
        if there.source == id and (calendar is None or calendar.exceptions[there.index].source != source):
            return "other"
        return "new" if there.usual else "off"

    made = [Listed(each.first, each.name, standing(each.first, each.name)) for each in found]
    gone = own - {(each.first, each.name) for each in found}
    return tuple(sorted((*made, *(Listed(*each, "gone") for each in gone)), key=lambda each: (each.day, each.name)))


def put_holidays(draft: Draft, id: str, country: str, region: str, first_year: int, last_year: int) -> None:
    """Put in the public holidays of some years, or refresh those that are in. They are kept in the plan from then on;
    exceptions of one's own on the same days go before them."""
    found = _listed(country, region, first_year, last_year)
    if not found:
        raise Refusal(f"There are no public holidays in the list from {first_year} to {last_year}. Choose other years.")
    _take_out(draft, id, {source_of(country, region)}, *_years(first_year, last_year))
    calendar = _calendar(draft, id)
    kept = _in_order((), calendar.exceptions, found)
    draft.change(calendar, exceptions=kept, country=country, region=region)


def remove_holidays(draft: Draft, id: str, source: str = "") -> int:
    """Take out the public holidays of a list ("": of all lists); answers how many."""
    calendar = _calendar(draft, id)
    sources = {source} if source else sources_of(calendar)
    count = sum(each.source in sources for each in calendar.exceptions)
    if not count:
        raise Refusal("There are no public holidays in this calendar.")
    _take_out(draft, id, sources, FIRST_PLANNED // DAY, LAST_PLANNED // DAY)
    draft.change(draft.calendars[id], country="", region="")
    return count


def sources_of(calendar: Calendar) -> set[str]:
    """The lists of public holidays that a calendar holds days of."""
    return {each.source for each in calendar.exceptions if each.source.startswith("holidays:")}


def _take_out(draft: Draft, id: str, sources: set[str], first: int, last: int) -> None:
    calendar = _calendar(draft, id)
    left = tuple(
        each for each in calendar.exceptions if each.source not in sources or each.last < first or each.first > last
    )
    draft.change(calendar, exceptions=left)


def _listed(country: str, region: str, first_year: int, last_year: int) -> tuple[CalendarException, ...]:
    if last_year < first_year:
        raise Refusal("The last year comes after the first. Change one of them.")
    if not 1900 <= first_year <= last_year <= 2199:
        raise Refusal("Choose years from 1900 to 2199.")
    try:
        return holidays.public_holidays(country, region, first_year, last_year)
    except holidays.UnknownCountry as unknown:
        raise Refusal(str(unknown)) from None


def _years(first_year: int, last_year: int) -> tuple[int, int]:
    return day_from_iso(f"{first_year:04d}-01-01"), day_from_iso(f"{last_year:04d}-12-31")


def _facts(draft: Draft, id: str, days: Sequence[int]) -> list[DayFacts]:
    if not days:
        return []
    wanted = set(days)
    return [facts for facts in facts_of(draft.calendars, id, days[0], days[-1]) if facts.day in wanted]


def _recurs(draft: Draft, facts: DayFacts) -> bool:
    return bool(draft.calendars[facts.source].exceptions[facts.index].recur)


def _calendar(plan: Plan | Draft, id: str) -> Calendar:
    found = plan.calendars.get(id)
    if found is None:
        raise Refusal("This calendar is no longer in the plan. Choose another one.")
    return found
