"""What MPXJ, an independent reader, sees in MS Project XML files: run by a Python that has it, prints JSON.

`python mpxj_dump.py FILE ...` prints a list, one object a file. Nothing of ours is imported here.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import jpype
import mpxj  # type: ignore[import-not-found]  # noqa: F401  # puts its classes where Java looks for them

LOGGER = "org.apache.logging.log4j.simple.SimpleLoggerContextFactory"


def text(value: Any) -> str | None:
    return None if value is None else str(value)


def number(value: Any) -> float | None:
    return None if value is None else float(value)


def minutes(duration: Any, properties: Any) -> float | None:
    """Minutes of a duration of any unit."""
    unit = jpype.JClass("org.mpxj.TimeUnit").MINUTES
    return None if duration is None else round(duration.convertUnits(unit, properties).getDuration(), 3)


def of_task(task: Any, properties: Any) -> dict[str, Any]:
    return {
        "name": text(task.getName()),
        "start": text(task.getStart()),
        "finish": text(task.getFinish()),
        "duration": minutes(task.getDuration(), properties),
        "level": int(task.getOutlineLevel()),
        "active": bool(task.getActive()),
        "manual": text(task.getTaskMode()) == "MANUALLY_SCHEDULED",
        "milestone": bool(task.getMilestone()),
        "deadline": text(task.getDeadline()),
        "constraint": text(task.getConstraintType()),
        "constraint_date": text(task.getConstraintDate()),
        "calendar": text(task.getCalendar().getName()) if task.getCalendar() else None,
        "priority": int(task.getPriority().getValue()) if task.getPriority() else None,
        "percent": number(task.getPercentageComplete()),
        "actual_start": text(task.getActualStart()),
        "notes": text(task.getNotes()),
        "hyperlink": text(task.getHyperlinkAddress()),
        "fixed_cost": number(task.getFixedCost()),
        "work": minutes(task.getWork(), properties),
        "baselines": [
            [text(task.getBaselineStart(n) if n else task.getBaselineStart()),
             text(task.getBaselineFinish(n) if n else task.getBaselineFinish()),
             number(task.getBaselineCost(n) if n else task.getBaselineCost())]
            for n in range(11)
        ],
        "links": [
            [int(each.getPredecessorTask().getUniqueID()), text(each.getType()), text(each.getLag().getUnits()),
             number(each.getLag().getDuration())]
            for each in task.getPredecessors()
        ],
        "fields": {
            str(each.getAlias()): text(task.getCachedValue(each.getFieldType()))
            for each in task.getParentFile().getCustomFields()
            if each.getAlias() and task.getCachedValue(each.getFieldType()) is not None
        },
    }  # fmt: skip


def of_calendar(calendar: Any) -> dict[str, Any]:
    days = jpype.JClass("java.time.DayOfWeek").values()
    return {
        "base": text(calendar.getParent().getName()) if calendar.getParent() else None,
        "week": [
            [[text(hours.getStart()), text(hours.getEnd())] for hours in calendar.getCalendarHours(day) or ()]
            if text(calendar.getCalendarDayType(day)) != "DEFAULT"
            else None
            for day in days
        ],
        "exceptions": sorted(
            [text(each.getName()), text(each.getFromDate()), bool(each.getRecurring())]
            for each in calendar.getCalendarExceptions()
        ),
        "weeks": [text(each.getName()) for each in calendar.getWorkWeeks()],
    }


def of_resource(resource: Any) -> dict[str, Any]:
    return {
        "name": text(resource.getName()),
        "type": text(resource.getType()),
        "group": text(resource.getGroup()),
        "email": text(resource.getEmailAddress()),
        "active": bool(resource.getActive()),
        "accrual": text(resource.getAccrueAt()),
        "calendar": text(resource.getCalendar().getName()) if resource.getCalendar() else None,
        "notes": text(resource.getNotes()),
        "rates": [
            [text(entry.getStartDate()), number(entry.getStandardRate().getAmount()), number(entry.getCostPerUse())]
            for entry in resource.getCostRateTable(0)
        ],
        "availability": [number(each.getUnits()) for each in resource.getAvailability()],
    }


def of_assignment(each: Any, properties: Any) -> dict[str, Any]:
    return {
        "task": int(each.getTask().getUniqueID()),
        "resource": int(each.getResource().getUniqueID()) if each.getResource() else None,
        "units": number(each.getUnits()),
        "work": minutes(each.getWork(), properties),
        "actual_work": minutes(each.getActualWork(), properties),
        "overtime": minutes(each.getOvertimeWork(), properties),
        "delay": minutes(each.getDelay(), properties),
        "contour": text(each.getWorkContour()),
        "start": text(each.getStart()),
        "finish": text(each.getFinish()),
    }


def dump(path: str) -> dict[str, Any]:
    reader = jpype.JClass("org.mpxj.mspdi.MSPDIReader")()
    project = reader.read(path)
    properties = project.getProjectProperties()
    return {
        "ignored": [text(error) for error in project.getIgnoredErrors()],
        "title": text(properties.getProjectTitle()),
        "start": text(properties.getStartDate()),
        "currency": text(properties.getCurrencyCode()),
        "calendar": text(project.getDefaultCalendar().getName()),
        "tasks": {int(each.getUniqueID()): of_task(each, properties) for each in project.getTasks()},
        "calendars": {str(each.getName()): of_calendar(each) for each in project.getCalendars()},
        "resources": {int(each.getUniqueID()): of_resource(each) for each in project.getResources()},
        "assignments": {
            int(each.getUniqueID()): of_assignment(each, properties) for each in project.getResourceAssignments()
        },
        "choices": {
            str(each.getAlias()): [text(value.getValue()) for value in each.getLookupTable()]
            for each in project.getCustomFields()
            if each.getAlias() and each.getLookupTable()
        },
    }


if __name__ == "__main__":
    jpype.startJVM(f"-Dlog4j2.loggerContextFactory={LOGGER}")
    print(json.dumps([dump(path) for path in sys.argv[1:]]))
