"""The windows that stand beside the plan; what each is made of is loaded when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow
    from roadmap_app.document.recovery import Offer


def differences(window: MainWindow) -> None:
    from roadmap_app.app.dialogs import differences as box

    box.show(window)


def gains(window: MainWindow, goal: str) -> None:
    from roadmap_app.app.dialogs import gains as box

    box.show(window, goal)


def problems(window: MainWindow) -> None:
    from roadmap_app.app.dialogs import problems as box

    box.show(window)


def calendars(window: MainWindow, calendar: str = "") -> None:
    from roadmap_app.app.calendars import editor

    editor.show(window, calendar)


def history(window: MainWindow) -> None:
    from roadmap_app.app.dialogs import history as box

    box.show(window)


def crashed(window: MainWindow, which: Offer | None = None) -> None:
    from roadmap_app.app.crashes import recovery

    recovery.show(window, which)


def versions(window: MainWindow) -> None:
    from roadmap_app.app.versions import window as box

    box.show(window)


def guide(window: MainWindow) -> None:
    from roadmap_app.app.dialogs import guide as box

    box.show(window)


def shortcuts(window: MainWindow) -> None:
    from roadmap_app.app.dialogs import shortcuts as box

    box.show(window)


def paper(window: MainWindow, *, prints: bool) -> None:
    from roadmap_app.app.dialogs import paper as box

    (box.print_ if prints else box.export)(window)


def picture(window: MainWindow) -> None:
    from roadmap_app.app.paper import printing

    printing.copy_picture(window)


def settings(window: MainWindow, section: str = "", action: str = "") -> None:
    from roadmap_app.app.preferences import window as box

    box.show(window, section, action)
