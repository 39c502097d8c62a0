"""What the changes would move, beside them, and the two ways to go on: take them, or discard them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from roadmap_app.analysis import moved
from roadmap_app.analysis.moved import Consequences
from roadmap_app.app.calendars.fields import restyle
from roadmap_app.app.calendars.listed import fill_table, small_table
from roadmap_app.app.theme.controls import PrimaryButton, Sign, caption
from roadmap_app.app.theme.reading import unbroken
from roadmap_app.model import text
from roadmap_app.model.time import day_of, to_date

if TYPE_CHECKING:
    from roadmap_app.app.calendars.editor import CalendarEditor

HEADS = ("Task", "Finish", "By", "Why")
SHARE = (5, 5, 2, 6)
MOST = 200  # rows: milestones and what goes wrong first
LOWEST = 96
QUIET = "Changes are tried here first: what they move is shown before you take them."


class Effects(QFrame):
    taken = Signal()
    discarded = Signal()
    stepped_back = Signal()
    left = Signal()

    def __init__(self, editor: CalendarEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._ids: list[str] = []
        self._refused = False  # what was said last is why something cannot be
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._sign = Sign(16, self)
        self.words = caption("", "caption")
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.undo = QPushButton("Undo")
        self.discard = QPushButton("Discard")
        self.take = PrimaryButton("Take", "", editor.tokens)
        self.close_ = QPushButton("Close")
        head.addWidget(self._sign)
        head.addWidget(self.words, 1)
        for button, told in (
            (self.undo, self.stepped_back), (self.discard, self.discarded), (self.take, self.taken),
            (self.close_, self.left),
        ):  # fmt: skip
            button.setAutoDefault(False)
            button.clicked.connect(told)
            head.addWidget(button)
        column.addLayout(head)
        self.table = small_table(HEADS, "What moves", editor)  # the editor has a place for it, beside the week
        self.table.setMinimumHeight(LOWEST)
        self.table.itemSelectionChanged.connect(self._reveal)
        self.table.hide()
        self.quiet()

    def show_steps(self, labels: Sequence[str], *, differs: bool) -> None:
        """Which changes wait to be taken, and whether they come to anything together."""
        self.undo.setEnabled(bool(labels))
        self.undo.setToolTip(f"Undo: {labels[-1]} (Ctrl+Z)" if labels else "Nothing to undo here.")
        for button in (self.discard, self.take):
            button.setEnabled(differs)
        nothing = "These changes cancel each other out." if labels else "Nothing has been changed here yet."
        self.take.setToolTip("\n".join(labels[-12:]) if differs else nothing)
        count = f" {len(labels)} changes" if differs and len(labels) > 1 else ""
        self.take.setText(f"Take{count}")
        if not labels:
            self.table.hide()
            self._ids = []

    def counting(self) -> None:
        """The dates are being worked out; what was told before stands no more."""
        self._say("Working out what moves…", "info", "text.secondary")

    def quiet(self, words: str = QUIET) -> None:
        self._say(words, "info", "text.secondary")

    def refuse(self, words: str) -> None:
        """Say why something cannot be."""
        self._say(words, "warning", "state.late", tone="late")
        self._refused = True

    def tell(self, made: Consequences, calendars: Sequence[str]) -> None:
        """Show what moves: the whole in one line, milestones and then the other tasks below it."""
        plan = made.after.plan
        late = bool(made.missed or made.problems)
        words = moved.headline(made)
        if made.milestones:
            named = ", ".join(
                f"{plan.tasks[each.id].name} {text.difference(each.by, plan.project)}" for each in made.milestones[:3]
            )
            more = f" and {len(made.milestones) - 3} more" if len(made.milestones) > 3 else ""
            words = f"{words}. Milestones: {named}{more}"
        if made.problems:
            words = f"{words}. {made.problems[0].message}"
        icon, role = ("warning", "state.late") if late else ("info", "accent.base")
        if not self._refused:  # which was asked for after the change, and stays until the next
            self._say(f"{words.rstrip('.')}.", icon, role, strong=True)
        first = {each.id for each in made.milestones} | set(made.missed)
        rows = sorted(made.tasks, key=lambda each: each.id not in first)[:MOST]
        year = to_date(day_of(self._editor.window_.workspace.today)).year
        self._ids = [each.id for each in rows]
        fill_table(self.table, [
            (
                plan.tasks[each.id].name + (" (deadline missed)" if each.id in made.missed else ""),
                moved.dates(each, year),
                text.difference(each.by, plan.project) if each.by else "0 d",
                moved.reason(made, each, calendars),
            )
            for each in rows
        ], SHARE, whole=(1, 2), right=(2,))  # fmt: skip
        self.table.setVisible(bool(rows))

    def _say(self, words: str, icon: str, role: str, *, strong: bool = False, tone: str = "") -> None:
        self._refused = False
        self._sign.show_icon(icon, self._editor.tokens.colour(role))
        self.words.setText(unbroken(words))
        self.words.setProperty("strong", strong)
        self.words.setProperty("tone", tone)
        self.words.setProperty("role", "" if strong or tone else "caption")
        restyle(self.words)
        self.words.setAccessibleName(words)

    def _reveal(self) -> None:
        """Show the chosen task in the plan behind."""
        row = self.table.currentRow()
        if self.table.selectedIndexes() and 0 <= row < len(self._ids):
            self._editor.window_.workspace.reveal(self._ids[row])
