"""The records of a plan: what people entered, one frozen value each.

Attribute names are the member names of the plan file (`storage/FORMAT.md` lists them all). A record
holds no computed date. Values are integers, booleans, strings, None, tuples of these, and tuples of
parts (`model/parts.py`). Instants, durations, lags and work are integer minutes; `percent` is 0-100;
money is integer minor units; units are millionths (1_000_000 = 100 %). Every member has a default,
which the file leaves out. A reference to nothing is the empty string.

`extra` keeps what a newer version or another program wrote, member by member as JSON text, so that
it survives a round trip.
"""

from __future__ import annotations

from typing import ClassVar

from roadmap_app.model.parts import (
    Availability,
    CalendarException,
    DayTimes,
    Hyperlink,
    Rate,
    ScenarioEdit,
    Segment,
    Split,
    WorkWeek,
)
from roadmap_app.model.value import Value, value

FULL_UNITS = 1_000_000


@value
class Record(Value):
    """What every record has. Subclasses name their kind, the `t` member of a line in the file."""

    kind: ClassVar[str] = ""

    id: str
    extra: tuple[tuple[str, str], ...] = ()


@value
class Project(Record):
    """The plan's own settings; a plan has exactly one."""

    kind: ClassVar[str] = "project"

    name: str = ""
    start: int | None = None  # None: the day the plan was made is asked for by whoever makes it
    finish: int | None = None  # the anchor when schedule_from is "finish"
    schedule_from: str = "start"  # start | finish
    status_date: int | None = None
    calendar: str = ""
    minutes_per_day: int = 480
    minutes_per_week: int = 2400
    days_per_month: int = 20
    default_start: int = 480  # minutes into the day
    default_finish: int = 1020
    week_start: int = 0  # 0 Monday ... 6 Sunday
    fiscal_month: int = 1
    honour_constraints: bool = True
    critical_slack: int = 0  # total slack up to which a task is critical
    multiple_critical_paths: bool = False
    splits_in_progress: bool = True
    move_remaining_forward: bool = False
    move_completed_back: bool = False
    move_remaining_back: bool = False
    move_completed_forward: bool = False
    new_tasks_manual: bool = False
    currency: str = ""
    currency_digits: int = 2
    milestone: str = ""  # the task that answers "When will it be done?"; "": the project's finish
    baseline: str = ""  # the baseline that is shown and compared with
    owner: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()


@value
class Task(Record):
    """A row of the outline: a task, a milestone, or a summary (which is a task that has children)."""

    kind: ClassVar[str] = "task"

    name: str = ""
    parent: str = ""  # a task id; "": top level
    ord: str = ""  # order among siblings, model/order.py
    code: str = ""  # an own WBS code in place of the computed one
    uid: int | None = None  # unique id in the file that this came from

    duration: int = 0  # worked minutes, or clock minutes when elapsed
    duration_unit: str = "d"  # as typed: m h d w mo
    elapsed: bool = False
    estimated: bool = False
    optimistic: int | None = None
    likely: int | None = None
    pessimistic: int | None = None
    milestone: bool = False  # a task of no duration is one anyway

    manual: bool = False
    start: int | None = None  # entered dates: of manual, external and inactive tasks only
    finish: int | None = None
    pinned_start: int | None = None  # dates kept from an import until someone releases them
    pinned_finish: int | None = None
    active: bool = True

    constraint: str = "asap"  # asap alap snet snlt fnet fnlt mso mfo
    constraint_date: int | None = None
    deadline: int | None = None
    calendar: str = ""
    ignore_resource_calendars: bool = False
    priority: int = 500
    levelling_delay: int = 0  # elapsed minutes

    task_type: str = "fixed_units"  # fixed_units fixed_duration fixed_work
    effort_driven: bool = False
    work: int | None = None

    percent: int = 0
    percent_work: int | None = None
    physical_percent: int | None = None
    actual_start: int | None = None
    actual_finish: int | None = None
    actual_duration: int | None = None
    remaining_duration: int | None = None
    stop: int | None = None
    resume: int | None = None
    splits: tuple[Split, ...] = ()

    team: str = ""  # a resource id
    owner: str = ""  # a resource id
    sprint: str = ""
    tags: tuple[str, ...] = ()
    horizon: str = ""  # fuzzy: 2027, 2027-H1, 2027-Q2, 2027-04, or FROM/TO as dates
    scope: str = ""  # "" | candidate | added | removed
    notes: str = ""
    hyperlinks: tuple[Hyperlink, ...] = ()
    fixed_cost: int = 0
    fixed_cost_accrual: str = "prorated"  # start prorated end
    budget: int = 0
    fields: tuple[tuple[str, str | int], ...] = ()  # custom field id -> value, sorted by id
    collapsed: bool = False
    colour: str = ""

    external: str = ""  # path of the plan that this task stands for
    reference: str = ""  # a reference record: the tasks of another plan go here
    recurring: bool = False


