"""The guide: every action with its keys, and every gesture, on one page that can be searched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QTextBrowser, QVBoxLayout

from roadmap_app.app import boxes
from roadmap_app.app.actions.table import all_actions
from roadmap_app.app.gantt.gesture_list import GESTURES as IN_CHART
from roadmap_app.app.grid.gesture_list import GESTURES as IN_GRID
from roadmap_app.app.preferences import keys
from roadmap_app.app.theme.controls import caption
from roadmap_app.model import fuzzy

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow
    from roadmap_app.app.preferences.settings import Settings
    from roadmap_app.scene.tokens import Tokens

WIDTH, HEIGHT = 760, 620
SCROLLS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True)
class Line:
    """One thing that can be done: what, how, and a sentence about it."""

    section: str
    what: str
    how: str
    tip: str = ""
    words: str = ""


def lines(settings: Settings) -> Iterator[Line]:
    """The whole guide, gestures first, then the menus."""
    yield from (Line("In the chart", what, how) for what, how in IN_CHART)
    yield from (Line("In the grid", what, how) for what, how in IN_GRID)
    for action in all_actions():
        how = ", ".join(map(keys.native, keys.of(settings, action)))
        section = f"Menu {action.place[0].replace(' > ', ' ▸ ')}"
        yield Line(section, action.label.rstrip("…"), how, action.tip, action.words)


def found(query: str, settings: Settings) -> list[Line]:
    """The lines that speak of all words of a query, or, where none does, that are called so with letters left out."""
    every = list(lines(settings))
    parts = query.lower().split()
    plain = [line for line in every if all(part in _text(line) for part in parts)]
    return plain or [line for line in every if (met := fuzzy.match(query, line.what)) and met.score > 0]


def page(given: list[Line], tokens: Tokens) -> str:
    """The lines as one page of HTML, in the colours of the theme."""
    parts = []
    section = ""
    for line in given:
        if line.section != section:
            parts.append("</table>" if section else "")
            section = line.section
            parts.append(f"<h3>{escape(section)}</h3><table width='100%' cellspacing='0' cellpadding='4'>")
        tip = f"<br><span class='tip'>{escape(line.tip)}</span>" if line.tip else ""
        parts.append(f"<tr><td width='55%'>{escape(line.what)}{tip}</td><td class='how'>{escape(line.how)}</td></tr>")
    parts.append("</table>" if section else "")
    style = (
        f"h3 {{ color: {tokens.text.primary}; font-size: {tokens.font.title}px; }}"
        f"td {{ color: {tokens.text.primary}; }} .how, .tip {{ color: {tokens.text.secondary}; }}"
        f".tip {{ font-size: {tokens.font.caption}px; }}"
    )
    return f"<style>{style}</style>{''.join(parts)}"


def show(window: MainWindow) -> GuideWindow:
    """Open the one guide that there is."""
    box = window.findChild(GuideWindow) or GuideWindow(window)
    box.show()
    box.activateWindow()
    box.search.setFocus()
    return box


class GuideWindow(QDialog):
    """Stays open beside the plan; follows the theme, and the keys as they are changed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Guide")
        self.resize(WIDTH, HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(caption("Guide", "heading"))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Search for what you want to do")
        self.search.setAccessibleName("Search for what you want to do")
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        column.addWidget(self.search)
        self.text = QTextBrowser(self)
        self.text.setAccessibleName("Guide")
        self.text.setTabChangesFocus(True)
        column.addWidget(self.text, 1)
        foot = QHBoxLayout()
        change = QPushButton("Change Shortcuts…", self)
        change.clicked.connect(lambda: boxes.settings(window, "Shortcuts"))
        close = QPushButton("Close", self)
        close.clicked.connect(self.accept)
        for button in (change, close):
            button.setAutoDefault(False)
        foot.addWidget(change)
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)
        self.search.textChanged.connect(self._fill)
        window.workspace.look_changed.connect(self._fill)
        window.verbs["edit.find"].changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        given = found(self.search.text(), self._window.settings)
        if given:
            self.text.setHtml(page(given, self._window.workspace.tokens))
        else:
            self.text.setPlainText("Nothing in the guide mentions that. Try another word, or fewer words.")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that scroll do so from the search field, too."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in SCROLLS:
            bar = self.text.verticalScrollBar()
            step = bar.pageStep() if event.key() in SCROLLS[2:] else 3 * bar.singleStep()
            bar.setValue(bar.value() + (-step if event.key() in SCROLLS[::2] else step))
            return True
        return super().eventFilter(watched, event)


def _text(line: Line) -> str:
    return " ".join((line.section, line.what, line.how, line.tip, line.words)).lower()
