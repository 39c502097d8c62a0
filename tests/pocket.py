"""The pocket language: small plans as text, so that a test reads like a sentence.

    plan("A 3d; B 2d after A; C 1d after B+2d")

A plan starts on Monday 2026-05-04 at 08:00 on the standard calendar (Mon-Fri 8-12, 13-17). Statements end
at `;` or a new line; children follow in braces or indented by two spaces. A statement is a name (words
without a meaning here, or quoted), a duration (`3d 2w 4h 90m 1mo`, elapsed `3ed`; none: 1d) and clauses:

    after A, B SS+1d, C FF-50%     predecessors: type (FS) and lag (`1d`, elapsed `1ed`, percent `50%`)
    snet 2026-05-04                a constraint; a start is 08:00, a finish 17:00, or give `T13:00`
    alap                           the constraint without a date
    deadline 2026-05-08            17:00
    40%                            percent complete
    manual 2026-05-04..2026-05-06  entered dates; also `manual` alone, `pinned A..B`, `external A..B`
    actual 2026-05-04[..DATE]      actual start (and finish)
    stop DATE, resume DATE         where progress stands
    inactive, milestone            flags
    delay 2d                       levelling delay (elapsed)
    split 1d+2d                    after 1d of work a gap of 2d
    on "Night shift"               task calendar, by name (give the records in `also`)
    by Ann 50% 16h, Bob            assignments: resource, units, work
    fixed duration | units | work  task type

Ids are stable: `task(plan, "A")` finds the record, `id_of(plan, "A")` its id.
"""

from __future__ import annotations

import re
from typing import Any

from roadmap_app.model.ids import stable_id
from roadmap_app.model.order import spread
from roadmap_app.model.parts import Split
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import (
    CONSTRAINTS,
    FULL_UNITS,
    LINK_TYPES,
    Assignment,
    Calendar,
    Link,
    Project,
    Record,
    Resource,
    Task,
)
from roadmap_app.model.text import unit_minutes
from roadmap_app.model.time import from_iso, instant

START = instant(2026, 5, 4, 8)
PROJECT, STANDARD = stable_id(1), stable_id(2)
FIRST_TASK, FIRST_LINK, FIRST_RESOURCE, FIRST_ASSIGNMENT = 1_000, 1_000_000, 2_000_000, 3_000_000
SETTINGS = Project(id=PROJECT)

DURATION = re.compile(r"(\d+(?:\.\d+)?)(e?)(mo|[mhdw])")
PERCENT = re.compile(r"(\d+)%")
PREDECESSOR = re.compile(r"(?P<name>.+?)(?:\s+(?P<type>FS|SS|FF|SF))?\s*(?P<lag>[+-]\s*\d[\w.%]*)?")
FLAGS = {"inactive", "milestone", "alap", "asap", "estimated"}
DATED = {*CONSTRAINTS, "deadline", "manual", "pinned", "external", "actual", "stop", "resume"}
WORDS = FLAGS | DATED | {"after", "delay", "split", "on", "by", "fixed", "priority"}
TOKEN = re.compile(r'"[^"]*"|[^\s,]+|,')


class NotUnderstood(ValueError):
    """A statement that the pocket language does not know."""


