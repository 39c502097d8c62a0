"""What all sheets tell: the plan's rows, ready to write, and where each stands on the Plan sheet.

Figures that a formula can give are written as formulas; `Row` holds the figure that the formula must give,
so a sheet can compare before it trusts the formula.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from roadmap_app.analysis import progress, variance
from roadmap_app.analysis.variance import Variance
from roadmap_app.calendar import worktime_of
from roadmap_app.exchange.excel.cells import MOST_ROWS, cleaned, column_name, first_day, last_day, one_line, pattern
from roadmap_app.exchange.excel.timeline import Timeline, make_timeline
from roadmap_app.exchange.excel.workdays import Workdays, workdays_of
from roadmap_app.exchange.told import Told
from roadmap_app.model import text
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Baseline, Resource
from roadmap_app.model.time import DAY, LAST_PLANNED, day_of, to_date
from roadmap_app.schedule import Schedule

HEADER_ROWS = 3  # of the Plan sheet
FIRST_ROW = HEADER_ROWS  # 0-based
AFTER = 370  # days behind the plan for which days off are listed, for dates that people type

# The columns of the Plan sheet, 0-based; the timeline follows.
WBS, NAME, TEAM, OWNER, DAYS, START, FINISH = range(7)
PERCENT, PREDECESSORS, SLACK, DEADLINE, BASELINE, SLIP, STATUS = range(7, 14)
BASELINE_START, KIND, CRITICAL, ID, TIMELINE = range(14, 19)
DATE = f"${column_name(START)}$1"  # the status date, or today, at the top of the sheet


@dataclass(frozen=True)
class Row:
    """One row of the Plan sheet. Days are integer days; minutes are worked (or elapsed) minutes."""

    id: str  # "" for the plan as a whole
    wbs: str
    name: str
    depth: int
    kind: str  # plan summary milestone task inactive
    end: int  # place of the last row below it
    first: int
    last: int
    team: str = ""
    owner: str = ""
    minutes: int = 0
    elapsed: bool = False
    percent: int = 0
    predecessors: str = ""
    slack: int | None = None
    deadline: int | None = None
    baseline_first: int | None = None
    baseline_last: int | None = None
    slip: int | None = None
    status: str = ""
    critical: bool = False

    @property
    def is_summary(self) -> bool:
        return self.kind in ("plan", "summary")


class Facts:
    """A plan and its schedule as of one day, with all that sheets share."""

    def __init__(self, plan: Plan, schedule: Schedule, today: int, told: Told) -> None:
        self.plan = plan
        self.project = plan.project
        self.schedule = schedule
        self.today = day_of(today)
        self.told = told
        self.at = progress.as_of(plan, today)
        status = plan.project.status_date
        self.status_day = self.today if status is None else day_of(status)
        self.has_status_date = status is not None
        self.variance: Variance = variance.of(plan, schedule)
        self.name = one_line(cleaned(plan.project.name, told, "the plan's name")) or "Plan without a name"
        self.rows = self._rows()

    @property
    def date_label(self) -> str:
        return "Status date" if self.has_status_date else "Today"

    @property
    def baseline(self) -> Baseline | None:
        """The baseline that dates are compared with; None where it has none of them."""
        return self.plan.baselines.get(self.variance.baseline) if self.variance.spans else None

    @property
    def baseline_name(self) -> str:
        found = self.baseline
        return one_line(cleaned(found.name, self.told)) or f"Baseline {found.number}" if found else ""

    @cached_property
    def place(self) -> dict[str, int]:
        """Places in `rows` by task id."""
        return {row.id: place for place, row in enumerate(self.rows)}

    @cached_property
    def timeline(self) -> Timeline:
        dated = self.rows
        first = min((row.first for row in dated), default=self.today)
        last = max((row.last for row in dated), default=self.today)
        made = make_timeline(first, last, self.project.week_start)
        if made.cut:
            end, finish = to_date(made.days[-1] - 1), to_date(last)
            self.told.add(
                "excel.timeline_cut",
                f"The timeline ends with {text.MONTHS[end.month - 1]} {end.year}; the plan goes on to "
                f"{finish.day} {text.MONTHS[finish.month - 1]} {finish.year}.",
                "sheet Plan",
                "Check the dates that lie far from the others.",
            )
        return made

    @cached_property
    def workdays(self) -> Workdays:
        days = [row.first for row in self.rows] + [row.last for row in self.rows]
        days += [day for row in self.rows for day in (row.baseline_last, row.deadline) if day is not None]
        days = [day for day in days if day < LAST_PLANNED // DAY] or [self.today]
        return workdays_of(
            worktime_of(self.plan), self.project.minutes_per_day, min(days) - 7, max(days) + AFTER
        )

    @cached_property
    def unused(self) -> frozenset[int]:
        """Columns of the Plan sheet that no row has anything in."""
        filled = {
            TEAM: any(row.team for row in self.rows),
            OWNER: any(row.owner for row in self.rows),
            PREDECESSORS: any(row.predecessors for row in self.rows),
            DEADLINE: any(row.deadline is not None for row in self.rows),
            BASELINE: any(row.baseline_last is not None for row in self.rows),
            SLIP: any(row.slip is not None for row in self.rows),
            BASELINE_START: any(row.baseline_first is not None for row in self.rows),
        }
        return frozenset(column for column, used in filled.items() if not used)

    @cached_property
    def milestones(self) -> tuple[Row, ...]:
        """Rows of milestones by date."""
        listed = progress.milestones(self.plan, self.schedule)
        return tuple(self.rows[self.place[id]] for id in listed if id in self.place)

    @cached_property
    def key_milestone(self) -> Row | None:
        """The milestone that answers "When will it be done?"."""
        return self.rows[self.place[self.project.milestone]] if self.project.milestone in self.place else None

    @cached_property
    def _keyed_by_wbs(self) -> bool:
        """Whether MATCH finds each row by its WBS code: to it, letters and signs have no case and no width."""
        count = Counter(unicodedata.normalize("NFKC", row.wbs).casefold() for row in self.rows)
        return all(number == 1 for number in count.values())

    def range(self, column: int) -> str:
        """All rows of a column of the Plan sheet."""
        letter = column_name(column)
        return f"Plan!${letter}${FIRST_ROW + 1}:${letter}${FIRST_ROW + len(self.rows)}"

    def lookup(self, column: int, row: Row) -> str:
        """A formula, without its `=`, for a row's cell on the Plan sheet; it survives sorting."""
        if not row.id:
            key, by = "plan", KIND
        elif self._keyed_by_wbs and len(row.wbs) < 200:
            key, by = row.wbs, WBS
        else:
            key, by = row.id, ID
        return f"INDEX({self.range(column)},MATCH({pattern(key)},{self.range(by)},0))"

    def lookup_text(self, column: int, row: Row) -> str:
        """The same for a text: an empty cell gives an empty text, not 0."""
        return f'{self.lookup(column, row)}&""'

    def link(self, column: int, row: Row) -> str:
        """Where a link to a row's cell on the Plan sheet leads."""
        return f"internal:'Plan'!{column_name(column)}{FIRST_ROW + self.place[row.id] + 1}"

    def cell(self, column: int, place: int) -> str:
        """`$G12`: a cell of a row of the Plan sheet."""
        return f"${column_name(column)}{FIRST_ROW + place + 1}"

    def resource(self, id: str) -> str:
        found = self.plan.resources.get(id)
        return one_line(cleaned(found.name or found.code, self.told, "a resource")) if found else ""

    @cached_property
    def teams(self) -> tuple[Resource, ...]:
        """Teams that tasks name and active teams besides, by name; the first of two with one name."""
        return self._listed({task.team for task in self.plan.tasks.values()}, "team")

    @cached_property
    def owners(self) -> tuple[Resource, ...]:
        """Owners that tasks name and active people besides, in the same order."""
        return self._listed({task.owner for task in self.plan.tasks.values()}, "person")

    def _listed(self, used: set[str], type: str) -> tuple[Resource, ...]:
        found: dict[str, Resource] = {}
        for resource in sorted(self.plan.resources.values(), key=lambda r: (r.name, r.id)):
            if resource.name and (resource.id in used or (resource.type == type and resource.active)):
                found.setdefault(resource.name, resource)
        return tuple(found.values())

    def _rows(self) -> tuple[Row, ...]:
        outline = self.plan.outline
        top = outline.children.get("", ())
        lone = len(top) == 1 and outline.is_summary(top[0])
        lead = 0 if lone or not top else 1
        ids = outline.order
        most = MOST_ROWS - FIRST_ROW - lead
        if len(ids) > most:
            self.told.add(
                "excel.too_many_rows",
                f"The plan has {len(ids):,} tasks and a sheet holds {most:,}: the last "
                f"{len(ids) - most:,} are not in the workbook.",
                "sheet Plan",
                "Export the plan in parts, or send the plan file.",
            )
            ids = ids[:most]
        rows = [self._row(id, place + lead, lead, len(ids) + lead) for place, id in enumerate(ids)]
        return (self._plan_row(len(rows)), *rows) if lead else tuple(rows)

    def _plan_row(self, below: int) -> Row:
        schedule = self.schedule
        start, finish = schedule.project_start, schedule.project_finish
        worktime = worktime_of(self.plan)
        before_start, before_finish = self.variance.project_start, self.variance.project_finish
        percent = progress.complete(self.plan, schedule)
        leaves = progress.leaves(self.plan, self.plan.outline.order)
        if leaves and all(progress.is_done(self.plan, schedule, id) for id in leaves):
            status = progress.DONE
        elif finish < self.at:
            status = progress.LATE
        else:
            status = progress.IN_PROGRESS if percent else progress.NOT_STARTED
        return Row(
            id="",
            wbs="",
            name=self.name,
            depth=0,
            kind="plan",
            end=below,
            first=first_day(start),
            last=last_day(start, finish),
            minutes=worktime.worked(start, finish),
            percent=percent,
            baseline_first=None if before_start is None else first_day(before_start),
            baseline_last=_ended(before_start, before_finish),
            slip=None if before_finish is None else worktime.worked(before_finish, finish),
            status=status,
        )

    def _row(self, id: str, place: int, lead: int, limit: int) -> Row:
        plan, schedule, told = self.plan, self.schedule, self.told
        task = plan.tasks[id]
        wbs = one_line(cleaned(task.code, told, f"the WBS code of {id}")) or plan.outline.wbs[id]
        summary = plan.outline.is_summary(id)
        if summary:
            kind = "summary"
        elif not task.active:
            kind = "inactive"
        else:
            kind = "milestone" if schedule.is_milestone(id) else "task"
        start, finish = schedule.start(id), schedule.finish(id)
        before_start, before_finish = self.variance.baseline_start(id), self.variance.baseline_finish(id)
        is_open = not summary and task.active and not progress.is_done(plan, schedule, id)
        return Row(
            id=id,
            wbs=wbs,
            name=one_line(cleaned(task.name, told, f"the name of {wbs}")),
            depth=plan.outline.depth[id] + lead,
            kind=kind,
            end=min(place + len(plan.outline.branch(id)), limit) - 1 if summary else place,
            first=first_day(start),
            last=last_day(start, finish),
            team=self.resource(task.team),
            owner=self.resource(task.owner),
            minutes=schedule.duration(id),
            elapsed=task.elapsed and not summary,
            percent=schedule.percent(id),
            predecessors=cleaned(self._predecessors(id), told, f"the predecessors of {wbs}"),
            slack=schedule.total_slack(id) if is_open else None,
            deadline=None if task.deadline is None else last_day(start, task.deadline),
            baseline_first=None if before_start is None else first_day(before_start),
            baseline_last=_ended(before_start, before_finish),
            slip=self.variance.finish(id),
            status=progress.status(plan, schedule, id, self.at),
            critical=not summary and schedule.is_critical(id),
        )

    def _predecessors(self, id: str) -> str:
        plan = self.plan
        return "; ".join(
            text.predecessor(link, plan.tasks[link.from_].code or plan.outline.wbs[link.from_], plan.project)
            for link in sorted(
                (link for link in plan.links_into.get(id, ()) if link.from_ in plan.tasks),
                key=lambda link: plan.outline.position[link.from_],
            )
        )


def _ended(start: int | None, finish: int | None) -> int | None:
    if finish is None:
        return None
    return last_day(start if start is not None else finish, finish)
