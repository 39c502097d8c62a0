"""The words and badges beside bars: which, where, and never over another mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from roadmap_app.scene.bars import Bar, Rect
from roadmap_app.scene.taken import Span
from roadmap_app.scene.tokens import DEADLINE_WIDTH, LABEL_GAP, LABEL_HALO, LINK_EXIT, MILESTONE_BASELINE_RADIUS

FARTHEST = 48  # px that words may be pushed away from their bar
FARTHEST_NAME = 160  # that a milestone's name may: it has nothing else to be known by
AIR = 2  # px more than the gap of a label, so that the dot for links that a hover shows stands in between
BADGE = 12  # px, the size of a badge's icon
BADGE_GAP = 4  # px between badges
INSIDE = 5  # px left free on both sides of words within a bar
Measure = Callable[[str, bool], float]  # text, strong -> width in pixels


class Part(NamedTuple):
    """One thing to be told beside a bar: words, or the icon of a badge and what it says (`tip`)."""

    words: str
    strong: bool
    role: str
    icon: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """Words or an icon at a place: `x` is the left edge, `y` the middle of the row; `role` a colour by name.

    `inside` tells words that stand within the bar, in a smaller type and without a halo; only their part within
    `clip` is drawn.
    """

    id: str
    x: float
    y: float
    words: str
    strong: bool
    role: str
    width: float = 0
    icon: str = ""
    tip: str = ""
    inside: bool = False
    clip: Span | None = None
    ground: str = "surface.panel"  # the colour of its halo, by name
    link: str = ""  # the id of the link whose lag it tells

    @property
    def rect(self) -> Rect:
        """What the words cover, from the top of their letters to the bottom; a badge its icon's square."""
        half = BADGE / 2 if self.icon else 6
        return (self.x, self.y - half, self.width, 2 * half)

    def moved(self, dx: float, dy: float) -> Label:
        clip = (self.clip[0] + dx, self.clip[1] + dx) if self.clip is not None else None
        return replace(self, x=self.x + dx, y=self.y + dy, clip=clip)


