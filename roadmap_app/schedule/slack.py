"""Slack (rule 17), from dates and late dates."""

from __future__ import annotations

from roadmap_app.schedule.late import LateTable, levelled_back, slack_time
from roadmap_app.schedule.node import FOREVER, Node
from roadmap_app.schedule.rules import Nodes, Table, lagged, place_fixed


def total_slack(dates: Table, late: LateTable, node: Node) -> int:
    """The smaller of start slack and finish slack, in worked minutes; negative where a date is missed."""
    own = late[node.gate if node.rolls_up else node.index]  # as `late_shown`
    start, finish, _, _ = dates[node.index]
    counted = slack_time(node)
    by_finish = counted.worked(finish, own[-1])
    if node.task.actual_start is not None:
        return by_finish
    by_start = counted.worked(start, own[-2])
    return by_start if by_start < by_finish else by_finish


def stands_late(node: Node) -> bool:
    """Rule 18: whether a task of a plan that is scheduled from its finish stands as late as it can, or where it was
    entered to be: its slack is then the room before it."""
    return node.alap or (node.place is place_fixed and not node.rolls_up)


def slack_before(dates: Table, early: Table, node: Node) -> int:
    """Total slack mirrored: how much earlier a task could start (shared data, f917356, fcada3e, fdd869f)."""
    return slack_time(node).worked(early[node.index][0], dates[node.index][0])


def free_slack_before(nodes: Nodes, dates: Table, node: Node, total: int) -> int:
    """Free slack mirrored: the smallest gap to a predecessor; none of what is as late as possible."""
    if node.alap or node.task.constraint == "alap":
        return 0
    least = total
    for edge in node.preds:
        theirs = dates[edge.begin][1 - (edge.type & 1)]
        if edge.lag:
            theirs = lagged(nodes, dates, node, edge, theirs)
        least = min(least, slack_time(node).worked(theirs, dates[node.index][edge.type >> 1]))
    return max(0, least)


def late_shown(late: LateTable, node: Node) -> tuple[int, int]:
    """Late start and finish as shown: a summary's are the earliest and the latest of what it holds."""
    own = late[node.gate if node.rolls_up else node.index]
    return own[-2], own[-1]


def free_slack(nodes: Nodes, dates: Table, late: LateTable, node: Node, total: int) -> int:
    """How long a task can slip before it moves another one: the smallest gap of its links, at most its total
    slack; without links, its total slack."""
    start, finish = dates[node.index][:2]
    least, counted = total, slack_time(node)
    for edge in node.succs:
        other = nodes[edge.end]
        if late[edge.end][1] == FOREVER:
            continue  # complete
        theirs = _bound_date(nodes, dates, other, edge.type)
        mine = start if edge.type & 1 else finish
        if edge.lag:
            mine = lagged(nodes, dates, other, edge, mine)
        least = min(least, counted.worked(mine, theirs))
    return max(0, least)


def _bound_date(nodes: Nodes, dates: Table, node: Node, type: int) -> int:
    """The date of the successor that a link binds, before any levelling delay; of a summary, its roll-up's."""
    if node.gates:
        return dates[node.up][type >> 1]
    date = dates[node.index][type >> 1]
    return date if type > 1 or not node.task.levelling_delay else levelled_back(node, date)
