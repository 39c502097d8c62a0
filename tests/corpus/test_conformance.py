"""Our dates against those that Microsoft Project stored in real files, recomputed from blanked inputs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap_app.exchange import stored
from roadmap_app.exchange.mspdi.reader import read
from roadmap_app.model.plan import Draft
from roadmap_app.schedule import compute
from tests.corpus import shared
from tests.corpus.scores import scored

pytestmark = pytest.mark.skipif(not shared.present(), reason=shared.ABSENT)


@pytest.mark.parametrize("folder", shared.FOLDERS)
def test_blanked_files_get_the_dates_that_were_stored(folder: str, figure: Callable[[str], None]) -> None:
    score = shared.scorer()
    results = [one.figures for one in scored(folder)]
    tiers = {tier: score.total([row for row in results if row["tier"] == tier]) for tier in score.TIERS}
    for tier, figures in {**tiers, "all": score.total(results)}.items():
        figure(
            f"dates of {folder}, {tier}: {figures['exact_pct']} % exact, {figures['equivalent_pct']} %"
            f" equivalent of {figures['tasks']:,} tasks; slack {figures['total_slack_pct']} %,"
            f" critical {figures['critical_pct']} %"
        )
    assert [row["error"] for row in results if row["error"]] == []
    assert tiers["simple"]["equivalent_pct"] >= 95


@pytest.mark.parametrize("folder", shared.FOLDERS)
def test_every_file_is_read_and_shows_its_stored_dates(folder: str, tmp_path: Path) -> None:
    for name, path in shared.inputs(folder, tmp_path):
        imported = read(path)
        plan = imported.plan
        assert plan.tasks or name == "aspose-net-blank2010", name
        draft = Draft(plan)
        stored.keep(draft, stored.differences(plan, compute(plan), imported.stored))
        kept = compute(draft.plan)
        for id, (start, finish) in imported.stored.items():
            if id not in plan.outline.children:
                assert (kept.start(id), kept.finish(id)) == (start, finish), name