@dataclass(frozen=True, slots=True)
class Told:
    """Parts that stand side by side, so wide each and in all, and the places for them, best first (None: no room)."""

    parts: Sequence[Part]
    widths: Sequence[float]
    whole: float
    places: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is to be told before and after a bar, and where it could stand."""

    bar: Bar
    told: tuple[Told, ...]


def beside(
    bar: Bar,
    words: Sequence[Part],
    measure: Measure,
    lines: Iterable[Span] = (),
    *,
    before: Sequence[Part] = (),
    heads: Iterable[Span] = (),
) -> Beside:
    """Places that are free of `lines` and of the bar's own marks: after it, else before it.

    Where lines leave no room near the bar, words stand over those further on, but never on the bar's own links
    nor on arrow `heads`; the project's are only ever at its end, where they mean it. What is asked to stand `before`
    the bar stands there or nowhere.
    """
    if not (words or before):
        return Beside(bar, ())
    own = own_span(bar)
    spans, sharp = sorted(lines), sorted(heads)
    found = []
    if before:
        widths, whole = _widths(before, measure)
        at = own[0] - LABEL_GAP - whole
        places = [free(at, whole, each + sharp, -1, FARTHEST) for each in (spans, _at_left(spans, own))]
        found.append(Told(before, widths, whole, places))
    if words:
        widths, whole = _widths(words, measure)
        found.append(Told(words, widths, whole, _places(bar, whole, own, spans, sharp, only_after=bool(before))))
    return Beside(bar, tuple(found))


def placed(asked: Beside, left: float, right: float) -> list[Label]:
    """The labels of a bar in a chart that shows what lies between two x: each where it is seen whole, or not at all."""
    bar = asked.bar
    if bar.ends[0] > right or bar.ends[1] < left:
        return []
    found: list[Label] = []
    for told in asked.told:
        for x in told.places:
            if x is not None and x >= left and x + told.whole <= right - LABEL_HALO:
                found += _labels(bar, told, x)
                break
    return found


def inside(bar: Bar, words: str, measure: Measure, seen: float = 0) -> list[Label]:
    """Words within a bar, where they fit into a piece of it that is `seen`, from that x on; none else. Those that
    stand partly on what is done are two labels at one place, each in the ink of its ground."""
    needed = measure(words, False) + 2 * INSIDE if words else 0
    edges = [max(bar.x0, seen), *(edge for gap in bar.gaps for edge in gap), bar.x1]
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        if words and right - left >= needed:
            break
    else:
        return []
    x, end, y = left + INSIDE, left + needed - INSIDE, bar.middle
    done, to_do = f"ink.{bar.paint.done}", f"ink.{bar.paint.fill}"
    border = min(max(bar.progress_x, left), right)
    grounds = [(done, left, border), (to_do, border, right)]
    return [
        Label(bar.id, x, y, words, False, role, end - x, inside=True, clip=(from_, to))
        for role, from_, to in grounds
        if from_ < end and to > x
    ]


def _places(
    bar: Bar, whole: float, own: Span, spans: list[Span], heads: list[Span], *, only_after: bool
) -> list[float | None]:
    """The left edges that words so long can have, best first."""
    left, right = own
    after, before = right + LABEL_GAP, left - LABEL_GAP - whole
    behind = bar.kind != "project" and not only_after
    if not (spans or heads):
        return [after, before] if behind else [after]
    exits = [span for span in spans if span[0] <= right + LINK_EXIT + 2]
    all_lines = sorted(spans + heads)
    places = [free(after, whole, all_lines, 1, FARTHEST)]
    if behind:
        places.append(free(before, whole, all_lines, -1, FARTHEST))
    places.append(free(after, whole, sorted(exits + heads), 1, FARTHEST))
    if bar.kind == "milestone" and behind:
        places.append(free(before, whole, all_lines, -1, FARTHEST_NAME))
    return places


def _at_left(spans: list[Span], own: Span) -> list[Span]:
    """Lines that come in at the left end of a bar."""
    return [span for span in spans if span[1] >= own[0] - LINK_EXIT - 2]


def _gap(part: Part, next_: Part) -> int:
    return BADGE_GAP if part.icon and next_.icon else LABEL_GAP


def _widths(parts: Sequence[Part], measure: Measure) -> tuple[list[float], float]:
    """How wide parts are, each and in all."""
    widths = [BADGE if part.icon else measure(part.words, part.strong) for part in parts]
    return widths, sum(widths) + sum(_gap(part, next_) for part, next_ in pairwise(parts))


def _labels(bar: Bar, told: Told, x: float) -> list[Label]:
    found = []
    y = bar.row_top + bar.row_height / 2
    for number, (part, width) in enumerate(zip(told.parts, told.widths, strict=True)):
        found.append(Label(bar.id, x, y, part.words, part.strong, part.role, width, part.icon, part.tip))
        x += width + (_gap(part, told.parts[number + 1]) if number + 1 < len(told.parts) else 0)
    return found


def own_span(bar: Bar) -> Span:
    """From where to where a bar and its marks take the middle of its row, with a little air."""
    left, right = bar.ends
    room = AIR if bar.kind in ("task", "milestone") else 0
    marks = [(left - room, right + room)]
    if bar.slack:
        marks.append((left, bar.slack[1] + 3))
    if bar.deadline is not None:
        marks.append((bar.deadline - DEADLINE_WIDTH / 2, bar.deadline + DEADLINE_WIDTH / 2))
    if bar.baseline and bar.kind == "milestone":
        marks.append((bar.baseline[1] - MILESTONE_BASELINE_RADIUS, bar.baseline[1] + MILESTONE_BASELINE_RADIUS))
    return min(start for start, _ in marks), max(end for _, end in marks)


def free(x: float, whole: float, spans: list[Span], way: int, farthest: float) -> float | None:
    """The first place from `x` on to the right (`way` 1) or to the left (-1) that no span crosses."""
    start = x
    for span in spans if way > 0 else sorted(spans, key=lambda span: -span[1]):
        if span[0] < x + whole + LABEL_HALO and span[1] > x - LABEL_HALO:
            x = span[1] + LABEL_HALO + 1 if way > 0 else span[0] - LABEL_HALO - 1 - whole
    return x if abs(x - start) <= farthest else None
