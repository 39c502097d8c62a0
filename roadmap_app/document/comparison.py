"""What two versions of a plan did since the one they come from, for whoever decides which of it stands.

Pure: plans in; changes in sentences with whose they are, what each side's whole does to milestones, and, for what
both changed, the plan of any choice. Dates of choices are computed when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from roadmap_app.document import differences, wording
from roadmap_app.document.differences import Change
from roadmap_app.model import text
from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.plan import Draft, Plan, apply, diff
from roadmap_app.model.records import Conflict, Link, Record, Unknown
from roadmap_app.schedule import Schedule, compute, update
from roadmap_app.schedule.counted import shift
from roadmap_app.storage import conflicts
from roadmap_app.storage.merge import Merged, merge
from roadmap_app.storage.merge_values import Clash, both_of
from roadmap_app.storage.repair import structure
from roadmap_app.storage.schema import schema_of
from roadmap_app.storage.settling import SIDES, Unsettled, take_field, take_record

BOTH = "both"
SUBJECTS = ("dates", "scope", "people", "links", "text")  # what lists can be narrowed to
PEOPLE = {"team", "owner", "units", "resource", "work", "rates", "availability"}
PEOPLE_KINDS = {"resource", "assignment"}
TEXT = {"notes", "tags", "name", "hyperlinks", "fields", "colour", "code", "terms", "response"}
SCOPE = {"parent", "ord", "scope", "active", "horizon", "sprint"}
QUIET = {"log", "view", "baseline_task"}  # kinds that say nothing about the work
QUIET_MEMBERS = {"collapsed", "uid"}

Place = tuple[str, str, str]  # kind, id, field: what a conflict is about


@dataclass(frozen=True)
class Other:
    """An answer that no version has: a value as the attribute holds it, and as it is written."""

    value: Any
    words: str


Answer = str | Other  # mine, theirs, base, both, or another value
Choices = Mapping[Place, Answer]


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


def waiting(plan: Plan) -> Comparison:
    """The conflicts that wait in a plan as records: each side is the plan with that side's answers."""
    clashes = []
    for record in sorted(plan.conflicts.values(), key=lambda each: (each.of_kind, each.of, each.field)):
        clash = _clash_of(record)
        if (clash is not None and plan.get(clash.kind, clash.id)) or (clash is not None and not clash.field):
            clashes.append(clash)
    found = Comparison(plan, plan, plan, Merged(plan, tuple(clashes), ()))
    base, mine, theirs = (chosen(found, all_of(found, side)) for side in ("base", "mine", "theirs"))
    return replace(found, base=base, mine=mine, theirs=theirs)


def _clash_of(record: Conflict) -> Clash | None:
    """None for one whose answers cannot be read here; its record stays, and `settle` tells why."""
    try:
        clash = conflicts.clash_of(record)
    except Unsettled:
        return None
    return clash if not clash.field or conflicts.knows(clash) else None


def _possible(comparison: Comparison, side: str) -> Choices:
    """A side for every conflict for which it can stand, beside those before it."""
    choices: dict[Place, Answer] = {}
    for clash in comparison.merged.conflicts:
        tried = {**choices, place_of(clash): side}
        try:
            chosen(comparison, tried)
        except Unsettled:
            continue
        choices = tried
    return choices


def settled(comparison: Comparison, choices: Choices) -> Plan:
    """The plan with some of the waiting conflicts decided, and their records gone."""
    draft = Draft(chosen(comparison, choices))
    for record in list(draft.conflicts.values()):
        clash = _clash_of(record)
        if clash is not None and place_of(clash) in choices:
            draft.remove("conflict", record.id)
    return draft.plan


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


def missed_in_words(before: Schedule, after: Schedule) -> str:
    """`GA launch misses its deadline Fri 8 Jan by 1 d`: the first that does now and did not; "" for none."""
    plan = after.plan
    for task in plan.tasks.values():
        if task.deadline is None or not task.active or task.id not in after:
            continue
        finish = after.finish(task.id)
        if finish > task.deadline and (task.id not in before or before.finish(task.id) <= task.deadline):
            by = shift(plan, task.deadline, finish)
            date = text.long_date(task.deadline)
            late = text.difference(by, plan.project).lstrip("+")
            return f"{text.plain(task.name)} misses its deadline {date} by {late}"
    return ""


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


