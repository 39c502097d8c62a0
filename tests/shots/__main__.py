"""`python3 packaging/dev.py shots [FOLDER]`: the sample in the states of the design's pictures.

Light and dark, at 1x and 2x: the plan, a drag under way, a refused link, the empty start, an open editor
with a refusal, the palette, and the small window in all densities.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["ROADMAP_HOME"] = tempfile.mkdtemp()

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from roadmap_app.app.main_window import MainWindow, open_window
from roadmap_app.app.screenshot import picture_of, settle
from roadmap_app.model.time import instant
from roadmap_app.scene.axis import TimeAxis
from tests.gui import robot

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE = ROOT / "resources" / "samples" / "payments-platform-migration.roadmap"
TODAY = instant(2026, 10, 27)


def plan(window: MainWindow) -> None:
    look_from(window, instant(2026, 9, 5), 4)
    select(window, "Wallet balance screen")


def drag(window: MainWindow) -> None:
    look_from(window, instant(2026, 10, 19), 8)
    window.workspace.select([])
    start = robot.centre(window, "Reconciliation reports")
    robot.press(window, start)
    target = window.gantt.x_of(instant(2026, 11, 13, 8)) - window.gantt.x_of(instant(2026, 11, 3, 8))
    robot.move(window, start + QPoint(8, 0), start + QPoint(round(target), 0))


def refusal(window: MainWindow) -> None:
    look_from(window, instant(2026, 10, 5), 8)
    start = robot.centre(window, "Reconciliation reports", "link_finish")
    robot.press(window, start)
    target = robot.centre(window, "Idempotent write path")
    robot.move(window, start + QPoint(8, 0), target - QPoint(20, 0))


def hover(window: MainWindow) -> None:
    look_from(window, instant(2026, 10, 5), 12)
    window.workspace.select([])
    QTest.mouseMove(window.gantt.viewport(), robot.centre(window, "Balance API for Mobile"))
    window.workspace.hover(robot.id_of(window, "Balance API for Mobile"))


def editing(window: MainWindow) -> None:
    plan(window)
    window.grid.edit_cell(robot.id_of(window, "Dry run 1"), "start")
    field = window.grid.findChild(QLineEdit)
    assert field is not None
    field.selectAll()
    QTest.keyClicks(field, "31 nov")
    QTest.keyClick(field, Qt.Key.Key_Return)


def palette(window: MainWindow) -> None:
    plan(window)
    window.open_palette()
    QTest.keyClicks(window.palette_box.field, "load")


def colours(window: MainWindow) -> None:
    look_from(window, instant(2026, 9, 5), 8)
    window.workspace.set_look(
        colour_by="team", show_legend=True, show_lanes=True, name_inside=True, label_left=("start",),
        label_right=("team", "finish"),
    )  # fmt: skip


def holidays(window: MainWindow) -> None:
    look_from(window, instant(2026, 11, 16), 24)
    select(window, "Dry run 1")


STATES: dict[str, Callable[[MainWindow], None]] = {
    "01-plan": plan,
    "03-drag": drag,
    "03-refusal": refusal,
    "04-hover": hover,
    "05-editing": editing,
    "06-palette": palette,
    "07-colours": colours,
    "08-holidays": holidays,
}


def look_from(window: MainWindow, first: int, px_per_day: float) -> None:
    window.workspace.set_axis(TimeAxis(first, px_per_day))
    settle()


def select(window: MainWindow, name: str) -> None:
    window.workspace.select([robot.id_of(window, name)])
    settle()


def shoot(folder: Path, name: str, window: MainWindow) -> None:
    settle()
    settle()
    for scale in (1, 2):
        picture_of(window, scale).save(str(folder / f"{name}-{window.workspace.tokens.theme}-{scale}x.png"))


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for theme in ("light", "dark"):
        for name, state in STATES.items():
            window = opened(SAMPLE, theme, (1440, 900))
            state(window)
            shoot(folder, name, window)
            put_away(window)
        window = opened(None, theme, (1440, 900))
        shoot(folder, "09-empty", window)
        put_away(window)
        for density in ("compact", "normal", "comfortable"):
            window = opened(SAMPLE, theme, (1024, 640))
            window.verbs[f"view.{density}"].trigger()
            plan(window)
            shoot(folder, f"11-small-{density}", window)
            put_away(window)
    for theme in ("light-contrast", "dark-contrast"):
        window = opened(SAMPLE, theme, (1440, 900))
        plan(window)
        shoot(folder, "01-plan", window)
        put_away(window)
    print(f"{len(list(folder.glob('*.png')))} pictures are in {folder}")


def opened(path: Path | None, theme: str, size: tuple[int, int]) -> MainWindow:
    window = open_window(path, today=TODAY)
    window.set_theme(theme)
    window.resize(*size)
    window.show()
    settle()
    return window


def put_away(window: MainWindow) -> None:
    window.workspace.show_preview(None)
    window.gantt.pointing.cancel()
    window.settings.views.clear()
    window.hide()
    window.deleteLater()
    settle()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "shots")
