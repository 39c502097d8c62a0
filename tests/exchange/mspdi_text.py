"""Small MS Project XML as text, so that a test shows only what it is about."""

from __future__ import annotations

from pathlib import Path

from roadmap_app.exchange.imported import Imported
from roadmap_app.exchange.mspdi.reader import read
from roadmap_app.model.records import Task
from roadmap_app.model.time import from_iso

NAMESPACE = "http://schemas.microsoft.com/project"


def element(name: str, value: object) -> str:
    """`<Name>…</Name>`: of a dict its members, of a list the element once for each, else the text."""
    if isinstance(value, list):
        return "".join(element(name, one) for one in value)
    inner = members(value) if isinstance(value, dict) else str(value)
    return f"<{name}>{inner}</{name}>"


def members(values: dict[str, object]) -> str:
    return "".join(element(name, value) for name, value in values.items())


def task(uid: int | str, name: str = "", level: int | str = 1, **more: object) -> dict[str, object]:
    """A task of two days; `more` sets or replaces children, None takes one out."""
    children: dict[str, object] = {
        "UID": uid,
        "Name": name or f"T{uid}",
        "OutlineLevel": level,
        "Duration": "PT16H0M0S",
        "DurationFormat": 7,
        **more,
    }
    return {key: value for key, value in children.items() if value is not None}


def after(uid: int | str, type: int = 1, lag: int = 0, format: int = 7) -> dict[str, object]:
    """A PredecessorLink; types count 0 FF, 1 FS, 2 SF, 3 SS; the lag is in tenths of minutes."""
    return {"PredecessorUID": uid, "Type": type, "LinkLag": lag, "LagFormat": format}


def project(*tasks: dict[str, object], settings: str = "", sections: str = "", later: str = "") -> str:
    """A whole file: `settings` and `sections` stand before the tasks, `later` after them."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Project xmlns="{NAMESPACE}"><Title>Test</Title>'
        f"<StartDate>2026-05-04T08:00:00</StartDate>{settings}{sections}"
        f"{element('Tasks', {'Task': list(tasks)})}{later}</Project>"
    )


def opened(folder: Path, text: str | bytes) -> Imported:
    """What reading the text gives."""
    path = folder / "plan.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read(path)


def named(imported: Imported, name: str) -> Task:
    """The one task of this name."""
    (found,) = (task for task in imported.plan.tasks.values() if task.name == name)
    return found


def messages(imported: Imported) -> str:
    """All that was told, a line each, with its place."""
    return "\n".join(f"{found.code}: {found.where}: {found.message}" for found in imported.findings)


def at(text: str) -> int:
    return from_iso(text)
