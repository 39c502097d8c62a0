"""A section of the inspector: a head that folds it, and a body that is filled only when it is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from roadmap_app.app.theme.controls import caption
from roadmap_app.app.theme.icons import icon

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

Ids = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A piece of a page: its widget, and how it shows some tasks.

    `fill` answers the few words at the right of its head; None where there is nothing to show, which hides it.
    """

    id: str
    title: str
    body: QWidget
    fill: Callable[[Ids], str | None]
    folded: bool = False  # until somebody opens it
    single: bool = False  # only of one task
    name: Callable[[Ids], str] | None = None  # a title that tells of the task


class Section(QWidget):
    """`changed` is called when it is opened, so that it is filled."""

    def __init__(self, window: MainWindow, part: Part, opened: Callable[[Section], None]) -> None:
        super().__init__()
        self.part = part
        self._window, self._opened = window, opened
        self.head = QToolButton(self)
        self.head.setObjectName(f"section-{part.id}")
        self.head.setProperty("section", True)
        self.head.setCheckable(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setText(part.title)
        self.head.setIconSize(QSize(12, 12))
        self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.head.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.note = caption("")
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.head, 1)
        line.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(part.body)
        folds = window.settings.inspector_folds
        self.head.setChecked(not folds.get(part.id, part.folded))
        self.head.toggled.connect(self._toggle)
        self._show()

    @property
    def is_open(self) -> bool:
        return self.head.isChecked()

    def fill(self, ids: Ids) -> None:
        """Show some tasks, or hide where there is nothing to show of them."""
        words = None if self.part.single and len(ids) != 1 else self.part.fill(ids)
        self.setVisible(words is not None)
        if words is None:
            return
        if self.note.text() != words:
            self.note.setText(words)
        title = self.part.name(ids) if self.part.name else self.part.title
        if self.head.text() != title:
            self.head.setText(title)

    def refresh_icon(self) -> None:
        name = "collapse" if self.is_open else "expand"
        self.head.setIcon(icon(name, self._window.workspace.tokens, on="text.secondary", size=12))
        self.head.setAccessibleName(f"{self.head.text()}, {'open' if self.is_open else 'folded'}")

    def _toggle(self, opened: bool) -> None:
        folds = self._window.settings.inspector_folds
        folds[self.part.id] = not opened
        self._show()
        self._opened(self)

    def _show(self) -> None:
        self.part.body.setVisible(self.is_open)
        self.note.setVisible(self.is_open)
        self.refresh_icon()


def column_body(spacing: int = 6) -> tuple[QWidget, QVBoxLayout]:
    """An empty body that stacks what is put into it."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return body, column
