"""The process in which other programs' files are read: whatever a file does to it is one sentence here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap_app.cli import main
from roadmap_app.exchange import formats, sandbox
from roadmap_app.exchange.imported import Imported, Unreadable
from roadmap_app.exchange.sandbox import Limits
from tests.conftest import ROOT
from tests.exchange import readers

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "in" / "plan.odd"
    place.parent.mkdir()
    place.write_text("Dig", "utf-8")
    return place


def read(path: Path, reader: str, **limits: int) -> Imported:
    return sandbox.read(f"tests.exchange.readers:{reader}", path, limits=Limits(**limits))


def test_what_a_reader_gives_comes_back_whole(path: Path) -> None:
    assert read(path, "plain").plan == readers.imported("Dig").plan
    found = read(path, "plain")
    assert found.findings == readers.imported("Dig").findings
    assert found.stored == {readers.ID: (10, 20)}


@pytest.mark.parametrize(
    ("reader", "limits", "sentence"),
    [
        ("refuses", {}, "^It is about cooking.$"),
        ("plain", {"size": 2}, "more than the 0 MB that are read"),
        ("sleeps", {"time": 0}, "took more than 0 seconds"),
        pytest.param("hoards", {"memory": 256 << 20}, "more memory than the 256 MB allowed", marks=posix),
        pytest.param("spins", {"processor": 1}, "took more than 1 second", marks=posix),
        pytest.param("crashes", {}, r"ended unexpectedly \(signal 11\)", marks=posix),
        ("leaves", {}, r"ended unexpectedly \(exit code 3\)"),
        ("fails", {}, r"KeyError in readers.py, line \d+\), which is a defect"),
        pytest.param("writes", {}, "cannot be read: File too large", marks=posix),
    ],
)
def test_each_way_to_fail_has_its_sentence(path: Path, reader: str, limits: dict[str, int], sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence) as told:
        read(path, reader, **limits)
    assert "\n" not in str(told.value) and "Traceback" not in str(told.value)
    assert [each.name for each in path.parent.iterdir() if each.stat().st_size] == ["plan.odd"]


def test_what_a_library_prints_does_not_reach_us(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert [task.name for task in read(path, "chats").plan.tasks.values()] == ["Chatty"]
    assert capfd.readouterr() == ("", "")


def test_nul_and_lone_surrogates_do_not_come_in(path: Path) -> None:
    (task,) = read(path, "unclean").plan.tasks.values()
    assert (task.name, task.notes) == ("a\ufffdb\ufffdc", "\ufffd")


def test_values_that_no_plan_can_have_do_not_come_in(path: Path) -> None:
    found = read(path, "wrong")
    (task,) = found.plan.tasks.values()
    assert (task.percent, task.constraint) == (0, "asap")
    assert [each.code for each in found.findings] == ["test.found", "file.member", "file.member"]


def test_progress_is_told_while_it_is_read(path: Path) -> None:
    told: list[tuple[int, int]] = []
    sandbox.read("tests.exchange.readers:reports", path, lambda done, total: told.append((done, total)))
    assert (4, 20) in told and (12, 20) in told and told == sorted(told, key=lambda each: each[0] / each[1])


def test_cancelling_kills_the_child_at_once(path: Path) -> None:
    class Enough(Exception):
        pass

    process = 0

    def report(done: int, total: int) -> None:
        nonlocal process
        if process:
            raise Enough
        process = done

    began = time.monotonic()
    with pytest.raises(Enough):
        sandbox.read("tests.exchange.readers:sleeps", path, report)
    assert time.monotonic() - began < 10
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@posix
def test_a_child_does_not_outlive_the_one_who_started_it(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from roadmap_app.exchange import sandbox\n"
        "def report(done, total):\n    if done: print(done, flush=True)\n"
        f"sandbox.read('tests.exchange.readers:sleeps', Path({str(path)!r}), report)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 10
    while time.monotonic() < until and _runs(child):
        time.sleep(0.02)
    assert not _runs(child)


@posix
def test_ctrl_c_at_a_prompt_stops_it_and_its_child(path: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from roadmap_app.cli import main, streams; from roadmap_app.exchange import formats\n"
        "from contextlib import nullcontext\n"
        "formats.READ['.odd'] = 'tests.exchange.readers:sleeps'\n"
        "streams.progress = lambda words: nullcontext(lambda done, all: done and print(done, flush=True))\n"
        f"sys.exit(main.main(['convert', {str(path)!r}, {str(tmp_path / 'out.roadmap')!r}]))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", f"import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n{code}"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as shell:  # fmt: skip
        assert shell.stdout is not None
        child = int(shell.stdout.readline())
        shell.send_signal(signal.SIGINT)  # which a background job of a shell would be deaf to
        _, told = shell.communicate(timeout=30)
    assert (shell.returncode, told) == (2, "Stopped before it was done.\n")
    assert not _runs(child) and not (tmp_path / "out.roadmap").exists()


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_frozen_program_starts_itself(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert sandbox.command() == [sys.executable, main.CONFINED] == [sys.executable, sandbox.WORD]
    monkeypatch.setattr(sandbox, "command", lambda: [sys.executable, "-m", "roadmap_app", sandbox.WORD])
    assert read(path, "plain").plan.tasks


def test_a_child_takes_nothing_from_the_folder_it_is_started_in(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.with_name("json.py").write_text("raise SystemExit('harm')", "utf-8")
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv("PYTHONPATH", str(path.parent))
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    assert read(path, "plain").plan.tasks


def test_all_formats_but_our_own_are_read_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(sandbox, "read", lambda function, path, report: asked.append(function))
    for ending in formats.READ:
        place = tmp_path / f"plan{ending}"
        place.write_bytes(b"something")
        if ending != ".roadmap":
            formats.read(place)
    assert asked == [function for ending, function in formats.READ.items() if ending != ".roadmap"]


def test_a_small_file_is_read_without_a_wait(path: Path, figure: Callable[[str], None]) -> None:
    runs = []
    for _ in range(5):
        began = time.perf_counter()
        read(path, "plain")
        runs.append(time.perf_counter() - began)
    figure(f"reading a small file in a process of its own: {min(runs) * 1000:.0f} ms")
    assert min(runs) < 1.5
