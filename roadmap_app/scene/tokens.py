"""Colours and sizes of the look, by name. `resources/tokens.json` has the values; nothing else may.

Colours are sRGB hex strings; sizes are device independent pixels.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar

from roadmap_app import resources

T = TypeVar("T")
Theme = Literal["light", "dark", "light-contrast", "dark-contrast"]
THEMES: tuple[Theme, ...] = ("light", "dark", "light-contrast", "dark-contrast")
EXTREMES = ("#000000", "#FFFFFF")  # ink on a colour that no text of the theme can be read on; one of them always can
LEGIBLE = 4.5  # contrast of text (WCAG 2.2 AA)


@dataclass(frozen=True)
class Surface:
    window: str
    panel: str
    sunken: str
    raised: str
    tooltip: str


@dataclass(frozen=True)
class Line:
    border: str
    border_strong: str
    grid: str
    link: str
    slack: str


@dataclass(frozen=True)
class Text:
    primary: str
    secondary: str
    tertiary: str
    disabled: str
    on_accent: str
    on_tooltip: str
    on_tooltip_muted: str
    tooltip_late: str
    tooltip_critical: str


@dataclass(frozen=True)
class Accent:
    base: str
    hover: str
    soft: str
    focus_ring: str
    selection: str
    hover_row: str


@dataclass(frozen=True)
class Gantt:
    bar: str
    progress: str
    done_bar: str
    done_progress: str
    critical: str
    critical_bar: str
    critical_text: str
    critical_chip_text: str
    summary: str
    milestone: str
    baseline: str
    weekend: str
    holiday: str
    holiday_text: str
    holiday_hatch: str
    today: str
    status_date: str
    drag_ghost: str


@dataclass(frozen=True)
class State:
    ok: str
    ok_soft: str
    warn: str
    warn_fill: str
    warn_soft: str
    late: str
    late_soft: str


@dataclass(frozen=True)
class Merge:
    mine: str
    mine_bar: str
    theirs: str
    theirs_bar: str
    base: str


@dataclass(frozen=True)
class Heat:
    """Colours of workload: `ramp[i]` up to and including `thresholds[i]` percent, above the last `over`."""

    ramp: tuple[str, ...]
    thresholds: tuple[int, ...]
    over: str
    over_line: str


@dataclass(frozen=True)
class Team:
    """One of eight team colours; slot 0 is the neutral one."""

    fill: str
    soft: str
    tint: str
    text: str
    on_fill: str


@dataclass(frozen=True)
class Size:
    menu_bar: int
    toolbar: int
    button: int
    button_small: int
    field: int
    icon_stroke: float
    time_header: int
    time_header_row: int
    status_bar: int
    chip: int


@dataclass(frozen=True)
class Radius:
    """Of corners; a chip's is half its height."""

    bar: int
    cell: int
    button: int
    field: int
    segment: int
    card: int
    panel: int
    link_elbow: int


@dataclass(frozen=True)
class FontSize:
    """Heights of type."""

    micro: int
    caption: int
    body: int
    title: int
    task_title: int
    heading: int
    page: int
    figure: int
    figure_large: int


@dataclass(frozen=True)
class RowSize:
    """Heights of a row and its bar, and the size of its text."""

    height: int
    bar: int
    bar_top: int
    font: int


@dataclass(frozen=True)
class Hit:
    edge_grip: int
    edge_grip_minimum_bar: int
    link_handle: int
    link_line: int
    milestone: int
    disclosure: int
    tool_button: int
    splitter: int
    minimum: int
    drag_threshold: int


@dataclass(frozen=True)
class Tokens:
    theme: Theme
    surface: Surface
    line: Line
    text: Text
    accent: Accent
    gantt: Gantt
    state: State
    merge: Merge
    heat: Heat
    teams: tuple[Team, ...]  # by slot, the neutral one first
    space: tuple[int, ...]  # the steps of distances, narrow to wide
    radius: Radius
    size: Size
    font: FontSize
    rows: dict[str, RowSize]  # compact normal comfortable
    hit: Hit

    @property
    def is_dark(self) -> bool:
        return self.theme.startswith("dark")

    @property
    def stepped_back(self) -> float:
        """The opacity of bars outside the chain that is lit; in high contrast they stay well seen."""
        return 0.8 if self.theme.endswith("contrast") else 0.5

    def team(self, slot: int) -> Team:
        """The colours of a team's slot; past the eighth they start again."""
        return self.teams[0 if slot <= 0 else (slot - 1) % (len(self.teams) - 1) + 1]

    def colour(self, role: str) -> str:
        """A colour by its dotted name, such as `text.secondary` or (of a slot) `team.3.fill`; `ink.team.3.fill` is
        that of words on it. AttributeError where there is none."""
        if role.startswith("ink."):
            ground = self.colour(role.removeprefix("ink."))
            inks = (self.text.primary, self.surface.panel, *EXTREMES)
            return next((ink for ink in inks if contrast(ink, ground) >= LEGIBLE), inks[0])
        value: Any = self
        for part in role.split("."):
            value = self.team(int(part)) if part.isdecimal() else getattr(value, part)
        return str(value)


def _raw() -> dict[str, Any]:
    values: dict[str, Any] = json.loads(resources.path("tokens.json").read_text(encoding="utf-8"))
    return values


