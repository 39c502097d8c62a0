"""The words of lags: at the arrow, on nothing else, and left out where there is no room."""

from __future__ import annotations

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from roadmap_app.model.plan import Plan
from roadmap_app.scene.frame import Frame, Look
from roadmap_app.scene.labels import Label
from tests.examples import tries
from tests.pocket import plan
from tests.scene.frames import frame_of, overlap
from tests.schedule.plans import plans


def lagged(how: str) -> Plan:
    return plan(f"A 5d; B 5d after A {how}")


def lags_in(drawn: Frame) -> list[Label]:
    return [label for label in drawn.labels if label.link]


def test_a_lag_stands_before_the_bar_that_its_link_enters() -> None:
    for how, words in (("FS+3d", "+3 d"), ("SS+2d", "SS +2 d")):
        drawn = frame_of(lagged(how))
        (label,) = lags_in(drawn)
        bar = next(bar for bar in drawn.bars if bar.id == label.id)
        assert (label.words, label.y) == (words, bar.row_top + bar.row_height / 2)
        assert label.x + label.width < bar.x0


def test_lags_of_other_kinds_are_told_as_they_are_typed() -> None:
    assert [label.words for label in lags_in(frame_of(lagged("FS+50%")))] == ["+50%"]
    assert not lags_in(frame_of(lagged("FS")))


def test_lags_are_hidden_with_links_with_labels_and_far_out() -> None:
    made = lagged("FS+3d")
    assert not lags_in(frame_of(made, Look(show_links=False)))
    assert not lags_in(frame_of(made, Look(show_labels=False)))
    assert not lags_in(frame_of(made, px=1.0))


@hypothesis_settings(
    max_examples=tries(30), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(plans(size=14), st.sampled_from([3.0, 9.0, 20.0]))
def test_lags_stand_on_no_bar_no_arrow_and_no_words(made: Plan, px: float) -> None:
    drawn = frame_of(made, px=px)
    for label in lags_in(drawn):
        assert not any(overlap(label.rect, bar.rect) for bar in drawn.bars if bar.kind != "summary")
        assert not any(overlap(label.rect, link.route.head) for link in drawn.links)
        assert not any(overlap(label.rect, other.rect) for other in drawn.labels if other is not label)
