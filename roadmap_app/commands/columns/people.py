"""Who and what a task belongs to: team, person, sprint, calendar, those who work on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from roadmap_app.commands import assignments
from roadmap_app.commands.columns.basic import name_of
from roadmap_app.commands.columns.column import Ask, Choices, Column, Entry, Plans, Show, Take
from roadmap_app.commands.refusal import Refusal
from roadmap_app.model.ids import new_id
from roadmap_app.model.order import between, is_key
from roadmap_app.model.plan import Draft
from roadmap_app.model.records import FULL_UNITS, Calendar, Resource, Sprint
from roadmap_app.model.text import number

SLOTS = 8  # colours of teams
Named = Resource | Sprint | Calendar


def _listed(plan: Plans, kinds: tuple[str, ...]) -> list[Resource]:
    return [each for each in plan.resources.values() if each.type in kinds]


def _names(records: Iterable[Named]) -> tuple[str, ...]:
    return tuple(sorted((each.name for each in records if each.name), key=str.casefold))


def _held(member: str, kind: str) -> Show:
    """The name of what a member of the task points at."""

    def shown(ask: Ask) -> str:
        return str(getattr(ask.plan.get(kind, getattr(ask.task, member)), "name", ""))

    return shown


def _take_one(member: str, noun: str, listed: Callable[[Plans], Iterable[Named]], *, made: bool = False) -> Take:
    """Takes a name, a code, or the begin of a name; with `made`, a name that is not there makes a team."""

    def take(entry: Entry, typed: str) -> None:
        wanted = name_of(typed)
        if not wanted:
            entry.change(**{member: ""})
            return
        known = list(listed(entry.draft))
        folded = wanted.casefold()
        found = [each for each in known if folded in (each.name.casefold(), getattr(each, "code", "").casefold())]
        found = found or [each for each in known if each.name.casefold().startswith(folded)]
        if not found and made:
            found = [_new_team(entry.draft, wanted)]
        if len(found) != 1:
            names = ", ".join(_names(found or known)[:12])
            what = "Several are" if found else f"No {noun} is"
            raise Refusal(
                f"{what} called '{wanted}'. " + (f"There are {names}." if names else "The plan has none yet.")
            )
        entry.change(**{member: found[0].id})

    return take


def _new_team(draft: Draft, name: str) -> Resource:
    """A team that someone named as an owner: told in the step's name, gone with its undo."""
    teams = [r for r in draft.resources.values() if r.type == "team"]
    used = {team.colour for team in teams}
    colour = next((slot for slot in range(1, SLOTS + 1) if slot not in used), len(teams) % SLOTS + 1)
    last = max((resource.ord for resource in draft.resources.values()), default="")
    ord = between(last, "") if is_key(last) or not last else ""
    return draft.put(Resource(id=new_id(), name=name, type="team", colour=colour, ord=ord))


def _assigned(ask: Ask) -> str:
    """`Ann, Ben 50 %`: who is assigned, with the share where it is not a whole."""
    found = []
    for each in ask.schedule.network.facts.assignments.get(ask.id, ()):
        resource = ask.plan.resources.get(each.resource)
        share = "" if each.units == FULL_UNITS else f" {number(each.units, FULL_UNITS // 100)} %"
        if resource is not None:
            found.append(f"{resource.name}{share}")
    return ", ".join(found)


def _take_assigned(entry: Entry, typed: str) -> None:
    assignments.set_all(entry.draft, entry.id, typed)


def _column(
    title: str, member: str, kind: str, noun: str, listed: Callable[[Plans], Iterable[Named]], made: bool = False
) -> Column:
    choices: Choices = lambda plan: _names(listed(plan))  # noqa: E731
    return Column(
        title, _held(member, kind), _take_one(member, noun, listed, made=made),
        of_summaries=True, kind="list", group="People", choices=choices,
    )  # fmt: skip


COLUMNS: dict[str, Column] = {
    "team": _column("Owner", "team", "resource", "team", lambda plan: _listed(plan, ("team",)), made=True),
    "owner": _column("Person", "owner", "resource", "person", lambda plan: _listed(plan, ("person", "team"))),
    "assigned": Column("Assigned", _assigned, _take_assigned, of_summaries=True, group="People"),
    "sprint": _column("Sprint", "sprint", "sprint", "sprint", lambda plan: plan.sprints.values()),
    "calendar": _column("Calendar", "calendar", "calendar", "calendar", lambda plan: plan.calendars.values()),
}
