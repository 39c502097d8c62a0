"""The calendars of a plan in groups, each with who works by it; and making, copying and deleting them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app.theme.fonts import font
from roadmap_app.app.theme.reading import readable
from roadmap_app.commands import calendars
from roadmap_app.commands.calendars import Users
from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Plan
from roadmap_app.model.text import quoted
from roadmap_app.scene.tokens import Tokens

if TYPE_CHECKING:
    from roadmap_app.app.calendars.editor import CalendarEditor

ID, USED, HEAD = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
GROUPS = ("Project", "Tasks", "People and teams", "Not used")


class Sidebar(QListWidget):
    """`chosen` tells the id of a calendar; "" is the standard week of a plan without one."""

    chosen = Signal(str)

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Calendars")
        self.setItemDelegate(_TwoLines(tokens, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMinimumWidth(150)
        self.currentItemChanged.connect(self._tell)

    def set_tokens(self, tokens: Tokens) -> None:
        self.setItemDelegate(_TwoLines(tokens, self))

    def show_plan(self, plan: Plan, current: str) -> None:
        """List the calendars of a plan without telling anybody."""
        used = calendars.users(plan)
        groups: dict[str, list[tuple[str, str]]] = {name: [] for name in GROUPS}
        for id, who in used.items():
            name = plan.calendars[id].name if id else calendars.STANDARD
            groups[_group(who)].append((name, id))
        self.blockSignals(True)
        self.clear()
        for group in GROUPS:
            if groups[group]:
                head = QListWidgetItem(group, self)
                head.setData(HEAD, True)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
            for name, id in sorted(groups[group], key=lambda each: (each[0].casefold(), each[1])):
                item = QListWidgetItem(name, self)
                words = calendars.users_text(plan, used[id]) or "nobody works by it"
                item.setData(ID, id)
                item.setData(USED, words if id else "the standard week, until you change it")
                item.setToolTip(f"{name}: {words}")
                if id == current:
                    self.setCurrentItem(item)
        self.blockSignals(False)

    def ids(self) -> list[str]:
        """The calendars, top to bottom."""
        items = (self.item(row) for row in range(self.count()))
        return [str(item.data(ID)) for item in items if not item.data(HEAD)]

    def _tell(self, now: QListWidgetItem | None) -> None:
        if now is not None and not now.data(HEAD):
            self.chosen.emit(str(now.data(ID)))


class Shelf(QWidget):
    """The list, and below it what can be done with calendars as a whole."""

    def __init__(self, editor: CalendarEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.list = Sidebar(editor.tokens, self)
        self.list.chosen.connect(editor.choose)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.new, self.copy, self.drop = QPushButton("New"), QPushButton("Duplicate"), QPushButton("Delete")
        for button, run in ((self.new, self.create_one), (self.copy, self.duplicate), (self.drop, self.delete)):
            button.setAutoDefault(False)
            button.setProperty("small", True)
            button.clicked.connect(lambda _=False, run=run: run())
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def refresh(self) -> None:
        editor = self._editor
        self.list.show_plan(editor.plan, editor.calendar)
        for button in (self.new, self.copy, self.drop):
            button.setEnabled(not editor.read_only and (button is self.new or bool(editor.calendar)))
            button.setToolTip("" if button.isEnabled() else "There is no calendar to do that with.")

    def create_one(self) -> None:
        """A new calendar, based on the one that is shown."""
        id, base = new_id(), self._editor.calendar
        self._editor.attempt("New calendar", lambda draft: calendars.create(draft, "", base, id=id), id)
        self._editor.week.name_it()

    def duplicate(self) -> None:
        id, of = new_id(), self._editor.calendar
        label = f"Copy of {quoted(self._editor.calendar_name)}"
        self._editor.attempt(label, lambda draft: calendars.duplicate(draft, of, copy=id), id)
        self._editor.week.name_it()

    def delete(self) -> None:
        """Delete the calendar that is shown; of one that is used, ask what takes its place."""
        editor = self._editor
        id, label = editor.calendar, f"Delete calendar {quoted(editor.calendar_name)}"
        used = calendars.users(editor.plan)[id]
        if not used:
            editor.attempt(label, lambda draft: calendars.delete(draft, id))
            return
        menu = QMenu(self.drop)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSection(f"Used by {calendars.users_text(editor.plan, used)}. In its place:")
        others = sorted((each.name.casefold(), each.id) for each in editor.plan.calendars.values() if each.id != id)
        for _, other in others:
            name = editor.plan.calendars[other].name
            menu.addAction(
                readable(name.replace("&", "&&")),
                lambda other=other, name=name: editor.attempt(
                    f"{label}, {quoted(name)} in its place", lambda draft: calendars.delete(draft, id, other), other
                ),
            )
        standard = "The standard week" if used.project or not others else "No calendar of their own"
        menu.addAction(standard, lambda: editor.attempt(label, lambda draft: calendars.delete(draft, id, "")))
        menu.popup(self.drop.mapToGlobal(self.drop.rect().topLeft()))


def _group(who: Users) -> str:
    if who.project:
        return GROUPS[0]
    if who.tasks:
        return GROUPS[1]
    return GROUPS[2] if who.resources or who.calendars else GROUPS[3]


class _TwoLines(QStyledItemDelegate):
    """A name, and below it who works by it; a head of a group is one line."""

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self._tokens = tokens

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, 24 if index.data(HEAD) else 42)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens, rect = self._tokens, QRect(option.rect)
        state = option.state
        painter.save()
        if index.data(HEAD):
            painter.setFont(font("caption", strong=True))
            painter.setPen(QColor(tokens.text.secondary))
            painter.drawText(rect.adjusted(8, 4, -8, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data()))
            painter.restore()
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent.soft if chosen else tokens.accent.hover_row))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
            if chosen:
                painter.setBrush(QColor(tokens.accent.base))
                painter.drawRect(rect.left() + 1, rect.top() + 4, 3, rect.height() - 8)
        room = rect.adjusted(12, 4, -8, -4)
        for line, (size, strong, ink, words) in enumerate((
            ("body", chosen, tokens.text.primary, str(index.data())),
            ("caption", False, tokens.text.secondary, str(index.data(USED))),
        )):  # fmt: skip
            painter.setFont(font(size, strong=strong))
            painter.setPen(QColor(ink))
            half = QRect(room.left(), room.top() + line * room.height() // 2, room.width(), room.height() // 2)
            short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, half.width())
            painter.drawText(half, Qt.AlignmentFlag.AlignVCenter, readable(short))
        painter.restore()
