"""What two versions of a plan did since the one they come from, for whoever decides which of it stands.

Pure: plans in; changes in sentences with whose they are, what each side's whole does to milestones, and, for what
both changed, the plan of any choice. Dates of choices are computed when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from roadmap_app.document import differences, wording
from roadmap_app.document.differences import Change
from roadmap_app.model import text
from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.plan import Draft, Plan, apply, diff
from roadmap_app.model.records import Link, Record, Unknown
from roadmap_app.schedule import Schedule, compute, update
from roadmap_app.schedule.counted import shift
from roadmap_app.schedule.loops import path_of_loop
from roadmap_app.storage.merge import Merged, merge
from roadmap_app.storage.merge_values import PAIRS, Clash
from roadmap_app.storage.repair import structure
from roadmap_app.storage.schema import schema_of

SIDES = ("mine", "theirs", "base")
SUBJECTS = ("dates", "scope", "people", "links", "text")  # what lists can be narrowed to
PEOPLE = {"team", "owner", "units", "resource", "work", "rates", "availability"}
PEOPLE_KINDS = {"resource", "assignment"}
TEXT = {"notes", "tags", "name", "hyperlinks", "fields", "colour", "code", "terms", "response"}
SCOPE = {"parent", "ord", "scope", "active", "horizon", "sprint"}
QUIET = {"log", "view", "baseline_task"}  # kinds that say nothing about the work
QUIET_MEMBERS = {"collapsed", "uid"}

Place = tuple[str, str, str]  # kind, id, field: what a conflict is about
Choices = Mapping[Place, str]  # mine, theirs or base


@dataclass(frozen=True)
class Told:
    """A change with whose it is (mine, theirs, both) and what it is about, one of SUBJECTS."""

    change: Change
    by: str
    subject: str


@dataclass(frozen=True)
class Shifted:
    """How far a milestone, or with id "" the project's finish, moves; minutes that the project works."""

    id: str
    name: str
    before: int
    after: int
    by: int


@dataclass(frozen=True)
class Comparison:
    """Three versions and what merging gives. Of two versions only, `base` is mine and nothing conflicts."""

    base: Plan
    mine: Plan
    theirs: Plan
    merged: Merged

    @cached_property
    def base_schedule(self) -> Schedule:
        return compute(self.base)

    @cached_property
    def merged_schedule(self) -> Schedule:
        return self.schedule_of(self.merged.plan)

    @cached_property
    def changes(self) -> tuple[Told, ...]:
        """Everything that either side changed, tasks in the order of the outline, mine before theirs."""
        ours, others = diff(self.base, self.mine), diff(self.base, self.theirs)
        mine = list(_told(ours, self.base, self.mine))
        theirs = list(_told(others, self.base, self.theirs))
        done = {_essence(each) for each in theirs}
        both = {_essence(each) for each in mine} & done
        found = [Told(each, "both" if _essence(each) in both else "mine", subject(each)) for each in mine]
        return (*found, *(Told(each, "theirs", subject(each)) for each in theirs if _essence(each) not in both))

    def moved_by(self, told: Told) -> tuple[Shifted, ...]:
        """What a change moves by itself, on the version that both come from; nothing where it cannot stand alone."""
        change = told.change
        version = self.mine if told.by == "mine" else self.theirs
        before, after = self.base.get(change.kind, change.id), version.get(change.kind, change.id)
        link = after or before if change.kind == "link" else None
        if isinstance(link, Link):
            if link.from_ not in self.base.tasks or link.to not in self.base.tasks:
                return ()
        elif before is None or after is None:
            return ()
        alone = ChangeSet({(change.kind, change.id): (before, after)})
        return shifts(self.base_schedule, update(self.base_schedule, apply(self.base, alone), alone))

    def schedule_of(self, plan: Plan) -> Schedule:
        """The dates of a version, by way of those of the base."""
        return update(self.base_schedule, plan, diff(self.base, plan))

    def chosen(self, choices: Choices) -> Plan:
        """The merged plan with these choices made; what is not chosen stays as merging left it."""
        return chosen(self, choices)

    def open(self, choices: Choices) -> tuple[Clash, ...]:
        """The conflicts that nobody has decided."""
        return tuple(clash for clash in self.merged.conflicts if place_of(clash) not in choices)


def compare(base: Plan, mine: Plan, theirs: Plan, *, mine_whole: bool = True, theirs_whole: bool = True) -> Comparison:
    """Both sides against what they come from; a side that is not whole was read from a damaged file."""
    return Comparison(base, mine, theirs, merge(base, mine, theirs, mine_whole=mine_whole, theirs_whole=theirs_whole))


