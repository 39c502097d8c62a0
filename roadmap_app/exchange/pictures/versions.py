"""Versions of a plan as one chart: mine over theirs inside the dashed outline of what both come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from roadmap_app.document.comparison import Comparison, place_of
from roadmap_app.exchange.pictures.display import (
    Box,
    Dash,
    Group,
    Item,
    Path,
    Ruler,
    Words,
    baseline,
    elided,
    polygon,
    segment,
)
from roadmap_app.model import text
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Link
from roadmap_app.model.time import day_of, to_date
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.tokens import Tokens
from roadmap_app.schedule import Schedule
from roadmap_app.schedule.counted import shift

ROW, LANE, TOP = 48, 20, 6  # px: a row, one version in it, and above the first
BAR, SMALLEST, DIAMOND, FLAG = 12, 3, 6, 4.5
HEAD, EXIT = 5, 6  # px: an arrow's head, and how far links leave a bar
NAMES = 196  # px beside the chart
MOST = 5000  # rows at once
BODY, CAPTION = 12, 11

Span = tuple[int, int]
Near = tuple[Link | None, Link | None, Link | None]  # a link in the base, in mine and in theirs


@dataclass(frozen=True)
class Versions:
    """One task in its versions; None where a version does not have it. `said` is a word on it."""

    id: str
    name: str
    base: Span | None
    mine: Span | None
    theirs: Span | None
    mine_by: int
    theirs_by: int
    said: str
    conflict: bool
    lanes: int = 2  # mine over theirs; 1: nothing but mine


def since(comparison: Comparison) -> tuple[Versions, ...]:
    """The tasks whose dates differ between two versions: one bar in each row."""
    found = rows(comparison, comparison.schedule_of(_later(comparison)), comparison.base_schedule)
    return tuple(replace(row, said=_since(row), lanes=1) for row in found)


def _later(comparison: Comparison) -> Plan:
    """Of two versions the later one: theirs, where mine is what it is compared with."""
    return comparison.theirs if comparison.mine is comparison.base else comparison.mine


def _since(row: Versions) -> str:
    if row.base is None:
        return "Added"
    if row.mine is None:
        return "Deleted"
    if row.base[0] == row.mine[0]:
        return "Ends later" if row.mine[1] > row.base[1] else "Ends earlier"
    return "Moved" if row.base[1] != row.mine[1] else "Starts later" if row.mine[0] > row.base[0] else "Starts earlier"


def rows(comparison: Comparison, mine: Schedule, theirs: Schedule) -> tuple[Versions, ...]:
    """The tasks whose dates differ, or that both changed, in the order of the merged outline."""
    base, plan = comparison.base_schedule, comparison.merged.plan
    conflicts = {id for kind, id, _ in map(place_of, comparison.merged.conflicts) if kind == "task"}
    conflicts |= {
        end for clash in comparison.merged.conflicts if clash.kind == "link"
        for side in (clash.mine, clash.theirs) if side is not None for end in (side.from_, side.to)
    }  # fmt: skip
    found = []
    for id in [*plan.outline.order, *(id for id in comparison.base.tasks if id not in plan.tasks)]:
        spans = tuple(_span(schedule, id) for schedule in (base, mine, theirs))
        if len(set(spans)) > 1 or id in conflicts:
            found.append(_row(comparison, id, spans, id in conflicts))
    return tuple(found)


def _span(schedule: Schedule, id: str) -> Span | None:
    return (schedule.start(id), schedule.finish(id)) if id in schedule else None


def _row(comparison: Comparison, id: str, spans: tuple[Span | None, ...], conflict: bool) -> Versions:
    base, mine, theirs = spans
    plan = comparison.merged.plan
    task = plan.tasks.get(id) or comparison.base.tasks[id]
    wbs = plan.outline.wbs.get(id, "")
    both = mine != base and theirs != base
    said = "Moves in both" if both else "Moves in mine" if mine != base else "Moves in theirs"
    if base is None:
        said = "Added by both" if both else "Added by you" if mine else "Added by them"
    elif mine is None or theirs is None:
        said = "Deleted by both" if both and mine == theirs else "Deleted by you" if mine is None else "Deleted by them"
    if conflict:
        said = "Conflict"
    by = [
        shift(plan, base[1], span[1]) if base is not None and span is not None else 0 for span in (mine, theirs)
    ]
    name = text.plain(task.name)
    return Versions(id, f"{wbs} {name}".strip(), base, mine, theirs, by[0], by[1], said, conflict)


def span_of(shown: Iterable[Versions]) -> Span | None:
    """From the first start to the last finish of what is shown."""
    spans = [span for row in shown for span in (row.base, row.mine, row.theirs) if span is not None]
    return (min(start for start, _ in spans), max(finish for _, finish in spans)) if spans else None


def draw(
    comparison: Comparison, shown: tuple[Versions, ...], axis: TimeAxis, width: float, chosen: str,
    tokens: Tokens, ruler: Ruler, near: tuple[Near, ...], seen: tuple[float, float] | None = None,
    under: Sequence[Item] = (),
) -> list[Item]:  # fmt: skip
    """The rows one under the other, names at the left; `chosen` is the task whose row is marked.

    `near` are the links between them. `seen`: only what lies between two heights is needed. `under`: what lies
    right below the bars, beside the names, such as today's line.
    """
    first, last = (max(int(seen[0] // ROW), 0), int(seen[1] // ROW) + 1) if seen else (0, MOST)
    ground: list[Item] = []
    bars: list[Item] = []
    names: list[Item] = [Box(0, 0, NAMES, min(len(shown), MOST) * ROW, tokens.surface.panel)]
    for number, row in enumerate(shown[:MOST][first:last], first):
        top = number * ROW
        if row.id == chosen:
            ground.append(Box(0, top, width, ROW, tokens.accent.selection))
            names.append(Box(0, top, NAMES, ROW, tokens.accent.selection))
        names += _names(row, top, tokens, ruler)
        names.append(Box(0, top + ROW - 1, width, 1, tokens.line.border))
        paper = tokens.accent.selection if row.id == chosen else tokens.surface.panel
        flag = _deadline(comparison, row, top, axis, tokens)
        drawn = (*flag, *_bars(comparison, row, top, axis, tokens, paper, ruler, width - NAMES))
        bars.append(Group(drawn, NAMES, 0, extent=(0, top, width - NAMES, ROW)))
    links = tuple(_links(shown[:MOST], near, axis, tokens, (first * ROW, last * ROW)))
    return [*ground, Group(tuple(under), NAMES), Group(links, NAMES), *bars, *names]


def _names(row: Versions, top: float, tokens: Tokens, ruler: Ruler) -> Iterable[Item]:
    words = elided(row.name, BODY, row.conflict, NAMES - 20, ruler)
    yield Words(12, baseline(top + 16, BODY), words, BODY, tokens.text.primary, row.conflict)
    colour = tokens.state.late if row.conflict else tokens.text.secondary
    yield Words(12, baseline(top + 33, CAPTION), row.said, CAPTION, colour, row.conflict)


def _bars(
    comparison: Comparison, row: Versions, top: float, axis: TimeAxis, tokens: Tokens, paper: str, ruler: Ruler,
    room: float,
) -> Iterable[Item]:  # fmt: skip
    merge = tokens.merge
    task = comparison.merged.plan.tasks.get(row.id)
    deadline = axis.x_of(task.deadline) if task is not None and task.deadline is not None else None
    past = 0.0  # the outline's end, beyond which words stand
    if row.base is not None:
        x0, past = _edges(row.base, axis)
        yield Box(x0, top + 3.5, past - x0, ROW - 8, line=merge.base, radius=2, dash=(3, 3))
    mine = (row.mine, row.mine_by, merge.mine, merge.mine_bar)
    lanes = (mine, (row.theirs, row.theirs_by, merge.theirs, merge.theirs_bar))
    for lane, (span, by, line, fill) in enumerate(lanes[: row.lanes]):
        middle = top + _middle(("mine", "theirs")[lane], row.lanes)
        if span is None:
            if row.base is not None:
                yield Words(past + 8, baseline(middle, CAPTION), "deleted", CAPTION, line, True)
            continue
        x0, x1 = _edges(span, axis)
        if span[0] == span[1]:
            yield polygon(
                [(x0 - DIAMOND, middle), (x0, middle - DIAMOND), (x0 + DIAMOND, middle), (x0, middle + DIAMOND)],
                line, line,
            )  # fmt: skip
            x1 = x0 + DIAMOND
        else:
            yield Box(round(x0) + 0.5, middle - BAR / 2, max(round(x1 - x0), SMALLEST), BAR, fill, line, radius=2)
        if row.base is not None and by:
            begun = x0 > past if by > 0 else False
            tip = (x0 if begun else round(x1)) + 0.5
            if abs(tip - past) > HEAD:
                yield from _arrow(past, tip, middle, line)
        still = span == row.base
        words = "unchanged" if still else _when(comparison, span, by)
        colour = tokens.text.secondary if still else line
        x, long = max(x1, past) + 8, ruler(words, CAPTION, not still)
        if deadline is not None and x - FLAG < deadline < x + long + FLAG:  # they stand behind it, or at the left
            left = min(x0 - DIAMOND, *([] if row.base is None else [_edges(row.base, axis)[0]])) - 8 - long
            x = left if deadline + 8 + long > room and left > 0 else deadline + 8
        yield Box(x - 2, middle - 7, long + 4, 14, paper)  # no link runs through words
        yield Words(x, baseline(middle, CAPTION), words, CAPTION, colour, not still)


def _deadline(comparison: Comparison, row: Versions, top: float, axis: TimeAxis, tokens: Tokens) -> Iterable[Item]:
    """The flag of a task's deadline; filled where a version misses it."""
    task = comparison.merged.plan.tasks.get(row.id)
    if task is None or task.deadline is None:
        return
    x = axis.x_of(task.deadline) + 0.5
    missed = any(span is not None and span[1] > task.deadline for span in (row.mine, row.theirs))
    colour = tokens.state.late if missed else tokens.state.ok
    yield segment(x, top + 5, x, top + ROW - 4, colour, 1.5)
    flag = [(x - FLAG, top + 2), (x + FLAG, top + 2), (x, top + 7.5)]
    yield polygon(flag, colour if missed else tokens.surface.panel, colour, 1.25)


