"""Folders of the user. The one module that knows which library tells them."""

from __future__ import annotations

import os
from pathlib import Path

import appdirs

NAME = "roadmap"


def settings_file() -> Path:
    """Where the settings are kept; ROADMAP_HOME replaces the user's own folders, for tests and portable use."""
    return _folder(appdirs.user_config_dir(NAME)) / "settings.json"


def data_folder() -> Path:
    """Where journals, backups and crash notes are kept."""
    return _folder(appdirs.user_data_dir(NAME))


def journals() -> Path:
    """Where each window writes down what is not saved yet."""
    return data_folder() / "journals"


def backups() -> Path:
    """Where versions of plans are kept, a folder a plan."""
    return data_folder() / "backups"


def _folder(usual: str) -> Path:
    home = os.environ.get("ROADMAP_HOME")
    return Path(home) if home else Path(usual)
