"""The versions of a plan in the order of time: which there are, and what each brought, in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from roadmap_app.document import comparison, differences, wording
from roadmap_app.document.comparison import Comparison
from roadmap_app.model import text
from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.plan import Plan, apply, diff
from roadmap_app.model.records import Log
from roadmap_app.schedule import Schedule, compute, update
from roadmap_app.storage.backups import Version
from roadmap_app.storage.merge import Merged

NEAR = 2  # minutes between a version and the entry of the log that tells of the same save
MOST_SHIFTS = 2
MOST_MEMBERS = 2
MOST_LETTERS = 60
NOUNS = {
    "assignment": "assignment", "calendar": "calendar", "baseline": "baseline", "risk": "risk", "resource": "resource",
    "contract": "contract", "link": "link", "sprint": "sprint", "field": "field", "task": "task",
}  # fmt: skip


@dataclass(frozen=True)
class Moment:
    """One save of the plan, with its edits. `at`: minutes UTC. Without a version only the log tells of it."""

    at: int
    version: Version | None
    who: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stand:
    """A version as it was: what people entered, with its dates."""

    plan: Plan
    schedule: Schedule


def moments(kept: Sequence[Version], logs: Iterable[Log]) -> tuple[Moment, ...]:
    """The kept versions and the saves that only the log tells of, the newest first."""
    free = {log.id: log for log in logs if log.at is not None}
    found = []
    for version in kept:
        at = version.at // 60
        near = [log for log in free.values() if abs((log.at or 0) - at) <= NEAR]
        log = min(near, key=lambda log: (abs((log.at or 0) - at), log.id), default=None)
        if log is not None:
            del free[log.id]
        found.append(Moment(at, version, log.who if log else "", log.labels if log else ()))
    found += [Moment(log.at or 0, None, log.who, log.labels) for log in free.values()]
    return tuple(sorted(found, key=lambda each: (-each.at, each.version is None)))


def stand_of(plan: Plan, near: Stand | None = None) -> Stand:
    """The dates of a version; by way of one near to it only what differs is computed, and equal records are shared."""
    if near is None:
        return Stand(plan, compute(plan))
    return after(near, diff(near.plan, plan))


def after(near: Stand, changes: ChangeSet) -> Stand:
    """A version by what leads to it from another."""
    plan = apply(near.plan, changes)
    return Stand(plan, update(near.schedule, plan, changes))


def who_saved(plan: Plan, at: int) -> str:
    """Who made the save of about this minute, by the version's own log; "" where that does not tell."""
    last = max(plan.log.values(), key=lambda log: (log.at or 0, log.id), default=None)
    return last.who if last is not None and abs((last.at or 0) - at) <= NEAR else ""


def sentence(before: Stand | None, now: Stand) -> str:
    """`'API freeze' +3 d, 2 tasks added`: what a version brought since the one before (None: it is the first)."""
    if before is None:
        return f"The first version that is kept: {text.plural(len(now.plan.tasks), 'task')}"
    changes = diff(before.plan, now.plan)
    told = list(loud(changes, before.plan, now.plan))
    parts = [*_moved(before.schedule, now.schedule), *_counted(told, now.plan)]
    return ", ".join(parts) if parts else "Only the way it looks" if changes else "The same plan"


def loud(changes: ChangeSet, before: Plan, after: Plan) -> Iterator[differences.Change]:
    """The changes that say something of the work."""
    kept = {key: pair for key, pair in changes.pairs.items() if key[0] not in comparison.QUIET}
    found = differences.told(ChangeSet(kept), before, after)
    return (each for each in found if each.field not in comparison.QUIET_MEMBERS)


def _moved(before: Schedule, after: Schedule) -> list[str]:
    """The milestones that moved; where none did, the finish."""
    found = comparison.shifts(before, after)
    named = [each for each in found if each.id] or list(found)
    project = after.plan.project
    said = [
        f"{text.quoted(each.name) if each.id else each.name} {text.difference(each.by, project)}"
        for each in named[:MOST_SHIFTS] if each.by
    ]  # fmt: skip
    more = len(named) - MOST_SHIFTS
    return [*said, *([f"{text.plural(more, 'more milestone')} moved"] if more > 0 else [])]


def _counted(told: Sequence[differences.Change], plan: Plan) -> list[str]:
    """`2 tasks added, 1 link removed`; a change of one task is told itself."""
    verbs: Counter[tuple[str, str]] = Counter()
    changed: dict[tuple[str, str], list[differences.Change]] = {}
    for each in told:
        if each.field:
            changed.setdefault((each.kind, each.id), []).append(each)
        else:
            verbs[each.kind, "removed" if each.after is None else "added"] += 1
    for kind, _ in changed:
        verbs[kind, "changed"] += 1
    if sum(verbs.values()) == 1 and len(told) <= MOST_MEMBERS and (told[0].field or told[0].kind != "task"):
        return [_one(told, plan)]
    said = []
    for kind in sorted({kind for kind, _ in verbs}, key=lambda kind: differences.RANK[kind]):
        for verb in ("added", "removed", "changed"):
            count, noun = verbs[kind, verb], NOUNS.get(kind, kind.replace("_", " "))
            if count and (kind, verb) == ("project", "changed"):
                said.append("settings of the plan changed")
            elif count == 1 and kind == "task" and (name := _name(told, kind, verb, plan)):
                said.append(f"{name} {verb}")
            elif count:
                said.append(f"{text.plural(count, noun)} {verb}")
    return said


def _one(told: Sequence[differences.Change], plan: Plan) -> str:
    """`'Build': duration 3d → 5d`, or `Added link from 'A' to 'B'`: the changes of one record."""
    first = told[0]
    if not first.field:
        return first.short
    if first.field == "name" and len(told) == 1:
        return f"{text.quoted(str(first.before))} is now {text.quoted(str(first.after))}"
    where = text.quoted(plan.tasks[first.id].name) if first.id in plan.tasks else first.sentence.partition(":")[0]
    return f"{where}: {', '.join(map(_short, told))}"


def _short(change: differences.Change) -> str:
    """`duration 3d → 5d`; of long words only that they changed."""
    if len(change.short) <= MOST_LETTERS:
        return change.short
    return f"{wording.member_name(change.field)} changed"


def _name(told: Sequence[differences.Change], kind: str, verb: str, plan: Plan) -> str:
    """The name of the one task that was added, removed or changed."""
    for each in told:
        done = "changed" if each.field else "removed" if each.after is None else "added"
        if (each.kind, done) == (kind, verb):
            name = plan.tasks[each.id].name if each.id in plan.tasks else str(each.before or "")
            return text.quoted(name) if name else ""
    return ""


@dataclass(frozen=True)
class Since(Comparison):
    """What changed from an earlier version, the `base`, to a later one, which is `mine`; nothing is theirs."""

    later: Schedule | None = None
    earlier: Schedule | None = None

    @cached_property
    def base_schedule(self) -> Schedule:
        return self.earlier if self.earlier is not None else compute(self.base)

    def schedule_of(self, plan: Plan) -> Schedule:
        if plan is self.mine and self.later is not None:
            return self.later
        return self.base_schedule if plan is self.base else super().schedule_of(plan)


def since(earlier: Stand, later: Stand) -> Since:
    """Two versions compared, with dates that are known already."""
    merged = Merged(later.plan, (), ())
    return Since(earlier.plan, later.plan, earlier.plan, merged, later.schedule, earlier.schedule)
