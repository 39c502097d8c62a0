"""One small plan a rule (`rules/*.txt`): each task must get the dates, and the slack, that stand beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_app.model.time import to_iso
from roadmap_app.schedule import compute
from tests.schedule.rule_file import read_rule

RULES = sorted((Path(__file__).parent / "rules").glob("*.txt"))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_gives_its_dates(path: Path) -> None:
    rule = read_rule(path)
    schedule = compute(rule.plan)
    names = {id: task.name for id, task in rule.plan.tasks.items()}
    assert {names[id]: (to_iso(schedule.start(id)), to_iso(schedule.finish(id))) for id in schedule.ids} == rule.dates
    assert {
        names[id]: (schedule.total_slack(id), schedule.free_slack(id), schedule.is_critical(id))
        for id in schedule.ids
        if names[id] in rule.slack
    } == rule.slack
    if rule.findings:
        assert [finding.code for finding in schedule.problems] == rule.findings


def test_every_rule_of_dates_has_a_plan() -> None:
    """SCHEDULING.md numbers eighteen; a file says first which one it is about."""
    assert {int(path.name[:2]) for path in RULES} == set(range(1, 19))
    for path in RULES:
        assert path.read_text("utf-8").startswith(f"# Rule {int(path.name[:2])}: "), path.name
