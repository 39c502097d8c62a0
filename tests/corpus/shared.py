"""Real plans beside the project: where they lie, and reading them unpacked."""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

SHARED = Path(__file__).resolve().parents[3] / "shared"
FOLDERS = ("mspdi", "mspdi-facts")
ABSENT = "the real plans are not here (../shared/data)"


def present() -> bool:
    return all((SHARED / "data" / name / "index.json").exists() for name in FOLDERS)


def scorer() -> ModuleType:
    """The script that scores a scheduler, as a module."""
    spec = importlib.util.spec_from_file_location("score_mspdi", SHARED / "conformance" / "score_mspdi.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def index(folder: str) -> list[dict[str, Any]]:
    """The files of a folder: name, tier, features."""
    found = json.loads((SHARED / "data" / folder / "index.json").read_text("utf-8"))
    rows: list[dict[str, Any]] = found["files"] if isinstance(found, dict) else found
    return rows


def inputs(folder: str, into: Path) -> Iterator[tuple[str, Path]]:
    """(name, path) of each plan of a folder, unpacked."""
    for packed in sorted((SHARED / "data" / folder / "inputs").glob("*.xml.gz")):
        path = into / packed.name.removesuffix(".gz")
        path.write_bytes(gzip.decompress(packed.read_bytes()))
        yield packed.name.removesuffix(".xml.gz"), path
