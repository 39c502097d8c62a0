"""What a column is, and the kinds of values that many of them share: dates, durations, choices, yes and no."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from roadmap_app.commands.refusal import Refusal
from roadmap_app.commands.typed import parse_duration, parse_flag, parse_instant
from roadmap_app.model import text as written
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Task
from roadmap_app.model.time import DAY, day_of, to_date
from roadmap_app.schedule import Schedule

Plans = Plan | Draft


@dataclass(frozen=True)
class Ask:
    """What a column needs to show one task."""

    plan: Plans
    schedule: Schedule
    id: str
    today: int

    @property
    def task(self) -> Task:
        return self.plan.tasks[self.id]

    @property
    def year(self) -> int:
        return to_date(day_of(self.today)).year


@dataclass(frozen=True)
class Entry:
    """What a column needs to take typed text."""

    draft: Draft
    schedule: Schedule
    id: str
    today: int

    @property
    def task(self) -> Task:
        return self.draft.tasks[self.id]

    def change(self, **members: object) -> None:
        self.draft.change(self.task, **members)


Show = Callable[[Ask], str]
Take = Callable[[Entry, str], object]
Choices = Callable[[Plans], Sequence[str]]


@dataclass(frozen=True)
class Column:
    """`shown` is the cell, `typed` the editor's first text (default: the same), `take` None where computed.

    `kind` tells the editor and the clipboard what it holds: text, date, duration, number, money, percent, list,
    words (several of a list), flag, or tasks. `choices` are what an editor offers. `group` is where a chooser
    lists it.
    """

    title: str
    shown: Show
    take: Take | None = None
    typed: Show | None = None
    of_summaries: bool = False  # a summary's can be typed too
    right: bool = False
    kind: str = "text"
    group: str = "Task"
    choices: Choices | None = None


# Dates -----------------------------------------------------------------------------------------------


def date(instant: int | None, ask: Ask) -> str:
    return "" if instant is None else written.short_date(instant, ask.year)


def typed_date(instant: int | None, usual: int) -> str:
    """`2026-05-04`, with the time where it is not the usual one."""
    if instant is None:
        return ""
    day = to_date(day_of(instant)).isoformat()
    return day if instant % DAY == usual else f"{day} {written.clock(instant)}"


def usual_start(ask: Ask) -> int:
    return ask.plan.project.default_start


def usual_finish(ask: Ask) -> int:
    return ask.plan.project.default_finish


def dates(
    title: str,
    read: Callable[[Ask], int | None],
    group: str,
    take: Take | None = None,
    usual: Callable[[Ask], int] = usual_finish,
    of_summaries: bool = False,
) -> Column:
    """A column of dates; `usual` is the time of day that is not written."""
    return Column(
        title, lambda a: date(read(a), a), take, lambda a: typed_date(read(a), usual(a)),
        of_summaries=of_summaries, right=True, kind="date", group=group,
    )  # fmt: skip


def start_of(plan: Plans, typed: str, today: int) -> int:
    """The instant that typed text means as a start."""
    return parse_instant(typed, today, plan.project.default_start)


def finish_of(plan: Plans, typed: str, today: int) -> int:
    """The instant that typed text means as a finish."""
    return parse_instant(typed, today, plan.project.default_finish)


# Durations -------------------------------------------------------------------------------------------


def lengths(
    title: str, read: Callable[[Ask], int | None], group: str, take: Take | None = None, of_summaries: bool = False
) -> Column:
    """A column of worked minutes, as durations are typed."""

    def shown(ask: Ask) -> str:
        minutes = read(ask)
        if minutes is None:
            return ""
        sign = "-" if minutes < 0 else ""
        return sign + written.duration(abs(minutes), ask.plan.project)

    return Column(title, shown, take, of_summaries=of_summaries, right=True, kind="duration", group=group)


def taken_length(member: str) -> Take:
    """Takes worked minutes into a member of the task; nothing typed empties it."""

    def take(entry: Entry, typed: str) -> None:
        minutes = parse_duration(typed, entry.draft.project).minutes if typed.strip() else None
        entry.change(**{member: minutes})

    return take


# One of a few, and yes or no -------------------------------------------------------------------------


def one_of(typed: str, names: Mapping[str, str], what: str) -> str:
    """The value whose name was typed, whole or as far as it is the only one; `names` are by value."""
    wanted = " ".join(typed.split()).casefold()
    for value, name in names.items():
        if wanted in (value.casefold(), name.casefold()):
            return value
    begun = [value for value, name in names.items() if wanted and name.casefold().startswith(wanted)]
    if len(begun) != 1:
        listed = ", ".join(name for name in names.values() if name)
        raise Refusal(f"'{typed.strip()}' is no {what}. There are: {listed}.")
    return begun[0]


def named_choice(title: str, member: str, names: Mapping[str, str], group: str = "Task") -> Column:
    """A column that holds one of a few words; a value without a name is shown as it is."""

    def shown(ask: Ask) -> str:
        value = str(getattr(ask.task, member))
        return names.get(value, value)

    def take(entry: Entry, typed: str) -> None:
        value = one_of(typed, names, title.lower()) if typed.strip() else str(getattr(Task, member))
        entry.change(**{member: value})

    listed = tuple(name for name in names.values() if name)
    return Column(title, shown, take, of_summaries=True, kind="list", group=group, choices=lambda plan: listed)


YES, NO = "Yes", "No"


def flags(title: str, read: Callable[[Ask], bool], take: Callable[[Entry, bool], object] | None, group: str) -> Column:
    """A column of yes and no."""

    def taken(entry: Entry, typed: str) -> None:
        if take is not None:
            take(entry, parse_flag(typed) if typed.strip() else False)

    return Column(
        title, lambda a: YES if read(a) else NO, taken if take is not None else None,
        of_summaries=True, kind="flag", group=group, choices=lambda plan: (YES, NO),
    )  # fmt: skip


def sets(member: str) -> Callable[[Entry, bool], object]:
    return lambda entry, value: entry.change(**{member: value})
