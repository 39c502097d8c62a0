"""The theme on real widgets: colours switch live, sizes are the design's, the keyboard's place is seen."""

from __future__ import annotations

import gc
import re

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app.dialogs import inputs
from roadmap_app.app.theme import apply, fonts, icons
from roadmap_app.app.theme.controls import (
    Banner,
    PrimaryButton,
    SearchField,
    Segment,
    SegmentedControl,
    ZoomSlider,
    chip,
    key_cap,
)
from roadmap_app.app.theme.focus import FocusRing
from roadmap_app.app.theme.palette import palette
from roadmap_app.app.theme.reading import ReadableCells, unbroken
from roadmap_app.app.theme.stylesheet import stylesheet
from roadmap_app.scene.tokens import THEMES, contrast, load
from tests.gui.pixels import colours

VIEWS = (Segment("plan", "Plan", "plan"), Segment("roadmap", "Roadmap", "roadmap"), Segment("risk", "Risk", "risk"))


@pytest.fixture
def light(qapp):
    look = apply.apply_theme(qapp, "light")
    yield look
    apply.apply_theme(qapp, "light")


@pytest.fixture
def shown(qtbot, light):
    """Show widgets in one window that has the keyboard; answers the window."""
    homes = []  # Qt's tests hold windows weakly

    def show(*parts: QWidget, upright: bool = False) -> QWidget:
        home = QWidget()
        row = QVBoxLayout(home) if upright else QHBoxLayout(home)
        for part in parts:
            row.addWidget(part)
        homes.append(home)
        qtbot.addWidget(home)
        home.show()
        home.activateWindow()
        qtbot.waitUntil(home.isActiveWindow)
        return home

    yield show


@pytest.mark.parametrize("theme", THEMES)
def test_the_style_sheet_has_every_token_put_in(theme):
    sheet = re.sub(r"/\*.*?\*/", "", stylesheet(load(theme)), flags=re.DOTALL)
    assert "<" not in sheet and ">" not in sheet and "None" not in sheet
    assert sheet.count("{") == sheet.count("}") > 100
    ours = {value.upper() for value in re.findall(r"#[0-9A-Fa-f]{6}\b", sheet)}
    assert load(theme).accent.base in ours and load(theme).state.late in ours


def test_themes_have_no_colour_of_each_other_by_mistake():
    sheets = [set(re.findall(r"#[0-9A-F]{6}\b", stylesheet(load(theme)))) for theme in ("light", "dark")]
    assert not {load("light").text.primary, load("light").surface.window} & sheets[1]
    assert not {load("dark").accent.base, load("dark").surface.window} & sheets[0]


def test_a_switch_changes_palette_widgets_and_those_who_listen(qapp, qtbot, shown):
    button = QPushButton("Preview")
    home = shown(button)
    assert load("light").surface.panel in colours(button)
    with qtbot.waitSignal(apply.listeners().changed):
        look = apply.apply_theme(qapp, "dark")
    assert look is load("dark") is apply.current()
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == look.surface.window
    assert home.palette().color(QPalette.ColorRole.WindowText).name().upper() == look.text.primary
    assert look.surface.panel in colours(button)
    assert load("light").surface.panel not in colours(button)


def test_the_same_theme_again_tells_nobody(qapp, qtbot, light):
    with qtbot.assertNotEmitted(apply.listeners().changed):
        assert apply.apply_theme(qapp, "light") is light


def test_the_systems_theme_is_light_or_dark(qapp, light):
    assert apply.apply_theme(qapp, "system").theme in THEMES
    assert apply.listeners().chosen == "system"


def test_an_unknown_theme_is_refused_and_changes_nothing(qapp, light):
    with pytest.raises(ValueError, match="no theme 'sepia'; there are system, light, dark, light-contrast"):
        apply.apply_theme(qapp, "sepia")
    assert apply.current() is light


@pytest.mark.parametrize("theme", THEMES)
def test_what_the_palette_sets_can_be_read(theme):
    made = palette(load(theme))
    role = QPalette.ColorRole
    for front, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.PlaceholderText, role.Base),
        (role.Link, role.Base),
    ):
        assert contrast(made.color(front).name(), made.color(ground).name()) >= 4.5


def test_fonts_are_in_pixels_and_the_same_for_the_same_token(qapp, light):
    assert [fonts.font(name).pixelSize() for name in ("micro", "caption", "body", "title")] == [10, 11, 12, 13]
    assert fonts.font("title", strong=True).weight() == fonts.STRONG
    assert qapp.font().pixelSize() == light.font.body
    assert QFontInfo(fonts.font()).family() == fonts.family()
    changed = fonts.font()
    changed.setPixelSize(40)
    assert fonts.font().pixelSize() == 12
    with pytest.raises(AttributeError, match="huge"):
        fonts.font("huge")


