"""What saving asks of the system: the logic for Windows and macOS, which run elsewhere, and what a file keeps."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from roadmap_app.storage import platform


class Failing:
    """A call of the system that fails so many times, then does what it did."""

    def __init__(self, real: object, times: int, error: OSError) -> None:
        self.real, self.times, self.error, self.calls = real, times, error, 0

    def __call__(self, *words: object) -> object:
        self.calls += 1
        if self.calls <= self.times:
            raise self.error
        return self.real(*words)  # type: ignore[operator]


def denied() -> PermissionError:
    return PermissionError(errno.EACCES, "Access is denied")


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses are noted, not made."""
    made: list[float] = []
    monkeypatch.setattr(platform.time, "sleep", made.append)
    return made


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "new").write_text("new")
    (tmp_path / "old").write_text("old")
    return tmp_path / "new", tmp_path / "old"


def test_windows_replaces_a_file_that_a_scanner_looks_at_as_soon_as_it_is_let_go(
    pair: tuple[Path, Path], waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    call = Failing(os.replace, 3, denied())
    monkeypatch.setattr(platform, "REPLACE_RETRIES", 4)
    monkeypatch.setattr(os, "replace", call)
    platform.replace(*pair)
    assert pair[1].read_text() == "new" and call.calls == 4
    assert waits == sorted(waits) and 0.1 < sum(waits) < 1


def test_windows_gives_up_on_a_file_that_stays_open_elsewhere(
    pair: tuple[Path, Path], waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "REPLACE_RETRIES", 4)
    monkeypatch.setattr(os, "replace", Failing(os.replace, 99, denied()))
    with pytest.raises(PermissionError):
        platform.replace(*pair)
    assert pair[1].read_text() == "old" and len(waits) == 4


def test_elsewhere_a_refusal_is_told_at_once(
    pair: tuple[Path, Path], waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "replace", Failing(os.replace, 1, denied()))
    with pytest.raises(PermissionError):
        platform.replace(*pair)
    assert not waits


@pytest.mark.parametrize(
    ("answer", "plain"),
    [(None, False), (OSError(errno.ENOTSUP, "no such call"), True), (OSError(errno.EINVAL, "a share"), True)],
)
def test_macos_syncs_to_the_disk_itself_where_it_can(
    pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, answer: OSError | None, plain: bool
) -> None:
    asked: list[str] = []

    def full(file: int, call: int) -> int:
        asked.append(f"full {call}")
        if answer:
            raise answer
        return 0

    monkeypatch.setattr(platform, "full_sync", 51)
    monkeypatch.setattr(platform.fcntl, "fcntl", full)
    monkeypatch.setattr(os, "fsync", lambda file: asked.append("plain"))
    with pair[0].open("rb") as file:
        platform.sync_file(file.fileno())
    assert asked == ["full 51", "plain"] if plain else ["full 51"]


def test_macos_tells_a_disk_that_fails(pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "full_sync", 51)
    monkeypatch.setattr(platform.fcntl, "fcntl", Failing(None, 9, OSError(errno.EIO, "Input/output error")))
    with pair[0].open("rb") as file, pytest.raises(OSError, match="Input/output error"):
        platform.sync_file(file.fileno())


def test_windows_has_no_folders_to_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", Failing(os.open, 1, denied()))
    platform.sync_folder(tmp_path)


@pytest.mark.parametrize(("number", "told"), [(errno.EINVAL, False), (errno.ENOTSUP, False), (errno.EIO, True)])
def test_a_folder_that_cannot_be_synced_is_told_where_that_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: bool
) -> None:
    monkeypatch.setattr(os, "fsync", Failing(None, 1, OSError(number, os.strerror(number))))
    if told:
        with pytest.raises(OSError):
            platform.sync_folder(tmp_path)
    else:
        platform.sync_folder(tmp_path)


@pytest.mark.parametrize("number", sorted(platform.NO_LOCKS))
def test_a_file_system_without_locks_is_saved_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(platform, "_try_lock", Failing(None, 1, OSError(number, os.strerror(number))))
    with platform.folder_lock(tmp_path) as locked:
        assert not locked


def test_a_lock_is_waited_for_and_had_when_it_is_free(
    tmp_path: Path, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = BlockingIOError(errno.EWOULDBLOCK, "busy")
    monkeypatch.setattr(platform, "_try_lock", Failing(platform._try_lock, 3, busy))
    with platform.folder_lock(tmp_path) as locked:
        assert locked and len(waits) == 3


def test_a_new_file_has_the_permissions_owner_and_labels_of_the_old(pair: tuple[Path, Path]) -> None:
    new, old = pair
    old.chmod(0o640)
    labelled = True
    try:
        os.setxattr(old, "user.colour", b"green")
    except OSError:
        labelled = False
    if os.getuid() == 0:
        os.chown(old, 12345, 23456)
    with new.open("rb+") as file:
        platform.take_over(old, file.fileno())
    assert new.stat().st_mode & 0o777 == 0o640
    assert (new.stat().st_uid, new.stat().st_gid) == (old.stat().st_uid, old.stat().st_gid)
    assert not labelled or os.getxattr(new, "user.colour") == b"green"


def test_an_owner_that_may_not_be_given_is_let_be(pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    new, old = pair
    old.chmod(0o604)
    real = os.fstat

    def others(file: int) -> os.stat_result:
        found = list(real(file))
        found[4:6] = [found[4] + 1, found[5] + 1]
        return os.stat_result(found)

    monkeypatch.setattr(os, "fstat", others)
    monkeypatch.setattr(os, "fchown", Failing(None, 9, PermissionError(errno.EPERM, "not permitted")))
    with new.open("rb+") as file:
        platform.take_over(old, file.fileno())
    assert new.stat().st_mode & 0o777 == 0o604


def test_a_file_is_known_by_any_of_its_paths(pair: tuple[Path, Path], tmp_path: Path) -> None:
    new, old = pair
    (tmp_path / "alias").symlink_to(old)
    os.link(old, tmp_path / "hard")
    assert platform.same_file(str(tmp_path / "alias"), str(old))
    assert platform.same_file(str(tmp_path / "hard"), str(old))
    assert platform.same_file(str(tmp_path / "none"), str(tmp_path / "." / "none"))
    assert not platform.same_file(str(new), str(old))
    assert not platform.same_file("a\0b", str(old))
