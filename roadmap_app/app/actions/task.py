"""Task menu: outline, order, links and dates of the selected tasks."""

from __future__ import annotations

from collections.abc import Callable

from roadmap_app.app.actions.conditions import one_task, some_tasks, something, two_tasks
from roadmap_app.app.actions.shifts import minutes_of
from roadmap_app.app.actions.table import Action
from roadmap_app.app.arranging.telling import out_of_outline
from roadmap_app.app.main_window import MainWindow
from roadmap_app.commands import dates, labels, links, outline
from roadmap_app.document.document import Preview
from roadmap_app.model.plan import Draft

Verb = Callable[[Draft, tuple[str, ...]], object]


def on_selection(verb: Verb, name: str) -> Callable[[MainWindow], None]:
    """An action that does `verb` to the selected tasks as one named step."""

    def run(window: MainWindow) -> None:
        ids = window.workspace.selected_tasks
        label = labels.verb(name, window.document.plan, ids)
        window.edit(label, lambda draft: verb(draft, ids))

    return run


def in_outline(window: MainWindow) -> str:
    """Why rows cannot be put elsewhere in the outline; one that is being typed is a task by then."""
    return ("" if window.grid.adding else some_tasks(window)) or out_of_outline(window)


def up_or_down(verb: Callable[..., object], name: str) -> Callable[[MainWindow], None]:
    """Past the next row that is shown: a filter may hide siblings."""

    def run(window: MainWindow) -> None:
        shown = window.workspace.rows.places
        on_selection(lambda draft, ids: verb(draft, ids, shown), name)(window)

    return run


def shift(action: str) -> Callable[[MainWindow], None]:
    """Move the selected tasks by as much work as `SHIFTS` says."""
    return lambda window: _by(window, minutes_of(window, action, window.workspace.selected_tasks))


def _by(window: MainWindow, by: int) -> None:
    """Move the selected tasks by minutes of the calendar."""
    ids = window.workspace.selected_tasks
    plan, schedule = window.document.plan, window.document.schedule
    first = ids[0]

    def label(made: Preview) -> str:
        return labels.moved(made.plan, made.schedule, made.changes, dates.going(plan, ids))

    if window.edit(label, lambda draft: dates.move(draft, schedule, ids, by), merge_key=f"nudge {ids}", in_hand=ids):
        window.workspace.reveal(first)
        if window.document.plan is plan:
            window.workspace.message.emit("info", dates.held(plan, schedule, ids))
        elif staying := labels.stays(plan, ids):
            window.workspace.message.emit("info", staying)


def longer(days: int) -> Callable[[MainWindow], None]:
    """Change the duration of the selected tasks by working days, not below one."""

    def run(window: MainWindow) -> None:
        ids = window.workspace.selected_tasks
        plan = window.document.plan
        step = days * plan.project.minutes_per_day
        chosen = len(ids)
        ids = tuple(id for id in ids if not plan.outline.is_summary(id) or plan.tasks[id].manual) or ids
        summaries = chosen - len(ids)

        def change(draft: Draft) -> None:
            for id in ids:
                task = draft.tasks[id]
                minutes = max(task.duration + step, abs(step))
                dates.set_duration(draft, id, minutes, task.duration_unit, task.elapsed)

        def label(made: Preview) -> str:
            return labels.longer(made.plan, made.changes, ids)

        if window.edit(label, change, merge_key=f"longer {ids}") and summaries:
            what = "1 summary was" if summaries == 1 else f"{summaries:,} summaries were"
            window.workspace.message.emit("info", f"{what} left: a duration there comes from the tasks below.")

    return run


FIELDS = (
    ("deadline", "Set Deadline…", "due date latest by target"),
    ("constraint", "Set Constraint…", "must start on finish no earlier later than pin fix as soon late possible asap"),
    ("percent", "Set Progress…", "percent complete done finished status actual"),
    ("team", "Set Team…", "owner responsible assign"),
    ("owner", "Set Person…", "owner responsible assign resource somebody assignee people"),
    ("calendar", "Set Calendar…", "working time of the task holidays hours"),
    ("priority", "Set Priority…", "important"),
    ("tags", "Set Tags…", "labels"),
    ("notes", "Write Notes…", "comment description remark text"),
)


