"""Saving: the old file or the new one, never less, whatever fails and whenever.

The order of steps is that of `FORMAT.md`. A save that fails raises NotSaved, leaves the file as it was
and nothing beside it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from roadmap_app.model.findings import Unreadable
from roadmap_app.model.plan import Plan
from roadmap_app.storage import planfile, platform, verified
from roadmap_app.storage.reading import DamagedLine

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
READ_ONLY = "the file is read-only"


@dataclass(frozen=True)
class Saved:
    """`sha`: the SHA-256 of the file's bytes in hex; `kept`: the path of a file with damaged lines, or ""."""

    sha: str
    kept: str = ""


class NotSaved(Exception):
    """Why a save did not happen and what to do, in one sentence or two.

    `why` is the reason alone, for a short line: `the disk is full`. `sha` is set where the file was replaced all the
    same, and only the disk did not confirm it: it is what the next save must expect to find.
    """

    def __init__(self, text: str, why: str, sha: str = "") -> None:
        super().__init__(text)
        self.why = why
        self.sha = sha


class Changed(NotSaved):
    """The file is another than the one that was opened: what it holds now must be merged first."""


# Files that this process wrote itself: nothing in them is damaged, nothing needs to be kept.
_own: set[str] = set()


def save(path: str, plan: Plan, *, opened_sha: str | None = None, at_least: int = 0, merged: bool = False) -> Saved:
    """Write a plan file and make it durable; NotSaved where that failed.

    `opened_sha` is what the file must still hold (it may also be gone); None replaces whatever is there.
    `at_least` is the number of records that the plan must have: those opened, less those deleted.
    `merged` tells that what git left in the file that was opened has gone into the plan.
    Damaged lines of the file that is replaced are kept in `NAME.damaged-<sha8>.txt` beside it.
    """
    target = Path(os.path.realpath(path))
    if len(plan) < at_least:
        raise NotSaved(
            f"{target.name} was not saved: the plan has {len(plan):,} records where at least {at_least:,} "
            "were expected, so some may have been lost. Save it under another name and compare.",
            "records may have been lost",
        )
    try:
        data = verified.encode(plan)
    except verified.Unstorable as error:
        raise NotSaved(
            f"{target.name} was not saved: {error} holds a value that a plan file cannot hold. Undo the last "
            "change to it, then save again.",
            "a value cannot be stored",
        ) from None
    sha = hashlib.sha256(data).hexdigest()
    try:
        check_place(target)
        with platform.folder_lock(target.parent) as locked:
            seen = _facts(target)
            kept = "" if merged and _is_at(target, opened_sha) else _make_way(target, opened_sha, locked)

            def last_look() -> None:  # a sync client waits for no lock
                if opened_sha is not None and _facts(target) not in (seen, None) and not _is_at(target, opened_sha):
                    raise _changed(target)

            write_durably(target, data, locked, last_look)
    except Unconfirmed as error:
        text = f"{target.name} was written, but the disk did not confirm it ({error.strerror}). Save again."
        raise NotSaved(text, "the disk did not confirm it", sha) from error
    except OSError as error:
        why = reason(error, target)
        raise NotSaved(f"{target.name} was not saved: {why}", why.partition(". ")[0]) from error
    _own.add(sha)
    return Saved(sha, kept)


def _is_at(target: Path, sha: str | None) -> bool:
    """Whether a file holds what this SHA-256 is of."""
    return target.is_file() and hashlib.sha256(target.read_bytes()).hexdigest() == sha


def _facts(target: Path) -> tuple[int, ...] | None:
    """What changes when a file does, None where there is none."""
    try:
        found = target.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino, found.st_ctime_ns


def _changed(target: Path) -> Changed:
    return Changed(
        f"{target.name} was not saved: the file was changed by someone else since it was opened. Save "
        "under another name and compare the two.",
        "someone else changed the file",
    )


def check_place(target: Path) -> None:
    """What can be said before anything is tried, as an OSError."""
    mode = _mode(target)
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "its folder is missing")
    if mode is not None and (not mode & 0o222 or not os.access(target, os.W_OK)):
        raise PermissionError(errno.EACCES, READ_ONLY)


def _mode(target: Path) -> int | None:
    """The mode of the file that will be replaced, None where there is none.

    OSError where a folder, a pipe or a device stands there: a file in its place would be its end.
    """
    try:
        mode = target.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is not an ordinary file")
    return mode


