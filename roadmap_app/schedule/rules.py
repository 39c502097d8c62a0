"""The forward rules: from the dates of what comes before, the dates of one node.

One pure function a kind of node, all of one shape: rule(nodes, dates, node) -> Dates. `compute`, `update`
and `explain` call the very same functions. Numbers are those of the rules in SCHEDULING.md. `dates` is
indexed by node; whatever a node depends on is there when its rule is called.
"""

from __future__ import annotations

from roadmap_app.schedule.layer import Listed
from roadmap_app.schedule.node import (
    ACTUAL,
    CHILDREN,
    CONSTRAINT,
    LEVELLING,
    MANUAL,
    NEVER,
    PARENT,
    PINNED,
    PROJECT_START,
    RESOURCE,
    SF,
    Dates,
    Edge,
    Node,
    Part,
)

Nodes = Listed[Node]
Table = Listed[Dates]


def lagged(nodes: Nodes, dates: Table, node: Node, edge: Edge, instant: int) -> int:
    """An instant of the predecessor moved by the lag of a link into a node. Rule 6: on the successor's task
    calendar, on the clock, or a share of the predecessor's duration."""
    if edge.time is None:
        return node.own.add(instant, share(dates, nodes[edge.begin], edge.lag))
    return edge.time.add(instant, edge.lag)


def share(dates: Table, node: Node, percent: int) -> int:
    """A percentage of a node's duration, in whole minutes; a summary's is its worked span."""
    length = node.duration
    if node.spans:
        start, finish = dates[node.index][:2]
        length = node.work.worked(start, finish)
    return length * percent // 100


def bounds(nodes: Nodes, dates: Table, node: Node) -> Dates:
    """What links and the parent's gate ask for: earliest start, earliest finish, and what asks for each.

    Rule 5: FS and SS bind the start, FF and SF the finish.
    """
    gate = dates[node.gate]
    start, finish = gate[0], gate[1]
    by_start = by_finish = PARENT
    for place, edge in enumerate(node.preds):
        type = edge[2]
        value = dates[edge[0]][1 - (type & 1)]
        if edge[3]:
            value = lagged(nodes, dates, node, edge, value)
        if type < 2:
            if value > start:
                start, by_start = value, place
        elif value > finish:
            finish, by_finish = value, place
    return start, finish, by_start, by_finish


def place_task(nodes: Nodes, dates: Table, node: Node) -> Dates:
    """Rules 2, 5, 9: a task as soon as its links, its constraint and the project's start allow.

    What `bounds` tells is told here once more, and what `fitted` tells of what has no floor: most tasks ask no other.
    """
    start, floor, opening, _ = dates[node.gate]
    by_start = by_finish = PARENT
    if preds := node.preds:
        for place, edge in enumerate(preds):
            type = edge[2]
            value = dates[edge[0]][1 - (type & 1)]
            if edge[3]:
                value = lagged(nodes, dates, node, edge, value)
            if type < 2:
                if value > start:
                    start, by_start = value, place
            elif value > floor:
                floor, by_finish = value, place
    if node.special:
        return _place_special(dates, node, start, floor, by_start, by_finish)
    if floor != NEVER:
        return fitted(node, start, floor, by_start, by_finish)
    if start == NEVER:
        start, by_start = opening, PROJECT_START
    if duration := node.duration:
        start, finish = node.work.span_from(start, duration)
        return start, finish, by_start, by_start
    return start, start, by_start, by_start


def fitted(node: Node, start: int, floor: int, by_start: int, by_finish: int) -> Dates:
    """Rule 2: the dates of a task that may start at `start` and may not finish before `floor`.

    Without work between, a task stays where its driver puts it. Rule 5: a finish that is bound is worked
    back from.
    """
    duration = node.duration
    if not duration:
        if floor > start:
            return floor, floor, by_finish, by_finish
        return start, start, by_start, by_start
    work = node.work
    if start != NEVER:
        start, finish = work.span_from(start, duration)
        if finish >= floor:
            return start, finish, by_start, by_start
    back, finish = work.span_to(floor, duration)
    if start != NEVER and back < start:
        # The floor lies in a pause right after the finish.
        return start, work.add(start, duration), by_start, by_start
    return back, floor if _stays(node, by_finish) else finish, by_finish, by_finish


def _stays(node: Node, by_finish: int) -> bool:
    """Whether a finish is shown right where its driver puts it: a date that was entered, even where nobody works,
    and the start of a predecessor (shared data, mpxj-sample, task 21)."""
    if by_finish >= 0:
        edge = node.preds[by_finish]
        return edge.type == SF and not edge.lag
    return by_finish == CONSTRAINT


def _place_special(dates: Table, node: Node, start: int, floor: int, by_start: int, by_finish: int) -> Dates:
    """Rules 8, 9, 15: a task with a constraint or a levelling delay."""
    task = node.task
    kind = task.constraint
    date = NEVER if task.constraint_date is None else task.constraint_date
    if date > start and kind in ("snet", "mso"):
        start, by_start = date, CONSTRAINT
    if date > floor and kind in ("fnet", "mfo"):
        floor, by_finish = date, CONSTRAINT
    if start == NEVER and floor == NEVER:
        start, by_start = dates[node.gate][2], PROJECT_START
    if task.levelling_delay and start != NEVER:
        start, by_start = node.work.next_start(start) + task.levelling_delay, LEVELLING
    if node.hard and kind == "mso":
        return fitted(node, date, NEVER, CONSTRAINT, CONSTRAINT)
    if node.hard and kind == "mfo":
        return fitted(node, NEVER, date, CONSTRAINT, CONSTRAINT)
    placed = placed_parts(node, start, floor, by_start, by_finish)
    if node.hard and kind == "snlt" and placed[0] > date:
        return fitted(node, date, NEVER, CONSTRAINT, CONSTRAINT)
    if node.hard and kind == "fnlt" and placed[1] > date:
        return fitted(node, NEVER, date, CONSTRAINT, CONSTRAINT)
    return placed


