"""The sheet: what stands on it does not hang on what is in view, so that it can be moved instead of drawn anew."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap_app.model.time import DAY
from roadmap_app.scene import tokens
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.chains import NOTHING, Chain, chain_of
from roadmap_app.scene.frame import Frame, Look
from roadmap_app.scene.routes import LinkIndex
from roadmap_app.scene.rows import visible_rows
from roadmap_app.scene.sheet import Sheet
from roadmap_app.schedule import compute
from tests.bench.plans import plan_of
from tests.scene.frames import measure

PLAN = plan_of(220)
SCHEDULE = compute(PLAN)
ROWS = visible_rows(PLAN, ())
PLACES = [(0, 39), (7, 46), (100, 139), (181, 220)]


def sheet(px: float, first: float = 0.0, **asked: Any) -> Sheet:
    return Sheet(
        PLAN, SCHEDULE, ROWS, TimeAxis(first, px), size=tokens.load("light").rows["normal"], look=Look(),
        links=LinkIndex(PLAN, ROWS), measure=measure, today=SCHEDULE.project_start, **asked,
    )  # fmt: skip


def seen(of: Sheet, rows: tuple[int, int], width: int = 900) -> Frame:
    left = of.axis.pixel(SCHEDULE.project_start) - 100
    return of.frame(*rows, left, left + width)


@pytest.mark.parametrize("px", [0.6, 1.2, 6.0, 21.3])
def test_a_row_looks_the_same_whatever_rows_are_asked_for_before_and_with_it(px: float) -> None:
    whole = seen(sheet(px), (0, len(ROWS) - 1))
    links = {link.id: link for link in whole.links}
    wandered = sheet(px)
    for rows in (*PLACES, *reversed(PLACES)):
        part = seen(wandered, rows)
        assert part == seen(sheet(px), rows)
        assert part.bars == whole.bars[rows[0] : rows[0] + len(part.bars)]
        assert all(links[link.id] == link for link in part.links)
        assert set(part.joins) <= set(whole.joins)
        ids = {bar.id for bar in part.bars}
        assert part.labels == tuple(label for label in whole.labels if label.id in ids)


@pytest.mark.parametrize("by", [1, 80, -333])
@pytest.mark.parametrize("px", [1.7, 6.5, 250.0])
def test_scrolled_sideways_everything_moves_by_the_same_whole_pixels(px: float, by: int) -> None:
    there = TimeAxis(SCHEDULE.project_start - 7.3 * DAY, px)
    moved = there.scrolled(by)
    assert moved.origin - there.origin == by
    before = sheet(px, there.first).frame(0, 39, 0, 900)
    after = sheet(px, moved.first).frame(0, 39, -by, 900 - by)
    wanted = before.moved(-by, 0)
    assert (after.bars, after.labels, after.joins) == (wanted.bars, wanted.labels, wanted.joins)
    assert [link.route.points for link in after.links] == [link.route.points for link in wanted.links]


@pytest.mark.parametrize("px", [0.6, 1.2, 6.0])
def test_lighting_a_chain_gives_what_is_made_anew_with_it(px: float) -> None:
    kept = sheet(px)
    seen(kept, PLACES[0])
    for id in (ROWS.rows[12].id, ROWS.rows[30].id):
        lit = chain_of(SCHEDULE, id)
        states: list[tuple[Chain, bool]] = [(lit, False), (lit, True), (NOTHING, False)]
        for state in states:
            kept = kept.lit_otherwise(*state)
            assert seen(kept, PLACES[0]) == seen(sheet(px, lit=state[0], steps_back=state[1]), PLACES[0])
