"""What the chart shows: colours and their legend, words and badges at bars, the chain of the selected task."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from roadmap_app.app import workspace
from roadmap_app.app.dialogs import colour_rules
from roadmap_app.app.gantt import clicks
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.preferences import looks, remembered
from roadmap_app.app.screenshot import settle
from roadmap_app.model.plan import Draft
from roadmap_app.model.records import Resource
from roadmap_app.model.time import instant
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.colouring import Rule, of_slot
from roadmap_app.scene.frame import Look
from tests.gui.conftest import Open
from tests.gui.robot import START, centre, id_of, press, release
from tests.pocket import id_of as pocket_id
from tests.pocket import plan as pocket


def with_teams(window: MainWindow) -> None:
    def change(draft: Draft) -> None:
        core = draft.put(Resource(id="core", name="Core", type="team", colour=2))
        draft.change(draft.tasks[id_of(window, "A")], team=core.id)
        draft.change(draft.tasks[id_of(window, "B")], notes="Ask Ann first.")

    window.edit("Teams", change)


def words(window: MainWindow, name: str) -> list[str]:
    id = id_of(window, name)
    return [label.words for label in window.gantt.shown_frame().labels if label.id == id and not label.icon]


def click(window: MainWindow, at: QPoint) -> None:
    press(window, at)
    release(window, at)


def badge(window: MainWindow, icon: str) -> QPoint:
    label = next(label for label in window.gantt.shown_frame().labels if label.icon == icon)
    x, y, width, height = label.rect
    return QPoint(round(x + width / 2), round(y + height / 2))


def test_bars_are_coloured_by_team_and_the_legend_says_so(opened: Open) -> None:
    window = opened("A 3d; B 2d after A; C 9d")
    with_teams(window)
    assert not window.legend.isVisible()
    window.verbs["view.colour_team"].trigger()
    settle()
    bars = {bar.id: bar for bar in window.gantt.shown_frame().bars}
    assert bars[id_of(window, "A")].paint.fill == of_slot(2).fill
    assert bars[id_of(window, "C")].paint.strong, "critical, though colour says team"
    assert window.legend.isVisible()
    assert [swatch.words for swatch in window.legend.swatches][:2] == ["Core", "No team"]
    below = window.legend.mapTo(window, QPoint(0, 0)).y()
    assert below >= window.gantt.mapTo(window, QPoint(0, window.gantt.height())).y()
    window.verbs["view.legend"].trigger()
    assert not window.legend.isVisible()
    assert window.verbs["view.colour_team"].isChecked()
    assert not window.verbs["view.colour_critical"].isChecked()


def test_the_look_of_a_plan_is_remembered(opened: Open) -> None:
    window = opened("A 3d")
    look = Look(
        colour_by="rule", rules=(Rule("A", 3),), label_left=("start",), label_right=(), name_inside=True,
        show_legend=True, show_slack=False,
    )  # fmt: skip
    window.workspace.look = look
    remembered.keep_view(window)
    window.workspace.look = Look()
    remembered.restore_view(window)
    assert window.workspace.look == look
    assert looks.taken({"colour_by": "taste", "rules": [["A", 99], "x"], "show_links": 3, "label_left": 7}) == {
        "rules": ()
    }


def test_chosen_fields_stand_beside_bars_and_names_within(opened: Open) -> None:
    window = opened("A 3d; Build it 5d; C 1d")
    window.verbs["view.label_right_finish"].trigger()
    window.verbs["view.label_left_name"].trigger()
    assert words(window, "A") == ["A", "6 May"]
    window.verbs["view.name_inside"].trigger()
    window.verbs["view.label_left_none"].trigger()
    within = [label for label in window.gantt.shown_frame().labels if label.inside]
    assert {label.words for label in within} == {"A", "Build it", "C"}
    assert words(window, "C") == ["C", "4 May"]


def test_a_badge_tells_the_notes_and_opens_them(opened: Open) -> None:
    window = opened("A 3d; B 2d after A")
    with_teams(window)
    settle()
    place = badge(window, "note")
    QTest.mouseMove(window.gantt.viewport(), place)
    found = window.gantt.pointing.hit_at(place.toPointF())
    assert (found.part, found.id) == ("note", id_of(window, "B"))
    assert clicks.words_of(window.gantt, found) == "Ask Ann first."
    click(window, place)
    assert window.workspace.selection == (id_of(window, "B"),)
    assert window.inspector.tabs.tabText(window.inspector.tabs.currentIndex()) == "Notes"
    window.verbs["view.badges"].trigger()
    assert not any(label.icon for label in window.gantt.shown_frame().labels)


def test_a_badge_tells_what_is_wrong_and_opens_the_list(opened: Open) -> None:
    window = opened("A 3d; B 2d manual 2026-05-04..2026-05-05 after A")
    settle()
    place = badge(window, "warning")
    found = window.gantt.asked.advice(id_of(window, "B"))
    assert "before 'A' allows" in found
    click(window, place)
    settle()
    box = next(child for child in window.findChildren(QDialog) if child.isVisible())
    assert box.windowTitle() == "Problems and advice"
    box.close()


def test_the_chain_of_the_selected_task_stays_lit_and_the_rest_steps_back(opened: Open) -> None:
    window = opened("A 3d; B 2d after A; C 1d after B; X 1d; Y 1d after X")
    click(window, centre(window, "B"))
    QTest.mouseMove(window.gantt.viewport(), QPoint(5, 400))
    drawn = window.gantt.shown_frame()
    dimmed = {bar.id for bar in drawn.bars if bar.dimmed}
    assert dimmed == {id_of(window, "X"), id_of(window, "Y")}
    assert sorted(link.state for link in drawn.links) == ["back", "lit", "lit"]
    window.verbs["view.chain"].trigger()
    assert not any(bar.dimmed for bar in window.gantt.shown_frame().bars)
    window.workspace.select(())
    QTest.mouseMove(window.gantt.viewport(), centre(window, "Y"))
    assert [link.state for link in window.gantt.shown_frame().links].count("lit") == 1


def test_own_rules_colour_what_they_find_as_they_are_typed(opened: Open) -> None:
    window = opened("Review of API 3d; Build 2d")
    window.verbs["view.colour_rule"].trigger()
    settle()
    box = next(child for child in window.findChildren(colour_rules.ColourRules))
    QTest.keyClicks(box.rows[0].words, "review")
    box.rows[0].colour.setCurrentIndex(4)
    bars = {bar.id: bar.paint.fill for bar in window.gantt.shown_frame().bars}
    assert bars[id_of(window, "Review of API")] == of_slot(5).fill
    assert bars[id_of(window, "Build")] != of_slot(5).fill
    box.rows[0].gone.click()
    assert window.workspace.look.rules == ()
    box.close()


def test_a_colour_of_its_own_is_an_edit_that_can_be_undone(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    window.workspace.select([id_of(window, "A")])
    window.verbs["task.colour_4"].trigger()
    assert window.document.plan.tasks[id_of(window, "A")].colour == "4"
    bars = {bar.id: bar.paint.fill for bar in window.gantt.shown_frame().bars}
    assert bars[id_of(window, "A")] == of_slot(4).fill
    assert window.document.history[-1] == "Colour 'A'"
    window.verbs["edit.undo"].trigger()
    assert not window.document.plan.tasks[id_of(window, "A")].colour


def test_a_split_bar_is_moved_as_one_from_its_gap_too(opened: Open) -> None:
    made = pocket("A 3d split 1d+2d; B 1d")
    window = opened(made)
    (bar,) = (bar for bar in window.gantt.shown_frame().bars if bar.id == pocket_id(made, "A"))
    ((left, right),) = bar.gaps
    found = window.gantt.pointing.hit_at(QPoint(round((left + right) / 2), round(bar.middle)).toPointF())
    assert (found.part, found.id) == ("body", bar.id)


def test_today_stands_at_the_clocks_time_where_the_axis_tells_hours(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock:
        @staticmethod
        def now() -> datetime:
            return datetime(2026, 5, 4, 14, 30)

    monkeypatch.setattr(workspace, "datetime", Clock)
    window = opened("A 3d")
    shown = window.workspace
    hours, days = TimeAxis(START, 300.0), TimeAxis(START, 24.0)
    assert shown.now_on(hours) == instant(2026, 5, 4, 14, 30)
    assert shown.now_on(days) == START, "a day is a column: its morning is its left edge"
    shown.today += 1440
    assert shown.now_on(hours) == START + 1440, "today was told, and is not the clock's"


def test_a_rule_is_a_filter_and_one_that_cannot_be_read_says_so(opened: Open) -> None:
    window = opened("A 3d; B 2d after A; C 1d 100%")
    window.verbs["view.colour_rule"].trigger()
    box = next(child for child in window.findChildren(colour_rules.ColourRules))
    box.rows[0].words.setText("critical -name:B")
    bars = {bar.id: bar for bar in window.gantt.shown_frame().bars}
    assert bars[id_of(window, "A")].paint.fill == of_slot(1).fill
    assert bars[id_of(window, "B")].paint.fill != of_slot(1).fill
    box.rows[0].words.setText("finish<someday")
    assert box.rows[0].words.property("invalid")
    assert "date" in box.rows[0].words.toolTip()
    box.close()
