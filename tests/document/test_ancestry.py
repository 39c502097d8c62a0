"""Which version two others come from: by the log of saves, out of the versions that are kept."""

from __future__ import annotations

from pathlib import Path

from roadmap_app.document.ancestry import alike, ancestor, follows, saves, saves_within
from roadmap_app.document.comparison import compare
from roadmap_app.document.logged import WHOLE, entry
from roadmap_app.model.plan import Plan, apply
from roadmap_app.schedule import compute
from roadmap_app.storage import backups, planfile
from tests.pocket import id_of
from tests.pocket import plan as pocket
from tests.sides import edited

DAY = 24 * 60
NOW = 1_000 * DAY


def saved(plan: Plan, who: str, at: int = NOW, label: str = "Edit") -> Plan:
    """The plan with one more save in its log."""
    return apply(plan, entry(plan, [label], who, at))


def keep(folder: Path, *plans: Plan) -> None:
    for number, each in enumerate(plans):
        backups.keep(folder, each.doc, planfile.encode(each), NOW * 60 + number, NOW * 60)


BASE = saved(pocket("A 3d; B 2d"), "Ann", NOW - 5)
MINE = saved(edited(BASE, "A", notes="mine"), "Me", NOW - 2)
MORE = saved(edited(MINE, "A", percent=50), "Me", NOW - 1)


def test_what_was_saved_on_the_opened_version_is_merged_against_it(tmp_path: Path) -> None:
    keep(tmp_path, BASE, MINE)
    assert ancestor(MINE, saved(edited(MINE, "B", notes="theirs"), "Ann"), tmp_path) is MINE


def test_what_was_saved_on_an_earlier_version_is_merged_against_the_newest_that_both_have(tmp_path: Path) -> None:
    keep(tmp_path, pocket("A 3d; B 2d"), BASE, MINE, MORE)
    theirs = saved(edited(BASE, "B", notes="theirs"), "Ann")
    assert ancestor(MORE, theirs, tmp_path) == BASE
    assert ancestor(MORE, saved(edited(MINE, "B", notes="theirs"), "Ann"), tmp_path) == MINE
    assert ancestor(MORE, BASE, tmp_path) == BASE


def test_where_no_such_version_is_kept_there_is_none(tmp_path: Path) -> None:
    theirs = saved(edited(BASE, "B", notes="theirs"), "Ann")
    keep(tmp_path, MINE, MORE, theirs)
    assert ancestor(MORE, theirs, tmp_path) is None


def test_without_any_version_to_merge_against_nothing_is_undone_or_deleted() -> None:
    mine = edited(pocket("A 3d; B 2d after A; C 1d after B; D 1d"), "A", name="Mine")
    theirs = edited(edited(pocket("A 3d; B 2d after A; C 1d after B"), "A", name="Theirs"), "B", notes="theirs")
    base = alike(mine, theirs)
    assert {task.name for task in base.tasks.values()} == {"C"}
    merged = compare(base, mine, theirs).merged
    assert {task.name for task in merged.plan.tasks.values()} == {"Mine", "B", "C", "D"}
    assert {(clash.field, clash.mine, clash.theirs) for clash in merged.conflicts} == {("name", "Mine", "Theirs")}
    assert merged.plan.tasks[id_of(mine, "B")].notes == "theirs"
    compute(base)


def test_half_of_a_version_is_none_to_merge_against(tmp_path: Path) -> None:
    keep(tmp_path, BASE, MINE)
    data = planfile.encode(BASE)
    backups.keep(tmp_path, BASE.doc, data[: len(data) // 2], NOW * 60 + 9, NOW * 60)
    assert ancestor(MORE, saved(edited(BASE, "B", notes="theirs"), "Ann"), tmp_path) == BASE


def test_old_saves_that_were_joined_are_not_missed() -> None:
    old = pocket("A 3d")
    for hour in range(5):
        old = saved(old, "Me", NOW - WHOLE - 3 * DAY + hour * 60, f"Edit {hour}")
    later = saved(old, "Ann")
    assert len(later.log) < len(old.log)
    assert follows(saves(later), saves(old))
    assert not follows(saves(old), saves(later))
    assert not follows(saves(later), saves(saved(old, "Bo", NOW - WHOLE - 3 * DAY))), "nobody joined what Bo saved"


def test_the_log_is_read_out_of_the_bytes_alone() -> None:
    data = planfile.encode(MORE)
    assert saves_within(data) == saves(MORE)
    assert saves_within(data.replace(b"Edit", b"Tide")) == {}