@cache
def load(theme: Theme) -> Tokens:
    """The tokens of a theme; those of high contrast are derived from the others. ValueError for another name."""
    if theme not in THEMES:
        raise ValueError(f"there is no theme '{theme}'; there are {', '.join(THEMES)}")
    if theme == "light-contrast" or theme == "dark-contrast":
        from roadmap_app.scene.heightened import heightened

        return heightened(load("dark" if theme.startswith("dark") else "light"), theme)
    raw = _raw()
    colours = raw["color"][theme]
    on_fill = {"light": "#FFFFFF", "dark": "#0F1520"}[theme]  # on the neutral fill, as on its neighbours
    teams = ({"onFill": on_fill, **raw["teamNeutral"][theme]}, *(team[theme] for team in raw["team"]))
    return Tokens(
        theme=theme,
        surface=_record(Surface, colours["surface"]),
        line=_record(Line, colours["line"]),
        text=_record(Text, colours["text"]),
        accent=_record(Accent, colours["accent"]),
        gantt=_record(Gantt, colours["gantt"]),
        state=_record(State, colours["state"]),
        merge=_record(Merge, colours["merge"]),
        heat=_record(Heat, colours["heat"]),
        teams=tuple(_record(Team, values) for values in teams),
        space=tuple(raw["space"]),
        radius=_record(Radius, raw["radius"]),
        size=_record(Size, raw["size"]),
        font=_record(FontSize, raw["font"]["size"]),
        rows={name: _record(RowSize, raw["row"][name]) for name in ("compact", "normal", "comfortable")},
        hit=_record(Hit, raw["hit"]),
    )


def _record(cls: type[T], values: dict[str, Any]) -> T:
    """A record from members in camel case, lists as tuples; members that it does not name are left."""
    wanted = {name: values[_camel(name)] for name in cls.__dataclass_fields__}  # type: ignore[attr-defined]
    return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in wanted.items()})


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def mixed(first: str, second: str, share: float) -> str:
    """A colour between two: `share` of the second, from 0 to 1."""
    channels = ((int(first[place : place + 2], 16), int(second[place : place + 2], 16)) for place in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in channels)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# Sizes of marks in the chart, which no theme changes.
_MARKS = _raw()["gantt"]
MIN_PX_PER_DAY: float = _MARKS["zoom"]["minPxPerDay"]
MAX_PX_PER_DAY: float = _MARKS["zoom"]["maxPxPerDay"]
HIDE_WEEKENDS_BELOW: float = _MARKS["zoom"]["hideWeekendsBelow"]
DAY_NUMBERS_FROM: float = _MARKS["zoom"]["dayNumbersFrom"]
BAR_OUTLINE: float = _MARKS["barOutline"]
MINIMUM_BAR: int = _MARKS["minimumBarWidth"]
MILESTONE_RADIUS: float = _MARKS["milestone"]["radius"]
MILESTONE_BASELINE_RADIUS: float = _MARKS["milestone"]["baselineRadius"]
MILESTONE_HALO: float = _MARKS["milestone"]["halo"]
BASELINE_HEIGHT: float = _MARKS["baselineBar"]["height"]
BASELINE_GAP: float = _MARKS["baselineBar"]["gapBelowBar"]
BASELINE_RADIUS: float = _MARKS["baselineBar"]["radius"]
SUMMARY_HEIGHT: int = _MARKS["summary"]["height"]
SUMMARY_LEG: int = _MARKS["summary"]["legWidth"]
SUMMARY_LEG_HEIGHT: int = _MARKS["summary"]["legHeight"]
SUMMARY_TOP: int = _MARKS["summary"]["top"]
DEADLINE_WIDTH: float = _MARKS["deadline"]["width"]
DEADLINE_HEIGHT: float = _MARKS["deadline"]["height"]
DEADLINE_STEM: float = _MARKS["deadline"]["stem"]
SLACK_WIDTH: float = _MARKS["slack"]["width"]
SLACK_DASH: tuple[float, ...] = tuple(_MARKS["slack"]["dash"])
SLACK_CAP: float = _MARKS["slack"]["cap"]
LABEL_GAP: int = _MARKS["label"]["gap"]
LABEL_HALO: int = _MARKS["label"]["halo"]
ARROW_LENGTH: float = _MARKS["arrow"]["length"]
ARROW_HALF: float = _MARKS["arrow"]["halfWidth"]
LINK_WIDTH: float = _MARKS["link"]["normal"]
LINK_WIDTH_DRIVING: float = 1.5  # of one that sets a date and is not critical
LINK_WIDTH_CRITICAL: float = _MARKS["link"]["critical"]
LINK_WIDTH_LATE: float = _MARKS["link"]["lateContract"]
LINK_WIDTH_HOVER: float = _MARKS["link"]["hover"]
LINK_EXIT: int = _MARKS["link"]["exit"]
LINK_ELBOW: int = _raw()["radius"]["linkElbow"]
TODAY_LINE: float = _MARKS["todayLine"]
STATUS_LINE: float = _MARKS["statusDateLine"]["width"]
STATUS_DASH: tuple[float, ...] = tuple(_MARKS["statusDateLine"]["dash"])
GHOST_LINE: float = _MARKS["dragGhost"]["width"]
GHOST_DASH: tuple[float, ...] = tuple(_MARKS["dragGhost"]["dash"])
PIN_REACH: int = _raw()["hit"]["edgeGrip"] + 1  # to each side of a bar's start
SELECTED_GAP: int = _MARKS["selectedRing"]["gap"]
SELECTED_RING: int = _MARKS["selectedRing"]["width"]
