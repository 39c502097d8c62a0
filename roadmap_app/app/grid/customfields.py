"""Custom fields of the plan: a list of them, and the one that is chosen with its name, type and choices."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app.theme.controls import caption
from roadmap_app.app.theme.reading import ReadableCells
from roadmap_app.commands import Refusal, customfields
from roadmap_app.commands.columns import custom
from roadmap_app.document.document import Label
from roadmap_app.model.plan import Draft
from roadmap_app.model.records import Field
from roadmap_app.model.text import plural, quoted

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

WIDTH, HEIGHT = 640, 480
ID = Qt.ItemDataRole.UserRole
EMPTY = "A custom field is a column of your own: a ticket number, a phase, a date that matters to you."


def show(window: MainWindow, field: str = "") -> QDialog:
    """Open the window, or come back to the one that is open; `field` is the one to begin with."""
    box = window.findChild(CustomFields)
    if box is None:
        box = CustomFields(window)
        box.show()
    else:
        box.raise_()
    box.choose(field)
    return box


class CustomFields(QDialog):
    """Every change is an edit of the plan, and can be undone there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Custom fields")
        self.resize(WIDTH, HEIGHT)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Custom fields")
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(ReadableCells(self.list))
        self.list.currentItemChanged.connect(lambda: self._fill_page())
        self.empty = caption(EMPTY, "muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.name = QLineEdit(self)
        self.name.setAccessibleName("Name of the field")
        self.name.editingFinished.connect(self._rename)
        self.type = QComboBox(self)
        self.type.setAccessibleName("Type of the field")
        for type, words in customfields.TYPES.items():
            self.type.addItem(words, type)
        self.type.activated.connect(self._retype)
        self.choices = QListWidget(self)
        self.choices.setAccessibleName("Choices")
        self.choices.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.choices.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.choices.itemChanged.connect(self._rename_choice)
        # A drop must be over before the list is made anew.
        self.choices.model().rowsMoved.connect(lambda: QTimer.singleShot(0, self, self._order_choices))
        self.choices.installEventFilter(self)
        self.choice = QLineEdit(self)
        self.choice.setPlaceholderText("Add a choice, press Enter")
        self.choice.setAccessibleName("Add a choice")
        self.choice.returnPressed.connect(self._add_choice)
        self.shown = QCheckBox("Show as a column", self)
        self.shown.clicked.connect(self._show_column)
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setProperty("tone", "late")
        self.values = caption("", "muted")
        self.add = QPushButton("New Field", self)
        self.add.clicked.connect(self._add)
        self.remove = QPushButton("Delete Field", self)
        self.remove.clicked.connect(self._delete)
        self._lay_out()
        window.workspace.plan_changed.connect(self._fill)
        window.workspace.columns_changed.connect(self._fill)
        self._fill()

    def _lay_out(self) -> None:
        page = QVBoxLayout()
        page.setSpacing(6)
        self._choices_head = caption("Choices")
        for words, part in (("Name", self.name), ("Type", self.type)):
            page.addWidget(caption(words))
            page.addWidget(part)
        page.addWidget(self._choices_head)
        page.addWidget(self.choices, 1)
        page.addWidget(self.choice)
        page.addWidget(self.shown)
        page.addWidget(self.values)
        page.addStretch(0)
        self.page = QWidget(self)
        self.page.setLayout(page)
        page.setContentsMargins(0, 0, 0, 0)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.empty, 1)
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addLayout(left, 1)
        halves.addWidget(self.page, 1)
        close = QPushButton("Close", self)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        for button in (self.add, self.remove, close):
            button.setAutoDefault(False)
        foot.addWidget(self.add)
        foot.addWidget(self.remove)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(caption("Custom fields", "heading"))
        column.addLayout(halves, 1)
        column.addWidget(self.said)
        column.addLayout(foot)

    # Filling ------------------------------------------------------------------------------------

    @property
    def field(self) -> Field | None:
        """The one that is chosen."""
        item = self.list.currentItem()
        return self._window.document.plan.fields.get(item.data(ID)) if item is not None else None

    def choose(self, id: str) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(ID) == id:
                self.list.setCurrentRow(row)

    def _fill(self) -> None:
        plan = self._window.document.plan
        here, row = self.field, self.list.currentRow()
        known = custom.in_order(plan)
        with QSignalBlocker(self.list):
            self.list.clear()
            for field in known:
                kind = customfields.TYPES.get(field.type, field.type)
                item = QListWidgetItem(f"{custom.title_of(field)}  ·  {kind}")
                item.setData(ID, field.id)
                self.list.addItem(item)
        self.list.setVisible(bool(known))
        self.empty.setVisible(not known)
        if here is not None:
            self.choose(here.id)
        elif known:
            self.list.setCurrentRow(min(max(row, 0), len(known) - 1))
        self._fill_page()

    def _fill_page(self) -> None:
        field, writable = self.field, not self._window.document.read_only
        self._say("")
        self.page.setVisible(field is not None)
        self.add.setEnabled(writable)
        self.remove.setEnabled(writable and field is not None)
        if field is None:
            return
        self.page.setEnabled(writable)
        if not self.name.hasFocus() or self.name.text() != field.name:
            self.name.setText(custom.title_of(field))
        self.type.setCurrentIndex(max(self.type.findData(field.type), 0))
        listed = field.type == "list"
        for part in (self._choices_head, self.choices, self.choice):
            part.setVisible(listed)
        row = self.choices.currentRow()
        with QSignalBlocker(self.choices):
            self.choices.clear()
            for choice in field.choices:
                item = QListWidgetItem(choice)
                item.setData(ID, choice)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                self.choices.addItem(item)
            self.choices.setCurrentRow(min(row, self.choices.count() - 1))
        self.shown.setChecked(custom.column_id(field.id) in self._window.workspace.columns)
        count = customfields.count_of(self._window.document.plan, field.id)
        source = f" It is {field.source} in the file that it came from." if field.source else ""
        self.values.setText(f"{plural(count, 'task')} {'has' if count == 1 else 'have'} a value.{source}")
        self.values.setWordWrap(True)

    def _say(self, refusal: str) -> None:
        self.said.setText(refusal)
        self.said.setVisible(bool(refusal))

    # Doing --------------------------------------------------------------------------------------

    def _edit(self, label: Label, change: Callable[[Draft], object]) -> bool:
        """Make an edit; a refusal is told here, where it happened."""
        try:
            with self._window.document.edit(label) as draft:
                change(draft)
        except Refusal as refusal:
            self._fill_page()
            self._say(str(refusal))
            return False
        return True

    def _add(self) -> None:
        names = {custom.title_of(field) for field in self._window.document.plan.fields.values()}
        name = next(name for n in range(1, 1000) if (name := f"New field {n}" if n > 1 else "New field") not in names)
        made: list[str] = []
        if self._edit(f"New field {quoted(name)}", lambda draft: made.append(customfields.add(draft, name))):
            self._window.grid.show_columns([custom.column_id(made[0])])
            self.choose(made[0])
            self.name.setFocus()
            self.name.selectAll()

    def _rename(self) -> None:
        field, typed = self.field, self.name.text()
        if field is not None and typed != custom.title_of(field):
            label = f"Rename field {quoted(custom.title_of(field))} to {quoted(typed)}"
            if not self._edit(label, lambda draft: customfields.rename(draft, field.id, typed)):
                self.name.setFocus()

    def _retype(self) -> None:
        field, type = self.field, self.type.currentData()
        if field is None or type == field.type:
            return
        document, today = self._window.document, self._window.workspace.today
        schedule = document.schedule
        lost: list[int] = []
        label = f"Field {quoted(custom.title_of(field))} as {customfields.TYPES[type].lower()}"
        change: Callable[[Draft], object] = lambda draft: lost.append(  # noqa: E731
            customfields.retype(draft, schedule, field.id, type, today)
        )
        if self._edit(label, change) and lost[0]:
            self._tell(f"{plural(lost[0], 'value')} of {quoted(custom.title_of(field))} could not be read and went.")

    def _delete(self) -> None:
        field = self.field
        if field is None:
            return
        count = customfields.count_of(self._window.document.plan, field.id)
        with_ = f" (with {plural(count, 'value')})" if count else ""
        name = quoted(custom.title_of(field))
        if self._edit(f"Delete field {name}{with_}", lambda draft: customfields.delete(draft, field.id)) and count:
            self._tell(f"Deleted field {name} with {plural(count, 'value')}.")

    def _tell(self, sentence: str) -> None:
        self._window.notice.tell("done", sentence, "Undo", self._window.verbs["edit.undo"])

    def _show_column(self, shown: bool) -> None:
        field, workspace = self.field, self._window.workspace
        if field is not None:
            id = custom.column_id(field.id)
            if shown:
                self._window.grid.show_columns([id])
            else:
                workspace.set_columns([each for each in workspace.columns if each != id])

    def _add_choice(self) -> None:
        field, typed = self.field, self.choice.text()
        if field is not None and typed.strip():
            label = f"Choice {quoted(typed)} of {quoted(custom.title_of(field))}"
            if self._edit(label, lambda draft: customfields.add_choice(draft, field.id, typed)):
                self.choice.clear()
                self.choices.setCurrentRow(self.choices.count() - 1)

    def _rename_choice(self, item: QListWidgetItem) -> None:
        field, old, new = self.field, item.data(ID), item.text()
        if field is not None and new != old:
            label = f"Rename choice {quoted(old)} to {quoted(new)}"
            self._edit(label, lambda draft: customfields.rename_choice(draft, field.id, old, new))

    def _remove_choice(self) -> None:
        field, item = self.field, self.choices.currentItem()
        if field is None or item is None:
            return
        gone: list[int] = []
        name = item.data(ID)
        label = f"Delete choice {quoted(name)} of {quoted(custom.title_of(field))}"
        change: Callable[[Draft], object] = lambda draft: gone.append(  # noqa: E731
            customfields.remove_choice(draft, field.id, name)
        )
        if self._edit(label, change) and gone[0]:
            self._tell(f"Deleted choice {quoted(name)}, which {plural(gone[0], 'task')} had.")

    def _order_choices(self) -> None:
        field = self.field
        if field is not None:
            order = [self.choices.item(row).data(ID) for row in range(self.choices.count())]
            label = f"Order of the choices of {quoted(custom.title_of(field))}"
            self._edit(label, lambda draft: customfields.order_choices(draft, field.id, order))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.choices and pressed and event.key() == Qt.Key.Key_Delete:
            self._remove_choice()
            return True
        return False
