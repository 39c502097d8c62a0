"""Putting a theme on the application, and telling who follows it."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from roadmap_app.app.theme.fonts import font
from roadmap_app.app.theme.stylesheet import stylesheet
from roadmap_app.scene import tokens as tokens_of
from roadmap_app.scene.tokens import Tokens


class Listeners(QObject):
    """Tells that the theme is another one now."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chosen = "system"
        self.shown = ""


@cache
def listeners() -> Listeners:
    made = Listeners()
    QGuiApplication.styleHints().colorSchemeChanged.connect(_follow_system)
    return made


def current() -> Tokens:
    """The tokens that are on now."""
    return tokens_of.load(listeners().shown or "light")


def apply_theme(app: QApplication, name: str) -> Tokens:
    """Put `light`, `dark` or the system's own on the application; live, for all windows."""
    state = listeners()
    state.chosen = name
    shown = name if name in ("light", "dark") else _system()
    if shown != state.shown:
        state.shown = shown
        tokens = tokens_of.load(shown)
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(font())
        app.setPalette(palette(tokens))
        app.setStyleSheet(stylesheet(tokens))
        state.changed.emit()
    return current()


def _follow_system() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication) and listeners().chosen == "system":
        apply_theme(app, "system")


def _system() -> str:
    return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def palette(tokens: Tokens) -> QPalette:
    """What Qt draws without our style sheet asks for these."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, tokens.surface.window),
        (role.WindowText, tokens.text.primary),
        (role.Base, tokens.surface.panel),
        (role.AlternateBase, tokens.surface.panel),
        (role.Text, tokens.text.primary),
        (role.Button, tokens.surface.raised),
        (role.ButtonText, tokens.text.primary),
        (role.Highlight, tokens.accent.base),
        (role.HighlightedText, tokens.text.on_accent),
        (role.ToolTipBase, tokens.surface.tooltip),
        (role.ToolTipText, tokens.text.on_tooltip),
        (role.PlaceholderText, tokens.text.tertiary),
        (role.Link, tokens.accent.base),
        (role.Accent, tokens.accent.base),
        (role.Mid, tokens.line.border),
        (role.Light, tokens.surface.panel),
        (role.Dark, tokens.line.border_strong),
        (role.Shadow, tokens.line.border_strong),
    ):
        made.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(tokens.text.disabled))
    return made
