"""The engine compiled, as the wheel has it: the very same files give the very same dates."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

TESTS = ("tests/schedule/test_oracle.py", "tests/schedule/test_rules.py", "tests/laws/test_schedule_laws.py")
CHECK = "from roadmap_app.schedule import passes; print(passes.__file__)"


@pytest.mark.skipif(shutil.which("gcc") is None, reason="there is no C compiler")
@pytest.mark.skipif(importlib.util.find_spec("setuptools") is None, reason="setuptools is not there to compile with")
def test_the_compiled_engine_passes_the_engines_tests(tmp_path: Path, figure: Callable[[str], None]) -> None:
    def run(*words: str, at: Path) -> str:
        done = subprocess.run([sys.executable, *words], cwd=at, capture_output=True, text=True)
        assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
        return done.stdout.strip()

    copy = tmp_path / "copy"
    run("packaging/compiled.py", str(copy), at=ROOT)
    assert not run("-c", CHECK, at=copy).endswith(".py")
    assert run("-c", CHECK, at=ROOT).endswith(".py")
    told = run("-m", "pytest", "-p", "no:warnings", *TESTS, at=copy)
    figure(f"tests that the compiled engine passes: {told.splitlines()[-1].split()[0]}")