@value
class Link(Record):
    """A dependency. `from_` is the predecessor, `to` the successor; the file's member is `from`."""

    kind: ClassVar[str] = "link"

    from_: str = ""
    to: str = ""
    type: str = "FS"  # FS SS FF SF
    lag: int = 0  # minutes, or percent of the predecessor's duration
    lag_kind: str = "worked"  # worked elapsed percent
    lag_unit: str = "d"
    external: str = ""  # predecessor in another plan: path and unique id
    notes: str = ""


@value
class Calendar(Record):
    """Working time. `week` has seven days from Monday; None inherits from the base calendar.

    An empty week inherits all; without a base that is Monday to Friday 8-12 and 13-17.
    """

    kind: ClassVar[str] = "calendar"

    name: str = ""
    base: str = ""
    week: tuple[DayTimes | None, ...] = ()
    weeks: tuple[WorkWeek, ...] = ()
    exceptions: tuple[CalendarException, ...] = ()
    country: str = ""  # whose public holidays were put in, for refreshing them
    region: str = ""
    uid: int | None = None


@value
class Resource(Record):
    """A person, a team, a material or a cost."""

    kind: ClassVar[str] = "resource"

    name: str = ""
    type: str = "person"  # person team material cost
    code: str = ""
    team: str = ""  # a resource id
    email: str = ""
    calendar: str = ""
    units: int = FULL_UNITS
    availability: tuple[Availability, ...] = ()
    rates: tuple[Rate, ...] = ()
    accrual: str = "prorated"
    material_label: str = ""
    colour: int = 0  # slot of the team colours, 1-8; 0: none
    generic: bool = False
    active: bool = True
    notes: str = ""
    uid: int | None = None
    ord: str = ""


@value
class Assignment(Record):
    """Who or what works on a task, how much, and where that work lies."""

    kind: ClassVar[str] = "assignment"

    task: str = ""
    resource: str = ""
    units: int = FULL_UNITS
    work: int | None = None
    overtime_work: int = 0
    actual_work: int = 0
    remaining_work: int | None = None
    percent: int = 0
    delay: int = 0  # worked minutes after the task's start
    levelling_delay: int = 0  # elapsed minutes
    contour: str = "flat"
    start: int | None = None  # only where work is split, contoured, delayed or done
    finish: int | None = None
    actual_start: int | None = None
    actual_finish: int | None = None
    stop: int | None = None
    resume: int | None = None
    segments: tuple[Segment, ...] = ()  # time-phased work
    rate_table: str = "A"
    cost: int = 0
    actual_cost: int = 0
    notes: str = ""
    uid: int | None = None


@value
class Baseline(Record):
    """A named snapshot; its rows are BaselineTask records."""

    kind: ClassVar[str] = "baseline"

    name: str = ""
    number: int = 0  # 0-10 as MS Project counts them
    taken: int | None = None
    notes: str = ""


@value
class BaselineTask(Record):
    """What one task (or assignment, or resource) was in a baseline."""

    kind: ClassVar[str] = "baseline_task"

    baseline: str = ""
    of: str = ""
    start: int | None = None
    finish: int | None = None
    duration: int | None = None
    work: int | None = None
    cost: int | None = None
    percent: int | None = None


