"""Saving: the old file or the new one, never less; a failure is told and leaves nothing behind."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from roadmap_app.model.ids import stable_id
from roadmap_app.model.parts import ScenarioEdit
from roadmap_app.model.plan import Draft, Plan, make_plan
from roadmap_app.model.records import Project, Scenario, Task
from roadmap_app.storage import codec, planfile, platform, saving
from roadmap_app.storage.saving import NotSaved, save
from tests.storage.files import file, task

PLAN = make_plan(
    stable_id(0), [Project(id=stable_id(1)), *(Task(id=stable_id(n), name=f"T{n}") for n in range(10, 30))]
)


def renamed(plan: Plan, name: str) -> Plan:
    draft = Draft(plan)
    draft.change(draft.tasks[stable_id(10)], name=name)
    return draft.plan


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A saved plan, alone in its folder."""
    place = tmp_path / "plan.roadmap"
    save(str(place), PLAN)
    return place


def beside(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir() if entry != path)


def test_what_was_saved_is_what_opens(path: Path) -> None:
    saved = save(str(path), renamed(PLAN, "New name"))
    loaded = planfile.load(str(path))
    assert loaded.plan == renamed(PLAN, "New name")
    assert loaded.sha == saved.sha == hashlib.sha256(path.read_bytes()).hexdigest()
    assert beside(path) == []


def test_the_edits_of_a_scenario_are_saved_with_the_record_that_each_is_of(path: Path) -> None:
    later = ScenarioEdit(kind="task", id=stable_id(10), field="duration", value="960")
    draft = Draft(PLAN)
    draft.put(Scenario(id=stable_id(40), name="Later", edits=(later, ScenarioEdit(kind="task", id=stable_id(11)))))
    save(str(path), draft.plan)
    assert planfile.load(str(path)).plan == draft.plan


def test_a_file_that_changed_meanwhile_is_not_saved_over(path: Path) -> None:
    opened = planfile.load(str(path))
    theirs = save(str(path), renamed(PLAN, "Theirs"), opened_sha=opened.sha)
    with pytest.raises(NotSaved, match="changed by someone else"):
        save(str(path), renamed(PLAN, "Mine"), opened_sha=opened.sha)
    assert planfile.load(str(path)).sha == theirs.sha


