from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap_app.model.plan import Plan
from roadmap_app.storage import planfile
from tests import pocket
from tests.cli.shell import Shell


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Path]:
    """Write a plan in the pocket language (or a plan) as a file; its path."""

    def save(plan: str | Plan, name: str = "plan.roadmap") -> Path:
        path = tmp_path / name
        path.write_bytes(planfile.encode(pocket.plan(plan) if isinstance(plan, str) else plan))
        return path

    return save
