"""View menu: what colours mean in the chart, what stands beside bars, and what is shown of a plan."""

from __future__ import annotations

from collections.abc import Callable

from roadmap_app.app.actions.conditions import some_tasks
from roadmap_app.app.actions.table import Action
from roadmap_app.app.main_window import MainWindow
from roadmap_app.commands import labels
from roadmap_app.model.plan import Draft
from roadmap_app.scene.colouring import HUES, SCHEMES
from roadmap_app.scene.words import FIELDS

SIDES = {"label_left": "before", "label_right": "after"}
OTHERWISE = {"critical": "critical path highlight red", "status": "progress done late"}  # words for some colours


def toggle(name: str) -> dict[str, Callable[[MainWindow], object]]:
    """`run` and `checked` of an action that switches one member of the look."""

    def run(window: MainWindow) -> None:
        window.workspace.set_look(**{name: not getattr(window.workspace.look, name)})

    return {"run": run, "checked": lambda window: bool(getattr(window.workspace.look, name))}


def colour(scheme: str) -> dict[str, Callable[[MainWindow], object]]:
    def run(window: MainWindow) -> None:
        look = window.workspace.look
        window.workspace.set_look(colour_by=scheme, show_legend=look.show_legend or scheme != "critical")
        if scheme == "rule" and not look.rules:
            edit_rules(window)

    return {"run": run, "checked": lambda window: window.workspace.look.colour_by == scheme}


def edit_rules(window: MainWindow) -> None:
    from roadmap_app.app.dialogs import colour_rules

    colour_rules.show(window)


def own_colour(slot: str) -> Callable[[MainWindow], None]:
    """Give the selected tasks a colour of their own, or ("") take it away."""

    def run(window: MainWindow) -> None:
        ids = window.workspace.selected_tasks
        plan = window.document.plan

        def change(draft: Draft) -> None:
            for id in ids:
                draft.change(draft.tasks[id], colour=slot)

        window.edit(labels.verb("Colour" if slot else "Take colour of", plan, ids), change)

    return run


def has_colour(slot: str) -> Callable[[MainWindow], bool]:
    def checked(window: MainWindow) -> bool:
        tasks = window.document.plan.tasks
        ids = window.workspace.selected_tasks
        return bool(ids) and all(tasks[id].colour == slot for id in ids)

    return checked


def label(side: str, column: str) -> dict[str, Callable[[MainWindow], object]]:
    """Switch one field beside bars on or off; the fields stand in the order in which they were chosen."""

    def run(window: MainWindow) -> None:
        shown: tuple[str, ...] = getattr(window.workspace.look, side)
        chosen = tuple(each for each in shown if each != column) if column in shown else (*shown, column)
        window.workspace.set_look(**{side: chosen, "show_labels": True})

    return {"run": run, "checked": lambda window: column in getattr(window.workspace.look, side)}


def no_labels(side: str) -> dict[str, Callable[[MainWindow], object]]:
    return {
        "run": lambda window: window.workspace.set_look(**{side: ()}),
        "checked": lambda window: not getattr(window.workspace.look, side),
    }


COLOURS = tuple(
    Action(
        id=f"view.colour_{scheme}", label=f"Colour by {words}", place=("View > Colour by", 1),
        words=f"color bars {OTHERWISE.get(scheme, '')}", **colour(scheme),
    )
    for scheme, words in SCHEMES.items()
)  # fmt: skip

OWN = tuple(
    Action(
        id=f"task.colour_{slot or 'none'}", label=f"Colour {hue}" if slot else "No Colour of Its Own",
        place=("Task > Colour", 1 if slot else 2), run=own_colour(slot), checked=has_colour(slot), refusal=some_tasks,
        words="color bar",
    )
    for slot, hue in (*((str(number), hue) for number, hue in enumerate(HUES, 1)), ("", ""))
)  # fmt: skip

LABELS = tuple(
    action
    for side, where in SIDES.items()
    for action in (
        Action(
            id=f"view.{side}_none", label=f"Nothing {where} Bars", place=(f"View > Labels {where} Bars", 1),
            words="labels", **no_labels(side),
        ),
        *(
            Action(
                id=f"view.{side}_{column}", label=f"{words} {where} Bars", place=(f"View > Labels {where} Bars", 2),
                words="labels", **label(side, column),
            )
            for column, words in FIELDS.items()
        ),
    )
)  # fmt: skip

ACTIONS = (
    *COLOURS,
    Action(id="view.colour_rules", label="Colour Rules…", place=("View > Colour by", 2), run=edit_rules,
           icon="colour-by", words="color own rules filter"),
    Action(id="view.legend", label="Legend", place=("View", 3), words="key colours symbols meaning",
           tip="What colours and marks mean, below the chart", **toggle("show_legend")),
    *LABELS,
    Action(id="view.name_inside", label="Names in Bars", place=("View", 3), words="labels",
           tip="The name of a task within its bar, where it fits", **toggle("name_inside")),
    Action(id="view.badges", label="Badges", place=("View", 3), icon="note", words="notes risks findings",
           tip="Icons at bars that have notes, risks or problems", **toggle("show_badges")),
    Action(id="view.chain", label="Chain of the Selected Task", place=("View", 3), words="driving path light dim",
           tip="What drives the selected task, and what it drives, stays lit; the rest steps back",
           **toggle("show_chain")),
    Action(id="view.lanes", label="Bands of Lanes", place=("View", 3), words="swimlanes groups streams",
           tip="A tinted band behind each top-level summary", **toggle("show_lanes")),
    *OWN,
)  # fmt: skip
