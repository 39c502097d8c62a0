"""The keys of actions: those of the table, or those that a person chose, which the settings hold as overrides.

Keys are written as Qt's portable text, `Ctrl+Shift+Z`, and shown as the system writes them.
"""

from __future__ import annotations

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from roadmap_app.app.actions.table import Action, all_actions
from roadmap_app.app.preferences.settings import Settings

MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
ALONE = {Qt.Key.Key_Insert, Qt.Key.Key_Delete, Qt.Key.Key_Pause, Qt.Key.Key_Print, Qt.Key.Key_Help}
TAKEN = {
    "F2": "F2 edits the cell that has the keyboard.",
    "F10": "F10 opens the menus.",
    "Alt+F4": "Alt+F4 closes the window.",
    "Shift+F10": "Shift+F10 opens the menu of what is selected.",
    "Ctrl+Tab": "Ctrl+Tab goes from field to field.",
}


def of(settings: Settings, action: Action) -> tuple[str, ...]:
    """The keys that an action answers to now, the one that is shown first."""
    chosen = settings.shortcuts.get(action.id)
    return action.shortcuts if chosen is None else tuple(chosen)


def text(settings: Settings, action: Action) -> str:
    """The first of an action's keys as the system writes them; "" where it has none."""
    return next(map(native, of(settings, action)), "")


def native(keys: str) -> str:
    """Keys as the system writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def portable(keys: str) -> str:
    """Keys in the one way that they are kept; "" for what Qt does not know."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def change(settings: Settings, action: Action, keys: tuple[str, ...]) -> None:
    """Give an action these keys; only what differs from the table is kept."""
    if tuple(map(portable, keys)) == tuple(map(portable, action.shortcuts)):
        settings.shortcuts.pop(action.id, None)
    else:
        settings.shortcuts[action.id] = [portable(key) for key in keys]


def holder(settings: Settings, keys: str) -> Action | None:
    """The action that answers to these keys."""
    wanted = portable(keys)
    return next((a for a in all_actions() if wanted in map(portable, of(settings, a))), None)


def take(settings: Settings, action: Action, keys: str) -> None:
    """Give keys to an action, as the first of its own, and away from the one that had them."""
    before = holder(settings, keys)
    if before is not None and before is not action:
        change(settings, before, tuple(key for key in of(settings, before) if portable(key) != portable(keys)))
    rest = tuple(key for key in of(settings, action)[1:] if portable(key) != portable(keys))
    change(settings, action, (portable(keys), *rest))


def reset(settings: Settings, action: Action) -> list[Action]:
    """Give an action the keys of the table again; answers those that had to give some of them back."""
    settings.shortcuts.pop(action.id, None)
    gave = []
    for keys in action.shortcuts:
        for other in all_actions():
            had = of(settings, other)
            if other is not action and portable(keys) in map(portable, had):
                change(settings, other, tuple(key for key in had if portable(key) != portable(keys)))
                gave.append(other)
    return gave


def pressed(key: int, modifiers: Qt.KeyboardModifier) -> str:
    """What was pressed, as keys are kept; "" while only Ctrl, Shift, Alt are down."""
    if key in (*map(int, MODIFIERS), 0, int(Qt.Key.Key_unknown)):
        return ""
    held = modifiers & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.GroupSwitchModifier
    return portable(QKeySequence(held.value | key).toString())


def refusal(keys: str) -> str:
    """Why keys cannot be a shortcut, in one sentence; "" where they can."""
    wanted = portable(keys)
    if not wanted:
        return f"'{keys}' is not a key that can be pressed."
    if wanted in TAKEN:
        return TAKEN[wanted]
    combination: QKeyCombination = QKeySequence(wanted)[0]  # type: ignore[index]
    held = combination.keyboardModifiers()
    strong = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    key = combination.key()
    if held & strong or key in ALONE or Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35:
        return ""
    return f"{native(wanted)} alone types or moves in the grid. Hold Ctrl or Alt with it."
