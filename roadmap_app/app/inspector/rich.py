"""Sentences in which the names of tasks lead to them, in labels that are used again and again."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from roadmap_app.app.theme.reading import unbroken
from roadmap_app.model import text
from roadmap_app.model.bidi import directed, isolated

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

FIRST = 0xF0000  # letters that nobody writes


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
    tasks, colour = window.document.plan.tasks, window.workspace.tokens.accent.base
    known, ascii = [id for id in ids if id in tasks], sentence.isascii()
    for place, id in enumerate(known):  # a letter for each name, so that no name is looked for within another
        sentence = sentence.replace(text.quoted(tasks[id].name), chr(FIRST + place), 1)
    words = escape(directed(unbroken(sentence), mirrored=QGuiApplication.isRightToLeft() or not ascii))
    for place, id in enumerate(known):
        name = escape(isolated(tasks[id].name))
        anchor = f'<a href="{id}" style="color: {colour}; text-decoration: none">{name}</a>'
        words = words.replace(chr(FIRST + place), anchor)
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
