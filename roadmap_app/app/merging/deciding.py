"""The lower part of the merge window: one conflict, its answers as cards with what each moves, and another value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from roadmap_app.app.theme.controls import Sign, caption
from roadmap_app.app.theme.reading import unbroken
from roadmap_app.document import answers
from roadmap_app.document import comparison as compared
from roadmap_app.document.comparison import BOTH, Answer, Choices, Comparison
from roadmap_app.model import text
from roadmap_app.scene.tokens import Tokens
from roadmap_app.storage.merge_values import Clash
from roadmap_app.storage.settling import SIDES, Unsettled

NAMED = {"mine": "Mine", "theirs": "Theirs", "base": "Before", "both": "Both"}
KEYS = {"mine": "Alt+M", "theirs": "Alt+T", "base": "Alt+B", "both": "Alt+O"}
MOST_LETTERS = 120  # of a value on a card


@dataclass(frozen=True)
class Effect:
    """What an answer does: which milestones move, and the finish; `refused` is why it cannot stand.

    `late` tells of a deadline that is missed then, and was not before.
    """

    words: str
    finish: str
    late: str = ""
    refused: str = ""
    dates: str = ""  # of the task that it is about


def effect_of(comparison: Comparison, choices: Choices, task: str = "") -> Effect:
    """What some choices do together, since the version that all come from, and to the dates of one task."""
    try:
        schedule = comparison.schedule_of(compared.chosen(comparison, choices))
    except Unsettled as error:
        return Effect("", "", refused=str(error))
    words = compared.effect_in_words(comparison.base_schedule, schedule)
    late = compared.missed_in_words(comparison.base_schedule, schedule)
    dates = ""
    if task in schedule:
        start, finish = text.long_date(schedule.start(task)), text.long_date(schedule.finish(task))
        dates = start if start == finish else f"{start} – {finish}"
    return Effect(words, f"Finish {text.long_date(schedule.project_finish)}", late, dates=dates)


def effects_of(comparison: Comparison, choices: Choices, clash: Clash) -> Mapping[str, Effect]:
    """What each answer to one conflict would do, the other choices as they are."""
    place, task = compared.place_of(clash), clash.id if clash.kind == "task" else ""
    possible = compared.answers_to(comparison, clash)
    return {answer: effect_of(comparison, {**choices, place: answer}, task) for answer in possible}


class Deciding(QWidget):
    """`choose` is called with an answer that a person takes; `typed` with what someone typed, and answers a refusal."""

    def __init__(
        self, comparison: Comparison, tokens: Tokens, today: int, choose: Callable[[Answer], object],
        typed: Callable[[str], str], step: Callable[[int], object], parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._comparison, self._tokens, self._today, self._typed = comparison, tokens, today, typed
        self.clash: Clash | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 8)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.sign = Sign(16, self)
        self.asked, self.count = caption("", "title"), caption("", "caption")
        self.asked.setMinimumWidth(40)
        head.addWidget(self.sign)
        head.addWidget(self.asked)
        head.addWidget(self.count)
        head.addStretch(1)
        self.previous, self.next = QPushButton("Previous", self), QPushButton("Next", self)
        for button, by, keys in ((self.previous, -1, "Alt+Up"), (self.next, 1, "Alt+Down")):
            button.setAutoDefault(False)
            button.setProperty("small", True)
            button.setToolTip(f"{button.text()} conflict ({keys})")
            button.clicked.connect(lambda _=False, by=by: step(by))
            head.addWidget(button)
        self.why = caption("", "caption")
        self.why.setWordWrap(True)
        column.addLayout(head)
        column.addWidget(self.why)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.cards = {side: _Card(side, tokens, self) for side in (*("mine", "theirs", "base"), BOTH)}
        for side, card in self.cards.items():
            card.button.clicked.connect(lambda _=False, side=side: choose(side))
            row.addWidget(card, 1)
        column.addLayout(row, 1)
        other = QHBoxLayout()
        other.setSpacing(8)
        self.label = caption("Or another value", "caption")
        self.field, self.set = QLineEdit(self), QPushButton("Set", self)
        self.label.setBuddy(self.field)
        self.field.setFixedWidth(140)
        self.field.setAccessibleName("Another value")
        self.field.returnPressed.connect(self._set)
        self.set.setAutoDefault(False)
        self.set.setProperty("small", True)
        self.set.clicked.connect(self._set)
        self.reason = caption("", "caption")
        self.reason.setWordWrap(True)
        self.note = caption("Dates include everything merged so far.", "caption")
        for part in (self.label, self.field, self.set):
            other.addWidget(part)
        other.addWidget(self.reason, 1)
        other.addWidget(self.note)
        column.addLayout(other)

    def show_clash(self, clash: Clash, place: int, count: int, answer: Answer | None, who: str) -> None:
        """Show a conflict, the `place`th of `count`, with the answer it has."""
        fresh = clash is not self.clash
        self.clash = clash
        title = compared.title(self._comparison, clash)
        self.asked.setText(title if len(title) <= MOST_LETTERS // 2 else f"{title[: MOST_LETTERS // 2 - 1]}…")
        self.asked.setToolTip(title)
        self.count.setText(f"Conflict {place} of {count}")
        state = self._tokens.state
        self.sign.show_icon("done" if answer else "warning", state.ok if answer else state.late)
        self.why.setText(compared.sentence(self._comparison, clash))
        shown = compared.answers_to(self._comparison, clash)
        whose = {"mine": "you", "theirs": text.plain(who), "base": "the version both come from"}
        for side, card in self.cards.items():
            card.setVisible(side in shown)
            card.whose.setText(whose.get(side, ""))
            if side in shown:
                card.show_value(compared.value_in_words(self._comparison, clash, side), answer == side)
        can = bool(answers.column_of(self._comparison, clash))
        for part in (self.label, self.field, self.set):
            part.setVisible(can)
        if fresh or not isinstance(answer, str):
            self.refuse("")
            if can and fresh:
                self.field.setText(answers.start(self._comparison, clash, self._today))
        if isinstance(answer, compared.Other):
            self.reason.setText(f"✓ {answer.words} is chosen.")

    def show_effects(self, effects: Mapping[str, Effect]) -> None:
        for side, effect in effects.items():
            self.cards[side].show_effect(effect)

    def wait(self) -> None:
        """What the answers do is being worked out."""
        for side, card in self.cards.items():
            if side in SIDES or not card.isHidden():
                card.show_effect(Effect("…", ""))

    def refuse(self, reason: str) -> None:
        """Say why what was typed is no answer, beside the field, which keeps it."""
        self.reason.setText(reason)
        self.field.setProperty("invalid", bool(reason))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)

    def _set(self) -> None:
        self.refuse(self._typed(self.field.text()))


class _Card(QFrame):
    """One answer: its value, what taking it does to milestones, and the button that takes it."""

    def __init__(self, side: str, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self._side, self._tokens = side, tokens
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.addWidget(caption(NAMED[side], "section"))
        head.addStretch(1)
        self.whose = caption("", "caption")
        head.addWidget(self.whose)
        self.value, self.dates = _wrapped("heading"), _wrapped("caption")
        self.effect, self.finish = _wrapped("section"), _wrapped("caption")
        self.button = QPushButton(self)
        self.button.setAutoDefault(False)
        self.button.setToolTip(KEYS[side])
        column.addLayout(head)
        for part in self._wrapped:
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setObjectName("versionCard")
        self.show_value("", False)

    @property
    def _wrapped(self) -> tuple[QLabel, ...]:
        return self.value, self.dates, self.effect, self.finish

    def show_value(self, value: str, taken: bool) -> None:
        tokens = self._tokens
        edge = getattr(tokens.merge, self._side, tokens.state.ok)
        line = tokens.accent.base if taken else tokens.line.border
        self.setStyleSheet(
            f"QFrame#versionCard {{ border: 1px solid {line}; border-top: 3px solid {edge}; "
            f"background: {tokens.surface.panel}; }}"
        )
        self.value.setText(value if len(value) <= MOST_LETTERS else f"{value[: MOST_LETTERS - 1]}…")
        self.value.setToolTip(value)
        self.button.setText("✓ Chosen" if taken else "Use this")

    def show_effect(self, effect: Effect) -> None:
        self.dates.setText(effect.dates)
        self.effect.setText(unbroken(effect.refused or effect.words))
        self.finish.setText(unbroken(f"{effect.finish}. {effect.late}." if effect.late else effect.finish))
        colour = self._tokens.state.late if effect.late else self._tokens.text.secondary
        self.finish.setStyleSheet(f"color: {colour};")
        self._make_room()
        self.button.setEnabled(not effect.refused)
        self.button.setAccessibleName(f"Use {NAMED[self._side].lower()}: {self.value.text()}. {self.effect.text()}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Wrapped lines are as high as they need: layouts within splitters do not ask them."""
        room = self.width() - 26
        for label in self._wrapped:
            label.setMinimumHeight(0)  # which it would not be asked to go below
            label.setMinimumHeight(label.heightForWidth(room) if label.text() else 0)
            label.setVisible(bool(label.text()))


def _wrapped(role: str) -> QLabel:
    label = caption("", role)
    label.setWordWrap(True)
    return label
