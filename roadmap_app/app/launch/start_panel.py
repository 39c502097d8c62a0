"""The panel of an empty plan: recent plans, templates, the sample, files of others. Gone with the first task."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app import boxes
from roadmap_app.app.disk import files
from roadmap_app.app.launch import templates
from roadmap_app.app.launch.template_card import TemplateCard
from roadmap_app.app.theme import fonts
from roadmap_app.app.theme.controls import Sign, caption
from roadmap_app.app.theme.icons import BESIDE_WORDS, icon
from roadmap_app.app.undo import past
from roadmap_app.model.text import plural

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

WIDTH, RECENT, MOST_UNSAVED = 712, 4, 2
NAMED, ABOUT = 210, 190  # px of the name of a plan, and of its path
INSET = 12  # px from the edge of a row to its mark
HEADS = 112  # px of the window above the first row


class StartPanel(QFrame):
    """Lies over the chart while the plan is empty and nobody closed it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._closed = ""
        self._made_for: object = None
        self.setObjectName("startPanel")
        self.setAccessibleName("Start a plan")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(26, 20, 26, 16)
        self._column.setSpacing(12)
        self._page: QWidget | None = None
        self._soon = QTimer(self)  # after the panes have taken their widths
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._place)
        self.hide()
        window.installEventFilter(self)
        window.workspace.look_changed.connect(self._after_look)

    def refresh(self) -> None:
        """Show it for an empty plan, hide it otherwise."""
        document = self._window.document
        wanted = (
            not document.plan.tasks
            and document.path is None
            and self._window.settings.start_panel
            and self._closed != document.plan.doc
        )
        if wanted and self._made_for != self._made_of():
            self._make()
        if wanted == self.isHidden():
            if not wanted and self.isAncestorOf(QApplication.focusWidget() or self._window):
                self._window.grid.setFocus()  # else Qt gives the keyboard to whatever button comes next
            self.setVisible(wanted)
        if wanted:
            self._place()

    def close_panel(self) -> None:
        self._closed = self._window.document.plan.doc
        self.hide()
        self._window.grid.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show) and not self.isHidden():
            self._soon.start(0)
        return super().eventFilter(watched, event)

    def _after_look(self) -> None:
        self._made_for = None
        self.refresh()

    def _place(self) -> None:
        window = self._window
        self.setFixedWidth(min(WIDTH, window.width() - 32))
        self.adjustSize()
        left = min(window.width() - self.width() - 24, max(window.grid.width() + 60, 24))
        top = max((window.height() - self.height()) // 2, HEADS)
        if not window.isLeftToRight():
            left = window.width() - self.width() - left
        self.move(max(left, 16), min(top, max(window.height() - self.height() - 32, HEADS)))
        self.raise_()

    def _made_of(self) -> object:
        """What the panel shows beside what is always the same."""
        window = self._window
        left = tuple((each.found.file, each.discarded) for each in window.crashed)
        return window.document.plan.doc, tuple(window.settings.recent), left

    def _make(self) -> None:
        self._made_for = self._made_of()
        if self._page is not None:
            self._column.removeWidget(self._page)
            self._page.deleteLater()
        self._page = QWidget(self)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(
            caption(
                "Type in the grid on the left, or pick one of these. This panel goes with your first task.",
                "muted",
            )
        )
        middle = QHBoxLayout()
        middle.setSpacing(24)
        middle.addLayout(self._recent(), 1)
        middle.addLayout(self._templates())
        column.addSpacing(20)
        column.addLayout(middle)
        column.addSpacing(20)
        column.addWidget(_head_of("Bring in existing work, or look around"))
        column.addSpacing(8)
        column.addLayout(self._others())
        column.addSpacing(24)
        foot = QHBoxLayout()
        foot.addWidget(caption("You can also drop a file anywhere in this window."))
        foot.addStretch(1)
        keep = QCheckBox("Show this for empty plans")
        keep.setChecked(True)
        keep.toggled.connect(lambda on: setattr(self._window.settings, "start_panel", on))
        foot.addWidget(keep)
        column.addLayout(foot)
        self._column.addWidget(self._page)
        self._page.show()  # the layout alone would show it too late to be measured

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(caption("Start a plan", "heading"))
        row.addStretch(1)
        close = QToolButton()
        close.setIcon(icon("close", self._window.workspace.tokens))
        close.setAccessibleName("Close this panel")
        close.clicked.connect(self.close_panel)
        row.addWidget(close)
        return row

    def _unsaved(self) -> QVBoxLayout:
        """A column that begins with what crashed windows left, a row each, where there is any."""
        column = QVBoxLayout()
        column.setSpacing(0)
        window = self._window
        left = [each for each in window.crashed if not each.discarded]
        if left:
            column.addWidget(_head_of("Not saved when the program ended", INSET))
            column.addSpacing(4)
        for each in left[:MOST_UNSAVED]:
            about = f"{plural(each.count, 'edit')} since {each.since}"
            name = each.name or "A plan that was never saved"
            column.addWidget(self._card("warning", name, about, partial(boxes.crashed, window, each), ""))
        if len(left) > MOST_UNSAVED:
            more = QPushButton(f"{plural(len(left) - MOST_UNSAVED, 'more plan')}…")
            more.setProperty("link", True)
            more.clicked.connect(window.verbs["file.recover"].trigger)
            row = QHBoxLayout()
            row.setContentsMargins(INSET - 4, 0, 0, 0)  # whose words begin 4 px behind its edge
            row.addWidget(more)
            row.addStretch(1)
            column.addLayout(row)
        if left:
            column.addSpacing(12)
        return column

    def _recent(self) -> QVBoxLayout:
        column = self._unsaved()
        window = self._window
        most = RECENT - MOST_UNSAVED if column.count() else RECENT
        column.addWidget(_head_of("Recent", INSET))
        column.addSpacing(4)
        for path in window.settings.recent[:most]:
            where = Path(path)
            at = window.settings.recent_at.get(path)
            when = "" if at is None else past.day_of(at) or past.time_of(at)
            column.addWidget(self._card("plan", where.stem, str(where.parent), _open(window, path), when))
        if not window.settings.recent:
            none = caption("Plans that you open are listed here.", "muted")
            none.setContentsMargins(INSET, 4, 0, 0)
            column.addWidget(none)
        button = QPushButton("Open a file…")
        button.setIcon(icon("open", window.workspace.tokens))
        button.setIconSize(BESIDE_WORDS)
        button.clicked.connect(window.verbs["file.open"].trigger)
        row = QHBoxLayout()
        row.setContentsMargins(INSET, 8, 0, 0)
        row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return column

    def _templates(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(_head_of("New from a template"))
        cards = QGridLayout()
        cards.setHorizontalSpacing(16)
        cards.setVerticalSpacing(10)
        for place, template in enumerate(templates.TEMPLATES):
            card = TemplateCard(template, self._window.workspace.tokens)
            card.clicked.connect(_use(self._window, template))
            cards.addWidget(card, *divmod(place, 2))
        column.addLayout(cards)
        column.addStretch(1)
        return column

    def _others(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(10)
        window = self._window
        grid.addWidget(
            self._card("file", "Microsoft Project", "an XML file", window.verbs["file.open"].trigger), 0, 0
        )
        grid.addWidget(
            self._card(
                "plan",
                "Sample programme",
                "6 teams, 20 tasks, safe to edit",
                window.verbs["help.sample"].trigger,
            ),
            0,
            1,
        )
        return grid

    def _card(
        self, mark: str, name: str, about: str, run: Callable[[], object], when: str | None = None
    ) -> QPushButton:
        """A button with a name and what it is; one with a time, which may be "", is a plain row."""
        card = QPushButton()
        card.setProperty("card", when is None)
        card.setProperty("row", when is not None)
        card.setAccessibleName(", ".join(filter(None, (name, about, when))))
        row = QHBoxLayout(card)
        row.setContentsMargins(INSET, 4, INSET, 4)
        row.setSpacing(12)
        sign = Sign()
        sign.show_icon(mark, self._window.workspace.tokens.accent.base)
        row.addWidget(sign)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        named = fonts.metrics(12, strong=True).elidedText(name, Qt.TextElideMode.ElideRight, NAMED)
        words.addWidget(caption(named, "section"))
        aside = caption(fonts.metrics(11).elidedText(about, Qt.TextElideMode.ElideMiddle, ABOUT))
        card.setToolTip("\n".join((*((name,) if named != name else ()), about)) if when is not None else "")
        words.addWidget(aside)
        words.addStretch(1)
        row.addLayout(words, 1)
        if when:
            row.addWidget(caption(when))
        for part in card.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        card.clicked.connect(lambda: run())
        return card


def _head_of(words: str, inset: int = 0) -> QLabel:
    """The quiet head of a part of the panel."""
    made = caption(words)
    made.setProperty("strong", True)
    made.setContentsMargins(inset, 0, 0, 0)
    return made


def _open(window: MainWindow, path: str) -> Callable[[], None]:
    return lambda: files.open_path(window, path)


def _use(window: MainWindow, template: templates.Template) -> Callable[[], None]:
    return lambda: templates.use(window, template)
