"""How rows are arranged: which are shown, in which order, under which heads. A way of looking, never an edit.

What an arrangement finds is found once, when it is applied: a task that is edited afterwards stays where it is until
it is applied again, so that no row goes away under the hand. Groups alone follow each edit.

The row that takes a new task is always there, whatever the filter.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from roadmap_app.analysis.facets import GROUPED, HOLDERS, Facet, Facts, natural, sort_key
from roadmap_app.analysis.progress import STATUSES
from roadmap_app.model.garbage import without_gc
from roadmap_app.model.outline import Outline
from roadmap_app.model.plan import Plan
from roadmap_app.model.text import MONTHS
from roadmap_app.model.time import day_of, to_date
from roadmap_app.scene.rows import PLACEHOLDER, Row, RowList

GROUP = "group:"  # before the key of a group, as its row's id
Sort = tuple[tuple[str, bool], ...]  # facets' ids, each with True for descending


@dataclass(frozen=True)
class Arrangement:
    """`filter` in the filters' language; `sort` by one facet, then the next; `group` by a facet's id, "" by none."""

    filter: str = ""
    sort: Sort = ()
    group: str = ""

    def but(self, **members: object) -> Arrangement:
        return replace(self, **members)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Group:
    """Tasks with one value of a facet: `key` is that value (a record's id where it names one), "" for none."""

    key: str
    words: str
    members: tuple[str, ...]

    @property
    def id(self) -> str:
        return GROUP + self.key


@dataclass(frozen=True)
class Applied:
    """What an arrangement found: the tasks of its filter (None: all), places by its sort (none: the outline's),
    and its groups (None: the outline)."""

    found: frozenset[str] | None = None
    rank: Mapping[str, int] = field(default_factory=dict)
    groups: tuple[Group, ...] | None = None


PLAIN = Arrangement()


def sort_text(sort: Sort) -> str:
    """`-finish,name`: as a view in the plan keeps it."""
    return ",".join(f"{'-' if descending else ''}{id}" for id, descending in sort)


def sort_of(text: str) -> Sort:
    """The sort that a text says."""
    parts = [part.strip() for part in text.split(",") if part.strip(" -")]
    return tuple((part.removeprefix("-"), part.startswith("-")) for part in parts)


def known(arrangement: Arrangement, facets: Mapping[str, Facet]) -> Arrangement:
    """Without what the plan has no facets for: a field that is gone."""
    sort = tuple(each for each in arrangement.sort if each[0] in facets)
    grouped = arrangement.group in facets and facets[arrangement.group].kind in GROUPED
    return Arrangement(arrangement.filter, sort, arrangement.group if grouped else "")


# Applying -------------------------------------------------------------------------------------------------


def ranked(facts: Facts, sort: Sort) -> dict[str, int]:
    """Places of all tasks by a sort; equal ones stay in the order of the outline, those without a value come last."""
    ids = list(facts.plan.outline.order)
    for id, descending in reversed(sort):
        read = facts.facets[id].reads(facts)
        keys = {task: sort_key(read(task)) for task in ids}
        filled = [task for task in ids if keys[task] is not None]
        filled.sort(key=keys.__getitem__, reverse=descending)
        ids = [*filled, *(task for task in ids if keys[task] is None)]
    return {id: place for place, id in enumerate(ids)} if sort else {}


def grouped(facts: Facts, by: str, found: Collection[str] | None, rank: Mapping[str, int]) -> tuple[Group, ...]:
    """The tasks without others below them, under the values of a facet; in each by rank, else as in the outline."""
    facet, outline = facts.facets[by], facts.plan.outline
    ids = [id for id in outline.order if id not in outline.children and (found is None or id in found)]
    if rank:
        ids.sort(key=lambda id: rank.get(id, len(rank)))
    key_of, words_of, order_of = _keys(facts, by, facet)
    members: dict[str, list[str]] = {}
    for id in ids:
        members.setdefault(key_of(id), []).append(id)
    keys = sorted(members, key=lambda key: (not key, order_of(key) if key else 0))
    return tuple(Group(key, words_of(key), tuple(members[key])) for key in keys)


def _keys(
    facts: Facts, by: str, facet: Facet
) -> tuple[Callable[[str], str], Callable[[str], str], Callable[[str], object]]:
    """A task's key in a grouping, the words of a key, and what keys are ordered by."""
    none = facet.none or f"No {facet.title.lower()}"
    if by in HOLDERS:
        records, tasks = facts.plan.tables.get(HOLDERS[by], {}), facts.plan.tasks
        names = {key: str(getattr(record, "name", "")) or "(no name)" for key, record in records.items()}

        def held(id: str) -> str:
            key = getattr(tasks[id], by)
            return key if key in names else ""

        return held, lambda key: names.get(key, none), lambda key: natural(names[key])
    read = facet.reads(facts)
    if facet.kind == "date":

        def month(id: str) -> str:
            instant = read(id)
            return "" if instant is None else to_date(day_of(instant)).isoformat()[:7]

        return month, lambda key: _month_words(key) if key else none, str
    if facet.kind == "flag":
        told = {"yes": facet.title, "no": f"Not {facet.title.lower()}", "": none}
        return lambda id: "yes" if read(id) else "no", told.__getitem__, lambda key: key == "no"
    if facet.kind == "words":
        return lambda id: ", ".join(sorted(read(id), key=natural)), lambda key: key or none, natural
    if by == "status":
        return read, str, STATUSES.index
    if by in ("lane", "parent"):
        tasks = facts.plan.tasks
        place = {tasks[id].name: number for number, id in enumerate(facts.plan.outline.order)}
        return read, lambda key: key or none, lambda key: place.get(key, 0)
    return read, lambda key: key or none, natural


def _month_words(key: str) -> str:
    return f"{MONTHS[int(key[5:]) - 1]} {key[:4]}"


def joined(applied: Applied, outline: Outline, made: Iterable[str]) -> Applied:
    """With tasks that were just made or moved: they are shown, below the sibling that they follow."""
    made = list(made)
    found = applied.found if applied.found is None else applied.found.union(made)
    rank = dict(applied.rank)
    for id in made if rank else ():
        family = outline.children[outline.parent[id]]
        place = family.index(id)
        rank[id] = rank.get(family[place - 1], 0) if place else -1
    return replace(applied, found=found, rank=rank)


# Rows -----------------------------------------------------------------------------------------------------


def arranged_rows(plan: Plan, applied: Applied, collapsed: Collection[str], *, project_row: bool = True) -> RowList:
    """The rows of a plan as they are arranged."""
    head: list[Row] = []
    if project_row and plan.tasks:
        head.append(Row(plan.project.id, "project", 0, True, plan.project.id in collapsed))
    indent = len(head)
    foot = Row(PLACEHOLDER, "placeholder", indent, False, False)
    if head and head[0].collapsed:
        return RowList((*head, foot), in_outline=not applied.rank)
    if applied.groups is not None:
        return _group_rows(applied.groups, collapsed, head, foot)
    with without_gc():
        rows = _outline_rows(plan.outline, applied, collapsed, indent)
    return RowList((*head, *rows, foot), in_outline=not applied.rank)


def _group_rows(groups: Sequence[Group], collapsed: Collection[str], head: list[Row], foot: Row) -> RowList:
    rows, indent = list(head), len(head)
    for group in groups:
        folded = group.id in collapsed
        rows.append(Row(group.id, "group", indent, True, folded, words=group.words))
        if not folded:
            rows += [Row(id, "task", indent + 1, False, False) for id in group.members]
    members = {group.id: group.members for group in groups}
    return RowList((*rows, foot), in_outline=False, groups=members)


def _outline_rows(outline: Outline, applied: Applied, collapsed: Collection[str], indent: int) -> list[Row]:
    children, depth, found, rank = outline.children, outline.depth, applied.found, applied.rank
    shown: set[str] | None = None
    if found is not None:
        shown = {id for id in found if id in depth}
        for id in tuple(shown):
            above = outline.parent[id]
            while above and above not in shown:
                shown.add(above)
                above = outline.parent[above]
    rows: list[Row] = []
    if not rank and shown is not None:
        below = -1
        few = len(shown) * 4 < len(depth)
        for id in sorted(shown, key=outline.position.__getitem__) if few else outline.order:
            level = depth[id]
            if 0 <= below < level:
                continue
            below = -1
            if id in shown:
                summary = id in children
                folded = summary and id in collapsed
                if folded:
                    below = level
                dimmed = found is not None and id not in found
                rows.append(tuple.__new__(Row, (id, "task", level + indent, summary, folded, dimmed, "")))
        return rows
    stack = list(reversed(_sorted(children.get("", ()), rank)))
    while stack:
        id = stack.pop()
        if shown is not None and id not in shown:
            continue
        summary = id in children
        folded = summary and id in collapsed
        dimmed = found is not None and id not in found
        rows.append(tuple.__new__(Row, (id, "task", depth[id] + indent, summary, folded, dimmed, "")))
        if summary and not folded:
            stack.extend(reversed(_sorted(children[id], rank)))
    return rows


def _sorted(ids: Sequence[str], rank: Mapping[str, int]) -> Sequence[str]:
    return sorted(ids, key=lambda id: rank.get(id, len(rank))) if rank else ids
