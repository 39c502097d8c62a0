"""What a crashed window had not saved, as steps on the plan that its file holds now.

On the file that the journal began from, the edits are made again one by one. On another they are merged: what
was edited there since stays, and where both changed one thing, somebody decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from roadmap_app.document.history import Step
from roadmap_app.document.picking import Pick, picked
from roadmap_app.model import text
from roadmap_app.model.changes import ChangeSet, Key, Misfit, compose, invert
from roadmap_app.model.plan import Draft, Plan, apply, diff
from roadmap_app.model.records import KINDS, Record
from roadmap_app.storage.journal import Entry
from roadmap_app.storage.merge import merge
from roadmap_app.storage.merge_values import Clash
from roadmap_app.storage.schema import schema_of


@dataclass(frozen=True)
class Recovered:
    """The plan to start from, and the steps that lead to what was not saved; where both changed one thing its value
    stands, and `conflicts` lists it. `base` is what the edits began from, `mine` what they led to there."""

    start: Plan
    steps: tuple[Step, ...]
    base: Plan
    mine: Plan
    conflicts: tuple[Clash, ...] = ()

    @property
    def goal(self) -> Plan:
        """The plan with all that was not saved."""
        return apply(self.start, _together(self.steps))



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


def recovered(
    entries: Sequence[Entry], base: Plan | None, now: Plan, *, same: bool, whole: bool = True
) -> Recovered:
    """The recovery of entries on a plan. `same`: it is the one that they began from, else `base` is, where known.

    A plan that is not `whole` was read from a damaged file: what is missing there was not deleted. What does not fit
    to the edits before it is left out with all that follows; Misfit where nothing fits.
    """
    written = steps(entries)
    made = _fitting(written, now if same else base)
    if written and not made:
        raise Misfit("the first edit does not start at the plan that it was made on")
    changes = _together(made)
    if same:
        return Recovered(now, made, now, apply(now, changes))
    began = base if base is not None else _as_it_was(now, changes)
    mine = apply(began, changes)
    merged = merge(began, mine, now, theirs_whole=whole)
    plan = replace(merged.plan, doc=now.doc) if merged.plan.doc != now.doc else merged.plan
    rest = diff(now, plan)
    step = Step("Recover what was not saved", rest, None, entries[-1].at if entries else None)
    return Recovered(now, (step,) if rest else (), began, mine, merged.conflicts)


def part(found: Recovered, picks: Collection[Pick]) -> Recovered:
    """Only the picked changes of what was not saved, as one step; Refusal where they cannot stand alone."""
    goal = picked(found.start, found.goal, picks)
    records = {(kind, id) for kind, id, _ in picks}
    mine = picked(found.base, found.mine, picks)
    rest = diff(found.start, goal)
    whole = {(kind, id) for kind, id, field in picks if not field}
    conflicts = tuple(
        clash for clash in found.conflicts
        if (clash.kind, clash.id) in (records if not clash.field else whole) or pick_of_clash(clash) in picks
    )  # fmt: skip
    label = f"Recover {text.plural(len(picks), 'change')} that {'was' if len(picks) == 1 else 'were'} not saved"
    step = Step(label, rest, None, found.steps[-1].at if found.steps else None)
    return Recovered(found.start, (step,) if rest else (), found.base, mine, conflicts)


def pick_of_clash(clash: Clash) -> Pick:
    """The change that a conflict is about; conflicts name members as records do, changes as files do."""
    name = clash.field.partition(".")[0]
    members = schema_of(KINDS[clash.kind]).members if clash.kind in KINDS else {}
    return clash.kind, clash.id, next((each for each, member in members.items() if member.attr == name), name)


def _fitting(made: tuple[Step, ...], base: Plan | None) -> tuple[Step, ...]:
    """The steps up to the first that does not start where those before it, or the base, have led."""
    there: dict[Key, Record | None] = {}
    for number, step in enumerate(made):
        for (kind, id), (before, _) in step.changes.pairs.items():
            now = there.get((kind, id), before if base is None else base.get(kind, id))
            if now != before:
                return made[:number]
        there.update({key: after for key, (_, after) in step.changes.pairs.items()})
    return made


def _together(made: Iterable[Step]) -> ChangeSet:
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

