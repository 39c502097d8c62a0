"""The room that kept versions may take, and how much they take now."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from roadmap_app.app import jobs, paths
from roadmap_app.model.text import plural
from roadmap_app.storage import backups

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow
    from roadmap_app.app.preferences.settings import Settings

MEGA = 20  # bits
_one = threading.Lock()  # what is told is what is left


def most(settings: Settings) -> int:
    """The bytes that the versions of all plans may take together."""
    return int(settings.versions) << MEGA if settings.versions.isdecimal() else backups.MOST_BYTES


def set_room(window: MainWindow, megabytes: str) -> None:
    """Set how much they may take; where they take more, the oldest go at once, but never the last of a plan."""
    window.settings.versions = megabytes
    allowed = most(window.settings)

    def work(report: jobs.Report) -> None:
        with _one:
            backups.bound(paths.backups(), allowed)

    def failed(error: Exception) -> None:
        window.workspace.message.emit("refused", f"Old versions could not be removed: {error}. They go with a save.")

    jobs.start(window, work, lambda _: None, failed, (OSError,))


def in_words() -> str:
    """`Now 34 versions of 3 plans: 12.4 MB in …/backups`."""
    folder = paths.backups()
    with _one:
        room = backups.room(folder)
    if not room.versions:
        return f"Now none. They are kept in {folder}."
    return f"Now {plural(room.versions, 'version')} of {plural(room.plans, 'plan')}: {size(room.size)} in {folder}."


def size(count: int) -> str:
    """`820 kB`, `12.4 MB`, `1.2 GB`: bytes in words."""
    for unit, name in ((1 << 30, "GB"), (1 << MEGA, "MB")):
        if count >= unit:
            return f"{count / unit:.1f} {name}"
    return f"{max(count >> 10, 1):,} kB"
