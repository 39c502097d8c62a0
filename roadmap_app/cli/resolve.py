"""`resolve FILE`: merge the versions in a file that git left with conflict markers."""

from __future__ import annotations

import argparse
from pathlib import Path

from roadmap_app.cli import merge
from roadmap_app.cli.arguments import add_json
from roadmap_app.cli.refused import Refused
from roadmap_app.storage import marked, planfile, saving
from roadmap_app.storage.platform import same_file

HELP = "merge the versions in a file that git left with conflict markers"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("-o", dest="out", metavar="OUT", help="the merged plan; without it, FILE is replaced")
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    name, out = Path(given.file).name, given.out or given.file
    if given.json and given.json != "-" and same_file(given.json, out):
        raise Refused(f"{given.json} would be replaced by JSON, and it is the plan itself; name another file.")
    planfile.load(given.file)  # refuses what is no plan, in its words
    found = marked.versions(Path(given.file).read_bytes())
    if found is None:
        raise Refused(f"{name} holds no conflict markers of git that can be read; 'check' tells what is wrong with it.")
    base, mine, theirs = (
        planfile.decode(data, f"The version '{whose}' in {name}")
        for data, whose in ((found.base, "base"), (found.mine, "yours"), (found.theirs, "theirs"))
    )
    outcome = merge.outcome(base, mine, theirs, base_told=found.has_base)
    target = Path(out).resolve()
    try:
        for side in (mine, theirs):
            if side.damaged:
                saving.keep_damaged(target, side.sha, side.damaged)
        saving.write_durably(target, planfile.encode(outcome.plan))
    except OSError as error:
        raise Refused(f"{target.name} was not written: {saving.reason(error, target)}") from None
    merge.report(outcome, given.json)
    return 1 if outcome.listed else 0