def test_figures_are_of_one_width(qapp):
    assert len({fonts.metrics(12).horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_controls_have_the_heights_of_the_design(light, shown):
    tool = QToolButton()
    tool.setIcon(icons.icon("link", light))
    labelled = QToolButton()
    labelled.setIcon(icons.icon("today", light))
    labelled.setText("Today")
    labelled.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    labelled.setProperty("outlined", True)
    parts = [QPushButton("Preview"), PrimaryButton("Export", "export", light), tool, labelled, QLineEdit("10 d")]
    parts += [QComboBox(), QSpinBox(), SearchField("Find", light), SegmentedControl(VIEWS, light)]
    shown(*parts)
    assert [part.height() for part in parts] == [28] * len(parts)
    assert tool.width() == 28
    assert labelled.width() > 60


def test_words_of_fields_of_all_kinds_begin_at_one_place(light, shown):
    line, listed, spin, date = QLineEdit("10 d"), QComboBox(), inputs.number("Days", 0, 9, 7), inputs.date("First", 0)
    for part in (line, listed, spin, date):
        part.setFixedWidth(160)
    home = shown(line, listed, spin, date, upright=True)

    def begin(part: QWidget) -> int:
        if isinstance(part, QComboBox):
            option = QStyleOptionComboBox()
            part.initStyleOption(option)
            edit = QStyle.SubControl.SC_ComboBoxEditField
            return part.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, edit, part).left()
        typed = part if isinstance(part, QLineEdit) else part.lineEdit()
        typed.home(False)
        cursor = typed.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        return typed.mapTo(home, cursor.center()).x() - part.x()

    places = [begin(part) for part in (line, listed, spin, date)]
    assert max(places) - min(places) <= 1, places


def test_the_list_of_a_field_is_drawn_as_lists_are(light, shown):
    listed, plain = QComboBox(), QListWidget()
    listed.addItems(["A4", "A3"])
    plain.addItems(["A4", "A3"])
    shown(listed, plain)
    listed.showPopup()
    assert isinstance(listed.itemDelegate(), ReadableCells)
    rows = [view.visualRect(view.model().index(0, 0)).height() for view in (listed.view(), plain)]
    assert rows[0] == rows[1]
    listed.hidePopup()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_an_icon_beside_words_keeps_its_size_and_has_a_gap_behind_it(light, scale):
    drawn = icons.icon("export", light).pixmap(icons.BESIDE_WORDS, scale)
    assert drawn.deviceIndependentSize().toSize() == icons.BESIDE_WORDS
    ink = [x for x in range(drawn.width()) for y in range(drawn.height()) if drawn.toImage().pixelColor(x, y).alpha()]
    assert max(ink) < 16 * scale
    alone = icons.icon("export", light).pixmap(QSize(16, 16), scale)
    assert drawn.copy(0, 0, alone.width(), alone.height()).toImage() == alone.toImage()


def test_chips_are_pills_of_18_px_in_their_tones(light, shown):
    parts = [chip("Late", "late", icon="deadline"), chip("On track", "ok"), chip("Mobile", "team-4"), chip("2", "step")]
    shown(*parts)
    assert [part.height() for part in parts] == [18] * len(parts)
    assert parts[3].width() == 18
    for part, fill in zip(parts, (light.state.late_soft, light.state.ok_soft, light.team(4).soft), strict=False):
        assert fill in colours(part)
    assert light.state.late in colours(parts[0].grab().toImage().copy(8, 3, 12, 12))  # the flag


def test_a_key_cap_is_no_wider_than_its_words_need(light, shown):
    cap = key_cap("Ctrl V")
    shown(cap, QWidget())
    assert cap.text() == "Ctrl V"
    assert cap.width() == cap.sizeHint().width()


# The keyboard ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [QPushButton, QToolButton, QCheckBox], ids=lambda make: make.__name__)
def test_a_button_with_the_keyboard_has_a_ring_around_it(qtbot, light, shown, make):
    button, other = make(), QLineEdit()
    button.setText("Preview")
    home = shown(other, button)
    button.setFocus()
    ring = home.findChild(FocusRing)
    assert ring.isVisible()
    assert ring.geometry().contains(button.geometry().adjusted(-2, -2, 2, 2))
    assert light.accent.focus_ring in colours(home)
    button.move(button.x() + 5, button.y() + 3)
    assert ring.geometry().center() == button.geometry().center()
    button.hide()
    assert not ring.isVisible()
    other.setFocus()
    qtbot.waitUntil(lambda: home.findChild(FocusRing) is None)


def test_the_ring_is_whole_where_a_row_is_no_larger_than_its_buttons(qtbot, shown):
    button, row = QPushButton("Close"), QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(button)
    home = shown(QLineEdit(), row)
    button.setFocus()
    ring = home.findChild(FocusRing)
    assert ring.isVisible()
    assert ring.parentWidget().rect().contains(ring.geometry())
    place = button.mapTo(ring.parentWidget(), button.rect().center())
    assert (ring.geometry().center() - place).manhattanLength() <= 1
    row.hide()
    assert not ring.isVisible()


def test_the_ring_takes_no_click_from_its_button(qtbot, shown):
    button = QPushButton("Preview")
    shown(button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_button_may_die_with_the_keyboard(qtbot, qapp, shown):
    button, other = QPushButton("Preview"), QPushButton("Apply")
    home = shown(button, other)
    for part in (button, other):
        part.setFocus()
        part.setParent(None)
        part.deleteLater()
    del button, other, part
    gc.collect()
    qtbot.waitUntil(lambda: home.findChild(FocusRing) is None)


@pytest.mark.parametrize("part", [QLineEdit, QComboBox, QTabBar], ids=lambda part: part.__name__)
def test_fields_and_tabs_show_that_they_have_the_keyboard(qtbot, light, shown, part):
    field = part()
    if isinstance(field, QTabBar):
        field.addTab("Task")
    shown(QLineEdit(), field)
    size = field.size()
    field.clearFocus()
    quiet = colours(field)[light.accent.focus_ring]
    field.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(field.hasFocus)
    assert colours(field)[light.accent.focus_ring] > quiet + 40
    assert field.size() == size


def test_a_wrong_entry_is_outlined_in_crimson(light, shown):
    field = QLineEdit("31 nov")
    field.setProperty("invalid", True)
    shown(QLineEdit(), field)
    assert light.state.late in colours(field)
    assert field.height() == light.size.field


def test_arrows_and_clicks_choose_a_view_and_tell_it_once(qtbot, light, shown):
    views = SegmentedControl(VIEWS, light)
    views.choose("plan")
    shown(views)
    told: list[str] = []
    views.chosen.connect(told.append)
    widths = [views.button(segment.id).width() for segment in VIEWS]
    qtbot.mouseClick(views.button("roadmap"), Qt.MouseButton.LeftButton)
    assert (views.chosen_id, told) == ("roadmap", ["roadmap"])
    views.button("roadmap").setFocus()
    qtbot.keyClick(views.button("roadmap"), Qt.Key.Key_Right)
    assert (views.chosen_id, told) == ("risk", ["roadmap", "risk"])
    views.choose("plan")
    assert (views.chosen_id, told) == ("plan", ["roadmap", "risk"])
    assert [views.button(segment.id).width() for segment in VIEWS] == widths
    assert views.button("plan").accessibleName() == "Plan"


def test_no_view_is_chosen_until_one_is(light, shown):
    views = SegmentedControl(VIEWS, light)
    shown(views)
    assert views.chosen_id == ""
    with pytest.raises(KeyError, match="board"):
        views.choose("board")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_A])
