"""The timeline of a plan: its versions with what the log tells of them, and a sentence for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_app.document import timeline
from roadmap_app.document.timeline import stand_of
from roadmap_app.model.plan import Draft
from roadmap_app.model.records import Log
from roadmap_app.storage.backups import Version
from tests.pocket import id_of, plan
from tests.sides import deleted, edited, linked

BASE = "A 3d; B 2d after A; C 4d; GA 0d after B, C"


def version(at: int) -> Version:
    return Version(at, f"{at:064x}", 1, Path("none"))


def test_versions_are_told_by_the_log_and_saves_without_a_version_stand_between_them():
    logs = [
        Log(id="a", at=100, who="Ann", labels=("Longer",)),
        Log(id="b", at=150, who="Bob", labels=("Shorter",)),
        Log(id="c", at=201, who="Cem"),
    ]
    found = timeline.moments([version(200 * 60 + 30), version(100 * 60)], logs)
    assert [(each.at, each.who, each.version is not None) for each in found] == [
        (200, "Cem", True), (150, "Bob", False), (100, "Ann", True),
    ]  # fmt: skip
    assert found[1].labels == ("Shorter",)


def test_each_entry_of_the_log_tells_of_one_version():
    logs = [Log(id="a", at=100, who="Ann")]
    found = timeline.moments([version(100 * 60 + 50), version(100 * 60)], logs)
    assert [each.who for each in found] == ["Ann", ""]


@pytest.mark.parametrize(
    ("which", "said"),
    [
        ("longer", "'GA' +2 d, 'A': duration 3d → 5d"),
        ("named", "'B' is now 'Build'"),
        ("added", "'X' added"),
        ("removed", "'GA' −1 d, 'B' removed, 2 links removed"),
        ("linked", "'GA' +4 d, Added link from 'B' to 'C'"),
        ("two", "2 tasks changed"),
        ("same", "The same plan"),
    ],
)
def test_what_a_version_brought_is_a_sentence(which: str, said: str) -> None:
    base = plan(BASE)
    if which == "added":
        draft = Draft(base)
        draft.put(base.tasks[id_of(base, "C")].but(id="x", name="X", ord="zz"))
        after = draft.plan
    else:
        after = {
            "longer": lambda: edited(base, "A", duration=5 * 480),
            "named": lambda: edited(base, "B", name="Build"),
            "removed": lambda: deleted(base, "B"),
            "linked": lambda: linked(base, "B", "C", "l9"),
            "two": lambda: edited(edited(base, "B", notes="n"), "C", notes="m"),
            "same": lambda: base,
        }[which]()
    before = stand_of(base)
    assert timeline.sentence(before, stand_of(after, before)) == said


def test_the_first_version_tells_how_much_it_holds():
    assert timeline.sentence(None, stand_of(plan(BASE))) == "The first version that is kept: 4 tasks"


def test_a_stand_by_way_of_another_has_the_same_dates_and_shares_what_is_equal():
    base = plan(BASE)
    near = stand_of(plan(BASE))
    after = edited(base, "A", duration=4800)
    made = stand_of(after, near)
    assert made.plan == after
    alone = stand_of(after).schedule
    assert [made.schedule.finish(id) for id in after.tasks] == [alone.finish(id) for id in after.tasks]


def test_two_versions_compared_are_what_changed_from_one_to_the_other():
    base = plan(BASE)
    earlier = stand_of(base)
    found = timeline.since(earlier, stand_of(edited(base, "A", duration=5 * 480), earlier))
    (change,) = found.changes
    assert (change.by, change.change.short) == ("mine", "duration 3d → 5d")
    assert [each.name for each in found.moved_by(change)] == ["GA", "Project finish"]
