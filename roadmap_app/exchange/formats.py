"""Formats by the ending of a file's name: how each is read and written.

The tables name functions, which are imported when first used: opening a plan must not wait for the
modules of workbooks.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roadmap_app.exchange import sandbox, whole
from roadmap_app.exchange.imported import Imported, Unreadable, Unwritable
from roadmap_app.exchange.sandbox import Report
from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Plan

if TYPE_CHECKING:
    from roadmap_app.schedule import Schedule

__all__ = ["READ", "WRITE", "Imported", "Unreadable", "Unwritable", "read", "write"]

# ending: module and function. A reader takes (path, report) and gives Imported; a writer takes
# (path, plan, schedule, today=, preset=, **options) and gives findings. `report(done, all)` tells progress.
READ: Mapping[str, str] = {
    ".roadmap": "roadmap_app.exchange.native:read",
    ".xml": "roadmap_app.exchange.mspdi.reader:read",
}
WRITE: Mapping[str, str] = {
    ".roadmap": "roadmap_app.exchange.native:write",
    ".xlsx": "roadmap_app.exchange.excel:write_workbook",
    ".xml": "roadmap_app.exchange.mspdi.writer:write",
    ".csv": "roadmap_app.exchange.table:write",
    ".ics": "roadmap_app.exchange.icalendar:write",
    ".svg": "roadmap_app.exchange.pictures:write_svg",
}

# First bytes of what is often given a wrong name, with what it is in a person's words.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or a workbook"),
    (b"\xd0\xcf\x11\xe0", "an older Office document, such as an .mpp file: save it as XML in MS Project"),
    (b"\x1f\x8b", "a gzip archive"),
    (b'{"', "a JSON file, perhaps a .roadmap plan"),
)


def read(path: Path | str, report: Report | None = None) -> Imported:
    """The plan in a file of any format in READ; another program's is read in a process with limits (`sandbox`).

    Unreadable, one sentence, for a folder, an empty or missing file, an unknown ending, content that is not what
    the ending says, or a file that takes too much. `report(done, all)` is called again and again meanwhile; what
    it raises ends the reading.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in READ:
        known = ", ".join(READ)
        raise Unreadable(f"'{path.name}' cannot be read: it ends in none of {known}.")
    if ending == ".roadmap":
        return _function(READ[ending])(path)  # type: ignore[no-any-return]
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise Unreadable(f"'{path}' is a folder, not a file.")
        if not stat.S_ISREG(mode):  # a pipe would be waited for, and can be read only once
            raise Unreadable(f"'{path}' is not an ordinary file; give the path of a file.")
        with path.open("rb") as file:
            head = file.read(16)
    except FileNotFoundError:
        raise Unreadable(f"There is no file '{path}'.") from None
    except OSError as error:
        raise Unreadable(f"'{path}' cannot be opened: {error.strerror or error}.") from None
    if not head:
        raise Unreadable(f"'{path.name}' is empty.")
    for start, what in SIGNATURES:
        if head.startswith(start):
            raise Unreadable(f"'{path.name}' is not what its name says: it is {what}.")
    try:
        return sandbox.read(READ[ending], path, report)
    except Unreadable as error:
        raise Unreadable(f"'{path.name}' cannot be read. {error}") from None


def write(
    path: Path | str,
    plan: Plan,
    schedule: Schedule,
    *,
    today: int,
    preset: str = "everything",
    options: Mapping[str, Any] | None = None,
) -> tuple[Finding, ...]:
    """Write a plan in the format that the ending names, whole or not at all.

    `today` is an instant; findings tell what the format cannot hold. Unwritable, one sentence with what to
    do, for an unknown ending or a place that cannot be written: an earlier file there stays as it was.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in WRITE:
        raise Unwritable(f"'{path.name}' cannot be written: it ends in none of {', '.join(WRITE)}.")
    with whole.told(path) as target:
        found = _function(WRITE[ending])(target, plan, schedule, today=today, preset=preset, **(options or {}))
    return tuple(found or ())


def _function(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)  # type: ignore[no-any-return]
