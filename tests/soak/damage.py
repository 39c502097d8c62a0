"""Damage plan files at random, and judge what opening them tells and keeps: `python -m tests.soak.damage [--times N]`.

Detected means that something is told of the file. A record counts as outside the damage where its line is still there
byte for byte; it is kept where it opens as it was. A block of another version is one whose lines lie elsewhere: of two
versions with all lines in one place, whole lines could be exchanged, and no line of a file knows of the others.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from roadmap_app.cli.main import main as roadmap
from roadmap_app.model.findings import Unreadable
from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Record, Task
from roadmap_app.storage import planfile
from tests.bench.plans import plan_of

TASKS = 220
LEAST_KEPT = 0.995
EVERY = 50  # so many damages to one whose repaired copy is judged
Harm = Callable[[bytes, bytes, random.Random], bytes]  # the file, another version of it, chance


def _span(data: bytes, rng: random.Random, most: int) -> tuple[int, int]:
    start = rng.randrange(len(data))
    return start, min(len(data), start + rng.randint(1, most))


def a_bit(data: bytes, other: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]


def a_byte(data: bytes, other: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + bytes([(data[at] + rng.randint(1, 255)) % 256]) + data[at + 1 :]


def zeros(data: bytes, other: bytes, rng: random.Random) -> bytes:
    start, end = _span(data, rng, 4096)
    return data[:start] + bytes(end - start) + data[end:]


def noise(data: bytes, other: bytes, rng: random.Random) -> bytes:
    start, end = _span(data, rng, 4096)
    return data[:start] + rng.randbytes(end - start) + data[end:]


def a_cut_end(data: bytes, other: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def a_torn_line(data: bytes, other: bytes, rng: random.Random) -> bytes:
    """A line without its end, or in two."""
    lines = data.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    cut = rng.randrange(1, len(lines[at]) - 1)
    lines[at] = lines[at][:cut] + (b"\n" + lines[at][cut:] if rng.random() < 0.5 else b"\n")
    return b"".join(lines)


def a_doubled_line(data: bytes, other: bytes, rng: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    lines.insert(rng.choice([at, rng.randrange(len(lines))]), lines[at])
    return b"".join(lines)


def a_moved_line(data: bytes, other: bytes, rng: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    line = lines.pop(rng.randrange(len(lines)))
    lines.insert(rng.randrange(len(lines) + 1), line)
    return b"".join(lines)


def changed_line_ends(data: bytes, other: bytes, rng: random.Random) -> bytes:
    """All of them, or some, as an editor or a mail program leaves them."""
    end = rng.choice([b"\r\n", b"\r", b"\n\n"])
    lines = data.splitlines()
    share = rng.choice([1.0, rng.random()])
    return b"".join(line + (end if rng.random() < share else b"\n") for line in lines)


def a_block_of_another_version(data: bytes, other: bytes, rng: random.Random) -> bytes:
    start, end = _span(data, rng, 4096)
    return data[:start] + other[start:end] + data[end:]


KINDS: dict[str, Harm] = {
    each.__name__.replace("_", " "): each
    for each in (
        a_bit, a_byte, zeros, noise, a_cut_end, a_torn_line, a_doubled_line, a_moved_line, changed_line_ends,
        a_block_of_another_version,
    )
}  # fmt: skip


@dataclass
class Judged:
    """What came of the damages of one kind; `missed` are those that nothing was told of."""

    damages: int = 0
    missed: list[bytes] = field(default_factory=list)
    outside: int = 0
    kept: int = 0
    unreadable: int = 0
    badly_repaired: int = 0

    @property
    def share(self) -> float:
        return self.kept / self.outside if self.outside else 1.0

    @property
    def holds(self) -> bool:
        return not self.missed and not self.badly_repaired and self.share >= LEAST_KEPT


def versions(seed: int = 1) -> tuple[Plan, bytes, bytes]:
    """A plan, its file, and the file of a version of it in which all lines lie elsewhere."""
    plan = plan_of(TASKS, seed)
    draft = Draft(plan)
    draft.change(draft.project, name="Another version")
    draft.put(Task(id=stable_id(3), name="Added before all others", ord="0V"))
    for id in sorted(draft.tasks)[::3]:
        draft.change(draft.tasks[id], percent=50, notes="Edited since")
    return plan, planfile.encode(plan), planfile.encode(draft.plan)


def judge(kind: str, times: int, rng: random.Random, repairs: bool = True) -> Judged:
    """Damage a file so many times in one way."""
    _, data, other = versions()
    by_line = dict(zip(data.split(b"\n")[1:-2], _records(data), strict=True))
    done = Judged()
    while done.damages < times:
        damaged = KINDS[kind](data, other, rng)
        if damaged == data:
            continue  # a line moved to its own place, zeros on nothing
        done.damages += 1
        intact = Counter(damaged.replace(b"\r", b"\n").split(b"\n"))
        outside = [record for line, record in by_line.items() if intact[line]]
        try:
            loaded = planfile.decode(damaged)
        except Unreadable:
            done.unreadable += 1
            done.outside += len(outside)
            continue
        done.outside += len(outside)
        done.kept += sum(loaded.plan.get(record.kind, record.id) == record for record in outside)
        if not loaded.findings:
            done.missed.append(damaged)
        if repairs and done.damages % EVERY == 1:
            done.badly_repaired += not _repairs(damaged)
    return done


def _records(data: bytes) -> list[Record]:
    """The records of a whole file, in the order of its lines."""
    loaded = planfile.decode(data)
    at = {loaded.line_of(record.kind, record.id): record for record in loaded.plan.records()}
    return [at[number] for number in sorted(at)]


def _repairs(damaged: bytes) -> bool:
    """True where `check --repair` leaves the file alone and writes a copy with which nothing is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        path, copy = Path(folder) / "plan.roadmap", Path(folder) / "mended.roadmap"
        path.write_bytes(damaged)
        code = roadmap(["check", str(path), "--repair", str(copy), "--json", str(Path(folder) / "told.json")])
        loaded = planfile.load(str(copy))
        return code in (0, 1) and path.read_bytes() == damaged and not any(each.problem for each in loaded.findings)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=1000)
    parser.add_argument("--seed", type=int)
    given = parser.parse_args()
    seed = given.seed if given.seed is not None else random.randrange(1 << 30)
    worst = 0
    for kind in KINDS:
        found = judge(kind, given.times, random.Random(f"{seed} {kind}"))
        worst = max(worst, not found.holds)
        print(
            f"{kind:26} {found.damages:5,} damages, {found.damages - len(found.missed):5,} detected, "
            f"{found.share:.3%} of {found.outside:,} records outside kept, {found.unreadable} without a plan, "
            f"{found.badly_repaired} badly repaired",
            flush=True,
        )
    print(f"seed {seed}")
    return worst


if __name__ == "__main__":
    sys.exit(main())
