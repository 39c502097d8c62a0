"""Files that git left with conflict markers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Conflict
from roadmap_app.storage import planfile, saving
from roadmap_app.storage.marked import versions
from tests import pocket
from tests.cli.repository import Repository
from tests.cli.shell import Shell

BASE = "A 3d; B 2d after A; C 1d after B"


def edited(base: Plan, which: str, **members: object) -> Plan:
    draft = Draft(base)
    draft.change(draft.tasks[pocket.id_of(base, which)], **members)
    return draft.plan


@pytest.fixture(params=["merge", "diff3", "zdiff3"])
def marked(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Plan, Plan, Plan], Path]:
    def make(base: Plan, mine: Plan, theirs: Plan) -> Path:
        repository = Repository(tmp_path / "repo")
        repository.git("config", "merge.conflictStyle", request.param)
        assert repository.merge(base, mine, theirs) == 1
        return repository.file

    return make


Marked = Callable[[Plan, Plan, Plan], Path]


def test_the_versions_are_what_the_branches_had(marked: Marked, request: pytest.FixtureRequest) -> None:
    base = pocket.plan(BASE)
    mine, theirs = edited(base, "A", duration=960), edited(base, "A", duration=480)
    found = versions(marked(base, mine, theirs).read_bytes())
    assert found is not None
    assert planfile.decode(found.mine).plan == mine
    assert planfile.decode(found.theirs).plan == theirs
    if found.has_base:
        assert planfile.decode(found.base).plan == base
    assert found.has_base == ("diff3" in request.node.name)


def test_a_file_with_markers_is_merged_and_what_clashes_stays(marked: Marked, shell: Shell) -> None:
    base = pocket.plan(BASE)
    path = marked(base, edited(base, "A", duration=960, percent=50), edited(base, "A", duration=480, name="API"))
    assert "roadmap resolve" in shell("check", path).out
    answer = shell("resolve", path, "--json", "-")
    assert answer.code == 1
    assert "duration" in [each["field"] for each in answer.json["conflicts"]]
    loaded = planfile.load(str(path))
    assert not loaded.findings
    assert loaded.plan.tasks[pocket.id_of(base, "A")].percent == 50
    assert len(loaded.plan.tasks) == 3
    assert len(loaded.plan.conflicts) == len(answer.json["conflicts"])
    assert [each.name for each in path.parent.iterdir() if "damaged" in each.name] == []


@pytest.mark.parametrize(
    "text",
    [
        b"a\nb\n",
        b"<<<<<<< x\na\n",
        b"=======\na\n",
        b"<<<<<<< x\na\n>>>>>>> y\n",
        b"<<<<<<< x\n<<<<<<< x\n=======\n>>>>>>> y\n",
        b"<<<<<<< x\na\n=======\nb\n||||||| c\n>>>>>>> y\n",
    ],
)
def test_markers_that_make_no_sense_are_no_versions(text: bytes) -> None:
    assert versions(text) is None


def test_a_file_without_markers_is_refused_and_left(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "plan.roadmap"
    path.write_bytes(planfile.encode(pocket.plan(BASE)))
    before = path.read_bytes()
    assert shell("resolve", path).code == 2
    assert path.read_bytes() == before


def undecided(marked: Marked, shell: Shell) -> tuple[Path, Plan]:
    """A file in which a merge left two answers to the duration of A."""
    base = pocket.plan(BASE)
    path = marked(base, edited(base, "A", duration=960), edited(base, "A", duration=480))
    assert shell("resolve", path).code == 1
    return path, base


def test_open_conflicts_are_problems_to_a_check_until_they_are_settled(marked: Marked, shell: Shell) -> None:
    path, base = undecided(marked, shell)
    answer = shell("check", path)
    assert answer.code == 1
    assert "'A': duration: You have 2d, they have 1d." in answer.out and "Nobody has decided" in answer.out
    refused = shell("resolve", path)
    assert refused.code == 2 and "1 open conflict waits in" in refused.err and "--take" in refused.err
    settled = shell("resolve", path, "--take", "theirs")
    assert (settled.code, settled.out) == (0, "1 conflict is settled: theirs.\n")
    plan = planfile.load(str(path)).plan
    assert not plan.conflicts and plan.tasks[pocket.id_of(base, "A")].duration == 480
    assert shell("check", path).code == 0


def test_markers_are_merged_and_settled_at_once_into_another_file(
    marked: Marked, shell: Shell, tmp_path: Path
) -> None:
    base = pocket.plan(BASE)
    path = marked(base, edited(base, "A", duration=960, percent=50), edited(base, "A", duration=480))
    before, out = path.read_bytes(), tmp_path / "out.roadmap"
    answer = shell("resolve", path, "-o", out, "--take", "mine", "--json", "-")
    assert answer.code == 0 and answer.json["left"] == []
    task = planfile.load(str(out)).plan.tasks[pocket.id_of(base, "A")]
    assert (task.duration, task.percent) == (960, 50)
    assert path.read_bytes() == before


def test_an_answer_that_cannot_be_read_stays_open(shell: Shell, tmp_path: Path) -> None:
    base = pocket.plan(BASE)
    draft = Draft(base)
    draft.put(Conflict(id="c", of_kind="task", of=pocket.id_of(base, "A"), field="duration", theirs='"long"'))
    path = tmp_path / "plan.roadmap"
    saving.save(str(path), draft.plan)
    answer = shell("resolve", path, "--take", "theirs")
    assert answer.code == 1 and "'A', duration: The answer in the file cannot be read" in answer.out
    assert len(planfile.load(str(path)).plan.conflicts) == 1


def test_without_a_common_version_nobody_is_told_what_was_before(shell: Shell, tmp_path: Path) -> None:
    repository, base = Repository(tmp_path / "repo"), pocket.plan(BASE)
    repository.git("config", "merge.conflictStyle", "merge")
    assert repository.merge(base, edited(base, "A", duration=960), edited(base, "A", duration=480)) == 1
    answer = shell("resolve", repository.file)
    assert "'A': duration: You have 2d, they have 1d.\n" in answer.out


def test_a_file_that_is_read_only_stays_as_git_left_it(marked: Marked, shell: Shell) -> None:
    base = pocket.plan(BASE)
    path = marked(base, edited(base, "A", duration=960), edited(base, "A", duration=480))
    before = path.read_bytes()
    path.chmod(0o444)
    answer = shell("resolve", path)
    assert answer.code == 2 and "the file is read-only" in answer.err
    assert path.read_bytes() == before