def plan(text: str, *also: Record, start: int | None = START, **project: Any) -> Plan:
    """The plan of a text. `also` adds or replaces records; `project` sets members of the project."""
    rows = _rows(text)
    ids = {name: stable_id(FIRST_TASK + place) for place, (_, name, _) in enumerate(rows)}
    records: list[Record] = [
        Project(id=PROJECT, name="Pocket", start=start, calendar=STANDARD, **project),
        Calendar(id=STANDARD, name="Standard"),
    ]
    calendars = {record.name: record.id for record in also if isinstance(record, Calendar)}
    calendars.setdefault("Standard", STANDARD)
    resources = {record.name: record.id for record in also if isinstance(record, Resource)}
    orders = spread("", "", len(rows))
    parents: list[str] = []
    links = assigned = 0
    for (depth, name, clauses), ord in zip(rows, orders, strict=True):
        del parents[depth:]
        members, predecessors, assignments = _members(clauses, calendars)
        parent = parents[-1] if parents else ""
        records.append(Task(id=ids[name], name=name, ord=ord, parent=parent, **members))
        parents.append(ids[name])
        for predecessor in predecessors:
            records.append(_link(predecessor, ids, ids[name], links))
            links += 1
        for assignment in assignments:
            who = assignment.pop("name")
            if who not in resources:
                resources[who] = stable_id(FIRST_RESOURCE + len(resources))
                records.append(Resource(id=resources[who], name=who))
            records.append(
                Assignment(
                    id=stable_id(FIRST_ASSIGNMENT + assigned),
                    task=ids[name],
                    resource=resources[who],
                    **assignment,
                )
            )
            assigned += 1
    return make_plan("pocket", [*records, *also])


def task(plan: Plan, name: str) -> Task:
    """The first task of a name; KeyError where there is none."""
    for id in plan.outline.order:
        if plan.tasks[id].name == name:
            return plan.tasks[id]
    raise KeyError(name)


def id_of(plan: Plan, name: str) -> str:
    return task(plan, name).id


def link(plan: Plan, from_: str, to: str) -> Link:
    """The first link between two tasks by name."""
    for found in plan.links_into.get(id_of(plan, to), ()):
        if found.from_ == id_of(plan, from_):
            return found
    raise KeyError(f"{from_} -> {to}")


def minutes(text: str) -> int:
    """Worked (or elapsed) minutes of a duration such as `3d`."""
    found = DURATION.fullmatch(text)
    if not found:
        raise NotUnderstood(f"'{text}' is not a duration")
    return round(float(found[1]) * unit_minutes(SETTINGS, found[3], bool(found[2])))


def at(text: str, clock: int = 480) -> int:
    """An instant of `2026-05-04` (at `clock` minutes into the day) or `2026-05-04T13:00`."""
    return from_iso(text) if "T" in text else from_iso(text) + clock


def _rows(text: str) -> list[tuple[int, str, list[str]]]:
    """(depth, name, tokens of the clauses) of each statement."""
    rows: list[tuple[int, str, list[str]]] = []
    braces = 0
    for line in text.splitlines():
        line = line.split("#", 1)[0]
        indent = (len(line) - len(line.lstrip(" "))) // 2
        for part in re.split(r"([;{}])", line):
            if part == "{":
                braces += 1
            elif part == "}":
                braces -= 1
            elif part != ";" and part.strip():
                name, tokens = _named(TOKEN.findall(part))
                rows.append((braces + indent, name, tokens))
    least = min((depth for depth, _, _ in rows), default=0)
    return [(depth - least, name, tokens) for depth, name, tokens in rows]


def _named(tokens: list[str]) -> tuple[str, list[str]]:
    if tokens[0].startswith('"'):
        return tokens[0].strip('"'), tokens[1:]
    end = 1
    while end < len(tokens) and not (
        tokens[end] in WORDS or DURATION.fullmatch(tokens[end]) or PERCENT.fullmatch(tokens[end])
    ):
        end += 1
    return " ".join(tokens[:end]), tokens[end:]


