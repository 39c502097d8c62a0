"""Edit menu: undo, cut and paste, delete, find."""

from __future__ import annotations

from roadmap_app.app import boxes
from roadmap_app.app.actions.conditions import any_tasks, can_redo, can_undo, some_tasks, writable
from roadmap_app.app.actions.table import Action
from roadmap_app.app.grid import pasteboard
from roadmap_app.app.main_window import MainWindow
from roadmap_app.commands import labels, outline
from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.plan import Draft
from roadmap_app.model.text import plural


def undo(window: MainWindow) -> None:
    window.document.undo()


def redo(window: MainWindow) -> None:
    window.document.redo()


def _undo_label(window: MainWindow) -> str:
    return f"Undo {window.document.history[-1]}" if window.document.can_undo else "Undo"


def _redo_label(window: MainWindow) -> str:
    return f"Redo {window.document.redo_history[-1]}" if window.document.can_redo else "Redo"


def delete(window: MainWindow) -> None:
    """Empty the selected cells, or delete the selected rows."""
    chosen = pasteboard.chosen_cells(window)
    if chosen is not None:
        pasteboard.clear(window, *chosen)
    else:
        delete_rows(window)


def delete_rows(window: MainWindow) -> None:
    """Delete the tasks that the selection touches; where more goes than was chosen, that is said with a way back."""
    plan, ids = window.document.plan, window.workspace.selected_tasks
    label = labels.delete(plan, ids)
    taken: list[ChangeSet] = []

    def change(draft: Draft) -> None:
        outline.delete(draft, ids)
        taken.append(draft.changes())

    if not window.edit(label, change):
        return
    links, tasks = len(taken[0].ids("link")), len(taken[0].ids("task"))
    if links or tasks > 1:
        also = f", and {plural(links, 'link')} with {'them' if tasks > 1 else 'it'}" if links else ""
        said = f"{labels.delete(plan, ids, 'Deleted')}{also}."
        window.notice.tell("done", said, "Undo", window.verbs["edit.undo"])


def _delete_label(window: MainWindow) -> str:
    chosen = pasteboard.chosen_cells(window)
    if chosen is None:
        return "Delete"
    return "Clear Cell" if len(chosen[0]) == len(chosen[1]) == 1 else "Clear Cells"


def select_all(window: MainWindow) -> None:
    rows = window.workspace.rows.rows
    window.workspace.select_rows([place for place, row in enumerate(rows) if row.kind == "task"])


def select_none(window: MainWindow) -> None:
    window.workspace.select(())


def replace(window: MainWindow) -> None:
    """The find bar, with a line below it for what is put in."""
    bar = window.find_bar
    bar.open_line()
    bar.replacing.show()
    if bar.field.text():
        bar.replacing.open_line()


ACTIONS = (
    Action(
        id="edit.undo", label="Undo", live_label=_undo_label, place=("Edit", 1), run=undo, icon="undo",
        shortcuts=("Ctrl+Z",), refusal=can_undo, toolbar=1, words="back revert take back",
    ),
    Action(
        id="edit.redo", label="Redo", live_label=_redo_label, place=("Edit", 1), run=redo, icon="redo",
        shortcuts=("Ctrl+Shift+Z", "Ctrl+Y"), refusal=can_redo, toolbar=1, words="again repeat",
    ),
    Action(
        id="edit.history", label="History…", place=("Edit", 1), run=boxes.history,
        shortcuts=("Ctrl+Alt+Z",), tip="All steps with their times, to go back or forward to any",
        words="undo list steps audit log",
    ),
    Action(
        id="edit.cut", label="Cut", place=("Edit", 2), run=pasteboard.cut, shortcuts=("Ctrl+X",),
        refusal=some_tasks, context=True, words="clipboard move",
    ),
    Action(
        id="edit.copy", label="Copy", place=("Edit", 2), run=pasteboard.copy, icon="copy",
        shortcuts=("Ctrl+C",), refusal=any_tasks, context=True, words="clipboard duplicate",
    ),
    Action(
        id="edit.paste", label="Paste", place=("Edit", 2), run=pasteboard.paste, icon="paste",
        shortcuts=("Ctrl+V",), refusal=writable, context=True, tip="Cells from a spreadsheet, or rows as tasks",
        words="clipboard insert",
    ),
    Action(
        id="edit.fill_down", label="Fill Down", place=("Edit", 2), run=pasteboard.fill_down, shortcuts=("Ctrl+D",),
        refusal=some_tasks, tip="Copy the top selected cell into the ones below it", words="copy repeat",
    ),
    Action(
        id="edit.fill_right", label="Fill Right", place=("Edit", 2), run=pasteboard.fill_right, shortcuts=("Ctrl+R",),
        refusal=some_tasks, tip="Copy the leftmost selected cell into the ones to its right", words="copy repeat",
    ),
    Action(
        id="task.delete", label="Delete", live_label=_delete_label, place=("Edit", 3), run=delete, shortcuts=("Del",),
        refusal=some_tasks, context=True, words="remove clear empty cells", icon="trash",
    ),
    Action(
        id="task.delete_rows", label="Delete Rows", place=("Edit", 3), run=delete_rows, shortcuts=("Ctrl+Del",),
        refusal=some_tasks, context=True, words="remove tasks",
        tip="The tasks of the selected cells, with all tasks below them",
    ),
    Action(
        id="edit.select_all", label="Select All", place=("Edit", 4), run=select_all, shortcuts=("Ctrl+A",),
        refusal=any_tasks, words="everything rows",
    ),
    Action(id="edit.select_none", label="Select None", place=("Edit", 4), run=select_none),
    Action(
        id="edit.find_text", label="Find in the Rows…", place=("Edit", 5), run=lambda w: w.find_bar.open_line(),
        shortcuts=("Ctrl+F",), refusal=any_tasks, words="search text names notes cells", icon="search",
    ),
    Action(
        id="edit.find_next", label="Find Next", place=("Edit", 5), run=lambda w: w.find_bar.go(1), shortcuts=("F3",),
        refusal=any_tasks, words="search again",
    ),
    Action(
        id="edit.find_previous", label="Find Previous", place=("Edit", 5), run=lambda w: w.find_bar.go(-1),
        shortcuts=("Shift+F3",), refusal=any_tasks, words="search back",
    ),
    Action(
        id="edit.replace", label="Replace…", place=("Edit", 5), run=replace, shortcuts=("Ctrl+H",),
        refusal=lambda w: writable(w) or any_tasks(w), words="find change text names notes",
        tip="Replace text in names and notes",
    ),
    Action(
        id="edit.find", label="Find a Task or Run a Command…", place=("Edit", 5), icon="search",
        run=lambda w: w.open_palette(), shortcuts=("Ctrl+K", "Ctrl+Shift+P",
    ),
        words="palette search command",
    ),
    Action(
        id="edit.settings", label="Settings…", place=("Edit", 6), icon="settings", shortcuts=("Ctrl+,",),
        run=boxes.settings, words="preferences options configuration",
    ),
)  # fmt: skip
