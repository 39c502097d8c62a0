"""Where icons, samples and help pages lie: beside the package in a checkout, within it when installed."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_FOLDERS = (_HERE.parent / "resources", _HERE / "resources")


def path(name: str) -> Path:
    """The path of a resource by its name below `resources/`; FileNotFoundError where it is not shipped."""
    for folder in _FOLDERS:
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"the resource '{name}' is not shipped")
