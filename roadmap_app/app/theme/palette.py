"""The palette of a theme, for what Qt draws without the style sheet."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from roadmap_app.scene.tokens import Tokens


def palette(tokens: Tokens) -> QPalette:
    """A palette with every role of Qt's that is drawn anywhere, and disabled text."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, tokens.surface.window),
        (role.WindowText, tokens.text.primary),
        (role.Base, tokens.surface.panel),
        (role.AlternateBase, tokens.surface.panel),
        (role.Text, tokens.text.primary),
        (role.BrightText, tokens.text.on_accent),
        (role.Button, tokens.surface.raised),
        (role.ButtonText, tokens.text.primary),
        (role.Highlight, tokens.accent.base),
        (role.HighlightedText, tokens.text.on_accent),
        (role.ToolTipBase, tokens.surface.tooltip),
        (role.ToolTipText, tokens.text.on_tooltip),
        (role.PlaceholderText, tokens.text.tertiary),
        (role.Link, tokens.accent.base),
        (role.LinkVisited, tokens.accent.base),
        (role.Accent, tokens.accent.base),
        (role.Light, tokens.surface.panel),
        (role.Midlight, tokens.line.grid),
        (role.Mid, tokens.line.border),
        (role.Dark, tokens.line.border_strong),
        (role.Shadow, tokens.line.border_strong),
    ):
        made.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(tokens.text.disabled))
    return made
