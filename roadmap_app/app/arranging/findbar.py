"""The find bar: goes from match to match in all that the grid shows, and puts another text in names and notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QToolButton

from roadmap_app.app.arranging.slimline import SlimLine
from roadmap_app.app.theme import fonts, texts
from roadmap_app.commands import Refusal, fields, finding
from roadmap_app.commands.finding import Hit, Query
from roadmap_app.model.bidi import from_right
from roadmap_app.model.plan import Draft
from roadmap_app.scene.arranged import arranged_rows

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

PAUSE = 120  # ms without a letter after which a large plan is looked through
LARGE = 2000  # tasks
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Drawn(NamedTuple):
    """How a cell's text is drawn: size of its type, bold, and at the right."""

    size: int
    strong: bool
    right: bool


class FindBar(SlimLine):
    """Open while something is looked for. Enter and F3 go on, with Shift back; Esc closes it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "search", "Find in the rows")
        self.setAccessibleName("Find")
        self.pattern: re.Pattern[str] | None = None  # while the bar is open and its text can be read
        self.hits: list[Hit] = []
        self._made_of: tuple[object, ...] = ()
        self._texts: finding.Texts = ()
        self._texts_of: tuple[object, ...] = ()
        self.previous = self.button("", "Previous match (Shift+F3)", lambda: self.go(-1), icon_name="arrow-up")
        self.next = self.button("", "Next match (F3)", lambda: self.go(1), icon_name="arrow-down")
        self.case = self._toggle("Aa", "Upper and lower case must be the same")
        self.whole = self._toggle("Word", "Whole words only")
        self.regex = self._toggle(".*", "A regular expression")
        self.replacing = ReplaceLine(window, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self.field.textEdited.connect(self._typed)
        workspace = window.workspace
        for changed in (workspace.plan_changed, workspace.rows_changed, workspace.columns_changed):
            changed.connect(self._after)
        workspace.selection_changed.connect(self.count)
        self.take_look()

    def _toggle(self, words: str, tip: str) -> QToolButton:
        made = self.button(words, tip, self._look)
        made.setCheckable(True)
        return made

    @property
    def query(self) -> Query:
        return Query(self.field.text(), self.case.isChecked(), self.whole.isChecked(), self.regex.isChecked())

    # Opening and closing --------------------------------------------------------------------------

    def open_line(self) -> None:
        super().open_line()
        self._look(go=False)

    def close_line(self) -> None:
        self._timer.stop()
        self.pattern, self.hits = None, []
        self.replacing.hide()
        super().close_line()
        self.window_.grid.viewport().update()

    def key(self, event: QKeyEvent) -> bool:
        if event.key() in ENTER:
            self.settle()
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        if event.key() == Qt.Key.Key_Down:
            self.window_.grid.setFocus()
            return True
        if event.key() == Qt.Key.Key_Tab and self.replacing.isVisible():
            self.replacing.field.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().key(event)

    # Looking ----------------------------------------------------------------------------------------

    def _typed(self) -> None:
        self._timer.start(PAUSE if len(self.window_.document.plan.tasks) > LARGE else 0)

    def settle(self) -> None:
        """Look for what was typed up to now."""
        if self._timer.isActive():
            self._timer.stop()
            self._look(go=False)

    def _look(self, *_: object, go: bool = True) -> None:
        """Read the query, and go to the first match from the current cell on."""
        self._timer.stop()
        query = self.query
        try:
            self.pattern = finding.pattern(query) if query.text else None
            self.field.mark("")
        except Refusal as refusal:
            self.pattern = None
            self.field.mark(str(refusal))
        self._find()
        if go and self.hits and self.here() is None:
            self.go(1)
        self.count()
        self.window_.grid.viewport().update()

    def _after(self, *_: object) -> None:
        if self.isVisible():
            self._find()
            self.count()

    def _find(self) -> None:
        """The matches in all rows that the arrangement has, folded ones too."""
        workspace = self.window_.workspace
        plan, schedule = workspace.document.plan, workspace.document.schedule
        made_of = (schedule, workspace.columns, workspace.arranging.applied)
        if self.pattern is None:
            self.hits, self._made_of = [], ()
            return
        if self._texts_of != made_of:
            self._texts_of = made_of
            ids = (row.id for row in arranged_rows(plan, workspace.arranging.applied, ()).rows if row.kind == "task")
            self._texts = finding.texts(plan, schedule, ids, workspace.columns, workspace.today)
        if self._made_of != (made_of, self.pattern):
            self._made_of = (made_of, self.pattern)
            try:
                self.hits = finding.hits(self.pattern, self._texts)
            except Refusal as refusal:
                self.pattern, self.hits, self._made_of = None, [], ()
                self.field.mark(str(refusal))

    def here(self) -> int | None:
        """Which match the current cell is."""
        grid, workspace = self.window_.grid, self.window_.workspace
        current = Hit(workspace.current, grid.current_column)
        if current in self.hits and self._at_notes != workspace.current:
            return self.hits.index(current)
        notes = Hit(workspace.current, "notes")
        shown = "notes" in workspace.columns
        beside = self._at_notes == workspace.current and not shown and notes in self.hits
        return self.hits.index(notes) if beside else None

    _at_notes = ""  # the task whose notes the last match was in, where no column shows them

    def go(self, step: int) -> None:
        """To the next match or the one before; past the end from the begin."""
        if not self.isVisible():
            self.open_line()
        self.settle()
        if not self.hits:
            self.count()
            return
        here = self.here()
        if here is None:
            here = self._place_before(step)
        self.show_hit(self.hits[(here + step) % len(self.hits)])

    def _place_before(self, step: int) -> int:
        """The match from which a step leads to the first one after (or before) the current cell."""
        workspace = self.window_.workspace
        order = {id: place for place, (id, _, _) in enumerate(self._texts)}
        here = order.get(workspace.current, -1)
        after = next((place for place, hit in enumerate(self.hits) if order[hit.id] >= here), len(self.hits))
        return after - 1 if step > 0 else after

    def show_hit(self, hit: Hit) -> None:
        """Unfold what hides a match, and make its cell the current one."""
        grid, workspace = self.window_.grid, self.window_.workspace
        workspace.reveal(hit.id)
        row = workspace.rows.index(hit.id)
        if row is None:
            return
        column = hit.column if hit.column in grid.cell_model.places else "name"
        self._at_notes = hit.id if hit.column != column else ""
        index = grid.cell_model.index(row, grid.place(column))
        grid.setCurrentIndex(index)
        grid.scrollTo(index)
        self.count()

    def count(self) -> None:
        """`3 of 12`, or that there is none, or why the expression cannot be read."""
        if not self.isVisible():
            return
        if reason := self.field.accessibleDescription():
            self.say(reason, "late")
        elif not self.field.text():
            self.say("")
        elif not self.hits:
            hidden = self.window_.workspace.arrangement.filter
            self.say("Not found in the rows that the filter shows" if hidden else "Not found")
        else:
            here = self.here()
            words = f"{here + 1:,} of {len(self.hits):,}" if here is not None else f"{len(self.hits):,} found"
            self.say(f"{words}, in the notes" if here is not None and self._at_notes else words)
        self.replacing.settle()

    # In the cells -------------------------------------------------------------------------------------

    def paint_hits(self, painter: QPainter, area: QRect, text: str, drawn: Drawn, current: bool) -> None:
        """Behind a cell's text, what is looked for in it, as far as the cell shows it."""
        if self.pattern is None:
            return
        tokens, metrics = self.window_.workspace.tokens, fonts.metrics(drawn.size, drawn.strong)
        leftward = drawn.right or from_right(text)
        left = area.right() + 1 - metrics.horizontalAdvance(text) if leftward else area.left()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.state.warn), 1) if current else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.state.warn_soft))
        for start, end in finding.spans(self.pattern, text):
            for begins, ends in texts.spans(text, drawn.size, drawn.strong, start, end):
                x = max(left + begins - 1, area.left() - 1)
                wide = min(left + ends + 1, area.right() + 2) - x
                if wide > 0:
                    rect = QRectF(x, area.center().y() - metrics.height() / 2 + 1, wide, metrics.height())
                    painter.drawRoundedRect(rect, 2, 2)


