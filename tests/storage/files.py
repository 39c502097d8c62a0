"""Plan files for tests, made line by line."""

from __future__ import annotations

import json
from typing import Any

from roadmap_app.model.findings import Finding
from roadmap_app.model.ids import stable_id
from roadmap_app.storage import planfile
from roadmap_app.storage.planfile import Loaded
from roadmap_app.storage.seals import sealed

HEADER = {"doc": stable_id(0), "format": "roadmap-plan", "needs": [], "v": [1, 0]}
PROJECT = {"id": stable_id(1), "start": 29_000_000, "t": "project"}


def text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def task(number: int = 10, **members: Any) -> dict[str, Any]:
    return {"id": stable_id(number), "t": "task", "name": f"Task {number}", **members}


def link(number: int, from_: int, to: int) -> dict[str, Any]:
    return {"id": stable_id(number), "t": "link", "from": stable_id(from_), "to": stable_id(to)}


def file(*records: dict[str, Any] | str | bytes, header: dict[str, Any] | None = None) -> bytes:
    """A plan file of records (sealed here, as texts are), or of ready-made lines (bytes)."""
    lines = [sealed(text({**HEADER, **(header or {})})), sealed(text(PROJECT))]
    for record in records:
        if isinstance(record, bytes):
            lines.append(record)
        else:
            lines.append(sealed(record if isinstance(record, str) else text(record)))
    return b"".join([*lines, sealed('{"t":"end"}')])


def read(*records: dict[str, Any] | str | bytes, header: dict[str, Any] | None = None) -> Loaded:
    return planfile.decode(file(*records, header=header))


def codes(loaded: Loaded, problems: bool = True) -> list[str]:
    return [finding.code for finding in loaded.findings if finding.problem or not problems]


def only(loaded: Loaded) -> Finding:
    (finding,) = loaded.findings
    return finding
