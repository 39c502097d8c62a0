"""Putting a theme on the application, and telling who follows it."""

from __future__ import annotations

from functools import cache
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from roadmap_app.app.theme import focus
from roadmap_app.app.theme.fonts import font
from roadmap_app.app.theme.palette import palette
from roadmap_app.app.theme.reading import Reading
from roadmap_app.app.theme.stylesheet import stylesheet
from roadmap_app.scene import tokens as tokens_of
from roadmap_app.scene.tokens import Theme, Tokens

SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
    "light-contrast": Qt.ColorScheme.Light,
    "dark-contrast": Qt.ColorScheme.Dark,
}


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
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(_follow_system)
    if hasattr(hints, "accessibility"):  # since Qt 6.10
        hints.accessibility().contrastPreferenceChanged.connect(_follow_system)
    return made


def current() -> Tokens:
    """The tokens that are on now."""
    return tokens_of.load(listeners().shown or "light")


def apply_theme(app: QApplication, name: str) -> Tokens:
    """Put a theme, or that of the `system`, on the application, live for all windows; answers what is shown now.

    ValueError for another name.
    """
    if name not in SCHEMES:
        raise ValueError(f"there is no theme '{name}'; there are {', '.join(SCHEMES)}")
    state = listeners()
    state.chosen = name
    QGuiApplication.styleHints().setColorScheme(SCHEMES[name])  # the frame that the system draws
    shown = _of_system() if name == "system" else cast(Theme, name)
    if shown != state.shown:
        if state.shown is None:
            app.setStyle(Reading())
            app.setFont(font())
            app.focusChanged.connect(focus.follow)
        state.shown = shown
        tokens = tokens_of.load(shown)
        app.setPalette(palette(tokens))
        app.setStyleSheet(stylesheet(tokens))
        state.changed.emit()
    return current()


def _of_system() -> Theme:
    """What the system asks for, as far as Qt knows it."""
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    high = hasattr(hints, "accessibility") and hints.accessibility().contrastPreference().name == "HighContrast"
    if high:
        return "dark-contrast" if dark else "light-contrast"
    return "dark" if dark else "light"


def _follow_system() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication) and listeners().chosen == "system":
        apply_theme(app, "system")
