"""Copying, pasting and filling cells; rows that are copied whole come back as tasks with all they had."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from roadmap_app.commands import clear as emptying
from roadmap_app.commands import clipboard, labels, outline, rows
from roadmap_app.document.document import Preview
from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Draft
from roadmap_app.model.text import plural

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

ROWS = "application/x-roadmap-rows"


@dataclass(frozen=True)
class Kept:
    """Whole rows that this program copied; they are good while the clipboard holds their token.

    Of rows that were cut, `cut` is all that this changed, in the plan of the document `doc`.
    """

    token: str
    rows: rows.Rows
    doc: str = ""
    cut: ChangeSet | None = None


def chosen_cells(window: MainWindow) -> tuple[list[str], list[str]] | None:
    """Tasks and columns of the selected cells; None where whole rows are selected, or bars in the chart."""
    block = window.grid.block() if window.grid.leads() else None
    if block is None:
        return None
    shown = window.workspace.rows.rows[block.top : block.bottom + 1]
    return [row.id for row in shown if row.kind == "task"], list(window.workspace.columns[block.left : block.right + 1])


def copy(window: MainWindow) -> None:
    """The selected cells, or the selected rows whole."""
    chosen = chosen_cells(window)
    if chosen is None:
        copy_rows(window)
    elif chosen[0]:
        _offer(_text(window, *chosen, levels=False))
    else:
        window.workspace.message.emit("refused", "Select cells of tasks to copy.")


def clear(window: MainWindow, ids: list[str], columns: list[str], verb: str = "Clear") -> None:
    """Empty cells; what is left is told."""
    plan, schedule, today = window.document.plan, window.document.schedule, window.workspace.today
    done: list[emptying.Cleared] = []

    def label(made: Preview) -> str:
        return emptying.label(plan, ids, columns, done[0].done, verb)

    if window.edit(label, lambda draft: done.append(emptying.cells(draft, schedule, ids, columns, today))):
        left = done[0].left
        if left:
            window.workspace.message.emit("info", f"{plural(left, 'cell')} {_stayed(left)}. {done[0].reason}")


def copy_rows(window: MainWindow) -> None:
    plan = window.document.plan
    ids = rows.with_branches(plan, window.workspace.selected_tasks)
    if not ids:
        window.workspace.message.emit("refused", "Select cells or rows of tasks to copy.")
        return
    window.grid.kept_rows = Kept(new_id(), rows.take(plan, ids))
    columns = [id for id in window.workspace.columns if id in clipboard.PASTED]
    _offer(_text(window, ids, columns, levels=True), window.grid.kept_rows.token)


def cut(window: MainWindow) -> None:
    """Cells are copied and emptied; rows go whole, and come back as the same tasks where they are pasted first."""
    chosen = chosen_cells(window)
    if chosen is not None:
        copy(window)
        if chosen[0]:
            clear(window, *chosen, "Cut")
        return
    ids = window.workspace.selected_tasks
    plan = window.document.plan
    copy_rows(window)
    taken: list[ChangeSet] = []

    def change(draft: Draft) -> None:
        outline.delete(draft, ids)
        taken.append(draft.changes())

    if ids and window.edit(labels.delete(plan, ids, "Cut"), change) and window.grid.kept_rows is not None:
        window.grid.kept_rows = replace(window.grid.kept_rows, doc=plan.doc, cut=taken[0])


def paste(window: MainWindow) -> None:
    """Cells onto the current cell and those after it, rows as tasks below the current one."""
    data = QApplication.clipboard().mimeData() or QMimeData()  # None while nothing was ever copied
    kept = window.grid.kept_rows
    token = data.data(ROWS).data().decode("ascii", "replace") if data.hasFormat(ROWS) else ""
    if kept is not None and kept.token == token:
        _paste_rows(window, kept)
    elif data.text().strip():
        _paste_cells(window, data.text())
    else:
        window.workspace.message.emit("refused", "The clipboard holds no text to paste.")


def fill_down(window: MainWindow) -> None:
    """The first of the selected cells into those below it; a single one takes what is above it."""
    workspace = window.workspace
    block = window.grid.block()
    if block is None:
        workspace.message.emit("refused", "Select cells one below the other first: the top one is filled down.")
        return
    top = block.top if block.bottom > block.top else block.top - 1
    shown = [row for row in workspace.rows.rows[max(top, 0) : block.bottom + 1] if row.kind == "task"]
    ids = [row.id for row in shown]
    if len(ids) < 2:
        workspace.message.emit("refused", "There is no task above to fill down from.")
        return
    schedule, today = window.document.schedule, workspace.today
    columns = workspace.columns[block.left : block.right + 1]
    first = [window.grid.cell_text(shown[0], column) for column in columns]
    made: list[int] = []

    def change(draft: Draft) -> None:
        made.append(clipboard.fill(draft, schedule, [first] * (len(ids) - 1), columns, ids[1:], today))

    def label(done: Preview) -> str:
        if len(columns) > 1:
            return f"Fill down to {labels.named(done.plan, ids[1:])}"
        cells = labels.cells(done.plan, done.schedule, done.changes, ids[1:], columns[0], today)
        return f"Fill down: {cells[:1].lower()}{cells[1:]}"

    if window.edit(label, change):
        _tell_left(window, made[0])


def _paste_rows(window: MainWindow, kept: Kept) -> None:
    workspace, plan = window.workspace, window.document.plan
    after = workspace.current if workspace.current in plan.tasks else None
    made: list[str] = []
    left: list[str] = []

    def change(draft: Draft) -> None:
        if kept.cut is not None and kept.doc == plan.doc and rows.restorable(plan, kept.cut):
            back, out = rows.restore(draft, kept.rows, kept.cut, after)
            made.extend(back)
            left.extend(out)
        else:
            made.extend(rows.put(draft, kept.rows, after))

    if window.edit(f"Paste {plural(len(kept.rows.tasks), 'row')}", change):
        workspace.select(made, made[0])
        workspace.reveal(made[0])
        if left:
            words = left[0] if len(left) == 1 else f"{', '.join(left[:-1])} and {left[-1]}"
            workspace.message.emit("info", f"{words[:1].upper()}{words[1:]} could not be put back at this place.")


def _paste_cells(window: MainWindow, text: str) -> None:
    grid, workspace = window.grid, window.workspace
    current = grid.currentIndex()
    block = grid.block()
    row, column = (block.top, block.left) if block else (current.row(), grid.place(grid.current_column))
    if current.isValid() and workspace.rows.rows[row].kind == "project":
        workspace.message.emit("refused", "The first row sums up the plan: paste into the tasks below.")
        return
    shown = [each.id for each in workspace.rows.rows[max(row, 0) :] if each.kind == "task"]
    at = shown[0] if shown else None
    schedule, today = window.document.schedule, workspace.today
    size = block.size if block else (1, 1)
    columns = workspace.columns
    done: list[clipboard.Pasted] = []

    def change(draft: Draft) -> None:
        done.append(
            clipboard.paste(
                draft, schedule, text, at, columns[column], today, shown=shown, columns=columns, size=size
            )
        )

    def label(made: Preview) -> str:
        count = len(done[0].made) + len(done[0].changed)
        what = plural(count, "row") if done[0].made else plural(done[0].taken, "cell")
        return labels.with_teams(f"Paste {what}", made.changes)

    if window.edit(label, change):
        if done[0].made:
            workspace.select((*done[0].changed, *done[0].made), (*done[0].changed, *done[0].made)[0])
        _tell_left(window, done[0].left)


def _tell_left(window: MainWindow, left: int) -> None:
    if left:
        why = "it is computed, or lies" if left == 1 else "they are computed, or lie"
        window.workspace.message.emit(
            "info", f"{plural(left, 'cell')} {_stayed(left)}: {why} beyond the last column."
        )


def _stayed(count: int) -> str:
    return "was left as it was" if count == 1 else "were left as they were"


def _offer(text: str, token: str = "") -> None:
    """Put cells on the clipboard: as text for spreadsheets, as a table for letters."""
    data = QMimeData()
    data.setText(text)
    lines = csv.reader(io.StringIO(text), delimiter="\t")
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in line) for line in lines)
    data.setHtml("<table>" + "".join(f"<tr>{line}</tr>" for line in cells) + "</table>")
    if token:
        data.setData(ROWS, token.encode("ascii"))
    QApplication.clipboard().setMimeData(data)


def _text(window: MainWindow, ids: list[str], columns: list[str], *, levels: bool) -> str:
    plan, schedule, today = window.document.plan, window.document.schedule, window.workspace.today
    return clipboard.copy(plan, schedule, ids, columns, today, levels=levels)
