"""The page of an import: what was read, what could not be, and the dates that are kept as they were stored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from roadmap_app.app.dialogs import listing
from roadmap_app.app.dialogs.listing import Row, Section, Verb
from roadmap_app.exchange import stored
from roadmap_app.exchange.kept import Kept, kept
from roadmap_app.exchange.stored import Difference
from roadmap_app.model import text
from roadmap_app.model.bidi import numbered
from roadmap_app.model.plan import Plan
from roadmap_app.model.time import day_of, to_date

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

HEADS = ("Task", "As stored", "Ours", "Why they differ", "With ours")


def show(window: MainWindow) -> QDialog:
    # What was let go since the import, so that it can be kept again.
    released = {each.task: Kept(each) for each in window.origin.differences}

    def rows() -> list[Row]:
        document = window.document
        held = kept(document.plan, document.schedule)
        names = {each.difference.task for each in held}
        gone = [each for id, each in released.items() if id not in names and id in document.plan.tasks]
        plan, year = document.plan, to_date(day_of(window.workspace.today)).year
        return [_row(plan, each, True, year) for each in held] + [_row(plan, each, False, year) for each in gone]

    def verbs(chosen: Sequence[Row]) -> list[Verb]:
        listed = [row.about for row in (chosen or rows()) if isinstance(row.about, Kept)]
        pinned = [each for each in listed if _is_pinned(window, each)]
        loose = [each for each in listed if not _is_pinned(window, each)]
        of = "" if chosen else " for all"
        found: list[Verb] = []
        if pinned:
            found.append((f"Use ours{of}", lambda: use_ours(pinned)))
        if loose:
            found.append((f"Keep as stored{of}", lambda: keep([each.difference for each in loose])))
        return found

    def use_ours(those: Sequence[Kept]) -> None:
        released.update({each.difference.task: each for each in those})
        ids = [each.difference.task for each in those]
        window.edit(f"Use our own dates ({text.plural(len(ids), 'task')})", lambda draft: stored.release(draft, ids))

    def keep(those: Sequence[Difference]) -> None:
        label = f"Keep dates as stored ({text.plural(len(those), 'task')})"
        window.edit(label, lambda draft: stored.keep(draft, those))

    dates = Section("Dates kept", HEADS, rows, "Our dates are those of the file: none had to be kept.", verbs, "fixed")
    left = Section(
        "Not taken over", ("Where", "What", "What to do"),
        lambda: [Row((each.where, each.message, each.fix)) for each in window.origin.findings],
        "Everything in the file was understood.", icon="warning",
    )  # fmt: skip
    return listing.show(window, "Dates kept from the import", [dates, left], read(window))


def read(window: MainWindow) -> str:
    """What was read, in one sentence."""
    plan, path = window.document.plan, window.origin.imported_from
    summaries = sum(plan.outline.is_summary(id) for id in plan.tasks)
    counts = [
        text.plural(len(plan.tasks) - summaries, "task"), text.plural(len(plan.links), "link"),
        text.plural(len(plan.calendars), "calendar"), text.plural(len(plan.resources), "resource"),
        text.plural(len(plan.assignments), "assignment"),
    ]  # fmt: skip
    listed = ", ".join(counts[:-1]) + f" and {counts[-1]}"
    came = f"{Path(path).name} gave {listed}." if path else f"This plan holds {listed}."
    return f"{came} Kept dates stay as the file had them, with a pin, until you use ours."


def _is_pinned(window: MainWindow, each: Kept) -> bool:
    task = window.document.plan.tasks.get(each.difference.task)
    return task is not None and task.pinned_start is not None


def _row(plan: Plan, each: Kept, pinned: bool, this_year: int) -> Row:
    told = each.difference
    task = plan.tasks[told.task]
    words = (
        numbered(f"{plan.outline.wbs[told.task]} {task.name}".strip()),
        _span(told.stored_start, told.stored_finish, this_year) + ("" if pinned else " (not kept)"),
        _span(told.our_start, told.our_finish, this_year),
        told.reason,
        _effect(plan, each),
    )
    return Row(words, told.task, each)


def _effect(plan: Plan, each: Kept) -> str:
    if not each.by:
        milestones = any(task.milestone or not task.duration for task in plan.tasks.values())
        return "No milestone moves" if milestones else "The finish stays"
    moved = text.quoted(plan.tasks[each.milestone].name) if each.milestone in plan.tasks else "The finish"
    return f"{moved} {text.slip(each.by, plan.project)}"


def _span(start: int, finish: int, this_year: int) -> str:
    begin, end = (f"{text.long_date(minute, this_year)} {text.clock(minute)}" for minute in (start, finish))
    return begin if start == finish else f"{begin} – {end}"
