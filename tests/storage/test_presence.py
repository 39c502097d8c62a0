"""Signs of open windows beside a plan: seen by others, stale by themselves, in nobody's way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from roadmap_app.storage import presence
from roadmap_app.storage.presence import FORGOTTEN, STALE, Other, Presence, others

NOW = 1_800_000_000.0


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return tmp_path / "Platform.roadmap"


def elsewhere(plan: Path, name: str, seen: float, token: str = "0badcafe") -> Path:
    """The file that a window on another machine has left."""
    file = plan.with_name(f".{plan.name}.{token}.open")
    file.write_text(
        f'{{"format":"roadmap-open","here":"another","name":"{name}","seen":{int(seen)},"since":{int(seen) // 60}}}\n'
    )
    os.utime(file, (seen, seen))
    return file


def test_two_windows_see_each_other_and_a_goodbye_is_seen(plan: Path) -> None:
    mine, theirs = Presence(plan, "Me", NOW), Presence(plan, "Ann", NOW + 60)
    try:
        assert [each.name for each in mine.others(NOW + 61)] == ["Ann"]
        assert theirs.others(NOW + 61) == (Other("Me", int(NOW) // 60, here=True),)
        theirs.remove()
        assert mine.others(NOW + 62) == ()
    finally:
        mine.remove()
        theirs.remove()
    assert not list(plan.parent.iterdir())


def test_a_window_here_that_lives_is_never_stale_and_one_that_was_killed_is_gone_at_once(plan: Path) -> None:
    words = (
        "import sys, time; from pathlib import Path; from roadmap_app.storage.presence import Presence;"
        "Presence(Path(sys.argv[1]), 'Ann', 0.0); print('there', flush=True); time.sleep(60)"
    )
    child = subprocess.Popen([sys.executable, "-c", words, str(plan)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    child.stdout.readline()
    assert [each.name for each in others(plan, NOW)] == ["Ann"]
    child.kill()
    child.wait()
    child.stdout.close()
    assert others(plan, NOW) == ()
    assert not list(plan.parent.iterdir()), "what it left is taken away"


@pytest.mark.parametrize(("age", "there", "kept"), [(0, 1, True), (STALE + 1, 0, True), (FORGOTTEN + 1, 0, False)])
def test_a_window_elsewhere_goes_stale_by_itself(plan: Path, age: float, there: int, kept: bool) -> None:
    file = elsewhere(plan, "Ann", NOW - age)
    assert len(others(plan, NOW)) == there
    assert file.exists() is kept


def test_a_clock_that_is_wrong_elsewhere_is_made_up_for_by_the_folders_own(plan: Path) -> None:
    file = elsewhere(plan, "Ann", NOW - 7200)  # their clock is two hours behind
    os.utime(file, (NOW + 300, NOW + 300))  # and the server's five minutes ahead of ours
    assert len(others(plan, NOW, ahead=300)) == 1
    assert len(others(plan, NOW, ahead=0)) == 0


def test_names_are_one_short_line_and_what_is_none_of_ours_is_let_be(plan: Path) -> None:
    elsewhere(plan, "Ann\\n\\u0000 B" + "x" * 200, NOW)
    for token, data in (("00000000", b""), ("00000001", b"\xff\xfe"), ("00000002", b"[1]"), ("00000003", b"{}")):
        plan.with_name(f".{plan.name}.{token}.open").write_bytes(data)
    plan.with_name(".Other.roadmap.00000004.open").write_text("{}")
    (found,) = others(plan, NOW)
    assert found.name.startswith("Ann")
    assert len(found.name) == presence.LONGEST
    assert found.name.isprintable()
    assert len(list(plan.parent.iterdir())) == 6


def test_signs_of_life_are_given_every_minute(plan: Path) -> None:
    mine = Presence(plan, "Me", NOW)
    try:
        before = mine.file.read_bytes()
        mine.beat("Me", NOW + 30)
        assert mine.file.read_bytes() == before
        mine.beat("My Name", NOW + 61)
        assert b"My Name" in mine.file.read_bytes()
        mine.file.unlink()
        assert mine.gone()
    finally:
        mine.remove()


def test_a_folder_that_cannot_be_written_has_no_sign(plan: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        Presence(plan.parent / "gone" / plan.name, "Me", NOW)


@pytest.mark.parametrize("since", [10**30, -1, 10**9])
def test_a_sign_of_a_time_that_no_clock_knows_is_none(plan: Path, since: int) -> None:
    file = elsewhere(plan, "Eve", NOW)
    file.write_text(file.read_text().replace(f'"since":{int(NOW) // 60}', f'"since":{since}'))
    os.utime(file, (NOW, NOW))
    assert others(plan, NOW + 1) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_a_pipe_in_place_of_a_sign_keeps_nobody_waiting(plan: Path) -> None:
    os.mkfifo(plan.with_name(f".{plan.name}.0badcafe.open"))
    assert others(plan, NOW) == ()
