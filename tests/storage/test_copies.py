"""Copies that sync clients leave beside a plan: which they are, what they come from, and putting them away."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Log
from roadmap_app.storage import backups, copies, planfile, saving
from tests.pocket import id_of
from tests.pocket import plan as pocket

NAMES = [
    "Plan (Ann's conflicted copy 2026-11-26).roadmap", "Plan-LAPTOP.roadmap", "Plan (1).roadmap",
    "Plan.sync-conflict-20261126-091500-ABCDEFG.roadmap", "Plan (conflicted copy 2026-11-26 091500).roadmap",
    "Plan_conflict-20261126-091500.roadmap",
]  # fmt: skip


def saved_by(plan: Plan, log: str, at: int, **members: object) -> Plan:
    draft = Draft(plan)
    draft.change(draft.tasks[id_of(plan, "A")], **members)
    draft.put(Log(id=log, at=at, who="Ann", labels=("Edit",)))
    return draft.plan


@pytest.mark.parametrize("name", NAMES)
def test_copies_of_all_clients_are_found_by_id_and_name(tmp_path: Path, name: str) -> None:
    path, plan = tmp_path / "Plan.roadmap", pocket("A 3d")
    saving.save(path, plan)
    saving.save(tmp_path / "Plan B.roadmap", Plan("another", plan.tables))
    shutil.copy(path, tmp_path / name)
    (found,) = copies.beside(path, plan.doc)
    assert found.path.name == name
    assert not found.saves
    assert copies.grown_from(path, found.path)
    assert copies.grown_from(found.path, path), "also where the copy is the one that is open"


def test_one_that_is_still_written_or_damaged_is_not_taken_for_a_copy(tmp_path: Path) -> None:
    path, plan = tmp_path / "Plan.roadmap", pocket("A 3d; B 2d; C 1d")
    saving.save(path, plan)
    data = path.read_bytes()
    for cut in (len(data) // 3, len(data) // 2, len(data) - 20):
        (tmp_path / "Plan (1).roadmap").write_bytes(data[:cut])
        assert copies.beside(path, plan.doc) == ()


def test_what_is_known_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, plan = tmp_path / "Plan.roadmap", pocket("A 3d")
    saving.save(path, plan)
    shutil.copy(path, tmp_path / "Plan (1).roadmap")
    known = copies.beside(path, plan.doc)
    monkeypatch.setattr(planfile, "decode", lambda data: pytest.fail("read again"))
    assert copies.beside(path, plan.doc, known) == known


def test_a_copy_is_put_away_only_as_it_was_seen_and_only_once_it_is_kept(tmp_path: Path) -> None:
    folder, path, plan = tmp_path / "kept", tmp_path / "Plan.roadmap", pocket("A 3d")
    saving.save(path, plan)
    other = tmp_path / "Plan (1).roadmap"
    saving.save(other, saved_by(plan, "l1", 1, percent=50))
    (copy,) = copies.beside(path, plan.doc)
    whole = other.read_bytes()
    other.write_bytes(whole + b"\n")
    assert not copies.put_away(copy, folder, 100)
    assert other.exists()
    other.write_bytes(whole)
    assert copies.put_away(copy, folder, 100)
    assert not other.exists()
    assert backups.version(folder, plan.doc, copy.sha) == whole
