"""The look's values: they load in both themes, and what is to be read can be read."""

from __future__ import annotations

import colorsys
import json
import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from roadmap_app import resources
from roadmap_app.scene import heightened, tokens
from roadmap_app.scene.tokens import THEMES, contrast, load

LEAST_FOR_TEXT = {"light": 4.5, "dark": 4.5, "light-contrast": 7.0, "dark-contrast": 7.0}
LEAST_FOR_MARKS = {"light": 3.0, "dark": 3.0, "light-contrast": 4.5, "dark-contrast": 4.5}

# Pairs by the words of the design: foreground, background.
TEXT = {
    "text": "text.primary",
    "text2": "text.secondary",
    "text3": "text.tertiary",
    "onAccent": "text.on_accent",
    "accent": "accent.base",
    "criticalText": "gantt.critical_text",
    "late": "state.late",
    "warn": "state.warn",
    "ok": "state.ok",
    "holidayText": "gantt.holiday_text",
    "tooltipText": "text.on_tooltip",
    "tooltipText2": "text.on_tooltip_muted",
    "theirs": "merge.theirs",
}
GROUND = {
    "panel": "surface.panel",
    "window": "surface.window",
    "sunken": "surface.sunken",
    "selection": "accent.selection",
    "hover": "accent.hover_row",
    "accent": "accent.base",
    "lateSoft": "state.late_soft",
    "warnSoft": "state.warn_soft",
    "okSoft": "state.ok_soft",
    "holiday": "gantt.holiday",
    "tooltip": "surface.tooltip",
    "theirsSoft": "merge.theirs_bar",
    "accentSoft": "accent.soft",
}
MARK = {
    "barProg": "gantt.progress",
    "critical": "gantt.critical",
    "doneProg": "gantt.done_progress",
    "baseline": "gantt.baseline",
    "link": "line.link",
    "slack": "line.slack",
    "milestone": "gantt.milestone",
    "summary": "gantt.summary",
    "focus": "accent.focus_ring",
    "today": "gantt.today",
    "statusDate": "gantt.status_date",
}
PAIRS = [
    *(f"{text} on {ground}" for text in ("text", "text2", "text3") for ground in list(GROUND)[:5]),
    *(f"{text} on panel" for text in ("accent", "criticalText", "late", "ok", "theirs")),
    "onAccent on accent", "accent on accentSoft", "late on lateSoft", "late on selection", "warn on warnSoft",
    "ok on okSoft", "holidayText on holiday", "tooltipText on tooltip", "tooltipText2 on tooltip",
    "theirs on theirsSoft",
]  # fmt: skip


@pytest.fixture(scope="module")
def design(shared: Path) -> dict:
    """The design's own page of values, where it lies beside the project."""
    return json.loads((shared / "design" / "look" / "tokens.json").read_text(encoding="utf-8"))


def ratio(theme: tokens.Theme, pair: str) -> float:
    look = load(theme)
    front, ground = pair.split(" on ")
    if ground.startswith("heat"):
        return contrast(look.text.primary, look.heat.ramp[int(ground.split()[1]) - 1])
    return contrast(look.colour(TEXT.get(front) or MARK[front]), look.colour(GROUND[ground]))


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_of_a_theme_is_a_hex_colour(theme):
    look = load(theme)
    groups = [getattr(look, field.name) for field in fields(look)]
    colours = [
        getattr(group, field.name)
        for group in (*filter(is_dataclass, groups), *look.teams)
        for field in fields(group)
    ]
    words = [value for value in (*colours, *look.heat.ramp) if isinstance(value, str)]
    assert len(words) > 80
    assert [word for word in words if not re.fullmatch(r"#[0-9A-F]{6}", word)] == []


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_where_it_stands(theme):
    assert {pair: ratio(theme, pair) for pair in PAIRS if ratio(theme, pair) < LEAST_FOR_TEXT[theme]} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_marks_can_be_told_from_the_panel(theme):
    ratios = {mark: ratio(theme, f"{mark} on panel") for mark in MARK}
    assert {mark: value for mark, value in ratios.items() if value < LEAST_FOR_MARKS[theme]} == {}


