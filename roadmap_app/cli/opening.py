"""Reading the plan that a command works on, with all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_app.cli import streams
from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Plan
from roadmap_app.model.text import plural, quoted

if TYPE_CHECKING:
    from roadmap_app.exchange.stored import Difference
    from roadmap_app.schedule import Schedule
    from roadmap_app.storage.planfile import Loaded


@dataclass(frozen=True)
class Opened:
    """A plan, what was found in its file, and the dates that another program had stored (by task id)."""

    plan: Plan
    findings: tuple[Finding, ...] = ()
    stored: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    loaded: Loaded | None = None  # of a plan file

    @property
    def records(self) -> int:
        return self.loaded.records if self.loaded else len(self.plan)


def read(path: str) -> Opened:
    """The plan of a file in any format that can be read; Unreadable where there is none."""
    if Path(path).suffix.lower() == ".roadmap":
        from roadmap_app.storage import planfile

        loaded = planfile.load(path)
        return Opened(loaded.plan, loaded.findings, loaded=loaded)
    from roadmap_app.exchange import formats

    with streams.progress(f"Reading {Path(path).name}") as report:
        imported = formats.read(path, report)
    return Opened(imported.plan, tuple(imported.findings), imported.stored)


def keeping_stored(opened: Opened) -> Opened:
    """The plan with tasks pinned to what its source stored, where our dates would differ.

    Each difference beyond rounding is told, and how many there are within.
    """
    if not opened.stored:
        return opened
    from roadmap_app.exchange import stored
    from roadmap_app.model.plan import Draft
    from roadmap_app.schedule import compute

    differences = stored.differences(opened.plan, compute(opened.plan), opened.stored)
    draft = Draft(opened.plan)
    stored.keep(draft, differences)
    told = tuple(
        Finding(
            code="import.kept",
            message=f"{quoted(opened.plan.tasks[each.task].name)} keeps the dates of the file. {each.reason}",
            where=opened.plan.outline.wbs[each.task],
            fix="Release the stored dates in the window to see ours.",
            kind="task",
            id=each.task,
        )
        for each in differences
        if not each.slight
    )
    return replace(opened, plan=draft.plan, findings=(*opened.findings, *told, *_rounded(differences)))


def _rounded(differences: Sequence[Difference]) -> Iterator[Finding]:
    count = sum(each.slight for each in differences)
    if count:
        message = f"The stored dates of {plural(count, 'task')} lie within a minute of ours, and are kept."
        yield Finding(code="import.rounded", message=message, fix="Release them in the window to see ours.")


def all_findings(opened: Opened, schedule: Schedule) -> tuple[Finding, ...]:
    """What the file shows, then what its schedule shows besides; lines of a plan file are named."""
    told = {(each.kind, each.id) for each in opened.findings if each.kind == "link"}
    rest = [each for each in schedule.problems if (each.kind, each.id) not in told]
    return opened.findings + tuple(_placed(each, opened.loaded) for each in rest)


def _placed(finding: Finding, loaded: Loaded | None) -> Finding:
    line = loaded.line_of(finding.kind, finding.id) if loaded else None
    if line is None:
        return finding
    return replace(finding, where=f"line {line}" + (f": {finding.where}" if finding.where else ""))
