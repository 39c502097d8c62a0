"""Frames of plans as tests ask for them: every row in view, words measured by their letters."""

from __future__ import annotations

from typing import Any

from roadmap_app.model.plan import Plan
from roadmap_app.scene import tokens
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.bars import Rect
from roadmap_app.scene.frame import Frame, Look
from roadmap_app.scene.routes import LinkIndex
from roadmap_app.scene.rows import visible_rows
from roadmap_app.scene.sheet import frame
from roadmap_app.schedule import compute
from roadmap_app.schedule.schedule import Schedule
from tests.pocket import START

WIDTH = 900.0


def measure(words: str, strong: bool) -> float:
    return len(words) * (6.5 if strong else 6.0)


def frame_of(
    plan: Plan, look: Look | None = None, *, schedule: Schedule | None = None, px: float = 20.0, **asked: Any
) -> Frame:
    schedule = schedule or compute(plan)
    rows = visible_rows(plan, ())
    return frame(
        plan, schedule, rows, TimeAxis(START - 5 * 1440, px), first_row=0, last_row=len(rows), width=WIDTH,
        size=tokens.load("light").rows["normal"], look=look or Look(), links=LinkIndex(plan, rows), measure=measure,
        today=START, **asked,
    )  # fmt: skip


def overlap(a: Rect, b: Rect) -> bool:
    """Whether two rectangles share more than an edge."""
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
