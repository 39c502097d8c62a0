"""The merge window: conflicts and changes, the chart of versions, and the choice with what each answer moves.

What takes time (dates of choices, what each change moves) is worked out in jobs; the window never waits for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from roadmap_app.app import jobs
from roadmap_app.app.merging import listed
from roadmap_app.app.merging.changelist import ChangeList, Row
from roadmap_app.app.merging.chart import VersionsChart
from roadmap_app.app.merging.deciding import KEYS, Deciding, Effect, effect_of, effects_of
from roadmap_app.app.theme.controls import Sign, caption
from roadmap_app.commands import Refusal
from roadmap_app.document import answers, effects, picking
from roadmap_app.document import comparison as compared
from roadmap_app.document.comparison import Answer, Choices, Comparison, Place, Told
from roadmap_app.document.effects import Moves
from roadmap_app.document.picking import Pick
from roadmap_app.exchange.pictures import versions
from roadmap_app.model import text
from roadmap_app.model.plan import Plan
from roadmap_app.storage.conflicts import file_name
from roadmap_app.storage.merge_values import Clash
from roadmap_app.storage.settling import Unsettled

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

WIDTH, HEIGHT, LEFT = 1360, 860, 372


@dataclass(frozen=True)
class Purpose:
    """What a comparison is shown for.

    `names` are those of the earlier and the later version, where there are but two. `picks`: changes of theirs can
    be left out one by one. `some`: it can be applied while conflicts are open, and changes nothing else.
    `plan` makes the plan of the choices; `who` tells whose the other side of a conflict is.
    """

    lead: str
    title: str = "Merge changes"
    verb: str = "Apply merge"
    names: tuple[str, str] | None = None
    picks: bool = False
    some: bool = False
    plan: Callable[[Comparison, Choices], Plan] = compared.chosen
    who: Callable[[Place], str] = field(default=lambda place: "")


def show(
    window: MainWindow, comparison: Comparison, purpose: Purpose, on_apply: Callable[[Plan], object],
    closed: Callable[[], object] = lambda: None,
) -> None:  # fmt: skip
    """Show a comparison to be decided; `on_apply` gets the plan once, to be made in one step. `closed` follows."""

    def work(report: jobs.Report) -> tuple[versions.Versions, ...]:
        mine, theirs = comparison.schedule_of(comparison.mine), comparison.schedule_of(comparison.theirs)
        report(1, 2)
        comparison.changes  # noqa: B018  worked out here, and kept
        comparison.merged_schedule  # noqa: B018
        for plan in (comparison.base, comparison.mine, comparison.theirs):
            plan.links_into  # noqa: B018  which the chart needs
        return versions.since(comparison) if purpose.names else versions.rows(comparison, mine, theirs)

    def done(rows: tuple[versions.Versions, ...]) -> None:
        made = MergeWindow(window, comparison, rows, purpose, on_apply)
        made.finished.connect(lambda: closed())
        made.open()

    job = jobs.start(window, work, done, lambda error: closed(), ())
    window.status.running.follow(job, "Comparing versions")


class MergeWindow(QDialog):
    """Decides one comparison. `choices` are the answers so far, `left_out` the changes that were unticked."""

    def __init__(
        self, window: MainWindow, comparison: Comparison, rows: tuple[versions.Versions, ...], purpose: Purpose,
        on_apply: Callable[[Plan], object],
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window, self.comparison, self.purpose, self._on_apply = window, comparison, purpose, on_apply
        self.choices: dict[Place, Answer] = {}
        self.left_out: set[Pick] = set()
        self.moves: Moves | None = None  # what each change moves, once that is known
        self._jobs: dict[str, jobs.Job[Any]] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(purpose.title)
        self.resize(min(WIDTH, window.width() - 16), min(HEIGHT, window.height() - 16))
        tokens, today = window.workspace.tokens, window.workspace.today
        self.listed = ChangeList(lambda: window.workspace.tokens, self)
        self.narrowed = QComboBox(self)
        self.narrowed.setAccessibleName("Which changes are listed")
        for subject, words in listed.filters(comparison):
            self.narrowed.addItem(words, subject)
        self.chart = VersionsChart(window, comparison, self, purpose.names, rows)
        self.deciding = Deciding(comparison, tokens, today, self.choose, self.type_answer, self.step, self)
        self.cards = self.deciding.cards
        self._lay_out()
        self._connect()
        self._fill()
        self._weigh()
        self.listed.setFocus()

    def _lay_out(self) -> None:
        purpose = self.purpose
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.setSpacing(8)
        sign = Sign(16, self)
        sign.show_icon("merge", self._window.workspace.tokens.accent.base)
        told = caption(purpose.lead, "caption")
        told.setWordWrap(True)
        head.addWidget(sign)
        head.addWidget(caption(purpose.title, "title"))
        head.addWidget(told, 1)
        self.all_mine = self._button("All mine", lambda: self.choose_all("mine"))
        self.all_theirs = self._button("All theirs", lambda: self.choose_all("theirs"))
        self.cancel = self._button("Cancel", self.reject)
        self.apply_button = self._button(purpose.verb, self.apply)
        self.apply_button.setProperty("primary", True)
        for button in (self.all_mine, self.all_theirs, self.cancel, self.apply_button):
            head.addWidget(button)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setContentsMargins(8, 6, 8, 6)
        line.addWidget(self.narrowed, 1)
        self.narrowed.setVisible(not purpose.some)
        if not purpose.some:
            column.addLayout(line)
        column.addWidget(self.listed, 1)
        self.right = QSplitter(Qt.Orientation.Vertical, self)
        self.right.setChildrenCollapsible(False)
        self.right.setHandleWidth(1)
        self.right.addWidget(self.chart)
        self.right.addWidget(self.deciding)
        self.right.setStretchFactor(0, 1)
        panes = QSplitter(Qt.Orientation.Horizontal, self)
        panes.setChildrenCollapsible(False)
        panes.setHandleWidth(1)
        panes.addWidget(left)
        panes.addWidget(self.right)
        panes.setStretchFactor(1, 1)
        panes.setSizes([min(LEFT, self.width() * 3 // 10), self.width() - LEFT])
        self.state, self.outcome, self.working = caption("", "section"), caption("", "caption"), caption("", "caption")
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 16, 6)
        foot.setSpacing(16)
        foot.addWidget(self.state)
        foot.addWidget(self.outcome, 1)
        foot.addWidget(self.working)
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

    def _connect(self) -> None:
        self.listed.currentRowChanged.connect(lambda: self._follow())
        self.listed.ticked.connect(self._tick)
        self.narrowed.currentIndexChanged.connect(lambda: self._fill())
        self.chart.picked.connect(self._go_to)
        for side, keys in KEYS.items():
            QShortcut(keys, self, lambda side=side: self.choose(side))
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(keys, self, lambda by=by: self.step(by))
        QShortcut("Ctrl+Return", self, self.apply)
        for keys, factor in (("Ctrl++", 1.25), ("Ctrl+=", 1.25), ("Ctrl+-", 0.8), ("Ctrl+0", 0.0)):
            QShortcut(keys, self, lambda factor=factor: self.chart.zoom(factor))
        self.finished.connect(lambda: self._stop())

    # What is listed -------------------------------------------------------------------------------

    def _fill(self) -> None:
        """List the conflicts, then the changes that need no choice."""
        comparison = self.comparison
        found = [] if self.purpose.some else listed.listed(comparison, self.narrowed.currentData() or "")
        rows = listed.conflicts(comparison, self.choices, self.purpose.who)
        rows += listed.changes(comparison, found, self.moves, self._picked)
        if not rows:
            rows = [Row("note", "No difference" if not comparison.changes else "Nothing of that kind")]
        self.listed.fill(rows)
        self._tell()
        self._follow()

    def _weigh(self) -> None:
        """Find what each change moves, and list them by that."""
        told = [] if self.purpose.some else listed.listed(self.comparison, "")

        def done(moves: Moves) -> None:
            self.moves = moves
            self.working.setText("")
            self._fill()

        self.working.setText("Working out what each change moves …")
        self._later("weigh", lambda report: effects.weigh(self.comparison, told, report), done)

    def _later(self, name: str, work: Callable[[jobs.Report], Any], done: Callable[[Any], None]) -> None:
        """Work something out in a job; one by the same name that still runs is given up."""
        if name in self._jobs:
            self._jobs[name].cancel()
        token = object()
        self._asked = {**getattr(self, "_asked", {}), name: token}

        def over(answer: Any) -> None:
            if self._asked[name] is token:
                done(answer)

        self._jobs[name] = jobs.start(self, work, over, lambda error: None, ())

    def _stop(self) -> None:
        for job in self._jobs.values():
            job.cancel()

    def _picked(self, told: Told) -> bool | None:
        """Whether a change is ticked; None where it cannot be left out."""
        if not self.purpose.picks or told.by != "theirs":
            return None
        return picking.pick_of(told.change) not in self.left_out

    def _tick(self, row: Row) -> None:
        """Leave a change out, or take it again, with all that says nothing without it."""
        if row.told is None:
            return
        comparison = self.comparison
        changes = [each.change for each in comparison.changes if each.by == "theirs"]
        along = picking.along(picking.pick_of(row.told.change), changes, comparison.mine, comparison.theirs)
        self.left_out = self.left_out | along if row.picked else self.left_out - along
        for place, each in enumerate(self.listed.rows):
            if each.told is not None and each.picked is not None:
                self.listed.change(place, replace(each, picked=self._picked(each.told)))
        self._tell()

    def _tell(self) -> None:
        """Bring the list's conflicts, the foot and the buttons up to date with what is decided."""
        comparison, clashes = self.comparison, self.comparison.merged.conflicts
        for place, row in enumerate(listed.conflicts(comparison, self.choices, self.purpose.who)):
            self.listed.change(place, row)
        left = len(comparison.open(self.choices))
        theirs = [each for each in comparison.changes if each.by == "theirs"]
        out = sum(picking.pick_of(each.change) in self.left_out for each in theirs)
        said = listed.summary(comparison, self.choices)
        self.state.setText(f"{said}, {out:,} left out" if out else said)
        verb = self.purpose.verb
        self.apply_button.setText(f"Take {len(theirs) - out:,} of {len(theirs):,}" if out else verb)
        reason = "Decide every conflict first" if left and not self.purpose.some else ""
        if not comparison.changes and not clashes:
            reason = "Nothing differs"
        elif self.purpose.some and not self.choices:
            reason = "Take an answer first"
        elif theirs and out == len(theirs) and not clashes:
            reason = "All is left out"
        self.apply_button.setEnabled(not reason)
        self.apply_button.setToolTip(reason or "One step, which can be undone (Ctrl+Enter)")
        for button in (self.all_mine, self.all_theirs):
            button.setVisible(bool(clashes))
        choices, out_now = dict(self.choices), frozenset(self.left_out)
        self._later("outcome", lambda report: self._effect(choices, out_now), self._tell_outcome)

    def _effect(self, choices: Choices, out: frozenset[Pick]) -> Effect:
        if not out:
            return effect_of(self.comparison, choices)
        try:
            schedule = self.comparison.schedule_of(self._plan(choices, out))
        except (Refusal, Unsettled) as error:
            return Effect("", "", refused=str(error))
        words = compared.effect_in_words(self.comparison.base_schedule, schedule)
        return Effect(words, f"Finish {text.long_date(schedule.project_finish)}")

    def _tell_outcome(self, effect: Effect) -> None:
        if effect.refused:
            self.apply_button.setEnabled(False)
            self.apply_button.setToolTip(effect.refused)
        said = f"So far: {effect.words}, {effect.finish[:1].lower()}{effect.finish[1:]}"
        self.outcome.setText(effect.refused or (f"{said}. {effect.late}" if effect.late else said))
        self.outcome.setToolTip(self.outcome.text())

    # Choosing -------------------------------------------------------------------------------------

    @property
    def clash(self) -> Clash | None:
        """The conflict that is chosen in the list."""
        row = self.listed.current
        found = self.comparison.merged.conflicts
        return next((each for each in found if row is not None and compared.place_of(each) == row.place), None)

    def _follow(self) -> None:
        """Show what is chosen in the list: its row in the chart, and for a conflict the answers."""
        clash, row = self.clash, self.listed.current
        self.deciding.setVisible(clash is not None)
        if clash is None:
            self.chart.choose(self._task_of(row.told) if row is not None and row.told is not None else "")
            return
        link = clash.mine or clash.theirs if clash.kind == "link" and not clash.field else None
        self.chart.choose(link.to if link is not None else clash.id)
        place = compared.place_of(clash)
        clashes = self.comparison.merged.conflicts
        number, who = clashes.index(clash) + 1, self.purpose.who(place)
        self.deciding.show_clash(clash, number, len(clashes), self.choices.get(place), who)
        self.deciding.wait()
        choices = dict(self.choices)
        self._later("cards", lambda report: effects_of(self.comparison, choices, clash), self.deciding.show_effects)

    def _task_of(self, told: Told) -> str:
        """The task whose row shows a change."""
        change = told.change
        for plan in (self.comparison.theirs, self.comparison.mine, self.comparison.base):
            record = plan.get(change.kind, change.id)
            if record is not None:
                return str(getattr(record, "to", "") or getattr(record, "task", "") or change.id)
        return change.id

    def _go_to(self, id: str) -> None:
        """Choose in the list what was clicked in the chart: its conflict, else its first change."""
        places = {compared.place_of(each) for each in self.comparison.merged.conflicts if each.id == id}
        with QSignalBlocker(self.narrowed):
            if self.listed.choose(lambda row: row.place in places if row.place else False):
                return
            if not self.listed.choose(lambda row: row.told is not None and self._task_of(row.told) == id):
                self.chart.choose(id)

    def choose(self, answer: Answer) -> None:
        """Take an answer for the conflict that is shown, and go on to the next open one."""
        clash = self.clash
        if clash is None or (isinstance(answer, str) and not self.cards[answer].button.isVisible()):
            return
        if isinstance(answer, str) and not self.cards[answer].button.isEnabled():
            return
        self.choices[compared.place_of(clash)] = answer
        self._tell()
        waiting = {compared.place_of(each) for each in self.comparison.open(self.choices)}
        rows = [*range(self.listed.currentRow(), len(self.listed.rows)), *range(self.listed.currentRow())]
        following = next((row for row in rows if self.listed.rows[row].place in waiting), None)
        if following is not None:
            self.listed.setCurrentRow(following)
        self._follow()

    def type_answer(self, words: str) -> str:
        """Take what was typed as the answer; why it is none, else "". """
        clash = self.clash
        if clash is None:
            return ""
        try:
            answer = answers.typed(self.comparison, clash, words, self._window.workspace.today)
            compared.chosen(self.comparison, {**self.choices, compared.place_of(clash): answer})
        except (Refusal, Unsettled) as error:
            return str(error)
        self.choose(answer)
        return ""

    def step(self, by: int) -> None:
        """Go to the conflict before or after the one that is shown, around the end."""
        places = [row for row, each in enumerate(self.listed.rows) if each.kind == "conflict"]
        if places:
            at = self.listed.currentRow()
            now = places.index(at) if at in places else (-1 if by > 0 else 0)
            self.listed.setCurrentRow(places[(now + by) % len(places)])

    def choose_all(self, side: str) -> None:
        """Take a side for every conflict, as far as it can stand."""
        self.choices.update(compared.all_of(self.comparison, side))
        self._tell()
        self._follow()

    # Applying -------------------------------------------------------------------------------------

    def _plan(self, choices: Choices, out: frozenset[Pick]) -> Plan:
        comparison = self.comparison
        goal = self.purpose.plan(comparison, choices)
        if not out:
            return goal
        wanted = {picking.pick_of(each.change) for each in comparison.changes if each.by == "theirs"} - out
        for clash in comparison.merged.conflicts:
            member = file_name(clash.kind, clash.field).partition(".")[0]
            wanted.add((clash.kind, clash.id, member))
        return picking.picked(comparison.mine, goal, wanted)

    def apply(self) -> None:
        if not self.apply_button.isEnabled():
            return
        choices, out = dict(self.choices), frozenset(self.left_out)

        def work(report: jobs.Report) -> Plan | str:
            try:
                return self._plan(choices, out)
            except (Refusal, Unsettled) as error:
                return str(error)

        def done(plan: Plan | str) -> None:
            if isinstance(plan, str):
                self._tell_outcome(Effect("", "", refused=plan))
                return
            self.accept()
            self._on_apply(plan)

        self.apply_button.setEnabled(False)
        self._later("apply", work, done)
