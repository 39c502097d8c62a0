"""The merge window: what both changed and each side did, the chart of versions, and the choice with what it moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app.merging.chart import VersionsChart
from roadmap_app.app.theme import fonts
from roadmap_app.app.theme.controls import caption
from roadmap_app.app.theme.icons import icon
from roadmap_app.document import comparison as compared
from roadmap_app.document.comparison import Choices, Comparison, Place, Told
from roadmap_app.model import text
from roadmap_app.storage.merge_values import Clash

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

WIDTH, HEIGHT, LEFT = 1320, 800, 360
NAMED = {"mine": "Mine", "theirs": "Theirs", "base": "Before"}
MOST_LISTED = 500  # changes of a side at once
MOST_WEIGHED = 60  # of these it is told what each moves
CLASH, CHANGE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class MergeWindow(QDialog):
    """Decides one comparison; `apply` is called once with every choice. `choices` are those made so far."""

    def __init__(
        self, window: MainWindow, comparison: Comparison, lead: str, apply: Callable[[Choices], object],
        title: str = "Merge changes", verb: str = "Apply merge",
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window, self.comparison, self._apply = window, comparison, apply
        self.choices: dict[Place, str] = {}
        self._weighed: dict[tuple[str, str, str], str] = {}  # what a record's change moves, in words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(min(WIDTH, window.width() - 16), min(HEIGHT, window.height() - 16))
        self.listed = QListWidget(self)
        self.listed.setAccessibleName("Conflicts and changes")
        self.listed.setWordWrap(True)
        self.listed.setFrameShape(QFrame.Shape.NoFrame)
        self.listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.listed.setStyleSheet(
            f"QListWidget::item:disabled {{ color: {window.workspace.tokens.text.secondary}; }}"
        )
        self.listed.currentItemChanged.connect(lambda: self._follow())
        self.narrowed = QComboBox(self)
        self.narrowed.setAccessibleName("Which changes are listed")
        self.narrowed.addItem("All changes", "")
        for subject in compared.SUBJECTS:
            self.narrowed.addItem(f"Only {subject}", subject)
        self.narrowed.currentIndexChanged.connect(lambda: self._fill())
        self.chart = VersionsChart(window, comparison, self)
        self.cards = {side: _Card(side, self) for side in compared.SIDES}
        self._lay_out(title, lead, verb)
        for side, card in self.cards.items():
            card.button.clicked.connect(lambda _=False, side=side: self.choose(side))
            QShortcut(f"Alt+{NAMED[side][0]}", self, lambda side=side: self.choose(side))
        QShortcut("Ctrl+Return", self, self.apply)
        self._fill()
        self.listed.setFocus()

    def _lay_out(self, title: str, lead: str, verb: str) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.setSpacing(8)
        told = caption(lead, "caption")
        told.setWordWrap(True)
        head.addWidget(caption(title, "title"))
        head.addWidget(told, 1)
        self.all_mine = self._button("All mine", lambda: self.choose_all("mine"))
        self.all_theirs = self._button("All theirs", lambda: self.choose_all("theirs"))
        self.cancel = self._button("Cancel", self.reject)
        self.apply_button = self._button(verb, self.apply)
        self.apply_button.setProperty("primary", True)
        for button in (self.all_mine, self.all_theirs, self.cancel, self.apply_button):
            head.addWidget(button)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(8, 8, 0, 0)
        column.addWidget(self.narrowed)
        column.addWidget(self.listed, 1)
        self.below = QWidget(self)
        choice = QVBoxLayout(self.below)
        choice.setContentsMargins(16, 10, 16, 10)
        choice.setSpacing(6)
        self.asked, self.why = caption("", "title"), caption("", "caption")
        self.why.setWordWrap(True)
        choice.addWidget(self.asked)
        choice.addWidget(self.why)
        cards = QHBoxLayout()
        cards.setSpacing(12)
        for card in self.cards.values():
            cards.addWidget(card, 1)
        choice.addLayout(cards)
        right = QWidget(self)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.chart, 1)
        beside.addWidget(self.below)
        panes = QSplitter(Qt.Orientation.Horizontal, self)
        panes.setChildrenCollapsible(False)
        panes.setHandleWidth(1)
        panes.addWidget(left)
        panes.addWidget(right)
        panes.setStretchFactor(1, 1)
        panes.setSizes([LEFT, self.width() - LEFT])
        self.state = caption("", "section")
        self.outcome = caption("", "caption")
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 16, 6)
        foot.setSpacing(16)
        foot.addWidget(self.state)
        foot.addWidget(self.outcome, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(panes, 1)
        whole.addLayout(foot)

    def _button(self, words: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: run())
        return button

    # What is listed -------------------------------------------------------------------------------

    def _fill(self) -> None:
        """List the conflicts, then what each side did that needs no choice."""
        at = self._clash
        self.listed.clear()
        conflicts = self.comparison.merged.conflicts
        if conflicts:
            self._head("Conflicts: you decide")
        for clash in conflicts:
            item = QListWidgetItem(self.listed)
            item.setData(CLASH, compared.place_of(clash))
        subject = self.narrowed.currentData()
        settled = {(clash.kind, clash.id) for clash in conflicts}
        for by, words in (("theirs", "Theirs"), ("mine", "Mine"), ("both", "Both the same")):
            found = [
                each for each in self.comparison.changes
                if each.by == by and (each.change.kind, each.change.id) not in settled and subject in ("", each.subject)
            ]  # fmt: skip
            if found:
                self._list(words, by, found)
        if not self.listed.count():
            self._head("No difference" if not self.comparison.changes else "Nothing of that kind")
        self._tell()
        place = compared.place_of(at) if at else None
        rows = [self.listed.item(row) for row in range(self.listed.count())]
        chosen = next((item for item in rows if place is not None and item.data(CLASH) == place), None)
        first = next((item for item in rows if item.flags()), None)
        if chosen or first:
            self.listed.setCurrentItem(chosen or first)
        self._follow()

    def _list(self, words: str, by: str, found: list[Told]) -> None:
        version = {"mine": self.comparison.mine, "theirs": self.comparison.theirs}.get(by)
        effect = ""
        if version is not None:
            schedule = self.comparison.schedule_of(version)
            effect = f" · {compared.effect_in_words(self.comparison.base_schedule, schedule)}"
        settled = ", merged without conflict" if self.comparison.merged.conflicts else ""
        self._head(f"{words}{settled} ({len(found):,}){effect}")
        said = [(self._moves(each) if place < MOST_WEIGHED else "", each) for place, each in enumerate(found)]
        for moves, each in sorted(said[:MOST_LISTED], key=lambda pair: not pair[0]):
            item = QListWidgetItem(f"{each.change.sentence}\nMoves {moves}" if moves else each.change.sentence)
            self.listed.addItem(item)
            item.setToolTip(item.text())
            item.setData(CHANGE, each.change.id)
        if len(found) > MOST_LISTED:
            QListWidgetItem(f"and {len(found) - MOST_LISTED:,} more", self.listed).setFlags(Qt.ItemFlag.NoItemFlags)

    def _moves(self, told: Told) -> str:
        """`GA launch +2 d`: what a change moves by itself; known already where its record was asked for."""
        key = (told.by, told.change.kind, told.change.id)
        if key not in self._weighed:
            found = self.comparison.moved_by(told)
            self._weighed[key] = compared.shifts_in_words(found, self.comparison.base)
        return self._weighed[key] if told.subject != "text" else ""

    def _head(self, words: str) -> None:
        item = QListWidgetItem(words, self.listed)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(fonts.font("caption", True))

    def _tell(self) -> None:
        """Bring the list's words, the foot and Apply up to date with the choices."""
        tokens = self._window.workspace.tokens
        clashes = {compared.place_of(clash): clash for clash in self.comparison.merged.conflicts}
        for row in range(self.listed.count()):
            item = self.listed.item(row)
            place = item.data(CLASH)
            if place is None:
                continue
            place = tuple(place)
            clash, side = clashes[place], self.choices.get(place)
            state = f"{NAMED[side]} kept" if side else "Open"
            title = compared.title(self.comparison, clash)
            item.setText(f"{title} – {state}\n{compared.sentence(self.comparison, clash)}")
            item.setToolTip(item.text())
            item.setIcon(icon("done" if side else "warning", tokens, role="state.ok" if side else "state.late"))
        left = len(self.comparison.open(self.choices))
        said = text.plural(len(self.comparison.changes), "difference") if not clashes else "Nothing left to decide"
        self.state.setText(f"{text.plural(left, 'conflict')} left" if left else said)
        differs = bool(self.comparison.changes)
        self.apply_button.setEnabled(differs and not left)
        why = "Decide every conflict first" if left else "Nothing differs" if not differs else ""
        self.apply_button.setToolTip(why or "One step, which can be undone")
        for button in (self.all_mine, self.all_theirs):
            button.setVisible(bool(clashes))
        schedule = self.comparison.schedule_of(self.comparison.chosen(self.choices))
        effect = compared.effect_in_words(self.comparison.base_schedule, schedule)
        self.outcome.setText(f"So far: {effect}, finish {text.long_date(schedule.project_finish)}")

    # Choosing -------------------------------------------------------------------------------------

    @property
    def _clash(self) -> Clash | None:
        """The conflict that is shown below."""
        item = self.listed.currentItem()
        place = item.data(CLASH) if item is not None else None
        found = (each for each in self.comparison.merged.conflicts if place and compared.place_of(each) == tuple(place))
        return next(found, None)

    def _follow(self) -> None:
        """Show what is chosen in the list: its row in the chart, and for a conflict the choice."""
        clash, item = self._clash, self.listed.currentItem()
        self.below.setVisible(clash is not None)
        if clash is None:
            self.chart.choose(item.data(CHANGE) or "" if item is not None else "")
            return
        link = clash.mine or clash.theirs if clash.kind == "link" and not clash.field else None
        self.chart.choose(link.to if link is not None else clash.id)
        self.asked.setText(compared.title(self.comparison, clash))
        self.why.setText(compared.sentence(self.comparison, clash))
        place = compared.place_of(clash)
        for side, card in self.cards.items():
            schedule = self.comparison.schedule_of(self.comparison.chosen({**self.choices, place: side}))
            card.tell(
                compared.value_in_words(self.comparison, clash, side),
                compared.effect_in_words(self.comparison.base_schedule, schedule),
                f"Finish {text.long_date(schedule.project_finish)}",
                self.choices.get(place) == side,
            )

    def choose(self, side: str) -> None:
        """Take a side for the conflict that is shown, and go on to the next open one."""
        clash = self._clash
        if clash is None:
            return
        self.choices[compared.place_of(clash)] = side
        self._tell()
        waiting = {compared.place_of(each) for each in self.comparison.open(self.choices)}
        rows = [*range(self.listed.currentRow(), self.listed.count()), *range(self.listed.currentRow())]
        places = ((row, self.listed.item(row).data(CLASH)) for row in rows)
        following = next((row for row, place in places if place and tuple(place) in waiting), None)
        if following is not None:
            self.listed.setCurrentRow(following)
        self._follow()

    def choose_all(self, side: str) -> None:
        """Take a side for every conflict."""
        self.choices.update(compared.all_of(self.comparison, side))
        self._tell()
        self._follow()

    def apply(self) -> None:
        if self.apply_button.isEnabled():
            self.accept()
            self._apply(self.choices)


