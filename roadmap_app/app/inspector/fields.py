"""Fields of the inspector: made once, shown a source again and again; what is typed is taken or stays, with why.

A field of text, a date with its calendar, one of a list with completion, and yes or no.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLabel, QLineEdit, QVBoxLayout, QWidget

from roadmap_app.app.grid.daypicker import DayPicker
from roadmap_app.app.inspector.source import Source
from roadmap_app.app.inspector.typing import Typed
from roadmap_app.app.theme.controls import caption
from roadmap_app.app.theme.icons import icon
from roadmap_app.calendar import worktime_of
from roadmap_app.commands import Refusal
from roadmap_app.commands.typed import parse_date
from roadmap_app.model.time import day_of, to_date

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

NARROWEST = 48


class Field(Typed, QLineEdit):
    """A line of text; where several tasks differ it is empty and says so. Offers the words of a list one by one."""

    def __init__(self, window: MainWindow, name: str, empty: str = "") -> None:
        QLineEdit.__init__(self)
        self.setMinimumWidth(NARROWEST)
        self._begin(window, name, empty)
        self._words: QCompleter | None = None

    @property
    def line(self) -> QLineEdit:
        return self

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._enter()
            self._offer_words()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def _offer_words(self) -> None:
        """Complete the last of several words, as tags."""
        if self._source is None or self._source.column.kind != "words" or self._words is not None:
            return
        self._words = QCompleter(self._source.choices(), self)
        self._words.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._words.setWidget(self)
        self._words.activated.connect(self._complete)
        self.textEdited.connect(self._look_up)

    def _look_up(self, text: str) -> None:
        assert self._words is not None and self._source is not None
        begun = text.rpartition(",")[2].strip()
        self._words.setModel(QStringListModel(list(self._source.choices()), self._words))
        self._words.setCompletionPrefix(begun)
        if begun and self._words.completionCount():
            self._words.complete()
        else:
            self._words.popup().hide()

    def _complete(self, word: str) -> None:
        before, comma, _ = self.text().rpartition(",")
        self.setText(f"{before}{comma}{' ' if comma else ''}{word}")


class DateField(Field):
    """A date, typed forgivingly, or chosen in a small calendar (the button, or Alt+Down)."""

    def __init__(self, window: MainWindow, name: str, empty: str = "") -> None:
        super().__init__(window, name, empty)
        self._month: DayPicker | None = None
        self._open = self.addAction(
            icon("calendar", window.workspace.tokens, size=14), QLineEdit.ActionPosition.TrailingPosition
        )
        self._open.setToolTip("Choose a day (Alt+Down)")
        self._open.triggered.connect(self.open_calendar)
        window.workspace.look_changed.connect(self._draw_button)

    def show_source(self, source: Source) -> None:
        super().show_source(source)
        shown = not self.isReadOnly() and self.width() > 110  # in a narrow one, the date needs the room
        if self._open.isVisible() != shown:
            self._open.setVisible(shown)

    def _draw_button(self) -> None:
        self._open.setIcon(icon("calendar", self._window.workspace.tokens, size=14))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        month = self._month if self._month is not None and self._month.isVisible() else None
        if event.key() == Qt.Key.Key_Down and alt:
            self.open_calendar()
        elif month is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            month.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(month.day)
        elif not month.key(event.key()):
            month.hide()
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._month is not None:
            self._month.hide()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        if self._month is not None:
            self._month.hide()
        super().hideEvent(event)

    def open_calendar(self) -> None:
        """Open a month below the field, at the date that is there, else at today's; the keyboard stays here."""
        if self._source is None or self.isReadOnly():
            return
        self.setFocus()
        window, plan = self._window, self._window.document.plan
        today = day_of(window.workspace.today)
        if self._month is not None:
            self._month.deleteLater()
        self._month = DayPicker(
            window, window.workspace.tokens, worktime_of(plan), plan.project.week_start, today, self.choose
        )
        try:
            day = parse_date((self._source.read(True) or "today")[:10], window.workspace.today)
        except Refusal:
            day = today
        self._month.open_at(day, self)

    def choose(self, day: int) -> None:
        """Take a day, counted from 1970."""
        if self._month is not None:
            self._month.hide()
        self.setText(to_date(day).isoformat())
        if self.take():
            self._present(edit=self.hasFocus())


