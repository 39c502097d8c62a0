"""`roadmap` and `python3 -m roadmap_app`: which command, and what happens when it fails.

Exit codes: 0 done; 1 done, with problems of the file or decisions taken for the user, all listed; 2 not
done, nothing written. A command's modules are imported only when it is called.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from roadmap_app.cli.arguments import Parser
from roadmap_app.cli.refused import Refused
from roadmap_app.model.findings import Unreadable

COMMANDS = ("schedule", "check", "convert", "diff", "show", "explain", "screenshot")
USAGE = "roadmap [FILE] opens the window; roadmap COMMAND --help tells more about a command."


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; answers the exit code. Never raises but for `--help` (SystemExit 0)."""
    words = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    try:
        code = _run(words)
        sys.stdout.flush()
        return code
    except (Refused, Unreadable) as refused:
        print(" ".join(str(refused).split()), file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read our output has seen enough; what Python flushes at its end must find a place.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("Stopped before it was done.", file=sys.stderr)
        return 2
    except Exception as defect:  # the last line of defence: a traceback helps nobody at a prompt
        from roadmap_app.cli import crash

        print(crash.told(defect, words), file=sys.stderr)
        return 2


def _run(words: list[str]) -> int:
    if words and words[0] in COMMANDS:
        command = _module(words[0])
        parser = Parser(prog=f"roadmap {words[0]}", description=f"{command.HELP}.", allow_abbrev=False)
        command.arguments(parser)
        return int(command.run(parser.parse_args(words[1:])))
    if len(words) > 1 and not words[0].startswith("-") and not os.path.exists(words[0]):
        raise Refused(f"'{words[0]}' is neither a command nor a file; 'roadmap --help' lists the commands.")
    window = _module("window")
    listed = "\n".join(f"  {name:11}{_module(name).HELP}" for name in COMMANDS) if _asks_help(words) else ""
    parser = Parser(
        prog="roadmap", description=USAGE, epilog=f"commands:\n{listed}", allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    window.arguments(parser)
    return int(window.run(parser.parse_args(words)))


def _asks_help(words: list[str]) -> bool:
    return "-h" in words or "--help" in words


def _module(name: str) -> ModuleType:
    return import_module(f"roadmap_app.cli.{name}")


def _speak_utf8() -> None:
    """Plans hold any language; a terminal that cannot show a letter shows a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
