"""Sections of plain fields: each a table of columns, two to a line where they are short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from roadmap_app.app.inspector.fields import AnyField, Flag, field_for, labelled
from roadmap_app.app.inspector.records import Assigned
from roadmap_app.app.inspector.section import Ids, Part, column_body
from roadmap_app.app.inspector.source import Source, of_tasks
from roadmap_app.commands import fields
from roadmap_app.commands.columns import custom
from roadmap_app.commands.columns.column import Column

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

Rows = Sequence[tuple[str, ...]]
PLANNING: Rows = (
    ("constraint",), ("constraint_date", "deadline"), ("calendar",), ("type", "priority"),
    ("optimistic", "likely", "pessimistic"), ("manual", "milestone"), ("active", "estimated"), ("effort_driven",),
)  # fmt: skip
PROGRESS: Rows = (("percent", "remaining_duration"), ("actual_start", "actual_finish"), ("physical_percent", "status"))
PEOPLE: Rows = (("team", "owner"),)
MONEY: Rows = (("fixed_cost", "budget"), ("work", "cost"))
ROADMAP: Rows = (("scope", "horizon"), ("sprint", "code"), ("tags",))
WORDS = {  # where a field has no room for the column's title
    "percent": "Done %", "optimistic": "Best case", "likely": "Likely", "pessimistic": "Worst case",
    "remaining_duration": "Remaining", "physical_percent": "Physically %",
}  # fmt: skip
NONE = {
    "team": {"none": "None", "new": "New team"}, "owner": {"none": "None"}, "sprint": {"none": "None"},
    "calendar": {"none": "The plan's"}, "scope": {"none": "In the plan"},
}  # fmt: skip
SPANS = {"type": 4, "priority": 2}  # of six, where the fields of a line are not alike
EMPTY = {"deadline": "none", "horizon": "2027-Q2", "tags": "a, b", "budget": "none"}


class Form(QWidget):
    """Fields by column, made once; `shown` gives each its source."""

    def __init__(self, window: MainWindow, rows: Rows, columns: Callable[[str], Column], prefix: str = "") -> None:
        super().__init__()
        self._window = window
        self.fields: dict[str, AnyField] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(8)
        for row, names in enumerate(rows):
            place = 0
            for name in names:
                column = columns(name)
                more = NONE.get(name, {}) if column.kind == "list" else {"empty": EMPTY.get(name, "")}
                field = field_for(window, prefix + name, column.kind, **more)
                self.fields[name] = field
                titled = field if isinstance(field, Flag) else labelled(WORDS.get(name, column.title), field)
                span = SPANS.get(name, 6 // len(names))
                grid.addWidget(titled, row, place, 1, span)
                place += span
        for place in range(6):
            grid.setColumnStretch(place, 1)

    def show_sources(self, of: Callable[[str], Source]) -> None:
        for name, field in self.fields.items():
            field.show_source(of(name))


def _part(window: MainWindow, id: str, title: str, rows: Rows, folded: bool) -> Part:
    form = Form(window, rows, fields.COLUMNS.__getitem__)

    def fill(ids: Ids) -> str:
        form.show_sources(lambda column: of_tasks(window, ids, column))
        return ""

    return Part(id, title, form, fill, folded=folded)


def planning(window: MainWindow) -> Part:
    return _part(window, "planning", "Scheduling", PLANNING, False)


def progress(window: MainWindow) -> Part:
    return _part(window, "progress", "Progress", PROGRESS, False)


def money(window: MainWindow) -> Part:
    return _part(window, "money", "Work and cost", MONEY, True)


def roadmap(window: MainWindow) -> Part:
    return _part(window, "roadmap", "Roadmap and tags", ROADMAP, True)


def people(window: MainWindow) -> Part:
    """Team and person, and of one task who is assigned."""
    form, assigned = Form(window, PEOPLE, fields.COLUMNS.__getitem__), Assigned(window)
    body, column = column_body(6)
    for widget in (form, assigned.head, assigned.table):
        column.addWidget(widget)

    def fill(ids: Ids) -> str:
        form.show_sources(lambda name: of_tasks(window, ids, name))
        count = assigned.fill(ids)
        return f"{count} assigned" if count else ""

    return Part("people", "People", body, fill)


def custom_fields(window: MainWindow) -> Part:
    """The plan's own fields; made anew when the plan has others."""
    body, column = column_body()
    made: list[tuple[object, Form]] = []

    def fill(ids: Ids) -> str | None:
        plan = window.document.plan
        known = custom.in_order(plan)
        if not made or made[0][0] != known:
            while column.count():
                column.takeAt(0).widget().deleteLater()
            names = [custom.column_id(field.id) for field in known]
            rows = [tuple(names[place : place + 2]) for place in range(0, len(names), 2)]
            form = Form(window, rows, lambda name: fields.column_of(plan, name))
            column.addWidget(form)
            made[:] = [(known, form)]
        made[0][1].show_sources(lambda name: of_tasks(window, ids, name))
        return f"{len(known)}" if known else None

    return Part("custom", "Fields of this plan", body, fill)
