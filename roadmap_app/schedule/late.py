"""The backward rules (17): from the late dates of what comes after, the late dates of one node.

One pure function a kind of node: rule(nodes, dates, late, node) -> Late; `late` is indexed by node.
Of a roll-up these are the caps for all it holds; else the first two are what links into it must allow, and the
last two its late start and finish as shown, which mostly are the same two.
"""

from __future__ import annotations

from roadmap_app.calendar import CLOCK, WorkTime
from roadmap_app.schedule.layer import Listed
from roadmap_app.schedule.node import FOREVER, NEVER, Edge, Late, Node
from roadmap_app.schedule.rules import Nodes, Table, remaining, share

LateTable = Listed[Late]


def caps(nodes: Nodes, dates: Table, late: LateTable, node: Node) -> tuple[int, int]:
    """The latest start and finish that the parent's roll-up and the successors allow."""
    start, finish = late[node.cap]
    for edge in node.succs:
        type = edge[2]
        value = late[edge[1]][type >> 1]
        if edge[3] and value != FOREVER:
            value = lagged_back(nodes, dates, node, edge, value)
        if type & 1:
            if value < start:
                start = value
        elif value < finish:
            finish = value
    if finish == FOREVER == start:  # nothing follows, and each path has an end of its own
        finish = dates[node.index][1]
    return start, finish


def needed_by(nodes: Nodes, dates: Table, late: LateTable, node: Node) -> Edge | None:
    """The link whose successor lets a node be no later than it is; None where the project's finish does."""
    found, room = None, node.work.worked(dates[node.index][1], late[node.cap][1])
    for edge in node.succs:
        value = late[edge.end][edge.type >> 1]
        if edge.lag and value != FOREVER:
            value = lagged_back(nodes, dates, node, edge, value)
        left = node.work.worked(dates[node.index][0 if edge.type & 1 else 1], value)
        if left <= room:
            found, room = edge, left
    return found


def lagged_back(nodes: Nodes, dates: Table, node: Node, edge: Edge, value: int) -> int:
    """An instant at the successor taken back by the lag; a percentage is of this node's duration."""
    if edge.time is None:
        return nodes[edge.end].own.add(value, -share(dates, node, edge.lag))
    return edge.time.add(value, -edge.lag)


def slack_time(node: Node) -> WorkTime:
    """What slack is counted on: the clock for elapsed tasks, else the calendar of the task or the project, whoever
    works on it (shared data, f0e6c8c, task 339)."""
    return CLOCK if node.work is CLOCK else node.own


def late_task(nodes: Nodes, dates: Table, late: LateTable, node: Node) -> Late:
    """Late dates of a task: as late as successors, deadline and constraint allow."""
    start, finish = late[node.cap]
    if succs := node.succs:  # as `caps`
        for edge in succs:
            type = edge[2]
            value = late[edge[1]][type >> 1]
            if edge[3] and value != FOREVER:
                value = lagged_back(nodes, dates, node, edge, value)
            if type & 1:
                if value < start:
                    start = value
            elif value < finish:
                finish = value
    if finish == FOREVER == start:
        finish = dates[node.index][1]
    if node.special:
        start, finish = _limited(node, start, finish)
        start, finish = spanned_back(dates, node, start, finish) if node.parts else fitted_back(node, start, finish)
        return levelled_back(node, start), finish, start, finish
    if start == FOREVER and (duration := node.duration):
        return node.work.span_to(finish, duration)
    return fitted_back(node, start, finish)


def levelled_back(node: Node, start: int) -> int:
    """Rule 15, backward: what links must allow for a start that a levelling delay comes before."""
    task = node.task
    if node.hard and task.constraint in ("mso", "mfo"):
        return start
    return start - task.levelling_delay


def fitted_back(node: Node, start: int, finish: int) -> tuple[int, int]:
    """Late dates of what takes its duration."""
    duration = node.duration
    if not duration:
        last = min(start, finish)
        return last, last
    work = node.work
    begin, finish = work.span_to(finish, duration)
    if begin > start:
        begin, finish = work.span_from(start, duration)
        if begin > start:  # it lies in a pause: the last minute worked before that
            begin, finish = work.span_from(work.span_to(start, 1)[0], duration)
    return begin, finish


def spanned_back(dates: Table, node: Node, start: int, finish: int) -> tuple[int, int]:
    """Late dates of what spans as much as it does now: entered dates, and assignments that each take their time."""
    time = slack_time(node)
    span = time.worked(*dates[node.index][:2])
    if not span:
        last = min(start, finish)
        return last, last
    finish = time.last_finish(finish)
    begin = time.add(finish, -span)
    return (begin, finish) if begin <= start else (start, time.add(start, span))