@pytest.mark.parametrize("how", ["in place", "replaced", "touched"])
def test_what_others_write_while_a_save_is_being_written_is_not_replaced(
    path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha = planfile.load(str(path)).sha
    theirs = planfile.encode(renamed(PLAN, "Theirs"))
    really = saving._write

    def write(temporary: Path, target: Path, data: bytes) -> None:
        really(temporary, target, data)
        if how == "in place":
            path.write_bytes(theirs)
        elif how == "replaced":
            path.with_suffix(".new").write_bytes(theirs)
            os.replace(path.with_suffix(".new"), path)
        else:
            os.utime(path)

    monkeypatch.setattr(saving, "_write", write)
    if how == "touched":
        save(str(path), renamed(PLAN, "Mine"), opened_sha=sha)
    else:
        with pytest.raises(saving.Changed, match="changed by someone else"):
            save(str(path), renamed(PLAN, "Mine"), opened_sha=sha)
        assert path.read_bytes() == theirs
    assert beside(path) == []


def test_a_file_that_went_away_is_written_again(path: Path) -> None:
    sha = planfile.load(str(path)).sha
    path.unlink()
    save(str(path), PLAN, opened_sha=sha)
    assert planfile.load(str(path)).plan == PLAN


def test_fewer_records_than_expected_are_not_saved(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(NotSaved, match="at least 22"):
        save(str(path), PLAN, at_least=22)
    assert path.read_bytes() == before


def test_damaged_lines_are_kept_beside_the_file(path: Path) -> None:
    path.write_bytes(file(task(10), task(11)).replace(b"Task 11", b"Task XI"))
    opened = planfile.load(str(path))
    saved = save(str(path), opened.plan, opened_sha=opened.sha)
    assert saved.kept == f"{path}.damaged-{opened.sha[:8]}.txt"
    kept = Path(saved.kept).read_text(encoding="utf-8")
    assert "# Line 4: its seal does not match" in kept and "Task XI" in kept
    assert not planfile.load(str(path)).damaged


def test_a_read_only_plan_is_not_saved_over(path: Path) -> None:
    path.write_bytes(file(task(10), header={"needs": ["x-later"]}))
    opened = planfile.load(str(path))
    with pytest.raises(NotSaved, match="read-only"):
        save(str(path), opened.plan, opened_sha=opened.sha)


def test_a_value_that_no_file_can_hold_is_told_before_anything_is_written(path: Path) -> None:
    before = path.read_bytes()
    draft = Draft(PLAN)
    draft.put(Task(id=stable_id(10), name="T10", percent=400))
    with pytest.raises(NotSaved, match="task 'T10' holds a value"):
        save(str(path), draft.plan)
    assert path.read_bytes() == before


@pytest.mark.parametrize("id", ["not an id", 'quo"te', "back\\slash", "x" * 65, "\ud800"])
def test_an_id_that_no_file_can_hold_is_told_before_anything_is_written(path: Path, id: str) -> None:
    before = path.read_bytes()
    draft = Draft(PLAN)
    draft.put(Task(id=id, name="Odd"))
    with pytest.raises(NotSaved, match="task 'Odd' holds a value"):
        save(str(path), draft.plan)
    assert path.read_bytes() == before and beside(path) == []


def test_half_an_emoji_does_not_stop_a_save(path: Path) -> None:
    save(str(path), renamed(PLAN, "cut \ud83d and \0"))
    assert planfile.load(str(path)).plan.tasks[stable_id(10)].name == "cut \ufffd and \ufffd"


def test_permissions_stay_and_links_are_followed(path: Path) -> None:
    path.chmod(0o640)
    alias = path.with_name("alias.roadmap")
    alias.symlink_to(path)
    save(str(alias), renamed(PLAN, "New name"))
    assert alias.is_symlink() and planfile.load(str(path)).plan == renamed(PLAN, "New name")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_a_missing_folder_and_a_read_only_file_are_told(path: Path) -> None:
    with pytest.raises(NotSaved, match="it is a folder"):
        save(str(path.parent), PLAN)
    with pytest.raises(NotSaved, match="is not there"):
        save(str(path.parent / "nowhere" / "x.roadmap"), PLAN)
    path.chmod(0o444)
    with pytest.raises(NotSaved, match="the file is read-only"):
        save(str(path), PLAN)


@pytest.mark.parametrize(
    ("call", "number", "sentence"),
    [
        ("write", errno.ENOSPC, "the disk is full"),
        ("fsync", errno.EIO, "Input/output error"),
        ("replace", errno.EACCES, "may not be written there"),
        ("open", errno.EROFS, "may not be written there"),
    ],
)
def test_a_call_that_fails_is_told_and_leaves_the_old_file_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, sentence: str
) -> None:
    before = path.read_bytes()

    def fails(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fails)
    with pytest.raises(NotSaved, match=sentence):
        save(str(path), renamed(PLAN, "New name"))
    monkeypatch.undo()
    assert path.read_bytes() == before and beside(path) == []


def test_a_disk_that_gives_back_other_bytes_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: real(self)[:-1] if self.suffix == ".tmp" else real(self))
    with pytest.raises(NotSaved, match="other bytes"):
        save(str(path), renamed(PLAN, "New name"))
    assert planfile.decode(real(path)).plan == PLAN and beside(path) == []


def test_a_folder_that_cannot_be_synced_is_told_with_what_the_file_holds_now(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(platform, "sync_folder", fails)
    with pytest.raises(NotSaved, match="did not confirm") as told:
        save(str(path), renamed(PLAN, "New name"))
    assert told.value.sha == planfile.load(str(path)).sha


def test_what_a_killed_save_left_is_swept_away_by_the_next(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(platform, "replace", dies)
        patched.setattr(saving, "_remove", lambda temporary: None)
        save(str(path), PLAN)
    assert len(beside(path)) == 1
    save(str(path), PLAN)
    assert beside(path) == []


def test_a_save_waits_for_another_one_in_the_folder(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "PATIENCE", 0.05)
    with platform.folder_lock(path.parent), pytest.raises(NotSaved, match="another program is saving"):
        save(str(path), PLAN)
    save(str(path), PLAN)


def test_a_second_save_encodes_only_what_changed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(str(path), PLAN)
    encoded: list[str] = []
    real = codec.encode
    monkeypatch.setattr(codec, "encode", lambda record: encoded.append(record.id) or real(record))
    plan = renamed(PLAN, "New name")
    save(str(path), plan)
    assert encoded == [stable_id(10)]
    assert path.read_bytes() == planfile.encode(plan)
