"""Saves on a disk that is full after so many bytes: `python -m tests.soak.full_disk [--times 50]`.

A disk takes what it has room for and then refuses. Each such save must say so, leave the file as it was and nothing
beside it, and pass once there is room.
"""

from __future__ import annotations

import argparse
import errno
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from roadmap_app.model.plan import Draft
from roadmap_app.storage import planfile, saving
from tests.bench.plans import plan_of

TASKS = 120


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """While it lasts, files take so many bytes in all."""
    real: Callable[[int, bytes | memoryview], int] = os.write
    left = size

    def write(file: int, data: bytes | memoryview) -> int:
        nonlocal left
        if not left:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = real(file, data[:left])
        left -= written
        return written

    os.write = write
    try:
        yield
    finally:
        os.write = real


def attempts(times: int, rng: random.Random) -> list[str]:
    """What is wrong after so many saves on a full disk, half of them with damaged lines to be kept besides."""
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.roadmap"
        saving.save(str(path), plan_of(TASKS))
        for number in range(times):
            if number % 2:
                path.write_bytes(path.read_bytes().replace(b'"name":"', b'"name":"!', 1))
            before = path.read_bytes()
            opened = planfile.load(str(path))
            draft = Draft(opened.plan)
            draft.change(draft.tasks[min(draft.tasks)], name=f"Save {number}")
            size = rng.randrange(len(planfile.encode(draft.plan)))
            try:
                with room_for(size):
                    saving.save(str(path), draft.plan, opened_sha=opened.sha)
                wrong.append(f"save {number} passed with room for {size:,} bytes")
            except saving.NotSaved as told:
                if "the disk is full" not in str(told):
                    wrong.append(f"save {number}: {told}")
            beside = [each for each in Path(folder).iterdir() if each != path and ".damaged-" not in each.name]
            if path.read_bytes() != before or beside:
                wrong.append(f"save {number} left the file changed, or something beside it")
            saving.save(str(path), draft.plan, opened_sha=opened.sha)
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=50)
    times = parser.parse_args().times
    wrong = attempts(times, random.Random())
    print(f"{times} saves on a full disk: {', '.join(wrong[:5]) or 'all told, nothing lost, nothing left'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