class ReplaceLine(SlimLine):
    """Below the find bar: what is put in place of the matches in names and notes."""

    def __init__(self, window: MainWindow, bar: FindBar) -> None:
        super().__init__(window, "", "Replace with, in names and notes")
        self._bar = bar
        self.setAccessibleName("Replace")
        self.one = self.button("Replace", "Replace this match and go to the next (Enter)", self.replace_one)
        self.all = self.button("Replace All", "Replace every match in names and notes, as one step", self.replace_all)

    def key(self, event: QKeyEvent) -> bool:
        if event.key() in ENTER:
            self.replace_one()
            return True
        if event.key() == Qt.Key.Key_Backtab:
            self._bar.field.setFocus(Qt.FocusReason.BacktabFocusReason)
            return True
        return super().key(event)

    def close_line(self) -> None:
        self.hide()
        self._bar.field.setFocus()

    def settle(self) -> None:
        """What can be replaced now."""
        many = [hit for hit in self._bar.hits if hit.column in finding.REPLACED]
        read_only = self.window_.document.read_only
        self.one.setEnabled(bool(many) and not read_only)
        self.all.setEnabled(bool(many) and not read_only)
        if read_only:
            self.say("This plan is open read-only.")

    def replace_one(self) -> None:
        """The match that is current; where none is, go to the next one."""
        bar = self._bar
        here = bar.here()
        if here is None:
            bar.go(1)
            return
        hit = bar.hits[here]
        if hit.column not in finding.REPLACED:
            title = fields.column_of(self.window_.document.plan, hit.column).title
            self.say(f"{title} is not replaced: only names and notes are.", "late")
            bar.go(1)
            return
        if self._replace([hit]):
            bar.go(1)

    def replace_all(self) -> None:
        self._bar.settle()
        self._replace([hit for hit in self._bar.hits if hit.column in finding.REPLACED])

    def _replace(self, hits: list[Hit]) -> bool:
        window, query, by = self.window_, self._bar.query, self.field.text()
        ids = list(dict.fromkeys(hit.id for hit in hits))
        done: list[int] = []

        def change(draft: Draft) -> None:
            done.append(finding.replace(draft, hits, query, by))

        if not hits or not window.edit(finding.label(window.document.plan, query, by, ids), change):
            return False
        if len(hits) > 1 and done[0]:
            said = f"{finding.label(window.document.plan, query, by, ids)}.".replace("Replace ", "Replaced ", 1)
            window.notice.tell("done", said, "Undo", window.verbs["edit.undo"])
        self.say("")
        return True
