"""Calendars: made, named, based on one another, their weeks, and who works by them.

Exceptions and public holidays are in `exceptions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from roadmap_app.calendar.compile import chain
from roadmap_app.calendar.days import week_of
from roadmap_app.commands import worktimes
from roadmap_app.commands.refusal import Refusal
from roadmap_app.model import text
from roadmap_app.model.ids import new_id
from roadmap_app.model.parts import DayTimes, WorkWeek
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Calendar
from roadmap_app.model.text import plural, quoted
from roadmap_app.model.time import DAY

NO_DAYS: tuple[DayTimes | None, ...] = (None,) * 7
STANDARD = "Standard"
LONGEST_NAME = 200


@dataclass(frozen=True)
class Users:
    """Who works by a calendar: ids of tasks, of resources, and of calendars that it is the base of."""

    project: bool = False
    tasks: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    calendars: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.project or self.tasks or self.resources or self.calendars)


def users(plan: Plan | Draft) -> Mapping[str, Users]:
    """Who works by each calendar, by its id; "" is the standard week of a plan whose project names no calendar."""
    kinds = ("tasks", "resources", "calendars")
    found: dict[str, dict[str, list[str]]] = {id: {kind: [] for kind in kinds} for id in plan.calendars}
    for name, records in (("tasks", plan.tasks), ("resources", plan.resources)):
        for record in records.values():
            if record.calendar in found:
                found[record.calendar][name].append(record.id)
    for calendar in plan.calendars.values():
        if calendar.base in found:
            found[calendar.base]["calendars"].append(calendar.id)
    own = plan.project.calendar if plan.project.calendar in found else ""
    made = {id: Users(id == own, *(tuple(each) for each in lists.values())) for id, lists in found.items()}
    return made if own else {**made, "": Users(project=True)}


def users_text(plan: Plan | Draft, who: Users) -> str:
    """`the project, 3 tasks, 'Team A'`; "" for nobody."""
    parts = ["the project"] if who.project else []
    parts += _named(who.tasks, plan.tasks, "task") + _named(who.resources, plan.resources, "person or team")
    parts += _named(who.calendars, plan.calendars, "calendar")
    return ", ".join(parts)


def _named(ids: Sequence[str], records: Mapping[str, Any], noun: str) -> list[str]:
    if not ids:
        return []
    if len(ids) == 1:
        return [quoted(records[ids[0]].name)]
    return [f"{len(ids)} people or teams" if noun.startswith("person") else plural(len(ids), noun)]


# Calendars --------------------------------------------------------------------------------------------


def create(draft: Draft, name: str = "", base: str = "", *, id: str = "") -> str:
    """A new calendar; it inherits all of its base, or has the standard week. Answers its id."""
    if base and base not in draft.calendars:
        raise Refusal("The base calendar is no longer in the plan. Choose another one.")
    made = Calendar(id=id or new_id(), name=_free(draft, _one(name) if name else "New calendar"), base=base)
    return draft.put(made).id


def duplicate(draft: Draft, id: str, *, copy: str = "") -> str:
    """A copy of a calendar under a name of its own; answers its id."""
    calendar = _calendar(draft, id)
    made = calendar.but(id=copy or new_id(), name=_free(draft, f"{calendar.name} copy"), uid=None)
    return draft.put(made).id


def own_standard(draft: Draft, *, id: str = "") -> str:
    """The standard week of a plan without calendars, as a calendar of the project that can be changed."""
    made = create(draft, STANDARD, id=id)
    draft.change(draft.project, calendar=made)
    return made


def rename(draft: Draft, id: str, name: str) -> None:
    calendar, wanted = _calendar(draft, id), _one(name)
    for other in draft.calendars.values():
        if other.id != id and other.name.casefold() == wanted.casefold():
            raise Refusal(f"There is a calendar {quoted(other.name)} already. Type another name.")
    draft.change(calendar, name=wanted)


def delete(draft: Draft, id: str, instead: str | None = None) -> None:
    """Take a calendar out. One that is used needs another `instead` ("": the project's, for tasks and people)."""
    calendar = _calendar(draft, id)
    used = users(draft)[id]
    if used and instead is None:
        raise Refusal(
            f"{quoted(calendar.name)} is used by {users_text(draft, used)}. Choose a calendar to take its place."
        )
    if instead == id or (instead and instead not in draft.calendars):
        raise Refusal("The calendar that takes its place has to be another one of this plan.")
    new = instead or ""
    if used.calendars and new and id in [each.id for each in chain(draft.calendars, new)]:
        name = quoted(draft.calendars[new].name)
        raise Refusal(f"{name} is itself based on {quoted(calendar.name)}. Choose another, or change its base first.")
    if used.project:
        draft.change(draft.project, calendar=new)
    assign_tasks(draft, used.tasks, new)
    assign_resources(draft, used.resources, new)
    for user in used.calendars:
        draft.change(draft.calendars[user], base=new or calendar.base)
    draft.remove("calendar", id)


def set_base(draft: Draft, id: str, base: str) -> None:
    """Base a calendar on another ("": on none, the standard week); a circle is refused."""
    calendar = _calendar(draft, id)
    if base:
        circle = [each.id for each in chain(draft.calendars, _calendar(draft, base).id)]
        if id in circle:
            names = [quoted(draft.calendars[each].name) for each in (id, *circle[: circle.index(id) + 1])]
            raise Refusal(f"Would make a loop: {' → '.join(names)}. Choose a base that does not lead back here.")
    draft.change(calendar, base=base)


# The week ---------------------------------------------------------------------------------------------


def week_shown(plan: Plan | Draft, id: str, span: int | None = None) -> tuple[DayTimes, ...]:
    """The seven days as they hold: of the usual week, or of the work week at place `span`."""
    week = week_of(plan.calendars, id)
    if span is None:
        return week
    own = _calendar(plan, id).weeks[span].days or NO_DAYS
    return tuple(times if mine is None else mine for mine, times in zip(own, week, strict=True))


def own_days(plan: Plan | Draft, id: str, span: int | None = None) -> tuple[bool, ...]:
    """Which of the seven days a calendar (or one of its work weeks) sets itself; the others are inherited."""
    calendar = plan.calendars.get(id)
    if calendar is None:
        return (False,) * 7
    own = calendar.week if span is None else calendar.weeks[span].days
    return tuple(times is not None for times in own) if len(own) == 7 else (False,) * 7


def set_days(draft: Draft, id: str, weekdays: Iterable[int], begun: DayTimes | None, span: int | None = None) -> None:
    """Give weekdays (0 Monday) these shifts, None: what is inherited. What runs over midnight goes to the next day."""
    calendar = _calendar(draft, id)
    shown = week_shown(draft, id, span)
    own = list((calendar.week if span is None else calendar.weeks[span].days) or NO_DAYS)
    shifts = list(worktimes.shifts(shown))
    wanted = set(weekdays)
    if begun is None:
        for place in wanted:
            own[place] = None
    else:
        for place in wanted:
            shifts[place] = begun
        periods = worktimes.days(shifts)
        for place in range(7):
            if place in wanted or periods[place] != shown[place]:
                own[place] = periods[place]
    made = tuple(own) if any(times is not None for times in own) else ()
    if span is None:
        draft.change(calendar, week=made)
    else:
        _put_week(draft, calendar, span, days=made)


def copy_day(draft: Draft, id: str, weekday: int, to: Iterable[int], span: int | None = None) -> None:
    """Give other weekdays the shifts of one."""
    set_days(draft, id, to, worktimes.shifts(week_shown(draft, id, span))[weekday], span)


def add_week(draft: Draft, id: str, name: str, first: int, last: int) -> int:
    """A week of its own from one day to another, as the usual one until changed; answers its place."""
    calendar = _calendar(draft, id)
    made = WorkWeek(name=_one(name), first=first, last=last)
    _fits(calendar, made, None)
    draft.change(calendar, weeks=(*calendar.weeks, made))
    return len(calendar.weeks)


def change_week(draft: Draft, id: str, span: int, **members: Any) -> None:
    """Change name, first or last day of a work week."""
    calendar = _calendar(draft, id)
    _put_week(draft, calendar, span, **members)
    _fits(draft.calendars[id], draft.calendars[id].weeks[span], span)


def remove_week(draft: Draft, id: str, span: int) -> None:
    calendar = _calendar(draft, id)
    draft.change(calendar, weeks=(*calendar.weeks[:span], *calendar.weeks[span + 1 :]))


def _put_week(draft: Draft, calendar: Calendar, span: int, **members: Any) -> None:
    old = calendar.weeks[span]
    values = {name: getattr(old, name) for name in ("extra", "name", "first", "last", "days")}
    made = WorkWeek(**{**values, **members})
    draft.change(calendar, weeks=(*calendar.weeks[:span], made, *calendar.weeks[span + 1 :]))


def _fits(calendar: Calendar, made: WorkWeek, span: int | None) -> None:
    if made.last < made.first:
        raise Refusal("The last day of a work week comes after its first. Change one of them.")
    for place, other in enumerate(calendar.weeks):
        if place != span and other.first <= made.last and made.first <= other.last:
            dates = f"{text.long_date(other.first * DAY)} – {text.long_date(other.last * DAY)}"
            raise Refusal(f"The work week {quoted(other.name)} holds from {dates}. Choose days outside of it.")


# Who works by it --------------------------------------------------------------------------------------


def assign_project(draft: Draft, id: str) -> None:
    """Let the project work by a calendar."""
    draft.change(draft.project, calendar=_calendar(draft, id).id)


def assign_tasks(draft: Draft, ids: Iterable[str], calendar: str) -> None:
    """Give tasks a calendar of their own ("": none)."""
    for id in ids:
        draft.change(draft.tasks[id], calendar=calendar and _calendar(draft, calendar).id)


def assign_resources(draft: Draft, ids: Iterable[str], calendar: str) -> None:
    """Give people and teams a calendar ("": the project's)."""
    for id in ids:
        draft.change(draft.resources[id], calendar=calendar and _calendar(draft, calendar).id)


def _calendar(plan: Plan | Draft, id: str) -> Calendar:
    found = plan.calendars.get(id)
    if found is None:
        raise Refusal("This calendar is no longer in the plan. Choose another one.")
    return found


def _one(name: str) -> str:
    made = text.one_line(name)
    if not made:
        raise Refusal("It needs a name. Type one.")
    if len(made) > LONGEST_NAME:
        raise Refusal(f"A name has at most {LONGEST_NAME} characters. Type a shorter one.")
    return made


def _free(draft: Draft, name: str) -> str:
    """A name that no calendar has: this one, or with a number behind it."""
    taken = {calendar.name.casefold() for calendar in draft.calendars.values()}
    number, made = 1, name
    while made.casefold() in taken:
        number += 1
        made = f"{name} {number}"
    return made
