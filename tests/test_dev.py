"""`dev.py test` where Qt's system libraries are missing: all tests that need no Qt run, and that is told."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import OPTIONS_OF_QT, ROOT, WITHOUT_QT

TROUBLE = "ImportError: libEGL.so.1: cannot open shared object file: No such file or directory"


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """packaging/dev.py as a module; `called` collects what it would run instead of running it."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    spec = importlib.util.spec_from_file_location("roadmap_dev", ROOT / "packaging" / "dev.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    called: list[list[str]] = []
    monkeypatch.setattr(module, "called", called, raising=False)
    monkeypatch.setattr(module, "call", lambda words: called.append(words) or 0)
    monkeypatch.setattr(module, "environment", lambda: "python")
    return module


@pytest.mark.parametrize(
    ("missing", "trouble", "words"),
    [
        ("", "", []),
        ("a font is missing", "", []),
        ("libraries are missing", TROUBLE, ["-p", "no:pytest-qt"]),
    ],
    ids=["all there", "Qt loads all the same", "Qt does not load"],
)
def test_qt_is_left_out_only_where_it_cannot_be_loaded(
    dev: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    missing: str,
    trouble: str,
    words: list[str],
) -> None:
    monkeypatch.setattr(dev.system, "ensure_qt", lambda python: missing)
    monkeypatch.setattr(dev.system, "qt_trouble", lambda python: trouble)
    assert dev.main(["test", "tests/storage", "-x"]) == 0
    assert dev.called == [["python", "-m", "pytest", *words, "tests/storage", "-x"]]
    assert (TROUBLE in capsys.readouterr().err) == bool(words)


@pytest.mark.parametrize("verb", ["bench", "shots", "soak"])
def test_the_other_verbs_run_their_module(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    monkeypatch.setattr(dev.system, "ensure_qt", lambda python: "")
    assert dev.main([verb, "--short"]) == 0
    assert dev.called == [["python", "-m", f"tests.{verb}", "--short"]]


def broken_qt(folder: Path) -> dict[str, str]:
    """An environment in which Qt is there and cannot be loaded."""
    (folder / "PySide6").mkdir()
    (folder / "PySide6" / "__init__.py").write_text(f"raise ImportError({TROUBLE.partition(': ')[2]!r})")
    return {**os.environ, "PYTHONPATH": str(folder)}


def test_the_reason_is_told_in_the_words_of_the_system(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHONPATH", broken_qt(tmp_path)["PYTHONPATH"])
    assert dev.system.qt_trouble(sys.executable) == TROUBLE


def test_without_qt_the_other_tests_run_and_what_is_left_out_is_told(tmp_path: Path) -> None:
    """All are collected, so that none needs Qt to be imported, and a few of them run."""
    words = ["-p", "no:pytest-qt", "-k", "nonsense or a_picture", "-rs"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        cwd=ROOT, env=broken_qt(tmp_path), capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert WITHOUT_QT in done.stdout and "SKIPPED [1]" in done.stdout


def test_every_setting_of_the_plugin_is_known_without_it() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"]
    assert {name for name in settings if name.startswith("qt_")} == set(OPTIONS_OF_QT)
