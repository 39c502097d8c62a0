"""A robot at work in 10,000 tasks: a seeded mix of what a person does, each frame timed, memory before and after."""

from __future__ import annotations

import gc
import os
import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from tests.bench import hands
from tests.bench.memory import resident
from tests.bench.plans import plan_of
from tests.gui import robot

SIZE, SEED = 10_000, 11
STEPS = 8  # frames of one scroll, zoom or drag


class Robot:
    """Does one thing after the other and keeps how long each frame took."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.rng = random.Random(SEED)
        self.frames: dict[str, list[float]] = defaultdict(list)
        self.doings: tuple[tuple[int, Callable[[], None]], ...] = (
            (18, self.scroll), (9, self.sideways), (9, self.zoom), (12, self.hover), (12, self.select),
            (15, self.drag), (6, self.fold), (9, self.type), (6, self.insert), (3, self.delete), (9, self.undo),
            (3, self.redo), (1, self.select_all),
        )  # fmt: skip

    def work(self, seconds: float) -> None:
        weights, doings = zip(*self.doings, strict=True)
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.rng.choices(doings, weights)[0]()

    def each(self) -> None:
        """Everything once, so that what is made only once is there."""
        for _, doing in self.doings:
            doing()

    def frame(self, name: str, work: Callable[[], object]) -> None:
        begun = time.perf_counter()
        work()
        settle()
        self.frames[name].append((time.perf_counter() - begun) * 1000)

    def any_of(self, ids: list[str]) -> str:
        return self.rng.choice(ids) if ids else ""

    def scroll(self) -> None:
        way = self.rng.choice((-1, -1, -1, 1, 1, -20, 20))
        for _ in range(STEPS):
            self.frame("scroll", lambda: hands.wheel(self.window, way))

    def sideways(self) -> None:
        way = self.rng.choice((-1, 1))
        for _ in range(STEPS):
            self.frame("scroll sideways", lambda: hands.wheel(self.window, way, hands.SHIFT))

    def zoom(self) -> None:
        away = self.window.workspace.axis.px_per_day
        way = 1 if away < 2 else -1 if away > 40 else self.rng.choice((-1, 1))
        for _ in range(STEPS):
            self.frame("zoom", lambda: hands.wheel(self.window, way, hands.CONTROL))

    def hover(self) -> None:
        viewport = self.window.gantt.viewport()
        for _ in range(STEPS):
            place = QPoint(self.rng.randrange(viewport.width()), self.rng.randrange(viewport.height()))
            self.frame("hover", lambda place=place: QTest.mouseMove(viewport, place))

    def select(self) -> None:
        if id := self.any_of(hands.in_view(self.window)):
            self.frame("select", lambda: hands.click(self.window, id))

    def select_all(self) -> None:
        """And one task again, so that what follows is not done to ten thousand."""
        self.frame("select all", lambda: hands.key(self.window, Qt.Key.Key_A, hands.CONTROL))
        self.select()

    def drag(self) -> None:
        start = hands.held(self.window)
        if start is None and (id := self.any_of(hands.in_view(self.window))):
            hands.show_bar(self.window, id)
            start = hands.held(self.window)
        if start is None:
            return
        by = self.rng.choice((-1, 1)) * self.rng.randrange(4, 14)
        robot.press(self.window, start)
        for step in range(1, STEPS + 1):
            at = start + QPoint(by * step, 0)
            self.frame("drag", lambda at=at: robot.move(self.window, at))
        self.frame("drop", lambda: robot.release(self.window, start + QPoint(by * STEPS, 0)))

    def fold(self) -> None:
        if id := self.any_of(hands.in_view(self.window, summaries=True)):
            self.frame("collapse or unfold", lambda: hands.fold(self.window, id))

    def type(self) -> None:
        if id := self.any_of(hands.in_view(self.window)):
            column, words = self.rng.choice((("name", "Agreed with all teams"), ("duration", "7"), ("name", "Build")))
            self.window.grid.edit_cell(id, column)
            editor = self.window.grid.cells.editor
            if editor is None:
                return
            editor.selectAll()
            for letter in words:
                self.frame("type a letter", lambda letter=letter: QTest.keyClicks(editor, letter))
            self.frame("enter", lambda: QTest.keyClick(editor, Qt.Key.Key_Return))
            hands.leave(self.window)

    def insert(self) -> None:
        self.select()
        self.frame("insert", lambda: hands.insert(self.window))
        hands.leave(self.window)

    def delete(self) -> None:
        if id := self.any_of(hands.in_view(self.window)):
            hands.click(self.window, id, "wbs")
            self.frame("delete", lambda: hands.verb(self.window, "task.delete"))

    def undo(self) -> None:
        for _ in range(self.rng.randrange(1, 4)):
            self.frame("undo", lambda: hands.verb(self.window, "edit.undo"))

    def redo(self) -> None:
        self.frame("redo", lambda: hands.verb(self.window, "edit.redo"))


def run(seconds: float) -> None:
    """Print the frames of so many seconds of work, and the memory before and after."""
    from roadmap_app.storage import saving

    with tempfile.TemporaryDirectory() as folder:
        os.environ["ROADMAP_HOME"] = folder
        path = Path(folder) / "robot.roadmap"
        saving.save(path, plan_of(SIZE))
        window = hands.shown(str(path))
        robot_ = Robot(window)
        robot_.each()
        at_start = _settled()
        robot_.work(seconds / 4)  # until what is kept between frames is full
        robot_.frames.clear()
        before = _settled()
        robot_.work(seconds)
        after = _settled()
        _tell(robot_, seconds, at_start, before, after)
        hands.close(window)


def _settled() -> float:
    settle()
    gc.collect()
    return resident()


def _tell(robot_: Robot, seconds: float, at_start: float, before: float, after: float) -> None:
    print(f"\n{seconds:.0f} s of mixed work in {SIZE:,} tasks{'':<12}{'frames':>8}{'p50':>10}{'p95':>10}{'max':>10}")
    frames = sorted(robot_.frames.items(), key=lambda named: -len(named[1]))
    for name, times in [("all frames", [ms for _, each in frames for ms in each]), *frames]:
        listed = sorted(times)
        p95 = listed[min(int(len(listed) * 0.95), len(listed) - 1)]
        print(f"  {name:<38}{len(listed):>8}{statistics.median(listed):>10.1f}{p95:>10.1f}{listed[-1]:>10.1f}")
    grown = (after - before) / 1024
    print(f"  memory {at_start / 1024:.0f} MB at the start, {before / 1024:.0f} MB once warm,"
          f" {after / 1024:.0f} MB after: {grown:+.1f} MB")
