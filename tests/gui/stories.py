"""Stories: what a person does and then sees, in the words of the chart and of the table of actions.

A story is lines. `given` lines set the scene, `when` lines are done with real mouse and key events, `then` lines
are asked of the document and the chart:

    given A 10d; B 10d after A           a plan in the pocket language
    given Build is folded
    when I select A, B
    when I drag the body of A 5 days right [and 2 rows down] [holding ctrl]
    when I drag the finish of A to the start of B
    when I drag the link_finish of A to the body of B
    when I drag the head of the link A - B to the body of C
    when I drag an empty place of A's row to ...
    when I press esc before letting go   said after a drag: the drag is done again, and given up
    when I draw 10 days from day 5
    when I do task.indent
    when I undo
    then A starts on day 5               days count from the plan's first Monday, working or not
    then A takes 8 days
    then A is 50 % done
    then the links are A - B FS, B - C SS
    then the step is Move 'A' +5 d
    then nothing has changed
    then I was refused: loop
    then selected are A, B
    then rows are A, B, C

Every story ends with what must always hold: the dates are those computed from nothing, no preview is left, and
undoing all steps gives the first plan back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.model.plan import Plan
from roadmap_app.schedule import compute
from tests.gui.robot import NONE, START, centre, drag, id_of, move, press, release

DAY = 1440
KEYS = {
    "": NONE, "ctrl": Qt.KeyboardModifier.ControlModifier, "shift": Qt.KeyboardModifier.ShiftModifier,
    "alt": Qt.KeyboardModifier.AltModifier,
}  # fmt: skip
Step = Callable[..., None]


class Told:
    """One run of one story in one window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.first = window.document.plan
        self.messages: list[tuple[str, str]] = []
        self.last: tuple[QPoint, QPoint, Qt.KeyboardModifier] | None = None
        window.workspace.message.connect(lambda tone, words: self.messages.append((tone, words)))

    def task(self, name: str) -> str:
        return id_of(self.window, name)

    # Given and when -----------------------------------------------------------------------------

    def fold(self, name: str) -> None:
        self.window.workspace.set_all_collapsed([self.task(name)])
        settle()

    def select(self, names: str) -> None:
        self.window.workspace.select([self.task(name) for name in split(names)])
        settle()

    def drag_by(self, part: str, name: str, days: str, way: str, rows: str, down: str, keys: str) -> None:
        start = self.place(part, name)
        dx = int(days) * self.window.workspace.axis.px_per_day * (1 if way == "right" else -1)
        dy = int(rows or 0) * self.window.gantt.row_size.height * (1 if down == "down" else -1)
        self.drag(start, start + QPoint(round(dx), round(dy)), keys)

    def drag_to(self, part: str, name: str, part2: str, name2: str, keys: str) -> None:
        self.drag(self.place(part, name), self.place(part2, name2), keys)

    def drag_link(self, end: str, from_: str, to: str, part: str, name: str) -> None:
        middle = self.on_link(from_, to)
        QTest.mouseClick(self.window.gantt.viewport(), Qt.MouseButton.LeftButton, NONE, middle)
        settle()
        points = self.link(from_, to).route.points
        x, y = points[-1] if end == "head" else points[0]
        self.drag(QPoint(round(x), round(y)), self.place(part, name), "")

    def drag(self, start: QPoint, end: QPoint, keys: str) -> None:
        self.last = (start, end, KEYS[keys or ""])
        drag(self.window, start, end, KEYS[keys or ""])

    def give_up(self) -> None:
        """The last drag once more from the plan before it, given up with Esc."""
        assert self.last is not None, "there was no drag to give up"
        while self.window.document.undo():
            pass
        settle()
        plan, (start, end, keys) = self.window.document.plan, self.last
        press(self.window, start, keys)
        move(self.window, start + QPoint(6, 0), end, keys=keys)
        assert self.window.gantt.gesture is not None, "the drag did not begin"
        QTest.keyClick(self.window.gantt, Qt.Key.Key_Escape)
        assert self.window.gantt.gesture is None
        release(self.window, end, keys)
        assert self.window.document.plan is plan

    def draw(self, days: str, from_: str) -> None:
        chart, axis = self.window.gantt, self.window.workspace.axis
        y = round(chart.row_top(len(self.window.workspace.rows) - 1) + chart.row_size.height / 2)
        x0 = axis.day_x((START + int(from_) * DAY) // DAY) + 1
        self.drag(QPoint(round(x0), y), QPoint(round(x0 + int(days) * axis.px_per_day - 2), y), "")
        QTest.keyClick(self.window.grid, Qt.Key.Key_Escape)
        self.window.finish_editing()

    def do(self, verb: str) -> None:
        self.window.verbs[verb].trigger()
        settle()

    def undo(self) -> None:
        assert self.window.document.undo()
        settle()

    def place(self, part: str, name: str) -> QPoint:
        """Where a hand takes hold; of a body beside its grips, so that it is the body that is taken."""
        if part != "row":
            return centre(self.window, name, part)
        body = self.window.gantt.bar_rect(self.task(name), "body")
        assert body is not None
        return QPoint(body.right() + round(30 * self.window.workspace.axis.px_per_day), body.center().y())

    def link(self, from_: str, to: str):  # type: ignore[no-untyped-def]
        ends = (self.task(from_), self.task(to))
        return next(link for link in self.window.gantt.shown_frame().links if (link.from_, link.to) == ends)

    def on_link(self, from_: str, to: str) -> QPoint:
        points = self.link(from_, to).route.points
        (x0, y0), (x1, y1) = max(
            pairwise(points), key=lambda ends: abs(ends[0][1] - ends[1][1])
        )
        return QPoint(round((x0 + x1) / 2), round((y0 + y1) / 2))

    # Then ---------------------------------------------------------------------------------------

    def starts(self, name: str, day: str) -> None:
        assert (self.window.document.schedule.start(self.task(name)) - START) // DAY == int(day)

    def ends(self, name: str, day: str) -> None:
        assert (self.window.document.schedule.finish(self.task(name)) - START) // DAY == int(day)

    def takes(self, name: str, days: str) -> None:
        assert self.window.document.schedule.duration(self.task(name)) == int(days) * 480

    def done(self, name: str, percent: str) -> None:
        assert self.window.document.plan.tasks[self.task(name)].percent == int(percent)

    def links(self, wanted: str) -> None:
        plan = self.window.document.plan
        names = {id: task.name for id, task in plan.tasks.items()}
        found = sorted(f"{names[link.from_]} - {names[link.to]} {link.type}" for link in plan.links.values())
        assert found == sorted(split(wanted))

    def step(self, label: str) -> None:
        assert self.window.document.history[-1:] == [label]

    def unchanged(self) -> None:
        assert self.window.document.plan == self.first
        assert self.window.document.history == []

    def refused(self, words: str) -> None:
        told = [said for tone, said in self.messages if tone == "refused"]
        assert told, "nothing was refused"
        assert words in told[-1]

    def selected(self, names: str) -> None:
        tasks = self.window.document.plan.tasks
        assert [tasks[id].name for id in self.window.workspace.selection] == split(names)

    def rows(self, names: str) -> None:
        tasks = self.window.document.plan.tasks
        found = [tasks[row.id].name for row in self.window.workspace.rows.rows if row.kind == "task"]
        assert [name for name in found if not name.startswith("Filler")] == split(names)

    def constrained(self, name: str, kind: str) -> None:
        assert self.window.document.plan.tasks[self.task(name)].constraint == kind


def split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


WORD = r"([\w ]+?)"
WORDS: tuple[tuple[str, str], ...] = (
    (rf"given {WORD} is folded", "fold"),
    (r"when I select (.+)", "select"),
    (rf"when I drag the (\w+) of {WORD} (\d+) days (right|left)(?: and (\d+) rows? (down|up))?(?: holding (\w+))?",
     "drag_by"),
    (rf"when I drag the (head|tail) of the link {WORD} - {WORD} to the (\w+) of {WORD}", "drag_link"),
    (rf"when I drag the (\w+) of {WORD} to the (\w+) of {WORD}(?: holding (\w+))?", "drag_to"),
    (r"when I give the last drag up with esc", "give_up"),
    (r"when I draw (\d+) days from day (\d+)", "draw"),
    (r"when I do ([\w.]+)", "do"),
    (r"when I undo", "undo"),
    (rf"then {WORD} starts on day (-?\d+)", "starts"),
    (rf"then {WORD} ends on day (-?\d+)", "ends"),
    (rf"then {WORD} takes (\d+) days", "takes"),
    (rf"then {WORD} is (\d+) % done", "done"),
    (rf"then {WORD} has the constraint (\w+)", "constrained"),
    (r"then the links are ?(.*)", "links"),
    (r"then the step is (.+)", "step"),
    (r"then nothing has changed", "unchanged"),
    (r"then I was refused: (.+)", "refused"),
    (r"then selected are (.*)", "selected"),
    (r"then rows are (.+)", "rows"),
)  # fmt: skip


def lines_of(story: str) -> tuple[str, list[str]]:
    """The plan of a story in the pocket language, and its other lines; ValueError for one that means nothing."""
    plan, lines = "", []
    for line in map(str.strip, story.strip().splitlines()):
        if line.startswith("given ") and not line.endswith(" is folded"):
            plan = line.removeprefix("given ")
        elif any(re.fullmatch(words, line) for words, _ in WORDS):
            lines.append(line)
        else:
            raise ValueError(f"no step reads '{line}'")
    return plan, lines


def tell(window: MainWindow, lines: list[str]) -> None:
    """Do a story in a window, and hold at its end what must always hold."""
    told = Told(window)
    for line in lines:
        for words, name in WORDS:
            if found := re.fullmatch(words, line):
                getattr(told, name)(*found.groups())
                break
    holds(window, told.first)


def holds(window: MainWindow, first: Plan) -> None:
    """What is true after any gesture."""
    document = window.document
    assert window.workspace.preview is None
    assert window.gantt.gesture is None
    again = compute(document.plan)
    for id in document.plan.tasks:
        assert document.schedule.start(id) == again.start(id)
        assert document.schedule.finish(id) == again.finish(id)
        assert document.schedule.total_slack(id) == again.total_slack(id)
    last = document.plan
    steps = 0
    while document.undo():
        steps += 1
    assert document.plan == first
    for _ in range(steps):
        assert document.redo()
    assert document.plan == last
