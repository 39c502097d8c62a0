"""What the window shows, sent out: pictures and pages in files, on the printer, on the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QApplication

from roadmap_app.app import jobs
from roadmap_app.app.paper import pictures
from roadmap_app.exchange.imported import Unwritable
from roadmap_app.exchange.pictures import files
from roadmap_app.exchange.pictures.content import Content, without_placeholder
from roadmap_app.exchange.pictures.layout import AFTER, Layout
from roadmap_app.exchange.pictures.page import draw
from roadmap_app.exchange.pictures.paper import endless
from roadmap_app.model.text import plural
from roadmap_app.model.time import day_of
from roadmap_app.scene.rows import RowList, visible_rows

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from roadmap_app.app.main_window import MainWindow

T = TypeVar("T")
COPY_SCALE = 2.0  # of a picture on the clipboard
MOST_COPIED = 60_000_000  # pixels


def content(window: MainWindow, *, all_rows: bool = False, rows: RowList | None = None) -> Content:
    """A snapshot of what the window shows: its rows as folded and filtered, or all of them, or those given."""
    workspace, document = window.workspace, window.document
    if rows is None:
        shown = visible_rows(document.plan, (), project_row=workspace.look.project_row) if all_rows else workspace.rows
        rows = without_placeholder(shown)
    return Content(
        document.plan, document.schedule, rows, workspace.look, workspace.today, workspace.columns, workspace.standing
    )


def export(window: MainWindow, path: str, layout: Layout, scale: float) -> jobs.Job[list[Path]] | None:
    """Write pages to a file in the format of its ending, or to numbered files, in a job with progress; None where
    numbered files of that name are there already."""
    ending = Path(path).suffix.lower()
    name = Path(path).name
    targets = [Path(path)] if ending == ".pdf" else files.names(path, len(layout.pages))
    if len(targets) > 1 and (there := next((target for target in targets if target.exists()), None)):
        window.workspace.message.emit("refused", f"{there.name} is there already; choose another name or folder.")
        return None

    def work(report: jobs.Report) -> list[Path]:
        if ending == ".svg":
            return files.write_pages(path, layout, report)
        if ending == ".pdf":
            return pictures.write_pdf(path, layout, report)
        return pictures.write_png(path, layout, scale, report)

    def done(written: list[Path]) -> None:
        if len(written) > 1:
            said = f"The {len(written)} pages are in {written[0]} to {written[-1].name}."
        else:
            said = f"The {'pages are' if len(layout.pages) > 1 else 'picture is'} in {written[0]}."
        window.workspace.message.emit("done", said)

    return _start(window, work, done, f"Writing {name}", f"The export was cancelled; {name} was not written.")


def print_(window: MainWindow, printer: QPrinter, layout: Layout) -> jobs.Job[int]:
    """Print the pages that were chosen in the print dialog, in a job with progress."""
    printer.setPageLayout(pictures.page_layout(layout))
    printer.setDocName(layout.title or "Plan")
    first, last = printer.fromPage() or 1, printer.toPage() or len(layout.pages)
    numbers = range(max(first, 1), min(last, len(layout.pages)) + 1)

    def work(report: jobs.Report) -> int:
        pictures.print_pages(printer, layout, numbers, report)
        return len(numbers)

    def done(count: int) -> None:
        window.workspace.message.emit("done", f"{plural(count, 'page')} went to the printer.")

    return _start(window, work, done, "Printing", "Printing was cancelled.")


def _start(
    window: MainWindow, work: Callable[[jobs.Report], T], done: Callable[[T], None], doing: str, cancelled: str
) -> jobs.Job[T]:
    def failed(error: Exception) -> None:
        if isinstance(error, jobs.Cancelled):
            window.workspace.message.emit("info", cancelled)
        else:
            window.workspace.message.emit("refused", str(error))

    job = jobs.start(window, work, done, failed, (Unwritable,))
    window.status.running.follow(job, doing)
    return job


# The clipboard --------------------------------------------------------------------------------------


def copy_picture(window: MainWindow) -> None:
    """Put the selected rows as a picture on the clipboard, at the window's zoom; without a selection all rows."""
    workspace = window.workspace
    shown = without_placeholder(workspace.rows)
    chosen = tuple(row for row in shown.rows if workspace.is_selected(row.id)) or shown.rows
    first, last = _days(window, [row.id for row in chosen])
    px = workspace.axis.px_per_day
    setup = endless(
        px_per_day=px, first_day=first - ceil(12 / px), last_day=last + ceil(AFTER / px), title="", subtitle="",
        date=False, legend=False, theme=workspace.tokens.theme,
    )  # fmt: skip
    try:
        layout = pictures.laid_out(content(window, rows=replace(shown, rows=chosen)), setup)
    except Unwritable as error:
        workspace.message.emit("refused", str(error))
        return
    width, height = ceil(layout.width * COPY_SCALE), ceil(layout.height * COPY_SCALE)
    if width * height > MOST_COPIED:
        workspace.message.emit(
            "refused", "The picture is too large for the clipboard; zoom out, select fewer rows, or export it."
        )
        return
    paper = layout.tokens.surface.panel
    image = pictures.image_of(draw(layout, layout.pages[0]), width, height, COPY_SCALE, 0, paper)
    QApplication.clipboard().setImage(image)
    workspace.message.emit("done", f"A picture of {plural(len(chosen), 'row')} is on the clipboard.")


def _days(window: MainWindow, ids: Sequence[str]) -> tuple[int, int]:
    """The days on which some rows begin and end."""
    schedule = window.document.schedule
    known = [id for id in ids if id in schedule]
    first = min((schedule.start(id) for id in known), default=schedule.project_start)
    last = max((schedule.finish(id) for id in known), default=schedule.project_finish)
    return day_of(first), day_of(last)
