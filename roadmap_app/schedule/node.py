"""A node of the network: the compiled facts of a task, and the codes of links and drivers.

A task is one node; a summary is two: its *gate*, which hands what binds the summary (links into it, its
constraint, the parent's gate) down to its children, and its *roll-up*, which spans them. The same pair
serves the backward pass in reverse. A node never changes once a schedule holds it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from roadmap_app.calendar import WorkTime
from roadmap_app.model.records import Link, Task

# No bound at all: far outside of what can be planned on either side.
NEVER = -(1 << 60)
FOREVER = 1 << 60

FS, SS, FF, SF = range(4)
TYPES = {"FS": FS, "SS": SS, "FF": FF, "SF": SF}

# What set a date: 0 and above is the place of a link among the node's predecessors.
PROJECT_START, CONSTRAINT, PARENT, ACTUAL, MANUAL = -1, -2, -3, -4, -5
PINNED, RESOURCE, LEVELLING, CHILDREN, PROJECT_FINISH, LATEST = -6, -7, -8, -9, -10, -11
KINDS = {
    PROJECT_START: "project_start",
    CONSTRAINT: "constraint",
    PARENT: "parent",
    ACTUAL: "actual",
    MANUAL: "manual",
    PINNED: "pinned",
    RESOURCE: "resource",
    LEVELLING: "levelling",
    CHILDREN: "children",
    PROJECT_FINISH: "project_finish",
    LATEST: "latest",
}


class Edge(NamedTuple):
    """A link between two nodes. `time` is what its lag runs on; None: lag is a percentage."""

    begin: int  # index of the predecessor's node; of a summary, its roll-up
    end: int  # of the successor's; of a summary, its gate
    type: int
    lag: int
    time: WorkTime | None
    link: Link


# A task's or roll-up's dates: start, finish, what set the start, what set the finish.
# A gate's: floor of starts, floor of finishes, start of what has no predecessor, what set these.
Dates = tuple[int, int, int, int]
# What links into a node must allow, start and finish, and then what is shown where that differs;
# a roll-up's: caps for its children.
Late = tuple[int, ...]

Rule = Callable[[Any, Any, "Node"], Any]  # nodes, dates, node -> Dates
LateRule = Callable[[Any, Any, Any, "Node"], Any]  # nodes, dates, late, node -> Late


class Part(NamedTuple):
    """An assignment that takes its own time: worked minutes after a delay, on a calendar of its own."""

    time: WorkTime
    delay: int
    levelling: int
    minutes: int  # from its start to its finish, pauses included
    shaped: bool  # time-phased work tells its span
    actual_start: int | None
    actual_finish: int | None
    id: str

    @property
    def plain(self) -> bool:
        """Whether it simply runs from the task's start."""
        return not (self.shaped or self.delay or self.levelling or self.actual_start is not None)


# Members of a node, named once for the class and for copies of it.
FACTS = (
    "active", "alap", "also", "anchor", "cap", "children", "duration", "gate", "gates", "hard", "index", "late",
    "length", "own", "parts", "place", "preds", "resume", "rolls_up", "spans", "special", "spent", "succs",
    "task", "up", "work",
)  # fmt: skip


class Node:
    """Compiled facts. `gate` and `up` are the indices of the parent's gate and roll-up; a gate's `up` is its
    own roll-up, a roll-up's `gate` its own gate."""

    __slots__ = FACTS

    index: int
    task: Task
    active: bool  # as the task is, once it is compiled
    place: Rule  # forward rule
    late: LateRule  # backward rule
    work: WorkTime  # what its duration runs on
    own: WorkTime  # what lags into it run on: the task calendar, else the project's
    duration: int  # what its dates span: with the gaps of its splits
    length: int  # its duration as people count it
    gate: int
    up: int
    cap: int  # the roll-up that caps its late dates: `up` where that waits for it, else the root's
    preds: tuple[Edge, ...]
    succs: tuple[Edge, ...]
    also: tuple[int, ...]  # inactive successors: they follow it, but don't hold it back
    children: tuple[int, ...]  # of gates: gates and tasks below; of roll-ups: roll-ups and tasks below
    special: bool  # more than duration and links: constraint, deadline, delay; of gates: manual
    alap: bool  # as late as possible (rule 10)
    gates: bool  # the gate of a summary
    rolls_up: bool  # the roll-up of a summary
    spans: bool  # a roll-up whose dates come from what it holds
    hard: bool  # its constraint beats links (rule 8)
    anchor: int  # of the root's gate: the project's start
    parts: tuple[Part, ...]
    resume: int  # where what remains of a task in progress continues
    spent: int  # when money began to be spent on a task that has not begun

    def __init__(self, index: int, task: Task, gate: int, own: WorkTime) -> None:
        self.index = index
        self.task = task
        self.active = True
        self.gate = gate
        self.up = self.cap = index
        self.work = self.own = own
        self.duration = self.length = self.anchor = 0
        self.preds = self.succs = self.children = self.also = self.parts = ()
        self.special = self.hard = self.spans = self.alap = self.gates = self.rolls_up = False
        self.resume = self.spent = NEVER

    @property
    def id(self) -> str:
        """Of its task; "" of the root."""
        return self.task.id

    def copy(self) -> Node:
        """A node with the same facts, to be changed before any schedule holds it."""
        made = Node(self.index, self.task, self.gate, self.own)
        for name in FACTS:
            setattr(made, name, getattr(self, name))
        return made

    def forget(self, own: WorkTime) -> None:
        """Become what a plain task is, to be compiled anew; where it stands and its links stay."""
        self.work = self.own = own
        self.duration = self.length = 0
        self.parts = ()
        self.special = self.hard = self.alap = False
        self.resume = self.spent = NEVER
