"""Branches of two people under a real git; `dev.py soak git` merges forty pairs."""

from __future__ import annotations

from pathlib import Path

from tests.soak.branches import KINDS, pair, set_up, trouble


def test_pairs_of_branches_merge_as_they_should(tmp_path: Path) -> None:
    repository = set_up(tmp_path / "repo")
    for seed in range(len(KINDS)):
        assert trouble(repository, pair(seed)) == "", seed
