"""Templates of the start panel: small outlines that a new plan can begin with, as ordinary edits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from roadmap_app.commands import links, outline
from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Draft
from roadmap_app.model.records import Resource

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

class Row(NamedTuple):
    """One task of a template: no days make a milestone; `before` names its predecessors by row, from 1."""

    depth: int
    name: str
    days: int = 5
    before: tuple[int, ...] = ()
    team: str = ""


@dataclass(frozen=True)
class Template:
    """`picture` is its card's drawing: (shape, from, to) line by line, in percent of the width."""

    name: str
    about: str
    rows: tuple[Row, ...]
    picture: tuple[tuple[tuple[str, int, int], ...], ...] = ()


PLATFORM, APPS, DATA = "Platform", "Apps", "Data"
TEMPLATES = (
    Template("Empty plan", "Monday to Friday, 8 hours", ()),
    Template(
        "Programme", "Phases, gates and a launch",
        (
            Row(0, "Discovery"), Row(1, "Interviews", 10), Row(1, "Target picture", 10, (2,)),
            Row(1, "Go decision", 0, (3,)), Row(0, "Build"), Row(1, "Core", 30, (4,)), Row(1, "Client", 25, (4,)),
            Row(1, "Integration", 10, (6, 7)), Row(0, "Launch"), Row(1, "Load test", 5, (8,)),
            Row(1, "Beta", 10, (10,)), Row(1, "General availability", 0, (11,)),
        ),
        (
            (("summary", 8, 38),), (("progress", 8, 28),), (("bar", 28, 50),),
            (("bar", 40, 74), ("critical milestone", 80, 80)),
        ),
    ),
    Template(
        "Team roadmap", "Three teams by quarter",
        (
            Row(0, PLATFORM, team=PLATFORM), Row(1, "Foundations", 60, (), PLATFORM),
            Row(1, "Open interfaces", 60, (2,), PLATFORM), Row(1, "Scale", 60, (3,), PLATFORM),
            Row(0, APPS, team=APPS), Row(1, "Prototype", 40, (), APPS), Row(1, "First release", 60, (2, 6), APPS),
            Row(1, "Second release", 60, (7,), APPS), Row(0, DATA, team=DATA), Row(1, "Catalogue", 50, (), DATA),
            Row(1, "Reports", 50, (10,), DATA), Row(1, "Forecasts", 60, (11,), DATA),
        ),
        (
            (("team 1", 10, 38), ("soft 1", 54, 78)), (("team 2", 24, 52), ("soft 2", 62, 86)),
            (("team 4", 38, 66), ("soft 4", 70, 94)),
        ),
    ),
    Template(
        "Release train", "Three releases with gates",
        (
            Row(0, "Release 1"), Row(1, "Scope agreed", 0), Row(1, "Build 1", 20, (2,)), Row(1, "Harden 1", 5, (3,)),
            Row(1, "Release 1 out", 0, (4,)), Row(0, "Release 2"), Row(1, "Build 2", 20, (3,)),
            Row(1, "Harden 2", 5, (7,)), Row(1, "Release 2 out", 0, (8,)), Row(0, "Release 3"),
            Row(1, "Build 3", 20, (7,)), Row(1, "Harden 3", 5, (11,)), Row(1, "Release 3 out", 0, (12,)),
        ),
        (
            (("progress", 8, 34),), (("bar", 26, 50), ("milestone", 55, 55)), (("bar", 44, 70),),
            (("bar", 62, 86), ("milestone", 91, 91)),
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
        window.gantt.fit_when_shown()


def fill(draft: Draft, rows: tuple[Row, ...]) -> None:
    """Add rows with their outline, links and teams."""
    per_day = draft.project.minutes_per_day
    names = dict.fromkeys(row.team for row in rows if row.team)
    teams = {
        name: draft.put(Resource(id=new_id(), name=name, type="team", colour=slot)).id
        for slot, name in enumerate(names, 1)
    }
    ids: list[str] = []
    holders: list[str] = []
    for row in rows:
        del holders[row.depth :]
        parent = holders[-1] if holders else ""
        members = {"duration": row.days * per_day, "parent": parent, "team": teams.get(row.team, "")}
        ids.append(outline.add_task(draft, after=None, name=row.name, **members))
        holders.append(ids[-1])
    for id, row in zip(ids, rows, strict=True):
        for number in row.before:
            links.add(draft, ids[number - 1], id)
