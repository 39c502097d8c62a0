"""Putting a theme on the application, and telling who follows it."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyleFactory

from roadmap_app.app.theme import focus
from roadmap_app.app.theme.fonts import font
from roadmap_app.app.theme.palette import palette
from roadmap_app.app.theme.stylesheet import stylesheet
from roadmap_app.scene import tokens as tokens_of
from roadmap_app.scene.tokens import Theme, Tokens

SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}


class Listeners(QObject):
    """Tells that the theme is another one now."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chosen = "system"
        self.shown: Theme | None = None


@cache
def listeners() -> Listeners:
    """The one that knows and tells the theme of this application."""
    made = Listeners()
    QGuiApplication.styleHints().colorSchemeChanged.connect(_follow_system)
    return made


def current() -> Tokens:
    """The tokens that are on now."""
    return tokens_of.load(listeners().shown or "light")


def apply_theme(app: QApplication, name: str) -> Tokens:
    """Put `light`, `dark` or `system` on the application, live for all windows; answers what is shown now.

    ValueError for another name.
    """
    if name not in SCHEMES:
        raise ValueError(f"there is no theme '{name}'; there are {', '.join(SCHEMES)}")
    state = listeners()
    state.chosen = name
    QGuiApplication.styleHints().setColorScheme(SCHEMES[name])  # the frame that the system draws
    shown: Theme = "dark" if _is_dark(name) else "light"
    if shown != state.shown:
        if state.shown is None:
            app.setStyle(QStyleFactory.create("Fusion"))
            app.setFont(font())
            app.focusChanged.connect(focus.follow)
        state.shown = shown
        tokens = tokens_of.load(shown)
        app.setPalette(palette(tokens))
        app.setStyleSheet(stylesheet(tokens))
        state.changed.emit()
    return current()


def _is_dark(name: str) -> bool:
    return name == "dark" or (
        name == "system" and QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    )


def _follow_system() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication) and listeners().chosen == "system":
        apply_theme(app, "system")
