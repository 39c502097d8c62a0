"""Copying, pasting and filling cells; rows that are copied whole come back as tasks with all they had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QStringListModel
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from roadmap_app.app.grid import refusals
from roadmap_app.commands import Refusal, clipboard, fields, labels, outline, rows, tables
from roadmap_app.commands import clear as emptying
from roadmap_app.commands.tables import Cell
from roadmap_app.document.document import Preview
from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Draft
from roadmap_app.model.text import plural, quoted
from roadmap_app.schedule import Schedule

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

ROWS = "application/x-roadmap-rows"
MANY = 20  # cells that are not emptied without a word


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
        _offer(window, *chosen)
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
        elif done[0].done >= MANY:
            said = emptying.label(plan, ids, columns, done[0].done, {"Clear": "Cleared"}.get(verb, verb))
            window.notice.tell("done", f"{said}.", "Undo", window.verbs["edit.undo"])


def copy_rows(window: MainWindow) -> None:
    plan = window.document.plan
    ids = rows.with_branches(plan, window.workspace.selected_tasks)
    if not ids:
        window.workspace.message.emit("refused", "Select cells or rows of tasks to copy.")
        return
    window.grid.kept_rows = Kept(new_id(), rows.take(plan, ids))
    columns = [id for id in window.workspace.columns if id in clipboard.PASTED]
    _offer(window, ids, columns, window.grid.kept_rows.token)


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
        what = "it" if len(taken[0].ids("task")) == 1 else "them"
        said = f"{labels.delete(plan, ids, 'Cut')}. Paste puts {what} where you want {what}."
        window.notice.tell("done", said, "Undo", window.verbs["edit.undo"])


def paste(window: MainWindow) -> None:
    """Cells onto the current cell and those after it, rows as tasks below the current one."""
    data = QApplication.clipboard().mimeData() or QMimeData()  # None while nothing was ever copied
    kept = window.grid.kept_rows
    token = data.data(ROWS).data().decode("ascii", "replace") if data.hasFormat(ROWS) else ""
    if kept is not None and kept.token == token:
        _paste_rows(window, kept)
    elif read := _read(window, data):
        _paste_cells(window, read)
    elif read is not None:
        window.workspace.message.emit("refused", "The clipboard holds no text to paste.")


def paste_over(window: MainWindow) -> bool:
    """Several cells pasted into a field where nothing was typed yet are meant for the grid; answers if they were."""
    grid = window.grid
    (id, column), editor = grid.cells.edits, grid.cells.editor
    place = window.workspace.rows.index(id)
    if editor is None or place is None or not _holds_several():
        return False
    if editor.text() != grid.cell_text(window.workspace.rows.rows[place], column):
        return False
    grid.leave_unnamed(editor)
    paste(window)
    return True


def _holds_several() -> bool:
    """Whether the clipboard has rows or cells, more than one; a single one is text like any other."""
    data = QApplication.clipboard().mimeData() or QMimeData()
    return data.hasFormat(ROWS) or any(mark in data.text().strip("\r\n") for mark in "\t\n")


def _read(window: MainWindow, data: QMimeData) -> list[list[Cell]] | None:
    """The cells on the clipboard, from its table where that has as many rows as its text; None where refused."""
    try:
        text = tables.read_text(data.text())
        html = tables.read_html(data.html()) if data.hasHtml() else []
    except Refusal as refusal:
        window.workspace.message.emit("refused", str(refusal))
        return None
    return html if html and (not text or len(html) == len(text)) else text


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
    columns = workspace.columns[block.left : block.right + 1]
    first = [window.grid.cell_text(shown[0], column) for column in columns]
    continue_cells(window, ids[1:], columns, [first] * (len(ids) - 1), "down")


def fill_right(window: MainWindow) -> None:
    """The leftmost of the selected cells into those at their right; single ones take what is at their left."""
    workspace = window.workspace
    block = window.grid.block()
    if block is None:
        workspace.message.emit("refused", "Select cells side by side first: the leftmost is filled to the right.")
        return
    left = block.left if block.right > block.left else block.left - 1
    shown = [row for row in workspace.rows.rows[block.top : block.bottom + 1] if row.kind == "task"]
    if left < 0 or not shown:
        workspace.message.emit("refused", "There is no cell at the left to fill from.")
        return
    columns = workspace.columns[left + 1 : block.right + 1]
    values = [[window.grid.cell_text(row, workspace.columns[left])] * len(columns) for row in shown]
    continue_cells(window, [row.id for row in shown], columns, values, "right")


def continue_cells(
    window: MainWindow, ids: list[str], columns: Sequence[str], values: Sequence[Sequence[str]], way: str
) -> bool:
    """Type what fills cells, as one step; what is not taken is told. Answers if anything was."""
    schedule, today = window.document.schedule, window.workspace.today
    made: list[clipboard.Filled] = []
    cells = [[Cell(text) for text in row] for row in values]

    def label(done: Preview) -> str:
        if len(columns) > 1:
            return f"Fill {way} to {labels.named(done.plan, ids)}"
        said = labels.cells(done.plan, done.schedule, done.changes, ids, columns[0], today)
        return f"Fill {way}: {said[:1].lower()}{said[1:]}"

    if not window.edit(label, lambda draft: made.append(filled(draft, schedule, cells, columns, ids, today))):
        return False
    tell_filled(window, made[0], by_name=True)
    return True


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


def _paste_cells(window: MainWindow, read: Sequence[Sequence[Cell]]) -> None:
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
            clipboard.paste(draft, schedule, read, at, columns[column], today, shown=shown, columns=columns, size=size)
        )

    def label(made: Preview) -> str:
        count = len(done[0].made) + len(done[0].changed)
        what = plural(count, "row") if done[0].made else plural(done[0].cells.taken, "cell")
        return labels.with_new(f"Paste {what}", made.changes)

    if window.edit(label, change):
        if done[0].made:
            workspace.select((*done[0].changed, *done[0].made), (*done[0].changed, *done[0].made)[0])
        if not tell_filled(window, done[0].cells, done[0].unknown):
            _tell_hidden(window, done[0].named)


def _tell_hidden(window: MainWindow, named: Sequence[str]) -> None:
    """Say which of the pasted columns the grid does not show, and offer to."""
    workspace, plan = window.workspace, window.document.plan
    hidden = [id for id in named if fields.has(plan, id) and id not in workspace.columns]
    hidden = [id for id in hidden if fields.column_of(plan, id).take is not None]
    if hidden:
        titles = ", ".join(fields.column_of(plan, id).title for id in hidden)
        show = QAction("Show", window)
        show.triggered.connect(lambda: window.grid.show_columns(hidden))
        one = len(hidden) == 1
        said = f"{titles} {'is' if one else 'are'} filled, but not among the columns shown here."
        window.notice.tell("done", said, "Show It" if one else "Show Them", show)


def filled(
    draft: Draft,
    schedule: Schedule,
    cells: Sequence[Sequence[Cell]],
    columns: Sequence[str],
    ids: Sequence[str],
    today: int,
) -> clipboard.Filled:
    """Type a block of cells; Refusal where not one of them could be taken."""
    done = clipboard.fill(draft, schedule, cells, columns, ids, today)
    if done.refused and not done.taken:
        raise Refusal(done.refused[0].reason)
    return done


def tell_filled(
    window: MainWindow, done: clipboard.Filled, unknown: Sequence[str] = (), *, by_name: bool = False
) -> bool:
    """Say what was not taken, and why; a list shows all of it where it is more than one cell. Answers if any was."""
    plan = window.document.plan
    if len(done.refused) == 1:
        said = clipboard.told(plan, done.refused[0], by_name=by_name)
        window.workspace.message.emit("refused", f"{said} The other cells were taken.")
    elif done.refused:
        said = f"{plural(len(done.refused), 'cell')} could not be taken, the others were. "
        shown = QAction("Show", window)
        shown.triggered.connect(lambda: refusals.show(window, done.refused))
        window.notice.tell("refused", said + clipboard.told(plan, done.refused[0], by_name=by_name), "Show All", shown)
    elif unknown:
        names = ", ".join(quoted(name) for name in unknown[:5])
        one = len(unknown) == 1
        said = f"The {'column' if one else 'columns'} {names} {'is' if one else 'are'} not known here"
        window.workspace.message.emit("info", f"{said} and {'was' if one else 'were'} left out.")
    elif left := done.left:
        why = "it is computed, or lies" if left == 1 else "they are computed, or lie"
        window.workspace.message.emit("info", f"{plural(left, 'cell')} {_stayed(left)}: {why} beyond the last column.")
    return bool(done.refused or unknown or done.left)


def _stayed(count: int) -> str:
    return "was left as it was" if count == 1 else "were left as they were"


def _offer(window: MainWindow, ids: list[str], columns: Sequence[str], token: str = "") -> None:
    """Put cells on the clipboard: as text, and as a table with its types; whole rows keep their levels."""
    plan, schedule, today = window.document.plan, window.document.schedule, window.workspace.today
    cells = clipboard.copy(plan, schedule, ids, columns, today, levels=bool(token))
    data = _made_by_qt()
    data.setText(clipboard.as_text(cells))
    data.setHtml(tables.write_html(cells, [fields.column_of(plan, column).kind for column in columns]))
    if token:
        data.setData(ROWS, token.encode("ascii"))
    QApplication.clipboard().setMimeData(data)


def _made_by_qt() -> QMimeData:
    """Empty data for the clipboard. What Python made must not lie there when the program ends: Qt takes it down
    after Python is gone, and crashes."""
    model = QStringListModel([""])
    data = model.mimeData([model.index(0, 0)])
    for format in data.formats():
        data.removeFormat(format)
    return data
