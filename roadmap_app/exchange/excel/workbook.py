"""The workbook as a whole: which sheets, in which order, its properties, and writing it."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roadmap_app.exchange.excel import (
    about_sheet,
    data_sheet,
    lists_sheet,
    milestones_sheet,
    plan_sheet,
    summary_sheet,
)
from roadmap_app.exchange.excel.facts import Facts
from roadmap_app.exchange.excel.styles import Styles
from roadmap_app.exchange.imported import Unwritable
from roadmap_app.exchange.told import Told
from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Plan
from roadmap_app.model.time import to_datetime
from roadmap_app.schedule import Schedule

MANY_TASKS = 20_000  # from here on rows go to disk as they are written
STEP = 250  # rows between two reports of progress
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
    """Write a plan's workbook to `path` (a caller who replaces a file writes beside it first).

    `today` is an instant. `progress(done, all)` is told the rows written; what it raises stops the writing
    and leaves no file. The same plan and settings give the same bytes. Findings name what a sheet cannot
    hold. Unwritable for a preset that is not known, or where the file cannot be written.
    """
    if preset not in PRESETS:
        raise Unwritable(f"There is no preset '{preset}'; choose one of {', '.join(PRESETS)}.")
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    told = Told()
    facts = Facts(plan, schedule, today, told)
    chosen = PRESETS[preset]
    with tempfile.TemporaryDirectory() as folder:
        options = {
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "dd mmm yy",
        }
        book = xlsxwriter.Workbook(os.fspath(path), options)
        try:
            with _uncollected():
                _fill(book, facts, chosen, preset, progress)
                book.close()
        except FileCreateError as error:
            reason = getattr(error.args[0], "strerror", "") if error.args else ""
            raise Unwritable(
                f"'{path}' could not be written: {reason or error}. Choose another place, or close the file "
                "where it is open."
            ) from error
        finally:
            for sheet in book.worksheets():
                if sheet.row_data_fh is not None:
                    sheet.row_data_fh.close()
    return told.findings()


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: the cells make no cycles, and looking for them is a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def sheets_of(facts: Facts, preset: Preset) -> tuple[str, ...]:
    """The sheets of a preset that have something to show."""
    empty = set()
    if not facts.rows:
        empty |= {"Plan", "Data"}
    if not facts.milestones:
        empty.add("Milestones")
    return tuple(name for name in preset.sheets if name not in empty)


def _fill(book: Any, facts: Facts, chosen: Preset, preset: str, progress: Progress | None) -> None:
    style = Styles(book)
    names = sheets_of(facts, chosen)
    many = len(facts.rows) >= MANY_TASKS
    sheets = {}
    for name in names:
        # Decided for each sheet as it is added: the others are not written row by row.
        book.constant_memory = many and name in ("Plan", "Data")
        sheets[name] = book.add_worksheet(name)
        # XlsxWriter looks for thirty newer functions in every formula, which takes most of its time. Ours
        # use none of them.
        sheets[name]._prepare_formula = _as_written
    book.constant_memory = False
    tasks = sum(1 for row in facts.rows if row.id)
    step = _counter(progress, len(facts.rows) * ("Plan" in names) + tasks * ("Data" in names))
    if "Summary" in sheets:
        summary_sheet.write(book, sheets["Summary"], facts, style)
    if "Plan" in sheets:
        plan_sheet.write(sheets["Plan"], facts, style, shown_depth=chosen.shown_depth, step=step)
    if "Milestones" in sheets:
        milestones_sheet.write(book, sheets["Milestones"], facts, style)
    if "Data" in sheets:
        data_sheet.write(sheets["Data"], facts, style, as_table=not many, step=step)
    if "About" in sheets:
        about_sheet.write(sheets["About"], facts, style, preset)
    if "Plan" in sheets and lists_sheet.is_needed(facts):
        lists_sheet.write(book, book.add_worksheet("Lists"), facts, style)
    _set_footers(sheets, facts)
    sheets[names[0]].activate()
    saved = about_sheet.saved(facts)
    made = facts.schedule.project_start if saved is None else saved
    book.set_properties(
        {
            "title": facts.name[:255],
            "subject": "Project plan",
            "comments": f"Made by Roadmap from {about_sheet.version(facts)}."[:255],
            "author": "",
            "created": to_datetime(made),
        }
    )
    book.set_size(2400, 1400)


def _as_written(formula: str, expand_future_functions: bool = False) -> str:
    return formula.removeprefix("=")


def _set_footers(sheets: dict[str, Any], facts: Facts) -> None:
    name = " ".join(facts.name.split())[:LONGEST_FOOTER].replace("&", "&&")
    version = "" if about_sheet.saved(facts) is None else f", {about_sheet.version(facts)}"
    for sheet in sheets.values():
        sheet.set_footer(f"&L&8{name}{version}&R&8Page &P of &N")


def _counter(progress: Progress | None, total: int) -> Callable[[], None]:
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if progress is not None and (done % STEP == 0 or done == total):
            progress(done, total)

    return step
