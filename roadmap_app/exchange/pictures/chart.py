"""A frame of the scene as drawing items: bars, links, words, shading, lines. Knows shapes and colours, no plan.

What the window's own painter draws of a frame stands here too; a test compares which marks both know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from roadmap_app.exchange.pictures.display import (
    Box,
    Dash,
    Group,
    Icon,
    Item,
    Path,
    Point,
    Ruler,
    Words,
    baseline,
    dot,
    polygon,
    segment,
)
from roadmap_app.scene.bands import Band
from roadmap_app.scene.bars import Bar
from roadmap_app.scene.drawn_links import DrawnJoin, DrawnLink, stroke
from roadmap_app.scene.frame import Frame
from roadmap_app.scene.holidays import Upright
from roadmap_app.scene.labels import Label
from roadmap_app.scene.shading import Shade
from roadmap_app.scene.tokens import (
    ARROW_HALF,
    ARROW_LENGTH,
    BASELINE_GAP,
    BASELINE_HEIGHT,
    BASELINE_RADIUS,
    GHOST_DASH,
    LINK_ELBOW,
    MILESTONE_BASELINE_RADIUS,
    MILESTONE_RADIUS,
    SLACK_DASH,
    SLACK_WIDTH,
    STATUS_DASH,
    STATUS_LINE,
    SUMMARY_HEIGHT,
    SUMMARY_LEG,
    SUMMARY_LEG_HEIGHT,
    TODAY_LINE,
    Tokens,
)

CAPTION = 11  # of names of holidays
INNER_RADIUS = 4.5  # of milestones on a folded summary
DASHED: Dash = (4, 2)  # the outline of bars whose dates are set by hand
REACH = 12  # px that marks stand out beyond a bar's ends

Told = Callable[[str], str]  # id -> what a bar or link is, in words


def shading(shades: Iterable[Shade], height: float, tokens: Tokens) -> list[Item]:
    return [
        Box(round(shade.x0), 0, round(shade.x1) - round(shade.x0), height,
            tokens.gantt.holiday if shade.name else tokens.gantt.weekend)
        for shade in shades
    ]  # fmt: skip


def status_line(x: float, height: float, tokens: Tokens) -> Item:
    return segment(round(x) + 0.5, 0, round(x) + 0.5, height, tokens.gantt.status_date, STATUS_LINE, STATUS_DASH)


def today_line(x: float, height: float, tokens: Tokens) -> Item:
    return segment(round(x) + 0.5, 0, round(x) + 0.5, height, tokens.gantt.today, TODAY_LINE)


def frame(drawn: Frame, tokens: Tokens, size: float, ruler: Ruler, width: float, told: Told) -> list[Item]:
    """Bars, links and labels that touch a chart of some width, in the order of the look; `size` is that of labels."""
    items: list[Item] = []
    bars = [bar for bar in drawn.bars if _touches(bar, width)]
    for bar in bars:
        items += [*_baseline(bar, tokens), *_slack(bar, tokens)]
    for bar in drawn.ghosts:
        items.append(_ghost(bar, tokens))
    for link in drawn.links:
        xs = [x for x, _ in link.route.points]
        if max(xs) >= 0 and min(xs) <= width:
            items.append(Group(tuple(link_line(link, tokens)), id=f"link-{link.id}", title=told(link.id)))
    items += (_join(at, tokens) for at in drawn.joins if 0 <= at.x <= width)
    items += (Group(tuple(body(bar, tokens)), id=f"task-{bar.id}", title=told(bar.id)) for bar in bars)
    for bar in bars:
        items += [*_deadline(bar, tokens), *_pin(bar, tokens)]
    for label in drawn.labels:
        items += words(label, tokens, size, ruler)
    return items


def _touches(bar: Bar, width: float) -> bool:
    """Whether anything of a bar lies in the chart: the body, or what belongs to it elsewhere."""
    xs: list[float] = [*bar.ends, *(bar.baseline or ()), *(bar.slack or ())]
    if bar.deadline is not None:
        xs.append(bar.deadline)
    return max(xs) >= -REACH and min(xs) <= width + REACH


def body(bar: Bar, tokens: Tokens) -> list[Item]:
    """One bar in its state."""
    if bar.kind in ("summary", "project"):
        return _summary(bar, tokens)
    if bar.kind == "milestone":
        fill, edge = tokens.colour(bar.paint.done), tokens.colour(bar.paint.edge)
        diamond = _diamond(bar.x0, bar.middle, MILESTONE_RADIUS + 0.5, fill, tokens.surface.panel)
        strong = [_diamond(bar.x0, bar.middle, MILESTONE_RADIUS - 0.5, fill, edge, 2)] if bar.paint.strong else []
        return [diamond, *strong]
    dash = DASHED if bar.manual or bar.pinned else ()
    radius = float(tokens.radius.bar)
    fill, done, edge = (tokens.colour(role) for role in (bar.paint.fill, bar.paint.done, bar.paint.edge))
    wide = 2 if bar.paint.strong else 1
    items: list[Item] = []
    edges = [bar.x0, *(x for gap in bar.gaps for x in gap), bar.x1]
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        inner, high = max(right - left - wide, 1), bar.height - wide
        items.append(Box(left + wide / 2, bar.top + wide / 2, inner, high, fill, edge, wide, radius, dash))
        if bar.progress_x > left and fill != done:
            items.append(_done_part(left, right, bar, done, edge, radius))
    y = round(bar.middle) + 0.5
    return items + [segment(left + 1, y, right - 1, y, edge, SLACK_WIDTH, SLACK_DASH) for left, right in bar.gaps]


def _done_part(x0: float, x1: float, bar: Bar, fill: str, edge: str, radius: float) -> Path:
    """The left part of a piece of a bar, round like it where it reaches its ends."""
    left, right = x0 + 0.5, min(bar.progress_x, x1 - 0.5)
    top, bottom = bar.top + 0.5, bar.top + bar.height - 0.5
    r = min(radius, max((right - left) / 2, 0))
    e = max(min(radius - (x1 - 0.5 - right), r), 0)
    steps: tuple[tuple[str | float, ...], ...] = (
        ("M", left + r, top), ("L", right - e, top), ("Q", right, top, right, top + e), ("L", right, bottom - e),
        ("Q", right, bottom, right - e, bottom), ("L", left + r, bottom), ("Q", left, bottom, left, bottom - r),
        ("L", left, top + r), ("Q", left, top, left + r, top), ("Z",),
    )  # fmt: skip
    return Path(steps, fill, edge, 1)


def _milestone(done: bool, critical: bool, tokens: Tokens) -> str:
    gantt = tokens.gantt
    return gantt.done_progress if done else gantt.critical if critical else gantt.milestone


def _summary(bar: Bar, tokens: Tokens) -> list[Item]:
    top = bar.row_top + round(bar.row_height * 0.29)
    leg = min(SUMMARY_LEG, (bar.x1 - bar.x0) / 2)
    foot, under = top + SUMMARY_LEG_HEIGHT, top + SUMMARY_HEIGHT
    shape = polygon(
        [(bar.x0, top), (bar.x1, top), (bar.x1, foot), (bar.x1 - leg, under), (bar.x0 + leg, under), (bar.x0, foot)],
        tokens.colour(bar.paint.fill),
    )
    middle = top + SUMMARY_HEIGHT / 2
    return [shape, *(
        _diamond(inner.x, middle, INNER_RADIUS, _milestone(inner.done, inner.critical, tokens), tokens.surface.panel)
        for inner in bar.inner
    )]  # fmt: skip


def _diamond(x: float, y: float, radius: float, fill: str, line: str, width: float = 1) -> Path:
    return polygon([(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)], fill, line, width)


def _baseline(bar: Bar, tokens: Tokens) -> list[Item]:
    if bar.baseline is None:
        return []
    x0, x1 = bar.baseline
    if bar.kind == "milestone":
        return [_diamond(x1, bar.middle, MILESTONE_BASELINE_RADIUS, tokens.surface.panel, tokens.gantt.baseline, 1.25)]
    top = bar.top + bar.height + BASELINE_GAP
    return [Box(x0, top, max(x1 - x0, 3), BASELINE_HEIGHT, tokens.gantt.baseline, radius=BASELINE_RADIUS)]


def _slack(bar: Bar, tokens: Tokens) -> list[Item]:
    if bar.slack is None:
        return []
    x0, x1 = bar.slack
    y, colour = round(bar.middle) + 0.5, tokens.line.slack
    return [
        segment(x0 + 1, y, x1, y, colour, SLACK_WIDTH, SLACK_DASH),
        segment(x1 + 0.5, y - 4, x1 + 0.5, y + 4, colour, SLACK_WIDTH),
    ]


def _deadline(bar: Bar, tokens: Tokens) -> list[Item]:
    if bar.deadline is None or bar.kind in ("summary", "project"):
        return []
    x, top = bar.deadline + 0.5, bar.row_top + 2
    colour = tokens.state.late if bar.missed else tokens.state.ok
    flag = [(x - 4.5, top), (x + 4.5, top), (x, top + 5.5)]
    return [
        segment(x, top + 3, x, bar.row_top + bar.row_height - 3, colour, 1.5),
        polygon(flag, colour if bar.missed else tokens.surface.panel, colour, 1.25),
    ]


def _pin(bar: Bar, tokens: Tokens) -> list[Item]:
    """A needle that holds the start of a constrained task."""
    if not bar.constrained:
        return []
    x, head = bar.x0 + (0.5 if bar.kind == "milestone" else 1.5), bar.row_top + 3.5
    foot = bar.rect[1] + 1 if bar.kind == "milestone" else bar.middle + 2
    colour = tokens.text.secondary
    return [segment(x, head, x, foot, colour, 1.5), dot(x, head, 3, colour)]


def _ghost(bar: Bar, tokens: Tokens) -> Item:
    """Where a bar was before the drag."""
    colour = tokens.gantt.drag_ghost
    if bar.kind == "milestone":
        return _diamond(bar.x0, bar.middle, MILESTONE_RADIUS - 0.5, "", colour)
    return Box(bar.x0 + 0.5, bar.top + 0.5, bar.x1 - bar.x0 - 1, bar.height - 1, "", colour, 1, 3, GHOST_DASH)


def link_line(link: DrawnLink, tokens: Tokens) -> list[Item]:
    """A link with its arrow; one that sets a date is stronger."""
    colour, width = stroke(link.state, link.drives, tokens)
    if not link.route.into:
        return [Path(rounded(list(link.route.points)), "", colour, width)]
    x, y = link.route.points[-1]
    dx, dy = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}[link.route.into]
    back, side = ARROW_LENGTH, ARROW_HALF
    line = [*link.route.points[:-1], (x + dx * (back - 1), y + dy * (back - 1))]
    arrow = [
        (x, y),
        (x + dx * back + dy * side, y + dy * back + dx * side),
        (x + dx * back - dy * side, y + dy * back - dx * side),
    ]
    return [Path(rounded(line), "", colour, width), polygon(arrow, colour)]


def _join(at: DrawnJoin, tokens: Tokens) -> Item:
    """The dot where links part or meet."""
    colour, width = stroke(at.state, at.drives, tokens)
    return dot(at.x, at.y, 1.5 + width / 2, colour)


def bands(drawn: Iterable[Band], width: float, tokens: Tokens) -> list[Item]:
    """Tints across rows: heads of groups, and of lanes."""
    items: list[Item] = []
    for band in drawn:
        items.append(Box(0, band.top, width, band.height, tokens.colour(band.role)))
        if band.span is not None:
            left, right = band.span
            y = round(band.top + band.height / 2)
            colour = tokens.text.tertiary
            items.append(Box(left, y, max(right - left, 1), 1, colour))
            items += (Box(x, y - 3, 1, 7, colour) for x in (left, right - 1))
    return items


def rounded(line: Sequence[Point]) -> tuple[tuple[str | float, ...], ...]:
    """Steps along a line whose corners are round."""
    steps: list[tuple[str | float, ...]] = [("M", *line[0])]
    for (before, corner), (_, after) in pairwise(pairwise(line)):
        radius = min(LINK_ELBOW, _length(before, corner) / 2, _length(corner, after) / 2)
        steps.append(("L", *_toward(corner, before, radius)))
        steps.append(("Q", *corner, *_toward(corner, after, radius)))
    return (*steps, ("L", *line[-1]))


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _toward(a: Point, b: Point, by: float) -> Point:
    whole = _length(a, b)
    share = by / whole if whole else 0
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def words(label: Label, tokens: Tokens, size: float, ruler: Ruler) -> list[Item]:
    """Words or a badge beside a bar, on a halo so that no line runs through them; words within it on the bar itself."""
    colour = tokens.colour(label.role)
    if label.inside:
        return _inside(label, colour, size - 1, ruler)
    left, top, width, height = label.rect
    if not label.icon:
        width, height = ruler(label.words, size, label.strong), size * 1.36 - 4
        top = label.y - height / 2
    halo = Box(left - 3, top - 1, width + 6, height + 2, tokens.colour(label.ground), radius=3)
    if label.icon:
        return [Group((halo, Icon(label.icon, left, top, width, colour)), title=label.tip)]
    return [halo, Words(label.x, baseline(label.y, size), label.words, size, colour, label.strong)]


def uprights(drawn: Iterable[Upright], tokens: Tokens) -> list[Item]:
    """Names of holidays, running upwards in their columns."""
    colour = tokens.gantt.holiday_text
    return [
        Words(baseline(name.x, CAPTION), name.bottom, name.words, CAPTION, colour, upright=True) for name in drawn
    ]


def _inside(label: Label, colour: str, size: float, ruler: Ruler) -> list[Item]:
    """The letters of a label whose middle lies in the part of the bar that it is drawn on."""
    from_, to = label.clip or (label.x, label.x + label.width + size)
    ends = [label.x + ruler(label.words[:count], size, label.strong) for count in range(len(label.words) + 1)]
    shown = [place for place, (a, b) in enumerate(pairwise(ends)) if from_ <= (a + b) / 2 < to]
    if not shown:
        return []
    letters = label.words[shown[0] : shown[-1] + 1]
    return [Words(ends[shown[0]], baseline(label.y, size), letters, size, colour, label.strong)]
