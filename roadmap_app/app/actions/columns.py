"""View > Columns, and the menu of a head: what the grid shows of each task. They act on the current column."""

from __future__ import annotations

from roadmap_app.app.actions.conditions import any_tasks
from roadmap_app.app.actions.table import Action
from roadmap_app.app.grid import columns
from roadmap_app.app.main_window import MainWindow

COLUMNS = "View > Columns"


def hide(window: MainWindow) -> None:
    """Hide the columns of the selected cells, else the current one; the name stays."""
    chosen = chosen_columns(window)
    window.workspace.set_columns(id for id in window.workspace.columns if id == "name" or id not in chosen)


def chosen_columns(window: MainWindow) -> list[str]:
    block = window.grid.block()
    current = window.grid.current_column
    shown = window.workspace.columns
    within = list(shown[block.left : block.right + 1]) if block is not None else []
    return within if current in within else [current]


def _hide_refusal(window: MainWindow) -> str:
    return "The name of a task is always shown." if chosen_columns(window) == ["name"] else ""


def freeze(window: MainWindow) -> None:
    """Keep the columns up to the current one in view; again, let them go."""
    workspace, current = window.workspace, window.grid.current_column
    workspace.set_frozen("" if workspace.frozen == current else current)


def fit(window: MainWindow) -> None:
    window.grid.fit_columns(chosen_columns(window))


def choose(window: MainWindow) -> None:
    from roadmap_app.app.grid import chooser

    chooser.show(window)


def insert(window: MainWindow) -> None:
    from roadmap_app.app.grid import chooser

    chooser.show(window, before=window.grid.current_column)


def edit_fields(window: MainWindow) -> None:
    from roadmap_app.app.grid import customfields

    customfields.show(window)


def _is_reset(window: MainWindow) -> str:
    workspace = window.workspace
    as_it_comes = workspace.columns == columns.DEFAULT and workspace.frozen == columns.FROZEN
    return "The columns are the usual ones already." if as_it_comes and not window.settings.columns else ""


def select(window: MainWindow) -> None:
    window.grid.setFocus()
    window.grid.choosing.select_column(window.grid.place(window.grid.current_column))


ACTIONS = (
    Action(
        id="columns.select", label="Select Column", place=(COLUMNS, 1), run=select, shortcuts=("Ctrl+Space",),
        refusal=any_tasks, head=True, tip="The cells of all tasks in the current column", words="cells range",
    ),
    Action(
        id="columns.hide", label="Hide Column", place=(COLUMNS, 1), run=hide, refusal=_hide_refusal, head=True,
        live_label=lambda w: "Hide Columns" if len(chosen_columns(w)) > 1 else "Hide Column",
        words="remove field grid delete",
    ),
    Action(
        id="columns.insert", label="Insert Column…", place=(COLUMNS, 1), run=insert, head=True,
        tip="Another field, before the current column", words="add field show grid",
    ),
    Action(
        id="columns.choose", label="Choose Columns…", place=(COLUMNS, 1), run=choose, icon="columns", head=True,
        tip="Which fields the grid shows, and in which order", words="fields show hide reorder grid table",
    ),
    Action(
        id="columns.fit", label="Fit to Texts", place=(COLUMNS, 2), run=fit, head=True, words="autofit width column",
        tip="As wide as the widest text of the column",
    ),
    Action(
        id="columns.fit_all", label="Fit All to Texts", place=(COLUMNS, 2), head=True, words="autofit width columns",
        run=lambda w: w.grid.fit_columns(w.workspace.columns),
    ),
    Action(
        id="columns.freeze", label="Freeze up to Here", place=(COLUMNS, 2), run=freeze, head=True,
        checked=lambda w: w.workspace.frozen == w.grid.current_column, words="keep in view panes pin lock",
        tip="Keep the columns up to the current one in view while the others scroll",
    ),
    Action(
        id="columns.menu", label="Menu of the Column", place=(COLUMNS, 3), shortcuts=("Ctrl+Menu",),
        run=lambda w: w.grid.head.open_menu(), words="head header context sort filter",
    ),
    Action(
        id="columns.reset", label="Reset Columns", place=(COLUMNS, 3), run=lambda w: w.grid.reset_columns(),
        refusal=_is_reset, head=True, words="default width order",
    ),
    Action(
        id="columns.fields", label="Custom Fields…", place=(COLUMNS, 4), run=edit_fields, head=True,
        tip="Make, rename and delete fields of this plan, and their choices", words="new field list choices type",
    ),
)  # fmt: skip