def test_the_search_field_asks_for_the_palette_by_key_and_click(qtbot, light, shown, key):
    field = SearchField("Find a task or run a command", light)
    shown(field)
    with qtbot.waitSignal(field.activated):
        qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    field.setFocus()
    assert light.accent.focus_ring in colours(field)
    with qtbot.waitSignal(field.activated):
        qtbot.keyClick(field, key)
    with qtbot.assertNotEmitted(field.activated):
        qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.accessibleName() == "Find a task or run a command"


def test_the_zoom_slider_moves_by_mouse_and_keys_and_is_silent_when_set(qtbot, light, shown):
    slider = ZoomSlider(light)
    slider.setFixedWidth(114)
    shown(slider)
    told: list[float] = []
    slider.moved.connect(told.append)
    slider.set_share(0.25)
    assert (slider.share, told) == (0.25, [])
    slider.set_share(7)
    assert slider.share == 1
    middle = slider.rect().center()
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert slider.share == pytest.approx(0.5, abs=0.02)
    slider.setFocus()
    quiet = slider.share
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert slider.share == pytest.approx(quiet + 0.05)
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert told[-1] == slider.share == 0
    assert slider.accessibleName() == "Zoom"


def test_a_banner_says_its_sentence_and_offers_what_can_be_done(qtbot, light, shown):
    banner = Banner("Reconciliation reports moved 8 d.", "line", "", light)
    undo = banner.add_button("Undo")
    home = shown(banner, upright=True)
    assert light.surface.tooltip in colours(banner)
    assert banner.accessibleName() == "Reconciliation reports moved 8 d."
    undo.setFocus()
    ring = home.findChild(FocusRing)
    assert light.text.on_tooltip in colours(ring)  # the accent could not be told from the dark ground
    with qtbot.waitSignal(undo.clicked):
        qtbot.keyClick(undo, Qt.Key.Key_Space)


def test_controls_that_draw_follow_the_theme(light, shown):
    parts = [SearchField("Find", light), ZoomSlider(light), PrimaryButton("Export", "export", light)]
    parts += [SegmentedControl(VIEWS, light), Banner("Saved.", "warn", "merge", light)]
    shown(*parts)
    dark = load("dark")
    for part in parts:
        before = part.grab().toImage()
        part.set_tokens(dark)
        assert part.grab().toImage() != before


def test_figures_stay_with_their_units_where_words_wrap():
    assert unbroken("GA +3 d, 5 % done, 12 days, in 2 d.") == "GA +3\u00a0d, 5\u00a0% done, 12 days, in 2\u00a0d."
    assert unbroken("phase 3 design") == "phase 3 design"
