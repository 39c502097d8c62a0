"""Links side by side: trunks are shared by one end and kept apart from all others; bands and holidays around them."""

from __future__ import annotations

from itertools import combinations, pairwise

from roadmap_app.calendar import worktime_of
from roadmap_app.model.parts import CalendarException
from roadmap_app.model.records import Calendar
from roadmap_app.model.time import DAY
from roadmap_app.scene import holidays, tokens
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.bands import bands_of, named
from roadmap_app.scene.chains import chain_of
from roadmap_app.scene.drawn_links import DrawnLink
from roadmap_app.scene.frame import Look
from roadmap_app.scene.gutters import GUTTER
from roadmap_app.scene.rows import Row, RowList
from roadmap_app.scene.shading import shading
from roadmap_app.schedule import compute
from tests.pocket import STANDARD, START, id_of, plan
from tests.scene.frames import frame_of, measure


def uprights(link: DrawnLink) -> list[tuple[float, float, float]]:
    points = link.route.points
    return [
        (xa, min(ya, yb), max(ya, yb))
        for (xa, ya), (xb, yb) in pairwise(points)
        if xa == xb and ya != yb
    ]


def test_links_of_different_tasks_that_end_on_one_day_do_not_lie_over_one_another() -> None:
    names = "ABCDEF"
    text = "; ".join([*(f"{name} 2d" for name in names), *(f"{name}2 1d after {name}+4d" for name in names)])
    drawn = frame_of(plan(text))
    assert len(drawn.links) == len(names)
    for one, other in combinations(drawn.links, 2):
        for x, top, bottom in uprights(one):
            for x2, top2, bottom2 in uprights(other):
                assert abs(x - x2) >= GUTTER or bottom <= top2 or bottom2 <= top
    assert not drawn.joins


def test_links_of_one_task_share_a_trunk_with_a_dot_where_each_but_the_last_leaves() -> None:
    made = plan("A 2d; B 1d after A+4d; C 1d after A+4d; D 1d after A+4d")
    drawn = frame_of(made)
    places = {x for link in drawn.links for x, _, _ in uprights(link)}
    assert len(places) == 1
    assert [join.x for join in drawn.joins] == [*places] * 2
    rows = sorted(bar.row_top for bar in drawn.bars if bar.id in (id_of(made, "B"), id_of(made, "C")))
    for join, top in zip(sorted(drawn.joins, key=lambda join: join.y), rows, strict=True):
        assert top < join.y < top + 24


def test_a_trunk_goes_round_the_bars_between_where_it_can() -> None:
    made = plan("A 2d; B 3d; C 1d after A+8d")
    drawn = frame_of(made)
    between = next(bar for bar in drawn.bars if bar.id == id_of(made, "B"))
    (link,) = drawn.links
    assert all(x > between.x1 for x, _, _ in uprights(link))


def test_the_chain_of_a_task_goes_back_to_its_root_and_on_to_its_end() -> None:
    made = plan("A 2d; B 2d after A; C 2d after B; D 2d after C; E 1d; F 1d after B, E")
    found = chain_of(compute(made), id_of(made, "C"))
    assert found.tasks == {id_of(made, name) for name in "ABCD"}
    assert {(made.links[id].from_, made.links[id].to) for id in found.links} == {
        (id_of(made, a), id_of(made, b)) for a, b in ("AB", "BC", "CD")
    }
    assert not chain_of(compute(made), "nobody").links


def test_what_is_not_lit_steps_back_but_for_the_summaries_around_it() -> None:
    made = plan("S\n  A 2d\n  B 2d after A\nX 1d")
    schedule = compute(made)
    drawn = frame_of(made, schedule=schedule, lit=chain_of(schedule, id_of(made, "B")), steps_back=True)
    assert {bar.id for bar in drawn.bars if bar.dimmed} == {id_of(made, "X")}
    assert [link.state for link in drawn.links] == ["lit"]


def test_the_head_of_a_group_spans_what_stands_below_it() -> None:
    made = plan("A 2d; B 5d; C 1d")
    ids = [id_of(made, name) for name in "ABC"]
    rows = RowList((
        Row("g1", "group", 0, True, False, words="Mobile"), *(Row(id, "task", 0, False, False) for id in ids[:2]),
        Row("g2", "group", 0, True, False, words="Core"), Row(ids[2], "task", 0, False, False),
    ), groups={"g1": (ids[0], ids[1]), "g2": (ids[2],)})  # fmt: skip
    schedule, axis = compute(made), TimeAxis(START - 5 * DAY, 20.0)
    first, second = bands_of(made, schedule, rows, axis, 0, 4, 24, "critical", {})
    assert (first.words, first.top, second.words, second.top) == ("Mobile", 0, "Core", 72)
    assert first.span == (round(axis.x_of(START)), round(axis.x_of(schedule.finish(ids[1]))))
    after, before = named([first, second], measure, (0, 900)), named([first], measure, (0, first.span[1] + 20))
    assert [label.words for label in after] == ["Mobile", "Core"]
    assert after[0].x == first.span[1] + 8
    assert before[0].x + before[0].width == first.span[0] - 8
    assert second.span == (round(axis.x_of(START)), round(axis.x_of(schedule.finish(ids[2]))))


def test_a_holidays_name_stands_upright_in_its_column_where_nothing_else_does() -> None:
    day = START // DAY + 2
    calendar = Calendar(id=STANDARD, name="Standard", exceptions=(CalendarException(name="Fair", first=day, last=day),))
    made = plan("A 1d; B 4d; C 1d; D 1d; E 1d; F 1d", calendar)
    axis, worktime = TimeAxis(START - 5 * DAY, 20.0), worktime_of(made)
    drawn = frame_of(made)
    shades = shading(axis, 900, worktime)
    (name,) = holidays.names(shades, drawn, 400, measure)
    assert name.words == "Fair"
    busy = next(bar for bar in drawn.bars if bar.id == id_of(made, "B"))
    assert name.top >= busy.row_top + busy.row_height
    assert name.bottom - name.top == measure("Fair", False)
    assert not holidays.names(shades, drawn, 60, measure), "no room"
    assert not holidays.names(shading(TimeAxis(START - 5 * DAY, 9.0), 900, worktime), drawn, 400, measure)
    assert holidays.told(worktime, axis, axis.day_x(day) + 4) == "Fair, Wed 6 May"
    assert not holidays.told(worktime, axis, axis.day_x(day + 1) + 4)


def test_a_split_task_is_drawn_in_pieces() -> None:
    made = plan("A 3d split 1d+2d")
    (bar,) = (bar for bar in frame_of(made, Look()).bars if bar.kind == "task")
    assert bar.gaps == ((bar.x0 + 20, bar.x0 + 60),)
    assert bar.x1 - bar.x0 == 100
    assert tokens.load("dark").colour(bar.paint.fill)


def test_the_done_part_of_a_split_task_goes_over_its_gap() -> None:
    made = plan("A 4d 75% split 2d+1d")
    (bar,) = (bar for bar in frame_of(made).bars if bar.kind == "task")
    assert bar.progress_x == bar.x0 + 80  # three days done, and one of pause
