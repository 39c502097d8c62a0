"""Whether the plan is on disk, as the status line says it, and what a click there does about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from roadmap_app.app.sharing.watching import CHANGED

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


@dataclass(frozen=True)
class State:
    """Words with their icon and tone, what the tooltip adds, and the verbs that a click runs or offers."""

    words: str
    icon: str
    tone: str
    tip: str = ""
    verbs: tuple[str, ...] = ()


def state_of(window: MainWindow) -> State:
    """One state at a time: what is going on before what went wrong, and that before all else."""
    document, watched = window.document, window.watching.state
    if document.saving:
        return State("Saving …", "run-again", "text.tertiary")
    if document.not_saved is not None and not document.is_saved:
        both = ("file.save", "file.save_as")
        return State(f"Not saved: {document.not_saved.why}", "warning", "state.late", str(document.not_saved), both)
    if watched == CHANGED:
        return State(watched, "warning", "state.warn", "A click shows what others changed", ("file.merge",))
    if watched:
        return State(watched, "warning", "state.warn", "A click saves the plan there again", ("file.save",))
    if document.read_only:
        tip = "The file stays as it is. A click saves a copy"
        return State("Read-only", "info", "state.warn", tip, ("file.save_as",))
    if not document.is_saved:
        return State("Not saved yet", "in-progress", "state.warn", "A click saves the plan", ("file.save",))
    if document.path is None and window.origin.imported_from:
        return State("Not saved yet", "in-progress", "state.warn", "A click asks where to save it", ("file.save",))
    tip = window.verbs["file.versions"].toolTip()
    return State("Saved" if document.path else "Nothing to save", "done", "state.ok", tip, ("file.versions",))


def act(window: MainWindow, button: QWidget) -> None:
    """What a click on the state does: its one verb, or a choice of several."""
    verbs = [window.verbs[id] for id in state_of(window).verbs]
    if len(verbs) == 1:
        verbs[0].trigger()
    elif verbs:
        menu = QMenu(button)
        menu.addActions(verbs)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