def two_way(mine: Plan, theirs: Plan) -> Comparison:
    """Two versions with nothing known of where they come from: all that differs is theirs."""
    return Comparison(mine, mine, theirs, Merged(theirs, (), ()))


def place_of(clash: Clash) -> Place:
    return clash.kind, clash.id, clash.field


def shifts(before: Schedule, after: Schedule) -> tuple[Shifted, ...]:
    """The milestones that move, the project's own first, and the project's finish where it moves."""
    plan = after.plan
    ids = [id for id in plan.outline.order if id in before and id in after and after.is_milestone(id)]
    ids.sort(key=lambda id: id != plan.project.milestone)
    found = [
        _shifted(plan, id, plan.tasks[id].name, before.finish(id), after.finish(id))
        for id in ids if before.finish(id) != after.finish(id)
    ]  # fmt: skip
    was, now = before.project_finish, after.project_finish
    if was != now:
        found.append(_shifted(plan, "", "Project finish", was, now))
    return tuple(found)


def _shifted(plan: Plan, id: str, name: str, before: int, after: int) -> Shifted:
    return Shifted(id, name, before, after, shift(plan, before, after))


def effect_in_words(before: Schedule, after: Schedule, most: int = 2) -> str:
    """`GA launch +4 d, Project finish +4 d`; `No milestone moves`."""
    return shifts_in_words(shifts(before, after), after.plan, most) or "No milestone moves"


def shifts_in_words(found: tuple[Shifted, ...], plan: Plan, most: int = 2) -> str:
    """`GA launch +4 d, Project finish +4 d`; "" for none."""
    project = plan.project
    said = [f"{text.plain(each.name)} {text.difference(each.by, project)}" for each in found[:most]]
    more = len(found) - most
    return ", ".join(said) + (f" and {more} more" if more > 0 else "")


def _told(changes: ChangeSet, old: Plan, new: Plan) -> Iterator[Change]:
    loud = {key: pair for key, pair in changes.pairs.items() if key[0] not in QUIET}
    return (each for each in differences.told(ChangeSet(loud), old, new) if each.field not in QUIET_MEMBERS)


def _essence(each: Change) -> tuple[str, str, str, str]:
    return each.kind, each.id, each.field, repr(each.after)


def subject(change: Change) -> str:
    """What a change is about, one of SUBJECTS."""
    if change.kind == "link":
        return "links"
    if change.kind in PEOPLE_KINDS or change.field in PEOPLE:
        return "people"
    if change.field in TEXT:
        return "text"
    if not change.field or change.field in SCOPE:
        return "scope"
    return "dates"


# Conflicts in words -------------------------------------------------------------------------------


def title(comparison: Comparison, clash: Clash) -> str:
    """`Balance API: duration`; of a whole record only its name."""
    record = _record(comparison, clash)
    named = wording.title(comparison.merged.plan, record)
    if record.kind == "task":
        named = text.quoted(text.plain(getattr(record, "name", "")))
    named = named[:1].upper() + named[1:]
    return f"{named}: {_field(comparison, clash)}" if clash.field else named


def value_in_words(comparison: Comparison, clash: Clash, side: str) -> str:
    """What one side has there, as `10d`; of whole records `kept` or `deleted`."""
    value = getattr(clash, side)
    if not clash.field:
        if side == "base":
            return "not there" if value is None else "as it was"
        return "deleted" if value is None else "kept"
    name, _, member = clash.field.partition(".")
    if member or isinstance(_record(comparison, clash), Unknown):
        return "none" if value is None else text.plain(str(value))
    plan: Plan = getattr(comparison, side)
    record = plan.get(clash.kind, clash.id) or _record(comparison, clash)
    if name == "ord":
        return {"mine": "where you put it", "theirs": "where they put it", "base": "where it was"}[side]
    return wording.value(plan, record.but(**{name: value}), _file_name(record, name))


def sentence(comparison: Comparison, clash: Clash) -> str:
    """`You have 10d, they have 14d. It was 12d.`"""
    mine, theirs, base = (value_in_words(comparison, clash, side) for side in ("mine", "theirs", "base"))
    if clash.field:
        return f"You have {mine}, they have {theirs}. It was {base}."
    if clash.mine is not None and clash.theirs is not None:
        return "Yours and theirs are not possible together. Each is fine alone."
    if clash.kind == "link" and clash.kept == "mine" and clash.base is None:
        return "They added it, and with your links it would make a loop. Each is fine alone."
    return "They deleted it, and you use it." if clash.theirs is None else "You deleted it, and they use it."


def _field(comparison: Comparison, clash: Clash) -> str:
    name, _, member = clash.field.partition(".")
    if name == "fields" and member:
        plan = comparison.merged.plan
        return text.plain(plan.fields[member].name) if member in plan.fields else member
    return member or wording.member_name(name.rstrip("_"))


