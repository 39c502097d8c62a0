"""Random damage to plan files: all of it is told, what lies outside is kept, and a repaired copy is whole."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from roadmap_app.storage import planfile
from tests.examples import TIMES, tries
from tests.soak import damage


@pytest.mark.parametrize("kind", damage.KINDS)
def test_damage_is_told_and_the_rest_is_kept(kind: str, figure: Callable[[str], None]) -> None:
    seed = 20260905 if TIMES == 1 else random.randrange(1 << 30)
    found = damage.judge(kind, tries(15), random.Random(seed))
    figure(f"{kind}: {found.damages} damages, {found.share:.2%} of the records outside kept")
    assert not found.missed, "damage that nobody is told of"
    assert not found.badly_repaired
    assert found.share >= damage.LEAST_KEPT, seed


def test_lines_that_vanish_whole_are_found_where_something_refers_to_them() -> None:
    plan, data, _ = damage.versions()
    linked = next(iter(plan.links.values())).from_
    lines = [line for line in data.splitlines(keepends=True) if f'"id":"{linked}"'.encode() not in line]
    assert len(lines) == len(plan) + 1
    found = planfile.decode(b"".join(lines)).findings
    assert found and all(each.problem and linked in each.message for each in found)


@pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n\n", b"\r\n\r\n"])
def test_other_line_ends_cost_no_record(end: bytes) -> None:
    plan, data, _ = damage.versions()
    loaded = planfile.decode(data.replace(b"\n", end))
    assert loaded.plan == plan and not loaded.damaged
    assert {each.code for each in loaded.findings} <= {"file.line_ends", "file.blank"} and loaded.findings
