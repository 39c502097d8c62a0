"""The filter line: what is typed into it is applied as it is typed; what cannot be read is told beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent

from roadmap_app.analysis.filter_words import words_at
from roadmap_app.analysis.filters import FilterError
from roadmap_app.app.arranging.slimline import SlimLine
from roadmap_app.app.grid.offering import Offering
from roadmap_app.commands.completion import Offer, Offers
from roadmap_app.model.text import plural

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

HINT = "Filter: late, team:payments, finish<+2w, -done, #tag"
PAUSE = 60  # ms without a letter after which the text is applied, in large plans
LARGE = 3000  # tasks


class FilterLine(SlimLine):
    """Esc takes the filter away and closes the line; Enter keeps it and goes back to the tasks."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "filter", HINT)
        self.setAccessibleName("Filter")
        self.field.setMaximumWidth(460)
        self._found = Offers(0, 0)
        self._offering: Offering | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.apply)
        self.field.textEdited.connect(self._typed)
        workspace = window.workspace
        workspace.arrangement_changed.connect(self._follow)
        workspace.rows_changed.connect(self._count)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is offered now."""
        return self._found.items if self._offering is not None and self._offering.isVisible() else ()

    def close_line(self) -> None:
        """Esc and the cross: all tasks again."""
        self._put_away()
        self._timer.stop()
        self.field.clear()
        self.apply()
        super().close_line()

    def leave(self) -> None:
        """Back to the tasks; the line stays while it filters."""
        self._put_away()
        if self._timer.isActive():
            self.apply()
        if not self.field.text().strip():
            self.hide()
        self.window_.grid.setFocus()

    def key(self, event: QKeyEvent) -> bool:
        key, offered = event.key(), bool(self.offers)
        if offered and self._offering is not None:
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._offering.step(-1 if key == Qt.Key.Key_Up else 1)
                return True
            lit = self._offering.lit
            if key == Qt.Key.Key_Tab or (lit is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
                self._take(lit or self.offers[0])
                return True
            if key == Qt.Key.Key_Escape:
                self._put_away()
                return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.leave()
            return True
        if key == Qt.Key.Key_Down and not event.modifiers():
            self._offer(everything=True)
            return True
        return super().key(event)

    # Applying ---------------------------------------------------------------------------------------

    def _typed(self) -> None:
        self._offer()
        self._timer.start(PAUSE if len(self.window_.document.plan.tasks) > LARGE else 0)

    def apply(self) -> None:
        """Filter by the text; where it cannot be read, the rows stay as they are."""
        self._timer.stop()
        workspace, text = self.window_.workspace, self.field.text().strip()
        try:
            if text != workspace.arrangement.filter:
                workspace.set_arrangement(workspace.arrangement.but(filter=text))
            self.field.mark("")
            self._count()
        except FilterError as error:
            self.field.mark(str(error))
            self.say(str(error), "late")

    def _follow(self) -> None:
        """Another hand changed the filter."""
        filter = self.window_.workspace.arrangement.filter
        if filter != self.field.text().strip() and not self._timer.isActive():
            self.field.setText(filter)
            self.field.mark("")
        if filter:
            self.show()
        elif not self.field.hasFocus():
            self.hide()
        self._count()

    def _count(self) -> None:
        if self.field.property("invalid"):
            return
        found, whole = self.window_.workspace.arranging.count()
        self.say(f"{found:,} of {plural(whole, 'row')}" if self.window_.workspace.arrangement.filter else "")

    # Offering ---------------------------------------------------------------------------------------

    def _offer(self, everything: bool = False) -> None:
        window = self.window_
        if self._offering is None:
            self._offering = Offering(window, window.workspace.tokens, self._take)
        text, cursor = self.field.text(), self.field.cursorPosition()
        words = words_at(text, cursor, window.workspace.arranging.facts, everything=everything)
        items = tuple(Offer(put, told, aside) for put, told, aside in words.items)
        self._found = Offers(words.start, words.end, items)
        self._offering.offer(items, self.field, chosen="")

    def _take(self, offer: Offer) -> None:
        text = self._found.taken(self.field.text(), offer)
        place = self._found.start + len(offer.text)
        open_ended = offer.text[-1:] in ":<>="
        if not open_ended and place == len(text):
            text, place = f"{text} ", place + 1
        self.field.setText(text)
        self.field.setCursorPosition(place)
        self._put_away()
        if open_ended:
            self._offer()
        self._timer.start(0)

    def _put_away(self) -> None:
        if self._offering is not None:
            self._offering.hide()

    def take_look(self) -> None:
        super().take_look()
        if getattr(self, "_offering", None) is not None:  # it is drawn in the colours that it was made with
            assert self._offering is not None
            self._offering.deleteLater()
            self._offering = None
