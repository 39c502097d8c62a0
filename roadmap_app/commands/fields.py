"""The columns of a task: what a cell shows, what its editor starts with, and what typing does.

One table for the grid, the inspector, the clipboard and the workbook. To add a column, add a row to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from roadmap_app.commands import dates, links
from roadmap_app.commands.refusal import Refusal
from roadmap_app.commands.typed import parse_duration, parse_instant, parse_percent
from roadmap_app.model import text as written
from roadmap_app.model.ids import new_id
from roadmap_app.model.order import between, is_key
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Resource
from roadmap_app.model.time import DAY, day_of, to_date
from roadmap_app.schedule import Schedule, slack_told

LONGEST_NAME = 4000
SLOTS = 8  # colours of teams
CONSTRAINT_NAMES = {
    "asap": "As soon as possible",
    "alap": "As late as possible",
    "snet": "Start no earlier than",
    "snlt": "Start no later than",
    "fnet": "Finish no earlier than",
    "fnlt": "Finish no later than",
    "mso": "Must start on",
    "mfo": "Must finish on",
}


@dataclass(frozen=True)
class Ask:
    """What a column needs to show one task."""

    plan: Plan | Draft
    schedule: Schedule
    id: str
    today: int

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


Show = Callable[[Ask], str]
Take = Callable[[Entry, str], object]


@dataclass(frozen=True)
class Column:
    """`shown` is the cell, `typed` the editor's first text (default: the same), `take` None where computed."""

    title: str
    shown: Show
    take: Take | None = None
    typed: Show | None = None
    of_summaries: bool = False  # a summary's can be typed too
    right: bool = False
    kind: str = "text"  # text date duration number percent list flag links


def has(plan: Plan | Draft, column: str) -> bool:
    """Whether there is such a column for the tasks of a plan."""
    return column in COLUMNS


def column_of(plan: Plan | Draft, id: str) -> Column:
    """A column by its id; KeyError for one that the plan does not have."""
    return COLUMNS[id]


def text(plan: Plan | Draft, schedule: Schedule, id: str, column: str, today: int) -> str:
    """What the cell shows; KeyError for a column or task that there is not."""
    return column_of(plan, column).shown(Ask(plan, schedule, id, today))


def edit_text(plan: Plan | Draft, schedule: Schedule, id: str, column: str, today: int) -> str:
    """What the editor starts with: the value as it would be typed."""
    entry = column_of(plan, column)
    return (entry.typed or entry.shown)(Ask(plan, schedule, id, today))


def refusal(plan: Plan | Draft, id: str, column: str) -> str:
    """Why a cell cannot be typed into; "" where it can."""
    entry, task = column_of(plan, column), plan.tasks[id]
    if entry.take is None:
        return f"{entry.title} is computed from the plan."
    if plan.outline.is_summary(id) and not entry.of_summaries and not (task.manual and column != "percent"):
        count = written.plural(len(plan.outline.children[id]), "task")
        return f"The {entry.title.lower()} of {written.quoted(task.name)} comes from its {count}. Change it there."
    return ""


def set(draft: Draft, schedule: Schedule, id: str, column: str, typed: str, today: int) -> None:
    """Take typed text into a column. `schedule` is that of the draft's origin. Refusal says what would be right."""
    if reason := refusal(draft, id, column):
        raise Refusal(reason)
    take = column_of(draft, column).take
    if take is not None:
        take(Entry(draft, schedule, id, today), typed)


# What cells show -----------------------------------------------------------------------------------


def _date(instant: int | None, ask: Ask) -> str:
    return "" if instant is None else written.short_date(instant, ask.year)


def _typed_date(instant: int | None, usual: int) -> str:
    """`2026-05-04`, with the time where it is not the usual one."""
    if instant is None:
        return ""
    day = to_date(day_of(instant)).isoformat()
    return day if instant % DAY == usual else f"{day} {written.clock(instant)}"


def _name_of(kind: str) -> Show:
    def shown(ask: Ask) -> str:
        resource = ask.plan.resources.get(getattr(ask.plan.tasks[ask.id], kind))
        return resource.name if resource else ""

    return shown


def _predecessors(ask: Ask) -> str:
    plan = ask.plan
    wbs = plan.outline.wbs
    into = [link for link in plan.links_into.get(ask.id, ()) if link.from_ in plan.tasks]
    into.sort(key=lambda link: plan.outline.position[link.from_])
    return "; ".join(written.predecessor(link, wbs[link.from_], plan.project) for link in into)


