"""Which tasks a filter finds: the language's tree as one question to ask of each task."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from roadmap_app.analysis.facets import HOLDERS, Facet, Facts
from roadmap_app.analysis.filters import All, Either, FilterError, Node, Not, Term, at, parse
from roadmap_app.analysis.states import STATES, Test
from roadmap_app.model.text import hyphened
from roadmap_app.model.time import DAY, FIRST_DAY, LAST_DAY, day_of, instant

NONE = ("none", "nobody", "empty")
YES = {"yes": True, "true": True, "y": True, "1": True, "no": False, "false": False, "n": False, "0": False}
NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
KINDS = {
    "date": "a date such as 2026-12-01, \"1 Dec\", 2026-12, today or +2w",
    "duration": "a duration such as 3d, 2w or 4h",
    "percent": "a number from 0 to 100",
    "number": "a number",
    "money": "an amount such as 1200",
    "flag": "yes or no",
}


@dataclass(frozen=True)
class Readers:
    """How people type dates and durations. `day` answers a day, `minutes` worked minutes; ValueError for neither."""

    day: Callable[[str], int]
    minutes: Callable[[str], int]


def compiled(text: str, facts: Facts, readers: Readers) -> Test:
    """Whether the filter finds a task of `facts`; FilterError says in a sentence what cannot be read."""
    return _test(parse(text), facts, readers)


def found(text: str, facts: Facts, readers: Readers, ids: Iterable[str] | None = None) -> frozenset[str]:
    """The tasks that a filter finds, of `ids` or of all."""
    return frozenset(filter(compiled(text, facts, readers), facts.plan.tasks if ids is None else ids))


def _test(node: Node, facts: Facts, readers: Readers) -> Test:
    if isinstance(node, Not):
        inner = _test(node.part, facts, readers)
        return lambda id: not inner(id)
    if isinstance(node, All | Either):
        tests = tuple(_test(part, facts, readers) for part in node.parts)
        return _either(tests) if isinstance(node, Either) else _all(tests)
    if node.kind == "state":
        return _state(node, facts)
    if node.kind == "tag":
        tag, tasks = node.values[0].casefold(), facts.plan.tasks
        return lambda id: any(word.casefold() == tag for word in tasks[id].tags)
    return _compare(node, facts, readers) if node.kind == "compare" else _text(node.values[0], facts)


def _all(tests: tuple[Test, ...]) -> Test:
    if len(tests) == 2:  # a generator takes three times as long
        one, two = tests
        return lambda id: one(id) and two(id)
    return lambda id: all(test(id) for test in tests)


def _either(tests: tuple[Test, ...]) -> Test:
    if len(tests) == 2:
        one, two = tests
        return lambda id: one(id) or two(id)
    return lambda id: any(test(id) for test in tests)


def _text(words: str, facts: Facts) -> Test:
    """In the name, the notes, or at the begin of the WBS number."""
    wanted, tasks, outline = words.casefold(), facts.plan.tasks, facts.plan.outline
    number = wanted if re.fullmatch(r"[\d.]+", wanted) else ""

    def test(id: str) -> bool:
        task = tasks[id]
        if wanted in task.name.casefold() or (task.notes and wanted in task.notes.casefold()):
            return True
        if task.code and wanted in task.code.casefold():
            return True
        return bool(number) and _begins(outline.wbs[id], number)

    return test


def _begins(wbs: str, number: str) -> bool:
    """`3.1` finds 3.1 and 3.1.2, not 3.10."""
    return wbs == number or wbs.startswith(number if number.endswith(".") else f"{number}.")


def _state(term: Term, facts: Facts) -> Test:
    tests = []
    for word in term.values:
        state = STATES.get(word.casefold())
        if state is None:
            near = get_close_matches(word.casefold(), STATES, n=1, cutoff=0.6)
            meant = f"Is it {near[0]}?" if near else f"There are {', '.join(STATES)}."
            raise FilterError(f"{at(term.start)}no task can be '{word}'. {meant}", term.start, term.end)
        tests.append(state.tests(facts))
    if term.op == "!=":
        return lambda id: not any(test(id) for test in tests)
    if len(tests) == 1:
        return tests[0]
    return lambda id: any(test(id) for test in tests)


def _compare(term: Term, facts: Facts, readers: Readers) -> Test:
    id = facts.named.get(term.key.casefold())
    if id is None:
        near = get_close_matches(term.key.casefold(), list(facts.named), n=1, cutoff=0.6)
        listed = "team, owner, tag, start, finish, percent, slack, duration, status and every other column"
        meant = f"Is it {near[0]}?" if near else f"There are {listed}."
        said = f"{at(term.start)}there is no '{term.key}' to filter by. {meant} In quotes it is looked for as text."
        raise FilterError(said, term.start, term.start + len(term.key))
    facet = facts.facets[id]
    if facet.kind in ("text", "list", "words"):
        return _compare_text(term, id, facet, facts)
    tests = [_compare_value(term, value, facet, facts, readers) for value in term.values]
    if term.op == "!=":
        return lambda task: all(test(task) for test in tests)
    return tests[0] if len(tests) == 1 else lambda task: any(test(task) for test in tests)


def _compare_text(term: Term, id: str, facet: Facet, facts: Facts) -> Test:
    if term.op not in (":", "=", "!="):
        way = f"Type {term.key}:{term.values[0]} instead."
        raise FilterError(f"{at(term.start)}{facet.title.lower()} has no more and less. {way}", term.start, term.end)
    exact = term.op != ":"
    wanted = [value.casefold() for value in term.values]
    without = any(value in NONE for value in wanted) or "" in wanted

    def fits(words: str) -> bool:
        folded = words.casefold().replace('"', "'")  # a value cannot have the quotes that it stands in
        return folded in wanted if exact else any(value in folded for value in wanted)

    if id in HOLDERS:  # few records are named by many tasks: those are found once
        records = facts.plan.tables.get(HOLDERS[id], {})
        ids: Collection[str] = {
            key for key, record in records.items()
            if fits(getattr(record, "name", "")) or getattr(record, "code", "").casefold() in wanted
        }  # fmt: skip
        tasks = facts.plan.tasks

        def test(task: str) -> bool:
            held = getattr(tasks[task], id)
            return held in ids or (without and held not in records)

    else:
        read = facet.reads(facts)

        def test(task: str) -> bool:
            value = read(task)
            if isinstance(value, tuple):
                return any(fits(word) for word in value) or (without and not value)
            return fits(value) if value else without

    return (lambda task: not test(task)) if term.op == "!=" else test


def _compare_value(term: Term, value: str, facet: Facet, facts: Facts, readers: Readers) -> Test:
    """One value of a facet that has a more and a less: it lies between two bounds, or beside them."""
    read, op = facet.reads(facts), term.op
    if value.casefold() in NONE:
        if op not in (":", "=", "!="):
            said = f"{at(term.start)}nothing is more or less than none. Type {term.key}:none."
            raise FilterError(said, term.start, term.end)
        return lambda id: (read(id) is None) == (op != "!=")
    try:
        low, high = _bounds(value, facet.kind, facts, readers)
    except ValueError:
        said = f"{at(term.start)}'{value}' is not a value of {facet.title.lower()}. Type {KINDS[facet.kind]}, or none."
        raise FilterError(said, term.start, term.end) from None
    if facet.kind == "flag":
        if op not in (":", "=", "!="):
            said = f"{at(term.start)}{facet.title.lower()} is yes or no. Type {term.key}:yes."
            raise FilterError(said, term.start, term.end)
        return lambda id: bool(read(id)) == (bool(low) == (op != "!="))

    if op == "<":
        return lambda id: (there := read(id)) is not None and there < low
    if op == ">":
        return lambda id: (there := read(id)) is not None and there > high
    if op == "<=":
        return lambda id: (there := read(id)) is not None and there <= high
    if op == ">=":
        return lambda id: (there := read(id)) is not None and there >= low
    within: Test = lambda id: (there := read(id)) is not None and low <= there <= high  # noqa: E731
    return (lambda id: not within(id)) if op == "!=" else within


def _bounds(value: str, kind: str, facts: Facts, readers: Readers) -> tuple[float, float]:
    """The least and the most that a typed value means: a day has its minutes, a month its days."""
    words = hyphened(value.strip())
    if kind == "date":
        first, last = _days(words, facts, readers)
        return first * DAY, last * DAY + DAY - 1 if last < LAST_DAY else last * DAY
    if kind == "duration":
        minutes = readers.minutes(words.removeprefix("-"))
        minutes = -minutes if words.startswith("-") else minutes
        return minutes, minutes
    if kind == "flag":
        told = float(YES[words.casefold()]) if words.casefold() in YES else _never(words)
        return told, told
    found = NUMBER.fullmatch(words.removesuffix("%").strip())
    number = float(found[0].replace(",", ".")) if found else _never(words)
    if kind == "money":
        number *= 10**facts.plan.project.currency_digits
    return number, number


def _never(words: str) -> float:
    raise ValueError(words)


def _days(words: str, facts: Facts, readers: Readers) -> tuple[int, int]:
    """First and last day of a year, a quarter, a month or a day."""
    year = re.fullmatch(r"(\d{4})", words)
    quarter = re.fullmatch(r"(\d{4})-?[qQ]([1-4])", words)
    month = re.fullmatch(r"(\d{4})-(\d{1,2})", words)
    if year:
        return _span(int(year[1]), 1, 12)
    if quarter:
        return _span(int(quarter[1]), int(quarter[2]) * 3 - 2, 3)
    if month and 1 <= int(month[2]) <= 12:
        return _span(int(month[1]), int(month[2]), 1)
    day = readers.day(words)
    return day, day


def _span(year: int, month: int, months: int) -> tuple[int, int]:
    last = month + months - 1
    first = day_of(instant(year, month, 1))
    return max(first, FIRST_DAY), min(day_of(instant(year, last, monthrange(year, last)[1])), LAST_DAY)
