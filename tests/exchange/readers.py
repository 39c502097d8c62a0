"""Importers that do what a file made to do harm could make one do; run in a child of the sandbox only."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from roadmap_app.exchange.imported import Imported, Unreadable
from roadmap_app.model.findings import Finding
from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import make_plan
from roadmap_app.model.records import Project, Task

Report = Callable[[int, int], None]
ID = stable_id(10)


def imported(name: str, **members: object) -> Imported:
    made = make_plan(stable_id(0), [Project(id=stable_id(1)), Task(id=ID, name=name).but(**members)])
    found = Finding(code="test.found", message="Found.", where="row 3")
    return Imported(made, (found,), {ID: (10, 20), "gone": (1, 2)})


def plain(path: Path, report: Report) -> Imported:
    return imported(path.read_text("utf-8"))


def refuses(path: Path, report: Report) -> Imported:
    raise Unreadable("It is about cooking.")


def reports(path: Path, report: Report) -> Imported:
    for done in range(4):
        report(done, 4)
        time.sleep(0.07)
    return imported("Reported")


def hoards(path: Path, report: Report) -> Imported:
    held = []
    while True:
        held.append(bytearray(16 << 20))


def spins(path: Path, report: Report) -> Imported:
    while True:
        pass


def sleeps(path: Path, report: Report) -> Imported:
    report(os.getpid(), 1 << 30)
    time.sleep(600)
    raise AssertionError


def crashes(path: Path, report: Report) -> Imported:
    ctypes.string_at(0)
    raise AssertionError


def leaves(path: Path, report: Report) -> Imported:
    os._exit(3)


def fails(path: Path, report: Report) -> Imported:
    return imported({}["no such key"])


def chats(path: Path, report: Report) -> Imported:
    print('{"plan":5}')
    sys.stdout.flush()
    os.write(1, b"garbage\n")
    os.write(2, b"more garbage\n")
    return imported("Chatty")


def writes(path: Path, report: Report) -> Imported:
    path.with_name("stray").write_text("harm")
    return imported("Written")


def unclean(path: Path, report: Report) -> Imported:
    return imported("a\0b\ud800c", notes="\udfff")


def wrong(path: Path, report: Report) -> Imported:
    return imported("Wrong", percent=400, constraint="never")
