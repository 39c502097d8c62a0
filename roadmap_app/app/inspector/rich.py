"""Sentences in which the names of tasks lead to them, in labels that are used again and again."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from roadmap_app.model import text

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


def go(window: MainWindow, id: str) -> None:
    """Show a task in the plan and select it."""
    if id in window.document.plan.tasks:
        window.workspace.reveal(id)
        window.workspace.select([id])


def say(label: QLabel, words: str) -> None:
    """Give a label words, where they are others than it has."""
    if label.text() != words:
        label.setText(words)


def show(part: QWidget, shown: bool) -> None:
    """Show or hide a part of a page, where that is a change."""
    if part.isHidden() == shown:
        part.setVisible(shown)


def tone(label: QLabel, name: str) -> None:
    """The tone of a label, as the style sheet names it; "" for none."""
    if (label.property("tone") or "") != name:
        label.setProperty("tone", name)
        label.style().polish(label)


def linking_label(window: MainWindow, role: str = "") -> QLabel:
    """A label whose links are ids of tasks; give it words by `linked`."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    label.linkActivated.connect(lambda id: go(window, id))
    return label


def linked(window: MainWindow, sentence: str, ids: Sequence[str]) -> str:
    """A sentence as rich text in which the quoted names of tasks are links."""
    words, tasks = escape(sentence), window.document.plan.tasks
    colour = window.workspace.tokens.accent.base
    for id in ids:
        if id in tasks:
            anchor = f'<a href="{id}" style="color: {colour}; text-decoration: none">{escape(tasks[id].name)}</a>'
            words = words.replace(escape(text.quoted(tasks[id].name)), anchor, 1)
    return words


class Pool:
    """As many labels of one kind as are needed, made once and shown or hidden."""

    def __init__(self, window: MainWindow, column: QVBoxLayout, role: str = "") -> None:
        self._window, self._column, self._role = window, column, role
        self._labels: list[QLabel] = []

    def fill(self, sentences: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Show sentences, each with the tasks in it that can be gone to."""
        while len(self._labels) < len(sentences):
            label = linking_label(self._window, self._role)
            self._labels.append(label)
            self._column.addWidget(label)
        for label, (sentence, ids) in zip(self._labels, sentences, strict=False):
            say(label, linked(self._window, sentence, ids))
        for place, label in enumerate(self._labels):
            show(label, place < len(sentences))
