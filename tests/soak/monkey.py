"""Random hands on a real window: seeded events, and what must hold after each.

    python -m tests.soak.monkey [--minutes 10] [--seed N] [--tasks 60]

After each event: the dates are those computed from nothing, nothing was raised, Qt said nothing, and a gesture
that ended left no preview. Every so often all is undone, which must give the first plan, and done again, which
must give the last. At the end the window is closed, and nothing of it may be left.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from roadmap_app.app.calendars.editor import CalendarEditor
from roadmap_app.app.main_window import MainWindow, open_window
from roadmap_app.model.plan import Plan
from roadmap_app.model.time import instant
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.schedule import compute, explain
from roadmap_app.storage import saving
from tests.bench.plans import plan_of

START = instant(2026, 1, 5, 8)
OTHERS = ("file.", "help.", "window.")  # what opens a dialog of the system, another window, or ends this one
PARTS = ("body", "start", "finish", "progress", "link_start", "link_finish")
KEYS = [
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Tab,
    Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_F6, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space,
    Qt.Key.Key_Delete, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp,
]  # fmt: skip
MODIFIERS = [Qt.KeyboardModifier.NoModifier] * 4 + [
    Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
]  # fmt: skip
TYPED = [
    "3d", "2w", "1.5d", "3ed", "4h", "x", "4 May", "+2w", "mon", "today", "12FS+2d; 7SS", "2", "50", "110 %",
    "Payments", "API freeze", "'", "=1+1", "\u202eabc", "日本語", "a" * 300, "-1d", "0", "31 Feb",
]  # fmt: skip
PASTED = ["A\t3d\nB\t2d\n", "Task Name\tDuration\nX\t5 days\n", "\t\t\n", "one", "1\t2\t3\t4\t5\t6\t7\t8\t9", "\n" * 5]


class Wrong(Exception):
    """Something that must hold did not."""


class Monkey:
    def __init__(self, window: MainWindow, seed: int) -> None:
        self.window = window
        self.random = random.Random(seed)
        self.first = window.document.plan
        self.did: Counter[str] = Counter()
        self.trail: list[str] = []
        self.said: list[str] = []
        self.raised: list[str] = []

    # Hands --------------------------------------------------------------------------------------

    def step(self) -> None:
        deeds: list[tuple[int, Callable[[], str]]] = [
            (10, self.drag), (6, self.verb), (6, self.key), (5, self.type), (3, self.click), (3, self.scroll),
            (3, self.zoom), (2, self.undo), (2, self.redo), (2, self.fold), (2, self.select), (1, self.paste),
            (1, self.resize), (1, self.row_drag), (1, self.hover), (6, self.interrupted), (3, self.while_typing),
        ]  # fmt: skip
        deed = self.random.choices([deed for _, deed in deeds], [weight for weight, _ in deeds])[0]
        self.trail.append(deed())
        self.did[deed.__name__] += 1
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as the loop of a real run does

    def task(self) -> str:
        rows = [row.id for row in self.window.workspace.rows.rows if row.kind == "task"]
        return self.random.choice(rows) if rows else ""

    def anywhere(self, widget: QWidget) -> QPoint:
        return QPoint(self.random.randrange(max(widget.width(), 1)), self.random.randrange(max(widget.height(), 1)))

    def drag(self) -> str:
        view, chance = self.window.gantt.viewport(), self.random
        id, part = self.task(), chance.choice(PARTS)
        rect = self.window.gantt.bar_rect(id, part) if id else None
        start = rect.center() if rect and chance.random() < 0.85 else self.anywhere(view)
        end = start + QPoint(chance.randint(-200, 200), chance.choice((0, 0, chance.randint(-120, 120))))
        target = self.window.gantt.bar_rect(self.task(), "body") if id and "link" in part else None
        end = target.center() if target else end
        keys, escape = chance.choice(MODIFIERS), chance.random() < 0.2
        QTest.mouseMove(view, start)
        QTest.mousePress(view, Qt.MouseButton.LeftButton, keys, start)
        for share in (0.1, 0.5, 1.0):
            at = start + (end - start) * share
            self._send(view, QEvent.Type.MouseMove, at, keys)
        if escape:
            QTest.keyClick(self.window.gantt, Qt.Key.Key_Escape)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, keys, end)
        return f"drag {part} {id} {start.toTuple()} -> {end.toTuple()} {keys} esc={escape}"

    def row_drag(self) -> str:
        view = self.window.grid.viewport()
        start, end = QPoint(8, self.anywhere(view).y()), self.anywhere(view)
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
        for share in (0.2, 0.6, 1.0):
            self._send(view, QEvent.Type.MouseMove, start + (end - start) * share, Qt.KeyboardModifier.NoModifier)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
        return f"row drag {start.toTuple()} -> {end.toTuple()}"

    def interrupted(self) -> str:
        """A drag in the chart or of a row, beyond all edges, with something else in the middle of it."""
        chart, chance = self.window.gantt.viewport(), self.random
        view = chart if chance.random() < 0.75 else self.window.grid.viewport()
        id, keys = self.task(), chance.choice(MODIFIERS)
        rect = self.window.gantt.bar_rect(id, chance.choice(PARTS)) if id and view is chart else None
        start = rect.center() if rect else QPoint(8 if view is not chart else 300, self.anywhere(view).y())
        QTest.mouseMove(view, start)
        QTest.mousePress(view, Qt.MouseButton.LeftButton, keys, start)
        met = []
        for _ in range(chance.randint(2, 5)):
            at = QPoint(chance.randint(-400, view.width() + 400), chance.randint(-300, view.height() + 300))
            self._send(view, QEvent.Type.MouseMove, at, keys)
            met.append(self._meanwhile())
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, keys, at)
        return f"interrupted drag of {id}: {met}"

    def while_typing(self) -> str:
        """Something else while a cell is being typed into."""
        rows, grid = self.window.workspace.rows.rows, self.window.grid
        grid.edit_cell(self.random.choice(rows).id, self.random.choice(self.window.workspace.columns))
        if grid.cells.editor is None:
            return "typed into nothing"
        QTest.keyClicks(grid.cells.editor, self.random.choice([words for words in TYPED if words.isascii()]))
        met = self._meanwhile()
        ends = (Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Down)
        QTest.keyClick(self._focus(), self.random.choice(ends))
        return f"while typing: {met}"

    def _meanwhile(self) -> str:
        """One of the things that come between."""
        chart, window = self.window.gantt.viewport(), self.window

        def other_button() -> str:
            button = self.random.choice((Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton))
            QTest.mousePress(chart, button, pos=self.anywhere(chart))
            QTest.mouseRelease(chart, button, pos=self.anywhere(chart))
            return str(button)

        def theme() -> str:
            window.set_theme(self.random.choice(("light", "dark", "dark-contrast")))
            return "theme"

        def left() -> str:
            QApplication.sendEvent(window, QEvent(QEvent.Type.WindowDeactivate))
            window.grid.setFocus()
            return "window left"

        known = (self.key, self.scroll, self.zoom, self.undo, self.redo, self.fold, self.select, self.resize)
        return self.random.choice((*known, self.verb, other_button, theme, left))()

    @staticmethod
    def _send(view: QWidget, kind: QEvent.Type, at: QPoint, keys: Qt.KeyboardModifier) -> None:
        where = QPointF(view.mapToGlobal(at))
        event = QMouseEvent(kind, QPointF(at), where, Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, keys)
        QApplication.sendEvent(view, event)

    def verb(self) -> str:
        names = [id for id in self.window.verbs if not id.startswith(OTHERS)]
        name = self.random.choice(names)
        self.window.verbs[name].trigger()
        return f"verb {name}"

    def key(self) -> str:
        key, keys = self.random.choice(KEYS), self.random.choice(MODIFIERS)
        QTest.keyClick(self._focus(), key, keys)
        return f"key {key} {keys}"

    def type(self) -> str:
        words, focus = self.random.choice(TYPED), self._focus()
        if self.random.random() < 0.5 and not isinstance(focus, QLineEdit):
            self.window.grid.setFocus()
            QTest.keyClick(self.window.grid, Qt.Key.Key_F2)
        for letter in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                pressed = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self._focus(), pressed)
        end = self.random.choice((Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape))
        QTest.keyClick(self._focus(), end)
        return f"type {words[:20]!r} {end}"

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window.grid

    def click(self) -> str:
        places = (self.window.gantt.viewport(), self.window.grid.viewport(), self.window.inspector)
        view = self.random.choice([place for place in places if place.isVisible()])
        at, keys = self.anywhere(view), self.random.choice(MODIFIERS)
        there = view.childAt(at) or view
        (QTest.mouseDClick if self.random.random() < 0.2 else QTest.mouseClick)(
            there, Qt.MouseButton.LeftButton, keys, there.mapFrom(view, at)
        )
        return f"click {type(there).__name__} {at.toTuple()} {keys}"

    def hover(self) -> str:
        view = self.random.choice((self.window.gantt.viewport(), self.window.grid.viewport()))
        at = self.anywhere(view)
        QTest.mouseMove(view, at)
        return f"hover {at.toTuple()}"

    def scroll(self) -> str:
        return self._wheel(Qt.KeyboardModifier.ShiftModifier if self.random.random() < 0.4 else None)

    def zoom(self) -> str:
        return self._wheel(Qt.KeyboardModifier.ControlModifier)

    def _wheel(self, keys: Qt.KeyboardModifier | None) -> str:
        view = self.random.choice((self.window.gantt.viewport(), self.window.grid.viewport()))
        at, delta = self.anywhere(view), self.random.choice((-480, -120, 120, 480))
        event = QWheelEvent(
            QPointF(at), QPointF(view.mapToGlobal(at)), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton,
            keys or Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view, event)
        return f"wheel {delta} {keys}"

    def undo(self) -> str:
        self.window.verbs["edit.undo"].trigger()
        return "undo"

    def redo(self) -> str:
        self.window.verbs["edit.redo"].trigger()
        return "redo"

    def fold(self) -> str:
        summaries = [row for row in self.window.workspace.rows.rows if row.has_children]
        if not summaries:
            return "fold nothing"
        row = self.random.choice(summaries)
        self.window.workspace.set_collapsed(row.id, not row.collapsed)
        return f"fold {row.id}"

    def select(self) -> str:
        ids = [self.task() for _ in range(self.random.randint(1, 6))]
        self.window.workspace.select(id for id in ids if id)
        return f"select {ids}"

    def paste(self) -> str:
        words = self.random.choice(PASTED)
        data = QMimeData()
        data.setText(words)
        QGuiApplication.clipboard().setMimeData(data)
        self.window.grid.setFocus()
        QTest.keyClick(self.window.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        return f"paste {words[:20]!r}"

    def resize(self) -> str:
        size = self.random.choice(((1024, 640), (1280, 720), (1440, 900), (1900, 1000)))
        self.window.resize(*size)
        return f"resize {size}"

    # What must hold -----------------------------------------------------------------------------

    def check(self, *, whole: bool) -> None:
        document = self.window.document
        if self.raised:
            raise Wrong(self.raised[0])
        if self.said:
            raise Wrong(f"Qt said: {self.said[0]}")
        trying = any(box.isVisible() for box in self.window.findChildren(QDialog))  # calendars are shown before taken
        if self.window.gantt.gesture is None and self.window.workspace.preview is not None and not trying:
            raise Wrong("a preview was left behind")
        again = compute(document.plan)
        for id in document.plan.tasks:
            mine, theirs = document.schedule, again
            if (mine.start(id), mine.finish(id), mine.total_slack(id), mine.is_critical(id)) != (
                theirs.start(id), theirs.finish(id), theirs.total_slack(id), theirs.is_critical(id)
            ):  # fmt: skip
                raise Wrong(f"the schedule of {id} is not what is computed from nothing")
        if whole:
            for id in document.plan.tasks:
                explain(document.plan, document.schedule, id)
            self._undo_all(document.plan)

    def _undo_all(self, last: Plan) -> None:
        document, undone = self.window.document, 0
        redoable = len(document.redo_history)
        while document.undo():
            undone += 1
        if document.plan != self.first:
            raise Wrong("undoing all did not give the first plan back")
        for _ in range(undone):
            document.redo()
        if document.plan != last or len(document.redo_history) != redoable:
            raise Wrong("doing all again did not give the last plan back")


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="monkey")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--tasks", type=int, default=60)
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ROADMAP_HOME"] = folder  # nobody's settings, so that a seed is always the same run
        path = Path(folder) / "monkey.roadmap"
        saving.save(path, plan_of(given.tasks, given.seed))
        return _run(path, given.minutes * 60, given.seed)


def _run(path: Path, seconds: float, seed: int) -> int:
    window = open_window(path, today=START)
    window.resize(1440, 900)
    window.show()
    window.workspace.set_axis(TimeAxis(START - 3 * 1440, 24.0))
    QApplication.processEvents()
    monkey = Monkey(window, seed)
    ignored = "This plugin does not support"
    qInstallMessageHandler(
        lambda kind, where, words: None if kind == QtMsgType.QtDebugMsg or words.startswith(ignored)
        else monkey.said.append(words)
    )  # fmt: skip
    sys.excepthook = lambda kind, error, trace: monkey.raised.append(
        "".join(traceback.format_exception(kind, error, trace))
    )
    begun, steps, wrong = time.monotonic(), 0, ""
    memory: list[int] = []
    while time.monotonic() - begun < seconds and not wrong:
        steps += 1
        try:
            monkey.step()
            monkey.check(whole=steps % 50 == 0)
        except Wrong as found:
            wrong = str(found)
        except Exception:
            wrong = traceback.format_exc()
        if steps % 500 == 0:
            gc.collect()
            memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    if not wrong:
        for _ in range(5):  # whatever is being typed, or stands open above the window
            QTest.keyClick(monkey._focus(), Qt.Key.Key_Escape)
        for box in window.findChildren(QDialog):
            if isinstance(box, CalendarEditor):
                box.trial.discard()  # what waits in it is neither taken nor lost without a word
            box.close()
        window.document._saved_plan = window.document.plan
        window.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        left = [type(widget).__name__ for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        wrong = f"left open: {', '.join(left)}" if left else ""
    QGuiApplication.clipboard().clear()  # what Python made and left there would outlive Python
    deeds = ", ".join(f"{count:,} {name}" for name, count in monkey.did.most_common())
    print(f"monkey: seed {seed}, {steps:,} events in {time.monotonic() - begun:.0f} s ({deeds})")
    if memory:
        print(f"monkey: most memory, each 500 events: {memory[0]} MB first, {memory[-1]} MB last")
    if wrong:
        print("monkey: the last events were\n  " + "\n  ".join(monkey.trail[-12:]))
        print(f"monkey: {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
