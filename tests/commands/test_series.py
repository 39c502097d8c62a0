"""What comes after some values when they are dragged on."""

from __future__ import annotations

import pytest

from roadmap_app.calendar import worktime_of
from roadmap_app.commands.series import continued
from tests.pocket import plan


@pytest.mark.parametrize(
    ("kind", "texts", "then"),
    [
        ("date", ["2026-05-07"], ["2026-05-08", "2026-05-11", "2026-05-12"]),
        ("date", ["2026-05-04", "2026-05-06"], ["2026-05-08", "2026-05-12", "2026-05-14"]),
        ("date", ["2026-05-04", "2026-05-11"], ["2026-05-18", "2026-05-25", "2026-06-01"]),
        ("date", ["2026-05-08 09:30"], ["2026-05-11 09:30", "2026-05-12 09:30", "2026-05-13 09:30"]),
        ("date", ["2026-05-04", "2026-05-05", "2026-05-12"], ["2026-05-04", "2026-05-05", "2026-05-12"]),
        ("number", ["5"], ["5", "5", "5"]),
        ("number", ["5", "10"], ["15", "20", "25"]),
        ("number", ["0.5", "1"], ["1.5", "2.0", "2.5"]),
        ("money", ["1,000", "900"], ["800", "700", "600"]),
        ("duration", ["3d"], ["3d", "3d", "3d"]),
        ("duration", ["1d", "3d"], ["5d", "7d", "9d"]),
        ("duration", ["2w", "1w"], ["1w", "1w", "1w"]),
        ("text", ["Sprint 9"], ["Sprint 10", "Sprint 11", "Sprint 12"]),
        ("text", ["T-008", "T-010"], ["T-012", "T-014", "T-016"]),
        ("text", ["A1", "B1"], ["A1", "B1", "A1"]),
        ("text", ["Dig", "Pour"], ["Dig", "Pour", "Dig"]),
        ("list", ["Core"], ["Core", "Core", "Core"]),
        ("tasks", ["3"], ["3", "3", "3"]),
        ("text", [""], ["", "", ""]),
    ],
)
def test_down(kind: str, texts: list[str], then: list[str]) -> None:
    made = plan("A 1d")
    assert continued(texts, kind, 3, made.project, worktime_of(made)) == then


@pytest.mark.parametrize(
    ("kind", "texts", "then"),
    [
        ("date", ["2026-05-12"], ["2026-05-11", "2026-05-08"]),
        ("text", ["Sprint 9", "Sprint 11"], ["Sprint 7", "Sprint 5"]),
        ("text", ["Sprint 1"], ["Sprint 1", "Sprint 1"]),
        ("number", ["1", "2"], ["0", "-1"]),
        ("text", ["Dig", "Pour"], ["Pour", "Dig"]),
    ],
)
def test_up(kind: str, texts: list[str], then: list[str]) -> None:
    made = plan("A 1d")
    assert continued(texts, kind, 2, made.project, worktime_of(made), up=True) == then


@pytest.mark.parametrize(
    ("kind", "texts", "then"),
    [
        ("date", ["2026-05-07"], ["2026-05-07", "2026-05-07"]),
        ("number", ["5"], ["6", "7"]),
        ("number", ["5", "10"], ["5", "10"]),
        ("text", ["Sprint 9"], ["Sprint 9", "Sprint 9"]),
    ],
)
def test_the_other_way(kind: str, texts: list[str], then: list[str]) -> None:
    made = plan("A 1d")
    assert continued(texts, kind, 2, made.project, worktime_of(made), other=True) == then
