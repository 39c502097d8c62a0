"""What only the whole plan can show: references to nothing, circles of parents, too deep an outline.

Nothing is changed here; `model/outline.py` shows such tasks where they do no harm. Loops among links
are found by the schedule, which knows what a link to a summary means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from roadmap_app.model.findings import Finding
from roadmap_app.model.outline import MAX_DEPTH
from roadmap_app.model.plan import EMPTY, Plan
from roadmap_app.model.records import Link, Record, Task
from roadmap_app.model.text import quoted
from roadmap_app.storage.references import REFERENCES, dangling

# Members as people call them, where they call them otherwise.
NAMED = {
    "from_": "predecessor", "to": "successor", "base": "base calendar", "reference": "other plan", "of": "subject",
    "fields": "custom fields",
}  # fmt: skip

Where = Callable[[Record], str]


def title(record: Record) -> str:
    """`task 'API freeze'`, `link 2hf…`: a record in a sentence."""
    name = getattr(record, "name", "")
    return f"{record.kind.replace('_', ' ')} {quoted(name) if name else record.id}"


def place(record: Record) -> str:
    """Where a record is, when no file is known that it came from."""
    return title(record)


def findings(plan: Plan, where: Where = place) -> Iterator[Finding]:
    """The problems of a plan as a whole; `where` tells a record's place in the file that it came from."""
    yield from _references(plan, where)
    yield from _links(plan, where)
    yield from _outline(plan, where)
    projects = plan.tables.get("project", EMPTY)
    if len(projects) > 1:
        for id in sorted(projects)[1:]:
            yield _found(
                "plan.projects", "The plan has a second project record, whose settings are not used.",
                projects[id], where, "Check the project's settings, then remove the second record.",
            )  # fmt: skip


def _found(code: str, message: str, record: Record, where: Where, fix: str) -> Finding:
    return Finding(code=code, message=message, where=where(record), fix=fix, kind=record.kind, id=record.id)


def _references(plan: Plan, where: Where) -> Iterator[Finding]:
    for reference in REFERENCES:
        attr = reference.attr
        what = NAMED.get(attr, attr.replace("_", " "))
        for record, missing in dangling(plan, reference):
            listed = ", ".join(id[:40] for id in missing[:3]) + (", …" if len(missing) > 3 else "")
            message = f"The {what} of {title(record)} is not in the plan ({listed})."
            if type(getattr(record, attr)) is tuple:
                message = f"The {title(record)} refers to {what} that are not in the plan ({listed})."
            yield _found("plan.reference", message, record, where, reference.fix)


def _links(plan: Plan, where: Where) -> Iterator[Finding]:
    for link in plan.links.values():
        if link.from_ and link.from_ == link.to:
            name = title(plan.tasks[link.to]) if link.to in plan.tasks else link.to
            message = f"A link leads from {name} to itself."
            yield _found("plan.self_link", message, link, where, "Remove the link.")
        elif not link.to or not (link.from_ or link.external):
            yield _found("plan.reference", _open_end(link), link, where, "Remove the link.")


def _open_end(link: Link) -> str:
    return f"The {title(link)} has no {'predecessor' if link.to else 'successor'}."


def _outline(plan: Plan, where: Where) -> Iterator[Finding]:
    """Circles of parents, and tasks below the deepest level, by the parents as entered."""
    tasks = plan.tasks
    depth: dict[str, int] = {"": -1}
    holders = dict.fromkeys(task.parent for task in tasks.values())
    for holder in holders:
        path: list[Task] = []
        on_path: set[str] = set()
        at = holder if holder in tasks else ""
        while at not in depth and at not in on_path:
            path.append(tasks[at])
            on_path.add(at)
            at = tasks[at].parent
            if at not in tasks:
                at = ""
        if at in on_path:
            first = next(i for i, member in enumerate(path) if member.id == at)
            yield _circle(path[first:], where)
            depth.update(dict.fromkeys((member.id for member in path[first:]), 0))
            path = path[:first]
        level = depth[at]
        for member in reversed(path):
            level += 1
            depth[member.id] = level
    deepest = [id for id, level in depth.items() if level >= MAX_DEPTH - 1]
    if deepest:
        record = tasks[min(deepest, key=lambda id: (depth[id], id))]
        yield _found(
            "plan.depth",
            f"Tasks lie deeper than {MAX_DEPTH} levels, among them those below {title(record)}.",
            record, where, f"They are shown at level {MAX_DEPTH}; move them up in the outline.",
        )  # fmt: skip


def _circle(path: list[Task], where: Where) -> Finding:
    names = [quoted(task.name) for task in path[:4]]
    more = f" and {len(path) - 4} more" if len(path) > 4 else ""
    message = f"{', '.join(names)}{more} are each other's parents: the outline runs in a circle."
    if len(path) == 1:
        message = f"{names[0]} is its own parent."
    return _found("plan.parents", message, min(path, key=lambda task: task.id), where, "Move one of them.")
