"""File menu: plans on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmap_app.app import boxes
from roadmap_app.app.actions.conditions import any_crashed, any_tasks, any_versions, writable
from roadmap_app.app.actions.table import Action
from roadmap_app.app.disk import exporting, files
from roadmap_app.app.sharing import comparing

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


def nothing_to_merge(window: MainWindow) -> str:
    found = window.outside.found or comparing.is_unmerged(window)
    return "" if found else "Nobody else has changed this plan since it was opened."


def nothing_waits(window: MainWindow) -> str:
    return writable(window) or ("" if comparing.waiting(window) else "No conflict waits in this plan.")


def no_copy(window: MainWindow) -> str:
    found = window.copies.waiting
    return writable(window) or ("" if found else "No other file beside this plan is a copy of it with other edits.")


def no_merged_copy(window: MainWindow) -> str:
    return "" if window.copies.merged else "No copy beside this plan is merged and saved."


def not_renamed(window: MainWindow) -> str:
    return "" if window.copies.renamed else "The file of this plan stands where it was opened."


ACTIONS = (
    Action(
        id="file.new", label="New", place=("File", 1), run=files.new, icon="file",
        shortcuts=("Ctrl+N",), words="plan create blank empty",
    ),
    Action(
        id="file.open", label="Open…", place=("File", 1), run=files.open_, icon="open",
        shortcuts=("Ctrl+O",), words="import ms project xml load mpp recent",
    ),
    Action(
        id="file.recover", label="Recover Unsaved Work…", place=("File", 1), run=boxes.crashed,
        refusal=any_crashed, tip="What was not saved when the program ended unexpectedly", words="crash journal lost",
    ),
    Action(
        id="file.save", label="Save", place=("File", 2), run=files.save, icon="save",
        shortcuts=("Ctrl+S",), words="write store",
    ),
    Action(
        id="file.save_as", label="Save As…", place=("File", 2), run=files.save_as,
        shortcuts=("Ctrl+Shift+S",), words="duplicate another name copy",
    ),
    Action(
        id="file.compare", label="Compare with…", place=("File", 2), run=comparing.compare,
        tip="What another version of this plan has otherwise", words="diff versions differences merge backup",
    ),
    Action(
        id="file.versions", label="Versions…", place=("File", 2), run=boxes.versions,
        refusal=any_versions, tip="Earlier versions of this plan: compare, restore, open as a copy",
        words="history backups timeline restore earlier previous revert who changed",
    ),
    Action(
        id="file.merge", label="Merge Changes of Others…", place=("File", 2), run=comparing.merge,
        refusal=nothing_to_merge, words="conflict compare changed on disk colleague git markers",
    ),
    Action(
        id="file.merge_copy", label="Merge Copy…", place=("File", 2), run=lambda w: w.copies.merge(),
        refusal=no_copy, tip="A copy of this plan that a sync client left beside it",
        words="conflicted copy dropbox onedrive drive syncthing nextcloud",
    ),
    Action(
        id="file.put_away", label="Put Merged Copy Away", place=("File", 2), run=lambda w: w.copies.put_away(),
        refusal=no_merged_copy, tip="Move a copy that is merged and saved to the versions of this plan",
        words="conflicted copy delete clean up",
    ),
    Action(
        id="file.follow", label="Go On with Renamed File", place=("File", 2), run=lambda w: w.copies.follow(),
        refusal=not_renamed, tip="Save to the plan's file under the name that someone gave it",
        words="moved renamed gone missing",
    ),
    Action(
        id="file.settle", label="Settle Open Conflicts…", place=("File", 2), run=comparing.settle,
        refusal=nothing_waits, tip="Decide what an earlier merge left open in the plan", words="conflict merge resolve",
    ),
    Action(
        id="file.export_excel", label="Export to Excel…", place=("File", 3), icon="excel",
        run=exporting.export_excel, shortcuts=("Ctrl+E",), refusal=any_tasks,
        words="workbook xlsx spreadsheet send share report",
    ),
    Action(
        id="file.export_table", label="Export Table…", place=("File", 3),
        run=exporting.export_table, refusal=any_tasks, tip="The tasks with their dates as CSV, for any other program",
        words="csv comma text spreadsheet list send",
    ),
    Action(
        id="file.export_calendar", label="Export to Calendar…", place=("File", 3),
        run=exporting.export_calendar, refusal=any_tasks, tip="Tasks and milestones as events of a calendar",
        words="ics icalendar outlook events appointments send",
    ),
    Action(
        id="file.export_picture", label="Export Picture…", place=("File", 3), icon="export",
        run=lambda w: boxes.paper(w, prints=False), refusal=any_tasks,
        words="png svg pdf image drawing page screenshot share chart gantt timeline",
    ),
    Action(
        id="file.copy_picture", label="Copy Picture", place=("File", 3), run=boxes.picture,
        refusal=any_tasks, tip="The selected rows as a picture on the clipboard", words="png image clipboard slide",
    ),
    Action(
        id="file.print", label="Print…", place=("File", 3), run=lambda w: boxes.paper(w, prints=True),
        shortcuts=("Ctrl+P",), refusal=any_tasks, words="paper pdf preview page",
    ),
    Action(
        id="file.close", label="Close", place=("File", 4), run=lambda w: w.close(), shortcuts=("Ctrl+W",),
        words="exit window",
    ),
    Action(
        id="file.quit", label="Quit", place=("File", 4), run=lambda w: w.quit(), shortcuts=("Ctrl+Q",),
        words="exit leave end",
    ),
)  # fmt: skip
