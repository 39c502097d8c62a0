"""Figures that the corpora give, printed below the tests' summary."""

from __future__ import annotations

from collections.abc import Callable

import pytest

_lines: list[str] = []


@pytest.fixture
def report() -> Callable[[str], None]:
    """Call it with a line for the summary."""
    return _lines.append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _lines:
        terminalreporter.section("dates of real MS Project plans")
        for line in _lines:
            terminalreporter.write_line(line)
