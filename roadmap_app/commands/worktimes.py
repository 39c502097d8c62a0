"""Working times as people type them, and a week as the shifts that begin on its days.

A shift may run over midnight: (22 * 60, 30 * 60) is from 22:00 to 6:00 of the next day. A calendar holds it as
two periods, one on each day; `shifts` and `days` lead from one way of telling a week to the other.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from roadmap_app.calendar.standard import WHOLE_DAY
from roadmap_app.commands.refusal import Refusal
from roadmap_app.model.parts import DayTimes
from roadmap_app.model.records import Project
from roadmap_app.model.time import DAY

NOON, EARLY = DAY // 2, 6 * 60
PAUSE, PAUSE_AFTER = 60, 4 * 60  # the break of a day typed as hours, where it is longer than SHORT
SHORT = 6 * 60
OFF = {"off", "none", "no", "free", "closed", "day off", "not working", "-", "–", "0", "0h"}
WHOLE = {"24h", "24", "24 h", "all day", "always", "0-24", "00:00-24:00"}
WORDS = {"noon": "12:00", "midnight": "24:00"}
TIME = r"(\d{1,2})(?:[:.h]?(\d{2})|h)?(?:\s*([ap])(?:\.?m\.?|\b))?"
RANGE = re.compile(rf"{TIME}\s*(?:-|–|—|to|until)\s*{TIME}", re.I)
HOURS = re.compile(r"(\d{1,2}(?:[.,]\d+)?)\s*(?:h|hr|hrs|hours?)", re.I)
BETWEEN = re.compile(r"[\s,;+&/]*(?:and)?[\s,;+&/]*", re.I)
RIGHT = "Type times such as 9-12, 13-17:30, or 8h, 24h or off."


def parse_times(text: str, project: Project, *, over_midnight: bool = False) -> DayTimes:
    """`9-12, 13-17:30`, `8h`, `off`, `24h`, `9am to 5pm`; with `over_midnight` also `22-6`.

    The working periods of a day, rising and apart; a shift over midnight ends after 24:00. Refusal where the text
    can't be read, or in two ways.
    """
    words = " ".join(text.lower().split())
    for word, time in WORDS.items():
        words = words.replace(word, time)
    if words in OFF:
        return ()
    if words in WHOLE:
        return WHOLE_DAY
    if found := HOURS.fullmatch(words):
        return _hours(float(found[1].replace(",", ".")), text.strip(), project)
    periods: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        found = RANGE.match(words, at)
        if found is None:
            raise Refusal(f"'{text.strip()}' are not working times. {RIGHT}")
        periods.append(_period(found))
        at = found.end()
        gap = BETWEEN.match(words, at)
        at = gap.end() if gap else at
    if not periods:
        raise Refusal(f"There are no working times in that. {RIGHT}")
    periods.sort()
    for (_, end), (begin, _) in itertools.pairwise(periods):
        if begin < end:
            raise Refusal(f"{clock(begin)} lies within the time before it. Type times that follow each other.")
    begin, end = periods[-1]
    if end > DAY and not over_midnight:
        rest = "" if begin >= DAY else f" Type {clock(begin)}-24 here, and 0-{clock(end - DAY)} on the day after."
        raise Refusal(f"A single day ends at 24:00.{rest}")
    return tuple(periods)


def times_text(times: DayTimes) -> str:
    """`9–12, 13–17:30`, `off`, `24 h`, `22–6`: as `parse_times` reads it back."""
    if not times:
        return "off"
    if times == WHOLE_DAY:
        return "24 h"
    return ", ".join(f"{clock(begin)}–{clock(_shown_end(begin, end))}" for begin, end in times)


def clock(minute: int) -> str:
    """`9`, `17:30`: a time of day as short as it can be."""
    return f"{minute // 60}:{minute % 60:02d}" if minute % 60 else str(minute // 60)


def shifts(week: Sequence[DayTimes]) -> tuple[DayTimes, ...]:
    """The shifts that begin on each of the seven days, from the periods of the days."""
    made: list[DayTimes] = []
    for place, times in enumerate(week):
        own = times[1:] if _carries(week[place - 1], times) else times
        after = week[(place + 1) % 7]
        if own and _carries(times, after):
            own = (*own[:-1], (own[-1][0], DAY + after[0][1]))
        made.append(own)
    return tuple(made)


def days(begun: Sequence[DayTimes]) -> tuple[DayTimes, ...]:
    """The periods of each of the seven days, from the shifts that begin on them; overlapping ones join."""
    periods: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    for place, times in enumerate(begun):
        for begin, end in times:
            if begin < DAY:
                periods[place].append((begin, min(end, DAY)))
            if end > DAY:
                periods[(place + 1) % 7].append((max(begin - DAY, 0), end - DAY))
    return tuple(_joined(sorted(each)) for each in periods)


def _carries(before: DayTimes, times: DayTimes) -> bool:
    """Whether the first period of a day is the rest of the shift that ends the day before it."""
    if not before or not times:
        return False
    begin, end = before[-1]
    return end == DAY and begin > 0 and times[0][0] == 0 and times[0][1] < begin


def _hours(hours: float, typed: str, project: Project) -> DayTimes:
    """So many hours from the time that days begin at, with a pause within a long day."""
    minutes, begin = round(hours * 60), project.default_start
    end = begin + minutes + (PAUSE if minutes > SHORT else 0)
    if end > DAY:
        raise Refusal(f"'{typed}' from {clock(begin)} runs past midnight. Type the times, such as 6-14, 15-22.")
    if minutes <= SHORT:
        return ((begin, end),)
    noon = begin + PAUSE_AFTER
    return ((begin, noon), (noon + PAUSE, end))


def _period(found: re.Match[str]) -> tuple[int, int]:
    words = found[0]
    end = _minute(found[4], found[5], found[6], words)
    begin = _minute(found[1], found[2], found[3], words)
    if found[6] == "p" and not found[3] and begin < EARLY and begin + NOON < end:
        begin += NOON  # 1-5pm, while 9-5pm begins in the morning
    if end == 0:
        end = DAY
    if end == begin:
        raise Refusal(f"'{words}' begins where it ends. Type 24h for a whole day.")
    if end < begin:
        if begin < NOON and end + NOON > begin and not found[6]:
            raise Refusal(
                f"'{words}' could end at {clock(end + NOON)} or on the next day. "
                f"Type {clock(begin)}-{clock(end + NOON)} or {clock(begin)}-{clock(end + DAY)}."
            )
        end += DAY
    if end >= begin + DAY:
        raise Refusal(f"'{words}' is longer than a day. {RIGHT}")
    return begin, end


def _minute(hours: str, minutes: str | None, half: str | None, words: str) -> int:
    hour, minute = int(hours), int(minutes or 0)
    if half:
        if not 1 <= hour <= 12:
            raise Refusal(f"'{words}': there is no {hour} {half}m. Type an hour from 1 to 12 with am or pm.")
        hour = hour % 12 + (12 if half == "p" else 0)
    if minute > 59 or hour > 47:
        raise Refusal(f"'{words}' is not a time of day. Type times from 0:00 to 24:00.")
    return hour * 60 + minute


def _shown_end(begin: int, end: int) -> int:
    """An end as it is typed: on the next day by its own clock, unless that could be read in two ways."""
    if end <= DAY:
        return end
    plain = end - DAY
    return end if begin < NOON and plain + NOON > begin else plain


def _joined(periods: Sequence[tuple[int, int]]) -> DayTimes:
    made: list[tuple[int, int]] = []
    for begin, end in periods:
        if made and begin < made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((begin, end))
    return tuple(made)
