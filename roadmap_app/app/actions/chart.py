"""View menu: what colours mean in the chart, what stands beside bars, and what is shown of a plan."""

from __future__ import annotations

from collections.abc import Callable

from roadmap_app.app.actions.table import Action
from roadmap_app.app.main_window import MainWindow
from roadmap_app.scene.colouring import SCHEMES
from roadmap_app.scene.words import FIELDS

SIDES = {"label_left": "before", "label_right": "after"}


def toggle(name: str) -> dict[str, Callable[[MainWindow], object]]:
    """`run` and `checked` of an action that switches one member of the look."""

    def run(window: MainWindow) -> None:
        window.workspace.set_look(**{name: not getattr(window.workspace.look, name)})

    return {"run": run, "checked": lambda window: bool(getattr(window.workspace.look, name))}


def colour(scheme: str) -> dict[str, Callable[[MainWindow], object]]:
    def run(window: MainWindow) -> None:
        look = window.workspace.look
        window.workspace.set_look(colour_by=scheme, show_legend=look.show_legend or scheme != "critical")

    return {"run": run, "checked": lambda window: window.workspace.look.colour_by == scheme}


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
        words="color bars", **colour(scheme),
    )
    for scheme, words in SCHEMES.items()
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
    Action(id="view.legend", label="Legend", place=("View", 3), words="key colours",
           tip="What colours and marks mean, below the chart", **toggle("show_legend")),
    *LABELS,
    Action(id="view.name_inside", label="Names in Bars", place=("View", 3), words="labels",
           tip="The name of a task within its bar, where it fits", **toggle("name_inside")),
    Action(id="view.badges", label="Badges", place=("View", 3), icon="note", words="notes risks findings",
           tip="Icons at bars that have notes, risks or something wrong", **toggle("show_badges")),
    Action(id="view.chain", label="Chain of the Selected Task", place=("View", 3), words="driving path light dim",
           tip="What drives the selected task, and what it drives, stays lit; the rest steps back",
           **toggle("show_chain")),
    Action(id="view.lanes", label="Bands of Lanes", place=("View", 3), words="swimlanes groups",
           tip="A quiet band behind each summary at the top", **toggle("show_lanes")),
)  # fmt: skip