def placed_parts(node: Node, start: int, floor: int, by_start: int, by_finish: int) -> Dates:
    """Rule 14: the finish is the latest over the assignments of delay and work."""
    if not node.parts:
        return fitted(node, start, floor, by_start, by_finish)
    if start == NEVER:
        start = node.work.add(floor, -node.duration)
        by_start = by_finish
    spans = [part_span(part, start) for part in node.parts]
    first = min(begin for begin, _ in spans)
    last = max(end for _, end in spans)
    if floor > last:
        return first, floor, by_start, by_finish
    moved = RESOURCE if first > node.own.next_start(start) else by_start
    return first, last, moved, moved


def part_span(part: Part, start: int) -> tuple[int, int]:
    """When an assignment is worked on, in a task that starts at an instant. Rule 15: levelling delay is
    elapsed, the assignment's delay is working time."""
    time = part.time
    if part.actual_start is None:
        begin = time.next_start(start)
        if part.levelling:
            begin = time.next_start(begin + part.levelling)
        if part.delay:
            begin = time.next_start(time.add(begin, part.delay))
        return begin, time.add(begin, part.minutes)
    begin = part.actual_start
    if part.actual_finish is not None:
        return begin, part.actual_finish
    return begin, time.add(begin, part.minutes)


def place_fixed(nodes: Nodes, dates: Table, node: Node) -> Dates:
    """Rule 13: entered dates are kept; a date that was not entered follows from the other one."""
    task = node.task
    start, finish, kept = task.start, task.finish, MANUAL
    if task.pinned_start is not None or task.pinned_finish is not None:
        start, finish, kept = task.pinned_start, task.pinned_finish, PINNED
    if start is None and finish is None:
        return place_task(nodes, dates, node)
    if start is None:
        assert finish is not None
        start = node.work.add(finish, -node.duration)
    if finish is None:
        finish = node.work.add(node.work.next_start(start), node.duration) if node.duration else start
    return start, max(start, finish), kept, kept


def place_begun(nodes: Nodes, dates: Table, node: Node) -> Dates:
    """Rule 16: actual dates override; what remains continues from the resume date."""
    task = node.task
    start, finish = task.actual_start, task.actual_finish
    if start is None:
        assert finish is not None
        start = node.work.add(finish, -node.duration)
    if finish is None:
        if node.parts:
            finish = max(part_span(part, start)[1] for part in node.parts)
        else:
            finish = node.work.add(start, node.duration)
        if node.resume != NEVER and not node.parts:
            finish = max(finish, node.work.add(node.work.next_start(node.resume), remaining(node)))
    return start, max(start, finish), ACTUAL, ACTUAL


def remaining(node: Node) -> int:
    """Minutes of a task that are still to be worked: as entered, else by its percentage."""
    task = node.task
    if task.remaining_duration is not None:
        return task.remaining_duration
    return node.length - node.length * task.percent // 100


def place_spent(nodes: Nodes, dates: Table, node: Node) -> Dates:
    """Rule 14: money is spent on a task before its work begins. It then starts with the spending, and its finish
    stays where its whole duration puts it (shared data, mpxj-timephased-prorated-cost-resource, task 2)."""
    start, finish, by_start, by_finish = place_task(nodes, dates, node)
    if node.spent > start:
        start, by_start = min(node.work.add(start, node.work.worked(start, node.spent)), finish), ACTUAL
    return start, finish, by_start, by_finish


def place_gate(nodes: Nodes, dates: Table, node: Node) -> Dates:
    """Rules 7, 11, 12: what binds the children of a summary."""
    above = dates[node.gate]
    task = node.task
    if node.special:  # a manual summary: nothing from above or from links reaches the children
        start = task.start if task.start is not None else above[2]
        return NEVER, NEVER, start, MANUAL
    start, finish, by_start, _ = bounds(nodes, dates, node)
    if task.constraint == "snet" and task.constraint_date is not None and task.constraint_date > start:
        start, by_start = task.constraint_date, CONSTRAINT
    return start, finish, above[2], by_start


def place_span(nodes: Nodes, dates: Table, node: Node) -> Dates:
    """Rule 12: an automatic summary spans its active children."""
    start = finish = None
    for child in node.children:
        dated = dates[child]
        if start is None or dated[0] < start:
            start = dated[0]
        if finish is None or dated[1] > finish:
            finish = dated[1]
    if start is None or finish is None:
        start = finish = dates[node.gate][2]
    if node.parts:
        finish = max(finish, *(part_span(part, start)[1] for part in node.parts))
    return start, finish, CHILDREN, CHILDREN


def place_root_gate(nodes: Nodes, dates: Table, node: Node) -> Dates:
    """Rule 9: the project's start, for tasks that nothing else binds."""
    return NEVER, NEVER, node.anchor, PROJECT_START
