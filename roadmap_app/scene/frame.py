"""A frame: everything that is drawn for a part of a chart, as plain geometry.

The window and the writers of pictures draw the same frame, so what you see is what you send.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from roadmap_app.scene.bands import Band
from roadmap_app.scene.bars import Bar
from roadmap_app.scene.colouring import Rule
from roadmap_app.scene.drawn_links import DrawnJoin, DrawnLink
from roadmap_app.scene.labels import Label
from roadmap_app.scene.tokens import MILESTONE_RADIUS

REACH = MILESTONE_RADIUS + 6  # px that marks and rings stand out beyond a bar's ends


@dataclass(frozen=True)
class Look:
    """What of the chart is shown, and how densely."""

    density: str = "normal"
    show_baseline: bool = True
    show_slack: bool = True
    show_links: bool = True
    show_labels: bool = True
    show_overview: bool = True
    show_badges: bool = True
    show_chain: bool = True  # the chain of the selected task stays lit, and the rest steps back
    show_lanes: bool = False  # bands behind the summaries at the top
    show_legend: bool = False
    project_row: bool = True
    goal: str = ""  # the task whose critical path is shown; "": the project's finish
    near_days: int = 0  # slack up to which tasks are shown as nearly critical; 0: they are not
    colour_by: str = "critical"  # what fills bars: critical team status lane rule
    rules: tuple[Rule, ...] = ()  # own ones, the first that finds a task colours it
    label_left: tuple[str, ...] = ()  # columns whose texts stand before bars
    label_right: tuple[str, ...] = ("team",)  # and after them
    name_inside: bool = False  # names within the bars that have room for them


@dataclass(frozen=True)
class Frame:
    """Bands, bars by row, old places of what a drag moves, links (drawn in this order), their joins, and labels."""

    bars: tuple[Bar, ...]
    ghosts: tuple[Bar, ...]
    links: tuple[DrawnLink, ...]
    labels: tuple[Label, ...]
    joins: tuple[DrawnJoin, ...] = ()
    bands: tuple[Band, ...] = ()


    def moved(self, dx: float, dy: float) -> Frame:
        """The same, so many pixels further right and down."""
        return Frame(
            tuple(bar.moved(dx, dy) for bar in self.bars),
            tuple(bar.moved(dx, dy) for bar in self.ghosts),
            tuple(replace(link, route=link.route.moved(dx, dy)) for link in self.links),
            tuple(label.moved(dx, dy) for label in self.labels),
            tuple(replace(join, x=join.x + dx, y=join.y + dy) for join in self.joins),
            tuple(band.moved(dx, dy) for band in self.bands),
        )

    def within(self, left: float, top: float, right: float, bottom: float) -> Frame:
        """What of it touches a rectangle."""

        def rows(bars: tuple[Bar, ...]) -> tuple[Bar, ...]:
            return tuple(
                bar for bar in bars
                if bar.row_top < bottom and bar.row_top + bar.row_height > top
                and (span := bar.reach)[0] - REACH < right and span[1] + REACH > left
            )  # fmt: skip

        def touches(link: DrawnLink) -> bool:
            x0, y0, x1, y1 = link.route.bounds
            return x0 < right and x1 > left and y0 < bottom and y1 > top

        return Frame(
            rows(self.bars),
            rows(self.ghosts),
            tuple(link for link in self.links if touches(link)),
            tuple(
                label for label in self.labels
                if label.x - 4 < right and label.x + label.width + 4 > left and top - 12 < label.y < bottom + 12
            ),
            tuple(at for at in self.joins if left - 4 < at.x < right + 4 and top - 4 < at.y < bottom + 4),
            tuple(band for band in self.bands if band.top < bottom and band.top + band.height > top),
        )  # fmt: skip
