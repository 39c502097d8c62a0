"""Who works on a task: with which share of the day, and how much work."""

from __future__ import annotations

import re

from roadmap_app.commands.columns.basic import name_of
from roadmap_app.commands.refusal import Refusal
from roadmap_app.commands.typed import parse_duration
from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import FULL_UNITS, Assignment, Resource
from roadmap_app.model.text import duration, number, quoted

MOST_UNITS = 100  # times one person


def of_task(plan: Plan, id: str) -> tuple[Assignment, ...]:
    """The assignments of a task by the names of who is assigned."""
    found = [each for each in plan.assignments.values() if each.task == id]
    return tuple(sorted(found, key=lambda each: (who(plan, each).casefold(), each.id)))


def who(plan: Plan, assignment: Assignment) -> str:
    resource = plan.resources.get(assignment.resource)
    return resource.name if resource else ""


def units(assignment: Assignment) -> str:
    """`50 %`: the share of a day."""
    return f"{number(assignment.units, FULL_UNITS // 100)} %"


def work(plan: Plan, assignment: Assignment) -> str:
    """`16h`; nothing where it follows from the duration."""
    return "" if assignment.work is None else duration(assignment.work, plan.project, "h")


SHARED = re.compile(r"(.+?)(?:\s+|\s*\[\s*)(\d+(?:[.,]\d+)?)\s*%\s*\]?")


def shared(typed: str) -> tuple[str, int]:
    """Name and share of `Ann`, of `Ann 50 %`, and of `Ann[50%]` as MS Project writes it."""
    found = SHARED.fullmatch(typed.strip())
    return (found[1], parse_units(found[2])) if found else (typed.strip(), FULL_UNITS)


def set_all(draft: Draft, task: str, typed: str) -> None:
    """Assign exactly those named in `Ann, Ben 50 %`; who stays keeps what is known of the assignment."""
    kept: dict[str, str] = {}
    present = {each.resource: each for each in draft.assignments.values() if each.task == task}
    for part in filter(str.strip, re.split(r"[,;\n]", re.sub(r"(?<=\d),(?=\d)", ".", typed))):
        name, share = shared(part)
        resource = _resource(draft, name)
        if resource.id in kept:
            continue
        before = present.get(resource.id)
        if before is None:
            kept[resource.id] = draft.put(Assignment(id=new_id(), task=task, resource=resource.id, units=share)).id
        else:
            kept[resource.id] = before.id
            draft.change(before, units=share)
    for each in present.values():
        if each.resource not in kept:
            remove(draft, each.id)


def add(draft: Draft, task: str, typed: str) -> str:
    """Assign somebody by name, `Ann` or `Ann 50 %`; a name that nobody has makes a person. Answers the id."""
    name, share = shared(typed)
    resource = _resource(draft, name)
    if any(each.resource == resource.id for each in draft.assignments.values() if each.task == task):
        raise Refusal(f"{quoted(resource.name)} works on it already. Change the units there.")
    return draft.put(Assignment(id=new_id(), task=task, resource=resource.id, units=share)).id


def set_who(draft: Draft, id: str, typed: str) -> None:
    draft.change(draft.assignments[id], resource=_resource(draft, typed).id)


def set_units(draft: Draft, id: str, typed: str) -> None:
    draft.change(draft.assignments[id], units=parse_units(typed))


def set_work(draft: Draft, id: str, typed: str) -> None:
    """Work as a duration of hours; a bare number is hours, nothing lets it follow from the duration."""
    words = typed.strip()
    if re.fullmatch(r"\d+([.,]\d+)?", words):
        words += "h"
    minutes = parse_duration(words, draft.project).minutes if words else None
    draft.change(draft.assignments[id], work=minutes, remaining_work=None)


def remove(draft: Draft, id: str) -> None:
    draft.remove("assignment", id)


def parse_units(typed: str) -> int:
    """`50 %`, `50`, `1.5x`: the share of a day, in millionths."""
    words = typed.strip().replace(",", ".")
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(%|x|)", words, re.I)
    share = float(found[1]) * (1 if found[2].lower() == "x" else 0.01) if found else -1.0
    if not 0 <= share <= MOST_UNITS:
        raise Refusal(f"'{typed.strip()}' is not a share of a day. Type one such as 50 % or 100 %.")
    return round(share * FULL_UNITS)


def _resource(draft: Draft, typed: str) -> Resource:
    name = name_of(typed)
    if not name:
        raise Refusal("Type the name of a person or a team.")
    folded = name.casefold()
    known = list(draft.resources.values())
    found = [each for each in known if folded in (each.name.casefold(), each.code.casefold())]
    found = found or [each for each in known if each.name.casefold().startswith(folded)]
    if len(found) > 1:
        raise Refusal(f"Several are called '{name}': {', '.join(sorted(each.name for each in found)[:8])}.")
    return found[0] if found else draft.put(Resource(id=new_id(), name=name))
