"""What helps while a cell is typed into: a list of what may be meant, or a month to choose a day from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from roadmap_app.app.grid.daypicker import DayPicker
from roadmap_app.app.grid.offering import Offering
from roadmap_app.app.theme.icons import icon
from roadmap_app.commands import Refusal, completion, fields
from roadmap_app.commands.completion import LISTS, Offer, Offers
from roadmap_app.commands.typed import parse_instant
from roadmap_app.model.time import day_of, to_date

if TYPE_CHECKING:
    from roadmap_app.app.grid.editor import CellEditor
    from roadmap_app.app.main_window import MainWindow

ALT = Qt.KeyboardModifier.AltModifier


class Help:
    """Follows what is typed into one editor. Alt+Down, and the mark at its right, open all there is."""

    def __init__(self, window: MainWindow, editor: CellEditor, id: str, column: str) -> None:
        self._window, self._editor, self._id, self._column = window, editor, id, column
        self._found = Offers(0, 0)
        self.kind = fields.column_of(window.document.plan, column).kind if id in window.document.plan.tasks else "text"
        tokens = window.workspace.tokens
        self.offering = Offering(window, tokens, self._choose)
        self.picker: DayPicker | None = None
        editor.destroyed.connect(self.offering.deleteLater)
        if self.kind == "date":
            project = window.document.plan.project
            work, today = window.workspace.worktime, day_of(window.workspace.today)
            self.picker = DayPicker(window, tokens, work, project.week_start, today, self._pick)
            editor.destroyed.connect(self.picker.deleteLater)
        if self.kind in LISTS or self.kind == "date":
            mark = QAction(icon("calendar" if self.kind == "date" else "collapse", tokens), "Choose (Alt+Down)", editor)
            mark.triggered.connect(self.toggle)
            editor.addAction(mark, QLineEdit.ActionPosition.TrailingPosition)
        editor.textEdited.connect(lambda: self.follow())

    def begin(self, typed: bool) -> None:
        """The editor opened: by a letter, which is offered for, or to choose, where there is a list to choose from."""
        if typed:
            self.follow()
        elif self.kind in ("list", "flag"):
            self.follow(everything=True)

    def follow(self, everything: bool = False) -> None:
        """Offer what fits the text as it is now."""
        if self.picker is not None:
            self._follow_day()
            return
        plan, text = self._window.document.plan, self._editor.text()
        if self._id not in plan.tasks:
            return
        cursor = self._editor.cursorPosition()
        self._found = completion.offers(plan, self._id, self._column, text, cursor, everything=everything)
        self.offering.offer(self._found.items, self._editor, chosen=text if everything else None)

    def _follow_day(self) -> None:
        day = self._typed_day()
        if self.picker is not None and self.picker.isVisible() and day is not None:
            self.picker.show_day(day)

    def _typed_day(self) -> int | None:
        try:
            return day_of(parse_instant(self._editor.text(), self._window.workspace.today, 0))
        except Refusal:
            return None

    def toggle(self) -> None:
        """Open all there is to choose from, or close it."""
        if self.is_open:
            self.close()
        elif self.picker is not None:
            day = self._typed_day()
            self.picker.open_at(day_of(self._window.workspace.today) if day is None else day, self._editor)
        else:
            self.follow(everything=True)
        self._editor.setFocus()

    @property
    def items(self) -> tuple[Offer, ...]:
        """What is offered now."""
        return self._found.items if self.offering.isVisible() else ()

    @property
    def is_open(self) -> bool:
        return self.offering.isVisible() or (self.picker is not None and self.picker.isVisible())

    def close(self) -> None:
        self.offering.hide()
        if self.picker is not None:
            self.picker.hide()

    def key(self, event: QKeyEvent) -> bool:
        """Whether a key was for what is open; else it is for the editor."""
        key = event.key()
        if event.modifiers() & ALT and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.toggle()
            return True
        if not self.is_open:
            return False
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        if self.picker is not None:
            return self._picker_key(event)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.offering.step(-1 if key == Qt.Key.Key_Up else 1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            return self._take_lit()
        return False

    def _picker_key(self, event: QKeyEvent) -> bool:
        if self.picker is None or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._write_day(self.picker.day)
            return False  # the editor takes it and goes on
        return self.picker.key(event.key())

    def _is_the_only(self, offer: Offer) -> bool:
        return [each.words.casefold() for each in self._found.items].count(offer.words.casefold()) == 1

    def _take_lit(self) -> bool:
        """Put the lit offer into the text. A cell that holds one thing takes it at once; so does one where it is
        written already."""
        offer = self.offering.lit
        self.offering.hide()
        if offer is None:
            return False
        before = self._editor.text()
        written = before[self._found.start : self._found.end]
        if written.strip().casefold() == offer.words.casefold() and self._is_the_only(offer):
            return False  # its whole name stands there: there is nothing left to complete
        self._write(offer)
        return not (self._found.whole or written == offer.text)

    def _write(self, offer: Offer) -> None:
        text = self._found.taken(self._editor.text(), offer)
        self._editor.setText(text)
        self._editor.setCursorPosition(self._found.start + len(offer.text))
        self._editor.setModified(True)
        self._editor.mark("")

    def _choose(self, offer: Offer) -> None:
        """A click on an offer."""
        self._write(offer)
        self.offering.hide()
        if self._found.whole:
            self._editor.take()
        else:
            self._editor.setFocus()

    def _write_day(self, day: int) -> None:
        """The day in place of the typed one; a time of day that stands there stays."""
        _, _, time = self._editor.text().strip().partition(" ")
        kept = f" {time}" if ":" in time else ""
        self._editor.setText(f"{to_date(day).isoformat()}{kept}")
        self._editor.setModified(True)
        self._editor.mark("")
        self.close()

    def _pick(self, day: int) -> None:
        """A click on a day."""
        self._write_day(day)
        self._editor.take()
