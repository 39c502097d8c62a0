"""Dependencies between tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from roadmap_app.commands.refusal import Refusal
from roadmap_app.commands.typed import Predecessor, parse_predecessors
from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Draft
from roadmap_app.model.records import LINK_TYPES, Link
from roadmap_app.model.text import quoted
from roadmap_app.schedule.loops import loop_within_reach, path_of_loop


def add(
    draft: Draft,
    from_: str,
    to: str,
    type: str = "FS",
    lag: int = 0,
    lag_kind: str = "worked",
    lag_unit: str = "d",
) -> str:
    """A link from a predecessor to a successor; answers its id. Refuses what refusal() tells."""
    if reason := refusal(draft, from_, to):
        raise Refusal(reason)
    link = Link(id=new_id(), from_=from_, to=to, type=type, lag=lag, lag_kind=lag_kind, lag_unit=lag_unit)
    return draft.put(link).id


def add_all(draft: Draft, links: Iterable[Link]) -> None:
    """Many new links: looks for loops once for all of them, and one by one only where there may be one."""
    fresh = []
    for link in links:
        if reason := misfit(draft, link.from_, link.to):
            raise Refusal(reason)
        fresh.append(draft.put(link))
    if not loop_within_reach(draft, (link.to for link in fresh)):
        return
    for link in fresh:
        remove(draft, link.id)
    for link in fresh:
        if reason := refusal(draft, link.from_, link.to):
            raise Refusal(reason)
        draft.put(link)


def refusal(draft: Draft, from_: str, to: str) -> str:
    """Why two tasks cannot be linked; "" where they can."""
    if reason := misfit(draft, from_, to):
        return reason
    path = path_of_loop(draft, from_, to)
    if path:
        names = " → ".join(draft.tasks[id].name or "(no name)" for id in (*path, path[0]))
        return f"Would make a loop: {names}."
    return ""


def misfit(draft: Draft, from_: str, to: str) -> str:
    """Why two tasks cannot be linked, whatever else is linked; "" where they can."""
    tasks, outline = draft.tasks, draft.outline
    if from_ == to:
        return f"{quoted(tasks[to].name)} cannot wait for itself."
    if from_ in outline.ancestors(to) or to in outline.ancestors(from_):
        holder, child = (from_, to) if from_ in outline.ancestors(to) else (to, from_)
        return f"{quoted(tasks[child].name)} is part of {quoted(tasks[holder].name)}: a summary spans its tasks anyway."
    if any(link.from_ == from_ for link in draft.links_into.get(to, ())):
        return f"{quoted(tasks[from_].name)} already drives {quoted(tasks[to].name)}."
    return ""


def change(draft: Draft, id: str, **members: Any) -> None:
    """Give a link another type or lag."""
    draft.change(draft.links[id], **members)


def type_of(typed: str) -> str:
    """`FS`, `ss`, `finish to start`: a kind of link as typed."""
    parts = typed.upper().replace("-", " ").replace(" TO ", " ").split()
    whole = "".join(parts)
    short = whole if whole in LINK_TYPES else "".join(part[0] for part in parts)
    if short not in LINK_TYPES:
        raise Refusal(f"'{typed.strip()}' is not a type of link. Use FS, SS, FF or SF.")
    return short


def reroute(draft: Draft, id: str, from_: str, to: str, type: str) -> None:
    """Lay a link between other tasks or ends, its lag staying. Refuses as add() does."""
    link = draft.links[id]
    remove(draft, id)
    if reason := refusal(draft, from_, to):
        raise Refusal(reason)
    draft.put(link.but(from_=from_, to=to, type=type))


def remove(draft: Draft, id: str) -> None:
    draft.remove("link", id)


def chain(draft: Draft, ids: Sequence[str]) -> None:
    """Link tasks one after the other, finish to start; pairs that are linked already stay as they are."""
    if len(ids) < 2:
        raise Refusal("Select two or more tasks, in their order.")
    missing = [
        Link(id=new_id(), from_=from_, to=to)
        for from_, to in pairwise(ids)
        if not any(link.from_ == from_ for link in draft.links_into.get(to, ()))
    ]
    if not missing:
        raise Refusal("These tasks are linked in this order already.")
    add_all(draft, missing)


def unlink(draft: Draft, ids: Sequence[str]) -> None:
    """Of several tasks, remove the links between them; of one, all that it has."""
    chosen = set(ids)
    one = len(chosen) == 1
    found = [
        link.id
        for link in draft.links.values()
        if (link.from_ in chosen and link.to in chosen) or (one and (link.from_ in chosen or link.to in chosen))
    ]
    if not found:
        raise Refusal("These tasks have no links between them." if not one else "This task has no links.")
    for id in found:
        remove(draft, id)


def set_predecessors(draft: Draft, id: str, typed: str) -> None:
    """Make the predecessors of a task those that were typed (`3FS+2d; 7SS`); links that stay keep their ids."""
    add_all(draft, settle_present(draft, id, parse_predecessors(typed, draft)))


def set_successors(draft: Draft, id: str, typed: str) -> None:
    """Make the successors of a task those that were typed (`5SS+1d; 7`); links that stay keep their ids."""
    wanted = {entry.task: entry for entry in parse_predecessors(typed, draft)}
    present = {link.to: link for link in draft.links_from.get(id, ())}
    missing = []
    for to, link in present.items():
        if to not in wanted:
            remove(draft, link.id)
    for to, entry in wanted.items():
        if to in present:
            change(draft, present[to].id, **_manner(entry))
        else:
            missing.append(Link(id=new_id(), from_=id, to=to, **_manner(entry)))
    add_all(draft, missing)


def _manner(entry: Predecessor) -> dict[str, Any]:
    """The members of a link that say how it binds."""
    return {"type": entry.type, "lag": entry.lag, "lag_kind": entry.lag_kind, "lag_unit": entry.lag_unit}


def settle_present(draft: Draft, id: str, wanted: Sequence[Predecessor]) -> list[Link]:
    """Remove and change the links into a task so that they fit `wanted`; answers those that are yet to add."""
    present = {link.from_: link for link in draft.links_into.get(id, ())}
    for from_, link in present.items():
        if from_ not in {entry.task for entry in wanted}:
            remove(draft, link.id)
    missing = []
    for entry in wanted:
        if entry.task in present:
            change(draft, present[entry.task].id, **_manner(entry))
        else:
            missing.append(Link(id=new_id(), from_=entry.task, to=id, **_manner(entry)))
    return missing
