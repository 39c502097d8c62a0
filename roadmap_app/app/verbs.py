"""The table of actions as Qt actions: built once a window; of those only is anything set that differs from before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from roadmap_app.app.actions.table import MENUS, Action, all_actions
from roadmap_app.app.preferences import keys
from roadmap_app.app.theme.icons import icon
from roadmap_app.app.theme.reading import readable

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


class Verbs:
    """A QAction for each entry of the table, owned by the window, by id; and what they show."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.made = {action.id: _made(window, action) for action in all_actions()}
        self._shown: dict[str, tuple[str, str, bool]] = {}  # label, why it cannot be done, tick

    def refresh(self) -> None:
        """Bring labels, ticks, enabled states and tooltips up to date."""
        window = self._window
        for action in all_actions():
            reason = action.refusal(window)
            label = action.live_label(window) if action.live_label else action.label
            ticked = action.checked is not None and action.checked(window)
            made = self.made[action.id]
            if self._shown.get(action.id) != (label, reason, ticked):
                self._shown[action.id] = label, reason, ticked
                made.setText(readable(label.replace("&", "&&")))
                made.setEnabled(not reason)
                made.setToolTip(tooltip(window, action, label, reason))
            if made.isCheckable():
                made.setChecked(ticked)  # Qt ticks it by itself when it is chosen

    def apply_keys(self) -> None:
        """Let every action answer to the keys that the settings give it now, and show them."""
        for action in all_actions():
            self.made[action.id].setShortcuts([QKeySequence(each) for each in keys.of(self._window.settings, action)])
        self._shown.clear()
        self.refresh()


def _made(window: MainWindow, action: Action) -> QAction:
    made = QAction(readable(action.label), window)
    made.setObjectName(action.id)
    made.setShortcuts([QKeySequence(each) for each in keys.of(window.settings, action)])
    made.setCheckable(action.checked is not None)
    made.setMenuRole(QAction.MenuRole.NoRole)
    made.triggered.connect(_runner(window, action))
    window.addAction(made)
    return made


def _runner(window: MainWindow, action: Action) -> Callable[[], None]:
    def run() -> None:
        if window.finish_editing():  # what is being typed belongs to the plan that the verb works on
            if reason := action.refusal(window):  # it may be why
                window.workspace.message.emit("refused", reason)
            else:
                action.run(window)
        window.refresh()

    return run


def tooltip(window: MainWindow, action: Action, label: str, reason: str) -> str:
    """`Link in Order (Ctrl+F2)`, then what it does or why it cannot be done now."""
    shown = keys.text(window.settings, action)
    head = label.rstrip("…") + (f" ({shown})" if shown else "")
    return "\n".join(part for part in (head, reason or action.tip) if part)


def set_icons(window: MainWindow) -> None:
    """Draw the icons in the colours of the theme."""
    for action in all_actions():
        if action.icon:
            window.verbs[action.id].setIcon(icon(action.icon, window.workspace.tokens))


def fill_menu_bar(window: MainWindow, bar: QMenuBar) -> dict[str, QMenu]:
    """All menus of the table; answers them by name, for entries that are made when a menu opens."""
    menus = {}
    for name in MENUS:
        menu = bar.addMenu(name)
        menu.setToolTipsVisible(True)
        _fill(window, menu, [action for action in all_actions() if action.place[0] == name])
        within = [place for place in dict.fromkeys(action.place[0] for action in all_actions())
                  if place.startswith(f"{name} > ")]  # fmt: skip
        if within:
            menu.addSeparator()
        for inner in within:
            nested = menu.addMenu(inner.partition(" > ")[2])
            nested.setToolTipsVisible(True)
            _fill(window, nested, [action for action in all_actions() if action.place[0] == inner])
        menus[name] = menu
    return menus


def head_menu(window: MainWindow) -> QMenu:
    """The menu of a column's head."""
    menu = QMenu(window)
    menu.setToolTipsVisible(True)
    window.refresh()  # verbs of heads ask for the current column
    _fill(window, menu, [action for action in all_actions() if action.head])
    return menu


def context_menu(window: MainWindow) -> QMenu:
    """The menu of a row or a bar."""
    menu = QMenu(window)
    menu.setToolTipsVisible(True)
    _fill(window, menu, [action for action in all_actions() if action.context])
    return menu


def _fill(window: MainWindow, menu: QMenu, entries: list[Action]) -> None:
    for place, action in enumerate(entries):
        if place and action.place != entries[place - 1].place:
            menu.addSeparator()
        menu.addAction(window.verbs[action.id])
