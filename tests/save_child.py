"""A process that saves the same plan again and again, for the fault tools in ../shared/faults."""

import itertools
from random import Random

from roadmap_app.model.findings import Unreadable
from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import Draft, Plan, make_plan
from roadmap_app.model.records import Project, Task
from roadmap_app.storage import planfile, saving

TASKS = 2000
FEW = 12


def saves(path: str, seed: int, tasks: int = TASKS) -> None:
    """Change and save a plan for ever; `saved N SHA` once a save is safe, `failed N WHY` where it failed."""
    plan, sha = _opened(path, tasks)
    random = Random(seed)
    for number in itertools.count():
        draft = Draft(plan)
        task = draft.tasks[stable_id(1000 + random.randrange(tasks))]
        draft.change(task, name=f"save {number} of {seed}", percent=random.randrange(101))
        plan = draft.plan
        try:
            sha = saving.save(path, plan, opened_sha=sha, at_least=tasks + 1).sha
        except saving.NotSaved as refused:
            sha = refused.sha or sha
            print("failed", number, " ".join(str(refused).split()))
            continue
        print("saved", number, sha)


def few(path: str, seed: int) -> None:
    """The same with a small plan, for many runs."""
    saves(path, seed, FEW)


def _opened(path: str, tasks: int) -> tuple[Plan, str | None]:
    try:
        loaded = planfile.load(path)
    except Unreadable:
        project = Project(id=stable_id(1), name="Saved again and again", start=29_000_000)
        rows = [Task(id=stable_id(1000 + n), name=f"Task {n}", ord=f"a{n:04d}V") for n in range(tasks)]
        return make_plan(stable_id(0), [project, *rows]), None
    return loaded.plan, loaded.sha
