"""Who else has a plan open: one small advisory file a window, beside the plan, that goes stale by itself.

The file is held as long as its window lives, which other windows on the same machine can see, and is written anew
every minute, which all others can see. Ages are those of the folder's own clock where it has one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roadmap_app.storage import jsontext, platform

FORMAT = "roadmap-open"
BEAT = 60  # seconds between two signs of life
STALE = 150  # seconds without one after which a window counts as gone
FORGOTTEN = 86_400  # seconds after which anybody may take the file of a window away
MOST = 4096  # bytes of such a file
LONGEST = 60  # letters of a name
LATEST = (1 << 32) // 60  # minutes UTC; a sign from later was made to do harm
BINARY = getattr(os, "O_BINARY", 0)
HERE = hashlib.sha256(f"{uuid.getnode()}".encode()).hexdigest()[:12]  # this machine, without telling which


@dataclass(frozen=True)
class Other:
    """Another window on the plan. `name`: "" where nobody gave one; `since`: minutes UTC; `here`: on this machine."""

    name: str
    since: int
    here: bool


class Presence:
    """The sign of one window; OSError where none can be left beside the plan."""

    def __init__(self, plan: Path, name: str, now: float) -> None:
        self.plan, self.since = plan, int(now) // 60
        self.file = plan.with_name(f".{plan.name}.{secrets.token_hex(4)}.open")
        self._beaten = now
        self._open: int | None = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_EXCL | BINARY, 0o666)
        self._locks = platform.hold(self._open)  # False where the file system has none
        self._write(name, now)

    def beat(self, name: str, now: float) -> None:
        """Give a sign of life where the last one is old; OSError where the folder is out of reach."""
        if now - self._beaten >= BEAT:
            self._write(name, now)

    def gone(self) -> bool:
        """True where someone took the file away, as sync clients do."""
        return not self.file.exists()

    def remove(self) -> None:
        """Say goodbye."""
        if self._open is not None:
            os.close(self._open)
            self._open = None
            with contextlib.suppress(OSError):  # a folder out of reach: it goes stale there
                self.file.unlink()

    def others(self, now: float) -> tuple[Other, ...]:
        """The other windows that are open now, the one that was there first in front."""
        ahead = os.stat(self.file).st_mtime - self._beaten
        return others(self.plan, now, ahead=ahead, own=self.file.name, locks=self._locks)

    def _write(self, name: str, now: float) -> None:
        if self._open is None:
            return
        words = (
            f'{{"format":"{FORMAT}","here":"{HERE}","name":{jsontext.quote(jsontext.cleaned(name[:LONGEST]))},'
            f'"seen":{int(now)},"since":{self.since}}}\n'
        ).encode(errors="replace")
        os.lseek(self._open, 0, os.SEEK_SET)
        os.write(self._open, words)
        os.ftruncate(self._open, len(words))
        self._beaten = now


def others(
    plan: Path, now: float, *, ahead: float = 0.0, own: str = "", locks: bool = True
) -> tuple[Other, ...]:
    """Windows on a plan besides the one whose file is `own`; OSError where its folder is out of reach.

    `ahead`: seconds that the folder's clock is before ours; `locks`: whether its file system has them.
    """
    found = []
    for file in _files(plan):
        if file.name == own:
            continue
        with contextlib.suppress(OSError, ValueError):  # gone meanwhile, or not one of ours
            value = _read(file)
            age = min(abs(now + ahead - file.stat().st_mtime), abs(now - value["seen"]))
            here = value.get("here") == HERE
            if here and locks and not _is_held(file):
                file.unlink()  # its window ended without a word
            elif (here and locks) or age < STALE:
                name = " ".join(str(jsontext.cleaned(value.get("name", ""))).split())
                found.append(Other(name[:LONGEST], value["since"], here))
            elif age > FORGOTTEN:
                file.unlink()
    return tuple(sorted(found, key=lambda each: (each.since, each.name)))


def _files(plan: Path) -> Iterator[Path]:
    form = re.compile(re.escape(f".{plan.name}.") + r"[0-9a-f]{8}\.open")
    with os.scandir(plan.parent) as entries:
        yield from [plan.with_name(entry.name) for entry in entries if form.fullmatch(entry.name) and entry.is_file()]


def _read(file: Path) -> dict[str, Any]:
    """What a file says; ValueError where it is none of ours."""
    with open(file, "rb") as stream:
        value = jsontext.parse(stream.read(MOST).decode().strip())
    whole = isinstance(value, dict) and all(type(value.get(each)) is int for each in ("seen", "since"))
    whole = whole and 0 <= value["since"] <= LATEST
    if not whole or value.get("format") != FORMAT:
        raise ValueError(f"{file.name} is not a sign of a window")
    found: dict[str, Any] = value
    return found


def _is_held(file: Path) -> bool:
    """True while a process of this machine holds a file."""
    opened = os.open(file, os.O_RDWR | BINARY)
    try:
        return not platform.hold(opened)
    finally:
        os.close(opened)
