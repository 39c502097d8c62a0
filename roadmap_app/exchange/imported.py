"""What reading another program's file gives, and the two refusals of this room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Plan


class Unreadable(ValueError):
    """A file of which nothing may be taken over; the text is one sentence for the person."""


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
