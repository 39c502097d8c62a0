"""`roadmap` and `python3 -m roadmap_app`: which command, and what happens when it fails.

Exit codes: 0 done; 1 done, with problems of the file or decisions taken for the user, all listed; 2 not
done, nothing written. A command's modules are imported only when it is called.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from roadmap_app.cli import streams
from roadmap_app.cli.arguments import Parser, refuse_over_inputs
from roadmap_app.cli.refused import Refused
from roadmap_app.model.findings import Unreadable
from roadmap_app.model.garbage import without_gc

COMMANDS = ("schedule", "check", "convert", "diff", "merge", "resolve", "show", "explain", "screenshot", "git-setup")
CONFINED = "--read-confined"  # a frozen program starts itself to read what comes from outside, see exchange/sandbox
USAGE = "roadmap [FILE] opens the window; roadmap COMMAND --help tells more about a command."


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; answers the exit code. Never raises but for `--help` (SystemExit 0)."""
    words = list(sys.argv[1:] if argv is None else argv)
    streams.prepare()
    try:
        return _run(words)
    except (Refused, Unreadable) as refused:
        streams.err(" ".join(str(refused).split()))
        return 2
    except streams.Enough:
        return 0
    except KeyboardInterrupt:
        streams.err("Stopped before it was done.")
        return 2
    except OSError as error:  # the machine's answer, and no defect
        streams.err(_of_the_machine(error))
        return 2
    except Exception as defect:  # the last line of defence: a traceback helps nobody at a prompt
        from roadmap_app.app.crashes import crash

        streams.err(crash.told(defect, words))
        return 2


def _run(words: list[str]) -> int:
    if words[:1] == [CONFINED]:
        from roadmap_app.exchange import confined

        confined.main(words[1:])
    if words and words[0] in COMMANDS:
        command = _module(words[0])
        parser = Parser(prog=f"roadmap {words[0]}", description=f"{command.HELP}.", allow_abbrev=False)
        command.arguments(parser)
        given = parser.parse_args(words[1:])
        refuse_over_inputs(given)
        with without_gc():  # a command ends before garbage counts
            return int(command.run(given))
    if words and not words[0].startswith("-") and not os.path.exists(words[0]):
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
    return import_module("roadmap_app.cli." + name.replace("-", "_"))


def _of_the_machine(error: OSError) -> str:
    name, reason = str(error.filename or ""), error.strerror or type(error).__name__
    if not name:
        return f"It could not be done: {reason}."
    return f"{name if len(name) <= 80 else name[:79] + '…'} cannot be used: {reason}. Choose another place."