def set_field(column: str) -> Callable[[MainWindow], None]:
    """Put the keyboard into a field of the selected tasks."""
    return lambda window: window.inspector.show_field(column)


ACTIONS = (
    *(
        Action(id=f"task.set_{column}", label=label, place=("Task > Fields", 1), run=set_field(column),
               refusal=some_tasks, words=words)
        for column, label, words in FIELDS
    ),
    Action(
        id="task.indent", label="Indent", place=("Task", 1), icon="indent", shortcuts=("Alt+Shift+Right",),
        run=on_selection(outline.indent, "Indent"), refusal=in_outline, toolbar=3, context=True,
        words="child below demote subtask make summary outline level right",
    ),
    Action(
        id="task.outdent", label="Outdent", place=("Task", 1), icon="outdent", shortcuts=("Alt+Shift+Left",),
        run=on_selection(outline.outdent, "Outdent"), refusal=in_outline, toolbar=3, context=True,
        words="unindent promote parent outline level left",
    ),
    Action(
        id="task.move_up", label="Move Up", place=("Task", 1), icon="arrow-up", shortcuts=("Alt+Shift+Up",),
        run=up_or_down(outline.move_up, "Move up"), refusal=in_outline, words="reorder row above",
    ),
    Action(
        id="task.move_down", label="Move Down", place=("Task", 1), icon="arrow-down",
        shortcuts=("Alt+Shift+Down",), run=up_or_down(outline.move_down, "Move down"), refusal=in_outline,
        words="reorder row below",
    ),
    Action(
        id="task.link", label="Link in Order", place=("Task", 2), icon="link", shortcuts=("Ctrl+F2",),
        run=on_selection(links.chain, "Link"), refusal=two_tasks, toolbar=2, context=True,
        words="dependency predecessor successor finish to start tasks follow other sequence chain row after "
        "before dependencies predecessors successors connect lag lead",
    ),
    Action(
        id="task.unlink", label="Unlink", place=("Task", 2), icon="unlink", shortcuts=("Ctrl+Shift+F2",),
        run=on_selection(links.unlink, "Unlink"), refusal=some_tasks, context=True,
        words="dependency remove dependencies link links disconnect predecessors successors",
    ),
    Action(
        id="task.later", label="Move One Day Later", place=("Task", 3), run=shift("task.later",
    ),
        shortcuts=("Ctrl+Alt+Right",), refusal=some_tasks, words="shift delay postpone push slip back days reschedule",
    ),
    Action(
        id="task.earlier", label="Move One Day Earlier", place=("Task", 3), run=shift("task.earlier",
    ),
        shortcuts=("Ctrl+Alt+Left",), refusal=some_tasks, words="shift pull bring forward days reschedule lead",
    ),
    Action(
        id="task.week_later", label="Move One Week Later", place=("Task", 3), run=shift("task.week_later",
    ),
        refusal=some_tasks, words="shift delay postpone push slip back phase",
    ),
    Action(
        id="task.week_earlier", label="Move One Week Earlier", place=("Task", 3), run=shift("task.week_earlier",
    ),
        refusal=some_tasks, words="shift pull bring forward phase",
    ),
    Action(
        id="task.longer", label="One Day Longer", place=("Task", 3), run=longer(1),
        shortcuts=("Ctrl+Alt+Shift+Right",), refusal=some_tasks, words="duration extend lengthen stretch",
    ),
    Action(
        id="task.shorter", label="One Day Shorter", place=("Task", 3), run=longer(-1),
        shortcuts=("Ctrl+Alt+Shift+Left",), refusal=some_tasks, words="duration cut reduce",
    ),
    Action(
        id="task.why", label="Why These Dates", place=("Task", 4), icon="critical", refusal=one_task, context=True,
        run=lambda w: w.inspector.show_section("why",
    ),
        tip="What drives the selected task, sentence by sentence, back to what somebody entered",
        words="who what drives driver driving cause reason explain late start finish date predecessors waits "
        "dependencies constraint slack float",
    ),
    Action(
        id="task.details", label="Details", place=("Task", 4), run=lambda w: w.focus_inspector(), icon="info",
        shortcuts=("Alt+Return",), refusal=something, context=True,
        words="inspector fields notes properties task information lag lead risks contracts hyperlinks",
    ),
)  # fmt: skip