def _arrow(x0: float, x1: float, y: float, colour: str) -> Iterable[Item]:
    """From where a bar ended to where it ends or begins now."""
    turn = 1 if x1 > x0 else -1
    yield segment(x0, y, x1 - turn * HEAD, y, colour, 1.5)
    yield polygon([(x1, y), (x1 - turn * HEAD, y - 3), (x1 - turn * HEAD, y + 3)], colour)


# Links --------------------------------------------------------------------------------------------


def near_links(comparison: Comparison, shown: tuple[Versions, ...]) -> tuple[Near, ...]:
    """The links between the tasks that are shown, as each version has them."""
    there = {row.id for row in shown[:MOST]}
    two = bool(shown) and shown[0].lanes == 1
    plans = (comparison.base, _later(comparison) if two else comparison.mine, comparison.theirs)
    ids = {link.id for plan in plans for id in there for link in plan.links_into.get(id, ()) if link.from_ in there}
    base, mine, theirs = (plan.links for plan in plans)
    return tuple((base.get(id), mine.get(id), base.get(id) if two else theirs.get(id)) for id in sorted(ids))


def _links(
    shown: tuple[Versions, ...], near: tuple[Near, ...], axis: TimeAxis, tokens: Tokens, seen: tuple[float, float]
) -> Iterable[Item]:
    """The links between rows: grey where all have them, in a side's colour where it added or changed them, dashed in
    that colour where it took them out."""
    rows = {row.id: (number * ROW, row) for number, row in enumerate(shown)}
    for versions in near:
        ends = [rows[end][0] for link in versions if link for end in (link.from_, link.to) if end in rows]
        if max(ends) < seen[0] - ROW or min(ends) > seen[1]:
            continue
        was, *sides = versions
        if was is not None and sides == [was, was]:
            yield from _link(was, rows, "mine", axis, tokens.line.link, ())
            continue
        for side, link in zip(("mine", "theirs"), sides, strict=True):
            colour = getattr(tokens.merge, side)
            if link is None and was is not None:
                yield from _link(was, rows, "base", axis, colour, (3, 3))
            elif link is not None and link != was:
                yield from _link(link, rows, side, axis, colour, ())


