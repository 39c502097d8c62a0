"""Templates of the start panel: small outlines that a new plan can begin with, as ordinary edits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmap_app.app.gantt import scale
from roadmap_app.commands import links, outline
from roadmap_app.model.plan import Draft

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

Row = tuple[int, str, int, tuple[int, ...]]  # depth, name, days (0: milestone), predecessors by row from 1


@dataclass(frozen=True)
class Template:
    name: str
    about: str
    icon: str
    rows: tuple[Row, ...]


TEMPLATES = (
    Template("Empty plan", "Monday to Friday, 8 hours", "add-task", ()),
    Template(
        "Programme", "Phases, gates and a launch", "plan",
        (
            (0, "Discovery", 5, ()), (1, "Interviews", 10, ()), (1, "Target picture", 10, (2,)),
            (1, "Go decision", 0, (3,)), (0, "Build", 5, ()), (1, "Core", 30, (4,)), (1, "Client", 25, (4,)),
            (1, "Integration", 10, (6, 7)), (0, "Launch", 5, ()), (1, "Load test", 5, (8,)),
            (1, "Beta", 10, (10,)), (1, "General availability", 0, (11,)),
        ),
    ),
    Template(
        "Release train", "Three releases with gates", "milestone",
        (
            (0, "Release 1", 5, ()), (1, "Scope agreed", 0, ()), (1, "Build 1", 20, (2,)), (1, "Harden 1", 5, (3,)),
            (1, "Release 1 out", 0, (4,)), (0, "Release 2", 5, ()), (1, "Build 2", 20, (3,)),
            (1, "Harden 2", 5, (7,)), (1, "Release 2 out", 0, (8,)), (0, "Release 3", 5, ()),
            (1, "Build 3", 20, (7,)), (1, "Harden 3", 5, (11,)), (1, "Release 3 out", 0, (12,)),
        ),
    ),
)  # fmt: skip


def use(window: MainWindow, template: Template) -> None:
    """Put the rows of a template into the open plan as one step."""
    if not template.rows:
        window.start_panel.close_panel()
        window.grid.edit_cell("", "name")
        return
    if window.edit(f"Start from '{template.name}'", lambda draft: fill(draft, template.rows)):
        scale.fit(window.gantt)


def fill(draft: Draft, rows: tuple[Row, ...]) -> None:
    """Add rows with their outline and links."""
    per_day = draft.project.minutes_per_day
    ids: list[str] = []
    holders: list[str] = []
    for depth, name, days, _ in rows:
        del holders[depth:]
        parent = holders[-1] if holders else ""
        id = outline.add_task(draft, after=None, name=name, duration=days * per_day, parent=parent)
        ids.append(id)
        holders.append(id)
    for id, (_, _, _, before) in zip(ids, rows, strict=True):
        for row in before:
            links.add(draft, ids[row - 1], id)
