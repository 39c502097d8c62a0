"""What saving needs from the operating system, and what differs between systems."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

REPLACE_RETRIES = 4 if sys.platform == "win32" else 0
PATIENCE = 10.0  # seconds that a save waits for another one in the same folder
NO_LOCKS = {errno.ENOTSUP, errno.ENOLCK, errno.ENOSYS, errno.EINVAL, errno.EBADF, errno.EACCES, errno.EPERM}
NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES}


class Busy(OSError):
    """Another program has held the lock for too long."""


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    def _beyond(file: int) -> None:
        os.lseek(file, 1 << 30, os.SEEK_SET)  # a locked byte cannot be read, so it is none that is ever written

    full_sync: int | None = None

else:
    import fcntl

    full_sync = getattr(fcntl, "F_FULLFSYNC", None)

    def _try_lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _beyond(file: int) -> None:
        pass


def hold(file: int) -> bool:
    """Lock an open file until it is closed or its process ends; False where another process holds it."""
    try:
        _beyond(file)
        _try_lock(file)
    except OSError:
        return False
    return True


@contextmanager
def folder_lock(folder: Path) -> Iterator[bool]:
    """Only one save at a time in a folder; yields whether the folder is locked. Busy after PATIENCE.

    The lock goes with the process, however it ends. On POSIX the folder itself is locked, which leaves
    no file behind. A file system without locks yields False: the caller's other checks must do.
    """
    file = _open_lock(folder)
    if file is None:
        yield False
        return
    try:
        yield _wait(file)
    finally:
        os.close(file)


def _open_lock(folder: Path) -> int | None:
    try:
        if sys.platform == "win32":
            return os.open(folder / ".roadmap-lock", os.O_RDWR | os.O_CREAT | os.O_TEMPORARY)
        return os.open(folder, os.O_RDONLY)
    except PermissionError:
        return None  # a folder that may be written but not read


def _wait(file: int) -> bool:
    until = time.monotonic() + PATIENCE
    pause = 0.002
    while True:
        try:
            _try_lock(file)
            return True
        except BlockingIOError:
            if time.monotonic() > until:
                raise Busy(errno.EBUSY, "another program is saving in this folder") from None
        except OSError as error:
            if error.errno in NO_LOCKS and sys.platform != "win32":
                return False
            if sys.platform != "win32" or time.monotonic() > until:
                raise
        time.sleep(pause)
        pause = min(pause * 2, 0.05)


def replace(temporary: Path, path: Path) -> None:
    """Put a finished file in the place of another at once. Windows may refuse while a scanner looks at it."""
    for attempt in range(REPLACE_RETRIES):
        try:
            os.replace(temporary, path)
            return
        except PermissionError:
            time.sleep(0.05 * 2**attempt)
    os.replace(temporary, path)


def same_file(one: str, other: str) -> bool:
    """True where two paths lead to one file, be it by links; it need not be there yet."""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other)
    except ValueError:  # a NUL in a path
        return False


def take_over(old: Path, new: int) -> None:
    """Give a new, open file what the one that it will replace has: owner, permissions, access list, other labels.

    What the system does not let us give stays ours: others may own the file that we may write. OSError only where
    the permissions themselves cannot be set.
    """
    try:
        was = os.stat(old)
    except FileNotFoundError:
        return
    if hasattr(os, "fchown"):
        now = os.fstat(new)
        for owner, group in ((was.st_uid, -1), (-1, was.st_gid)):
            if (owner, group) not in ((now.st_uid, -1), (-1, now.st_gid)):
                with suppress(OSError):
                    os.fchown(new, owner, group)
    if hasattr(os, "fchmod"):
        os.fchmod(new, stat.S_IMODE(was.st_mode))
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(old):
                with suppress(OSError):
                    os.setxattr(new, name, os.getxattr(old, name))


def sync_file(file: int) -> None:
    """Bring what was written to the disk itself. On macOS an ordinary fsync stops at the disk's own memory."""
    if full_sync is not None:
        try:
            fcntl.fcntl(file, full_sync)
            return
        except OSError as error:
            if error.errno not in NO_SYNC:
                raise  # else a disk, or a share, that knows no such call
    os.fsync(file)


def sync_folder(folder: Path) -> None:
    """Make a change of names in a folder durable; file systems that cannot say so are let be."""
    try:
        file = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return  # Windows has no such thing; or the folder may be written but not read
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno not in NO_SYNC:
            raise
    finally:
        os.close(file)