def value_in_words(comparison: Comparison, clash: Clash, side: Answer) -> str:
    """What an answer has there, as `10d`; of whole records `kept` or `deleted`."""
    if isinstance(side, Other):
        return side.words
    value = value_of(clash, side)
    if not clash.field:
        if side == "base":
            return "not there" if value is None else "as it was"
        return "deleted" if value is None else "kept"
    name, _, member = clash.field.partition(".")
    if member or isinstance(_record(comparison, clash), Unknown):
        return "none" if value is None else text.plain(str(value))
    plan: Plan = getattr(comparison, side, comparison.merged.plan)
    record = plan.get(clash.kind, clash.id) or _record(comparison, clash)
    if name == "ord":
        return {"mine": "where you put it", "theirs": "where they put it", "base": "where it was"}[side]
    return wording.value(plan, record.but(**{name: value}), _file_name(record, name))


def sentence(comparison: Comparison, clash: Clash) -> str:
    """`You have 10d, they have 14d. It was 12d.`"""
    mine, theirs, base = (value_in_words(comparison, clash, side) for side in ("mine", "theirs", "base"))
    if clash.field:
        return f"You have {mine}, they have {theirs}." + (f" It was {base}." if has_base(comparison, clash) else "")
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
    """The merged plan with some conflicts answered, made sound again as merging does.

    KeyError for an answer to what is no conflict, ValueError for one that is none, Unsettled where one cannot stand.
    """
    draft = Draft(comparison.merged.plan)
    clashes = {place_of(clash): clash for clash in comparison.merged.conflicts}
    base, theirs = comparison.base.links, comparison.theirs.links
    loose = [id for id in comparison.mine.links if id not in base and id not in theirs]
    for place in sorted(choices, key=lambda place: place[2] != ""):  # whole records first
        clash, answer = clashes[place], choices[place]
        if clash.field:
            take_field(draft, clash, value_of(clash, answer), _ord(comparison, clash, answer))
        elif isinstance(answer, str) and answer in SIDES:
            take_record(draft, clash, answer, loose)
        else:
            raise ValueError(f"'{answer}' is not a side")
    structure(draft)
    return draft.plan


def has_base(comparison: Comparison, clash: Clash) -> bool:
    """Whether it is known what a member was before: not where only the two sides have its record."""
    return not clash.field or comparison.base.get(clash.kind, clash.id) is not None


def answers_to(comparison: Comparison, clash: Clash) -> tuple[str, ...]:
    """The answers that a conflict has ready: the sides that are known, and both where that makes sense."""
    both = clash.field and both_of(clash) is not None
    sides = SIDES if has_base(comparison, clash) else ("mine", "theirs")
    return (*sides, BOTH) if both else sides


def value_of(clash: Clash, answer: Answer) -> Any:
    """What an answer makes of a member; ValueError for an answer that is none."""
    if isinstance(answer, Other):
        return answer.value
    if answer == BOTH and (value := both_of(clash)) is not None:
        return value
    if answer not in SIDES:
        raise ValueError(f"'{answer}' is not a side")
    return getattr(clash, answer)


def _ord(comparison: Comparison, clash: Clash, answer: Answer) -> str:
    """The place of a task among its siblings, as the version of the answer has it."""
    plan: Plan | None = getattr(comparison, str(answer), None) if answer in SIDES else None
    return plan.tasks[clash.id].ord if plan is not None and clash.id in plan.tasks else ""


def all_of(comparison: Comparison, side: str) -> dict[Place, Answer]:
    """One side taken for every conflict for which it can stand, beside those before it."""
    choices: dict[Place, Answer] = {place_of(clash): side for clash in comparison.merged.conflicts}
    try:
        chosen(comparison, choices)
    except Unsettled:
        return dict(_possible(comparison, side))
    return choices


def onto(now: Plan, seen: Plan, decided: Plan) -> Plan:
    """What was decided on the plan that was seen, on the plan as it is by now; where both changed one thing, the
    decision holds."""
    return decided if now is seen else merge(seen, decided, now).plan


def touched(changes: ChangeSet) -> int:
    """How many records that speak of the work a set touches."""
    return sum(kind not in QUIET for kind, _ in changes.pairs)
