"""Schedule menu: constraints, baseline, what an import kept."""

from __future__ import annotations

from typing import Any

from roadmap_app.app import boxes
from roadmap_app.app.actions.conditions import any_tasks, some_tasks, writable
from roadmap_app.app.actions.table import Action
from roadmap_app.app.main_window import MainWindow
from roadmap_app.commands import baselines, dates, labels
from roadmap_app.exchange import stored
from roadmap_app.model.plan import Draft
from roadmap_app.model.text import plural, quoted


def _has_constraint(window: MainWindow) -> str:
    if reason := some_tasks(window):
        return reason
    tasks = window.document.plan.tasks
    if any(tasks[id].constraint != "asap" for id in window.workspace.selected_tasks):
        return ""
    return "None of the selected tasks has a constraint."


def _has_pins(window: MainWindow) -> str:
    if reason := writable(window):
        return reason
    if window.document.plan.pinned:
        return ""
    return "No task keeps dates from an import."


def _held(window: MainWindow) -> tuple[str, ...]:
    """The tasks whose kept dates are let go: of those selected, else all."""
    plan = window.document.plan
    chosen = tuple(id for id in window.workspace.selected_tasks if plan.tasks[id].pinned_start is not None)
    return chosen or plan.pinned


def _goal(window: MainWindow) -> str:
    """The task that is asked about: the one that is selected, else the milestone of the plan."""
    chosen = window.workspace.selected_tasks
    goal = chosen[-1] if chosen else window.document.plan.project.milestone
    return goal if goal in window.document.plan.tasks else ""


def _no_goal(window: MainWindow) -> str:
    return any_tasks(window) or ("" if _goal(window) else "Select a task or a milestone first.")


def show_path(window: MainWindow) -> None:
    """Critical to the selected task; chosen again, to the project's finish as ever."""
    look = window.workspace.look
    goal = "" if look.goal else _goal(window)
    window.workspace.set_look(goal=goal)
    if goal:
        name = quoted(window.document.plan.tasks[goal].name)
        window.workspace.message.emit("info", f"Critical is now what moves {name}. Choose it again to end this.")


def _path_label(window: MainWindow) -> str:
    goal = window.workspace.look.goal or _goal(window)
    tasks = window.document.plan.tasks
    return f"Critical Path to {quoted(tasks[goal].name)}" if goal in tasks else "Critical Path to the Selected Task"


def near(days: int) -> dict[str, Any]:
    """`run` and `checked` of an action that shows what has at most so many days of slack."""
    return {
        "run": lambda w: w.workspace.set_look(near_days=0 if w.workspace.look.near_days == days else days),
        "checked": lambda w: w.workspace.look.near_days == days,
    }


def several_paths(window: MainWindow) -> None:
    project = window.document.plan.project
    several = not project.multiple_critical_paths
    label = "Show several critical paths" if several else "Show one critical path"
    window.edit(label, lambda draft: draft.change(project, multiple_critical_paths=several))


def remove_constraints(window: MainWindow) -> None:
    ids = window.workspace.selected_tasks

    def release(draft: Draft) -> None:
        for id in ids:
            dates.release_constraint(draft, id)

    window.edit(labels.verb("Remove constraint of", window.document.plan, ids), release)


def release_pins(window: MainWindow) -> None:
    ids = _held(window)
    window.edit(f"Use our own dates ({plural(len(ids), 'task')})", lambda draft: stored.release(draft, ids))


def set_baseline(window: MainWindow) -> None:
    schedule, today = window.document.schedule, window.workspace.today
    window.edit("Set baseline", lambda draft: baselines.take(draft, schedule, today))


def edit_calendar(window: MainWindow) -> None:
    """The calendar of the selected task, or of the project."""
    chosen = window.workspace.selected_tasks
    boxes.calendars(window, window.document.plan.tasks[chosen[-1]].calendar if chosen else "")


ACTIONS = (
    Action(
        id="schedule.baseline", label="Set Baseline", place=("Schedule", 1), run=set_baseline, icon="baseline",
        refusal=lambda w: writable(w) or any_tasks(w), words="snapshot compare plan of record save freeze",
    ),
    Action(
        id="schedule.release", label="Remove Constraint", place=("Schedule", 2), run=remove_constraints,
        icon="constraint", refusal=_has_constraint, context=True,
        words="pin no earlier than unpin delete asap as soon as possible",
    ),
    Action(
        id="schedule.differences", label="Dates Kept from the Import…", place=("Schedule", 3),
        run=boxes.differences, refusal=any_tasks, words="stored pinned differences imported",
    ),
    Action(
        id="schedule.own_dates", label="Use Our Own Dates", place=("Schedule", 3), run=release_pins,
        refusal=_has_pins, context=True, words="stored pinned import release",
    ),
    Action(
        id="calendar.edit", label="Calendars…", place=("Schedule", 6), run=edit_calendar, icon="calendar",
        words="holidays working time week exceptions day off shifts vacation public holiday bank country hours "
        "nonworking weekend",
    ),
    Action(
        id="schedule.path", label="Critical Path to the Selected Task", place=("Schedule", 4), run=show_path,
        icon="critical", refusal=_no_goal, checked=lambda w: bool(w.workspace.look.goal), live_label=_path_label,
        context=True, words="milestone driving chain longest path float slack",
    ),
    Action(id="schedule.near_1", label="Nearly Critical: up to 1 d of Slack", place=("Schedule", 4), **near(1),
        words="near critical float"),
    Action(id="schedule.near_3", label="Nearly Critical: up to 3 d of Slack", place=("Schedule", 4), **near(3),
        words="near critical float"),
    Action(id="schedule.near_5", label="Nearly Critical: up to 5 d of Slack", place=("Schedule", 4), **near(5),
        words="near critical float"),
    Action(
        id="schedule.several_paths", label="Several Critical Paths", place=("Schedule", 4), run=several_paths,
        refusal=writable, checked=lambda w: w.document.plan.project.multiple_critical_paths,
        words="float slack longest path each end",
    ),
    Action(
        id="schedule.gains", label="What Would Save Days…", place=("Schedule", 5),
        run=lambda w: boxes.gains(w, _goal(w)), refusal=_no_goal, context=True,
        words="shorten earlier crash fast track compress reduce critical",
    ),
    Action(
        id="schedule.problems", label="Problems…", place=("Schedule", 5), run=boxes.problems,
        icon="warning", words="check findings conflicts deadline warnings health errors issues advice late risk loops",
    ),
)  # fmt: skip
