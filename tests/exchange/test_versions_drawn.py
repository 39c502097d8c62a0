"""The rows of versions as they are drawn: words stand clear of what tells a date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from roadmap_app.document import comparison as compared
from roadmap_app.exchange.pictures import versions, widths
from roadmap_app.exchange.pictures.display import Box, Group, Item, Path, Words
from roadmap_app.model.time import DAY
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.tokens import load
from roadmap_app.schedule import compute
from tests.pocket import id_of, plan
from tests.sides import edited


def flat(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Group):
            yield from flat(item.items)
        else:
            yield item


@pytest.mark.parametrize("days", range(9))
@pytest.mark.parametrize("room", [900, 300])
def test_no_words_of_a_version_lie_over_the_deadline(days: int, room: int) -> None:
    base = plan("A 8d; GA 0d after A")
    finish = compute(base).finish(id_of(base, "GA"))
    base = edited(base, "GA", deadline=finish + days * DAY)
    found = compared.compare(base, edited(base, "A", duration=6 * 480), edited(base, "A", duration=9 * 480))
    mine, theirs = found.schedule_of(found.mine), found.schedule_of(found.theirs)
    rows = tuple(row for row in versions.rows(found, mine, theirs) if row.id == id_of(base, "GA"))
    axis = TimeAxis(finish - 9 * DAY, 12.0)
    tokens = load("light")
    drawn = list(flat(versions.draw(found, rows, axis, versions.NAMES + room, "", tokens, widths.estimate, ())))
    line = axis.x_of(finish + days * DAY)
    assert any(isinstance(each, Path) and each.steps[0][1] == line + 0.5 for each in drawn), "there is no flag"
    dates = [each for each in drawn if isinstance(each, Words) and each.strong]
    assert len(dates) == 2
    for each in dates:
        left, right = each.x, each.x + widths.estimate(each.text, each.size, each.strong)
        assert line <= left - versions.FLAG or line >= right
        behind = [box for box in drawn if isinstance(box, Box) and box.x == each.x - 2 and not box.line]
        assert behind, "no halo"
        assert all(line < box.x or line > box.x + box.width for box in behind)
