"""Export Picture and Print: left what can be chosen, right the pages as they will be, live."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app.dialogs import inputs
from roadmap_app.app.dialogs.pageview import PageView
from roadmap_app.app.disk import files
from roadmap_app.app.paper import pictures, printing
from roadmap_app.app.theme.controls import PrimaryButton, caption
from roadmap_app.exchange.imported import Unwritable
from roadmap_app.exchange.pictures import files as writing
from roadmap_app.exchange.pictures import table
from roadmap_app.exchange.pictures.content import Content
from roadmap_app.exchange.pictures.layout import Layout
from roadmap_app.exchange.pictures.paper import ENDLESS, SIZES, Setup, endless
from roadmap_app.model.text import plural
from roadmap_app.model.time import day_of

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

WIDTH, HEIGHT, OPTIONS = 1100, 700, 330
PAUSE = 40  # milliseconds after a choice before the pages are laid out anew
CUSTOM = "custom"
FORMATS = (("pdf", "PDF"), ("png", "PNG picture"), ("svg", "SVG drawing"))
KINDS = {"pdf": "PDF documents (*.pdf)", "png": "Pictures (*.png)", "svg": "Drawings (*.svg)"}
FITS = (
    ("width", "One page wide"), ("page", "One page"), ("tiles", "Several pages"), ("zoom", "Zoom of the window"),
)  # fmt: skip
DAYS = (("all", "All"), ("view", "As in the window"), ("between", "From … to …"))
ROWS = (("shown", "As in the window"), ("all", "All, unfolded"))
SHARPNESS = (("1", "1x, as on screen"), ("2", "2x"), ("3", "3x"), ("4", "4x"))
COLOURS = (("light", "Light"), ("dark", "Dark"))
KEPT = ("format", "scale", "paper", "lies", "fit", "colours")  # lists whose choice is remembered
TICKED = ("legend", "date", "numbers")  # and boxes


def export(window: MainWindow) -> QDialog:
    return _shown(PaperDialog(window, prints=False))


def print_(window: MainWindow) -> QDialog:
    return _shown(PaperDialog(window, prints=True))


def _shown(box: PaperDialog) -> PaperDialog:
    box.show()
    return box


class PaperDialog(QDialog):
    """`layout_` is what is shown, None where the choices give no page; `told` says why, or what was decided."""

    def __init__(self, window: MainWindow, *, prints: bool) -> None:
        super().__init__(window)
        self._window, self._prints = window, prints
        self._contents: dict[str, Content] = {}
        self.layout_: Layout | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle("Print" if prints else "Export a picture")
        self.resize(min(WIDTH, window.width()), min(HEIGHT, window.height()))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE)
        self._later.timeout.connect(self.renew)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left())
        row.addWidget(self._right(), 1)
        self._take_kept()
        self._connect()
        window.workspace.plan_changed.connect(self._forget)
        self.renew()
        self.view.setFocus()

    # What is there ------------------------------------------------------------------------------

    def _left(self) -> QWidget:
        window = self._window
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        self._form = form
        papers = [] if self._prints else [(ENDLESS, "As large as the plan")]
        papers += [*((name, name) for name in SIZES), (CUSTOM, "Other size")]
        self.format = inputs.choice("Format", FORMATS)
        self.scale = inputs.choice("Sharpness", SHARPNESS)
        self.paper = inputs.choice("Paper", papers)
        self.wide, self.high = inputs.number("Width in mm", 50, 5000, 297), inputs.number("Height in mm", 50, 5000, 210)
        self.lies = inputs.choice("Orientation", (("landscape", "Landscape"), ("portrait", "Portrait")))
        self.margin = inputs.number("Margins in mm", 0, 60, 12)
        self.fit = inputs.choice("Fit", FITS)
        self.across, self.down = inputs.number("Pages across", 1, 50, 2), inputs.number("Pages down", 1, 50, 1)
        self.days = inputs.choice("Days", DAYS)
        schedule = window.document.schedule
        self.first = inputs.date("First day", day_of(schedule.project_start))
        self.last = inputs.date("Last day", day_of(schedule.project_finish))
        self.rows = inputs.choice("Rows", ROWS)
        self.columns = inputs.Several("Columns")
        self._columns_menu = self.columns.menu
        for id in window.workspace.columns:
            entry = self._columns_menu.addAction(table.title_of(window.document.plan, id) or NAMES.get(id, id))
            entry.setCheckable(True)
            entry.setChecked(True)
            entry.setEnabled(id != "name")
            entry.setData(id)
        self.title = inputs.line("Title", window.document.plan.project.name or "Untitled plan")
        self.subtitle = inputs.line("Subtitle", "Dates and number of tasks")
        self.colours = inputs.choice("Colours", COLOURS)
        self.legend, self.date, self.numbers = (QCheckBox(text) for text in ("Legend", "Date", "Page numbers"))
        for box in (self.legend, self.date, self.numbers):
            box.setChecked(True)
        if not self._prints:
            form.addRow("Format", self.format)
            form.addRow("Sharpness", self.scale)
        form.addRow("Paper", self.paper)
        form.addRow("Size in mm", inputs.pair(self.wide, "×", self.high))
        form.addRow("Orientation", self.lies)
        form.addRow("Margins in mm", self.margin)
        form.addRow("Fit to", self.fit)
        form.addRow("Across, down", inputs.pair(self.across, "×", self.down))
        form.addRow("Days", self.days)
        form.addRow("", inputs.pair(self.first, "–", self.last))
        form.addRow("Rows", self.rows)
        form.addRow("Columns", self.columns)
        form.addRow("Title", self.title)
        form.addRow("Subtitle", self.subtitle)
        form.addRow("Colours", self.colours)
        form.addRow("Show", self.legend)
        form.addRow("", self.date)
        form.addRow("", self.numbers)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addWidget(caption(self.windowTitle(), "heading"))
        column.addLayout(form)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(OPTIONS)
        return area

    def _right(self) -> QWidget:
        tokens = self._window.workspace.tokens
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.view = PageView(tokens)
        self.view.turned.connect(self._tell_page)
        column.addWidget(self.view, 1)
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setProperty("role", "muted")
        self.told.setWordWrap(True)
        self.told.setContentsMargins(16, 8, 16, 0)
        column.addWidget(self.told)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setSpacing(8)
        self.back, self.forward = QPushButton("Previous"), QPushButton("Next")
        self.back.clicked.connect(lambda: self.view.go(self.view.number - 1))
        self.forward.clicked.connect(lambda: self.view.go(self.view.number + 1))
        self.page = caption("", "muted")
        self.go = PrimaryButton("Print…" if self._prints else "Export…", "", tokens)
        self.go.clicked.connect(self.send)
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.reject)
        for button in (self.back, self.forward, cancel):
            button.setAutoDefault(False)
        self.go.setDefault(True)
        for part in (self.back, self.page, self.forward):
            foot.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.go)
        column.addLayout(foot)
        return side

    def _connect(self) -> None:
        for choice in self.findChildren(QComboBox):
            choice.currentIndexChanged.connect(self._later.start)
        for number in (self.wide, self.high, self.margin, self.across, self.down):
            number.valueChanged.connect(self._later.start)
        for date in (self.first, self.last):
            date.dateChanged.connect(self._later.start)
        for line in (self.title, self.subtitle):
            line.textEdited.connect(self._later.start)
        for box in (self.legend, self.date, self.numbers):
            box.toggled.connect(self._later.start)
        self._columns_menu.triggered.connect(self._later.start)

    # What is chosen -------------------------------------------------------------------------------

    @property
    def ending(self) -> str:
        return f".{self.format.currentData()}"

    def chosen_columns(self) -> list[str]:
        return [str(entry.data()) for entry in self._columns_menu.actions() if entry.isChecked()]

    def setup(self) -> Setup:
        """The choices, as the pages are laid out from them."""
        workspace = self._window.workspace
        first, last = self._days()
        members: dict[str, Any] = {
            "first_day": first, "last_day": last, "title": self.title.text().strip() or None,
            "subtitle": self.subtitle.text().strip() or None, "date": self.date.isChecked(),
            "legend": self.legend.isChecked(), "theme": self.colours.currentData(),
        }  # fmt: skip
        columns = tuple(self.chosen_columns())
        if len(columns) < len(self._columns_menu.actions()):
            members["columns"] = columns
        fit, paper = self.fit.currentData(), self.paper.currentData()
        zoom = workspace.axis.px_per_day if fit == "zoom" else None
        if paper == ENDLESS:
            return endless(px_per_day=zoom, **members)
        across, down = {
            "width": (1, None), "page": (1, 1), "tiles": (self.across.value(), self.down.value()), "zoom": (None, None),
        }[fit]  # fmt: skip
        return Setup(
            paper=paper if paper != CUSTOM else next(iter(SIZES)),
            size=(self.wide.value(), self.high.value()) if paper == CUSTOM else None,
            landscape=self.lies.currentData() == "landscape", margin=self.margin.value(), across=across, down=down,
            px_per_day=zoom, numbers=self.numbers.isChecked(), **members,
        )  # fmt: skip

    def _days(self) -> tuple[int | None, int | None]:
        chosen = self.days.currentData()
        if chosen == "between":
            return inputs.day(self.first.date()), inputs.day(self.last.date())
        if chosen == "view":
            first, after = self._window.workspace.axis.days(self._window.gantt.viewport().width())
            return first, after - 1
        return None, None

    def content(self) -> Content:
        rows = self.rows.currentData()
        if rows not in self._contents:
            self._contents[rows] = printing.content(self._window, all_rows=rows == "all")
        return self._contents[rows]

    # Showing it -----------------------------------------------------------------------------------

    def renew(self) -> None:
        """Lay the pages out as chosen and show them."""
        self._offer()
        ruler = writing.laid_out if not self._prints and self.ending == ".svg" else pictures.laid_out
        try:
            self.layout_ = ruler(self.content(), self.setup())
            said = list(self.layout_.told)
            if not self._prints:
                pictures.check(self.layout_, self.ending, float(self.scale.currentData()))
        except Unwritable as error:
            self.layout_, said = None, [str(error)]
        self.view.show_layout(self.layout_)
        if self.view.is_cut:
            said.append("Only its upper part is shown here.")
        self.told.setText(" ".join(said))
        self.told.setVisible(bool(said))
        self.go.setEnabled(self.layout_ is not None)
        shown = len(self.chosen_columns())
        self.columns.say("All that fit" if shown == len(self._columns_menu.actions()) else plural(shown, "column"))

    def _offer(self) -> None:
        """Show the choices that mean something for the others."""
        paged = self.paper.currentData() != ENDLESS
        form = self._form
        if not self._prints:
            form.setRowVisible(self.scale, self.format.currentData() == "png")
        form.setRowVisible(self.wide.parentWidget(), self.paper.currentData() == CUSTOM)
        form.setRowVisible(self.lies, paged and self.paper.currentData() != CUSTOM)
        form.setRowVisible(self.margin, paged)
        form.setRowVisible(self.across.parentWidget(), paged and self.fit.currentData() == "tiles")
        form.setRowVisible(self.first.parentWidget(), self.days.currentData() == "between")
        form.setRowVisible(self.numbers, paged)
        for place, (id, _) in enumerate(FITS):
            item = self.fit.model().item(place)
            item.setEnabled(paged or id in ("width", "zoom"))
        if not paged and self.fit.currentData() not in ("width", "zoom"):
            self.fit.setCurrentIndex(0)

    def _tell_page(self, number: int) -> None:
        count = self.view.count
        self.page.setText(f"Page {number} of {count:,}" if count else "No page")
        self.back.setEnabled(number > 1)
        self.forward.setEnabled(number < count)

    def _forget(self, update: object) -> None:
        """The plan is another now."""
        self._contents.clear()
        self._later.start()

    # Sending --------------------------------------------------------------------------------------

    def send(self) -> None:
        """Ask where to, start the job, and close."""
        self.renew()
        if self.layout_ is None:
            return
        sent = self._print(self.layout_) if self._prints else self._export(self.layout_)
        if sent:
            self._keep()
            self.accept()

    def _export(self, layout: Layout) -> bool:
        path = files.target(self._window, "Export a picture", self.ending, KINDS[self.ending[1:]])
        return bool(path) and printing.export(self._window, path, layout, float(self.scale.currentData())) is not None

    def _print(self, layout: Layout) -> bool:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(pictures.page_layout(layout))
        asked = QPrintDialog(printer, self)
        asked.setMinMax(1, len(layout.pages))
        asked.setFromTo(1, len(layout.pages))
        if not asked.exec():
            return False
        printing.print_(self._window, printer, layout)
        return True

    # What is remembered ---------------------------------------------------------------------------

    def _lists(self) -> Iterator[tuple[str, QComboBox]]:
        for name in KEPT:
            yield name, getattr(self, name)

    def _take_kept(self) -> None:
        kept = self._window.settings.paper
        imperial = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
        usual = {"paper": "Letter" if imperial else "A4"}
        for name, choice in self._lists():
            place = choice.findData(kept.get(name, usual.get(name)))
            choice.setCurrentIndex(max(place, 0))
        for name in TICKED:
            getattr(self, name).setChecked(kept.get(name) is not False)

    def _keep(self) -> None:
        kept = {name: choice.currentData() for name, choice in self._lists()}
        self._window.settings.paper = {
            **self._window.settings.paper, **kept, **{name: getattr(self, name).isChecked() for name in TICKED},
        }  # fmt: skip


NAMES = {"wbs": "Number", "status": "Mark"}  # columns whose heads have no words
