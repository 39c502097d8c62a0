"""What typing into a cell does: one edit with a name, or the refusal that keeps the editor open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmap_app.commands import Refusal, fields, labels, outline
from roadmap_app.commands.columns.column import NO, YES
from roadmap_app.document.document import Preview
from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Draft
from roadmap_app.model.text import quoted
from roadmap_app.scene.rows import Row, parent_below

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


@dataclass(frozen=True)
class Entered:
    """`refusal` says why the text could not be taken ("" where it was); `made` is the new task, if any."""

    refusal: str = ""
    made: str = ""


def enter(window: MainWindow, row: Row, column: str, text: str, *, naming: bool = False) -> Entered:
    """Put text into a cell. With `naming` it is the name of a task that the last step made: one step with it."""
    if row.kind == "placeholder":
        return _add(window, text) if text.strip() else Entered()
    document, today = window.document, window.workspace.today

    def change(draft: Draft) -> None:
        if row.kind == "project":
            draft.change(draft.project, name=fields.name_of(text))
        else:
            fields.set(draft, document.schedule, row.id, column, text, today)

    def label(made: Preview) -> str:
        if row.kind == "project":
            return f"Rename the plan to {quoted(made.plan.project.name)}"
        if naming:
            return f"Add {labels.named(made.plan, [row.id])}"
        return labels.cells(made.plan, made.schedule, made.changes, [row.id], column, today)

    try:
        with document.edit(label, amend=naming) as draft:
            change(draft)
    except Refusal as refusal:
        return Entered(refusal=str(refusal))
    return Entered()


def toggle(window: MainWindow, ids: Sequence[str], column: str) -> None:
    """Turn yes into no, or no into yes, in a column of flags: all as the last of them becomes."""
    document, today = window.document, window.workspace.today
    schedule = document.schedule
    now = fields.text(document.plan, schedule, ids[-1], column, today)
    wanted = NO if now == YES else YES

    def change(draft: Draft) -> None:
        for id in ids:
            fields.set(draft, schedule, id, column, wanted, today)

    window.edit(lambda made: labels.cells(made.plan, made.schedule, made.changes, ids, column, today), change)


def _add(window: MainWindow, text: str) -> Entered:
    """The placeholder row makes a task of what is typed into it."""
    id, parent = new_id(), parent_below(window.workspace.rows, window.document.plan.outline)
    try:
        name = fields.name_of(text)
        with window.document.edit(f"Add {quoted(name)}") as draft:
            outline.add_task(draft, after=None, name=name, id=id, parent=parent)
    except Refusal as refusal:
        return Entered(refusal=str(refusal))
    return Entered(made=id)
