"""What a click on the chart means: selecting a row or a link, taking a pin away, opening an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from roadmap_app.app import boxes
from roadmap_app.app.gantt.gesture import Pointer
from roadmap_app.app.gantt.link_editor import LinkEditor
from roadmap_app.app.gantt.linking import WORDS
from roadmap_app.app.workspace import PLACEHOLDER, Workspace
from roadmap_app.commands import dates, labels, links
from roadmap_app.commands.fields import CONSTRAINT_NAMES
from roadmap_app.model.text import lag, long_date, quoted
from roadmap_app.scene import spoken
from roadmap_app.scene.hits import BADGES, LINK_PARTS, Hit

if TYPE_CHECKING:
    from roadmap_app.app.gantt.viewport import GanttView


def click(chart: GanttView, hit: Hit, pointer: Pointer, *, selected: bool) -> None:
    """A press and a release at one place; `selected`: the press has selected its row already."""
    if hit.part in LINK_PARTS:
        chart.pointing.select_link(hit.id)
        return
    chart.pointing.select_link("")
    if hit.part == "pin" and not chart.window_.document.read_only:
        release_pin(chart, hit.id)
    elif hit.part in BADGES:
        chart.workspace.select([hit.id])
        open_badge(chart, hit)
    elif not selected:
        select_row(chart.workspace, hit.id, pointer)


def double_click(chart: GanttView, hit: Hit, point: QPointF) -> None:
    """Open what is there: a link's editor, a task's details, the name of a new task."""
    if hit.part in LINK_PARTS:
        if not chart.window_.document.read_only:
            LinkEditor(chart, hit.id).open_at(point)
    elif hit.part not in ("empty", "pin", *BADGES) and hit.id in chart.workspace.document.plan.tasks:
        chart.workspace.select([hit.id])
        chart.window_.focus_inspector()
    elif hit.id == PLACEHOLDER:
        chart.workspace.edit_requested.emit(PLACEHOLDER, "name")


def release_pin(chart: GanttView, id: str) -> None:
    """Take the constraint away that the pin of a task stands for."""
    label = labels.verb("Remove constraint of", chart.workspace.document.plan, [id])
    chart.window_.edit(label, lambda draft: dates.release_constraint(draft, id))


def open_badge(chart: GanttView, hit: Hit) -> None:
    """Show what a badge speaks of: the notes, the list of problems, the details."""
    window = chart.window_
    if hit.part == "warning":
        boxes.problems(window)
    else:
        if hit.part == "note":
            tabs = window.inspector.tabs
            tabs.setCurrentIndex([tabs.tabText(place) for place in range(tabs.count())].index("Notes"))
        window.focus_inspector()


def delete_link(chart: GanttView, id: str) -> None:
    plan = chart.workspace.document.plan
    link = plan.links[id]
    names = f"{quoted(plan.tasks[link.from_].name)} → {quoted(plan.tasks[link.to].name)}"
    chart.window_.edit(f"Remove link {names}", lambda draft: links.remove(draft, id))


def words_of(chart: GanttView, hit: Hit) -> str:
    """What a tooltip says of a bar, a link, a pin, or a badge."""
    plan = chart.workspace.plan
    if hit.part in BADGES:
        labels = chart.shown_frame().labels
        return next((label.tip for label in labels if (label.id, label.icon) == (hit.id, hit.part)), "")
    if hit.part in LINK_PARTS and hit.id in plan.links:
        link = plan.links[hit.id]
        from_, to = quoted(plan.tasks[link.from_].name), quoted(plan.tasks[link.to].name)
        return f"{to} {WORDS[link.type]} {from_} {lag(link, plan.project)}".strip()
    if hit.part == "pin":
        task = plan.tasks[hit.id]
        words = CONSTRAINT_NAMES[task.constraint]
        return f"{words} {long_date(task.constraint_date or 0)}. Click to remove the constraint."
    if hit.part != "empty" and hit.id in plan.tasks:
        return spoken.tip(plan, chart.workspace.schedule, chart.workspace.standing, hit.id)
    return ""


def select_row(workspace: Workspace, id: str, pointer: Pointer) -> None:
    """Select a row as its click says: alone, one more or less (Ctrl), or all up to it (Shift)."""
    if id == PLACEHOLDER:
        workspace.select(())
    elif pointer.control:
        workspace.select(set(workspace.selection) ^ {id}, id)
    elif pointer.shift and workspace.current:
        places = [workspace.rows.index(workspace.current), workspace.rows.index(id)]
        if None not in places:
            low, high = sorted(place for place in places if place is not None)
            workspace.select((row.id for row in workspace.rows.rows[low : high + 1]), workspace.current)
    else:
        workspace.select([id], id)


def step(workspace: Workspace, by: int, extend: bool) -> None:
    """Select the next row up or down, or (extending) that one too."""
    rows = workspace.rows
    here = rows.index(workspace.current)
    number = min(max((here if here is not None else -by) + by, 0), len(rows) - 1)
    id = rows.rows[number].id
    if id != PLACEHOLDER:
        workspace.select({*workspace.selection, id} if extend else [id], id)
        workspace.reveal(id)
