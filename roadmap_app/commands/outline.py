"""Adding, removing and moving rows of the outline."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from roadmap_app.commands.refusal import Refusal
from roadmap_app.model.ids import new_id
from roadmap_app.model.order import between, spread
from roadmap_app.model.outline import MAX_DEPTH, Outline
from roadmap_app.model.plan import Draft
from roadmap_app.model.records import Task
from roadmap_app.model.text import quoted


def add_task(draft: Draft, *, after: str | None, name: str = "", **members: Any) -> str:
    """A new task below `after` (None: at the end, below `parent` if that is given); answers its id.

    It is one day long unless `duration` says otherwise, and stands at the outline level of `after`, or as
    its first child where that is an open summary. `id` gives it an id that the caller has made.
    """
    parent: str = members.pop("parent", "")
    before: str | None = None
    if after is not None:
        parent, before = below(draft.outline, after)
    task = blank(draft, name=name, **{"id": new_id(), **members})
    return draft.put(task.but(parent=parent, ord=between(*_gap(draft, parent, before)))).id


def add_block(
    draft: Draft, rows: Sequence[tuple[int, Task]], *, parent: str = "", before: str | None = None
) -> list[str]:
    """Many new tasks in one place, top to bottom, each with its level: one lies in the last of a lower level.

    They come into `parent` in front of its child `before` (None: last) and get ids here, which are answered.
    """
    base = draft.outline.depth[parent] + 1 if parent else 0
    holders: list[tuple[int, str]] = []
    groups: dict[str, list[Task]] = {parent: []}
    ids = []
    for level, task in rows:
        while holders and holders[-1][0] >= level:
            holders.pop()
        if base + len(holders) >= MAX_DEPTH:
            raise Refusal(f"The outline can be {MAX_DEPTH} levels deep; {quoted(task.name)} would lie deeper.")
        holder = holders[-1][1] if holders else parent
        fresh = task.but(id=new_id(), parent=holder)
        groups.setdefault(holder, []).append(fresh)
        holders.append((level, fresh.id))
        ids.append(fresh.id)
    gap = _gap(draft, parent, before)
    for holder, tasks in groups.items():
        for task, ord in zip(tasks, spread(*(gap if holder == parent else ("", "")), len(tasks)), strict=True):
            draft.put(task.but(ord=ord))
    return ids


def put_back(draft: Draft, tasks: Sequence[Task], *, parent: str, before: str | None) -> None:
    """Tasks that were taken out, top to bottom, with their ids: those that lay in no other of them go into
    `parent` in front of its child `before` (None: last), the others lie in these as they did."""
    ids = {task.id for task in tasks}
    tops = [task for task in tasks if task.parent not in ids]
    keys = spread(*_gap(draft, parent, before), len(tops))
    for task in tasks:
        draft.put(task)
    for task, ord in zip(tops, keys, strict=True):
        draft.change(task, parent=parent, ord=ord)
    _fits(draft, [task.id for task in tops], draft.outline.depth[parent] + 1 if parent else 0)


def add_many(draft: Draft, names: Iterable[str], *, after: str | None = None) -> list[str]:
    """New tasks one below the other; answers their ids."""
    parent, before = below(draft.outline, after) if after is not None else ("", None)
    return add_block(draft, [(0, blank(draft, name=name)) for name in names], parent=parent, before=before)


def blank(draft: Draft, **members: Any) -> Task:
    """A task as the project wants new ones, a day long; it has no place yet."""
    members.setdefault("duration", draft.project.minutes_per_day)
    if draft.project.new_tasks_manual:
        members.setdefault("manual", True)
    return Task(**{"id": "", **members})


def below(outline: Outline, after: str) -> tuple[str, str | None]:
    """Parent and next sibling of a row right below `after`: a summary's first child, else its next sibling."""
    if outline.is_summary(after):
        return after, outline.children[after][0]
    return outline.parent[after], _next_sibling(outline, after)


