"""Files of other formats are written whole or not at all, and a failure says what to do."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from roadmap_app.exchange import formats, whole
from roadmap_app.schedule import compute
from roadmap_app.storage import platform
from tests.conftest import ROOT
from tests.pocket import plan

MADE = plan("A 3d; B 2d after A; M 0d after B")
ENDINGS = [".xlsx", ".xml", ".roadmap"]
EARLIER = b"what somebody has worked on"


def export(path: Path) -> None:
    formats.write(path, MADE, compute(MADE), today=0)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_failed_export_leaves_the_earlier_file_and_nothing_beside_it(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"plan{ending}"
    path.write_bytes(EARLIER)

    def refused(temporary: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(platform, "replace", refused)
    with pytest.raises(formats.Unwritable, match="open in another program") as told:
        export(path)
    assert "Close it there" in str(told.value) and path.name in str(told.value) and "\n" not in str(told.value)
    assert path.read_bytes() == EARLIER
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("piece", [1, 5, 20])
def test_an_export_that_fails_in_the_middle_leaves_the_earlier_workbook(piece: int, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(EARLIER)
    pieces = 0

    def full(done: int, total: int) -> None:
        nonlocal pieces
        pieces += 1
        if pieces == piece:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(formats.Unwritable, match="the disk is full"):
        formats.write(path, MADE, compute(MADE), today=0, options={"progress": full})
    assert path.read_bytes() == EARLIER
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="sets the largest size of a file")
@pytest.mark.parametrize("most", [1, 2_000, 9_000])
def test_a_full_disk_is_told_in_one_sentence_and_nothing_else(most: int, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(EARLIER)
    code = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from tests.exchange.test_whole import export\n"
        "from roadmap_app.exchange import formats\n"
        "import roadmap_app.exchange.excel.engine\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)\n"
        "try:\n"
        "    export(Path(sys.argv[1]))\n"
        "except formats.Unwritable as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-B", "-c", code, str(path), str(most)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "the disk is full. Free some space" in done.stdout, done.stderr
    assert not done.stderr
    assert path.read_bytes() == EARLIER
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("ending", ENDINGS)
def test_an_export_keeps_the_permissions_and_follows_a_link(ending: str, tmp_path: Path) -> None:
    target = tmp_path / "folder" / f"real{ending}"
    target.parent.mkdir()
    target.write_bytes(EARLIER)
    target.chmod(0o640)
    link = tmp_path / f"link{ending}"
    link.symlink_to(target)
    export(link)
    assert link.is_symlink()
    assert target.read_bytes() != EARLIER
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_folder_and_a_place_that_is_not_there_are_told(ending: str, tmp_path: Path) -> None:
    (tmp_path / f"folder{ending}").mkdir()
    with pytest.raises(formats.Unwritable, match="is a folder"):
        export(tmp_path / f"folder{ending}")
    with pytest.raises(formats.Unwritable, match="is not there"):
        export(tmp_path / "nowhere" / f"plan{ending}")


def test_what_the_disk_does_not_confirm_is_told_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsure(folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(platform, "sync_folder", unsure)
    path = tmp_path / "plan.xlsx"
    with pytest.raises(formats.Unwritable, match="was written, but the disk did not confirm it"):
        export(path)
    assert path.exists()


def test_whatever_is_raised_meanwhile_leaves_nothing(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    path = tmp_path / "plan.txt"
    path.write_bytes(EARLIER)
    with pytest.raises(Stopped), whole.written(path) as beside:
        beside.write_bytes(b"half")
        raise Stopped
    assert path.read_bytes() == EARLIER
    assert list(tmp_path.iterdir()) == [path]
