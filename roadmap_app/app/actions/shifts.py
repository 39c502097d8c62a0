"""How far the verbs move tasks that move them by days or weeks, and what moves with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmap_app.commands import Refusal, dates

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

# by the id of the action: working days, working weeks
SHIFTS = {"task.later": (1, 0), "task.earlier": (-1, 0), "task.week_later": (0, 1), "task.week_earlier": (0, -1)}


def minutes_of(window: MainWindow, action: str, ids: tuple[str, ...]) -> int:
    """By how many minutes of the calendar the first of some tasks moves with an action of `SHIFTS`."""
    (days, weeks), project = SHIFTS[action], window.document.plan.project
    step = days * project.minutes_per_day + weeks * project.minutes_per_week
    worktime, start = window.document.schedule.worktime(ids[0]), window.document.schedule.start(ids[0])
    target = worktime.next_start(worktime.add(start, step)) if step > 0 else worktime.add(start, step)
    return target - start


def also_moved(window: MainWindow, action: str, ids: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Which of other tasks an action of `SHIFTS` on some tasks would move, by their links."""
    document, schedule = window.document, window.document.schedule
    by = minutes_of(window, action, ids)
    try:
        after = document.preview(lambda draft: dates.move(draft, schedule, ids, by)).schedule
    except Refusal:
        return ()
    return tuple(id for id in others if after.start(id) != schedule.start(id))