def _duration(ask: Ask) -> str:
    task, project = ask.plan.tasks[ask.id], ask.plan.project
    if ask.plan.outline.is_summary(ask.id):
        return written.duration(ask.schedule.duration(ask.id), project)
    return written.task_duration(task, project)


def _status(ask: Ask) -> str:
    task, schedule = ask.plan.tasks[ask.id], ask.schedule
    percent = schedule.percent(ask.id)
    if percent >= 100:
        return "Done"
    if task.deadline is not None and schedule.finish(ask.id) > task.deadline:
        return "Late"
    if percent:
        return "In progress"
    return "Overdue" if ask.today > schedule.finish(ask.id) else "Not started"


# What typing does ------------------------------------------------------------------------------------


def _take_name(entry: Entry, typed: str) -> None:
    entry.draft.change(entry.draft.tasks[entry.id], name=name_of(typed))


def name_of(typed: str) -> str:
    """A name as typed or pasted, on one line; Refusal for one that is too long."""
    name = written.one_line(typed)
    if len(name) > LONGEST_NAME:
        raise Refusal(
            f"A name can have {LONGEST_NAME:,} letters; this one has {len(name):,}. Put the rest into the notes."
        )
    return name


def _take_duration(entry: Entry, typed: str) -> None:
    task, project = entry.draft.tasks[entry.id], entry.draft.project
    duration = parse_duration(typed, project)
    unit = duration.unit
    if typed.strip().replace(",", ".").replace(".", "").isdigit() and task.duration_unit in ("w", "mo"):
        unit = "d"
    dates.set_duration(entry.draft, entry.id, duration.minutes, unit, duration.elapsed)


def _take_start(entry: Entry, typed: str) -> None:
    dates.set_start(entry.draft, entry.schedule, entry.id, start_of(entry.draft, typed, entry.today))


def start_of(draft: Draft, typed: str, today: int) -> int:
    """The instant that typed text means as a start."""
    return parse_instant(typed, today, draft.project.default_start)


def _take_finish(entry: Entry, typed: str) -> None:
    dates.set_finish(entry.draft, entry.schedule, entry.id, finish_of(entry.draft, typed, entry.today))


def finish_of(draft: Draft, typed: str, today: int) -> int:
    """The instant that typed text means as a finish."""
    return parse_instant(typed, today, draft.project.default_finish)


def _take_percent(entry: Entry, typed: str) -> None:
    dates.set_percent(entry.draft, entry.schedule, entry.id, parse_percent(typed or "0"))


def _take_holder(member: str, *kinds: str) -> Take:
    def take(entry: Entry, typed: str) -> None:
        task, wanted = entry.draft.tasks[entry.id], name_of(typed)
        if not wanted:
            entry.draft.change(task, **{member: ""})
            return
        listed = [r for r in entry.draft.resources.values() if r.type in kinds]
        folded = wanted.casefold()
        found = [r for r in listed if folded in (r.name.casefold(), r.code.casefold())]
        found = found or [r for r in listed if r.name.casefold().startswith(folded)]
        if not found and kinds == ("team",):
            found = [_new_team(entry.draft, wanted)]
        if len(found) != 1:
            names = ", ".join(sorted(r.name for r in (found or listed))[:12])
            what = "Several are" if found else f"No {kinds[0]} is"
            raise Refusal(
                f"{what} called '{wanted}'. " + (f"There are {names}." if names else "The plan has none yet.")
            )
        entry.draft.change(task, **{member: found[0].id})

    return take


def _new_team(draft: Draft, name: str) -> Resource:
    """A team that someone named as an owner: told in the step's name, gone with its undo."""
    teams = [r for r in draft.resources.values() if r.type == "team"]
    used = {team.colour for team in teams}
    colour = next((slot for slot in range(1, SLOTS + 1) if slot not in used), len(teams) % SLOTS + 1)
    last = max((resource.ord for resource in draft.resources.values()), default="")
    ord = between(last, "") if is_key(last) or not last else ""
    return draft.put(Resource(id=new_id(), name=name, type="team", colour=colour, ord=ord))


def _take_deadline(entry: Entry, typed: str) -> None:
    instant = parse_instant(typed, entry.today, entry.draft.project.default_finish) if typed.strip() else None
    entry.draft.change(entry.draft.tasks[entry.id], deadline=instant)


