"""View menu: zoom, what is shown, theme, density."""

from __future__ import annotations

from collections.abc import Callable

from roadmap_app.app.actions import chart
from roadmap_app.app.actions.chart import toggle
from roadmap_app.app.actions.conditions import any_tasks
from roadmap_app.app.actions.table import Action
from roadmap_app.app.gantt import scale
from roadmap_app.app.main_window import MainWindow

ROWS, THEMES = ("View > Row Height", 1), ("View > Theme", 1)


def density(name: str) -> dict[str, Callable[[MainWindow], object]]:
    return {
        "run": lambda window: window.workspace.set_look(density=name),
        "checked": lambda window: window.workspace.look.density == name,
    }


def theme(name: str) -> dict[str, Callable[[MainWindow], object]]:
    return {
        "run": lambda window: window.set_theme(name),
        "checked": lambda window: window.settings.theme == name,
    }


def collapse_all(window: MainWindow) -> None:
    outline = window.document.plan.outline
    groups = window.workspace.rows.groups
    summaries = (id for id in outline.order if outline.is_summary(id))
    window.workspace.set_all_collapsed((*window.workspace.collapsed, *groups) if groups else summaries)


ACTIONS = (
    Action(
        id="view.today", label="Today", place=("View", 1), run=lambda w: scale.show_today(w.gantt), icon="today",
        shortcuts=("Ctrl+T",), words="scroll now current date jump",
    ),
    Action(
        id="view.fit", label="Fit the Plan", place=("View", 1), run=lambda w: scale.glide_to_fit(w.gantt),
        shortcuts=("Ctrl+0",), refusal=any_tasks, words="zoom all whole entire see everything",
    ),
    Action(
        id="view.zoom_in", label="Zoom In", place=("View", 1), run=lambda w: scale.zoom_by(w.gantt, 1.25),
        icon="zoom-in", shortcuts=("Ctrl++", "Ctrl+="), words="larger bigger closer magnify scale enlarge",
    ),
    Action(
        id="view.zoom_out", label="Zoom Out", place=("View", 1), run=lambda w: scale.zoom_by(w.gantt, 0.8),
        icon="zoom-out", shortcuts=("Ctrl+-",), words="smaller farther wider scale shrink",
    ),
    Action(
        id="view.expand_all", label="Expand All", place=("View", 2), refusal=any_tasks,
        run=lambda w: w.workspace.set_all_collapsed(()), words="unfold open outline subtasks children",
    ),
    Action(
        id="view.collapse_all", label="Collapse All", place=("View", 2), run=collapse_all, refusal=any_tasks,
        words="fold close outline summaries roll up",
    ),
    Action(id="view.baseline", label="Baseline", place=("View", 3), icon="baseline", toolbar=5,
           **toggle("show_baseline"), words="slippage variance"),
    Action(id="view.slack", label="Slack", place=("View", 3), **toggle("show_slack"),
        words="float total room whiskers"),
    Action(id="view.links", label="Links", place=("View", 3), **toggle("show_links"),
        words="dependencies dependency arrows predecessors successors"),
    Action(id="view.labels", label="Labels", place=("View", 3), **toggle("show_labels"),
        words="texts words beside bars"),
    Action(id="view.overview", label="Overview Strip", place=("View", 3), words="whole plan minimap scroll",
           tip="The whole plan below the chart, wherever it reaches beyond it", **toggle("show_overview")),
    Action(id="view.project_row", label="Plan as First Row", place=("View", 3), **toggle("project_row"),
        words="project summary task"),
    *chart.ACTIONS,
    Action(
        id="view.inspector", label="Inspector", place=("View", 4), run=lambda w: w.toggle_inspector(),
        checked=lambda w: w.inspector_shown, shortcuts=("F4",), icon="info",
        words="details properties task information sidebar panel",
    ),
    Action(id="view.compact", label="Compact Rows", place=ROWS, words="density small height",
           **density("compact")),
    Action(id="view.normal", label="Normal Rows", place=ROWS, words="density height", **density("normal")),
    Action(id="view.comfortable", label="Comfortable Rows", place=ROWS, words="density large height",
           **density("comfortable")),
    Action(id="view.theme_system", label="Theme of the System", place=THEMES,
        words="colours automatic appearance",
           **theme("system")),
    Action(id="view.theme_light", label="Light Theme", place=THEMES, icon="sun", **theme("light"),
        words="mode bright day appearance"),
    Action(id="view.theme_dark", label="Dark Theme", place=THEMES, icon="moon", **theme("dark"),
        words="mode night appearance black"),
    Action(id="view.theme_light_contrast", label="High Contrast, Light", place=THEMES, words="theme accessible",
           **theme("light-contrast")),
    Action(id="view.theme_dark_contrast", label="High Contrast, Dark", place=THEMES, words="theme accessible",
           **theme("dark-contrast")),
)  # fmt: skip
