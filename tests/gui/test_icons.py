"""Icons: every one is there, drawn in the colour asked for, sharp at the scale of the device."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter

from roadmap_app import resources
from roadmap_app.app.theme import icons
from roadmap_app.app.theme.stylesheet import MARKS
from roadmap_app.scene.tokens import THEMES, load
from tests.gui.pixels import pixels

NAMES = [
    "collapse", "expand", "add-task", "milestone", "link", "unlink", "indent", "outdent", "undo",
    "redo", "search", "filter", "baseline", "colour-by", "columns", "calendar", "estimate", "deadline",
    "warning", "done", "in-progress", "not-started", "fixed", "note", "person", "team", "share",
    "merge", "file", "open", "excel", "export", "run-again", "simulate", "preview", "settings", "plan",
    "roadmap", "workload", "risk", "status", "constraint", "successor", "close", "today", "zoom-in",
    "zoom-out", "contract", "critical", "more", "help", "folder", "copy", "paste", "trash", "save",
    "info", "moon", "sun", "chevron-left", "chevron-right", "chevron-up", "arrow-up", "arrow-down",
]  # fmt: skip


def drawn(image: QImage, cover: int = 128) -> list[QColor]:
    """The colours of the pixels that are covered more than `cover` of 255."""
    return [QColor.fromRgba(word) for word in pixels(image) if word >> 24 > cover]


def test_the_folder_holds_these_icons_and_the_programs_mark():
    folder = resources.path("icons")
    assert {file.stem for file in folder.glob("*.svg")} == {*NAMES, "app"}


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [16, 20, 32])
def test_icons_are_drawn_in_their_colour_at_the_devices_resolution(qapp, size, scale):
    for name in NAMES:
        picture = icons.pixmap(name, "#2050B0", size, scale)
        assert (picture.width(), picture.height()) == (size * scale, size * scale)
        assert picture.deviceIndependentSize().width() == size
        ink = drawn(picture.toImage())
        assert ink, name
        for colour in ink:  # the edges of strokes are rounded to a step or two
            assert abs(colour.red() - 0x20) <= 3, name
            assert abs(colour.green() - 0x50) <= 3, name
            assert abs(colour.blue() - 0xB0) <= 3, name


def test_drawings_have_one_stroke_round_ends_and_no_fill():
    for name in NAMES:
        drawing = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
        head = drawing[: drawing.index(">")]
        assert 'viewBox="0 0 16 16"' in head, name
        assert all(f'{part}"' in head for part in ('fill="none', 'stroke="currentColor', 'stroke-width="1.5')), name
        assert 'stroke-linecap="round" stroke-linejoin="round"' in head, name
        assert not re.search(r"#[0-9A-Fa-f]{3,6}", drawing), name
        assert drawing.count("fill=") == (2 if name == "in-progress" else 1), name  # its half that is done


def test_strokes_are_as_wide_at_20_px_as_at_16(qapp):
    """A line of `zoom-out` covers 1.5 px of a column, whatever the size; at 40 px it has grown to 3."""

    def width(size: int) -> float:
        image = icons.pixmap("zoom-out", "#000000", size, 2.0).toImage()
        return sum(image.pixelColor(size, y).alphaF() for y in range(image.height())) / 2

    assert width(16) == pytest.approx(1.5, abs=0.1)
    assert width(20) == pytest.approx(1.5, abs=0.1)
    assert width(40) == pytest.approx(3.0, abs=0.1)


def test_a_disabled_icon_has_the_disabled_colour_and_a_ticked_one_the_accent(qapp):
    look = load("light")
    made = icons.icon("link", look)
    for mode, state, colour in (
        (QIcon.Mode.Normal, QIcon.State.Off, look.text.secondary),
        (QIcon.Mode.Normal, QIcon.State.On, look.accent.base),
        (QIcon.Mode.Disabled, QIcon.State.Off, look.text.disabled),
    ):
        image = made.pixmap(made.availableSizes()[-1], mode, state).toImage()
        assert {pixel.name().upper() for pixel in drawn(image, 254)} == {colour}


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])
def test_an_icon_has_the_pixels_of_a_finer_screen(qapp, scale):
    picture = icons.icon("link", load("light")).pixmap(QSize(16, 16), scale)
    assert (picture.width(), picture.devicePixelRatio()) == (16 * scale, scale)


def test_an_icon_is_drawn_where_it_is_asked_for(qapp):
    image = QImage(60, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    icons.paint(painter, "close", "#B0124E", QRectF(30, 10, 20, 20))
    painter.end()
    assert drawn(image.copy(30, 10, 20, 20))
    around = [(x, y) for x in range(60) for y in range(40) if not (30 <= x < 50 and 10 <= y < 30)]
    assert not any(image.pixelColor(x, y).alpha() for x, y in around)


def test_an_unknown_icon_is_named(qapp):
    look = load("light")
    with pytest.raises(KeyError, match="there is no icon 'sparkles'"):
        icons.icon("sparkles", look)
    with pytest.raises(AttributeError, match="loud"):
        icons.icon("link", look, role="text.loud")


@pytest.mark.parametrize("theme", THEMES)
def test_the_style_sheets_drawings_are_the_icons_in_the_themes_colours(theme):
    """They lie as files, for a style sheet takes no other; whoever changes a colour or icon changes them too."""
    for name, role in MARKS.values():
        file = resources.path(f"icons/marks/{name}-{role.partition('.')[2]}-{theme}.svg")
        icon = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
        assert file.read_text(encoding="utf-8") == icon.replace("currentColor", load(theme).colour(role))


def test_the_window_has_an_icon_in_every_usual_size(qapp):
    sizes = {size.width() for size in icons.window_icon().availableSizes()}
    assert {16, 32, 48, 256} <= sizes
