"""Rule files: a small plan in the pocket language, each task with the dates that it must get after `=>`.

    # Rule 4: a task runs on its own calendar.
    ! honour_constraints=False status_date="2026-05-06"    members of the project
    calendar Half of Standard                              a calendar (`of` its base), and what it works:
    week Mon-Thu 08:00-12:00                               weekdays; also `off`, and `all` for every day
    weeks 2026-05-11..2026-05-15 Fri off                   a work week, for some dates
    except 2026-05-06..2026-05-07 off                      an exception; `recur="weekly" every=2` make a pattern
    resource Bob on Half                                   a resource; also members such as `type="material"`
    A 2d on Half by Bob => 2026-05-04 .. 2026-05-08 | slack 2d free 1d critical
    set A remaining_duration=1d                            members of a task
    work A delay=1d                                        members of its assignments
    finding calendar.empty                                 the code of what must be told

A date alone means 08:00 for a start and 17:00 for a finish; one instant is a milestone. After `|` stand the
slack, the free slack (none: as the slack) and `critical`; a file with none of these asks for dates only.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from roadmap_app.model.ids import stable_id
from roadmap_app.model.parts import CalendarException, DayTimes, Segment, WorkWeek
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Calendar, Record, Resource
from roadmap_app.model.text import WEEKDAYS
from roadmap_app.model.time import DAY, to_iso
from tests.pocket import DURATION, STANDARD, at, id_of, minutes, plan

DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?")
SLACK = re.compile(r"slack (?P<total>-?\d\w*)( free (?P<free>\d\w*))?(?P<critical> critical)?")
FIRST_OWN = 20  # stable ids of calendars and resources


@dataclass
class Rule:
    """What a rule file says: the plan, and by the names of tasks what must come of it."""

    plan: Plan
    dates: dict[str, tuple[str, str]] = field(default_factory=dict)
    slack: dict[str, tuple[int, int, bool]] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)


def read_rule(path: Path) -> Rule:
    reader = _Reader()
    for line in path.read_text("utf-8").splitlines():
        line = line.partition("#")[0].rstrip()
        if line:
            reader.line(line)
    return reader.rule()


class _Reader:
    """Line by line, what a rule file holds."""

    def __init__(self) -> None:
        self.tasks: list[str] = []
        self.project: dict[str, Any] = {}
        self.calendars: list[Calendar] = []
        self.resources: list[Record] = []
        self.changes: list[tuple[str, str, dict[str, Any]]] = []
        self.told = Rule(plan(""))

    def line(self, line: str) -> None:
        word, *rest = line.split()
        known = getattr(self, f"_{word}", None) if word != "!" else self._project
        if known is not None and "=>" not in line:
            known(rest)
            return
        told, _, expected = line.partition("=>")
        dates, _, slack = expected.partition("|")
        self.tasks.append(told.rstrip())
        name = told.split()[0]
        first, _, last = (part.strip() for part in dates.partition(".."))
        start = to_iso(at(first))
        self.told.dates[name] = (start, to_iso(at(last, 1020)) if last else start)
        if slack:
            found = SLACK.fullmatch(slack.strip())
            assert found is not None, f"'{slack.strip()}' tells no slack"
            total = _minutes(found["total"])
            free = _minutes(found["free"]) if found["free"] else max(0, total)
            self.told.slack[name] = (total, free, bool(found["critical"]))

    def rule(self) -> Rule:
        ids = {calendar.name: calendar.id for calendar in self.calendars}
        project = dict(self.project)
        if "calendar" in project:
            project["calendar"] = ids[project["calendar"]]
        calendars = [calendar.but(base=ids.get(calendar.base, calendar.base)) for calendar in self.calendars]
        resources = [
            record.but(calendar=ids[record.calendar]) if isinstance(record, Resource) and record.calendar else record
            for record in self.resources
        ]
        draft = Draft(plan("\n".join(self.tasks), *calendars, *resources))
        draft.change(draft.plan.project, **project)
        for kind, name, members in self.changes:
            id = id_of(draft.plan, name)
            if kind == "set":
                draft.change(draft.tasks[id], **members)
                continue
            for assignment in [found for found in draft.plan.assignments.values() if found.task == id]:
                draft.change(assignment, **members)
        self.told.plan = draft.plan
        return self.told

    def _project(self, words: list[str]) -> None:
        self.project.update(_settings(words))

    def _calendar(self, words: list[str]) -> None:
        name = words[0]
        base = words[2] if words[1:] else ""
        id = STANDARD if name == "Standard" else stable_id(FIRST_OWN + len(self.calendars))
        self.calendars.append(Calendar(id=id, name=name, base=base))

    def _week(self, words: list[str]) -> None:
        calendar = self.calendars[-1]
        self.calendars[-1] = calendar.but(week=_days(words, calendar.week or (None,) * 7))

    def _weeks(self, words: list[str]) -> None:
        first, last = _span(words[0])
        week = WorkWeek(first=first, last=last, days=_days(words[1:], (None,) * 7))
        self.calendars[-1] = self.calendars[-1].but(weeks=(*self.calendars[-1].weeks, week))

    def _except(self, words: list[str]) -> None:
        first, last = _span(words[0])
        settings = [word for word in words if "=" in word]
        times = _times([word for word in words[1:] if "=" not in word])
        exception = CalendarException(first=first, last=last, times=times, **_settings(settings))
        self.calendars[-1] = self.calendars[-1].but(exceptions=(*self.calendars[-1].exceptions, exception))

    def _resource(self, words: list[str]) -> None:
        name, *rest = words
        members = _settings([word for word in rest if "=" in word])
        if "on" in rest:
            members["calendar"] = rest[rest.index("on") + 1]
        self.resources.append(Resource(id=stable_id(FIRST_OWN + 50 + len(self.resources)), name=name, **members))

    def _set(self, words: list[str]) -> None:
        self.changes.append(("set", words[0], _settings(words[1:])))

    def _work(self, words: list[str]) -> None:
        self.changes.append(("work", words[0], _settings(words[1:])))

    def _finding(self, words: list[str]) -> None:
        self.told.findings += words


def _settings(words: list[str]) -> dict[str, Any]:
    return {name: _value(name, value) for name, _, value in (word.partition("=") for word in words)}


def _value(name: str, text: str) -> Any:
    """A date, spans of dates (`segments`), a duration, or what Python makes of it."""
    if name == "segments":
        spans = (span.split("..") for span in text.split(","))
        return tuple(Segment(start=at(first), finish=at(last, 1020)) for first, last in spans)
    text = text.strip('"')
    if DATE.fullmatch(text):
        return at(text, 1020 if name.endswith("finish") or name in ("stop", "status_date") else 480)
    if DURATION.fullmatch(text):
        return minutes(text)
    try:
        return ast.literal_eval(text)
    except ValueError:
        return text


def _minutes(text: str) -> int:
    return -minutes(text[1:]) if text.startswith("-") else minutes(text)


def _span(text: str) -> tuple[int, int]:
    first, _, last = text.partition("..")
    return at(first) // DAY, at(last or first) // DAY


def _days(words: list[str], week: tuple[DayTimes | None, ...]) -> tuple[DayTimes | None, ...]:
    """A week with other times on some of its days, such as `Mon-Fri 08:00-12:00`."""
    names = [name[:3] for name in WEEKDAYS]
    first, _, last = "Mon-Sun".partition("-") if words[0] == "all" else words[0].partition("-")
    chosen = range(names.index(first), names.index(last or first) + 1)
    times = _times(words[1:])
    return tuple(times if day in chosen else periods for day, periods in enumerate(week))


def _times(words: list[str]) -> DayTimes:
    if words == ["off"]:
        return ()
    ends = [[int(hour[:2]) * 60 + int(hour[3:]) for hour in word.split("-")] for word in words]
    return tuple((begin, end) for begin, end in ends)
