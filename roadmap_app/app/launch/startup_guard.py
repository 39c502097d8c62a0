"""The pair of Python and PySide6 that must not start: known before Qt is imported."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, version


def refusal(python: tuple[int, int], pyside: str) -> str | None:
    """Why a window cannot run on a pair of versions, in one sentence; None where it can.

    PySide6 6.12.0 aborts on Python 3.10 and 3.11 after some hundred calls into Python overrides.
    """
    found = re.match(r"(\d+)\.(\d+)", pyside)
    if found and (int(found[1]), int(found[2])) >= (6, 12) and python < (3, 12):
        return (
            f"PySide6 {pyside} crashes on Python {python[0]}.{python[1]}; no window was opened. "
            "Install a PySide6 below 6.12, or use Python 3.12 or later."
        )
    return None


def check() -> str | None:
    """The refusal for what is installed here; also where PySide6 is not installed at all."""
    try:
        installed = version("PySide6-Essentials")
    except PackageNotFoundError:
        return "PySide6 is not installed, so there is no window. `python3 packaging/dev.py run` installs it."
    return refusal(sys.version_info[:2], installed)
