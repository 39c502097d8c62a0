"""The legend: of the marks that a plan shows, one sample each, drawn as in the chart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from roadmap_app.exchange.pictures import chart
from roadmap_app.exchange.pictures.content import Content
from roadmap_app.exchange.pictures.display import Group, Item, Ruler, Words, baseline, elided
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.bars import SUMMARY, Bar, bar_of
from roadmap_app.scene.colouring import Colouring, Paint
from roadmap_app.scene.drawn_links import DrawnLink
from roadmap_app.scene.frame import Frame
from roadmap_app.scene.legend import Swatch, legend
from roadmap_app.scene.routes import Route
from roadmap_app.scene.tokens import Tokens

SIZE = 11  # of the words
LINE = 20  # px
SAMPLE = 28  # px that a sample takes
GAP = 6  # to its words
BETWEEN = 16  # to the next entry
LONGEST = 240  # px of words
_BAR = Bar("", "task", 1, 27, 4, 12, 0, LINE, 1)
_SHORT = replace(_BAR, x1=13, progress_x=1)
_DOT = replace(_BAR, kind="milestone", x0=14, x1=14, paint=Paint(done="gantt.milestone"))
LINKS = {True: "Driving link", False: "Link with slack"}  # by whether it drives
OUTLINED = Paint("surface.panel", "surface.panel", "gantt.critical", strong=True)

# Words, the sample, and whether a bar of the chart shows that mark.
MARKS: tuple[tuple[str, Bar, Callable[[Bar], bool]], ...] = (
    ("Done part", replace(_BAR, progress_x=15), lambda bar: _open(bar) and bar.progress_x > bar.x0),
    ("Dates set by hand", replace(_BAR, manual=True), lambda bar: bar.kind == "task" and (bar.manual or bar.pinned)),
    ("Summary", replace(_BAR, kind="summary", paint=SUMMARY), lambda bar: bar.kind == "summary"),
    ("Critical", replace(_BAR, paint=OUTLINED), lambda bar: bar.paint.strong),
    ("Milestone", _DOT, lambda bar: bar.kind == "milestone"),
    ("Baseline", replace(_SHORT, x1=19, baseline=(5, 25)), lambda bar: bar.baseline is not None),
    ("Slack", replace(_SHORT, slack=(13, 26)), lambda bar: bar.slack is not None),
    ("Deadline", replace(_SHORT, deadline=21), lambda bar: bar.deadline is not None and not bar.missed),
    ("Deadline missed", replace(_BAR, x1=19, deadline=13, missed=True), lambda bar: bar.missed),
    ("Constraint", replace(_BAR, x0=5, constrained=True), lambda bar: bar.constrained),
)


@dataclass(frozen=True)
class Entry:
    """A sample, drawn in SAMPLE x LINE pixels, and what it means."""

    words: str
    items: tuple[Item, ...]

    @property
    def before(self) -> float:
        """The room that the sample takes; none where there are only words."""
        return SAMPLE + GAP if self.items else 0.0

    def width(self, ruler: Ruler) -> float:
        return self.before + ruler(self.words, SIZE, False)


def entries(content: Content, axis: TimeAxis, span: tuple[int, int], tokens: Tokens) -> tuple[Entry, ...]:
    """What a chart of the content shows; `span` are its first and last instant."""
    shown, swatches = content.once("marks", lambda: _shown(content, axis, tokens))
    found = [
        Entry(swatch.words, tuple(_sample(replace(_BAR, paint=swatch.paint), tokens) if swatch.mark else ()))
        for swatch in swatches
        if swatch.mark in ("bar", "")
    ]
    found += [Entry(words, tuple(_sample(bar, tokens))) for words, bar, _ in MARKS if words in shown]
    if content.look.show_links and content.plan.links:
        kinds = content.once("links told", lambda: _links(content))
        found += [_link(words, drives, tokens) for drives, words in LINKS.items() if drives in kinds]
    status = content.plan.project.status_date
    if status is not None and span[0] <= status <= span[1]:
        found.append(Entry("Status date", (chart.status_line(14, LINE, tokens),)))
    if span[0] <= content.today <= span[1]:
        found.append(Entry("Today", (chart.today_line(14, LINE, tokens),)))
    return tuple(found)


def _links(content: Content) -> frozenset[bool]:
    """Whether there are links that set a date of their successor, and others."""
    schedule = content.schedule
    shown = (link for link in content.plan.links.values() if link.from_ in schedule and link.to in schedule)
    return frozenset(
        link.id in (schedule.start_driver(link.to).link, schedule.finish_driver(link.to).link) for link in shown
    )


def _shown(content: Content, axis: TimeAxis, tokens: Tokens) -> tuple[frozenset[str], tuple[Swatch, ...]]:
    """The words of the marks that any row shows, and what the colours of the bars mean."""
    size = tokens.rows[content.look.density]
    compared = content.variance if content.look.show_baseline else None
    plan, schedule, look, today = content.plan, content.schedule, content.look, content.today
    colours = Colouring(plan, schedule, content.standing, look.colour_by, today, look.rules, content.readers)
    bars: list[Bar] = []
    for row in content.rows.rows:
        bar = bar_of(plan, schedule, compared, axis, row, 0, size, content.standing, colours)
        if bar is not None:
            bars.append(bar if look.show_slack else replace(bar, slack=None))
    shown = [bar.id for bar in bars if bar.kind in ("task", "milestone")]
    swatches = legend(
        plan, schedule, look, today=today, standing=content.standing, among=shown, readers=content.readers
    )
    return frozenset(words for words, _, shows in MARKS if any(map(shows, bars))), swatches


def _open(bar: Bar) -> bool:
    return bar.kind == "task" and not bar.done and not bar.inactive


def _sample(bar: Bar, tokens: Tokens) -> Iterable[Item]:
    return chart.frame(Frame((bar,), (), (), ()), tokens, SIZE, lambda *_: 0.0, SAMPLE, lambda _: "")


def _link(words: str, drives: bool, tokens: Tokens) -> Entry:
    line = DrawnLink("", "", "", Route(((2, 10.5), (25, 10.5)), "left"), "normal", drives)
    return Entry(words, tuple(chart.link_line(line, tokens)))


def lines(found: Sequence[Entry], width: float, reserved: float, ruler: Ruler) -> list[list[tuple[float, Entry]]]:
    """Entries by line, each with its x; the last line leaves `reserved` pixels free at its right."""
    rows: list[list[tuple[float, Entry]]] = [[]]
    x = 0.0
    for each in found:
        entry = replace(each, words=elided(each.words, SIZE, False, min(width - SAMPLE - GAP, LONGEST), ruler))
        wide = entry.width(ruler)
        if rows[-1] and x + wide > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, entry))
        x += wide + BETWEEN
    if reserved and rows[-1] and x + reserved > width:
        rows.append([])
    return rows


def drawn(rows: Sequence[Sequence[tuple[float, Entry]]], x: float, y: float, tokens: Tokens) -> list[Item]:
    """The lines of a legend, whose left top is at (x, y)."""
    items: list[Item] = []
    for number, row in enumerate(rows):
        top = y + number * LINE
        for left, entry in row:
            items.append(Group(entry.items, x + left, top))
            stands = baseline(top + LINE / 2, SIZE)
            items.append(Words(x + left + entry.before, stands, entry.words, SIZE, tokens.text.secondary))
    return items

