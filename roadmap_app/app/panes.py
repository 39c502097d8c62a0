"""Going from pane to pane with F6: what is shown, in the order that it is read in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

PANE = "pane"  # the property of a widget that is one, also of those that come later


def mark(*widgets: QWidget) -> None:
    """Make widgets panes; a pane takes the keyboard by `take_focus` where it has that, else with its first control."""
    for widget in widgets:
        widget.setProperty(PANE, True)


def shown(window: MainWindow) -> list[QWidget]:
    """The panes that can take the keyboard now: from the top, and from the side where a line begins."""
    panes = [pane for pane in window.findChildren(QWidget) if pane.property(PANE) and pane.isVisible()]
    sign = 1 if window.isLeftToRight() else -1

    def place(pane: QWidget) -> tuple[int, int, int]:
        corner = pane.mapTo(window, QPoint(0, 0))
        side = corner.x() if sign > 0 else -corner.x() - pane.width()
        return corner.y() // 40, side, pane.height()  # what lies over a pane goes before it

    return sorted((pane for pane in panes if _target(pane) is not None), key=place)


def step(window: MainWindow, by: int) -> None:
    """Give the keyboard to the next pane, or (-1) the one before."""
    panes, focus = shown(window), QApplication.focusWidget()
    here = next((n for n, pane in enumerate(panes) if focus is not None and _holds(pane, focus)), None)
    if here is None:
        here = -1 if by > 0 else 0
    enter(panes[(here + by) % len(panes)])


def enter(pane: QWidget) -> None:
    """Give the keyboard to a pane."""
    if hasattr(pane, "take_focus"):
        pane.take_focus()
    elif (target := _target(pane)) is not None:
        target.setFocus(Qt.FocusReason.TabFocusReason)


def _holds(pane: QWidget, focus: QWidget) -> bool:
    return pane is focus or pane.isAncestorOf(focus)


def _target(pane: QWidget) -> QWidget | None:
    """The pane itself, or the first control in it that the Tab key reaches."""
    return next((part for part in (pane, *pane.findChildren(QWidget)) if _takes_keys(part)), None)


def _takes_keys(part: QWidget) -> bool:
    return part.isVisible() and part.isEnabled() and bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