class _Card(QFrame):
    """One side of a conflict: its value, what taking it does to milestones, and the button that takes it."""

    def __init__(self, side: str, window: MergeWindow) -> None:
        super().__init__(window)
        self._side = side
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        self.value = _wrapped("title")
        self.effect, self.finish = _wrapped("section"), _wrapped("caption")
        self.button = QPushButton(self)
        self.button.setAutoDefault(False)
        self.button.setToolTip(f"Alt+{NAMED[side][0]}")
        tokens = window._window.workspace.tokens
        self.setObjectName("versionCard")
        edge = getattr(tokens.merge, side)
        self.setStyleSheet(
            f"QFrame#versionCard {{ border: 1px solid {tokens.line.border}; border-top: 3px solid {edge}; "
            f"background: {tokens.surface.panel}; }}"
        )
        column.addWidget(caption(NAMED[side], "section"))
        for part in (self.value, self.effect, self.finish):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def tell(self, value: str, effect: str, finish: str, taken: bool) -> None:
        self.value.setText(value if len(value) <= 120 else f"{value[:119]}…")
        self.value.setToolTip(value)
        self.effect.setText(effect)
        self.finish.setText(finish)
        self.button.setText("✓ Chosen" if taken else "Use this")
        self.button.setAccessibleName(f"Use {NAMED[self._side].lower()}: {value}. {effect}")


def _wrapped(role: str) -> QLabel:
    label = caption("", role)
    label.setWordWrap(True)
    return label
