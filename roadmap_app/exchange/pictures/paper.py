"""Papers, and what a person chooses about pages: size, how much on how many of them, and what stands around."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_app.scene.tokens import Theme

PX_PER_MM = 96 / 25.4
PT_PER_PX = 0.75
SIZES: dict[str, tuple[float, float]] = {  # mm, upright
    "A4": (210, 297),
    "A3": (297, 420),
    "A2": (420, 594),
    "A1": (594, 841),
    "A0": (841, 1189),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
    "Tabloid": (279.4, 431.8),
}
ENDLESS = "endless"  # one page, as large as what it shows
LEAST_PAPER, MOST_PAPER = 50, 5000  # mm
MARGIN = 12.0  # mm
SCREEN = 1440.0  # px: the width of an endless page that no zoom is chosen for
LEAST_POINTS = 6.0  # of text; smaller is not legible on paper
MOST_PAGES = 50  # side by side, or below each other, that can be asked for


class Unfit(ValueError):
    """A setup that gives no page; one sentence with what to do."""


@dataclass(frozen=True, kw_only=True)
class Setup:
    """How a plan is put on pages.

    `across` and `down` are how many pages the time and the rows are fitted to; None: as many as they take, the
    time at `px_per_day`, the rows at their full size. Days are since 1970, both included; None: those of the plan.
    `columns` stand beside the chart (None: those that fit); a `title` of None is the plan's name.
    """

    paper: str = "A4"
    size: tuple[float, float] | None = None  # mm, upright or not, in place of a named paper
    landscape: bool = True
    margin: float = MARGIN  # mm
    across: int | None = 1
    down: int | None = None
    px_per_day: float | None = None
    first_day: int | None = None
    last_day: int | None = None
    columns: tuple[str, ...] | None = None
    title: str | None = None
    subtitle: str | None = None
    date: bool = True
    legend: bool = True
    numbers: bool = True
    theme: Theme = "light"

    @property
    def is_endless(self) -> bool:
        return self.paper == ENDLESS and self.size is None

    @property
    def page(self) -> tuple[float, float]:
        """Width and height in mm as the page lies; Unfit for a paper that there is not."""
        if self.size is not None:
            if not all(LEAST_PAPER <= side <= MOST_PAPER for side in self.size):
                raise Unfit(f"A page is from {LEAST_PAPER} to {MOST_PAPER:,} mm wide and high; choose such a size.")
            return self.size
        if self.paper not in SIZES:
            raise Unfit(f"There is no paper '{self.paper}'; choose one of {', '.join((*SIZES, ENDLESS))}.")
        width, height = SIZES[self.paper]
        return (height, width) if self.landscape else (width, height)


def endless(**members: object) -> Setup:
    """One page as large as the plan, as a picture for a screen."""
    return Setup(paper=ENDLESS, margin=6.35, numbers=False, **members)  # type: ignore[arg-type]
