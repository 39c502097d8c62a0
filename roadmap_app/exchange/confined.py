"""The process that reads another program's file for `sandbox`: limits first, then one importer, then the answer.

Messages go to the standard output, one line of JSON each; the last one, with the plan, is followed by the bytes of
a plan file. The process ends when whoever started it goes away.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

from roadmap_app.exchange import archives
from roadmap_app.exchange.sandbox import OUT_OF_MEMORY
from roadmap_app.model.findings import Unreadable
from roadmap_app.model.garbage import without_gc

if TYPE_CHECKING:
    from roadmap_app.exchange.imported import Imported

APART = 0.05  # seconds between two reports


def main(words: list[str]) -> NoReturn:
    """Read what the words say (module:function, path, bytes of memory, seconds), answer, and end."""
    name, path, memory, seconds = words
    out = _own_output()
    threading.Thread(target=_end_with_parent, args=(int(memory),), daemon=True).start()
    module, _, function = name.partition(":")
    reader = getattr(import_module(module), function)  # imported before the limits: it may keep its byte code
    confine(int(memory), int(seconds))
    code = 0
    try:
        with without_gc():
            _answer(out, *_read(reader, Path(path), _reporter(out)))
    except MemoryError:
        code = OUT_OF_MEMORY
    os._exit(code)  # at once: nothing here needs to be put away


def confine(memory: int, seconds: int) -> None:
    """Take from this process what reading a file does not need. Limits that are lower already stay."""
    try:
        import resource
        import signal
    except ImportError:
        return  # Windows: the one that started us watches the clock, and the size of the file bounds the rest
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us is interrupted, and ends us
    wanted = [("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0), ("RLIMIT_NPROC", 0), ("RLIMIT_CPU", seconds)]
    if sys.platform != "darwin":  # there it counts what is mapped by all programs alike
        wanted.append(("RLIMIT_AS", memory))
    for name, most in wanted:
        kind = getattr(resource, name, None)
        if kind is not None:
            _, hard = resource.getrlimit(kind)
            lower = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (lower, lower if name != "RLIMIT_CPU" else hard))


def _own_output() -> BinaryIO:
    """Where messages go; what a library prints goes nowhere."""
    own = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return own


def _end_with_parent(memory: int) -> None:
    """End when the other end of our input is closed."""
    if sys.platform == "darwin":
        threading.Thread(target=_watch_memory, args=(memory,), daemon=True).start()
    while os.read(0, 1):
        pass
    os._exit(1)


def _watch_memory(memory: int) -> None:
    """Where the system sets no limit."""
    import resource

    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < memory:  # bytes, on macOS
        time.sleep(APART)
    os._exit(OUT_OF_MEMORY)


def _reporter(out: BinaryIO) -> Callable[[int, int], None]:
    told = 0.0

    def report(done: int, total: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told >= APART:
            told = now
            _answer(out, {"done": done, "all": total})

    return report


def _read(
    reader: Callable[..., Imported], path: Path, report: Callable[[int, int], None]
) -> tuple[dict[str, Any], bytes]:
    """The answer that a reader gives, whatever it does. Archives are looked through before it opens them."""
    try:
        archives.scan(path)
        imported = reader(path, report)
        return packed(imported)
    except Unreadable as refused:
        return {"refused": " ".join(str(refused).split())}, b""
    except OSError as error:
        return {"refused": f"It cannot be read: {error.strerror or type(error).__name__}."}, b""
    except MemoryError:
        return {"memory": 1}, b""
    except Exception as defect:
        return {"defect": _placed(defect)}, b""


def packed(imported: Imported) -> tuple[dict[str, Any], bytes]:
    """What was read as JSON and the bytes of a plan file."""
    from roadmap_app.storage import planfile

    data = planfile.encode(imported.plan)
    findings = [asdict(each) for each in imported.findings]
    return {"plan": len(data), "findings": findings, "stored": dict(imported.stored)}, data


def _placed(defect: Exception) -> str:
    """`KeyError in tasks.py, line 93`: what was raised, and the last place in a file of ours or another's."""
    trace = defect.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" in {Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}" if trace else ""
    return f"{type(defect).__name__}{where}"


def _answer(out: BinaryIO, head: dict[str, Any], data: bytes = b"") -> None:
    out.write(json.dumps(head, separators=(",", ":")).encode("ascii") + b"\n")
    out.write(data)
    out.flush()
