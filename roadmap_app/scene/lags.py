"""The words of lags: beside the arrows of their links, where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from roadmap_app.model import text
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Link
from roadmap_app.scene.bars import Bar
from roadmap_app.scene.drawn_links import DrawnLink
from roadmap_app.scene.labels import Label, Measure, free, own_span
from roadmap_app.scene.taken import Span, heads, taken
from roadmap_app.scene.tokens import LABEL_GAP

FARTHEST = 72  # px from the end that a link enters


def words_of(link: Link, plan: Plan) -> str:
    """`+3 d`, `SS +8 d`: the lag of a link, with its type where it is not the usual one; "" for one without."""
    if not link.lag:
        return ""
    days = link.lag_kind == "worked" and link.lag_unit == "d"
    lag = text.slip(link.lag, plan.project) if days else text.signed(text.lag(link, plan.project))
    return lag if link.type == "FS" else f"{link.type} {lag}"


def lags(
    plan: Plan, bar: Bar, links: Sequence[DrawnLink], labels: Sequence[Label], measure: Measure, seen: Span
) -> list[Label]:
    """The lags of the links into a bar, in its row before the end that they enter: on their own line or beside it, and
    on nothing else. `links` are all that cross the row, `labels` what stands there already; `seen` is what of it is in
    view. What has no room is left out.
    """
    top, height = bar.row_top, bar.row_height
    found: list[Label] = []
    left, right = own_span(bar)
    for link in links:
        words = words_of(plan.links[link.id], plan) if link.to == bar.id and link.id in plan.links else ""
        if not words or not link.route.into:  # a stub has no arrow
            continue
        others = [each.route for each in links if each.id != link.id]
        spans = taken(others, top, height, 1)[0] + heads([link.route, *others], top, height, 1)[0]
        spans += [(x, x) for x in _uprights(link, bar)]
        spans += [(each.x, each.x + each.width) for each in (*labels, *found)]
        width = measure(words, True)
        way = 1 if link.route.into == "right" else -1
        at = right + LABEL_GAP if way > 0 else left - LABEL_GAP - width
        x = free(at, width, sorted(spans), way, FARTHEST)
        if x is not None and seen[0] <= x and x + width <= seen[1]:
            role = "text.tertiary" if link.state == "back" else "text.secondary"
            found.append(Label(bar.id, x, top + height / 2, words, True, role, width, link=link.id))
    return found


def _uprights(link: DrawnLink, bar: Bar) -> list[float]:
    """Where a link crosses the row of a bar from above to below, or comes into it."""
    top, bottom = bar.row_top, bar.row_top + bar.row_height
    return [
        xa
        for (xa, ya), (xb, yb) in pairwise(link.route.points)
        if xa == xb and min(ya, yb) < bottom and max(ya, yb) > top
    ]
