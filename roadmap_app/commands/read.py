"""How people type what filters compare with: dates and durations."""

from __future__ import annotations

from roadmap_app.analysis.filtering import Readers
from roadmap_app.commands.typed import parse_date, parse_duration
from roadmap_app.model.records import Project


def readers(project: Project, today: int) -> Readers:
    """Readers of days and worked minutes; `today` is an instant."""
    return Readers(lambda typed: parse_date(typed, today), lambda typed: parse_duration(typed, project).minutes)
