"""Versions of plans: which are kept, how large they may be, and that they are what was saved."""

from __future__ import annotations

import hashlib
from pathlib import Path
from random import Random

import pytest

from roadmap_app.storage import backups
from roadmap_app.storage.backups import DAY, HOUR, WEEK, kept

NOW = 100 * WEEK  # hours, days and weeks all end then


@pytest.mark.parametrize(
    ("ages", "left"),
    [
        ([0, 1, 2], [0, 1, 2]),
        (list(range(20)), list(range(20))),
        ([*range(20), 30 * 60, 40 * 60], [*range(20), 30 * 60]),
        ([*range(20), HOUR, 2 * HOUR, 2 * HOUR + 60], [*range(20), HOUR, 2 * HOUR, 2 * HOUR + 60]),
        ([*range(20), 2 * HOUR + 60, 2 * HOUR + 120], [*range(20), 2 * HOUR + 60]),
        ([*range(20), 2 * DAY + 60, 2 * DAY + 5 * HOUR, 3 * DAY + 60], [*range(20), 2 * DAY + 60, 3 * DAY + 60]),
        ([*range(20), 35 * DAY + 60, 37 * DAY, 50 * DAY], [*range(20), 35 * DAY + 60, 50 * DAY]),
        ([*range(20), 71 * DAY, 73 * DAY, 76 * DAY, 78 * DAY], [*range(20), 71 * DAY, 78 * DAY]),
    ],
)  # fmt: skip
def test_the_last_twenty_then_hourly_daily_weekly(ages: list[int], left: list[int]) -> None:
    assert [NOW - at for at in kept([NOW - age for age in ages], NOW)] == left


def test_a_version_is_what_was_kept_and_is_kept_once(tmp_path: Path) -> None:
    for at, text in ((10, b"one"), (20, b"two"), (30, b"one")):
        backups.keep(tmp_path, "doc", text, at)
    assert [each.at for each in backups.versions(tmp_path, "doc")] == [20, 10]
    assert backups.version(tmp_path, "doc", hashlib.sha256(b"one").hexdigest()) == b"one"
    assert backups.version(tmp_path, "doc", hashlib.sha256(b"three").hexdigest()) is None
    first = backups.versions(tmp_path, "doc")[-1]
    first.file.write_bytes(b"damaged")
    assert backups.content(first) is None
    backups.keep(tmp_path, "../escape", b"x", 1)
    assert not (tmp_path.parent / "escape").exists()


def test_all_versions_stay_below_the_bound_and_each_plan_keeps_its_last(tmp_path: Path) -> None:
    random = Random(1)
    for at in range(30):
        backups.keep(tmp_path, f"doc{at % 3}", random.randbytes(1000), at, most=6000)
    left = [each for doc in range(3) for each in backups.versions(tmp_path, f"doc{doc}")]
    assert sum(each.size for each in left) <= 6000
    assert {each.at for each in left} >= {27, 28, 29}
    backups.keep(tmp_path, "doc0", random.randbytes(9000), 40, most=2000)
    assert [each.at for each in backups.versions(tmp_path, "doc0")] == [40]
    assert [each.at for each in backups.versions(tmp_path, "doc1")] == [28]


def test_a_year_of_saves_on_a_simulated_clock_keeps_the_last_then_hours_days_and_weeks(tmp_path: Path) -> None:
    """Six saves an hour, eight hours a day, five days a week; each save lets go what the rule does not keep."""
    now, count = 3000 * WEEK, 0
    times: list[int] = []
    for day in range(364):
        if day % 7 < 5:
            for save in range(48):
                count += 1
                times.append(now + day * DAY + 8 * HOUR + save * 600)
                times = sorted(kept(times, times[-1]))
    end = times[-1]
    ages = [end - at for at in times]
    assert count > 12_000 and len(times) < 20 + 24 + 31 + 52
    assert sum(age < 4 * HOUR for age in ages) >= 20
    within_a_day = [at // HOUR for at, age in zip(times, ages, strict=True) if 4 * HOUR < age < DAY]
    assert len(within_a_day) == len(set(within_a_day)) == 3
    days = [at // DAY for at, age in zip(times, ages, strict=True) if DAY < age < 31 * DAY]
    assert len(days) == len(set(days)) >= 20
    weeks = [at // WEEK for at, age in zip(times, ages, strict=True) if age > 32 * DAY]
    assert len(weeks) == len(set(weeks)) >= 46, "a version of nearly every week of the year"


def test_the_room_of_all_versions_is_told_and_a_lower_bound_holds_at_once(tmp_path: Path) -> None:
    assert backups.room(tmp_path / "none") == backups.Room(0, 0, 0)
    random = Random(2)
    for at in range(6):
        backups.keep(tmp_path, f"doc{at % 2}", random.randbytes(1000), at)
    found = backups.room(tmp_path)
    assert (found.versions, found.plans) == (6, 2) and found.size > 6000
    backups.bound(tmp_path, 3500)
    assert backups.room(tmp_path).versions == 3
