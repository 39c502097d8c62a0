"""`merge` and `git-setup`, alone and under a real git."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Project, Task
from roadmap_app.storage import planfile
from tests import pocket
from tests.cli.repository import Repository
from tests.cli.shell import Shell

Saved = Callable[..., Path]
BASE = "Build {A 3d; B 2d after A}; C 1d after B; D 1d"


def edited(base: Plan, which: str, **members: object) -> Plan:
    draft = Draft(base)
    draft.change(draft.tasks[pocket.id_of(base, which)], **members)
    return draft.plan


def read(path: Path) -> Plan:
    loaded = planfile.load(str(path))
    assert not loaded.findings
    return loaded.plan


def test_edits_to_different_tasks_merge_clean(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    base = pocket.plan(BASE)
    mine, theirs = edited(base, "A", percent=50), edited(base, "B", name="Beta")
    out = tmp_path / "out.roadmap"
    answer = shell(
        "merge", saved(base), saved(mine, "m.roadmap"), saved(theirs, "t.roadmap"), "-o", out, "--json", "-"
    )
    assert (answer.code, answer.err) == (0, "")
    assert answer.json == {"conflicts": [], "repairs": [], "problems": []}
    assert pocket.task(read(out), "A").percent == 50
    assert pocket.task(read(out), "Beta")


def test_a_conflict_is_listed_and_stays_in_the_file(shell: Shell, saved: Saved) -> None:
    base = pocket.plan(BASE)
    mine = saved(edited(base, "A", duration=960), "m.roadmap")
    theirs = saved(edited(base, "A", duration=480), "t.roadmap")
    answer = shell("merge", saved(base), mine, theirs, "-o", mine, "--json", "-")
    assert answer.code == 1
    (conflict,) = answer.json["conflicts"]
    assert conflict == {
        "kind": "task", "id": pocket.id_of(base, "A"), "field": "duration", "base": 1440, "mine": 960,
        "theirs": 480, "sentence": "'A': duration: You have 2d, they have 1d. It was 3d.",
    }  # fmt: skip
    (record,) = read(mine).conflicts.values()
    assert (record.field, record.theirs) == ("duration", "480")
    assert pocket.task(read(mine), "A").duration == 960


def test_without_a_common_version_both_sides_are_additions(shell: Shell, saved: Saved, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    out = tmp_path / "out.roadmap"
    other = Plan("other", {"project": {"p2": Project(id="p2")}, "task": {"e": Task(id="e", name="E", ord="V")}})
    answer = shell("merge", empty, saved("A 1d"), saved(other, "t.roadmap"), "-o", out)
    assert (answer.code, answer.out) == (0, "Merged; nothing conflicts.\n")
    assert {task.name for task in read(out).tasks.values()} == {"A", "E"}


def test_what_is_damaged_on_their_side_was_not_deleted_and_is_told(
    shell: Shell, saved: Saved, tmp_path: Path
) -> None:
    base = saved(BASE)
    theirs, out = tmp_path / "t.roadmap", tmp_path / "out.roadmap"
    lines = base.read_bytes().splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if b'"D"' in line)
    lines[place] = lines[place].replace(b'"D"', b'"X"')
    theirs.write_bytes(b"".join(lines))
    answer = shell("merge", base, base, theirs, "-o", out)
    assert answer.code == 1
    assert f"theirs, line {place + 1}" in answer.err
    assert pocket.task(read(out), "D")


@pytest.mark.parametrize("which", ["base", "mine", "theirs"])
def test_where_a_version_cannot_be_read_nothing_is_written(
    shell: Shell, saved: Saved, tmp_path: Path, which: str
) -> None:
    files = {name: saved(BASE, f"{name}.roadmap") for name in ("base", "mine", "theirs")}
    files[which].write_text("no plan\n")
    out = tmp_path / "out.roadmap"
    answer = shell("merge", *files.values(), "-o", out, "--json", "-")
    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1
    assert not out.exists()


def test_neither_version_is_written_over_but_mine(shell: Shell, saved: Saved) -> None:
    base, mine, theirs = saved(BASE), saved(BASE, "m.roadmap"), saved(BASE, "t.roadmap")
    for out in (base, theirs):
        assert shell("merge", base, mine, theirs, "-o", out).code == 2
    assert shell("merge", base, mine, theirs, "-o", mine.with_name("o.roadmap"), "--json", theirs).code == 2


# Under git ----------------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path: Path, shell: Shell) -> Repository:
    made = Repository(tmp_path / "repo")
    assert shell("git-setup", made.folder).code == 0
    return made


def test_setting_up_twice_changes_nothing(repository: Repository, shell: Shell) -> None:
    attributes = repository.folder / ".gitattributes"
    before = attributes.read_bytes(), (repository.folder / ".git" / "config").read_bytes()
    answer = shell("git-setup", repository.folder)
    assert answer.code == 0
    assert answer.out.count("already") == 4
    assert (attributes.read_bytes(), (repository.folder / ".git" / "config").read_bytes()) == before
    assert attributes.read_text() == "*.roadmap -text merge=roadmap diff=roadmap\n"


def test_signs_of_open_windows_are_in_no_commit(repository: Repository) -> None:
    (repository.folder / ".plan.roadmap.0badcafe.open").write_text("{}")
    words = ["git", "-C", str(repository.folder), "status", "--porcelain"]
    assert ".open" not in subprocess.run(words, capture_output=True, text=True, check=True).stdout


def test_outside_a_repository_one_sentence_is_told(tmp_path: Path, shell: Shell) -> None:
    answer = shell("git-setup", tmp_path)
    assert (answer.code, len(answer.err.splitlines())) == (2, 1)


def test_git_merges_two_peoples_edits_and_shows_them(repository: Repository) -> None:
    base = pocket.plan(BASE)
    assert not repository.merge(base, edited(base, "A", percent=50), edited(base, "A", name="API"))
    found = pocket.task(read(repository.file), "API")
    assert found.percent == 50
    assert "API: " in repository.git("diff", "HEAD~1", "--", "plan.roadmap").stdout


def test_git_marks_a_conflict_and_the_file_opens_with_both_answers(repository: Repository) -> None:
    base = pocket.plan(BASE)
    assert repository.merge(base, edited(base, "A", duration=960), edited(base, "A", duration=480)) == 1
    assert "UU plan.roadmap" in repository.git("status", "--short").stdout
    (conflict,) = read(repository.file).conflicts.values()
    assert (conflict.mine, conflict.theirs) == ("960", "480")


def test_what_cannot_be_merged_is_left_with_ordinary_markers(repository: Repository, shell: Shell) -> None:
    base = pocket.plan(BASE)
    repository.commit(base)
    repository.git("checkout", "-q", "-b", "theirs")
    repository.file.write_text("not a plan at all\n")
    repository.git("commit", "-q", "-a", "-m", "broken")
    repository.git("checkout", "-q", "main")
    repository.commit(edited(base, "A", percent=50))
    done = repository.git("merge", "theirs", check=False)
    assert done.returncode == 1
    assert "is not a plan file" in done.stderr + done.stdout
    assert repository.file.read_bytes().startswith(b"<<<<<<< yours")
    assert repository.file.read_bytes().rstrip().endswith(b">>>>>>> theirs")
