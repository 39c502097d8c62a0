"""A simulated sync client under people who edit: `python -m tests.soak.syncing [--runs N] [--seed N]`.

One or two machines have the plan in a folder that a client keeps in step with a cloud, where a third person saves, too.
The client is as real ones are: late, or at work while a save is; it replaces files, writes them in place piece by
piece, takes them away and brings them back, sets old times, makes conflict copies under the names of five products,
brings an old version back. Whatever anybody saved must be at the end in the file, in a conflict record, in a copy, or
offered to be merged, and every file must open. Where somebody then merges all copies, none of them may be needed.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

from roadmap_app.document import logged
from roadmap_app.document.document import now
from roadmap_app.model.plan import Draft, apply
from roadmap_app.storage import planfile, saving
from tests.pocket import plan as pocket
from tests.soak.people import Ledger, Person, WindowPerson, edit, marks

NAME = "Platform.roadmap"
PLAN = "; ".join(f"T{number} {number % 7 + 1}d" for number in range(12))
COPIES = (
    "{stem} ({who}'s conflicted copy 2026-05-04){end}", "{stem}-{who}{end}", "{stem} (1){end}",
    "{stem}.sync-conflict-20260504-101500-ABCDEFG{end}", "{stem} (conflicted copy 2026-05-04 101500){end}",
)  # fmt: skip
EVERY_WINDOW = 10  # of so many runs, one is with real windows
STEPS = 120


@dataclass
class Cloud:
    """What the servers hold, and held before."""

    files: dict[str, bytes] = field(default_factory=dict)
    past: list[bytes] = field(default_factory=list)  # of the plan itself

    def put(self, name: str, data: bytes) -> None:
        self.files[name] = data
        if name == NAME:
            self.past.append(data)


class Client:
    """The sync client of one machine."""

    def __init__(self, folder: Path, cloud: Cloud, rng: random.Random, who: str, did: Counter[str]) -> None:
        self.folder, self.cloud, self.rng, self.who, self.did = folder, cloud, rng, who, did
        self.known: dict[str, bytes] = {}  # what was in step last
        self._under_way: Iterator[None] | None = None

    @property
    def busy(self) -> bool:
        return self._under_way is not None

    def local(self) -> dict[str, bytes]:
        return {each.name: each.read_bytes() for each in self.folder.glob("*.roadmap") if each.is_file()}

    def step(self) -> bool:
        """Do the next small thing; False where all is in step."""
        if self._under_way is None:
            self._under_way = self._next()
        if self._under_way is None:
            return False
        if next(self._under_way, self) is self:
            self._under_way = None
        return True

    def _next(self) -> Iterator[None] | None:
        here, there = self.local(), self.cloud.files
        for name in sorted({*here, *there}):
            mine, theirs, known = here.get(name), there.get(name), self.known.get(name)
            if mine == theirs:
                if mine is not None:
                    self.known[name] = mine
            elif mine is not None and theirs == known:
                return self._upload(name, mine)
            elif theirs is not None and (mine is None or mine == known):
                return self._download(name, theirs)
            elif mine is not None and theirs is not None:
                return self._conflict(name, mine, theirs)
        return None

    def _upload(self, name: str, data: bytes) -> Iterator[None]:
        self.cloud.put(name, data)
        self.known[name] = data
        self.did["uploads"] += 1
        yield

    def _conflict(self, name: str, mine: bytes, theirs: bytes) -> Iterator[None]:
        self.did["conflict copies"] += 1
        stem, end = os.path.splitext(name)
        form = self.rng.choice(COPIES)
        copy, number = form.format(stem=stem, who=self.who, end=end), 1
        while copy in self.cloud.files or (self.folder / copy).exists():
            number += 1
            copy = form.format(stem=f"{stem} {number}", who=self.who, end=end)
        if self.rng.random() < 0.7:  # what is here gives way
            os.replace(self.folder / name, self.folder / copy)
            self.cloud.put(copy, mine)
            self.known[copy] = mine
            self.known.pop(name, None)
            yield
            if not (self.folder / name).exists():
                yield from self._download(name, theirs)
        else:
            self.cloud.put(copy, theirs)
            self.cloud.put(name, mine)
            self.known[name] = mine
            yield

    def _download(self, name: str, data: bytes) -> Iterator[None]:
        path = self.folder / name
        manner = self.rng.choice(("replace", "replace", "pieces", "gone a while", "old times", "same facts"))
        self.did[manner] += 1
        before = path.stat() if path.exists() else None
        if manner == "pieces":
            yield from self._in_pieces(path, data)
            return
        if manner == "gone a while" and before:
            path.unlink()
            for _ in range(self.rng.randint(1, 4)):
                yield
            if path.exists():
                return  # somebody saved meanwhile: a conflict, next time
        if manner == "same facts" and before:
            path.write_bytes(data)
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        else:
            beside = self.folder / ".sync-download"
            beside.write_bytes(data)
            if manner == "old times":
                os.utime(beside, (1_000_000_000, 1_000_000_000))
            os.replace(beside, path)
        self.known[name] = data
        yield

    def _in_pieces(self, path: Path, data: bytes) -> Iterator[None]:
        """Write in place, piece by piece; where somebody replaced the file meanwhile it is a conflict, next time."""
        parts = self.rng.randint(2, 5)
        with open(path, "wb") as stream:
            inode = os.fstat(stream.fileno()).st_ino
            for part in range(parts):
                stream.write(data[len(data) * part // parts : len(data) * (part + 1) // parts])
                stream.flush()
                if part < parts - 1:
                    yield
        if path.exists() and path.stat().st_ino == inode:
            self.known[path.name] = data
        yield


@dataclass(frozen=True)
class Outcome:
    """Marks saved, and of these: in the file, only in a copy or record, offered; what is wrong, in sentences."""

    saved: int
    in_file: int
    in_copies: int
    offered: int
    wrong: tuple[str, ...]


class Run:
    """One seeded run in a folder of its own."""

    def __init__(self, seed: int, home: Path, did: Counter[str], windows: bool = False) -> None:
        self.rng, self.did, self.ledger, self.cloud = random.Random(seed), did, Ledger(), Cloud()
        machines, first = self.rng.choice((1, 2, 2)), planfile.encode(pocket(PLAN))
        self.cloud.put(NAME, first)
        self.clients, self.people = list[Client](), list[Person]()
        self.strict = self.rng.random() < 0.5  # nobody closes, and old versions come back
        for number in range(machines):
            folder = home / f"machine{number}"
            folder.mkdir()
            (folder / NAME).write_bytes(first)
            self.clients.append(Client(folder, self.cloud, self.rng, f"HOST{number}", did))
            self.clients[-1].known[NAME] = first
        make = WindowPerson if windows else Person
        for number in range(2):
            path, own = home / f"machine{number % machines}" / NAME, home / f"home{number}"
            own.mkdir()
            self.people.append(make(path, own, self.rng, self.ledger, f"P{number}"))
            self.people[-1].open()

    def outcome(self) -> Outcome:
        for _ in range(STEPS):
            self._step()
        stuck, merged = self._come_to_rest(), self._merge_copies()
        wrong = [*self._unopened(), *([stuck] if stuck else [])]
        main, copies, offered = self._places()
        lost = self.ledger.lost(main | offered | (set() if merged else copies))
        wrong += [f"{len(lost)} saved edits are lost: {', '.join(sorted(lost)[:5])}"] if lost else []
        saved = self.ledger.saved
        for person in self.people:
            if person.is_open:
                person.close()
        only = saved & copies - main, saved & offered - main - copies
        return Outcome(len(saved), len(saved & main), len(only[0]), len(only[1]), tuple(wrong))

    def _step(self) -> None:
        rng, person, client = self.rng, self.rng.choice(self.people), self.rng.choice(self.clients)
        kind = rng.choices(
            ("sync", "edit", "save", "look", "decide", "third", "close", "older"), (30, 22, 12, 16, 5, 4, 2, 2)
        )[0]
        if kind == "sync":
            for _ in range(rng.randint(1, 3)):
                client.step()
        elif kind == "third":
            self._third()
        elif kind == "older":
            self._older()
        elif not person.is_open:
            person.open()
        elif kind == "edit":
            person.edit()
        elif kind == "save" and (not person.offered or rng.random() < 0.5):
            self._save(person)
        elif kind == "look":
            person.look()
        elif kind == "decide" and person.offered:
            person.decide()
        elif kind == "close" and not self.strict:
            if rng.random() < 0.7:
                person.save()
            person.close()

    def _save(self, person: Person) -> None:
        """A save; now and then the client is at work while it is being written."""
        really, due = saving._write, [self.rng.random() < 0.3]

        def write(temporary: Path, target: Path, data: bytes) -> None:
            really(temporary, target, data)
            if due.pop() if due else False:
                self.did["at work during a save"] += 1
                for client in self.clients:
                    client.step()
                    client.step()

        with patch.object(saving, "_write", write):
            person.save()

    def _third(self) -> None:
        """Somebody saves in the cloud, on what he sees there."""
        draft, before = Draft(planfile.decode(self.cloud.files[NAME]).plan), self.ledger.count
        edit(draft, self.rng, self.ledger)
        plan = draft.plan
        self.cloud.put(NAME, planfile.encode(apply(plan, logged.entry(plan, ["Edit"], "Third", now()))))
        self.ledger.save({f"e{number:06}x" for number in range(before + 1, self.ledger.count + 1)}, plan)
        self.did["saves elsewhere"] += 1

    def _older(self) -> None:
        """The servers bring an old version back, while all have the newest one open: only they can know better."""
        newest = self.cloud.files[NAME]
        sha = planfile.decode(newest).sha
        known = all(each.is_open and each.sha == sha and not each.offered for each in self.people)
        still = all(not each.busy and each.local().get(NAME) == newest == each.known[NAME] for each in self.clients)
        if self.strict and known and still:
            self.cloud.put(NAME, self.rng.choice(self.cloud.past))
            self.did["older versions back"] += 1

    def _come_to_rest(self) -> str:
        """All is synced, seen and saved; what is offered waits, in some runs. Why it never ends, or ""."""
        waits = self.rng.random() < 0.3
        for _ in range(40):
            moved = False
            for client in self.clients:
                while client.step():
                    moved = True
            for person in self.people:
                if not person.is_open:
                    continue
                person.look()
                if person.offered and not waits:
                    person.decide()
                    moved = True
                if not person.is_saved and not person.offered:
                    person.save()
                    moved = True
            if not moved:
                return ""
        return "machines and windows never come to one version"

    def _merge_copies(self) -> bool:
        """Somebody merges all conflict copies, in some runs: then none may be needed any more."""
        person = self.people[0]
        if person.is_open and not person.offered and self.rng.random() < 0.7:
            person.merge_copies()
            self._come_to_rest()
            return not any(each.offered for each in self.people)
        return False

    def _places(self) -> tuple[set[str], set[str], set[str]]:
        main, copies, offered = marks(self.cloud.files[NAME]), set[str](), set[str]()
        for client in self.clients:
            for name, data in {**self.cloud.files, **client.local()}.items():
                if name != NAME or data != self.cloud.files[NAME]:
                    copies |= marks(data)
        for person in self.people:
            if person.offered:
                offered |= marks(person.plan) | marks(person.offered.comparison.theirs)
        return main, copies, offered

    def _unopened(self) -> Iterator[str]:
        for client in self.clients:
            for name, data in {**self.cloud.files, **client.local()}.items():
                loaded = planfile.decode(data)
                if loaded.damaged or any(each.problem for each in loaded.findings):
                    yield f"{name} does not open whole: {loaded.findings[0].message}"


def one(seed: int, did: Counter[str], windows: bool = False) -> Outcome:
    ids = SimpleNamespace(token_bytes=random.Random(seed).randbytes)
    with tempfile.TemporaryDirectory() as folder, patch("roadmap_app.model.ids.secrets", ids):
        return Run(seed, Path(folder), did, windows).outcome()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--windows", type=int, default=EVERY_WINDOW, help="one run of so many is with real windows")
    given = parser.parse_args()
    did, outcomes, bad, begun = Counter[str](), list[Outcome](), 0, time.monotonic()
    windows = 0
    for seed in range(given.seed, given.seed + given.runs):
        real = (seed - given.seed + 1) % given.windows == 0
        outcome = one(seed, did, real)
        windows += real
        outcomes.append(outcome)
        bad += bool(outcome.wrong)
        for sentence in outcome.wrong:
            print(f"run {seed}{' (windows)' if real else ''}: {sentence}")
    total = [sum(each) for each in zip(*((o.saved, o.in_file, o.in_copies, o.offered) for o in outcomes), strict=True)]
    print(f"{given.runs} runs of a sync client, {windows} of them with real windows, {time.monotonic() - begun:.0f} s: "
          + ", ".join(f"{count:,} {what}" for what, count in sorted(did.items())))
    print(f"{total[0]:,} edits saved: {total[1]:,} in the file at the end, {total[2]:,} only in copies, "
          f"{total[3]:,} offered, the others replaced by people who saw them; {bad} runs with anything lost or broken")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
