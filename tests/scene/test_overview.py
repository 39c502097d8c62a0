"""What the chart tells at each scale, what folded summaries tell, and the strip with the whole plan."""

from __future__ import annotations

import pytest

from roadmap_app.analysis.standing import Standing
from roadmap_app.model.plan import Plan
from roadmap_app.model.time import DAY
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.frame import Frame, Look
from roadmap_app.scene.overview import overview, part_at, showing
from roadmap_app.scene.routes import LinkIndex
from roadmap_app.scene.rows import visible_rows
from roadmap_app.scene.sheet import frame
from roadmap_app.scene.tokens import load
from roadmap_app.schedule import compute
from tests.pocket import START, id_of, plan

PLAN = "Build {A 5d; B 10d after A; Ready 0d after B}; Side 3d after A; Rest 2d after Ready"


def drawn(made: Plan, px_per_day: float, *, folded: bool = False) -> Frame:
    rows = visible_rows(made, [id_of(made, "Build")] if folded else [])
    axis = TimeAxis(START - 10 * DAY, px_per_day)
    return frame(
        made, compute(made), rows, axis, first_row=0, last_row=len(rows) - 1, width=2000,
        size=load("light").rows["normal"], look=Look(), links=LinkIndex(made, rows),
        measure=lambda words, strong: 6.0 * len(words), today=START,
    )  # fmt: skip


def test_a_folded_summary_shows_its_milestones_and_counts_what_it_hides() -> None:
    made = plan(PLAN)
    bar = next(bar for bar in drawn(made, 8, folded=True).bars if bar.kind == "summary")
    assert [inner.id for inner in bar.inner] == [id_of(made, "Ready")]
    assert bar.x0 <= bar.inner[0].x <= bar.x1
    assert "2 tasks, 1 milestone" in [label.words for label in drawn(made, 8, folded=True).labels]
    assert not next(bar for bar in drawn(made, 8).bars if bar.kind == "summary").inner


def test_far_out_summaries_count_and_single_tasks_fall_silent() -> None:
    made = plan(PLAN)
    near, far = drawn(made, 8), drawn(made, 0.5)
    assert any(bar.slack for bar in near.bars)
    assert not any(bar.slack for bar in far.bars)
    assert near.links
    assert not far.links
    assert "2 tasks, 1 milestone" in [label.words for label in far.labels]
    assert "Ready" in [label.words for label in far.labels]


def test_at_months_only_links_that_set_a_date_are_drawn() -> None:
    made = plan("A 5d; B 20d; C 3d after A, B")
    assert len(drawn(made, 8).links) == 2
    assert [link.from_ for link in drawn(made, 1).links] == [id_of(made, "B")]


def test_the_strip_tells_how_much_runs_on_each_day() -> None:
    made = plan("A 2d; B 1d; M 0d after A")
    whole = overview(made, compute(made), Standing(compute(made)))
    assert whole.running == (1.0, 0.5)
    assert whole.critical == (0.5, 0.5)
    assert [critical for _, critical in whole.milestones] == [True]


def test_the_strip_holds_the_whole_plan() -> None:
    made = plan(PLAN)
    schedule = compute(made)
    strip = overview(made, schedule, Standing(schedule)).axis(300, TimeAxis(0, 4))
    assert 0 < strip.x_of(schedule.project_start) < strip.x_of(schedule.project_finish) < 300


def test_an_empty_plan_has_an_empty_strip() -> None:
    made = plan("")
    whole = overview(made, compute(made), Standing(compute(made)))
    assert not any(whole.running)
    assert not whole.milestones


@pytest.mark.parametrize(
    ("x", "part"), [(49, "start"), (52, "start"), (75, "span"), (98, "finish"), (20, "outside"), (120, "outside")]
)
def test_what_a_press_takes_hold_of(x: float, part: str) -> None:
    assert part_at(x, 50, 100) == part


def test_a_narrow_span_is_for_moving() -> None:
    assert part_at(52, 50, 55) == "span"


@pytest.mark.parametrize("part", ["span", "start", "finish"])
def test_the_chart_shows_what_was_dragged_to(part: str) -> None:
    strip, shown, width = TimeAxis(0, 2), TimeAxis(20 * DAY, 10), 400
    after = showing(shown, strip, part, 60, 0, width)
    if part == "span":
        assert after.first == pytest.approx(30 * DAY)
        assert after.px_per_day == 10
    elif part == "start":  # from day 30 to day 60, where it ended
        assert (after.first, after.px_per_day) == (pytest.approx(30 * DAY), pytest.approx(400 / 30))
    else:  # from day 20, where it began, to day 30
        assert (after.first, after.px_per_day) == (pytest.approx(20 * DAY), pytest.approx(400 / 10))
