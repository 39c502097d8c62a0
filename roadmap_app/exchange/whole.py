"""Files of other formats are written whole or not at all: beside their place first, and then put there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from roadmap_app.exchange.imported import Unwritable
from roadmap_app.storage import platform, saving


@contextmanager
def written(path: Path | str) -> Iterator[Path]:
    """A name to write to, which takes the place of `path` when the block ends well.

    Whatever is raised in the block leaves the earlier file as it was and nothing beside it. Unwritable,
    one sentence with what to do, where the block or putting the file in place raises an OSError.
    """
    with told(path) as target, saving.replaced(target) as temporary:
        yield temporary
        _settle(temporary, target)


@contextmanager
def told(path: Path | str) -> Iterator[Path]:
    """The file that a path leads to; an OSError in the block, or a place that takes no file, is Unwritable."""
    target = Path(os.path.realpath(path))
    name = Path(path).name
    try:
        saving.check_place(target)
        yield target
    except saving.Unconfirmed as error:
        text = f"{name} was written, but the disk did not confirm it ({error.strerror}). Write it again."
        raise Unwritable(text) from error
    except OSError as error:
        raise Unwritable(f"{name} could not be written: {saving.reason(error, target)}") from error


def _settle(temporary: Path, target: Path) -> None:
    """Bring a finished file to the disk, with the permissions of the one that it replaces."""
    with temporary.open("rb+") as file:
        platform.take_over(target, file.fileno())
        platform.sync_file(file.fileno())
