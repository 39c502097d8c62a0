"""Repairing what only the whole plan can show: the plan without it, and a finding for each step.

Nothing is guessed. A reference to nothing is emptied; a link or a row that cannot stand without it goes;
a task whose parents run in a circle, or lie too deep, moves to where the outline shows it.
"""

from __future__ import annotations

from roadmap_app.model.findings import Finding
from roadmap_app.model.outline import Outline
from roadmap_app.model.plan import EMPTY, Draft, Plan
from roadmap_app.model.records import Record, Unknown
from roadmap_app.storage import whole
from roadmap_app.storage.references import REFERENCES, Reference, dangling, without
from roadmap_app.storage.schema import schema_of


def repaired(plan: Plan) -> tuple[Plan, tuple[Finding, ...]]:
    """A plan without broken references, circles of parents and values that could not be read."""
    draft = Draft(plan)
    done = structure(draft)
    _values(draft, done)
    return draft.plan, tuple(done)


def structure(draft: Draft) -> list[Finding]:
    """Repair the outline and the references of a draft, and leave it one project; a finding for each step."""
    done: list[Finding] = []
    _outline(draft, draft.outline, done)
    _references(draft, done)
    for id in sorted(draft.tables.get("project", EMPTY))[1:]:
        done.append(_step(draft.tables["project"][id], "is the second of its kind, and was removed"))
        draft.remove("project", id)
    return done


def _step(record: Record, what: str) -> Finding:
    message = f"The {whole.title(record)} {what}."
    return Finding(code="repair", message=message, where=whole.title(record), kind=record.kind, id=record.id)


def _outline(draft: Draft, outline: Outline, done: list[Finding]) -> None:
    if not outline.mended:
        return
    for id in outline.order:
        task = draft.tasks[id]
        if task.parent != outline.parent[id]:
            holder = outline.parent[id]
            where = f"under the {whole.title(draft.tasks[holder])}" if holder else "to the top level"
            done.append(_step(task, f"moved {where}, as its parents are missing, in a circle, or too many"))
            draft.change(task, parent=holder)


def _references(draft: Draft, done: list[Finding]) -> None:
    for link in [link for link in draft.links.values() if not link.to or not link.from_ or link.from_ == link.to]:
        if not link.to or link.from_ == link.to or not link.external:
            done.append(_step(link, "lacks one of its ends, or leads to itself, and was removed"))
            draft.remove("link", link.id)
    for reference in REFERENCES:
        for record, missing in list(dangling(draft, reference)):
            what = f"referred to {_what(reference)} not in the plan ({', '.join(id[:40] for id in missing)})"
            if reference.essential:
                done.append(_step(record, f"{what}, and was removed"))
                draft.remove(record.kind, record.id)
                continue
            kept = without(getattr(record, reference.attr), missing)
            done.append(_step(record, f"{what}; " + ("the others stay" if kept else "it refers to none now")))
            draft.change(record, **{reference.attr: kept})


def _what(reference: Reference) -> str:
    """`a task that is`, `records that are`: before "not in the plan"."""
    if len(reference.targets) != 1:
        return "a record that is"
    kind = reference.targets[0].replace("_", " ")
    return f"{kind}s that are" if reference.attr in ("tasks", "fields") else f"a {kind} that is"


def _values(draft: Draft, done: list[Finding]) -> None:
    for record in list(draft.records()):
        if not record.extra or isinstance(record, Unknown):
            continue
        known = schema_of(type(record)).members
        kept = tuple((name, text) for name, text in record.extra if name not in known)
        if kept != record.extra:
            names = ", ".join(f"'{name}'" for name, _ in record.extra if name in known)
            done.append(_step(record, f"had values that cannot be right for {names}; they were dropped"))
            draft.change(record, extra=kept)