def _take_constraint(entry: Entry, typed: str) -> None:
    wanted = typed.strip().casefold() or "asap"
    for kind, name in CONSTRAINT_NAMES.items():
        if wanted in (kind, name.casefold()):
            dates.set_constraint(entry.draft, entry.schedule, entry.id, kind)
            return
    raise Refusal(f"'{typed.strip()}' is no constraint. There are: {', '.join(CONSTRAINT_NAMES.values())}.")


def _take_constraint_date(entry: Entry, typed: str) -> None:
    task, project = entry.draft.tasks[entry.id], entry.draft.project
    if not typed.strip():
        dates.set_constraint(entry.draft, entry.schedule, entry.id, "asap")
        return
    kind = task.constraint if task.constraint not in ("asap", "alap") else "snet"
    time = project.default_finish if kind in ("fnet", "fnlt", "mfo") else project.default_start
    dates.set_constraint(entry.draft, entry.schedule, entry.id, kind, parse_instant(typed, entry.today, time))


def _take_priority(entry: Entry, typed: str) -> None:
    if not typed.strip().isdigit() or int(typed) > 1000:
        raise Refusal(f"'{typed.strip()}' is no priority. Type a whole number from 0 to 1000; 500 is usual.")
    entry.draft.change(entry.draft.tasks[entry.id], priority=int(typed))


def _take_notes(entry: Entry, typed: str) -> None:
    entry.draft.change(entry.draft.tasks[entry.id], notes=typed)


def _finish_usual(ask: Ask) -> int:
    return ask.plan.project.default_finish


def _constraint_typed(ask: Ask) -> str:
    task, project = ask.plan.tasks[ask.id], ask.plan.project
    usual = project.default_finish if task.constraint in ("fnet", "fnlt", "mfo") else project.default_start
    return _typed_date(task.constraint_date, usual)


COLUMNS: dict[str, Column] = {
    "wbs": Column("WBS", lambda a: a.plan.tasks[a.id].code or a.plan.outline.wbs[a.id]),
    "name": Column("Name", lambda a: a.plan.tasks[a.id].name, _take_name, of_summaries=True),
    "duration": Column("Duration", _duration, _take_duration, right=True),
    "start": Column(
        "Start", lambda a: _date(a.schedule.start(a.id), a), _take_start,
        lambda a: _typed_date(a.schedule.start(a.id), a.plan.project.default_start), right=True,
    ),
    "finish": Column(
        "Finish", lambda a: _date(a.schedule.finish(a.id), a), _take_finish,
        lambda a: _typed_date(a.schedule.finish(a.id), _finish_usual(a)), right=True,
    ),
    "predecessors": Column(
        "Predecessors", _predecessors, lambda e, typed: links.set_predecessors(e.draft, e.id, typed), of_summaries=True
    ),
    "team": Column("Owner", _name_of("team"), _take_holder("team", "team"), of_summaries=True),
    "owner": Column("Person", _name_of("owner"), _take_holder("owner", "person", "team"), of_summaries=True),
    "percent": Column("Done", lambda a: str(a.schedule.percent(a.id)), _take_percent, right=True),
    "deadline": Column(
        "Deadline", lambda a: _date(a.plan.tasks[a.id].deadline, a), _take_deadline,
        lambda a: _typed_date(a.plan.tasks[a.id].deadline, _finish_usual(a)), of_summaries=True, right=True,
    ),
    "constraint": Column(
        "Constraint", lambda a: CONSTRAINT_NAMES[a.plan.tasks[a.id].constraint], _take_constraint, of_summaries=True
    ),
    "constraint_date": Column(
        "Constraint date", lambda a: _date(a.plan.tasks[a.id].constraint_date, a), _take_constraint_date,
        _constraint_typed, of_summaries=True, right=True,
    ),
    "priority": Column(
        "Priority", lambda a: str(a.plan.tasks[a.id].priority), _take_priority, of_summaries=True, right=True
    ),
    "total_slack": Column(
        "Total slack", lambda a: written.duration(slack_told(a.schedule, a.id), a.plan.project), right=True
    ),
    "status": Column("Status", _status),
    "notes": Column("Notes", lambda a: a.plan.tasks[a.id].notes, _take_notes, of_summaries=True),
}  # fmt: skip
