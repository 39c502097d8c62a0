"""What reading another program's file gives, and the refusal of writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roadmap_app.model.findings import Finding, Unreadable
from roadmap_app.model.plan import Plan

__all__ = ["Imported", "Unreadable", "Unwritable"]


class Unwritable(ValueError):
    """A plan that cannot be written there or so; the text is one sentence for the person."""


@dataclass(frozen=True)
class Imported:
    """A plan as read, what could not be read of it, and the dates that its source had stored.

    `stored` maps a task's id to (start, finish), instants, for every task that has both.
    """

    plan: Plan
    findings: tuple[Finding, ...] = ()
    stored: Mapping[str, tuple[int, int]] = field(default_factory=dict)