@value
class Risk(Record):
    """A risk, an issue or a decision."""

    kind: ClassVar[str] = "risk"

    type: str = "risk"  # risk issue decision
    code: str = ""
    name: str = ""
    status: str = "open"
    probability: int = 0  # percent
    impact_min: int = 0  # worked minutes of delay
    impact_likely: int | None = None
    impact_max: int = 0
    cost_impact: int = 0
    tasks: tuple[str, ...] = ()
    team: str = ""
    owner: str = ""
    strategy: str = ""  # avoid reduce transfer accept
    response: str = ""
    due: int | None = None
    raised: int | None = None
    decided: int | None = None
    category: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()


@value
class Contract(Record):
    """What one team promised another: who delivers what, by when it is needed and committed."""

    kind: ClassVar[str] = "contract"

    name: str = ""
    provider: str = ""  # resource ids
    consumer: str = ""
    task: str = ""  # the task that delivers it
    consumer_task: str = ""
    need_by: int | None = None
    commit_by: int | None = None
    status: str = "proposed"  # proposed agreed delivered dropped
    terms: str = ""
    notes: str = ""


@value
class Sprint(Record):
    """A time box of a team."""

    kind: ClassVar[str] = "sprint"

    name: str = ""
    team: str = ""
    start: int | None = None
    finish: int | None = None
    goal: str = ""
    capacity: int | None = None  # worked minutes


@value
class Scenario(Record):
    """A set of edits that is kept beside the plan and can be tried or taken."""

    kind: ClassVar[str] = "scenario"

    name: str = ""
    notes: str = ""
    edits: tuple[ScenarioEdit, ...] = ()


@value
class View(Record):
    """A saved way of looking at the plan."""

    kind: ClassVar[str] = "view"

    name: str = ""
    type: str = "plan"  # plan roadmap workload risk status
    columns: tuple[str, ...] = ()
    filter: str = ""
    sort: str = ""
    group: str = ""
    colour_by: str = ""
    from_day: int | None = None
    px_per_day: int = 0  # thousandths of a pixel
    options: tuple[tuple[str, str | int], ...] = ()


@value
class Reference(Record):
    """Another plan that this one refers to."""

    kind: ClassVar[str] = "reference"

    name: str = ""
    path: str = ""
    doc: str = ""
    notes: str = ""


@value
class Field(Record):
    """A custom field of tasks."""

    kind: ClassVar[str] = "field"

    name: str = ""
    type: str = "text"  # text number date list flag duration cost
    choices: tuple[str, ...] = ()
    source: str = ""  # its name in the file that it came from, such as Text1
    ord: str = ""


@value
class Log(Record):
    """One save: when, by whom, and what was done since the one before."""

    kind: ClassVar[str] = "log"

    at: int | None = None  # minutes since 1970-01-01T00:00 UTC, the one instant that is not plan time
    who: str = ""
    labels: tuple[str, ...] = ()


@value
class Conflict(Record):
    """Two people's answers to one field, kept until someone settles it. Values are JSON texts."""

    kind: ClassVar[str] = "conflict"

    of_kind: str = ""
    of: str = ""
    field: str = ""
    base: str = ""
    mine: str = ""
    theirs: str = ""
    who: str = ""


@value
class Unknown(Record):
    """A record of a kind that this version does not know; all its members are in `extra`."""

    kind: ClassVar[str] = "unknown"

    t: str = ""


# A link's predecessor under the file's own name too: `from` is a keyword, getattr is not.
setattr(Link, "from", property(lambda link: link.from_))

KINDS: dict[str, type[Record]] = {
    cls.kind: cls
    for cls in (
        Project, Task, Link, Calendar, Resource, Assignment, Baseline, BaselineTask, Risk, Contract,
        Sprint, Scenario, View, Reference, Field, Log, Conflict, Unknown,
    )
}  # fmt: skip

CONSTRAINTS = ("asap", "alap", "snet", "snlt", "fnet", "fnlt", "mso", "mfo")
LINK_TYPES = ("FS", "SS", "FF", "SF")
DURATION_UNITS = ("m", "h", "d", "w", "mo")
