"""Sheet Data: an Excel table with one row per task and every field, for filters and pivots."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmap_app.exchange.excel import styles
from roadmap_app.exchange.excel.cells import cleaned, column_name, put_day, put_instant, put_text
from roadmap_app.exchange.excel.facts import Facts, Row
from roadmap_app.exchange.excel.styles import Styles
from roadmap_app.model import text
from roadmap_app.model.records import FULL_UNITS, Field, Task
from roadmap_app.model.time import DAY

LONGEST_HEADER = 255
TEXTS = {"text", "resources"}
WIDTHS = {"instant": 16, "date": 11, "text": 14}
WIDE = {"Id": 21, "Name": 34, "Parent": 26, "Resources": 30, "Notes": 48}

# What a column reads, as (header, kind of value, width). Durations are in days of the project, work in hours.
Value = str | int | float | bool | None
Reader = Callable[[Facts, Row, Task], Value]
Column = tuple[str, str, Reader]


def write(
    sheet: Any, facts: Facts, style: Styles, *, as_table: bool = True, step: Callable[[], None]
) -> None:
    """The table; a plain range with filters where rows go to disk at once, which knows no tables."""
    fields = sorted(facts.plan.fields.values(), key=lambda field: (field.ord, field.name, field.id))
    columns = [*COLUMNS, *(_custom(field) for field in fields)]
    headers = _distinct([cleaned(header, facts.told, "a field's name") for header, _, _ in columns])
    rows = [row for row in facts.rows if row.id]
    assigned = _assigned(facts)
    for place, (header, (_, kind, _)) in enumerate(zip(headers, columns, strict=True)):
        width = WIDE.get(header) or max(WIDTHS.get(kind, 10), min(len(header) + 4, 24))
        sheet.set_column(place, place, width)
    if as_table:
        look = {"name": "Tasks", "style": "Table Style Light 1"}
        named = [{"header": header} for header in headers]
        sheet.add_table(0, 0, len(rows), len(columns) - 1, {**look, "columns": named})
    else:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    left, right = style.header(align="left"), style.header(align="right")
    sheet.set_row(0, 19)
    for place, (header, (_, kind, _)) in enumerate(zip(headers, columns, strict=True)):
        put_text(sheet, 0, place, header, left if kind in TEXTS else right)
    forms = {
        "text": style.of(indent=1),
        "number": style.of(align="right"),
        "flag": style.of(align="right"),
        "instant": style.of(num_format=styles.INSTANT, align="right"),
        "date": style.of(num_format=styles.DATE, align="right"),
        "whole": style.of(num_format=styles.WHOLE),
        "part": style.of(num_format=styles.PART),
        "percent": style.of(num_format=styles.PERCENT),
        "money": style.of(num_format=styles.MONEY),
    }
    for line, row in enumerate(rows, 1):
        task = facts.plan.tasks[row.id]
        for place, (_, kind, read) in enumerate(columns):
            value = assigned.get(row.id, "") if kind == "resources" else read(facts, row, task)
            if value is None or value == "":
                continue
            _put(sheet, facts, line, place, value, kind, forms, row)
        step()
    sheet.freeze_panes(1, 4)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{column_name(len(columns) - 1)}{len(rows) + 1}"})
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.repeat_rows(0)
    sheet.repeat_columns(2, 3)
    sheet.fit_to_pages(4, 0)


def _put(
    sheet: Any, facts: Facts, line: int, place: int, value: Value, kind: str, forms: dict[str, Any], row: Row
) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value, forms["flag"])
    elif isinstance(value, str):
        put_text(sheet, line, place, cleaned(value, facts.told, f"{row.wbs} {row.name}"[:80]), forms["text"])
    elif kind == "instant":
        assert isinstance(value, int)
        put_instant(sheet, line, place, value, forms["instant"])
    elif kind == "date":
        assert isinstance(value, int)
        put_day(sheet, line, place, value, forms["date"])
    elif value is not None:
        if kind == "days":
            kind = "whole" if value == int(value) else "part"
        sheet.write_number(line, place, value, forms[kind])


def _days(minutes: int | None, facts: Facts) -> float | None:
    return None if minutes is None else minutes / facts.project.minutes_per_day


def _hours(minutes: int | None) -> float | None:
    return None if minutes is None else minutes / 60


def _money(amount: int, facts: Facts) -> float | None:
    return amount / 10**facts.project.currency_digits if amount else None


def _slack(minutes: int, facts: Facts, row: Row) -> float:
    return minutes / (DAY if row.elapsed else facts.project.minutes_per_day)


def _duration(facts: Facts, row: Row, task: Task) -> Value:
    return row.minutes / DAY if row.elapsed else row.minutes / facts.project.minutes_per_day


def _named(facts: Facts, kind: str, id: str) -> str:
    found = facts.plan.get(kind, id)
    return str(getattr(found, "name", "")) if found else ""


def _references(facts: Facts, row: Row, task: Task) -> str:
    plan = facts.plan
    return "; ".join(
        text.predecessor(link, plan.tasks[link.to].code or plan.outline.wbs[link.to], plan.project)
        for link in plan.links_from.get(row.id, ())
        if link.to in plan.tasks
    )


def _resources(facts: Facts, row: Row, task: Task) -> Value:
    return ""  # gathered once for all tasks, see `_assigned`


def _assigned(facts: Facts) -> dict[str, str]:
    """Who works on each task: `Ann, Bob 50%`."""
    found: dict[str, list[str]] = {}
    for id in sorted(facts.plan.assignments):
        assignment = facts.plan.assignments[id]
        if name := facts.resource(assignment.resource):
            share = "" if assignment.units == FULL_UNITS else f" {assignment.units * 100 / FULL_UNITS:g}%"
            found.setdefault(assignment.task, []).append(name + share)
    return {id: ", ".join(names) for id, names in found.items()}


def _parent(facts: Facts, row: Row, task: Task) -> Value:
    return _named(facts, "task", facts.plan.outline.parent[row.id])


def _custom(field: Field) -> Column:
    kind = {"number": "number", "date": "instant", "flag": "number", "duration": "days", "cost": "money"}.get(
        field.type, "text"
    )

    def read(facts: Facts, row: Row, task: Task) -> Value:
        value = dict(task.fields).get(field.id)
        if isinstance(value, int):
            if kind == "days":
                return _days(value, facts)
            if kind == "money":
                return _money(value, facts)
            if field.type == "flag":
                return bool(value)
            if kind == "text":
                return str(value)
        return value

    return (field.name or field.source or field.id, kind, read)


def _distinct(headers: list[str]) -> list[str]:
    """Headers as a table wants them: none empty, none twice (letter case apart), none too long."""
    taken: set[str] = set()
    made = []
    for header in headers:
        base = " ".join(header.split())[:LONGEST_HEADER] or "Field"
        name, number = base, 2
        while name.lower() in taken:
            name = f"{base[: LONGEST_HEADER - 8]} ({number})"
            number += 1
        taken.add(name.lower())
        made.append(name)
    return made


COLUMNS: tuple[Column, ...] = (
    ("Id", "text", lambda f, r, t: r.id),
    ("Unique id", "number", lambda f, r, t: t.uid),
    ("WBS", "text", lambda f, r, t: r.wbs),
    ("Name", "text", lambda f, r, t: t.name),
    ("Level", "number", lambda f, r, t: f.plan.outline.depth[r.id] + 1),
    ("Parent", "text", _parent),
    ("Kind", "text", lambda f, r, t: r.kind),
    ("Team", "text", lambda f, r, t: r.team),
    ("Owner", "text", lambda f, r, t: r.owner),
    ("Resources", "resources", _resources),
    ("Status", "text", lambda f, r, t: r.status),
    ("Start", "instant", lambda f, r, t: f.schedule.start(r.id)),
    ("Finish", "instant", lambda f, r, t: f.schedule.finish(r.id)),
    ("Duration (d)", "days", _duration),
    ("Elapsed", "flag", lambda f, r, t: t.elapsed or None),
    ("Estimated", "flag", lambda f, r, t: t.estimated or None),
    ("% complete", "percent", lambda f, r, t: r.percent / 100),
    ("Actual start", "instant", lambda f, r, t: t.actual_start),
    ("Actual finish", "instant", lambda f, r, t: t.actual_finish),
    ("Remaining (d)", "days", lambda f, r, t: _days(t.remaining_duration, f)),
    ("Predecessors", "text", lambda f, r, t: r.predecessors),
    ("Successors", "text", _references),
    ("Constraint", "text", lambda f, r, t: t.constraint.upper()),
    ("Constraint date", "instant", lambda f, r, t: t.constraint_date),
    ("Deadline", "instant", lambda f, r, t: t.deadline),
    ("Late start", "instant", lambda f, r, t: f.schedule.late_start(r.id)),
    ("Late finish", "instant", lambda f, r, t: f.schedule.late_finish(r.id)),
    ("Total slack (d)", "days", lambda f, r, t: _slack(f.schedule.total_slack(r.id), f, r)),
    ("Free slack (d)", "days", lambda f, r, t: _slack(f.schedule.free_slack(r.id), f, r)),
    ("Critical", "flag", lambda f, r, t: f.schedule.is_critical(r.id)),
    ("Baseline start", "instant", lambda f, r, t: f.variance.baseline_start(r.id)),
    ("Baseline finish", "instant", lambda f, r, t: f.variance.baseline_finish(r.id)),
    ("Start slip (d)", "days", lambda f, r, t: _days(f.variance.start(r.id), f)),
    ("Finish slip (d)", "days", lambda f, r, t: _days(r.slip, f)),
    ("Optimistic (d)", "days", lambda f, r, t: _days(t.optimistic, f)),
    ("Likely (d)", "days", lambda f, r, t: _days(t.likely, f)),
    ("Pessimistic (d)", "days", lambda f, r, t: _days(t.pessimistic, f)),
    ("Work (h)", "days", lambda f, r, t: _hours(t.work)),
    ("Calendar", "text", lambda f, r, t: _named(f, "calendar", t.calendar)),
    ("Priority", "number", lambda f, r, t: t.priority),
    ("Manual", "flag", lambda f, r, t: t.manual or None),
    ("Active", "flag", lambda f, r, t: t.active),
    ("Sprint", "text", lambda f, r, t: _named(f, "sprint", t.sprint)),
    ("Horizon", "text", lambda f, r, t: t.horizon),
    ("Scope", "text", lambda f, r, t: t.scope),
    ("Tags", "text", lambda f, r, t: ", ".join(t.tags)),
    ("Fixed cost", "money", lambda f, r, t: _money(t.fixed_cost, f)),
    ("Budget", "money", lambda f, r, t: _money(t.budget, f)),
    ("Links", "text", lambda f, r, t: "\n".join(f"{h.label} {h.url}".strip() for h in t.hyperlinks)),
    ("Notes", "text", lambda f, r, t: t.notes),
)
