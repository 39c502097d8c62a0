"""A simulated sync client under people who edit: the short version of the long run, with and without windows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.examples import tries
from tests.soak.people import Ledger
from tests.soak.syncing import one


def test_under_a_sync_client_nothing_that_anybody_saved_is_lost(figure: Callable[[str], None]) -> None:
    did = Counter[str]()
    outcomes = {seed: one(seed, did) for seed in range(1000, 1000 + tries(10))}
    assert {seed: each.wrong for seed, each in outcomes.items() if each.wrong} == {}
    assert did["conflict copies"] and did["pieces"] and did["saves elsewhere"]
    saved = sum(each.saved for each in outcomes.values())
    figure(f"{len(outcomes)} runs of a simulated sync client: {saved} edits saved, none lost")


@pytest.mark.parametrize("seed", range(2000, 2000 + tries(2)))
def test_nor_at_real_windows(qtbot: QtBot, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_HOME", "")  # each person has an own one, and this test's comes back
    outcome = one(seed, Counter(), windows=True)
    assert outcome.wrong == ()
    assert outcome.saved


def test_the_ledger_misses_what_is_nowhere() -> None:
    ledger = Ledger()
    first, second = ledger.enter(), ledger.enter()
    third = ledger.enter([first])
    ledger.saved |= {first, second, third}
    assert ledger.lost({second, third}) == set()
    assert ledger.lost({third}) == {second}
    assert ledger.lost({second}) == {first, third}
