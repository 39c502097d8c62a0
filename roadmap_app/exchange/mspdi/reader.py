"""Reading MS Project XML: what people entered becomes a plan, what was computed is kept aside as stored.

Source of the meaning of elements: Microsoft's MSPDI schema, and the files of the conformance set where
they disagree with it (fixed costs accrue 1 start, 2 end, 3 prorated, as resources do).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from roadmap_app.exchange.imported import Imported, Unreadable
from roadmap_app.exchange.mspdi.assignments import AssignmentTable
from roadmap_app.exchange.mspdi.baselines import BaselineTable
from roadmap_app.exchange.mspdi.calendars import ReadCalendar, read_calendar, settle
from roadmap_app.exchange.mspdi.carried import PEOPLE, labels
from roadmap_app.exchange.mspdi.elements import Element, Report, Root, records
from roadmap_app.exchange.mspdi.fields import FieldTable
from roadmap_app.exchange.mspdi.ids import Ids, id_in, made_id
from roadmap_app.exchange.mspdi.links import read_links
from roadmap_app.exchange.mspdi.project import currency_digits, default_unit, money_scale, read_project, with_manager
from roadmap_app.exchange.mspdi.resources import ResourceTable
from roadmap_app.exchange.mspdi.tasks import TaskTable
from roadmap_app.exchange.mspdi.values import Source, shown
from roadmap_app.exchange.told import Told
from roadmap_app.model.plan import make_plan
from roadmap_app.model.records import Baseline, Record, Resource, Task

# The order in which the schema has the records: what comes later needs what came before.
ORDER = ("OutlineCodes", "ExtendedAttributes", "Calendars", "Tasks", "Resources", "Assignments")
NAMING = ("GUID", "Title", "CreationDate", "StartDate")  # settings that tell one document from another
EARLY = (*NAMING, "CurrencyDigits", "DurationFormat")  # settings that records are read by
CONTAINERS = ("Tasks", "Resources", "Calendars", "Assignments")


def read(path: Path | str, report: Report | None = None) -> Imported:
    """The plan of an MS Project XML file; the same file gives the same ids each time.

    `report(done, all)` tells how many of its bytes have been read.

    Nothing is raised for what single elements hold: each thing that cannot be read is a finding
    (`mspdi.*`) with its place and what was done. Unreadable where there is nothing to take over;
    OSError where the file cannot be opened.
    """
    path = Path(path)
    told, root = Told(), Root()
    imported = _read(path, root, told, records(path, root, told, report))
    if imported is None:  # another order than the schema's: read all, then put it in order
        told, root = Told(), Root()
        whole = sorted(records(path, root, told, report), key=lambda record: ORDER.index(record[0]))
        imported = _read(path, root, told, iter(whole))
    assert imported is not None
    return imported


def _read(path: Path, root: Root, told: Told, stream: Iterator[tuple[str, Element]]) -> Imported | None:
    """The plan of the records of a file; None where one, or a setting, stands after what is read by it."""
    first = next(stream, None)
    settings = Source(root, told, "the project")
    early = [root.texts.get(name) for name in EARLY]
    reached = 0
    # The settings stand before all records in a file; what later parts need of them is known by now.
    doc = id_in(root.texts.get("GUID", ""))
    doc = doc or made_id("mspdi", *(root.texts.get(name, "") for name in NAMING))
    ids = Ids(doc)
    money, unit = money_scale(settings), default_unit(settings)
    fields = FieldTable(ids, told, money)
    baselines = BaselineTable(ids, told, money)
    tasks = TaskTable(ids, told, fields, baselines, unit, money)
    resources = ResourceTable(ids, told, fields, baselines, currency_digits(settings))
    assignments = AssignmentTable(ids, told, fields, baselines, money)
    calendars: list[ReadCalendar] = []
    for container, element in chain(() if first is None else (first,), stream):
        if ORDER.index(container) < reached:
            return None
        reached = ORDER.index(container)
        if container == "Tasks":
            tasks.read(element)
        elif container == "Assignments":
            tasks.drop_no_dates(element)
            assignments.read(element)
        elif container == "Resources":
            tasks.drop_no_dates(element)
            resources.read(element)
        elif container == "Calendars":
            if calendar := read_calendar(element, ids, told):
                calendars.append(calendar)
        elif container == "ExtendedAttributes":
            fields.define(element)
        else:
            fields.define_code(element)
    if early != [root.texts.get(name) for name in EARLY]:
        return None
    if not tasks.rows and not root.finished & {*CONTAINERS, "StartDate", "SaveVersion", "MinutesPerDay"}:
        raise Unreadable("This is an XML file with a Project in it, but nothing that MS Project would write.")
    kept, stands_for = settle(calendars, told)
    people = resources.records(stands_for)
    listed = _settled(tasks.records(), stands_for, people, told)
    tasks.drop_no_dates(root)
    project = read_project(settings, ids.of("project", 0), tasks.summary_name, path.stem)
    made = baselines.records()
    project = project.but(
        calendar=_project_calendar(settings, ids, stands_for),
        notes=tasks.summary_notes,
        baseline=_baseline(settings, made),
    )
    project = with_manager(project, settings.text("Manager"), people)
    whole: list[Record] = [project, *kept, *listed, *people]
    plan = make_plan(doc, whole)
    whole += assignments.records(plan)
    whole += (plan.tasks[id].but(splits=splits) for id, splits in assignments.splits(plan).items())
    whole += read_links(tasks.rows, ids, told, unit)
    present = {record.id for record in whole}
    whole += made
    whole += (row for row in baselines.rows if row.of in present)
    whole += fields.records()
    whole += tasks.references.values()
    stored = {row.members["id"]: row.stored for row in tasks.rows if row.stored is not None}
    return Imported(make_plan(doc, whole), told.findings(), stored)


def _settled(
    tasks: list[Task], stands_for: Mapping[str, str], people: list[Resource], told: Told
) -> list[Task]:
    """Tasks whose calendars, teams and owners are there; an unknown one is told and left out."""
    named = {label: id for id, label in labels(people, {each.id: each.uid for each in people}).items()}
    found = []
    for task in tasks:
        changed: dict[str, str] = {}
        if task.calendar and stands_for.get(task.calendar) != task.calendar:
            changed["calendar"] = stands_for.get(task.calendar, "")
            if task.calendar not in stands_for:
                told.add("mspdi.calendar", "Its calendar is not in the file; the project's is used.", _place(task))
        for member in PEOPLE:
            if label := getattr(task, member):
                changed[member] = named.get(label, "")
                if label not in named:
                    told.add("mspdi.carried", f"Its {member} {shown(label)} is no resource; it was left out.",
                             _place(task), "Name the resource as before.")  # fmt: skip
        found.append(task.but(**changed) if changed else task)
    return found


def _place(task: Task) -> str:
    return f"Task UID {task.uid} {shown(task.name)}"


def _baseline(settings: Source, made: list[Baseline]) -> str:
    """The baseline that is shown: the one that earned value is reckoned with, else the first."""
    number = settings.whole("BaselineForEarnedValue", 0, 10, 0)
    chosen = [each for each in made if each.number == number] or made
    return chosen[0].id if chosen else ""


def _project_calendar(settings: Source, ids: Ids, stands_for: Mapping[str, str]) -> str:
    uid = settings.number("CalendarUID")
    if uid is None or uid < 0:
        return ""
    calendar = stands_for.get(ids.of("calendar", uid), "")
    if not calendar:
        settings.tell("calendar", f"The project's calendar, UID {uid}, is not in the file; Monday to Friday,"
                      " 8:00 to 12:00 and 13:00 to 17:00 are used.")  # fmt: skip
    return calendar