def _limited(node: Node, start: int, finish: int) -> tuple[int, int]:
    """Rules 8, 10: a deadline and the late constraints cap late dates; hard dates set them."""
    task = node.task
    if task.deadline is not None and task.deadline < finish:
        finish = task.deadline
    date = task.constraint_date
    if date is not None:
        kind = task.constraint
        if kind in ("snlt", "mso") and date < start:
            start = date
        elif kind in ("fnlt", "mfo") and date < finish:
            finish = date
        if node.hard and kind == "mso":
            return date, FOREVER
        if node.hard and kind == "mfo":
            return FOREVER, date
    return start, finish


def late_fixed(nodes: Nodes, dates: Table, late: LateTable, node: Node) -> Late:
    """Late dates of a task with entered dates (rule 13): as long as it is entered to be. As no link moves it, none
    makes it late (shared data, fbbcd31), and none from its start holds it back (fc5e7e7); a deadline may."""
    finish = max(caps(nodes, dates, late, node)[1], dates[node.index][1])
    if finish == FOREVER:
        finish = dates[node.index][1]
    task = node.task
    if task.deadline is not None and task.deadline < finish:
        finish = task.deadline
    start, finish = spanned_back(dates, node, FOREVER, finish)
    return start if task.actual_start is None else resumed(dates, node), finish, start, finish


def late_begun(nodes: Nodes, dates: Table, late: LateTable, node: Node) -> Late:
    """Late dates of a task in progress (rule 16): work done never moves, so links into it need only allow for where
    the rest resumes (shared data, aspose-net-upcomingtasks, task 4)."""
    finish = late_task(nodes, dates, late, node)[-1]
    return resumed(dates, node), finish, min(dates[node.index][0], finish), finish


def resumed(dates: Table, node: Node) -> int:
    """Where the rest of a task in progress goes on."""
    if node.task.resume is not None:
        return node.task.resume
    return node.work.add(dates[node.index][0], max(0, node.length - remaining(node)))


def late_done(nodes: Nodes, dates: Table, late: LateTable, node: Node) -> Late:
    """Completed tasks never move (rule 16), so they hold nothing back that comes before them."""
    return FOREVER, FOREVER, *dates[node.index][:2]


def late_roll_up(nodes: Nodes, dates: Table, late: LateTable, node: Node) -> Late:
    """Caps for the children of a summary: its parent's caps, and its links."""
    start, finish = late[node.cap]
    for edge in node.succs:
        if not edge.type & 1:
            value = late[edge.end][edge.type >> 1]
            if edge.lag and value != FOREVER:
                value = lagged_back(nodes, dates, node, edge, value)
            finish = min(finish, value)
    return start, finish


def late_manual_roll_up(nodes: Nodes, dates: Table, late: LateTable, node: Node) -> Late:
    """Rules 12, 17: a summary that keeps its dates caps nothing: late finish is the project's finish."""
    return late[node.cap]


def late_root(nodes: Nodes, dates: Table, late: LateTable, node: Node) -> Late:
    """Rule 17: without a successor, late finish is the project's finish."""
    return FOREVER, node.anchor if node.anchor != NEVER else dates[node.index][1]


def late_root_several(nodes: Nodes, dates: Table, late: LateTable, node: Node) -> Late:
    """Rule 17, several critical paths: what has no successor is as late as it is, whatever the project does."""
    return FOREVER, FOREVER


def late_root_gate(nodes: Nodes, dates: Table, late: LateTable, node: Node) -> Late:
    """Nothing asks when the whole plan could start at the latest."""
    return FOREVER, FOREVER


def late_gate(nodes: Nodes, dates: Table, late: LateTable, node: Node) -> Late:
    """What links into a summary must allow: the earliest of its leaves, where entered dates and what has begun stand
    for themselves (shared data, f0c71b4, f926983, aspose-net-taskwbs). Shown are the earliest late start and the
    latest late finish of what is not complete; where all is, of all."""
    start = finish = first = FOREVER
    last, active = NEVER, node.active
    for child in node.children:
        theirs, below = late[child], nodes[child]
        rule = below.late
        if active and not below.active:
            continue
        if rule is not late_task:
            if theirs[1] == FOREVER > theirs[-1]:
                continue
            if rule is late_begun:
                theirs = theirs[-2:]
            elif theirs[1] != FOREVER and (rule is late_fixed or rule is late_manual_gate):
                theirs = dates[below.up if below.gates else child][:2]
        if theirs[0] < start:
            start = theirs[0]
        if theirs[1] < finish:
            finish = theirs[1]
        if theirs[-2] < first:
            first = theirs[-2]
        if theirs[-1] > last:
            last = theirs[-1]
    if last == NEVER and node.children:
        first = min(late[child][-2] for child in node.children)
        last = max(late[child][-1] for child in node.children)
    return start, finish, first, last


def late_manual_gate(nodes: Nodes, dates: Table, late: LateTable, node: Node) -> Late:
    """A manual summary has late dates of its own, as a manual task."""
    return late_fixed(nodes, dates, late, nodes[node.up])
