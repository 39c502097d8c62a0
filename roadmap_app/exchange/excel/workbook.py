"""The workbook as a whole: which sheets, in which order, its properties, and writing it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roadmap_app.exchange import whole
from roadmap_app.exchange.excel import (
    about_sheet,
    data_sheet,
    lists_sheet,
    milestones_sheet,
    plan_sheet,
    summary_sheet,
)
from roadmap_app.exchange.excel.facts import Facts
from roadmap_app.exchange.excel.styles import FONT, Styles
from roadmap_app.exchange.imported import Unwritable
from roadmap_app.exchange.told import Told
from roadmap_app.model.findings import Finding
from roadmap_app.model.garbage import without_gc
from roadmap_app.model.plan import Plan
from roadmap_app.model.time import to_datetime
from roadmap_app.schedule import Schedule

MANY_TASKS = 20_000  # from here on rows go to disk as they are written
STRAIGHT = ("Plan", "Data")  # the sheets that do so: the others are not written row by row
LONGEST_FOOTER = 90  # characters of the plan's name; a footer holds 255

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Preset:
    """A choice of sheets in their order; rows of the Plan sheet below `shown_depth` are folded away."""

    sheets: tuple[str, ...]
    shown_depth: int | None = None


PRESETS = {
    "executives": Preset(("Summary", "Milestones", "Plan", "About"), 1),
    "teams": Preset(("Plan", "Milestones", "Data", "About")),
    "everything": Preset(("Summary", "Plan", "Milestones", "Data", "About")),
}


def write_workbook(
    path: str | Path,
    plan: Plan,
    schedule: Schedule,
    *,
    today: int,
    preset: str = "everything",
    progress: Progress | None = None,
) -> tuple[Finding, ...]:
    """Write a plan's workbook to `path`, whole or not at all.

    `today` is an instant. `progress(done, all)` is told how far the work is; what it raises stops the
    writing and leaves an earlier file as it was. The same plan and settings give the same bytes. Findings
    name what a sheet cannot hold. Unwritable for a preset that is not known, or where the file cannot be
    written.
    """
    if preset not in PRESETS:
        raise Unwritable(f"There is no preset '{preset}'; choose one of {', '.join(PRESETS)}.")
    from roadmap_app.exchange.excel import engine

    with whole.written(path) as beside, tempfile.TemporaryDirectory() as folder, without_gc():
        told = Told()
        facts = Facts(plan, schedule, today, told)
        names = sheets_of(facts, PRESETS[preset])
        counter = Counter(progress, _steps(facts, names))
        many = len(facts.rows) >= MANY_TASKS
        with engine.workbook(beside, folder, counter.look) as book:
            sheets = {
                name: engine.add_sheet(book, name, counter.step, straight=many and name in STRAIGHT)
                for name in (*names, *lists_sheet.names(facts, names))
            }
            _fill(book, sheets, facts, preset, counter.step, as_table=not many)
        counter.end()
    return told.findings()


class Counter:
    """Tells progress: each row counts when it is filled in and when it is written, the file itself a tenth."""

    STEP = 250  # rows between two reports

    def __init__(self, progress: Progress | None, steps: int) -> None:
        self._progress = progress
        self._done, self._most = 0, steps
        self._all = steps + steps // 10 + 1

    def step(self) -> None:
        """A row more; those of small sheets, which nobody counted, do not take it too far."""
        self._done = min(self._done + 1, self._most)
        if self._done % self.STEP == 0:
            self.look()

    def look(self) -> None:
        """The same again: whoever is told may want to stop."""
        if self._progress is not None:
            self._progress(self._done, self._all)

    def end(self) -> None:
        self._done = self._all
        self.look()


def _steps(facts: Facts, names: tuple[str, ...]) -> int:
    """How many rows are filled in and written, but for those of small sheets."""
    long = len(facts.rows) * sum(name in STRAIGHT for name in names)
    return 2 * long + len(facts.milestones) * ("Milestones" in names)


def sheets_of(facts: Facts, preset: Preset) -> tuple[str, ...]:
    """The sheets of a preset that have something to show."""
    empty = set()
    if not facts.rows:
        empty |= {"Plan", "Data"}
    if not facts.milestones:
        empty.add("Milestones")
    return tuple(name for name in preset.sheets if name not in empty)


def _fill(
    book: Any, sheets: dict[str, Any], facts: Facts, preset: str, step: Callable[[], None], *, as_table: bool
) -> None:
    style = Styles(book)
    if "Summary" in sheets:
        summary_sheet.write(book, sheets["Summary"], facts, style)
    if "Plan" in sheets:
        plan_sheet.write(sheets["Plan"], facts, style, shown_depth=PRESETS[preset].shown_depth, step=step)
    if "Milestones" in sheets:
        milestones_sheet.write(book, sheets["Milestones"], facts, style)
    if "Data" in sheets:
        data_sheet.write(sheets["Data"], facts, style, as_table=as_table, step=step)
    if "About" in sheets:
        about_sheet.write(sheets["About"], facts, style, preset)
    if lists_sheet.NAME in sheets:
        lists_sheet.write(book, sheets[lists_sheet.NAME], facts, style)
    _set_footers(sheets, facts)
    next(iter(sheets.values())).activate()
    saved = about_sheet.saved(facts)
    made = facts.schedule.project_start if saved is None else saved
    properties = {"title": facts.name[:255], "subject": "Project plan", "author": "", "created": to_datetime(made)}
    if saved is not None:
        properties["comments"] = f"Made by Roadmap from {about_sheet.version(facts)}."[:255]
    book.set_properties(properties)
    book.set_size(2400, 1400)


def _set_footers(sheets: dict[str, Any], facts: Facts) -> None:
    name = facts.name[:LONGEST_FOOTER].replace("&", "&&")
    version = "" if about_sheet.saved(facts) is None else f", {about_sheet.version(facts)}"
    # The font stands between the size and the name: of "&82026" a reader makes the size 82026.
    look = f'&8&"{FONT},Regular"'
    for sheet in sheets.values():
        sheet.set_footer(f"&L{look}{name}{version}&R{look}Page &P of &N")
