"""Several writers of one file: no save overwrites another's."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from pathlib import Path

from roadmap_app.model.ids import new_id, stable_id
from roadmap_app.model.plan import Draft, make_plan
from roadmap_app.model.records import Project, Task
from roadmap_app.storage import planfile, saving

WRITERS, SAVES = 8, 6


def add_tasks(path: str, writer: int) -> None:
    """Add a task a save; a save that comes too late is done again on what the file holds then."""
    for number in range(SAVES):
        while True:
            opened = planfile.load(path)
            draft = Draft(opened.plan)
            draft.put(Task(id=new_id(), name=f"{writer}-{number}"))
            try:
                saving.save(path, draft.plan, opened_sha=opened.sha)
                break
            except saving.NotSaved as refused:
                assert "changed by someone else" in str(refused), refused


def test_of_many_writers_none_overwrites_another(tmp_path: Path, figure: Callable[[str], None]) -> None:
    path = str(tmp_path / "plan.roadmap")
    saving.save(path, make_plan(stable_id(0), [Project(id=stable_id(1))]))
    start = multiprocessing.get_context("spawn")
    writers = [start.Process(target=add_tasks, args=(path, writer)) for writer in range(WRITERS)]
    for each in writers:
        each.start()
    for each in writers:
        each.join(120)
    assert [each.exitcode for each in writers] == [0] * WRITERS
    names = {task.name for task in planfile.load(path).plan.tasks.values()}
    assert names == {f"{writer}-{number}" for writer in range(WRITERS) for number in range(SAVES)}
    figure(f"{WRITERS} writers of one file: {WRITERS * SAVES} saves, none overwritten")
