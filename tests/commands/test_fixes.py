"""One-click fixes: each is an ordinary edit, and after it the finding is gone."""

from __future__ import annotations

import pytest
from hypothesis import given

from roadmap_app.analysis import checks
from roadmap_app.commands.fixes import fixes
from roadmap_app.commands.refusal import Refusal
from roadmap_app.document.document import Document
from roadmap_app.model.findings import Finding
from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import Link
from tests.pocket import at, id_of, plan
from tests.schedule.plans import plans

TODAY = at("2026-05-04", 0)
LOOSE = stable_id(77)


def found(document: Document, today: int = TODAY) -> list[Finding]:
    return [*document.schedule.problems, *checks.findings(document.plan, document.schedule, today)]


def with_links(text: str, *pairs: tuple[str, str]) -> Plan:
    made = plan(text)
    ids = {name: id_of(made, name) for name in "ABC" if any(t.name == name for t in made.tasks.values())}
    ends = [(ids.get(from_, LOOSE), ids.get(to, LOOSE)) for from_, to in pairs]
    more = [Link(id=stable_id(500 + n), from_=from_, to=to) for n, (from_, to) in enumerate(ends)]
    return make_plan("fixes", [*made.records(), *more])


CASES = [
    ("plan.conflict", plan("A 5d; B 2d after A mso 2026-05-05"), ["Remove the constraint", "Remove the link from 'A'"]),
    ("plan.link", with_links("A 1d", ("?", "A")), ["Remove the link"]),
    ("plan.loop", with_links("A 1d; B 1d after A", ("B", "A")), ["Remove the link"]),
    ("plan.loop", with_links("A 1d { B 1d }", ("A", "B")), ["Remove the link"]),
    ("advice.duplicate_link", with_links("A 1d; B 1d after A", ("A", "B")), ["Remove the link"]),
    (
        "advice.inactive_link",
        plan("A 1d; B 1d inactive after A; C 1d after B"),
        ["Link it to 'A'", "Make 'B' active", "Remove the link"],
    ),
    (
        "advice.deadline_missed",
        plan("A 5d deadline 2026-05-06"),
        ["Move the deadline to Fri 8 May", "Remove the deadline"],
    ),
    ("advice.negative_slack", plan("A 5d; B 5d deadline 2026-05-14 after A"), ["Shorten it by 1 d"]),
    (
        "advice.manual_too_early",
        plan("A 5d; B 2d manual 2026-05-05..2026-05-06 after A"),
        ["Move it to Mon 11 May", "Schedule it automatically"],
    ),
    (
        "advice.outside_calendar",
        plan("A 2d manual 2026-05-09..2026-05-12"),
        ["Move it to Mon 11 May", "Schedule it automatically"],
    ),
]


@pytest.mark.parametrize(("code", "made", "labels"), CASES, ids=[case[0] for case in CASES])
def test_each_fix_makes_its_finding_go(code: str, made: Plan, labels: list[str]) -> None:
    (finding,) = [each for each in found(Document(made)) if each.code == code]
    proposed = fixes(made, Document(made).schedule, finding)
    assert [fix.label for fix in proposed] == labels
    for fix in proposed:
        document = Document(made)
        with document.edit(fix.step) as draft:
            fix.change(draft)
        assert [label.partition(" (")[0] for label in document.history] == [fix.step]
        left = [each for each in found(document) if (each.code, each.id) == (finding.code, finding.id)]
        assert left == [], fix.label
        document.undo()
        assert document.plan == made


def test_what_is_overdue_can_be_set_done() -> None:
    document = Document(plan("A 3d 50%"))
    (finding,) = [each for each in found(document, at("2026-05-11", 0)) if each.code == "advice.overdue"]
    (fix,) = fixes(document.plan, document.schedule, finding)
    with document.edit(fix.step) as draft:
        fix.change(draft)
    assert document.plan.tasks[finding.id].percent == 100


def test_a_finding_without_a_fix_has_none() -> None:
    document = Document(plan("A 3d"))
    (finding,) = [each for each in found(document) if each.code == "advice.no_team"]
    assert fixes(document.plan, document.schedule, finding) == ()


@given(plans())
def test_every_fix_of_every_plan_is_an_edit_that_can_be_undone(made: Plan) -> None:
    document = Document(made)
    for finding in found(document):
        for fix in fixes(document.plan, document.schedule, finding):
            try:
                with document.edit(fix.step) as draft:
                    fix.change(draft)
            except Refusal as refusal:
                assert str(refusal).endswith(".")
            while document.undo():
                pass
            assert document.plan == made
