"""`screenshot FILE OUT.png`: the real window, drawn without a display."""

from __future__ import annotations

import argparse
import os
import re

from roadmap_app.cli import opening, output, tasks
from roadmap_app.cli.arguments import add_today, day, half_scale, pixels_a_day
from roadmap_app.cli.refused import Refused
from roadmap_app.cli.window import import_app
from roadmap_app.scene.tokens import THEMES
from roadmap_app.storage.platform import same_file

HELP = "a picture of the real window, drawn without a display"
VIEWS = ("plan", "roadmap", "workload", "risk", "status")
DRAWN = ("plan",)  # those that the window has so far


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("out", metavar="OUT.png")
    parser.add_argument("--view", choices=VIEWS, default="plan")
    parser.add_argument("--theme", choices=THEMES, default="light")
    parser.add_argument("--scale", type=half_scale, default=1.0, help="device pixels for one of the window")
    parser.add_argument("--size", type=_size, default=(1440, 900), metavar="1440x900")
    parser.add_argument("--from", dest="from_day", type=day, metavar="DATE", help="the day at the left edge")
    parser.add_argument("--px-per-day", type=pixels_a_day, metavar="N")
    parser.add_argument("--select", metavar="TASK")
    add_today(parser)


def run(given: argparse.Namespace) -> int:
    if given.view not in DRAWN:
        raise Refused(f"The view '{given.view}' does not exist yet; --view takes {', '.join(DRAWN)} so far.")
    opened = opening.read(given.file)
    select = tasks.find(opened.plan, given.select) if given.select else None
    if given.out.lower().rpartition(".")[2] != "png":
        raise Refused(f"A screenshot is a PNG picture; give a name that ends in .png, not {given.out}.")
    if same_file(given.file, given.out):
        raise Refused(f"{given.out} would be replaced by a picture, and it is the plan itself; name another file.")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(given.scale)  # as a screen that fine, for what Qt draws from files
    import_app("launch.start").application()
    written = import_app("screenshot").take(
        given.file, given.out, view=given.view, theme=given.theme, scale=given.scale, size=given.size,
        from_day=given.from_day, px_per_day=given.px_per_day, select=select, today=given.today,
    )  # fmt: skip
    if written is False:
        raise Refused(f"{given.out} could not be written; choose another place.")
    problems = output.problems(opened.findings)
    output.tell(problems)
    return 1 if problems else 0


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    if not found:
        raise argparse.ArgumentTypeError(f"'{text}' is not a size; write it as 1440x900")
    return int(found[1]), int(found[2])
