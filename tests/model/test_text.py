"""Numbers as they are shown and as they are typed."""

from __future__ import annotations

from roadmap_app.model import text
from roadmap_app.model.records import Link, Project

PROJECT = Project(id="p", name="p")
DAY = PROJECT.minutes_per_day


def test_numbers_below_zero_are_shown_with_a_minus_sign() -> None:
    assert text.slip(-3 * DAY, PROJECT) == "−3 d" and text.difference(-60, PROJECT) == "−1 h"
    assert text.amount(-15, PROJECT) == "−15 min" and text.working(-DAY, PROJECT) == "−1 working day"
    assert text.slip(2 * DAY, PROJECT) == "+2 d" and text.slip(0, PROJECT) == "0 d"
    assert [text.signed(each) for each in ("-4d", "4d", "-", "-x", "")] == ["−4d", "4d", "-", "-x", ""]


def test_what_can_be_typed_has_a_hyphen_and_either_is_read() -> None:
    link = Link(id="l", from_="a", to="b", lag=-2 * DAY)
    assert text.lag(link, PROJECT) == "-2d" and text.predecessor(link, "3", PROJECT) == "3FS-2d"
    assert text.hyphened("3FS−2d") == "3FS-2d"