def _members(tokens: list[str], calendars: dict[str, str]) -> tuple[dict[str, Any], list[str], list[dict[str, Any]]]:
    members: dict[str, Any] = {"duration": 480}
    predecessors: list[str] = []
    assignments: list[dict[str, Any]] = []
    place = 0
    while place < len(tokens):
        word = tokens[place]
        end = place + 1
        while end < len(tokens) and (tokens[end] not in WORDS or tokens[end - 1] == ","):
            if word == "after" and (DURATION.fullmatch(tokens[end]) or PERCENT.fullmatch(tokens[end])):
                break
            end += 1
        rest = tokens[place + 1 : end]
        if found := DURATION.fullmatch(word):
            members.update(duration=minutes(word), duration_unit=found[3], elapsed=bool(found[2]))
            end = place + 1
        elif found := PERCENT.fullmatch(word):
            members["percent"] = int(found[1])
            end = place + 1
        elif word == "after":
            predecessors += _listed(rest)
        elif word == "by":
            assignments += map(_assignment, _listed(rest))
        elif word in WORDS:
            members.update(_clause(word, rest, calendars))
            end = place + 1 + (word not in FLAGS and bool(rest))
        else:
            raise NotUnderstood(f"'{word}' is not understood")
        place = end
    return members, predecessors, assignments


def _listed(tokens: list[str]) -> list[str]:
    return [part.strip() for part in " ".join(tokens).split(",") if part.strip()]


def _clause(word: str, rest: list[str], calendars: dict[str, str]) -> dict[str, Any]:
    value = rest[0].strip('"') if rest else ""
    first, _, last = value.partition("..")
    if word == "inactive":
        return {"active": False}
    if word == "fixed":
        return {"task_type": f"fixed_{value}"}
    if word in FLAGS:
        return {"constraint": word} if word in CONSTRAINTS else {word: True}
    if word in CONSTRAINTS:
        clock = 1020 if word in ("fnet", "fnlt", "mfo") else 480
        return {"constraint": word, "constraint_date": at(value, clock)}
    if word == "deadline":
        return {"deadline": at(value, 1020)}
    if word in ("stop", "resume"):
        return {word: at(value, 1020 if word == "stop" else 480)}
    if word == "delay":
        return {"levelling_delay": minutes(value if "e" in value else value[:-1] + "e" + value[-1])}
    if word == "split":
        after, _, gap = value.partition("+")
        return {"splits": (Split(after=minutes(after), gap=minutes(gap)),)}
    if word == "on":
        return {"calendar": calendars[value]}
    if word == "priority":
        return {"priority": int(value)}
    start = at(first) if first else None
    finish = at(last, 1020) if last else None
    if word == "manual":
        return {"manual": True, "start": start, "finish": finish}
    if word == "external":
        return {"external": "other.roadmap", "start": start, "finish": finish}
    return {f"{word}_start": start, f"{word}_finish": finish}


def _assignment(text: str) -> dict[str, Any]:
    words = text.split()
    made: dict[str, Any] = {"units": FULL_UNITS}
    while words and (DURATION.fullmatch(words[-1]) or PERCENT.fullmatch(words[-1])):
        word = words.pop()
        if word.endswith("%"):
            made["units"] = int(word[:-1]) * FULL_UNITS // 100
        else:
            made["work"] = minutes(word)
    made["name"] = " ".join(words).strip('"')
    return made


def _link(text: str, ids: dict[str, str], to: str, number: int) -> Link:
    name, type, lag = text, "FS", ""
    if text not in ids:
        found = PREDECESSOR.fullmatch(text)
        if not found or found["name"].strip('"') not in ids:
            raise NotUnderstood(f"'{text}' names no task")
        name, type = found["name"].strip('"'), found["type"] or "FS"
        lag = (found["lag"] or "").replace(" ", "")
    assert type in LINK_TYPES
    members: dict[str, Any] = {}
    if lag:
        sign = -1 if lag[0] == "-" else 1
        if lag.endswith("%"):
            members = {"lag": sign * int(lag[1:-1]), "lag_kind": "percent"}
        else:
            unit = DURATION.fullmatch(lag[1:])
            if not unit:
                raise NotUnderstood(f"'{lag}' is not a lag")
            members = {
                "lag": sign * minutes(lag[1:]),
                "lag_kind": "elapsed" if unit[2] else "worked",
                "lag_unit": unit[3],
            }
    return Link(id=stable_id(FIRST_LINK + number), from_=ids[name], to=to, type=type, **members)
