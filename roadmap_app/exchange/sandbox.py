"""Reading another program's file in a process of its own, with limits: the one way in which such files come in.

The child (`confined`) may write no file, start no program, and use only so much memory and time; whatever a file
does to it, here it is one sentence. What comes back is data: JSON, and the bytes of a plan file, which are read as
carefully as any file from outside. So no importer can bring in NUL, lone surrogates, wrong values, or code. Plan files
of our own are read by that same careful reader, which takes a line at a time, in place: they open in a moment.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roadmap_app.exchange.imported import Imported, Unreadable
from roadmap_app.model.findings import Finding
from roadmap_app.model.text import plural

Report = Callable[[int, int], object]  # done, all; what it raises ends the reading

WORD = "--read-confined"  # a frozen program has no interpreter to start: it starts itself with this word
BOOT = (
    "import sys; sys.path[:] = sys.argv.pop(1).split('\\n'); "
    "from roadmap_app.exchange import confined; confined.main(sys.argv[1:])"
)
ROOT = Path(__file__).resolve().parent.parent.parent
TICK = 0.05  # seconds within which cancelling is noticed
MOST_LINE = 64 << 20  # bytes of JSON in one message
AGAIN = "Save it again in the program that it comes from."


@dataclass(frozen=True)
class Limits:
    """What reading one file may take: its own size and memory in bytes, processor time and time in seconds."""

    size: int = 512 << 20
    memory: int = 1 << 30
    memory_per_byte: int = 12  # of the file, besides
    processor: int = 120
    time: int = 600

    def memory_for(self, size: int) -> int:
        return self.memory + self.memory_per_byte * size


def read(function: str, path: Path, report: Report | None = None, limits: Limits = Limits()) -> Imported:
    """What `module:function` reads of a file; Unreadable, one sentence or two, for all that goes wrong in it.

    `report(done, all)` is called every TICK at least; what it raises ends the child at once and is passed on.
    """
    size = path.stat().st_size
    if size > limits.size:
        raise Unreadable(f"It is {size >> 20:,} MB, more than the {limits.size >> 20:,} MB that are read. {AGAIN}")
    memory = limits.memory_for(size)
    until = time.monotonic() + limits.time
    done, total = 0, 1
    with _child([function, os.path.abspath(path), str(memory), str(limits.processor)]) as (process, messages):
        while True:
            if report is not None:
                report(done, total)
            if time.monotonic() > until:
                raise Unreadable(_too_long(limits.time))
            try:
                message = messages.get(timeout=TICK)
            except queue.Empty:
                continue
            if message is None:
                raise Unreadable(_ended(process.wait(), limits, memory))
            head, data = message
            if "done" in head:
                done, total = 4 * int(head["done"]), 5 * max(int(head["all"]), 1)  # the last fifth: what comes after
            elif "refused" in head:
                raise Unreadable(str(head["refused"]))
            elif "memory" in head:
                raise Unreadable(_too_much(memory))
            elif "defect" in head:
                raise Unreadable(f"Its reader failed ({head['defect']}), which is a defect in Roadmap. {AGAIN}")
            else:
                return _imported(head, data)


def command() -> list[str]:
    """The words that start a child: an interpreter that takes nothing from its surroundings but our own path."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORD]
    path = dict.fromkeys([str(ROOT), *(each for each in sys.path if os.path.isabs(each))])
    return [sys.executable, "-I", "-S", "-X", "utf8", "-c", BOOT, "\n".join(path)]


Message = tuple[dict[str, Any], bytes]


@contextmanager
def _child(words: list[str]) -> Iterator[tuple[subprocess.Popen[bytes], queue.Queue[Message | None]]]:
    """A child and its messages, None after the last; killed when the block ends, however that is."""
    try:
        process = subprocess.Popen(
            [*command(), *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except (OSError, MemoryError) as error:
        why = getattr(error, "strerror", None) or "no memory"
        raise Unreadable(f"No process could be started to read it ({why}). Close other programs.") from None
    messages: queue.Queue[Message | None] = queue.Queue()
    listener = threading.Thread(target=_listen, args=(process, messages), name="roadmap import")
    listener.start()
    try:
        yield process, messages
    finally:
        process.kill()
        process.wait()
        listener.join()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            pipe.close()


def _listen(process: subprocess.Popen[bytes], messages: queue.Queue[Message | None]) -> None:
    """Take messages apart as they come. One that is none of ours ends the talk, as a crash would."""
    pipe = process.stdout
    assert pipe is not None
    try:
        while (line := pipe.readline(MOST_LINE)).endswith(b"\n"):
            head = json.loads(line)
            size = head.get("plan", 0)
            data = pipe.read(min(int(size), Limits.size))
            if len(data) != size:
                return
            messages.put((head, data))
    except (ValueError, AttributeError, TypeError, RecursionError, MemoryError):
        return
    finally:
        messages.put(None)


def _imported(head: dict[str, Any], data: bytes) -> Imported:
    """What a child has read, found to be what it should be."""
    from roadmap_app.storage import jsontext, planfile

    loaded = planfile.decode(data)
    if not loaded.is_whole:
        raise Unreadable(f"What was read of it is not whole. {AGAIN}")
    try:
        found = [Finding(**jsontext.cleaned(each)) for each in head["findings"]]
        stored = {str(id): (int(start), int(finish)) for id, (start, finish) in head["stored"].items()}
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unreadable(f"What was read of it is not whole. {AGAIN}") from None
    found += (each for each in loaded.findings if each.code in ("file.member", "file.text"))
    return Imported(loaded.plan, tuple(found), {id: span for id, span in stored.items() if id in loaded.plan.tasks})


# Sentences ----------------------------------------------------------------------------------------


def _too_long(seconds: int) -> str:
    most = plural(seconds, "second")
    return f"Reading it took more than {most} and was stopped; it may be damaged, or made to do harm."


def _too_much(memory: int) -> str:
    return (
        f"Reading it needs more memory than the {memory >> 20:,} MB allowed, and was stopped; it may be damaged, or "
        "made to do harm."
    )


def _ended(code: int, limits: Limits, memory: int) -> str:
    """Why a child ended without an answer; on POSIX a negative code is the signal that ended it."""
    import signal

    if code == -getattr(signal, "SIGXCPU", 0):
        return _too_long(limits.processor)
    if code == OUT_OF_MEMORY:
        return _too_much(memory)
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    return f"Its reader ended unexpectedly ({how}); nothing here was touched. The file may be damaged. {AGAIN}"


OUT_OF_MEMORY = 77  # the exit code of a child that could not even tell so
