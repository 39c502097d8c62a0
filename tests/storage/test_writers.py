"""Several writers of one file, killed ones too, and full disks: no save overwrites another or is lost."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable

import pytest

from tests.examples import tries
from tests.soak import full_disk, writers


def test_of_many_writers_none_overwrites_another(figure: Callable[[str], None]) -> None:
    assert writers.together(writers.WRITERS, 6) == []
    figure(f"{writers.WRITERS} writers of one file: {writers.WRITERS * 6} saves, none overwritten")


@pytest.mark.skipif(sys.platform == "win32", reason="kills of POSIX")
def test_what_killed_writers_acknowledged_is_in_the_file(figure: Callable[[str], None]) -> None:
    told, wrong = writers.killed(4, 6, random.Random(1))
    assert wrong == [] and told
    figure(f"6 writers killed: {told} saves acknowledged, none lost")


def test_a_full_disk_is_told_and_costs_nothing() -> None:
    assert full_disk.attempts(tries(6), random.Random(2)) == []