def _make_way(target: Path, opened_sha: str | None, locked: bool) -> str:
    """Check the file that will be replaced, and keep its damaged lines; the path of where they are, or ""."""
    try:
        old = target.read_bytes()
    except FileNotFoundError:
        return ""
    sha = hashlib.sha256(old).hexdigest()
    if opened_sha is not None and sha != opened_sha:
        raise _changed(target)
    if sha in _own:
        return ""
    try:
        loaded = planfile.decode(old)
    except Unreadable:
        return ""  # no plan is lost: whoever asks to replace it has been asked
    if opened_sha is not None and loaded.read_only:
        raise NotSaved(
            f"{target.name} was not saved: it is open read-only, as it holds what this version does not "
            "understand or an unfinished merge. Save under another name.",
            "the file is open read-only",
        )
    return keep_damaged(target, sha, loaded.damaged, locked) if loaded.damaged else ""


def keep_damaged(target: Path, sha: str, damaged: Sequence[DamagedLine], locked: bool = False) -> str:
    """Write damaged lines of the file with this SHA-256 beside `target`; the path. OSError where it fails."""
    beside = target.with_name(f"{target.name}.damaged-{sha[:8]}.txt")
    notes = [b"# Line %d: %s\n%b\n" % (line.number, line.reason.encode(), line.raw) for line in damaged]
    write_durably(beside, b"".join(notes), locked)
    return str(beside)


# Writing ------------------------------------------------------------------------------------------


class Unconfirmed(OSError):
    """The file is in place, but its folder could not be synced."""


def write_durably(
    target: Path, data: bytes, locked: bool = False, last_look: Callable[[], None] = lambda: None
) -> None:
    """Replace a file by `data` at once and for good, or raise OSError and leave it as it was.

    `locked` tells that nobody else saves in this folder: then what earlier saves left there is removed. `last_look`
    is called once all is written, and raises where the file must not be replaced any more.
    """
    if locked:
        _sweep(target.parent, _prefix(target))
    with replaced(target) as temporary:
        _write(temporary, target, data)
        if temporary.read_bytes() != data:
            raise OSError(errno.EIO, "the disk gave back other bytes than were written")
        last_look()


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """A name beside `target` that the caller writes and syncs; afterwards it takes the place of `target`.

    Whatever is raised meanwhile leaves `target` as it was and nothing beside it. OSError at once where
    something stands there that is not an ordinary file: that is never replaced.
    """
    _mode(target)
    temporary = target.with_name(f"{_prefix(target)}{secrets.token_hex(6)}.tmp")
    try:
        yield temporary
        platform.replace(temporary, target)
    except BaseException:
        _remove(temporary)
        raise
    try:
        platform.sync_folder(target.parent)
    except OSError as error:
        raise Unconfirmed(error.errno, error.strerror) from error


def _prefix(target: Path) -> str:
    return f".roadmap-{zlib.crc32(target.name.encode(errors='surrogateescape')):08x}-"


def _write(temporary: Path, target: Path, data: bytes) -> None:
    file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        platform.take_over(target, file)
        view = memoryview(data)
        while view:
            view = view[os.write(file, view) :]
        platform.sync_file(file)
    finally:
        os.close(file)


def _sweep(folder: Path, prefix: str) -> None:
    """Remove what a save that was killed has left of itself."""
    for name in os.listdir(folder):
        if name.startswith(prefix) and name.endswith(".tmp"):
            _remove(folder / name)


def _remove(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        return  # the next save sweeps it away


def reason(error: OSError, target: Path) -> str:
    """Why a file was not written and what to do, after a colon."""
    if isinstance(error, platform.Busy):
        return "another program is saving in the same folder. Try again in a moment."
    if error.errno in FULL:
        return "the disk is full. Free some space, or save to another place."
    if error.errno == errno.EISDIR:
        return "it is a folder. Choose a file name."
    if error.errno == errno.ENOENT:
        return f"the folder {target.parent} is not there. Choose another folder."
    if error.errno in DENIED:
        if error.strerror == READ_ONLY:
            return f"{READ_ONLY}. Save under another name or in another folder."
        # Windows says no more of a file that another program has open.
        return (
            "it may not be written there, or is open in another program. Close it there, or save under another "
            "name or in another folder."
        )
    return f"{error.strerror or type(error).__name__}. Save to another place."
