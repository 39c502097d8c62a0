"""Texts of a plan are shown as they are: no name of it is ever taken for markup, in labels, tooltips, and questions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QToolTip

from roadmap_app.app.screenshot import settle
from roadmap_app.model.plan import Draft
from tests.gui.conftest import Open
from tests.gui.robot import click_cell
from tests.pocket import plan

NASTY = "<b>x</b><img src='file:///etc/hostname'>"


def test_no_name_of_a_plan_is_markup(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = Draft(plan("A 3d by Ann; B 2d after A"))
    draft.change(draft.project, name=NASTY)
    for task in list(draft.tasks.values()):
        draft.change(task, name=f"{NASTY}{task.name}")
    for person in list(draft.resources.values()):
        draft.change(person, name=NASTY)
    window = opened(draft.plan)
    click_cell(window, f"{NASTY}A", "name")
    settle()
    labels = [label for label in window.findChildren(QLabel) if "<" in label.text()]
    rich = [label for label in labels if label.textFormat() != Qt.TextFormat.PlainText]
    assert labels
    for label in rich:  # sentences with links to tasks, which are escaped
        assert label.textFormat() == Qt.TextFormat.RichText and "<img" not in label.text() and "<b>" not in label.text()
    asked: list[Qt.TextFormat] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.textFormat()))
    window.edit("Rename", lambda draft: draft.change(draft.project, name=f"{NASTY}!"))
    assert not window.close()
    assert asked == [Qt.TextFormat.PlainText]


def test_tooltips_are_plain(opened: Open) -> None:
    window = opened("A 3d")
    QToolTip.showText(window.mapToGlobal(QPoint(50, 50)), NASTY, window)
    (tip,) = (each for each in QApplication.topLevelWidgets() if each.metaObject().className() == "QTipLabel")
    assert isinstance(tip, QLabel) and tip.text() == NASTY and tip.textFormat() == Qt.TextFormat.PlainText
    QToolTip.hideText()
    tip.close()
    settle()
