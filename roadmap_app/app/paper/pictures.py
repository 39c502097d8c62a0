"""Pages of a plan drawn with Qt: PNG at 1x to 4x, PDF, the printer, and the preview on screen.

What a page shows is made in exchange/pictures; here its items are painted, in whatever thread a job runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache, lru_cache
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
)
from PySide6.QtSvg import QSvgRenderer

from roadmap_app.app.theme import fonts, icons
from roadmap_app.app.theme.reading import readable
from roadmap_app.exchange import whole
from roadmap_app.exchange.imported import Unwritable
from roadmap_app.exchange.pictures import files, png
from roadmap_app.exchange.pictures.content import Content, content_of
from roadmap_app.exchange.pictures.display import Box, Group, Icon, Item, Words
from roadmap_app.exchange.pictures.display import Path as Shape
from roadmap_app.exchange.pictures.layout import Layout, lay_out
from roadmap_app.exchange.pictures.page import draw
from roadmap_app.exchange.pictures.paper import Setup, Unfit, endless
from roadmap_app.model.findings import Finding
from roadmap_app.model.garbage import without_gc
from roadmap_app.model.plan import Plan
from roadmap_app.schedule import Schedule

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Progress = Callable[[int, int], None]
DPI = 96  # of the pages' pixels
PDF_DPI = 1200
MOST_POINTS = 14_400  # of a side of a PDF page, that readers take
SCALES = (1.0, 4.0)  # device pixels for one of the page, at least and at most
BAND = 512  # device pixels of a PNG that are painted at once


@cache
def _font(size: int, strong: bool) -> QFont:
    made = fonts.sized(size, strong)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # as wide on every device
    return made


@cache
def _metrics(size: int, strong: bool) -> QFontMetricsF:
    return QFontMetricsF(_font(size, strong))


@lru_cache(maxsize=20_000)
def ruler(text: str, size: float, strong: bool) -> float:
    """How wide text is on a page that Qt draws."""
    return _metrics(round(size), strong).horizontalAdvance(text)


def laid_out(content: Content, setup: Setup) -> Layout:
    """The pages as Qt draws them; Unwritable for a setup that gives none."""
    try:
        return lay_out(content, setup, ruler)
    except Unfit as error:
        raise Unwritable(str(error)) from None


# Painting ------------------------------------------------------------------------------------------


class Brush:
    """Paints items; groups that lie outside `seen`, where it is given, are passed over."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._icons: dict[tuple[str, str, float], QSvgRenderer] = {}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, items: Sequence[Item], seen: QRectF | None = None) -> None:
        for item in items:
            if isinstance(item, Box):
                self._box(item)
            elif isinstance(item, Shape):
                self._path(item)
            elif isinstance(item, Words):
                self._words(item)
            elif isinstance(item, Group):
                self._group(item, seen)
            else:
                self._icon(item)

    def _group(self, group: Group, seen: QRectF | None) -> None:
        if seen is not None:
            place = QRectF((seen.x() - group.x) / group.scale, (seen.y() - group.y) / group.scale,
                           seen.width() / group.scale, seen.height() / group.scale)  # fmt: skip
            if group.extent is not None and not place.intersects(QRectF(*group.extent)):
                return
            seen = place
        if not (group.x or group.y) and group.scale == 1:
            self.paint(group.items, seen)
            return
        painter = self._painter
        painter.save()
        painter.translate(group.x, group.y)
        painter.scale(group.scale, group.scale)
        self.paint(group.items, seen)
        painter.restore()

    def _pen(self, colour: str, width: float, dash: tuple[float, ...]) -> None:
        if not colour:
            self._painter.setPen(Qt.PenStyle.NoPen)
            return
        pen = QPen(QColor(colour), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if dash:
            pen.setDashPattern([part / width for part in dash])
        self._painter.setPen(pen)

    def _fill(self, colour: str) -> None:
        self._painter.setBrush(QColor(colour) if colour else Qt.BrushStyle.NoBrush)

    def _box(self, box: Box) -> None:
        rect = QRectF(box.x, box.y, box.width, box.height)
        if box.fill and not box.line and not box.radius:
            self._painter.fillRect(rect, QColor(box.fill))
            return
        self._pen(box.line, box.line_width, box.dash)
        self._fill(box.fill)
        radius = min(box.radius, box.width / 2, box.height / 2)
        self._painter.drawRoundedRect(rect, radius, radius)

    def _path(self, path: Shape) -> None:
        self._pen(path.line, path.line_width, path.dash)
        self._fill(path.fill)
        if not path.fill and [step[0] for step in path.steps] == ["M", "L"]:
            (_, x0, y0), (_, x1, y1) = path.steps
            self._painter.drawLine(QLineF(x0, y0, x1, y1))
            return
        shape = QPainterPath()
        for step in path.steps:
            letter, *values = step
            if letter == "M":
                shape.moveTo(*values)
            elif letter == "L":
                shape.lineTo(*values)
            elif letter == "Q":
                shape.quadTo(*values)
            else:
                shape.closeSubpath()
        self._painter.drawPath(shape)

    def _words(self, words: Words) -> None:
        size = round(words.size)
        x = words.x
        if words.side != "left":
            width = _metrics(size, words.strong).horizontalAdvance(words.text)
            x -= width if words.side == "right" else width / 2
        self._painter.setFont(_font(size, words.strong))
        self._painter.setPen(QColor(words.colour))
        if words.upright:
            self._painter.save()
            self._painter.translate(words.x, words.y)
            self._painter.rotate(-90)
            self._painter.drawText(QPointF(x - words.x, 0), readable(words.text))
            self._painter.restore()
        else:
            self._painter.drawText(QPointF(x, words.y), readable(words.text))

    def _icon(self, icon: Icon) -> None:
        key = (icon.name, icon.colour, icon.size)
        if key not in self._icons:
            self._icons[key] = icons.drawing(*key)
        self._icons[key].render(self._painter, QRectF(icon.x, icon.y, icon.size, icon.size))


# Files ---------------------------------------------------------------------------------------------


def write(
    path: Path | str,
    plan: Plan,
    schedule: Schedule,
    *,
    today: int,
    setup: Setup | None = None,
    content: Content | None = None,
    scale: float = 1.0,
    progress: Progress | None = None,
) -> tuple[Finding, ...]:
    """Write the pages of a plan as PNG or PDF, by the ending; arguments and errors as `pictures.write_svg`."""
    is_pdf = Path(path).suffix.lower() == ".pdf"
    layout = laid_out(content or content_of(plan, schedule, today), setup or (Setup() if is_pdf else endless()))
    if is_pdf:
        write_pdf(path, layout, progress)
    else:
        write_png(path, layout, scale, progress)
    return files.findings(layout)


def check(layout: Layout, ending: str, scale: float = 1.0) -> None:
    """Unwritable for pages that are too large for a format, or a scale that there is not."""
    if ending == ".pdf" and max(layout.points) > MOST_POINTS:
        raise Unwritable("A PDF page is at most 5 m wide and high, and the plan is larger; choose paper for its pages.")
    if ending == ".png":
        if not SCALES[0] <= scale <= SCALES[1]:
            raise Unwritable(f"A picture is drawn at 1x to 4x; choose such a scale, not {scale:g}.")
        width, height = ceil(layout.width * scale), ceil(layout.height * scale)
        if width * height > png.MOST_PIXELS:
            raise Unwritable(
                f"The picture would be {width:,} x {height:,} pixels, more than programs open; choose a smaller scale "
                "or zoom, or PDF or SVG."
            )


def write_pdf(path: Path | str, layout: Layout, progress: Progress | None = None) -> list[Path]:
    """Write all pages into one PDF: its text is text, its shapes are shapes."""
    check(layout, ".pdf")
    with whole.written(path) as beside, without_gc():
        device = QPdfWriter(str(beside))
        device.setResolution(PDF_DPI)
        device.setTitle(layout.title or layout.content.plan.project.name or "Plan")
        device.setCreator("Roadmap")
        device.setPageLayout(page_layout(layout))
        _paint_all(device, layout, PDF_DPI / DPI, progress)
    return [Path(path)]


def page_layout(layout: Layout) -> QPageLayout:
    """The paper of the pages, without margins: they are part of what is drawn."""
    width, height = layout.points
    lies = width > height
    upright = QSizeF(height, width) if lies else QSizeF(width, height)
    way = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
    size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    return QPageLayout(size, way, QMarginsF(0, 0, 0, 0))


def print_pages(printer: QPrinter, layout: Layout, numbers: Sequence[int], progress: Progress | None = None) -> None:
    """Print some of the pages, counted from 1."""
    printer.setFullPage(True)
    _paint_all(printer, layout, printer.resolution() / DPI, progress, numbers)


def _paint_all(
    device: QPagedPaintDevice, layout: Layout, scale: float, progress: Progress | None, numbers: Sequence[int] = ()
) -> None:
    numbers = numbers or [page.number for page in layout.pages]
    painter = QPainter()
    if not painter.begin(device):
        raise Unwritable("The pages could not be drawn: the printer or the place does not take them. Choose another.")
    try:
        painter.scale(scale, scale)
        brush = Brush(painter)
        for place, number in enumerate(numbers):
            if place:
                device.newPage()
            brush.paint(draw(layout, layout.pages[number - 1]))
            if progress:
                progress(place + 1, len(numbers))
    finally:
        painter.end()


def write_png(path: Path | str, layout: Layout, scale: float = 1.0, progress: Progress | None = None) -> list[Path]:
    """Write each page as a PNG, at `scale` device pixels for one of the page."""
    check(layout, ".png", scale)
    width, height = ceil(layout.width * scale), ceil(layout.height * scale)
    targets = files.names(path, len(layout.pages))
    with ExitStack() as all_of_them, without_gc():
        for page, target in zip(layout.pages, targets, strict=True):
            beside = all_of_them.enter_context(whole.written(target))
            png.write(beside, width, height, _bands(layout, page.number, width, height, scale, progress), DPI * scale)
    return targets


def _bands(
    layout: Layout, number: int, width: int, height: int, scale: float, progress: Progress | None
) -> Iterator[bytes]:
    """Rows of red, green and blue from the top."""
    items = draw(layout, layout.pages[number - 1])
    for top in range(0, height, BAND):
        count = min(BAND, height - top)
        if progress:
            progress((number - 1) * height + top, len(layout.pages) * height)
        yield _pixels(image_of(items, width, count, scale, top, layout.tokens.surface.panel))


def image_of(items: Sequence[Item], width: int, height: int, scale: float, top: int, paper: str) -> QImage:
    """A strip of a page in device pixels, `top` of them below its upper edge."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(paper))
    painter = QPainter(image)
    painter.translate(0, -top)
    painter.scale(scale, scale)
    Brush(painter).paint(items, QRectF(0, top / scale, width / scale, height / scale))
    painter.end()
    return image


def _pixels(image: QImage) -> bytes:
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    line, step = rgb.width() * 3, rgb.bytesPerLine()
    data = bytes(rgb.constBits())
    return data if line == step else b"".join(data[y * step : y * step + line] for y in range(rgb.height()))