@pytest.mark.parametrize("theme", ["light-contrast", "dark-contrast"])
def test_high_contrast_holds_for_every_text_on_every_ground_and_every_line(theme):
    look = load(theme)
    grounds = [f"{group}.{role}" for group, roles in heightened.GROUNDS.items() for role in roles]
    texts = [f"{group}.{role}" for group, roles in heightened.READ.items() for role in roles]
    low = {(text, ground) for text in texts for ground in grounds if contrast(*map(look.colour, (text, ground))) < 7}
    assert not low
    lines = [f"{group}.{role}" for group, roles in heightened.DRAWN.items() for role in roles]
    assert not {line for line in lines if contrast(look.colour(line), look.surface.panel) < 4.5}
    assert contrast(look.text.primary, look.surface.panel) == pytest.approx(21)
    assert look.is_dark == (theme == "dark-contrast")


@pytest.mark.parametrize("theme", ["light-contrast", "dark-contrast"])
def test_high_contrast_keeps_hues_and_sizes(theme):
    look, plain = load(theme), load("dark" if theme.startswith("dark") else "light")
    assert (look.size, look.rows, look.font) == (plain.size, plain.rows, plain.font)
    for role in ("gantt.critical", "state.ok", "accent.base"):
        assert hue(look.colour(role)) == pytest.approx(hue(plain.colour(role)), abs=0.03), role


def hue(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return colorsys.rgb_to_hls(red, green, blue)[0]


@pytest.mark.parametrize("theme", THEMES)
def test_a_number_can_be_read_on_each_heat(theme):
    assert all(ratio(theme, f"text on heat {step}") >= LEAST_FOR_TEXT[theme] for step in range(1, 6))
    assert len(load(theme).heat.ramp) == len(load(theme).heat.thresholds)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("slot", range(9))
def test_team_names_can_be_read_on_their_colours(theme, slot):
    look = load(theme)
    team = look.team(slot)
    assert contrast(team.text, team.soft) >= LEAST_FOR_TEXT[theme]
    assert contrast(team.text, team.tint) >= LEAST_FOR_TEXT[theme]
    assert contrast(team.text, look.surface.panel) >= LEAST_FOR_TEXT[theme]
    assert contrast(team.on_fill, team.fill) >= LEAST_FOR_TEXT[theme]
    assert contrast(team.fill, look.surface.panel) >= LEAST_FOR_MARKS[theme]


def test_a_ninth_team_has_the_first_colour_and_none_the_neutral_one():
    look = load("light")
    assert look.team(9) == look.team(1) != look.team(2)
    assert look.team(0) == look.team(-1) == look.teams[0]


def test_contrast_is_that_of_the_web_guidelines():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#2B5FD0", "#2B5FD0") == 1


def test_another_theme_is_refused_with_the_ones_that_there_are():
    with pytest.raises(ValueError, match="no theme 'sepia'; there are light, dark, light-contrast, dark-contrast"):
        load("sepia")  # type: ignore[arg-type]


def test_bars_are_half_their_row_at_every_density():
    rows = load("light").rows
    assert [(name, row.height) for name, row in rows.items()] == [("compact", 20), ("normal", 24), ("comfortable", 30)]
    assert all(row.bar * 2 == row.height for row in rows.values())


def test_the_values_are_those_of_the_design(design):
    ours = json.loads(resources.path("tokens.json").read_text(encoding="utf-8"))
    assert ours == {key: design[key] for key in ours}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_contrasts_are_those_that_the_design_measured(design, theme):
    measured = {**design["verified"][theme]["text"], **design["verified"][theme]["marks"]}
    assert set(PAIRS) <= set(measured)
    assert {pair: round(ratio(theme, pair), 2) for pair in measured} == measured


@pytest.mark.parametrize("theme", ["light-contrast", "dark-contrast"])
@pytest.mark.parametrize("role", ["gantt.progress", "gantt.critical", "gantt.summary", "gantt.milestone"])
def test_what_steps_back_is_still_seen_in_high_contrast(theme, role):
    look = load(theme)
    pairs = [[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in (look.colour(role), look.surface.panel)]
    blended = [round(a * look.stepped_back + b * (1 - look.stepped_back)) for a, b in zip(*pairs, strict=True)]
    assert contrast("#{:02X}{:02X}{:02X}".format(*blended), look.surface.panel) >= 3
