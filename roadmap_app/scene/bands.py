"""Quiet bands across the chart: the heads of groups with what they span, and the lanes of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_app.model.plan import Plan
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.colouring import SLOTS
from roadmap_app.scene.labels import Label, Measure
from roadmap_app.scene.rows import RowList
from roadmap_app.scene.tokens import LABEL_GAP, LABEL_HALO
from roadmap_app.schedule.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Band:
    """A tint of one row, `role` a colour by name; a group's head has `words` and the x-span of what it holds."""

    id: str  # of its row
    top: float
    height: float
    role: str
    words: str = ""
    span: tuple[float, float] | None = None


def bands_of(
    plan: Plan,
    schedule: Schedule,
    rows: RowList,
    axis: TimeAxis,
    first_row: int,
    last_row: int,
    top: float,
    height: float,
    colour_by: str,
    lanes: bool,
) -> tuple[Band, ...]:
    """Bands of rows `first_row` to `last_row`, the first of which lies at `top`; those of `lanes` where asked."""
    found = []
    slots: dict[str, int] = {}
    if lanes:
        tops = [id for id in plan.outline.children.get("", ()) if plan.outline.is_summary(id)]
        slots = {id: place % SLOTS + 1 for place, id in enumerate(tops)}
    for number in range(first_row, min(last_row, len(rows) - 1) + 1):
        row = rows.rows[number]
        row_top = top + (number - first_row) * height
        if row.kind == "group":
            span = _span(schedule, rows, axis, number)
            found.append(Band(row.id, row_top, height, "surface.sunken", row.words, span))
        elif row.id in slots:
            role = f"team.{slots[row.id]}.tint" if colour_by == "lane" else "surface.sunken"
            found.append(Band(row.id, row_top, height, role))
    return tuple(found)


def named(bands: Iterable[Band], measure: Measure, width: float) -> list[Label]:
    """The words of groups' heads: after what they span, else before it, else at the left edge."""
    found = []
    for band in bands:
        if not band.words:
            continue
        whole = measure(band.words, True)
        left, right = band.span or (0.0, 0.0)
        places = (right + LABEL_GAP, left - LABEL_GAP - whole)
        x = next((x for x in places if x >= LABEL_GAP and x + whole <= width - LABEL_HALO), float(LABEL_GAP))
        y = band.top + band.height / 2
        found.append(Label(band.id, x, y, band.words, True, "text.secondary", whole, ground=band.role))
    return found


def _span(schedule: Schedule, rows: RowList, axis: TimeAxis, head: int) -> tuple[float, float] | None:
    """From the first start to the last finish of a group's tasks; None for none."""
    members = [id for id in rows.groups.get(rows.rows[head].id, ()) if id in schedule]
    if not members:
        return None
    start, finish = min(map(schedule.start, members)), max(map(schedule.finish, members))
    return round(axis.x_of(start)), round(axis.x_of(finish))
