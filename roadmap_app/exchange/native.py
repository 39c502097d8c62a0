"""Our own plan file, as one of the formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_app.exchange.imported import Imported, Unwritable
from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Plan
from roadmap_app.storage import planfile, saving

if TYPE_CHECKING:
    from roadmap_app.schedule import Schedule


def read(path: Path) -> Imported:
    """A plan file; nothing is stored in it but what people entered. Unreadable as `planfile.load`."""
    loaded = planfile.load(str(path))
    return Imported(loaded.plan, loaded.findings)


def write(
    path: Path, plan: Plan, schedule: Schedule, *, today: int, preset: str = "everything"
) -> tuple[Finding, ...]:
    """Write the whole plan: our own format leaves nothing out. Unwritable where it cannot be saved."""
    try:
        saving.save(str(path), plan)
    except saving.NotSaved as error:
        raise Unwritable(str(error)) from None
    return ()