def delete(draft: Draft, ids: Sequence[str]) -> None:
    """Take tasks out with all below them, and what hangs on them: links, assignments, baselines, conflicts."""
    outline = draft.outline
    gone = {below for id in ids if id in outline.position for below in outline.branch(id)}
    for id in gone:
        draft.remove("task", id)
    for link in list(draft.links.values()):
        if link.from_ in gone or link.to in gone:
            draft.remove("link", link.id)
            gone.add(link.id)
    for assignment in list(draft.assignments.values()):
        if assignment.task in gone:
            draft.remove("assignment", assignment.id)
            gone.add(assignment.id)
    for row in list(draft.baseline_tasks.values()):
        if row.of in gone:
            draft.remove("baseline_task", row.id)
    for conflict in list(draft.conflicts.values()):
        if conflict.of in gone:
            draft.remove("conflict", conflict.id)
    for risk in list(draft.risks.values()):
        if gone.intersection(risk.tasks):
            draft.change(risk, tasks=tuple(id for id in risk.tasks if id not in gone))
    for contract in list(draft.contracts.values()):
        if contract.task in gone:
            draft.change(contract, task="")
        if contract.consumer_task in gone:
            draft.change(contract, consumer_task="")
    if draft.project.milestone in gone:
        draft.change(draft.project, milestone="")


def indent(draft: Draft, ids: Sequence[str]) -> None:
    """Put each task below the sibling above it; neighbours go below the same one."""
    outline = draft.outline
    tops = _tops(outline, ids)
    moving = set(tops)
    groups: dict[str, list[str]] = {}
    for parent in dict.fromkeys(outline.parent[id] for id in tops):
        holder = ""
        for id in outline.children[parent]:
            if id not in moving:
                holder = id
            elif not holder:
                raise Refusal(f"{_named(draft, id)} has no task above it on its level to be indented under.")
            else:
                groups.setdefault(holder, []).append(id)
    for holder, hung in groups.items():
        _fits(draft, hung, outline.depth[holder] + 1)
    _append(draft, groups)


def outdent(draft: Draft, ids: Sequence[str]) -> None:
    """Put each task right after its summary; siblings below it become its children, as people expect."""
    tops = _tops(draft.outline, ids)
    moving = set(tops)
    for parent in reversed(dict.fromkeys(draft.outline.parent[id] for id in tops)):
        outline = draft.outline
        leaving: list[str] = []
        taken: dict[str, list[str]] = {}
        for id in outline.children[parent]:
            if id in moving:
                leaving.append(id)
            elif leaving:
                taken.setdefault(leaving[-1], []).append(id)
        if not parent:
            raise Refusal(f"{_named(draft, leaving[0])} is at the top level already.")
        _append(draft, taken)
        grand = outline.parent[parent]
        _hang(draft, leaving, grand, *_gap(draft, grand, _next_sibling(outline, parent)))


def move(draft: Draft, ids: Sequence[str], *, parent: str, before: str | None) -> None:
    """Move tasks, in their order, into `parent` ("" the top level) in front of its child `before` (None: last)."""
    outline = draft.outline
    tops = _tops(outline, ids)
    moving = set(tops)
    for holder in (parent, *outline.ancestors(parent)) if parent else ():
        if holder in moving:
            raise Refusal(f"{_named(draft, holder)} cannot become part of itself.")
    while before in moving:
        before = _next_sibling(outline, before or "")
    family = outline.children.get(parent, ())
    place = family.index(tops[0]) if tops[0] in family else len(family)
    following = family[place + len(tops) :]
    if list(family[place : place + len(tops)]) == tops and following[:1] == ((before,) if before else ()):
        return  # they are there already
    _fits(draft, tops, outline.depth[parent] + 1 if parent else 0)
    siblings = [id for id in family if id not in moving]
    at = siblings.index(before) if before in siblings else len(siblings)
    low = draft.tasks[siblings[at - 1]].ord if at else ""
    high = draft.tasks[siblings[at]].ord if at < len(siblings) else ""
    if high and low >= high:
        low, high = _respaced(draft, siblings, at)
    _hang(draft, tops, parent, low, high)


def reorder(draft: Draft, rank: Mapping[str, int]) -> None:
    """Put all siblings into the order of their ranks; nothing changes its parent."""
    for siblings in draft.outline.children.values():
        wanted = sorted(siblings, key=lambda id: rank.get(id, len(rank)))
        if wanted != list(siblings):
            for id, ord in zip(wanted, spread("", "", len(wanted)), strict=True):
                draft.change(draft.tasks[id], ord=ord)


