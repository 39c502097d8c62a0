"""Kill windows while they are edited, and count what the next start does not find: `python -m tests.soak.edits`.

Each round edits a new window as quickly as it can, and tells when each edit was made. An edit made more than
250 ms before the kill must be there again.
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
from pathlib import Path

from roadmap_app.storage import journal

LIMIT = 0.25  # seconds
CHILD = """
import time
from roadmap_app.app.main_window import open_window
from roadmap_app.commands import outline
window = open_window(None, today=0)
for number in range(1_000_000):
    window.edit(f"Add {number}", lambda draft: outline.add_task(draft, after=None, name=f"Task {number}"))
    print(number, time.time(), flush=True)
"""


def one(home: str, random_: random.Random) -> tuple[int, int, int]:
    """Edits told, edits missing, and of these the ones older than the limit, of one window that is killed."""
    settings = {**os.environ, "ROADMAP_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
    child = subprocess.Popen([sys.executable, "-c", CHILD], stdout=subprocess.PIPE, text=True, env=settings)
    assert child.stdout is not None
    lines = [child.stdout.readline() for _ in range(10)]
    time.sleep(random_.random() * 0.3)
    killed = time.time()
    os.kill(child.pid, signal.SIGKILL)
    lines += child.stdout.readlines()
    child.wait()
    child.stdout.close()
    told = [(int(line.split()[0]), float(line.split()[1])) for line in lines if line.endswith("\n")]
    found = journal.crashed(Path(home) / "journals")
    there = {entry.label for each in found for entry in each.entries}
    missing = [at for number, at in told if f"Add {number}" not in there]
    return len(told), len(missing), sum(killed - at > LIMIT for at in missing)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=500)
    rounds = parser.parse_args().rounds
    random_ = random.Random()
    edits = missing = late = 0
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as home:
            told, gone, old = one(home, random_)
        edits, missing, late = edits + told, missing + gone, late + old
    print(f"{rounds} kills, {edits:,} edits; {missing} lost, {late} of them older than {LIMIT * 1000:.0f} ms")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
