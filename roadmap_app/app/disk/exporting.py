"""Writing the plan for other programs: a workbook, a table, a calendar; a snapshot, in a job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_app.app import jobs
from roadmap_app.app.disk import files
from roadmap_app.exchange import formats
from roadmap_app.model.findings import Finding
from roadmap_app.model.text import plural

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


def export_excel(window: MainWindow) -> None:
    _export(window, "Export to Excel", ".xlsx", "Excel workbooks (*.xlsx)")


def export_table(window: MainWindow) -> None:
    _export(window, "Export the table", ".csv", "Tables (*.csv)")


def export_calendar(window: MainWindow) -> None:
    _export(window, "Export to a calendar", ".ics", "Calendars (*.ics)")


def _export(window: MainWindow, title: str, ending: str, kind: str) -> None:
    path = files.target(window, title, ending, kind)
    if path:
        export_to(window, path)


def export_to(window: MainWindow, path: str) -> jobs.Job[tuple[Finding, ...]]:
    """Write a snapshot of the plan in another format, in a job that the status line shows."""
    plan, schedule, today = window.document.plan, window.document.schedule, window.workspace.today
    name = Path(path).name

    def work(report: jobs.Report) -> tuple[Finding, ...]:
        return formats.write(path, plan, schedule, today=today, options={"progress": report})

    def done(findings: tuple[Finding, ...]) -> None:
        said = (
            f" {plural(len(findings), 'thing')} had to be changed: {findings[0].message}" if findings else ""
        )
        what = {".csv": "table", ".ics": "calendar"}.get(Path(path).suffix.lower(), "workbook")
        window.workspace.message.emit("done", f"The {what} is in {path}.{said}")

    def failed(error: Exception) -> None:
        if isinstance(error, jobs.Cancelled):
            window.workspace.message.emit("info", f"The export was cancelled; {name} was not written.")
        else:
            window.workspace.message.emit("refused", str(error))

    job = jobs.start(window, work, done, failed, (formats.Unwritable,))
    window.status.running.follow(job, f"Writing {name}")
    return job
