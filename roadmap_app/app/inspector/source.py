"""Where the value of a field comes from and where typed text goes: tasks, the plan, a risk, a link."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmap_app.commands import Refusal, fields, labels, links, many, project, risks
from roadmap_app.commands.columns.column import Ask, Column, Entry
from roadmap_app.commands.typed import parse_lag
from roadmap_app.document.document import Label, Preview
from roadmap_app.model import text as written
from roadmap_app.model.plan import Draft
from roadmap_app.model.records import Link

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

MOST_COMPARED = 1000  # tasks whose values are looked at for what they have in common
MOST_ASKED = 50  # of more than these, how many are asked whether they can be typed into
READ_ONLY = "This plan is open read-only."


@dataclass(frozen=True)
class Source:
    """One value. Two sources that are `about` the same show the same one.

    `read` answers what is shown, or what an editor starts with (True), None where several differ; `put` makes the
    edit and answers the refusal, or "".
    """

    about: tuple[object, ...]
    column: Column
    whom: Callable[[], str]
    there: Callable[[], bool]  # whether what it is about is still in the plan
    read: Callable[[bool], str | None]
    refusal: Callable[[], str]
    put: Callable[[str], str]
    choices: Callable[[], tuple[str, ...]] = tuple


def make(
    window: MainWindow, label: Label, change: Callable[[Draft], object], merge_key: str | None = None
) -> str:
    """Make an edit; answers the refusal, or ""."""
    try:
        with window.document.edit(label, merge_key=merge_key) as draft:
            change(draft)
    except Refusal as refusal:
        return str(refusal)
    return ""


def put(window: MainWindow, ids: tuple[str, ...], column: str, text: str) -> str:
    """Give a column of some tasks a value as typed, as one step; answers the refusal, or ""."""
    document, today = window.document, window.workspace.today

    def label(made: Preview) -> str:
        return labels.cells(made.plan, made.schedule, made.changes, ids, column, today)

    return make(
        window, label, lambda draft: many.set_all(draft, document.schedule, ids, column, text, today),
        f"{column} {ids}" if column in ("name", "notes") else None,
    )  # fmt: skip


def of_tasks(window: MainWindow, ids: tuple[str, ...], column: str) -> Source:
    """A column of some tasks; of very many, what they have in common is not looked for."""

    def read(edit: bool) -> str | None:
        document = window.document
        if len(ids) > MOST_COMPARED:
            return None
        return many.common(document.plan, document.schedule, ids, column, window.workspace.today, edit=edit)

    def refusal() -> str:
        if window.document.read_only:
            return READ_ONLY
        plan = window.document.plan
        if len(ids) > MOST_COMPARED:
            reasons = (fields.refusal(plan, id, column) for id in ids[:MOST_ASKED])
            return next(filter(None, reasons), "")
        return many.refusal(plan, ids, column)

    made_of = weakref.ref(window.document.plan)  # a field that is hidden must not keep an old plan

    def there() -> bool:
        plan = window.document.plan
        return plan is made_of() or all(map(plan.tasks.__contains__, ids))

    return Source(
        ("task", ids, column), fields.column_of(window.document.plan, column),
        lambda: labels.named(window.document.plan, ids), there, read, refusal,
        lambda text: put(window, ids, column, text), lambda: _choices(window, column),
    )  # fmt: skip


def _choices(window: MainWindow, column: str) -> tuple[str, ...]:
    offered = fields.column_of(window.document.plan, column).choices
    return tuple(offered(window.document.plan)) if offered else ()


def _of_record(
    window: MainWindow,
    about: tuple[str, str, str],
    entry: Column,
    whom: Callable[[], str],
    label: Callable[[Preview], str],
) -> Source:
    """A column of a record that is no task: `about` is its kind, id and column."""
    kind, id, _ = about

    def ask() -> Ask:
        document = window.document
        return Ask(document.plan, document.schedule, id, window.workspace.today)

    def read(edit: bool) -> str | None:
        return (entry.typed if edit and entry.typed else entry.shown)(ask())

    def refusal() -> str:
        return READ_ONLY if window.document.read_only else ""

    def take(text: str) -> str:
        schedule, today = window.document.schedule, window.workspace.today

        def change(draft: Draft) -> None:
            assert entry.take is not None
            entry.take(Entry(draft, schedule, id, today), text)

        return make(window, label, change)

    def choices() -> tuple[str, ...]:
        return tuple(entry.choices(window.document.plan)) if entry.choices else ()

    return Source(
        about, entry, whom, lambda: window.document.plan.get(kind, id) is not None, read, refusal, take, choices
    )


def of_project(window: MainWindow, column: str) -> Source:
    """A setting of the plan itself."""
    entry = project.COLUMNS[column]

    def label(made: Preview) -> str:
        return project.label(made.plan, column, Ask(made.plan, made.schedule, "", window.workspace.today))

    return _of_record(
        window, ("project", window.document.plan.project.id, column), entry, lambda: "the plan", label
    )


def of_risk(window: MainWindow, id: str, column: str) -> Source:
    """A member of a risk."""
    entry = risks.COLUMNS[column]

    def named() -> str:
        return written.quoted(window.document.plan.risks[id].name)

    def label(made: Preview) -> str:
        value = entry.shown(Ask(made.plan, made.schedule, id, window.workspace.today))
        return f"{entry.title} of risk {written.quoted(made.plan.risks[id].name)} {value[:30]}".rstrip()

    return _of_record(window, ("risk", id, column), entry, named, label)


def between(window: MainWindow, link: Link) -> str:
    """`'A' → 'B'`: a link by its tasks."""
    tasks = window.document.plan.tasks
    ends = (tasks[id].name if id in tasks else "a missing task" for id in (link.from_, link.to))
    return " → ".join(map(written.quoted, ends))


def change_link(window: MainWindow, id: str, column: str, text: str) -> str:
    """Give a link another `type` or `lag` as typed; answers the refusal, or ""."""
    plan = window.document.plan
    link = plan.links[id]
    try:
        if column == "type":
            members: dict[str, object] = {"type": links.type_of(text)}
        else:
            read = parse_lag(text, plan.project)
            members = {"lag": read.lag, "lag_kind": read.kind, "lag_unit": read.unit}
    except Refusal as refusal:
        return str(refusal)
    new = link.but(**members)
    label = f"Link {between(window, link)} {new.type}{written.lag(new, plan.project)}"
    return make(window, label, lambda draft: links.change(draft, id, **members))


def of_link(window: MainWindow, id: str, column: str) -> Source:
    """The `type` or the `lag` of a link."""

    def read(edit: bool) -> str | None:
        link = window.document.plan.links[id]
        return link.type if column == "type" else written.lag(link, window.document.plan.project)

    title = "Type" if column == "type" else "Lag"
    return Source(
        ("link", id, column), Column(title, lambda ask: "", kind="list" if column == "type" else "duration"),
        lambda: between(window, window.document.plan.links[id]), lambda: id in window.document.plan.links,
        read, lambda: READ_ONLY if window.document.read_only else "",
        lambda text: change_link(window, id, column, text), lambda: ("FS", "SS", "FF", "SF"),
    )  # fmt: skip
