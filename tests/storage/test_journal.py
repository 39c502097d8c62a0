"""Journals: what was appended is read again, a torn end costs no more than itself, living windows are left alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from roadmap_app.model.changes import ChangeSet, compose
from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import Draft, Plan, apply
from roadmap_app.storage import journal
from roadmap_app.storage.journal import Entry, Head, Journal
from tests.examples import tries
from tests.pocket import plan as pocket

HEAD = Head("abc", "Payments", "/plans/payments.roadmap", "0" * 64)


def edits(plan: Plan, count: int, seed: int = 1) -> list[Entry]:
    random, made = Random(seed), []
    for number in range(count):
        draft = Draft(plan)
        task = random.choice(list(draft.tasks.values()))
        if random.random() < 0.2 and len(draft.tasks) > 2:
            draft.remove("task", task.id)
        elif random.random() < 0.3:
            draft.put(task.build({**task.__dict__, "id": stable_id(9000 + number), "name": f'Néw "{number}"\n'}))
        else:
            draft.change(task, name=f"Edit {number}", percent=random.randrange(101))
        made.append(Entry(f"Step {number}", 1000 + number, draft.changes()))
        plan = draft.plan
    return made


def whole(entries: list[Entry] | tuple[Entry, ...]) -> ChangeSet:
    made = ChangeSet()
    for entry in entries:
        made = compose(made, entry.changes)
    return made


def test_what_was_appended_is_read_again(tmp_path: Path) -> None:
    plan = pocket("A 1d; B 2d; C 3d")
    made = edits(plan, 30)
    kept = Journal(tmp_path, HEAD, plan)
    for entry in made:
        kept.append(entry)
    kept.sync()
    found = journal.read(kept.file)
    assert found is not None
    assert (found.head, found.entries, found.torn) == (HEAD, tuple(made), False)
    assert found.plan is not None and set(found.plan.records()) == set(plan.records())
    assert apply(found.plan, whole(found.entries)).tasks == apply(plan, whole(made)).tasks
    kept.remove()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("seed", range(tries(40)))
def test_a_torn_or_damaged_end_costs_only_itself(tmp_path: Path, seed: int) -> None:
    random, plan = Random(seed), pocket("A 1d; B 2d; C 3d")
    made = edits(plan, 12, seed)
    kept = Journal(tmp_path, HEAD)
    begun = kept.file.stat().st_size
    ends = [begun]
    for entry in made:
        kept.append(entry)
        ends.append(kept.file.stat().st_size)
    kept.remove()
    data = b"".join(journal.encode(entry) for entry in made)
    cut = random.randrange(1, len(data))
    file = tmp_path / f"1-a{journal.SUFFIX}"
    again = Journal(tmp_path, HEAD)
    head = again.file.read_bytes()
    again.remove()
    noise = random.randbytes(random.randrange(60)) if seed % 2 else b""
    file.write_bytes(head + data[:cut] + noise)
    found = journal.read(file)
    intact = sum(end - begun <= cut for end in ends[1:])
    assert found is not None
    assert found.entries[:intact] == tuple(made[:intact])
    assert len(found.entries) in (intact, intact + (data[cut : cut + 1] == b"\n"))


def test_journals_of_living_windows_are_left_alone(tmp_path: Path) -> None:
    ours = Journal(tmp_path, HEAD)
    ours.append(edits(pocket("A 1d; B 2d"), 1)[0])
    assert journal.crashed(tmp_path) == ()
    ours.remove()
    assert journal.crashed(tmp_path / "none") == ()


CHILD = """
import sys
from pathlib import Path
from roadmap_app.storage.journal import Journal
from tests.pocket import plan
from tests.storage.test_journal import HEAD, edits
kept = Journal(Path(sys.argv[1]), HEAD)
for entry in edits(plan("A 1d; B 2d; C 3d"), 400, int(sys.argv[2])):
    kept.append(entry)
    print(entry.label, flush=True)
    kept.sync()
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_window_loses_nothing_that_it_had_told(tmp_path: Path) -> None:
    told = []
    for seed in (1, 2):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(tmp_path), str(seed)],
            stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
        )  # fmt: skip
        assert child.stdout is not None and child.stdin is not None
        told.append([child.stdout.readline().strip() for _ in range(60 * seed)])
        assert not any(each.file.name.startswith(f"{child.pid}-") for each in journal.crashed(tmp_path))
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        child.stdin.close()
    found = journal.crashed(tmp_path)
    assert len(found) == 2
    for labels, seed in zip(told, (1, 2), strict=True):
        every = edits(pocket("A 1d; B 2d; C 3d"), 400, seed)
        match = [each for each in found if each.entries == tuple(every[: len(each.entries)])]
        assert match and len(match[0].entries) >= len(labels)


def test_journals_that_never_had_an_entry_go_after_a_while_and_no_others(tmp_path: Path) -> None:
    plan = pocket("A 1d")
    lives, edited, begun = (Journal(tmp_path, HEAD) for _ in range(3))
    edited.append(edits(plan, 1)[0])
    for each in (edited, begun):
        each_open, each._open = each._open, None
        assert each_open is not None
        os.close(each_open)  # as when its window is killed
    empty, torn = tmp_path / "1-a.journal", tmp_path / "1-b.journal"
    empty.touch()
    torn.write_bytes(begun.file.read_bytes() + b'{"at":')
    for file in (lives.file, edited.file, begun.file, empty, torn):
        os.utime(file, (1000, 1000))
    journal.sweep(tmp_path, 999)
    assert begun.file.exists() and empty.exists()
    journal.sweep(tmp_path, 1001)
    assert set(tmp_path.iterdir()) == {lives.file, edited.file, torn}
    lives.remove()
