"""The look of the chart as it is remembered: plain values for a file, and back with care."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from roadmap_app.scene.colouring import SCHEMES, SLOTS, Rule
from roadmap_app.scene.frame import Look

ELSEWHERE = {"density", "goal", "near_days"}  # one of all plans, and questions that are asked anew


def kept(look: Look) -> dict[str, Any]:
    """What of a look is not as it usually is."""
    usual = Look()
    found: dict[str, Any] = {}
    for item in fields(Look):
        value = getattr(look, item.name)
        if item.name not in ELSEWHERE and value != getattr(usual, item.name):
            found[item.name] = [[rule.filter, rule.slot] for rule in value] if item.name == "rules" else value
    return found


def taken(found: object) -> dict[str, Any]:
    """Members of a look from what was remembered; what cannot be read is left out."""
    members: dict[str, Any] = {}
    usual = Look()
    for item in fields(Look) if isinstance(found, dict) else ():
        value = found.get(item.name) if isinstance(found, dict) else None
        if value is None or item.name in ELSEWHERE:
            continue
        if item.name == "rules":
            members["rules"] = _rules(value)
        elif item.name == "colour_by":
            members.update({"colour_by": value} if value in SCHEMES else {})
        elif isinstance(getattr(usual, item.name), bool):
            members.update({item.name: value} if isinstance(value, bool) else {})
        elif isinstance(value, list | tuple):
            members[item.name] = tuple(each for each in value if isinstance(each, str))
    return members


def _rules(value: object) -> tuple[Rule, ...]:
    rules = []
    for each in value if isinstance(value, list | tuple) else ():
        match each:
            case [str() as filter, int() as slot] if 1 <= slot <= SLOTS:
                rules.append(Rule(filter, slot))
    return tuple(rules)
