"""`convert IN OUT`: a plan in another format, by the endings of the names."""

from __future__ import annotations

import argparse
from pathlib import Path

from roadmap_app.cli import opening, output, pictures
from roadmap_app.cli.arguments import add_today, today
from roadmap_app.cli.refused import Refused
from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Plan
from roadmap_app.schedule import Schedule, compute
from roadmap_app.storage.platform import same_file

HELP = "write a plan in another format, by the endings of the names"
OURS = ".roadmap"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="IN")
    parser.add_argument("out", metavar="OUT")
    parser.add_argument("--preset", default="everything", metavar="NAME", help="what goes into a workbook")
    add_today(parser)
    pictures.arguments(parser)


def run(given: argparse.Namespace) -> int:
    from roadmap_app.exchange import formats

    out = Path(given.out)
    ending = out.suffix.lower()
    if ending not in (*formats.WRITE, *pictures.ENDINGS):
        known = ", ".join((*formats.WRITE, *pictures.DRAWN_BY_QT))
        raise Refused(f"{out.name} cannot be written, as it ends in none of {known}; give another name.")
    pictures.refuse_options(given, out)
    opened = opening.keeping_stored(opening.read(given.file))
    _allow(opened, given.file, out)
    schedule = compute(opened.plan)
    found = opening.all_findings(opened, schedule)
    left_out = write(out, opened.plan, schedule, today(given.today), given)
    listed = [*output.problems(found), *left_out]  # what the format cannot hold was decided for the user, too
    output.tell(listed)
    return 1 if listed else 0


def _allow(opened: opening.Opened, path: str, out: Path) -> None:
    """Refuse to write what would lose something of the source."""
    loaded = opened.loaded
    if out.suffix.lower() == OURS and loaded and loaded.read_only:
        codes = ("file.needs", "file.conflict")
        reason = next(each.message for each in loaded.findings if each.code in codes)
        raise Refused(f"{out.name} was not written: {reason[:1].lower()}{reason[1:]}")
    if not same_file(path, str(out)):
        return
    if out.suffix.lower() != OURS:
        raise Refused(f"{out.name} would be replaced by what was read of it; name another file.")
    if loaded and not loaded.is_whole:
        raise Refused(
            f"{out.name} is damaged, and writing over it would lose what could not be read; name another "
            "file, or use check --repair."
        )


def write(
    out: Path, plan: Plan, schedule: Schedule, today: int, given: argparse.Namespace
) -> tuple[Finding, ...]:
    """Write a file whole or not at all; findings tell what its format cannot hold. Refused if it failed."""
    from roadmap_app.exchange import formats

    try:
        if out.suffix.lower() in pictures.ENDINGS:
            return pictures.write(out, plan, schedule, today, given)
        return formats.write(out, plan, schedule, today=today, preset=given.preset)
    except formats.Unwritable as error:
        raise Refused(str(error)) from None
