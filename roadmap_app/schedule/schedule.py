"""Schedule: every computed date of one plan, an immutable value."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from roadmap_app.calendar import WorkTime
from roadmap_app.model.findings import Finding
from roadmap_app.model.garbage import without_gc
from roadmap_app.model.plan import Plan
from roadmap_app.schedule.conflicts import conflicts, constraint_conflict
from roadmap_app.schedule.drivers import Driver, finish_driver, start_driver
from roadmap_app.schedule.late import LateTable, needed_by
from roadmap_app.schedule.network import Network, build, leaves_out
from roadmap_app.schedule.node import FOREVER, Node
from roadmap_app.schedule.passes import as_late_as_possible, backward, backward_again, earliest, forward
from roadmap_app.schedule.rules import Table
from roadmap_app.schedule.slack import free_slack, free_slack_before, late_shown, slack_before, stands_late, total_slack

Weights = dict[str, tuple[int, int]]


class Basis(NamedTuple):
    """Late dates of an earlier schedule, that one's project finish, and the nodes to look at since then."""

    late: LateTable
    finish: int
    pending: frozenset[int]


class Schedule:
    """Answers by task id, in minutes; KeyError for an id that the plan does not have.

    Dates are computed when it is made; late dates, slack and percentages when they are first asked for.
    """

    def __init__(
        self,
        plan: Plan,
        network: Network,
        dates: Table,
        late: LateTable | None = None,
        basis: Basis | None = None,
    ) -> None:
        self.plan = plan
        self.network = network
        self.dates = dates
        self.basis = basis
        if late is not None:
            self.__dict__["late"] = late

    @cached_property
    def late(self) -> LateTable:
        """Late dates by node; from those of an earlier schedule where the project's finish is the same."""
        basis = self.basis
        if basis is not None and basis.finish == self.project_finish:
            return backward_again(self.network, self.dates, basis.late, basis.pending)
        with without_gc():
            return backward(self.network, self.dates)

    def __contains__(self, id: object) -> bool:
        return id in self.network.at

    @property
    def ids(self) -> tuple[str, ...]:
        """All tasks, in the order of the outline."""
        return self.plan.outline.order

    def node(self, id: str) -> Node:
        """The node of a task; of a summary, its roll-up."""
        network = self.network
        return network.nodes[network.at[id]]

    def start(self, id: str) -> int:
        return self.dates[self.network.at[id]][0]

    def finish(self, id: str) -> int:
        return self.dates[self.network.at[id]][1]

    def span(self, ids: Iterable[str]) -> tuple[int, int]:
        """The first start and the last finish of some tasks; ValueError for none."""
        at, dates = self.network.at, self.dates
        entries = [dates[at[id]] for id in ids]
        return min(entry[0] for entry in entries), max(entry[1] for entry in entries)

    def late_start(self, id: str) -> int:
        return late_shown(self.late, self.node(id))[0]

    def late_finish(self, id: str) -> int:
        return late_shown(self.late, self.node(id))[1]

    def total_slack(self, id: str) -> int:
        node = self.node(id)
        if self.network.from_finish and stands_late(node):
            return slack_before(self.dates, self._early, node)
        return total_slack(self.dates, self.late, node)

    @cached_property
    def _early(self) -> Table:
        """How early each task could be, where the project's finish is the anchor."""
        return earliest(self.network, self.project_start)

    def free_slack(self, id: str) -> int:
        node = self.node(id)
        if self.network.from_finish and stands_late(node):
            return free_slack_before(self.network.nodes, self.dates, node, self.total_slack(id))
        return free_slack(self.network.nodes, self.dates, self.late, node, self.total_slack(id))

    def is_critical(self, id: str) -> bool:
        """Rule 17: total slack within the project's limit, and not complete."""
        task = self.plan.tasks[id]
        if task.percent >= 100 or task.actual_finish is not None or not task.active:
            return False
        return self.total_slack(id) <= self.plan.project.critical_slack

    def is_milestone(self, id: str) -> bool:
        """A task marked so, or without duration; never a summary that is not marked."""
        if self.plan.tasks[id].milestone:
            return True
        node = self.node(id)
        return not (node.length or node.rolls_up)

    def duration(self, id: str) -> int:
        """Entered (or work-driven) minutes of a task; the worked span of a summary."""
        node = self.node(id)
        if node.rolls_up:
            start, finish = self.dates[node.index][:2]
            return node.work.worked(start, finish)
        return node.length

    def percent(self, id: str) -> int:
        """Percent complete; of a summary, its tasks' weighted by duration."""
        task = self.plan.tasks[id]
        if not self.plan.outline.is_summary(id):
            return task.percent
        whole, done = self.weight(id)
        return (2 * done + whole) // (2 * whole) if whole else task.percent

    def weight(self, id: str) -> tuple[int, int]:
        """Minutes of the active tasks below a summary ("": of all), and the percents done of each times its minutes."""
        known, children = self.weights, self.plan.outline.children
        nodes, at = self.network.nodes, self.network.at
        asked = [] if id in known else [id]
        for summary in asked:  # grows as it goes
            asked += [child for child in children.get(summary, ()) if child in children and child not in known]
        for summary in reversed(asked):
            whole = done = 0
            for child in children.get(summary, ()):
                node = nodes[at[child]]
                if node.rolls_up:
                    minutes, percents = known[child]
                    whole, done = whole + minutes, done + percents
                elif node.active:
                    whole += node.length
                    done += node.length * node.task.percent
            known[summary] = whole, done
        return known[id]

    @cached_property
    def weights(self) -> Weights:
        """What `weight` found so far, by summary."""
        return {}

    def worktime(self, id: str) -> WorkTime:
        """The calendar that a task's duration runs on."""
        return self.node(id).work

    def start_driver(self, id: str) -> Driver:
        """What set a task's start."""
        return self._held(id, start_driver(self.network, self.dates, self.node(id)))

    def finish_driver(self, id: str) -> Driver:
        """What set a task's finish."""
        return self._held(id, finish_driver(self.network, self.dates, self.node(id)))

    def _held(self, id: str, driver: Driver) -> Driver:
        """Of what is as late as possible, the link to the successor that needs it then."""
        if driver.kind != "latest":
            return driver
        edge = needed_by(self.network.nodes, self.dates, self.late, self.node(id))
        return driver if edge is None else Driver("latest", edge.link.id, edge.link.to)

    @property
    def project_start(self) -> int:
        return self.dates[self.network.root][0]

    @property
    def project_finish(self) -> int:
        return self.dates[self.network.root][1]

    def conflict(self, id: str) -> Finding | None:
        """The constraint of a task that its links do not allow, or the other way round; None where both hold."""
        return constraint_conflict(self.plan, self.network, self.dates, self.node(id))

    @cached_property
    def problems(self) -> tuple[Finding, ...]:
        """Loops, conflicts of constraints with links, calendars without work, dates beyond what can be
        planned."""
        network, plan = self.network, self.plan
        return leaves_out(plan, network.left_out) + network.findings + conflicts(plan, network, self.dates)


def compute(plan: Plan) -> Schedule:
    """The schedule of a plan: linear in its tasks and links."""
    with without_gc():
        return _computed(plan)


def _computed(plan: Plan) -> Schedule:
    network = build(plan)
    dates: Table = forward(network)
    if not network.alap and not network.from_finish:
        return Schedule(plan, network, dates)
    late = backward(network, dates)
    if network.from_finish:  # rule 18: the project starts when its earliest task has to
        network.start_at(min((entry[0] for entry in late if entry[0] < FOREVER), default=dates[0][2]))
        dates = forward(network)
    dates = as_late_as_possible(network, dates, late)
    return Schedule(plan, network, dates, backward(network, dates))
