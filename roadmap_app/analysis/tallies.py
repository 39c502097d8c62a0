"""Which values a facet has in a plan, and how many tasks have each: what a filter by values offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_app.analysis.facets import Facet, Facts, Value, natural
from roadmap_app.model import text
from roadmap_app.model.time import day_of, to_date

NONE = "none"  # how a filter asks for tasks without a value


@dataclass(frozen=True, slots=True)
class Tally:
    """`value` as a filter says it, `words` as people read it."""

    value: str
    words: str
    count: int


def tallies(facts: Facts, facet_id: str, ids: Iterable[str]) -> tuple[Tally, ...]:
    """The values of a facet among tasks, in their order; those without one last. Dates are told by the month."""
    facet = facts.facets[facet_id]
    read = facet.reads(facts)
    counted: Counter[Value] = Counter()
    for id in ids:
        value = read(id)
        if isinstance(value, tuple):
            counted.update(value or (None,))
        elif facet.kind == "date" and value is not None:
            counted[to_date(day_of(value)).isoformat()[:7]] += 1
        else:
            counted[None if value in (None, "") else value] += 1
    without = counted.pop(None, 0)
    ordered = sorted(counted, key=lambda value: natural(value) if isinstance(value, str) else value)
    found = [Tally(*_told(facts, facet, value), counted[value]) for value in ordered]
    return (*found, Tally(NONE, facet.none or "Empty", without)) if without else tuple(found)


def _told(facts: Facts, facet: Facet, value: Value) -> tuple[str, str]:
    project = facts.plan.project
    if facet.kind == "date":
        return value, f"{text.MONTHS[int(value[5:]) - 1]} {value[:4]}"
    if facet.kind == "flag":
        return ("yes", "Yes") if value else ("no", "No")
    if facet.kind == "duration":
        told = f"{'-' if value < 0 else ''}{text.duration(abs(value), project)}"
        return told, text.signed(told)
    if facet.kind == "money":
        told = text.number(value, 10**project.currency_digits)
        return told, text.signed(told)
    if facet.kind in ("number", "percent"):
        told = f"{value:g}"
        return told, f"{told} %" if facet.kind == "percent" else text.signed(told)
    return value, value
