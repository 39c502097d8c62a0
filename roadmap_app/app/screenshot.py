"""The real window, drawn without a display into a picture."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from roadmap_app.app.theme import icons
from roadmap_app.model.time import DAY
from roadmap_app.scene.axis import TimeAxis


def take(
    path: str,
    out: str,
    *,
    view: str = "plan",
    theme: str = "light",
    scale: float = 1,
    size: tuple[int, int] = (1440, 900),
    from_day: int | None = None,
    px_per_day: float | None = None,
    select: str | None = None,
    today: int | None = None,
) -> bool:
    """Draw the window on the plan at `path` into `out`; answers whether the picture could be written.

    `from_day` is the day at the chart's left edge, `select` a task id. Raises Unreadable as open_window.
    """
    from roadmap_app.app.main_window import open_window

    window = open_window(path, today=today)
    window.company.leave()  # nobody works in it
    window.settings.geometry = ""
    window.set_theme(theme)
    window.setMinimumSize(1, 1)  # a picture may be smaller than a window that people work in
    window.settings.inspector_shown = True
    window.resize(*size)
    window.show()
    settle()
    if from_day is not None or px_per_day is not None:
        axis = window.workspace.axis
        first = axis.first if from_day is None else from_day * DAY
        window.workspace.set_axis(TimeAxis(first, px_per_day or axis.px_per_day))
    if select:
        window.workspace.select([select])
        window.workspace.reveal(select)
    settle()
    window.inspector.flush()
    settle()
    written = picture_of(window, scale).save(out)
    window.hide()
    window.deleteLater()
    settle()
    return written


def picture_of(widget: QWidget, scale: float) -> QImage:
    """A widget drawn at a device scale, whatever the screen's."""
    image = QImage(widget.size() * scale, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scale)
    image.fill(widget.palette().window().color())
    painter = QPainter(image)
    with icons.drawn_at(scale):
        widget.render(painter, QPoint())
    painter.end()
    return image


def settle() -> None:
    """Let layouts, styles and deferred deletions come to rest."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
