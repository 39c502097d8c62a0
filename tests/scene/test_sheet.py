"""The sheet: what stands on it does not hang on what is in view, so that it can be moved instead of drawn anew."""

from __future__ import annotations

import random
from collections.abc import Collection
from typing import Any

import pytest

from roadmap_app.commands import Refusal, dates, links, outline
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.time import DAY
from roadmap_app.scene import tokens
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.chains import NOTHING, Chain, chain_of
from roadmap_app.scene.frame import Frame, Look
from roadmap_app.scene.routes import LinkIndex
from roadmap_app.scene.rows import visible_rows
from roadmap_app.scene.sheet import Sheet
from roadmap_app.schedule import Schedule, compute, update
from tests.bench.plans import plan_of
from tests.examples import tries
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


def edited(hand: random.Random, plan: Plan, schedule: Schedule) -> Draft:
    """A draft with some change near the top; with none where it was refused."""
    draft = Draft(plan)
    order = plan.outline.order[: min(60, len(plan.outline.order))]
    id, other = hand.sample(order, 2)
    try:
        match hand.randrange(9):
            case 0 | 1 | 2:
                dates.move(draft, schedule, [id], hand.choice((-5, 1, 2, 7)) * DAY)
            case 3:
                dates.set_percent(draft, schedule, id, hand.choice((0, 40, 100)))
            case 4:
                draft.change(draft.tasks[id], name="Named anew", team="")
            case 5:
                links.add(draft, id, other)
            case 6:
                links.remove(draft, hand.choice([link.id for link in plan.links.values()][:90]))
            case 7:
                outline.add_task(draft, after=id, name="New")
            case _:
                outline.delete(draft, [id])
    except Refusal:
        return Draft(plan)
    return draft


@pytest.mark.parametrize("px", [1.2, 6.0, 21.3])
@pytest.mark.parametrize("seed", range(3))
def test_what_is_taken_over_after_edits_and_folds_is_what_is_made_anew(px: float, seed: int) -> None:
    hand = random.Random(f"{px}{seed}")
    plan, schedule, rows, index = PLAN, SCHEDULE, ROWS, LinkIndex(PLAN, ROWS)
    folded: Collection[str] = ()
    before: Sheet | None = None
    for _ in range(tries(25)):
        draft = edited(hand, plan, schedule)
        changes, after = draft.changes(), draft.plan
        dates_after = update(schedule, after, changes)
        if fold := not hand.randrange(4):
            folded = {id for id in after.outline.order if id in after.outline.children and not hand.randrange(4)}
        if fold or after.outline is not plan.outline:
            rows = visible_rows(after, folded)
        index = index.after(after, rows)
        asked: dict[str, Any] = {
            "size": tokens.load("light").rows["normal"], "look": Look(), "measure": measure,
            "today": SCHEDULE.project_start, "before": schedule if hand.randrange(2) else None,
        }  # fmt: skip
        anew = Sheet(after, dates_after, rows, TimeAxis(0, px), links=LinkIndex(after, rows), **asked)
        kept = Sheet(after, dates_after, rows, TimeAxis(0, px), links=index, **asked)
        if before is not None:
            kept.take_over(before)
        first, left = hand.choice((0, 0, 5, 30)), kept.axis.pixel(SCHEDULE.project_start) - 100
        assert kept.frame(first, first + 40, left, left + 1500) == anew.frame(first, first + 40, left, left + 1500)
        plan, schedule, before = after, dates_after, kept.lit_otherwise(NOTHING, False) if hand.randrange(2) else kept
