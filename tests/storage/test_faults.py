"""The fault tools of the shared data, in short: kills and failing system calls while saving, and hostile files."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

linux = pytest.mark.skipif(sys.platform != "linux", reason="the fault tools need Linux")


def run(tool: Path, *words: str) -> str:
    done = subprocess.run([sys.executable, str(tool), *words], cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip().splitlines()[-1]


@linux
def test_a_plan_survives_kills_in_the_middle_of_saving(shared: Path, figure: Callable[[str], None]) -> None:
    figure("kills while saving: " + run(
        shared / "faults" / "kill_saves.py", "--child", "tests.save_child:few", "--rounds", "8"
    ))  # fmt: skip


@linux
def test_no_failing_system_call_and_no_power_cut_loses_a_save(shared: Path, figure: Callable[[str], None]) -> None:
    if shutil.which("gcc") is None:
        pytest.skip("failing system calls are made with a library that gcc builds, and there is none")
    figure("failing calls and power cuts: " + run(
        shared / "faults" / "syscall_faults.py", "--child", "tests.save_child:few", "--saves", "2", "--points", "2"
    ))  # fmt: skip


@linux
def test_files_made_to_do_harm_do_none(shared: Path, tmp_path: Path, figure: Callable[[str], None]) -> None:
    """Ten of them; `dev.py soak hostile` tries all."""
    tools = shared / "faults"
    run(tools / "make_hostile.py", str(tmp_path), "--format", "xml,roadmap")
    chosen = (
        "^xml/(laughs|xxe_file|xxe_dtd|deep|truncated|control|names|formula_to_csv)|^roadmap/(formula_to_csv|line_to_ics)"
    )
    command = f"{sys.executable} -m roadmap_app convert {{input}} {{out}}"
    told = run(tools / "run_hostile.py", str(tmp_path), "--only", chosen, "--slow", "5", "--command", command)
    figure(f"hostile files: {told}")


def test_another_reader_of_the_format_agrees_that_our_files_are_whole(shared: Path, sample: Path) -> None:
    spec = importlib.util.spec_from_file_location("other_reader", shared / "faults" / "planfile.py")
    assert spec is not None and spec.loader is not None
    other = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(other)
    assert other.faults(str(sample)) == []
