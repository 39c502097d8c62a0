"""Laws of what the chart shows, over random plans: nothing stands on words, colours are what the legend says."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Resource
from roadmap_app.scene import tokens
from roadmap_app.scene.colouring import SCHEMES, Rule
from roadmap_app.scene.frame import Look
from roadmap_app.scene.legend import legend
from roadmap_app.scene.splits import pauses
from roadmap_app.schedule import compute
from tests.examples import tries
from tests.pocket import START
from tests.scene.frames import frame_of, overlap
from tests.schedule.plans import plans

laws = hypothesis_settings(
    max_examples=tries(30), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
scales = st.sampled_from([3.0, 9.0, 20.0, 64.0])


@st.composite
def told(draw: st.DrawFn) -> Plan:
    """A plan whose tasks have names, teams, notes and colours."""
    draft = Draft(draw(plans(size=14)))
    for slot in (1, 2, 0):
        draft.put(Resource(id=f"team{slot}", name=f"Team {slot}", type="team", colour=slot))
    for task in tuple(draft.tasks.values()):
        draft.change(
            task, name=draw(st.sampled_from(["Build", "A long name of a task", ""])),
            team=draw(st.sampled_from(["", "team0", "team1", "team2"])), notes=draw(st.sampled_from(["", "See there"])),
            colour=draw(st.sampled_from(["", "", "3"])),
        )  # fmt: skip
    return draft.plan


looks = st.builds(
    Look,
    label_left=st.sampled_from([(), ("name",), ("start", "name")]),
    label_right=st.sampled_from([("team",), ("name", "dates"), ()]),
    name_inside=st.booleans(),
    colour_by=st.sampled_from(sorted(SCHEMES)),
)


@laws
@given(told(), looks, scales)
def test_words_stand_on_no_bar_no_arrow_and_no_other_words(plan: Plan, look: Look, px: float) -> None:
    drawn = frame_of(plan, look, px=px, texts=lambda id, column: column, advice=lambda id: "Look here")
    beside = [label for label in drawn.labels if not label.inside]
    for label in beside:
        assert not any(overlap(label.rect, bar.rect) for bar in drawn.bars if bar.kind != "summary")
        assert not any(overlap(label.rect, link.route.head) for link in drawn.links)
    for one, other in combinations(beside, 2):
        assert not overlap(one.rect, other.rect)
    bars = {bar.id: bar for bar in drawn.bars}
    for label in drawn.labels:
        if label.inside:
            bar = bars[label.id]
            assert bar.x0 <= label.x
            assert label.x + label.width <= bar.x1
            assert not any(label.x < right and left < label.x + label.width for left, right in bar.gaps)


@laws
@given(told(), scales)
def test_words_never_stand_on_the_links_of_their_own_bar(plan: Plan, px: float) -> None:
    drawn = frame_of(plan, Look(label_left=("name",)), px=px)
    for label in drawn.labels:
        for link in drawn.links:
            if label.id in (link.from_, link.to) and not (label.inside or label.link):
                for (xa, ya), (xb, yb) in pairwise(link.route.points):
                    if ya == yb == round(label.y) + 0.5:
                        assert not (min(xa, xb) < label.x + label.width and label.x < max(xa, xb))


@laws
@given(told(), st.sampled_from(sorted(SCHEMES)))
def test_the_legend_lists_exactly_the_colours_that_bars_have(plan: Plan, scheme: str) -> None:
    rules = (Rule("long", 4), Rule("Build", 5))

    schedule = compute(plan)
    look = Look(colour_by=scheme, rules=rules)
    drawn = frame_of(plan, look, schedule=schedule)
    shown = {bar.paint.fill for bar in drawn.bars if bar.kind in ("task", "milestone")}
    listed = legend(plan, schedule, look, today=START)
    blank = {  # a row without anything has no bar, but a plan's legend counts it
        id for id, task in plan.tasks.items() if not task.name and not task.duration and not plan.links_into.get(id)
    }
    if not blank:
        assert {swatch.role for swatch in listed if swatch.mark == "bar"} == shown
    outlined = any(bar.paint.strong for bar in drawn.bars if bar.kind in ("task", "milestone"))
    assert blank or ("critical" in {swatch.mark for swatch in listed}) == outlined


@laws
@given(plans(size=10))
def test_the_pieces_of_a_split_task_are_as_long_as_its_duration(plan: Plan) -> None:
    schedule = compute(plan)
    for id, task in plan.tasks.items():
        if not task.splits or plan.outline.is_summary(id) or schedule.node(id).parts or task.actual_start is not None:
            continue
        if task.manual or task.pinned_start is not None or task.pinned_finish is not None:
            continue
        found = pauses(schedule, id)
        work = schedule.worktime(id)
        start, finish = schedule.start(id), schedule.finish(id)
        assert all(start < from_ < to <= finish for from_, to in found)
        assert all(before[1] <= after[0] for before, after in pairwise(found))
        paused = sum(work.worked(from_, to) for from_, to in found)
        assert work.worked(start, finish) - paused == schedule.duration(id)


def test_words_on_every_colour_of_a_bar_can_be_read() -> None:
    fills = [f"team.{slot}.{part}" for slot in range(9) for part in ("soft", "fill")]
    fills += ["gantt.bar", "gantt.progress", "gantt.critical", "gantt.critical_bar", "gantt.done_progress"]
    fills += ["state.ok", "state.ok_soft", "state.late", "state.late_soft", "surface.sunken"]
    for theme in tokens.THEMES:
        look = tokens.load(theme)
        for fill in fills:
            assert tokens.contrast(look.colour(f"ink.{fill}"), look.colour(fill)) >= 4.5, (theme, fill)
