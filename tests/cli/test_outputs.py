"""Where output goes: never over an input or in the place of a pipe, and a stream that fails is told in a sentence."""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap_app.cli import output, streams
from tests.cli.shell import Shell
from tests.conftest import ROOT

Saved = Callable[..., Path]
THREE = "A 3d; B 2d after A; C 1d after B+2d"
ANSWERS = {
    "schedule": ["{plan}"],
    "check": ["{plan}"],
    "diff": ["{plan}", "{plan}"],
    "explain": ["{plan}", "B"],
}


def words(verb: str, plan: Path) -> list[str]:
    return [verb, *(word.format(plan=plan) for word in ANSWERS[verb])]


# Files and pipes


@pytest.mark.parametrize("verb", ANSWERS)
@pytest.mark.parametrize("alias", ["itself", "symbolic link", "hard link"])
def test_json_never_replaces_the_plan(shell: Shell, saved: Saved, tmp_path: Path, verb: str, alias: str) -> None:
    plan, out = saved(THREE), tmp_path / "out.json"
    if alias == "symbolic link":
        out.symlink_to(plan)
    elif alias == "hard link":
        os.link(plan, out)
    else:
        out = plan
    before = plan.read_bytes()
    answer = shell(*words(verb, plan), "--json", out)
    assert answer.code == 2 and len(answer.err.splitlines()) == 1 and "name another file" in answer.err
    assert plan.read_bytes() == before


def test_json_and_a_repaired_copy_do_not_share_a_file(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    out = tmp_path / "out.roadmap"
    answer = shell("check", saved(THREE), "--repair", out, "--json", out)
    assert answer.code == 2 and not out.exists()


def test_a_picture_never_replaces_the_plan(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    plan, out = saved(THREE), tmp_path / "out.png"
    out.symlink_to(plan)
    before = plan.read_bytes()
    assert shell("screenshot", plan, out).code == 2
    assert plan.read_bytes() == before


@pytest.mark.parametrize("verb", ANSWERS)
def test_json_goes_into_a_pipe_which_stays_one(shell: Shell, saved: Saved, tmp_path: Path, verb: str) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    reader.start()
    answer = shell(*words(verb, saved(THREE)), "--json", pipe)
    reader.join(10)
    assert answer.code == 0 and not answer.out and json.loads(read[0])
    assert pipe.is_fifo()


def test_json_has_a_line_for_each_item() -> None:
    value = {"project": {"a": [1]}, "tasks": [{"name": "Ä\"\n"}, {"name": None}], "none": [], "n": 3}
    text = output.json_text(value)
    assert json.loads(text) == value
    assert text.splitlines()[:3] == ["{", ' "project": {"a": [1]},', ' "tasks": [']
    assert text.count("\n") == 9


def test_json_follows_a_symbolic_link(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    (tmp_path / "alias.json").symlink_to(tmp_path / "dates.json")
    assert shell("schedule", saved(THREE), "--json", tmp_path / "alias.json").code == 0
    assert (tmp_path / "alias.json").is_symlink() and json.loads((tmp_path / "dates.json").read_text())


@pytest.mark.parametrize("out", ["", ".", "nowhere/out.json", "n" * 300], ids=["empty", "folder", "missing", "long"])
def test_json_that_cannot_be_written_is_told(shell: Shell, saved: Saved, out: str) -> None:
    answer = shell("schedule", saved(THREE), "--json", out)
    assert answer.code == 2 and not answer.out and len(answer.err.splitlines()) == 1


def test_a_repaired_copy_is_no_pipe(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.roadmap"
    os.mkfifo(pipe)
    answer = shell("check", saved(THREE), "--repair", pipe)
    assert answer.code == 2 and "not an ordinary file" in answer.err and pipe.is_fifo()


def test_a_name_that_is_too_long_is_told(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    plan, long = saved(THREE), "n" * 300
    calls = [["schedule", f"{long}.roadmap"], ["show", f"{long}.xml"], [f"{long}.roadmap"]]
    calls += [["convert", str(plan), str(tmp_path / f"{long}{ending}")] for ending in (".roadmap", ".xml", ".xlsx")]
    calls += [["check", str(plan), "--repair", str(tmp_path / f"{long}.roadmap")]]
    for call in calls:
        answer = shell(*call)
        assert answer.code == 2 and len(answer.err.splitlines()) == 1 and "defect" not in answer.err, call


# Streams


def run(words: list[str], redirected: str, **more: object) -> subprocess.CompletedProcess[str]:
    """Run a command with a redirection of the shell at its end."""
    line = ["sh", "-c", f'exec "$@" {redirected}', "sh", sys.executable, "-m", "roadmap_app", *words]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, **more)  # type: ignore[call-overload]


@pytest.mark.parametrize("verb", [*ANSWERS, "show"])
def test_a_closed_stdout_is_told(saved: Saved, verb: str) -> None:
    plan = saved(THREE)
    done = run(words(verb, plan) if verb in ANSWERS else [verb, str(plan)], ">&-")
    assert done.returncode == 2 and not done.stdout
    assert done.stderr == "Nothing can be printed, as standard output is closed; send it to a file or a terminal.\n"


def test_what_is_written_to_a_file_needs_no_stdout(saved: Saved, tmp_path: Path) -> None:
    done = run(["schedule", str(saved(THREE)), "--json", str(tmp_path / "dates.json")], ">&- 2>&-")
    assert done.returncode == 0
    assert json.loads((tmp_path / "dates.json").read_text())


def test_nothing_goes_to_stdout_in_place_of_a_closed_stderr(saved: Saved) -> None:
    done = run(["schedule", str(saved("A 3d; B 2d after A, C; C 1d after B"))], "2>&-")
    assert done.returncode == 1 and "loop" not in done.stdout.lower()


def test_a_full_disk_behind_a_stream_is_told(saved: Saved, tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk."""
    plan, small = saved(THREE), lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
    done = run(["schedule", str(plan), "--json", "-"], f"> '{tmp_path / 'out'}'", preexec_fn=small)
    assert done.returncode == 2 and done.stderr == "The output could not be written: File too large.\n"
    done = run(["explain", str(plan), "no such task" * 20], f"2> '{tmp_path / 'err'}'", preexec_fn=small)
    assert done.returncode == 2 and not done.stdout


# Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_long_work_is_shown_on_a_terminal_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setattr(streams, "SOON", -1)
    with streams.progress("Reading plan.xml") as report:
        assert report is not None
        report(1, 4)
        report(1, 4)
        report(2, 4)
    shown = terminal.getvalue().split("\r")
    assert [line.removesuffix("\x1b[K") for line in shown] == [
        "", "Reading plan.xml … 25% (Ctrl+C cancels)", "Reading plan.xml … 50% (Ctrl+C cancels)", "",
    ]  # fmt: skip


def test_short_work_and_pipes_show_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with streams.progress("Reading plan.xml") as report:
        assert report is not None
        report(1, 4)
    assert not terminal.getvalue()
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with streams.progress("Reading plan.xml") as report:
        assert report is None
