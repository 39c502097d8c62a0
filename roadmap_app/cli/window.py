"""`roadmap [FILE]`: the window."""

from __future__ import annotations

import argparse
import os
import sys

from roadmap_app.cli.arguments import add_today
from roadmap_app.cli.refused import Refused

HELP = "the window"
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", nargs="?", help="a plan, or another program's file")
    add_today(parser)


def run(given: argparse.Namespace) -> int:
    if given.file and not os.path.exists(given.file):
        raise Refused(f"There is no file {given.file}; check the path.")
    if sys.platform == "linux" and not any(map(os.environ.get, DISPLAYS)):
        raise Refused(
            "There is no display to open a window on; 'roadmap screenshot FILE OUT.png' draws the window without one."
        )
    start = import_app("launch.start")
    return int(start.run(given.file, given.today))


def import_app(module: str):  # type: ignore[no-untyped-def]
    """A module of the room that knows Qt; Refused where Qt is absent or known not to work."""
    from importlib import import_module

    from roadmap_app.app.launch.startup_guard import check

    reason = check()
    if reason:
        raise Refused(reason)
    try:
        return import_module(f"roadmap_app.app.{module}")
    except ImportError as error:
        raise Refused(
            f"The window needs Qt (PySide6), which cannot be loaded ({' '.join(str(error).split())[:160]}); "
            "'python3 packaging/dev.py run' sets it up."
        ) from None
