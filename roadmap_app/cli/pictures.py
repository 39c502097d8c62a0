"""What `convert` is told of pictures and pages."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roadmap_app.cli.arguments import day, pixels_a_day, scale
from roadmap_app.cli.refused import Refused
from roadmap_app.cli.window import import_app
from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Plan
from roadmap_app.schedule import Schedule

if TYPE_CHECKING:
    from roadmap_app.exchange.pictures.paper import Setup

DRAWN_BY_QT = (".png", ".pdf")
ENDINGS = (".svg", *DRAWN_BY_QT)
OPTIONS = ("paper", "portrait", "fit", "px_per_day", "from_day", "to_day", "scale", "theme")


def arguments(parser: argparse.ArgumentParser) -> None:
    given = parser.add_argument_group("pictures and pages (.svg .png .pdf)")
    given.add_argument("--paper", metavar="NAME", help="A4, A3, Letter, Tabloid ..., endless, or 300x200 in mm")
    given.add_argument("--portrait", action="store_const", const=True, help="the page upright")
    given.add_argument("--fit", type=_fit, metavar="FIT", help="width, page, or 3x2 pages; width if not given")
    given.add_argument("--px-per-day", type=pixels_a_day, metavar="N", help="a zoom, on as many pages as it takes")
    given.add_argument("--from", dest="from_day", type=day, metavar="DATE", help="the first day")
    given.add_argument("--to", dest="to_day", type=day, metavar="DATE", help="the last day")
    given.add_argument("--scale", type=scale, metavar="N", help="pixels of a PNG for one of the page, 1 to 4")
    given.add_argument("--theme", choices=("light", "dark"))


def refuse_options(given: argparse.Namespace, out: Path) -> None:
    """Refused where options of pictures are given for a file that is none."""
    ending = out.suffix.lower()
    named = [name for name in OPTIONS if getattr(given, name, None) is not None]
    if named and ending not in ENDINGS:
        word = {"from_day": "from", "to_day": "to"}.get(named[0], named[0]).replace("_", "-")
        raise Refused(f"--{word} is for pictures, and {out.name} is none; leave it out, or end the name in .pdf.")
    if given.scale is not None and ending != ".png":
        raise Refused(f"--scale is for PNG; {out.name} is sharp at any size, so leave it out.")


def write(out: Path, plan: Plan, schedule: Schedule, today: int, given: argparse.Namespace) -> tuple[Finding, ...]:
    """Write a picture, with Qt where it takes that. Unwritable as `formats.write`."""
    from roadmap_app.exchange import formats

    setup = _setup(given, out.suffix.lower() == ".pdf")
    if out.suffix.lower() not in DRAWN_BY_QT:
        return formats.write(out, plan, schedule, today=today, options={"setup": setup})
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    import_app("launch.start").application()
    found: tuple[Finding, ...] = import_app("paper.pictures").write(
        out, plan, schedule, today=today, setup=setup, scale=given.scale or 1.0
    )
    return found


def _setup(given: argparse.Namespace, paged: bool) -> Setup:
    from roadmap_app.exchange.pictures.paper import ENDLESS, SIZES, Setup, endless

    members: dict[str, Any] = {
        "first_day": given.from_day, "last_day": given.to_day, "theme": given.theme or "light",
        "px_per_day": given.px_per_day,
    }  # fmt: skip
    paper = given.paper or (next(iter(SIZES)) if paged or given.fit or given.portrait else ENDLESS)
    if paper.lower() == ENDLESS:
        if given.fit or given.portrait:
            raise Refused("An endless page takes neither --fit nor --portrait; name a paper such as A4.")
        return endless(**members)
    across, down = given.fit or (None if given.px_per_day else 1, None)
    members |= {"landscape": not given.portrait, "across": across, "down": down}
    if found := re.fullmatch(r"(\d{1,5})x(\d{1,5})", paper):
        return Setup(size=(float(found[1]), float(found[2])), **members)
    known = {name.lower(): name for name in SIZES}
    if paper.lower() not in known:
        raise Refused(
            f"There is no paper '{paper[:40]}'; choose one of {', '.join((*SIZES, ENDLESS))}, or 300x200 in mm."
        )
    return Setup(paper=known[paper.lower()], **members)


def _fit(text: str) -> tuple[int, int | None]:
    """Pages across and down."""
    if text == "width":
        return 1, None
    if text == "page":
        return 1, 1
    found = re.fullmatch(r"([1-9]\d?)x([1-9]\d?)", text)
    if not found or max(int(found[1]), int(found[2])) > 50:
        raise argparse.ArgumentTypeError(f"'{text}' is not a fit; give width, page, or pages across and down as 3x2")
    return int(found[1]), int(found[2])

