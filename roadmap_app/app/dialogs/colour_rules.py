"""Own rules for the colours of bars: filters, each with a colour. The first that finds a task counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app.theme.controls import caption
from roadmap_app.app.theme.icons import icon
from roadmap_app.scene.colouring import HUES, Rule

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

WIDTH = 460
LEAD = "A task has the colour of the first filter that finds it: words, or conditions as in the filter line."


def show(window: MainWindow) -> ColourRules:
    box = ColourRules(window)
    box.show()
    return box


class ColourRules(QDialog):
    """Follows each letter: the chart shows the rules as they stand here."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Colour rules")
        column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)  # as high as its rules
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(caption("Colour rules", "heading"))
        lead = caption(LEAD, "muted")
        lead.setWordWrap(True)
        lead.setFixedWidth(WIDTH)
        column.addWidget(lead)
        self._place = QVBoxLayout()
        self._place.setSpacing(6)
        column.addLayout(self._place)
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setProperty("tone", "late")
        self.said.setWordWrap(True)
        self.said.setFixedWidth(WIDTH)
        column.addWidget(self.said)
        self.said.hide()
        foot = QHBoxLayout()
        self.add_button = QPushButton("Add Rule")
        self.add_button.clicked.connect(lambda: self.add(Rule("", self._next_slot())).words.setFocus())
        self.close_button = QPushButton("Close")
        self.close_button.clicked.connect(self.accept)
        for button in (self.add_button, self.close_button):
            button.setAutoDefault(False)
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column.addLayout(foot)
        self.rows: list[_Row] = []
        for rule in window.workspace.look.rules or (Rule("", 1),):
            self.add(rule)
        self.rows[0].words.setFocus()

    def add(self, rule: Rule) -> _Row:
        row = _Row(self, rule, self._window)
        self.rows.append(row)
        self._place.addWidget(row)
        return row

    def remove(self, row: _Row) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self.take()

    def take(self) -> None:
        """Show the chart by the rules as they stand; those without words wait."""
        rules = tuple(rule for row in self.rows if (rule := row.rule()).filter)
        self._window.workspace.set_look(rules=rules, colour_by="rule")
        wrong = next(filter(None, (row.refusal() for row in self.rows)), "")
        self.said.setText(wrong)
        self.said.setVisible(bool(wrong))

    def _next_slot(self) -> int:
        used = {row.rule().slot for row in self.rows}
        return next((slot for slot in range(1, len(HUES) + 1) if slot not in used), 1)


class _Row(QWidget):
    """One rule: its words, its colour, and a button that takes it away."""

    def __init__(self, box: ColourRules, rule: Rule, window: MainWindow) -> None:
        super().__init__(box)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self.words = QLineEdit(rule.filter, self)
        self.words.setPlaceholderText("Such as team:payments late")
        self.words.setAccessibleName("Words of the rule")
        self.colour = QComboBox(self)
        self.colour.setAccessibleName("Colour of the rule")
        self.colour.setIconSize(QSize(16, 12))
        for slot, hue in enumerate(HUES, 1):
            self.colour.addItem(_sample(window.workspace.tokens.team(slot).fill), hue)
        self.colour.setCurrentIndex(rule.slot - 1)
        self.gone = QToolButton(self)
        self.gone.setIcon(icon("close", window.workspace.tokens))
        self.gone.setToolTip("Remove this rule")
        self.gone.setAccessibleName("Remove this rule")
        line.addWidget(self.words, 1)
        line.addWidget(self.colour)
        line.addWidget(self.gone)
        self._window = window
        self.words.textChanged.connect(box.take)
        self.words.textChanged.connect(self._judge)
        self.colour.currentIndexChanged.connect(box.take)
        self.gone.clicked.connect(lambda: box.remove(self))

    def _judge(self) -> None:
        """Say what is wrong with the filter, at the field; its tasks keep their other colours until it is right."""
        refusal = self.refusal()
        if bool(self.words.property("invalid")) != bool(refusal):
            self.words.setProperty("invalid", bool(refusal))
            self.words.style().polish(self.words)
        self.words.setToolTip(refusal)

    def refusal(self) -> str:
        """Why its words are no filter, "" where they are one."""
        words = self.words.text().strip()
        return self._window.workspace.arranging.refusal(words) if words else ""

    def rule(self) -> Rule:
        return Rule(self.words.text().strip(), self.colour.currentIndex() + 1)


def _sample(colour: str) -> QIcon:
    image = QPixmap(32, 24)
    image.setDevicePixelRatio(2)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(0, 0, 16, 12, 3, 3)
    painter.end()
    return QIcon(image)
