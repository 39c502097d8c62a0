"""`resolve FILE`: merge the versions that git left in a file, and settle conflicts that nobody has decided."""

from __future__ import annotations

import argparse
from pathlib import Path

from roadmap_app.cli import merge, output, streams
from roadmap_app.cli.arguments import add_json
from roadmap_app.cli.refused import Refused
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.text import plain, plural
from roadmap_app.storage import conflicts, marked, planfile, saving
from roadmap_app.storage.platform import same_file
from roadmap_app.storage.settling import SIDES, Unsettled

HELP = "merge the versions in a file that git left with conflict markers; settle open conflicts"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("-o", dest="out", metavar="OUT", help="the merged plan; without it, FILE is replaced")
    parser.add_argument("--take", choices=SIDES, help="settle every open conflict with this side's answer")
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    out = given.out or given.file
    if given.json and given.json != "-" and same_file(given.json, out):
        raise Refused(f"{given.json} would be replaced by JSON, and it is the plan itself; name another file.")
    loaded = planfile.load(given.file)  # refuses what is no plan, in its words
    found = marked.versions(Path(given.file).read_bytes())
    if found is None:
        return _settle(given, loaded, out)
    name = Path(given.file).name
    base, mine, theirs = (
        planfile.decode(data, f"The version '{whose}' in {name}")
        for data, whose in ((found.base, "base"), (found.mine, "yours"), (found.theirs, "theirs"))
    )
    outcome = merge.outcome(base, mine, theirs, base_told=found.has_base)
    plan, left = _settled(outcome.plan, given.take) if given.take else (outcome.plan, [])
    target = Path(out).resolve()
    try:
        saving.check_place(target)
        for side in (mine, theirs):
            if side.damaged:
                saving.keep_damaged(target, side.sha, side.damaged)
        saving.write_durably(target, planfile.encode(plan))
    except OSError as error:
        raise Refused(f"{target.name} was not written: {saving.reason(error, target)}") from None
    if not given.take:
        merge.report(outcome, given.json)
        return 1 if outcome.listed else 0
    _report(given, len(outcome.plan.conflicts), left)
    output.tell(outcome.problems)
    return 1 if left or outcome.problems else 0


def _settle(given: argparse.Namespace, loaded: planfile.Loaded, out: str) -> int:
    """Settle what waits in a plan without markers."""
    name, waiting = Path(given.file).name, len(loaded.plan.conflicts)
    if not waiting:
        raise Refused(f"{name} holds no conflict markers of git that can be read; 'check' tells what is wrong with it.")
    if not given.take:
        wait = "waits" if waiting == 1 else "wait"
        told = f"{plural(waiting, 'open conflict')} {wait} in {name}, and no conflict markers of git"
        raise Refused(f"{told}; settle them in the window, or here with --take {'|'.join(SIDES)}.")
    plan, left = _settled(loaded.plan, given.take)
    try:
        saving.save(out, plan, opened_sha=loaded.sha if same_file(out, given.file) else None)
    except saving.NotSaved as error:
        raise Refused(str(error)) from None
    _report(given, waiting, left)
    return 1 if left else 0


def _settled(plan: Plan, side: str) -> tuple[Plan, list[str]]:
    """The plan with one side's answer to every open conflict, and why some had to stay."""
    draft, left = Draft(plan), []
    for each in sorted(plan.conflicts.values(), key=lambda each: (each.of_kind, each.of, each.field)):
        try:
            conflicts.settle(draft, each.id, side)
        except Unsettled as why:
            about = getattr(plan.get(each.of_kind, each.of), "name", "") or each.of
            left.append(plain(f"'{about}'{f', {each.field}' if each.field else ''}: {why}"))
    return draft.plan, left


def _report(given: argparse.Namespace, count: int, left: list[str]) -> None:
    settled = count - len(left)
    if given.json:
        output.write_json({"settled": settled, "left": left}, given.json)
        return
    told = f"{plural(settled, 'conflict')} {'is' if settled == 1 else 'are'} settled: {given.take}."
    streams.out("\n".join([*left, told if settled or not left else "Nothing is settled."]) + "\n")
