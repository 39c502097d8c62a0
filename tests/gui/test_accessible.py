"""The chart as a screen reader has it: a list of bars with names, values, links and actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication

from roadmap_app.app.gantt.accessible import DETAILS, LATER, AccessibleBar, AccessibleChart
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from tests.gui.conftest import Open
from tests.gui.robot import id_of

Text, Relation = QAccessible.Text, QAccessible.RelationFlag
PLAN = "Build {A 3d 40%; B 2d after A; Gate 0d after B}; Side 1d"


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What a screen reader is told, while one listens."""
    events: list[Any] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", events.append)
    yield events


def chart_of(window: MainWindow) -> AccessibleChart:
    found = QAccessible.queryAccessibleInterface(window.gantt)
    assert isinstance(found, AccessibleChart)
    return found


def bars(window: MainWindow) -> list[AccessibleBar]:
    chart = chart_of(window)
    found = [chart.child(place) for place in range(chart.childCount())]
    assert all(isinstance(bar, AccessibleBar) for bar in found)
    return found  # type: ignore[return-value]


def bar(window: MainWindow, name: str) -> AccessibleBar:
    return next(found for found in bars(window) if found.id == id_of(window, name))


def names_of(found: list[tuple[QAccessibleInterface, Any]], way: Any) -> list[str]:
    return [other.text(Text.Name).partition(",")[0] for other, kind in found if kind == way]


def test_each_row_in_view_is_one_sentence(opened: Open) -> None:
    window = opened(PLAN)
    assert [found.text(Text.Name) for found in bars(window)] == [
        "Pocket, whole plan, Mon 4 May to Fri 8 May, row 1",
        "Build, Mon 4 May to Fri 8 May, summary of 3 tasks, open, critical, row 2",
        "A, Mon 4 May to Wed 6 May, critical, row 3",
        "B, Thu 7 May to Fri 8 May, critical, row 4",
        "Gate, milestone, Fri 8 May, critical, row 5",
        "Side, Mon 4 May, row 6",
        "New task, type its name, row 7",
    ]


def test_a_bar_tells_what_is_done_and_what_it_hangs_on(opened: Open) -> None:
    window = opened(PLAN)
    found = bar(window, "B")
    assert bar(window, "A").text(Text.Value) == "40 % done"
    assert "after 'A'. before 'Gate'" in found.text(Text.Description)
    assert names_of(found.relations(), Relation.FlowsTo) == ["A"]
    assert names_of(found.relations(), Relation.FlowsFrom) == ["Gate"]
    assert names_of(found.relations(Relation.FlowsTo), Relation.FlowsFrom) == []


def test_items_lie_where_their_bars_are(opened: Open) -> None:
    window = opened(PLAN)
    for name in ("A", "Gate"):
        rect = bar(window, name).rect()
        shown = window.gantt.bar_rect(id_of(window, name))
        assert shown is not None
        assert rect.topLeft() == window.gantt.viewport().mapToGlobal(shown.topLeft())
        there = chart_of(window).childAt(rect.center().x(), rect.center().y())
        assert there is bar(window, name)
        assert chart_of(window).indexOfChild(bar(window, name)) == window.workspace.rows.index(id_of(window, name))


def test_a_bar_can_be_selected_opened_moved_and_folded(opened: Open) -> None:
    window = opened(PLAN)
    side, build = bar(window, "Side"), bar(window, "Build")
    assert side._actions.actionNames()[0] == side._actions.pressAction()
    side._actions.doAction(side._actions.pressAction())
    assert window.workspace.selection == (id_of(window, "Side"),)
    before = window.document.schedule.start(id_of(window, "Side"))
    side._actions.doAction(LATER)
    assert window.document.schedule.start(id_of(window, "Side")) == before + 1440
    build._actions.doAction(build._actions.toggleAction())
    assert build.state().collapsed
    assert len(bars(window)) == 4
    side._actions.doAction(DETAILS)
    assert window.inspector.isAncestorOf(QApplication.focusWidget())
    assert side._actions.keyBindingsForAction(DETAILS)


def test_rows_that_are_gone_are_no_items_any_more(opened: Open) -> None:
    window = opened(PLAN)
    gone = bar(window, "Side")
    window.workspace.select([gone.id])
    window.verbs["task.delete"].trigger()
    assert not gone.isValid()
    assert gone.text(Text.Name) == ""
    assert gone.state().invalid
    assert "Side" not in " ".join(found.text(Text.Name) for found in bars(window))


def test_only_rows_in_view_are_items_and_scrolling_changes_them(opened: Open) -> None:
    window = opened("; ".join(f"T{n} 1d" for n in range(200)))
    shown = bars(window)
    assert len(shown) < 60
    window.gantt.verticalScrollBar().setValue(window.gantt.verticalScrollBar().maximum())
    assert bars(window)[-1].text(Text.Name).endswith("row 202")
    assert shown[3].state().offscreen


def test_a_reader_follows_the_selection_and_hears_refusals(opened: Open, heard: list[Any]) -> None:
    window = opened(PLAN)
    chart_of(window)
    window.gantt.setFocus()
    settle()
    window.workspace.select([id_of(window, "A")])
    assert heard[-1].type() == QAccessible.Event.Focus
    assert bar(window, "A").state().focused
    window.workspace.message.emit("refused", "That cannot be.")
    assert heard[-1].message() == "That cannot be."
