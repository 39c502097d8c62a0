"""`check FILE`: what is wrong with a file, and what may be wrong with its plan."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from roadmap_app.cli import opening, output, streams
from roadmap_app.cli.arguments import add_json, add_today, today
from roadmap_app.cli.refused import Refused
from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Plan
from roadmap_app.model.text import plural
from roadmap_app.storage.platform import same_file

MOST_OF_A_CODE = 500
HELP = "what is wrong with a file, and advice about its plan"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--plan", action="store_true", help="advice about the plan counts as a problem, too")
    parser.add_argument("--repair", metavar="OUT.roadmap", help="write a repaired copy as a plan file")
    add_json(parser)
    add_today(parser)


def run(given: argparse.Namespace) -> int:
    from roadmap_app.analysis import checks
    from roadmap_app.schedule import compute

    if given.repair is not None and Path(given.repair).suffix.lower() != ".roadmap":
        raise Refused(f"A repaired copy is a plan file; give a name that ends in .roadmap, not '{given.repair}'.")
    opened = opening.read(given.file)
    schedule = compute(opened.plan)
    found = (*opening.all_findings(opened, schedule), *_undecided(opened.plan))
    advice = checks.findings(opened.plan, schedule, today(given.today))
    problems = output.problems(found)
    findings = [each for each in found if not each.problem] + _thinned(advice)
    answer: dict[str, Any] = {
        "problems": output.as_json(problems),
        "findings": output.as_json(findings),
        "records": opened.records,
    }
    repairs: tuple[Finding, ...] = ()
    kept = ""
    if given.repair:
        repairs, kept = _repair(opened, given.file, given.repair)
        answer |= {"repairs": output.as_json(repairs), "kept": kept}
    if given.json:
        output.write_json(answer, given.json)
    else:
        _print(problems, findings, repairs, opened.records)
        if given.repair:
            aside = f" The damaged lines, as they are, are in {kept}." if kept else ""
            streams.out(f"The repaired copy is {given.repair}; {given.file} is as it was.{aside}\n")
    return 1 if problems or repairs or (given.plan and findings) else 0


def _undecided(plan: Plan) -> Iterator[Finding]:
    """Conflicts that a merge left in the plan: both answers are in it, and somebody has to choose."""
    if not plan.conflicts:
        return
    from roadmap_app.document import comparison

    waiting = comparison.waiting(plan)
    known = waiting.merged.conflicts
    for clash in known:
        said = f"{comparison.title(waiting, clash)}: {comparison.sentence(waiting, clash)} Nobody has decided."
        fix = "Settle it in the window, or all of them with 'roadmap resolve FILE --take mine'."
        yield Finding(code="plan.conflict", message=said, fix=fix, kind=clash.kind, id=clash.id)
    if strange := len(plan.conflicts) - len(known):
        yield Finding(code="plan.conflict", message=f"{plural(strange, 'open conflict')} cannot be read here.")


def _thinned(advice: Iterable[Finding]) -> list[Finding]:
    """Advice of one code for thousands of tasks says the same thousands of times: the rest is counted."""
    kept: list[Finding] = []
    counts: Counter[str] = Counter()
    for each in advice:
        counts[each.code] += 1
        if counts[each.code] <= MOST_OF_A_CODE:
            kept.append(each)
    for code, count in counts.items():
        if count > MOST_OF_A_CODE:
            message = f"{count - MOST_OF_A_CODE:,} more findings of the code {code} are not listed."
            kept.append(Finding(code="advice.more", message=message, problem=False))
    return kept


def _repair(opened: opening.Opened, path: str, out: str) -> tuple[tuple[Finding, ...], str]:
    """Write the plan as it could be read, repaired; what was done, and the file beside the copy with damaged lines."""
    from roadmap_app.storage import repair, saving

    if opened.loaded and (later := next((each for each in opened.findings if each.code == "file.needs"), None)):
        raise Refused(f"No copy was written, as it would lose something: {later.message} {later.fix}")
    if same_file(path, out):
        raise Refused("A repaired copy never replaces the file that it is made from; give another name.")
    plan, repairs = repair.repaired(opened.plan)
    kept = ""
    try:
        saving.save(out, plan)
        if opened.loaded and opened.loaded.damaged:
            kept = saving.keep_damaged(Path(out), opened.loaded.sha, opened.loaded.damaged)
    except saving.NotSaved as error:
        raise Refused(str(error)) from None
    except OSError as error:
        raise Refused(f"The damaged lines could not be kept beside {out}: {error.strerror}.") from None
    return repairs, kept


def _print(problems: list[Finding], findings: list[Finding], repairs: tuple[Finding, ...], records: int) -> None:
    lines = []
    for title, group in (("Problems", problems), ("Advice", findings), ("Repaired in the copy", repairs)):
        if group:
            lines += [f"{title}:", *(f"  {output.sentence(each)}" for each in group), ""]
    lines.append(
        f"{plural(records, 'record')}, {plural(len(problems), 'problem')}, {plural(len(findings), 'piece')} of advice."
    )
    streams.out("\n".join(lines) + "\n")
