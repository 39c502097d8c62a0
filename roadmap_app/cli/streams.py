"""What is printed on stdout and stderr, whatever these lead to: a terminal, a pipe, a full disk, nothing."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from roadmap_app.cli.refused import Refused

SOON = 1.0  # seconds before progress is shown


class Enough(Exception):
    """Whoever read stdout has gone away: there is nothing left to do."""


def prepare() -> None:
    """Make the streams safe to print on: any language, and no file of ours in the place of a closed one.

    Plans hold any language; a terminal that cannot show a letter shows a question mark. A system gives the
    lowest free number to the next file that is opened: what others print on stderr would end in that file.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def out(text: str) -> None:
    """Print a text as it is on stdout; Refused where that cannot be, Enough where nobody reads any more."""
    if sys.stdout is None:  # closed before we began
        raise Refused("Nothing can be printed, as standard output is closed; send it to a file or a terminal.")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go(sys.stdout)
        raise Enough from None
    except OSError as error:
        _let_go(sys.stdout)
        raise Refused(f"The output could not be written: {error.strerror}.") from None


def err(line: str) -> None:
    """Print a line on stderr. Where that cannot be, the exit code must do."""
    if sys.stderr is None:
        return
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        _let_go(sys.stderr)


@contextmanager
def progress(words: str) -> Iterator[Callable[[int, int], None] | None]:
    """How far long work is, on one line of stderr that goes when it ends; nothing where stderr is no terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    soon, shown = time.monotonic() + SOON, ""

    def report(done: int, total: int) -> None:
        nonlocal shown
        line = f"{words} … {done / total:.0%} (Ctrl+C cancels)" if total else words
        if time.monotonic() > soon and line != shown:
            sys.stderr.write(f"\r{line}\x1b[K")
            sys.stderr.flush()
            shown = line

    try:
        yield report
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _let_go(stream: TextIO) -> None:
    """What Python flushes at its end must find a place, or it answers with an exit code of its own."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