def move_up(draft: Draft, ids: Sequence[str], shown: Container[str] | None = None) -> None:
    """Move tasks above the sibling over them; of siblings, only those `shown` count (None: all)."""
    outline = draft.outline
    tops = _tops(outline, ids)
    parent = outline.parent[tops[0]]
    siblings = [id for id in outline.children[parent] if shown is None or id in shown]
    place = siblings.index(tops[0])
    if not place:
        raise Refusal(f"{_named(draft, tops[0])} is the first on its level.")
    move(draft, [id for id in tops if outline.parent[id] == parent], parent=parent, before=siblings[place - 1])


def move_down(draft: Draft, ids: Sequence[str], shown: Container[str] | None = None) -> None:
    """Move tasks below the sibling under them; of siblings, only those `shown` count (None: all)."""
    outline = draft.outline
    tops = _tops(outline, ids)
    parent = outline.parent[tops[-1]]
    siblings = [id for id in outline.children[parent] if shown is None or id in shown]
    place = siblings.index(tops[-1])
    if place + 1 >= len(siblings):
        raise Refusal(f"{_named(draft, tops[-1])} is the last on its level.")
    before = _next_sibling(outline, siblings[place + 1])
    move(draft, [id for id in tops if outline.parent[id] == parent], parent=parent, before=before)


def _tops(outline: Outline, ids: Sequence[str]) -> list[str]:
    """Of these tasks those that lie in no other of them, in outline order."""
    chosen = {id for id in ids if id in outline.position}
    tops = [id for id in chosen if not chosen.intersection(outline.ancestors(id))]
    if not tops:
        raise Refusal("Select a task first.")
    return sorted(tops, key=outline.position.__getitem__)


def _next_sibling(outline: Outline, id: str) -> str | None:
    siblings = outline.children[outline.parent[id]]
    place = siblings.index(id) + 1
    return siblings[place] if place < len(siblings) else None


def _hang(draft: Draft, ids: Sequence[str], parent: str, low: str, high: str) -> None:
    """Put tasks into `parent`, between two order keys."""
    for id, ord in zip(ids, spread(low, high, len(ids)), strict=True):
        draft.change(draft.tasks[id], parent=parent, ord=ord)


def _fits(draft: Draft, ids: Sequence[str], depth: int) -> None:
    """Refuse what would lie too deep with its branch, standing at `depth` itself."""
    outline = draft.outline
    for id in ids:
        height = max(outline.depth[inner] for inner in outline.branch(id)) - outline.depth[id]
        if depth + height >= MAX_DEPTH:
            raise Refusal(f"The outline can be {MAX_DEPTH} levels deep; {_named(draft, id)} is at the last one.")


def _append(draft: Draft, groups: Mapping[str, Sequence[str]]) -> None:
    """Put tasks at the ends of their new parents, which are the keys."""
    gaps = {holder: _gap(draft, holder, None) for holder in groups}  # all of them before anything moves
    for holder, ids in groups.items():
        _hang(draft, ids, holder, *gaps[holder])


def _gap(draft: Draft, parent: str, before: str | None) -> tuple[str, str]:
    """The order keys in `parent` around the place in front of `before`, None for the end."""
    siblings = draft.outline.children.get(parent, ())
    at = siblings.index(before) if before is not None else len(siblings)
    low = draft.tasks[siblings[at - 1]].ord if at else ""
    high = draft.tasks[siblings[at]].ord if at < len(siblings) else ""
    if high and low >= high:
        low, high = _respaced(draft, siblings, at)
    return low, high


def _respaced(draft: Draft, siblings: Sequence[str], at: int) -> tuple[str, str]:
    """Give siblings fresh keys where two share one (a merge can do that), so that there is room at `at`."""
    keys = spread("", "", len(siblings))
    for id, key in zip(siblings, keys, strict=True):
        draft.change(draft.tasks[id], ord=key)
    return keys[at - 1] if at else "", keys[at] if at < len(keys) else ""


def _named(draft: Draft, id: str) -> str:
    return quoted(draft.tasks[id].name)
