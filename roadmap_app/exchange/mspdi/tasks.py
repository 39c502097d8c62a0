"""Tasks: one element each, in the order of the outline, which their levels make."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from roadmap_app.exchange.mspdi.baselines import BaselineTable
from roadmap_app.exchange.mspdi.elements import Element
from roadmap_app.exchange.mspdi.fields import FieldTable
from roadmap_app.exchange.mspdi.ids import Ids, built
from roadmap_app.exchange.mspdi.lost import file_name
from roadmap_app.exchange.mspdi.values import LONGEST, Source, format_of, shown
from roadmap_app.exchange.told import Told
from roadmap_app.model.order import spread
from roadmap_app.model.outline import MAX_DEPTH
from roadmap_app.model.parts import Hyperlink
from roadmap_app.model.records import Reference, Task

CONSTRAINTS = ("asap", "alap", "mso", "mfo", "snet", "snlt", "fnet", "fnlt")
TASK_TYPES = ("fixed_units", "fixed_duration", "fixed_work")
ACCRUALS = ("", "start", "end", "prorated")
SAFE_SCHEMES = ("http", "https", "mailto")

# What is rolled up from its children in a summary, and so is no fact of its own.
ROLLED_UP = (
    "percent", "percent_work", "actual_start", "actual_finish", "actual_duration", "remaining_duration",
    "stop", "resume", "work",
)  # fmt: skip


# All that a blank line has; a blank line of ours that holds more is written as a task.
BLANK = {"id", "uid", "parent", "ord", "active"}


def is_blank(task: Task) -> bool:
    """Whether a task is a blank line: inactive, without a name, and nothing else."""
    if task.name or task.active:
        return False
    return all(name in BLANK or value == getattr(Task, name) for name, value in task.__dict__.items())


@dataclass
class ReadTask:
    """A task as it stands in the file, before the outline is known."""

    members: dict[str, Any]
    level: int
    place: str
    links: list[Element]
    stored: tuple[int, int] | None = None
    blank: bool = False
    number: int | None = None  # its ID, the row it has in MS Project
    outline: str = ""  # its outline number, such as 1.2


@dataclass
class TaskTable:
    """Reads tasks one by one; `records` makes the outline of them.

    `summary_name` and `summary_notes` are those of the project summary, which is no task of a plan.
    """

    ids: Ids
    told: Told
    fields: FieldTable
    baselines: BaselineTable
    unit: str
    money: float
    rows: list[ReadTask] = field(default_factory=list)
    references: dict[str, Reference] = field(default_factory=dict)
    summary_name: str = ""
    summary_notes: str = ""
    no_dates: set[str] = field(default_factory=set)
    _seen: set[str] = field(default_factory=set)

    def read(self, element: Element) -> None:
        texts = element.texts
        name = texts.get("Name", "")
        uid = texts.get("UID", "")
        source = Source(element, self.told, f"Task UID {uid[:20]} {shown(name) if name else ''}".rstrip())
        level = texts.get("OutlineLevel")
        blank = source.flag("IsNull")
        if (level == "0" and not blank) or (level is None and uid == "0" and not self.rows):
            self.summary_name, self.summary_notes = name, texts.get("Notes", "")
            self.ids.name("project", 0, texts.get("GUID", ""))
            return
        self._drop_placeholder(source)
        for doubled in element.doubled:
            source.tell("doubled", f"{doubled} stands there more than once; the first one was taken.")
        id, number = self._id(source)
        if blank:
            members = {"id": id, "uid": number, "active": False}
            deep = source.whole("OutlineLevel", 0, LONGEST, 0)
            self.rows.append(ReadTask(members, deep, source.place, [], blank=True, number=source.number("ID")))
            return
        members = self._members(source, id, number)
        start, finish = source.instant("Start"), source.instant("Finish")
        stored = (start, finish) if start is not None and finish is not None else None
        if members["manual"] or not members["active"] or members["external"]:
            members["start"] = self._entered(source, members, "ManualStart", start)
            members["finish"] = self._entered(source, members, "ManualFinish", finish)
        links = element.parts.get("PredecessorLink", [])
        row = source.number("ID")
        outline = texts.get("OutlineNumber", "")
        self.rows.append(
            ReadTask(members, self._level(source), source.place, links, stored, number=row, outline=outline)
        )
        if "Baseline" in element.parts:
            self.baselines.read(source, id)

    def records(self) -> list[Task]:
        """Tasks with their parents and order; summaries without what is rolled up."""
        self._arrange()
        levels = self._levels()
        parents: list[str] = []
        branch: list[str] = []
        for row, level in zip(self.rows, levels, strict=True):
            del branch[level - 1 :]
            parents.append(branch[-1] if branch else "")
            branch.append(row.members["id"])
        siblings: dict[str, int] = {}
        for parent in parents:
            siblings[parent] = siblings.get(parent, 0) + 1
        keys = {parent: iter(spread("", "", count)) for parent, count in siblings.items()}
        tasks = []
        for row, parent in zip(self.rows, parents, strict=True):
            members = {**row.members, "parent": parent, "ord": next(keys[parent])}
            if members["id"] in siblings:
                for name in ROLLED_UP if members["manual"] else (*ROLLED_UP, "duration"):
                    members.pop(name, None)
            tasks.append(built(Task, members))
        return tasks

    def _entered(self, source: Source, members: dict[str, Any], name: str, shown: int | None) -> int | None:
        """An entered date; `shown` is the one that the file shows for it.

        In a file of ours a date that nobody entered is missing among the manual ones, though it is shown.
        """
        texts = source.element.texts
        if name not in texts:
            return None if "ManualDuration" in texts and self.ids.is_named("task", members["id"]) else shown
        return source.instant(name) if members["manual"] else shown

    def _id(self, source: Source) -> tuple[str, int | None]:
        """The id of a task and its unique id; a missing or doubled one is told and made up."""
        text = source.text("UID").strip()
        uid = source.number("UID") if len(text) < 12 else None
        if uid is not None:
            self.ids.name("task", uid, source.text("GUID"))
            id = self.ids.of("task", uid)
            if id not in self._seen:
                self._seen.add(id)
                return id, uid
            source.tell("uid", "Its unique id is another task's, which keeps the links; it got a new one.")
        elif text.isdecimal():  # too large for a number of ours, yet good for telling tasks apart
            id = self.ids.of("task", text)
            if id not in self._seen:
                self._seen.add(id)
                return id, None
        else:
            source.tell("uid", "It has no unique id, so that no link can name it; it got one.")
        id = self.ids.of("task", f"row {len(self.rows)}")
        self._seen.add(id)
        return id, None

    def _drop_placeholder(self, source: Source) -> None:
        """Learn what stands for "no date" in this file, and take it out.

        It gives itself away where a task that has not begun has actually started and finished at once.
        """
        texts = source.element.texts
        started = texts.get("ActualStart", "")
        idle = texts.get("PercentComplete", "0") == "0" and texts.get("Duration", "PT0H0M0S") != "PT0H0M0S"
        if started and idle and started == texts.get("ActualFinish") and started not in self.no_dates:
            self.no_dates.add(started)
            source.tell("placeholder", f"{started} stands where there is no date; it was read as none.")
        self.drop_no_dates(source.element)

    def drop_no_dates(self, element: Element) -> None:
        """Take out the children that stand for "no date", of which files by some writers are full."""
        if self.no_dates:
            texts = element.texts
            for name in [name for name, text in texts.items() if text in self.no_dates]:
                del texts[name]

    def _members(self, source: Source, id: str, uid: int | None) -> dict[str, Any]:
        texts = source.element.texts
        manual = source.flag("Manual")
        summary = source.flag("Summary")
        duration = source.duration("ManualDuration") if manual and not summary else None
        if duration is None:
            duration = source.duration("Duration") or 0
        form = format_of(source.whole("DurationFormat", 0, 99, 7), self.unit)
        external = ""
        if source.flag("ExternalTask") or source.flag("IsSubproject"):
            external = texts.get("ExternalTaskProject") or texts.get("SubprojectName") or "unknown plan"
        wbs = texts.get("WBS", "")
        members: dict[str, Any] = {
            "id": id,
            "uid": uid,
            "name": texts.get("Name", ""),
            "code": wbs if wbs != texts.get("OutlineNumber", wbs) else "",
            "duration": duration,
            "duration_unit": form.unit,
            "elapsed": form.elapsed,
            "estimated": source.flag("Estimated") or form.estimated,
            "milestone": source.flag("Milestone") and duration > 0,
            "manual": manual,
            "active": source.flag("Active", default=True),
            "deadline": source.instant("Deadline"),
            "calendar": self._calendar(source),
            "ignore_resource_calendars": source.flag("IgnoreResourceCalendar"),
            "priority": source.whole("Priority", 0, 1000, 500),
            "levelling_delay": source.tenths("LevelingDelay"),
            "task_type": source.choice("Type", TASK_TYPES, "fixed_units"),
            "effort_driven": source.flag("EffortDriven"),
            "notes": texts.get("Notes", ""),
            "hyperlinks": _hyperlinks(source),
            "fixed_cost": source.number("FixedCost", self.money) or 0,
            "fixed_cost_accrual": source.choice("FixedCostAccrual", ACCRUALS, "prorated"),
            "external": external,
            "recurring": source.flag("Recurring"),
            **_constraint(source),
            **_progress(source, duration),
            **self.fields.members(source),
        }
        if source.flag("IsSubproject"):
            members["reference"] = self._reference(external)
        return members

    def _calendar(self, source: Source) -> str:
        uid = source.number("CalendarUID")
        return self.ids.of("calendar", uid) if uid is not None and uid >= 0 else ""

    def _reference(self, path: str) -> str:
        id = self.ids.of("reference", path)
        self.references[id] = Reference(id=id, name=file_name(path), path=path)
        return id

    def _arrange(self) -> None:
        """Put rows that stand in another order than their IDs say in that of the IDs, as MS Project shows them.

        Outline numbers that rise through the file speak for the order of the file.
        """
        numbers = [row.number for row in self.rows if row.number is not None]
        if len(set(numbers)) < len(self.rows) or numbers == sorted(numbers):
            return
        parts = [row.outline.split(".") for row in self.rows if not row.blank]
        if all(part.isdecimal() and len(part) < 10 for words in parts for part in words):
            outline = [[int(part) for part in words] for words in parts]
            if outline == sorted(outline):
                return
        place = next(self.rows[i].place for i in range(1, len(numbers)) if numbers[i] < numbers[i - 1])
        self.told.add("mspdi.order", "The tasks stand in another order than their IDs; that of the IDs was taken.",
                      place)  # fmt: skip
        self.rows.sort(key=lambda row: row.number or 0)

    def _level(self, source: Source) -> int:
        text = source.text("OutlineLevel")
        if not text:
            return source.text("OutlineNumber").count(".") + 1
        level = source.whole("OutlineLevel", -LONGEST, LONGEST, 1)
        if level < 1:
            source.tell("outline", f"Its outline level is {level}; it was put at the top.")
        return max(level, 1)

    def _levels(self) -> list[int]:
        """Levels without jumps or too great depth, both told.

        A blank line goes with the task below it, or deeper where it has a level of its own.
        """
        levels: list[int] = []
        open_levels: list[int] = []  # as the file counts them, of the tasks that are still open
        for row in self.rows:
            if row.blank:
                levels.append(min(row.level, len(open_levels) + 1))
                continue
            while open_levels and open_levels[-1] >= row.level:
                open_levels.pop()
            if row.level > (open_levels[-1] if open_levels else 0) + 1:
                self.told.add("mspdi.outline", f"Its outline level jumps to {row.level}; it was put one level"
                              " below the task above it.", row.place)  # fmt: skip
            if len(open_levels) == MAX_DEPTH:
                self.told.add("mspdi.outline", f"It lies deeper than {MAX_DEPTH} levels; it was put at"
                              " the deepest there is.", row.place)  # fmt: skip
                open_levels.pop()
            open_levels.append(row.level)
            levels.append(len(open_levels))
        below = 1
        for place in range(len(levels) - 1, -1, -1):
            if self.rows[place].blank:
                levels[place] = max(levels[place], below)
            else:
                below = levels[place]
        return levels


def _constraint(source: Source) -> dict[str, Any]:
    kind = source.choice("ConstraintType", CONSTRAINTS, "asap")
    date = source.instant("ConstraintDate")
    if kind in ("asap", "alap"):
        return {"constraint": kind}  # a date that was left behind means nothing
    if date is None:
        source.tell("constraint", f"Its constraint ({kind}) has no date; it was left out.")
        return {}
    return {"constraint": kind, "constraint_date": date}


def _progress(source: Source, duration: int) -> dict[str, Any]:
    """Percent and actuals; None where nothing has begun."""
    percent = source.whole("PercentComplete", 0, 100, 0)
    started = source.instant("ActualStart")
    begun = percent > 0 or started is not None
    done, left = source.duration("ActualDuration"), source.duration("RemainingDuration")
    return {
        "percent": percent,
        "percent_work": source.whole("PercentWorkComplete", 0, 100, 0) or None,
        "physical_percent": source.whole("PhysicalPercentComplete", 0, 100, 0) or None,
        "actual_start": started,
        "actual_finish": source.instant("ActualFinish"),
        "actual_duration": done if begun else None,
        "remaining_duration": left if begun and left != duration else None,
        "stop": source.instant("Stop") if begun else None,
        "resume": source.instant("Resume") if begun else None,
        "work": source.duration("Work") or None,
    }


def _hyperlinks(source: Source) -> tuple[Hyperlink, ...]:
    """The task's link, if it is one that may be followed; others are kept as text in the label."""
    address, label = source.text("HyperlinkAddress").strip(), source.text("Hyperlink").strip()
    part = source.text("HyperlinkSubAddress").strip()
    url = f"{address}#{part}" if address and part else address
    if not url:
        return (Hyperlink(label=label),) if label else ()
    if url.partition(":")[0].lower() not in SAFE_SCHEMES:
        source.tell("hyperlink", f"Its hyperlink {shown(url)} is neither http, https nor mailto; it became text.")
        return (Hyperlink(label=f"{label} ({url})" if label else url),)
    return (Hyperlink(label=label if label != url else "", url=url),)
