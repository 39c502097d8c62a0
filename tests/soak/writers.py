"""Several processes that save one file at once, and are killed meanwhile: `python -m tests.soak.writers`.

First 8 writers make 50 saves each, and none may overwrite another's. Then writers are killed 200 times at random
moments, others taking their place: what was acknowledged must be in the file, and the file whole.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from roadmap_app.model.ids import new_id, stable_id
from roadmap_app.model.plan import Draft, make_plan
from roadmap_app.model.records import Project, Task
from roadmap_app.storage import planfile, saving

ROOT = Path(__file__).resolve().parent.parent.parent
WRITERS, SAVES, KILLS = 8, 50, 200
FOR_EVER = 1_000_000


def add_tasks(path: str, name: str, saves: int) -> None:
    """Add a task a save, and tell each that is safe. One that comes too late is done on what the file holds then."""
    for number in range(saves):
        while True:
            opened = planfile.load(path)
            draft = Draft(opened.plan)
            draft.put(Task(id=new_id(), name=f"{name}-{number}"))
            try:
                saving.save(path, draft.plan, opened_sha=opened.sha, at_least=len(opened.plan))
                break
            except saving.Changed:
                continue
        print(f"{name}-{number}", flush=True)


@dataclass
class Writer:
    """A process that saves, and the file in which it tells what is safe."""

    process: subprocess.Popen[bytes]
    told: Path

    @classmethod
    def start(cls, path: Path, name: str, saves: int) -> Writer:
        told = path.parent.parent / f"told-{name}"
        words = [sys.executable, "-m", "tests.soak.writers", "--write", str(path), name, str(saves)]
        with told.open("wb") as out:
            return cls(subprocess.Popen(words, cwd=ROOT, stdout=out), told)

    def names(self) -> set[str]:
        """What it has told to be safe; a line that was cut by its death tells nothing."""
        return {line.strip() for line in self.told.read_text().splitlines(keepends=True) if line.endswith("\n")}


def new_file(folder: Path) -> Path:
    path = folder / "plans" / "plan.roadmap"
    path.parent.mkdir()
    saving.save(str(path), make_plan(stable_id(0), [Project(id=stable_id(1))]))
    return path


def names_in(path: Path) -> list[str]:
    return [task.name for task in planfile.load(str(path)).plan.tasks.values()]


def together(writers: int, saves: int) -> list[str]:
    """What is wrong after so many writers have made so many saves each."""
    with tempfile.TemporaryDirectory() as folder:
        path = new_file(Path(folder))
        started = [Writer.start(path, f"w{number}", saves) for number in range(writers)]
        codes = [each.process.wait(600) for each in started]
        found = names_in(path)
        expected = {f"w{number}-{save}" for number in range(writers) for save in range(saves)}
        wrong = [f"a writer ended with {code}" for code in codes if code]
        wrong += [f"{name} was overwritten" for name in sorted(expected - set(found))]
        return wrong + ([] if len(found) == len(expected) else ["tasks stand in it twice"])


def killed(writers: int, kills: int, rng: random.Random) -> tuple[int, list[str]]:
    """How many saves were acknowledged while so many writers were killed, and what is wrong afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = new_file(Path(folder))
        made = [Writer.start(path, f"w{number}", FOR_EVER) for number in range(writers)]
        alive = list(made)
        time.sleep(1)  # until they save
        for number in range(kills):
            time.sleep(rng.random() * 0.1)
            victim = alive.pop(rng.randrange(len(alive)))
            os.kill(victim.process.pid, signal.SIGKILL)
            victim.process.wait()
            alive.append(Writer.start(path, f"k{number}", FOR_EVER))
            made.append(alive[-1])
        for each in alive:
            each.process.kill()
            each.process.wait()
        loaded = planfile.load(str(path))
        there, told = set(names_in(path)), set().union(*(each.names() for each in made))
        wrong = [f"{name} was acknowledged and is gone" for name in sorted(told - there)]
        wrong += [finding.message for finding in loaded.findings]
        if len(there - told) > len(made):
            wrong.append(f"{len(there - told)} saves were made and not acknowledged, by {len(made)} writers")
        return len(told), wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", nargs=3, metavar=("PATH", "NAME", "SAVES"), help=argparse.SUPPRESS)
    parser.add_argument("--saves", type=int, default=SAVES)
    parser.add_argument("--kills", type=int, default=KILLS)
    given = parser.parse_args()
    if given.write:
        path, name, saves = given.write
        add_tasks(path, name, int(saves))
        return 0
    wrong = together(WRITERS, given.saves)
    print(f"{WRITERS} writers x {given.saves} saves of one file: {', '.join(wrong) or 'none overwritten'}", flush=True)
    told, lost = killed(WRITERS, given.kills, random.Random())
    print(f"{given.kills} writers killed, {told:,} saves acknowledged: {', '.join(lost[:5]) or 'none lost'}")
    return 1 if wrong or lost else 0


if __name__ == "__main__":
    sys.exit(main())
