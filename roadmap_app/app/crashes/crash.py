"""What is told and kept when the program itself is wrong."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path

import roadmap_app
from roadmap_app.app import paths


def told(defect: BaseException, words: list[str]) -> str:
    """One sentence about a defect; its details go into a file in the user's data folder."""
    what = f"{type(defect).__name__}: {' '.join(str(defect).split())[:120]}"
    try:
        place = _write(defect, words)
    except OSError as error:
        return f"This is a defect in Roadmap ({what}); its details could not be kept: {error.strerror}."
    return f"This is a defect in Roadmap: {what}. Details are in {place}; please send that file."


def _write(defect: BaseException, words: list[str]) -> Path:
    folder = paths.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now()
    place = folder / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    head = f"Roadmap {roadmap_app.__version__}, Python {sys.version}, {platform.platform()}, {now}"
    details = "".join(traceback.format_exception(defect))
    place.write_text(f"{head}\nCommand: {words}\n\n{details}", encoding="utf-8", errors="replace")
    return place
