"""What every test stands on: no display needed, an own home, warnings and left-overs fail."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.examples import TIMES, tries

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FIGURES: list[str] = []

settings.register_profile(
    "house", deadline=None, derandomize=TIMES == 1, suppress_health_check=[HealthCheck.too_slow], max_examples=tries(60)
)
settings.load_profile("house")


# Without Qt, or rather its plugin, which `dev.py test` switches off where Qt cannot be loaded --------

WITHOUT_QT = "tests/gui and all else that needs Qt is left out, as the plugin pytest-qt is switched off"
OPTIONS_OF_QT = ("qt_api", "qt_log_level_fail", "qt_default_raising", "qt_log_ignore")


def has_qt(plugins: pytest.PytestPluginManager) -> bool:
    return plugins.hasplugin("pytest-qt")


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Settings of a plugin that is not there would be unknown, which is an error."""
    if not has_qt(pluginmanager):
        for name in OPTIONS_OF_QT:
            parser.addini(name, "of pytest-qt, which is switched off")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if collection_path == ROOT / "tests" / "gui" and not has_qt(config.pluginmanager) else None


@pytest.fixture
def qt(pytestconfig: pytest.Config) -> None:
    """For a test outside tests/gui that cannot do without Qt."""
    if not has_qt(pytestconfig.pluginmanager):
        pytest.skip("the plugin pytest-qt is switched off")


# Fixtures -------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and data of a test never touch the person's own."""
    monkeypatch.setenv("ROADMAP_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data beside the project."""
    if not SHARED.is_dir():
        pytest.skip("the shared data are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample plan that ships with the product."""
    return ROOT / "resources" / "samples" / "payments-platform-migration.roadmap"


@pytest.fixture(scope="session")
def figure() -> Callable[[str], None]:
    """Print a line in the summary of the run."""
    return FIGURES.append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if FIGURES:
        terminalreporter.section("figures")
        for line in FIGURES:
            terminalreporter.write_line(line)
    if not has_qt(terminalreporter.config.pluginmanager):
        terminalreporter.section("skipped")
        terminalreporter.write_line(WITHOUT_QT)


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """A test that leaves a window or a thread behind fails."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in set(threading.enumerate()) - before if thread.is_alive() and not thread.daemon]
    assert not left, f"threads left behind: {left}"
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QEvent
        from PySide6.QtWidgets import QApplication

        if QApplication.instance() is not None:
            for _ in range(3):
                QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
                QApplication.processEvents()
            shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
            for widget in shown:
                widget.hide()
                widget.deleteLater()
            gc.collect()
            assert not shown, f"windows left open: {shown}"
