"""Pairs of branches that two people made, merged by a real git: `python -m tests.soak.branches [--pairs N]`."""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from roadmap_app.cli.main import main as roadmap
from roadmap_app.commands import outline
from roadmap_app.model.order import between
from roadmap_app.model.plan import Draft, Plan, diff
from roadmap_app.model.records import Task
from roadmap_app.storage import planfile
from tests.bench.plans import plan_of
from tests.cli.repository import Repository

KINDS = ("fields", "rows", "moves", "deletes", "all")
TASKS = 66


@dataclass(frozen=True)
class Pair:
    """What two people made of one plan; `apart` tells that they worked on different tasks."""

    base: Plan
    mine: Plan
    theirs: Plan
    apart: bool


def pair(seed: int) -> Pair:
    """A pair of branches, the same for the same seed; every fourth pair is of people who work on the same tasks."""
    rng = random.Random(seed)
    base = plan_of(TASKS, seed)
    leaves = [id for id in base.outline.order if not base.outline.is_summary(id)]
    rng.shuffle(leaves)
    half, apart = len(leaves) // 2, seed % 4 != 3
    ours, others = (leaves[:half], leaves[half:]) if apart else (leaves[: half // 2], leaves[: half // 2])
    kind = KINDS[seed % len(KINDS)]
    place = rng.choice(base.outline.order[:-1])  # where both insert a row
    return Pair(base, _edited(base, rng, ours, kind, place), _edited(base, rng, others, kind, place), apart)


def _edited(base: Plan, rng: random.Random, ids: list[str], kind: str, place: str) -> Plan:
    draft = Draft(base)
    summaries = [id for id in base.outline.order if base.outline.is_summary(id)]
    if kind in ("rows", "all"):
        for number in range(rng.randint(1, 3)):
            above = draft.tasks[place]
            siblings = draft.outline.children.get(above.parent, ())
            later = [draft.tasks[id].ord for id in siblings if draft.tasks[id].ord > above.ord]
            id = f"new{rng.getrandbits(60):x}"
            ord = between(above.ord, min(later, default=""))
            draft.put(Task(id=id, name=f"New {number}", parent=above.parent, ord=ord, duration=480))
    for id in rng.sample(ids, 6):
        task = draft.tasks[id]
        if kind in ("fields", "all"):
            draft.change(task, name=f"Renamed {rng.randint(1, 99)}", percent=rng.randint(1, 99))
            draft.change(task, notes=f"Line {rng.randint(1, 99)}")
        if kind in ("moves", "all"):
            parent = rng.choice(summaries)
            last = [draft.tasks[each].ord for each in draft.outline.children.get(parent, ())]
            draft.change(task, parent=parent, ord=between(max(last, default=""), ""))
    if kind in ("deletes", "all"):
        outline.delete(draft, rng.sample(ids, 3))
    return draft.plan


def trouble(repository: Repository, pair: Pair) -> str:
    """What is wrong with how git merged a pair, or "" where nothing is."""
    code = repository.merge(pair.base, pair.mine, pair.theirs)
    loaded = planfile.load(str(repository.file))
    plan = loaded.plan
    if any(each.problem for each in loaded.findings):
        return f"the merged file has problems: {loaded.findings[0].message}"
    if bool(plan.conflicts) != bool(code):
        return f"git ended with {code}, and the file has {len(plan.conflicts)} conflicts"
    if pair.apart and code:
        return f"edits of different tasks clash: {next(iter(plan.conflicts.values()))}"
    told = {each.of for each in plan.conflicts.values()}
    for side in (pair.mine, pair.theirs):
        for (_, id), (_, after) in diff(pair.base, side).pairs.items():
            if after is not None and plan.get(after.kind, id) is None and id not in told:
                return f"{after.kind} {id} is lost"
    orders = [(task.parent, task.ord) for task in plan.tasks.values()]
    return "" if len(set(orders)) == len(orders) else "two rows share one place"


def set_up(folder: Path) -> Repository:
    """A repository that merges plans as git-setup has it."""
    made = Repository(folder)
    with contextlib.redirect_stdout(io.StringIO()):
        assert roadmap(["git-setup", str(folder)]) == 0
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=40)
    pairs = [pair(seed) for seed in range(parser.parse_args().pairs)]
    with tempfile.TemporaryDirectory() as folder:
        repository = set_up(Path(folder) / "repo")
        found = [(seed, trouble(repository, each)) for seed, each in enumerate(pairs)]
    for seed, what in found:
        if what:
            print(f"pair {seed}: {what}")
    apart = [what for each, (_, what) in zip(pairs, found, strict=True) if each.apart]
    print(f"{len(pairs)} pairs of branches; {apart.count('')} of {len(apart)} on different tasks merged clean")
    return 1 if any(what for _, what in found) else 0


if __name__ == "__main__":
    sys.exit(main())
