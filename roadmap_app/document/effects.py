"""What single changes do to milestones, each by itself: the causes of every move, largest first.

Pure, but slow where there are many: each is a schedule of its own. A report may stop it by raising.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from roadmap_app.document.comparison import Comparison, Shifted, Told, shifts, shifts_in_words
from roadmap_app.model import text
from roadmap_app.model.changes import ChangeSet, Key
from roadmap_app.model.plan import Plan, apply
from roadmap_app.model.records import Assignment, Link, Record, Task, Unknown
from roadmap_app.schedule import update
from roadmap_app.storage.schema import schema_of

Report = Callable[[int, int], None]  # done, all
Name = tuple[str, str, str, str]  # whose, kind, id, member: what tells changes apart
Moves = Mapping[Name, tuple[Shifted, ...]]
STILL = {"text"}  # subjects that move nothing


@dataclass(frozen=True)
class Group:
    """The changes that move one milestone (`id` "": the finish); `by` is what all changes together move it.

    Without `name` they move none. A change stands with the first milestone it moves.
    """

    id: str
    name: str
    by: int
    found: tuple[Told, ...]


def name_of(told: Told) -> Name:
    return told.by, told.change.kind, told.change.id, told.change.field


def weigh(comparison: Comparison, told: Iterable[Told], report: Report = lambda done, all: None) -> Moves:
    """What each change moves by itself, on the version that all come from; those that move nothing are left out."""
    by_record: dict[tuple[str, str, str], list[Told]] = {}
    for each in told:
        if each.subject not in STILL:
            by_record.setdefault((each.by, each.change.kind, each.change.id), []).append(each)
    found: dict[Name, tuple[Shifted, ...]] = {}
    for done, changes in enumerate(by_record.values()):
        report(done, len(by_record))
        for each, moves in _of_record(comparison, changes):
            if moves:
                found[name_of(each)] = moves
    return found


def _of_record(comparison: Comparison, told: list[Told]) -> list[tuple[Told, tuple[Shifted, ...]]]:
    """Member by member; where none moves anything alone, the record as a whole tells for all."""
    whole = _alone(comparison, told[0])
    moves = _moves(comparison, whole)
    if len(told) == 1 or not moves:
        return [(each, moves) for each in told]
    single = [(each, _moves(comparison, _member(whole, each))) for each in told]
    return single if any(moves for _, moves in single) else [(each, moves) for each in told]


def _moves(comparison: Comparison, alone: ChangeSet) -> tuple[Shifted, ...]:
    if not alone:
        return ()
    return shifts(comparison.base_schedule, update(comparison.base_schedule, apply(comparison.base, alone), alone))


def _member(whole: ChangeSet, told: Told) -> ChangeSet:
    """One changed member of a record."""
    key = told.change.kind, told.change.id
    if key not in whole.pairs:
        return whole
    before, after = whole.pairs[key]
    if before is None or after is None or isinstance(after, Unknown):
        return whole
    member = schema_of(type(after)).members.get(told.change.field)
    if member is None:
        return ChangeSet({})
    return ChangeSet({key: (before, before.but(**{member.attr: getattr(after, member.attr)}))})


def _alone(comparison: Comparison, told: Told) -> ChangeSet:
    """A record's change with what is nothing without it: links of a new task, the branch of one that goes."""
    version = comparison.mine if told.by == "mine" else comparison.theirs
    key = _holder(comparison.base, version, told.change.kind, told.change.id)
    before, after = comparison.base.get(*key), version.get(*key)
    pairs: dict[Key, tuple[Record | None, Record | None]] = {key: (before, after)}
    if isinstance(before or after, Task) and (before is None or after is None):
        holder = version if before is None else comparison.base
        other = comparison.base if before is None else version
        for record in _hanging(holder, key[1]):
            if other.get(record.kind, record.id) is None:
                pairs[record.kind, record.id] = (None, record) if before is None else (record, None)
    for _, new in pairs.values():
        if new is not None and not _stands(comparison.base, new, pairs):
            return ChangeSet({})
    return ChangeSet(pairs)


def _holder(base: Plan, version: Plan, kind: str, id: str) -> Key:
    """The new or deleted task that a new or deleted link hangs on; any other record itself."""
    link = version.links.get(id) or base.links.get(id) if kind == "link" else None
    ends = (link.to, link.from_) if link is not None else ()
    loose = [end for end in ends if (end in base.tasks) != (end in version.tasks)]
    return ("task", loose[0]) if loose else (kind, id)


def _hanging(plan: Plan, id: str) -> Iterable[Record]:
    """What a task holds, and what says nothing without these."""
    branch = {id, *plan.outline.branch(id)} if id in plan.tasks else {id}
    for each in branch:
        if each != id:
            yield plan.tasks[each]
        yield from plan.links_into.get(each, ())
        yield from plan.links_from.get(each, ())
    yield from (each for each in plan.assignments.values() if each.task in branch)


def _stands(base: Plan, record: Record, pairs: Mapping[Key, object]) -> bool:
    """Whether what a record is nothing without is there."""
    if isinstance(record, Link):
        ends = [("task", record.from_), ("task", record.to)]
    elif isinstance(record, Assignment):
        ends = [("task", record.task)]
    else:
        ends = [("task", record.parent)] if isinstance(record, Task) and record.parent else []
    return all(end in pairs or base.get(*end) is not None for end in ends)


def grouped(comparison: Comparison, told: Iterable[Told], moves: Moves) -> tuple[Group, ...]:
    """By the milestone that each moves, the project's own first, those without effect last."""
    total = {each.id: each for each in shifts(comparison.base_schedule, comparison.merged_schedule)}
    rank = _ranks(comparison)
    causes: dict[str, list[Told]] = {}
    still = []
    for each in told:
        found = moves.get(name_of(each), ())
        if found:
            causes.setdefault(min(found, key=lambda moved: rank[moved.id]).id, []).append(each)
        else:
            still.append(each)
    groups = []
    for id in sorted(causes, key=lambda id: rank[id]):
        own = {name_of(each): next(moved for moved in moves[name_of(each)] if moved.id == id) for each in causes[id]}
        ordered = sorted(causes[id], key=lambda each: -abs(own[name_of(each)].by))
        name = own[name_of(ordered[0])].name
        groups.append(Group(id, name, total[id].by if id in total else 0, tuple(ordered)))
    return (*groups, *([Group("", "", 0, tuple(still))] if still else []))


def _ranks(comparison: Comparison) -> dict[str, int]:
    """Milestones of any version in the order in which moves are told; the finish, "", last."""
    found: dict[str, int] = {}
    for plan in (comparison.merged.plan, comparison.base, comparison.mine, comparison.theirs):
        first = plan.project.milestone
        for id in ([first] if first else []) + list(plan.outline.order):
            found.setdefault(id, len(found))
    return {**found, "": len(found)}


def title(group: Group, plan: Plan) -> str:
    """`Moves 'GA' +3 d`; for those without effect `No effect on milestones`."""
    if not group.name:
        return "No effect on milestones"
    named = text.quoted(text.plain(group.name)) if group.id else "the project's finish"
    if not group.by:
        return f"Move {named}, but even out together"
    return f"Moves {named} {text.difference(group.by, plan.project)}"


def words(moves: tuple[Shifted, ...], plan: Plan) -> str:
    """`GA +2 d, Project finish +2 d`; "" for none."""
    return shifts_in_words(moves, plan)
