"""Schedule menu: constraints, baseline, what an import kept."""

from __future__ import annotations

from roadmap_app.app.actions.conditions import any_tasks, some_tasks, writable
from roadmap_app.app.actions.table import Action
from roadmap_app.app.main_window import MainWindow
from roadmap_app.commands import baselines, dates, labels
from roadmap_app.model.plan import Draft


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
    if any(task.pinned_start is not None for task in window.document.plan.tasks.values()):
        return ""
    return "No task keeps dates from an import."


def remove_constraints(window: MainWindow) -> None:
    ids = window.workspace.selected_tasks

    def release(draft: Draft) -> None:
        for id in ids:
            dates.release_constraint(draft, id)

    window.edit(labels.verb("Remove constraint of", window.document.plan, ids), release)


def release_pins(window: MainWindow) -> None:
    window.edit("Use our own dates", dates.release_pins)


def set_baseline(window: MainWindow) -> None:
    schedule, today = window.document.schedule, window.workspace.today
    window.edit("Set baseline", lambda draft: baselines.take(draft, schedule, today))


ACTIONS = (
    Action(
        id="schedule.baseline", label="Set Baseline", place=("Schedule", 1), run=set_baseline, icon="baseline",
        refusal=lambda w: writable(w) or any_tasks(w), words="snapshot compare",
    ),
    Action(
        id="schedule.release", label="Remove Constraint", place=("Schedule", 2), run=remove_constraints,
        icon="constraint", refusal=_has_constraint, context=True, words="pin no earlier than",
    ),
    Action(
        id="schedule.differences", label="Dates Kept from the Import…", place=("Schedule", 3),
        run=lambda w: w.show_differences(), refusal=_has_pins, words="stored pinned differences",
    ),
    Action(
        id="schedule.own_dates", label="Use Our Own Dates", place=("Schedule", 3), run=release_pins,
        refusal=_has_pins, words="stored pinned import",
    ),
    Action(
        id="schedule.problems", label="Problems…", place=("Schedule", 4), run=lambda w: w.show_problems(),
        icon="warning", words="check findings conflicts deadline",
    ),
)  # fmt: skip
