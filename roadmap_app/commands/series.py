"""What comes after some values, as when they are dragged on: numbers and dates by their step, names by their number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from roadmap_app.calendar import WorkTime
from roadmap_app.commands.refusal import Refusal
from roadmap_app.commands.typed import parse_duration, parse_instant, parse_number
from roadmap_app.model import text as written
from roadmap_app.model.records import Project
from roadmap_app.model.time import DAY, to_date

NUMBERED = re.compile(r"(.*?)(\d+)", re.S)


def continued(
    texts: Sequence[str],
    kind: str,
    count: int,
    project: Project,
    work: WorkTime,
    *,
    up: bool = False,
    other: bool = False,
) -> list[str]:
    """`count` texts after those of a column of a kind, nearest first; `up` continues before the first of them.

    Dates go on by working days, or by the step that they have; numbers and durations by their step, a single
    one stays; names by the number that they end in; all else repeats. `other` is the other way round: copies
    where there would be a series, and one by one where a single number would stay.
    """
    known = [text.strip() for text in texts]
    order = known[::-1] if up else known
    made = None
    if count and all(known):
        if kind == "date":
            made = None if other else _dates(order, count, work, up)
        elif kind in ("number", "money", "percent"):
            made = _numbers(order, count, up, other)
        elif kind == "duration":
            made = None if other else _durations(order, count, project)
        elif kind in ("text", "name", "list"):
            made = None if other else _names(order, count, up)
    return made if made is not None else [order[place % len(order)] for place in range(count)]


def _step(values: Sequence[int | Decimal], alone: int) -> int | Decimal | None:
    """The one step between values; `alone` for a single one, None where they differ."""
    steps = {after - before for before, after in pairwise(values)}
    if len(values) == 1:
        return alone
    return steps.pop() if len(steps) == 1 else None


def _dates(texts: Sequence[str], count: int, work: WorkTime, up: bool) -> list[str] | None:
    try:
        instants = [parse_instant(text, 0, 0) for text in texts]
    except Refusal:
        return None
    days, times = [each // DAY for each in instants], {each % DAY for each in instants}
    if len(times) > 1:
        return None
    time = times.pop()
    step = _step(days, -1 if up else 1)
    if isinstance(step, int) and len(days) > 1 and (step % 7 == 0 or not all(_works(work, day) for day in days)):
        made = [days[-1] + step * (place + 1) for place in range(count)]
    else:
        places = [_working_days(work, days[0], day) for day in days]
        by = _step(places, -1 if up else 1)
        if not isinstance(by, int) or not by:
            return None
        made, day = [], days[-1]
        for _ in range(count):
            day = _moved(work, day, by)
            made.append(day)
    return [to_date(day).isoformat() + (f" {written.clock(time)}" if time else "") for day in made]


def _works(work: WorkTime, day: int) -> bool:
    return work.worked(day * DAY, (day + 1) * DAY) > 0


def _working_days(work: WorkTime, first: int, last: int) -> int:
    """How many working days lie between two days; negative where the second is before."""
    low, high = min(first, last), max(first, last)
    found = sum(_works(work, day) for day in range(low + 1, high + 1)) if high - low < 4000 else high - low
    return found if last >= first else -found


def _moved(work: WorkTime, day: int, by: int) -> int:
    """A day so many working days later, or earlier."""
    left, way = abs(by), 1 if by > 0 else -1
    for _ in range(40_000):  # a calendar without working days ends somewhere
        day += way
        left -= _works(work, day)
        if not left:
            break
    return day


def _numbers(texts: Sequence[str], count: int, up: bool, other: bool) -> list[str] | None:
    try:
        values = [Decimal(parse_number(text)) for text in texts]
    except Refusal:
        return None
    if (len(values) == 1) != other:
        return None
    step = _step(values, -1 if up else 1)
    if step is None:
        return None
    return [f"{values[-1] + step * (place + 1):f}" for place in range(count)]


def _durations(texts: Sequence[str], count: int, project: Project) -> list[str] | None:
    try:
        found = [parse_duration(text, project) for text in texts]
    except Refusal:
        return None
    step = _step([each.minutes for each in found], 0)
    if not step or len({each.elapsed for each in found}) > 1:
        return None
    last = found[-1]
    lengths = [last.minutes]
    for _ in range(count):  # where nothing would be left, the last stays
        lengths.append(lengths[-1] + int(step) if lengths[-1] + int(step) > 0 else lengths[-1])
    return [written.duration(length, project, last.unit, last.elapsed) for length in lengths[1:]]


def _names(texts: Sequence[str], count: int, up: bool) -> list[str] | None:
    found = [NUMBERED.fullmatch(text) for text in texts]
    heads = {each[1] if each else None for each in found}
    if len(heads) != 1 or None in heads or heads == {""}:
        return None
    numbers = [int(each[2]) for each in found if each]
    step = _step(numbers, -1 if up else 1)
    if not isinstance(step, int):
        return None
    head, width = heads.pop(), len(found[-1][2]) if found[-1] and found[-1][2].startswith("0") else 1
    made = [numbers[-1] + step * (place + 1) for place in range(count)]
    return [f"{head}{number:0{width}d}" for number in made] if min(made) >= 0 else None