def _link(
    link: Link, rows: Mapping[str, tuple[float, Versions]], side: str, axis: TimeAxis, colour: str, dash: Dash
) -> Iterable[Item]:
    """From one bar of a version to another one: out to the side, across, and in; into the top where room is short."""
    if link.from_ not in rows or link.to not in rows:
        return
    (top0, first), (top1, last) = rows[link.from_], rows[link.to]
    spans: tuple[Span | None, Span | None] = getattr(first, side), getattr(last, side)
    if spans[0] is None or spans[1] is None:
        return
    leaves, enters = (0 if end == "S" else 1 for end in link.type)
    x0, x1 = _edges(spans[0], axis)[leaves], _edges(spans[1], axis)[enters]
    y0, y1 = (top + _middle(side, row.lanes) for top, row in ((top0, first), (top1, last)))
    out, into = (1 if leaves else -1), (-1 if enters == 0 else 1)
    turn = x0 + out * EXIT
    steps: list[tuple[str | float, ...]] = [("M", x0, y0), ("L", turn, y0)]
    if (x1 + into * EXIT - turn) * out >= 0:
        steps += [("L", turn, y1), ("L", x1 + into * HEAD, y1)]
        tip = [(x1, y1), (x1 + into * HEAD, y1 - 3), (x1 + into * HEAD, y1 + 3)]
    else:
        down = 1 if y1 > y0 else -1
        edge, x = y1 - down * BAR / 2, x1 - into * min(EXIT, 4)
        lane = (y0 + edge) / 2 if abs(edge - y0) > ROW else y0 + down * (BAR / 2 + 4)
        steps += [("L", turn, lane), ("L", x, lane), ("L", x, edge - down * HEAD)]
        tip = [(x, edge), (x - 3, edge - down * HEAD), (x + 3, edge - down * HEAD)]
    yield Path(tuple(steps), "", colour, 1.25, dash)
    yield polygon(tip, colour)


def _middle(side: str, lanes: int) -> float:
    """Of a version's bar, below the top of its row."""
    if side == "base":
        return ROW / 2
    return TOP + (LANE if side == "theirs" else 0 if lanes > 1 else LANE / 2) + BAR / 2


def _when(comparison: Comparison, span: Span, by: int) -> str:
    """`17 Nov, +4 d`: where it ends, and how far that is from where it ended."""
    year = to_date(day_of(comparison.base_schedule.project_start)).year
    date = text.short_date(span[1], year)
    return f"{date}, {text.difference(by, comparison.merged.plan.project)}" if by else date


def _edges(span: Span, axis: TimeAxis) -> tuple[float, float]:
    x0, x1 = axis.x_of(span[0]), axis.x_of(span[1])
    return (round(x0) + 0.5, max(round(x1), round(x0) + SMALLEST) + 0.5)
