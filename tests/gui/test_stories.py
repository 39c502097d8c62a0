"""Every gesture as a story, told at each zoom, scrolled, among folded rows, and from right to left."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.scene.axis import TimeAxis
from tests.gui.conftest import Open
from tests.gui.robot import START, id_of
from tests.gui.stories import lines_of, tell

DAY = 1440

STORIES = {
    "a bar is moved": """
        given A 10d; B 10d after A
        when I drag the body of A 7 days right
        then A starts on day 7
        then A takes 10 days
        then B starts on day 21
        then A has the constraint snet
        then the step is Move 'A' +5 d (1 task shifted)
        """,
    "a move is given up": """
        given A 10d; B 10d after A
        when I drag the body of A 7 days right
        when I give the last drag up with esc
        then nothing has changed
        """,
    "a move back to the links takes the pin away": """
        given A 10d; B 10d after A
        when I drag the body of B 7 days right
        then B has the constraint snet
        when I drag the body of B 14 days left
        then B has the constraint asap
        then B starts on day 14
        """,
    "a finish is drawn out": """
        given A 10d; B 10d after A
        when I drag the finish of A 7 days right
        then A takes 15 days
        then B starts on day 21
        then the step is Duration of 'A' +5 d (1 task shifted)
        """,
    "a finish is drawn out and given up": """
        given A 10d
        when I drag the finish of A 7 days right
        when I give the last drag up with esc
        then nothing has changed
        """,
    "a start is drawn in, the finish stays": """
        given A 15d
        when I drag the start of A 7 days right
        then A starts on day 7
        then A ends on day 18
        then A takes 10 days
        """,
    "a start is drawn in and given up": """
        given A 15d
        when I drag the start of A 7 days right
        when I give the last drag up with esc
        then nothing has changed
        """,
    "progress is dragged to the end": """
        given A 10d
        when I drag the progress of A to the finish of A
        then A starts on day 0
        then A takes 10 days
        """,
    "progress is dragged and given up": """
        given A 10d
        when I drag the progress of A to the finish of A
        when I give the last drag up with esc
        then nothing has changed
        """,
    "two bars are linked, and the ends give the type": """
        given A 10d; B 10d snet 2026-06-08
        when I drag the link_finish of A to the start of B
        then the links are A - B FS
        then the step is Link 'A' → 'B'
        """,
    "start to start": """
        given A 10d; B 10d snet 2026-06-08
        when I drag the link_start of A to the start of B
        then the links are A - B SS
        """,
    "finish to finish": """
        given A 10d; B 10d snet 2026-06-08
        when I drag the link_finish of A to the finish of B
        then the links are A - B FF
        """,
    "start to finish": """
        given A 10d; B 10d snet 2026-06-08
        when I drag the link_start of A to the finish of B
        then the links are A - B SF
        """,
    "a link is given up": """
        given A 10d; B 10d snet 2026-06-08
        when I drag the link_finish of A to the start of B
        when I give the last drag up with esc
        then nothing has changed
        """,
    "a loop is refused with its tasks": """
        given A 10d; B 10d after A; C 10d after B
        when I drag the link_finish of C to the body of A
        then I was refused: loop: A → B → C → A
        then nothing has changed
        """,
    "a link to where there is none leads nowhere": """
        given A 10d; B 10d
        when I drag the link_finish of A to the row of A
        then nothing has changed
        """,
    "a link is laid to another task": """
        given A 10d; B 10d after A; C 10d snet 2026-06-08
        when I drag the head of the link A - B to the start of C
        then the links are A - C FS
        """,
    "the tail of a link is laid to another task": """
        given A 10d; B 5d; C 10d after A; D 5d after C
        when I drag the tail of the link A - C to the finish of B
        then the links are B - C FS, C - D FS
        """,
    "a link that would loop cannot be laid there": """
        given A 10d; B 10d after A; C 10d after B
        when I drag the head of the link A - B to the body of A
        then nothing has changed
        """,
    "a task is drawn on the empty row": """
        given A 10d
        when I draw 10 days from day 7
        then the step is Draw a task
        then New task starts on day 7
        then New task takes 8 days
        """,
    "a summary moves its branch": """
        given Build {A 10d; B 10d after A}; C 10d
        when I drag the body of Build 7 days right
        then A starts on day 7
        then B starts on day 21
        then C starts on day 0
        """,
    "a folded summary moves all that it hides": """
        given Build {A 10d; B 10d after A}; C 10d
        given Build is folded
        when I drag the body of Build 7 days right
        then A starts on day 7
        then rows are Build, C
        """,
    "a selection moves as one": """
        given A 10d; B 10d; C 10d
        when I select A, C
        when I drag the body of A 7 days right
        then A starts on day 7
        then B starts on day 0
        then C starts on day 7
        """,
    "a copy is dragged off with Ctrl": """
        given A 10d; B 10d
        when I drag the body of A 14 days right holding ctrl
        then the step is Copy 'A'
        then A starts on day 0
        """,
    "a copy is given up": """
        given A 10d; B 10d
        when I drag the body of A 14 days right holding ctrl
        when I give the last drag up with esc
        then nothing has changed
        """,
    "with Shift a move keeps to its axis": """
        given A 10d; B 10d
        when I drag the body of A 7 days right and 1 row down holding shift
        then A starts on day 7
        then rows are A, B
        """,
    "a marquee takes what it touches": """
        given A 10d; B 10d; C 10d
        when I drag the row of A to the body of B
        then selected are A, B
        then nothing has changed
        """,
    "a manual task is moved by its entered dates": """
        given A 10d manual 2026-05-04..2026-05-15
        when I drag the body of A 7 days right
        then A starts on day 7
        then A has the constraint asap
        """,
    "an undo takes a drag back as one step": """
        given A 10d; B 10d after A
        when I drag the body of A 7 days right
        when I undo
        then nothing has changed
        """,
    "tasks are linked in their order by a verb": """
        given A 10d; B 10d; C 10d
        when I select A, B, C
        when I do task.link
        then the links are A - B FS, B - C FS
        then C starts on day 28
        """,
    "a task is indented and outdented by verbs": """
        given A 10d; B 10d
        when I select B
        when I do task.indent
        then the step is Indent 'B'
        when I do task.outdent
        then the step is Outdent 'B'
        then rows are A, B
        """,
}


@dataclass(frozen=True)
class Situation:
    """Where a story is told: px per day, rows above and below, and which way texts run."""

    px_per_day: float
    filler: int = 0
    mirrored: bool = False


SITUATIONS = {
    "hours": Situation(200.0),
    "days": Situation(24.0),
    "days scrolled": Situation(30.0, filler=60),
    "weeks": Situation(8.0),
    "weeks mirrored and scrolled": Situation(9.0, filler=60, mirrored=True),
    "months": Situation(4.0),
}


@pytest.fixture
def mirrored() -> Iterator[None]:
    yield
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def staged(opened: Open, plan: str, situation: Situation) -> MainWindow:
    """A window on the story's plan, with tasks of no concern above and below, scrolled to where the story is."""
    above = "Filler above {" + "; ".join(f"Filler {n} 2d" for n in range(situation.filler)) + "}; "
    window = opened(f"{above if situation.filler else ''}{plan}")
    if situation.mirrored:
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    if situation.px_per_day >= 192:
        window.resize(6000, 800)
    window.workspace.set_axis(TimeAxis(START - 9 * DAY, situation.px_per_day))
    settle()
    bar = window.gantt.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle()
    return window


@pytest.mark.parametrize("where", SITUATIONS)
@pytest.mark.parametrize("title", STORIES)
def test_story(opened: Open, mirrored: None, title: str, where: str) -> None:
    plan, lines = lines_of(STORIES[title])
    tell(staged(opened, plan, SITUATIONS[where]), lines)


def test_progress_is_set_where_the_grip_is_dropped(opened: Open) -> None:
    window = staged(opened, "A 10d", SITUATIONS["days"])
    tell(window, lines_of("given A 10d\nwhen I drag the progress of A to the body of A")[1])
    assert window.document.plan.tasks[id_of(window, "A")].percent == 50


@pytest.mark.skipif("QT_SCALE_FACTOR" in os.environ, reason="this is the run at twice the scale")
def test_the_stories_hold_at_twice_the_scale() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", __file__, "-k", "test_story and days and not scrolled"],
        env={**os.environ, "QT_SCALE_FACTOR": "2"}, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
