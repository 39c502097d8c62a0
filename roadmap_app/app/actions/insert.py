"""Insert menu: new rows."""

from __future__ import annotations

from roadmap_app.app.actions.conditions import writable
from roadmap_app.app.actions.table import Action
from roadmap_app.app.main_window import MainWindow
from roadmap_app.commands import outline, regroup
from roadmap_app.model.plan import Draft


def new_task(window: MainWindow) -> None:
    """A task below the current row, with its name under the cursor."""
    _insert(window, "New task", {})


def new_milestone(window: MainWindow) -> None:
    _insert(window, "New milestone", {"duration": 0})


def _insert(window: MainWindow, name: str, members: dict[str, int]) -> None:
    current = window.workspace.current
    after = current if current in window.document.plan.tasks else None
    made: list[str] = []

    workspace, schedule = window.workspace, window.document.schedule
    lane = workspace.arranging.group_of(workspace.rows.index(current) or 0)
    by = workspace.arrangement.group

    def add(draft: Draft) -> None:
        made.append(outline.add_task(draft, after=after, name=name, **members))
        if lane is not None and lane.key and regroup.is_entered(by):  # it stays where it was made
            regroup.put(draft, schedule, made, by, lane.key, workspace.today)

    if window.edit(f"Add {name.lower()}", add):  # its name, asked for now, becomes part of this step
        window.workspace.select(made)
        window.workspace.reveal(made[0])
        window.workspace.edit_requested.emit(made[0], "name")


ACTIONS = (
    Action(
        id="task.new", label="New Task", place=("Insert", 1), run=new_task, icon="add-task",
        shortcuts=("Ins", "Ctrl+Return"), refusal=writable, toolbar=2, context=True,
        words="add row insert create activity",
    ),
    Action(
        id="task.milestone", label="New Milestone", place=("Insert", 1), run=new_milestone, icon="milestone",
        shortcuts=("Ctrl+Shift+M",), refusal=writable, toolbar=2, words="add gate insert checkpoint",
    ),
)  # fmt: skip
