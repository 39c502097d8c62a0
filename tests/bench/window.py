"""The window's part of the table of speeds, by real events; every figure ends when the frame is drawn."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, Qt

from roadmap_app.app.main_window import MainWindow, open_window
from roadmap_app.app.screenshot import settle
from roadmap_app.model import garbage
from tests.bench import hands
from tests.bench.memory import resident
from tests.gui import robot


def window_figures(path: Path) -> Iterator[tuple[str, list[float]]]:
    """Names of figures and the milliseconds of each run."""
    from tests.bench.__main__ import timed

    gc.collect()
    memory = resident()

    def first_frame() -> None:
        window = open_window(str(path), today=0)
        window.resize(*hands.ROOM)
        window.show()
        settle()
        hands.close(window)

    opening = []
    for _ in range(3):
        opening += timed(first_frame, 1)
        garbage.sweep()  # as the window does itself once it is at rest
    yield "open to the first full frame", sorted(opening)
    window = hands.shown(str(path))
    yield "paint a full-HD frame", timed(lambda: hands.paint(window), 20)
    yield "lay it out anew and paint it", timed(lambda: hands.paint(window, anew=True), 20)
    yield "one scroll step", timed(lambda: hands.wheel(window, -1), 30)
    yield "one scroll step sideways", timed(lambda: hands.wheel(window, -1, hands.SHIFT), 30)
    steps = iter([1, 1, 1, -1, -1, -1] * 5)
    yield "one step of zoom", timed(lambda: hands.wheel(window, next(steps), hands.CONTROL), 30)
    hands.home(window)
    yield from _edits(window, timed)
    hands.home(window)
    yield "drag: preview and paint, a step", _drag(window, timed)
    used = (resident() - memory) / 1024
    print(f"  memory above the start: {used:.0f} MB")
    hands.close(window)


Timed = Callable[[Callable[[], object], int], list[float]]


def _edits(window: MainWindow, timed: Timed) -> Iterator[tuple[str, list[float]]]:
    """Each until it is drawn, and how much of that goes by until only the frame is still to be drawn."""
    runs: dict[str, tuple[list[float], list[float]]] = {}

    def tell(name: str, work: Callable[[], object], times: int = 1) -> None:
        known, drawn = runs.setdefault(name, ([], []))
        for _ in range(times):
            begun = time.perf_counter()
            drawn += timed(work, 1)
            known.append((hands.told - begun) * 1000)

    summary = hands.in_view(window, summaries=True)[0]
    tell("collapse and unfold a summary", lambda: hands.fold(window, summary), 16)
    for words in ("team:1", "late", "-done finish<+1y"):
        tell(f"filter by {words}", lambda words=words: hands.arrange(window, filter=words), 5)
    tell("sort by the finish", lambda: hands.arrange(window, sort=(("finish", True),)), 5)
    tell("group by the team", lambda: hands.arrange(window, group="team"), 5)
    hands.arrange(window)
    place = iter(range(4, 40))
    for _ in range(7):
        hands.click(window, hands.in_view(window)[next(place) % 20])
        tell("insert a row", lambda: hands.insert(window))
        hands.name(window, "New")
        tell("indent it", lambda: hands.verb(window, "task.indent"))
        tell("undo that", lambda: hands.verb(window, "edit.undo"))
        tell("undo the insertion", lambda: hands.verb(window, "edit.undo"))
        hands.click(window, hands.in_view(window)[next(place) % 20], "wbs")
        tell("delete a row with its links", lambda: hands.verb(window, "task.delete"))
        tell("undo the deletion", lambda: hands.verb(window, "edit.undo"))
    for name, (known, drawn) in runs.items():
        yield name, sorted(known)
        yield "  and drawn", sorted(drawn)
    hands.click(window, hands.in_view(window)[6], "wbs")
    yield "select all, drawn", timed(lambda: hands.key(window, Qt.Key.Key_A, hands.CONTROL), 5)
    hands.click(window, hands.in_view(window)[6], "wbs")


def _drag(window: MainWindow, timed: Timed) -> list[float]:
    start = hands.held(window)
    assert start is not None, "no bar is in view"
    robot.press(window, start)
    robot.move(window, start + QPoint(8, 0))
    steps = iter(range(10, 400))

    def step() -> None:
        robot.move(window, start + QPoint(next(steps) * 3, 0))
        settle()

    found = timed(step, 60)
    robot.release(window, start)
    return found