class Choice(Typed, QComboBox):
    """One of a list: typed with completion, or chosen. `none` is the words for no value, `new` those for one more."""

    def __init__(self, window: MainWindow, name: str, none: str = "", new: str = "") -> None:
        QComboBox.__init__(self)
        self._none, self._new = none, new
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._begin(window, name, none)
        self.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        self.activated.connect(self._choose)

    @property
    def line(self) -> QLineEdit:
        made = self.lineEdit()
        assert made is not None
        return made

    def show_source(self, source: Source) -> None:
        super().show_source(source)
        free = not self.line.isReadOnly()
        if self.isEnabled() != free:
            self.setEnabled(free)
        if self.hasFocus() and not self.pending:
            self._fill()

    def _fill(self) -> None:
        """The items, made when somebody looks: they are those of the plan as it is then."""
        assert self._source is not None
        more = [f"{self._new}…"] if self._new else []
        wanted = [*filter(None, [self._none]), *self._source.choices(), *more]
        if [self.itemText(place) for place in range(self.count())] != wanted:
            text = self.line.text()
            self.blockSignals(True)
            self.clear()
            self.addItems(wanted)
            self.blockSignals(False)
            self.line.setText(text)
        self.setCurrentIndex(self.findText(self._shown))
        if self.currentIndex() < 0:
            self.line.setText(self._shown)

    def showPopup(self) -> None:
        if self._source is not None and not self.line.isReadOnly():
            self._window.inspector.flush()
            if not self.pending:
                self._fill()
            super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        self._window.inspector.flush()
        if self._source is not None and not self.pending:
            self._fill()
            self._enter()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # scrolling the panel must not change a value

    def _choose(self, place: int) -> None:
        if self._new and place == self.count() - 1:
            self.line.clear()
            self.line.setPlaceholderText(f"{self._new}: its name")
            self._shown = ""
            self.line.setFocus()
        else:
            if self._none and place == 0:
                self.line.clear()
            self.take()


class Flag(QCheckBox):
    """Yes or no; half where several tasks differ."""

    def __init__(self, window: MainWindow, name: str) -> None:
        super().__init__()
        self._source: Source | None = None
        self._window = window
        self.setObjectName(f"field-{name}")
        self.clicked.connect(self._take)

    def show_source(self, source: Source) -> None:
        self._source = source
        if self.text() != source.column.title:
            self.setText(source.column.title)
        value = source.read(False)
        self.setTristate(value is None)
        states = {"Yes": Qt.CheckState.Checked, "No": Qt.CheckState.Unchecked}
        self.setCheckState(states.get(value or "", Qt.CheckState.PartiallyChecked))
        refusal = source.refusal()
        if self.isEnabled() == bool(refusal):
            self.setEnabled(not refusal)
        self.setToolTip(refusal or ("The tasks differ: a click sets it for all of them." if value is None else ""))

    def nextCheckState(self) -> None:
        self.setChecked(self.checkState() != Qt.CheckState.Checked)

    def _take(self) -> None:
        self._window.inspector.flush()
        if self._source is not None and (said := self._source.put("Yes" if self.isChecked() else "No")):
            self._window.workspace.message.emit("refused", said)
            self.show_source(self._source)


AnyField = Field | Choice | Flag
WIDGETS = {"date": DateField, "list": Choice, "flag": Flag}


def field_for(window: MainWindow, name: str, kind: str, **more: str) -> AnyField:
    """The field that fits a kind of column; `more` are the words of a Field or a Choice."""
    made = WIDGETS.get(kind, Field)
    return Flag(window, name) if made is Flag else made(window, name, **more)


def labelled(words: str, field: QWidget) -> QWidget:
    """A field under its caption."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    label: QLabel = caption(words)
    label.setBuddy(field)
    column.addWidget(label)
    column.addWidget(field)
    return box