def _file_name(record: Record, attr: str) -> str:
    members = schema_of(type(record)).members
    return next((name for name, member in members.items() if member.attr == attr), attr)


def _record(comparison: Comparison, clash: Clash) -> Record:
    """The record that a conflict is about, of whichever version has it."""
    for plan in (comparison.merged.plan, comparison.mine, comparison.theirs, comparison.base):
        record = plan.get(clash.kind, clash.id)
        if record is not None:
            return record
    raise KeyError(f"no {clash.kind} {clash.id}")


# Choosing -----------------------------------------------------------------------------------------


def chosen(comparison: Comparison, choices: Choices) -> Plan:
    """The merged plan with a side taken for some conflicts, made sound again as merging does.

    KeyError for a choice of what is no conflict, ValueError for a side that is none.
    """
    draft = Draft(comparison.merged.plan)
    clashes = {place_of(clash): clash for clash in comparison.merged.conflicts}
    for place, side in choices.items():
        if side not in SIDES:
            raise ValueError(f"'{side}' is no side")
        clash = clashes[place]
        if not clash.field:
            _take_whole(draft, comparison, clash, side)
    for place, side in choices.items():
        clash = clashes[place]
        if clash.field:
            _take_field(draft, comparison, clash, side)
    structure(draft)
    return draft.plan


def _take_whole(draft: Draft, comparison: Comparison, clash: Clash, side: str) -> None:
    """Have a whole record as a side has it; what hangs on one that goes is settled by the repair after."""
    wanted = getattr(clash, side)
    there = draft.get(clash.kind, clash.id)
    if wanted is None:
        if there is not None:
            draft.remove(clash.kind, clash.id)
        return
    if there is None or side == "base" or clash.kind == "link":
        draft.put(wanted)
    if isinstance(wanted, Link) and wanted.from_ in draft.tasks and wanted.to in draft.tasks:
        _open_loop(draft, comparison, wanted)


def _open_loop(draft: Draft, comparison: Comparison, link: Link) -> None:
    """Leave out the other side's new links that close a loop with a link that was chosen."""
    draft.remove("link", link.id)
    fresh = [
        each for each in draft.links.values()
        if comparison.base.links.get(each.id) is None and each.id not in comparison.theirs.links
    ]  # fmt: skip
    for each in sorted(fresh, key=lambda each: each.id):
        path = path_of_loop(draft, link.from_, link.to)
        if path is None:
            break
        if {each.from_, each.to} & set(path):
            draft.remove("link", each.id)
            if path_of_loop(draft, link.from_, link.to) == path:
                draft.put(each)
    draft.put(link)


def _take_field(draft: Draft, comparison: Comparison, clash: Clash, side: str) -> None:
    record = draft.get(clash.kind, clash.id)
    if record is None:
        return  # the choice of the whole record has taken it out
    name, _, member = clash.field.partition(".")
    value: Any = getattr(clash, side)
    if member and name in PAIRS:
        pairs = dict(getattr(record, name))
        pairs.pop(member, None)
        if value is not None:
            pairs[member] = value
        draft.change(record, **{name: tuple(sorted(pairs.items()))})
    elif name == "parent":
        _take_place(draft, getattr(comparison, side), clash.id)
    else:
        draft.change(record, **{name: value})


def _take_place(draft: Draft, of: Plan, id: str) -> None:
    """Put a task where a version has it, and those above that would then stand below it where that has them."""
    for _ in range(len(draft.tasks) + 1):
        task = draft.tasks[id]
        place = of.tasks.get(id)
        if place is not None:
            draft.change(task, parent=place.parent if place.parent in draft.tasks else "", ord=place.ord)
        above = _circle(draft, id)
        if above is None:
            return
        id = above


def _circle(draft: Draft, id: str) -> str | None:
    """The task of the circle of parents through `id` that stands directly above it; None where there is none."""
    above, seen = draft.tasks[id].parent, {id}
    at = above
    while at in draft.tasks and at not in seen:
        seen.add(at)
        at = draft.tasks[at].parent
    return above if at == id else None


def all_of(comparison: Comparison, side: str) -> dict[Place, str]:
    """One side taken for every conflict."""
    return {place_of(clash): side for clash in comparison.merged.conflicts}


def taken(comparison: Comparison, choices: Choices) -> ChangeSet:
    """What applying does to mine."""
    return diff(comparison.mine, chosen(comparison, choices))


def touched(changes: ChangeSet) -> int:
    """How many records that speak of the work a set touches."""
    return sum(kind not in QUIET for kind, _ in changes.pairs)
