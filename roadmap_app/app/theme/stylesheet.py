"""The style sheet: flat, by tokens. Names in it are object names or properties of our own widgets."""

# ruff: noqa: E501 (a rule a line reads best)
from __future__ import annotations

from roadmap_app.scene.tokens import Tokens

SHEET = """
* {{ outline: 0; }}
QMainWindow, QDialog, QMessageBox {{ background: {surface.window}; }}
QWidget {{ color: {text.primary}; font-size: 12px; }}
QToolTip {{ background: {surface.tooltip}; color: {text.on_tooltip}; border: 0; padding: 5px 8px; font-size: 11px; }}

#titleBar {{ background: {surface.window}; }}
#planTitle {{ font-weight: 600; }}
#planPlace {{ color: {text.tertiary}; font-size: 11px; }}
QMenuBar {{ background: transparent; padding: 0; border: 0; }}
QMenuBar::item {{ background: transparent; padding: 5px 9px; border-radius: 6px; }}
QMenuBar::item:selected {{ background: {accent.soft}; color: {text.primary}; }}
QMenu {{ background: {surface.raised}; border: 1px solid {line.border_strong}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 10px; border-radius: 4px; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::item:selected {{ background: {accent.soft}; }}
QMenu::item:disabled {{ color: {text.disabled}; }}
QMenu::separator {{ height: 1px; background: {line.border}; margin: 4px 6px; }}
QMenu::indicator {{ width: 14px; height: 14px; margin-left: 6px; }}
QMenu::indicator:checked {{ background: {accent.base}; border-radius: 4px; width: 8px; height: 8px; margin: 3px 3px 3px 9px; }}

#toolStrip {{ background: {surface.window}; border: 0; border-bottom: 1px solid {line.border}; }}
#toolSeparator {{ color: {line.border_strong}; background: transparent; border: 0; border-left: 1px solid {line.border_strong}; margin-left: 4px; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px; min-width: 24px; min-height: 24px; padding: 1px; color: {text.primary}; }}
QToolButton:hover {{ background: {accent.hover_row}; }}
QToolButton:pressed, QToolButton:checked {{ background: {accent.soft}; }}
QToolButton:focus {{ border: 2px solid {accent.focus_ring}; padding: 0; }}
QToolButton:disabled {{ color: {text.disabled}; }}
QToolButton[outlined="true"] {{ background: {surface.panel}; border: 1px solid {line.border_strong}; padding: 1px 8px; }}
QToolButton[outlined="true"]:hover {{ background: {accent.hover_row}; }}
QToolButton[outlined="true"]:focus {{ border: 2px solid {accent.focus_ring}; padding: 0 7px; }}

QPushButton {{ background: {surface.panel}; border: 1px solid {line.border_strong}; border-radius: 6px; padding: 0 12px; min-height: 26px; color: {text.primary}; }}
QPushButton:hover {{ background: {accent.hover_row}; }}
QPushButton:pressed {{ background: {accent.soft}; }}
QPushButton:focus {{ border: 2px solid {accent.focus_ring}; padding: 0 11px; min-height: 24px; }}
QPushButton:disabled {{ color: {text.disabled}; border-color: {line.border}; background: {surface.sunken}; }}
QPushButton[primary="true"], QPushButton:default {{ background: {accent.base}; border-color: {accent.base}; color: {text.on_accent}; font-weight: 600; }}
QPushButton[primary="true"]:hover, QPushButton:default:hover {{ background: {accent.hover}; border-color: {accent.hover}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {text.primary}; }}
QPushButton[primary="true"]:disabled {{ background: {surface.sunken}; color: {text.disabled}; border-color: {line.border}; }}
QPushButton[flat="true"] {{ background: transparent; border-color: transparent; }}
QPushButton[card="true"] {{ text-align: left; padding: 10px 12px; border: 1px solid {line.border}; min-height: 30px; }}
QPushButton[card="true"]:hover {{ border-color: {accent.base}; background: {surface.panel}; }}

QLineEdit, QSpinBox, QComboBox, QPlainTextEdit, QTextEdit {{ background: {surface.panel}; border: 1px solid {line.border_strong}; border-radius: 6px; padding: 0 7px; min-height: 26px; selection-background-color: {accent.base}; selection-color: {text.on_accent}; }}
QPlainTextEdit, QTextEdit {{ padding: 4px 5px; }}
QLineEdit:hover, QComboBox:hover {{ border-color: {line.link}; }}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {accent.focus_ring}; padding: 0 6px; min-height: 24px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: 3px 4px; }}
QLineEdit:disabled, QLineEdit:read-only {{ background: {surface.sunken}; color: {text.tertiary}; border-color: {line.border}; }}
QLineEdit[invalid="true"] {{ border: 2px solid {state.late}; color: {state.late}; padding: 0 6px; }}
QLineEdit[cell="true"] {{ border: 2px solid {accent.focus_ring}; border-radius: 3px; padding: 0 3px; min-height: 0; }}
QLineEdit[cell="true"][invalid="true"] {{ border-color: {state.late}; color: {state.late}; }}
QComboBox::drop-down {{ border: 0; width: 18px; }}
QComboBox QAbstractItemView {{ background: {surface.raised}; border: 1px solid {line.border_strong}; selection-background-color: {accent.soft}; selection-color: {text.primary}; }}
QCheckBox {{ spacing: 8px; }}

QTableView {{ background: {surface.panel}; border: 0; gridline-color: {line.grid}; selection-background-color: {accent.selection}; selection-color: {text.primary}; }}
QHeaderView {{ background: {surface.sunken}; border: 0; }}
QHeaderView::section {{ background: {surface.sunken}; color: {text.secondary}; border: 0; border-right: 1px solid {line.border}; border-bottom: 1px solid {line.border}; padding: 0 8px 3px 8px; font-size: 11px; font-weight: 600; }}
QTableView QTableCornerButton::section {{ background: {surface.sunken}; border: 0; }}
QListView, QTreeView {{ background: {surface.raised}; border: 1px solid {line.border}; border-radius: 6px; padding: 3px; }}
QListView::item {{ padding: 5px 8px; border-radius: 4px; }}
QListView::item:selected, QListView::item:hover {{ background: {accent.soft}; color: {text.primary}; }}

QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
QScrollBar::handle {{ background: {line.border_strong}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:hover {{ background: {line.link}; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QScrollArea {{ background: transparent; border: 0; }}
QSplitter::handle {{ background: {line.border_strong}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:hover {{ background: {accent.base}; }}
QAbstractScrollArea::corner {{ background: {surface.panel}; border: 0; }}

#inspector {{ background: {surface.panel}; border: 0; }}
#inspector QScrollArea, #inspectorPage {{ background: {surface.panel}; }}
QTabBar {{ background: {surface.window}; border: 0; }}
QTabBar::tab {{ background: transparent; border: 0; border-bottom: 2px solid transparent; padding: 10px 8px 8px 8px; margin-right: 8px; color: {text.secondary}; }}
QTabBar::tab:selected {{ border-bottom-color: {accent.base}; color: {accent.base}; font-weight: 600; }}
QTabBar::tab:focus {{ color: {accent.base}; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {line.border}; }}
QLabel[role="caption"] {{ color: {text.secondary}; font-size: 11px; }}
QLabel[role="muted"] {{ color: {text.tertiary}; }}
QLabel[role="section"] {{ font-weight: 600; }}
QLabel[role="title"] {{ font-size: 14px; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: 16px; font-weight: 600; }}
QLabel[role="box"] {{ background: {surface.sunken}; color: {text.secondary}; font-size: 11px; border-radius: 6px; padding: 7px 9px; }}
QLabel[role="key"] {{ background: {surface.panel}; border: 1px solid {line.border}; border-radius: 4px; padding: 1px 6px; color: {text.secondary}; font-size: 11px; }}
QLabel[strong="true"] {{ font-weight: 600; }}
QLabel[chip] {{ border-radius: 9px; padding: 1px 8px; font-size: 11px; font-weight: 600; }}
QLabel[chip="neutral"] {{ background: {surface.sunken}; color: {text.secondary}; }}
QLabel[chip="critical"] {{ background: {gantt.critical_bar}; color: {gantt.critical_chip_text}; }}
QLabel[chip="late"] {{ background: {state.late_soft}; color: {state.late}; }}
QLabel[chip="ok"] {{ background: {state.ok_soft}; color: {state.ok}; }}
QLabel[chip="warn"] {{ background: {state.warn_soft}; color: {state.warn}; }}
QLabel[tone="late"] {{ color: {state.late}; font-weight: 600; }}
QFrame[card="true"] {{ background: {surface.panel}; border: 1px solid {line.border}; border-radius: 8px; }}
QFrame[card="late"] {{ background: {surface.panel}; border: 1px solid {state.late}; border-radius: 8px; }}

#statusLine {{ background: {surface.window}; border: 0; border-top: 1px solid {line.border}; }}
#statusLine QLabel {{ font-size: 11px; color: {text.secondary}; }}
#statusLine QLabel[strong="true"] {{ color: {text.primary}; }}
#statusLine QLabel[tone="late"] {{ color: {state.late}; }}
#notice {{ border: 0; }}
#notice[tone="banner"] {{ background: {state.warn_soft}; }}
#notice[tone="refused"] {{ background: {state.late_soft}; }}
#notice[tone="refused"] QLabel {{ color: {state.late}; }}
#notice[tone="info"], #notice[tone="done"] {{ background: {surface.tooltip}; }}
#notice[tone="info"] QLabel, #notice[tone="done"] QLabel {{ color: {text.on_tooltip}; }}
#startPanel, #palette {{ background: {surface.raised}; border: 1px solid {line.border_strong}; border-radius: 10px; }}
#palette QListView {{ border: 0; }}
"""



def stylesheet(tokens: Tokens) -> str:
    """The style sheet of a theme; AttributeError where the sheet names a colour that there is not."""
    groups = ("surface", "line", "text", "accent", "gantt", "state")
    return SHEET.format(**{name: getattr(tokens, name) for name in groups})
