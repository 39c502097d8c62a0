"""The chart for screen readers: a list whose items are the bars in view, each with its sentence, its links and
what can be done with it.

Items are made when they are asked for and stay the same object while their row is shown: readers hold on to them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import VoidPtr, getCppPointer

from roadmap_app.app.gantt.viewport import GanttView
from roadmap_app.scene import spoken
from roadmap_app.scene.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

Text, Role, Relation = QAccessible.Text, QAccessible.Role, QAccessible.RelationFlag
ANY = ~Relation(0)
KEPT = 500  # items of rows out of view that are kept before they are let go
DETAILS, EARLIER, LATER = "Details", "Move one day earlier", "Move one day later"
VERBS = {DETAILS: "task.details", EARLIER: "task.earlier", LATER: "task.later"}


@cache
def install() -> None:
    """Let Qt ask here for what the chart is to a screen reader; once an application."""
    QAccessible.installFactory(_interface_of)


def _interface_of(key: str, thing: QObject) -> QAccessibleInterface | None:
    return AccessibleChart(thing) if isinstance(thing, GanttView) else None


class AccessibleChart(QAccessibleWidget):
    """The list. It has the items of the rows that are in view; others are reached by links and by moving on."""

    def __init__(self, chart: GanttView) -> None:
        super().__init__(chart, Role.List, chart.accessibleName())
        self.chart = chart
        self._items: dict[str, AccessibleBar] = {}
        workspace = chart.workspace
        workspace.selection_changed.connect(self._tell_current)
        workspace.rows_changed.connect(self._tell_order)
        workspace.plan_changed.connect(self._tell_name)
        workspace.message.connect(self._announce)

    def item(self, id: str) -> AccessibleBar:
        """The one item of a row."""
        found = self._items.get(id)
        if found is None:
            if len(self._items) >= KEPT:
                self._let_go()
            found = self._items[id] = AccessibleBar(self, id)
            QAccessible.registerAccessibleInterface(found)
        return found

    def rows_in_view(self) -> range:
        """Numbers of the rows of which something is to be seen."""
        first = self.chart.row_at(0) or 0
        last = self.chart.row_at(self.chart.viewport().height() - 1)
        count = len(self.chart.workspace.rows)
        return range(min(first, count), count if last is None else last + 1)

    # What a reader asks -------------------------------------------------------------------------

    def childCount(self) -> int:
        return len(self.rows_in_view())

    def child(self, index: int) -> QAccessibleInterface | None:
        numbers = self.rows_in_view()
        if not 0 <= index < len(numbers):
            return None
        return self.item(self.chart.workspace.rows.rows[numbers[index]].id)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        point = self.chart.viewport().mapFromGlobal(QPoint(x, y))
        number = self.chart.row_at(point.y()) if self.chart.viewport().rect().contains(point) else None
        return self.item(self.chart.workspace.rows.rows[number].id) if number is not None else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        number, shown = child.number if isinstance(child, AccessibleBar) else None, self.rows_in_view()
        return number - shown.start if number is not None and number in shown else -1

    def focusChild(self) -> QAccessibleInterface | None:
        workspace = self.chart.workspace
        shown = workspace.current and workspace.rows.index(workspace.current) is not None
        return self.item(workspace.current) if shown and self.chart.hasFocus() else None

    # What a reader is told ----------------------------------------------------------------------

    def _tell_current(self) -> None:
        current = self.focusChild() if QAccessible.isActive() else None
        if current is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(current, QAccessible.Event.Focus))

    def _tell_order(self) -> None:
        rows = self.chart.workspace.rows
        for id in [id for id in self._items if rows.index(id) is None]:
            self._drop(id)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self.chart, QAccessible.Event.ObjectReorder))

    def _tell_name(self, update: object) -> None:
        current = self.focusChild() if QAccessible.isActive() else None
        if current is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(current, QAccessible.Event.NameChanged))

    def _announce(self, tone: str, words: str) -> None:
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.chart, words))

    def _let_go(self) -> None:
        rows = self.chart.workspace.rows.rows
        kept = {rows[number].id for number in self.rows_in_view()} | {self.chart.workspace.current}
        for id in [id for id in self._items if id not in kept]:
            self._drop(id)

    def _drop(self, id: str) -> None:
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(self._items.pop(id)))


class AccessibleBar(QAccessibleInterface):
    """One row's bar."""

    def __init__(self, chart: AccessibleChart, id: str) -> None:
        super().__init__()
        self._list = chart
        self._chart = chart.chart
        self._workspace = chart.chart.workspace
        self._actions = BarActions(self)
        self.id = id

    @property
    def number(self) -> int | None:
        """The row, counted from 0; None where it is not shown any more."""
        return self._workspace.rows.index(self.id)

    @property
    def row(self) -> Row | None:
        return None if self.number is None else self._workspace.rows.rows[self.number]

    @property
    def is_task(self) -> bool:
        return self.id in self._workspace.plan.tasks

    def isValid(self) -> bool:
        return self.number is not None

    def object(self) -> None:
        return None

    def window(self) -> QWindow | None:
        return self._chart.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return self._list

    def child(self, index: int) -> None:
        return None

    def childAt(self, x: int, y: int) -> None:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        number, workspace = self.number, self._workspace
        if number is None:
            return ""
        plan, schedule = workspace.plan, workspace.schedule
        if kind == Text.Name:
            return spoken.name(plan, schedule, workspace.standing, workspace.rows, number, workspace.today)
        if kind == Text.Value and self.is_task:
            return spoken.value(schedule, self.id)
        if kind == Text.Description and self.is_task:
            return spoken.description(plan, schedule, self.id, workspace.today)
        return ""

    def setText(self, kind: QAccessible.Text, words: str) -> None:
        """Bars are not typed into; the grid's cells are."""

    def rect(self) -> QRect:
        """The bar, or the row where it has none, on the screen."""
        found = self._chart.bar_rect(self.id)
        if found is None:
            top = self._chart.row_top(self.number or 0)
            found = QRect(0, round(top), self._chart.viewport().width(), self._chart.row_size.height)
        return QRect(self._chart.viewport().mapToGlobal(found.topLeft()), found.size())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        row, workspace = self.row, self._workspace
        if row is None:
            state.invalid = True
            return state
        state.selectable = state.focusable = True
        state.selected = workspace.is_selected(self.id)
        state.focused = workspace.current == self.id and self._chart.hasFocus()
        state.readOnly = True
        state.offscreen = self.number not in self._list.rows_in_view()
        if row.has_children:
            state.expandable = True
            state.collapsed, state.expanded = row.collapsed, not row.collapsed
        return state

    def relations(self, match: QAccessible.RelationFlag = ANY) -> list[tuple[QAccessibleInterface, Any]]:
        """The bars that its links come from and go to, where they are shown."""
        plan, rows = self._workspace.plan, self._workspace.rows
        # Qt asks what the others are to this bar: its predecessors flow to it.
        ends = [(link.from_, Relation.FlowsTo) for link in plan.links_into.get(self.id, ())]
        ends += [(link.to, Relation.FlowsFrom) for link in plan.links_from.get(self.id, ())]
        return [(self._list.item(id), way) for id, way in ends if rows.index(id) is not None and way & match]

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        # A pointer always: the binding does not survive a None here when Qt asks.
        wanted = kind == QAccessible.InterfaceType.ActionInterface
        return VoidPtr(getCppPointer(self._actions)[0] if wanted else 0)

    def foregroundColor(self) -> QColor:
        return QColor(self._workspace.tokens.text.primary)

    def backgroundColor(self) -> QColor:
        return QColor(self._workspace.tokens.surface.panel)


class BarActions(QAccessibleActionInterface):
    """What can be done with a bar without a mouse: the verbs of the table, and selecting and folding."""

    def __init__(self, bar: AccessibleBar) -> None:
        super().__init__()
        self._bar = bar

    def actionNames(self) -> list[str]:
        return list(self._names())

    def _names(self) -> Iterator[str]:
        row = self._bar.row
        if row is None:
            return
        yield self.pressAction()
        if row.has_children:
            yield self.toggleAction()
        if self._bar.is_task:
            yield from VERBS

    def doAction(self, name: str) -> None:
        bar, row = self._bar, self._bar.row
        if row is None or name not in self._names():
            return
        workspace = bar._workspace
        if name == self.toggleAction():
            workspace.set_collapsed(bar.id, not row.collapsed)
            return
        workspace.select([bar.id], bar.id)
        workspace.reveal(bar.id)
        if name in VERBS:
            bar._chart.window_.verbs[VERBS[name]].trigger()

    def keyBindingsForAction(self, name: str) -> list[str]:
        made = self._bar._chart.window_.verbs.get(VERBS.get(name, ""))
        return [keys.toString() for keys in made.shortcuts()] if made else []
