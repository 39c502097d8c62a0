"""What a crashed window had not saved, as steps on the plan that its file holds now.

On the file that the journal began from, the edits are made again one by one. On another they are merged: what
was edited there since stays, and where both changed one thing, the recovered value stands and is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from roadmap_app.document import told
from roadmap_app.document.history import Step
from roadmap_app.model.changes import ChangeSet, Misfit, compose, invert
from roadmap_app.model.plan import Draft, Plan, apply, diff
from roadmap_app.storage.journal import Entry
from roadmap_app.storage.merge import merge


@dataclass(frozen=True)
class Recovered:
    """The plan to start from, the steps that lead to what was not saved, and how many things both had changed."""

    start: Plan
    steps: tuple[Step, ...]
    clashes: int = 0

def steps(entries: Sequence[Entry]) -> tuple[Step, ...]:
    """The history that entries tell of: what was undone is not in it, what was done again is."""
    done: list[Step] = []
    for entry in entries:
        if entry.origin == "undo" and (left := _before(done, entry.changes)) is not None:
            del done[left:]
        elif entry.changes:
            label = f"Undo: {entry.label}" if entry.origin == "undo" else entry.label
            done.append(Step(label, entry.changes, None, entry.at))
    return tuple(done)


def _before(done: Sequence[Step], undone: ChangeSet) -> int | None:
    """How many steps are left when the last ones are undone by this change; None where it is of no such steps."""
    wanted, whole = invert(undone), ChangeSet()
    for left in range(len(done) - 1, -1, -1):
        try:
            whole = compose(done[left].changes, whole)
        except Misfit:
            return None
        if whole == wanted:
            return left
    return None


def recovered(entries: Sequence[Entry], base: Plan | None, now: Plan, *, same: bool) -> Recovered:
    """The recovery of entries on a plan. `same`: it is the one that they began from, else `base` is, where known."""
    made = steps(entries)
    if same:
        return Recovered(now, made)
    changes = _together(made)
    began = base if base is not None else _as_it_was(now, changes)
    merged = merge(began, apply(began, changes), now)
    plan = replace(merged.plan, doc=now.doc) if merged.plan.doc != now.doc else merged.plan
    rest = diff(now, plan)
    step = Step("Recover what was not saved", rest, None, entries[-1].at if entries else None)
    return Recovered(now, (step,) if rest else (), len(merged.conflicts))


def _together(made: Sequence[Step]) -> ChangeSet:
    whole = ChangeSet()
    for step in made:
        whole = compose(whole, step.changes)
    return whole


def _as_it_was(now: Plan, changes: ChangeSet) -> Plan:
    """A stand-in for a base that is lost: the plan of now, but what was edited as the edits found it."""
    draft = Draft(now)
    for (kind, id), (before, _) in changes.pairs.items():
        if before is not None:
            draft.put(before)
        elif draft.get(kind, id) is not None:
            draft.remove(kind, id)
    return draft.plan


def lines(found: Recovered, most: int = 6) -> Iterator[tuple[Step, tuple[str, ...]]]:
    """Each step with what it did, in sentences; past `most` only how many more there are."""
    plan = found.start
    for step in found.steps:
        after = apply(plan, step.changes)
        yield step, told.of_changes(step.changes, plan, after, most)
        plan = after
