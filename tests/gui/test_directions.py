"""Hebrew and Arabic in an English window, and English in a mirrored one: the order in which words are drawn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QToolButton, QToolTip

from roadmap_app.app.inspector.rich import linked, linking_label
from roadmap_app.app.screenshot import settle
from roadmap_app.app.theme import fonts, texts
from roadmap_app.app.theme.reading import readable
from tests.gui import drawn
from tests.gui.conftest import Open
from tests.gui.robot import click_cell, id_of

HEBREW, ARABIC = "\u05d0\u05d1\u05d2", "\u0627\u0644\u0641"
PLAN = f"{HEBREW} 2 3d; B 2d after {HEBREW} 2; API {ARABIC} 1d after B"


@pytest.fixture(params=("left to right", "right to left"))
def layout(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    mirrored = request.param == "right to left"
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    yield request.param
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_sentences_end_with_their_marks_in_both_layouts(layout: str, opened: Open) -> None:
    window = opened("A 3d; B 2d after A")
    for part in (QLabel("Why Thu 1 Oct?"), QPushButton("Find …"), QLabel("(none), 3 + 4 d.")):
        part.setParent(window)
        part.resize(240, 30)
        assert drawn.words(part) == part.text()
    click_cell(window, "B", "name")
    window.inspector.flush()
    settle()
    heads = [each for each in window.inspector.findChildren(QToolButton) if each.text().endswith("?")]
    assert heads and all(drawn.words(each) == each.text() for each in heads if each.isVisible())
    assert drawn.words(window.status).count("selected") == 1
    for action in ("edit.find", "file.open"):
        menu = QMenu(window)
        menu.addAction(window.verbs[action])
        menu.resize(menu.sizeHint())
        assert readable(window.verbs[action].text()) and "…" in drawn.words(menu)
        assert "…F" not in drawn.words(menu) and "…O" not in drawn.words(menu)


def test_names_keep_their_direction_within_sentences(layout: str, opened: Open) -> None:
    window = opened(PLAN)
    label = QLabel(f"'{HEBREW} 2' starts before 'API {ARABIC}': +3 d.", window)
    label.resize(400, 30)
    assert drawn.words(label) == f"'2 {HEBREW}' starts before 'API {ARABIC}': +3 d."  # Hebrew first, at the right
    QToolTip.showText(window.mapToGlobal(QPoint(50, 50)), f"Move '{HEBREW} 2' +3 d.\nUndo it?", window)
    (tip,) = (each for each in QApplication.topLevelWidgets() if each.metaObject().className() == "QTipLabel")
    assert drawn.words(tip) == f"Move '2 {HEBREW}' +3 d.Undo it?"
    QToolTip.hideText()
    tip.close()
    settle()


def test_labels_begin_where_the_window_does_whatever_they_begin_with(layout: str, opened: Open) -> None:
    window = opened("A 3d")
    for words in (f"'{HEBREW} 2' starts before 'B'.", "'B' starts before it.", f"{HEBREW} {ARABIC}"):
        label = QLabel(words, window)
        label.resize(600, 30)
        left = min(x for x, _ in drawn.pieces(label))
        assert (left < 10) == (layout == "left to right")
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        assert (min(x for x, _ in drawn.pieces(label)) > 100) == (layout == "left to right")


def test_the_inspector_links_names_in_their_direction(layout: str, opened: Open) -> None:
    window = opened(PLAN)
    label = linking_label(window)
    label.setParent(window)
    label.resize(500, 30)
    ids = [id_of(window, name) for name in (f"{HEBREW} 2", f"API {ARABIC}")]
    label.setText(linked(window, f"'{HEBREW} 2' drives 'API {ARABIC}' by 3 d.", ids))
    assert label.text().count("<a ") == 2
    assert drawn.words(label).replace("\u00a0", " ") == f"2 {HEBREW} drives API {ARABIC} by 3 d."


def test_undo_names_a_step_in_its_order(layout: str, opened: Open) -> None:
    window = opened(PLAN)
    window.edit(f"Move '{HEBREW} 2' +3 d", lambda draft: draft.change(draft.tasks[id_of(window, "B")], percent=10))
    assert window.document.history[-1].startswith(f"Move '{HEBREW} 2' +3 d")  # stored as it was given
    menu = QMenu(window)
    menu.addAction(window.verbs["edit.undo"])
    menu.resize(menu.sizeHint())
    assert f"Move '2 {HEBREW}' +3 d" in drawn.words(menu)


def test_cells_begin_where_their_language_does(opened: Open) -> None:
    window = opened(f"{HEBREW} 2 3d; B 2d")
    grid = window.grid
    found = drawn.pieces(grid.viewport())
    hebrew, other = (grid.cell_rect(id_of(window, name), "name") for name in (f"{HEBREW} 2", "B"))
    assert next(x for x, words in found if words == "B") < other.left() + 60
    assert next(x for x, words in found if HEBREW in words) > hebrew.center().x()


def test_what_is_found_is_marked_where_it_is_drawn() -> None:
    words = f"{HEBREW} API"
    ((first, end),) = texts.spans(words, 12, False, 0, 1)
    ((left, right),) = texts.spans(words, 12, False, 4, 7)
    assert 0 <= left < right < first < end <= fonts.width(words, 12, False) + 1
    assert len(texts.spans(words, 12, False, 2, 5)) == 2  # both sides of where the directions meet
    ((left, right),) = texts.spans("Build API", 12, False, 6, 9)
    assert abs(left - fonts.width("Build ", 12, False)) < 1 and abs(right - fonts.width("Build API", 12, False)) < 1


def test_the_palette_marks_the_letters_that_were_found(layout: str, opened: Open) -> None:
    window = opened(PLAN)
    window.open_palette()
    window.palette_box.field.setText(f"API {ARABIC}")
    settle()
    said = drawn.words(window.palette_box.list.viewport())
    assert f"API {ARABIC}" in said
    window.palette_box.close()
