"""Asked before Qt is imported: is this a Qt that is known not to work here?"""

from __future__ import annotations

import sys
from importlib import metadata

BROKEN_FROM = (6, 12)  # 6.12.0 aborts on Python 3.10 and 3.11 after some hundred calls into overrides


def refusal() -> str:
    """One sentence where the installed PySide6 must not be used with this Python, else ""."""
    try:
        found = metadata.version("PySide6-Essentials")
    except metadata.PackageNotFoundError:
        return ""  # the import itself will tell
    numbers = tuple(int(part) for part in found.split(".")[:2] if part.isdigit())
    if sys.version_info < (3, 12) and numbers >= BROKEN_FROM:
        return (
            f"PySide6 {found} crashes on Python {sys.version_info.major}.{sys.version_info.minor}; "
            "install PySide6-Essentials below 6.12, or use Python 3.12 or later."
        )
    return ""
