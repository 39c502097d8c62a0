"""Quiet bands across the chart: the heads of groups with what they span, and the lanes of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from roadmap_app.model.plan import Plan
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.colouring import SLOTS
from roadmap_app.scene.labels import Label, Measure
from roadmap_app.scene.rows import RowList
from roadmap_app.scene.taken import Span
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

    def moved(self, dx: float, dy: float) -> Band:
        span = (self.span[0] + dx, self.span[1] + dx) if self.span is not None else None
        return replace(self, top=self.top + dy, span=span)


def lanes_of(plan: Plan) -> dict[str, int]:
    """The slots of a plan's lanes, which are the summaries at the top."""
    tops = [id for id in plan.outline.children.get("", ()) if plan.outline.is_summary(id)]
    return {id: place % SLOTS + 1 for place, id in enumerate(tops)}


def bands_of(
    plan: Plan,
    schedule: Schedule,
    rows: RowList,
    axis: TimeAxis,
    first_row: int,
    last_row: int,
    height: float,
    colour_by: str,
    lanes: Mapping[str, int],
) -> tuple[Band, ...]:
    """Bands of rows `first_row` to `last_row` of those that begin at 0; those of `lanes` by their slots."""
    found = []
    for number in range(first_row, min(last_row, len(rows) - 1) + 1):
        row = rows.rows[number]
        if row.kind == "group":
            span = _span(schedule, rows, axis, number)
            found.append(Band(row.id, number * height, height, "surface.sunken", row.words, span))
        elif row.id in lanes:
            role = f"team.{lanes[row.id]}.tint" if colour_by == "lane" else "surface.sunken"
            found.append(Band(row.id, number * height, height, role))
    return tuple(found)


def named(bands: Iterable[Band], measure: Measure, seen: Span) -> list[Label]:
    """The words of groups' heads: after what they span, else before it, else at the left edge of what is `seen`."""
    found = []
    for band in bands:
        if not band.words:
            continue
        whole = measure(band.words, True)
        begin, end = seen
        left, right = band.span or (begin, begin)
        places = (right + LABEL_GAP, left - LABEL_GAP - whole)
        x = next((x for x in places if x >= begin + LABEL_GAP and x + whole <= end - LABEL_HALO), begin + LABEL_GAP)
        y = band.top + band.height / 2
        found.append(Label(band.id, x, y, band.words, True, "text.secondary", whole, ground=band.role))
    return found


def _span(schedule: Schedule, rows: RowList, axis: TimeAxis, head: int) -> tuple[float, float] | None:
    """From the first start to the last finish of a group's tasks; None for none."""
    members = [id for id in rows.groups.get(rows.rows[head].id, ()) if id in schedule]
    if not members:
        return None
    start, finish = min(map(schedule.start, members)), max(map(schedule.finish, members))
    return axis.pixel(start), axis.pixel(finish)
