"""`merge BASE MINE THEIRS -o OUT`: two people's changes to one plan in one file. Also what git calls (`--driver`)."""

from __future__ import annotations

import argparse
import os
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from roadmap_app.cli import output, streams
from roadmap_app.cli.arguments import add_json
from roadmap_app.cli.refused import Refused
from roadmap_app.document import comparison
from roadmap_app.document.comparison import Comparison
from roadmap_app.model.findings import Finding, Unreadable
from roadmap_app.model.plan import Plan
from roadmap_app.model.text import plain, plural
from roadmap_app.storage import conflicts, planfile, saving
from roadmap_app.storage.merge import unrelated
from roadmap_app.storage.merge_values import Clash
from roadmap_app.storage.planfile import Loaded
from roadmap_app.storage.platform import same_file

HELP = "what two people did to one plan, in one file"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("base", metavar="BASE", help="the version that both began with; an empty file if there is none")
    parser.add_argument("mine", metavar="MINE")
    parser.add_argument("theirs", metavar="THEIRS")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("-o", dest="out", metavar="OUT", help="the merged plan; it may be MINE itself")
    where.add_argument("--driver", metavar="NAME", help="as git calls it: the merged plan goes into MINE")
    add_json(parser)


@dataclass(frozen=True)
class Outcome:
    """What merging three files gave; `problems` are those of the files that went into it."""

    plan: Plan
    compared: Comparison
    problems: tuple[Finding, ...]
    mine: Loaded

    @property
    def listed(self) -> bool:
        merged = self.compared.merged
        return bool(merged.conflicts or merged.repairs or self.problems)


def run(given: argparse.Namespace) -> int:
    if given.driver is not None:
        return _drive(given)
    if given.json and given.json != "-":
        for path in (given.base, given.mine, given.theirs, given.out):
            if same_file(given.json, path):
                raise Refused(f"{given.json} would be replaced by JSON, and it is a plan; name another file.")
    if same_file(given.out, given.theirs) or same_file(given.out, given.base):
        raise Refused(f"{given.out} is one of the versions to merge; write to MINE or to another file.")
    found = merged(given.base, given.mine, given.theirs)
    try:
        kept = saving.save(given.out, found.plan).kept
        if found.mine.damaged and not kept:
            saving.keep_damaged(Path(given.out), found.mine.sha, found.mine.damaged)
    except saving.NotSaved as error:
        raise Refused(str(error)) from None
    report(found, given.json)
    return 1 if found.listed else 0


def merged(base: str, mine: str, theirs: str) -> Outcome:
    """The merged plan of three files, with a record for each conflict; Unreadable or Refused where it cannot be."""
    ours, others = _side(mine, "yours"), _side(theirs, "theirs")
    return outcome(None if _is_empty(base) else planfile.load(base), ours, others)


def outcome(common: Loaded | None, ours: Loaded, others: Loaded, *, base_told: bool = True) -> Outcome:
    """The merged plan of two versions and what both come from, if there is that.

    What is wrong with the base is not told where it was only put together (`base_told`).
    """
    other_plan = others.plan if common else unrelated(ours.plan, others.plan)
    compared = comparison.compare(
        common.plan if common else Plan(ours.plan.doc), ours.plan, other_plan,
        mine_whole=ours.is_whole, theirs_whole=others.is_whole,
    )  # fmt: skip
    sides = (("base", common if base_told else None), ("yours", ours), ("theirs", others))
    problems = [
        replace(each, where=f"{side}, {each.where}" if each.where else side)
        for side, loaded in sides if loaded for each in loaded.findings if each.problem
    ]  # fmt: skip
    plan = conflicts.kept_as_records(compared.merged.plan, compared.merged.conflicts)
    return Outcome(plan, compared, tuple(problems), ours)


def _side(path: str, whose: str) -> Loaded:
    loaded = planfile.load(path)
    if loaded.read_only:
        codes = ("file.needs", "file.conflict")
        reason = next(each.message for each in loaded.findings if each.code in codes)
        raise Refused(f"Nothing was merged: of the two versions, {whose} cannot be. {reason}")
    return loaded


def _is_empty(path: str) -> bool:
    """True for an empty file, which stands for no common version."""
    try:
        return os.path.samefile(path, os.devnull) or (os.path.isfile(path) and not os.path.getsize(path))
    except (OSError, ValueError):
        return False  # reading it tells what is wrong


# What is told -------------------------------------------------------------------------------------


def report(outcome: Outcome, out: str | None) -> None:
    """Tell what was decided and what is open: as JSON where `out` is given, else as sentences."""
    compared = outcome.compared
    if out:
        answer = {
            "conflicts": [_as_json(compared, clash) for clash in compared.merged.conflicts],
            "repairs": output.as_json(compared.merged.repairs),
            "problems": output.as_json(outcome.problems),
        }
        output.write_json(answer, out)
    else:
        streams.out("\n".join(_lines(compared)) + "\n")
    output.tell(outcome.problems)


def _lines(compared: Comparison) -> list[str]:
    clashes, repairs = compared.merged.conflicts, compared.merged.repairs
    lines = [plain(_sentence(compared, clash)) for clash in clashes] + [output.sentence(each) for each in repairs]
    if clashes:
        kept = "Both answers stay in the file until someone settles them."
        lines.append(f"{plural(len(clashes), 'conflict')}. {kept}")
    return lines or ["Merged; nothing conflicts."]


def _as_json(compared: Comparison, clash: Clash) -> dict[str, Any]:
    record = conflicts.record_of(clash)
    return {
        "kind": clash.kind, "id": clash.id, "field": record.field,
        "base": _parsed(record.base), "mine": _parsed(record.mine), "theirs": _parsed(record.theirs),
        "sentence": _sentence(compared, clash),
    }  # fmt: skip


def _parsed(text: str) -> Any:
    from roadmap_app.storage import jsontext

    return jsontext.parse(text)


def _sentence(compared: Comparison, clash: Clash) -> str:
    return f"{comparison.title(compared, clash)}: {comparison.sentence(compared, clash)}"


# Under git ----------------------------------------------------------------------------------------


def _drive(given: argparse.Namespace) -> int:
    """Merge into MINE, the file that git takes; where that cannot be, leave ordinary conflict markers there.

    0 tells git that all is merged, 1 that someone has to look.
    """
    try:
        found = merged(given.base, given.mine, given.theirs)
        saving.write_durably(Path(given.mine), planfile.encode(found.plan))
    except (Unreadable, Refused, OSError) as error:
        streams.err(f"{given.driver} is left with conflict markers. {error}")
        words = ["git", "merge-file", "-L", "yours", "-L", "base", "-L", "theirs"]
        subprocess.run([*words, given.mine, given.base, given.theirs], check=False, capture_output=True)
        return 1
    if found.mine.damaged:
        saving.keep_damaged(Path(given.driver), found.mine.sha, found.mine.damaged)
    if found.listed:
        streams.err(f"{given.driver}:")
        for line in _lines(found.compared)[: output.MOST_TOLD]:
            streams.err(f"  {line}")
        output.tell(found.problems)
    return 1 if found.compared.merged.conflicts or found.problems else 0
