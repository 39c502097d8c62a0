"""What is remembered between starts, in our own JSON file.

A setting that cannot be read falls back to its default; a file that cannot be written is told once and
never stops the work.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from roadmap_app.app import paths
from roadmap_app.document.document import now

MAX_RECENT = 12


@dataclass
class Settings:
    theme: str = "system"  # or one of scene.tokens.THEMES
    motion: str = "system"  # system on off: whether what appears or zooms may move there
    name: str = ""  # how the person is called in logs; asked for, never taken from the system
    name_asked: bool = False
    versions: str = "512"  # megabytes that kept versions of all plans may take
    working_day: str = "8-17"  # of new plans, a key of document.fresh.DAYS
    working_week: str = "mon-fri"  # of new plans, a key of document.fresh.WEEKS
    shortcuts: dict[str, list[str]] = field(default_factory=dict)  # action -> its keys, where not those of the table
    commands: list[str] = field(default_factory=list)  # last run from the palette, newest first
    copies: dict[str, str] = field(default_factory=dict)  # path of a copy that was offered -> its SHA-256
    density: str = "normal"
    recent: list[str] = field(default_factory=list)  # newest first
    recent_at: dict[str, int] = field(default_factory=dict)  # when each was opened or saved last, in minutes UTC
    geometry: str = ""  # base64 of the window's own state
    grid_width: int = 0  # 0: as wide as its columns
    inspector_shown: bool = True
    inspector_width: int = 276
    inspector_folds: dict[str, bool] = field(default_factory=dict)  # section -> folded, where someone chose
    columns: dict[str, int] = field(default_factory=dict)  # column -> width
    start_panel: bool = True
    paper: dict[str, Any] = field(default_factory=dict)  # of pictures and print: what was chosen last
    views: dict[str, dict[str, Any]] = field(default_factory=dict)  # doc id -> zoom, place, folded rows, columns

    def remember(self, path: str) -> None:
        """Put a plan on top of the recent ones."""
        full = str(Path(path).absolute())
        self.recent = [full, *(other for other in self.recent if other != full)][:MAX_RECENT]
        self.recent_at = {other: at for other, at in self.recent_at.items() if other in self.recent}
        self.recent_at[full] = now()

    def forget(self, path: str) -> None:
        self.recent = [other for other in self.recent if other != path]
        self.recent_at.pop(path, None)


def load() -> Settings:
    """The remembered settings; defaults where there are none or they cannot be read."""
    try:
        found = json.loads(paths.settings_file().read_text(encoding="utf-8", errors="surrogatepass"))
    except (OSError, ValueError):
        return Settings()
    settings = Settings()
    if isinstance(found, dict):
        for item in fields(Settings):
            value = found.get(item.name)
            if type(value) is type(getattr(settings, item.name)):
                setattr(settings, item.name, value)
    settings.recent = _texts(settings.recent)
    settings.recent_at = {path: at for path, at in settings.recent_at.items() if isinstance(at, int)}
    settings.commands = _texts(settings.commands)
    settings.copies = {path: sha for path, sha in settings.copies.items() if isinstance(sha, str)}
    settings.shortcuts = {id: _texts(keys) for id, keys in settings.shortcuts.items() if isinstance(keys, list)}
    return settings


def _texts(values: list[Any]) -> list[str]:
    return [value for value in values if isinstance(value, str)]


def save(settings: Settings) -> str:
    """Write them; answers "" or one sentence why they could not be kept."""
    target = paths.settings_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f"{target.name}.{os.getpid()}.tmp")
        text = json.dumps(asdict(settings), indent=1, ensure_ascii=False)
        draft.write_text(text, encoding="utf-8", errors="surrogatepass")  # names of files need not be UTF-8
        draft.replace(target)
    except OSError as error:
        return f"The settings could not be kept in {target}: {error.strerror or error}."
    return ""
