"""What the cells of the grid show and in which ink: worked out once, and kept until the plan or the look is another."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, NamedTuple

from roadmap_app.app.grid.columns import GridColumn
from roadmap_app.app.grid.widths import PAD
from roadmap_app.commands.columns.column import YES
from roadmap_app.model.text import signed
from roadmap_app.scene.marks import Mark, mark
from roadmap_app.scene.rows import Row

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

MUTED = ("wbs", "predecessors", "percent")
SUMMED = ("duration", "start", "finish")  # which the rows of summaries have from those below them
INDENT = 14  # px a level
FIRST = {"name": "Type a task name", "wbs": "1", "duration": "–", "start": "–", "finish": "–"}  # of an empty plan
MOST = 4000  # cells that are kept: some screens full


class Face(NamedTuple):
    """`icon` and `dot` are "" where there is none; a `flag` has a box where it can be changed."""

    text: str
    colour: str
    size: int
    strong: bool
    icon: str = ""
    dot: str = ""
    flag: bool = False
    indent: int = 0  # px before the text


class Faces:
    """Of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._workspace = window.workspace
        self._of: tuple[object, ...] = ()
        self._kept: dict[tuple[Row, str], Face] = {}
        self._size = 12

    def follow(self) -> None:
        """Forget what was worked out of another plan, in another look, or on another day."""
        workspace = self._workspace
        of = (
            workspace.plan, workspace.schedule, workspace.tokens, workspace.look, workspace.today,
            workspace.document.read_only, self._window.grid.cell_model.columns,
        )  # fmt: skip
        same = len(of) == len(self._of) and all(map(operator.is_, of, self._of))
        if not same or len(self._kept) > MOST:
            self._of, self._kept = of, {}
            self._size = workspace.tokens.rows[workspace.look.density].font

    def of(self, row: Row, column: GridColumn) -> Face:
        """The face of a cell."""
        if row.kind == "group":  # sums up whatever is found
            return self._made(row, column)
        key = row, column.id
        face = self._kept.get(key)
        if face is None:
            face = self._kept[key] = self._made(row, column)
        return face

    def mark(self, row: Row) -> Mark | None:
        """The mark of a row; summaries and blank rows have none."""
        if row.kind != "task" or row.has_children or not self._workspace.plan.tasks[row.id].name:
            return None
        return mark(self._workspace.plan, self._workspace.schedule, row.id, self._workspace.today)

    def _made(self, row: Row, column: GridColumn) -> Face:
        tokens, id, size = self._workspace.tokens, column.id, self._size
        if id == "status":
            found = self.mark(row)
            return Face("", tokens.colour(found.role) if found else "", size, False, found.icon if found else "")
        model = self._window.grid.cell_model
        text = model.text(row, id)
        if column.kind == "flag":
            icon = "done" if text == YES else ""
            return Face("", tokens.text.primary, size, False, icon, flag=bool(text) and not model.closed(row, id))
        strong = row.kind == "project" or row.has_children
        colour, icon, dot, indent = tokens.text.primary, "", "", 0
        if id in MUTED:
            colour = tokens.text.secondary
            if id != "percent":
                size, strong = max(size - 1, 10), False
        if id == "name":
            indent = 20 - PAD + row.depth * INDENT
            if row.has_children:
                icon = "expand" if row.collapsed else "collapse"
        elif id in SUMMED and strong:
            colour = tokens.text.secondary
        elif id == "team" and text and row.kind == "task":
            dot, indent = tokens.team(self._slot(row)).fill, 14
        if id == "finish" and self._late(row):
            colour, strong = tokens.state.late, True
        if row.dimmed or row.kind == "placeholder":
            colour = tokens.text.tertiary
        if row.kind == "placeholder":
            text = FIRST.get(id, "") if not self._workspace.plan.tasks or id == "name" else ""
        return Face(signed(text) if column.right else text, colour, size, strong, icon, dot, indent=indent)

    def _late(self, row: Row) -> bool:
        if row.kind != "task":
            return False
        task = self._workspace.plan.tasks[row.id]
        return (
            task.deadline is not None
            and task.percent < 100
            and self._workspace.schedule.finish(row.id) > task.deadline
        )

    def _slot(self, row: Row) -> int:
        plan = self._workspace.plan
        team = plan.resources.get(plan.tasks[row.id].team)
        return team.colour if team else 0
